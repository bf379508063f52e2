//! Moving: between panes, within a pane, along the timeline, and back.

use crate::model::{Block, Role, Span};

use super::action::Action;
use super::filters::undo;
use super::panes::Pane;
use super::state::{Jump, State};

/// Puts the cursor into a pane.
pub fn focus(state: &mut State, pane: Pane) {
    state.focus = pane;
    if pane.is_side() {
        state.side = pane;
    } else {
        state.main = pane;
    }
}

pub(super) fn cycle(state: &mut State, by: usize) {
    let at = Pane::ALL.iter().position(|p| *p == state.focus).unwrap_or(0);
    if let Some(&pane) = Pane::ALL.get((at + by) % Pane::ALL.len()) {
        focus(state, pane);
    }
}

pub(super) fn sideways(state: &mut State, direction: i32) {
    if state.focus == Pane::Timeline && !state.moments.is_empty() {
        along_lane(state, (direction > 0) != super::axis::is_rtl(state));
        return;
    }
    if let Some(pane) = state.panes().beside(state.focus, direction) {
        focus(state, pane);
    }
}

/// To the next or previous event of the same kind.
fn along_lane(state: &mut State, later: bool) {
    let at = state.timeline.cursor;
    let Some(kind) = state.timeline.current().map(|e| e.kind) else { return };
    let same = |(_, e): &(usize, &crate::library::EventRow)| e.kind == kind;
    let found = if later {
        state.timeline.held().filter(same).map(|(i, _)| i).find(|&i| i > at)
    } else {
        state.timeline.held().filter(same).map(|(i, _)| i).filter(|&i| i < at).last()
    };
    // Beyond what is held the walk goes on from its edge, which fetches more.
    let edge = if later { state.timeline.held().last() } else { state.timeline.held().next() };
    if let Some(to) = found.or(edge.map(|(i, _)| i)) {
        state.timeline.go(to);
    }
}

/// To the event of the next lane that is nearest in time: above (`-1`) or below (`1`).
pub(super) fn to_lane(state: &mut State, direction: i32) {
    let Some(current) = state.timeline.current() else { return };
    let lanes = super::axis::LANES;
    let Some(lane) = lanes.iter().position(|k| *k == current.kind) else { return };
    let there = if direction < 0 { lane.checked_sub(1) } else { Some(lane + 1) };
    let Some(&kind) = there.and_then(|lane| lanes.get(lane)) else { return };
    let from = state.timeline.cursor;
    let day = current.interval.sort_day();
    let distance = |(at, event): &(usize, &crate::library::EventRow)| {
        let days = day
            .zip(event.interval.sort_day())
            .and_then(|(a, b)| a.until((jiff::Unit::Day, b)).ok().map(|span| span.get_days().unsigned_abs()));
        (days.unwrap_or(u32::MAX), at.abs_diff(from))
    };
    let nearest = state.timeline.held().filter(|(_, e)| e.kind == kind).min_by_key(distance);
    if let Some(to) = nearest.map(|(at, _)| at) {
        state.timeline.go(to);
    }
}

/// The reader shows the article with the cursor.
pub fn follow(state: &mut State) {
    if let Some(row) = state.articles.current() {
        state.wanted = Some(row.key);
        state.jump = state.filter.query.as_ref().map(|_| Jump::Hit);
    }
}

pub(super) fn move_cursor(state: &mut State, action: Action) {
    let height = match state.focus {
        Pane::Articles => state.articles.height,
        Pane::Reader => state.reader.height.saturating_sub(1),
        Pane::Entities => state.entities.height,
        Pane::Timeline => state.timeline.height,
    };
    let page = isize::try_from(height.max(1)).unwrap_or(1);
    let half = (page / 2).max(1);
    let by = match action {
        Action::Up => -1,
        Action::Down => 1,
        Action::PageUp => -page,
        Action::PageDown => page,
        Action::HalfUp => -half,
        Action::HalfDown => half,
        Action::Top => isize::MIN,
        _ => isize::MAX,
    };
    match state.focus {
        Pane::Articles => {
            state.articles.step(by);
            follow(state);
        }
        Pane::Timeline => state.timeline.step(by),
        Pane::Entities => state.entities.step(by),
        Pane::Reader if by == isize::MIN => state.reader.to_top(),
        Pane::Reader if by == isize::MAX => state.reader.to_bottom(),
        Pane::Reader => state.reader.scroll(by),
    }
}

pub(super) fn to_place(state: &mut State, go: impl FnOnce(&mut State) -> bool) {
    if !go(state) {
        let text = state.strings().words.no_mentions.clone();
        state.tell(text);
    }
}

pub(super) fn back(state: &mut State) {
    if state.span_from.take().is_some() {
        // A span that was begun is let go.
    } else if state.maximised {
        state.maximised = false;
    } else if !state.filter.is_empty() {
        undo(state);
    } else if state.reader.cursor.is_some() {
        state.reader.cursor = None;
    } else {
        focus(state, Pane::Articles);
    }
}

/// The span of the paragraph at the cursor, else of the one at the top of the screen.
pub fn paragraph(state: &State) -> Option<Span> {
    let article = state.reader.article.as_ref()?;
    let at = match state.reader.cursor.and_then(|c| state.reader.span_of(c)) {
        Some(span) => span.start,
        None => state.reader.byte_at_top()?,
    };
    let blocks = &article.document.blocks;
    let from = blocks.partition_point(|block| block.span.end <= at);
    let visible = |block: &&Block| state.settings.furniture || block.role != Role::Furniture;
    blocks.iter().skip(from).find(visible).map(|block| block.span)
}
