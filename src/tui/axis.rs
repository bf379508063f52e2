//! The time axis: which days each column stands for, and what falls on it.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

use crate::library::Moment;
use crate::model::{EventKind, Interval};

use super::state::State;

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

/// A stretch of time parted into columns, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// The first day.
    pub from: Date,
    /// How many days there are; at least one.
    pub days: i64,
    /// How many columns there are; at least one.
    pub columns: usize,
}

/// Days from `a` to `b`.
fn days(a: Date, b: Date) -> i64 {
    a.until((Unit::Day, b)).map_or(0, |span| i64::from(span.get_days()))
}

fn later(day: Date, by: i64) -> Date {
    by.try_into().ok().and_then(|by: i32| day.checked_add(by.days()).ok()).unwrap_or(day)
}

impl Axis {
    /// An axis over all moments, halved `zoom` times around `cursor`. `None` if no moment has a date.
    pub fn new(moments: &[Moment], zoom: u32, cursor: Option<Date>, columns: usize) -> Option<Self> {
        let ends = moments.iter().flat_map(|m| [m.interval.earliest, m.interval.latest]).flatten();
        let (first, last) = ends.fold(None, |range: Option<(Date, Date)>, day| {
            Some(range.map_or((day, day), |(a, b)| (a.min(day), b.max(day))))
        })?;
        let all = (days(first, last) + 1).max(LEAST_DAYS);
        let shown = (all >> zoom.min(MOST_ZOOM)).max(LEAST_DAYS);
        let middle = cursor.map_or(0, |c| days(first, c));
        let from = (middle - shown / 2).clamp(0, all - shown);
        Some(Self { from: later(first, from), days: shown, columns: columns.max(1) })
    }

    /// The column of a day; `None` before and after the axis.
    pub fn column(&self, day: Date) -> Option<usize> {
        let at = days(self.from, day);
        let column = usize::try_from(at).ok()? * self.columns / usize::try_from(self.days).ok()?;
        (column < self.columns).then_some(column)
    }

    /// The columns that an interval touches. An open end is drawn for a few columns only: it says "or
    /// earlier", not "all the time before".
    fn columns_of(&self, interval: &Interval) -> Option<(usize, usize)> {
        let last_day = later(self.from, self.days - 1);
        let open = (self.days * OPEN_COLUMNS / i64::try_from(self.columns).unwrap_or(1).max(1)).max(1);
        let first = interval.earliest.or(interval.latest.map(|d| later(d, -open)))?.max(self.from);
        let last = interval.latest.or(interval.earliest.map(|d| later(d, open)))?.min(last_day);
        if first > last {
            return None;
        }
        Some((self.column(first)?, self.column(last)?))
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

    /// Labels for the axis: columns with the date that begins there, in steps that leave room between them.
    /// A year is always named.
    pub fn labels(&self) -> Vec<(usize, String)> {
        let per_column = self.days as f64 / self.columns as f64;
        // Years take 4 columns, months 7, days 10; two are kept free between labels.
        let steps: [(i32, f64, f64); 11] = [
            (1, 1.0, 12.0),
            (7, 7.0, 12.0),
            (100, 30.4, 9.0),
            (300, 91.3, 9.0),
            (600, 182.6, 9.0),
            (10_000, 365.2, 6.0),
            (20_000, 730.5, 6.0),
            (50_000, 1826.2, 6.0),
            (100_000, 3652.4, 6.0),
            (1_000_000, 36_524.2, 6.0),
            (10_000_000, 365_242.5, 6.0),
        ];
        let fits = steps.iter().find(|(_, days, columns)| days / per_column >= *columns);
        let step = fits.map_or(10_000_000, |(step, _, _)| *step);
        let last = later(self.from, self.days - 1);
        let mut day = match step {
            1 | 7 => Some(self.from),
            100..=600 => Some(self.from.first_of_month()),
            _ => self.from.with().month(1).day(1).build().ok(),
        };
        let mut out: Vec<(usize, String)> = Vec::new();
        while let Some(at) = day.filter(|d| *d <= last) {
            let (label, counts) = match step {
                1 | 7 => (at.to_string(), true),
                100..=600 => {
                    let counts = (i32::from(at.month()) - 1) % (step / 100) == 0;
                    (format!("{:04}-{:02}", at.year(), at.month()), counts)
                }
                _ => (format!("{:04}", at.year()), i32::from(at.year()) % (step / 10_000) == 0),
            };
            let taken = |column: &usize| out.last().is_some_and(|(last, _)| last == column);
            if let Some(column) = self.column(at).filter(|c| counts && !taken(c)) {
                out.push((column, label));
            }
            day = match step {
                1 | 7 => at.checked_add(i64::from(step).days()).ok(),
                100..=600 => at.checked_add(1.month()).ok(),
                _ => at.checked_add(1.year()).ok(),
            };
        }
        if out.is_empty() {
            out.push((0, self.from.to_string()));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn moment(interval: Interval, planned: bool) -> Moment {
        Moment { kind: EventKind::Attack, planned, interval, events: 2 }
    }

    #[test]
    fn uncertain_dates_are_stretches_and_counted_at_their_end() {
        let moments = [
            moment(Interval::day(date(2021, 1, 1)), false),
            moment(Interval::until(date(2021, 1, 6)), true),
            moment(Interval::day(date(2021, 1, 10)), false),
        ];
        let axis = Axis::new(&moments, 0, None, 10).unwrap();
        let lane = axis.lane(&moments, EventKind::Attack);
        assert_eq!(lane.iter().map(|c| c.past).collect::<Vec<_>>(), [2, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(lane.iter().map(|c| c.planned).sum::<usize>(), 2);
        assert_eq!(lane[5].planned, 2);
        assert_eq!(lane.iter().filter(|c| c.perhaps).count(), 4);
        assert!(axis.lane(&moments, EventKind::Statement).iter().all(|c| *c == Column::default()));
    }

    #[test]
    fn zooming_halves_around_the_cursor() {
        let moments = [
            moment(Interval::day(date(2014, 1, 1)), false),
            moment(Interval::day(date(2024, 12, 31)), false),
        ];
        let all = Axis::new(&moments, 0, None, 100).unwrap();
        let cursor = date(2021, 7, 26);
        let near = Axis::new(&moments, 5, Some(cursor), 100).unwrap();
        assert_eq!(near.days, all.days >> 5);
        assert!(near.column(cursor).is_some_and(|c| (45..55).contains(&c)));
        assert_eq!(near.column(date(2014, 1, 1)), None);
        assert_eq!(all.labels().first().map(|l| l.1.as_str()), Some("2014"));
        assert!(near.labels().iter().all(|(_, l)| l.starts_with("2021-")));
        assert_eq!(Axis::new(&[], 0, None, 100), None);
    }

    proptest! {
        #[test]
        fn no_interval_and_no_size_does_harm(
            days in proptest::collection::vec((-9999i16..=9999, 1i8..=12, 0i64..4000), 0..20),
            zoom in 0u32..40, columns in 0usize..300,
        ) {
            let moments: Vec<Moment> = days.iter().map(|&(y, m, d)| {
                let first = date(y, m, 1);
                moment(Interval::between(first, later(first, d)), false)
            }).collect();
            let cursor = moments.first().and_then(|m| m.interval.earliest);
            if let Some(axis) = Axis::new(&moments, zoom, cursor, columns) {
                let lane = axis.lane(&moments, EventKind::Attack);
                prop_assert_eq!(lane.len(), columns.max(1));
                if zoom == 0 {
                    prop_assert_eq!(lane.iter().map(|c| c.past).sum::<usize>(), moments.len() * 2);
                }
                prop_assert!(cursor.is_none_or(|c| axis.column(c).is_some()));
                prop_assert!(axis.labels().len() <= columns.max(1) + 1);
            }
        }
    }
}
