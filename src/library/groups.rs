//! The same event told twice: events of different articles, and of one, are put into groups as they come in.
//!
//! A new event is compared with the first tellings of the events that share a block with it
//! ([`same_event`](crate::analyse::same_event)), so that an article costs the same in a library of five and of a hundred thousand.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::value::{int, interval, named, size, span};
use super::{EventRow, Library, Result, Writer};
use crate::analyse::same_event::{MOST_COMPARED, Part, Telling, Told};
use crate::model::{Analysis, Document, EntityId, EntityType, Event, Participant};

/// So many tellings are held, so that those of a much told day are not read again and again.
const MOST_HELD: usize = 200_000;

/// What is compared of an event that was just found. `kinds` are the types of the article's entities. The article
/// has no key yet: see [`Telling::of_article`].
pub(super) fn telling(document: &Document, event: &Event, kinds: &Kinds<'_>) -> Telling {
    let parts = [
        (Part::Actor, &event.actors),
        (Part::Target, &event.targets),
        (Part::Place, &event.places),
        (Part::Weapon, &event.weapons),
    ];
    let named = parts.into_iter().flat_map(|(part, who)| who.iter().map(move |p| (part, p)));
    let parts = named.filter_map(|(part, Participant { entity, .. })| {
        let entity = entity.as_ref()?;
        Some((part, entity.clone(), *kinds.get(entity)?))
    });
    Telling::new(&Told {
        article: 0,
        kind: event.kind,
        planned: event.planned,
        modality: event.modality,
        interval: event.interval,
        parts: parts.collect(),
        count: event.count,
        killed: event.killed,
        sentence: event.sentence.of(&document.text),
    })
}

/// The types of the entities of an article.
pub(super) type Kinds<'a> = HashMap<&'a EntityId, EntityType>;

/// The types of the entities that an analysis found.
pub(super) fn kinds(analysis: &Analysis) -> Kinds<'_> {
    let mentioned = analysis.mentions.iter().map(|m| (&m.entity, m.kind));
    mentioned.chain(analysis.entities.iter().map(|e| (&e.id, e.kind))).collect()
}

impl Library {
    /// All tellings of the event that this group tells, in the order of the timeline.
    pub fn tellings(&self, group: i64) -> Result<Vec<EventRow>> {
        let mut query = self.db.prepare_cached(
            "SELECT key FROM events WHERE story = ? ORDER BY sort_day, article, trigger_start, key",
        )?;
        let keys = query.query_map([group], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        self.event_rows(&keys)
    }

    /// How many outlets tell the event of a group; an article of no known outlet counts as one.
    pub(super) fn told_by(&self, group: i64) -> Result<usize> {
        let mut query = self.db.prepare_cached(
            "SELECT count(DISTINCT ifnull(a.outlet, -a.key)) FROM events e JOIN articles a ON a.key = e.article \
             WHERE e.story = ?",
        )?;
        Ok(size(query.query_row([group], |row| row.get(0))?))
    }
}

impl Library {
    /// Puts the events into groups that an older version of the program stored without.
    pub(super) fn group_old_events(&mut self) -> Result<()> {
        let has = |sql: &str| Ok::<_, super::Error>(self.db.prepare(sql)?.exists([])?);
        if has("SELECT 1 FROM event_blocks")? || !has("SELECT 1 FROM events")? {
            return Ok(());
        }
        let mut writer = self.writer()?;
        let mut last = 0;
        loop {
            let sql = "SELECT key FROM events WHERE key > ? ORDER BY key LIMIT 1";
            let next = writer.tx.prepare_cached(sql)?.query_row([last], |row| row.get(0)).optional()?;
            let Some(event) = next else { break };
            if let Some(telling) = writer.read_telling(event)? {
                writer.join_group(event, telling)?;
            }
            last = event;
        }
        writer.commit()
    }
}

impl Writer<'_> {
    /// Puts an event into the group of those that tell the same, or makes it known to those that come.
    pub(super) fn join_group(&mut self, event: i64, telling: Telling) -> Result<()> {
        let Some(group) = self.group_for(&telling)? else { return self.make_known(event, telling) };
        self.tx
            .prepare_cached("UPDATE events SET story = ?1, leads = 0 WHERE key = ?2")?
            .execute([group, event])?;
        self.joined(group, event)
    }

    /// The group of those that tell the same; one is made where only one event has told it so far.
    pub(super) fn group_for(&mut self, telling: &Telling) -> Result<Option<i64>> {
        let Some((first, group)) = self.first_telling(telling)? else { return Ok(None) };
        if group.is_some() {
            return Ok(group);
        }
        let sql = "UPDATE events SET story = (SELECT ifnull(max(story), 0) + 1 FROM events \
                   WHERE story IS NOT NULL) WHERE key = ? RETURNING story";
        Ok(Some(self.tx.prepare_cached(sql)?.query_row([first], |row| row.get(0))?))
    }

    /// Makes an event that nothing has told before known to those that come.
    pub(super) fn make_known(&mut self, event: i64, telling: Telling) -> Result<()> {
        self.put_blocks(event, &telling)?;
        self.hold(event, telling);
        Ok(())
    }

    /// An event has joined a group and leads nothing yet: if it is the first of them now, it leads in the place of
    /// the one that was. Looks at two of the group, however many there are.
    pub(super) fn joined(&mut self, group: i64, event: i64) -> Result<()> {
        let sql =
            "SELECT key FROM events WHERE story = ? ORDER BY sort_day, article, trigger_start, key LIMIT 2";
        let mut query = self.tx.prepare_cached(sql)?;
        let firsts = query.query_map([group], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        if let &[first, second] = firsts.as_slice()
            && first == event
        {
            let mut set = self.tx.prepare_cached("UPDATE events SET leads = ? WHERE key = ?")?;
            set.execute([0, second])?;
            set.execute([1, first])?;
        }
        Ok(())
    }

    /// The event that tells the same and has been known for longest, with its group.
    fn first_telling(&mut self, telling: &Telling) -> Result<Option<(i64, Option<i64>)>> {
        let mut candidates = Vec::new();
        for block in telling.probes() {
            let mut query = self
                .tx
                .prepare_cached("SELECT event FROM event_blocks WHERE block = ? ORDER BY event LIMIT ?")?;
            let found = query.query_map(params![block, int(MOST_COMPARED)], |row| row.get::<_, i64>(0))?;
            candidates.extend(found.collect::<Result<Vec<_>, _>>()?);
        }
        candidates.sort_unstable();
        candidates.dedup();
        for event in candidates {
            if !self.keys.tellings.contains_key(&event) {
                let Some(read) = self.read_telling(event)? else { continue };
                self.hold(event, read);
            }
            if self.keys.tellings.get(&event).is_some_and(|known| telling.is_same(known)) {
                let mut query = self.tx.prepare_cached("SELECT story FROM events WHERE key = ?")?;
                let group = query.query_row([event], |row| row.get(0)).optional()?;
                if let Some(group) = group {
                    return Ok(Some((event, group)));
                }
            }
        }
        Ok(None)
    }

    fn hold(&mut self, event: i64, telling: Telling) {
        if self.keys.tellings.len() >= MOST_HELD {
            self.keys.tellings.clear();
        }
        self.keys.tellings.insert(event, telling);
    }

    fn put_blocks(&self, event: i64, telling: &Telling) -> Result<()> {
        let mut put =
            self.tx.prepare_cached("INSERT OR IGNORE INTO event_blocks (block, event) VALUES (?, ?)")?;
        for block in telling.blocks() {
            put.execute([block, event])?;
        }
        Ok(())
    }

    /// The first in the order of the timeline stands for its group.
    fn choose_lead(&self, group: i64) -> Result<()> {
        for sql in [
            "UPDATE events SET leads = 0 WHERE story = ? AND leads",
            "UPDATE events SET leads = 1 WHERE key = (SELECT key FROM events WHERE story = ? \
             ORDER BY sort_day, article, trigger_start, key LIMIT 1)",
        ] {
            self.tx.prepare_cached(sql)?.execute([group])?;
        }
        Ok(())
    }

    /// Takes the events of an article out of their groups, before they are deleted.
    pub(super) fn leave_groups(&mut self, article: i64) -> Result<()> {
        let mut query = self.tx.prepare_cached("SELECT key, story FROM events WHERE article = ?")?;
        let events = query.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let events = events.collect::<Result<Vec<(i64, Option<i64>)>, _>>()?;
        drop(query);
        for &(event, _) in &events {
            let Some(telling) = self.read_telling(event)? else { continue };
            let mut remove =
                self.tx.prepare_cached("DELETE FROM event_blocks WHERE block = ? AND event = ?")?;
            for block in telling.blocks() {
                remove.execute([block, event])?;
            }
            self.keys.tellings.remove(&event);
        }
        let mut groups: Vec<i64> = events.iter().filter_map(|&(_, group)| group).collect();
        groups.sort_unstable();
        groups.dedup();
        self.tx
            .prepare_cached("UPDATE events SET story = NULL, leads = 1 WHERE article = ?")?
            .execute([article])?;
        for group in groups {
            self.mend_group(group)?;
        }
        Ok(())
    }

    /// A group that lost tellings: those that come must find it, and what is told once is no group.
    fn mend_group(&mut self, group: i64) -> Result<()> {
        let mut query =
            self.tx.prepare_cached("SELECT key FROM events WHERE story = ? ORDER BY key LIMIT 2")?;
        let left = query.query_map([group], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        drop(query);
        let Some(&first) = left.first() else { return Ok(()) };
        if let Some(telling) = self.read_telling(first)? {
            self.put_blocks(first, &telling)?;
        }
        if left.len() == 1 {
            let alone = "UPDATE events SET story = NULL, leads = 1 WHERE key = ?";
            self.tx.prepare_cached(alone)?.execute([first])?;
            return Ok(());
        }
        self.choose_lead(group)
    }

    /// What is compared of a stored event; `None` if there is none of this key.
    fn read_telling(&self, event: i64) -> Result<Option<Telling>> {
        let mut query = self.tx.prepare_cached(
            "SELECT e.article, e.kind, e.planned, e.modality, e.first, e.last, e.count, e.killed, \
             e.sentence_start, e.sentence_end, t.text \
             FROM events e JOIN texts t ON t.article = e.article WHERE e.key = ?",
        )?;
        let mut parts = self.tx.prepare_cached(
            "SELECT p.part, n.id, n.kind FROM participants p JOIN entities n ON n.key = p.entity \
             WHERE p.event = ? ORDER BY p.part, p.n",
        )?;
        let parts = parts.query_map([event], |row| {
            let part = match row.get_ref(0)?.as_str()? {
                "actor" => Part::Actor,
                "target" => Part::Target,
                "place" => Part::Place,
                _ => Part::Weapon,
            };
            Ok((part, EntityId::from(row.get::<_, String>(1)?), named(row, 2)?))
        })?;
        let parts = parts.collect::<Result<Vec<_>, _>>()?;
        let read = query.query_row([event], |row| {
            Ok(Telling::new(&Told {
                article: row.get(0)?,
                kind: named(row, 1)?,
                planned: row.get(2)?,
                modality: named(row, 3)?,
                interval: interval(row, 4)?,
                parts,
                count: row.get(6)?,
                killed: row.get(7)?,
                sentence: span(row, 8)?.of(row.get_ref(10)?.as_str()?),
            }))
        });
        Ok(read.optional()?)
    }
}
