//! Pieces of text around hits.

use crate::model::{Block, Span};

/// How much of the text a snippet shows, in bytes; an Arabic letter has two.
const BEFORE: usize = 80;
const LENGTH: usize = 320;

/// The piece of `text` around the first of `hits`, within one block and from word to word.
pub(super) fn snippet(text: &str, blocks: &[Block], hits: &[Span]) -> Span {
    let first_content = blocks.iter().find(|b| b.role.is_body()).or(blocks.first());
    let Some(hit) = hits.first().copied().or(first_content.map(|b| Span::new(b.span.start, b.span.start)))
    else {
        return Span::default();
    };
    let block = blocks.iter().map(|b| b.span).find(|b| b.covers(hit)).unwrap_or(hit);
    let from = floor(text, hit.start.saturating_sub(BEFORE).max(block.start));
    let start = if from <= block.start { block.start } else { after_space(text, from, hit.start) };
    let to = floor(text, (start + LENGTH).max(hit.end).min(block.end));
    let end = if to >= block.end { block.end } else { before_space(text, to, hit.end) };
    Span::new(start, end)
}

/// The character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

fn after_space(text: &str, from: usize, limit: usize) -> usize {
    let part = Span::new(from, limit).of(text);
    part.char_indices().find(|(_, c)| c.is_whitespace()).map_or(from, |(i, c)| from + i + c.len_utf8())
}

fn before_space(text: &str, to: usize, limit: usize) -> usize {
    let part = Span::new(limit, to).of(text);
    part.rfind(char::is_whitespace).map_or(to, |i| limit + i)
}
