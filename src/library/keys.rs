//! The keys of what many articles share: entities, outlets, reasons, forms of names.

use foldhash::HashMap;
use rusqlite::{OptionalExtension, params};

use super::groups::Tellings;
use super::value::to_json;
use super::{Result, Writer};
use crate::model::{Entity, EntityId, Interval, Mention, Office, Outlet, Why};
use crate::text::{Fold, fold};

/// Keys that were handed out, so that an import does not ask for each again.
#[derive(Debug, Default)]
pub(super) struct Keys {
    entities: HashMap<EntityId, i64>,
    reasons: HashMap<Why, i64>,
    forms: HashMap<String, i64>,
    outlets: HashMap<String, i64>,
    /// What is compared of events, and their groups.
    pub(super) tellings: Tellings,
    /// In which state of the file the tellings were read or written.
    pub(super) data_version: Option<i64>,
    /// For ids that several articles would have: the number to try next.
    pub(super) ids: HashMap<String, u64>,
}

/// The caches start anew above this many entries, so that they stay small in a long import.
const MOST_KEYS: usize = 50_000;

impl Writer<'_> {
    pub(super) fn known_entity(&mut self, id: &EntityId) -> Result<Option<i64>> {
        if let Some(&key) = self.keys.entities.get(id) {
            return Ok(Some(key));
        }
        let key = self
            .tx
            .prepare_cached("SELECT key FROM entities WHERE id = ?")?
            .query_row([id.as_str()], |row| row.get(0))
            .optional()?;
        if let Some(key) = key {
            self.keys.entities.insert(id.clone(), key);
        }
        Ok(key)
    }

    /// The key of an entity, which is put in or brought up to date on its first appearance since the caches
    /// were made: a newer lexicon may know more of it.
    pub(super) fn entity(&mut self, entity: &Entity) -> Result<i64> {
        if let Some(&key) = self.keys.entities.get(&entity.id) {
            return Ok(key);
        }
        let offices: Vec<_> = entity.offices.iter().map(OfficeRow::from).collect();
        let key = self
            .tx
            .prepare_cached(
                "INSERT INTO entities (id, kind, name_ar, name_en, other_names, wikidata, offices, by_rule) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, \
                 name_ar = excluded.name_ar, name_en = excluded.name_en, other_names = excluded.other_names, \
                 wikidata = excluded.wikidata, offices = excluded.offices, by_rule = excluded.by_rule \
                 RETURNING key",
            )?
            .query_row(
                params![
                    entity.id.as_str(),
                    entity.kind.as_str(),
                    entity.name_ar,
                    entity.name_en,
                    to_json(&entity.other_names)?,
                    entity.wikidata,
                    to_json(&offices)?,
                    entity.by_rule
                ],
                |row| row.get(0),
            )?;
        let names = [&entity.name_ar].into_iter().chain(&entity.name_en).chain(&entity.other_names);
        let mut put =
            self.tx.prepare_cached("INSERT OR IGNORE INTO entity_names (folded, entity) VALUES (?, ?)")?;
        for name in names {
            put.execute(params![fold(name, Fold::Loose).text, key])?;
        }
        drop(put);
        self.keys.entities.insert(entity.id.clone(), key);
        self.keep_own_names(entity)?;
        Ok(key)
    }

    pub(super) fn mentioned(&mut self, mention: &Mention, text: &str) -> Result<i64> {
        if let Some(key) = self.known_entity(&mention.entity)? {
            return Ok(key);
        }
        // An analysis that does not describe what it mentions: the text's own words are all that is known.
        self.entity(&Entity {
            id: mention.entity.clone(),
            kind: mention.kind,
            name_ar: mention.span.of(text).to_owned(),
            name_en: None,
            other_names: Vec::new(),
            wikidata: None,
            offices: Vec::new(),
            by_rule: true,
        })
    }

    pub(super) fn reason(&mut self, why: &Why) -> Result<i64> {
        if let Some(&key) = self.keys.reasons.get(why) {
            return Ok(key);
        }
        let pair = [&why.rule, &why.note];
        self.tx.prepare_cached("INSERT OR IGNORE INTO reasons (rule, note) VALUES (?, ?)")?.execute(pair)?;
        let key = self
            .tx
            .prepare_cached("SELECT key FROM reasons WHERE rule = ? AND note = ?")?
            .query_row(pair, |row| row.get(0))?;
        self.keys.reasons.insert(why.clone(), key);
        Ok(key)
    }

    pub(super) fn outlet(&mut self, outlet: &Outlet) -> Result<i64> {
        if let Some(&key) = self.keys.outlets.get(&outlet.id) {
            return Ok(key);
        }
        let key = self
            .tx
            .prepare_cached(
                "INSERT INTO outlets (id, name, folded) VALUES (?, ?, ?) \
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded RETURNING key",
            )?
            .query_row([&outlet.id, &outlet.name, &fold(&outlet.name, Fold::Loose).text], |row| row.get(0))?;
        self.keys.outlets.insert(outlet.id.clone(), key);
        Ok(key)
    }

    /// The key of the words, on one line, by which something is named.
    pub(super) fn form(&mut self, words: &str) -> Result<i64> {
        if let Some(&key) = self.keys.forms.get(words) {
            return Ok(key);
        }
        self.tx.prepare_cached("INSERT OR IGNORE INTO forms (text) VALUES (?)")?.execute([words])?;
        let key = self
            .tx
            .prepare_cached("SELECT key FROM forms WHERE text = ?")?
            .query_row([words], |row| row.get(0))?;
        self.keys.forms.insert(words.to_owned(), key);
        Ok(key)
    }
}

impl Keys {
    /// Forgets what has grown too big.
    pub(super) fn shrink(&mut self) {
        if self.entities.len() > MOST_KEYS {
            self.entities.clear();
        }
        if self.reasons.len() > MOST_KEYS {
            self.reasons.clear();
        }
        if self.forms.len() > MOST_KEYS {
            self.forms.clear();
        }
        if self.outlets.len() > MOST_KEYS {
            self.outlets.clear();
        }
        if self.ids.len() > MOST_KEYS {
            self.ids.clear();
        }
    }
}

/// An office as it is stored.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct OfficeRow {
    title_ar: String,
    title_en: Option<String>,
    held: Interval,
}

impl From<&Office> for OfficeRow {
    fn from(o: &Office) -> Self {
        Self { title_ar: o.title_ar.clone(), title_en: o.title_en.clone(), held: o.held }
    }
}

impl From<OfficeRow> for Office {
    fn from(o: OfficeRow) -> Self {
        Self { title_ar: o.title_ar, title_en: o.title_en, held: o.held }
    }
}
