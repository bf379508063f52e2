//! Arabic names in Latin letters, for the ids of entities that no lexicon knows.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::words::NameParts;
use crate::text::{Fold, Letters, fold};

/// Parts of names and the Latin spelling by which the press knows them.
///
/// They are put in order when the first name is to be spelled: many texts name nobody whom the lexicon does not know.
#[derive(Debug, Default)]
pub struct Spellings {
    lists: Vec<NameParts<'static>>,
    parts: OnceLock<Parts>,
}

/// Latin spellings by parts that are loosely folded.
#[derive(Debug, Default)]
struct Parts {
    short: HashMap<Letters, &'static str, FixedState>,
    other: HashMap<Box<str>, &'static str, FixedState>,
}

impl Parts {
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

impl Spellings {
    /// The spellings of these lists; the first spelling of a part stays.
    pub fn new(lists: impl IntoIterator<Item = NameParts<'static>>) -> Self {
        Self { lists: lists.into_iter().collect(), parts: OnceLock::new() }
    }

    fn parts(&self) -> &Parts {
        self.parts.get_or_init(|| {
            let mut parts = Parts::default();
            parts.short.reserve(
                self.lists.iter().map(|l| l.given.0.len() + l.family.0.len() + l.other.0.len()).sum(),
            );
            for list in &self.lists {
                for (arabic, latin) in [&list.given, &list.family, &list.other].into_iter().flat_map(|l| &l.0)
                {
                    parts.add(arabic, latin);
                }
            }
            parts
        })
    }

    /// An id for a name: each part in its usual spelling where that is known, else letter by letter.
    ///
    /// `حميد العبيدي` is `hamid_al_obaidi`. Letter by letter nothing is known of the short vowels, so that the id
    /// of a name of unknown parts is a stand-in, not a spelling.
    pub fn id(&self, name: &str) -> String {
        let folded = fold(name, Fold::Loose).text;
        let mut id = String::with_capacity(folded.len());
        let mut parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).peekable();
        while let Some(part) = parts.next() {
            if !id.is_empty() {
                id.push('_');
            }
            // عبد المهدي is one name: abdul_mahdi.
            match parts.peek().and_then(|next| next.strip_prefix("ال")) {
                Some(stem) if part == "عبد" => {
                    id.push_str("abdul_");
                    self.part(stem, &mut id);
                    parts.next();
                }
                _ => self.part(part, &mut id),
            }
        }
        if id.is_empty() { "unnamed".into() } else { id }
    }

    fn part(&self, part: &str, id: &mut String) {
        if let Some((_, latin)) = CLASS_NOUNS.iter().find(|(noun, _)| *noun == part) {
            id.push_str(latin);
            return;
        }
        if let Some(latin) = self.parts().get(part) {
            if part.starts_with("ال") && !latin.starts_with("al") && latin.len() > 2 {
                id.push_str("al_"); // as the press writes it, whatever the bearers do
            }
            id.push_str(latin);
            return;
        }
        let (article, stem) = match part.strip_prefix("ال") {
            Some(stem) if stem.chars().count() > 1 => (true, stem),
            _ => (false, part),
        };
        if article {
            id.push_str("al_");
        }
        match self.parts().get(stem) {
            Some(latin) if article => id.push_str(latin),
            _ => letters(stem, id),
        }
    }
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
}
