//! Who tells an event: kept beside the groups, as some are told by thousands of articles.

use rusqlite::OptionalExtension;

use super::value::size;
use super::{Library, Result, Writer};

impl Library {
    /// How many outlets tell the event of a group; an article of no known outlet counts as one.
    pub(super) fn told_by(&self, group: i64) -> Result<usize> {
        let mut query = self.db.prepare_cached("SELECT count(*) FROM tellers WHERE story = ?")?;
        Ok(size(query.query_row([group], |row| row.get(0))?))
    }
}

impl Writer<'_> {
    /// Who tells what an article tells: its outlet, else the article itself.
    pub(super) fn teller(&self, article: i64) -> Result<Option<i64>> {
        let mut query = self.tx.prepare_cached("SELECT ifnull(outlet, -key) FROM articles WHERE key = ?")?;
        Ok(query.query_row([article], |row| row.get(0)).optional()?)
    }

    /// `teller` tells the event of this group.
    pub(super) fn tells(&mut self, group: i64, teller: i64) -> Result<()> {
        if self.keys.tellings.knows_teller(group, teller) {
            return Ok(());
        }
        self.tx
            .prepare_cached("INSERT OR IGNORE INTO tellers (story, teller) VALUES (?, ?)")?
            .execute([group, teller])?;
        Ok(())
    }

    /// The article of this event tells the event of this group.
    pub(super) fn article_tells(&mut self, group: i64, event: i64) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT OR IGNORE INTO tellers (story, teller) SELECT ?1, ifnull(a.outlet, -a.key) \
                 FROM events e JOIN articles a ON a.key = e.article WHERE e.key = ?2",
            )?
            .execute([group, event])?;
        Ok(())
    }

    /// An article of `teller` has left this group; another of the same outlet may still be in it.
    pub(super) fn tells_no_more(&mut self, group: i64, teller: i64) -> Result<()> {
        self.keys.tellings.forget_tellers();
        self.tx
            .prepare_cached(
                "DELETE FROM tellers WHERE story = ?1 AND teller = ?2 AND NOT EXISTS (SELECT 1 FROM events e \
                 JOIN articles a ON a.key = e.article WHERE e.story = ?1 AND ifnull(a.outlet, -a.key) = ?2)",
            )?
            .execute([group, teller])?;
        Ok(())
    }

    /// A group is none any more.
    pub(super) fn nobody_tells(&mut self, group: i64) -> Result<()> {
        self.keys.tellings.forget_tellers();
        self.tx.prepare_cached("DELETE FROM tellers WHERE story = ?")?.execute([group])?;
        Ok(())
    }
}
