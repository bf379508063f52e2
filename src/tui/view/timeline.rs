//! The timeline: events in order of time.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::layout::{Align, width};
use crate::library::{EventRow, ParticipantRow};
use crate::model::{EventKind, Modality};

use super::super::dates;
use super::super::paint::{Painter, row};
use super::super::panes::Pane;
use super::super::state::State;
use super::super::strings::{fill, name};
use super::super::theme::Part;

/// The rows of an event: in a wide pane one, else two.
pub fn item_height(width: u16) -> usize {
    if width >= 118 { 1 } else { 2 }
}

/// Columns of the date.
const DATE: u16 = 17;

pub fn draw(state: &State, painter: &mut Painter<'_>, rect: Rect) {
    let words = &state.strings().words;
    let list = &state.timeline;
    let mut note = if list.total == 0 {
        String::new()
    } else {
        state.settings.digits.show(&format!("{}/{}", list.cursor + 1, list.total))
    };
    if state.timeline_of_article {
        note = format!("{} · {note}", words.in_article);
    }
    if let Some(range) = super::axis::range(state, rect) {
        note = format!("{range} · {note}");
    }
    let area = super::frame(state, painter, Pane::Timeline, rect, &words.timeline, &note);
    if list.total == 0 {
        let what = match list.known {
            false => &words.loading,
            true if state.nothing_passes() => &words.nothing_passes,
            // Articles may name all of several names, and none of their events.
            true if state.filter.entities.len() > 1 => &words.no_common_event,
            true => &words.no_events,
        };
        super::empty(state, painter, area, what, Pane::Timeline);
        return;
    }
    let above = u16::try_from(super::axis::height(state, super::inner_height(rect))).unwrap_or(0);
    super::axis::draw(state, painter, Rect { height: above, ..area });
    let area = Rect { y: area.y + above, height: area.height - above, ..area };
    let rows = item_height(rect.width);
    let focused = state.focus == Pane::Timeline;
    for (index, event) in list.visible() {
        let first = row(area, (index - list.top) * rows);
        if first.is_empty() {
            break;
        }
        let height = u16::try_from(rows).unwrap_or(1).min(area.bottom() - first.y);
        let item = Rect { height, ..first };
        let here = index == list.cursor;
        if here {
            let style = painter.part(if focused { Part::Selection } else { Part::SelectionFaint });
            painter.tint(item, style);
        }
        if rows == 1 {
            wide(state, painter, item, event);
        } else {
            narrow(state, painter, item, event);
        }
        if here {
            super::cursor_bar(painter, item, focused);
        }
    }
    let (from, to) = super::shown_part(list.top, list.height, list.total);
    super::scroll_bar(painter, area, from, to);
}

/// Date, sign, actors and targets; below the outlet and the words.
fn narrow(state: &State, painter: &mut Painter<'_>, item: Rect, event: &EventRow) {
    let rest = head(state, painter, row(item, 0), event);
    participants(painter, rest, event, &state.strings().words.no_actor);
    let below = row(item, 1);
    let dim = painter.part(Part::Dim);
    let (outlet, words) = painter.split(below, DATE + 2);
    let (outlet, _) = painter.split_end(outlet, 2);
    painter.start(outlet, &told_by(state, event), dim);
    sentence(painter, words, event);
}

/// Sentences begin in columns of so many, so that they stand under one another and no wide gap is before them.
const TAB: u16 = 12;

/// All in one row: date, sign, actors and targets, the sentence, the outlet. The sentence has what the actors leave.
fn wide(state: &State, painter: &mut Painter<'_>, item: Rect, event: &EventRow) {
    let rest = head(state, painter, row(item, 0), event);
    let (rest, outlet) = painter.split_end(rest, 18);
    let dim = painter.part(Part::Dim);
    let (_, outlet) = painter.split(outlet, 2);
    painter.end(outlet, &told_by(state, event), dim);
    let needed = width(&who(event, &state.strings().words.no_actor)) + 2;
    let taken = needed.next_multiple_of(TAB).min(rest.width / 2);
    let words = Rect { width: rest.width - taken, ..rest };
    let actors = Rect { x: words.right() + 2, width: taken.saturating_sub(2), ..rest };
    participants(painter, actors, event, &state.strings().words.no_actor);
    sentence(painter, words, event);
}

/// Who tells it: the outlet, or how many if there are several.
fn told_by(state: &State, event: &EventRow) -> String {
    if event.told_by > 1 {
        let count = state.settings.digits.show(&event.told_by.to_string());
        let language = state.settings.language;
        return format!("▸ {}", fill(state.strings().outlets.of(language, event.told_by), &count));
    }
    let outlet = event.outlet.as_ref().map(|o| o.name.clone()).unwrap_or_default();
    if event.group.is_some() { format!("▸ {outlet}") } else { outlet }
}

/// The numbers of those of two entities, whose timelines lie over each other, that the event names.
fn sides(state: &State, event: &EventRow) -> String {
    let sides = state.filter.either.iter().enumerate().filter(|(_, id)| event.either.contains(id));
    sides.map(|(at, _)| state.settings.digits.show(&(at + 1).to_string())).collect()
}

/// The date and the sign; gives what is left of the row.
fn head(state: &State, painter: &mut Painter<'_>, line: Rect, event: &EventRow) -> Rect {
    let (date, rest) = painter.split(line, DATE);
    let mut short = dates::short(&event.when(), &state.strings().words);
    // The card has the days; an end that is cut off says nothing.
    if let (Some(first), Some(last)) = (event.interval.earliest, event.interval.latest)
        && width(&short) >= DATE
    {
        short = format!("{}…{}", first.strftime("%Y-%m"), last.strftime("%Y-%m"));
    }
    let shown = if short.is_empty() {
        state.strings().words.undated.clone()
    } else {
        state.settings.digits.show(&short)
    };
    let certain = event.interval.single_day().is_some();
    let style = painter.part(if certain { Part::Dim } else { Part::Uncertain });
    painter.start(date, &shown, style);
    let (sign, rest) = painter.split(rest, 2);
    let style = painter.theme.event(event.kind);
    painter.start(sign, super::sign(event.kind, event.planned), style);
    let rest = if state.filter.either.len() < 2 {
        rest
    } else {
        let (side, rest) = painter.split(rest, 3);
        let style = painter.part(Part::Accent);
        painter.start(side, &sides(state, event), style);
        rest
    };
    let (modality, style) = match event.modality {
        Modality::Asserted => return rest,
        Modality::Claimed if event.kind == EventKind::Statement => return rest,
        other => (name(&state.strings().modalities, other), painter.part(Part::Uncertain)),
    };
    let (label, after) = painter.split(rest, width(modality) + 1);
    painter.start(label, modality, style);
    after
}

/// Who did it, to whom, where and with what, in one line that reads from the right.
pub fn who(event: &EventRow, no_actor: &str) -> String {
    let names = |list: &[ParticipantRow]| list.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("، ");
    let mut text = names(&event.actors);
    if text.is_empty() {
        no_actor.clone_into(&mut text);
    }
    // The arrow points the way that Arabic reads; it is not mirrored by the bidi algorithm.
    let sides = [(" ← ", &event.targets), (" · ", &event.places), (" · ", &event.weapons)];
    for (sign, list) in sides.into_iter().filter(|(_, list)| !list.is_empty()) {
        text.push_str(sign);
        text.push_str(&names(list));
    }
    text
}

fn participants(painter: &mut Painter<'_>, area: Rect, event: &EventRow, no_actor: &str) {
    let text = who(event, no_actor);
    let actor_end = text.find(['←', '·']).map_or(text.len(), |at| text[..at].trim_end().len());
    let dim = painter.part(Part::Dim);
    let base = ratatui::style::Style { bg: None, ..painter.part(Part::Text) };
    let strong = if event.actors.is_empty() { dim } else { base.add_modifier(Modifier::BOLD) };
    let styles = [(crate::model::Span::new(0, actor_end), strong)];
    crate::layout::widget::draw_line(
        painter.buf,
        area,
        &text,
        base,
        &styles,
        crate::layout::Base::Rtl,
        Align::Right,
    );
}

/// The sentence from the trigger on: what was done or said comes first.
fn sentence(painter: &mut Painter<'_>, area: Rect, event: &EventRow) {
    let dim = painter.part(Part::Dim);
    let from = event.trigger.start.saturating_sub(event.sentence.start);
    let words = event.sentence_words.get(from..).unwrap_or(&event.sentence_words);
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    painter.content(area, &folded, dim);
}
