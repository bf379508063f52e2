//! Who takes part in which events, or is named in the sentences that tell them.
//!
//! The table has the events of each entity in order of days, with the little that lists and counts ask of them.

use rusqlite::{CachedStatement, Connection, params};

use super::{Result, Writer};
use crate::model::EventKind;

/// A part that an entity has in an event, as its bit in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts(pub i64);

impl Parts {
    pub const NONE: Self = Self(0);
    pub const ACTOR: Self = Self(1);
    pub const TARGET: Self = Self(2);
    pub const PLACE: Self = Self(4);
    pub const WEAPON: Self = Self(8);

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The number of a kind in the database.
pub(super) const fn kind_number(kind: EventKind) -> i64 {
    match kind {
        EventKind::Attack => 0,
        EventKind::Statement => 1,
        EventKind::Milestone => 2,
    }
}

/// The two numbers of the event `e` and the entity `?1` in SQL, as schema 7 makes them of older libraries.
const NUMBERS: &str = "CASE e.kind WHEN 'attack' THEN 0 WHEN 'statement' THEN 1 ELSE 2 END, \
    ifnull((SELECT sum(DISTINCT CASE p.part WHEN 'actor' THEN 1 WHEN 'target' THEN 2 WHEN 'place' THEN 4 ELSE 8 END) \
    FROM participants p WHERE p.event = e.key AND p.entity = ?1), 0)";

/// A row that is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    entity: i64,
    day: i64,
    event: i64,
    kind: i64,
    parts: i64,
}

/// Rows that wait to be written in order. An article has dozens of them, each at another place of the tables; of a
/// thousand articles many lie side by side, and each page is looked up and written once.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    events: Vec<Row>,
    /// Entity, article, mentions.
    appearances: Vec<[i64; 3]>,
}

impl Writer<'_> {
    /// `entity` has `parts` in the event, or is named in its sentence.
    pub(super) fn takes_part(&mut self, entity: i64, day: i64, event: i64, kind: EventKind, parts: Parts) {
        let row = Row { entity, day, event, kind: kind_number(kind), parts: parts.0 };
        self.waiting.events.push(row);
    }

    /// `entity` is named so often in an article.
    pub(super) fn appears(&mut self, entity: i64, article: i64, mentions: i64) {
        self.waiting.appearances.push([entity, article, mentions]);
        let (all, articles) = self.counts.entry(entity).or_default();
        *all += mentions;
        *articles += 1;
    }

    /// Writes what waits. To be called before these tables are read or changed otherwise.
    pub(super) fn flush(&mut self) -> Result<()> {
        self.flush_blocks()?;
        self.flush_name_uses()?;
        let Waiting { events, appearances } = &mut self.waiting;
        events.sort_unstable();
        let mut put = insert_event(&self.tx)?;
        for row in events.drain(..) {
            put.execute([row.entity, row.day, row.event, row.kind, row.parts])?;
        }
        appearances.sort_unstable();
        let sql = "INSERT INTO appearances (entity, article, mentions) VALUES (?, ?, ?)";
        let mut put = self.tx.prepare_cached(sql)?;
        for row in appearances.drain(..) {
            put.execute(row)?;
        }
        Ok(())
    }

    /// Takes the events of an article out. Call it before the article's events, participants and appearances go.
    pub(super) fn forget_event_entities(&mut self, article: i64) -> Result<()> {
        self.flush()?;
        let sql = "DELETE FROM event_entities WHERE (entity, sort_day, event) IN \
            (SELECT n.entity, e.sort_day, e.key FROM events e CROSS JOIN appearances n ON n.article = e.article \
             WHERE e.article = ?1 UNION ALL \
             SELECT p.entity, e.sort_day, e.key FROM events e CROSS JOIN participants p ON p.event = e.key \
             WHERE e.article = ?1 AND p.entity IS NOT NULL)";
        self.tx.prepare_cached(sql)?.execute([article])?;
        Ok(())
    }

    /// Looks anew in which events of the articles in the table `touched` an entity has a part.
    pub(super) fn event_entities_anew(&mut self, entity: i64) -> Result<()> {
        for sql in [
            "DELETE FROM event_entities WHERE entity = ?1 AND event IN \
             (SELECT e.key FROM touched t JOIN events e ON e.article = t.article)",
            &format!(
                "INSERT INTO event_entities (entity, sort_day, event, kind, parts) \
                 SELECT ?1, e.sort_day, e.key, {NUMBERS} FROM touched t JOIN events e ON e.article = t.article \
                 WHERE EXISTS (SELECT 1 FROM mentions m WHERE m.article = e.article AND m.entity = ?1 \
                 AND m.start >= e.sentence_start AND m.start < e.sentence_end) \
                 OR EXISTS (SELECT 1 FROM participants p WHERE p.event = e.key AND p.entity = ?1)"
            ),
        ] {
            self.tx.execute(sql, params![entity])?;
        }
        Ok(())
    }
}

fn insert_event(db: &Connection) -> Result<CachedStatement<'_>> {
    let sql = "INSERT INTO event_entities (entity, sort_day, event, kind, parts) VALUES (?, ?, ?, ?, ?)";
    Ok(db.prepare_cached(sql)?)
}
