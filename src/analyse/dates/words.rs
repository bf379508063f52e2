//! The words of time in `assets/time_words.json`, ready to be looked up.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt, HashSet};
use serde::Deserialize;

use super::expression::{Part, Unit, Which};
use crate::text::{Fold, fold};

/// The words of time by their folded spelling.
#[derive(Debug)]
pub(super) struct Words {
    pub parts: HashMap<String, Part>,
    pub which: HashMap<String, Which>,
    pub units: HashMap<String, UnitWord>,
    pub decades: HashMap<String, i16>,
    pub yesterday: HashSet<String>,
    pub tomorrow: HashSet<String>,
    pub day_times: HashSet<String>,
    pub ago: HashSet<String>,
    pub within: HashSet<String>,
    pub year_cues: HashSet<String>,
    pub month_cues: HashSet<String>,
    pub counted_nouns: HashSet<String>,
    pub general_titles: HashSet<String>,
    pub named_after: HashSet<String>,
    pub weekday_names_of: HashSet<String>,
    pub outlets_of_today: HashSet<String>,
    pub future_cues: HashSet<String>,
    pub not_future: HashSet<String>,
    /// Days that a text may name without their year, with the words that then stand before.
    pub named_days: Vec<NamedDay>,
    pub places_of_outlets: HashSet<String>,
    pub epithets_of_days: HashSet<String>,
    pub adjectives_of_day: HashSet<String>,
    pub past_cues: HashSet<String>,
    pub deadline_cues: HashSet<String>,
    pub extension_cues: HashSet<String>,
    pub saying_cues: HashSet<String>,
    /// Words that go on with a story: what they date is near the date before.
    pub sequel_cues: HashSet<String>,
    pub feasts: Vec<Feast>,
    pub known_events: Vec<KnownEvent>,
}

/// A word for one, two or more units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitWord {
    pub unit: Unit,
    /// 1 and 2 for singular and dual; `None` for the plural.
    pub count: Option<i32>,
    /// Whether it carries the article.
    pub definite: bool,
}

/// A day that is known by its name alone.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedDay {
    pub year: i16,
    pub month: i8,
    pub day: i8,
    /// One of these words stands shortly before.
    pub after: Vec<String>,
}

/// A day of the year that has a name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Feast {
    pub month: i8,
    pub day: i8,
    /// Its names, without the article of the first word.
    pub names: Vec<String>,
}

/// An event that everybody dates, by which texts date others.
#[derive(Debug, Clone)]
pub(super) struct KnownEvent {
    pub year: i16,
    pub month: i8,
    pub day: i8,
    /// Its names, as the words that they are made of; other words may stand between these.
    pub names: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownEventEntry {
    day: jiff::civil::Date,
    names: Vec<String>,
}

impl From<KnownEventEntry> for KnownEvent {
    fn from(entry: KnownEventEntry) -> Self {
        let words = |name: &String| fold(name, Fold::Strict).text.split(' ').map(str::to_owned).collect();
        let names = entry.names.iter().map(words).collect();
        Self { year: entry.day.year(), month: entry.day.month(), day: entry.day.day(), names }
    }
}

impl Feast {
    fn folded(mut self) -> Self {
        self.names = self.names.iter().map(|name| fold(name, Fold::Strict).text).collect();
        self
    }
}

impl NamedDay {
    fn folded(mut self) -> Self {
        self.after = folded(self.after).into_iter().collect();
        self
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    parts: HashMap<Part, Vec<String>>,
    which: HashMap<Which, Vec<String>>,
    units: HashMap<Unit, Forms>,
    decades: HashMap<String, Vec<String>>,
    yesterday: Vec<String>,
    tomorrow: Vec<String>,
    day_times: Vec<String>,
    ago: Vec<String>,
    within: Vec<String>,
    year_cues: Vec<String>,
    month_cues: Vec<String>,
    counted_nouns: Vec<String>,
    general_titles: Vec<String>,
    named_after: Vec<String>,
    weekday_names_of: Vec<String>,
    outlets_of_today: Vec<String>,
    future_cues: Vec<String>,
    not_future: Vec<String>,
    named_days: Vec<NamedDay>,
    places_of_outlets: Vec<String>,
    epithets_of_days: Vec<String>,
    adjectives_of_day: Vec<String>,
    past_cues: Vec<String>,
    deadline_cues: Vec<String>,
    extension_cues: Vec<String>,
    saying_cues: Vec<String>,
    sequel_cues: Vec<String>,
    feasts: Vec<Feast>,
    known_events: Vec<KnownEventEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    one: Vec<String>,
    two: Vec<String>,
    many: Vec<String>,
    the: Vec<String>,
    the_two: Vec<String>,
    the_many: Vec<String>,
}

fn folded(words: Vec<String>) -> HashSet<String> {
    words.iter().map(|w| fold(w, Fold::Strict).text).collect()
}

fn keyed<T: Copy>(lists: HashMap<T, Vec<String>>) -> HashMap<String, T> {
    lists.into_iter().flat_map(|(value, words)| folded(words).into_iter().map(move |w| (w, value))).collect()
}

fn unit_words(lists: HashMap<Unit, Forms>) -> HashMap<String, UnitWord> {
    let mut out = HashMap::new();
    for (unit, forms) in lists {
        let rows = [
            (forms.one, Some(1), false),
            (forms.two, Some(2), false),
            (forms.many, None, false),
            (forms.the, Some(1), true),
            (forms.the_two, Some(2), true),
            (forms.the_many, None, true),
        ];
        for (words, count, definite) in rows {
            out.extend(folded(words).into_iter().map(|w| (w, UnitWord { unit, count, definite })));
        }
    }
    out
}

fn parse(json: &str) -> serde_json::Result<Words> {
    let file: File = serde_json::from_str(json)?;
    let decades = file.decades.into_iter().filter_map(|(year, words)| Some((year.parse().ok()?, words)));
    Ok(Words {
        parts: keyed(file.parts),
        which: keyed(file.which),
        units: unit_words(file.units),
        decades: keyed(decades.collect::<HashMap<i16, _>>()),
        yesterday: folded(file.yesterday),
        tomorrow: folded(file.tomorrow),
        day_times: folded(file.day_times),
        ago: folded(file.ago),
        within: folded(file.within),
        year_cues: folded(file.year_cues),
        month_cues: folded(file.month_cues),
        counted_nouns: folded(file.counted_nouns),
        general_titles: folded(file.general_titles),
        named_after: folded(file.named_after),
        weekday_names_of: folded(file.weekday_names_of),
        outlets_of_today: folded(file.outlets_of_today),
        future_cues: folded(file.future_cues),
        not_future: folded(file.not_future),
        named_days: file.named_days.into_iter().map(NamedDay::folded).collect(),
        places_of_outlets: folded(file.places_of_outlets),
        epithets_of_days: folded(file.epithets_of_days),
        adjectives_of_day: folded(file.adjectives_of_day),
        past_cues: folded(file.past_cues),
        deadline_cues: folded(file.deadline_cues),
        extension_cues: folded(file.extension_cues),
        saying_cues: folded(file.saying_cues),
        sequel_cues: folded(file.sequel_cues),
        feasts: file.feasts.into_iter().map(Feast::folded).collect(),
        known_events: file.known_events.into_iter().map(KnownEvent::from).collect(),
    })
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it: no input can bring this to fail.
    parse(include_str!("../../../assets/time_words.json")).expect("assets/time_words.json is well-formed")
});

/// The words of `assets/time_words.json`.
pub(super) fn words() -> &'static Words {
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_complete() {
        let words = parse(include_str!("../../../assets/time_words.json")).unwrap();
        assert_eq!(words.units.values().map(|u| u.unit).collect::<HashSet<_>>().len(), 5);
        assert_eq!(words.which.values().collect::<HashSet<_>>().len(), 6);
        assert_eq!(words.decades.len(), 32);
    }
}
