//! What the rules look at: words, their readings, and what is known of them.

use super::clitics::{Way, Ways, start_after};
use super::matcher::is_quote;
use crate::analyse::lexicon::{Lexicon, Traits};
use crate::analyse::{Reading, Word};
use crate::model::Span;
use crate::text::TokenKind;

/// A reading with the lexicon's word numbers.
pub struct View<'a> {
    pub reading: &'a Reading<'a>,
    pub lexicon: &'a Lexicon,
    pub ways: &'a Ways,
}

impl View<'_> {
    /// The word at an index.
    pub fn word(&self, at: usize) -> Option<&Word> {
        self.reading.words.get(at)
    }

    /// The strict folding of the word at an index; empty past the end.
    pub fn folded(&self, at: usize) -> &str {
        self.word(at).map_or("", |w| self.reading.folded(w))
    }

    /// The word at an index as the text spells it; empty past the end.
    pub fn spelled(&self, at: usize) -> &str {
        self.word(at).map_or("", |w| w.span.of(self.reading.text))
    }

    /// Whether the word at an index is one of letters.
    pub fn is_word(&self, at: usize) -> bool {
        self.word(at).is_some_and(|w| w.kind == TokenKind::Word)
    }

    /// Whether the word at an index is a number.
    pub fn is_number(&self, at: usize) -> bool {
        self.word(at).is_some_and(|w| w.kind == TokenKind::Number)
    }

    /// The traits of the word at an index in all its readings.
    pub fn traits(&self, at: usize) -> Traits {
        self.ways.traits(at)
    }

    /// The traits of the word at an index with nothing taken off.
    pub fn whole(&self, at: usize) -> Traits {
        self.ways.whole_traits(at)
    }

    /// The first reading of a word that has one of the traits.
    pub fn way_with(&self, at: usize, any: Traits) -> Option<Way> {
        if !self.traits(at).any(any) {
            return None;
        }
        self.ways.of(at).iter().copied().find(|way| self.lexicon.words.traits(way.id).any(any))
    }

    /// The traits of the word before, over quotation marks; within the sentence.
    pub fn traits_before(&self, first: usize) -> Traits {
        let mut at = first;
        while let Some(before) = at.checked_sub(1) {
            if !self.same_sentence(before, first) {
                break;
            }
            if !is_quote(self.ways.sign(before)) {
                return self.traits(before);
            }
            at = before;
        }
        Traits::default()
    }

    /// Whether two words stand in one sentence.
    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        matches!((self.word(a), self.word(b)), (Some(a), Some(b)) if a.sentence == b.sentence)
    }

    /// The span from a word, without `prefix` letters of proclitics, to the word before `end`.
    pub fn span(&self, first: usize, prefix: u8, end: usize) -> Span {
        let start = self.word(first).map_or(0, |w| start_after(self.reading.text, w, prefix));
        let end = end.checked_sub(1).and_then(|i| self.word(i)).map_or(start, |w| w.span.end);
        Span::new(start, end)
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        span.of(self.reading.text)
    }
}
