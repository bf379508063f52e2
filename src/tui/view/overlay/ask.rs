//! A question to the reader: a field, and below it what may be chosen.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::layout::width;

use super::super::super::own::ask::{Ask, Value};
use super::super::super::paint::{Painter, row};
use super::super::super::state::State;
use super::super::super::theme::Part;

/// The rows of choices that are shown at most.
const MOST_ROWS: u16 = 12;

/// Draws a question, and gives where its cursor stands.
pub fn draw(state: &State, painter: &mut Painter<'_>, mut area: Rect, ask: &Ask) -> (u16, u16) {
    let found = ask.found();
    let hint = ask.hint(state);
    let wanted =
        u16::try_from(found.len()).unwrap_or(u16::MAX).min(MOST_ROWS).max(u16::from(!hint.is_empty()));
    area.height = (wanted + if wanted > 0 { 4 } else { 3 }).min(area.height);
    let title = ask.label(state);
    let inner = super::boxed(painter, area, title);
    let (accent, dim, text) = (painter.part(Part::Accent), painter.part(Part::Dim), painter.part(Part::Text));
    let rest = painter.flow(row(inner, 0), &[("›", accent), (" ", accent)]);
    let place = super::super::bars::draw_field(painter, rest, &ask.field, text);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    if found.is_empty() {
        painter.start(row(list, 0), hint, dim);
        return place;
    }
    let height = usize::from(list.height).max(1);
    let first = (ask.cursor + 1).saturating_sub(height);
    for (at, choice) in found.iter().enumerate().skip(first).take(height) {
        let here = row(list, at - first);
        if at == ask.cursor {
            let style = painter.part(Part::Selection);
            painter.tint(here, style);
        }
        let over = |style: Style| Style { bg: None, ..style };
        let mark = match choice.on {
            Some(true) => "◆ ",
            Some(false) => "◇ ",
            None => "",
        };
        let style = match choice.value {
            Value::Type(kind) => painter.theme.kind(kind),
            Value::Kind(kind) => painter.theme.event(kind),
            _ => text,
        };
        let columns = (width(&choice.about) + 1).min(here.width / 2);
        let (what, about) = painter.split_end(here, columns);
        let digits = painter.digits.show(&choice.about);
        painter.end(about, &digits, over(dim));
        let rest = painter.flow(what, &[(mark, over(dim))]);
        painter.start(rest, &choice.label, over(style));
    }
    let (from, to) = super::super::shown_part(first, height, found.len());
    super::super::scroll_bar(painter, list, from, to);
    place
}
