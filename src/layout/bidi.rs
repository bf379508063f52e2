//! The Unicode Bidirectional Algorithm (UAX #9) as the layout uses it.
//!
//! Levels come from the crate `unicode-bidi`, once for a whole paragraph; rules L1 and L2 are done here for
//! each line, without a copy of the paragraph. L3 and L4 are done where cells are made.

use unicode_bidi::{BidiClass, BidiDataSource, Level, ParagraphBidiInfo};

use super::class::{is_removed, trailing_of};
use super::{Base, props};

pub use super::class::Trailing;

/// The levels of a paragraph, before rule L1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// The paragraph's own level: 0 left to right, 1 right to left.
    pub base: u8,
    /// Where the level changes: byte and level from there on, in order. Before the first change it is `base`.
    changes: Vec<(u32, u8)>,
}

impl Levels {
    const fn uniform(base: u8) -> Self {
        Self { base, changes: Vec::new() }
    }

    /// The level of the character that begins at byte `at`.
    pub fn at(&self, at: usize) -> u8 {
        let before = self.changes.partition_point(|&(from, _)| from as usize <= at);
        before.checked_sub(1).map_or(self.base, |i| self.changes[i].1)
    }

    /// Notes that the level is `level` from byte `at` on.
    fn change(&mut self, at: usize, level: u8) {
        if self.changes.last().map_or(self.base, |&(_, level)| level) != level {
            self.changes.push((u32::try_from(at).unwrap_or(u32::MAX), level));
        }
    }

    /// Reads the levels from byte `at` on, in order.
    pub(super) fn cursor(&self, at: usize) -> Cursor<'_> {
        let before = self.changes.partition_point(|&(from, _)| from as usize <= at);
        Cursor { level: self.at(at), rest: self.changes.get(before..).unwrap_or_default() }
    }
}

/// The levels of a paragraph, read from front to back.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    level: u8,
    rest: &'a [(u32, u8)],
}

impl Cursor<'_> {
    /// The level at byte `at`, which is not before the last one asked for.
    #[inline]
    pub fn at(&mut self, at: u32) -> u8 {
        while let Some((&(from, level), rest)) = self.rest.split_first()
            && from <= at
        {
            (self.level, self.rest) = (level, rest);
        }
        self.level
    }
}

struct Table;

impl BidiDataSource for Table {
    fn bidi_class(&self, c: char) -> BidiClass {
        props::of(c).class
    }
}

/// The levels of one paragraph (rules P2–P3 and X1–I2). Characters of class B within it are taken as they
/// come; [`super::layout`] parts the text at them before.
pub fn levels(paragraph: &str, base: Base) -> Levels {
    let found = survey(paragraph);
    let base = match base {
        Base::Ltr => 0,
        Base::Rtl => 1,
        Base::Auto => found.first_strong.unwrap_or(0),
        Base::AutoRtl => found.first_strong.unwrap_or(1),
    };
    if found.explicit {
        return resolve(paragraph, base);
    }
    match base {
        // Nothing turns: all at the base level.
        0 if !found.rtl => Levels::uniform(0),
        1 if !found.ltr && !found.numbers => Levels::uniform(1),
        1 => by_islands(paragraph).unwrap_or_else(|| resolve(paragraph, 1)),
        _ => resolve(paragraph, base),
    }
}

/// All of the algorithm, by the crate.
fn resolve(paragraph: &str, base: u8) -> Levels {
    let fixed = if base == 0 { Level::ltr() } else { Level::rtl() };
    let info = ParagraphBidiInfo::new_with_data_source(&Table, paragraph, Some(fixed));
    let mut levels = Levels::uniform(base);
    for (at, level) in info.levels.iter().enumerate() {
        levels.change(at, level.number());
    }
    levels
}

/// Right-to-left text with islands of numbers and Latin words, which is what Arabic news are: only the islands
/// are given to the crate.
///
/// An island reaches from a right-to-left letter before the number or word to the next one after it. No rule
/// looks past these: W1 to W7 look back to the last strong character, N1 and N2 to the nearest on both sides,
/// and what is not part of an island takes level 1. Rule N0 looks at all that a pair of brackets encloses: no
/// island begins or ends within a pair. `None` where brackets cross one another or are nested deep.
fn by_islands(paragraph: &str) -> Option<Levels> {
    let mut levels = Levels::uniform(1);
    let mut shore = 0;
    let mut noisy = false;
    let mut open = Vec::new();
    for (at, c) in paragraph.char_indices() {
        let p = props::of(c);
        match p.class {
            BidiClass::L | BidiClass::EN | BidiClass::AN => noisy = true,
            BidiClass::R | BidiClass::AL if open.is_empty() => {
                if noisy {
                    island(&mut levels, paragraph, shore, at + c.len_utf8());
                    noisy = false;
                }
                shore = at;
            }
            BidiClass::ON if p.mirrored => {
                let Some(bracket) = Table.bidi_matched_opening_bracket(c) else { continue };
                if bracket.is_open {
                    open.push(bracket.opening);
                } else if open.pop().is_some_and(|opening| opening != bracket.opening) {
                    return None;
                }
                // BD16 gives up beyond 63.
                if open.len() > 32 {
                    return None;
                }
            }
            _ => {}
        }
    }
    if noisy {
        island(&mut levels, paragraph, shore, paragraph.len());
    }
    Some(levels)
}

fn island(levels: &mut Levels, paragraph: &str, start: usize, end: usize) {
    let Some(part) = paragraph.get(start..end) else { return };
    let info = ParagraphBidiInfo::new_with_data_source(&Table, part, Some(Level::rtl()));
    for (at, level) in info.levels.iter().enumerate() {
        levels.change(start + at, level.number());
    }
}

/// What kinds of characters a paragraph holds.
#[derive(Debug, Default)]
struct Survey {
    /// The level that the first strong character outside isolates asks for (rules P2 and P3).
    first_strong: Option<u8>,
    /// Letters from left to right.
    ltr: bool,
    /// Letters from right to left, or Arabic numbers, which turn their surroundings.
    rtl: bool,
    /// Numbers.
    numbers: bool,
    /// Embeddings, overrides, isolates, or characters that rule X9 takes out.
    explicit: bool,
}

fn survey(paragraph: &str) -> Survey {
    let mut found = Survey::default();
    let mut isolates = 0_usize;
    for c in paragraph.chars() {
        match props::of(c).class {
            BidiClass::L => {
                found.ltr = true;
                if isolates == 0 {
                    found.first_strong.get_or_insert(0);
                }
            }
            BidiClass::R | BidiClass::AL => {
                found.rtl = true;
                if isolates == 0 {
                    found.first_strong.get_or_insert(1);
                }
            }
            BidiClass::EN => found.numbers = true,
            BidiClass::AN => (found.numbers, found.rtl) = (true, true),
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => {
                (isolates, found.explicit) = (isolates + 1, true)
            }
            BidiClass::PDI => (isolates, found.explicit) = (isolates.saturating_sub(1), true),
            class if is_removed(class) => found.explicit = true,
            _ => {}
        }
    }
    found
}

/// What rule L1 does with `c`.
pub fn trailing(c: char) -> Trailing {
    trailing_of(props::of(c).class)
}

/// How a character stands in a line that a terminal reorders by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// A letter written from right to left.
    Rtl,
    /// An Arabic-Indic digit or the like (class AN): turns its surroundings, not itself.
    ArabicNumber,
    /// All else.
    Other,
}

/// How `c` stands in a line that a terminal reorders by itself.
pub fn strength(c: char) -> Strength {
    match props::of(c).class {
        BidiClass::R | BidiClass::AL => Strength::Rtl,
        BidiClass::AN => Strength::ArabicNumber,
        _ => Strength::Other,
    }
}

/// Rule L1 on the levels of one line: `kinds[i]` says what `levels[i]` belongs to.
pub fn reset_trailing(levels: &mut [u8], kinds: &[Trailing], base: u8) {
    let mut at_end = true;
    for (level, kind) in levels.iter_mut().zip(kinds).rev() {
        at_end = match kind {
            Trailing::Separator => true,
            Trailing::White => at_end,
            Trailing::Other => false,
        };
        if at_end {
            *level = base;
        }
    }
}

/// Rule L2: the order from left to right of the elements of one line with these levels, as indices into
/// `levels`. Linear in the length times the number of levels, which UAX #9 bounds by 127.
pub fn visual_order(levels: &[u8]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(levels.len()).unwrap_or(u32::MAX)).collect();
    reorder(&mut order, |&i| levels[i as usize]);
    order
}

/// Rule L2 on anything that has a level, in place.
pub(super) fn reorder<T>(items: &mut [T], level: impl Fn(&T) -> u8) {
    let mut highest = 0;
    let mut lowest = u8::MAX;
    for item in items.iter() {
        let level = level(item);
        highest = highest.max(level);
        lowest = lowest.min(level);
    }
    // All of one direction: by far the most lines.
    if lowest == highest {
        if lowest % 2 == 1 {
            items.reverse();
        }
        return;
    }
    // Reversing at a level moves whole runs of that level or higher, so that runs stay in one piece.
    for at in (lowest.max(1)..=highest).rev() {
        if at == lowest && at % 2 == 0 {
            break;
        }
        let mut start = 0;
        while start < items.len() {
            if level(&items[start]) < at {
                start += 1;
                continue;
            }
            let length = items[start..].iter().take_while(|i| level(i) >= at).count();
            items[start..start + length].reverse();
            start += length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_keep_their_order_in_right_to_left_text() {
        let levels: Vec<u8> = vec![1, 1, 2, 2, 1];
        assert_eq!(visual_order(&levels), [4, 2, 3, 1, 0]);
    }

    #[test]
    fn the_deepest_level_is_no_harm() {
        assert_eq!(visual_order(&[126, 125, 126]), [2, 1, 0]);
        assert_eq!(visual_order(&[2, 2, 4, 4]), [0, 1, 2, 3]);
        assert_eq!(visual_order(&[3, 4, 4]), [1, 2, 0]);
    }

    fn any_text() -> impl Strategy<Value = String> {
        let signs = "ابتא123٣۴aZ ()[]{}«»<>.,:;/+-$%#!?\"\t\u{64E}\u{300}\u{200D}\u{200F}\u{2067}\u{2069}\u{202B}\u{202C}";
        let alphabet = prop_oneof![
            9 => prop::sample::select("ابت123٣۴ ()[.,:/+-$%!\u{64E}".chars().collect::<Vec<_>>()),
            9 => prop::sample::select("ابתaZ 12.,:/+-$%!".chars().collect::<Vec<_>>()),
            1 => prop::sample::select(signs.chars().collect::<Vec<_>>()),
        ];
        prop::collection::vec(alphabet, 0..40).prop_map(|c| c.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn the_short_ways_lead_to_the_same_levels(text in any_text(), base in 0..2_u8) {
            let asked = if base == 0 { Base::Ltr } else { Base::Rtl };
            prop_assert_eq!(levels(&text, asked), resolve(&text, base), "{:?}", text);
        }
    }
}
