//! The last name alone: after `قيس الخزعلي` the article goes on with `الخزعلي`.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::clitics::start_after;
use super::select::{Candidate, Made, Who};
use super::view::View;
use crate::analyse::lexicon::Traits;
use crate::model::{EntityType, Span, Why};
use crate::text::{Fold, fold, fold_into};

/// Finds the last names of the persons among `found`, standing alone. The nearest person before with that name is
/// meant, else the first after (headlines come before the full name). Linear in the length of the text.
pub fn find(view: &View<'_>, found: &[Candidate], made: &Made, covered: &[bool]) -> Vec<Candidate> {
    let mut full: Vec<(usize, String, Who)> = Vec::new();
    for c in found {
        let person = made.get(view.lexicon, c.who).is_some_and(|e| e.kind == EntityType::Person);
        if !person || c.length < 2 {
            continue;
        }
        let last = c.end - 1;
        // The last word of أبو آلاء or حسن نصر الله is no name of its own, nor is one that ends in a word.
        let bound = view.whole(last - 1).has(Traits::NAME_PREFIX) || view.whole(last).has(Traits::COMMON);
        if bound || matches!(view.folded(last), "الله" | "الدين" | "دين") || view.ways.sign(last) != '\0'
        {
            continue;
        }
        full.push((c.first, loose(view.folded(last)), c.who));
    }
    if full.is_empty() {
        return Vec::new();
    }
    let mut meant: Meant<'_> = HashMap::default();
    let mut word = String::new();
    for (_, name, who) in &full {
        meant.entry(name).or_insert(*who);
    }
    let mut coming = full.iter().peekable();
    let mut out = Vec::new();
    for at in 0..view.reading.words.len() {
        while let Some((_, name, who)) = coming.next_if(|(first, _, _)| *first <= at) {
            meant.insert(name, *who);
        }
        if covered.get(at).copied().unwrap_or(false) || !view.is_word(at) {
            continue;
        }
        word.clear();
        fold_into(view.folded(at), Fold::Loose, &mut word);
        let Some((letters, who)) = look_up(&word, &meant) else { continue };
        if letters > 0 && view.whole(at).has(Traits::COMMON) {
            continue;
        }
        if !stands_alone(view, at) {
            continue;
        }
        let Some(word) = view.word(at) else { continue };
        out.push(Candidate {
            first: at,
            end: at + 1,
            length: 1,
            span: Span::new(start_after(view.reading.text, word, letters), word.span.end),
            who,
            rank: 2,
            why: Why::new("last-name", ""),
        });
    }
    out
}

fn loose(folded: &str) -> String {
    fold(folded, Fold::Loose).text
}

/// Last names and whom they mean.
type Meant<'a> = HashMap<&'a str, Who, FixedState>;

/// The person whose last name the loosely folded word is, and the letters of proclitics before it.
fn look_up(word: &str, meant: &Meant<'_>) -> Option<(u8, Who)> {
    if let Some(&who) = meant.get(word) {
        return Some((0, who));
    }
    let mut rest = word;
    let mut letters = 0;
    for set in [&['و', 'ف'][..], &['ب', 'ل', 'ك'][..]] {
        let Some(stripped) = rest.strip_prefix(set) else { continue };
        let of_lam = rest.starts_with("لل");
        rest = stripped;
        letters += 1;
        if rest.chars().count() < 3 {
            return None;
        }
        if let Some(&who) = meant.get(rest) {
            return Some((letters, who));
        }
        // للخزعلي is ل + الخزعلي
        if of_lam && let Some(&who) = meant.get(format!("ا{rest}").as_str()) {
            return Some((letters, who));
        }
    }
    None
}

/// Whether the word can be a last name here, and not a first name, an adjective or an ordinary word.
fn stands_alone(view: &View<'_>, at: usize) -> bool {
    let traits = view.whole(at);
    let before = view.traits_before(at);
    let company = before.any(Traits::SAYING.with(Traits::TITLE));
    if traits
        .any(Traits::PLAIN.with(Traits::NATIONALITY).with(Traits::COMMON).with(Traits::FACILITY_ADJECTIVE))
    {
        return before.has(Traits::SAYING) || !can_be_adjective(view, at);
    }
    if traits.has(Traits::GIVEN) {
        let part = Traits::GIVEN.with(Traits::FAMILY).with(Traits::NAME_PREFIX);
        let follows = view.whole(at + 1).any(part) && view.same_sentence(at, at + 1);
        return company && !follows;
    }
    !before.has(Traits::NAME_PREFIX) && !before.has(Traits::GIVEN)
}

/// Whether a word of the form of an adjective can belong to the noun before it: `الجيش السوداني` and `العراق
/// السوداني` can, `حكومة السوداني` and `كان السوداني` cannot, as the noun is without article.
pub fn can_be_adjective(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&b| view.same_sentence(b, at)) else { return true };
    let traits = view.traits(before);
    let noun = view.folded(before);
    let definite = noun.starts_with("ال")
        || noun.starts_with("وال")
        || noun.starts_with("لل")
        || noun.starts_with("بال");
    definite || !view.is_word(before) || !traits.any(Traits::COMMON.with(Traits::PLAIN))
}
