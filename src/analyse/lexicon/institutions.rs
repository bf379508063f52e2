//! The institutions that patterns make with nations (`وزارة الدفاع` of each country), made when one is asked for:
//! some seven thousand are possible, and a text names a few.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::file::{Entry, Pattern};
use crate::model::{Entity, EntityId, EntityType};

/// All institutions. Each has an index after those of the lexicon's own entities.
#[derive(Debug, Default)]
pub(super) struct Institutions {
    first: u32,
    patterns: Vec<Names>,
    nations: Vec<NationNames>,
    /// By `{p}` and by `{c}`.
    by_prefix: HashMap<String, usize, FixedState>,
    by_id: HashMap<String, usize, FixedState>,
    /// Those that were asked for, a row for each nation.
    made: Vec<OnceLock<Entity>>,
}

/// What a pattern calls what it makes.
#[derive(Debug)]
struct Names {
    kind: EntityType,
    id: String,
    ar: String,
    en: String,
    own: std::collections::BTreeMap<String, String>,
}

/// How a nation stands in the names of its institutions.
#[derive(Debug)]
pub(super) struct NationNames {
    id: String,
    prefix: String,
    ar: String,
    en: String,
    demonym: String,
    adjective: Option<String>,
}

impl NationNames {
    /// The names of a country's entry.
    pub fn of(country: &Entry<'_>) -> Self {
        let en = country.en.as_deref().unwrap_or(&country.id);
        Self {
            id: country.id.to_string(),
            prefix: country.prefix.as_deref().unwrap_or(&country.id).to_owned(),
            ar: country.ar.to_string(),
            en: en.to_owned(),
            demonym: country.demonym.as_deref().unwrap_or(en).to_owned(),
            adjective: country.adjectives.first().map(|adjective| adjective.to_string()),
        }
    }
}

impl Institutions {
    /// The institutions of `nations`, of which the first has the index `first`.
    pub fn new(first: u32, patterns: &[Pattern], nations: Vec<NationNames>) -> Self {
        let by_prefix = nations.iter().enumerate().map(|(at, n)| (n.prefix.clone(), at));
        let by_id = nations.iter().enumerate().map(|(at, n)| (n.id.clone(), at));
        let names = patterns.iter().map(|p| Names {
            kind: p.kind,
            id: p.id.clone(),
            ar: p.ar.clone(),
            en: p.en.clone(),
            own: p.own.clone(),
        });
        Self {
            first,
            by_prefix: by_prefix.collect(),
            by_id: by_id.collect(),
            patterns: names.collect(),
            made: (0..nations.len() * patterns.len()).map(|_| OnceLock::new()).collect(),
            nations,
        }
    }

    /// The index of what a pattern makes with a nation.
    pub fn index(&self, nation: usize, pattern: usize) -> u32 {
        u32::try_from(nation * self.patterns.len() + pattern)
            .map_or(u32::MAX, |at| self.first.saturating_add(at))
    }

    /// Leaves the id of what a pattern makes with a nation in `id`.
    pub fn id(&self, nation: usize, pattern: usize, id: &mut String) {
        let (pattern, nation) = (&self.patterns[pattern], &self.nations[nation]);
        id.clear();
        if let Some(own) = pattern.own.get(&nation.id) {
            id.push_str(own);
            return;
        }
        let mut rest = pattern.id.as_str();
        while let Some((before, slot)) = rest.split_once('{') {
            id.push_str(before);
            let (name, after) = match (slot.strip_prefix("p}"), slot.strip_prefix("c}")) {
                (Some(after), _) => (nation.prefix.as_str(), after),
                (_, Some(after)) => (nation.id.as_str(), after),
                _ => ("{", slot),
            };
            id.push_str(name);
            rest = after;
        }
        id.push_str(rest);
    }

    /// The institution with an index.
    pub fn at(&self, index: u32) -> Option<&Entity> {
        let at = index.checked_sub(self.first)? as usize;
        let made = self.made.get(at)?;
        Some(made.get_or_init(|| self.make(at / self.patterns.len(), at % self.patterns.len())))
    }

    /// The index of the institution with an id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        let (pattern, nation) = self.patterns.iter().enumerate().find_map(|(at, pattern)| {
            if let Some((nation, _)) = pattern.own.iter().find(|(_, own)| *own == id) {
                return Some((at, *self.by_id.get(nation)?));
            }
            let (slot, nations) = match pattern.id.contains("{p}") {
                true => ("{p}", &self.by_prefix),
                false => ("{c}", &self.by_id),
            };
            let (before, after) = pattern.id.split_once(slot)?;
            let nation = *nations.get(id.strip_prefix(before)?.strip_suffix(after)?)?;
            (!pattern.own.contains_key(&self.nations[nation].id)).then_some((at, nation))
        })?;
        Some(self.index(nation, pattern))
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Entity> {
        let count = u32::try_from(self.made.len()).unwrap_or(u32::MAX);
        (self.first..self.first.saturating_add(count)).filter_map(|index| self.at(index))
    }

    fn make(&self, nation: usize, pattern: usize) -> Entity {
        let mut id = String::new();
        self.id(nation, pattern, &mut id);
        let (pattern, nation) = (&self.patterns[pattern], &self.nations[nation]);
        let feminine = if pattern.ar.contains("{al}ة") { "ة" } else { "" };
        let adjective = match &nation.adjective {
            Some(adjective) => format!("ال{adjective}{feminine}"),
            None => nation.ar.clone(),
        };
        Entity {
            id: EntityId::from(id),
            kind: pattern.kind,
            name_ar: pattern.ar.replace("{al}ة", &adjective).replace("{al}", &adjective),
            name_en: Some(pattern.en.replace("{d}", &nation.demonym).replace("{n}", &nation.en)),
            other_names: Vec::new(),
            wikidata: None,
            offices: Vec::new(),
            by_rule: false,
        }
    }
}
