//! The bars at the top and the bottom.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::layout::{Align, Base, Options, layout, width};
use crate::model::Span;

use super::super::action::Action;
use super::super::field::Field;
use super::super::paint::{Painter, inset, is_rtl};
use super::super::panes::{Pane, Panes};
use super::super::state::{Overlay, State};
use super::super::strings::{fill, name};
use super::super::theme::Part;

/// The program's name, the collection and the filters; the panes, where not all are to be seen.
pub fn top(state: &State, painter: &mut Painter<'_>, panes: &Panes) {
    let words = &state.strings().words;
    let bar = painter.part(Part::Bar);
    painter.clear(panes.top, bar);
    let mut area = inset(panes.top, 1);
    let accent = painter.part(Part::Accent);
    area = painter.flow(area, &[(&words.program, accent), ("  ", bar)]);
    if state.unsaved > 0 {
        // Above all else, and until it is no more so.
        let text = fill(&words.unsaved, &painter.number(state.unsaved));
        let warning = painter.part(Part::Warning);
        area = painter.flow(area, &[("⚠ ", warning), (&text, warning), ("  ", bar)]);
    }
    if panes.panes.len() < Pane::ALL.len() {
        let tabs: Vec<(String, bool)> = Pane::ALL
            .iter()
            .enumerate()
            .map(|(i, &pane)| {
                let title = match pane {
                    Pane::Articles => &words.articles,
                    Pane::Reader => &words.reader,
                    Pane::Entities => &words.entities,
                    Pane::Timeline => &words.timeline,
                };
                (format!("{} {title}", painter.number(i + 1)), pane == state.focus)
            })
            .collect();
        let columns: u16 = tabs.iter().map(|(t, _)| width(t) + 2).sum();
        if columns < area.width {
            let (rest, end) = painter.split_end(area, columns);
            let focus = painter.part(Part::PaneFocus);
            let mut pieces = Vec::new();
            for (title, focused) in &tabs {
                pieces.push(("  ", bar));
                pieces.push((title.as_str(), if *focused { focus } else { bar }));
            }
            painter.flow(end, &pieces);
            area = rest;
        }
    }
    if state.filter.is_empty() {
        painter.start(area, &state.collection, bar);
    } else {
        let warning = painter.part(Part::Warning);
        let mut pieces = vec![("▾ ", warning)];
        let filters = filters(state);
        for (i, text) in filters.iter().enumerate() {
            if i > 0 {
                pieces.push((" + ", bar));
            }
            pieces.push((text, warning));
        }
        painter.flow(area, &pieces);
    }
}

/// What narrows the panes, in words.
pub fn filters(state: &State) -> Vec<String> {
    let strings = state.strings();
    let filter = &state.filter;
    let mut out = Vec::new();
    for id in &filter.entities {
        let row = state.entities.rows.iter().find(|r| r.id == *id);
        let entity = state.reader.article.iter().flat_map(|a| &a.analysis.entities).find(|e| e.id == *id);
        let name = row.map(|r| r.name_ar.as_str()).or(entity.map(|e| e.name_ar.as_str()));
        out.push(name.unwrap_or(id.as_str()).to_owned());
    }
    for id in &filter.outlets {
        let row = state.articles.held().find_map(|(_, r)| r.outlet.as_ref().filter(|o| o.id == *id));
        out.push(row.map_or(id.as_str(), |o| o.name.as_str()).to_owned());
    }
    out.extend(filter.kinds.iter().map(|&k| name(&strings.kinds, k).to_owned()));
    out.extend(filter.types.iter().map(|&t| name(&strings.types_plural, t).to_owned()));
    out.extend(filter.from.iter().map(|d| format!("≥ {d}")));
    out.extend(filter.to.iter().map(|d| format!("≤ {d}")));
    out.extend(filter.query.iter().map(|q| format!("/{q}")));
    out
}

/// The search field, a message, or the keys that matter here. Gives where the terminal's cursor is to stand.
pub fn bottom(state: &State, painter: &mut Painter<'_>, area: Rect) -> Option<(u16, u16)> {
    let bar = painter.part(Part::Bar);
    painter.clear(area, bar);
    let area = inset(area, 1);
    if let Some(field) = &state.prompt {
        let label = format!("{}: ", state.strings().words.search);
        let accent = painter.part(Part::Accent);
        let rest = painter.flow(area, &[(&label, accent)]);
        return Some(draw_field(painter, rest, field, bar));
    }
    if !state.pressed.is_empty() {
        which_key(state, painter, area);
        return None;
    }
    if let Some(message) = &state.message {
        let style = painter.part(if message.warning { Part::Warning } else { Part::Accent });
        painter.start(area, &message.text, style);
        return None;
    }
    hints(state, painter, area);
    None
}

/// Writes a text field, and gives where its cursor stands.
pub fn draw_field(painter: &mut Painter<'_>, area: Rect, field: &Field, style: Style) -> (u16, u16) {
    let text = field.text();
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

fn which_key(state: &State, painter: &mut Painter<'_>, area: Rect) {
    let (key_style, bar) = (painter.part(Part::Key), painter.part(Part::Bar));
    let mut rest = area;
    for binding in state.assets.keymap.continuations(state.context(), &state.pressed) {
        let keys: Vec<String> = binding.keys.iter().skip(state.pressed.len()).map(|k| k.label()).collect();
        let what = name(&state.strings().actions, binding.action);
        rest = painter.flow(rest, &[(&keys.join(" "), key_style), (" ", bar), (what, bar), ("   ", bar)]);
    }
}

/// Which actions are worth a hint in the present state, the most useful first.
fn useful(state: &State) -> Vec<Action> {
    use Action as A;
    match state.overlays.last() {
        Some((Overlay::Palette { .. }, _)) => return vec![A::Open, A::Back],
        Some(_) => return vec![A::Back, A::PageDown, A::Copy],
        None => {}
    }
    let mut out = match state.focus {
        Pane::Articles => vec![A::Open, A::Search, A::NextPane, A::Filter],
        Pane::Reader => vec![A::NextMention, A::NextEvent, A::Search, A::Explain, A::NextPane, A::EntityPage],
        Pane::Entities => vec![A::Open, A::ToggleScope, A::NextHit, A::EntityPage, A::NextPane, A::Filter],
        Pane::Timeline => vec![A::Open, A::Explain, A::Filter, A::ToggleScope, A::NextPane],
    };
    if !state.filter.is_empty() {
        out.insert(1, A::NextHit);
        out.insert(2, A::Undo);
    }
    out.extend([A::Help, A::SwitchLanguage, A::Palette, A::Quit]);
    let mut seen = Vec::new();
    out.retain(|a| !seen.contains(a) && (seen.push(*a), true).1);
    out
}

fn hints(state: &State, painter: &mut Painter<'_>, area: Rect) {
    let (key_style, bar) = (painter.part(Part::Key), painter.part(Part::Bar));
    let mut rest = area;
    for action in useful(state) {
        let labels = state.assets.keymap.labels(state.context(), action);
        let (Some(key), Some(hint)) = (labels.first(), state.strings().hints.get(&action)) else { continue };
        if width(key) + width(hint) + 4 > rest.width {
            break;
        }
        rest = painter.flow(rest, &[(key, key_style), (" ", bar), (hint, bar), ("   ", bar)]);
    }
}
