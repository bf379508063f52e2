//! Words, numbers and signs, as spans.

use crate::model::Span;

use super::fold::{digit_value, is_dropped_in_folding};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters of any script, with their marks. An apostrophe or hyphen ends a word.
    Word,
    /// Digits, with `.`, `,` or the Arabic separators between them only where digits follow.
    Number,
    /// One character that is neither a letter, nor a digit, nor white space.
    Sign,
    /// A run of white space without a line break.
    Space,
    /// One line break.
    Newline,
}

/// A piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is made of.
    pub kind: TokenKind,
    /// Where it is.
    pub span: Span,
}

/// Parts `text[within]` into tokens that cover all of it. Offsets are into `text`. Linear in the length.
///
/// A word never holds a digit and a number never a letter, so `الـ26` is a word and a number; marks and
/// characters of no width stay with the word that they follow.
pub fn tokens(text: &str, within: Span) -> Vec<Token> {
    let Some(part) = text.get(within.range()) else { return Vec::new() };
    let mut out: Vec<Token> = Vec::with_capacity(part.len() / 8 + 1);
    let mut end = 0;
    let after = |at: usize| part.get(at..).and_then(|rest| rest.chars().next());
    while let Some(c) = after(end) {
        let start = end;
        end += c.len_utf8();
        let kind = kind_of(c);
        match kind {
            TokenKind::Newline | TokenKind::Sign => {}
            TokenKind::Word | TokenKind::Space => loop {
                if kind == TokenKind::Word {
                    end += letters_at(part, end);
                }
                match after(end) {
                    Some(next)
                        if kind_of(next) == kind
                            || kind == TokenKind::Word && is_dropped_in_folding(next) =>
                    {
                        end += next.len_utf8();
                    }
                    _ => break,
                }
            },
            TokenKind::Number => {
                while let Some(next) = after(end) {
                    let joins = matches!(next, '.' | ',' | '٫' | '٬')
                        && after(end + next.len_utf8()).is_some_and(|c| digit_value(c).is_some());
                    if digit_value(next).is_none() && !joins {
                        break;
                    }
                    end += next.len_utf8();
                }
            }
        }
        out.push(Token { kind, span: Span::new(within.start + start, within.start + end) });
    }
    out
}

/// How many bytes at `at` are letters of the basic Arabic alphabet, of two bytes each: most of any Arabic text.
fn letters_at(text: &str, at: usize) -> usize {
    let pairs = text.as_bytes().get(at..).unwrap_or_default().chunks_exact(2);
    pairs.take_while(|pair| matches!(**pair, [0xD8, 0xA1..=0xBA] | [0xD9, 0x81..=0x8A])).count() * 2
}

/// Whether `c` is alphabetic, as [`char::is_alphabetic`] says, faster for the letters that Arabic texts are
/// made of: the standard library looks those up in a compressed table, which costs more than all else that
/// is done with a character.
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => true,
        '\0'..='\u{7F}' => c.is_ascii_alphabetic(),
        _ => c.is_alphabetic(),
    }
}

/// Whether `c` is a letter or a number, as [`char::is_alphanumeric`] says, and as fast as [`is_letter`].
pub fn is_letter_or_number(c: char) -> bool {
    is_letter(c) || if c.is_ascii() { c.is_ascii_digit() } else { c.is_numeric() }
}

fn kind_of(c: char) -> TokenKind {
    match c {
        ' ' => TokenKind::Space,
        '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => TokenKind::Word,
        '\n' | '\u{2028}' | '\u{2029}' => TokenKind::Newline,
        c if digit_value(c).is_some() => TokenKind::Number,
        c if is_letter(c) || is_dropped_in_folding(c) => TokenKind::Word,
        c if c.is_whitespace() => TokenKind::Space,
        _ => TokenKind::Sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_fast_way_says_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_number(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    fn words(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len()))
            .into_iter()
            .filter(|t| t.kind != TokenKind::Space)
            .map(|t| t.span.of(text))
            .collect()
    }

    #[test]
    fn a_number_ends_where_no_digit_follows_the_point() {
        assert_eq!(words("2,500 جندي و31.07.2021."), ["2,500", "جندي", "و", "31.07.2021", "."]);
    }

    #[test]
    fn tatweel_and_marks_stay_with_the_word() {
        assert_eq!(words("في الـ26 من تمّوز/ يوليو"), ["في", "الـ", "26", "من", "تمّوز", "/", "يوليو"]);
    }

    proptest! {
        #[test]
        fn tokens_cover_the_text(text in "\\PC*") {
            let mut at = 0;
            for token in tokens(&text, Span::new(0, text.len())) {
                prop_assert_eq!(token.span.start, at);
                prop_assert!(!token.span.is_empty());
                prop_assert!(text.is_char_boundary(token.span.end));
                at = token.span.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
