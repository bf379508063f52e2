//! What the reader keeps besides marks: saved searches and where the reader was; and all of it as one
//! readable file, for another machine.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::{ArticleKey, Change, Library, Result};
use crate::analyse::Analyser;
use crate::model::{Correction, EntityId, OwnEntity};
use crate::text::CodePoints;

/// A search under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSearch {
    /// The name.
    pub name: String,
    /// The query, as it was typed.
    pub query: String,
}

/// The reader's own data, as `rasid marks export` writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReaderData {
    /// The version of this format.
    pub version: u32,
    /// The marked articles.
    pub articles: Vec<MarkedArticle>,
    /// Saved searches.
    #[serde(default)]
    pub searches: Vec<SavedSearch>,
    /// What the reader says of entities wherever they are named.
    #[serde(default)]
    pub entities: BTreeMap<EntityId, OwnEntity>,
}

/// The marks on one article. It is known again by its text's hash, else by its id.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkedArticle {
    /// The document's id.
    pub id: String,
    /// The title, for people.
    #[serde(default)]
    pub title: Option<String>,
    /// The BLAKE3 hash of the text, in hexadecimal digits.
    pub blake3: String,
    /// It was read.
    #[serde(default)]
    pub read: bool,
    /// It is starred.
    #[serde(default)]
    pub starred: bool,
    /// The reader's note.
    #[serde(default)]
    pub note: String,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// What the reader says of places in the text. Offsets are Unicode code points.
    #[serde(default)]
    pub corrections: Vec<Correction>,
}

/// The version that this program writes.
pub const READER_DATA_VERSION: u32 = 2;

/// What became of reader's data that was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenOver {
    /// How many articles were marked.
    pub articles: usize,
    /// How many searches were saved.
    pub searches: usize,
    /// How many corrections were taken over.
    pub corrections: usize,
    /// Of how many entities something is said.
    pub entities: usize,
    /// Ids of articles that are not in this library.
    pub unknown: Vec<String>,
}

impl Library {
    /// All saved searches, by name.
    pub fn searches(&self) -> Result<Vec<SavedSearch>> {
        let mut query = self.db.prepare_cached("SELECT name, query FROM searches ORDER BY name")?;
        let rows = query.query_map([], |row| Ok(SavedSearch { name: row.get(0)?, query: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Saves a search; one of the same name is replaced.
    pub fn save_search(&self, search: &SavedSearch) -> Result<()> {
        self.check_writable()?;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO searches (name, query, changed) VALUES (?, ?, ?)")?
            .execute(params![search.name, search.query, now()])?;
        Ok(())
    }

    /// Takes a saved search away.
    pub fn remove_search(&self, name: &str) -> Result<()> {
        self.check_writable()?;
        self.db.prepare_cached("DELETE FROM searches WHERE name = ?")?.execute([name])?;
        Ok(())
    }

    /// What was kept under `name` when the reader left; JSON that only its writer understands.
    pub fn session(&self, name: &str) -> Result<Option<String>> {
        let mut query = self.db.prepare_cached("SELECT value FROM session WHERE name = ?")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Keeps `value` under `name` for the next time.
    pub fn set_session(&self, name: &str, value: &str) -> Result<()> {
        self.check_writable()?;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO session (name, value) VALUES (?, ?)")?
            .execute([name, value])?;
        Ok(())
    }

    /// All marks and searches of the reader.
    pub fn reader_data(&self) -> Result<ReaderData> {
        let mut query = self.db.prepare(
            "SELECT key, id, title, hash FROM articles \
             WHERE key IN (SELECT article FROM marks UNION SELECT article FROM tags \
             UNION SELECT article FROM corrections) ORDER BY id",
        )?;
        let rows = query.query_map([], |row| {
            let article = MarkedArticle {
                id: row.get(1)?,
                title: row.get(2)?,
                blake3: row.get_ref(3)?.as_blob()?.iter().map(|byte| format!("{byte:02x}")).collect(),
                ..MarkedArticle::default()
            };
            Ok((ArticleKey(row.get(0)?), article))
        })?;
        let mut articles = Vec::new();
        for row in rows {
            let (key, article) = row?;
            let marks = self.marks(key)?;
            let marked = MarkedArticle {
                read: marks.read,
                starred: marks.starred,
                note: marks.note,
                tags: marks.tags,
                corrections: self.corrections_in_code_points(key)?,
                ..article
            };
            let empty = MarkedArticle {
                id: marked.id.clone(),
                title: marked.title.clone(),
                blake3: marked.blake3.clone(),
                ..MarkedArticle::default()
            };
            if marked != empty {
                articles.push(marked);
            }
        }
        let entities = self.own_entities()?.into_iter().collect();
        Ok(ReaderData { version: READER_DATA_VERSION, articles, searches: self.searches()?, entities })
    }

    /// The corrections of an article as `rasid marks export` writes them.
    pub(super) fn corrections_in_code_points(&self, key: ArticleKey) -> Result<Vec<Correction>> {
        let mut all = self.corrections(key)?;
        if all.is_empty() {
            return Ok(all);
        }
        let text = self.text(key)?;
        let points = CodePoints::new(&text);
        for at in all.iter_mut().flat_map(Correction::anchors_mut) {
            let span = points.span(&text, at.span());
            (at.start, at.end) = (span.start, span.end);
        }
        Ok(all)
    }

    /// Takes over marks, corrections and searches in one transaction, which can be taken back like any change.
    /// Marks are added to those that are here: what is read or starred in either is so afterwards, tags are
    /// joined, and a note replaces only an empty one, else it is put below it. A correction takes the place of
    /// one of the same words.
    pub fn take_reader_data(&mut self, data: &ReaderData, analyser: Option<&Analyser>) -> Result<TakenOver> {
        let mut taken = TakenOver::default();
        let mut changes = Vec::new();
        for article in &data.articles {
            match self.marked_article(article)? {
                Some(key) => {
                    taken.articles += 1;
                    taken.corrections += article.corrections.len();
                    self.article_changes(key, article, &mut changes)?;
                }
                None => taken.unknown.push(article.id.clone()),
            }
        }
        for search in &data.searches {
            changes.push(Change::Search(search.name.clone(), Some(search.query.clone())));
            taken.searches += 1;
        }
        for (id, own) in &data.entities {
            changes.push(Change::Entity(id.clone(), own.clone()));
            taken.entities += 1;
        }
        self.change_all(changes, analyser)?;
        Ok(taken)
    }

    fn article_changes(&self, key: ArticleKey, article: &MarkedArticle, out: &mut Vec<Change>) -> Result<()> {
        let here = self.marks(key)?;
        if article.read {
            out.push(Change::Read(key, true));
        }
        if article.starred {
            out.push(Change::Starred(key, true));
        }
        if !article.note.is_empty() {
            out.push(Change::Note(key, joined(&here.note, &article.note)));
        }
        if !article.tags.is_empty() {
            out.push(Change::Tags(key, here.tags.iter().chain(&article.tags).cloned().collect()));
        }
        if article.corrections.is_empty() {
            return Ok(());
        }
        let text = self.text(key)?;
        let points = CodePoints::new(&text);
        let mut all = article.corrections.clone();
        for correction in &mut all {
            for at in correction.anchors_mut() {
                (at.start, at.end) = (points.byte(&text, at.start), points.byte(&text, at.end));
                // The words may have moved: another version of the text was corrected.
                if let Some(span) = at.find(&text) {
                    (at.start, at.end) = (span.start, span.end);
                }
            }
        }
        out.push(Change::Correct(key, all));
        Ok(())
    }

    fn marked_article(&self, article: &MarkedArticle) -> Result<Option<ArticleKey>> {
        if let Some(hash) = hash_bytes(&article.blake3) {
            let mut query = self.db.prepare_cached("SELECT key FROM articles WHERE hash = ?")?;
            let found = query.query_row([hash], |row| row.get(0).map(ArticleKey)).optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
        self.find(&article.id)
    }
}

/// Two notes as one. Whole lines are compared: one note may begin with the words of another.
pub(super) fn joined(here: &str, new: &str) -> String {
    if format!("\n{here}\n").contains(&format!("\n{new}\n")) {
        return here.to_owned();
    }
    format!("{here}\n{new}").trim_start().to_owned()
}

/// The bytes that hexadecimal digits stand for.
fn hash_bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}

fn now() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    i64::try_from(seconds).unwrap_or(i64::MAX)
}
