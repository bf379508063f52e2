//! Tables: tabs in a pipe, columns on a terminal.

use std::io::Write;

use super::output::Output;
use crate::layout::{self, Align, Base, Options};
use crate::text::Clean;

/// A column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub head: &'static str,
    /// The least columns that it is given where there is room; the last column takes what is left.
    pub most: u16,
    /// Numbers stand at the right.
    pub number: bool,
}

impl Column {
    pub const fn new(head: &'static str, most: u16) -> Self {
        Self { head, most, number: false }
    }

    pub const fn number(head: &'static str) -> Self {
        Self { head, most: 9, number: true }
    }
}

/// Writes rows of cells. In a pipe: one row a line, cells parted by tabs, no head, nothing cut.
pub(super) fn write(out: &mut Output, columns: &[Column], rows: &[Vec<String>]) -> anyhow::Result<()> {
    let clean = rows.iter().map(|row| row.iter().map(|cell| Clean::new(cell)).collect::<Vec<_>>());
    let Some(terminal) = out.terminal() else {
        for row in clean {
            let cells: Vec<&str> = row.iter().map(Clean::as_str).collect();
            writeln!(out, "{}", cells.join("\t"))?;
        }
        return Ok(out.flush()?);
    };
    let rows: Vec<Vec<Clean>> = clean.collect();
    let widths = widths(columns, &rows, terminal);
    let heads: Vec<_> = columns.iter().map(|column| Clean::new(column.head)).collect();
    for row in std::iter::once(&heads).chain(&rows) {
        let mut line = String::new();
        for ((cell, column), width) in row.iter().zip(columns).zip(&widths) {
            if !line.is_empty() {
                line.push_str("  ");
            }
            line.push_str(&fitted(cell, *width, column.number));
        }
        out.visual_line(line.trim_end())?;
    }
    Ok(out.flush()?)
}

/// Each column as wide as its widest cell, within its most; the last one takes the rest of the terminal.
fn widths(columns: &[Column], rows: &[Vec<Clean>], terminal: u16) -> Vec<u16> {
    let mut left = terminal;
    columns
        .iter()
        .enumerate()
        .map(|(n, column)| {
            if n + 1 == columns.len() {
                return left.max(8);
            }
            let head = layout::width(column.head);
            let widest = rows.iter().filter_map(|row| row.get(n)).map(|cell| layout::width(cell)).max();
            let width = widest.unwrap_or(0).min(column.most).max(head);
            left = left.saturating_sub(width + 2);
            width
        })
        .collect()
}

/// `text` in exactly `width` columns, in visual order; what does not fit is cut with an ellipsis. A cell is
/// a paragraph of its own: a right-to-left one stands at the right of its column.
fn fitted(text: &Clean, width: u16, number: bool) -> String {
    let align = if number { Align::Right } else { Align::Start };
    let options = Options::new(width).base(Base::Auto).align(align);
    let line = layout::one_line(text, &options);
    let before = usize::from(line.column);
    let after = usize::from(width).saturating_sub(before + usize::from(line.width()));
    format!("{}{}{}", " ".repeat(before), line.visual(), " ".repeat(after))
}
