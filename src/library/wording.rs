//! How each outlet words it.

use rusqlite::{params_from_iter, types::Value};

use super::articles::outlet;
use super::value::{size, span};
use super::{ArticleKey, Filter, Library, Page, Result};
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
    /// In how many articles.
    pub articles: usize,
    /// One place where they stand.
    pub example: (ArticleKey, Span),
}

impl Library {
    /// The names that each outlet uses for `entity` in the articles that pass `filter`: outlets by how often
    /// they name it, and each one's names by how often it uses them.
    pub fn names_by_outlet(&self, entity: &EntityId, filter: &Filter, page: Page) -> Result<Vec<NameUse>> {
        let mut conditions = filter.on_articles()?;
        conditions.push("n.id = ?", [Value::from(entity.as_str().to_owned())]);
        let sql = format!(
            "SELECT o.id, o.name, f.text, k.mentions, k.articles, k.article, k.start, k.end FROM \
             (SELECT a.outlet AS outlet, m.form AS form, count(*) AS mentions, \
              count(DISTINCT a.key) AS articles, max(a.key) AS article, m.start AS start, m.end AS end, \
              sum(count(*)) OVER (PARTITION BY a.outlet) AS whole \
              FROM entities n CROSS JOIN appearances p ON p.entity = n.key \
              CROSS JOIN articles a ON a.key = p.article \
              CROSS JOIN mentions m ON m.article = a.key AND m.entity = n.key {} GROUP BY 1, 2) k \
             JOIN forms f ON f.key = k.form LEFT JOIN outlets o ON o.key = k.outlet \
             ORDER BY k.whole DESC, o.id, k.mentions DESC, f.text LIMIT ? OFFSET ?",
            conditions.clause()
        );
        let mut values = conditions.values();
        values.extend(super::articles::limits(page));
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(values), |row| {
            Ok(NameUse {
                outlet: outlet(row, 0)?,
                words: row.get(2)?,
                mentions: size(row.get(3)?),
                articles: size(row.get(4)?),
                example: (ArticleKey(row.get(5)?), span(row, 6)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
