//! Dates that a text states in full or in part: `26 تموز/ يوليو 2021`, `31/ 12/ 2021`, `2024-01-05`.

use jiff::civil::Date;

use super::calendar;

/// The parts of a date that the text states, and how many words they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated {
    /// The day of the month, 1–31.
    pub day: Option<i8>,
    /// The month, 1–12.
    pub month: Option<i8>,
    /// The year of the common era.
    pub year: Option<i16>,
    /// How many words from the start.
    pub words: usize,
}

impl Stated {
    /// The day, if day, month and year are stated and the calendar has such a day.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }
}

/// Years that a news text of the topic can mean. Numbers outside are counts (`2500 جندي`) or Hijri years.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// A whole number, written in digits without separators.
pub fn number(word: &str) -> Option<i32> {
    let digits = !word.is_empty() && word.len() <= 9 && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

/// A year in four digits.
pub fn year_at(word: &str) -> Option<i16> {
    if word.len() != 4 {
        return None;
    }
    i16::try_from(number(word)?).ok().filter(|y| YEARS.contains(y))
}

fn small(word: &str, most: i8) -> Option<i8> {
    if word.len() > 2 {
        return None;
    }
    i8::try_from(number(word)?).ok().filter(|n| (1..=most).contains(n))
}

/// The stated date at `at`: numeric, or a day and a named month with or without a year, or a named month with a year.
///
/// Words are folded. A weekday before is not part of it.
pub fn stated_at(words: &[&str], at: usize) -> Option<Stated> {
    numeric(words, at).or_else(|| day_and_month(words, at)).or_else(|| month_first(words, at))
}

/// `31.07.2021`, `31/ 12/ 2021`, `2024-01-05`; month before day only where nothing else is possible.
fn numeric(words: &[&str], at: usize) -> Option<Stated> {
    let first = *words.get(at)?;
    let (parts, len) = if first.contains('.') {
        let mut parts = first.split('.');
        let three = [parts.next()?, parts.next()?, parts.next()?];
        parts.next().is_none().then_some((three, 1))?
    } else {
        let sign = *words.get(at + 1)?;
        let same = words.get(at + 3).copied() == Some(sign);
        (same && matches!(sign, "/" | "-" | "\\" | "–" | "‏/" | "." | "_"))
            .then_some(([first, words.get(at + 2)?, words.get(at + 4)?], 5))?
    };
    let (day, month, year_word) = match parts {
        [y, m, d] if y.len() == 4 => (d, m, y),
        [d, m, y] => (d, m, y),
    };
    let (day, month) = match (small(day, 31), small(month, 31)) {
        (Some(d), Some(m)) if m <= 12 => (d, m),
        (Some(m), Some(d)) if m <= 12 && year_word == parts[2] => (d, m),
        _ => return None,
    };
    let stated = Stated { day: Some(day), month: Some(month), year: year_at(year_word), words: len };
    stated.date().map(|_| stated)
}

/// `26 تموز`, `الـ26 من تموز/ يوليو 2021`, `الثامن من آب`, `27 تموز , 2024`, `27-يوليو-2021`.
fn day_and_month(words: &[&str], at: usize) -> Option<Stated> {
    let (day, mut next) = day_number(words, at)?;
    if matches!(words.get(next).copied(), Some("من" | "-" | "/" | "شهر")) {
        next += 1;
    }
    if words.get(next).copied() == Some("شهر") {
        next += 1;
    }
    let (month, len) = calendar().month(words, next)?;
    next += len;
    let year = year_after(words, next);
    Some(Stated {
        day: Some(day),
        month: Some(month),
        year: year.map(|(y, _)| y),
        words: next + year.map_or(0, |(_, len)| len) - at,
    })
}

/// `تموز 2021`, `تموز/يوليو من عام 2021`, `July 27, 2024`, `يوليو 27, 2021`.
fn month_first(words: &[&str], at: usize) -> Option<Stated> {
    let (month, len) = calendar().month(words, at)?;
    let next = at + len;
    if let Some(day) = words.get(next).and_then(|w| small(w, 31))
        && let Some((year, len)) = year_after(words, next + 1)
    {
        let stated =
            Stated { day: Some(day), month: Some(month), year: Some(year), words: next + 1 + len - at };
        return stated.date().map(|_| stated);
    }
    let (year, len) = year_after(words, next)?;
    Some(Stated { day: None, month: Some(month), year: Some(year), words: next + len - at })
}

/// The day of a month at `at` and the index after it: `26`, `الـ26`, `ال 26`, `السادس والعشرين`.
fn day_number(words: &[&str], at: usize) -> Option<(i8, usize)> {
    let first = *words.get(at)?;
    if let Some(day) = small(first, 31) {
        return Some((day, at + 1));
    }
    if matches!(first, "ال" | "وال" | "بال" | "لل" | "فال") {
        return Some((small(words.get(at + 1)?, 31)?, at + 2));
    }
    calendar().ordinal(words, at).map(|(day, len)| (day, at + len))
}

/// A year after a month: `2021`, `، 2021`, `من عام 2021`, `سنة 2021`, `للعام 2021`, `-2021`.
fn year_after(words: &[&str], at: usize) -> Option<(i16, usize)> {
    let mut next = at;
    if matches!(words.get(next).copied(), Some("," | "،" | "-" | "/" | "من" | "." | "–")) {
        next += 1;
    }
    if matches!(words.get(next).copied(), Some("عام" | "العام" | "سنة" | "لعام" | "للعام" | "لسنة"))
    {
        next += 1;
    }
    let year = year_at(words.get(next)?)?;
    Some((year, next + 1 - at))
}
