//! The mouse: a click puts the cursor there, a click on what has the cursor opens it, the wheel moves.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::model::Span;

use super::action::Action;
use super::effect::Effect;
use super::filters::set_filter;
use super::menu;
use super::moves::{focus, follow};
use super::panes::Pane;
use super::reader::{Place, What};
use super::state::{EntityLine, Overlay, State};
use super::update::update;
use super::view;

/// How many lines a step of the wheel moves the reader, and how many items a list.
const WHEEL: (usize, usize) = (3, 1);

/// Does what the mouse says.
pub fn act(state: &mut State, event: MouseEvent) -> Vec<Effect> {
    state.touched |= !matches!(event.kind, MouseEventKind::Moved);
    let at = Position::new(event.column, event.row);
    let wheel = match event.kind {
        MouseEventKind::ScrollUp => Some(Action::Up),
        MouseEventKind::ScrollDown => Some(Action::Down),
        _ => None,
    };
    if event.kind == MouseEventKind::Down(MouseButton::Left)
        && let Some((Overlay::Menu(menu), _)) = state.overlays.last()
    {
        match view::menu_line_at(state, view::overlay_area(state), menu, at.x, at.y) {
            Some(line) => menu::choose(state, line),
            None => drop(state.overlays.pop()),
        }
        return Vec::new();
    }
    if !state.overlays.is_empty() || state.prompt.is_some() {
        let Some(action) = wheel else { return Vec::new() };
        return (0..WHEEL.0).flat_map(|_| update(state, action)).collect();
    }
    let panes = state.panes();
    if event.kind == MouseEventKind::Down(MouseButton::Left)
        && let Some(part) = view::chip_at(state, at)
    {
        let mut filter = state.filter.clone();
        part.toggle(&mut filter);
        set_filter(state, filter);
        return Vec::new();
    }
    let Some(&(pane, rect)) = panes.panes.iter().find(|(_, rect)| rect.contains(at)) else {
        return Vec::new();
    };
    let byte = (pane == Pane::Reader).then(|| byte_at(state, rect, at)).flatten();
    if super::own::select::mouse(state, event, byte) {
        return Vec::new();
    }
    if let Some(action) = wheel {
        // The pane under the mouse moves; the cursor of the keyboard stays where it is.
        let before = state.focus;
        state.focus = pane;
        let times = if pane == Pane::Reader { WHEEL.0 } else { WHEEL.1 };
        let effects = (0..times).flat_map(|_| update(state, action)).collect();
        state.focus = before;
        return effects;
    }
    if event.kind == MouseEventKind::Down(MouseButton::Left) {
        state.message = None;
        let had_focus = state.focus == pane;
        focus(state, pane);
        return click(state, pane, rect, at, had_focus);
    }
    Vec::new()
}

fn click(state: &mut State, pane: Pane, rect: Rect, at: Position, had_focus: bool) -> Vec<Effect> {
    let Some(line) = at.y.checked_sub(rect.y + 1).map(usize::from) else { return Vec::new() };
    let height = view::inner_height(rect);
    match pane {
        Pane::Articles => {
            let item = state.articles.top + line / view::article_height(height);
            if item < state.articles.total {
                let again = had_focus && item == state.articles.cursor;
                state.articles.go(item);
                follow(state);
                return if again { update(state, Action::Open) } else { Vec::new() };
            }
        }
        Pane::Entities => {
            let item = state.entities.top + line;
            if matches!(state.entities.lines.get(item), Some(EntityLine::Entity(_))) {
                let again = had_focus && item == state.entities.cursor;
                state.entities.go(item, 1);
                return if again { update(state, Action::Open) } else { Vec::new() };
            }
        }
        Pane::Timeline => {
            let Some(line) = line.checked_sub(view::axis_height(state, height)) else { return Vec::new() };
            let item = state.timeline.top + line / view::event_height(rect.width);
            if item < state.timeline.total {
                let again = had_focus && item == state.timeline.cursor;
                state.timeline.go(item);
                return if again { update(state, Action::Open) } else { Vec::new() };
            }
        }
        Pane::Reader => {
            let place = byte_at(state, rect, at).and_then(|byte| place_at(state, byte));
            if let Some(place) = place {
                let again = state.reader.cursor == Some(place);
                state.reader.cursor = Some(place);
                return if again { update(state, Action::Open) } else { Vec::new() };
            }
        }
    }
    Vec::new()
}

/// The byte of the article's text under the mouse.
fn byte_at(state: &State, rect: Rect, at: Position) -> Option<usize> {
    let reader = &state.reader;
    let text = view::text_area(state, rect)?;
    if !text.contains(at) {
        return None;
    }
    let mut rows = usize::from(at.y - text.y) / state.line_step();
    for index in reader.top.item..reader.items().len() {
        let skip = if index == reader.top.item { reader.top.line } else { 0 };
        let item = reader.items().get(index)?;
        match item.what {
            What::Head => rows = rows.checked_sub(2_usize.saturating_sub(skip))?,
            What::Block(_) => {
                let lines = &reader.layout(index)?.lines;
                if let Some(line) = lines.get(skip + rows) {
                    let cell = line.cell_at(at.x - text.x)?;
                    return Some(reader.shown.source(cell.span.start));
                }
                rows = rows.checked_sub(lines.len().saturating_sub(skip) + usize::from(item.ends))?;
            }
        }
    }
    None
}

/// The name or the event's trigger at a byte of the text.
fn place_at(state: &State, byte: usize) -> Option<Place> {
    let analysis = &state.reader.article.as_ref()?.analysis;
    let holds = |span: Span| span.contains(byte);
    let mention = analysis.mentions.iter().position(|m| holds(m.span)).map(Place::Mention);
    mention.or_else(|| analysis.events.iter().position(|e| holds(e.trigger)).map(Place::Event))
}
