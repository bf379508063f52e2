//! Which empty stretches of time are folded.

use jiff::civil::Date;

use crate::library::Moment;

use super::{days, later};

/// The fewest empty days that are folded.
const LEAST_FOLD: i64 = 60;
/// Empty days are folded if they are at least one in so many of those that are left.
const FOLD_PART: i64 = 6;
/// How many days of an uncertain date keep their full length.
const LONGEST: i64 = 31;

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
pub(super) fn empty_days(first: Date, last: Date, moments: &[Moment]) -> Vec<(Date, i64)> {
    let mut gaps = Vec::new();
    let mut free = first;
    for (from, to) in eventful(moments) {
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
