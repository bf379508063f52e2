//! When an entity is spoken of.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, params_from_iter, types::Value};

use super::value::{day, interval, size};
use super::{Filter, Library, Result};
use crate::model::{EntityId, Interval, PublishedBasis};

impl Library {
    /// How often `entity` is named on each day, by the day by which articles are sorted, in order. Articles
    /// whose date is not known are left out.
    ///
    /// # Errors
    ///
    /// A query in the filter that cannot be understood, or the database.
    pub fn activity(&self, entity: &EntityId, filter: &Filter) -> Result<Vec<(Date, usize)>> {
        let mut conditions = filter.on_articles()?;
        conditions.push("n.id = ?", [Value::from(entity.as_str().to_owned())]);
        conditions.push("(a.pub_first IS NOT NULL OR a.pub_last IS NOT NULL)", []);
        let sql = format!(
            "SELECT a.sort_day, sum(p.mentions) FROM entities n CROSS JOIN appearances p ON p.entity = n.key \
             CROSS JOIN articles a ON a.key = p.article {} GROUP BY 1 ORDER BY 1",
            conditions.clause()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(conditions.values()))?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(day) = day(row.get(0)?) {
                out.push((day, size(row.get(1)?)));
            }
        }
        Ok(out)
    }

    /// When the first and when the last of the articles appeared that name `entity`, in their order, each as sure as the
    /// article's date is, with whether that was inferred. Articles whose date is not known are left out.
    ///
    /// # Errors
    ///
    /// The database's.
    pub fn activity_ends(&self, entity: &EntityId) -> Result<Option<[(Interval, bool); 2]>> {
        let end = |order: &str| {
            // Of the articles of one day the one whose date is surest.
            let sql = format!(
                "SELECT a.pub_first, a.pub_last, a.pub_basis FROM entities n CROSS JOIN appearances p ON p.entity = n.key \
                 CROSS JOIN articles a ON a.key = p.article WHERE n.id = ? \
                 AND (a.pub_first IS NOT NULL OR a.pub_last IS NOT NULL) \
                 ORDER BY a.sort_day {order}, a.pub_first IS NULL OR a.pub_last IS NULL, a.pub_last - a.pub_first, \
                 a.pub_basis = ? LIMIT 1"
            );
            let inferred = PublishedBasis::Inferred.as_str();
            let mut query = self.db.prepare_cached(&sql)?;
            let row = query.query_row((entity.as_str(), inferred), |row| {
                Ok((interval(row, 0)?, row.get::<_, Option<String>>(2)?.as_deref() == Some(inferred)))
            });
            row.optional()
        };
        Ok(end("")?.zip(end("DESC")?).map(|(first, last)| [first, last]))
    }
}
