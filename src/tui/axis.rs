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
/// The fewest empty days that are folded.
const LEAST_FOLD: i64 = 60;
/// Empty days are folded if they are at least one in so many of those that are left.
const FOLD_PART: i64 = 6;
/// How many days of an uncertain date keep their full length.
const LONGEST: i64 = 31;

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
    a.until((Unit::Day, b)).map_or(0, |span| i64::from(span.get_days()))
}

fn later(day: Date, by: i64) -> Date {
    jiff::Span::new().try_days(by).ok().and_then(|by| day.checked_add(by).ok()).unwrap_or(day)
}

/// The days in which something happened, in order, none touching the next. Of a long stretch of time only the
/// end counts, where the list sorts it: a date like "in 2014" must not fill the axis.
fn eventful(moments: &[Moment]) -> Vec<(Date, Date)> {
    let mut spans: Vec<_> = moments
        .iter()
        .filter_map(|m| {
            let last = m.interval.sort_day()?;
            let first = m.interval.earliest.unwrap_or(last).min(last);
            Some((first.max(later(last, -LONGEST)), last))
        })
        .collect();
    spans.sort_unstable();
    let mut out: Vec<(Date, Date)> = Vec::new();
    for (first, last) in spans {
        match out.last_mut() {
            Some(before) if days(before.1, first) <= 1 => before.1 = before.1.max(last),
            _ => out.push((first, last)),
        }
    }
    out
}

/// The empty days between, each as its first day and their number, that are worth folding.
fn empty(first: Date, last: Date, eventful: &[(Date, Date)]) -> Vec<(Date, i64)> {
    let mut gaps = Vec::new();
    let mut free = first;
    for &(from, to) in eventful {
        gaps.push((free, days(free, from)));
        free = later(to, 1);
    }
    gaps.push((free, days(free, last) + 1));
    gaps.sort_unstable_by_key(|&(from, length)| (-length, from));
    let mut kept = days(first, last) + 1;
    let worth = gaps.iter().take_while(|(_, length)| {
        let worth = *length >= LEAST_FOLD && *length * FOLD_PART >= kept;
        kept -= *length;
        worth
    });
    let mut folded: Vec<_> = worth.copied().collect();
    folded.sort_unstable();
    folded
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
        let ends = moments.iter().flat_map(|m| [m.interval.earliest, m.interval.latest]).flatten();
        let (first, last) = ends.fold(None, |range: Option<(Date, Date)>, day| {
            Some(range.map_or((day, day), |(a, b)| (a.min(day), b.max(day))))
        })?;
        let columns = columns.max(1);
        let gaps = if folded { empty(first, last, &eventful(moments)) } else { Vec::new() };
        let kept = days(first, last) + 1 - gaps.iter().map(|(_, length)| length).sum::<i64>();
        let zoom = zoom.min(MOST_ZOOM);
        let fold = ((kept >> zoom) / i64::try_from(columns).unwrap_or(1) + 1).max(1);
        let mut stretches = Vec::new();
        let (mut from, mut at) = (first, 0);
        for &(gap, length) in &gaps {
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
        Some(axis)
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

    /// Labels for the axis: columns with the date that begins there, in steps that leave room between them. What
    /// follows a fold is always named, and so is the year.
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
        // The beginnings first: the steps between them take what room is left.
        let shown = self.stretches.iter().filter_map(|s| {
            let from = later(s.from, (self.first - s.at).clamp(0, s.days));
            let to = later(s.from, (self.first + self.days - s.at).min(s.days) - 1);
            (from <= to).then_some((from, to, self.column(from)?))
        });
        let shown: Vec<(Date, Date, usize)> = shown.collect();
        let mut out: Vec<(usize, String)> = Vec::new();
        for (at, &(from, to, column)) in shown.iter().enumerate() {
            let end = shown.get(at + 1).map_or(self.columns, |next| next.2);
            if shown.len() > 1 {
                let month = format!("{:04}-{:02}", from.year(), from.month());
                let year = format!("{:04}", from.year());
                let first = [month, year].into_iter().find(|label| column + label.len() < end);
                out.extend(first.filter(|_| free(&out, column)).map(|label| (column, label)));
            }
            for (column, label) in self.steps(step, from, to) {
                let ends = column + label.len();
                if free(&out, column) && (at + 1 == shown.len() || ends < end) {
                    out.push((column, label));
                }
            }
        }
        if out.is_empty() {
            out.extend(shown.first().map(|(from, _, column)| (*column, from.to_string())));
        }
        out
    }

    /// Days, months or years from one day to another in this step, with their columns.
    fn steps(&self, step: i32, from: Date, to: Date) -> Vec<(usize, String)> {
        let mut day = match step {
            1 | 7 => Some(from),
            100..=600 => Some(from.first_of_month()),
            _ => from.with().month(1).day(1).build().ok(),
        };
        let mut out = Vec::new();
        while let Some(at) = day.filter(|d| *d <= to) {
            let (label, counts) = match step {
                1 | 7 => (at.to_string(), true),
                100..=600 => {
                    let counts = (i32::from(at.month()) - 1) % (step / 100) == 0;
                    (format!("{:04}-{:02}", at.year(), at.month()), counts)
                }
                _ => (format!("{:04}", at.year()), i32::from(at.year()) % (step / 10_000) == 0),
            };
            if let Some(column) = self.column(at).filter(|_| counts && at >= from) {
                out.push((column, label));
            }
            day = match step {
                1 | 7 => at.checked_add(i64::from(step).days()).ok(),
                100..=600 => at.checked_add(1.month()).ok(),
                _ => at.checked_add(1.year()).ok(),
            };
        }
        out
    }
}

/// Whether a label may begin at this column.
fn free(labels: &[(usize, String)], column: usize) -> bool {
    labels.last().is_none_or(|(at, label)| at + label.len() < column)
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
        let axis = Axis::new(&moments, 0, None, 10, true).unwrap();
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
        let all = Axis::new(&moments, 0, None, 100, false).unwrap();
        let cursor = date(2021, 7, 26);
        let near = Axis::new(&moments, 5, Some(cursor), 100, false).unwrap();
        assert_eq!(near.days, all.days >> 5);
        assert!(near.column(cursor).is_some_and(|c| (45..55).contains(&c)));
        assert_eq!(near.column(date(2014, 1, 1)), None);
        assert_eq!(all.labels().first().map(|l| l.1.as_str()), Some("2014"));
        assert!(near.labels().iter().all(|(_, l)| l.starts_with("2021-")));
        assert_eq!(Axis::new(&[], 0, None, 100, true), None);
    }

    #[test]
    fn empty_years_are_folded_and_named() {
        let year = Interval::between(date(2003, 1, 1), date(2003, 12, 31));
        let moments = [
            moment(year, false),
            moment(Interval::day(date(2021, 7, 1)), false),
            moment(Interval::day(date(2021, 7, 31)), false),
            moment(Interval::day(date(2021, 8, 31)), true),
        ];
        let axis = Axis::new(&moments, 0, None, 80, true).unwrap();
        // The last 32 days of 2003, and the summer: two folds, one of them inside the uncertain date.
        assert_eq!(axis.folds().count(), 2);
        assert!(axis.days < 120, "{} days", axis.days);
        let column = |y, m, d| axis.column(date(y, m, d)).unwrap();
        assert_eq!(column(2003, 1, 1), 0);
        assert!(column(2003, 12, 31) < column(2010, 1, 1));
        assert_eq!(column(2005, 1, 1), column(2019, 1, 1));
        assert!(column(2021, 7, 31) - column(2021, 7, 1) > 15);
        assert_eq!(axis.column(date(2021, 9, 30)), None);
        let labels: Vec<_> = axis.labels().into_iter().map(|(_, label)| label).collect();
        assert!(
            labels.contains(&"2003-11".to_owned()) && labels.contains(&"2021-07".to_owned()),
            "{labels:?}"
        );
        let lane = axis.lane(&moments, EventKind::Attack);
        assert_eq!(lane.iter().map(|c| c.past + c.planned).sum::<usize>(), 8);
        assert_eq!(Axis::new(&moments, 0, None, 80, false).unwrap().folds().count(), 0);
    }

    proptest! {
        #[test]
        fn no_interval_and_no_size_does_harm(
            days in proptest::collection::vec((-9999i16..=9999, 1i8..=12, 0i64..4000), 0..20),
            zoom in 0u32..40, columns in 0usize..300, folded in proptest::bool::ANY,
        ) {
            let moments: Vec<Moment> = days.iter().map(|&(y, m, d)| {
                let first = date(y, m, 1);
                moment(Interval::between(first, later(first, d)), false)
            }).collect();
            let cursor = moments.first().and_then(|m| m.interval.earliest);
            if let Some(axis) = Axis::new(&moments, zoom, cursor, columns, folded) {
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
