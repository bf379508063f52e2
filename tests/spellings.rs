//! One text in many spellings: what is found does not hang on how a keyboard, an outlet or a file format writes it.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use rasid::analyse::{Analyser, Lexicon};
use rasid::model::{Block, Document, Origin, Role, Span};

mod common;

use common::run::{ARTICLES, CORPUS};

static ANALYSER: LazyLock<Analyser> =
    LazyLock::new(|| Analyser::new(Arc::new(Lexicon::built_in().expect("the lexicon is right"))));

/// The texts of the corpus and of the test articles.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let read = |set: common::run::Set| set.read().expect("texts").1;
    let mut all = read(CORPUS);
    all.extend(read(ARTICLES));
    all
});

/// A text whose lines are its paragraphs.
fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        if !line.trim().is_empty() {
            blocks.push(Block { role: Role::Paragraph, span });
        }
        start += line.len();
    }
    let (id, text) = ("x".into(), text.into());
    Document { id, origin: Origin::default(), text, blocks, outlet: None, address: None, published: None }
}

/// Whom and what a text names, in order.
fn entities(text: &str) -> Vec<String> {
    ANALYSER.analyse(&document(text)).mentions.iter().map(|m| m.entity.to_string()).collect()
}

/// Whether a letter joins the one after it, so that a tatweel can stand between them.
fn joins(c: char) -> bool {
    matches!(c, 'ب' | 'ت' | 'ث' | 'ج' | 'ح' | 'خ' | 'س'..='غ' | 'ف'..='ن' | 'ه' | 'ي') && c != 'ـ'
}

/// A text with what `put` gives put in after each letter; `put` is told the letter and the one after it.
fn with(text: &str, mut put: impl FnMut(char, char) -> Option<char>) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        if let Some(more) = put(c, chars.peek().copied().unwrap_or(' ')) {
            out.push(more);
        }
    }
    out
}

/// Whether the `n`th of a sequence of choices says yes.
fn choose(seed: u64, n: &mut u64) -> bool {
    *n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(seed | 1);
    *n >> 62 == 0
}

fn letter(c: char) -> bool {
    matches!(c, 'ء'..='غ' | 'ف'..='ي')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn harakat_and_tatweel_change_nothing(which in 0..35_usize, seed: u64) {
        let text = &TEXTS[which % TEXTS.len()];
        let mut n = seed;
        let marks = ['\u{064E}', '\u{064F}', '\u{0650}', '\u{0652}', '\u{0651}'];
        let vowelled = with(text, |c, _| {
            (letter(c) && choose(seed, &mut n)).then(|| marks[usize::try_from(n % 5).unwrap_or(0)])
        });
        prop_assert_eq!(entities(&vowelled), entities(text));
        let stretched = with(text, |c, next| (joins(c) && letter(next) && choose(seed, &mut n)).then_some('ـ'));
        prop_assert_eq!(entities(&stretched), entities(text));
    }

    #[test]
    fn the_kind_of_white_space_changes_nothing(which in 0..35_usize, seed: u64) {
        let text = &TEXTS[which % TEXTS.len()];
        let mut n = seed;
        let spaces = ['\u{00A0}', '\u{202F}', '\u{2009}'];
        let other: String = text
            .chars()
            .map(|c| if c == ' ' && choose(seed, &mut n) { spaces[usize::try_from(n % 3).unwrap_or(0)] } else { c })
            .collect();
        prop_assert_eq!(entities(&other), entities(text));
    }

    #[test]
    fn each_outlets_american_is_american(which in 0..35_usize) {
        let text = &TEXTS[which % TEXTS.len()];
        for spelling in ["أمريك", "أميرك", "اميرك", "امريك"] {
            let mut other = text.clone();
            for one in ["أمريك", "أميرك", "اميرك", "امريك"] {
                other = other.replace(one, spelling);
            }
            prop_assert_eq!(entities(&other), entities(text), "{}", spelling);
        }
    }

    #[test]
    fn a_file_in_windows_1256_names_the_same(which in 0..35_usize) {
        let text = TEXTS[which % TEXTS.len()].replace(['\u{200F}', '\u{200E}'], "");
        let (bytes, _, unmappable) = encoding_rs::WINDOWS_1256.encode(&text);
        prop_assume!(!unmappable);
        let decoded = rasid::ingest::decode(bytes.into_owned());
        prop_assert_eq!(entities(&decoded.text), entities(&text));
    }

    #[test]
    fn proclitics_stay_outside_of_every_name(which: prop::sample::Index) {
        let lexicon = ANALYSER.lexicon();
        let all: Vec<_> = lexicon.entities().collect();
        let entity = all[which.index(all.len())];
        let name = &entity.name_ar;
        let mut plain = entities(&format!("ذكر {name} أمس"));
        plain.dedup();
        // Names that need company, or hold other names, are no matter here.
        prop_assume!(plain == [entity.id.to_string()]);
        let stem = name.strip_prefix("ال").filter(|stem| !stem.is_empty());
        let with_lam = stem.map_or_else(|| format!("ل{name}"), |stem| format!("لل{stem}"));
        let is_word = name.chars().take_while(|c| *c != ' ').filter(|&c| letter(c)).count() > 3;
        prop_assume!(is_word);
        for clitics in [format!("و{name}"), format!("ب{name}"), format!("فب{name}"), with_lam] {
            let text = format!("ذكر {clitics} أمس");
            let found = ANALYSER.analyse(&document(&text)).mentions;
            let ids: Vec<_> = found.iter().map(|m| m.entity.to_string()).collect();
            prop_assert_eq!(&ids, &plain, "{}", text);
            let start = text.find(&clitics).expect("the name");
            prop_assert!(found[0].span.start > start, "{}", text);
        }
    }
}
