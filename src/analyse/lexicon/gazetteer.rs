//! The places of a gazetteer, made into entities when one is asked for: there are thousands, and a text names a few.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::file::{Place, Text};
use crate::model::{Entity, EntityId, EntityType};

/// All places. Each has an index after those of the entities that have entries.
#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    first: u32,
    places: Vec<Place<'static>>,
    by_id: HashMap<Text<'static>, u32, FixedState>,
    /// Those that were asked for.
    made: Vec<OnceLock<Entity>>,
}

impl Gazetteer {
    /// These places, of which the first has the index `first`.
    pub fn new(first: u32, places: Vec<Place<'static>>) -> Self {
        let by_id = (first..).zip(&places).map(|(index, place)| (place.0.clone(), index)).collect();
        let made = places.iter().map(|_| OnceLock::new()).collect();
        Self { first, by_id, places, made }
    }

    /// The index after the last.
    pub fn end(&self) -> u32 {
        self.first.saturating_add(u32::try_from(self.places.len()).unwrap_or(u32::MAX))
    }

    /// The index of the place with an id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The places with their indices.
    pub fn places(&self) -> impl Iterator<Item = (u32, &Place<'static>)> {
        (self.first..).zip(&self.places)
    }

    /// The place with an index.
    pub fn at(&self, index: u32) -> Option<&Entity> {
        let at = index.checked_sub(self.first)? as usize;
        let Place(id, ar, en, forms, _) = self.places.get(at)?;
        let make = || Entity {
            id: EntityId::from(&**id),
            kind: EntityType::Place,
            name_ar: ar.owned(),
            name_en: Some(en.owned()),
            other_names: forms.iter().map(Text::owned).collect(),
            wikidata: None,
            offices: Vec::new(),
            by_rule: false,
        };
        Some(self.made.get(at)?.get_or_init(make))
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Entity> {
        (self.first..self.end()).filter_map(|index| self.at(index))
    }
}
