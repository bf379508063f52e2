//! Events by the part that an entity has in them.

use rusqlite::types::Value;

use super::event_entities::{Parts, kind_number};
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
    /// The parts that count, as the database has them.
    const fn parts(self) -> Parts {
        match self {
            Self::Actor => Parts::ACTOR,
            Self::Struck => Parts::TARGET.or(Parts::PLACE),
            Self::Any => Parts::ACTOR.or(Parts::TARGET).or(Parts::PLACE).or(Parts::WEAPON),
        }
    }
}

/// How many events of each kind an entity has which part in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventCounts(Vec<[i64; 3]>);

impl EventCounts {
    /// How many events of `kind` there are in which the entity has this part.
    pub fn of(&self, role: Role, kind: EventKind) -> usize {
        let counts = self
            .0
            .iter()
            .filter(|&&[found, parts, _]| found == kind_number(kind) && parts & role.parts().0 != 0);
        counts.map(|&[_, _, events]| size(events)).sum()
    }
}

impl Library {
    /// In how many events `entity` has a part. Counted from one table, in one pass.
    ///
    /// # Errors
    ///
    /// The database.
    pub fn event_counts(&self, entity: &EntityId) -> Result<EventCounts> {
        let sql = "SELECT kind, parts, count(*) FROM event_entities \
                   WHERE entity = (SELECT key FROM entities WHERE id = ?) GROUP BY 1, 2";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([entity.as_str()], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
        Ok(EventCounts(rows.collect::<Result<_, _>>()?))
    }

    /// The events of `kind` in which `entity` has this part, in order of time.
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
    ) -> Result<Vec<EventRow>> {
        // Walked through in order until the page is full.
        let sql = format!(
            "SELECT e.key FROM event_entities x CROSS JOIN events e ON e.key = x.event \
             WHERE x.entity = (SELECT key FROM entities WHERE id = ?1) AND x.kind = ?2 AND x.parts & ?3 \
             {ORDER_OF_ROLE} LIMIT ?4 OFFSET ?5"
        );
        let [limit, offset] = super::articles::limits(page);
        let values = [
            Value::from(entity.as_str().to_owned()),
            Value::from(kind_number(kind)),
            Value::from(role.parts().0),
            limit,
            offset,
        ];
        let mut query = self.db.prepare_cached(&sql)?;
        let keys = query.query_map(values, |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        self.event_rows(&keys)
    }
}
