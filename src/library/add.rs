//! Putting articles into the library.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Transaction, params};

use super::value::{UNKNOWN_DAY, day_number, days, int, path_bytes, sort_day, to_json};
use super::words::indexed;
use super::{ArticleKey, Library, Result};
use crate::model::{
    Analysis, Document, Entity, EntityId, Event, Interval, Mention, Outlet, Participant, Why,
};
use crate::text::{Fold, fold};

/// What became of an article that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was new.
    New(ArticleKey),
    /// An article of this id was there with another text, and has the new text now. Its marks are kept.
    Changed(ArticleKey),
    /// An article of this id was there with the same text; its analysis was replaced.
    Same(ArticleKey),
}

impl Added {
    /// The article.
    pub const fn key(self) -> ArticleKey {
        match self {
            Self::New(key) | Self::Changed(key) | Self::Same(key) => key,
        }
    }
}

/// Keys that were handed out, so that an import does not ask for each again.
#[derive(Debug, Default)]
pub(super) struct Keys {
    entities: HashMap<EntityId, i64>,
    reasons: HashMap<Why, i64>,
    outlets: HashMap<String, i64>,
    /// For ids that several articles would have: the number to try next.
    ids: HashMap<String, u64>,
}

/// Where an article goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// A row of its own, under this id, which is free.
    New(&'a str),
    /// The row of this article, which keeps its id and its marks.
    Of(ArticleKey),
}

/// By what a text is known again: its BLAKE3 hash.
pub(super) type TextHash = [u8; 32];

/// The hash of a text.
pub(super) fn text_hash(text: &str) -> TextHash {
    *blake3::hash(text.as_bytes()).as_bytes()
}

/// The caches start anew above this many entries, so that they stay small in a long import.
const MOST_KEYS: usize = 50_000;

impl Library {
    /// Adds one article in a transaction of its own. For many, use [`Library::writer`].
    pub fn add(&mut self, document: &Document, analysis: &Analysis) -> Result<ArticleKey> {
        let mut writer = self.writer()?;
        let added = writer.add(document, analysis)?;
        writer.commit()?;
        Ok(added.key())
    }

    /// Begins a transaction that takes many articles. What was added is lost unless it is committed.
    pub fn writer(&mut self) -> Result<Writer<'_>> {
        self.check_writable()?;
        let Self { db, keys, .. } = self;
        let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        Ok(Writer { tx, keys, committed: false })
    }
}

/// One transaction that adds articles.
#[derive(Debug)]
pub struct Writer<'a> {
    pub(super) tx: Transaction<'a>,
    keys: &'a mut Keys,
    committed: bool,
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        if !self.committed {
            // The rows that these keys name are rolled back.
            *self.keys = Keys::default();
        }
    }
}

impl Writer<'_> {
    /// Makes everything that was added last.
    pub fn commit(mut self) -> Result<()> {
        self.tx.execute_batch("COMMIT")?;
        self.committed = true;
        Ok(())
    }

    /// Adds an article, or replaces the one of the same id; the reader's marks on that one are kept.
    pub fn add(&mut self, document: &Document, analysis: &Analysis) -> Result<Added> {
        let hash = text_hash(&document.text);
        let before: Option<(i64, Vec<u8>)> = self
            .tx
            .prepare_cached("SELECT key, hash FROM articles WHERE id = ?")?
            .query_row([&document.id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let place = before.as_ref().map_or(Place::New(&document.id), |(key, _)| Place::Of(ArticleKey(*key)));
        let key = self.put(place, document, analysis, &hash)?;
        Ok(match before {
            None => Added::New(key),
            Some((_, old)) if old == hash => Added::Same(key),
            Some(_) => Added::Changed(key),
        })
    }

    /// Puts an article in its place, with all that was found in it.
    pub(super) fn put(
        &mut self,
        place: Place<'_>,
        document: &Document,
        analysis: &Analysis,
        hash: &TextHash,
    ) -> Result<ArticleKey> {
        self.keys.shrink();
        if let Place::Of(ArticleKey(key)) = place {
            self.clear(key)?;
        }
        let key = self.put_article(place, document, analysis, hash)?;
        self.put_text(key, document)?;
        self.put_analysis(key, document, analysis)?;
        Ok(ArticleKey(key))
    }

    /// `wanted`, or `wanted~2`, `wanted~3` … where another article has that id.
    pub(super) fn free_id(&mut self, wanted: &str) -> Result<String> {
        let mut query = self.tx.prepare_cached("SELECT 1 FROM articles WHERE id = ?")?;
        if !query.exists([wanted])? {
            return Ok(wanted.to_owned());
        }
        let next = self.keys.ids.entry(wanted.to_owned()).or_insert(2);
        loop {
            let id = format!("{wanted}~{next}");
            *next += 1;
            if !query.exists([&id])? {
                return Ok(id);
            }
        }
    }

    /// Takes out all that was read from an article's text. The article's row and its marks stay.
    fn clear(&self, key: i64) -> Result<()> {
        for sql in [
            "DELETE FROM search WHERE rowid = ?",
            "DELETE FROM events WHERE article = ?",
            "DELETE FROM dates WHERE article = ?",
            "DELETE FROM mentions WHERE article = ?",
            "DELETE FROM appearances WHERE article = ?",
            "DELETE FROM blocks WHERE article = ?",
            "DELETE FROM texts WHERE article = ?",
        ] {
            self.tx.prepare_cached(sql)?.execute([key])?;
        }
        Ok(())
    }

    fn put_article(
        &mut self,
        place: Place<'_>,
        doc: &Document,
        found: &Analysis,
        hash: &TextHash,
    ) -> Result<i64> {
        let published = found.published.as_ref().or(doc.published.as_ref());
        let interval = published.map(|p| p.interval).unwrap_or_default();
        let (first, last) = days(&interval);
        let outlet = doc.outlet.as_ref().map(|o| self.outlet(o)).transpose()?;
        let reasons = to_json(&published.map_or(&[][..], |p| &p.reasons))?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
        let mut put = self.tx.prepare_cached(match place {
            Place::New(_) => {
                "INSERT INTO articles (id, hash, path, record, byte_start, byte_end, title, kicker, outlet, \
                 address, pub_first, pub_last, pub_basis, pub_reasons, sort_day, added) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
            }
            Place::Of(_) => {
                "UPDATE articles SET hash = ?2, path = ?3, record = ?4, byte_start = ?5, byte_end = ?6, \
                 title = ?7, kicker = ?8, outlet = ?9, address = ?10, pub_first = ?11, pub_last = ?12, \
                 pub_basis = ?13, pub_reasons = ?14, sort_day = ?15, added = ?16 WHERE key = ?1"
            }
        })?;
        put.execute(params![
            match place {
                Place::New(id) => Value::from(id.to_owned()),
                Place::Of(ArticleKey(key)) => Value::from(key),
            },
            hash,
            path_bytes(&doc.origin.path),
            doc.origin.record.map(int),
            doc.origin.bytes.map(|b| int(b.start)),
            doc.origin.bytes.map(|b| int(b.end)),
            doc.title(),
            doc.kicker(),
            outlet,
            doc.address,
            first,
            last,
            published.map(|p| p.basis.as_str()),
            reasons,
            interval.sort_day().map_or(-UNKNOWN_DAY, day_number),
            i64::try_from(now).unwrap_or(i64::MAX),
        ])?;
        Ok(match place {
            Place::New(_) => self.tx.last_insert_rowid(),
            Place::Of(ArticleKey(key)) => key,
        })
    }

    fn put_text(&self, key: i64, document: &Document) -> Result<()> {
        self.tx
            .prepare_cached("INSERT INTO texts (article, text) VALUES (?, ?)")?
            .execute(params![key, document.text])?;
        let mut put = self
            .tx
            .prepare_cached("INSERT INTO blocks (article, n, role, start, end) VALUES (?, ?, ?, ?, ?)")?;
        for (n, block) in document.blocks.iter().enumerate() {
            put.execute(params![
                key,
                int(n),
                block.role.as_str(),
                int(block.span.start),
                int(block.span.end)
            ])?;
        }
        let (title, body) = indexed(document);
        self.tx
            .prepare_cached("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)")?
            .execute(params![key, title, body])?;
        Ok(())
    }

    fn put_analysis(&mut self, key: i64, document: &Document, analysis: &Analysis) -> Result<()> {
        for entity in &analysis.entities {
            self.entity(entity)?;
        }
        let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
        let mut places = Vec::with_capacity(analysis.mentions.len());
        for mention in &analysis.mentions {
            let entity = self.mentioned(mention, &document.text)?;
            let why = self.reason(&mention.why)?;
            let (start, end) = (int(mention.span.start), int(mention.span.end));
            self.tx
                .prepare_cached(
                    "INSERT OR REPLACE INTO mentions (article, start, end, kind, entity, why) \
                     VALUES (?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![key, start, end, mention.kind.as_str(), entity, why])?;
            *counts.entry(entity).or_default() += 1;
            places.push((mention.span.start, entity));
        }
        let mut put =
            self.tx.prepare_cached("INSERT INTO appearances (entity, article, mentions) VALUES (?, ?, ?)")?;
        for (entity, count) in counts {
            put.execute([entity, key, count])?;
        }
        drop(put);
        for date in &analysis.dates {
            let why = self.reason(&date.why)?;
            let (first, last) = days(&date.interval);
            self.tx
                .prepare_cached(
                    "INSERT OR REPLACE INTO dates (article, start, end, first, last, why) \
                     VALUES (?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![key, int(date.span.start), int(date.span.end), first, last, why])?;
        }
        places.sort_unstable();
        for event in &analysis.events {
            self.put_event(key, event, &places)?;
        }
        Ok(())
    }

    fn put_event(&mut self, key: i64, event: &Event, mentions: &[(usize, i64)]) -> Result<()> {
        let why = self.reason(&event.why)?;
        let (first, last) = days(&event.interval);
        let day = sort_day(&event.interval);
        self.tx
            .prepare_cached(
                "INSERT INTO events (article, kind, trigger_start, trigger_end, sentence_start, sentence_end, \
                 first, last, sort_day, date_start, date_end, planned, modality, count, killed, injured, why) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                key,
                event.kind.as_str(),
                int(event.trigger.start),
                int(event.trigger.end),
                int(event.sentence.start),
                int(event.sentence.end),
                first,
                last,
                day,
                event.date.map(|d| int(d.start)),
                event.date.map(|d| int(d.end)),
                event.planned,
                event.modality.as_str(),
                event.count,
                event.killed,
                event.injured,
                why,
            ])?;
        let row = self.tx.last_insert_rowid();
        let mut entities = BTreeSet::new();
        let parts = [
            ("actor", &event.actors),
            ("target", &event.targets),
            ("place", &event.places),
            ("weapon", &event.weapons),
        ];
        for (part, participants) in parts {
            entities.extend(self.put_participants(row, part, participants)?);
        }
        let from = mentions.partition_point(|&(start, _)| start < event.sentence.start);
        let named = mentions[from..].iter().take_while(|&&(start, _)| start < event.sentence.end);
        entities.extend(named.map(|&(_, entity)| entity));
        let mut put = self
            .tx
            .prepare_cached("INSERT INTO event_entities (entity, sort_day, event) VALUES (?, ?, ?)")?;
        for entity in entities {
            put.execute([entity, day, row])?;
        }
        Ok(())
    }

    fn put_participants(&mut self, event: i64, part: &str, who: &[Participant]) -> Result<Vec<i64>> {
        let mut entities = Vec::new();
        for (n, participant) in who.iter().enumerate() {
            let entity = participant.entity.as_ref().map(|id| self.known_entity(id)).transpose()?.flatten();
            entities.extend(entity);
            self.tx
                .prepare_cached(
                    "INSERT INTO participants (event, part, n, start, end, entity) VALUES (?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    event,
                    part,
                    int(n),
                    int(participant.span.start),
                    int(participant.span.end),
                    entity
                ])?;
        }
        Ok(entities)
    }

    fn known_entity(&mut self, id: &EntityId) -> Result<Option<i64>> {
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
    fn entity(&mut self, entity: &Entity) -> Result<i64> {
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
        self.keys.entities.insert(entity.id.clone(), key);
        Ok(key)
    }

    fn mentioned(&mut self, mention: &Mention, text: &str) -> Result<i64> {
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

    fn reason(&mut self, why: &Why) -> Result<i64> {
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

    fn outlet(&mut self, outlet: &Outlet) -> Result<i64> {
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
}

impl Keys {
    fn shrink(&mut self) {
        if self.entities.len() > MOST_KEYS {
            self.entities.clear();
        }
        if self.reasons.len() > MOST_KEYS {
            self.reasons.clear();
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

impl From<&crate::model::Office> for OfficeRow {
    fn from(o: &crate::model::Office) -> Self {
        Self { title_ar: o.title_ar.clone(), title_en: o.title_en.clone(), held: o.held }
    }
}

impl From<OfficeRow> for crate::model::Office {
    fn from(o: OfficeRow) -> Self {
        Self { title_ar: o.title_ar, title_en: o.title_en, held: o.held }
    }
}
