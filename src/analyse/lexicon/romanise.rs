//! Arabic names in Latin letters, for the ids of entities that no lexicon knows.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::words::NameParts;
use crate::text::{Fold, Letters, fold, is_dropped_in_folding};

/// Parts of names and the Latin spelling by which the press knows them.
///
/// They are put in order when the first name is to be spelled: many texts name nobody whom the lexicon does not know.
#[derive(Debug, Default)]
pub struct Spellings {
    lists: Vec<NameParts<'static>>,
    parts: OnceLock<Parts>,
}

/// Latin spellings by the loose folding of a part.
#[derive(Debug, Default)]
struct Latin {
    short: HashMap<Letters, &'static str, FixedState>,
    other: HashMap<Box<str>, &'static str, FixedState>,
}

impl Latin {
    fn add(&mut self, arabic: &str, latin: &'static str) {
        if let Some(letters) = Letters::of(arabic, Fold::Loose) {
            self.short.entry(letters).or_insert(latin);
            return;
        }
        let folded = fold(arabic, Fold::Loose).text;
        match Letters::of(&folded, Fold::Loose) {
            Some(letters) => self.short.entry(letters).or_insert(latin),
            None => self.other.entry(folded.into()).or_insert(latin),
        };
    }

    fn get(&self, folded: &str) -> Option<&'static str> {
        match Letters::of(folded, Fold::Loose) {
            Some(letters) => self.short.get(&letters).copied(),
            None => self.other.get(folded).copied(),
        }
    }
}

#[derive(Debug, Default)]
struct Parts {
    known: Latin,
    /// God's names as they are spelled after `عبد`, without the article.
    servants: Latin,
}

impl Spellings {
    /// The spellings of these lists; the first spelling of a part stays.
    pub fn new(lists: impl IntoIterator<Item = NameParts<'static>>) -> Self {
        Self { lists: lists.into_iter().collect(), parts: OnceLock::new() }
    }

    fn parts(&self) -> &Parts {
        self.parts.get_or_init(|| {
            let mut parts = Parts::default();
            parts.known.short.reserve(
                self.lists.iter().map(|l| l.given.0.len() + l.family.0.len() + l.other.0.len()).sum(),
            );
            for list in &self.lists {
                for (arabic, latin) in [&list.given, &list.family, &list.other].into_iter().flat_map(|l| &l.0)
                {
                    parts.known.add(arabic, latin);
                }
                for (arabic, latin) in &list.after_abd.0 {
                    parts.servants.add(arabic, latin);
                }
            }
            parts
        })
    }

    /// An id for a name: each part in its usual spelling where that is known, else letter by letter.
    ///
    /// `حميد العبيدي` is `hamid_al_obaidi`. Letter by letter nothing is known of the short vowels, so that the id
    /// of a name of unknown parts is a stand-in, not a spelling. One name has one id, however it is spelled:
    /// `عبدالله` and `عبد الله`, `أبو علي` and `أبي علي`.
    pub fn id(&self, name: &str) -> String {
        let mut id = String::with_capacity(name.len());
        let mut parts = name.split(|c: char| !is_of_word(c)).filter_map(NamePart::new).peekable();
        while let Some(part) = parts.next() {
            if !id.is_empty() {
                id.push('_');
            }
            let next = parts.peek();
            if let Some(stem) = part.folded.strip_prefix("عبدال").filter(|s| s.chars().count() > 1) {
                self.servant(stem, &mut id); // `عبدالكريم`
            } else if part.folded == "عبد"
                && let Some(stem) = next.and_then(NamePart::stem)
            {
                self.servant(stem, &mut id);
                parts.next();
            } else if next.is_some_and(|next| next.folded == "الله") {
                // نصر الله is one name: nasrallah.
                let from = id.len();
                self.part(&part, &mut id);
                let given_a = id[from..].ends_with('a');
                id.push_str(if given_a { "llah" } else { "allah" });
                parts.next();
            } else if next.is_some() && matches!(part.folded.as_str(), "ابي" | "ابا") {
                id.push_str("abu");
            } else if next.is_some() && part.folded == "ام" {
                id.push_str("um");
            } else {
                self.part(&part, &mut id);
            }
        }
        if id.is_empty() { "unnamed".into() } else { id }
    }

    /// `عبد` and one of God's names, without its article: `abdul_karim`, `abdullah`.
    fn servant(&self, stem: &str, id: &mut String) {
        if stem == "له" {
            id.push_str("abdullah");
            return;
        }
        id.push_str("abdul_");
        match self.parts().servants.get(stem) {
            Some(latin) => id.push_str(latin),
            None => self.part(&NamePart { folded: stem.to_owned(), has_article: false }, id),
        }
    }

    fn part(&self, part: &NamePart, id: &mut String) {
        if let Some((_, latin)) = CLASS_NOUNS.iter().find(|(noun, _)| *noun == part.folded) {
            id.push_str(latin);
            return;
        }
        let known = &self.parts().known;
        if let Some(latin) = known.get(part.folded.as_str()) {
            if part.stem().is_some() && !latin.starts_with("al") && latin.len() > 2 {
                id.push_str("al_"); // as the press writes it, whatever the bearers do
            }
            id.push_str(latin);
            return;
        }
        let Some(stem) = part.stem().filter(|stem| stem.chars().count() > 1) else {
            return letters(&part.folded, id);
        };
        id.push_str("al_");
        match known.get(stem) {
            Some(latin) => id.push_str(latin),
            None => letters(stem, id),
        }
    }
}

/// One word of a name.
struct NamePart {
    /// Its loose folding.
    folded: String,
    /// Whether it begins with the article, which bears no hamza: `الياس` may, `إلياس` does not.
    has_article: bool,
}

impl NamePart {
    /// The word, unless nothing is left of it when it is folded.
    fn new(word: &str) -> Option<Self> {
        let folded = fold(word, Fold::Loose).text;
        let hamza = word.starts_with(['إ', 'أ', 'آ']);
        let has_article = folded.starts_with("ال") && !hamza;
        (!folded.is_empty()).then_some(Self { folded, has_article })
    }

    /// What follows the article, if it has one.
    fn stem(&self) -> Option<&str> {
        self.folded.strip_prefix("ال").filter(|_| self.has_article)
    }
}

/// Whether a character belongs to a word: a letter, a digit, or a mark above or below one.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_dropped_in_folding(c)
}

/// Class nouns with which names of groups and bodies begin, loosely folded.
const CLASS_NOUNS: &[(&str, &str)] = &[
    ("حزب", "hizb"),
    ("حركه", "harakat"),
    ("لواء", "liwa"),
    ("جيش", "jaysh"),
    ("كتائب", "kataib"),
    ("كتيبه", "katibat"),
    ("سرايا", "saraya"),
    ("مجلس", "majlis"),
    ("مركز", "markaz"),
    ("لجنه", "lajnat"),
    ("هيئه", "hayat"),
    ("منظمه", "munadhamat"),
    ("موسسه", "muassasat"),
];

/// Letter by letter, with short vowels where there must be some. Nothing but lower-case letters, digits and `_` comes out.
fn letters(word: &str, id: &mut String) {
    let count = word.chars().count();
    // Consonants since the last vowel. Arabic leaves short vowels unwritten, and no word begins with two consonants
    // or has three together: there an `a` is, the most frequent of them.
    let mut consonants = 0;
    let mut any_vowel = false;
    let mut chars = word.chars().enumerate().peekable();
    let mut before = '\0';
    while let Some((at, c)) = chars.next() {
        let last = at + 1 == count;
        let next = chars.peek().map_or('\0', |&(_, next)| next);
        let sound = match c {
            'ا' => "a",
            'ب' | 'پ' => "b",
            'ت' | 'ط' => "t",
            'ث' => "th",
            'ج' | 'چ' => "j",
            'ح' | 'ه' if !last => "h",
            'ه' => "a",
            'ح' => "h",
            'خ' => "kh",
            'د' | 'ض' => "d",
            'ذ' | 'ظ' => "dh",
            'ر' => "r",
            'ز' => "z",
            'س' | 'ص' => "s",
            'ش' => "sh",
            'ع' => "a",
            'غ' => "gh",
            'ف' => "f",
            'ڤ' => "v",
            'ق' => "q",
            'ك' => "k",
            'گ' | 'ڭ' => "g",
            'ل' => "l",
            'م' => "m",
            'ن' => "n",
            // جواد, الجليلاوي: a consonant before or between vowels.
            'و' if at == 0 || next == 'ا' || before == 'ا' && next == 'ي' => "w",
            'و' => "u",
            'ي' if at == 0 || matches!(next, 'ا' | 'و') => "y",
            'ي' => "i",
            _ => {
                id.extend(c.to_lowercase().filter(|c| c.is_ascii_alphanumeric()));
                ""
            }
        };
        if matches!(sound, "a" | "u" | "i") {
            (consonants, any_vowel) = (0, true);
        } else if !sound.is_empty() {
            if consonants == 2 || consonants == 1 && !any_vowel {
                id.push('a');
                (consonants, any_vowel) = (0, true);
            }
            consonants += 1;
        }
        id.push_str(sound);
        before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_parts_are_spelled_as_the_press_does() {
        let json = r#"{"about": "", "given": {"حميد": "hamid"}, "family": {"العبيدي": "al_obaidi", "جبوري": "jubouri"}}"#;
        let spellings = Spellings::new([serde_json::from_str(json).unwrap()]);
        assert_eq!(spellings.id("حَميد العبيدي"), "hamid_al_obaidi");
        assert_eq!(spellings.id("حميد الجبوري"), "hamid_al_jubouri");
        assert_eq!(spellings.id("زنكنة"), "zankana");
        assert_eq!(spellings.id("نوار الجليلاوي"), "nawar_al_jalilawi");
        assert_eq!(spellings.id("بيان"), "bayan");
        assert_eq!(spellings.id("؟!"), "unnamed");
    }

    #[test]
    fn one_name_has_one_id_however_it_is_spelled() {
        let json = r#"{"about": "", "given": {"إلياس": "elias", "علي": "ali", "نصر": "nasr", "عطا": "ata"},
            "other": {"كريم": "karim", "قادر": "kader"}, "after_abd": {"قادر": "qadir"}}"#;
        let spellings = Spellings::new([serde_json::from_str(json).unwrap()]);
        for (name, id) in [
            ("عبد الله", "abdullah"),
            ("عبدالله", "abdullah"),
            ("عبد الكريم", "abdul_karim"),
            ("عبدالكريم", "abdul_karim"),
            ("عبد القادر", "abdul_qadir"),
            ("القادر", "al_kader"),
            ("نصر الله", "nasrallah"),
            ("عطا الله", "atallah"),
            ("أبي علي", "abu_ali"),
            ("أبو علي", "abu_ali"),
            ("إلياس", "elias"),
        ] {
            assert_eq!(spellings.id(name), id, "{name}");
        }
    }
}
