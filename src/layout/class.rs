//! What the rules of UAX #9 say of whole classes of characters.

use unicode_bidi::BidiClass;

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

/// What rule L1 does with characters of a class.
#[inline]
pub const fn trailing_of(class: BidiClass) -> Trailing {
    use BidiClass::{B, FSI, LRI, PDI, RLI, S, WS};
    match class {
        B | S => Trailing::Separator,
        WS | FSI | LRI | RLI | PDI => Trailing::White,
        class if is_removed(class) => Trailing::White,
        _ => Trailing::Other,
    }
}

/// Whether rule X9 takes characters of a class out before anything is reordered.
#[inline]
pub const fn is_removed(class: BidiClass) -> bool {
    use BidiClass::{BN, LRE, LRO, PDF, RLE, RLO};
    matches!(class, BN | LRE | LRO | RLE | RLO | PDF)
}
