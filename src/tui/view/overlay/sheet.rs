//! A sheet: rows under one another, some of which lead somewhere.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::layout::{Align, Base, Options, layout, majority, width};
use crate::model::Span;

use super::super::super::page::Link;
use super::super::super::paint::{Painter, is_rtl, is_rtl_letter};
use super::super::super::theme::Part;

/// One row of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// Begins a section.
    Heading(String),
    /// A label and a line of its value.
    Pair(String, String),
    /// A line of running text.
    Line(String),
    /// What stands back beside the labels: who says so.
    Note(String),
    /// Words in their context.
    Context(Context),
    /// Bars of heights from 0 to 8, in order of time, and the dates at their ends.
    Bars(Vec<u8>, String, String),
    /// An empty row.
    Blank,
}

/// Words with what stands around them, and where that was.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// The text, in one piece: what is joined in it stays joined.
    pub text: String,
    /// Where the words are in it.
    pub words: Span,
    /// Whose article it is.
    pub outlet: String,
    /// When that appeared.
    pub date: String,
}

/// Rows with what they lead to.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The title.
    pub title: String,
    /// The rows; each with the number of the item that it belongs to.
    pub rows: Vec<(Row, Option<usize>)>,
    /// What each item leads to.
    pub links: Vec<Link>,
    columns: u16,
}

/// Columns of the labels in a sheet of this width: a narrow one gives the values the larger part.
pub fn label_columns(columns: u16) -> u16 {
    (columns / 5 * 2).min(28)
}

impl Sheet {
    /// An empty sheet of this width.
    pub fn new(title: impl Into<String>, columns: u16) -> Self {
        Self { title: title.into(), columns, ..Self::default() }
    }

    fn push(&mut self, row: Row) {
        self.rows.push((row, None));
    }

    /// An empty row, unless the sheet is empty or has one at its end.
    pub fn blank(&mut self) {
        if self.rows.last().is_some_and(|(row, _)| *row != Row::Blank) {
            self.push(Row::Blank);
        }
    }

    /// Begins a section.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blank();
        self.push(Row::Heading(text.into()));
    }

    /// A label with a value, on as many rows as the value needs.
    pub fn pair(&mut self, label: &str, value: &str) {
        let mut labels = std::iter::once(label.to_owned());
        for line in value_lines(value, self.columns) {
            self.push(Row::Pair(labels.next().unwrap_or_default(), line));
        }
    }

    /// Running text.
    pub fn text(&mut self, text: &str) {
        let options = Options::new(self.columns).base(Base::AutoRtl);
        for part in layout(text, Span::new(0, text.len()), &options).lines {
            self.push(Row::Line(part.span.of(text).trim().to_owned()));
        }
    }

    /// A row as it is.
    pub fn row(&mut self, row: Row) {
        self.push(row);
    }

    /// Keys with what they do, on as many rows as either needs.
    pub fn keys(&mut self, keys: &[String], what: &str) {
        let room = label_columns(self.columns).saturating_sub(1);
        let mut labels: Vec<String> = Vec::new();
        for key in keys {
            match labels.last_mut() {
                Some(line) if width(line) + 2 + width(key) <= room => {
                    line.push_str("  ");
                    line.push_str(key);
                }
                _ => labels.push(key.clone()),
            }
        }
        let mut values = value_lines(what, self.columns);
        let mut labels = labels.into_iter();
        loop {
            match (labels.next(), values.next()) {
                (None, None) => return,
                (label, value) => {
                    self.push(Row::Pair(label.unwrap_or_default(), value.unwrap_or_default()));
                }
            }
        }
    }

    /// What `fill` adds leads to `link`.
    pub fn item(&mut self, link: Link, fill: impl FnOnce(&mut Self)) {
        let from = self.rows.len();
        fill(self);
        let item = self.links.len();
        self.links.push(link);
        for (_, of) in self.rows.iter_mut().skip(from) {
            *of = Some(item);
        }
    }

    /// The rows of an item: the first, and the one behind the last.
    pub fn rows_of(&self, item: usize) -> Option<(usize, usize)> {
        let first = self.rows.iter().position(|(_, of)| *of == Some(item))?;
        let count = self.rows.iter().skip(first).take_while(|(_, of)| *of == Some(item)).count();
        Some((first, first + count))
    }

    /// The first item of the next or previous section.
    pub fn section(&self, item: usize, forward: bool) -> Option<usize> {
        let here = self.rows_of(item)?.0;
        let is_heading = |(_, (row, _)): &(usize, &(Row, Option<usize>))| matches!(row, Row::Heading(_));
        let mut headings = self.rows.iter().enumerate().filter(is_heading).map(|(at, _)| at);
        let heading = if forward {
            headings.find(|at| *at > here)?
        } else {
            // The heading above this item is that of its own section.
            let above: Vec<usize> = headings.filter(|at| *at < here).collect();
            *above.get(above.len().checked_sub(2)?)?
        };
        self.rows.iter().skip(heading).find_map(|(_, of)| *of)
    }
}

/// A value in lines that fit beside the labels.
fn value_lines(value: &str, columns: u16) -> impl Iterator<Item = String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let options = Options::new(columns.saturating_sub(label_columns(columns))).base(Base::AutoRtl);
    let lines = layout(&value, Span::new(0, value.len()), &options).lines;
    // A line goes as the whole does, whatever it begins with.
    let (whole, mark) = if is_rtl(&value) { (true, '\u{200F}') } else { (false, '\u{200E}') };
    lines.into_iter().map(move |line| {
        let line = line.span.of(&value).trim();
        if is_rtl(line) == whole { line.to_owned() } else { format!("{mark}{line}") }
    })
}

/// Heights of bars, from nothing to full.
const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Writes a row. The background is that of what lies under it.
pub fn draw_row(painter: &mut Painter<'_>, area: Rect, content: &Row) {
    let over = |style: Style| Style { bg: None, ..style };
    match content {
        Row::Heading(text) => {
            let style = painter.part(Part::Accent);
            painter.start(area, text, style);
        }
        Row::Pair(label, value) => {
            let (first, rest) = painter.split(area, label_columns(area.width));
            let key = over(painter.part(Part::Key));
            let (first, _) = painter.split_end(first, 1);
            painter.start(first, label, key);
            let style = over(painter.part(Part::Text));
            side(painter, rest, value, style);
        }
        Row::Note(text) => {
            let (_, rest) = painter.split(area, label_columns(area.width));
            let style = over(painter.part(Part::Dim));
            side(painter, rest, text, style);
        }
        Row::Line(text) => {
            let style = over(painter.part(Part::Text));
            side(painter, area, text, style);
        }
        Row::Context(context) => draw_context(painter, area, context),
        Row::Bars(bars, first, last) => draw_bars(painter, area, bars, first, last),
        Row::Blank => {}
    }
}

/// Bars between the dates at which they begin and end; time goes as the interface does.
fn draw_bars(painter: &mut Painter<'_>, area: Rect, bars: &[u8], first: &str, last: &str) {
    let (dim, accent) = (painter.part(Part::Dim), painter.part(Part::Accent));
    let (dim, accent) = (Style { bg: None, ..dim }, Style { bg: None, ..accent });
    let (label, rest) = painter.split(area, width(first) + 1);
    painter.start(label, first, dim);
    let (mut rest, end) = painter.split_end(rest, width(last) + 1);
    for &height in bars {
        if rest.is_empty() {
            break;
        }
        let (cell, after) = painter.split(rest, 1);
        let sign = BARS.get(usize::from(height)).copied().unwrap_or("█");
        painter.sign(cell.x, cell.y, sign, accent);
        rest = after;
    }
    // Directly behind the last bar.
    let behind = if painter.rtl {
        Rect { x: rest.right().saturating_sub(width(last) + 1), width: width(last), ..end }
    } else {
        Rect { x: rest.x + 1, width: width(last), ..end }
    };
    painter.start(behind, last, dim);
}

/// A line of a concordance: the words begin in the same column in all lines, what comes before stands on one side of it,
/// the words and what follows on the other.
fn draw_context(painter: &mut Painter<'_>, area: Rect, context: &Context) {
    let area = draw_source(painter, area, context);
    if area.is_empty() {
        return;
    }
    let (text, words) = (context.text.as_str(), context.words);
    let base = majority(text).unwrap_or(Base::Rtl);
    let room = area.width / 5 * 2;
    let within = fitting(text, words, room, area.width - room);
    let options = Options::new(u16::MAX).base(base).align(Align::Left);
    let laid_out = layout(text, within, &options);
    let Some(line) = laid_out.lines.first() else { return };
    // The columns of the words: a line that mixes scripts may have them in parts.
    let mut column = 0;
    let mut edges: Option<(u16, u16)> = None;
    for cell in &line.cells {
        let end = column + u16::from(cell.width);
        if cell.span.overlaps(words) {
            let (first, _) = edges.unwrap_or((column, end));
            edges = Some((first, end));
        }
        column = end;
    }
    let (first, end) = edges.unwrap_or((0, line.width()));
    let (used, here) = match base {
        Base::Rtl => (end, area.right() - room),
        _ => (first, area.left() + room),
    };
    // The line begins at this column of the window, which may be outside of it where bidi sets the words elsewhere.
    let x = here.saturating_sub(used).max(area.x);
    let x = x.min(area.right().saturating_sub(line.width()).max(area.x));
    let (dim, accent) = (painter.part(Part::Dim), painter.part(Part::Accent));
    let (dim, accent) = (Style { bg: None, ..dim }, Style { bg: None, ..accent });
    let place = Rect { x, width: area.right() - x, ..area };
    crate::layout::widget::paint(painter.buf, place, line, dim, &[(words, accent)]);
}

/// The part of a text around some words of it that leaves out no more than has to be, by whole words: what stands
/// before them in `before` columns, they and what follows in `after`.
fn fitting(text: &str, words: Span, before: u16, after: u16) -> Span {
    let mut from = 0;
    while width(text.get(from..words.start).unwrap_or_default()) > before {
        match text.get(from..words.start).and_then(|rest| rest.find(' ')) {
            Some(at) => from += at + 1,
            // A word that is longer than the room is left out, unless it is joined to the words themselves.
            None => break,
        }
    }
    let mut to = text.len();
    while width(text.get(words.start..to).unwrap_or_default()) > after {
        match text.get(words.end..to).and_then(|rest| rest.rfind(' ')) {
            Some(at) => to = words.end + at,
            None => break,
        }
    }
    Span::new(from, to)
}

/// Columns of an outlet and of a date beside words in context.
const OUTLET: u16 = 16;
const DAY: u16 = 15;

/// Outlet and date, at the side where lines of the interface begin, as far as enough is left for the words. Gives what
/// is left.
fn draw_source(painter: &mut Painter<'_>, area: Rect, context: &Context) -> Rect {
    let mut rest = area;
    let dim = Style { bg: None, ..painter.part(Part::Dim) };
    let columns = [(&context.date, DAY, 84), (&context.outlet, OUTLET, 96)];
    for (text, columns, least) in columns {
        if area.width >= least && !text.is_empty() {
            let (cell, after) = painter.split(rest, columns);
            let (cell, _) = painter.split_end(cell, 1);
            painter.start(cell, text, dim);
            rest = after;
        }
    }
    rest
}

/// A value in the interface's direction stands at its side; a value in the other script at the other.
pub fn side(painter: &mut Painter<'_>, area: Rect, text: &str, style: Style) {
    let align = if painter.rtl || is_rtl(text) { Align::Right } else { Align::Left };
    // What has no Arabic letter, such as a date for programs, goes from left to right in either interface.
    let arabic = painter.rtl && text.chars().any(is_rtl_letter);
    let base = if is_rtl(text) || (arabic && !text.starts_with(|c: char| c.is_ascii_alphabetic())) {
        Base::Rtl
    } else {
        Base::Ltr
    };
    crate::layout::widget::draw_line(painter.buf, area, text, style, &[], base, align);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_value_go_as_the_whole_whatever_they_begin_with() {
        let arabic = "القوات الأمريكية 9 (reported 2)، الاحتلال الأمريكي 1 (reported 1)";
        for columns in 40..80 {
            let lines: Vec<String> = value_lines(arabic, columns).collect();
            assert!(lines.iter().all(|line| is_rtl(line)), "{columns}: {lines:?}");
            let latin = "US forces, in Arabic القوات الأمريكية الأمريكية";
            assert!(value_lines(latin, columns).all(|line| !is_rtl(&line)), "{columns}");
        }
        assert!(value_lines(arabic, 48).any(|line| line.starts_with('\u{200F}')), "a line begins with Latin");
    }
}
