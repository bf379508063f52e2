//! Lists of entities, with counts.

use std::cmp::Reverse;

use foldhash::{HashMap, HashSet};
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::articles::limits;
use super::filter::Conditions;
use super::value::{int, named, size};
use super::{EntityRow, Filter, Library, Page, Result};
use crate::model::{EntityId, NO_NAME};
use crate::text::{Fold, fold};

const COLUMNS: &str = "n.id, n.kind, n.name_ar, n.name_en, n.by_rule";

/// A name in fewer articles is looked up article by article.
const MANY: usize = 1_000;

/// Mentions and articles.
type Counts = (i64, i64);

impl Library {
    /// The entities that the articles passing `filter` name, counted there; the most frequent first.
    pub fn entities(&self, filter: &Filter, page: Page) -> Result<Vec<EntityRow>> {
        if filter.on_articles()?.clause().is_empty() {
            return self.entities_of_all(filter, page);
        }
        let mut counts: Vec<(i64, Counts)> = self.count_entities(filter)?.into_iter().collect();
        if !filter.types.is_empty() {
            let wanted = self.keys_of_types(filter)?;
            counts.retain(|(key, _)| wanted.contains(key));
        }
        if let Some(nothing) = self.key_of_nothing()? {
            counts.retain(|(key, _)| *key != nothing);
        }
        counts.sort_unstable_by_key(|&(key, counts)| (Reverse(counts), key));
        // Those of equal counts stand by their ids: all that may stand on the page are looked up.
        let end = page.offset.saturating_add(page.limit).min(counts.len());
        let Some(&(_, least)) = end.checked_sub(1).and_then(|last| counts.get(last)) else {
            return Ok(Vec::new());
        };
        let sql = format!("SELECT {COLUMNS} FROM entities n WHERE n.key = ?");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = Vec::new();
        for (key, counts) in counts.into_iter().take_while(|&(_, counts)| counts >= least) {
            rows.push(query.query_row([key], |row| entity_row(row, counts))?);
        }
        rows.sort_by(|a, b| {
            (b.mentions, b.articles).cmp(&(a.mentions, a.articles)).then_with(|| a.id.cmp(&b.id))
        });
        Ok(rows.into_iter().skip(page.offset).take(page.limit).collect())
    }

    /// The tables `n` of entities, `a` of articles and `p` of appearances, so joined that the newest articles that name
    /// the entity are found with the least work: of a name in many articles by going from day to day until there
    /// are enough, of another one by going through its own.
    pub(super) fn newest_that_name(&self, entity: &EntityId) -> Result<&'static str> {
        let named = self.entity_row(entity)?.map_or(0, |row| row.articles);
        let all = self.count_articles(&Filter::default())?;
        Ok(if named >= MANY && named >= all / 8 {
            "entities n CROSS JOIN articles a INDEXED BY articles_by_day \
             CROSS JOIN appearances p ON p.entity = n.key AND p.article = a.key"
        } else {
            "entities n CROSS JOIN appearances p ON p.entity = n.key CROSS JOIN articles a ON a.key = p.article"
        })
    }

    /// An entity with its counts in all articles; `None` if no article names it.
    pub fn entity_row(&self, id: &EntityId) -> Result<Option<EntityRow>> {
        let sql = format!(
            "SELECT {COLUMNS}, n.mentions, n.articles FROM entities n WHERE n.id = ? AND n.articles > 0"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let row = |row: &Row<'_>| entity_row(row, (row.get(5)?, row.get(6)?));
        Ok(query.query_row([id.as_str()], row).optional()?)
    }

    /// The key of what stands for that which is no name, if anything is.
    fn key_of_nothing(&self) -> Result<Option<i64>> {
        let mut query = self.db.prepare_cached("SELECT key FROM entities WHERE id = ?")?;
        Ok(query.query_row([NO_NAME], |row| row.get(0)).optional()?)
    }

    /// The entities of all articles, whose counts are kept with them.
    fn entities_of_all(&self, filter: &Filter, page: Page) -> Result<Vec<EntityRow>> {
        let mut entities = filter.on_entities();
        entities.push("n.articles > 0", []);
        let sql = format!(
            "SELECT {COLUMNS}, n.mentions, n.articles FROM entities n {} \
             ORDER BY n.mentions DESC, n.articles DESC, n.id LIMIT ? OFFSET ?",
            entities.clause()
        );
        let mut values = entities.values();
        values.extend(limits(page));
        let mut query = self.db.prepare_cached(&sql)?;
        let rows =
            query.query_map(params_from_iter(values), |row| entity_row(row, (row.get(5)?, row.get(6)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Counts the entities in the articles that pass `filter`. Where most pass, those that do not are counted and
    /// taken from the whole: so no more than half of all appearances are looked at.
    pub(super) fn count_entities(&self, filter: &Filter) -> Result<HashMap<i64, Counts>> {
        let passing = self.count_articles(filter)?;
        let all = self.count_articles(&Filter::default())?;
        let conditions = filter.on_articles()?;
        if passing <= all / 2 {
            return self.appearances(&conditions.clause(), conditions);
        }
        let without = self.appearances(&conditions.negated(), conditions)?;
        let mut query =
            self.db.prepare_cached("SELECT key, mentions, articles FROM entities WHERE articles > 0")?;
        let whole = query.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        let mut counts = HashMap::default();
        for row in whole {
            let (key, (mentions, articles)): (i64, Counts) = row?;
            let (m, a) = without.get(&key).copied().unwrap_or_default();
            if articles > a {
                counts.insert(key, (mentions - m, articles - a));
            }
        }
        Ok(counts)
    }

    /// Adds up the appearances in the articles of a clause. They come one by one: SQLite would sort them all to
    /// group them.
    fn appearances(&self, clause: &str, conditions: Conditions) -> Result<HashMap<i64, Counts>> {
        let sql = format!(
            "SELECT p.entity, p.mentions FROM articles a CROSS JOIN appearances p \
             INDEXED BY appearances_by_article ON p.article = a.key {clause}"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(conditions.values()))?;
        let mut counts: HashMap<i64, Counts> = HashMap::default();
        while let Some(row) = rows.next()? {
            let (mentions, articles) = counts.entry(row.get(0)?).or_default();
            *mentions += row.get::<_, i64>(1)?;
            *articles += 1;
        }
        Ok(counts)
    }

    fn keys_of_types(&self, filter: &Filter) -> Result<HashSet<i64>> {
        let entities = filter.on_entities();
        let mut query =
            self.db.prepare_cached(&format!("SELECT n.key FROM entities n {}", entities.clause()))?;
        let keys = query.query_map(params_from_iter(entities.values()), |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }
}

impl Library {
    /// Entities that have a name with `text` in it, in any spelling that folding joins, or an id (so that the English
    /// name is found without its apostrophes and hyphens): first those that are called so, then those with a name that
    /// begins so, each the most frequent first. All of them for an empty text.
    pub fn entities_named(&self, text: &str, limit: usize) -> Result<Vec<EntityRow>> {
        let folded = fold(text, Fold::Loose).text;
        let mut query = self.db.prepare_cached(
            "SELECT n.id, n.kind, n.name_ar, n.name_en, n.by_rule, n.mentions, n.articles FROM entities n \
             LEFT JOIN (SELECT entity, min(instr(folded, ?1) - (folded = ?1)) AS place FROM entity_names \
             WHERE ?1 <> '' AND instr(folded, ?1) > 0 GROUP BY entity) f ON f.entity = n.key \
             WHERE n.articles > 0 AND n.id <> 'no_name' AND (?1 = '' OR f.entity IS NOT NULL OR instr(replace(n.id, '_', ' '), ?1) > 0) \
             ORDER BY min(ifnull(f.place, 2), 2), n.mentions DESC, n.id LIMIT ?2",
        )?;
        let rows = query
            .query_map(params![folded, int(limit)], |row| entity_row(row, (row.get(5)?, row.get(6)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn entity_row(row: &Row<'_>, (mentions, articles): Counts) -> rusqlite::Result<EntityRow> {
    Ok(EntityRow {
        id: EntityId::from(row.get::<_, String>(0)?),
        kind: named(row, 1)?,
        name_ar: row.get(2)?,
        name_en: row.get(3)?,
        by_rule: row.get(4)?,
        mentions: size(mentions),
        articles: size(articles),
    })
}
