//! Drawing: from the state to the cells of one frame. Nothing here changes the state.

mod articles;
mod axis;
mod bars;
mod entities;
mod hints;
mod overlay;
mod reader;
mod timeline;
mod which_key;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::EventKind;

use super::paint::{Painter, inset, row};
use super::panes::{LEAST, Pane};
use super::state::State;
use super::strings::fill;
use super::theme::Part;

pub use articles::item_height as article_height;
pub use axis::{height as axis_height, prepare as prepare_axis};
pub use bars::{chip_at, filters_area};
pub use overlay::{
    Sheet, area as overlay_area, height as overlay_height, menu_line_at, note_columns,
    prepare as prepare_overlay, rows as overlay_rows, sheet,
};
pub use reader::{area as text_area, height as reader_height, parts as reader_parts, text_width};
pub use timeline::item_height as event_height;

/// What a drawing leaves to the terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Where the terminal's cursor is to stand, if a text field is open.
    pub cursor: Option<(u16, u16)>,
    /// Cells that lead to an address.
    pub links: Vec<(Rect, String)>,
}

/// Draws the whole screen.
pub fn draw(state: &State, buf: &mut Buffer) -> Drawn {
    let Some(theme) = state.theme() else { return Drawn::default() };
    let area = state.area.intersection(buf.area);
    let (rtl, digits) = (state.settings.language.is_rtl(), state.settings.digits);
    let mut painter = Painter { buf, theme, rtl, digits, links: Vec::new() };
    let text = painter.part(Part::Text);
    painter.clear(area, text);
    let panes = state.panes();
    if panes.panes.is_empty() {
        // The size stands in a row of its own: among Arabic words its numbers would change places.
        let least = digits.show(&format!("{}×{}", LEAST.0, LEAST.1));
        let said = [state.strings().words.too_small.as_str(), &least];
        let said = if area.height < 2 { &said[1..] } else { &said[..] };
        let first = (usize::from(area.height) - said.len().min(area.height.into())) / 2;
        for (at, part) in said.iter().enumerate() {
            painter.start(row(area, first + at), part, text);
        }
        return Drawn::default();
    }
    for line in &panes.lines {
        let style = painter.part(Part::Border);
        for y in line.top()..line.bottom() {
            painter.sign(line.x, y, "│", style);
        }
    }
    for &(pane, rect) in &panes.panes {
        match pane {
            Pane::Articles => articles::draw(state, &mut painter, rect),
            Pane::Reader => reader::draw(state, &mut painter, rect),
            Pane::Entities => entities::draw(state, &mut painter, rect),
            Pane::Timeline => timeline::draw(state, &mut painter, rect),
        }
        if state.late && state.is_behind(pane) {
            fade(&mut painter, Rect { y: rect.y + 1, height: rect.height.saturating_sub(1), ..rect });
        }
    }
    bars::top(state, &mut painter, &panes);
    let cursor = bars::bottom(state, &mut painter, panes.bottom);
    let above = Rect { height: area.height - 1, ..area };
    let cursor = overlay::draw(state, &mut painter, above).or(cursor);
    if !state.pressed.is_empty() {
        which_key::draw(state, &mut painter, above);
    }
    keep_trailing_blanks(&mut painter, area);
    // What lies on top may cover them.
    let free = state.overlays.is_empty() && state.pressed.is_empty();
    Drawn { cursor, links: if free { painter.links } else { Vec::new() } }
}

/// Sets back what does not belong to the filters that stand.
fn fade(painter: &mut Painter<'_>, area: Rect) {
    let dim = painter.part(Part::Dim);
    let style = ratatui::style::Style { bg: None, ..dim };
    painter.tint(area, style.remove_modifier(ratatui::style::Modifier::BOLD));
}

/// Multiplexers that capture a screen drop trailing blanks with their background, and the colour of the row
/// ends in a ragged edge. A no-break space at the end of the row is not dropped.
fn keep_trailing_blanks(painter: &mut Painter<'_>, area: Rect) {
    let x = area.right().saturating_sub(1);
    for y in area.top()..area.bottom() {
        if let Some(cell) = painter.buf.cell_mut((x, y)).filter(|cell| cell.symbol() == " ") {
            cell.set_symbol("\u{A0}");
        }
    }
}

/// The rows of a pane below its title.
pub fn inner_height(rect: Rect) -> usize {
    usize::from(rect.height.saturating_sub(1))
}

/// How many articles a list of this height shows.
pub fn articles_per(height: usize) -> usize {
    (height / articles::item_height(height)).max(1)
}

/// How many events a timeline of this height shows.
pub fn events_per(state: &State, height: usize, rect: Option<Rect>) -> usize {
    let width = rect.map_or(0, |r| r.width);
    (height.saturating_sub(axis::height(state, height)) / timeline::item_height(width)).max(1)
}

/// The sign of a kind of event; hollow if it lies ahead.
pub const fn sign(kind: EventKind, planned: bool) -> &'static str {
    match (kind, planned) {
        (EventKind::Attack, false) => "▲",
        (EventKind::Attack, true) => "△",
        (EventKind::Statement, false) => "●",
        (EventKind::Statement, true) => "○",
        (EventKind::Milestone, false) => "■",
        (EventKind::Milestone, true) => "□",
    }
}

/// Writes a pane's title, with a note at its end, and gives the area below with a column free at each side, and one
/// before the scroll bar.
fn frame(state: &State, painter: &mut Painter<'_>, pane: Pane, rect: Rect, title: &str, note: &str) -> Rect {
    let focused = state.focus == pane && state.overlays.is_empty();
    let (line, name) =
        if focused { (Part::BorderFocus, Part::PaneFocus) } else { (Part::Border, Part::Pane) };
    let (line, name) = (painter.part(line), painter.part(name));
    let top = row(rect, 0);
    for x in top.left()..top.right() {
        painter.sign(x, top.y, if focused { "━" } else { "─" }, line);
    }
    let inner = inset(top, 1);
    let dim = painter.part(Part::Dim);
    // With the key that leads here, where the bar at the top does not name it.
    let all_shown = state.panes().panes.len() == Pane::ALL.len();
    // A number that does not belong to the filters is not shown.
    let note =
        if state.late && state.is_behind(pane) { state.strings().words.counting.as_str() } else { note };
    let number = Pane::ALL.iter().position(|p| *p == pane).filter(|_| all_shown);
    let title = match number {
        // Two articles side by side have titles of their own.
        Some(_) if pane == Pane::Reader && state.beside.is_some() => title.to_owned(),
        Some(at) => format!("{} {title}", painter.number(at + 1)),
        None => title.to_owned(),
    };
    painter.flow(inner, &[(" ", name), (&title, name), (" ", name)]);
    if !note.is_empty() {
        let columns = crate::layout::width(note) + 2;
        if columns + crate::layout::width(&title) + 4 <= inner.width {
            let (_, end) = painter.split_end(inner, columns);
            painter.flow(end, &[(" ", dim), (note, dim), (" ", dim)]);
        }
    }
    let below = Rect { y: rect.y + 1, height: rect.height.saturating_sub(1), ..rect };
    painter.split_end(inset(below, 1), 1).0
}

/// Writes what stands in an empty pane: what is the matter, and what to press.
fn empty(state: &State, painter: &mut Painter<'_>, area: Rect, what: &str, pane: Pane) {
    let dim = painter.part(Part::Dim);
    let y = usize::from(area.height / 3);
    let align = crate::layout::Align::Center;
    painter.aligned(row(area, y), what, dim, align);
    let known = *what != *state.strings().words.loading;
    if known && !state.filter.is_empty() {
        use super::action::Action;
        let clear = state.strings().hints.get(&Action::ClearFilters);
        let last = Some(&state.strings().words.last_filter);
        let mut at = y + 2;
        for (action, hint) in [(Action::Undo, last), (Action::ClearFilters, clear)] {
            let labels = state.assets.keymap.labels(pane.context(), action);
            if let (Some(key), Some(hint)) = (labels.first(), hint) {
                painter.aligned(row(area, at), &format!("{key}  {hint}"), dim, align);
                at += 1;
            }
        }
        // A search is for whole words; who typed a part of one is told how it is found.
        let whole = state.filter.query.as_deref().filter(|q| q.ends_with(char::is_alphanumeric));
        if let Some(query) = whole {
            let text = fill(&state.strings().words.begins_so, &format!("{query}*"));
            painter.aligned(row(area, at + 1), &text, dim, align);
        }
    }
}

/// A mark at the side where a list begins, beside the item with the cursor.
fn cursor_bar(painter: &mut Painter<'_>, item: Rect, focused: bool) {
    let style = painter.part(if focused { Part::BorderFocus } else { Part::Border });
    let (x, sign) = if painter.rtl { (item.right(), "▐") } else { (item.left().saturating_sub(1), "▌") };
    for y in item.top()..item.bottom() {
        painter.sign(x, y, sign, style);
    }
    painter.undim(item);
}

/// A thumb at the side where lines end: `from..to` of a thousand.
fn scroll_bar(painter: &mut Painter<'_>, area: Rect, from: usize, to: usize) {
    if area.is_empty() || (from == 0 && to >= 1000) {
        return;
    }
    let height = usize::from(area.height);
    let first = from * height / 1000;
    let last = (to * height).div_ceil(1000).max(first + 1).min(height);
    // A column is free between.
    let x = if painter.rtl { area.left().saturating_sub(2) } else { area.right() + 1 };
    let (thumb, track) = (painter.part(Part::Dim), painter.part(Part::Border));
    for at in 0..height {
        let y = row(area, at).y;
        let inside = (first..last).contains(&at);
        painter.sign(x, y, if inside { "┃" } else { "│" }, if inside { thumb } else { track });
    }
}

/// The part of a list that is on the screen, of a thousand.
fn shown_part(top: usize, height: usize, total: usize) -> (usize, usize) {
    if total <= height {
        return (0, 1000);
    }
    (top * 1000 / total, (top + height).min(total) * 1000 / total)
}
