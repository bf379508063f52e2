//! Clusters to lines: filling, reordering, alignment.

use unicode_normalization::char::canonical_combining_class;

use crate::model::Span;

use super::bidi::{self, Trailing};
use super::cluster::{Break, Cluster, Clusters, clusters, paragraphs};
use super::props::{self, Show};
use super::{Align, Cell, CompactString, Layout, Line, Options, breaks};

/// The most marks drawn on one letter. More than four do not occur in any language; a thousand are an attack.
const MARKS: usize = 8;

/// Lays out `text[within]`.
pub fn layout(text: &str, within: Span, options: &Options) -> Layout {
    let mut lines = Vec::new();
    let Some(part) = text.get(within.range()) else { return Layout::default() };
    for paragraph in paragraphs(part) {
        let at = Span::new(within.start + paragraph.start, within.start + paragraph.end);
        let text = paragraph.of(part);
        let mut clusters = clusters(text, options);
        breaks::mark(text, &mut clusters.items);
        Filler { text, at: at.start, clusters: &clusters, options, scratch: Scratch::default() }
            .fill(&mut lines);
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
    let width = usize::from(options.width.max(1));
    let total: usize = clusters.items.iter().map(|c| usize::from(c.width)).sum();
    let mut filler = Filler { text, at: 0, clusters: &clusters, options, scratch: Scratch::default() };
    let all = clusters.items.len();
    if total <= width {
        return filler.line(0, all, true, false);
    }
    let mut used = 0;
    let mut end = 0;
    for item in &clusters.items {
        used += usize::from(item.width);
        if used + 1 > width {
            break;
        }
        end += 1;
    }
    filler.line(0, end, true, true)
}

fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[derive(Default)]
struct Scratch {
    levels: Vec<u8>,
    kinds: Vec<Trailing>,
    order: Vec<(u32, u8)>,
}

struct Filler<'a> {
    /// The paragraph.
    text: &'a str,
    /// Where the paragraph begins in the whole text.
    at: usize,
    clusters: &'a Clusters,
    options: &'a Options,
    scratch: Scratch,
}

impl Filler<'_> {
    fn fill(&mut self, lines: &mut Vec<Line>) {
        let items = &self.clusters.items;
        let width = usize::from(self.options.width.max(1));
        let mut start = 0;
        while start < items.len() {
            let (end, last) = line_end(items, start, width);
            lines.push(self.line(start, end, last, false));
            start = end;
        }
    }

    /// The line of the clusters `start..end`; `last` if the paragraph, or a forced line, ends with it.
    fn line(&mut self, start: usize, end: usize, last: bool, cut: bool) -> Line {
        let items = &self.clusters.items[start..end];
        let base = self.clusters.base;
        let shown = items.iter().rposition(|c| c.width > 0 && !c.space).map_or(0, |i| i + 1);
        let make = Maker { text: self.text, at: self.at, harakat: self.options.harakat };
        let Scratch { levels, kinds, order } = &mut self.scratch;
        levels.clear();
        levels.extend(items.iter().map(|c| c.level));
        kinds.clear();
        kinds.extend(items.iter().map(|c| c.trailing));
        bidi::reset_trailing(levels, kinds, base);

        order.clear();
        let mut invisible: Vec<Span> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            // What is not seen may still hold apart what is: between two isolates stands their boundary.
            if item.ordered && i < shown {
                order.push((u32::try_from(i).unwrap_or(u32::MAX), levels[i]));
            }
            if item.width == 0 || i >= shown {
                let span = make.span(item);
                match invisible.last_mut() {
                    Some(before) if before.end == span.start => before.end = span.end,
                    _ => invisible.push(span),
                }
            }
        }
        bidi::reorder(order, |&(_, level)| level);
        let mut cells: Vec<Cell> = Vec::with_capacity(order.len() + usize::from(cut));
        let seen = order.iter().map(|&(i, level)| (&items[i as usize], level));
        cells.extend(seen.filter(|(item, _)| item.width > 0).map(|(item, level)| make.cell(item, level)));

        let first = items.first().map_or(0, |c| c.start) as usize;
        let after = items.last().map_or(first, |c| c.end as usize);
        let rtl = base % 2 == 1;
        if cut {
            let span = Span::new(self.at + after, self.at + after);
            let ellipsis = Cell { symbol: CompactString::const_new("…"), width: 1, level: base, span };
            cells.insert(if rtl { 0 } else { cells.len() }, ellipsis);
        }
        let mut line =
            Line { cells, span: Span::new(self.at + first, self.at + after), invisible, rtl, column: 0 };
        if self.options.align == Align::Justify && !last {
            widen(&mut line, self.options.width);
        }
        line.column = column(&line, self.options);
        line
    }
}

/// What makes cells of the clusters of one paragraph.
#[derive(Clone, Copy)]
struct Maker<'a> {
    /// The paragraph.
    text: &'a str,
    /// Where it begins in the whole text.
    at: usize,
    harakat: bool,
}

impl Maker<'_> {
    fn span(self, item: &Cluster) -> Span {
        Span::new(self.at + item.start as usize, self.at + item.end as usize)
    }

    fn cell(self, item: &Cluster, level: u8) -> Cell {
        let mut symbol = CompactString::default();
        symbol.push(item.glyph);
        if item.marked {
            self.push_marks(item, &mut symbol);
        }
        Cell { symbol, width: item.width, level, span: self.span(item) }
    }

    /// Adds the marks of a cluster in canonical order.
    fn push_marks(self, item: &Cluster, symbol: &mut CompactString) {
        let Some(text) = self.text.get(item.start as usize..item.end as usize) else { return };
        let mut marks: Vec<char> = text
            .chars()
            .filter(|&c| match props::of(c).show {
                Show::Mark => true,
                Show::Haraka => self.harakat,
                _ => false,
            })
            .take(MARKS)
            .collect();
        marks.sort_by_key(|&c| canonical_combining_class(c));
        symbol.extend(marks);
    }
}

/// Where the line that begins at `start` ends, and whether it ends there by force.
fn line_end(items: &[Cluster], start: usize, width: usize) -> (usize, bool) {
    let mut used = 0;
    let mut chance = None;
    for (i, item) in items.iter().enumerate().skip(start) {
        used += usize::from(item.width);
        // White space at a line's end needs no room.
        if used > width && !item.space && item.width > 0 {
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

/// Widens the spaces of a line evenly until it fills the width.
fn widen(line: &mut Line, width: u16) {
    let missing = usize::from(width.saturating_sub(line.width()));
    let spaces: Vec<usize> =
        line.cells.iter().enumerate().filter(|(_, c)| c.symbol == " ").map(|(i, _)| i).collect();
    if missing == 0 || spaces.is_empty() {
        return;
    }
    let mut cells = Vec::with_capacity(line.cells.len() + missing);
    let mut seen = 0;
    for (i, cell) in line.cells.iter().enumerate() {
        cells.push(cell.clone());
        if spaces.get(seen) == Some(&i) {
            // What does not divide evenly goes to the first spaces of the line as it is read.
            let rank = if line.rtl { spaces.len() - 1 - seen } else { seen };
            let more = missing / spaces.len() + usize::from(rank < missing % spaces.len());
            let span = Span::new(cell.span.end, cell.span.end);
            cells.extend(std::iter::repeat_n(Cell { span, ..cell.clone() }, more));
            seen += 1;
        }
    }
    line.cells = cells;
}

fn column(line: &Line, options: &Options) -> u16 {
    let free = options.width.saturating_sub(line.width());
    match options.align {
        Align::Left => 0,
        Align::Right => free,
        Align::Center => free / 2,
        Align::Start | Align::Justify => {
            if line.rtl {
                free
            } else {
                0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Base, layout, width};
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str, options: &Options) -> Vec<Line> {
        layout(text, Span::new(0, text.len()), options).lines
    }

    fn visual(text: &str) -> String {
        all(text, &Options::new(200)).iter().map(Line::visual).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn letters_join_and_lam_alef_is_one_cell() {
        let lines = all("الانسحاب", &Options::new(20));
        let line = &lines[0];
        assert_eq!(line.visual(), "\u{FE8F}\u{FE8E}\u{FEA4}\u{FEB4}\u{FEE7}\u{FEFB}\u{FE8D}");
        assert_eq!((line.width(), line.column), (7, 13));
        let ligature = &line.cells[5];
        assert_eq!(ligature.span.of("الانسحاب"), "لا");
    }

    #[test]
    fn marks_stay_on_their_letter_in_canonical_order() {
        // Shadda after fatha in the text, before it in canonical order... which sorts fatha (30) first.
        assert_eq!(visual("مُحَمَّد"), "\u{FEAA}\u{FEE4}\u{64E}\u{651}\u{FEA4}\u{64E}\u{FEE3}\u{64F}");
        assert_eq!(width("مُحَمَّد"), 4);
        let hidden = Options { harakat: false, ..Options::new(20) };
        assert_eq!(all("مُحَمَّد", &hidden)[0].visual(), "\u{FEAA}\u{FEE4}\u{FEA4}\u{FEE3}");
    }

    #[test]
    fn marks_between_lam_and_alef_follow_the_ligature() {
        assert_eq!(visual("لَا"), "\u{FEFB}\u{64E}");
        assert_eq!(visual("ل\u{200C}ا"), "\u{FE8D}\u{FEDD}");
        assert_eq!(visual("ل\u{200D}ا"), "\u{FE8E}\u{FEDF}");
        let apart = Options { ligatures: false, ..Options::new(20) };
        assert_eq!(all("لا", &apart)[0].visual(), "\u{FE8E}\u{FEDF}");
    }

    #[test]
    fn numbers_latin_and_brackets_stand_right() {
        let rtl = |text| all(text, &Options::new(60).base(Base::Rtl))[0].visual();
        assert_eq!(rtl("في 31.07.2021"), "31.07.2021 \u{FEF2}\u{FED3}");
        assert_eq!(rtl("RT:"), ":RT");
        assert_eq!(rtl("(ب)"), "(\u{FE8F})");
    }

    #[test]
    fn lines_are_broken_before_they_are_reordered() {
        let lines = all("واحد اثنان ثلاثة", &Options::new(11));
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].span.of("واحد اثنان ثلاثة"), "واحد اثنان ");
        assert_eq!((lines[0].column, lines[1].column), (1, 7));
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_between_clusters() {
        let lines = all("استقلالية", &Options::new(3));
        assert!(lines.iter().all(|l| l.width() <= 3));
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn what_does_not_fit_is_cut_at_the_logical_end() {
        let line = one_line("كتائب حزب الله", &Options::new(8));
        assert_eq!(line.width(), 8);
        assert_eq!(line.cells[0].symbol, "…");
        assert_eq!(line.cells[7].span.of("كتائب حزب الله"), "ك");
        let line = one_line("a long label", &Options::new(6));
        assert_eq!(line.visual(), "a lon…");
    }

    #[test]
    fn justified_lines_fill_the_width() {
        let options = Options::new(12).align(Align::Justify);
        let lines = all("واحد اثنان ثلاثة أربعة", &options);
        assert_eq!(lines[0].width(), 12);
        assert!(lines.last().unwrap().width() < 12);
    }

    fn any_text() -> impl Strategy<Value = String> {
        let alphabet = prop_oneof![
            4 => prop::char::range('\u{0600}', '\u{06FF}'),
            2 => prop::sample::select(vec!['ل', 'ا', 'أ', 'آ', ' ', '(', ')', '1', '٢', 'a', '"', '.']),
            1 => prop::sample::select(vec![
                '\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}',
                '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\n', '\r', '\t', '\u{1b}', '\u{64E}',
                '\u{651}', '\u{9b}', '\u{AD}', '\u{2028}', '世', '👨', '\u{1F3FD}', '\u{FE0F}', 'ש', '\u{AC00}',
                '\u{1161}',
            ]),
            1 => any::<char>(),
        ];
        prop::collection::vec(alphabet, 0..80).prop_map(|c| c.into_iter().collect())
    }

    fn any_options() -> impl Strategy<Value = Options> {
        let base = prop::sample::select(vec![Base::Auto, Base::AutoRtl, Base::Ltr, Base::Rtl]);
        let align = prop::sample::select(vec![
            Align::Start,
            Align::Left,
            Align::Right,
            Align::Center,
            Align::Justify,
        ]);
        (0_u16..40, base, align, any::<(bool, bool, bool)>()).prop_map(
            |(width, base, align, (ligatures, harakat, kashida))| Options {
                width,
                base,
                align,
                ligatures,
                harakat,
                kashida,
            },
        )
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_doubled(text in any_text(), options in any_options()) {
            let lines = all(&text, &options);
            let mut at = 0;
            for line in &lines {
                prop_assert_eq!(line.span.start, at);
                at = line.span.end;
                let mut parts: Vec<Span> =
                    line.cells.iter().map(|c| c.span).chain(line.invisible.iter().copied()).collect();
                parts.retain(|s| !s.is_empty());
                parts.sort();
                let mut inner = line.span.start;
                for part in parts {
                    prop_assert_eq!(part.start, inner);
                    prop_assert!(text.is_char_boundary(part.end));
                    inner = part.end;
                }
                prop_assert_eq!(inner, line.span.end);
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn no_line_is_too_wide_and_no_cell_unsafe(text in any_text(), options in any_options()) {
            for line in all(&text, &options) {
                prop_assert!(usize::from(line.column) + usize::from(line.width()) <= usize::from(options.width.max(1)));
                for cell in &line.cells {
                    prop_assert!(!cell.symbol.is_empty());
                    prop_assert!(cell.symbol.chars().all(|c| !crate::text::is_unsafe_to_show(c)));
                    prop_assert!(cell.symbol.chars().count() <= 1 + MARKS);
                }
            }
        }

        #[test]
        fn one_line_fits(text in any_text(), options in any_options()) {
            let line = one_line(&text, &options);
            prop_assert!(line.width() <= options.width.max(1));
            let whole = one_line(&text, &Options { width: u16::MAX, align: Align::Left, ..options });
            prop_assert_eq!(whole.span, Span::new(0, text.len()));
        }
    }
}
