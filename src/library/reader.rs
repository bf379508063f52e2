//! What the reader keeps besides marks: saved searches and where the reader was; and all of it as one
//! readable file, for another machine.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::{ArticleKey, Library, Result};

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
}

/// The version that this program writes.
pub const READER_DATA_VERSION: u32 = 1;

/// What became of reader's data that was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenOver {
    /// How many articles were marked.
    pub articles: usize,
    /// How many searches were saved.
    pub searches: usize,
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
             WHERE key IN (SELECT article FROM marks UNION SELECT article FROM tags) ORDER BY id",
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
                ..article
            };
            if marked.read || marked.starred || !marked.note.is_empty() || !marked.tags.is_empty() {
                articles.push(marked);
            }
        }
        Ok(ReaderData { version: READER_DATA_VERSION, articles, searches: self.searches()? })
    }

    /// Takes over marks and searches in one transaction. Marks are added to those that are here: what is read
    /// or starred in either is so afterwards, tags are joined, and a note replaces only an empty one, else it
    /// is put below it.
    pub fn take_reader_data(&mut self, data: &ReaderData) -> Result<TakenOver> {
        self.check_writable()?;
        let mut taken = TakenOver::default();
        // Whatever fails, also the commit itself, takes all back.
        let tx = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        self.take_all(data, &mut taken)?;
        tx.commit()?;
        Ok(taken)
    }

    fn take_all(&self, data: &ReaderData, taken: &mut TakenOver) -> Result<()> {
        for article in &data.articles {
            let Some(key) = self.marked_article(article)? else {
                taken.unknown.push(article.id.clone());
                continue;
            };
            let here = self.marks(key)?;
            if article.read && !here.read {
                self.set_read(key, true)?;
            }
            if article.starred && !here.starred {
                self.set_starred(key, true)?;
            }
            // Whole lines: one note may begin with the words of another.
            let has_note = format!("\n{}\n", here.note).contains(&format!("\n{}\n", article.note));
            if !article.note.is_empty() && !has_note {
                let joined = format!("{}\n{}", here.note, article.note);
                self.set_note(key, joined.trim_start())?;
            }
            for tag in &article.tags {
                self.add_tag(key, tag)?;
            }
            taken.articles += 1;
        }
        for search in &data.searches {
            self.save_search(search)?;
            taken.searches += 1;
        }
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

/// The bytes that hexadecimal digits stand for.
fn hash_bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}

fn now() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    i64::try_from(seconds).unwrap_or(i64::MAX)
}
