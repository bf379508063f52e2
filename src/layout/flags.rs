//! What is to be known of a cluster beside its sign, as bits of one byte.

/// White space that a line's end swallows.
pub const SPACE: u8 = 1;
/// Marks are to be drawn on the glyph.
pub const MARKED: u8 = 1 << 1;
/// Joined to the letter before.
pub const BEFORE: u8 = 1 << 2;
/// Joined to the letter after.
pub const AFTER: u8 = 1 << 3;
/// Stands in the order of the line, seen or not: rule X9 does not take it out.
pub const ORDERED: u8 = 1 << 4;
/// Of the class AL in line breaking, with marks of class CM at most; with [`SPACE`]: of class SP.
pub const PLAIN: u8 = 1 << 5;
/// Rule L1 puts it to the base level, or lets it go there with what follows.
pub const SEPARATOR: u8 = 1 << 6;
/// Rule L1 puts it to the base level if nothing but its like follows.
pub const WHITE: u8 = 1 << 7;
