//! Who and what is known by name: entities, the forms that name them, and the words that the rules go by.
//!
//! The data are files in `assets/lexicon/` and, on top of them, files of the user's; see [`Lexicon::with`].

mod build;
mod descriptions;
mod file;
mod gazetteer;
mod institutions;
mod own;
mod romanise;
mod trie;
mod vocabulary;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::model::{Entity, EntityId};

pub use descriptions::{Description, description};
pub use own::{LexiconError, OwnFile};
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
    by_id: HashMap<Box<str>, u32, FixedState>,
    gazetteer: gazetteer::Gazetteer,
    pub(super) words: Vocabulary,
    pub(super) spellings: Spellings,
    pub(super) forms: Trie<Sense>,
    pub(super) adjectives: HashMap<WordId, Adjective, FixedState>,
    pub(super) nations: Vec<Nation>,
    /// Countries and their capitals by names of one word.
    nation_names: HashMap<WordId, u16, FixedState>,
    pub(super) company: Vec<Vec<u32>>,
    pub(super) slots: Slots,
    institutions: institutions::Institutions,
    /// What the reader's own files hold, as a hash.
    own: Option<blake3::Hash>,
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
    pub fn built_in() -> Result<Self, LexiconError> {
        Self::with(&[])
    }

    /// The built-in lexicon with the reader's own files on top. An entry with a known id adds its forms to that
    /// entity, and its other fields win; `without` takes forms away, `remove` the entity.
    ///
    /// # Errors
    /// A file that is no lexicon file: its name, the line, the entry and the field.
    pub fn with(own: &[OwnFile]) -> Result<Self, LexiconError> {
        let (files, begun) = rayon::join(entries, words);
        let built_in = |mut file: file::File<'static>| {
            let places = std::mem::take(&mut file.places);
            (file, places)
        };
        let mut sources: Vec<build::Source<'_>> = files?.into_iter().map(built_in).collect();
        for file in own {
            let mut file = file.parse()?;
            let places = std::mem::take(&mut file.places);
            sources.push((file, places.into_iter().map(file::Place::into_static).collect()));
        }
        let built = build::build(begun?, sources);
        let mut lexicon = built.map_err(|error| {
            let complaints = own.iter().rev().find_map(|file| file.complaint(&error.entry, &error.wrong));
            complaints.unwrap_or_else(|| LexiconError {
                entry: Some(error.entry),
                field: Some(error.wrong.field.to_owned()),
                ..LexiconError::built_in("", error.wrong.message)
            })
        })?;
        lexicon.own = hash_of(own);
        Ok(lexicon)
    }

    /// What distinguishes this lexicon from others: the same for the same files in the same order, whatever their
    /// names. Articles that were analysed with another are worth analysing again.
    pub fn fingerprint(&self) -> String {
        fingerprint(self.own)
    }

    /// The [`fingerprint`](Self::fingerprint) that the lexicon with these files has, without making it.
    pub fn fingerprint_of(own: &[OwnFile]) -> String {
        fingerprint(hash_of(own))
    }

    /// The entity with this id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.at(self.index_of(id)?)
    }

    /// All entities, those that patterns make included.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.iter().chain(self.gazetteer.all()).chain(self.institutions.all())
    }

    /// The nation that a single word names, as a country or by its capital.
    pub(super) fn nation_named(&self, word: WordId) -> Option<u16> {
        self.nation_names.get(&word).copied()
    }

    /// The index of the entity with this id.
    pub(super) fn index_of(&self, id: &str) -> Option<u32> {
        self.named(id).or_else(|| self.institutions.index_of(id))
    }

    /// The ids of all entries and of the gazetteer, in order.
    fn ids(&self) -> impl Iterator<Item = &str> {
        let mut entries: Vec<(u32, &str)> = self.by_id.iter().map(|(id, &index)| (index, &**id)).collect();
        entries.sort_unstable();
        entries.into_iter().map(|(_, id)| id).chain(self.gazetteer.places().map(|(_, place)| &*place.0))
    }

    /// The index of the entity with this id that an entry or the gazetteer names.
    fn named(&self, id: &str) -> Option<u32> {
        self.gazetteer.index_of(id).or_else(|| self.by_id.get(id).copied())
    }

    /// The entity at an index that the lexicon itself gave.
    pub(super) fn at(&self, index: u32) -> Option<&Entity> {
        let known = self.entities.get(index as usize).or_else(|| self.gazetteer.at(index));
        known.or_else(|| self.institutions.at(index))
    }
}

/// What the reader's own files hold, as a hash.
fn hash_of(own: &[OwnFile]) -> Option<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    for file in own {
        hasher.update(file.json.as_bytes()).update(&[0]);
    }
    (!own.is_empty()).then(|| hasher.finalize())
}

fn fingerprint(own: Option<blake3::Hash>) -> String {
    static BUILT_IN: LazyLock<blake3::Hash> = LazyLock::new(|| {
        let mut hasher = blake3::Hasher::new();
        let files = FILES.iter().chain(&NAME_PARTS).map(|(_, json)| *json);
        for part in files.chain([WORDS, env!("CARGO_PKG_VERSION")]) {
            hasher.update(part.as_bytes());
        }
        hasher.finalize()
    });
    let mut hasher = blake3::Hasher::new();
    hasher.update(BUILT_IN.as_bytes());
    if let Some(own) = own {
        hasher.update(own.as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// The built-in files of entries.
fn entries() -> Result<Vec<file::File<'static>>, LexiconError> {
    FILES.par_iter().map(|(name, json)| read(name, json)).collect()
}

/// A lexicon of the lists of words and of parts of names alone.
fn words() -> Result<Lexicon, LexiconError> {
    let [(first, own), (second, derived)] = NAME_PARTS;
    Ok(build::begin(&read("words.json", WORDS)?, [read(first, own)?, read(second, derived)?]))
}

fn read<'a, T: serde::Deserialize<'a>>(name: &str, json: &'a str) -> Result<T, LexiconError> {
    serde_json::from_str(json).map_err(|e| LexiconError::built_in(name, e.to_string()))
}

#[cfg(test)]
mod tests;
