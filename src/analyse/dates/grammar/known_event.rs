//! Days that hang on an event that everybody dates: its anniversary, its morrow, so many days after it.

use super::relative::amount;
use super::{Parsed, skip, word};
use crate::analyse::dates::expression::{Expr, Unit, Year};
use crate::analyse::dates::period::plus_days;
use crate::analyse::dates::words::{KnownEvent, words as time_words};
use crate::text::calendar::{calendar, number};
use jiff::civil::Date;

/// How many words after a name's first its others may stand: `اغتيال اللواء الركن قاسم سليماني`.
const REACH: usize = 7;

/// `الذكرى الثالثة لاغتيال سليماني`, `الذكرى السنوية الـ20 لغزو العراق`: the day so many years after the event. Without
/// the number it may be any year's.
pub(super) fn anniversary(words: &[&str], at: usize) -> Option<Parsed> {
    if !matches!(word(words, at), "الذكرى" | "ذكرى") {
        return None;
    }
    let (nth, next) = nth(words, skip(words, at + 1, &["السنوية"]))?;
    let (event, end) = event_at(words, skip(words, next, &["السنوية"]))?;
    let year = Year::Stated(event.year.checked_add(nth)?);
    Some(Parsed::new(end, Expr::Day { day: event.day, month: event.month, year, weekday: None }))
}

/// `بعد يومين من اغتيال سليماني`, `غداة سقوط الموصل`, `عشية الغزو`.
pub(super) fn near_event(words: &[&str], at: usize) -> Option<Parsed> {
    let (days, next) = match word(words, at) {
        "غداة" => (1, at + 1),
        "عشية" => (-1, at + 1),
        side @ ("بعد" | "قبل") => {
            let (count, unit, next) = amount(words, at + 1)?;
            let days = match unit {
                Unit::Day => count,
                Unit::Week => count.checked_mul(7)?,
                _ => return None,
            };
            let of = skip(words, next, &["من", "على", "علي"]);
            if of == next {
                return None;
            }
            (if side == "بعد" { days } else { -days }, of)
        }
        _ => return None,
    };
    let (event, end) = event_at(words, next)?;
    let day = plus_days(Date::new(event.year, event.month, event.day).ok()?, days)?;
    let expr =
        Expr::Day { day: day.day(), month: day.month(), year: Year::Stated(day.year()), weekday: None };
    Some(Parsed::new(end, expr))
}

/// `الثالثة`, `العشرين`, `الـ18`, `18`.
fn nth(words: &[&str], at: usize) -> Option<(i16, usize)> {
    let digits = if word(words, at) == "ال" { at + 1 } else { at };
    if let Some(n) = number(word(words, digits)) {
        return i16::try_from(n).ok().filter(|n| (1..=120).contains(n)).map(|n| (n, digits + 1));
    }
    // `الثامنة عشرة` is the eighteenth as `الثامن عشر` is.
    let masculine = |word: &&'_ str| match *word {
        "الاولى" => "الاول".to_owned(),
        word => word.strip_suffix('ة').unwrap_or(word).to_owned(),
    };
    let words: Vec<String> = words.get(at..)?.iter().take(3).map(masculine).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    calendar().ordinal(&words, 0).map(|(n, len)| (i16::from(n), at + len))
}

/// What stands between the words of a name ties another thing to the first of them.
const PREPOSITIONS: [&str; 9] = ["على", "في", "من", "الى", "عن", "قرب", "بين", "ضد", "نحو"];

/// The event that the words name from `at` on, and the index after its name. Its words may stand apart, as
/// titles and first names do, but in one phrase: `سقوط صاروخين على عين الأسد` is not the fall of al-Asad.
fn event_at(words: &[&str], at: usize) -> Option<(&'static KnownEvent, usize)> {
    let phrase = words.get(at..words.len().min(at + REACH + 1))?;
    let phrase = phrase.split(|w| matches!(*w, "،" | "," | "." | ":" | "؛" | "-")).next()?;
    let ends = |name: &[String]| {
        let mut end = 0;
        for (n, wanted) in name.iter().enumerate() {
            let reach = if n == 0 { 1 } else { phrase.len() };
            let found = (end..phrase.len().min(end + reach)).find(|&i| is_form_of(phrase[i], wanted))?;
            if phrase.get(end..found)?.iter().any(|between| PREPOSITIONS.contains(between)) {
                return None;
            }
            end = found + 1;
        }
        Some(end)
    };
    let events = time_words().known_events.iter();
    let all = events.flat_map(|event| event.names.iter().filter_map(move |name| Some((event, ends(name)?))));
    all.max_by_key(|&(_, end)| end).map(|(event, end)| (event, at + end))
}

/// Whether a word is another with a proclitic: `لاغتيال` is `اغتيال`, `للغزو` is `الغزو`.
fn is_form_of(word: &str, wanted: &str) -> bool {
    let bare = word.strip_prefix(['ل', 'و', 'ب']).unwrap_or(word);
    word == wanted
        || bare == wanted
        || wanted.strip_prefix("ال").is_some_and(|w| bare.strip_prefix('ل') == Some(w))
}
