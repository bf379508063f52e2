//! Titles that the article gives to persons, so that the bare title means the person.

use std::ops::Range;

use super::classes::Class;
use super::scene::Scene;
use crate::model::EntityType;
use crate::text::TokenKind;
use foldhash::HashMap;

/// The titles under which the article names persons: `وزير الخارجية العراقي` → the mention of `فؤاد حسين`.
#[derive(Debug, Default)]
pub struct Titles<'a> {
    persons: HashMap<Vec<&'a str>, usize>,
}

impl<'a> Titles<'a> {
    /// Reads all titles that stand directly before a person's name.
    pub fn read(scene: &Scene<'a>) -> Self {
        let mut titles = Self::default();
        for i in 0..scene.tokens.len() {
            let Some(m) = scene.mention_starting(i) else { continue };
            if scene.mentions[m].kind != EntityType::Person {
                continue;
            }
            let sentence = scene.reading.words[i].sentence;
            let first = scene.reading.sentences[sentence].words.start;
            let mut end = i;
            while end > first && (scene.tokens[end - 1].word == "،" || scene.is_quote_mark(end - 1)) {
                end -= 1;
            }
            let mut start = None;
            for j in (end.saturating_sub(7).max(first)..end).rev() {
                let t = &scene.tokens[j];
                if t.kind != TokenKind::Word || t.is_preposition() || t.is_surely_verb() {
                    break;
                }
                if t.is_any(&[Class::Person, Class::Spokesman]) {
                    start = Some(j);
                    // نائب رئيس … is one title; but two persons in a row share it out between them.
                    let next = scene.after_mention(i);
                    let another = scene.at(next).is_some_and(|t| t.word == "،")
                        && scene
                            .mention_starting(next + 1)
                            .is_some_and(|m| scene.mentions[m].kind == EntityType::Person);
                    if another {
                        break;
                    }
                } else if start.is_some() {
                    break;
                }
            }
            let Some(start) = start.filter(|&s| end - s >= 2) else { continue };
            titles.persons.entry(key(scene, start..end)).or_insert(m);
        }
        titles
    }

    /// The mention of the person who bears the title that begins with the word at `i`.
    pub fn bearer(&self, scene: &Scene<'a>, i: usize, end: usize) -> Option<usize> {
        (2..=7usize.min(end.saturating_sub(i)))
            .rev()
            .find_map(|n| self.persons.get(&key(scene, i..i + n)).copied())
    }
}

fn key<'a>(scene: &Scene<'a>, words: Range<usize>) -> Vec<&'a str> {
    let mut key: Vec<&str> = scene.tokens[words].iter().map(|t| t.word).collect();
    if let Some(first) = key.first_mut() {
        let bare = first.strip_prefix(['و', 'ف']).filter(|rest| rest.len() > 4);
        *first = bare.unwrap_or(first);
    }
    key
}
