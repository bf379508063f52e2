//! The days on which a text may have appeared, narrowed step by step.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::model::Interval;

/// The first day that is thought possible: the topic begins in 2003, retrospects and archives a little earlier.
const FIRST: Date = date(1990, 1, 1);
/// Years that are thought possible.
const YEARS: i32 = 60;

/// A set of days.
#[derive(Debug, Clone)]
pub(super) struct Days(Vec<bool>);

impl Days {
    /// All days that are thought possible.
    pub fn all() -> Self {
        let end = FIRST.saturating_add(YEARS.years());
        let count = usize::try_from((end - FIRST).get_days()).unwrap_or_default();
        Self(vec![true; count])
    }

    /// Keeps the days for which `may_be` holds. If none would be left nothing changes, and the answer is `None`:
    /// the evidence contradicts what came before it. Else the answer says whether a day was taken away.
    pub fn keep(&mut self, may_be: impl Fn(Date) -> bool) -> Option<bool> {
        let mut day = FIRST;
        let kept: Vec<bool> = self
            .0
            .iter()
            .map(|&on| {
                let keep = on && may_be(day);
                day = day.tomorrow().unwrap_or(Date::MAX);
                keep
            })
            .collect();
        if !kept.contains(&true) {
            return None;
        }
        let narrowed = kept != self.0;
        self.0 = kept;
        Some(narrowed)
    }

    /// The first and last day of the set; open where nothing was taken away on that side.
    pub fn hull(&self) -> Interval {
        let day = |n: usize| i32::try_from(n).ok().and_then(|n| FIRST.checked_add(n.days()).ok());
        let first = self.0.iter().position(|&on| on);
        let last = self.0.iter().rposition(|&on| on);
        // Weekdays alone leave the ends within a week of the horizon.
        let at_horizon = |n: usize| n < 7 || n + 7 >= self.0.len();
        Interval {
            earliest: first.filter(|&n| !at_horizon(n)).and_then(day),
            latest: last.filter(|&n| !at_horizon(n)).and_then(day),
        }
    }

    /// How many days are left.
    pub fn count(&self) -> usize {
        self.0.iter().filter(|&&on| on).count()
    }
}
