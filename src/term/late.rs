//! Answers that the terminal gives after nobody waits for them any more.
//!
//! Over a slow line, or from a terminal that is still starting, the answer to "what are you?" (XTVERSION, a device
//! control string) comes when keys are already read. Its letters would be taken for keys: `kitty(0.26.5)` changes the
//! language and the theme.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The longest answer; whatever goes on beyond it is typed.
const LONGEST: usize = 100;

/// Takes late answers out of the keys.
#[derive(Debug, Default)]
pub struct Late {
    /// What may begin an answer: ESC P.
    begun: Option<KeyEvent>,
    /// How many keys of an answer were taken out, while one goes on.
    inside: Option<usize>,
}

impl Late {
    /// Whether a key was held back or taken out and what belongs to it must follow at once. If nothing does,
    /// [`Self::silence`] is to be called.
    pub const fn waits(&self) -> bool {
        self.begun.is_some() || self.inside.is_some()
    }

    /// Takes a key; gives those that the reader pressed.
    pub fn feed(&mut self, key: KeyEvent) -> Vec<KeyEvent> {
        if let Some(taken) = self.inside {
            // ESC \ ends it.
            let ends = key.code == KeyCode::Char('\\') && key.modifiers.contains(KeyModifiers::ALT);
            self.inside = (!ends && taken < LONGEST).then_some(taken + 1);
            return Vec::new();
        }
        match self.begun.take() {
            Some(_) if key.code == KeyCode::Char('>') => {
                self.inside = Some(0);
                Vec::new()
            }
            Some(begun) => vec![begun, key],
            None if key.code == KeyCode::Char('P') && key.modifiers.contains(KeyModifiers::ALT) => {
                self.begun = Some(key);
                Vec::new()
            }
            None => vec![key],
        }
    }

    /// Nothing follows: what was held back was pressed, and an answer that broke off is over.
    pub fn silence(&mut self) -> Option<KeyEvent> {
        self.inside = None;
        self.begun.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<KeyEvent> {
        let mut out = Vec::new();
        let mut alt = false;
        for c in text.chars() {
            if c == '\u{1b}' {
                alt = true;
                continue;
            }
            let mut modifiers = if alt { KeyModifiers::ALT } else { KeyModifiers::NONE };
            if c.is_uppercase() {
                modifiers |= KeyModifiers::SHIFT;
            }
            out.push(KeyEvent::new(KeyCode::Char(c), modifiers));
            alt = false;
        }
        out
    }

    fn pressed(late: &mut Late, text: &str) -> String {
        let kept = keys(text).into_iter().flat_map(|key| late.feed(key));
        kept.filter_map(|key| key.code.as_char()).collect()
    }

    #[test]
    fn an_answer_is_taken_out_and_keys_around_it_stay() {
        let mut late = Late::default();
        assert_eq!(pressed(&mut late, "j\u{1b}P>|kitty(0.26.5)\u{1b}\\k"), "jk");
        assert!(!late.waits());
    }

    #[test]
    fn the_key_that_looks_like_its_beginning_is_pressed_after_all() {
        let mut late = Late::default();
        assert_eq!(pressed(&mut late, "\u{1b}P"), "");
        assert!(late.waits());
        assert_eq!(late.silence().and_then(|key| key.code.as_char()), Some('P'));
        assert_eq!(pressed(&mut late, "\u{1b}Pj"), "Pj");
    }

    #[test]
    fn an_answer_that_breaks_off_or_never_ends_does_not_eat_the_keyboard() {
        let mut late = Late::default();
        assert_eq!(pressed(&mut late, "\u{1b}P>|VTE"), "");
        assert!(late.waits() && late.silence().is_none());
        assert_eq!(pressed(&mut late, "jj"), "jj");
        let endless = format!("\u{1b}P>{}", "x".repeat(LONGEST + 1));
        assert_eq!(pressed(&mut late, &endless), "");
        assert_eq!(pressed(&mut late, "jj"), "jj");
    }
}
