//! Clusters to lines: filling, reordering, alignment.

use unicode_normalization::char::canonical_combining_class;

use crate::model::Span;

use super::bidi;
use super::class::Trailing;
use super::cluster::{Cluster, clusters};
use super::fill::{self, CHUNK, Stretch};
use super::parts::{floor, paragraphs};
use super::props::{self, Show};
use super::{Align, Cell, Layout, Line, Options, Symbol, justify};

/// The most marks drawn on one letter. More than four do not occur in any language; a thousand are an attack.
pub const MARKS: usize = 8;

/// How many bytes of a label are looked at in any case.
const LABEL: usize = 4 << 10;

/// Lays out `text[within]`.
pub fn layout(text: &str, within: Span, options: &Options) -> Layout {
    let mut lines = Vec::new();
    each_line(text, within, options, |line| lines.push(std::mem::take(line)));
    Layout { lines }
}

/// Lays out `text[within]`, one line after the other in the same memory: each is gone when the next one comes,
/// unless `each` takes it out.
pub fn each_line(text: &str, within: Span, options: &Options, mut each: impl FnMut(&mut Line)) {
    let Some(part) = text.get(within.range()) else { return };
    let (mut items, mut order, mut line) = (Vec::new(), Order::default(), Line::default());
    for paragraph in paragraphs(part) {
        let text = paragraph.of(part);
        let levels = bidi::levels(text, options.base);
        let maker = Maker { text, at: within.start + paragraph.start, base: levels.base, options };
        fill::each_line(text, &levels, options, CHUNK, &mut items, |stretch, last| {
            maker.line(stretch, last, &mut order, &mut line);
            each(&mut line);
        });
    }
}

/// All of `text` on one line of at most `width` columns, line breaks as spaces; what does not fit is cut off
/// at the logical end, and an ellipsis says so.
pub fn one_line(text: &str, options: &Options) -> Line {
    // Of a text of megabytes only the beginning can be seen.
    let seen = floor(text, LABEL + 32 * usize::from(options.width));
    let is_cut = seen < text.len();
    let text = text.get(..seen).unwrap_or_default();
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
    let (mut order, mut line) = (Order::default(), Line::default());
    if total <= width && !is_cut {
        maker.line(Stretch::new(items, 0, items.len(), text.len()), true, &mut order, &mut line);
        return line;
    }
    let mut used = 0;
    let fitting = items.iter().take_while(|item| {
        used += usize::from(item.width);
        used < width
    });
    let end = fitting.count();
    maker.line(Stretch::new(items, 0, end, text.len()), true, &mut order, &mut line);
    let span = Span::new(line.span.end, line.span.end);
    let ellipsis = Cell { symbol: props::symbol('…'), width: 1, level: clusters.base, span };
    line.cells.insert(if line.rtl { 0 } else { line.cells.len() }, ellipsis);
    line.column = column(&line, options);
    line
}

fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Buffers for the order of a line, used again for each.
#[derive(Default)]
struct Order {
    levels: Vec<u8>,
    kinds: Vec<Trailing>,
    order: Vec<(u32, u8)>,
}

/// What makes lines of the clusters of one paragraph.
#[derive(Clone, Copy)]
struct Maker<'a> {
    /// The paragraph.
    text: &'a str,
    /// Where it begins in the whole text.
    at: usize,
    /// Its level.
    base: u8,
    options: &'a Options,
}

impl Maker<'_> {
    /// Makes a line in the place of what `line` held; `last` if the paragraph, or a forced line, ends with it.
    fn line(self, stretch: Stretch<'_>, last: bool, order: &mut Order, line: &mut Line) {
        let items = stretch.items;
        let shown = items.iter().rposition(|c| c.width > 0 && !c.is_space()).map_or(0, |i| i + 1);
        let first = items.first().map_or(0, |c| c.start) as usize;
        line.cells.clear();
        line.cells.reserve(shown);
        line.span = self.placed(Span::new(first, stretch.end().max(first)));
        line.rtl = self.base % 2 == 1;
        self.find_invisible(stretch, shown, &mut line.invisible);
        let seen = &items[..shown];
        // Nearly all lines run in one direction, and nothing has to be turned but the line.
        if self.base % 2 == 1 && seen.iter().all(|c| c.level == self.base) {
            let mut end = items.get(shown).map_or(stretch.end(), |next| next.start as usize);
            for item in seen.iter().rev() {
                let bytes = Span::new(item.start as usize, end);
                end = bytes.start;
                if item.width > 0 {
                    line.cells.push(self.cell(item, bytes, self.base));
                }
            }
        } else {
            self.reorder(stretch, shown, order);
            for &(at, level) in &order.order {
                let item = &items[at as usize];
                if item.width > 0 {
                    line.cells.push(self.cell(item, stretch.bytes(at as usize), level));
                }
            }
        }
        if self.options.align == Align::Justify && !last {
            justify::widen(line, items, self.at, self.options);
        }
        line.column = column(line, self.options);
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
    fn find_invisible(self, stretch: Stretch<'_>, shown: usize, invisible: &mut Vec<Span>) {
        invisible.clear();
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
