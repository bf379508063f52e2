//! From an expression to days.

use jiff::civil::{Date, Weekday};

use super::expression::{Certainty, Expr, Part, Tense, Unit, Which, Year};
use super::period::{self, plus_days};
use crate::model::Interval;

/// What an expression is seen from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Viewpoint {
    /// The days on which the text may have appeared.
    pub published: Option<Interval>,
    /// What the date before in the text means.
    pub before: Option<Interval>,
    /// Whether the words around look back or ahead.
    pub tense: Tense,
    /// Whether they say for sure that it is past.
    pub certainty: Certainty,
    /// A day whose year is stated, in the same sentence or in the one with which this goes on.
    pub story: Option<Story>,
}

/// A dated day of which a text goes on to tell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Story {
    /// The day.
    pub day: Date,
    /// Whether the words say that they go on with it: `وبعد ثلاثة أسابيع`.
    pub sure: bool,
}

/// So many days ahead, a day without its year is rather that of this year, soon, than that of the last.
const SOON: i32 = 62;

/// The days that `expr` means; `None` where it depends on a day that is not known, or does not exist.
///
/// Where the publication is known as an interval, the result covers what the expression means on the first
/// and on the last of its days: all meanings lie between, as a later publication never means an earlier day.
pub(crate) fn resolve(expr: &Expr, view: &Viewpoint) -> Option<Interval> {
    if let Expr::Range(first_expr, second_expr) = expr {
        let (first, second) = (resolve(first_expr, view)?, resolve(second_expr, view)?);
        let (earliest, mut latest) = (first.earliest?, second.latest?);
        if latest < earliest && matches!(**second_expr, Expr::Weekday { .. }) {
            latest = plus_days(earliest, 1)?; // the night that a report of the first day looks into
        }
        return (earliest <= latest).then(|| Interval::between(earliest, latest));
    }
    if expr.is_absolute() || depends_on_before(expr) {
        let published = view.published.and_then(|days| days.single_day());
        return on_day(expr, published.unwrap_or(Date::ZERO), view);
    }
    if let (Expr::Day { day, month, year: Year::Named(year), .. }, None) = (expr, view.published) {
        return Date::new(*year, *month, *day).ok().map(Interval::day);
    }
    let Interval { earliest: Some(first), latest: Some(last) } = view.published? else { return None };
    let (first, last) = days_that_fit(expr, first, last);
    hull(on_day(expr, first, view)?, on_day(expr, last, view)?)
}

/// Whether the expression is seen from the date before it, not from the publication.
fn depends_on_before(expr: &Expr) -> bool {
    match expr {
        Expr::Day { year: Year::Of(which), .. }
        | Expr::Month { year: Year::Of(which), .. }
        | Expr::Season { year: Year::Of(which), .. }
        | Expr::DayOf { which, .. }
        | Expr::Period { which, .. } => matches!(which, Which::Same | Which::Following),
        Expr::FromBefore { .. } => true,
        _ => false,
    }
}

fn hull(a: Interval, b: Interval) -> Option<Interval> {
    let earliest = a.earliest?.min(b.earliest?);
    let latest = a.latest?.max(b.latest?);
    Some(Interval::between(earliest, latest))
}

/// "Today, Friday" can only have been written on a Friday: the first and last such day of the publication.
fn days_that_fit(expr: &Expr, first: Date, last: Date) -> (Date, Date) {
    let Expr::FromToday { days, weekday: Some(weekday) } = expr else { return (first, last) };
    if first == last {
        return (first, last);
    }
    let on_weekday = |d: &Date| plus_days(*d, *days).is_some_and(|d| d.weekday() == *weekday);
    let early = (0..7).filter_map(|n| plus_days(first, n)).find(on_weekday);
    let late = (0..7).filter_map(|n| plus_days(last, -n)).find(on_weekday);
    match (early, late) {
        (Some(early), Some(late)) if early <= late => (early, late),
        _ => (first, last),
    }
}

/// What `expr` means in a text of the day `today`.
fn on_day(expr: &Expr, today: Date, view: &Viewpoint) -> Option<Interval> {
    match *expr {
        Expr::Day { day, month, year, weekday } => {
            let on = |year| Date::new(year, month, day).ok();
            let fits = |d: &Date| weekday.is_none_or(|w| d.weekday() == w);
            let found = match year {
                Year::Stated(year) => on(year)?,
                Year::Named(year) if on(year).is_some_and(|d| d <= today) => on(year)?,
                Year::Of(which) => on(year_which(which, today, view)?)?,
                Year::Open | Year::Nearest | Year::Named(_) | Year::Before | Year::After => {
                    let candidates: Vec<Date> =
                        (-4..=4).filter_map(|n| today.year().checked_add(n)).filter_map(on).collect();
                    let agreeing: Vec<Date> = candidates.iter().copied().filter(fits).collect();
                    if let (Year::Open, Some(story)) = (year, view.story)
                        && let Some(day) = beside(story, (month, day), today)
                    {
                        return Some(Interval::day(day));
                    }
                    if year == Year::Nearest {
                        return candidates
                            .into_iter()
                            .min_by_key(|d| (*d - today).get_days().abs())
                            .map(Interval::day);
                    }
                    nearest(&agreeing, year, today, view)
                        .filter(|d| (*d - today).get_days().abs() < 400)
                        .or_else(|| nearest(&candidates, year, today, view))?
                }
            };
            Some(Interval::day(found))
        }
        Expr::DayOf { day, which } => {
            let month = unit_which(Unit::Month, which, today, view)?;
            let first = month.earliest?;
            Date::new(first.year(), first.month(), day).ok().map(Interval::day)
        }
        Expr::Month { month, year, part } => period::part_of_month(month_of(month, year, today, view)?, part),
        Expr::Year { year, part } => period::part_of_year(year, part),
        Expr::Period { unit, which, part } => {
            let whole = unit_which(unit, which, today, view)?;
            match unit {
                Unit::Year => period::part_of_year(whole.earliest?.year(), part),
                Unit::Month => period::part_of_month(whole.earliest?, part),
                _ => {
                    let found = period::part_of_week(whole.earliest?, part)?;
                    let ahead = found.earliest.is_some_and(|e| e > today);
                    if which == Which::This && part == Part::End && ahead && view.tense == Tense::Past {
                        // "The weekend" of a report is the one that has been.
                        return period::part_of_week(plus_days(whole.earliest?, -7)?, part);
                    }
                    Some(found)
                }
            }
        }
        Expr::Weekday { weekday, which, weeks } => {
            let day = weekday_from(weekday, which, today, view.tense)?;
            plus_days(day, weeks.checked_mul(7)?).map(Interval::day)
        }
        Expr::FromToday { days, weekday } => {
            let day = plus_days(today, days)?;
            let Some(weekday) = weekday.filter(|w| *w != day.weekday()) else {
                return Some(Interval::day(day));
            };
            // The page carries the date of the day after midnight, or of an update: the weekday is right.
            let near = [-1, 1, -2, 2, -3, 3].into_iter().filter_map(|n| plus_days(day, n));
            near.into_iter().find(|d| d.weekday() == weekday).map(Interval::day)
        }
        Expr::FromBefore { days } => {
            let before = view.before?;
            let latest = before.latest.and_then(|d| plus_days(d, days))?;
            Some(match before.earliest.and_then(|d| plus_days(d, days)) {
                Some(earliest) => Interval::between(earliest, latest),
                None => Interval::until(latest),
            })
        }
        Expr::Ago { count, unit } => period::ago(today, count, unit),
        Expr::Window { count, unit, ahead } => {
            let ahead = ahead.unwrap_or(view.tense == Tense::Future);
            period::window(today, count, unit, ahead)
        }
        Expr::Season { season, year } => {
            let on = |year| period::season(season, year);
            match year {
                Year::Stated(year) => on(year),
                Year::Of(which) => on(year_which(which, today, view)?),
                Year::Open | Year::Nearest | Year::Named(_) | Year::Before => on(today.year())
                    .filter(|s| s.latest.is_some_and(|l| l < today))
                    .or_else(|| on(today.year() - 1)),
                Year::After => on(today.year())
                    .filter(|s| s.earliest.is_some_and(|e| e > today))
                    .or_else(|| on(today.year() + 1)),
            }
        }
        Expr::Decade { first } => Some(Interval::between(
            Date::new(first, 1, 1).ok()?,
            Date::new(first.checked_add(9)?, 12, 31).ok()?,
        )),
        Expr::Hijri { day, month, year, which } => period::hijri(day, month, year, which, today, view.tense),
        Expr::Range(..) => None,
    }
}

/// The day of a month that lies nearest to the day of which the text tells: `دخلت … في 20 آذار 2003 … وفي 9 نيسان سقطت`.
/// What was some weeks ago is rather news than part of an old story.
fn beside(story: Story, (month, day): (i8, i8), today: Date) -> Option<Date> {
    let years = (-1..=1).filter_map(|n| story.day.year().checked_add(n));
    let near = years
        .filter_map(|year| Date::new(year, month, day).ok())
        .filter(|d| *d <= today)
        .min_by_key(|d| (*d - story.day).get_days().abs())?;
    let recent = [today.year(), today.year() - 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .any(|d| d <= today && plus_days(d, 45).is_some_and(|s| today <= s));
    ((near - story.day).get_days().abs() <= 200 && (story.sure || !recent)).then_some(near)
}

/// The one of `days` (in order) that the text means.
fn nearest(days: &[Date], year: Year, today: Date, view: &Viewpoint) -> Option<Date> {
    let past = |same: bool| days.iter().rev().find(|d| **d < today || same && **d == today).copied();
    let coming = |same: bool| days.iter().find(|d| **d > today || same && **d == today).copied();
    match (year, view.tense) {
        (Year::Before, _) => past(false),
        (Year::After, _) => coming(false),
        (_, Tense::Future) => coming(true),
        (_, Tense::Past) => {
            let soon = coming(true).filter(|d| {
                view.certainty == Certainty::Open && plus_days(today, SOON).is_some_and(|s| *d <= s)
            });
            // What lies a year back is not told without its year.
            let long_ago = past(true).is_none_or(|d| plus_days(d, 365 - SOON).is_some_and(|s| s <= today));
            soon.filter(|_| long_ago).or_else(|| past(true)).or_else(|| coming(true))
        }
    }
}

/// The first day of the month that is meant.
fn month_of(month: i8, year: Year, today: Date, view: &Viewpoint) -> Option<Date> {
    let on = |year| Date::new(year, month, 1).ok();
    let this = today.year();
    let before = if month < today.month() { this } else { this.checked_sub(1)? };
    let after = if month > today.month() { this } else { this.checked_add(1)? };
    match year {
        Year::Stated(year) => on(year),
        Year::Of(which) => on(year_which(which, today, view)?),
        Year::Before => on(before),
        Year::After => on(after),
        // The month that goes on is meant by its name, whether the text looks back or ahead.
        Year::Open | Year::Nearest | Year::Named(_) if month == today.month() => on(this),
        Year::Open if view.tense == Tense::Future => on(after),
        Year::Open if view.certainty == Certainty::Open => {
            let after = on(after)?;
            let soon = plus_days(today, SOON).is_some_and(|s| after <= s);
            if soon { Some(after) } else { on(before) }
        }
        Year::Open | Year::Nearest | Year::Named(_) => on(before),
    }
}

fn year_which(which: Which, today: Date, view: &Viewpoint) -> Option<i16> {
    unit_which(Unit::Year, which, today, view)?.earliest.map(Date::year)
}

/// The calendar week, month or year that is meant.
fn unit_which(unit: Unit, which: Which, today: Date, view: &Viewpoint) -> Option<Interval> {
    let (from, steps) = match which {
        Which::Last => (today, -1),
        Which::This => (today, 0),
        Which::Next => (today, 1),
        // From summer on the new year is the coming one; a new month or week is the one that goes on.
        Which::New => (today, i32::from(unit == Unit::Year && today.month() > 6)),
        Which::Same => (view.before?.latest?, 0),
        Which::Following => (view.before?.latest?, 1),
    };
    period::calendar_unit(unit, from, steps)
}

/// The weekday that is meant. News agencies name the day of the report itself by its weekday.
fn weekday_from(weekday: Weekday, which: Option<Which>, today: Date, tense: Tense) -> Option<Date> {
    let back = i32::from(today.weekday().since(weekday));
    let ahead = i32::from(today.weekday().until(weekday));
    let whole_week = |n: i32| if n == 0 { 7 } else { n };
    let days = match (which, tense) {
        (Some(Which::Last), _) => -whole_week(back),
        (Some(Which::Next), _) => whole_week(ahead),
        (_, Tense::Past) => -back,
        (_, Tense::Future) => ahead,
    };
    plus_days(today, days)
}
