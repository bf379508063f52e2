//! Two articles side by side: one that was put beside, and the open one; what they share, and where.

use std::collections::{HashMap, HashSet};

use crate::library::Article;
use crate::model::{EntityId, Event, Span};

use super::reader::Reader;
use super::state::State;

/// What an event that both tell is worth, where a name that stands in one paragraph alone is worth 1000: more than all
/// the names that a paragraph is likely to share.
const EVENT: usize = 20_000;

/// What two articles share.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// The entities that both name, anywhere.
    pub entities: HashSet<EntityId>,
    /// The groups of events that both tell, anywhere.
    pub groups: HashSet<i64>,
}

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

/// What the two articles share. Nothing while they are the same article.
pub fn shared(state: &State) -> Shared {
    let both = state.reader.article.as_ref().zip(state.beside.as_ref().and_then(|b| b.article.as_ref()));
    let Some((open, beside)) = both.filter(|(a, b)| a.key != b.key) else { return Shared::default() };
    let whole = |article: &Article| Span::new(0, article.document.text.len());
    let groups = told(open, whole(open)).intersection(&told(beside, whole(beside))).copied().collect();
    let entities = named(open, whole(open)).intersection(&named(beside, whole(beside))).cloned().collect();
    Shared { entities, groups }
}

/// The entities that are named within a span of an article.
fn named(article: &Article, span: Span) -> HashSet<EntityId> {
    let mentions = article.analysis.mentions.iter().filter(|m| span.covers(m.span));
    mentions.map(|m| m.entity.clone()).collect()
}

/// The events of an article that belong to a group, with it.
pub fn grouped(article: &Article) -> impl Iterator<Item = (&Event, i64)> {
    let events = article.analysis.events.iter().zip(&article.groups);
    events.filter_map(|(event, group)| Some((event, (*group)?)))
}

/// The groups of the events that are told within a span of an article.
fn told(article: &Article, span: Span) -> HashSet<i64> {
    grouped(article).filter(|(event, _)| span.covers(event.trigger)).map(|(_, group)| group).collect()
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

/// The paragraph of `other` that shares most with a paragraph of `open`: one that tells the same event goes before all
/// that only name the same; names count the more the fewer paragraphs they stand in, so that a name that stands
/// everywhere leads nowhere. Of equals the first.
fn nearest(open: &Article, paragraph: Span, other: &Article) -> Option<Span> {
    let (here, happened) = (named(open, paragraph), told(open, paragraph));
    let content = other.document.blocks.iter().filter(|b| b.role.is_content());
    let there: Vec<(Span, HashSet<EntityId>)> = content.map(|b| (b.span, named(other, b.span))).collect();
    let mut frequency: HashMap<&EntityId, usize> = HashMap::new();
    for id in there.iter().flat_map(|(_, ids)| ids) {
        *frequency.entry(id).or_default() += 1;
    }
    let worth = |span: Span, ids: &HashSet<EntityId>| -> usize {
        let shared = ids.intersection(&here);
        let names: usize = shared.map(|id| 1000 / frequency.get(id).copied().unwrap_or(1).max(1)).sum();
        let events = told(other, span).intersection(&happened).count();
        names + events * EVENT
    };
    let best = there.iter().map(|(span, ids)| (worth(*span, ids), *span)).filter(|(worth, _)| *worth > 0);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::{Analyser, Lexicon};
    use crate::library::Library;
    use crate::model::Origin;

    /// Both name the same forces in every paragraph; only one paragraph of the other tells the same attack.
    #[test]
    fn the_paragraph_that_tells_the_same_event_goes_before_those_that_name_more() {
        let analyser = Analyser::new(Lexicon::built_in().unwrap().into());
        let mut library = Library::in_memory().unwrap();
        let mut add = |id: &str, text: &str| {
            let document = crate::ingest::read_text(id, text.to_owned(), Origin::default());
            library.add(&document, &analyser.analyse(&document)).unwrap()
        };
        let event = "استهدفت طائرة مسيرة قاعدة عين الأسد في 4 تموز 2021";
        let first = add(
            "a",
            &format!("عنوان أول للمقال\n\n4 تموز 2021\n\n{event}، قرب بغداد وأربيل والموصل والبصرة.\n"),
        );
        let second = add(
            "b",
            &format!(
                "عنوان ثان للمقال\n\n5 تموز 2021\n\nتقع بغداد وأربيل والموصل والبصرة في العراق.\n\nوقد {event}، بحسب مصدر.\n"
            ),
        );
        let (first, second) =
            (library.article(first).unwrap().unwrap(), library.article(second).unwrap().unwrap());
        let (event, group) = grouped(&first).next().unwrap();
        let same = grouped(&second).find(|(_, g)| *g == group).unwrap().0;
        let paragraph = first.document.blocks.iter().find(|b| b.span.covers(event.trigger)).unwrap().span;
        let found = nearest(&first, paragraph, &second).unwrap();
        assert!(found.covers(same.trigger), "{}", found.of(&second.document.text));
    }
}
