//! By which names each outlet speaks of an entity.

use foldhash::HashMap;
use rusqlite::{OptionalExtension, params};

use super::articles::{limits, outlet};
use super::value::{size, span};
use super::{ArticleKey, Library, Page, Result, Writer};
use crate::model::{EntityId, Outlet, Span};

/// A name that an outlet uses for an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct NameUse {
    /// The outlet; `None` for articles whose outlet is not known.
    pub outlet: Option<Outlet>,
    /// The words, as they are written.
    pub words: String,
    /// How often.
    pub mentions: usize,
    /// How many of them stand in somebody else's words that the outlet reports.
    pub reported: usize,
    /// How many of them came in before it was looked at whose words they are.
    pub unknown: usize,
    /// In how many articles.
    pub articles: usize,
    /// One place where they stand.
    pub example: Option<(ArticleKey, Span)>,
}

/// An entity, an outlet (0 for none) and the words.
type Use = (i64, i64, i64);

/// By how much a row changes.
#[derive(Debug, Default, Clone, Copy)]
struct Change {
    mentions: i64,
    articles: i64,
    reported: i64,
    known: i64,
    example: i64,
}

/// What is to be added to the counts, or taken from them, with the next commit.
#[derive(Debug, Default)]
pub(super) struct Changes(HashMap<Use, Change>);

/// A mention as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Counted {
    /// The entity.
    pub entity: i64,
    /// The key of the words.
    pub form: i64,
    /// Whether it stands in somebody else's words.
    pub reported: bool,
}

impl Library {
    /// The names that each outlet uses for `entity`: outlets by how often they name it, and each one's names by how
    /// often it uses them.
    ///
    /// # Errors
    ///
    /// The database.
    pub fn names_by_outlet(&self, entity: &EntityId, page: Page) -> Result<Vec<NameUse>> {
        let sql = "SELECT o.id, o.name, f.text, u.mentions, u.articles, u.reported, u.mentions - u.known, \
                   u.entity, u.outlet, u.form, u.example, sum(u.mentions) OVER (PARTITION BY u.outlet) AS whole \
                   FROM name_uses u JOIN forms f ON f.key = u.form LEFT JOIN outlets o ON o.key = u.outlet \
                   WHERE u.entity = (SELECT key FROM entities WHERE id = ?) \
                   ORDER BY whole DESC, o.id, u.mentions DESC, f.text LIMIT ? OFFSET ?";
        let mut query = self.db.prepare_cached(sql)?;
        let [limit, offset] = limits(page);
        let mut rows = query.query(params![entity.as_str(), limit, offset])?;
        let mut uses = Vec::new();
        while let Some(row) = rows.next()? {
            uses.push(NameUse {
                outlet: outlet(row, 0)?,
                words: row.get(2)?,
                mentions: size(row.get(3)?),
                articles: size(row.get(4)?),
                reported: size(row.get(5)?),
                unknown: size(row.get(6)?),
                example: self.example((row.get(7)?, row.get(8)?, row.get(9)?), row.get(10)?)?,
            });
        }
        Ok(uses)
    }

    /// A place where an entity is named so: in the article that was kept for that, else in any of the outlet.
    fn example(&self, (entity, outlet, form): Use, kept: i64) -> Result<Option<(ArticleKey, Span)>> {
        let place = |row: &rusqlite::Row<'_>| Ok((ArticleKey(row.get(0)?), span(row, 1)?));
        let mut here = self.db.prepare_cached(
            "SELECT article, start, end FROM mentions WHERE article = ?1 AND entity = ?2 AND form = ?3 LIMIT 1",
        )?;
        if let Some(found) = here.query_row([kept, entity, form], place).optional()? {
            return Ok(Some(found));
        }
        let mut anywhere = self.db.prepare_cached(
            "SELECT m.article, m.start, m.end FROM appearances p CROSS JOIN articles a ON a.key = p.article \
             CROSS JOIN mentions m ON m.article = a.key AND m.entity = p.entity \
             WHERE p.entity = ?1 AND ifnull(a.outlet, 0) = ?2 AND m.form = ?3 LIMIT 1",
        )?;
        Ok(anywhere.query_row([entity, outlet, form], place).optional()?)
    }
}

impl Writer<'_> {
    /// Counts the mentions of an article of `outlet` (0 for none).
    pub(super) fn count_names(&mut self, article: i64, outlet: i64, mut mentions: Vec<Counted>) {
        mentions.sort_unstable();
        for same in mentions.chunk_by(|a, b| (a.entity, a.form) == (b.entity, b.form)) {
            let Some(first) = same.first() else { continue };
            let all = i64::try_from(same.len()).unwrap_or(i64::MAX);
            let reported = i64::try_from(same.iter().filter(|m| m.reported).count()).unwrap_or(i64::MAX);
            let change = self.name_uses.0.entry((first.entity, outlet, first.form)).or_default();
            change.mentions += all;
            change.articles += 1;
            change.reported += reported;
            change.known += all;
            change.example = article;
        }
    }

    /// Takes the mentions of an article out of the counts. Call it before they go.
    pub(super) fn uncount_names(&mut self, article: i64) -> Result<()> {
        let mut query = self.tx.prepare_cached(
            "SELECT m.entity, ifnull(a.outlet, 0), m.form, count(*), ifnull(sum(m.reported), 0), count(m.reported) \
             FROM mentions m JOIN articles a ON a.key = m.article WHERE m.article = ? GROUP BY 1, 2, 3",
        )?;
        let mut rows = query.query([article])?;
        while let Some(row) = rows.next()? {
            let change = self.name_uses.0.entry((row.get(0)?, row.get(1)?, row.get(2)?)).or_default();
            change.mentions -= row.get::<_, i64>(3)?;
            change.articles -= 1;
            change.reported -= row.get::<_, i64>(4)?;
            change.known -= row.get::<_, i64>(5)?;
        }
        Ok(())
    }

    /// Counts the names of an entity anew, which the reader has given mentions to or taken some from.
    pub(super) fn count_names_anew(&mut self, entity: i64) -> Result<()> {
        self.flush_name_uses()?;
        for sql in [
            "DELETE FROM name_uses WHERE entity = ?1",
            "INSERT INTO name_uses SELECT ?1, ifnull(a.outlet, 0), m.form, count(*), count(DISTINCT a.key), \
             ifnull(sum(m.reported), 0), count(m.reported), max(a.key) FROM appearances p \
             CROSS JOIN articles a ON a.key = p.article \
             CROSS JOIN mentions m ON m.article = a.key AND m.entity = p.entity WHERE p.entity = ?1 GROUP BY 2, 3",
        ] {
            self.tx.execute(sql, [entity])?;
        }
        Ok(())
    }

    /// Writes the changes.
    pub(super) fn flush_name_uses(&mut self) -> Result<()> {
        let mut changes: Vec<(Use, Change)> = self.name_uses.0.drain().collect();
        changes.sort_unstable_by_key(|&(row, _)| row);
        let mut put = self.tx.prepare_cached(
            "INSERT INTO name_uses (entity, outlet, form, mentions, articles, reported, known, example) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE SET \
             mentions = mentions + excluded.mentions, articles = articles + excluded.articles, \
             reported = reported + excluded.reported, known = known + excluded.known, \
             example = max(example, excluded.example)",
        )?;
        let sql = "DELETE FROM name_uses WHERE entity = ? AND outlet = ? AND form = ? AND mentions <= 0";
        let mut gone = self.tx.prepare_cached(sql)?;
        for ((entity, outlet, form), Change { mentions, articles, reported, known, example }) in changes {
            put.execute([entity, outlet, form, mentions, articles, reported, known, example])?;
            if mentions <= 0 {
                gone.execute([entity, outlet, form])?;
            }
        }
        Ok(())
    }
}
