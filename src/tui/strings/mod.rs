//! The words of the interface, in Arabic and English, from `assets/strings/`.

use std::collections::HashMap;
use std::hash::Hash;

use serde::Deserialize;

use crate::library::query::{Problem, QueryError};
use crate::model::{EntityType, EventKind, Modality, PublishedBasis, Role};

mod counted;
mod doctor;
mod language;
mod plain;
mod reasons;
mod words;

pub use counted::Counted;
pub use doctor::DoctorWords;
pub use language::Language;
pub use plain::PlainWords;
pub use words::Words;

use super::action::{Action, Group};
use super::paint::is_rtl;

/// Names of the members of an enumeration.
pub type Names<K> = HashMap<K, String>;

/// All words of the interface in one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strings {
    /// Phrases.
    pub words: Words,
    /// Month names, January first.
    pub months: [String; 12],
    /// Month names of the Hijri calendar, Muharram first.
    pub hijri_months: [String; 12],
    /// What each action does.
    pub actions: Names<Action>,
    /// A word or two for each action, for the hint bar.
    pub hints: Names<Action>,
    /// Headings of the help.
    pub groups: Names<Group>,
    /// Types of entities, one of them.
    pub types: Names<EntityType>,
    /// Types of entities, several.
    pub types_plural: Names<EntityType>,
    /// Kinds of events.
    pub kinds: Names<EventKind>,
    /// Kinds of events, several.
    pub kinds_plural: Names<EventKind>,
    /// How a text stands to an event.
    pub modalities: Names<Modality>,
    /// On what a publication date rests.
    pub bases: Names<PublishedBasis>,
    /// Roles of blocks.
    pub roles: Names<Role>,
    /// How many outlets tell an event.
    pub outlets: Counted,
    /// Themes, by their names.
    pub themes: HashMap<String, String>,
    /// What is wrong with a query; `{}` stands for what was given, then for what would be right.
    pub query_problems: Names<Problem>,
    /// Days of the week, by their English names.
    pub weekdays: HashMap<String, String>,
    /// What each rule found, by the rule's stable name; `{}` stands for what it stood on.
    pub rules: HashMap<String, String>,
    /// What rules say besides, by their own words; `{}` stands for what they put in.
    pub notes: HashMap<String, String>,
    /// The report on the terminal.
    pub doctor: DoctorWords,
    /// The plain lines.
    pub plain: PlainWords,
}

/// The name of `key`, or its own spelling where a table lacks it.
pub fn name<K: Hash + Eq + Copy + AsName>(names: &Names<K>, key: K) -> &str {
    names.get(&key).map_or(key.as_name(), String::as_str)
}

/// Enumerations with a stable spelling.
pub trait AsName {
    /// The stable spelling.
    fn as_name(&self) -> &'static str;
}

macro_rules! as_name {
    ($($t:ty),+) => { $( impl AsName for $t { fn as_name(&self) -> &'static str { self.as_str() } } )+ };
}
as_name!(Action, Group, EntityType, EventKind, Modality, PublishedBasis, Problem, Role);

impl Strings {
    /// What is wrong with a query, without where.
    pub fn query_error(&self, error: &QueryError) -> String {
        let apart = |text: &str| format!("\u{2068}{text}\u{2069}");
        let known = error.known.join(&self.words.comma);
        let phrase = name(&self.query_problems, error.problem);
        phrase.replacen("{}", &apart(&error.given), 1).replacen("{}", &apart(&known), 1)
    }

    /// The built-in strings.
    pub fn built_in(language: Language) -> Result<Self, serde_json::Error> {
        serde_json::from_str(match language {
            Language::Arabic => include_str!("../../../assets/strings/ar.json"),
            Language::English => include_str!("../../../assets/strings/en.json"),
        })
    }
}

/// A phrase with `{}` replaced by `with`. What reads in the other direction is held asunder from the phrase, so that
/// neither turns the other round.
pub fn fill(phrase: &str, with: &str) -> String {
    let has_word = with.chars().any(|c| !c.is_numeric());
    if has_word && !with.starts_with('\u{2066}') && is_rtl(phrase) != is_rtl(with) {
        return phrase.replacen("{}", &format!("\u{2068}{with}\u{2069}"), 1);
    }
    phrase.replacen("{}", with, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete<K: Hash + Eq + Copy + AsName>(names: &Names<K>, all: &[K]) {
        for key in all {
            assert!(names.get(key).is_some_and(|s| !s.trim().is_empty()), "{}", key.as_name());
        }
    }

    #[test]
    fn both_languages_name_everything() {
        for &language in Language::ALL {
            let strings = Strings::built_in(language).unwrap();
            complete(&strings.actions, Action::ALL);
            complete(&strings.groups, Group::ALL);
            complete(&strings.types, EntityType::ALL);
            complete(&strings.types_plural, EntityType::ALL);
            complete(&strings.kinds, EventKind::ALL);
            complete(&strings.kinds_plural, EventKind::ALL);
            complete(&strings.modalities, Modality::ALL);
            complete(&strings.bases, PublishedBasis::ALL);
            complete(&strings.roles, Role::ALL);
            complete(&strings.query_problems, Problem::ALL);
        }
    }

    #[test]
    fn phrases_take_the_same_values_in_both_languages() {
        let [ar, en] = [Language::Arabic, Language::English].map(|l| Strings::built_in(l).unwrap());
        for ((name, arabic), (_, english)) in ar.words.all().into_iter().zip(en.words.all()) {
            assert!(!arabic.is_empty() && !english.is_empty(), "{name}");
            assert_eq!(arabic.matches("{}").count(), english.matches("{}").count(), "{name}");
        }
        assert_eq!(
            ar.hints.keys().collect::<std::collections::HashSet<_>>(),
            en.hints.keys().collect::<std::collections::HashSet<_>>()
        );
    }

    /// Clean takes out what must not reach a terminal: the interface's own words hold none of it.
    #[test]
    fn strings_hold_nothing_unsafe() {
        for text in
            [include_str!("../../../assets/strings/ar.json"), include_str!("../../../assets/strings/en.json")]
        {
            let bad = text.chars().find(|&c| c != '\n' && crate::text::is_unsafe_to_show(c));
            assert_eq!(bad, None);
        }
    }
}
