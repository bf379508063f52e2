//! The same event told twice: events of different articles, and of one, are put into groups as they come in.
//!
//! A new event is compared with the first tellings of the events that share a block with it
//! ([`same_event`](crate::analyse::same_event)), so that an article costs the same in a library of five and of a hundred thousand.

use std::collections::hash_map::Entry;

use foldhash::{HashMap as FastMap, HashSet as FastSet};
use rusqlite::{OptionalExtension, Row};

use super::value::{int, interval, named, span};
use super::{EventRow, Library, Result, Writer};
use crate::analyse::same_event::{MOST_COMPARED, Part, Telling, Told};
use crate::model::{Analysis, Document, EntityId, EntityType, Event, Participant};

/// So many tellings are held, so that those of a much told day are not read again and again.
const MOST_HELD: usize = 400_000;
/// So many groups are held: where they begin, and who tells them.
const MOST_GROUPS: usize = 200_000;
/// So many blocks are held.
const MOST_BLOCKS: usize = 200_000;

/// What was read or written of events and their groups, so that an import does not ask for it again.
#[derive(Debug, Default)]
pub(super) struct Tellings {
    /// What is compared of an event, and its group, by the event's key.
    held: FastMap<i64, (Telling, Option<i64>)>,
    /// Where the event that leads a group stands, by the group's number.
    leads: FastMap<i64, Standing>,
    /// Groups with those who are written down as telling them.
    tellers: FastSet<(i64, i64)>,
    /// The first events of blocks, as the database will have them once what waits is written.
    blocks: FastMap<i64, Vec<i64>>,
    /// All blocks that have events, if they were read: most of those that are looked for have none.
    all_blocks: Option<FastSet<i64>>,
    /// Blocks and events that wait to be written in order.
    waiting: Vec<[i64; 2]>,
}

/// What events are ordered by in a timeline: day, article, place in the article, key.
pub(super) type Standing = (i64, i64, i64, i64);

impl Tellings {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.held.clear();
        self.leads.clear();
        self.tellers.clear();
        self.blocks.clear();
        self.all_blocks = None;
    }

    /// Whether `teller` is written down as telling the event of this group; from now on it is.
    pub(super) fn knows_teller(&mut self, group: i64, teller: i64) -> bool {
        if self.tellers.len() >= MOST_GROUPS {
            self.tellers.clear();
        }
        !self.tellers.insert((group, teller))
    }

    /// Some teller has gone.
    pub(super) fn forget_tellers(&mut self) {
        self.tellers.clear();
    }
}

/// What is compared of an event, and where its like is looked for. Made by all cores.
#[derive(Debug, Clone)]
pub(super) struct Probed {
    /// What is compared.
    pub telling: Telling,
    /// The blocks that it is looked for in.
    probes: Vec<i64>,
    /// The blocks that it is found in, if it is the first.
    blocks: Vec<i64>,
}

impl Probed {
    pub fn new(telling: Telling) -> Self {
        Self { probes: telling.probes(), blocks: telling.blocks(), telling }
    }

    /// The same as another article tells it.
    pub fn of_article(&self, article: i64) -> Self {
        Self { telling: self.telling.of_article(article), ..self.clone() }
    }
}

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
pub(super) type Kinds<'a> = FastMap<&'a EntityId, EntityType>;

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
            if let Some((telling, _)) = writer.read_telling(event)? {
                writer.join_group(event, Probed::new(telling))?;
            }
            last = event;
        }
        writer.commit()
    }
}

impl Writer<'_> {
    /// Puts an event into the group of those that tell the same, or makes it known to those that come.
    pub(super) fn join_group(&mut self, event: i64, telling: Probed) -> Result<()> {
        let Some(group) = self.group_for(&telling)? else { return self.make_known(event, telling) };
        let sql = "UPDATE events SET story = ?1, leads = 0 WHERE key = ?2 RETURNING sort_day, article, trigger_start, key";
        let standing = self.tx.prepare_cached(sql)?.query_row([group, event], standing)?;
        self.article_tells(group, event)?;
        self.joined(group, standing)
    }

    /// The group of those that tell the same; one is made where only one event has told it so far.
    pub(super) fn group_for(&mut self, telling: &Probed) -> Result<Option<i64>> {
        let Some(first) = self.first_telling(telling)? else { return Ok(None) };
        let Some((_, group)) = self.keys.tellings.held.get_mut(&first) else { return Ok(None) };
        if group.is_some() {
            return Ok(*group);
        }
        let sql = "UPDATE events SET story = (SELECT ifnull(max(story), 0) + 1 FROM events \
                   WHERE story IS NOT NULL) WHERE key = ? RETURNING story";
        let new: i64 = self.tx.prepare_cached(sql)?.query_row([first], |row| row.get(0))?;
        *group = Some(new);
        self.article_tells(new, first)?;
        Ok(Some(new))
    }

    /// Makes an event that nothing has told before known to those that come.
    pub(super) fn make_known(&mut self, event: i64, telling: Probed) -> Result<()> {
        self.put_blocks(event, &telling.blocks)?;
        // What is in no block is never looked for.
        if !telling.blocks.is_empty() {
            self.hold(event, telling.telling, None);
        }
        Ok(())
    }

    /// An event has joined a group and leads nothing yet: if it is the first of them now, it leads in the place of
    /// the one that was. Looks at two of the group, however many there are.
    pub(super) fn joined(&mut self, group: i64, joined: Standing) -> Result<()> {
        if self.keys.tellings.leads.get(&group).is_some_and(|lead| *lead < joined) {
            return Ok(());
        }
        let sql = "SELECT sort_day, article, trigger_start, key FROM events WHERE story = ? \
                   ORDER BY sort_day, article, trigger_start, key LIMIT 2";
        let mut query = self.tx.prepare_cached(sql)?;
        let firsts = query.query_map([group], standing)?.collect::<Result<Vec<_>, _>>()?;
        if let &[first, second] = firsts.as_slice()
            && first == joined
        {
            let mut set = self.tx.prepare_cached("UPDATE events SET leads = ? WHERE key = ?")?;
            set.execute([0, second.3])?;
            set.execute([1, first.3])?;
        }
        if let Some(&first) = firsts.first() {
            self.keys.tellings.leads.insert(group, first);
        }
        Ok(())
    }

    /// The event that tells the same and has been known for longest. It is held.
    fn first_telling(&mut self, Probed { telling, probes, .. }: &Probed) -> Result<Option<i64>> {
        let mut candidates = Vec::new();
        for &block in probes {
            candidates.extend_from_slice(self.block(block)?);
        }
        candidates.sort_unstable();
        candidates.dedup();
        for event in candidates {
            if !self.keys.tellings.held.contains_key(&event) {
                // A row of a block may outlive its event.
                let Some((read, group)) = self.read_telling(event)? else { continue };
                self.hold(event, read, group);
            }
            if self.keys.tellings.held.get(&event).is_some_and(|(known, _)| telling.is_same(known)) {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    fn hold(&mut self, event: i64, telling: Telling, group: Option<i64>) {
        let Tellings { held, leads, .. } = &mut self.keys.tellings;
        if held.len() >= MOST_HELD {
            held.clear();
        }
        if leads.len() >= MOST_GROUPS {
            leads.clear();
        }
        held.insert(event, (telling, group));
    }

    /// Reads which blocks have events. Worth it where many articles are to come.
    pub(super) fn know_blocks(&mut self) -> Result<()> {
        if self.keys.tellings.all_blocks.is_none() {
            let mut query = self.tx.prepare("SELECT DISTINCT block FROM event_blocks")?;
            let all = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            self.keys.tellings.all_blocks = Some(all);
        }
        Ok(())
    }

    /// The first events of a block.
    fn block(&mut self, block: i64) -> Result<&[i64]> {
        let tellings = &self.keys.tellings;
        if tellings.all_blocks.as_ref().is_some_and(|all| !all.contains(&block)) {
            return Ok(&[]);
        }
        self.held_block(block).map(|held| held.as_slice())
    }

    fn held_block(&mut self, block: i64) -> Result<&mut Vec<i64>> {
        // What waits is not in the table yet: it is written before it is forgotten.
        if self.keys.tellings.blocks.len() >= MOST_BLOCKS && !self.keys.tellings.blocks.contains_key(&block) {
            self.flush_blocks()?;
            self.keys.tellings.blocks.clear();
        }
        Ok(match self.keys.tellings.blocks.entry(block) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(place)
                if self.keys.tellings.all_blocks.as_ref().is_some_and(|b| !b.contains(&block)) =>
            {
                place.insert(Vec::new())
            }
            Entry::Vacant(place) => {
                let sql = "SELECT event FROM event_blocks WHERE block = ? ORDER BY event LIMIT ?";
                let mut query = self.tx.prepare_cached(sql)?;
                let found = query.query_map([block, int(MOST_COMPARED)], |row| row.get(0))?;
                place.insert(found.collect::<Result<_, _>>()?)
            }
        })
    }

    fn put_blocks(&mut self, event: i64, blocks: &[i64]) -> Result<()> {
        for &block in blocks {
            let held = self.held_block(block)?;
            if let Err(place) = held.binary_search(&event) {
                held.insert(place, event);
                held.truncate(MOST_COMPARED);
            }
            if let Some(all) = &mut self.keys.tellings.all_blocks {
                all.insert(block);
            }
            self.keys.tellings.waiting.push([block, event]);
        }
        Ok(())
    }

    /// Writes the blocks that wait, in order: those of a day lie all over the table.
    pub(super) fn flush_blocks(&mut self) -> Result<()> {
        let mut put =
            self.tx.prepare_cached("INSERT OR IGNORE INTO event_blocks (block, event) VALUES (?, ?)")?;
        self.keys.tellings.waiting.sort_unstable();
        for row in self.keys.tellings.waiting.drain(..) {
            put.execute(row)?;
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
        self.flush_blocks()?;
        self.keys.tellings.blocks.clear();
        for &(event, _) in &events {
            self.keys.tellings.held.remove(&event);
            let Some((telling, _)) = self.read_telling(event)? else { continue };
            let mut remove =
                self.tx.prepare_cached("DELETE FROM event_blocks WHERE block = ? AND event = ?")?;
            for block in telling.blocks() {
                remove.execute([block, event])?;
            }
        }
        let mut groups: Vec<i64> = events.iter().filter_map(|&(_, group)| group).collect();
        groups.sort_unstable();
        groups.dedup();
        self.tx
            .prepare_cached("UPDATE events SET story = NULL, leads = 1 WHERE article = ?")?
            .execute([article])?;
        let teller = self.teller(article)?;
        for group in groups {
            self.mend_group(group)?;
            if let Some(teller) = teller {
                self.tells_no_more(group, teller)?;
            }
        }
        Ok(())
    }

    /// A group that lost tellings: those that come must find it, and what is told once is no group.
    fn mend_group(&mut self, group: i64) -> Result<()> {
        self.keys.tellings.leads.remove(&group);
        let mut query =
            self.tx.prepare_cached("SELECT key FROM events WHERE story = ? ORDER BY key LIMIT 2")?;
        let left = query.query_map([group], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        drop(query);
        let Some(&first) = left.first() else { return self.nobody_tells(group) };
        self.keys.tellings.held.remove(&first);
        if let Some((telling, _)) = self.read_telling(first)? {
            self.put_blocks(first, &telling.blocks())?;
        }
        if left.len() == 1 {
            let alone = "UPDATE events SET story = NULL, leads = 1 WHERE key = ?";
            self.tx.prepare_cached(alone)?.execute([first])?;
            return self.nobody_tells(group);
        }
        self.choose_lead(group)
    }

    /// What is compared of a stored event, and its group; `None` if there is none of this key.
    fn read_telling(&self, event: i64) -> Result<Option<(Telling, Option<i64>)>> {
        let mut query = self.tx.prepare_cached(
            "SELECT e.article, e.kind, e.planned, e.modality, e.first, e.last, e.count, e.killed, \
             e.sentence_start, e.sentence_end, t.text, e.story \
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
            let telling = Telling::new(&Told {
                article: row.get(0)?,
                kind: named(row, 1)?,
                planned: row.get(2)?,
                modality: named(row, 3)?,
                interval: interval(row, 4)?,
                parts,
                count: row.get(6)?,
                killed: row.get(7)?,
                sentence: span(row, 8)?.of(row.get_ref(10)?.as_str()?),
            });
            Ok((telling, row.get(11)?))
        });
        Ok(read.optional()?)
    }
}

/// The four columns by which events are ordered.
fn standing(row: &Row<'_>) -> rusqlite::Result<Standing> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}
