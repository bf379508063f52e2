//! The command palette.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::layout::width;

use super::super::super::field::Field;
use super::super::super::paint::{Painter, row};
use super::super::super::palette;
use super::super::super::state::State;
use super::super::super::strings::{fill, name};
use super::super::super::theme::Part;

/// Draws the palette, and gives where its cursor stands.
pub fn draw(
    state: &State,
    painter: &mut Painter<'_>,
    mut area: Rect,
    field: &Field,
    cursor: usize,
) -> (u16, u16) {
    let strings = state.strings();
    let found = palette::found(state, field.text());
    let most = area.height.saturating_sub(4).min(14);
    area.height = (u16::try_from(found.len()).unwrap_or(u16::MAX).clamp(1, most.max(1)) + 4).min(area.height);
    let inner = super::boxed(painter, area, &strings.words.palette);
    let (accent, dim) = (painter.part(Part::Accent), painter.part(Part::Dim));
    let rest = painter.flow(row(inner, 0), &[(&strings.words.command, accent), (": ", accent)]);
    let text = painter.part(Part::Text);
    let place = super::super::bars::draw_field(painter, rest, field, text);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    let height = usize::from(list.height);
    let first = (cursor + 1).saturating_sub(height);
    for (at, &action) in found.iter().enumerate().skip(first).take(height) {
        let here = row(list, at - first);
        if at == cursor {
            let style = painter.part(Part::Selection);
            painter.tint(here, style);
        }
        let keys = state.assets.keymap.labels(state.focus.context(), action).join("  ");
        let (what, end) = painter.split_end(here, width(&keys).min(here.width / 3) + 1);
        painter.end(end, &keys, dim);
        let style = Style { bg: None, ..text };
        painter.start(what, name(&strings.actions, action), style);
    }
    if found.is_empty() {
        let nothing = fill(&strings.words.no_hits, field.text());
        painter.start(row(list, 0), &nothing, dim);
    }
    place
}
