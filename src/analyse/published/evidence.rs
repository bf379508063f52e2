//! What a text says about the day on which it appeared.

use jiff::ToSpan;
use jiff::civil::Date;

use super::anchors::{Told, anchors};
use super::clue::{Evidence, MOST, Weight, nowhere, of_sentence, role, words};
use super::days::Condition;
use super::{datelines, own_words, ties};
use crate::analyse::Reading;
use crate::analyse::dates::{Certainty, Expr, Expressions, Found, Tense, resolve, tells_of_the_future};
use crate::model::{Document, Interval, Role};
use crate::text::calendar::date_in_address;

/// All evidence, in the order in which it is to be weighed.
pub(super) fn collect(
    document: &Document,
    reading: &Reading<'_>,
    expressions: &Expressions,
) -> Vec<Evidence> {
    let told = anchors().told(reading);
    let mut out = Vec::new();
    out.extend(address(document));
    out.extend(datelines::evidence(reading, expressions));
    out.extend(own_words::evidence(reading, expressions));
    out.extend(lower_bounds(reading, expressions, &told));
    out.extend(ties::evidence(reading, expressions, &told));
    out.extend(upper_bounds(reading, expressions));
    out.extend(first_weekday(reading, expressions, &told));
    out.extend(own_words::months_that_go_on(reading, expressions));
    out.extend(own_words::days_that_fall_on_a_weekday(reading, expressions));
    out.extend(last_dated_day(reading, expressions));
    out.extend(own_words::news_of_a_week(reading, expressions));
    out
}

/// A date in the web address or in the file's name.
fn address(document: &Document) -> Option<Evidence> {
    let from_address = document.address.as_deref().and_then(date_in_address).map(|d| (d, "the web address"));
    let (day, what) =
        from_address.or_else(|| date_in_address(&document.id).map(|d| (d, "the file's name")))?;
    Some(Evidence {
        weight: Weight::Stated,
        reason: format!("{what} holds {day}"),
        condition: Condition::OneOf(vec![day]),
    })
}

/// A text is not older than what it tells as past.
fn lower_bounds(reading: &Reading<'_>, expressions: &Expressions, told: &[Told]) -> Vec<Evidence> {
    let mut bounds: Vec<(Date, String)> = Vec::new();
    for f in &expressions.0 {
        // A photograph of the archive is older than its article.
        let past = f.certainty == Certainty::SurelyPast || role(reading, f) == Some(Role::Caption);
        if past && f.tense == Tense::Past && f.expr.is_absolute() && f.says.is_none() {
            let day = resolve(&f.expr, &nowhere(f)).and_then(|i| i.earliest);
            bounds.extend(day.map(|d| (d, format!("it tells \"{}\" as past", words(reading, f)))));
        }
    }
    for t in told {
        let Some(anchor) = anchors().anchors.get(t.anchor) else { continue };
        // What is told as coming may not have happened yet.
        let sentence = reading.sentences.get(t.sentence).map(|s| reading.words_of(s)).unwrap_or_default();
        if tells_of_the_future(sentence.iter().map(|w| reading.folded(w))) {
            continue;
        }
        bounds.push((anchor.earliest, format!("it tells: {} ({})", anchor.what, anchor.interval().edtf())));
    }
    bounds.sort_by_key(|(day, _)| *day);
    bounds.dedup_by_key(|(day, _)| *day);
    let skip = bounds.len().saturating_sub(MOST);
    let since = |day| Condition::Between(Interval::since(day));
    bounds
        .into_iter()
        .skip(skip)
        .map(|(day, reason)| Evidence { weight: Weight::Bound, reason, condition: since(day) })
        .collect()
}

/// A text that speaks of a day to come by its date is not younger than that day.
fn upper_bounds(reading: &Reading<'_>, expressions: &Expressions) -> Vec<Evidence> {
    let coming = |f: &&Found| {
        let dated = f.tense == Tense::Future && f.expr.is_absolute() && f.says.is_none();
        dated && role(reading, f) != Some(Role::Caption)
    };
    let bound = |f: &Found| {
        let day = resolve(&f.expr, &nowhere(f))?.latest?;
        let reason = format!("it tells \"{}\" as coming", words(reading, f));
        Some(Evidence { weight: Weight::Bound, reason, condition: Condition::Between(Interval::until(day)) })
    };
    expressions.0.iter().filter(coming).take(MOST).filter_map(bound).collect()
}

/// Agencies name the day of the report by its weekday alone, in the first sentence.
fn first_weekday(reading: &Reading<'_>, expressions: &Expressions, told: &[Told]) -> Option<Evidence> {
    let lead = reading.sentences.iter().position(|s| s.role.is_body() && s.role != Role::Caption)?;
    let bare = |f: &&Found| matches!(f.expr, Expr::Weekday { which: None, .. }) && f.words.len() == 1;
    let f = of_sentence(&expressions.0, lead).iter().find(|f| bare(f) && f.tense == Tense::Past)?;
    let Expr::Weekday { weekday, .. } = f.expr else { return None };
    // A first sentence that looks back at an old event names that event's weekday.
    let day = |t: &Told| anchors().anchors.get(t.anchor).map(|a| a.latest);
    let here = told.iter().filter(|t| t.sentence == lead).filter_map(day).max();
    if here.is_some() && here < told.iter().filter_map(day).max() {
        return None;
    }
    Some(Evidence {
        weight: Weight::Habit,
        reason: format!("its first sentence tells what happened \"{}\"", words(reading, f)),
        condition: Condition::On(weekday),
    })
}

/// So many days after what it tells with weekday and whole date a report appears at most.
const NEWS: i32 = 6;

/// `مساء الاربعاء السابع من شباط 2024`: who names weekday, day and year of something past, and of nothing later, tells news
/// of that week.
fn last_dated_day(reading: &Reading<'_>, expressions: &Expressions) -> Option<Evidence> {
    let past =
        |f: &&Found| f.tense == Tense::Past && f.says.is_none() && role(reading, f) != Some(Role::Caption);
    let day = |f: &Found| resolve(&f.expr, &nowhere(f)).and_then(|i| i.single_day());
    let last =
        expressions.0.iter().filter(past).filter_map(|f| Some((day(f)?, f))).max_by_key(|(day, _)| *day)?;
    let (day, f) = last;
    let named = matches!(f.expr, Expr::Day { weekday: Some(weekday), .. } if day.weekday() == weekday);
    let until = day.checked_add(NEWS.days()).ok().filter(|_| named)?;
    Some(Evidence {
        weight: Weight::News,
        reason: format!("the last day that it tells of is \"{}\"", words(reading, f)),
        condition: Condition::Between(Interval::between(day, until)),
    })
}
