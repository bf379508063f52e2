//! Selecting words of the open article, by keyboard and mouse. All of it is in the order of the text; left and
//! right are those of the screen.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use unicode_segmentation::UnicodeSegmentation;

use crate::layout::Base;
use crate::model::{Say, Span};
use crate::text::{TokenKind, tokens};

use super::super::action::Action;
use super::super::choose;
use super::super::effect::Effect;
use super::super::moves::focus;
use super::super::panes::Pane;
use super::super::state::State;
use super::ask::{self, Ask, Purpose};
use super::correct;

/// What is selected: the clusters from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The first byte of the cluster where it was begun.
    pub anchor: usize,
    /// The first byte of the cluster at the end that moves.
    pub head: usize,
}

impl Selection {
    /// The selected bytes of the text.
    pub fn span(self, text: &str) -> Span {
        let (first, last) = (self.anchor.min(self.head), self.anchor.max(self.head));
        Span::new(first, last + cluster(text, last))
    }
}

/// How many bytes the cluster at `at` has.
fn cluster(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.graphemes(true).next()).map_or(0, str::len)
}

/// Begins at what the cursor is on, else at the first word on the screen.
pub(super) fn begin(state: &mut State) {
    let Some(article) = state.reader.article.clone() else { return };
    focus(state, Pane::Reader);
    let text = &article.document.text;
    let at = state.reader.cursor.and_then(|c| state.reader.span_of(c));
    let span = at.or_else(|| word_at(state, state.reader.byte_at_top()?));
    state.own.selection = span.map(|span| Selection { anchor: span.start, head: last_of(text, span) });
}

/// The first byte of the last cluster of a span.
fn last_of(text: &str, span: Span) -> usize {
    span.of(text).grapheme_indices(true).next_back().map_or(span.start, |(at, _)| span.start + at)
}

/// The block that is shown and holds a byte.
fn block_at(state: &State, at: usize) -> Option<Span> {
    let blocks = &state.reader.article.as_ref()?.document.blocks;
    blocks.iter().map(|b| b.span).find(|span| span.contains(at))
}

/// The word at a byte, or the next one of its paragraph.
fn word_at(state: &State, at: usize) -> Option<Span> {
    let text = &state.reader.article.as_ref()?.document.text;
    let block = block_at(state, at)?;
    let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
    tokens(text, block).into_iter().find(|t| t.span.end > at && is_word(t.kind)).map(|t| t.span)
}

/// Does an action while something is selected. `None` for actions that mean what they always do.
pub(super) fn update(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    use Action as A;
    let selection = state.own.selection?;
    let article = state.reader.article.clone()?;
    let text = &article.document.text;
    let span = selection.span(text);
    let rtl = state.reader.base() == Base::Rtl;
    match action {
        A::Back => state.own.selection = None,
        A::Left | A::ExtendLeft => step(state, rtl, action == A::ExtendLeft),
        A::Right | A::ExtendRight => step(state, !rtl, action == A::ExtendRight),
        A::Up | A::Down | A::ExtendUp | A::ExtendDown => {
            let by = if matches!(action, A::Up | A::ExtendUp) { -1 } else { 1 };
            if let Some(to) = state.reader.beside_line(selection.head, by) {
                put(state, to, matches!(action, A::ExtendUp | A::ExtendDown));
            }
        }
        A::Top | A::Bottom => {
            let block = block_at(state, selection.head)?;
            put(state, if action == A::Top { block.start } else { last_of(text, block) }, true);
        }
        A::WordOn | A::WordBack => word(state, action == A::WordOn),
        A::OtherEnd => {
            state.own.selection = Some(Selection { anchor: selection.head, head: selection.anchor });
        }
        A::Copy => {
            state.own.selection = None;
            return Some(choose::copied(state, Some(span.of(text).to_owned())));
        }
        A::Cite => {
            state.own.selection = None;
            let citation = choose::citation(state).unwrap_or_default();
            return Some(choose::copied(state, Some(format!("«{}»\n{citation}", span.of(text)))));
        }
        A::MarkName => return Some(new(state, span, Purpose::NewType(span))),
        A::MarkEvent => return Some(new(state, span, Purpose::NewKind(span))),
        A::SetDate => return Some(new(state, span, Purpose::WordsDate(span))),
        A::Reject => {
            state.own.selection = None;
            return Some(correct::say(state, span, Say::NoMention));
        }
        A::Search => {
            state.own.selection = None;
            state.prompt = Some(super::super::field::Field::new(&format!("\"{}\"", one_line(span.of(text)))));
        }
        _ => return None,
    }
    if let Some(selection) = state.own.selection {
        let head = selection.head;
        state.reader.show(Span::new(head, head + cluster(text, head)));
    }
    Some(Vec::new())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asks about the selected words, if they stand in one paragraph of the article itself.
fn new(state: &mut State, span: Span, purpose: Purpose) -> Vec<Effect> {
    let blocks = state.reader.article.iter().flat_map(|a| &a.document.blocks);
    if !blocks.into_iter().any(|b| b.role.is_content() && b.span.covers(span)) {
        let text = state.strings().words.one_paragraph.clone();
        state.warn(text);
        return Vec::new();
    }
    ask::put(state, Ask::new(purpose, ""));
    Vec::new()
}

/// The moving end to a byte; the other end comes along unless the selection is to grow.
fn put(state: &mut State, to: usize, grow: bool) {
    if let Some(selection) = &mut state.own.selection {
        selection.head = to;
        if !grow {
            selection.anchor = to;
        }
    }
}

/// One cluster on or back, over what is not shown.
fn step(state: &mut State, on: bool, grow: bool) {
    let Some(selection) = state.own.selection else { return };
    let Some(article) = state.reader.article.clone() else { return };
    let text = &article.document.text;
    let mut at = selection.head;
    loop {
        let next = if on {
            Some(at + cluster(text, at)).filter(|&next| next > at && next < text.len())
        } else {
            text.get(..at).and_then(|before| before.grapheme_indices(true).next_back()).map(|(at, _)| at)
        };
        let Some(next) = next else { return };
        at = next;
        if state.reader.shows(at) {
            break;
        }
    }
    put(state, at, grow);
}

/// The moving end to the end of the next word, or to the beginning of the one before.
fn word(state: &mut State, on: bool) {
    let Some(selection) = state.own.selection else { return };
    let Some(article) = state.reader.article.clone() else { return };
    let text = &article.document.text;
    let head = selection.head;
    let Some(block) = block_at(state, head) else { return step(state, on, true) };
    let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
    let words = tokens(text, block).into_iter().filter(|t| is_word(t.kind)).map(|t| t.span);
    let to = if on {
        words.map(|w| last_of(text, w)).find(|&last| last > head)
    } else {
        words.map(|w| w.start).take_while(|&start| start < head).last()
    };
    match to {
        Some(to) => put(state, to, true),
        // At the edge of a paragraph the next cluster leads into its neighbour.
        None => step(state, on, true),
    }
}

/// Selecting with the mouse: from where it was pressed to where it is. Gives whether the event was for this.
pub fn mouse(state: &mut State, event: MouseEvent, byte: Option<usize>) -> bool {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            state.own.selection = None;
            state.own.pressed_at = byte;
            false
        }
        MouseEventKind::Drag(MouseButton::Left) => {
            let (Some(anchor), Some(head)) = (state.own.pressed_at, byte) else { return false };
            focus(state, Pane::Reader);
            state.own.selection = Some(Selection { anchor, head });
            true
        }
        MouseEventKind::Up(MouseButton::Left) => {
            state.own.pressed_at = None;
            false
        }
        _ => false,
    }
}
