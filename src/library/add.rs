//! Putting articles into the library.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use foldhash::HashMap;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Transaction, params};

use super::event_entities::Waiting;
use super::keys::Keys;
use super::name_uses::Changes;
use super::own_entities::OwnEntities;
use super::prepared::Prepared;
use super::value::{UNKNOWN_DAY, day_number, days, int, path_bytes, to_json};
use super::{ArticleKey, Library, Result};
use crate::analyse::Analyser;
use crate::model::{Analysis, Document, Interval};

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

/// The day by which lists of articles are sorted.
pub(super) fn article_day(published: &Interval) -> i64 {
    published.sort_day().map_or(-UNKNOWN_DAY, day_number)
}

/// The hash of a text.
pub(super) fn text_hash(text: &str) -> TextHash {
    *blake3::hash(text.as_bytes()).as_bytes()
}

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
        // Tellings are held under the keys of events. Another connection may have deleted events and given their
        // keys to others; SQLite says whether one has changed the file at all.
        let version: i64 = tx.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if keys.data_version != Some(version) {
            keys.data_version = Some(version);
            keys.tellings.clear();
        }
        Ok(Writer::over(tx, keys))
    }
}

/// One transaction that adds articles.
#[derive(Debug)]
pub struct Writer<'a> {
    pub(super) tx: Transaction<'a>,
    pub(super) keys: &'a mut Keys,
    /// What the reader says of entities, once it was asked for.
    pub(super) own: Option<OwnEntities>,
    /// Reads articles anew whose publication date the reader has set.
    pub(super) analyser: Option<Analyser>,
    /// By how much the mentions and articles of entities grew. Frequent names stand in nearly every article:
    /// they are counted here, and written once.
    pub(super) counts: HashMap<i64, (i64, i64)>,
    pub(super) waiting: Waiting,
    /// What changes in the counts of names.
    pub(super) name_uses: Changes,
    /// Articles that were imported, with the files of annotations beside their texts.
    pub(super) annotated: Vec<(ArticleKey, PathBuf)>,
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

impl<'a> Writer<'a> {
    pub(super) fn over(tx: Transaction<'a>, keys: &'a mut Keys) -> Self {
        Self {
            tx,
            keys,
            own: None,
            analyser: None,
            counts: HashMap::default(),
            waiting: Waiting::default(),
            name_uses: Changes::default(),
            annotated: Vec::new(),
            committed: false,
        }
    }
}

impl Writer<'_> {
    /// Makes everything that was added last.
    pub fn commit(mut self) -> Result<()> {
        self.flush()?;
        let sql = "UPDATE entities SET mentions = mentions + ?, articles = articles + ? WHERE key = ?";
        let mut grow = self.tx.prepare_cached(sql)?;
        for (&entity, &(mentions, articles)) in &self.counts {
            grow.execute([mentions, articles, entity])?;
        }
        drop(grow);
        self.tx.execute_batch("COMMIT")?;
        self.committed = true;
        Ok(())
    }

    /// Has articles whose publication date the reader has set read anew under that date.
    pub fn read_anew_with(&mut self, analyser: &Analyser) {
        self.analyser = Some(analyser.clone());
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
        let key = self.put(place, document, analysis, &Prepared::of(document, analysis), &hash)?;
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
        prepared: &Prepared,
        hash: &TextHash,
    ) -> Result<ArticleKey> {
        self.keys.shrink();
        let mut own = None;
        if let Place::Of(ArticleKey(key)) = place {
            self.clear(key)?;
            own = self.with_corrections(key, document, analysis)?;
        }
        // What is stored is what is so for the reader.
        let anew = own.as_ref().map(|own| Prepared::of(document, own));
        let (analysis, prepared) = (own.as_ref().unwrap_or(analysis), anew.as_ref().unwrap_or(prepared));
        let key = self.put_article(place, document, analysis, prepared, hash)?;
        self.put_text(key, document, prepared)?;
        self.put_analysis(key, document, analysis, prepared)?;
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
    pub(super) fn clear(&mut self, key: i64) -> Result<()> {
        self.clear_analysis(key)?;
        for sql in [
            "DELETE FROM search WHERE rowid = ?",
            "DELETE FROM blocks WHERE article = ?",
            "DELETE FROM texts WHERE article = ?",
        ] {
            self.tx.prepare_cached(sql)?.execute([key])?;
        }
        Ok(())
    }

    /// Takes out all that was found in an article's text.
    pub(super) fn clear_analysis(&mut self, key: i64) -> Result<()> {
        self.leave_groups(key)?;
        self.forget_event_entities(key)?;
        self.uncount_names(key)?;
        for sql in [
            // An import has foreign keys switched off, so that nothing is left to them here.
            "DELETE FROM participants WHERE event IN (SELECT key FROM events WHERE article = ?)",
            "DELETE FROM events WHERE article = ?",
            "DELETE FROM dates WHERE article = ?",
            "DELETE FROM mentions WHERE article = ?",
            "DELETE FROM appearances WHERE article = ?",
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
        prepared: &Prepared,
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
                 pub_basis = ?13, pub_reasons = ?14, sort_day = ?15, added = ?16, gone = NULL \
                 WHERE key = ?1"
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
            prepared.title,
            prepared.kicker,
            outlet,
            doc.address,
            first,
            last,
            published.map(|p| p.basis.as_str()),
            reasons,
            article_day(&interval),
            i64::try_from(now).unwrap_or(i64::MAX),
        ])?;
        Ok(match place {
            Place::New(_) => self.tx.last_insert_rowid(),
            Place::Of(ArticleKey(key)) => key,
        })
    }

    fn put_text(&self, key: i64, document: &Document, prepared: &Prepared) -> Result<()> {
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
        self.tx
            .prepare_cached("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)")?
            .execute(params![key, prepared.title_words, prepared.body_words])?;
        Ok(())
    }
}
