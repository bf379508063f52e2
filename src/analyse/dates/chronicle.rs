//! Chronologies: entries that open with their date (`- 9 نيسان: سقوط العاصمة`), under headings that are years.
//!
//! An entry without a year is of the year of the heading or entry above it, or of the next one: a chronology runs
//! forward.

use jiff::civil::Date;

use super::expression::{Certainty, Expr, Found, Part, Tense, Year};
use crate::analyse::{Reading, Sentence};

/// Fewer entries make no chronology.
const LEAST_ENTRIES: usize = 3;
/// More signs before a date are no margin of a list.
const LONGEST_MARGIN: usize = 12;
/// Years that stand alone as headings.
const YEARS: std::ops::RangeInclusive<i16> = 1979..=2049;

/// Marks the dates that open entries, and adds headings that are years, if the text is or holds a chronology.
pub(super) fn mark(reading: &Reading<'_>, found: &mut Vec<Found>) {
    let heads: Vec<usize> = (0..found.len()).filter(|&at| opens_entry(reading, &found[at])).collect();
    if heads.len() < LEAST_ENTRIES {
        return;
    }
    for at in heads {
        found[at].heads = true;
    }
    let years = reading.sentences.iter().enumerate().filter_map(|(index, s)| heading(reading, index, s));
    let before = found.len();
    found.extend(years);
    if found.len() > before {
        found.sort_by_key(|f| f.span.start);
        // Where a rule read the year itself, its reading stays: it came first and the sort is stable.
        found.dedup_by_key(|f| f.span.start);
    }
}

/// Whether nothing stands before a date in its line but the sign of a list, and a colon or dash behind it.
fn opens_entry(reading: &Reading<'_>, found: &Found) -> bool {
    let Some(sentence) = reading.sentences.get(found.sentence) else { return false };
    let is_sign = |at: usize| reading.words.get(at).is_some_and(|w| !has_letter(reading.folded(w)));
    let behind = reading.words.get(found.words.end).map(|w| reading.folded(w));
    begins_line(reading, sentence)
        && matches!(
            found.expr,
            Expr::Day { .. } | Expr::Month { .. } | Expr::Year { .. } | Expr::Season { .. }
        )
        && (sentence.words.start..found.words.start).all(is_sign)
        && behind.is_some_and(|sign| matches!(sign, ":" | "-" | "–" | "—" | "ـ" | "|"))
}

fn has_letter(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

/// Whether a sentence is the first of its line.
fn begins_line(reading: &Reading<'_>, sentence: &Sentence) -> bool {
    let before = reading.text.get(..sentence.span.start).unwrap_or_default();
    let mut signs =
        before.chars().rev().take(LONGEST_MARGIN).skip_while(|&c| c != '\n' && !c.is_alphanumeric());
    signs.next().is_none_or(|c| c == '\n')
}

/// A year alone in its line.
fn heading(reading: &Reading<'_>, index: usize, sentence: &Sentence) -> Option<Found> {
    let behind = reading.text.get(sentence.span.end..).unwrap_or_default();
    let ends_line = behind.is_empty() || behind.trim_start_matches([' ', '\r']).starts_with('\n');
    if sentence.words.len() > 3 || !ends_line || !begins_line(reading, sentence) {
        return None;
    }
    let mut written = sentence
        .words
        .clone()
        .filter(|&at| reading.words.get(at).is_some_and(|w| has_letter(reading.folded(w))));
    let (Some(at), None) = (written.next(), written.next()) else { return None };
    let word = reading.words.get(at)?;
    let year = reading.folded(word).parse().ok().filter(|year| YEARS.contains(year))?;
    Some(Found {
        span: word.span,
        sentence: index,
        words: at..at + 1,
        expr: Expr::Year { year, part: Part::Whole },
        rule: "year-as-heading",
        tense: Tense::Past,
        certainty: Certainty::SurelyPast,
        says: None,
        sequel: false,
        heads: true,
    })
}

/// Where a chronology has come to, as its entries are resolved one after another.
#[derive(Debug, Default)]
pub(super) struct Chronicle(Option<Date>);

impl Chronicle {
    /// The entry's date with its year; `None` if it is none or needs none.
    pub fn with_year(&self, found: &Found) -> Option<Expr> {
        let reached = self.0.filter(|_| found.heads)?;
        let next = |month: i8, day: i8| {
            let later = (month, day) >= (reached.month(), reached.day());
            if later { reached.year() } else { reached.year().saturating_add(1) }
        };
        match found.expr {
            Expr::Day { day, month, year: Year::Open, weekday } => {
                Some(Expr::Day { day, month, year: Year::Stated(next(month, day)), weekday })
            }
            Expr::Month { month, year: Year::Open, part } => {
                Some(Expr::Month { month, year: Year::Stated(next(month, 31)), part })
            }
            _ => None,
        }
    }

    /// Goes on to an entry that begins on `day`.
    pub fn reach(&mut self, found: &Found, day: Option<Date>) {
        if found.heads {
            self.0 = day.or(self.0);
        }
    }
}
