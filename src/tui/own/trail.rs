//! Back and forward through the places where one was.

use crate::library::ArticleKey;
use crate::model::Span;

use super::super::effect::Effect;
use super::super::state::{Jump, State};

/// A place in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The article.
    pub article: ArticleKey,
    /// The byte at the top of the screen.
    pub top: usize,
    /// What the cursor was on.
    pub cursor: Option<Span>,
}

/// Places that were visited.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    past: Vec<Spot>,
    future: Vec<Spot>,
    /// The article in which something was done: one that was only passed through is no place.
    stayed: Option<ArticleKey>,
    /// The next article comes because the reader goes back or forward.
    going: bool,
}

/// How many places are kept.
const MOST: usize = 200;

impl Trail {
    /// Something was done in an article.
    pub fn stay(&mut self, article: ArticleKey) {
        self.stayed = Some(article);
    }

    fn push(&mut self, spot: Spot) {
        if self.past.last() != Some(&spot) {
            self.past.push(spot);
            if self.past.len() > MOST {
                self.past.remove(0);
            }
        }
        self.future.clear();
    }
}

/// Where the reader is.
pub fn here(state: &State) -> Option<Spot> {
    let reader = &state.reader;
    Some(Spot {
        article: reader.article.as_ref()?.key,
        top: reader.byte_at_top().filter(|_| reader.top != Default::default()).unwrap_or(0),
        cursor: reader.cursor.and_then(|c| reader.span_of(c)),
    })
}

/// Keeps the place from which the reader leaps.
pub fn mark(state: &mut State) {
    if let Some(spot) = here(state) {
        state.own.trail.push(spot);
    }
}

/// Another article is about to be shown.
pub fn leaving(state: &mut State, next: ArticleKey) {
    let Some(spot) = here(state).filter(|spot| spot.article != next) else { return };
    let going = std::mem::take(&mut state.own.trail.going);
    let stayed = state.own.trail.stayed.take() == Some(spot.article);
    if stayed && !going {
        state.own.trail.push(spot);
    }
    state.own.selection = None;
}

pub(super) fn go_back(state: &mut State) -> Vec<Effect> {
    let here = here(state);
    let trail = &mut state.own.trail;
    // A place that was marked and not left is no step.
    while trail.past.last().is_some() && trail.past.last().copied() == here {
        trail.past.pop();
    }
    match trail.past.pop() {
        Some(spot) => {
            trail.future.extend(here);
            go(state, spot);
        }
        None => nowhere(state),
    }
    Vec::new()
}

pub(super) fn go_forward(state: &mut State) -> Vec<Effect> {
    let here = here(state);
    let trail = &mut state.own.trail;
    match trail.future.pop() {
        Some(spot) => {
            trail.past.extend(here);
            go(state, spot);
        }
        None => nowhere(state),
    }
    Vec::new()
}

fn nowhere(state: &mut State) {
    let text = state.strings().words.no_place.clone();
    state.tell(text);
}

fn go(state: &mut State, spot: Spot) {
    state.own.trail.going = state.open_key() != Some(spot.article);
    state.wanted = Some(spot.article);
    state.asked = None;
    state.jump = Some(Jump::Spot(spot.top, spot.cursor));
    let at = state.articles.held().find(|(_, row)| row.key == spot.article).map(|(i, _)| i);
    if let Some(at) = at {
        state.articles.go(at);
    }
}
