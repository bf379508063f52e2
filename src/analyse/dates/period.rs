//! Calendar arithmetic: parts of months and years, weeks, seasons, the Hijri year.
//!
//! Conventions of the project: the start of a year is January, its end December, its middle June and July;
//! the start of a month are the days 1–10, the middle 11–20, the end 21 to the last.

use jiff::ToSpan;
use jiff::civil::Date;

use super::expression::{Part, Tense, Unit, Which};
use crate::model::Interval;
use crate::text::calendar::Season;

/// The day so many days later (negative: earlier), if the calendar reaches it.
pub(super) fn plus_days(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

/// A part of the month that holds `day`.
pub(super) fn part_of_month(day: Date, part: Part) -> Option<Interval> {
    let (first, last) = (day.first_of_month(), day.last_of_month());
    let on = |n: i8| Date::new(day.year(), day.month(), n).ok();
    let (from, to) = match part {
        Part::Whole => (first, last),
        Part::Start => (first, on(10)?),
        Part::Middle => (on(11)?, on(20)?),
        Part::End => (on(21)?, last),
        Part::Share { nth, of: 2 } => {
            if nth == 1 {
                (first, on(15)?)
            } else {
                (on(16)?, last)
            }
        }
        Part::Share { nth: 1, of: 3 } => (first, on(10)?),
        Part::Share { nth: 2, of: 3 } => (on(11)?, on(20)?),
        Part::Share { nth: 3, of: 3 } => (on(21)?, last),
        Part::Share { .. } => return None,
        Part::Days { from: 0, count } => (plus_days(last, 1 - i32::from(count))?.max(first), last),
        Part::Days { from, count } => {
            let from = on(from)?;
            (from, plus_days(from, i32::from(count) - 1)?.min(last))
        }
    };
    Some(Interval::between(from, to))
}

/// A part of a year.
pub(super) fn part_of_year(year: i16, part: Part) -> Option<Interval> {
    if let Part::Days { from, .. } = part {
        return part_of_month(Date::new(year, if from == 0 { 12 } else { 1 }, 1).ok()?, part);
    }
    let (from, to) = match part {
        Part::Whole => (1, 12),
        Part::Start => (1, 1),
        Part::Middle => (6, 7),
        Part::End => (12, 12),
        Part::Share { nth, of } => {
            let months = 12_i8.checked_div(of)?;
            (months * (nth - 1) + 1, months * nth)
        }
        Part::Days { .. } => return None,
    };
    let (from, to) = (Date::new(year, from, 1).ok()?, Date::new(year, to, 1).ok()?);
    Some(Interval::between(from, to.last_of_month()))
}

/// A part of the week that begins on `monday`; its end is the weekend, Friday to Sunday.
pub(super) fn part_of_week(monday: Date, part: Part) -> Option<Interval> {
    let (from, to) = match part {
        Part::Whole => (0, 6),
        Part::Start => (0, 1),
        Part::Middle => (2, 3),
        Part::End => (4, 6),
        Part::Share { nth, of: 2 } => {
            if nth == 1 {
                (0, 3)
            } else {
                (3, 6)
            }
        }
        Part::Share { .. } | Part::Days { .. } => return None,
    };
    Some(Interval::between(plus_days(monday, from)?, plus_days(monday, to)?))
}

/// The week (Monday to Sunday), month or year that lies `steps` from that of `day`.
pub(super) fn calendar_unit(unit: Unit, day: Date, steps: i32) -> Option<Interval> {
    match unit {
        Unit::Hour | Unit::Day => plus_days(day, steps).map(Interval::day),
        Unit::Week => {
            let back = i32::from(day.weekday().to_monday_zero_offset());
            let monday = plus_days(day, steps.checked_mul(7)?.checked_sub(back)?)?;
            part_of_week(monday, Part::Whole)
        }
        Unit::Month => {
            let first = day.first_of_month().checked_add(steps.months()).ok()?;
            part_of_month(first, Part::Whole)
        }
        Unit::Year => part_of_year(day.year().checked_add(i16::try_from(steps).ok()?)?, Part::Whole),
    }
}

/// So many units before `today`: a day for days and weeks, else the whole month or year.
pub(super) fn ago(today: Date, count: i32, unit: Unit) -> Option<Interval> {
    let back = count.checked_neg()?;
    match unit {
        Unit::Hour => None,
        Unit::Day => plus_days(today, back).map(Interval::day),
        Unit::Week => plus_days(today, back.checked_mul(7)?).map(Interval::day),
        Unit::Month | Unit::Year => calendar_unit(unit, today, back),
    }
}

/// So many units up to `today`, or from it on; both ends included.
pub(super) fn window(today: Date, count: i32, unit: Unit, ahead: bool) -> Option<Interval> {
    let n = if ahead { count } else { count.checked_neg()? };
    let other = match unit {
        Unit::Hour => plus_days(today, n.checked_div(24)?)?,
        Unit::Day => plus_days(today, n)?,
        Unit::Week => plus_days(today, n.checked_mul(7)?)?,
        Unit::Month => today.checked_add(n.months()).ok()?,
        Unit::Year => today.checked_add(n.years()).ok()?,
    };
    Some(Interval::between(today, other))
}

/// A season of a year; winter begins in the year's December.
pub(super) fn season(season: Season, year: i16) -> Option<Interval> {
    let month = |year, month| Interval::month(year, month);
    let (from, to) = match season {
        Season::Spring => (month(year, 3)?, month(year, 5)?),
        Season::Summer => (month(year, 6)?, month(year, 8)?),
        Season::Autumn => (month(year, 9)?, month(year, 11)?),
        Season::Winter => (month(year, 12)?, month(year.checked_add(1)?, 2)?),
    };
    Some(Interval::between(from.earliest?, to.latest?))
}

/// A day or month of the Hijri year by the tabular calendar. What is seen of the moon differs from it by a
/// day in either direction: the day of publication is meant if it is one of the three.
pub(super) fn hijri(
    day: Option<i8>,
    month: i8,
    year: Option<i16>,
    which: Option<Which>,
    today: Date,
    tense: Tense,
) -> Option<Interval> {
    let in_year = |year: i16| {
        let first = hijri_day(year, month, day.unwrap_or(1))?;
        let last = match (day, month) {
            (Some(_), _) => first,
            (None, 12) => plus_days(hijri_day(year.checked_add(1)?, 1, 1)?, -1)?,
            (None, _) => plus_days(hijri_day(year, month + 1, 1)?, -1)?,
        };
        let near = day.is_some() && (first - today).get_days().abs() <= 1;
        Some(if near { Interval::day(today) } else { Interval::between(first, last) })
    };
    if let Some(year) = year {
        return in_year(year);
    }
    // The Hijri year in which `today` lies, to a year.
    let near = i16::try_from((i32::from(today.year()) - 622) * 33 / 32).ok()?;
    let ahead = match which {
        Some(Which::Next) => true,
        Some(Which::Last) => false,
        _ => tense == Tense::Future,
    };
    let strictly = which == Some(Which::Last);
    let mut years = (-2..=2).filter_map(|n| near.checked_add(n)).filter_map(in_year);
    if ahead {
        years.find(|i| i.latest.is_some_and(|l| l >= today))
    } else {
        let past = |i: &Interval| {
            let bound = if strictly { i.latest } else { i.earliest };
            bound.is_some_and(|b| if strictly { b < today } else { b <= today })
        };
        years.rfind(past)
    }
}

/// The day of the common era on which a day of the tabular Islamic calendar (epoch 16 July 622, Julian) falls.
fn hijri_day(year: i16, month: i8, day: i8) -> Option<Date> {
    let (y, m, d) = (i64::from(year), i64::from(month), i64::from(day));
    let days_before_month = (59 * (m - 1) + 1) / 2; // 30 and 29 by turns
    let days = d - 1 + days_before_month + (y - 1) * 354 + (3 + 11 * y) / 30;
    // 19 July 622 of the proleptic Gregorian calendar is the first day.
    let epoch = Date::new(622, 7, 19).ok()?;
    plus_days(epoch, i32::try_from(days).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_of_the_hijri_year_are_right_to_a_day() {
        // Published by the authorities for these days; the tabular calendar may differ by one.
        let cases = [
            ((1442, 12, 10), date(2021, 7, 20)), // Eid al-Adha
            ((1443, 1, 1), date(2021, 8, 10)),
            ((1444, 9, 1), date(2023, 3, 23)),
            ((1441, 5, 8), date(2020, 1, 3)),
            ((1445, 3, 22), date(2023, 10, 7)),
        ];
        for ((y, m, d), day) in cases {
            let found = hijri_day(y, m, d).unwrap();
            assert!((found - day).get_days().abs() <= 1, "{y}-{m}-{d} is {found}, not {day}");
        }
    }

    #[test]
    fn the_last_days_of_the_calendar_are_no_panic() {
        for day in [Date::MIN, Date::MAX, Date::ZERO] {
            for unit in [Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
                for n in [-1000, -1, 0, 1, 1000] {
                    let _ = (calendar_unit(unit, day, n), ago(day, n, unit), window(day, n, unit, n > 0));
                }
            }
        }
    }
}
