//! What a text states of its own day: `اليوم الجمعة 26 كانون الثاني`, `العام الحالي، 2021`, `أمس الخميس`.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::clue::{Evidence, MOST, Weight, nowhere, role, words};
use super::days::Condition;
use crate::analyse::Reading;
use crate::analyse::dates::{Expr, Expressions, Found, Says, Tense, Which, Year, resolve};
use crate::model::{Interval, Role};

/// Years that a date without its year may be of.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2050;

/// The evidence of all such expressions: whole dates first, then years, then weekdays.
pub(super) fn evidence(reading: &Reading<'_>, expressions: &Expressions) -> Vec<Evidence> {
    let found = || expressions.0.iter().filter(|f| role(reading, f) != Some(Role::Caption));
    let mut out = Vec::new();
    out.extend(found().filter_map(|f| date(reading, f)).take(MOST));
    out.extend(found().filter_map(|f| year(reading, f)).take(MOST));
    out.extend(found().filter_map(|f| weekday(reading, f)).take(MOST));
    out
}

/// `اليوم الجمعة 26 كانون الثاني`, with or without a year.
fn date(reading: &Reading<'_>, f: &Found) -> Option<Evidence> {
    let (Some(Says::Today { days }), Expr::Day { day, month, weekday, .. }) = (f.says, &f.expr) else {
        return None;
    };
    let possible: Vec<Date> = match resolve(&f.expr, &nowhere(f)).and_then(|i| i.single_day()) {
        Some(stated) => vec![stated],
        None => YEARS
            .filter_map(|y| Date::new(y, *month, *day).ok())
            .filter(|d| weekday.is_none_or(|w| d.weekday() == w))
            .collect(),
    };
    let own: Vec<Date> = possible.into_iter().filter_map(|d| d.checked_sub(days.days()).ok()).collect();
    Some(Evidence {
        weight: Weight::Stated,
        reason: format!("the text says \"{}\"", words(reading, f)),
        condition: Condition::OneOf(own),
    })
}

/// `الجمعة 26 كانون الثاني` told as past: only in some years is that day a Friday, and the text is of the year after.
pub(super) fn days_that_fall_on_a_weekday(reading: &Reading<'_>, expressions: &Expressions) -> Vec<Evidence> {
    let open =
        |f: &&Found| role(reading, f) != Some(Role::Caption) && f.says.is_none() && f.tense == Tense::Past;
    let fallen = |f: &Found| {
        let Expr::Day { day, month, year: Year::Open, weekday: Some(weekday) } = f.expr else { return None };
        let days = YEARS.filter_map(|y| Date::new(y, month, day).ok()).filter(|d| d.weekday() == weekday);
        // News of a day without its year is some months old at most.
        let after = days.flat_map(|d| (0..=300).filter_map(move |n: i32| d.checked_add(n.days()).ok()));
        Some(Evidence {
            weight: Weight::Calendar,
            reason: format!("it tells \"{}\", which falls so in few years", words(reading, f)),
            condition: Condition::OneOf(after.collect()),
        })
    };
    expressions.0.iter().filter(open).filter_map(fallen).take(4).collect()
}

/// So many days after the last weekday with its day of the month a report appears at most.
const NEWS: i32 = 6;

/// `ليل الأحد في السابع والعشرين من حزيران`, without a year: who names weekday and day so, and nothing later, and speaks of
/// yesterday, tells news of that week.
pub(super) fn news_of_a_week(reading: &Reading<'_>, expressions: &Expressions) -> Option<Evidence> {
    expressions.0.iter().find(|f| matches!(f.expr, Expr::FromToday { weekday: Some(_), .. }))?;
    let told = expressions
        .0
        .iter()
        .filter(|f| f.tense == Tense::Past && f.says.is_none() && role(reading, f) != Some(Role::Caption));
    let named: Vec<(&Found, i8, i8, Option<Weekday>)> = told
        .filter_map(|f| match f.expr {
            Expr::Day { day, month, year: Year::Open, weekday } => Some((f, day, month, weekday)),
            _ => None,
        })
        .take(MOST)
        .collect();
    let (last, ..) = *named.iter().rev().find(|(.., weekday)| weekday.is_some())?;
    // News stand at the head; further on a report looks back.
    let lead = reading.sentences.iter().position(|s| s.role.is_body() && s.role != Role::Caption)?;
    if last.sentence > lead + 1 {
        return None;
    }
    let last_of = |year: i16| {
        let day = |&(_, day, month, weekday): &(&Found, i8, i8, Option<Weekday>)| {
            let date = Date::new(year, month, day).ok()?;
            Some((date, weekday.is_none_or(|w| date.weekday() == w), weekday.is_some()))
        };
        let days: Option<Vec<_>> = named.iter().map(day).collect();
        let days = days?;
        // The last day of all has to be one that is named with its weekday.
        let (last, _, with_weekday) = *days.iter().max_by_key(|(date, ..)| *date)?;
        (with_weekday && days.iter().all(|(_, fits, _)| *fits)).then_some(last)
    };
    let days: Vec<Date> = YEARS
        .filter_map(last_of)
        .flat_map(|last| (0..=NEWS).filter_map(move |n| last.checked_add(n.days()).ok()))
        .collect();
    (!days.is_empty()).then(|| Evidence {
        weight: Weight::News,
        reason: format!("the last day that it tells of is \"{}\"", words(reading, last)),
        condition: Condition::OneOf(days),
    })
}

/// `آب الجاري`: the text is of an August.
pub(super) fn months_that_go_on(reading: &Reading<'_>, expressions: &Expressions) -> Vec<Evidence> {
    let going_on = |f: &Found| {
        let (Expr::Month { month, year: Year::Of(Which::This), .. }
        | Expr::Day { month, year: Year::Of(Which::This), .. }) = f.expr
        else {
            return None;
        };
        // `آب من العام الجاري` says nothing of the month.
        let before_last = f.words.end.checked_sub(2).and_then(|n| reading.words.get(n))?;
        if f.words.len() < 2 || matches!(reading.folded(before_last), "العام" | "السنة" | "هذا" | "هذه")
        {
            return None;
        }
        let days = YEARS.filter_map(|y| Date::new(y, month, 1).ok());
        let days = days.flat_map(|first| {
            (1..=first.days_in_month()).filter_map(move |d| first.with().day(d).build().ok())
        });
        Some(Evidence {
            weight: Weight::Calendar,
            reason: format!("the text says \"{}\", so it is of that month", words(reading, f)),
            condition: Condition::OneOf(days.collect()),
        })
    };
    let own = expressions.0.iter().filter(|f| role(reading, f) != Some(Role::Caption));
    own.filter_map(going_on).take(2).collect()
}

/// `العام الحالي، 2021`.
fn year(reading: &Reading<'_>, f: &Found) -> Option<Evidence> {
    let Some(Says::Year(year)) = f.says else { return None };
    Some(Evidence {
        weight: Weight::Stated,
        reason: format!("the text says \"{}\", so it is of {year}", words(reading, f)),
        condition: Condition::Between(Interval::year(year)?),
    })
}

/// `أمس الخميس`.
fn weekday(reading: &Reading<'_>, f: &Found) -> Option<Evidence> {
    let Expr::FromToday { days, weekday: Some(weekday) } = f.expr else { return None };
    let own = weekday.wrapping_sub(days);
    Some(Evidence {
        weight: Weight::Stated,
        reason: format!("the text says \"{}\": it is of a {}", words(reading, f), name(own)),
        condition: Condition::On(own),
    })
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
