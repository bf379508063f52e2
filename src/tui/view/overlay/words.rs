//! The table of how each outlet words it.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::layout::{Align, Base, Options, layout, width};
use crate::library::Sentence;
use crate::model::Span;

use super::super::super::dates;
use super::super::super::paint::{Painter, row};
use super::super::super::state::State;
use super::super::super::strings::fill;
use super::super::super::theme::Part;
use super::super::super::words::{Kind, WordsPage};

/// The least and the most columns of an outlet.
const OUTLET: (u16, u16) = (9, 16);

/// Columns of the date before a sentence.
const DATE: u16 = 18;

/// Draws the table in the upper part, the sentences behind the count at the cursor in the lower.
pub fn draw(state: &State, painter: &mut Painter<'_>, area: Rect, page: &WordsPage) {
    let words = &state.strings().words;
    let title = fill(&words.worded, &page.name);
    let inner = super::boxed(painter, area, &title);
    let rows = table_rows(page);
    // In a low window the sentences take the room while the cursor is among them.
    let most = match page.reading {
        Some(_) if inner.height < 14 => 1,
        _ => usize::from(inner.height / 2).max(4),
    };
    let height = u16::try_from(rows.len().min(most) + 1).unwrap_or(u16::MAX).min(inner.height);
    let table = Rect { height, ..inner };
    let below = Rect { y: inner.y + height + 1, height: inner.height.saturating_sub(height + 1), ..inner };
    draw_table(state, painter, table, page, &rows);
    let border = painter.part(Part::Border);
    for x in inner.left()..inner.right() {
        painter.sign(x, below.y.saturating_sub(1), "─", border);
    }
    let first = page.reading.unwrap_or(0);
    let mut rest = below;
    for (at, sentence) in page.sentences.iter().enumerate().skip(first) {
        if rest.is_empty() {
            break;
        }
        let used = draw_sentence(state, painter, rest, sentence, page.reading == Some(at));
        rest = Rect { y: rest.y + used, height: rest.height - used, ..rest };
    }
    if page.sentences.is_empty() {
        let dim = painter.part(Part::Dim);
        painter.start(row(below, 0), &words.not_used, dim);
    }
    let (from, to) = super::super::shown_part(first, 1, page.sentences.len().max(1));
    if page.reading.is_some() {
        super::super::scroll_bar(painter, below, from, to);
    }
}

/// The rows of the table: lines, with a heading before each kind (`None`).
fn table_rows(page: &WordsPage) -> Vec<(Kind, Option<usize>)> {
    let mut out = Vec::new();
    let mut before = None;
    for (at, line) in page.lines.iter().enumerate() {
        if before != Some(line.kind) {
            out.push((line.kind, None));
            before = Some(line.kind);
        }
        out.push((line.kind, Some(at)));
    }
    out
}

fn draw_table(
    state: &State,
    painter: &mut Painter<'_>,
    area: Rect,
    page: &WordsPage,
    rows: &[(Kind, Option<usize>)],
) {
    let words = &state.strings().words;
    let (dim, accent) = (painter.part(Part::Dim), painter.part(Part::Accent));
    let longest = page.lines.iter().map(|l| width(&l.words)).max().unwrap_or(0);
    let label = (longest + 2).clamp(12, (area.width * 2 / 5).max(12));
    let outlets = u16::try_from(page.outlets.len()).unwrap_or(u16::MAX).max(1);
    let columns = (area.width.saturating_sub(label) / outlets).clamp(OUTLET.0, OUTLET.1);
    // The outlets that fit, moved so that the one with the cursor is among them.
    let fit = usize::from(area.width.saturating_sub(label) / columns).max(1);
    let first_outlet = (page.cell.1 + 1).saturating_sub(fit);
    let (_, mut head) = painter.split(row(area, 0), label);
    for outlet in page.outlets.iter().skip(first_outlet).take(fit) {
        let (cell, rest) = painter.split(head, columns);
        let (cell, _) = painter.split_end(cell, 1);
        let name = outlet.as_ref().map_or(words.no_outlet.as_str(), |o| o.name.as_str());
        painter.end(cell, name, accent);
        head = rest;
    }
    if page.outlets.len() > first_outlet + fit {
        painter.end(head, "…", dim);
    }
    let at_cursor = rows.iter().position(|(_, line)| *line == Some(page.cell.0)).unwrap_or(0);
    let height = usize::from(area.height.saturating_sub(1)).max(1);
    let top = (at_cursor + 1).saturating_sub(height).min(rows.len().saturating_sub(height));
    for (at, (kind, line)) in rows.iter().enumerate().skip(top).take(height) {
        let here = row(area, at - top + 1);
        let Some(line) = line.and_then(|line| page.lines.get(line)) else {
            let heading = match kind {
                Kind::Name => &words.its_names,
                Kind::Does => &words.its_verbs,
                Kind::Suffers => &words.done_to_it,
            };
            painter.start(here, heading, dim);
            continue;
        };
        let current = rows.get(at).and_then(|(_, l)| *l) == Some(page.cell.0);
        if current {
            let style = painter.part(Part::SelectionFaint);
            painter.tint(here, style);
        }
        let (name, mut rest) = painter.split(here, label);
        let (_, name) = painter.split(name, 1);
        let text = painter.part(Part::Text);
        let style = Style { bg: None, ..text };
        let style = if current { style.add_modifier(Modifier::BOLD) } else { style };
        painter.start(name, &line.words, style);
        for (outlet, count) in line.counts.iter().enumerate().skip(first_outlet).take(fit) {
            let (cell, after) = painter.split(rest, columns);
            let (cell, _) = painter.split_end(cell, 1);
            if current && outlet == page.cell.1 {
                let part = if page.reading.is_some() { Part::Selection } else { Part::Cursor };
                let style = painter.part(part);
                let (_, number) = painter.split_end(cell, 5);
                painter.tint(number, style);
            }
            let over = |s: Style| Style { bg: None, ..s };
            match count {
                0 => painter.end(cell, "·", over(painter.part(Part::Border))),
                n => {
                    let cursor = current && outlet == page.cell.1 && page.reading.is_none();
                    // The cursor has colours of its own.
                    let style = if cursor { painter.part(Part::Cursor) } else { over(text) };
                    let shown = painter.number(*n);
                    painter.end(cell, &shown, style)
                }
            };
            rest = after;
        }
    }
    let (from, to) = super::super::shown_part(top, height, rows.len());
    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    super::super::scroll_bar(painter, list, from, to);
}

/// A sentence with the words that are counted marked, and when it was published. Gives the rows that it took.
fn draw_sentence(
    state: &State,
    painter: &mut Painter<'_>,
    area: Rect,
    sentence: &Sentence,
    here: bool,
) -> u16 {
    let text = painter.part(Part::Text);
    let (dim, hit) = (painter.part(Part::Dim), painter.part(Part::Hit));
    let date = state.settings.digits.show(&dates::short(&sentence.published, &state.strings().words));
    // A line break within a sentence is an accident of the page; both are one byte.
    let words = sentence.words.replace(['\n', '\r', '\t'], " ");
    let (label, rest) = painter.split(area, DATE);
    let options = Options::new(rest.width.saturating_sub(1).max(1)).base(Base::AutoRtl).align(Align::Start);
    let laid_out = layout(&words, Span::new(0, words.len()), &options);
    let rows = u16::try_from(laid_out.lines.len()).unwrap_or(u16::MAX).min(area.height);
    if here {
        let style = painter.part(Part::Selection);
        painter.tint(Rect { height: rows, ..area }, style);
        super::super::cursor_bar(painter, Rect { height: rows, ..area }, true);
    }
    painter.start(row(label, 0), &date, Style { bg: None, ..dim });
    for (at, line) in laid_out.lines.iter().enumerate().take(usize::from(rows)) {
        let style = Style { bg: None, ..text };
        crate::layout::widget::paint(painter.buf, row(rest, at), line, style, &[(sentence.mark, hit)]);
    }
    rows.saturating_add(1).min(area.height).max(1)
}
