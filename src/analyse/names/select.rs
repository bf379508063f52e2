//! Of names that overlap, the longest.

use std::collections::HashMap;

use crate::analyse::lexicon::Lexicon;
use crate::model::{Entity, EntityId, EntityType, Mention, Span, Why};

/// Whom a candidate names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// An entity of the lexicon, by its index.
    Known(u32),
    /// An entity that a rule made, by its index in [`Made`].
    Made(u32),
}

/// A name that passed the judgement of its company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The first word, by its index in the reading.
    pub first: usize,
    /// One past the last word or sign.
    pub end: usize,
    /// The words without signs.
    pub length: usize,
    /// What is marked.
    pub span: Span,
    /// Whom it names.
    pub who: Who,
    /// Among equals, the lower wins.
    pub rank: u8,
    /// Why it is there.
    pub why: Why,
}

/// Keeps the longest names, then those of lower rank, then the earlier ones, and drops what overlaps them.
/// The result is in order.
pub fn longest_first(all: Vec<Candidate>) -> Vec<Candidate> {
    let stay = stay(&all);
    let mut all: Vec<Option<Candidate>> = all.into_iter().map(Some).collect();
    stay.into_iter().filter_map(|at| all.get_mut(at)?.take()).collect()
}

/// Which candidates [`longest_first`] keeps, in order.
pub fn stay(all: &[Candidate]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(all[at].length), all[at].rank, all[at].first));
    let words = all.iter().map(|c| c.end).max().unwrap_or(0);
    let mut taken = vec![false; words];
    order.retain(|&at| {
        let Some(range) = taken.get_mut(all[at].first..all[at].end) else { return false };
        if range.iter().any(|&t| t) {
            return false;
        }
        range.fill(true);
        true
    });
    order.sort_by_key(|&at| all[at].span);
    order
}

/// Entities that rules made of the text.
#[derive(Debug, Default)]
pub struct Made {
    entities: Vec<Entity>,
    by_id: HashMap<(EntityType, EntityId), u32>,
}

impl Made {
    /// The entity of this kind and id, made with the name if it is new.
    /// An entity of the lexicon with that kind and id is taken instead.
    pub fn entity(&mut self, lexicon: &Lexicon, kind: EntityType, id: &str, name: &str) -> Who {
        if let Some(known) = lexicon.index_of(id).filter(|&i| lexicon.at(i).is_some_and(|e| e.kind == kind)) {
            return Who::Known(known);
        }
        let key = (kind, EntityId::from(id));
        if let Some(&index) = self.by_id.get(&key) {
            return Who::Made(index);
        }
        let index = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        self.entities.push(Entity {
            id: key.1.clone(),
            kind,
            name_ar: name.split_whitespace().collect::<Vec<_>>().join(" "),
            name_en: None,
            other_names: Vec::new(),
            wikidata: None,
            offices: Vec::new(),
            by_rule: true,
        });
        self.by_id.insert(key, index);
        Who::Made(index)
    }

    /// The entity that a candidate names.
    pub fn get<'a>(&'a self, lexicon: &'a Lexicon, who: Who) -> Option<&'a Entity> {
        match who {
            Who::Known(index) => lexicon.at(index),
            Who::Made(index) => self.entities.get(index as usize),
        }
    }

    /// The mention of a candidate, unless its entity does not exist.
    pub fn mention(&self, lexicon: &Lexicon, found: Candidate) -> Option<Mention> {
        let entity = self.get(lexicon, found.who)?;
        Some(Mention { span: found.span, kind: entity.kind, entity: entity.id.clone(), why: found.why })
    }

    /// The entities themselves.
    pub fn into_entities(self) -> Vec<Entity> {
        self.entities
    }
}
