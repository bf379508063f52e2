//! The note on an article, while it is written.

use ratatui::layout::Rect;

use crate::layout::widget;

use super::super::super::own::note::Note;
use super::super::super::paint::{Painter, row};
use super::super::super::state::State;
use super::super::super::theme::Part;

/// The fewest rows of text that are shown.
const LEAST_ROWS: u16 = 5;

/// The columns of the text in a box.
pub fn columns(area: Rect) -> u16 {
    super::columns_in(area).saturating_sub(1).max(1)
}

/// Draws a note, and gives where its cursor stands.
pub fn draw(state: &State, painter: &mut Painter<'_>, mut area: Rect, note: &Note) -> (u16, u16) {
    let laid_out = note.layout(columns(area));
    let text = note.field.text();
    // A line break at the end begins a line that has no letters yet.
    let open = text.is_empty() || text.ends_with('\n');
    let rows = laid_out.lines.len() + usize::from(open);
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX).max(LEAST_ROWS);
    area.height = wanted.saturating_add(2).min(area.height);
    let inner = super::boxed(painter, area, &state.strings().words.note);
    let cursor = note.field.cursor();
    let after_all = open && cursor == text.len();
    let at = if after_all {
        rows.saturating_sub(1)
    } else {
        laid_out.lines.iter().rposition(|l| l.span.start <= cursor).unwrap_or(0)
    };
    let height = usize::from(inner.height).max(1);
    let top = (at + 1).saturating_sub(height);
    let style = painter.part(Part::Text);
    // One column is free on each side, for the cursor behind the last letter of a line.
    let wide = Rect { x: inner.x + 1, width: columns(area), ..inner };
    for (n, line) in laid_out.lines.iter().enumerate().skip(top).take(height) {
        widget::paint(painter.buf, row(wide, n - top), line, style, &[]);
    }
    let y = row(inner, at - top).y;
    let Some(line) = laid_out.lines.get(at).filter(|_| !after_all) else {
        return (if painter.rtl { wide.right().saturating_sub(1) } else { wide.x }, y);
    };
    let x = match line.column_of(cursor) {
        Some(column) => wide.x + column,
        None if line.rtl => (wide.x + line.column).saturating_sub(1),
        None => wide.x + line.column + line.width(),
    };
    (x.clamp(inner.x, inner.right().saturating_sub(1)), y)
}
