//! Events in order of time.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Row, params_from_iter};

use super::articles::{Walk, outlet};
use super::filter::Conditions;
use super::running::What;
use super::value::{int, interval, named, size, span};
use super::{ArticleKey, EventKey, EventRow, Filter, Library, Page, ParticipantRow, Result};
use crate::analyse::events::is_before_deadline;
use crate::model::{EntityId, EventKind, Interval, Span};

pub(super) const COLUMNS: &str = "e.key, e.article, a.id, o.id, o.name, e.kind, e.modality, e.planned, e.first, e.last, \
    e.trigger_start, e.trigger_end, e.sentence_start, e.sentence_end, e.count, e.killed, e.injured, e.story, \
    a.pub_first, a.pub_last, \
    e.date_start";

/// Events by [`crate::model::Interval::sort_day`], those without a date last; of one day by article and place.
pub(super) const ORDER: &str = "ORDER BY e.sort_day, e.article, e.trigger_start, e.key";

/// [`ORDER`] turned round.
const ORDER_FROM_END: &str = "ORDER BY e.sort_day DESC, e.article DESC, e.trigger_start DESC, e.key DESC";

/// The same where the events of an entity `w` are walked through: its index has the days in order, and only those
/// of one day are sorted.
const ORDER_OF_ENTITY: &str = "ORDER BY w.sort_day, e.article, e.trigger_start, e.key";

/// All events in order, with their kind and whether they lead a group, from one index.
pub(super) const BY_DAY: &str = "events e INDEXED BY events_by_day";

/// The order of the timeline, for the tables that [`events`] gives.
fn order(conditions: &Conditions) -> &'static str {
    if conditions.concern("w") { ORDER_OF_ENTITY } else { ORDER }
}

/// How many events there are if each is counted once, however many articles tell it.
pub(super) const MERGED: &str = "count(*) - count(e.story) + count(DISTINCT e.story)";

/// Events of one kind on the same days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The kind.
    pub kind: EventKind,
    /// Whether they lie ahead of their texts.
    pub planned: bool,
    /// When; the unknown interval if nothing is known.
    pub interval: Interval,
    /// How many.
    pub events: usize,
}

/// The tables that conditions on events need: the articles only where something is asked of them, so that
/// an index of events may answer alone.
pub(super) fn events(conditions: &Conditions) -> &'static str {
    match (conditions.concern("w"), conditions.concern("a")) {
        (false, false) => "events e",
        (false, true) => "events e JOIN articles a ON a.key = e.article",
        (true, false) => "event_entities w CROSS JOIN events e ON e.key = w.event",
        (true, true) => {
            "event_entities w CROSS JOIN events e ON e.key = w.event JOIN articles a ON a.key = e.article"
        }
    }
}

impl Library {
    /// The events that pass `filter`, in order of time; those of unknown date at the end.
    pub fn timeline(&self, filter: &Filter, page: Page) -> Result<Vec<EventRow>> {
        let conditions = filter.on_events()?;
        let order = order(&conditions);
        self.event_rows(&self.event_keys(events(&conditions), conditions, order, page)?)
    }

    fn event_keys(&self, source: &str, conditions: Conditions, order: &str, page: Page) -> Result<Vec<i64>> {
        let clause = conditions.clause();
        let sql = format!("SELECT e.key FROM {source} {clause} {order} LIMIT {} OFFSET ?", int(page.limit));
        let mut values = conditions.values();
        values.push(int(page.offset).into());
        let mut query = self.db.prepare_cached(&sql)?;
        let keys = query.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// The events that pass `filter`, each once: of those that tell the same (a [group](EventRow::group)) the
    /// first in order of time that passes. [`Library::tellings`] gives the others.
    pub fn timeline_merged(&self, filter: &Filter, page: Page) -> Result<Vec<EventRow>> {
        let mut conditions = filter.on_events()?;
        if filter.keeps_groups_whole() {
            // An index answers alone.
            conditions.push("e.leads", []);
            let Walk { from_end, page } = Walk::to(page, || self.count_merged(filter))?;
            let order = if from_end { ORDER_FROM_END } else { ORDER };
            let mut keys = self.event_keys(BY_DAY, conditions, order, page)?;
            if from_end {
                keys.reverse();
            }
            return self.event_rows(&keys);
        }
        // The one that leads a group need not pass.
        let (clause, order) = (conditions.clause(), order(&conditions));
        let sql = format!("SELECT e.key, e.story FROM {} {clause} {order}", events(&conditions));
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(conditions.values()))?;
        let (mut seen, mut passed, mut keys) = (HashSet::new(), 0, Vec::new());
        while keys.len() < page.limit
            && let Some(row) = rows.next()?
        {
            let group: Option<i64> = row.get(1)?;
            if group.is_some_and(|group| !seen.insert(group)) {
                continue;
            }
            if passed >= page.offset {
                keys.push(row.get(0)?);
            }
            passed += 1;
        }
        drop(rows);
        let mut rows = self.event_rows(&keys)?;
        self.fill_either(&mut rows, filter)?;
        Ok(rows)
    }

    /// How many rows [`Library::timeline_merged`] has.
    pub fn count_merged(&self, filter: &Filter) -> Result<usize> {
        self.counted(What::Merged, filter, || {
            let mut conditions = filter.on_events()?;
            let sql = if filter.keeps_groups_whole() {
                conditions.push("e.leads", []);
                format!("SELECT count(*) FROM {BY_DAY} {}", conditions.clause())
            } else {
                format!("SELECT {MERGED} FROM {} {}", events(&conditions), conditions.clause())
            };
            let mut query = self.db.prepare_cached(&sql)?;
            Ok(size(query.query_row(params_from_iter(conditions.values()), |row| row.get(0))?))
        })
    }

    /// The rows of these events, in their order.
    pub(super) fn event_rows(&self, keys: &[i64]) -> Result<Vec<EventRow>> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM events e JOIN articles a ON a.key = e.article \
             LEFT JOIN outlets o ON o.key = a.outlet WHERE e.key = ?"
        ))?;
        let mut rows = Vec::with_capacity(keys.len());
        for key in keys {
            let Some(mut row) = query.query_row([key], event_row).optional()? else { continue };
            if let Some(group) = row.group {
                row.told_by = self.told_by(group)?;
            }
            rows.push(row);
        }
        self.fill_words(&mut rows)?;
        Ok(rows)
    }

    /// How many events pass `filter`.
    pub fn count_events(&self, filter: &Filter) -> Result<usize> {
        self.counted(What::Events, filter, || {
            let conditions = filter.on_events()?;
            let sql = format!("SELECT count(*) FROM {} {}", events(&conditions), conditions.clause());
            let mut query = self.db.prepare_cached(&sql)?;
            Ok(size(query.query_row(params_from_iter(conditions.values()), |row| row.get(0))?))
        })
    }

    /// How many events of each kind fall on the same days: what a time axis is drawn from. Counted by the
    /// database; the answer has at most `limit` rows, those of the most events.
    pub fn moments(&self, filter: &Filter, limit: usize) -> Result<Vec<Moment>> {
        let conditions = filter.on_events()?;
        let sql = format!(
            "SELECT e.kind, e.planned, e.first, e.last, count(*) FROM {} {} \
             GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC LIMIT ?",
            events(&conditions),
            conditions.clause()
        );
        let mut values = conditions.values();
        values.push(int(limit).into());
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(values), |row| {
            Ok(Moment {
                kind: named(row, 0)?,
                planned: row.get(1)?,
                interval: interval(row, 2)?,
                events: size(row.get(4)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Puts the text's own words and the participants into the rows. Each article's text is read once.
    fn fill_words(&self, rows: &mut [EventRow]) -> Result<()> {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|&i| rows[i].article);
        let mut current: Option<(ArticleKey, String)> = None;
        for i in order {
            let Some(row) = rows.get_mut(i) else { continue };
            if current.as_ref().is_none_or(|(key, _)| *key != row.article) {
                current = Some((row.article, self.text(row.article)?));
            }
            let text = current.as_ref().map_or("", |(_, text)| text);
            row.by_then = row.planned && row.date.is_some_and(|at| is_deadline(text, at));
            row.trigger_words = row.trigger.of(text).to_owned();
            row.sentence_words = row.sentence.of(text).to_owned();
            // Its own paragraph says whose word it is.
            if let Some(block) = self.block_at(row.article, row.trigger.start)? {
                row.voice = self.voices(row.article, text, &[block])?.at(text, row.trigger.start);
            }
            self.fill_participants(row, text)?;
        }
        Ok(())
    }

    /// Which of two entities, whose timelines lie over each other, each event is of.
    fn fill_either(&self, rows: &mut [EventRow], filter: &Filter) -> Result<()> {
        let mut query = self.db.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM event_entities x WHERE x.entity = (SELECT key FROM entities WHERE id = ?) \
             AND x.event = ?)",
        )?;
        for row in rows {
            for id in &filter.either {
                if query.query_row((id.as_str(), row.key.0), |row| row.get(0))? {
                    row.either.push(id.clone());
                }
            }
        }
        Ok(())
    }

    fn fill_participants(&self, row: &mut EventRow, text: &str) -> Result<()> {
        let mut query = self.db.prepare_cached(
            "SELECT p.part, p.start, p.end, n.id, n.name_ar FROM participants p \
             LEFT JOIN entities n ON n.key = p.entity AND n.id <> 'no_name' WHERE p.event = ? ORDER BY p.part, p.n",
        )?;
        let mut found = query.query([row.key.0])?;
        while let Some(p) = found.next()? {
            let words = span(p, 1)?.of(text).to_owned();
            let entity: Option<String> = p.get(3)?;
            let name: Option<String> = p.get(4)?;
            let participant = ParticipantRow {
                entity: entity.map(EntityId::from),
                name: name.unwrap_or_else(|| words.clone()),
                words,
            };
            match p.get_ref(0)?.as_str().map_err(rusqlite::Error::from)? {
                "actor" => row.actors.push(participant),
                "target" => row.targets.push(participant),
                "place" => row.places.push(participant),
                _ => row.weapons.push(participant),
            }
        }
        Ok(())
    }
}

/// Whether what is planned is to come by the end of the date that begins at `at`, and not in the course of it: `بحلول نهاية
/// العام`, `بنهاية العام`.
fn is_deadline(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let last = before.split_whitespace().next_back().unwrap_or_default();
    if before.ends_with(char::is_whitespace) {
        return is_before_deadline(last.trim_matches(|c: char| !c.is_alphanumeric()));
    }
    // The preposition joined to the end, not to a month: «بنهاية», and not «بأيلول».
    last == "ب" && text.get(at..).is_some_and(|date| date.starts_with("نهاية") || date.starts_with("آخر"))
}

fn event_row(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let (trigger, sentence): (Span, Span) = (span(row, 10)?, span(row, 12)?);
    Ok(EventRow {
        key: EventKey(row.get(0)?),
        article: ArticleKey(row.get(1)?),
        article_id: row.get(2)?,
        outlet: outlet(row, 3)?,
        group: row.get(17)?,
        told_by: 1,
        kind: named(row, 5)?,
        modality: named(row, 6)?,
        planned: row.get(7)?,
        interval: interval(row, 8)?,
        trigger,
        sentence,
        trigger_words: String::new(),
        sentence_words: String::new(),
        actors: Vec::new(),
        targets: Vec::new(),
        places: Vec::new(),
        weapons: Vec::new(),
        published: interval(row, 18)?,
        voice: None,
        date: row.get::<_, Option<i64>>(20)?.map(size),
        by_then: false,
        count: row.get(14)?,
        killed: row.get(15)?,
        injured: row.get(16)?,
        either: Vec::new(),
    })
}
