//! The help.

use ratatui::layout::Rect;

use super::super::super::help::{Help, found};
use super::super::super::paint::{Painter, row};
use super::super::super::state::State;
use super::super::super::strings::{fill, name};
use super::super::super::theme::Part;
use super::sheet::{Sheet, draw_row};

/// All keys, by what they do: made from the key table and the actions' descriptions.
pub fn sheet(state: &State, help: &Help, columns: u16) -> Sheet {
    let strings = state.strings();
    let mut out = Sheet::new(&strings.words.help, columns);
    for (group, members) in found(state, help.field.text()) {
        out.heading(name(&strings.groups, group));
        for (labels, action) in members {
            out.keys(&labels, name(&strings.actions, action));
        }
    }
    if out.rows.is_empty() {
        out.text(&fill(&strings.words.no_hits, help.field.text()));
    }
    out
}

/// Draws the help. While something is sought, its first row is the text field.
pub fn draw(
    state: &State,
    painter: &mut Painter<'_>,
    area: Rect,
    help: &Help,
    top: usize,
) -> Option<(u16, u16)> {
    let sheet = sheet(state, help, super::columns_in(area));
    let searching = help.typing || !help.field.text().is_empty();
    let field_rows = if searching { 2 } else { 0 };
    let wanted = u16::try_from(sheet.rows.len() + 2).unwrap_or(u16::MAX).saturating_add(field_rows);
    // The box stays as large as it was while what is found gets less.
    let area = if searching { area } else { Rect { height: area.height.min(wanted), ..area } };
    let inner = super::boxed(painter, area, &sheet.title);
    let mut place = None;
    let list = if searching {
        let accent = painter.part(Part::Accent);
        let text = painter.part(Part::Text);
        let label = format!("{}: ", state.strings().words.find_key);
        let rest = painter.flow(row(inner, 0), &[(&label, accent)]);
        let at = super::super::bars::draw_field(painter, rest, &help.field, text);
        place = help.typing.then_some(at);
        Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner }
    } else {
        inner
    };
    for (at, (content, _)) in sheet.rows.iter().skip(top).take(usize::from(list.height)).enumerate() {
        draw_row(painter, row(list, at), content);
    }
    let (from, to) = super::super::shown_part(top, usize::from(list.height), sheet.rows.len());
    super::super::scroll_bar(painter, list, from, to);
    place
}
