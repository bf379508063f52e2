//! The Unicode Bidirectional Algorithm (UAX #9) as the layout uses it.
//!
//! Levels come from the crate `unicode-bidi`, once for a whole paragraph; rules L1 and L2 are done here for
//! each line, without a copy of the paragraph. L3 and L4 are done where cells are made.

use unicode_bidi::{BidiClass, BidiDataSource, Level, ParagraphBidiInfo};

use super::{Base, props};

/// The levels of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// The paragraph's own level: 0 left to right, 1 right to left.
    pub base: u8,
    /// The level of each *byte*, before rule L1; `None` if all are the base level.
    levels: Option<Vec<Level>>,
}

impl Levels {
    /// The level of the character that begins at byte `at`, before rule L1.
    pub fn at(&self, at: usize) -> u8 {
        self.levels.as_ref().and_then(|l| l.get(at)).map_or(self.base, Level::number)
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
    let fixed = match base {
        Base::Ltr => Some(Level::ltr()),
        Base::Rtl => Some(Level::rtl()),
        Base::Auto => None,
        Base::AutoRtl => first_strong_is_none(paragraph).then(Level::rtl),
    };
    if paragraph.is_ascii() && fixed.is_none_or(|l| l.is_ltr()) && !paragraph.contains('\n') {
        return Levels { base: 0, levels: None };
    }
    let info = ParagraphBidiInfo::new_with_data_source(&Table, paragraph, fixed);
    Levels { base: info.paragraph_level.number(), levels: Some(info.levels) }
}

/// Whether a paragraph has no strong character outside isolates.
fn first_strong_is_none(paragraph: &str) -> bool {
    let mut isolates = 0_usize;
    for c in paragraph.chars() {
        match props::of(c).class {
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => isolates += 1,
            BidiClass::PDI => isolates = isolates.saturating_sub(1),
            BidiClass::L | BidiClass::R | BidiClass::AL if isolates == 0 => return false,
            _ => {}
        }
    }
    true
}

/// What rule L1 does with a character at the end of a line or before a separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trailing {
    /// A paragraph or segment separator: always at the base level.
    Separator,
    /// White space, isolate formatting, and characters that the algorithm ignores: at the base level where
    /// only such characters follow up to a separator or the end of the line.
    White,
    /// Anything else.
    Other,
}

/// What rule L1 does with `c`.
pub fn trailing(c: char) -> Trailing {
    trailing_of(props::of(c).class)
}

/// What rule L1 does with characters of a class.
pub(super) fn trailing_of(class: BidiClass) -> Trailing {
    use BidiClass::{B, BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO, S, WS};
    match class {
        B | S => Trailing::Separator,
        WS | FSI | LRI | RLI | PDI | BN | LRE | RLE | LRO | RLO | PDF => Trailing::White,
        _ => Trailing::Other,
    }
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

/// Whether rule X9 takes characters of a class out before anything is reordered.
pub(super) const fn is_removed(class: BidiClass) -> bool {
    use BidiClass::{BN, LRE, LRO, PDF, RLE, RLO};
    matches!(class, BN | LRE | LRO | RLE | RLO | PDF)
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
/// `levels`. Linear in the length times the number of distinct levels, which UAX #9 bounds by 127.
pub fn visual_order(levels: &[u8]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(levels.len()).unwrap_or(u32::MAX)).collect();
    reorder(&mut order, |&i| levels[i as usize]);
    order
}

/// Rule L2 on anything that has a level, in place.
pub fn reorder<T>(items: &mut [T], level: impl Fn(&T) -> u8) {
    let mut highest = 0;
    let mut lowest_odd = u8::MAX;
    for item in items.iter() {
        let level = level(item);
        highest = highest.max(level);
        if level % 2 == 1 {
            lowest_odd = lowest_odd.min(level);
        }
    }
    // Reversing at a level moves whole runs of that level or higher, so that runs stay in one piece.
    for at in (lowest_odd..=highest).rev() {
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

    #[test]
    fn numbers_keep_their_order_in_right_to_left_text() {
        let levels: Vec<u8> = vec![1, 1, 2, 2, 1];
        assert_eq!(visual_order(&levels), [4, 2, 3, 1, 0]);
    }

    #[test]
    fn the_deepest_level_is_no_harm() {
        assert_eq!(visual_order(&[126, 125, 126]), [2, 1, 0]);
    }
}
