//! Lazy layout: where the lines of a text are, and the cells only of those that are looked at.

use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use crate::model::Span;

use super::bidi::Levels;
use super::cluster::{append, paragraphs};
use super::fill::{self, CHUNK};
use super::lines::{Maker, Scratch, Stretch};
use super::{Line, Options, bidi};

/// How far around a line is looked for the letters that its first and last one join to, in bytes. Words are
/// shorter.
const AROUND: usize = 512;

/// A text broken into lines, without their cells: some bytes a line, whatever the text. A line's cells are made
/// when it is asked for, in a time that depends on the line only. The lines are those of [`super::layout`].
#[derive(Debug, Clone)]
pub struct Flow {
    paragraphs: Vec<Paragraph>,
    options: Options,
    lines: usize,
}

#[derive(Debug, Clone)]
struct Paragraph {
    /// In the text.
    span: Span,
    levels: Levels,
    /// How many lines stand before it.
    before: usize,
    /// The end of each line in the paragraph, and whether it ends there by force.
    ends: Vec<(u32, bool)>,
}

impl Flow {
    /// Breaks `text[within]` into lines.
    pub fn new(text: &str, within: Span, options: &Options) -> Self {
        let mut flow = Self { paragraphs: Vec::new(), options: *options, lines: 0 };
        let part = text.get(within.range()).unwrap_or_default();
        let mut items = Vec::new();
        for span in paragraphs(part) {
            let paragraph = span.of(part);
            let levels = bidi::levels(paragraph, options.base);
            let mut ends = Vec::new();
            fill::each_line(paragraph, &levels, options, CHUNK, &mut items, |stretch, forced| {
                ends.push((u32::try_from(stretch.end()).unwrap_or(u32::MAX), forced));
            });
            let span = Span::new(within.start + span.start, within.start + span.end);
            let before = flow.lines;
            flow.lines += ends.len();
            flow.paragraphs.push(Paragraph { span, levels, before, ends });
        }
        flow
    }

    /// How many lines there are.
    pub const fn len(&self) -> usize {
        self.lines
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// The number of the line that holds the byte at `offset`; the last one's for what lies behind.
    pub fn line_of(&self, offset: usize) -> usize {
        let at = self.paragraphs.partition_point(|p| p.span.end <= offset);
        let Some(paragraph) = self.paragraphs.get(at) else { return self.lines.saturating_sub(1) };
        let within = offset.saturating_sub(paragraph.span.start);
        paragraph.before + paragraph.ends.partition_point(|&(end, _)| end as usize <= within)
    }

    /// Some lines, with their cells. `text` is the text that the flow was made of.
    pub fn lines<'a>(&'a self, text: &'a str, range: Range<usize>) -> impl Iterator<Item = Line> + 'a {
        let mut scratch = Scratch::default();
        (range.start..range.end.min(self.lines))
            .filter_map(move |number| self.line(text, number, &mut scratch))
    }

    fn line(&self, text: &str, number: usize, scratch: &mut Scratch) -> Option<Line> {
        let at = self.paragraphs.partition_point(|p| p.before + p.ends.len() <= number);
        let paragraph = self.paragraphs.get(at)?;
        let whole = text.get(paragraph.span.range())?;
        let number = number.checked_sub(paragraph.before)?;
        let &(end, last) = paragraph.ends.get(number)?;
        let start = number.checked_sub(1).and_then(|n| paragraph.ends.get(n)).map_or(0, |&(end, _)| end);
        let (from, to) = around(whole, start as usize, end as usize);
        let items = &mut scratch.items;
        items.clear();
        append(items, whole.get(from..to)?, from, &paragraph.levels, &self.options);
        let first = items.partition_point(|c| c.start < start);
        let after = items.partition_point(|c| c.start < end);
        let base = paragraph.levels.base;
        let maker = Maker { text: whole, at: paragraph.span.start, base, options: &self.options };
        Some(maker.line(Stretch::new(items, first, after, to), last, &mut scratch.order))
    }
}

/// The bytes to read for a line: out to the spaces before and after it, so that its letters have the neighbours
/// that they join to.
fn around(paragraph: &str, start: usize, end: usize) -> (usize, usize) {
    let floor =
        (start.saturating_sub(AROUND)..=start).find(|&at| paragraph.is_char_boundary(at)).unwrap_or(start);
    let from = paragraph.get(floor..start).and_then(|part| part.rfind(' ')).map_or(floor, |at| floor + at);
    let ceiling =
        (end..=(end + AROUND).min(paragraph.len())).rev().find(|&at| paragraph.is_char_boundary(at));
    let ceiling = ceiling.unwrap_or(end);
    let to = paragraph.get(end..ceiling).and_then(|part| part.find(' ')).map_or(ceiling, |at| end + at);
    (from, to)
}

/// The flows used last, by a key for the text (an article's) and the options.
#[derive(Debug, Clone)]
pub struct Cache<K> {
    entries: VecDeque<(K, Options, Rc<Flow>)>,
    room: usize,
}

impl<K: Eq> Cache<K> {
    /// A cache of at most `room` flows.
    pub const fn new(room: usize) -> Self {
        Self { entries: VecDeque::new(), room }
    }

    /// The flow of the text that `key` stands for. It is made anew if the options changed; who changes the text
    /// under a key calls [`Cache::clear`].
    pub fn get(&mut self, key: K, text: &str, within: Span, options: &Options) -> Rc<Flow> {
        let found = self.entries.iter().position(|(k, o, _)| *k == key && o == options);
        let entry = match found.and_then(|at| self.entries.remove(at)) {
            Some(entry) => entry,
            None => (key, *options, Rc::new(Flow::new(text, within, options))),
        };
        let flow = Rc::clone(&entry.2);
        self.entries.push_front(entry);
        self.entries.truncate(self.room.max(1));
        flow
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{any_options, any_text};
    use super::super::{Base, layout};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lazy_lines_are_the_lines(text in any_text(), options in any_options()) {
            let within = Span::new(0, text.len());
            let flow = Flow::new(&text, within, &options);
            let lazy: Vec<Line> = flow.lines(&text, 0..flow.len()).collect();
            let eager = layout(&text, within, &options).lines;
            for (number, line) in eager.iter().enumerate() {
                prop_assert_eq!(flow.line_of(line.span.start), number);
            }
            prop_assert_eq!(lazy, eager);
        }
    }

    #[test]
    fn what_was_used_last_is_kept() {
        let text = "نص طويل بعض الشيء";
        let within = Span::new(0, text.len());
        let mut cache = Cache::new(2);
        let wide = Options::new(40).base(Base::Rtl);
        let first = cache.get(1, text, within, &wide);
        assert!(Rc::ptr_eq(&first, &cache.get(1, text, within, &wide)));
        assert_eq!(cache.get(1, text, within, &Options { width: 6, ..wide }).len(), 4);
        cache.get(2, text, within, &wide);
        assert!(!Rc::ptr_eq(&first, &cache.get(1, text, within, &wide)));
    }
}
