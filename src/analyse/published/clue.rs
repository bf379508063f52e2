//! A piece of evidence on the day of publication, and what the makers of evidence share.

use super::days::Condition;
use crate::analyse::Reading;
use crate::analyse::dates::{Found, Viewpoint};
use crate::model::Role;

/// How much a piece of evidence weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Days and weekdays that agree in some years only; weighed where little is left to decide.
    Calendar,
    /// A bound on one side.
    Bound,
    /// What reports do as a rule: their first sentence names the weekday of the report.
    Habit,
    /// The last event that is told with its weekday and its whole date is the news.
    News,
    /// A dated event told with a day that fits it.
    Event,
    /// The text says on which day, or in which year, it is written.
    Stated,
}

/// A piece of evidence on the day of publication.
#[derive(Debug)]
pub(super) struct Evidence {
    pub weight: Weight,
    /// For people.
    pub reason: String,
    /// What it says of the day.
    pub condition: Condition,
}

/// So many pieces of one kind are weighed; a longer text adds nothing new.
pub(super) const MOST: usize = 64;

/// The expression's words on one line.
pub(super) fn words(reading: &Reading<'_>, f: &Found) -> String {
    f.span.of(reading.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The role of the block in which an expression stands.
pub(super) fn role(reading: &Reading<'_>, f: &Found) -> Option<Role> {
    reading.sentences.get(f.sentence).map(|s| s.role)
}

/// The expressions of one sentence; they are in order of sentences.
pub(super) fn of_sentence(found: &[Found], sentence: usize) -> &[Found] {
    let from = found.partition_point(|f| f.sentence < sentence);
    let to = found.partition_point(|f| f.sentence <= sentence);
    found.get(from..to).unwrap_or_default()
}

/// A view from no day at all, from which only absolute expressions resolve.
pub(super) fn nowhere(f: &Found) -> Viewpoint {
    Viewpoint { published: None, before: None, tense: f.tense, certainty: f.certainty, story: None }
}
