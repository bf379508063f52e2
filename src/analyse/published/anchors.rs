//! Dated events and the words that tell them, from `assets/anchors.json`.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use serde::Deserialize;

use crate::analyse::Reading;
use crate::model::{Interval, Span};
use crate::text::{Fold, TokenKind, fold, tokens};

/// An event whose date is known, and how a text tells it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Anchor {
    /// A name for people who edit the file; checked to be unique.
    #[cfg_attr(not(test), expect(dead_code))]
    pub id: String,
    pub earliest: Date,
    pub latest: Date,
    pub what: String,
    /// Each group must have one of its phrases in a sentence.
    pub all: Vec<Vec<String>>,
}

impl Anchor {
    pub fn interval(&self) -> Interval {
        Interval::between(self.earliest, self.latest)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: String,
    anchors: Vec<Anchor>,
}

/// A phrase of a group: folded words, the last of which may be the beginning of a word.
#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    open_end: bool,
    anchor: usize,
    group: usize,
}

/// All anchors, with their phrases by the first letters of the first word.
#[derive(Debug)]
pub(super) struct Anchors {
    pub anchors: Vec<Anchor>,
    phrases: HashMap<String, Vec<Phrase>>,
    groups: usize,
}

/// An anchor told by a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// The index in [`Anchors::anchors`].
    pub anchor: usize,
    /// The index of the sentence.
    pub sentence: usize,
}

/// So many letters of a phrase's first word are looked up.
const KEY_LETTERS: usize = 3;

fn key(word: &str) -> &str {
    word.char_indices().nth(KEY_LETTERS).map_or(word, |(end, _)| &word[..end])
}

fn folded_words(text: &str) -> Vec<String> {
    tokens(text, Span::new(0, text.len()))
        .into_iter()
        .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
        .map(|t| fold(t.span.of(text), Fold::Strict).text)
        .filter(|w| !w.is_empty())
        .collect()
}

fn parse(json: &str) -> serde_json::Result<Anchors> {
    let file: File = serde_json::from_str(json)?;
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    let mut group = 0;
    for (anchor, entry) in file.anchors.iter().enumerate() {
        for alternatives in &entry.all {
            for phrase in alternatives {
                let words = folded_words(phrase);
                let open_end = phrase.ends_with('*');
                // With ل the article loses its alef: `للتحالف` is ل and التحالف.
                let with_lam = words.first().and_then(|w| w.strip_prefix("ال")).map(|noun| {
                    let mut words = words.clone();
                    words[0] = format!("لل{noun}");
                    words
                });
                for words in std::iter::once(words).chain(with_lam) {
                    if let Some(first) = words.first() {
                        let phrase = Phrase { open_end, anchor, group, words: words.clone() };
                        phrases.entry(key(first).to_owned()).or_default().push(phrase);
                    }
                }
            }
            group += 1;
        }
    }
    Ok(Anchors { anchors: file.anchors, phrases, groups: group })
}

static ANCHORS: LazyLock<Anchors> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it: no input can bring this to fail.
    parse(include_str!("../../../assets/anchors.json")).expect("assets/anchors.json is well-formed")
});

/// The anchors of `assets/anchors.json`.
pub(super) fn anchors() -> &'static Anchors {
    &ANCHORS
}

impl Phrase {
    fn stands_at(&self, words: &[&str], at: usize, first: &str) -> bool {
        let last = self.words.len() - 1;
        self.words.iter().enumerate().all(|(i, wanted)| {
            let found = if i == 0 { Some(first) } else { words.get(at + i).copied() };
            found.is_some_and(|f| {
                f == wanted || (i == last && self.open_end && f.starts_with(wanted.as_str()))
            })
        })
    }
}

impl Anchors {
    /// Which anchors the sentences of a text tell. Linear in the text's length.
    pub fn told(&self, reading: &Reading<'_>) -> Vec<Told> {
        let mut out = Vec::new();
        let mut seen = vec![usize::MAX; self.groups];
        let mut words: Vec<&str> = Vec::new();
        for (sentence, s) in reading.sentences.iter().enumerate() {
            words.clear();
            let all = reading.words_of(s).iter();
            words.extend(all.filter(|w| w.kind != TokenKind::Sign).map(|w| reading.folded(w)));
            let mut found: HashMap<usize, usize> = HashMap::new();
            for at in 0..words.len() {
                for first in without_clitics(words[at]) {
                    for phrase in self.phrases.get(key(first)).into_iter().flatten() {
                        if seen[phrase.group] != sentence && phrase.stands_at(&words, at, first) {
                            seen[phrase.group] = sentence;
                            *found.entry(phrase.anchor).or_default() += 1;
                        }
                    }
                }
            }
            let mut told: Vec<usize> =
                found.into_iter().filter(|(a, n)| *n == self.anchors[*a].all.len()).map(|(a, _)| a).collect();
            told.sort_unstable();
            out.extend(told.into_iter().map(|anchor| Told { anchor, sentence }));
        }
        out
    }
}

/// The word as it is, without the proclitics it may begin with, and without the article: `والغارات` is also
/// `الغارات` and `غارات`.
fn without_clitics(word: &str) -> impl Iterator<Item = &str> {
    let conjunction = word.strip_prefix(['و', 'ف']);
    let preposition = |w: &'_ str| w.strip_prefix(['ب', 'ك', 'ل']).map(str::len);
    let tail = |n: usize| &word[word.len() - n..];
    let after_word = preposition(word).map(tail);
    let after_conjunction = conjunction.and_then(preposition).map(tail);
    let with_article = [Some(word), conjunction, after_word, after_conjunction];
    let bare = |w: &'_ str| w.strip_prefix("ال").or_else(|| w.strip_prefix("لل")).map(str::len);
    let without_article = with_article.map(|w| w.and_then(bare).map(tail));
    with_article.into_iter().chain(without_article).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_file_is_well_formed() {
        let anchors = parse(include_str!("../../../assets/anchors.json")).unwrap();
        assert!(anchors.anchors.len() >= 60);
        let ids: HashSet<_> = anchors.anchors.iter().map(|a| &a.id).collect();
        assert_eq!(ids.len(), anchors.anchors.len(), "an id stands twice");
        for a in &anchors.anchors {
            assert!(
                a.earliest <= a.latest && a.latest <= a.earliest.saturating_add(jiff::Span::new().days(3)),
                "{}",
                a.id
            );
            assert!(
                !a.what.is_empty() && a.all.len() >= 2,
                "{}: one group alone is too little to tell an event",
                a.id
            );
            assert!(a.all.iter().flatten().all(|p| !folded_words(p).is_empty()), "{}", a.id);
        }
        assert!(anchors.anchors.is_sorted_by_key(|a| a.earliest), "anchors are in order of time");
    }
}
