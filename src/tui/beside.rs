//! Two articles side by side: one that was put beside, and the open one; what they share, and where.

use std::collections::{HashMap, HashSet};

use crate::library::Article;
use crate::model::{EntityId, Span};

use super::reader::Reader;
use super::state::State;

/// Puts the open article beside, so that another can be opened and read with it; or away again.
pub fn toggle(state: &mut State) {
    if state.beside.take().is_some() || state.reader.article.is_none() {
        return;
    }
    let mut reader = state.reader.clone();
    reader.cursor = None;
    reader.hits.clear();
    state.beside = Some(Box::new(reader));
    state.aligned = None;
    let text = state.strings().words.put_beside.clone();
    state.tell(text);
}

/// The entities of the paragraph at the top of the open article that the other one names too: what they were
/// moved together by. None while they are the same article.
pub fn shared(state: &State) -> HashSet<EntityId> {
    let both = state.reader.article.as_ref().zip(state.beside.as_ref().and_then(|b| b.article.as_ref()));
    let Some((open, beside)) = both.filter(|(a, b)| a.key != b.key) else { return HashSet::new() };
    let Some((_, paragraph)) = state.aligned.filter(|(key, _)| *key == open.key) else {
        return HashSet::new();
    };
    let whole = Span::new(0, beside.document.text.len());
    named(open, paragraph).intersection(&named(beside, whole)).cloned().collect()
}

/// The entities that are named within a span of an article.
fn named(article: &Article, span: Span) -> HashSet<EntityId> {
    let mentions = article.analysis.mentions.iter().filter(|m| span.covers(m.span));
    mentions.map(|m| m.entity.clone()).collect()
}

/// Moves the article beside to the paragraph that shares most with the one at the top of the open article.
/// Does nothing while that stays the same.
pub fn align(state: &mut State) {
    let top = state.reader.paragraph_at_top();
    let Some((key, paragraph)) = state.open_key().zip(top) else { return };
    if state.aligned == Some((key, paragraph)) {
        return;
    }
    state.aligned = Some((key, paragraph));
    let Some(open) = state.reader.article.clone() else { return };
    let Some(beside) = &mut state.beside else { return };
    let Some(other) = beside.article.clone().filter(|other| other.key != key) else { return };
    if let Some(span) = nearest(&open, paragraph, &other) {
        beside.to_span(span);
    }
}

/// The paragraph of `other` that shares most with a paragraph of `open`: names count the more the fewer
/// paragraphs they stand in, so that a name that stands everywhere leads nowhere. Of equals the first.
fn nearest(open: &Article, paragraph: Span, other: &Article) -> Option<Span> {
    let here = named(open, paragraph);
    let content = other.document.blocks.iter().filter(|b| b.role.is_content());
    let there: Vec<(Span, HashSet<EntityId>)> = content.map(|b| (b.span, named(other, b.span))).collect();
    let mut frequency: HashMap<&EntityId, usize> = HashMap::new();
    for id in there.iter().flat_map(|(_, ids)| ids) {
        *frequency.entry(id).or_default() += 1;
    }
    let worth = |ids: &HashSet<EntityId>| -> usize {
        let shared = ids.intersection(&here);
        shared.map(|id| 1000 / frequency.get(id).copied().unwrap_or(1).max(1)).sum()
    };
    let best = there.iter().map(|(span, ids)| (worth(ids), *span)).filter(|(worth, _)| *worth > 0);
    best.max_by_key(|(worth, span)| (*worth, std::cmp::Reverse(span.start))).map(|(_, span)| span)
}

impl Reader {
    /// The block at the top of the screen.
    fn paragraph_at_top(&self) -> Option<Span> {
        let at = self.byte_at_top()?;
        let blocks = &self.article.as_ref()?.document.blocks;
        let found = blocks.partition_point(|b| b.span.end <= at);
        blocks.get(found).map(|b| b.span)
    }
}
