//! Clusters to lines: filling, reordering, alignment.

use unicode_normalization::char::canonical_combining_class;

use crate::model::Span;

use super::bidi::{self, Trailing};
use super::cluster::{Break, Cluster, clusters, paragraphs};
use super::props::{self, Show};
use super::{Align, Cell, CompactString, Layout, Line, Options, breaks, justify};

/// The most marks drawn on one letter. More than four do not occur in any language; a thousand are an attack.
pub const MARKS: usize = 8;

/// Lays out `text[within]`.
pub fn layout(text: &str, within: Span, options: &Options) -> Layout {
    let mut lines = Vec::new();
    let Some(part) = text.get(within.range()) else { return Layout::default() };
    let mut scratch = Scratch::default();
    for paragraph in paragraphs(part) {
        let text = paragraph.of(part);
        let mut clusters = clusters(text, options);
        breaks::mark(text, &mut clusters.items);
        let maker = Maker { text, at: within.start + paragraph.start, base: clusters.base, options };
        let mut start = 0;
        while start < clusters.items.len() {
            let (end, last) = line_end(&clusters.items, start, options.width);
            let stretch = Stretch::new(&clusters.items, start, end, text.len());
            lines.push(maker.line(stretch, last, &mut scratch));
            start = end;
        }
    }
    Layout { lines }
}

/// All of `text` on one line of at most `width` columns, line breaks as spaces; what does not fit is cut off
/// at the logical end, and an ellipsis says so.
pub fn one_line(text: &str, options: &Options) -> Line {
    // Same length in bytes, so that spans stay those of the text.
    let flat: String;
    let text = if text.contains(breaks_line) {
        let spaced = |c: char| if breaks_line(c) { (' ', c.len_utf8()) } else { (c, 1) };
        flat = text.chars().map(spaced).flat_map(|(c, times)| std::iter::repeat_n(c, times)).collect();
        &flat
    } else {
        text
    };
    let clusters = clusters(text, options);
    let items = &clusters.items;
    let width = usize::from(options.width.max(1));
    let total: usize = items.iter().map(|c| usize::from(c.width)).sum();
    let maker = Maker { text, at: 0, base: clusters.base, options };
    let mut scratch = Scratch::default();
    if total <= width {
        return maker.line(Stretch::new(items, 0, items.len(), text.len()), true, &mut scratch);
    }
    let mut used = 0;
    let fitting = items.iter().take_while(|item| {
        used += usize::from(item.width);
        used < width
    });
    let end = fitting.count();
    let mut line = maker.line(Stretch::new(items, 0, end, text.len()), true, &mut scratch);
    let span = Span::new(line.span.end, line.span.end);
    let ellipsis = Cell { symbol: CompactString::const_new("…"), width: 1, level: clusters.base, span };
    line.cells.insert(if line.rtl { 0 } else { line.cells.len() }, ellipsis);
    line.column = column(&line, options);
    line
}

fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Where the line that begins at `start` ends, and whether it ends there by force.
pub fn line_end(items: &[Cluster], start: usize, width: u16) -> (usize, bool) {
    let width = usize::from(width.max(1));
    let mut used = 0;
    let mut chance = None;
    for (i, item) in items.iter().enumerate().skip(start) {
        used += usize::from(item.width);
        // White space at a line's end needs no room.
        if used > width && item.width > 0 && !item.is_space() {
            // A word longer than the line is broken between its clusters.
            return (chance.unwrap_or(i.max(start + 1)), false);
        }
        match item.breaks {
            Break::Must => return (i + 1, true),
            Break::May => chance = Some(i + 1),
            Break::No => {}
        }
    }
    (items.len(), true)
}

/// The clusters of a line, in logical order.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'a> {
    pub items: &'a [Cluster],
    /// The byte of the paragraph after the last one.
    end: usize,
}

impl<'a> Stretch<'a> {
    /// The clusters `start..end` of `items`, which reach to byte `after_all` of the paragraph.
    pub fn new(items: &'a [Cluster], start: usize, end: usize, after_all: usize) -> Self {
        let after = items.get(end).map_or(after_all, |next| next.start as usize);
        Self { items: items.get(start..end).unwrap_or_default(), end: after }
    }

    /// The bytes of the cluster at `at`, in the paragraph.
    fn bytes(self, at: usize) -> Span {
        let end = self.items.get(at + 1).map_or(self.end, |next| next.start as usize);
        Span::new(self.items[at].start as usize, end)
    }
}

/// Buffers that are used again for each line.
#[derive(Default)]
pub struct Scratch {
    levels: Vec<u8>,
    kinds: Vec<Trailing>,
    order: Vec<(u32, u8)>,
}

/// What makes lines of the clusters of one paragraph.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// The paragraph.
    pub text: &'a str,
    /// Where it begins in the whole text.
    pub at: usize,
    /// Its level.
    pub base: u8,
    pub options: &'a Options,
}

impl Maker<'_> {
    /// A line; `last` if the paragraph, or a forced line, ends with it.
    pub fn line(self, stretch: Stretch<'_>, last: bool, scratch: &mut Scratch) -> Line {
        let items = stretch.items;
        let shown = items.iter().rposition(|c| c.width > 0 && !c.is_space()).map_or(0, |i| i + 1);
        let first = items.first().map_or(0, |c| c.start) as usize;
        let mut line = Line {
            cells: Vec::with_capacity(shown),
            span: self.placed(Span::new(first, stretch.end.max(first))),
            invisible: self.invisible(stretch, shown),
            rtl: self.base % 2 == 1,
            column: 0,
        };
        let mut put = |at: usize, level: u8| {
            if items[at].width > 0 {
                line.cells.push(self.cell(stretch, at, level));
            }
        };
        // Nearly all lines run in one direction, and nothing has to be turned but the line.
        if items[..shown].iter().all(|c| c.level == self.base) {
            if self.base % 2 == 1 {
                (0..shown).rev().for_each(|at| put(at, self.base));
            } else {
                (0..shown).for_each(|at| put(at, self.base));
            }
        } else {
            self.reorder(stretch, shown, scratch);
            scratch.order.iter().for_each(|&(at, level)| put(at as usize, level));
        }
        if self.options.align == Align::Justify && !last {
            justify::widen(&mut line, items, self.at, self.options);
        }
        line.column = column(&line, self.options);
        line
    }

    /// Rules L1 and L2 on the clusters up to `shown`, into `scratch.order`.
    fn reorder(self, stretch: Stretch<'_>, shown: usize, scratch: &mut Scratch) {
        let Scratch { levels, kinds, order } = scratch;
        levels.clear();
        levels.extend(stretch.items.iter().map(|c| c.level));
        kinds.clear();
        kinds.extend(stretch.items.iter().map(|c| c.trailing()));
        bidi::reset_trailing(levels, kinds, self.base);
        order.clear();
        // What is not seen may still hold apart what is: between two isolates stands their boundary.
        let ordered = stretch.items[..shown].iter().zip(levels).enumerate();
        order.extend(
            ordered
                .filter(|(_, (item, _))| item.is_ordered())
                .map(|(i, (_, level))| (u32::try_from(i).unwrap_or(u32::MAX), *level)),
        );
        bidi::reorder(order, |&(_, level)| level);
    }

    /// The bytes of the line that no cell shows; from cluster `shown` on that is all.
    fn invisible(self, stretch: Stretch<'_>, shown: usize) -> Vec<Span> {
        let mut invisible: Vec<Span> = Vec::new();
        for (i, item) in stretch.items.iter().enumerate() {
            if item.width > 0 && i < shown {
                continue;
            }
            let span = self.placed(stretch.bytes(i));
            match invisible.last_mut() {
                Some(before) if before.end == span.start => before.end = span.end,
                _ => invisible.push(span),
            }
        }
        invisible
    }

    fn placed(self, span: Span) -> Span {
        Span::new(self.at + span.start, self.at + span.end)
    }

    #[inline]
    fn cell(self, stretch: Stretch<'_>, at: usize, level: u8) -> Cell {
        let item = &stretch.items[at];
        let bytes = stretch.bytes(at);
        let mut symbol = props::symbol(item.glyph);
        if item.is_marked() {
            self.push_marks(bytes, &mut symbol);
        }
        Cell { symbol, width: item.width, level, span: self.placed(bytes) }
    }

    /// Adds the marks of a cluster in canonical order.
    fn push_marks(self, bytes: Span, symbol: &mut CompactString) {
        let mut marks: Vec<char> = bytes
            .of(self.text)
            .chars()
            .filter(|&c| match props::of(c).show {
                Show::Mark => true,
                Show::Haraka => self.options.harakat,
                _ => false,
            })
            .take(MARKS)
            .collect();
        marks.sort_by_key(|&c| canonical_combining_class(c));
        symbol.extend(marks);
    }
}

/// Where the line stands within the width.
fn column(line: &Line, options: &Options) -> u16 {
    let free = options.width.saturating_sub(line.width());
    match options.align {
        Align::Left => 0,
        Align::Right => free,
        Align::Center => free / 2,
        Align::Start | Align::Justify if line.rtl => free,
        Align::Start | Align::Justify => 0,
    }
}
