//! Folding: which spellings count as the same, with a map back to the text.

use unicode_normalization::UnicodeNormalization;

/// How far spellings are folded together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fold {
    /// What every writer mixes up or leaves out: hamza on alef, harakat, tatweel, presentation forms,
    /// Persian yeh and kaf, digits of three scripts, letter case. Keeps `على` and `علي` apart.
    Strict,
    /// As strict, and `ى`/`ي`, `ة`/`ه`, `ؤ`/`و`, `ئ`/`ي` as well: for search, and as a second try in matching.
    Loose,
}

/// A folded copy of a text and the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, the byte offset in the original of the character it came from; and one
    /// entry more, the original's length.
    map: Vec<u32>,
}

impl Folded {
    /// The offset in the original of the character that the folded byte `at` came from.
    /// Past the end it is the original's length.
    pub fn original(&self, at: usize) -> usize {
        let last = self.map.len().saturating_sub(1);
        self.map.get(at.min(last)).map_or(0, |&o| o as usize)
    }
}

/// Whether a character disappears in folding: harakat and other Arabic marks, tatweel, and characters of no width.
pub fn is_dropped_in_folding(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{08D3}'..='\u{08FF}' | '\u{0300}'..='\u{036F}'
        | '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The value of a decimal digit in ASCII, Arabic-Indic (٠–٩) or Extended Arabic-Indic (۰–۹) form.
pub fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
}

/// Folds `text`. Linear in its length; texts above 4 GiB are cut at that size.
pub fn fold(text: &str, how: Fold) -> Folded {
    let mut out = String::with_capacity(text.len());
    let mut map = Vec::with_capacity(text.len() + 1);
    for (offset, c) in text.char_indices() {
        let Ok(offset) = u32::try_from(offset) else { break };
        let mut push = |c: char| {
            if let Some(c) = fold_char(c, how) {
                out.push(c);
                map.resize(out.len(), offset);
            }
        };
        match c {
            // Letters that fold to themselves: most of any Arabic text.
            ' ' | 'ا' | 'ب' | '\u{062A}'..='\u{063A}' | '\u{0641}'..='\u{0648}' | 'ي' => {
                out.push(c);
                map.resize(out.len(), offset);
            }
            // Presentation forms stand for one or more plain letters.
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => std::iter::once(c).nfkc().for_each(push),
            c if c.is_uppercase() => c.to_lowercase().for_each(push),
            c => push(c),
        }
    }
    map.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    Folded { text: out, map }
}

/// Folds `text` onto the end of `out`, without a map back. What comes out is the text of [`fold`].
pub fn fold_into(text: &str, how: Fold, out: &mut String) {
    let mut rest = text;
    loop {
        let (plain, other) = rest.split_at(plain_letters(rest));
        out.push_str(plain);
        let mut chars = other.chars();
        let Some(c) = chars.next() else { return };
        rest = chars.as_str();
        match c {
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                out.extend(std::iter::once(c).nfkc().filter_map(|c| fold_char(c, how)));
            }
            c if c.is_uppercase() => out.extend(c.to_lowercase().filter_map(|c| fold_char(c, how))),
            c => out.extend(fold_char(c, how)),
        }
    }
}

/// How many bytes at the start are letters that no folding changes (ا, ب, U+062A–U+063A, U+0641–U+0648, ي): most of any
/// Arabic text. Each has two bytes.
fn plain_letters(text: &str) -> usize {
    let pairs = text.as_bytes().chunks_exact(2);
    let plain =
        |pair: &&[u8]| matches!(**pair, [0xD8, 0xA7 | 0xA8 | 0xAA..=0xBA] | [0xD9, 0x81..=0x88 | 0x8A]);
    pairs.take_while(plain).count() * 2
}

fn fold_char(c: char, how: Fold) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    if is_dropped_in_folding(c) {
        return None;
    }
    if let Some(value) = digit_value(c) {
        return char::from_digit(value, 10);
    }
    Some(match (c, how) {
        ('أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ', _) => 'ا',
        ('ک' | 'ڪ', _) => 'ك',
        ('ی', _) => 'ي',
        ('ہ' | 'ھ' | 'ە', _) => 'ه',
        ('ى' | 'ئ', Fold::Loose) => 'ي',
        ('ة' | 'ۀ', Fold::Loose) => 'ه',
        ('ؤ', Fold::Loose) => 'و',
        ('\u{00A0}' | '\u{202F}' | '\u{2007}', _) => ' ',
        _ => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_fold_together() {
        for word in ["أمريكي", "امريكي", "أَمْريكيّ", "أمـــريكي", "ﺃﻣﺮﻳﻜﻲ", "أمریکی"]
        {
            assert_eq!(fold(word, Fold::Strict).text, "امريكي", "{word}");
        }
    }

    #[test]
    fn letters_on_the_fast_way_fold_to_themselves() {
        for how in [Fold::Strict, Fold::Loose] {
            for c in
                [' ', 'ا', 'ب', 'ي'].into_iter().chain('\u{062A}'..='\u{063A}').chain('\u{0641}'..='\u{0648}')
            {
                assert_eq!(fold_char(c, how), Some(c));
            }
        }
    }

    #[test]
    fn plain_letters_are_those_that_fold_to_themselves() {
        for c in '\0'..='\u{FFFF}' {
            if plain_letters(&c.to_string()) > 0 {
                assert_eq!((fold_char(c, Fold::Strict), fold_char(c, Fold::Loose)), (Some(c), Some(c)));
                assert!(!c.is_uppercase());
            }
        }
        assert_eq!(plain_letters("بابة"), "باب".len());
    }

    #[test]
    fn strict_keeps_apart_what_loose_joins() {
        assert_ne!(fold("على", Fold::Strict).text, fold("علي", Fold::Strict).text);
        assert_eq!(fold("على", Fold::Loose).text, fold("علي", Fold::Loose).text);
        assert_eq!(fold("مدرسة", Fold::Loose).text, fold("مدرسه", Fold::Loose).text);
    }

    #[test]
    fn the_map_leads_back_over_dropped_marks() {
        let text = "مُحَمَّد";
        let folded = fold(text, Fold::Strict);
        assert_eq!(folded.text, "محمد");
        let dal = folded.text.rfind('د').unwrap();
        assert_eq!(&text[folded.original(dal)..], "د");
        assert_eq!(folded.original(folded.text.len()), text.len());
    }

    proptest! {
        #[test]
        fn the_map_is_monotonic_and_on_boundaries(text in "\\PC*") {
            for how in [Fold::Strict, Fold::Loose] {
                let folded = fold(&text, how);
                let mut last = 0;
                for at in 0..=folded.text.len() {
                    let o = folded.original(at);
                    prop_assert!(text.is_char_boundary(o));
                    prop_assert!(o >= last);
                    last = o;
                }
                prop_assert_eq!(last, text.len());
                // Folding what is folded changes nothing.
                prop_assert_eq!(&fold(&folded.text, how).text, &folded.text);
                let mut plain = String::new();
                fold_into(&text, how, &mut plain);
                prop_assert_eq!(&plain, &folded.text);
            }
        }
    }
}
