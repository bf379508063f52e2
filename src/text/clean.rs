//! The one door through which text reaches a terminal.

use std::fmt;
use std::ops::Deref;

/// Text that may be shown: no control character, no escape, no bidi override, no invisible character that
/// terminals disagree about. It is one line; line breaks and tabs became spaces.
///
/// Widgets, tables, error messages and logs take this type, so that raw text of an article, a file name or
/// a record cannot reach the terminal by mistake. Bidi *input* controls (LRM, RLM, ALM, isolates) do not
/// pass either: what is shown is laid out by the program itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Clean(String);

/// What stands for a character that was taken out because it could do harm (U+FFFD).
const REPLACEMENT: char = '\u{FFFD}';

impl Clean {
    /// Cleans `raw`. Escapes and entities are to be resolved before.
    pub fn new(raw: &str) -> Self {
        let mut out = String::with_capacity(raw.len());
        for c in raw.chars() {
            match c {
                '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    out.push(' ')
                }
                c if is_joiner(c) => out.push(c),
                c if is_silent(c) => {}
                c if is_unsafe_to_show(c) => out.push(REPLACEMENT),
                c => out.push(c),
            }
        }
        Self(out)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, taken out.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// ZWNJ and ZWJ decide how letters join: the layout needs them, and sends neither to the terminal.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Characters that show nothing and whose loss changes nothing that a reader sees.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}' | '\u{202A}'..='\u{202C}' | '\u{FEFF}')
}

/// Whether a character must never be sent to a terminal: C0, DEL, C1 (terminals execute them), bidi controls,
/// line and paragraph separators, interlinear annotations, tag characters, noncharacters, and the signs of
/// U+0600–0605, 06DD, 070F, 0890, 0891 and 08E2 on whose width terminals disagree.
pub fn is_unsafe_to_show(c: char) -> bool {
    let code = c as u32;
    c.is_control()
        || is_silent(c)
        || is_joiner(c)
        || matches!(code, 0x202D | 0x202E | 0x2028 | 0x2029 | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F)
        || matches!(code, 0x0600..=0x0605 | 0x06DD | 0x070F | 0x0890 | 0x0891 | 0x08E2)
        || matches!(code, 0xFDD0..=0xFDEF)
        || code & 0xFFFE == 0xFFFE
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Clean {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_and_overrides_do_not_pass() {
        assert_eq!(Clean::new("a\u{1b}[31mb").as_str(), "a\u{FFFD}[31mb");
        assert_eq!(Clean::new("\u{202E}abc\u{9b}31m").as_str(), "\u{FFFD}abc\u{FFFD}31m");
        // Zero-width characters cannot hide a sequence, as there is no pattern for sequences.
        assert_eq!(Clean::new("\u{1b}\u{200b}[0m").as_str(), "\u{FFFD}[0m");
    }

    #[test]
    fn line_breaks_become_spaces() {
        assert_eq!(Clean::new("سطر\nآخر").as_str(), "سطر آخر");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(raw in proptest::collection::vec(any::<char>(), 0..64)) {
            let raw: String = raw.into_iter().collect();
            let clean = Clean::new(&raw);
            prop_assert!(clean.chars().all(|c| is_joiner(c) || !is_unsafe_to_show(c)));
            prop_assert_eq!(Clean::new(&clean), clean.clone());
        }
    }
}
