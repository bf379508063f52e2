//! The table of how each outlet words it.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::layout::{Align, Base, Options, layout, width};
use crate::library::Sentence;
use crate::model::{Outlet, Span};

use super::super::super::action::Action;
use super::super::super::dates;
use super::super::super::keymap::Context;
use super::super::super::paint::{Painter, row};
use super::super::super::state::State;
use super::super::super::strings::fill;
use super::super::super::theme::Part;
use super::super::super::words::{Kind, WordsPage, whose};

/// The least and the most columns of an outlet.
const OUTLET: (u16, u16) = (9, 16);

/// Columns of the date before a sentence.
const DATE: u16 = 18;

/// In fewer columns the sentence is without its date.
const LEAST_DATED: u16 = 50;

/// In fewer rows there is no room for notes and long heads: a sentence is worth more.
const LOW: u16 = 14;

/// Draws the table in the upper part, the sentences behind the count at the cursor in the lower.
pub fn draw(state: &State, painter: &mut Painter<'_>, area: Rect, page: &WordsPage) {
    let words = &state.strings().words;
    let title = fill(&words.worded, &page.name);
    let inner = super::boxed(painter, area, &title);
    let is_low = inner.height < LOW;
    let notes = if page.reading.is_some() || is_low { Vec::new() } else { notes(state, page) };
    let (inner, below) =
        split_rows(inner, inner.height.saturating_sub(u16::try_from(notes.len()).unwrap_or(0)));
    for (at, note) in notes.iter().enumerate() {
        let dim = painter.part(Part::Dim);
        painter.start(row(below, at), note, dim);
    }
    let rows = table_rows(page);
    // In a low window the sentences take the room while the cursor is among them.
    let most = match page.reading {
        Some(_) if is_low => 1,
        // Half of it is the sentences', with the line between and the outlets above.
        _ if is_low => usize::from(inner.height.saturating_sub(2) / 2).max(1),
        _ => usize::from(inner.height / 2),
    };
    let heads = heads(state, inner.width, page, is_low);
    let height = u16::try_from(rows.len().min(most) + heads.rows).unwrap_or(u16::MAX).min(inner.height);
    let table = Rect { height, ..inner };
    let below = Rect { y: inner.y + height + 1, height: inner.height.saturating_sub(height + 1), ..inner };
    draw_table(state, painter, table, page, &rows, &heads);
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

/// The upper rows of an area, and the others.
fn split_rows(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (Rect { height: rows, ..area }, Rect { y: area.y + rows, height: area.height - rows, ..area })
}

/// What the numbers do not say: which words they leave out, and which are not told apart.
fn notes(state: &State, page: &WordsPage) -> Vec<String> {
    let words = &state.strings().words;
    let key =
        |context, action| state.assets.keymap.labels(context, action).into_iter().next().unwrap_or_default();
    let search = key(Context::Global, Action::Search);
    let linked = fill(&fill(&words.linked_only, &search), &key(Context::Global, Action::InContext));
    let unknown = state.settings.digits.show(&page.unknown.to_string());
    let unknown = (page.unknown > 0).then(|| fill(&words.not_told_apart, &unknown));
    unknown.into_iter().chain([linked]).collect()
}

/// The columns of the table, and the names over them.
struct Heads {
    /// Columns of the words.
    label: u16,
    /// Columns of an outlet.
    columns: u16,
    /// The names of the outlets, each in as many lines as the longest has.
    names: Vec<Vec<String>>,
    /// Rows of the names.
    rows: usize,
    /// Columns behind a count, for how many of it are reported.
    behind: u16,
}

/// A name that is too long for its column goes on in a second line: names that are cut run into each other.
fn heads(state: &State, wide: u16, page: &WordsPage, is_low: bool) -> Heads {
    let longest = page.lines.iter().map(|l| width(&l.words)).max().unwrap_or(0);
    let outlets = u16::try_from(page.outlets.len()).unwrap_or(u16::MAX).max(1);
    // A word is cut before an outlet is pushed out.
    let all = wide.saturating_sub(outlets.saturating_mul(OUTLET.0)).max(20);
    let label = (longest + 2).clamp(12, (wide * 2 / 5).min(all).max(12));
    let columns = (wide.saturating_sub(label) / outlets).clamp(OUTLET.0, OUTLET.1);
    let name = |outlet: &Option<Outlet>| {
        let name = outlet.as_ref().map_or(state.strings().words.no_outlet.as_str(), |o| o.name.as_str());
        match name.rsplit_once(' ') {
            Some((first, last)) if width(name) + 2 > columns && !is_low => {
                vec![first.to_owned(), last.to_owned()]
            }
            _ => vec![name.to_owned()],
        }
    };
    let names: Vec<Vec<String>> = page.outlets.iter().map(name).collect();
    let rows = names.iter().map(Vec::len).max().unwrap_or(1);
    let cells =
        (0..page.lines.len()).flat_map(|line| (0..page.outlets.len()).map(move |outlet| (line, outlet)));
    let most = cells.map(|cell| page.reported_in(cell)).max().unwrap_or(0);
    let behind = if most == 0 { 0 } else { 3 + width(&most.to_string()) };
    Heads { label, columns, names, rows, behind }
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
    heads: &Heads,
) {
    let words = &state.strings().words;
    let (dim, accent) = (painter.part(Part::Dim), painter.part(Part::Accent));
    let (label, columns) = (heads.label, heads.columns);
    // The outlets that fit, moved so that the one with the cursor is among them.
    let fit = usize::from(area.width.saturating_sub(label) / columns).max(1);
    let first_outlet = (page.cell.1 + 1).saturating_sub(fit);
    for line in 0..heads.rows {
        let (corner, mut head) = painter.split(row(area, line), label);
        // The last line of the names stands right over the numbers.
        let last = line + 1 == heads.rows;
        if last && page.lines.iter().any(|l| l.reported.iter().any(|n| *n > 0)) {
            painter.start(corner, &words.times_reported, dim);
        }
        for name in heads.names.iter().skip(first_outlet).take(fit) {
            let (cell, rest) = painter.split(head, columns);
            let (cell, _) = painter.split_end(cell, 1);
            let above = heads.rows - name.len();
            let part = line.checked_sub(above).and_then(|at| name.get(at));
            painter.end(cell, part.map_or("", String::as_str), accent);
            head = rest;
        }
        if last && page.outlets.len() > first_outlet + fit {
            painter.end(head, "…", dim);
        }
    }
    let at_cursor = rows.iter().position(|(_, line)| *line == Some(page.cell.0)).unwrap_or(0);
    let height = usize::from(area.height).saturating_sub(heads.rows).max(1);
    let top = (at_cursor + 1).saturating_sub(height).min(rows.len().saturating_sub(height));
    for (at, (kind, line)) in rows.iter().enumerate().skip(top).take(height) {
        let here = row(area, at - top + heads.rows);
        let line_at = *line;
        let Some(line) = line_at.and_then(|line| page.lines.get(line)) else {
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
            // Counts stand below each other, whether something stands behind them or not.
            let (cell, behind) = painter.split_end(cell, heads.behind);
            let at_cursor = current && outlet == page.cell.1;
            if at_cursor {
                let part = if page.reading.is_some() { Part::Selection } else { Part::Cursor };
                let style = painter.part(part);
                let (_, number) = painter.split_end(cell, 5);
                painter.tint(number, style);
            }
            let over = |s: Style| Style { bg: None, ..s };
            // The cursor has colours of its own.
            let cursor = at_cursor && page.reading.is_none();
            let style = if cursor { painter.part(Part::Cursor) } else { over(text) };
            match count {
                0 => painter.end(cell, "·", over(painter.part(Part::Border))),
                n => painter.end(cell, &painter.number(*n), style),
            };
            let reported = page.reported_in((line_at.unwrap_or(0), outlet));
            if reported > 0 {
                let (sign, style) = (over(painter.part(Part::Border)), over(painter.part(Part::Uncertain)));
                let reported = painter.number(reported);
                painter.flow(behind, &[(" ", sign), ("·", sign), (" ", sign), (&reported, style)]);
            }
            rest = after;
        }
    }
    let (from, to) = super::super::shown_part(top, height, rows.len());
    let (_, list) = split_rows(area, u16::try_from(heads.rows).unwrap_or(1));
    super::super::scroll_bar(painter, list, from, to);
}

/// A sentence with the words that are counted marked, when it was published, and who speaks where it is not the outlet.
/// Gives the rows that it took.
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
    let (label, rest) = painter.split(area, if area.width < LEAST_DATED { 0 } else { DATE });
    let options = Options::new(rest.width.saturating_sub(1).max(1)).base(Base::AutoRtl).align(Align::Start);
    let laid_out = layout(&words, Span::new(0, words.len()), &options);
    let whose = whose(&state.strings().words, sentence).map(|whose| format!("{whose}:"));
    let first = usize::from(whose.is_some());
    let rows = u16::try_from(laid_out.lines.len() + first).unwrap_or(u16::MAX).min(area.height);
    if here {
        let style = painter.part(Part::Selection);
        painter.tint(Rect { height: rows, ..area }, style);
        super::super::cursor_bar(painter, Rect { height: rows, ..area }, true);
    }
    let marks: Vec<_> = sentence.marks.iter().map(|&mark| (mark, hit)).collect();
    painter.start(row(label, 0), &date, Style { bg: None, ..dim });
    if let Some(whose) = whose {
        let style = Style { bg: None, ..painter.part(Part::Uncertain) };
        painter.content(Rect { width: options.width, ..row(rest, 0) }, &whose, style);
    }
    for (line, at) in laid_out.lines.iter().zip(first..usize::from(rows)) {
        let style = Style { bg: None, ..text };
        crate::layout::widget::paint(painter.buf, row(rest, at), line, style, &marks);
    }
    rows.saturating_add(1).min(area.height).max(1)
}
