//! The words of the lexicon, as numbers.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::text::{Fold, Letters, fold_into};

/// A word of the vocabulary. Spellings that fold together loosely are one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// Of no word.
    pub const NONE: Self = Self(u32::MAX);
}

/// The words that occur in forms of the lexicon or in the rules' lists, each with a number and its traits.
///
/// Most words are known by their loose folding (`الإسلاميه` is `الإسلامية`). Common words of the language
/// (`على`, `عنه`, `فرقة`) are known by their strict folding only: they mean no name that is spelled almost
/// like them (`علي`, `عنة`), and no proclitic is ever taken off them.
#[derive(Debug)]
pub struct Vocabulary {
    loose: Table,
    common: Table,
    traits: Vec<Traits>,
    english: HashMap<WordId, Box<str>, FixedState>,
    /// Where words are folded: as the text spells them strictly, then loosely.
    folded: (String, String),
}

/// Room for the words that the built-in lexicon has.
const WORDS: usize = 24_000;

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            loose: Table {
                short: HashMap::with_capacity_and_hasher(WORDS, FixedState::default()),
                ..Table::default()
            },
            common: Table::default(),
            traits: Vec::with_capacity(WORDS),
            english: HashMap::default(),
            folded: Default::default(),
        }
    }
}

/// Words by their spelling.
#[derive(Debug, Default)]
struct Table {
    /// Those that are a number.
    short: HashMap<Letters, WordId, FixedState>,
    /// All others.
    other: HashMap<Box<str>, WordId, FixedState>,
}

impl Table {
    fn get(&self, folded: &str) -> Option<WordId> {
        match Letters::of(folded, Fold::Strict) {
            Some(letters) => self.short.get(&letters).copied(),
            None => self.other.get(folded).copied(),
        }
    }

    /// The word with this spelling, which becomes `new` if there is none.
    fn get_or_insert(&mut self, folded: &str, new: WordId) -> WordId {
        match Letters::of(folded, Fold::Strict) {
            Some(letters) => *self.short.entry(letters).or_insert(new),
            None => match self.other.get(folded) {
                Some(&known) => known,
                None => *self.other.entry(folded.into()).or_insert(new),
            },
        }
    }
}

/// What the rules know of a word, as a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(u32);

macro_rules! traits {
    ($($(#[$meta:meta])* $name:ident = $bit:literal),+ $(,)?) => {
        impl Traits {
            $($(#[$meta])* pub const $name: Self = Self(1 << $bit);)+
        }
    };
}

traits! {
    /// A common word of the language.
    COMMON = 0,
    /// A verb of saying.
    SAYING = 1,
    /// A title or office that a person's name may follow.
    TITLE = 2,
    /// A given name.
    GIVEN = 3,
    /// A part of a personal name that does not stand first (`الدين`, family names).
    FAMILY = 4,
    /// A word that occurs in names of persons somewhere in the world.
    NAME_PART = 5,
    /// A name part that takes the next word in (`أبو`, `عبد`, `آل`).
    NAME_PREFIX = 6,
    /// A class noun of places (`مدينة`).
    PLACE_NOUN = 7,
    /// A class noun of groups before a name in quotation marks or with the article (`حركة`).
    GROUP_NOUN = 8,
    /// A class noun that only armed groups have (`سرايا`).
    ARMED_NOUN = 9,
    /// A class noun of facilities (`قاعدة`).
    FACILITY_NOUN = 10,
    /// A class noun of organisations (`لجنة`).
    ORG_NOUN = 11,
    /// A class noun of outlets (`صحيفة`).
    MEDIA_NOUN = 12,
    /// A nationality adjective, definite or not.
    NATIONALITY = 13,
    /// A preposition or direction after which a place may stand.
    LOCATIVE = 14,
    /// A word after which a bare group noun is no group (`خيار المقاومة`).
    ABSTRACT = 15,
    /// `وزير` and its like: with the field that follows they are an office and no ministry.
    OFFICE = 16,
    /// An ordinary word that is no part of a name that a rule makes.
    PLAIN = 17,
    /// A word with which a clause begins (`أن`, `التي`): no name goes on over it.
    CLAUSE = 18,
    /// An adjective that belongs to names of facilities (`الجوية`, `الدولي`).
    FACILITY_ADJECTIVE = 19,
    /// A word that an outlet's name follows (`مراسل`).
    REPORTER = 20,
    /// A class noun of places that stays outside their names (`قرية`, `ريف`).
    SETTLEMENT = 21,
    /// A name prefix that makes a name with one word (`أبو`).
    KUNYA = 22,
    /// A class noun of organisations that are called after places and persons (`جامعة`).
    NAMED_ORG_NOUN = 23,
    /// A unit that is called by its number (`اللواء 24`).
    NUMBERED_UNIT = 24,
    /// A class noun after which a word that nobody knows is a place (`ناحية`).
    PLACE_OF = 25,
    /// A word after which the person to whom it happened stands (`اغتيال`, `استشهد`).
    BEFORE_PERSON = 26,
}

impl Traits {
    /// Whether all flags of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any flag of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Vocabulary {
    /// Takes a common word in. Common words come before all others.
    pub fn add_common(&mut self, word: &str) -> WordId {
        let next = self.next();
        let (strict, _) = &mut self.folded;
        strict.clear();
        fold_into(word, Fold::Strict, strict);
        let id = self.common.get_or_insert(strict, next);
        self.grow(id);
        self.mark(id, Traits::COMMON);
        id
    }

    /// Takes a word in, or finds it.
    pub fn add(&mut self, word: &str) -> WordId {
        // Most words need no folding that a number does not do.
        if let Some(letters) = Letters::both(word) {
            return self.add_letters(letters);
        }
        let next = self.next();
        let mut folded = std::mem::take(&mut self.folded);
        fold_both(word, &mut folded);
        let id = self.common.get(&folded.0).unwrap_or_else(|| self.loose.get_or_insert(&folded.1, next));
        self.grow(id);
        self.folded = folded;
        id
    }

    /// Takes a word in, folded strictly and loosely, or finds it.
    pub fn add_letters(&mut self, (strict, loose): (Letters, Letters)) -> WordId {
        if let Some(&common) = self.common.short.get(&strict) {
            return common;
        }
        let next = self.next();
        let id = *self.loose.short.entry(loose).or_insert(next);
        self.grow(id);
        id
    }

    /// Finds a word.
    pub fn find(&self, word: &str) -> Option<WordId> {
        if let Some((strict, loose)) = Letters::both(word) {
            return self.common.short.get(&strict).or_else(|| self.loose.short.get(&loose)).copied();
        }
        let mut folded = Default::default();
        fold_both(word, &mut folded);
        self.common.get(&folded.0).or_else(|| self.loose.get(&folded.1))
    }

    fn next(&self) -> WordId {
        WordId(u32::try_from(self.traits.len()).unwrap_or(u32::MAX))
    }

    fn grow(&mut self, id: WordId) {
        if self.traits.len() == id.0 as usize {
            self.traits.push(Traits::default());
        }
    }

    /// Adds flags to a word.
    pub fn mark(&mut self, id: WordId, traits: Traits) {
        if let Some(t) = self.traits.get_mut(id.0 as usize) {
            *t = t.with(traits);
        }
    }

    /// Says how a class noun or its adjective is called in ids.
    pub fn name(&mut self, id: WordId, english: &str) {
        self.english.insert(id, english.into());
    }

    /// How a class noun or its adjective is called in ids.
    pub fn english(&self, id: WordId) -> Option<&str> {
        self.english.get(&id).map(AsRef::as_ref)
    }

    /// The flags of a word.
    pub fn traits(&self, id: WordId) -> Traits {
        self.traits.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The common word with this strict folding.
    pub fn common(&self, strict: &str) -> Option<WordId> {
        self.common.get(strict)
    }

    /// The other word with this loose folding.
    pub fn loose(&self, loose: &str) -> Option<WordId> {
        self.loose.get(loose)
    }
}

/// Leaves both foldings of a word in `folded`.
fn fold_both(word: &str, (strict, loose): &mut (String, String)) {
    strict.clear();
    fold_into(word, Fold::Strict, strict);
    loose.clear();
    fold_into(strict, Fold::Loose, loose);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_however_it_is_spelled() {
        let mut v = Vocabulary::default();
        for (word, spelled) in [
            ("المسؤولية", "المَسؤوليه"),
            ("والاستراتيجيات", "والإستراتيجيات"),
            ("الناتو", "النـاتو"),
            ("پارتي", "پارتى"),
            ("NATO", "nato"),
        ] {
            let id = v.add(word);
            assert_eq!(v.find(spelled), Some(id), "{spelled}");
            assert_eq!(v.add(spelled), id, "{spelled}");
            assert_eq!(v.loose(&crate::text::fold(spelled, Fold::Loose).text), Some(id), "{spelled}");
        }
        assert_eq!(v.find("غيرها"), None);
    }

    #[test]
    fn common_words_keep_their_spelling() {
        let mut v = Vocabulary::default();
        let on = v.add_common("على");
        let ali = v.add("علي");
        assert_ne!(on, ali);
        assert_eq!(v.add("على"), on);
        assert_eq!(v.add("الإسلامية"), v.add("الاسلاميه"));
        assert!(v.traits(on).has(Traits::COMMON));
    }
}
