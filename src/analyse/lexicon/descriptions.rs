//! What the main entities of the topic are, in a sentence, from `assets/lexicon/descriptions.json`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

const FILE: &str = include_str!("../../../assets/lexicon/descriptions.json");

/// What an entity is, in a sentence, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    id: String,
    /// In Arabic.
    pub ar: String,
    /// In English.
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: String,
    descriptions: Vec<Description>,
}

fn read() -> Result<Vec<Description>, serde_json::Error> {
    serde_json::from_str::<File>(FILE).map(|file| file.descriptions)
}

/// What the entity of this id is; `None` if nobody has said it. Read from the file when it is first asked for.
pub fn description(id: &str) -> Option<&'static Description> {
    static ALL: LazyLock<HashMap<String, Description>> = LazyLock::new(|| {
        // A file that cannot be read is found by the test; the program goes on without descriptions.
        read().unwrap_or_default().into_iter().map(|d| (d.id.clone(), d)).collect()
    });
    ALL.get(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::Lexicon;

    #[test]
    fn descriptions_are_of_known_entities_short_and_in_both_languages() {
        let lexicon = Lexicon::built_in().unwrap();
        let all = read().unwrap();
        for d in &all {
            assert!(lexicon.entity(&d.id).is_some(), "{} is not in the lexicon", d.id);
            for text in [&d.ar, &d.en] {
                assert!((10..=160).contains(&text.chars().count()), "{}: {text}", d.id);
                assert!(
                    !text.ends_with('.') && !text.chars().any(crate::text::is_unsafe_to_show),
                    "{}",
                    d.id
                );
            }
            assert!(d.ar.chars().any(|c| ('\u{621}'..='\u{64A}').contains(&c)), "{}", d.id);
            assert!(d.en.is_ascii(), "{}: {}", d.id, d.en);
        }
        let ids: std::collections::HashSet<_> = all.iter().map(|d| &d.id).collect();
        assert_eq!(ids.len(), all.len(), "one id is described twice");
        assert!(description("kataib_hezbollah").is_some() && description("nobody").is_none());
    }
}
