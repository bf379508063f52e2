//! The time axis: which days each column stands for, and what falls on it.

use jiff::civil::Date;

use crate::library::Moment;
use crate::model::{EventKind, Interval};

use super::state::State;

mod fold;
mod kept;
mod labels;
#[cfg(test)]
mod tests;

use fold::empty_days;
pub use kept::{Kept, LANES, Lanes, Made, Moments};

/// How often the axis can be halved: from a century to a few days.
pub const MOST_ZOOM: u32 = 14;
/// The columns of an open end.
const OPEN_COLUMNS: i64 = 3;
/// The fewest days on the axis.
const LEAST_DAYS: i64 = 10;
/// Whether the axis runs from right to left.
pub fn is_rtl(state: &State) -> bool {
    state.settings.language.is_rtl() != state.settings.axis_turned
}

/// How often the axis over these moments can be halved before it shows its fewest days.
pub fn deepest(moments: &[Moment], folded: bool) -> u32 {
    let Some(Extent { first, last, gaps }) = Extent::of(moments, folded) else { return 0 };
    let kept = days(first, last) + 1 - gaps.iter().map(|(_, length)| length).sum::<i64>();
    (0..MOST_ZOOM).find(|zoom| kept >> zoom <= LEAST_DAYS).unwrap_or(MOST_ZOOM)
}

/// What time the moments take up.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Extent {
    first: Date,
    last: Date,
    /// Empty stretches that are folded: the first day of each, and how many.
    gaps: Vec<(Date, i64)>,
}

impl Extent {
    /// Looks through all moments. `None` if none has a date.
    fn of(moments: &[Moment], folded: bool) -> Option<Self> {
        let (first, last) = ends(moments)?;
        let gaps = if folded { empty_days(first, last, moments) } else { Vec::new() };
        Some(Self { first, last, gaps })
    }
}

/// The first and the last day that any moment names.
fn ends(moments: &[Moment]) -> Option<(Date, Date)> {
    let days = moments.iter().flat_map(|m| [m.interval.earliest, m.interval.latest]).flatten();
    days.fold(None, |range: Option<(Date, Date)>, day| {
        Some(range.map_or((day, day), |(a, b)| (a.min(day), b.max(day))))
    })
}

/// What falls on a column in one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Column {
    /// Events that have their day here, and lie in the text's past.
    pub past: usize,
    /// Events that have their day here, and lie ahead of the text.
    pub planned: usize,
    /// Some event may have happened here: its date is a stretch of time.
    pub perhaps: bool,
}

/// Days of the axis that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    from: Date,
    days: i64,
    /// Where it begins, in days of the axis.
    at: i64,
}

/// Time parted into columns, in order. Long stretches in which nothing happened may be folded to one column, so
/// that a single old date does not press all others together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// What is not folded; never empty.
    stretches: Vec<Stretch>,
    /// The days that stand for a folded stretch: those of one column.
    fold: i64,
    /// The first day that is shown, in days of the axis.
    first: i64,
    /// How many days are shown; at least one.
    days: i64,
    /// How many columns there are; at least one.
    columns: usize,
}

/// Days from `a` to `b`.
fn days(a: Date, b: Date) -> i64 {
    b.duration_since(a).as_hours() / 24
}

fn later(day: Date, by: i64) -> Date {
    jiff::Span::new().try_days(by).ok().and_then(|by| day.checked_add(by).ok()).unwrap_or(day)
}

impl Axis {
    /// An axis over all moments, halved `zoom` times around `cursor`. `None` if no moment has a date.
    pub fn new(
        moments: &[Moment],
        zoom: u32,
        cursor: Option<Date>,
        columns: usize,
        folded: bool,
    ) -> Option<Self> {
        Some(Self::over(&Extent::of(moments, folded)?, zoom, cursor, columns))
    }

    /// The same over moments that were looked through before.
    fn over(extent: &Extent, zoom: u32, cursor: Option<Date>, columns: usize) -> Self {
        let Extent { first, last, ref gaps } = *extent;
        let columns = columns.max(1);
        let kept = days(first, last) + 1 - gaps.iter().map(|(_, length)| length).sum::<i64>();
        let zoom = zoom.min(MOST_ZOOM);
        let fold = ((kept >> zoom) / i64::try_from(columns).unwrap_or(1) + 1).max(1);
        let mut stretches = Vec::new();
        let (mut from, mut at) = (first, 0);
        for &(gap, length) in gaps {
            let days = days(from, gap);
            if days > 0 {
                stretches.push(Stretch { from, days, at });
            }
            at += days + fold;
            from = later(gap, length);
        }
        let rest = days(from, last) + 1;
        if rest > 0 || stretches.is_empty() {
            stretches.push(Stretch { from, days: rest.max(1), at });
            at += rest;
        }
        let all = at.max(LEAST_DAYS);
        let shown = (all >> zoom).max(LEAST_DAYS);
        let mut axis = Self { stretches, fold, first: 0, days: shown, columns };
        let middle = cursor.map_or(0, |c| axis.place(c));
        axis.first = (middle - shown / 2).clamp(0, all - shown);
        axis
    }

    /// Where a day is, in days of the axis. Days of a folded stretch are all where it begins.
    fn place(&self, day: Date) -> i64 {
        let after = self.stretches.partition_point(|s| s.from <= day);
        let Some(stretch) = after.checked_sub(1).and_then(|i| self.stretches.get(i)) else {
            // Before all of them: in what is folded there, or before the axis.
            return self.stretches.first().map_or(0, |s| s.at - self.fold.min(s.at));
        };
        let into = days(stretch.from, day);
        let is_last = after == self.stretches.len();
        stretch.at + if is_last { into } else { into.min(stretch.days) }
    }

    /// The column of a place; `None` before and after what is shown.
    fn column_at(&self, place: i64) -> Option<usize> {
        let at = usize::try_from(place - self.first).ok()?;
        let column = at * self.columns / usize::try_from(self.days).ok()?;
        (column < self.columns).then_some(column)
    }

    /// The column of a day; `None` before and after the axis.
    pub fn column(&self, day: Date) -> Option<usize> {
        self.column_at(self.place(day))
    }

    /// The first and the last day that are shown.
    pub fn range(&self) -> Option<(Date, Date)> {
        let shown = |s: &&Stretch| s.at + s.days > self.first && s.at < self.first + self.days;
        let first = self.stretches.iter().find(shown)?;
        let last = self.stretches.iter().rev().find(shown)?;
        let into = (self.first + self.days - last.at).clamp(1, last.days);
        Some((later(first.from, (self.first - first.at).max(0)), later(last.from, into - 1)))
    }

    /// The columns that stand for a folded stretch.
    pub fn folds(&self) -> impl Iterator<Item = usize> {
        let before = self.stretches.iter().filter(|s| s.at > 0).map(|s| s.at - self.fold);
        before.filter_map(|place| self.column_at(place + self.fold / 2))
    }

    /// The columns that an interval touches. An open end is drawn for a few columns only: it says "or
    /// earlier", not "all the time before".
    fn columns_of(&self, interval: &Interval) -> Option<(usize, usize)> {
        let open = (self.days * OPEN_COLUMNS / i64::try_from(self.columns).unwrap_or(1).max(1)).max(1);
        let place = |day: Option<Date>| day.map(|d| self.place(d));
        let (earliest, latest) = (place(interval.earliest), place(interval.latest));
        let first = earliest.or(latest.map(|p| p - open))?.max(self.first);
        let last = latest.or(earliest.map(|p| p + open))?.min(self.first + self.days - 1);
        if first > last {
            return None;
        }
        Some((self.column_at(first)?, self.column_at(last)?))
    }

    /// What falls on each column in the lane of `kind`.
    pub fn lane(&self, moments: &[Moment], kind: EventKind) -> Vec<Column> {
        let mut lane = vec![Column::default(); self.columns];
        for moment in moments.iter().filter(|m| m.kind == kind && !m.interval.is_unknown()) {
            let Some((first, last)) = self.columns_of(&moment.interval) else { continue };
            let certain = moment.interval.single_day().is_some() || first == last;
            for column in lane.get_mut(first..=last).into_iter().flatten() {
                column.perhaps |= !certain;
            }
            // A stretch of time is counted where the list sorts it.
            let at = moment.interval.sort_day().and_then(|day| self.column(day));
            if let Some(column) = at.and_then(|at| lane.get_mut(at)) {
                if moment.planned {
                    column.planned += moment.events;
                } else {
                    column.past += moment.events;
                }
            }
        }
        lane
    }
}
