//! The entities, by type.

use ratatui::layout::Rect;

use crate::layout::{Align, width};
use crate::library::EntityRow;

use super::super::paint::{Painter, row};
use super::super::panes::Pane;
use super::super::shown::sign;
use super::super::state::{EntityLine, State};
use super::super::strings::name;
use super::super::theme::Part;

pub fn draw(state: &State, painter: &mut Painter<'_>, rect: Rect) {
    let words = &state.strings().words;
    let entities = &state.entities;
    let of_article = entities.of_article && state.open_key().is_some();
    let note = if of_article { &words.in_article } else { &words.in_all };
    let area = super::frame(state, painter, Pane::Entities, rect, &words.entities, note);
    if entities.lines.is_empty() {
        let what = match entities.known {
            true if state.nothing_passes() => &words.nothing_passes,
            true => &words.no_entities,
            false => &words.loading,
        };
        super::empty(state, painter, area, what, Pane::Entities);
        return;
    }
    let focused = state.focus == Pane::Entities;
    // As wide as the largest number of the list, so that none is cut and nothing moves while it scrolls.
    let most = entities.rows.iter().map(|entity| entity.mentions).max().unwrap_or(0);
    let counts = (width(&painter.number(most)) + 1).max(5);
    for at in 0..usize::from(area.height) {
        let here = row(area, at);
        let index = entities.top + at;
        match entities.lines.get(index) {
            Some(EntityLine::Heading(kind, count)) => {
                let style = painter.theme.kind(*kind);
                let dim = painter.part(Part::Dim);
                let heading = name(&state.strings().types_plural, *kind);
                let count = format!(" {}", painter.number(*count));
                let sign = sign(*kind).to_string();
                painter.flow(here, &[(&sign, dim), (" ", dim), (heading, style), (&count, dim)]);
            }
            Some(EntityLine::Entity(i)) => {
                let Some(entity) = entities.rows.get(*i) else { continue };
                let cursor = index == entities.cursor;
                if cursor {
                    let part = if focused { Part::Selection } else { Part::SelectionFaint };
                    let style = painter.part(part);
                    painter.tint(here, style);
                }
                draw_entity(state, painter, here, counts, entity);
                if cursor {
                    super::cursor_bar(painter, here, focused);
                }
            }
            None => break,
        }
    }
    let (from, to) = super::shown_part(entities.top, usize::from(area.height), entities.lines.len());
    super::scroll_bar(painter, area, from, to);
}

/// From so many columns on a name has its English one beside it, and how many columns of that are always seen.
const WITH_ENGLISH: u16 = 26;
const LEAST_ENGLISH: u16 = 9;

/// The name at the right, as Arabic begins; the count at the left; the English name between, if it is asked
/// for by the language and there is room.
fn draw_entity(state: &State, painter: &mut Painter<'_>, area: Rect, counts: u16, entity: &EntityRow) {
    let dim = painter.part(Part::Dim);
    let chosen = state.filter.entities.contains(&entity.id);
    let count = painter.number(entity.mentions);
    let count_area = Rect { width: counts.min(area.width), ..area };
    painter.aligned(
        Rect { width: count_area.width.saturating_sub(1), ..count_area },
        &count,
        dim,
        Align::Right,
    );
    let rest = Rect { x: count_area.right(), width: area.width - count_area.width, ..area };
    let (mark, style) =
        if chosen { ("◆ ", painter.part(Part::Accent)) } else { ("  ", painter.part(Part::Text)) };
    let style = ratatui::style::Style { bg: None, ..style };
    let mut label = format!("{mark}{}", entity.name_ar);
    if entity.by_rule {
        label.push_str(" ?");
    }
    // Either all rows have their English name or none: where the Arabic one is long, both are cut.
    let shown = !state.settings.language.is_rtl() && rest.width >= WITH_ENGLISH;
    let english = entity.name_en.as_ref().filter(|_| shown);
    let left = rest.width.saturating_sub(width(&label) + 2).max(LEAST_ENGLISH);
    let kept = english.map_or(0, |english| width(english).min(left) + 2);
    let arabic = Rect { x: rest.x + kept.min(rest.width), width: rest.width.saturating_sub(kept), ..rest };
    let used = painter.content(arabic, &label, style);
    if let Some(english) = english {
        let room = rest.width.saturating_sub(used + 2);
        painter.aligned(Rect { width: room, ..rest }, english, dim, Align::Left);
    }
}
