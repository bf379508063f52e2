//! The same event told twice: which events of different articles, and of one, are one event.
//!
//! Two tellings are joined only where kind, time and participants agree and nothing speaks against it: two
//! lines too many in a timeline do less harm than two events made one. [`Telling`] is what is compared of an
//! event, and knows where to look for its like; the library keeps the groups. [`link`] does the same for events
//! at hand.

mod telling;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::model::{EntityId, EntityType, EventKind, Interval, Modality};

pub use telling::Telling;

/// The part that somebody or something has in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Who did or said it.
    Actor,
    /// Whom or what it struck.
    Target,
    /// Where.
    Place,
    /// With what.
    Weapon,
}

/// An event as one sentence of one article tells it.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// Which article.
    pub article: i64,
    /// The kind.
    pub kind: EventKind,
    /// Whether it lies ahead.
    pub planned: bool,
    /// How the text stands to it.
    pub modality: Modality,
    /// When.
    pub interval: Interval,
    /// Who and what take part, as far as they have names.
    pub parts: Vec<(Part, EntityId, EntityType)>,
    /// How many such events.
    pub count: Option<u32>,
    /// How many killed.
    pub killed: Option<u32>,
    /// The sentence.
    pub sentence: &'a str,
}

/// With how many events of one block a telling is compared at most: bounds the cost.
pub const MOST_COMPARED: usize = 48;

/// Gives each row the number of its event: rows with the same number tell the same. Numbers are the index of
/// the first row that tells the event, in the order given.
///
/// Near linear in the number of rows: a row is compared only with events that share a [block](Telling::blocks).
pub fn link(rows: &[Told<'_>]) -> Vec<usize> {
    let tellings: Vec<_> = rows.iter().map(Telling::new).collect();
    let mut blocks: HashMap<i64, Vec<usize>> = HashMap::new();
    let mut event_of: Vec<usize> = (0..rows.len()).collect();
    for (i, telling) in tellings.iter().enumerate() {
        let near = telling.probes().into_iter().filter_map(|block| blocks.get(&block)).flatten();
        let known = near.copied().find(|&first| telling.is_same(&tellings[first]));
        match (known, event_of.get_mut(i)) {
            (Some(first), Some(event)) => *event = first,
            _ => telling.blocks().into_iter().for_each(|block| {
                let block = blocks.entry(block).or_default();
                if block.len() < MOST_COMPARED {
                    block.push(i);
                }
            }),
        }
    }
    event_of
}
