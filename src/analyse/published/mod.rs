//! When a text that does not say so was published: inferred from what it says about time.
//!
//! Each piece of evidence is a condition on the day. They are taken in order of their weight; one that
//! contradicts those before it is left out. What is left are the days on which the text may have appeared:
//! one day, some days, or only a bound. A date is never made up: without evidence there is none.

mod anchors;
mod clue;
mod datelines;
mod days;
mod evidence;
mod own_words;
mod ties;

use jiff::civil::Date;

use super::Reading;
use super::dates::Expressions;
use crate::model::{Document, Published, PublishedBasis};
use clue::{Evidence, Weight};
use days::Days;

/// How often evidence that says nothing yet is weighed again.
const ROUNDS: usize = 3;

/// So many days after the last thing that it tells a report appears at most, where the same weekday and day of
/// the month would come again only years later.
const BACKGROUND: i32 = 2 * 366;

/// The publication date of a document: as it states it, else as it can be inferred; `None` where nothing is known.
///
/// `today` is when the text is read: it is not younger.
///
/// The reasons of an inferred date are in the order in which they were weighed; the last one is the confidence.
pub fn infer(
    document: &Document,
    reading: &Reading<'_>,
    expressions: &Expressions,
    today: Date,
) -> Option<Published> {
    if document.published.is_some() {
        return document.published.clone();
    }
    let mut days = Days::default();
    let mut reasons = Vec::new();
    let mut best = Weight::Bound;
    let (mut by_habit, mut by_news) = (false, false);
    let mut left = evidence::collect(document, reading, expressions);
    // What says nothing yet may say something once another piece has narrowed the days.
    for _ in 0..ROUNDS {
        let before = left.len();
        left.retain(|Evidence { weight, reason, condition }| {
            let useful = match weight {
                // A report's weekday says something only where the week is known.
                Weight::Habit => days.count().is_some_and(|n| n <= 14),
                // What its last dated event says counts only where nothing else tells the month.
                Weight::News => days.count().is_none_or(|n| n > 31),
                // Years in which a day falls on a weekday come again and again: only a span of a year is worth saying.
                Weight::Calendar => days.narrowed_to_a_year(condition),
                _ => true,
            };
            if useful && days.keep(condition) == Some(true) {
                reasons.push(reason.clone());
                best = best.max(*weight);
                by_habit |= *weight == Weight::Habit;
                by_news |= *weight == Weight::News;
            }
            // A habit is asked once, in its turn.
            !useful && *weight == Weight::Calendar
        });
        if left.is_empty() || left.len() == before {
            break;
        }
    }
    reasons.extend(days.drop_after(today));
    if let Some(reason) = days.keep_the_first_years(BACKGROUND) {
        reasons.push(reason);
    }
    let interval = days.hull();
    if interval.is_unknown() {
        return None;
    }
    let confidence = match days.count() {
        Some(1..=7) if by_news => "confidence: medium, the day rests on the last event that it dates",
        _ => confidence(&days, best, by_habit),
    };
    reasons.push(confidence.to_owned());
    Some(Published { interval, basis: PublishedBasis::Inferred, reasons })
}

fn confidence(days: &Days, best: Weight, by_habit: bool) -> &'static str {
    match (days.count(), best) {
        (Some(1..=7), _) if by_habit => {
            "confidence: medium, the day rests on the habit of agencies to name the report's weekday"
        }
        (Some(1..=7), Weight::Stated) => "confidence: high, the text dates itself",
        (Some(1..=7), Weight::Event) => "confidence: high, a dated event and the text's own words agree",
        (Some(1..=31), _) => "confidence: medium, some days are possible",
        (Some(_), _) => "confidence: low, a wide span of days is possible",
        (None, _) => "confidence: low, only a bound is known",
    }
}

#[cfg(test)]
mod tests;
