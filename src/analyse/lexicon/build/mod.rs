//! Files to lexicon: entries merged, words numbered, forms put into the trie.

mod forms;
mod merge;
mod nations;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::file::{Entry, File, Pattern, Place, Text, Wrong};
use super::gazetteer::Gazetteer;
use super::words::{NameParts, Words};
use super::{Lexicon, Slots};
use crate::model::{Entity, EntityId};

/// The slots of a pattern, as they are written in the file.
const DEFINITE: &str = "{al}";
const FEMININE: &str = "{alf}";
const INDEFINITE: &str = "{a}";

/// An entry of which no lexicon can be made.
#[derive(Debug)]
pub(super) struct BuildError {
    /// Its id.
    pub entry: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What has been read so far.
#[derive(Default)]
struct Parts<'a> {
    entries: Vec<Entry<'a>>,
    /// Where each entry is, by its id.
    at: HashMap<Text<'a>, usize, FixedState>,
    places: Vec<Place<'static>>,
    patterns: Vec<Pattern>,
}

/// What a file holds; its places are kept as they stand in it until one is asked for.
pub(super) type Source<'a> = (File<'a>, Vec<Place<'static>>);

/// A lexicon that knows the words of the rules and parts of names, and no entity.
pub fn begin(words: &Words, names: [NameParts<'static>; 2]) -> Lexicon {
    let mut lexicon = Lexicon::default();
    lexicon.number_words(words);
    lexicon.slots = Slots {
        definite: Some(lexicon.words.add(DEFINITE)),
        feminine: Some(lexicon.words.add(FEMININE)),
        indefinite: Some(lexicon.words.add(INDEFINITE)),
    };
    for list in &names {
        lexicon.add_name_parts(list);
    }
    lexicon.spellings = super::Spellings::new(names);
    lexicon
}

/// Puts the entities of files and their forms into a lexicon that was just begun.
pub fn build(mut lexicon: Lexicon, files: Vec<Source<'_>>) -> Result<Lexicon, BuildError> {
    let mut parts = Parts::default();
    for (file, places) in files {
        parts.take(file, places, &lexicon)?;
    }
    let Parts { entries, patterns, places, .. } = parts;
    lexicon.by_id.reserve(entries.len());
    lexicon.entities.reserve(entries.len());
    for entry in &entries {
        lexicon.add_entity(entry)?;
    }
    let named = u32::try_from(lexicon.entities.len()).unwrap_or(u32::MAX);
    lexicon.gazetteer = Gazetteer::new(named, places);
    let nations = lexicon.add_nations(&entries)?;
    let made = lexicon.make_institutions(patterns, &entries);
    lexicon.add_patterns(&made, &nations);
    for (index, entry) in (0u32..).zip(&entries) {
        lexicon.add_forms(entry, index).map_err(|wrong| BuildError { entry: entry.id.owned(), wrong })?;
    }
    let gazetteer = std::mem::take(&mut lexicon.gazetteer);
    for (index, place) in gazetteer.places() {
        lexicon.add_place_forms(place, index);
    }
    lexicon.gazetteer = gazetteer;
    lexicon.forms.finish();
    Ok(lexicon)
}

impl Lexicon {
    fn add_entity(&mut self, entry: &Entry<'_>) -> Result<(), BuildError> {
        let fail = |wrong| BuildError { entry: entry.id.owned(), wrong };
        let kind = entry.kind.ok_or_else(|| fail(Wrong::missing("type")))?;
        if entry.ar.is_empty() {
            return Err(fail(Wrong::missing("ar")));
        }
        let offices = entry.offices.iter().map(|o| o.resolved().map_err(fail));
        let other_names = entry.forms.iter().chain(&entry.known).chain(&entry.context).chain(&entry.noun);
        let entity = Entity {
            id: EntityId::from(&*entry.id),
            kind,
            name_ar: entry.ar.owned(),
            name_en: entry.en.as_ref().map(Text::owned),
            other_names: other_names.map(Text::owned).collect(),
            wikidata: entry.wikidata.as_ref().map(Text::owned),
            offices: offices.collect::<Result<_, _>>()?,
            by_rule: false,
        };
        // Files of four thousand million entries do not pass the reading of files.
        let index = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        self.by_id.insert(entity.id.clone(), index);
        self.entities.push(entity);
        Ok(())
    }
}
