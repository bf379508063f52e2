//! The grammar of date expressions: a table of rules, each of which reads one form at one place.
//!
//! Every rule takes the folded words of a sentence and a place, and says how many words it reads and what
//! they mean. At each place the longest reading wins; among equals the rule that stands first.

mod absolute;
mod clitic;
mod guard;
mod known_event;
mod period;
mod range;
mod relative;
mod time_of_day;

use super::expression::{Expr, Found, Says};
use super::tense::{certainty_at, tense_at};
use super::words::words as time_words;
use crate::analyse::Reading;
use crate::analyse::memory::Memories;
use crate::model::Span;
use crate::text::{Fold, fold};

/// What a rule read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parsed {
    /// The index after the last word.
    pub end: usize,
    /// What the words mean.
    pub expr: Expr,
    /// What it says of the text itself.
    pub says: Option<Says>,
}

impl Parsed {
    fn new(end: usize, expr: Expr) -> Self {
        Self { end, expr, says: None }
    }
}

type Rule = fn(&[&str], usize) -> Option<Parsed>;

/// The rules. Names are stable: they are shown as reasons and stored.
const RULES: &[(&str, Rule)] = &[
    ("day-month", absolute::day),
    ("day-in-list", absolute::listed_day),
    ("first-day", absolute::first_day),
    ("day-and-month", absolute::day_and_month),
    ("feast", absolute::feast),
    ("anniversary", known_event::anniversary),
    ("near-known-event", known_event::near_event),
    ("hijri-date", absolute::hijri),
    ("day-of-this-month", absolute::day_of_month),
    ("range", range::range),
    ("weekdays", relative::weekdays),
    ("days-of", period::days_of),
    ("month", absolute::month),
    ("year", absolute::year),
    ("season", absolute::season),
    ("decade", absolute::decade),
    ("period", period::period),
    ("time-of-day", time_of_day::time_of_day),
    ("day-from-today", relative::from_today),
    ("day-from-before", relative::from_before),
    ("weekday", relative::weekday),
    ("ago", relative::ago),
    ("window", relative::window),
];

/// What is known of words read before.
static STARTERS: Memories<clitic::Starter> = Memories::new();

/// All date expressions of a text, in order, without overlap. Linear in the text's length.
pub(super) fn scan(reading: &Reading<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    // What each word can begin an expression as.
    let mut starters: Vec<Option<(&str, usize)>> = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        words.clear();
        words.extend(reading.words_of(sentence).iter().map(|w| reading.folded(w)));
        starters.clear();
        STARTERS.lend(|memory| {
            let known = reading.words_of(sentence).iter().zip(&words);
            starters.extend(known.map(|(of, word)| match word.as_bytes().first() {
                Some(b'0'..=b'9') => Some((*word, 0)),
                _ => memory.of(of.letters, || clitic::starter(word)),
            }));
        });
        let mut at = 0;
        while at < words.len() {
            let starter = starters.get(at).copied().flatten();
            let read = starter.and_then(|starter| read_at(&mut words, at, starter));
            let Some(Read { rule, skip: start, parsed, is_date }) = read else {
                at += 1;
                continue;
            };
            if !is_date {
                // All of `ثورة 14 تموز` is a name: no part of it is a date either.
                at = parsed.end;
                continue;
            }
            let first = sentence.words.start + at;
            let last = sentence.words.start + parsed.end - 1;
            let (Some(first_word), Some(last_word)) = (reading.words.get(first), reading.words.get(last))
            else {
                break;
            };
            // Proclitics are no part of the expression: go on by so many folded bytes in the text itself.
            let raw = first_word.span.of(reading.text);
            let skip = if start == 0 { 0 } else { fold(raw, Fold::Strict).original(start) };
            out.push(Found {
                span: Span::new(first_word.span.start + skip, last_word.span.end),
                sentence: index,
                words: first..last + 1,
                tense: tense_at(&words, at, parsed.end),
                certainty: certainty_at(&words, at),
                expr: parsed.expr,
                rule,
                says: parsed.says,
                sequel: words.first().is_some_and(|w| time_words().sequel_cues.contains(*w)),
                heads: false,
            });
            at = parsed.end;
        }
    }
    out
}

/// The longest reading at a place.
struct Read {
    rule: &'static str,
    /// How many folded bytes of the first word are proclitics.
    skip: usize,
    parsed: Parsed,
    /// Whether the words around let it be a date.
    is_date: bool,
}

/// The longest reading at `at`.
fn read_at<'a>(words: &mut [&'a str], at: usize, (core, skip): (&'a str, usize)) -> Option<Read> {
    let raw = *words.get(at)?;
    words[at] = core;
    let mut best: Option<(&'static str, Parsed)> = None;
    for (name, rule) in RULES {
        if let Some(parsed) = rule(words, at)
            && parsed.end > at
            && parsed.end <= words.len()
            && best.as_ref().is_none_or(|(_, b)| parsed.end > b.end)
        {
            best = Some((name, parsed));
        }
    }
    let read = best.map(|(rule, parsed)| {
        let is_date = guard::is_date(words, at, &parsed);
        Read { rule, skip, parsed, is_date }
    });
    words[at] = raw;
    read
}

/// The word at `at`, or `""`.
fn word<'a>(words: &[&'a str], at: usize) -> &'a str {
    words.get(at).copied().unwrap_or_default()
}

/// The index after `at` if one of `these` stands there, else `at`.
fn skip(words: &[&str], at: usize, these: &[&str]) -> usize {
    if these.contains(&word(words, at)) { at + 1 } else { at }
}
