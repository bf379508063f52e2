//! The reader's own marks. Each change is one transaction.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{OptionalExtension, params};

use super::{ArticleKey, Library, Marks, Result};

impl Library {
    /// The marks on an article; none if there are none.
    pub fn marks(&self, key: ArticleKey) -> Result<Marks> {
        let mut query = self.db.prepare_cached("SELECT read, starred, note FROM marks WHERE article = ?")?;
        let found = query.query_row([key.0], |row| {
            Ok(Marks { read: row.get(0)?, starred: row.get(1)?, note: row.get(2)?, tags: Vec::new() })
        });
        let mut marks = found.optional()?.unwrap_or_default();
        let mut query = self.db.prepare_cached("SELECT tag FROM tags WHERE article = ? ORDER BY tag")?;
        marks.tags = query.query_map([key.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(marks)
    }

    /// All tags, with how many articles bear each, by name.
    pub fn tags(&self) -> Result<Vec<(String, usize)>> {
        let mut query = self.db.prepare_cached("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, super::value::size(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Marks an article as read or unread.
    pub fn set_read(&self, key: ArticleKey, read: bool) -> Result<()> {
        self.set_mark(key, "read", &read)
    }

    /// Stars an article, or takes the star away.
    pub fn set_starred(&self, key: ArticleKey, starred: bool) -> Result<()> {
        self.set_mark(key, "starred", &starred)
    }

    /// Writes the reader's note on an article; an empty one takes it away.
    pub fn set_note(&self, key: ArticleKey, note: &str) -> Result<()> {
        self.set_mark(key, "note", &note)
    }

    /// Puts a tag on an article. A tag that is there stays.
    pub fn add_tag(&self, key: ArticleKey, tag: &str) -> Result<()> {
        self.check_writable()?;
        self.db
            .prepare_cached("INSERT OR IGNORE INTO tags (article, tag) VALUES (?, ?)")?
            .execute(params![key.0, tag])?;
        Ok(())
    }

    /// Takes a tag from an article.
    pub fn remove_tag(&self, key: ArticleKey, tag: &str) -> Result<()> {
        self.check_writable()?;
        self.db
            .prepare_cached("DELETE FROM tags WHERE article = ? AND tag = ?")?
            .execute(params![key.0, tag])?;
        Ok(())
    }

    fn set_mark(&self, key: ArticleKey, column: &str, value: &dyn rusqlite::ToSql) -> Result<()> {
        self.check_writable()?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
        let sql = format!(
            "INSERT INTO marks (article, {column}, changed) VALUES (?1, ?2, ?3) \
             ON CONFLICT (article) DO UPDATE SET {column} = ?2, changed = ?3"
        );
        self.db.prepare_cached(&sql)?.execute(params![
            key.0,
            value,
            i64::try_from(now).unwrap_or(i64::MAX)
        ])?;
        Ok(())
    }
}
