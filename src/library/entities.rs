//! Lists of entities, with counts.

use rusqlite::{Row, params, params_from_iter};

use super::articles::limits;
use super::value::{int, named, size};
use super::{EntityRow, Filter, Library, Page, Result};
use crate::model::EntityId;
use crate::text::{Fold, fold};

impl Library {
    /// The entities that the articles passing `filter` name, counted there; the most frequent first.
    pub fn entities(&self, filter: &Filter, page: Page) -> Result<Vec<EntityRow>> {
        let articles = filter.on_articles()?;
        let entities = filter.on_entities();
        let columns = "n.id, n.kind, n.name_ar, n.name_en, n.by_rule";
        let order = "ORDER BY 6 DESC, 7 DESC, n.id LIMIT ? OFFSET ?";
        let clause = articles.clause();
        let (sql, mut values) = if clause.is_empty() {
            // All articles: the counts are kept with the entities.
            let mut entities = entities;
            entities.push("n.articles > 0", []);
            let sql = format!(
                "SELECT {columns}, n.mentions, n.articles FROM entities n {} {order}",
                entities.clause()
            );
            (sql, entities.values())
        } else {
            let sql = format!(
                "SELECT {columns}, k.mentions, k.articles FROM \
                 (SELECT p.entity, sum(p.mentions) AS mentions, count(*) AS articles \
                  FROM articles a CROSS JOIN appearances p ON p.article = a.key {clause} GROUP BY p.entity) k \
                 JOIN entities n ON n.key = k.entity {} {order}",
                entities.clause()
            );
            let mut values = articles.values();
            values.extend(entities.values());
            (sql, values)
        };
        values.extend(limits(page));
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(values), entity_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Library {
    /// Entities that have a name with `text` in it, in any spelling that folding joins: first those that are called
    /// so, then those with a name that begins so, each the most frequent first. All of them for an empty text.
    pub fn entities_named(&self, text: &str, limit: usize) -> Result<Vec<EntityRow>> {
        let folded = fold(text, Fold::Loose).text;
        let mut query = self.db.prepare_cached(
            "SELECT n.id, n.kind, n.name_ar, n.name_en, n.by_rule, n.mentions, n.articles FROM entities n \
             LEFT JOIN (SELECT entity, min(instr(folded, ?1) - (folded = ?1)) AS place FROM entity_names \
             WHERE ?1 <> '' AND instr(folded, ?1) > 0 GROUP BY entity) f ON f.entity = n.key \
             WHERE n.articles > 0 AND (?1 = '' OR f.entity IS NOT NULL) \
             ORDER BY min(f.place, 2), n.mentions DESC, n.id LIMIT ?2",
        )?;
        let rows = query.query_map(params![folded, int(limit)], entity_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn entity_row(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    Ok(EntityRow {
        id: EntityId::from(row.get::<_, String>(0)?),
        kind: named(row, 1)?,
        name_ar: row.get(2)?,
        name_en: row.get(3)?,
        by_rule: row.get(4)?,
        mentions: size(row.get(5)?),
        articles: size(row.get(6)?),
    })
}
