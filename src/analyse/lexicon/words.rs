//! The lists of words and of parts of names that the rules go by, and how they become traits.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::{Lexicon, Traits};

/// The lists of `words.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(rename = "about")]
    _about: String,
    common: Vec<String>,
    clause: Vec<String>,
    plain: Vec<String>,
    saying: Vec<String>,
    titles: Vec<String>,
    offices: Vec<String>,
    name_prefixes: Vec<String>,
    kunya: Vec<String>,
    place_nouns: Vec<String>,
    settlements: Vec<String>,
    place_of: Vec<String>,
    group_nouns: Vec<String>,
    armed_nouns: Vec<String>,
    facility_nouns: BTreeMap<String, String>,
    facility_adjectives: BTreeMap<String, String>,
    org_nouns: Vec<String>,
    org_nouns_with_names: Vec<String>,
    numbered_units: Vec<String>,
    media_nouns: Vec<String>,
    reporters: Vec<String>,
    locatives: Vec<String>,
    abstract_before: Vec<String>,
    before_persons: Vec<String>,
}

/// The parts of names of `name_parts.json`, each with its usual Latin spelling.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameParts<'a> {
    #[serde(rename = "about")]
    _about: String,
    #[serde(default, borrow)]
    pub given: Pairs<'a>,
    #[serde(default, borrow)]
    pub family: Pairs<'a>,
    #[serde(default, borrow)]
    pub other: Pairs<'a>,
    /// What follows `عبد ال`; for the Latin spelling only.
    #[serde(default, borrow)]
    pub after_abd: Pairs<'a>,
}

/// The pairs of a JSON object whose strings hold no escapes, borrowed from its text: there are ten thousand.
#[derive(Debug, Default)]
pub struct Pairs<'a>(pub Vec<(&'a str, &'a str)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Collect<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Collect<'a> {
            type Value = Pairs<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of strings")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        d.deserialize_map(Collect(PhantomData))
    }
}

impl Lexicon {
    /// Numbers the words of the lists, the common ones first.
    pub(super) fn number_words(&mut self, words: &Words) {
        for word in words.common.iter().chain(&words.clause) {
            self.words.add_common(word);
        }
        let lists = [
            (&words.clause, Traits::CLAUSE),
            (&words.plain, Traits::PLAIN),
            (&words.saying, Traits::SAYING),
            (&words.titles, Traits::TITLE),
            (&words.offices, Traits::OFFICE),
            (&words.name_prefixes, Traits::NAME_PREFIX),
            (&words.kunya, Traits::KUNYA),
            (&words.place_nouns, Traits::PLACE_NOUN),
            (&words.settlements, Traits::SETTLEMENT),
            (&words.place_of, Traits::PLACE_OF),
            (&words.group_nouns, Traits::GROUP_NOUN),
            (&words.armed_nouns, Traits::ARMED_NOUN),
            (&words.org_nouns, Traits::ORG_NOUN),
            (&words.org_nouns_with_names, Traits::NAMED_ORG_NOUN),
            (&words.numbered_units, Traits::NUMBERED_UNIT),
            (&words.media_nouns, Traits::MEDIA_NOUN),
            (&words.reporters, Traits::REPORTER),
            (&words.locatives, Traits::LOCATIVE),
            (&words.abstract_before, Traits::ABSTRACT),
            (&words.before_persons, Traits::BEFORE_PERSON),
        ];
        for (list, traits) in lists {
            for word in list {
                let id = self.words.add(word);
                self.words.mark(id, traits);
            }
        }
        let named = [
            (&words.facility_nouns, Traits::FACILITY_NOUN),
            (&words.facility_adjectives, Traits::FACILITY_ADJECTIVE),
        ];
        for (list, traits) in named {
            for (word, english) in list {
                let id = self.words.add(word);
                self.words.mark(id, traits);
                if !english.is_empty() {
                    self.words.name(id, english);
                }
            }
        }
    }

    /// Numbers parts of names.
    pub(super) fn add_name_parts(&mut self, names: &NameParts<'_>) {
        let lists = [
            (&names.given, Traits::GIVEN),
            (&names.family, Traits::FAMILY),
            (&names.other, Traits::NAME_PART),
        ];
        for (list, traits) in lists {
            for (arabic, _) in &list.0 {
                let id = self.words.add(arabic);
                self.words.mark(id, traits);
            }
        }
    }
}
