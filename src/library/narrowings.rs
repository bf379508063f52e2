//! What a list may be narrowed to, with how much would be left.

use rusqlite::params_from_iter;

use super::articles::outlet;
use super::timeline::{MERGED, events};
use super::value::size;
use super::{Filter, Library, Result};
use crate::model::{EventKind, Outlet};

/// Kinds of events and outlets, each with what is left of a list that is narrowed to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrowings {
    /// The kinds.
    pub kinds: Vec<(EventKind, usize)>,
    /// The outlets, those with most first; `None` for what is of no known outlet.
    pub outlets: Vec<(Option<Outlet>, usize)>,
}

impl Library {
    /// Counts what the list of articles, or the timeline, would have under `filter` and each of the kinds and outlets
    /// in place of those that the filter has.
    ///
    /// # Errors
    ///
    /// A query in the filter that cannot be understood, or the database.
    pub fn narrowings(&self, filter: &Filter, of_events: bool) -> Result<Narrowings> {
        let mut kinds = Vec::new();
        for &kind in EventKind::ALL {
            let filter = Filter { kinds: vec![kind], ..filter.clone() };
            let left = if of_events { self.count_merged(&filter)? } else { self.count_articles(&filter)? };
            kinds.push((kind, left));
        }
        let filter = Filter { outlets: Vec::new(), ..filter.clone() };
        let mut conditions = if of_events { filter.on_events()? } else { filter.on_articles()? };
        let (count, tables) = if of_events {
            // The outlet is the article's, so that it is joined whatever else is asked.
            conditions.push("a.key IS NOT NULL", []);
            (MERGED, events(&conditions))
        } else {
            ("count(*)", "articles a")
        };
        let sql = format!(
            "SELECT o.id, o.name, g.n FROM (SELECT a.outlet AS outlet, {count} AS n FROM {tables} {} \
             GROUP BY a.outlet) g LEFT JOIN outlets o ON o.key = g.outlet \
             ORDER BY o.key IS NULL, g.n DESC, o.name",
            conditions.clause()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(conditions.values()), |row| {
            Ok((outlet(row, 0)?, size(row.get(2)?)))
        })?;
        Ok(Narrowings { kinds, outlets: rows.collect::<Result<_, _>>()? })
    }
}
