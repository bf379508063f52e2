//! Arabic names in Latin letters, for the ids of entities that no lexicon knows.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::text::{Fold, fold};

/// Parts of names and the Latin spelling by which the press knows them.
#[derive(Debug, Default)]
pub struct Spellings {
    parts: HashMap<Box<str>, Box<str>, FixedState>,
}

impl Spellings {
    /// Adds a part; the first spelling of a part stays.
    pub fn add(&mut self, arabic: &str, latin: &str) {
        let key = fold(arabic, Fold::Loose).text;
        self.parts.entry(key.into()).or_insert_with(|| latin.into());
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
        if let Some(latin) = self.parts.get(part) {
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
        match self.parts.get(stem) {
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
    for (at, c) in word.chars().enumerate() {
        let last = at + 1 == count;
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
            'و' if at == 0 => "w",
            'و' => "u",
            'ي' if at == 0 => "y",
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_parts_are_spelled_as_the_press_does() {
        let mut spellings = Spellings::default();
        for (arabic, latin) in [("حميد", "hamid"), ("العبيدي", "al_obaidi"), ("جبوري", "jubouri")]
        {
            spellings.add(arabic, latin);
        }
        assert_eq!(spellings.id("حَميد العبيدي"), "hamid_al_obaidi");
        assert_eq!(spellings.id("حميد الجبوري"), "hamid_al_jubouri");
        assert_eq!(spellings.id("زنكنة"), "zankana");
        assert_eq!(spellings.id("؟!"), "unnamed");
    }
}
