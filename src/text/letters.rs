//! A word as one number: equal words are equal numbers, and no memory holds their letters.

use std::num::NonZeroU64;

use super::fold::Fold;

/// A folded word of one to ten Arabic letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Letters(NonZeroU64);

/// So many bits are a letter: its offset from U+0620.
const BITS: u32 = 6;

/// The most letters of a word.
const MOST: usize = 10;

impl Letters {
    /// The word, folded, as a number: words have the same one if [`fold`](super::fold()) makes them the same.
    /// `None` if it is empty, too long, or has other characters than the letters of the basic Arabic alphabet
    /// (U+0621–U+063A and U+0641–U+064A).
    pub fn of(word: &str, how: Fold) -> Option<Self> {
        let (strict, loose) = Self::both(word)?;
        Some(match how {
            Fold::Strict => strict,
            Fold::Loose => loose,
        })
    }

    /// The word, folded strictly and loosely, as two numbers.
    #[inline]
    pub fn both(word: &str) -> Option<(Self, Self)> {
        let letters = word.as_bytes();
        if letters.is_empty() || letters.len() > MOST * 2 {
            return None;
        }
        let (mut strict, mut loose) = (0, 0);
        let mut pairs = letters.chunks_exact(2);
        for (at, pair) in (0..).zip(&mut pairs) {
            let letter = match *pair {
                [0xD8, second @ 0xA1..=0xBA] => second - 0xA0,
                [0xD9, second @ 0x81..=0x8A] => second - 0x60,
                _ => return None,
            };
            strict |= u64::from(STRICT[usize::from(letter)]) << (BITS * at);
            loose |= u64::from(LOOSE[usize::from(letter)]) << (BITS * at);
        }
        if !pairs.remainder().is_empty() {
            return None;
        }
        Some((Self(NonZeroU64::new(strict)?), Self(NonZeroU64::new(loose)?)))
    }
}

/// What strict folding makes of a letter, both as offsets from U+0620.
const STRICT: [u8; 1 << BITS] = {
    let mut table = [0; 1 << BITS];
    let mut letter = 0;
    while letter < table.len() {
        table[letter] = letter as u8;
        letter += 1;
    }
    table[0x02] = 0x07; // آ, أ and إ are ا
    table[0x03] = 0x07;
    table[0x05] = 0x07;
    table
};

/// What loose folding makes of a letter.
const LOOSE: [u8; 1 << BITS] = {
    let mut table = STRICT;
    table[0x04] = 0x28; // ؤ is و
    table[0x06] = 0x2A; // ئ and ى are ي
    table[0x29] = 0x2A;
    table[0x09] = 0x27; // ة is ه
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    #[test]
    fn every_letter_is_folded_as_in_a_text() {
        let letters: Vec<char> = ('\u{0621}'..='\u{063A}').chain('\u{0641}'..='\u{064A}').collect();
        for how in [Fold::Strict, Fold::Loose] {
            for &a in &letters {
                for &b in &letters {
                    let same = fold(&a.to_string(), how).text == fold(&b.to_string(), how).text;
                    let number = |c: char| Letters::of(&format!("ب{c}"), how).unwrap();
                    assert_eq!(number(a) == number(b), same, "{a} {b} {how:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_short_word_has_no_number() {
        for word in ["", "a", "بa", "ab", "بَ", "بـ", "گ", "٣", "بب ب", "ءءءءءءءءءءء", "\u{0620}", "\u{063B}"]
        {
            assert_eq!(Letters::of(word, Fold::Strict), None, "{word}");
        }
        assert!(Letters::of("ءءءءءءءءءء", Fold::Loose).is_some());
    }

    proptest! {
        #[test]
        fn words_are_equal_as_numbers_where_they_are_as_folded_text(
            a in "[\u{0621}-\u{063A}\u{0641}-\u{064A}]{1,10}", b in "[\u{0621}-\u{063A}\u{0641}-\u{064A}]{1,10}"
        ) {
            for how in [Fold::Strict, Fold::Loose] {
                for (a, b) in [(&a, &b), (&a, &fold(&a, how).text)] {
                    let same = fold(a, how).text == fold(b, how).text;
                    prop_assert_eq!(Letters::of(a, how).unwrap() == Letters::of(b, how).unwrap(), same);
                }
            }
        }
    }
}
