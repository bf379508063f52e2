//! Where the lines of a paragraph end.

use crate::model::Span;

use super::bidi::Levels;
use super::cluster::{Break, Cluster, append};
use super::props::{self, Breaking, Show};
use super::{Options, breaks};

/// How many bytes of a paragraph are made clusters at a time: few enough to stay near the processor, however
/// long the paragraph is.
pub const CHUNK: usize = 16 << 10;

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
    pub fn bytes(self, at: usize) -> Span {
        let end = self.items.get(at + 1).map_or(self.end, |next| next.start as usize);
        Span::new(self.items[at].start as usize, end)
    }
}

/// Breaks a paragraph into lines: `each` takes the clusters of one line, and whether the paragraph or a forced
/// line ends with it. `items` is a buffer; about `chunk` bytes of the paragraph are in it at a time.
pub fn each_line(
    paragraph: &str,
    levels: &Levels,
    options: &Options,
    chunk: usize,
    items: &mut Vec<Cluster>,
    mut each: impl FnMut(Stretch<'_>, bool),
) {
    items.clear();
    let mut from = 0;
    let mut search = Search::default();
    loop {
        let to = chunk_end(paragraph, from, chunk);
        let (Some(so_far), Some(part)) = (paragraph.get(..to), paragraph.get(from..to)) else { return };
        let fresh = items.len();
        append(items, part, from, levels, options);
        breaks::mark(so_far, items.get_mut(fresh..).unwrap_or_default());
        let is_last = to == paragraph.len();
        if let Some(last) = items.last_mut().filter(|_| !is_last) {
            last.breaks = Break::May;
        }
        while let Some((start, end, forced)) = search.next(items, options.width, is_last) {
            each(Stretch::new(items, start, end, to), forced);
        }
        if is_last {
            return;
        }
        search.forget(items);
        from = to;
    }
}

/// A place about `chunk` bytes after `from` at which a paragraph may be parted: behind a space between two
/// letters. Nothing joins across it, no mark goes with what is before it, a line may end there, and no rule of
/// line breaking looks past it (see [`breaks::mark`]).
fn chunk_end(paragraph: &str, from: usize, chunk: usize) -> usize {
    let enough = (from.saturating_add(chunk)..paragraph.len()).find(|&at| paragraph.is_char_boundary(at));
    let Some((before, rest)) = enough.and_then(|at| paragraph.split_at_checked(at)) else {
        return paragraph.len();
    };
    let is_letter = |c: Option<char>| {
        c.map(props::of).is_some_and(|p| p.breaking == Breaking::Letter && p.show == Show::Cell)
    };
    rest.match_indices(' ')
        .find(|&(at, _)| {
            let last = rest[..at].chars().next_back().or_else(|| before.chars().next_back());
            is_letter(last) && is_letter(rest[at + 1..].chars().next())
        })
        .map_or(paragraph.len(), |(at, _)| before.len() + at + 1)
}

/// The search for the ends of lines, which goes on where it was when more clusters come.
#[derive(Default)]
struct Search {
    /// Where the line begins.
    start: usize,
    /// How far was looked.
    at: usize,
    /// The columns up to there.
    used: usize,
    /// The last place where the line may end.
    chance: Option<usize>,
}

impl Search {
    /// The next line: its first cluster, the one after it, and whether it ends there by force; `None` if there
    /// is none, or if clusters to come may belong to it.
    fn next(&mut self, items: &[Cluster], width: u16, is_last: bool) -> Option<(usize, usize, bool)> {
        let width = usize::from(width.max(1));
        while let Some(item) = items.get(self.at) {
            self.used += usize::from(item.width);
            // White space at a line's end needs no room.
            if self.used > width && item.width > 0 && !item.is_space() {
                // A word longer than the line is broken between its clusters.
                let end = self.chance.unwrap_or(self.at.max(self.start + 1));
                return Some(self.end(end, false));
            }
            self.at += 1;
            match item.breaks {
                Break::Must => return Some(self.end(self.at, true)),
                Break::May => self.chance = Some(self.at),
                Break::No => {}
            }
        }
        (is_last && self.start < items.len()).then(|| self.end(items.len(), true))
    }

    fn end(&mut self, end: usize, forced: bool) -> (usize, usize, bool) {
        let line = (self.start, end, forced);
        *self = Self { start: end, at: end, used: 0, chance: None };
        line
    }

    /// Takes the clusters out that belong to lines found.
    fn forget(&mut self, items: &mut Vec<Cluster>) {
        let gone = std::mem::take(&mut self.start);
        items.drain(..gone);
        self.at -= gone;
        self.chance = self.chance.map(|at| at - gone);
    }
}

#[cfg(test)]
mod tests {
    use super::super::bidi;
    use super::super::tests::{any_options, any_text};
    use super::*;
    use proptest::prelude::*;

    fn lines(paragraph: &str, options: &Options, chunk: usize) -> Vec<(Vec<Cluster>, usize, bool)> {
        let mut lines = Vec::new();
        let levels = bidi::levels(paragraph, options.base);
        each_line(paragraph, &levels, options, chunk, &mut Vec::new(), |stretch, forced| {
            // Whether a line may end at its end is of no more interest.
            let mut items = stretch.items.to_vec();
            items.iter_mut().for_each(|c| c.breaks = Break::No);
            lines.push((items, stretch.end(), forced));
        });
        lines
    }

    proptest! {
        #[test]
        fn chunks_leave_no_trace(
            texts in prop::collection::vec(any_text(), 1..4),
            options in any_options(),
            chunk in 1_usize..60,
        ) {
            let text = texts.join("كلمة وكلام في اليوم لا شيء");
            prop_assert_eq!(lines(&text, &options, chunk), lines(&text, &options, usize::MAX), "{:?}", text);
        }
    }
}
