//! The bars at the top and the bottom.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::layout::{Align, Base, Options, layout, width};
use crate::model::Span;

use super::super::field::Field;
use super::super::paint::{Painter, inset, is_rtl};
use super::super::panes::{Pane, Panes};
use super::super::parts::{FilterPart, parts};
use super::super::state::State;
use super::super::strings::fill;
use super::super::theme::Part;

/// The panes as they are named in the bar: with their numbers, or the numbers alone where there is no room.
fn tabs(state: &State, painter: &Painter<'_>, room: u16) -> Vec<(String, bool)> {
    let words = &state.strings().words;
    let whole = Pane::ALL.iter().enumerate().map(|(i, &pane)| {
        let title = match pane {
            Pane::Articles => &words.articles,
            Pane::Reader => &words.reader,
            Pane::Entities => &words.entities,
            Pane::Timeline => &words.timeline,
        };
        (format!("{} {title}", painter.number(i + 1)), pane == state.focus)
    });
    let whole: Vec<(String, bool)> = whole.collect();
    if whole.iter().map(|(t, _)| width(t) + 2).sum::<u16>() < room {
        return whole;
    }
    // The pane with the cursor has its title before it anyway.
    whole.into_iter().enumerate().map(|(i, (_, focused))| (painter.number(i + 1), focused)).collect()
}

/// The program's name, the collection and the filters; the panes, where not all are to be seen.
pub fn top(state: &State, painter: &mut Painter<'_>, panes: &Panes) {
    let words = &state.strings().words;
    let bar = painter.part(Part::Bar);
    painter.clear(panes.top, bar);
    let accent = painter.part(Part::Accent);
    painter.flow(inset(panes.top, 1), &[(&words.program, accent)]);
    let area = filters_area(state, panes.top);
    if panes.panes.len() < Pane::ALL.len() {
        let (_, after_name) = painter.split(inset(panes.top, 1), width(&words.program) + 2);
        let (_, end) = painter.split_end(after_name, after_name.width.saturating_sub(area.width));
        let focus = painter.part(Part::PaneFocus);
        let tabs = tabs(state, painter, end.width);
        let columns: u16 = tabs.iter().map(|(t, _)| width(t) + 2).sum();
        let (_, end) = painter.split_end(end, columns);
        let mut pieces = Vec::new();
        for (title, focused) in &tabs {
            pieces.push(("  ", bar));
            pieces.push((title.as_str(), if *focused { focus } else { bar }));
        }
        painter.flow(end, &pieces);
    }
    if state.filter.is_empty() {
        let area = reading(state, painter, area);
        painter.start(area, &state.collection, bar);
        return;
    }
    let warning = painter.part(Part::Warning);
    let (chips, left) = chips(state, area);
    let mut used = 0;
    for (chip, part) in &chips {
        painter.flow(*chip, &[(&part.label(state), warning), (" ", bar), ("×", bar)]);
        used += chip.width + 2;
    }
    if left > 0 {
        let (_, rest) = painter.split(area, used);
        painter.flow(rest, &[(&format!("+{}", painter.number(left)), warning)]);
    }
}

/// How far the reading of files is, at the end of the bar. Gives what is left of it.
fn reading(state: &State, painter: &mut Painter<'_>, area: Rect) -> Rect {
    let Some(articles) = state.reading else { return area };
    let text = fill(&state.strings().words.reading, &painter.number(articles));
    let columns = width(&text);
    if columns + 2 > area.width {
        return area;
    }
    let (rest, end) = painter.split_end(area, columns);
    let accent = painter.part(Part::Accent);
    painter.flow(end, &[(&text, accent)]);
    rest
}

/// Where the filters stand in the top bar: behind the program's name, before the names of the panes.
pub fn filters_area(state: &State, top: Rect) -> Rect {
    let rtl = state.settings.language.is_rtl();
    let inner = inset(top, 1);
    let before = width(&state.strings().words.program) + 2;
    let room = inner.width.saturating_sub(before);
    let all_shown = state.panes().panes.len() == Pane::ALL.len();
    // Where something is filtered the panes are named by their numbers alone.
    let tabs = if all_shown {
        0
    } else if state.filter.is_empty() {
        room.saturating_sub(width(&state.collection) + 2)
    } else {
        u16::try_from(Pane::ALL.len() * 3).unwrap_or(0)
    };
    let columns = room.saturating_sub(tabs);
    let x = if rtl { inner.right().saturating_sub(before + columns) } else { inner.x + before };
    Rect { x, width: columns, ..inner }
}

/// The fewest columns in which a filter behind the first one is still worth reading.
const LEAST_CHIP: u16 = 14;

/// The filters in the bar, each with the columns that it takes, and how many more there are than fit.
fn chips(state: &State, area: Rect) -> (Vec<(Rect, FilterPart)>, usize) {
    let rtl = state.settings.language.is_rtl();
    let mut used = 0;
    let mut out = Vec::new();
    let all = parts(&state.filter);
    let count = all.len();
    for (at, part) in all.into_iter().enumerate() {
        // Behind all but the last one stands how many more there are.
        let more = if at + 1 < count { 4 } else { 0 };
        let room = area.width.saturating_sub(used + more);
        let columns = (width(&part.label(state)) + 2).min(room);
        let least = if at == 0 { 4 } else { LEAST_CHIP.min(width(&part.label(state)) + 2) };
        if columns < least {
            return (out, count - at);
        }
        let x = if rtl { area.right() - used - columns } else { area.x + used };
        out.push((Rect { x, width: columns, ..area }, part));
        used += columns + 2;
    }
    (out, 0)
}

/// The filter that stands at a column and row of the screen.
pub fn chip_at(state: &State, at: Position) -> Option<FilterPart> {
    let top = state.panes().top;
    chips(state, filters_area(state, top)).0.into_iter().find(|(r, _)| r.contains(at)).map(|(_, part)| part)
}

/// From so many articles on the reader may have to wait for a page, and is told so.
const SLOW: usize = 2_000;

/// The search field, a message, or the keys that matter here. Gives where the terminal's cursor is to stand.
pub fn bottom(state: &State, painter: &mut Painter<'_>, area: Rect) -> Option<(u16, u16)> {
    let bar = painter.part(Part::Bar);
    painter.clear(area, bar);
    let mut area = inset(area, 1);
    if state.unsaved > 0 {
        // Beside all else, and until it is no more so.
        let text = format!(" ⚠ {}", fill(&state.strings().words.unsaved, &painter.number(state.unsaved)));
        let warning = painter.part(Part::Warning);
        let (rest, end) = painter.split_end(area, width(&text));
        painter.flow(end, &[(&text, warning)]);
        area = rest;
    }
    if state.read_only {
        let text = format!("  {}", state.strings().words.read_only);
        let dim = painter.part(Part::Warning);
        let (rest, end) = painter.split_end(area, width(&text));
        painter.flow(end, &[(&text, dim)]);
        area = rest;
    }
    // In a small collection it is there before it could be read.
    if state.awaited.is_some() && state.articles.total > SLOW {
        let text = format!("  {}", state.strings().words.loading);
        let accent = painter.part(Part::Accent);
        let (rest, end) = painter.split_end(area, width(&text));
        painter.flow(end, &[(&text, accent)]);
        area = rest;
    }
    if let Some(field) = &state.prompt {
        let label = format!("{}: ", state.strings().words.search);
        let accent = painter.part(Part::Accent);
        // What is wrong with it stands at the other end, and leaves at least half to what was typed.
        if let Some(message) = &state.message {
            let columns = (width(&message.text) + 2).min(area.width / 2);
            let (rest, end) = painter.split_end(area, columns);
            let style = painter.part(if message.warning { Part::Warning } else { Part::Accent });
            painter.end(painter.split(end, 2).1, &message.text, style);
            area = rest;
        }
        let rest = painter.flow(area, &[(&label, accent)]);
        if field.text().is_empty() {
            let (_, rest) = painter.split(rest, 2);
            let dim = painter.part(Part::Dim);
            painter.start(rest, &state.strings().words.search_forms, dim);
        }
        return Some(draw_field(painter, rest, field, bar));
    }
    if let Some(message) = &state.message {
        let style = painter.part(if message.warning { Part::Warning } else { Part::Accent });
        painter.start(area, &message.text, style);
        return None;
    }
    super::hints::draw(state, painter, area);
    None
}

/// Writes a text field, and gives where its cursor stands.
pub fn draw_field(painter: &mut Painter<'_>, area: Rect, field: &Field, style: Style) -> (u16, u16) {
    let text = field.text();
    let style = if field.is_offered() { style.add_modifier(Modifier::REVERSED) } else { style };
    let rtl = if text.is_empty() { painter.rtl } else { is_rtl(text) };
    let align = if painter.rtl { Align::Right } else { Align::Left };
    let base = if rtl { Base::Rtl } else { Base::Ltr };
    // A column is kept free for the cursor at the end. Of a text that is too long the end is shown.
    let columns = area.width.saturating_sub(1).max(1);
    let options = Options::new(u16::MAX).base(base).align(Align::Left);
    let skipped = text
        .char_indices()
        .map(|(i, _)| i)
        .find(|&i| width(&text[i..]) <= columns || i >= field.cursor())
        .unwrap_or(0);
    let laid_out = layout(text, Span::new(skipped, text.len()), &options);
    let Some(line) = laid_out.lines.first() else {
        return (if painter.rtl { area.right().saturating_sub(1) } else { area.x }, area.y);
    };
    let used = line.width().min(columns);
    let x = match (align, rtl) {
        (Align::Right, true) => area.right() - used,
        (Align::Right, false) => area.right().saturating_sub(used + 1),
        (_, true) => area.x + 1,
        (_, false) => area.x,
    };
    let room = Rect { x, width: area.right().saturating_sub(x), ..area };
    crate::layout::widget::paint(painter.buf, room, line, style, &[]);
    // The cursor stands on the cell of the character that comes next, or behind the last one.
    let column = match line.column_of(field.cursor()) {
        Some(column) => x + column,
        None if rtl => x.saturating_sub(1),
        None => x + used,
    };
    (column.min(area.right().saturating_sub(1)), area.y)
}
