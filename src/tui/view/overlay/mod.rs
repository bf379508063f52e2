//! What lies on top of the panes: help, explanations, an entity's page, menus, the command palette.

mod ask;
mod entity;
mod help;
mod lines;
mod menu;
mod note;
mod palette;
mod sheet;
mod tellings;
mod words;

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::library::LineOrder;

use super::super::paint::{Painter, inset, row};
use super::super::request::Looks;
use super::super::state::{Overlay, State};
use super::super::theme::Part;

pub use menu::line_at as menu_line_at;
pub use sheet::Sheet;

/// Columns of the panes that are to be seen at each side of an overlay, or it takes them as well.
const LEAST_BESIDE: u16 = 10;

/// From so many columns on a box has its rows for itself.
const PAGE: u16 = 72;

/// Columns of a box that are not for its text: the lines, one free at each side, and one before the scroll bar.
const FRAME: u16 = 5;

/// The columns of the text in a box.
const fn columns_in(area: Rect) -> u16 {
    area.width.saturating_sub(FRAME)
}

/// The part of the window that an overlay may take: pages with lines in context use more of a wide one.
fn area_of(above: Rect, overlay: &Overlay) -> Rect {
    let most = match overlay {
        Overlay::Entity(_) | Overlay::Words(_) => 132,
        Overlay::Lines(_) => 180,
        Overlay::Tellings(_) => 220,
        _ => 92,
    };
    // What would be left of the panes beside it is either enough to be read or not seen at all.
    let width = if above.width < most + 2 * LEAST_BESIDE { above.width } else { most };
    let height = above.height.saturating_sub(1);
    Rect { x: above.x + (above.width - width) / 2, y: above.y + 1, width, height }
}

fn above(state: &State) -> Rect {
    Rect { height: state.area.height.saturating_sub(1), ..state.area }
}

/// The part of the window that the uppermost overlay may take.
pub fn area(state: &State) -> Rect {
    state.overlays.last().map_or_else(Rect::default, |(overlay, _)| area_of(above(state), overlay))
}

/// The columns of the text of a note.
pub fn note_columns(state: &State) -> u16 {
    note::columns(area(state))
}

/// The rows that an overlay shows at once.
pub fn height(state: &State) -> usize {
    let sought =
        matches!(state.overlays.last(), Some((Overlay::Help(help), _)) if !help.field.text().is_empty());
    usize::from(area(state).height.saturating_sub(if sought { 4 } else { 2 }))
}

/// The rows that the uppermost overlay has in all.
pub fn rows(state: &State) -> usize {
    sheet(state).rows.len()
}

/// The rows of the uppermost overlay, with where they lead.
pub fn sheet(state: &State) -> Arc<Sheet> {
    let columns = columns_in(area(state));
    Arc::new(match state.overlays.last() {
        Some((Overlay::Help(help), _)) => help::sheet(state, help, columns),
        Some((Overlay::Card { title, rows }, _)) => {
            let mut out = Sheet::new(title, columns);
            for (label, value) in rows {
                out.pair(label, value);
            }
            out
        }
        Some((Overlay::Entity(page), _)) => match &page.rows {
            Some((looks, rows)) if *looks == looks_of(state, page.order, page.contexts.len()) => {
                return Arc::clone(rows);
            }
            _ => entity::sheet(state, page, columns),
        },
        Some((Overlay::Lines(page), _)) => match &page.rows {
            Some((looks, rows)) if *looks == looks_of(state, page.order, page.lines.len()) => {
                return Arc::clone(rows);
            }
            _ => lines::sheet(state, page, columns),
        },
        Some(_) | None => Sheet::default(),
    })
}

/// On what the rows of a page depend.
fn looks_of(state: &State, order: LineOrder, lines: usize) -> Looks {
    (columns_in(area(state)), state.settings, order, lines)
}

/// Makes the rows of a page, once for all keys that only move in it: they may be many.
pub fn prepare(state: &mut State) {
    let (order, lines, made) = match state.overlays.last() {
        Some((Overlay::Entity(page), _)) => (page.order, page.contexts.len(), &page.rows),
        Some((Overlay::Lines(page), _)) => (page.order, page.lines.len(), &page.rows),
        _ => return,
    };
    let looks = looks_of(state, order, lines);
    if made.as_ref().is_some_and(|(made_for, _)| *made_for == looks) {
        return;
    }
    let made = Some((looks, sheet(state)));
    match state.overlays.last_mut() {
        Some((Overlay::Entity(page), _)) => page.rows = made,
        Some((Overlay::Lines(page), _)) => page.rows = made,
        _ => {}
    }
}

/// Draws the uppermost overlay. Gives where the terminal's cursor is to stand.
pub fn draw(state: &State, painter: &mut Painter<'_>, above: Rect) -> Option<(u16, u16)> {
    let (overlay, top) = state.overlays.last()?;
    let mut area = area_of(above, overlay);
    let cursor = match overlay {
        Overlay::Palette { field, cursor } => {
            return Some(palette::draw(state, painter, area, field, *cursor));
        }
        Overlay::Ask(ask) => return Some(ask::draw(state, painter, area, ask)),
        Overlay::Note(note) => return Some(note::draw(state, painter, area, note)),
        Overlay::Menu(menu) => {
            menu::draw(state, painter, area, menu);
            return None;
        }
        Overlay::Tellings(page) => {
            tellings::draw(state, painter, area, page);
            return None;
        }
        Overlay::Words(page) => {
            words::draw(state, painter, area, page);
            return None;
        }
        Overlay::Help(help) => return help::draw(state, painter, area, help, *top),
        Overlay::Entity(page) => Some(page.cursor),
        Overlay::Lines(page) => Some(page.cursor),
        Overlay::Card { .. } => None,
    };
    let sheet = sheet(state);
    let wanted = u16::try_from(sheet.rows.len() + 2).unwrap_or(u16::MAX);
    area.height = area.height.min(wanted);
    let inner = boxed(painter, area, &sheet.title);
    for (at, (content, item)) in sheet.rows.iter().skip(*top).take(usize::from(inner.height)).enumerate() {
        let here = row(inner, at);
        if item.is_some() && *item == cursor {
            let style = painter.part(Part::Selection);
            painter.tint(here, style);
            super::cursor_bar(painter, here, true);
        }
        sheet::draw_row(painter, here, content);
    }
    let (from, to) = super::shown_part(*top, usize::from(inner.height), sheet.rows.len());
    super::scroll_bar(painter, inner, from, to);
    None
}

/// A box with a title; gives what is inside, with a column free at each side, and one before the scroll bar.
fn boxed(painter: &mut Painter<'_>, area: Rect, title: &str) -> Rect {
    let text = painter.part(Part::Text);
    // What a wide box would leave of the panes beside it are half words: nothing of them is shown. Beside a narrow one
    // two columns are free.
    let free = match area.width >= PAGE {
        true => Rect { x: painter.buf.area.x, width: painter.buf.area.width, ..area },
        false => Rect { x: area.x.saturating_sub(2), width: area.width + 4, ..area },
    };
    painter.clear(free, text);
    let line = painter.part(Part::BorderFocus);
    let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
    for x in area.left()..area.right() {
        painter.sign(x, area.top(), "─", line);
        painter.sign(x, bottom, "─", line);
    }
    for y in area.top()..area.bottom() {
        painter.sign(area.left(), y, "│", line);
        painter.sign(right, y, "│", line);
    }
    for (x, y, sign) in [
        (area.left(), area.top(), "╭"),
        (right, area.top(), "╮"),
        (area.left(), bottom, "╰"),
        (right, bottom, "╯"),
    ] {
        painter.sign(x, y, sign, line);
    }
    let name = painter.part(Part::PaneFocus);
    painter.flow(inset(row(area, 0), 2), &[(" ", name), (title, name), (" ", name)]);
    let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    painter.split_end(inset(inner, 2), 1).0
}
