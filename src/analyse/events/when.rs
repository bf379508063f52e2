//! Which date of the sentence belongs to an event.

use std::ops::Range;

use super::classes::Class;
use super::scene::Scene;
use crate::model::{Interval, Span};

/// An event's time and the words that give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The days.
    pub interval: Interval,
    /// The expression that gives them.
    pub date: Option<Span>,
    /// The rule, for explanations.
    pub rule: &'static str,
}

/// A date in a sentence: its index and its words.
struct Found {
    date: usize,
    words: Range<usize>,
}

fn dates_in(scene: &Scene<'_>, words: Range<usize>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for i in words {
        let Some(date) = scene.tokens[i].date else { continue };
        match out.last_mut() {
            Some(found) if found.date == date => found.words.end = i + 1,
            _ => out.push(Found { date, words: i..i + 1 }),
        }
    }
    out
}

/// The publication date, or nothing known.
pub fn published(scene: &Scene<'_>) -> Interval {
    scene.published.map(|p| p.interval).unwrap_or_default()
}

/// When a statement was made: the date in the part of the sentence that introduces it, else the publication.
pub fn of_statement(scene: &Scene<'_>, verb: usize, subject: &Range<usize>) -> When {
    let sentence = scene.piece(verb);
    let start = (sentence.start..verb)
        .rev()
        .find(|&j| {
            let t = &scene.tokens[j];
            t.is(Class::That) && t.word != "انه"
                || t.is_surely_verb() && j + 1 < verb
                || t.quoted
                || matches!(t.word, "؛" | "حين" | "بينما" | "فيما" | "حيث")
        })
        .map_or(sentence.start, |j| j + 1);
    // «قتل … الأحد، وقال البنتاغون»: the day before the comma is the other clause's.
    let joined = subject.start > verb
        && scene.tokens[verb].clitics.conjunction
        && verb > start
        && scene.tokens[verb - 1].word == "،";
    let start = if joined { verb } else { start };
    let from = verb.max(subject.end.saturating_sub(1)) + 1;
    let end = (verb + 1..sentence.end.min(from + 12))
        .find(|&j| {
            let t = &scene.tokens[j];
            t.is(Class::That)
                || t.quoted
                || t.word == ":"
                || t.is_surely_verb()
                || matches!(t.word, "حين" | "بينما" | "فيما" | "حيث" | "وذلك")
                || j >= from && t.is_any(&[Class::Attack, Class::Withdraw, Class::If])
        })
        .unwrap_or(sentence.end.min(from + 12));
    let published = published(scene);
    let often =
        scene.tokens[start..end].iter().any(|t| t.is(Class::Often) || t.word == "سبق" || t.word == "وسبق");
    let past =
        dates_in(scene, start..end).into_iter().rfind(|d| is_past(scene, scene.dates[d.date].interval));
    match past {
        Some(found) => {
            let date = &scene.dates[found.date];
            When { interval: date.interval, date: Some(date.span), rule: "date-of-saying" }
        }
        None if often => When {
            interval: Interval { earliest: None, latest: published.latest },
            date: None,
            rule: "said-before",
        },
        None => When { interval: published, date: None, rule: "said-at-publication" },
    }
}

/// Whether an interval does not lie wholly after the publication.
fn is_past(scene: &Scene<'_>, interval: Interval) -> bool {
    match (interval.earliest, published(scene).latest) {
        (Some(first), Some(last)) => first <= last,
        (Some(_), None) => true,
        (None, _) => interval.latest.is_some_and(|l| published(scene).latest.is_none_or(|p| l <= p)),
    }
}

/// Whether an interval ends after the publication began.
pub fn is_ahead(scene: &Scene<'_>, interval: Interval) -> bool {
    match (interval.latest, published(scene).latest) {
        (Some(last), Some(day)) => last > day,
        _ => false,
    }
}

/// The publication itself: for what is told in the present.
pub fn of_publication(scene: &Scene<'_>) -> When {
    When { interval: published(scene), date: None, rule: "at-publication" }
}

/// Whether an interval holds the day of publication.
pub fn is_of_the_day(scene: &Scene<'_>, interval: Interval) -> bool {
    let day = published(scene).latest;
    day.is_some_and(|day| {
        interval.earliest.is_some_and(|first| first <= day) && interval.latest.is_some_and(|last| day <= last)
    })
}

/// Some day from the publication on: for steps to come without a date.
pub fn from_publication(scene: &Scene<'_>) -> When {
    let interval = Interval { earliest: published(scene).earliest, latest: None };
    When { interval, date: None, rule: "still-to-come" }
}

/// How far a date stands from a word: words between, and more for each sign that another clause lies between.
fn distance(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> usize {
    let between = if words.start > i { i + 1..words.start } else { words.end..i };
    let before = usize::from(words.start < i);
    before
        + between
            .map(|j| {
                let t = &scene.tokens[j];
                match t.word {
                    "،" | "," => 3,
                    "؛" => 30,
                    _ if t.is(Class::That) => 15,
                    _ if t.is_surely_verb() && !t.is(Class::Other) => 12,
                    _ => 1,
                }
            })
            .sum::<usize>()
}

/// When something happened that the word at `i` tells: the nearest past date of its sentence; with `منذ` the
/// time from that date to the publication; else some day up to the publication.
pub fn of_past(scene: &Scene<'_>, i: usize) -> When {
    let sentence = scene.piece(i);
    let published = published(scene);
    let nearest = dates_in(scene, sentence)
        .into_iter()
        .filter(|d| is_past(scene, scene.dates[d.date].interval) && !is_ahead_expression(scene, d))
        .min_by_key(|d| distance(scene, i, &d.words));
    let Some(found) = nearest else {
        let interval = Interval { earliest: None, latest: published.latest };
        return When { interval, date: None, rule: "before-publication" };
    };
    let date = &scene.dates[found.date];
    if is_since(scene, found.words.start) {
        let interval = Interval { earliest: date.interval.earliest, latest: published.latest };
        return When { interval, date: Some(date.span), rule: "since" };
    }
    When { interval: date.interval, date: Some(date.span), rule: "nearest-date" }
}

/// When a strike happened that the sentence tells beside another one: the past date that follows it at once, if any.
pub fn of_another(scene: &Scene<'_>, i: usize) -> When {
    // «هجوم استهدف الأربعاء …»: its own verb parts nothing.
    let end = scene.piece(i).end;
    let verb = (i + 1..end.min(i + 4)).find(|&j| scene.tokens[j].any_verb().is_some());
    let own = attached(scene, verb.unwrap_or(i), 12).filter(|w| is_past(scene, w.interval));
    own.map(|w| When { rule: "nearest-date", ..w }).unwrap_or(When {
        interval: Interval { earliest: None, latest: published(scene).latest },
        date: None,
        rule: "before-publication",
    })
}

/// [`of_past`] for a step of foreign forces: a date behind a strike's word is the strike's
/// (`قررت … بعد يوم من هجوم استهدف الأربعاء …`).
pub fn of_past_step(scene: &Scene<'_>, i: usize) -> When {
    let when = of_past(scene, i);
    let Some(date) = when.date else { return when };
    let piece = scene.piece(i);
    let strike = (i + 1..piece.end)
        .take_while(|&j| scene.tokens[j].span.start < date.start)
        .any(|j| scene.tokens[j].is(Class::Attack) && scene.tokens[j].any_verb().is_some());
    if strike {
        let interval = Interval { earliest: None, latest: published(scene).latest };
        return When { interval, date: None, rule: "before-publication" };
    }
    when
}

/// `بحلول` makes a date a deadline, and so do `قبل` and `حتى` where it is not over yet.
fn is_ahead_expression(scene: &Scene<'_>, found: &Found) -> bool {
    let Some(before) = found.words.start.checked_sub(1).map(|b| scene.tokens[b].word) else { return false };
    matches!(before, "بحلول" | "اقصاه")
        || matches!(before, "قبل" | "حتى" | "غاية" | "لغاية")
            && is_ahead(scene, scene.dates[found.date].interval)
}

fn is_since(scene: &Scene<'_>, first: usize) -> bool {
    let own = scene.tokens[first].word;
    let since = |w: &str| matches!(w, "منذ" | "ومنذ" | "فمنذ" | "مذ");
    since(own) || first > 0 && since(scene.tokens[first - 1].word)
}

/// The date that a planned or told step of a noun phrase carries: after it (or just before), with no verb between.
pub fn attached(scene: &Scene<'_>, i: usize, reach: usize) -> Option<When> {
    let sentence = scene.piece(i);
    let end = (i + 1..sentence.end.min(i + 1 + reach))
        .find(|&j| {
            let t = &scene.tokens[j];
            let new_clause =
                t.word == "،" && scene.at(j + 1).is_some_and(|n| n.word.starts_with('و') && n.date.is_none());
            t.is_surely_verb()
                || t.is(Class::That)
                || t.word == "؛"
                || new_clause
                || t.quoted != scene.tokens[i].quoted && !scene.is_quote_mark(j)
        })
        .unwrap_or(sentence.end.min(i + 1 + reach));
    let found = dates_in(scene, i + 1..end).into_iter().next()?;
    let date = &scene.dates[found.date];
    Some(When { interval: date.interval, date: Some(date.span), rule: "date-of-the-step" })
}
