//! The names in `assets/calendar.json`, ready to be looked up.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt, HashSet};
use jiff::civil::Weekday;
use serde::Deserialize;

use crate::model::Span;
use crate::text::{Fold, TokenKind, fold, tokens};

/// A season of the northern hemisphere, as the news counts them: spring is March to May, and so on;
/// winter runs from December of its year to February of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// Names of the calendar by their folded words.
#[derive(Debug)]
pub struct Calendar {
    months: Names<i8>,
    hijri_months: Names<i8>,
    weekdays: Names<Weekday>,
    seasons: Names<Season>,
    ordinals: Names<i8>,
    cardinals: Names<i8>,
    doubtful_months: HashSet<String>,
    date_line_words: HashSet<String>,
}

/// The file, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: Vec<Vec<String>>,
    months_that_are_words_too: Vec<String>,
    hijri_months: Vec<Vec<String>>,
    weekdays: HashMap<Day, Vec<String>>,
    seasons: HashMap<Season, Vec<String>>,
    ordinals: Vec<Vec<String>>,
    cardinals: Vec<Vec<String>>,
    date_line_words: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Hash)]
#[serde(rename_all = "lowercase")]
enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl From<Day> for Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Monday => Self::Monday,
            Day::Tuesday => Self::Tuesday,
            Day::Wednesday => Self::Wednesday,
            Day::Thursday => Self::Thursday,
            Day::Friday => Self::Friday,
            Day::Saturday => Self::Saturday,
            Day::Sunday => Self::Sunday,
        }
    }
}

/// Names of one or more words, by their first word, the longest first.
#[derive(Debug)]
struct Names<T>(HashMap<String, Vec<(Vec<String>, T)>>);

impl<T: Copy> Names<T> {
    fn new(entries: impl IntoIterator<Item = (T, Vec<String>)>) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (value, names) in entries {
            for name in names {
                let words = folded_words(&name);
                if let Some(first) = words.first() {
                    by_first.entry(first.clone()).or_default().push((words, value));
                }
            }
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self(by_first)
    }

    /// The longest name that stands at `at`, and how many words it takes.
    fn at(&self, words: &[&str], at: usize) -> Option<(T, usize)> {
        let rest = words.get(at..)?;
        self.0.get(*rest.first()?)?.iter().find_map(|(name, value)| {
            let fits = name.len() <= rest.len() && name.iter().zip(rest).all(|(a, b)| a == b);
            fits.then_some((*value, name.len()))
        })
    }
}

/// The words of `text`, folded as a reading folds them.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    tokens(text, Span::new(0, text.len()))
        .into_iter()
        .filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Newline))
        .map(|t| fold(t.span.of(text), Fold::Strict).text)
        .filter(|w| !w.is_empty())
        .collect()
}

fn counted(lists: Vec<Vec<String>>) -> impl Iterator<Item = (i8, Vec<String>)> {
    (1..=i8::MAX).zip(lists)
}

fn parse(json: &str) -> serde_json::Result<Calendar> {
    let file: File = serde_json::from_str(json)?;
    let folded = |names: Vec<String>| names.iter().map(|n| folded_words(n).join(" ")).collect();
    Ok(Calendar {
        months: Names::new(counted(file.months)),
        hijri_months: Names::new(counted(file.hijri_months)),
        weekdays: Names::new(file.weekdays.into_iter().map(|(day, names)| (day.into(), names))),
        seasons: Names::new(file.seasons),
        ordinals: Names::new(counted(file.ordinals)),
        cardinals: Names::new(counted(file.cardinals)),
        doubtful_months: folded(file.months_that_are_words_too),
        date_line_words: folded(file.date_line_words),
    })
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it: no input can bring this to fail.
    parse(include_str!("../../../assets/calendar.json")).expect("assets/calendar.json is well-formed")
});

/// The calendar of `assets/calendar.json`.
pub fn calendar() -> &'static Calendar {
    &CALENDAR
}

impl Calendar {
    /// The month (1–12) named by one name at `at`, and how many words the name takes.
    pub fn one_month(&self, words: &[&str], at: usize) -> Option<(i8, usize)> {
        self.months.at(words, at)
    }

    /// The month (1–12) named at `at`, in one naming tradition or in two (`كانون الثاني/يناير`, `تموز يوليو`,
    /// `آب (أغسطس)`), and how many words that takes. Two different months are two months: only the first is taken.
    pub fn month(&self, words: &[&str], at: usize) -> Option<(i8, usize)> {
        let (month, len) = self.months.at(words, at)?;
        let after = at + len;
        let sign = words.get(after).copied().unwrap_or_default();
        let second = match sign {
            "/" | "-" | "\\" | "–" | "(" | "_" => after + 1,
            _ => after,
        };
        match self.months.at(words, second) {
            Some((same, more)) if same == month => {
                let end = second + more;
                let closes = sign == "(" && words.get(end).copied() == Some(")");
                Some((month, end - at + usize::from(closes)))
            }
            _ => Some((month, len)),
        }
    }

    /// Whether the word is a month's name and also a common word or a person's name (`مارس` "practised").
    pub fn is_doubtful_month(&self, word: &str) -> bool {
        self.doubtful_months.contains(word)
    }

    /// The month of the Hijri year (1–12) named at `at`, and how many words the name takes.
    pub fn hijri_month(&self, words: &[&str], at: usize) -> Option<(i8, usize)> {
        self.hijri_months.at(words, at)
    }

    /// The weekday named at `at`.
    pub fn weekday(&self, words: &[&str], at: usize) -> Option<(Weekday, usize)> {
        self.weekdays.at(words, at)
    }

    /// The season named at `at`, without the article.
    pub fn season(&self, words: &[&str], at: usize) -> Option<(Season, usize)> {
        self.seasons.at(words, at)
    }

    /// The ordinal in words at `at` (`السادس والعشرين`), 1–31.
    pub fn ordinal(&self, words: &[&str], at: usize) -> Option<(i8, usize)> {
        self.ordinals.at(words, at)
    }

    /// The cardinal in words at `at` (`ثلاثة`), 1–20.
    pub fn cardinal(&self, words: &[&str], at: usize) -> Option<(i8, usize)> {
        self.cardinals.at(words, at)
    }

    /// The first word of every name and number, folded.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        let months = self.months.0.keys().chain(self.hijri_months.0.keys());
        let days = self.weekdays.0.keys().chain(self.seasons.0.keys());
        months.chain(days).chain(self.ordinals.0.keys()).map(String::as_str)
    }

    /// Whether the word may stand in a line that states a date and nothing else.
    pub fn is_date_line_word(&self, word: &str) -> bool {
        self.date_line_words.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_complete() {
        let file: File = serde_json::from_str(include_str!("../../../assets/calendar.json")).unwrap();
        assert_eq!(file.months.len(), 12);
        assert_eq!(file.hijri_months.len(), 12);
        assert_eq!(file.weekdays.len(), 7);
        assert_eq!(file.seasons.len(), 4);
        assert_eq!(file.ordinals.len(), 31);
        assert_eq!(file.cardinals.len(), 20);
    }

    #[test]
    fn no_name_means_two_things_of_one_kind() {
        let file: File = serde_json::from_str(include_str!("../../../assets/calendar.json")).unwrap();
        for lists in [file.months, file.hijri_months, file.ordinals, file.cardinals] {
            let mut seen = HashMap::new();
            for (n, names) in lists.iter().enumerate() {
                for name in names {
                    let before = seen.insert(folded_words(name), n);
                    assert!(before.is_none_or(|b| b == n), "{name} names {before:?} and {n}");
                }
            }
        }
    }

    #[test]
    fn months_in_two_traditions_are_one() {
        let month = |text: &str| {
            let words = folded_words(text);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            calendar().month(&words, 0).map(|(m, len)| (m, len == words.len()))
        };
        for text in [
            "كانون الثاني/يناير",
            "يناير / كانون الثاني",
            "كانون ثاني يناير",
            "كانون 2",
            "كانون الثاني (يناير)",
        ] {
            assert_eq!(month(text), Some((1, true)), "{text}");
        }
        for (text, number) in [
            ("إبريل", 4),
            ("اذار", 3),
            ("أب", 8),
            ("غشت", 8),
            ("جويلية", 7),
            ("دجنبر", 12),
            ("تشرين الثانى", 11),
        ] {
            assert_eq!(month(text), Some((number, true)), "{text}");
        }
        assert_eq!(month("حزيران/تموز"), Some((6, false)));
        assert_eq!(month("تشرين"), None);
    }
}
