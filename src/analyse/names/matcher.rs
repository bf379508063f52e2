//! Forms of the lexicon in a text: every one that begins at every word.

use super::clitics::{Ways, start_after};
use crate::analyse::Reading;
use crate::analyse::lexicon::{Lexicon, Node, Sense, Traits, Trie, WordId};
use crate::model::Span;

/// A form found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The first word, by its index in the reading.
    pub first: usize,
    /// One past the last word or closing sign.
    pub end: usize,
    /// The words without signs: how long the name is.
    pub length: usize,
    /// What is marked.
    pub span: Span,
    /// Whether proclitics were taken off.
    pub prefixed: bool,
    /// The country of the nationality adjective in it.
    pub nation: Option<u16>,
    /// What the form means here.
    pub sense: Sense,
}

/// How many signs may stand between two words of a name: `" كتائب "` and its like.
const SIGNS_BETWEEN: usize = 2;

/// A way through the trie that is still being followed.
#[derive(Clone, Copy)]
struct Path {
    node: Node,
    /// The next word to look at; never the first of the text, as a path begins with a word.
    at: usize,
    length: usize,
    /// Quotation marks passed so far, and the last one.
    quotes: usize,
    nation: Option<u16>,
}

/// Finds forms of the lexicon.
pub struct Matcher<'a> {
    reading: &'a Reading<'a>,
    lexicon: &'a Lexicon,
    ways: &'a Ways,
    paths: Vec<Path>,
}

impl<'a> Matcher<'a> {
    pub fn new(reading: &'a Reading<'a>, lexicon: &'a Lexicon, ways: &'a Ways) -> Self {
        Self { reading, lexicon, ways, paths: Vec::new() }
    }

    /// Every form in the reading, in order of its first word. Linear in the length of the text, as names are short.
    pub fn all(&mut self) -> Vec<Hit> {
        let mut hits = Vec::new();
        for sentence in &self.reading.sentences {
            for first in sentence.words.clone() {
                self.from(first, sentence.words.end, &mut hits);
            }
        }
        hits
    }

    fn from(&mut self, first: usize, limit: usize, hits: &mut Vec<Hit>) {
        for way in self.ways.of(first) {
            let start = Path { node: Trie::<Sense>::ROOT, at: first, length: 0, quotes: 0, nation: None };
            self.paths.clear();
            self.step(start, way.id);
            while let Some(path) = self.paths.pop() {
                self.record(first, way.prefix, &path, limit, hits);
                let Some(next) = self.next_word(&path, limit) else { continue };
                for id in self.ways.wholes(next.at) {
                    self.step(next, id);
                }
            }
        }
    }

    /// Goes on over a word: as itself, and as a nationality adjective.
    fn step(&mut self, from: Path, id: WordId) {
        let after = Path { at: from.at + 1, length: from.length + 1, ..from };
        if let Some(node) = self.lexicon.forms.step(from.node, id) {
            self.paths.push(Path { node, ..after });
        }
        if !self.lexicon.words.traits(id).has(Traits::NATIONALITY) {
            return;
        }
        let Some(adjective) = self.lexicon.adjectives.get(&id) else { return };
        let slots = self.lexicon.slots;
        let fits = if adjective.definite {
            [slots.definite, slots.feminine.filter(|_| adjective.feminine)]
        } else {
            [slots.indefinite, None]
        };
        for slot in fits.into_iter().flatten() {
            if let Some(node) = self.lexicon.forms.step(from.node, slot) {
                self.paths.push(Path { node, nation: Some(adjective.country), ..after });
            }
        }
    }

    /// Skips signs that may stand within a name.
    fn next_word(&self, path: &Path, limit: usize) -> Option<Path> {
        let mut next = *path;
        for _ in 0..=SIGNS_BETWEEN {
            if next.at >= limit {
                return None;
            }
            match self.ways.sign(next.at) {
                '\0' => return Some(next),
                // `حلف شمال الأطلسي (الناتو)`: what stands in brackets after a name is another name for the same.
                '(' if path.length > 1 => return None,
                c if is_quote(c) => next.quotes += 1,
                '-' | '–' | '_' | '\'' | '’' => {}
                '.' if self.is_one_letter(next.at - 1) && self.is_one_letter(next.at + 1) => {}
                _ => return None,
            }
            next.at += 1;
        }
        None
    }

    /// Whether the word is one letter, as in `أ.ف.ب`.
    fn is_one_letter(&self, at: usize) -> bool {
        self.reading.words.get(at).is_some_and(|w| self.reading.folded(w).chars().count() == 1)
    }

    fn record(&self, first: usize, prefix: u8, path: &Path, limit: usize, hits: &mut Vec<Hit>) {
        let senses = self.lexicon.forms.ends(path.node);
        if senses.is_empty() {
            return;
        }
        let words = &self.reading.words;
        let mut end = path.at;
        if path.quotes % 2 == 1 {
            // A name that opens quotation marks closes them, or it is another name: `تنظيم "الدولة والخلافة"`.
            if end >= limit || !is_quote(self.ways.sign(end)) {
                return;
            }
            end += 1;
        }
        let (Some(head), Some(last)) = (words.get(first), end.checked_sub(1).and_then(|i| words.get(i)))
        else {
            return;
        };
        let span = Span::new(start_after(self.reading.text, head, prefix), last.span.end);
        for &sense in senses {
            if sense.no_clitic && prefix > 0 {
                continue;
            }
            hits.push(Hit {
                first,
                end,
                length: path.length,
                span,
                prefixed: prefix > 0,
                nation: path.nation,
                sense,
            });
        }
    }
}

/// Quotation marks of all kinds.
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '(' | ')')
}
