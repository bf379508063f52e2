//! Beginnings and middles of words that mean a thing in every form (`امريك` in `الامريكيين`), all looked for at once.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::classes::Stem;

/// The stems by their first letters.
#[derive(Debug, Default)]
pub struct Stems {
    by_start: HashMap<[u8; KEY], Vec<(Box<str>, Found)>>,
}

/// So many bytes of a stem are looked up: two Arabic letters.
const KEY: usize = 4;

/// The kinds of stems that a word has in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found(u8);

impl Found {
    /// Whether there is a stem of this kind among them.
    pub const fn has(self, stem: Stem) -> bool {
        self.0 & (1 << stem as u8) != 0
    }
}

impl Stems {
    /// Takes the lists of `assets/triggers.json`.
    ///
    /// # Errors
    /// If a stem has less than two letters.
    pub fn new(lists: BTreeMap<Stem, Vec<String>>) -> anyhow::Result<Self> {
        let mut stems = Self::default();
        for (kind, list) in lists {
            for stem in list {
                let Some(start) = stem.as_bytes().first_chunk::<KEY>() else {
                    anyhow::bail!("the stem {stem:?} of {kind:?} is too short");
                };
                stems.by_start.entry(*start).or_default().push((stem.into(), Found(1 << kind as u8)));
            }
        }
        Ok(stems)
    }

    /// The kinds of stems that a strictly folded word has in it. Linear in its length.
    pub fn of(&self, word: &str) -> Found {
        let mut found = Found::default();
        for (at, start) in word.as_bytes().windows(KEY).enumerate() {
            // A stem begins where a letter does.
            let Some(rest) = word.get(at..) else { continue };
            let Some(start) = start.first_chunk::<KEY>() else { continue };
            for (stem, kind) in self.by_start.get(start).into_iter().flatten() {
                if rest.starts_with(&**stem) {
                    found.0 |= kind.0;
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_found_wherever_it_stands_in_the_word() {
        let lists = [
            (Stem::Foreign, vec!["امريك".to_owned(), "الناتو".to_owned()]),
            (Stem::State, vec!["امريكا".to_owned()]),
        ];
        let stems = Stems::new(lists.into()).unwrap();
        for (word, foreign, state) in [
            ("الامريكيين", true, false),
            ("وامريكا", true, true),
            ("الناتو", true, false),
            ("النات", false, false),
            ("ا", false, false),
            ("", false, false),
            ("US امريك", true, false),
        ] {
            let found = stems.of(word);
            assert_eq!((found.has(Stem::Foreign), found.has(Stem::State)), (foreign, state), "{word}");
            assert!(!found.has(Stem::Bilateral));
        }
        assert!(Stems::new([(Stem::State, vec!["ا".to_owned()])].into()).is_err());
    }
}
