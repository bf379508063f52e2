//! The lines of a text, with what the rules ask about each.

use crate::model::Span;
use crate::text::{Fold, fold_into};

/// Lines longer than this many characters are running text for every rule: their folded key is not made.
const LONGEST_KEY: usize = 400;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The line without the white space around it, in the document's text.
    pub span: Span,
    /// The same as text.
    pub text: &'a str,
    /// How many blank lines stand before it; 0 for a line that follows the one before at once.
    pub gap: usize,
    /// Its length in characters.
    pub chars: usize,
    /// Its words: runs of anything but white space.
    pub words: usize,
    /// Its folded text for comparison: see [`key`]. Empty for lines of more than 400 characters.
    pub key: String,
}

/// The lines of `text` that are not blank, in order. Linear in the length.
///
/// Line breaks are those of Unicode: LF, CR, CR LF, VT, FF, NEL, LS and PS.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut gap = 0;
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let raw = text.get(from..to).unwrap_or_default();
        if raw.trim().is_empty() {
            gap += 1;
            return;
        }
        out.push(Line::new(raw, from, gap));
        gap = 0;
    };
    let mut after_cr = false;
    for (at, c) in text.char_indices() {
        if is_line_break(c) {
            // CR LF is one break: the line between the two is none.
            if !(after_cr && c == '\n' && start == at) {
                push(start, at);
            }
            start = at + c.len_utf8();
        }
        after_cr = c == '\r';
    }
    push(start, text.len());
    out
}

/// Whether a character ends a line, by Unicode's rules (UAX 14, class BK, CR, LF, NL).
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A line's text for comparison: spelling folded loosely, runs of white space as one space, and no signs or
/// spaces at its ends, so that `« الأكثر قراءة »` and `الاكثر قراءه:` are the same.
pub fn key(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, Fold::Loose, &mut folded);
    let trimmed = folded.trim_matches(|c: char| !crate::text::is_letter_or_number(c));
    let mut out = String::with_capacity(trimmed.len());
    for word in trimmed.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

impl<'a> Line<'a> {
    /// The line `raw`, which begins at byte `from` of the text, after `gap` blank lines.
    fn new(raw: &'a str, from: usize, gap: usize) -> Self {
        let text = raw.trim();
        let at = from + (raw.len() - raw.trim_start().len());
        let chars = text.chars().count();
        let key = if chars <= LONGEST_KEY { key(text) } else { String::new() };
        let words = text.split_whitespace().count();
        Self { span: Span::new(at, at + text.len()), text, gap, chars, words, key }
    }

    /// The line as two, the second beginning at byte `at` of this one.
    pub fn split_at(&self, at: usize) -> (Self, Self) {
        let (first, second) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        (Self::new(first, self.span.start, self.gap), Self::new(second, self.span.start + first.len(), 0))
    }

    /// Whether the line ends as a sentence does: with `.`, `!`, `?`, `؟`, `…` or `:`, quotes and brackets aside.
    pub fn ends_sentence(&self) -> bool {
        let end = self.text.trim_end_matches(|c: char| c.is_whitespace() || is_closing(c));
        end.ends_with(['.', '!', '?', '؟', '…', ':', '؛'])
    }

    /// Whether the line ends with a full stop, quotes and brackets aside.
    pub fn ends_with_stop(&self) -> bool {
        self.text.trim_end_matches(|c: char| c.is_whitespace() || is_closing(c)).ends_with('.')
    }

    /// Whether the line holds a letter of the Arabic script.
    pub fn is_arabic(&self) -> bool {
        self.text.chars().any(is_arabic_letter)
    }
}

/// Whether a character is a letter of the Arabic script.
pub fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}' | '\u{06FA}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08C9}' | '\u{FB50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '»' | '«' | '\'' | '’' | ')' | ']' | '\u{200F}' | '\u{200E}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_counted_and_breaks_of_all_kinds_end_lines() {
        let text = "أول\r\n\r\n ثان \n\u{A0}\n\nثالث\u{2029}رابع";
        let lines = lines(text);
        let seen: Vec<_> = lines.iter().map(|l| (l.text, l.gap)).collect();
        assert_eq!(seen, [("أول", 0), ("ثان", 1), ("ثالث", 2), ("رابع", 0)]);
        assert!(lines.iter().all(|l| l.span.of(text) == l.text));
    }

    #[test]
    fn keys_forget_signs_and_spelling() {
        assert_eq!(key("« الأكثر  قراءة »"), key("الاكثر قراءه:"));
    }
}
