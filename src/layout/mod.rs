//! Logical text to lines of cells: line breaking, bidi, shaping, widths.
//!
//! A terminal is a grid of cells that most terminals fill as the bytes come: they neither reorder
//! right-to-left text nor join Arabic letters. This room does both, for any text, and keeps the way back:
//! every cell knows the bytes of the logical text that it shows.
//!
//! ```
//! use rasid::layout::{Options, layout};
//! use rasid::model::Span;
//!
//! let text = "الانسحاب من العراق";
//! let laid_out = layout(text, Span::new(0, text.len()), &Options::new(12));
//! assert_eq!(laid_out.lines.len(), 2);
//! // The first cell at the right margin shows the first letter.
//! let first = laid_out.lines[0].cells.last().unwrap();
//! assert_eq!(first.span.of(text), "ا");
//! ```
//!
//! The way of a paragraph: levels by the Unicode Bidirectional Algorithm ([`bidi`]), letters to clusters of
//! one cell with their joined forms, break opportunities by UAX #14 on the *logical* text, lines filled by the
//! width of shaped cells, and only then each line reordered. What a terminal must never be sent (control
//! characters, bidi controls, characters of disputed width) reaches no cell; it is listed in
//! [`Line::invisible`], so that each byte of the text is in exactly one place.
//!
//! Another program that draws with ratatui can use [`widget`] as it is.

pub mod bidi;
mod breaks;
mod cache;
mod class;
mod cluster;
mod fill;
mod flags;
mod forms;
mod justify;
mod lines;
mod parts;
mod props;
#[cfg(test)]
mod tests;
pub mod widget;

pub use cache::Cache;
pub use forms::unjoined;
pub use parts::parts;
pub use props::mirror;

/// What a cell shows: a sign and the marks on it, [`SYMBOL_BYTES`] at most. It is copied and never allocated, as
/// a long text has millions; it is used like a `str`.
pub type Symbol = arrayvec::ArrayString<SYMBOL_BYTES>;

/// Room for a sign and eight Arabic marks.
pub const SYMBOL_BYTES: usize = 20;

use crate::model::Span;

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Options {
    /// The columns of a line; lines are never wider. 0 is taken as 1.
    pub width: u16,
    /// The base direction of each paragraph.
    pub base: Base,
    /// Where lines stand within the width.
    pub align: Align,
    /// Whether lam and alef make one sign (لا), as Arabic is written.
    pub ligatures: bool,
    /// Whether harakat and other Arabic marks are shown. Some terminals draw them astray.
    pub harakat: bool,
    /// Whether justified lines are widened by kashida within words before spaces are widened.
    pub kashida: bool,
}

impl Options {
    /// Lines of `width` columns, base direction by the first strong letter, each line at its own margin,
    /// ligatures and harakat on, kashida off.
    pub const fn new(width: u16) -> Self {
        Self { width, base: Base::Auto, align: Align::Start, ligatures: true, harakat: true, kashida: false }
    }

    /// The same with this base direction.
    #[must_use]
    pub const fn base(self, base: Base) -> Self {
        Self { base, ..self }
    }

    /// The same with this alignment.
    #[must_use]
    pub const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// The base direction of a paragraph (rules P2, P3 and HL1 of UAX #9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Base {
    /// That of the first strong letter; left to right if there is none.
    #[default]
    Auto,
    /// That of the first strong letter; right to left if there is none.
    AutoRtl,
    /// Left to right.
    Ltr,
    /// Right to left: for all parts of an Arabic document, head lines such as `RT:` too.
    Rtl,
}

/// Where lines stand within the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// Where lines of the paragraph's direction begin: right for right-to-left.
    #[default]
    Start,
    /// At the left.
    Left,
    /// At the right.
    Right,
    /// In the middle.
    Center,
    /// As [`Align::Start`], and all lines but a paragraph's last widened to the full width.
    Justify,
}

/// A place on a line: one sign, with the marks on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What is sent to a terminal that neither reorders nor shapes: the joined form, then the marks.
    pub symbol: Symbol,
    /// Columns: 1, or 2 for wide characters.
    pub width: u8,
    /// The embedding level of UAX #9; odd means right to left.
    pub level: u8,
    /// The bytes of the text that the cell shows; empty for kashida and added spaces.
    pub span: Span,
}

/// A line of a laid-out text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The cells from left to right.
    pub cells: Vec<Cell>,
    /// The bytes of the line; the lines of a text follow one another without a gap.
    pub span: Span,
    /// Bytes of the line that no cell shows: line breaks, the white space where a line was broken, control
    /// characters, joiners. In order, without overlap.
    pub invisible: Vec<Span>,
    /// Whether the paragraph's base direction is right to left.
    pub rtl: bool,
    /// The column of the first cell, from the left of the width.
    pub column: u16,
}

impl Line {
    /// The columns that the cells take.
    pub fn width(&self) -> u16 {
        let columns: usize = self.cells.iter().map(|c| usize::from(c.width)).sum();
        u16::try_from(columns).unwrap_or(u16::MAX)
    }

    /// The cell at a column of the width, counted from the left; `None` beside the text.
    pub fn cell_at(&self, column: u16) -> Option<&Cell> {
        let mut left = self.column;
        self.cells.iter().find(|cell| {
            left = left.saturating_add(u16::from(cell.width));
            column < left && column >= left.saturating_sub(u16::from(cell.width))
        })
    }

    /// The byte of the text that stands at a column of the width: the cell's first byte; beside the text the
    /// line's first byte on the side where the line begins, else its end.
    pub fn byte_at(&self, column: u16) -> usize {
        match self.cell_at(column) {
            Some(cell) => cell.span.start,
            None if (column < self.column) == self.rtl => self.span.end,
            None => self.span.start,
        }
    }

    /// The column of the cell that shows the byte at `offset`; `None` if no cell of the line does.
    pub fn column_of(&self, offset: usize) -> Option<u16> {
        let mut left = self.column;
        for cell in &self.cells {
            if cell.span.contains(offset) {
                return Some(left);
            }
            left = left.saturating_add(u16::from(cell.width));
        }
        None
    }

    /// The line as text in visual order, without the margin.
    pub fn visual(&self) -> String {
        self.cells.iter().map(|c| c.symbol.as_str()).collect()
    }
}

/// A text laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The lines from top to bottom. A text that is not empty has at least one.
    pub lines: Vec<Line>,
}

/// Lays out `text[within]`. Spans of the result are into `text`; a `within` that does not fit the text gives
/// no lines. Linear in the length, for any text; never panics.
///
/// For a text of any length on a screen lay out its [`parts()`] as they are looked at, and keep them in a [`Cache`];
/// for output that is read from front to back see [`each_line`].
pub fn layout(text: &str, within: Span, options: &Options) -> Layout {
    lines::layout(text, within, options)
}

/// As [`layout`], one line after the other in the same memory: each is gone when the next one comes, unless `each`
/// takes it out. Long texts are laid out as fast as short ones.
pub fn each_line(text: &str, within: Span, options: &Options, each: impl FnMut(&mut Line)) {
    lines::each_line(text, within, options, each);
}

/// The columns that `text` takes on one line. At most `u16::MAX`.
pub fn width(text: &str) -> u16 {
    let options = Options::new(u16::MAX);
    let mut columns = 0_usize;
    for part in parts(text, Span::new(0, text.len())) {
        for paragraph in parts::paragraphs(part.of(text)) {
            let clusters = cluster::clusters(paragraph.of(part.of(text)), &options);
            columns += clusters.items.iter().map(|c| usize::from(c.width)).sum::<usize>();
        }
        if columns >= usize::from(u16::MAX) {
            break;
        }
    }
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// The base direction that most letters of a text ask for; `None` if it has no letters. Gives the base of an
/// article whose parts may begin with foreign words.
pub fn majority(text: &str) -> Option<Base> {
    cluster::majority(text)
}

/// All of `text` on one line of at most `options.width` columns, line breaks as spaces. What does not fit is
/// cut off at the logical end, and an ellipsis says so; the line's span ends where the cut is.
pub fn one_line(text: &str, options: &Options) -> Line {
    lines::one_line(text, options)
}
