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
    let count = files.iter().map(|(file, _)| file.entries.len()).sum();
    parts.entries.reserve(count);
    parts.at.reserve(count);
    lexicon.by_id.reserve(count);
    for (file, places) in files {
        parts.take(file, places, &lexicon)?;
    }
    let Parts { entries, patterns, places, .. } = parts;
    for (index, entry) in (0u32..).zip(&entries) {
        lexicon.by_id.insert(entry.id.owned().into(), index);
    }
    let named = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    lexicon.gazetteer = Gazetteer::new(named, places);
    // What entities are and what they are called are two halves of the work.
    let entities = || entries.iter().map(entity).collect::<Result<Vec<_>, _>>();
    let (entities, named) = rayon::join(entities, || lexicon.add_names(&entries, patterns));
    lexicon.entities = entities?;
    named?;
    Ok(lexicon)
}

/// The entity of an entry.
fn entity(entry: &Entry<'_>) -> Result<Entity, BuildError> {
    let fail = |wrong| BuildError { entry: entry.id.owned(), wrong };
    let kind = entry.kind.ok_or_else(|| fail(Wrong::missing("type")))?;
    if entry.ar.is_empty() {
        return Err(fail(Wrong::missing("ar")));
    }
    let offices = entry.offices.iter().map(|o| o.resolved().map_err(fail));
    let other_names = [&entry.forms, &entry.known, &entry.context, &entry.noun];
    Ok(Entity {
        id: EntityId::from(&*entry.id),
        kind,
        name_ar: entry.ar.owned(),
        name_en: entry.en.as_ref().map(Text::owned),
        other_names: other_names.into_iter().flatten().map(Text::owned).collect(),
        wikidata: entry.wikidata.as_ref().map(Text::owned),
        offices: offices.collect::<Result<_, _>>()?,
        by_rule: false,
    })
}

impl Lexicon {
    /// Puts the forms of all entries in, of the gazetteer and of the institutions that patterns make.
    fn add_names(&mut self, entries: &[Entry<'_>], patterns: Vec<Pattern>) -> Result<(), BuildError> {
        let nations = self.add_nations(entries)?;
        let made = self.make_institutions(patterns, entries);
        self.add_patterns(&made, &nations);
        for (index, entry) in (0u32..).zip(entries) {
            self.add_forms(entry, index).map_err(|wrong| BuildError { entry: entry.id.owned(), wrong })?;
        }
        let gazetteer = std::mem::take(&mut self.gazetteer);
        for (index, place) in gazetteer.places() {
            self.add_place_forms(place, index);
        }
        self.gazetteer = gazetteer;
        self.forms.finish();
        Ok(())
    }
}
