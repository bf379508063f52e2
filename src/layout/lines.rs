//! Clusters to lines: filling, reordering, alignment.

use unicode_normalization::char::canonical_combining_class;

use crate::model::Span;

use super::bidi::{self, Trailing};
use super::cluster::{Cluster, clusters, paragraphs};
use super::fill::{self, CHUNK};
use super::props::{self, Show};
use super::{Align, Cell, Layout, Line, Options, Symbol, justify};

/// The most marks drawn on one letter. More than four do not occur in any language; a thousand are an attack.
pub const MARKS: usize = 8;

/// Lays out `text[within]`.
pub fn layout(text: &str, within: Span, options: &Options) -> Layout {
    let mut lines = Vec::new();
    let Some(part) = text.get(within.range()) else { return Layout::default() };
    let mut scratch = Scratch::default();
    for paragraph in paragraphs(part) {
        let text = paragraph.of(part);
        let levels = bidi::levels(text, options.base);
        let maker = Maker { text, at: within.start + paragraph.start, base: levels.base, options };
        let Scratch { items, order } = &mut scratch;
        fill::each_line(text, &levels, options, CHUNK, items, |stretch, last| {
            lines.push(maker.line(stretch, last, order));
        });
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
    let mut scratch = Order::default();
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
    let ellipsis = Cell { symbol: props::symbol('…'), width: 1, level: clusters.base, span };
    line.cells.insert(if line.rtl { 0 } else { line.cells.len() }, ellipsis);
    line.column = column(&line, options);
    line
}

fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
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

    /// The byte of the paragraph after it.
    pub const fn end(self) -> usize {
        self.end
    }

    /// The bytes of the cluster at `at`, in the paragraph.
    fn bytes(self, at: usize) -> Span {
        let end = self.items.get(at + 1).map_or(self.end, |next| next.start as usize);
        Span::new(self.items[at].start as usize, end)
    }
}

/// Buffers that are used again for each paragraph and line.
#[derive(Default)]
pub struct Scratch {
    pub items: Vec<Cluster>,
    pub order: Order,
}

/// Buffers for the order of a line.
#[derive(Default)]
pub struct Order {
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
    pub fn line(self, stretch: Stretch<'_>, last: bool, scratch: &mut Order) -> Line {
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
        let seen = &items[..shown];
        // Nearly all lines run in one direction, and nothing has to be turned but the line.
        if self.base % 2 == 1 && seen.iter().all(|c| c.level == self.base) {
            let mut end = items.get(shown).map_or(stretch.end, |next| next.start as usize);
            for item in seen.iter().rev() {
                let bytes = Span::new(item.start as usize, end);
                end = bytes.start;
                if item.width > 0 {
                    line.cells.push(self.cell(item, bytes, self.base));
                }
            }
        } else {
            self.reorder(stretch, shown, scratch);
            for &(at, level) in &scratch.order {
                let item = &items[at as usize];
                if item.width > 0 {
                    line.cells.push(self.cell(item, stretch.bytes(at as usize), level));
                }
            }
        }
        if self.options.align == Align::Justify && !last {
            justify::widen(&mut line, items, self.at, self.options);
        }
        line.column = column(&line, self.options);
        line
    }

    /// Rules L1 and L2 on the clusters up to `shown`, into `scratch.order`.
    fn reorder(self, stretch: Stretch<'_>, shown: usize, scratch: &mut Order) {
        let Order { levels, kinds, order } = scratch;
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

    #[inline(always)]
    fn placed(self, span: Span) -> Span {
        Span::new(self.at + span.start, self.at + span.end)
    }

    /// Inlined, as a cell that is handed on by way of the stack costs more than all else here.
    #[inline(always)]
    fn cell(self, item: &Cluster, bytes: Span, level: u8) -> Cell {
        let symbol =
            if item.is_marked() { self.marked(item.glyph, bytes) } else { props::symbol(item.glyph) };
        Cell { symbol, width: item.width, level, span: self.placed(bytes) }
    }

    /// A sign with the marks of its cluster in canonical order.
    #[inline(never)]
    fn marked(self, glyph: char, bytes: Span) -> Symbol {
        let mut symbol = props::symbol(glyph);
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
        for mark in marks {
            // What has no room is left out: no writing piles up so many.
            let _ = symbol.try_push(mark);
        }
        symbol
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
