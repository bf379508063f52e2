//! The time axis above the events: a lane for each kind, and the years.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::layout::width;
use crate::model::EventKind;

use super::super::axis::{Axis, Column, LANES, Lanes, Made, is_rtl};
use super::super::paint::{Painter, row};
use super::super::panes::Pane;
use super::super::state::State;
use super::super::theme::Part;

/// The rows of the axis in a pane of this height: three lanes, or six for two entities, and the labels, where
/// the list keeps enough; in a low one a single lane, with or without labels.
pub fn height(state: &State, height: usize) -> usize {
    match height {
        14.. if state.filter.either.len() > 1 => 7,
        13.. => 4,
        9.. => 2,
        6.. => 1,
        _ => 0,
    }
}

/// Heights of a column that holds more than one event.
const BARS: [&str; 7] = ["▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Makes the axis for the timeline in `rect`, before it is drawn.
pub fn prepare(state: &mut State, rect: Rect) {
    let height = height(state, super::inner_height(rect));
    if height == 0 {
        return;
    }
    let of = Lanes {
        moments: [Arc::clone(&state.moments), Arc::clone(&state.over)],
        zoom: state.zoom,
        day: state.timeline.current().and_then(|e| e.interval.sort_day()),
        columns: rect.width.saturating_sub(3 + label_columns(state)),
        folded: state.settings.fold,
        two: height >= 7,
    };
    state.axis.prepare(of);
}

/// Columns before the lanes.
fn label_columns(state: &State) -> u16 {
    if state.filter.either.len() > 1 { 3 } else { 2 }
}

/// The days that the axis shows, if it does not show all.
pub fn range(state: &State, rect: Rect) -> Option<String> {
    let shown = height(state, super::inner_height(rect)) > 0 && state.zoom > 0;
    let (first, last) = state.axis.made().filter(|_| shown)?.axis.range()?;
    Some(state.settings.digits.show(&format!("{first} … {last}")))
}

/// The cursor on a bar: in the colour that the cursor has as a background, or a low bar would be a high one.
fn upright(painter: &Painter<'_>, cursor: Style) -> Style {
    let selection = painter.part(Part::Selection);
    let is_reversed = |style: Style| style.add_modifier.contains(Modifier::REVERSED);
    let mark = Modifier::BOLD | Modifier::UNDERLINED;
    match (cursor.bg, selection.bg) {
        (Some(colour), behind) => Style { bg: behind, ..Style::new().fg(colour).add_modifier(mark) },
        _ if is_reversed(cursor) => Style::new().add_modifier(mark),
        _ => cursor,
    }
}

pub fn draw(state: &State, painter: &mut Painter<'_>, area: Rect) {
    if area.is_empty() || area.width < 12 {
        return;
    }
    let current = state.timeline.current();
    let day = current.and_then(|e| e.interval.sort_day());
    let (_, lanes) = painter.split(area, label_columns(state));
    let Some(Made { axis, lanes: rows }) = state.axis.made() else { return };
    let rtl = is_rtl(state);
    let x = |column: usize| {
        let column = u16::try_from(column).unwrap_or(u16::MAX).min(lanes.width.saturating_sub(1));
        if rtl { lanes.right() - 1 - column } else { lanes.x + column }
    };
    let cursor = day.and_then(|d| axis.column(d));
    let folds: Vec<usize> = axis.folds().collect();
    if area.height < 4 {
        one_lane(painter, area, rows, &folds, &x);
        if let Some(column) = cursor {
            let focused = state.focus == Pane::Timeline;
            let style = painter.part(if focused { Part::Cursor } else { Part::Selection });
            painter.tint(Rect { x: x(column), width: 1, height: 1, ..area }, style);
        }
        labels(state, painter, row(lanes, 1), axis, rtl);
        return;
    }
    // Each kind has a scale of its own, or the attacks would be flat beside the statements.
    let most = |kind: EventKind| {
        let columns = rows.iter().filter(|(_, other, _)| *other == kind).flat_map(|(_, _, lane)| lane);
        columns.map(|c| c.past + c.planned).max().unwrap_or(0)
    };
    for (at, (side, kind, lane)) in rows.iter().enumerate() {
        let here = row(area, at);
        let most = most(*kind);
        let style = painter.theme.event(*kind);
        let (label, _) = painter.split(here, label_columns(state));
        let number = if rows.len() > LANES.len() { painter.number(side + 1) } else { String::new() };
        let accent = painter.part(Part::Accent);
        painter.flow(label, &[(&number, accent), (super::sign(*kind, false), style)]);
        for (column, content) in lane.iter().enumerate() {
            let (sign, style) = match content {
                // Time that is left out: no dots, and no event can lie there.
                Column { past: 0, planned: 0, .. } if folds.contains(&column) => {
                    ("┊", painter.part(Part::Dim))
                }
                content => cell(painter, *content, *kind, most, style),
            };
            painter.sign(x(column), here.y, sign, style);
        }
        // A span that was begun reaches from its beginning to the cursor.
        let begun = state.span_from.and_then(|from| axis.column(from)).zip(cursor);
        if let Some((a, b)) = begun {
            let style = painter.part(Part::Selection);
            for column in a.min(b)..=a.max(b) {
                painter.tint(Rect { x: x(column), y: here.y, width: 1, height: 1 }, style);
            }
        }
        if let Some(column) = cursor {
            let own = current.is_some_and(|e| e.kind == *kind);
            let part = match (own, state.focus == Pane::Timeline) {
                (true, true) => Part::Cursor,
                (true, false) => Part::Selection,
                (false, _) => Part::SelectionFaint,
            };
            let style = painter.part(part);
            let style = if part == Part::Cursor { upright(painter, style) } else { style };
            painter.tint(Rect { x: x(column), y: here.y, width: 1, height: 1 }, style);
        }
    }
    labels(state, painter, row(lanes, rows.len()), axis, rtl);
}

/// All lanes in one: the sign of an event that is alone on its column, else how many there are.
fn one_lane(
    painter: &mut Painter<'_>,
    area: Rect,
    rows: &[(usize, EventKind, Vec<Column>)],
    folds: &[usize],
    x: &impl Fn(usize) -> u16,
) {
    let columns = rows.iter().map(|(.., lane)| lane.len()).max().unwrap_or(0);
    let all = |column: usize| {
        let lanes = rows.iter().filter_map(move |(_, kind, lane)| Some((*kind, *lane.get(column)?)));
        lanes.fold((None, Column::default()), |(first, sum), (kind, c)| {
            let first = first.or_else(|| (c.past + c.planned > 0).then_some(kind));
            let (past, planned) = (sum.past + c.past, sum.planned + c.planned);
            (first, Column { past, planned, perhaps: sum.perhaps || c.perhaps })
        })
    };
    let most = (0..columns).map(|c| all(c).1).map(|c| c.past + c.planned).max().unwrap_or(0);
    for column in 0..columns {
        let (kind, content) = all(column);
        let (sign, style) = match kind {
            None if folds.contains(&column) && !content.perhaps => ("┊", painter.part(Part::Dim)),
            kind => {
                let kind = kind.unwrap_or(EventKind::Statement);
                let one = content.past + content.planned == 1;
                let style = if one { painter.theme.event(kind) } else { painter.part(Part::Text) };
                cell(painter, content, kind, most, style)
            }
        };
        painter.sign(x(column), area.y, sign, style);
    }
}

fn cell(
    painter: &Painter<'_>,
    column: Column,
    kind: EventKind,
    most: usize,
    style: Style,
) -> (&'static str, Style) {
    let events = column.past + column.planned;
    match events {
        0 if column.perhaps => ("╌", painter.part(Part::Uncertain)),
        0 => ("·", painter.part(Part::Border)),
        1 => (super::sign(kind, column.past == 0), style),
        _ => {
            // Linear between two events and the most that any column of the kind has.
            let top = BARS.len() - 1;
            let at = (events - 2) * top / (most.max(3) - 2);
            (BARS.get(at.min(top)).copied().unwrap_or("█"), style)
        }
    }
}

/// The dates under the lanes, each beginning where its day is. What would run over the one before is left out.
fn labels(state: &State, painter: &mut Painter<'_>, area: Rect, axis: &Axis, rtl: bool) {
    let dim = painter.part(Part::Dim);
    let mut free = 0;
    for (column, label) in axis.labels() {
        let label = state.settings.digits.show(&label);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let columns = width(&label);
        if column < free || column.saturating_add(columns) > area.width {
            continue;
        }
        let left = if rtl { area.right() - column - columns } else { area.x + column };
        let here = Rect { x: left, width: columns, ..area };
        painter.aligned(here, &label, dim, crate::layout::Align::Left);
        free = column + columns + 1;
    }
}
