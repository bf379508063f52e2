//! Events by the part that an entity has in them.

use rusqlite::types::Value;

use super::value::size;
use super::{EventRow, Library, Page, Result};
use crate::model::{EntityId, EventKind};

/// The order of the timeline; the index of the entity has the days in order.
const ORDER_OF_ROLE: &str = "ORDER BY x.sort_day, e.article, e.trigger_start, e.key";

/// The part that an entity has in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It did or said it.
    Actor,
    /// It was struck or meant, or it happened there.
    Struck,
    /// Any part at all.
    Any,
}

impl Role {
    const fn condition(self) -> &'static str {
        match self {
            Self::Actor => "p.part = 'actor'",
            Self::Struck => "p.part IN ('target', 'place')",
            Self::Any => "p.part <> ''",
        }
    }
}

impl Library {
    /// The events of `kind` in which `entity` has this part, in order of time, and how many there are in all.
    ///
    /// # Errors
    ///
    /// The database.
    pub fn events_of(
        &self,
        entity: &EntityId,
        role: Role,
        kind: EventKind,
        page: Page,
    ) -> Result<(Vec<EventRow>, usize)> {
        let found = format!(
            "FROM entities n CROSS JOIN event_entities x ON x.entity = n.key JOIN events e ON e.key = x.event \
             WHERE n.id = ?1 AND e.kind = ?2 AND EXISTS \
             (SELECT 1 FROM participants p WHERE p.event = e.key AND p.entity = n.key AND {})",
            role.condition()
        );
        let id = Value::from(entity.as_str().to_owned());
        let kind = Value::from(kind.as_str().to_owned());
        // Counted in the same pass: of a name that stands everywhere it is a long one.
        let sql = format!("SELECT e.key, count(*) OVER () {found} {ORDER_OF_ROLE} LIMIT ?3 OFFSET ?4");
        let [limit, offset] = super::articles::limits(page);
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map([&id, &kind, &limit, &offset], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found_rows: Vec<(i64, i64)> = rows.collect::<Result<_, _>>()?;
        let total = match found_rows.first() {
            Some(&(_, total)) => size(total),
            // A page behind the last one has no row that could tell.
            None => {
                let mut count = self.db.prepare_cached(&format!("SELECT count(*) {found}"))?;
                size(count.query_row([&id, &kind], |row| row.get(0))?)
            }
        };
        let keys: Vec<i64> = found_rows.into_iter().map(|(key, _)| key).collect();
        let rows = self.event_rows(&keys)?;
        Ok((rows, total))
    }
}
