//! Keys as the keymap writes them: `j`, `G`, `C-d`, `S-Tab`, `PageUp`, `Space`.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key press, in the form in which bindings are compared.
///
/// Shift is part of a character (`G`), and a modifier only for keys without a character (`S-Tab`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Ctrl, Alt and, for keys without a character, Shift.
    pub modifiers: KeyModifiers,
}

/// Names of keys without a character of their own, as they are written in the keymap; the first name of a
/// key is the one that is shown.
const NAMED: &[(&str, KeyCode)] = &[
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PageUp", KeyCode::PageUp),
    ("PgUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Space", KeyCode::Char(' ')),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::NONE }
    }

    /// The character that typing this key enters into a text field; none with Ctrl or Alt.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// The key as it is shown to people: `Ctrl+D`, `↑`, `g`.
    pub fn label(self) -> String {
        let mut out = String::new();
        for (modifier, name) in
            [(KeyModifiers::CONTROL, "Ctrl+"), (KeyModifiers::ALT, "Alt+"), (KeyModifiers::SHIFT, "Shift+")]
        {
            if self.modifiers.contains(modifier) {
                out.push_str(name);
            }
        }
        match self.code {
            KeyCode::Up => out.push('↑'),
            KeyCode::Down => out.push('↓'),
            KeyCode::Left => out.push('←'),
            KeyCode::Right => out.push('→'),
            KeyCode::Char(c) if !self.modifiers.is_empty() => out.extend(c.to_uppercase()),
            KeyCode::Char(c) if c != ' ' => out.push(c),
            KeyCode::F(n) => {
                out.push('F');
                out.push_str(&n.to_string());
            }
            code => out.push_str(name_of(code)),
        }
        out
    }
}

fn name_of(code: KeyCode) -> &'static str {
    NAMED.iter().find(|(_, c)| *c == code).map_or("?", |(name, _)| name)
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let kept = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let (mut code, mut modifiers) = (event.code, event.modifiers & kept);
        match code {
            // Terminals differ in whether they report Shift beside a character that already shows it.
            KeyCode::Char(c) => {
                if modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) && c.is_ascii() {
                    code = KeyCode::Char(c.to_ascii_lowercase());
                }
                modifiers -= KeyModifiers::SHIFT;
            }
            KeyCode::BackTab => {
                code = KeyCode::Tab;
                modifiers |= KeyModifiers::SHIFT;
            }
            _ => {}
        }
        Self { code, modifiers }
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = written;
        while let Some((head, tail)) = rest.split_once('-').filter(|(_, tail)| !tail.is_empty()) {
            modifiers |= match head {
                "C" => KeyModifiers::CONTROL,
                "A" | "M" => KeyModifiers::ALT,
                "S" => KeyModifiers::SHIFT,
                _ => {
                    return Err(format!(
                        "{head:?} is no modifier; known are C- (Ctrl), A- (Alt), S- (Shift)"
                    ));
                }
            };
            rest = tail;
        }
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (None, _) => return Err("a key is missing".to_owned()),
            (Some(c), None) if !c.is_whitespace() && !c.is_control() => KeyCode::Char(c),
            _ => match NAMED.iter().find(|(name, _)| *name == rest) {
                Some((_, code)) => *code,
                None => {
                    let function = rest.strip_prefix('F').and_then(|n| n.parse::<u8>().ok());
                    match function {
                        Some(n @ 1..=12) => KeyCode::F(n),
                        _ => {
                            let known: Vec<_> = NAMED.iter().map(|(name, _)| *name).collect();
                            return Err(format!(
                                "{rest:?} is no key; known are single characters, F1 to F12, {}",
                                known.join(", ")
                            ));
                        }
                    }
                }
            },
        };
        if modifiers.contains(KeyModifiers::SHIFT) && matches!(code, KeyCode::Char(_)) {
            return Err(format!("write the shifted character itself instead of {written:?}"));
        }
        Ok(Self { code, modifiers })
    }
}

impl fmt::Display for Key {
    /// As the keymap writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in
            [(KeyModifiers::CONTROL, "C-"), (KeyModifiers::ALT, "A-"), (KeyModifiers::SHIFT, "S-")]
        {
            if self.modifiers.contains(modifier) {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::F(n) => write!(f, "F{n}"),
            KeyCode::Char(c) if c != ' ' => write!(f, "{c}"),
            code => f.write_str(name_of(code)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for written in ["j", "G", "/", "-", "C-d", "A-x", "S-Tab", "PageUp", "Space", "F5", "C--", "ذ"] {
            assert_eq!(written.parse::<Key>().map(|k| k.to_string()), Ok(written.to_owned()));
        }
        for wrong in ["", "S-a", "X-a", "PageLeft", "F13", "ab"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn terminals_that_report_shift_and_those_that_do_not_agree() {
        let a = Key::from(KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT));
        assert_eq!(a, Key::plain(KeyCode::Char('G')));
        let tab = Key::from(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT));
        assert_eq!(Ok(tab), "S-Tab".parse());
        assert_eq!(Key::from(KeyEvent::new(KeyCode::BackTab, KeyModifiers::NONE)), tab);
    }
}
