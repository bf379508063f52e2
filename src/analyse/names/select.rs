//! Of names that overlap, the longest.

use crate::analyse::lexicon::Lexicon;
use crate::model::{Mention, Span, Why};

/// A name that passed the judgement of its company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The first word, by its index in the reading.
    pub first: usize,
    /// One past the last word or sign.
    pub end: usize,
    /// The words without signs.
    pub length: usize,
    /// What is marked.
    pub span: Span,
    /// The entity's index in the lexicon.
    pub entity: u32,
    /// Among equals, the lower wins.
    pub rank: u8,
    /// Why it is there.
    pub why: Why,
}

impl Candidate {
    /// The mention, unless the entity does not exist.
    pub fn mention(self, lexicon: &Lexicon) -> Option<Mention> {
        let entity = lexicon.at(self.entity)?;
        Some(Mention { span: self.span, kind: entity.kind, entity: entity.id.clone(), why: self.why })
    }
}

/// Keeps the longest names, then the earlier ones, and drops what overlaps them. The result is in order.
pub fn longest_first(mut all: Vec<Candidate>) -> Vec<Candidate> {
    all.sort_by_key(|c| (std::cmp::Reverse(c.length), c.first, c.rank));
    let words = all.iter().map(|c| c.end).max().unwrap_or(0);
    let mut taken = vec![false; words];
    all.retain(|c| {
        let Some(range) = taken.get_mut(c.first..c.end) else { return false };
        if range.iter().any(|&t| t) {
            return false;
        }
        range.fill(true);
        true
    });
    all.sort_by_key(|c| c.span);
    all
}
