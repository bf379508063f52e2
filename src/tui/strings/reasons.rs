//! Why something was found, in the language of the interface.
//!
//! Rules and what they say besides are stored by stable English names and phrases, which other programs read.

use crate::model::{EntityType, EventKind, Modality, Why};

use super::{AsName, Names, Strings, name};

impl Strings {
    /// Why something was found, in sentences.
    pub fn reasons(&self, why: &Why) -> Vec<String> {
        let sentence = |rule: &str| self.rules.get(rule).cloned().unwrap_or_else(|| rule.to_owned());
        if why.rule.is_empty() {
            return Vec::new();
        }
        let rule = sentence(&why.rule);
        if why.note.is_empty() {
            return vec![put_in(&rule, "").trim_end_matches([' ', ':']).to_owned()];
        }
        if rule.contains("{}") {
            return vec![put_in(&rule, &why.note)];
        }
        // Of an event: the words that tell it, and the rule that dated it.
        if let Some((words, dated)) = why.note.rsplit_once("; ")
            && self.rules.contains_key(dated)
        {
            return vec![format!("{rule}: {}", isolated(words)), sentence(dated)];
        }
        vec![rule, self.note(&why.note)]
    }

    /// What a rule says besides.
    pub fn note(&self, note: &str) -> String {
        if let Some(known) = self.notes.get(note) {
            return known.clone();
        }
        // The phrase that says the most.
        let fits = |(phrase, said): (&String, &String)| {
            let parts = captured(phrase, note)?;
            Some((
                phrase.len(),
                parts.iter().fold(said.clone(), |said, part| put_in(&said, &self.part(part))),
            ))
        };
        self.notes.iter().filter_map(fits).max().map_or_else(|| note.to_owned(), |(_, said)| said)
    }

    /// What was put in may itself be of names that have words.
    fn part(&self, part: &str) -> String {
        if let Some(rule) = self.rules.get(part) {
            return put_in(rule, "").trim_end_matches([' ', ':']).to_owned();
        }
        let words: Vec<&str> = part.split(' ').map(|word| self.one(word)).collect();
        words.join(" ")
    }

    fn one<'a>(&'a self, word: &'a str) -> &'a str {
        let known = of(&self.types, EntityType::ALL, word)
            .or_else(|| of(&self.kinds, EventKind::ALL, word))
            .or_else(|| of(&self.modalities, Modality::ALL, word));
        known.or_else(|| self.weekdays.get(word).map(String::as_str)).unwrap_or(word)
    }
}

/// The name of the member that is spelt so.
fn of<'a, K: std::hash::Hash + Eq + Copy + AsName>(
    names: &'a Names<K>,
    all: &[K],
    word: &str,
) -> Option<&'a str> {
    all.iter().find(|key| key.as_name() == word).map(|&key| name(names, key))
}

/// What stands in `text` where `phrase` has `{}`; `None` if it is another phrase.
fn captured<'a>(phrase: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = phrase.split("{}");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut out = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let at = if pieces.peek().is_none() {
            rest.ends_with(piece).then(|| rest.len() - piece.len())?
        } else {
            rest.find(piece)?
        };
        out.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    Some(out).filter(|parts| !parts.is_empty())
}

fn put_in(phrase: &str, with: &str) -> String {
    let with = if with.is_empty() { String::new() } else { isolated(with) };
    phrase.replacen("{}", &with, 1)
}

/// A text of its own direction within another.
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    use crate::analyse::{Analyser, Lexicon};
    use crate::tui::strings::Language;

    fn plain(text: &str) -> String {
        text.replace(['\u{2068}', '\u{2069}'], "")
    }

    /// Whether a literal of the sources is the name of a rule: words with dashes between them.
    fn looks_like_a_rule(literal: &str) -> bool {
        literal.contains('-')
            && literal.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase()))
    }

    fn sources(folder: &std::path::Path, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = entry.file_name().unwrap().to_string_lossy().into_owned();
            if entry.is_dir() && name != "tests" {
                sources(&entry, out);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                out.push(std::fs::read_to_string(&entry).unwrap());
            }
        }
    }

    /// Every rule that the code names, and every rule and note that the built-in articles give.
    #[test]
    fn every_rule_has_a_sentence_in_both_languages() {
        let mut rules = std::collections::BTreeSet::new();
        let mut files = Vec::new();
        sources(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/analyse")), &mut files);
        for file in &files {
            let code = file.split("#[cfg(test)]").next().unwrap();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in lines {
                rules.extend(
                    line.split('"').skip(1).step_by(2).filter(|l| looks_like_a_rule(l)).map(str::to_owned),
                );
                // A rule of a single word.
                let named = ["rule = \"", "rule: \"", "Why::new(\""]
                    .iter()
                    .find_map(|before| line.split(before).nth(1));
                rules.extend(named.and_then(|rest| rest.split('"').next()).map(str::to_owned));
            }
        }
        rules.remove("");
        let mut notes = std::collections::BTreeSet::new();
        let analyser = Analyser::new(std::sync::Arc::new(Lexicon::built_in().unwrap()));
        for document in crate::ingest::built_in() {
            let found = analyser.analyse(&document);
            let whys = found.mentions.iter().map(|m| &m.why).chain(found.events.iter().map(|e| &e.why));
            rules.extend(whys.map(|why| why.rule.to_string()));
            for date in &found.dates {
                rules.insert(date.why.rule.to_string());
                notes.insert(date.why.note.to_string());
            }
        }
        assert!(rules.len() > 50 && notes.len() > 3, "{rules:?}");
        for &language in Language::ALL {
            let strings = Strings::built_in(language).unwrap();
            for rule in &rules {
                assert!(strings.rules.contains_key(rule), "{language}: {rule}");
            }
            for note in &notes {
                let said = strings.note(note);
                assert!(
                    language == Language::English || crate::tui::paint::is_rtl(&plain(&said)),
                    "{note}: {said}"
                );
            }
        }
    }

    #[test]
    fn reasons_are_in_the_language_of_the_interface() {
        let strings = Strings::built_in(Language::Arabic).unwrap();
        let event = Why::new("struck-by", "تعرضت; before-publication");
        let said: Vec<String> = strings.reasons(&event).iter().map(|s| plain(s)).collect();
        assert_eq!(said, ["فعل يذكر المستهدف بالهجوم: تعرضت", "لا تاريخ غيره: قبل النشر"]);
        let known = strings.reasons(&Why::new("lexicon", "العراق"));
        assert_eq!(plain(&known.concat()), "في قائمة الأسماء: العراق");
        assert_eq!(
            plain(&strings.note("confirmed; the rule was last-name")),
            "مؤيَّد؛ وكان قد استُنتج هكذا: لقب شخص يذكر المقال اسمه كاملاً"
        );
        assert_eq!(plain(&strings.note("the rules had PERSON qais")), "كان من قبل: شخص qais");
        assert_eq!(plain(&strings.note("something new")), "something new");
    }

    #[test]
    fn both_languages_have_the_same_rules_and_notes() {
        let [ar, en] = [Language::Arabic, Language::English].map(|l| Strings::built_in(l).unwrap());
        let keys = |map: &HashMap<String, String>| {
            map.iter()
                .map(|(key, said)| (key.clone(), said.matches("{}").count()))
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(keys(&ar.rules), keys(&en.rules));
        assert_eq!(keys(&ar.notes), keys(&en.notes));
        for (note, said) in &en.notes {
            assert_eq!(note.matches("{}").count(), said.matches("{}").count(), "{note}");
        }
    }
}
