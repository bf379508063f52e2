//! JSON that may go to a terminal.

use std::io::{self, Write};

use super::is_unsafe_to_show;

/// A writer that JSON goes through on its way out: what must not reach a terminal is written as an escape,
/// `\u202e`. Whoever reads the JSON gets the very same text. All characters beyond ASCII stand in strings, and the
/// controls of ASCII are escaped by JSON itself, so that no knowledge of the syntax is needed.
#[derive(Debug)]
pub struct EscapedJson<W> {
    out: W,
    /// The beginning of a character whose end was not written yet.
    begun: Vec<u8>,
}

impl<W: Write> EscapedJson<W> {
    /// Writes to `out`.
    pub const fn new(out: W) -> Self {
        Self { out, begun: Vec::new() }
    }

    fn write_text(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text;
        // The joiners belong to the words, and no terminal is harmed by them.
        let unsafe_here =
            |c: char| c >= '\u{7f}' && is_unsafe_to_show(c) && !matches!(c, '\u{200C}' | '\u{200D}');
        while let Some(at) = rest.find(unsafe_here) {
            let (before, from) = rest.split_at(at);
            self.out.write_all(before.as_bytes())?;
            let Some(c) = from.chars().next() else { break };
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(self.out, "\\u{unit:04x}")?;
            }
            rest = &from[c.len_utf8()..];
        }
        self.out.write_all(rest.as_bytes())
    }
}

impl<W: Write> Write for EscapedJson<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(bytes);
        let pending = std::mem::take(&mut self.begun);
        let mut chunks = pending.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.write_text(chunk.valid())?;
            let invalid = chunk.invalid();
            if chunks.peek().is_none() && std::str::from_utf8(invalid).is_err_and(|e| e.error_len().is_none())
            {
                self.begun = invalid.to_vec();
            } else {
                self.out.write_all(invalid)?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(json: &str, part: usize) -> String {
        let mut out = Vec::new();
        let mut escaped = EscapedJson::new(&mut out);
        for part in json.as_bytes().chunks(part) {
            escaped.write_all(part).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_harms_is_escaped_and_what_belongs_to_words_is_not() {
        let json = serde_json::to_string("\u{202E}می\u{200C}خواهم\u{9b}31m\u{E0041}\u{7f}\n").unwrap();
        let expected = "\"\\u202eمی\u{200C}خواهم\\u009b31m\\udb40\\udc41\\u007f\\n\"";
        assert_eq!(written(&json, 1), expected);
        assert_eq!(written(&json, 1000), expected);
    }

    proptest! {
        #[test]
        fn the_text_is_the_same(text in proptest::collection::vec(any::<char>(), 0..40), part in 1usize..9) {
            let text: String = text.into_iter().collect();
            let json = written(&serde_json::to_string(&text).unwrap(), part);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
            let harmful = |c| is_unsafe_to_show(c) && !matches!(c, '\u{200C}' | '\u{200D}');
            prop_assert!(!json.contains(harmful));
        }
    }
}
