//! Files to lexicon: entries merged, words numbered, forms put into the trie.

mod forms;
mod merge;
mod nations;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::file::{Entry, File, Pattern, Place, Text, Wrong};
use super::words::{NameParts, Words};
use super::{Lexicon, Slots};
use crate::model::{Entity, EntityId, EntityType};

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

/// Names are put in beforehand for this many entities, words and steps: tables that need not grow are made faster.
const ENTITIES: usize = 1 << 13;

/// What has been read so far.
#[derive(Default)]
struct Parts<'a> {
    entries: Vec<Entry<'a>>,
    /// Where each entry is, by its id.
    at: HashMap<Text<'a>, usize, FixedState>,
    places: Vec<Place<'a>>,
    patterns: Vec<Pattern>,
}

pub fn build(
    files: Vec<File<'_>>,
    words: &Words,
    names: [NameParts<'static>; 2],
) -> Result<Lexicon, BuildError> {
    let mut lexicon = Lexicon::default();
    lexicon.by_id.reserve(ENTITIES);
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
    let mut parts = Parts::default();
    for file in files {
        parts.take(file, &lexicon)?;
    }
    let Parts { entries, patterns, places, .. } = parts;
    for entry in &entries {
        lexicon.add_entity(entry)?;
    }
    let named = lexicon.entities.len();
    for place in &places {
        lexicon.add_place_entity(place);
    }
    let nations = lexicon.add_nations(&entries)?;
    let made = lexicon.make_institutions(patterns, &entries);
    lexicon.add_patterns(&made, &nations);
    for (index, entry) in (0u32..).zip(&entries) {
        lexicon.add_forms(entry, index).map_err(|wrong| BuildError { entry: entry.id.to_string(), wrong })?;
    }
    for (index, place) in (u32::try_from(named).unwrap_or(u32::MAX)..).zip(&places) {
        lexicon.add_place_forms(place, index);
    }
    lexicon.forms.finish();
    Ok(lexicon)
}

impl Lexicon {
    fn add_entity(&mut self, entry: &Entry<'_>) -> Result<(), BuildError> {
        let fail = |wrong| BuildError { entry: entry.id.to_string(), wrong };
        let kind = entry.kind.ok_or_else(|| fail(Wrong::missing("type")))?;
        if entry.ar.is_empty() {
            return Err(fail(Wrong::missing("ar")));
        }
        let offices = entry.offices.iter().map(|o| o.resolved().map_err(fail));
        let other_names = entry.forms.iter().chain(&entry.known).chain(&entry.context).chain(&entry.noun);
        let entity = Entity {
            id: EntityId::from(&*entry.id),
            kind,
            name_ar: entry.ar.to_string(),
            name_en: entry.en.as_deref().map(str::to_owned),
            other_names: other_names.map(|name| name.to_string()).collect(),
            wikidata: entry.wikidata.as_deref().map(str::to_owned),
            offices: offices.collect::<Result<_, _>>()?,
            by_rule: false,
        };
        self.push(entity);
        Ok(())
    }

    fn add_place_entity(&mut self, Place(id, ar, en, forms, _): &Place<'_>) {
        self.push(Entity {
            id: EntityId::from(&**id),
            kind: EntityType::Place,
            name_ar: ar.to_string(),
            name_en: Some(en.to_string()),
            other_names: forms.iter().map(|name| name.to_string()).collect(),
            wikidata: None,
            offices: Vec::new(),
            by_rule: false,
        });
    }

    fn push(&mut self, entity: Entity) {
        // Files of four thousand million entries do not pass the reading of files.
        let index = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        self.by_id.insert(entity.id.clone(), index);
        self.entities.push(entity);
    }
}
