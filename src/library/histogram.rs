//! How many events lie in each day, month or year.

use jiff::civil::Date;
use rusqlite::params_from_iter;

use super::timeline::events;
use super::value::{UNKNOWN_DAY, day, size};
use super::{Filter, Library, Result};
use crate::model::EventKind;

/// The width of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Step {
    /// A day.
    Day,
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
}

impl Step {
    /// The first day of the bucket that holds `day`.
    pub fn first(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }
}

/// A day, month or year with the events in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// The first day; `None` for the events of unknown date.
    pub first: Option<Date>,
    /// How many events of each kind, in the order of [`EventKind::ALL`].
    pub counts: [usize; EventKind::ALL.len()],
}

impl Bucket {
    /// How many events of a kind.
    pub fn count(&self, kind: EventKind) -> usize {
        self.counts.get(kind as usize).copied().unwrap_or(0)
    }

    /// How many events.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

impl Library {
    /// The events that pass `filter`, counted by the day by which the timeline sorts them. Buckets without
    /// events are left out; events of unknown date come last, in a bucket of their own.
    pub fn histogram(&self, filter: &Filter, step: Step) -> Result<Vec<Bucket>> {
        let conditions = filter.on_events()?;
        let sql = format!(
            "SELECT e.sort_day, e.kind, count(*) FROM {} {} GROUP BY 1, 2 ORDER BY 1",
            events(&conditions),
            conditions.clause()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(conditions.values()))?;
        let mut buckets: Vec<Bucket> = Vec::new();
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let first = if number >= UNKNOWN_DAY { None } else { day(number).map(|day| step.first(day)) };
            let kind: EventKind = super::value::named(row, 1)?;
            if buckets.last().is_none_or(|last| last.first != first) {
                buckets.push(Bucket { first, counts: [0; EventKind::ALL.len()] });
            }
            if let Some(count) = buckets.last_mut().and_then(|last| last.counts.get_mut(kind as usize)) {
                *count += size(row.get(2)?);
            }
        }
        Ok(buckets)
    }
}
