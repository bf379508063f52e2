//! Who and what is known by name: entities, the forms that name them, and the words that the rules go by.
//!
//! The data are files in `assets/lexicon/` and, on top of them, files of the user's; see [`Lexicon::with`].

mod build;
mod file;
mod romanise;
mod trie;
mod vocabulary;
mod words;

use std::collections::HashMap;

use anyhow::Context;
use foldhash::fast::FixedState;

use crate::model::{Entity, EntityId};

pub(super) use romanise::Spellings;
pub(super) use trie::{Node, Trie};
pub(super) use vocabulary::{Traits, Vocabulary, WordId};

/// The built-in files, by the name under which errors speak of them.
const FILES: &[(&str, &str)] = &[
    ("countries.json", include_str!("../../../assets/lexicon/countries.json")),
    ("patterns.json", include_str!("../../../assets/lexicon/patterns.json")),
    ("groups.json", include_str!("../../../assets/lexicon/groups.json")),
    ("forces.json", include_str!("../../../assets/lexicon/forces.json")),
    ("organisations.json", include_str!("../../../assets/lexicon/organisations.json")),
    ("persons.json", include_str!("../../../assets/lexicon/persons.json")),
    ("facilities.json", include_str!("../../../assets/lexicon/facilities.json")),
    ("places.json", include_str!("../../../assets/lexicon/places.json")),
    ("gazetteer.json", include_str!("../../../assets/lexicon/gazetteer.json")),
    ("media.json", include_str!("../../../assets/lexicon/media.json")),
    ("weapons.json", include_str!("../../../assets/lexicon/weapons.json")),
];

/// The lists of words that the rules go by.
const WORDS: &str = include_str!("../../../assets/lexicon/words.json");

/// Parts of names of persons with their Latin spellings.
const NAME_PARTS: [(&str, &str); 2] = [
    ("name_parts.json", include_str!("../../../assets/lexicon/name_parts.json")),
    ("name_parts_wikidata.json", include_str!("../../../assets/lexicon/name_parts_wikidata.json")),
];

/// What a form means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An entity, by its index.
    Entity(u32),
    /// A pattern, by its index; the nation is in the text.
    Pattern(u16),
}

/// On what condition a form means it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Wherever it stands.
    Always,
    /// Where the entity is named in full in the same article.
    Known,
    /// In fitting company.
    Context,
    /// After a class noun of places.
    Noun,
    /// Where one of the entities of [`Lexicon::company`] is named in the same article.
    Beside(u32),
}

/// One meaning of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sense {
    /// What it means.
    pub meaning: Meaning,
    /// When it does.
    pub when: When,
    /// Whether the form must stand without a proclitic.
    pub no_clitic: bool,
}

/// A nationality adjective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Adjective {
    /// The country's index in `Lexicon::countries`.
    pub country: u16,
    /// Whether the adjective has the article.
    pub definite: bool,
    /// Whether it is feminine.
    pub feminine: bool,
}

/// The steps of the trie that stand for a nationality adjective.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slots {
    /// With the article, of any gender.
    pub definite: Option<WordId>,
    /// With the article, feminine.
    pub feminine: Option<WordId>,
    /// Without the article.
    pub indefinite: Option<WordId>,
}

/// A country, as far as names are made with it.
#[derive(Debug, Clone)]
pub(super) struct Nation {
    /// Its entity's index.
    pub entity: u32,
    /// For each pattern, the entity that it makes with this country.
    pub made: Vec<u32>,
}

/// Entities and the forms that name them. Built once, then only read.
#[derive(Debug, Default)]
pub struct Lexicon {
    entities: Vec<Entity>,
    by_id: HashMap<EntityId, u32, FixedState>,
    pub(super) words: Vocabulary,
    pub(super) spellings: Spellings,
    pub(super) forms: Trie<Sense>,
    pub(super) adjectives: HashMap<WordId, Adjective, FixedState>,
    pub(super) nations: Vec<Nation>,
    /// Countries and their capitals by names of one word.
    nation_names: HashMap<WordId, u16, FixedState>,
    pub(super) company: Vec<Vec<u32>>,
    pub(super) slots: Slots,
}

/// An id for an entity of which only the Arabic name is known: letter by letter, as rules make one from names of
/// unknown parts.
pub fn id_of_name(name: &str) -> EntityId {
    EntityId::from(Spellings::default().id(name))
}

impl Lexicon {
    /// The lexicon of `assets/lexicon/`.
    ///
    /// # Errors
    /// None that a test of the project has not seen: the files are part of the program.
    pub fn built_in() -> anyhow::Result<Self> {
        Self::with(&[])
    }

    /// The built-in lexicon with further files on top, each a name for messages and its JSON text. An entry with
    /// a known id adds its forms to that entity, and its other fields win.
    ///
    /// # Errors
    /// A file that is no lexicon file: its name, the line or entry, and the field.
    pub fn with(files: &[(String, String)]) -> anyhow::Result<Self> {
        let mut parsed = Vec::with_capacity(FILES.len() + files.len());
        for (name, json) in FILES {
            parsed.push(file::File::parse(json).with_context(|| format!("lexicon file {name}"))?);
        }
        for (name, json) in files {
            parsed.push(file::File::parse(json).with_context(|| format!("lexicon file {name}"))?);
        }
        let words = serde_json::from_str(WORDS).context("lexicon file words.json")?;
        let mut names = Vec::with_capacity(NAME_PARTS.len());
        for (name, json) in NAME_PARTS {
            names.push(serde_json::from_str(json).with_context(|| format!("lexicon file {name}"))?);
        }
        build::build(parsed, words, &names)
    }

    /// The entity with this id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.by_id.get(id).and_then(|&i| self.entities.get(i as usize))
    }

    /// All entities, those made of patterns included.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The nation that a single word names, as a country or by its capital.
    pub(super) fn nation_named(&self, word: WordId) -> Option<u16> {
        self.nation_names.get(&word).copied()
    }

    /// The index of the entity with this id.
    pub(super) fn index_of(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The entity at an index that the lexicon itself gave.
    pub(super) fn at(&self, index: u32) -> Option<&Entity> {
        self.entities.get(index as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_are_right() {
        let lexicon = Lexicon::built_in().unwrap();
        assert!(lexicon.entity("kataib_hezbollah").is_some());
        assert_eq!(lexicon.entity("turkish_armed_forces").map(|e| e.kind.as_str()), Some("FORCE"));
    }
}
