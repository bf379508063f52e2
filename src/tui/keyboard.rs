//! Keys typed with an Arabic keyboard layout, as the keys they are on a Latin one.
//!
//! A reader of Arabic has the keyboard in Arabic. Before the keymap is asked, a non-ASCII character is
//! turned into the character that the same key gives in the US layout; an ASCII character means itself.
//! While text is typed nothing is translated.

use crossterm::event::{KeyCode, KeyEvent};

use crate::model::names::named_enum;

named_enum! {
    /// Which Arabic layout the reader's keyboard has.
    pub enum Layout("keyboard layout") {
        /// Arabic (101), as in XKB (`ara`) and Windows: the most common one.
        Arabic101 = "arabic-101",
        /// Apple's "Arabic", whose lower row differs.
        ArabicMac = "arabic-mac",
        /// No translation.
        None = "none",
    }
}

/// Arabic (101): what each key sends, and what it sends in the US layout. Source: XKB `symbols/ara` and the
/// Windows layout KBDA1; Shift with U D F L Z C V M { } < > sends ASCII or another key's character there.
const ARABIC_101: &[(&str, &str)] = &[
    ("ذضصثقفغعهخحجد", "`qwertyuiop[]"),
    ("شسيبلاتنمكط", "asdfghjkl;'"),
    ("ئءؤرىةوزظ", "zxcvnm,./"),
    ("\u{0651}\u{064E}\u{064B}\u{064F}\u{064C}إ÷×؛", "~QWERYIOP"),
    ("\u{0650}\u{064D}أ\u{0640}،", "ASHJK"),
    ("\u{0652}آ؟", "XN?"),
    // The ligatures that XKB sends for one key.
    ("\u{FEFB}\u{FEF9}\u{FEF7}\u{FEF5}", "bTGB"),
];

/// Apple's "Arabic": the unshifted rows and the question mark.
const ARABIC_MAC: &[(&str, &str)] =
    &[("ضصثقفغعهخحجة", "qwertyuiop[]"), ("شسيبلاتنمك؛", "asdfghjkl;'"), ("ظطذدزرو،؟", "zxcvbnm,?")];

/// Two characters that one key of the Arabic (101) layout sends, and the key.
const PAIRS: &[(char, char, char)] = &[('ل', 'ا', 'b'), ('ل', 'إ', 'T'), ('ل', 'أ', 'G'), ('ل', 'آ', 'B')];

impl Layout {
    /// The character that the key of `c` gives in the US layout; ASCII and unknown characters are themselves.
    pub fn latin(self, c: char) -> char {
        if c.is_ascii() {
            return c;
        }
        let table = match self {
            Self::Arabic101 => ARABIC_101,
            Self::ArabicMac => ARABIC_MAC,
            Self::None => return c,
        };
        if let Some(digit) = crate::text::digit_value(c).and_then(|v| char::from_digit(v, 10)) {
            return digit;
        }
        table
            .iter()
            .find_map(|(arabic, latin)| arabic.chars().zip(latin.chars()).find(|(a, _)| *a == c))
            .map_or(c, |(_, latin)| latin)
    }

    /// The event with its character translated; modifiers are kept.
    pub fn translate(self, mut event: KeyEvent) -> KeyEvent {
        if let KeyCode::Char(c) = event.code {
            event.code = KeyCode::Char(self.latin(c));
        }
        event
    }

    /// Whether `event` may be the first half of two characters that one key sends, so that the next event
    /// should be looked at before this one is acted on.
    pub fn may_join(self, event: &KeyEvent) -> bool {
        self == Self::Arabic101 && matches!(event.code, KeyCode::Char(c) if PAIRS.iter().any(|p| p.0 == c))
    }

    /// The key that sent both characters, if one key sends `first` and at once `second`.
    ///
    /// X11 and the Microsoft layout send lam and alef as two characters for the key of `b`. They are in the
    /// terminal's buffer together, while letters that are typed come milliseconds apart: the caller joins
    /// only what came together.
    pub fn join(self, first: &KeyEvent, second: &KeyEvent) -> Option<KeyEvent> {
        let (KeyCode::Char(a), KeyCode::Char(b)) = (first.code, second.code) else { return None };
        if self != Self::Arabic101 || first.modifiers != second.modifiers {
            return None;
        }
        let (_, _, key) = PAIRS.iter().find(|p| (p.0, p.1) == (a, b))?;
        Some(KeyEvent { code: KeyCode::Char(*key), ..*first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyModifiers;

    /// The whole layout, key by key, as Windows' KBDA1 and XKB's `ara` have it.
    #[test]
    fn every_key_of_arabic_101_is_the_latin_key() {
        let rows: &[(&str, &str)] = &[
            ("` q w e r t y u i o p [ ]", "ذ ض ص ث ق ف غ ع ه خ ح ج د"),
            ("a s d f g h j k l ; '", "ش س ي ب ل ا ت ن م ك ط"),
            ("z x c v n m , . /", "ئ ء ؤ ر ى ة و ز ظ"),
            ("~ Q W E R Y I O P", "\u{651} \u{64E} \u{64B} \u{64F} \u{64C} إ ÷ × ؛"),
            ("A S H J K X N ?", "\u{650} \u{64D} أ \u{640} ، \u{652} آ ؟"),
            ("0 1 2 3 4 5 6 7 8 9", "٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩"),
            ("0 1 2 3 4 5 6 7 8 9", "۰ ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹"),
        ];
        for (latin, arabic) in rows {
            let (latin, arabic): (Vec<_>, Vec<_>) = (latin.split(' ').collect(), arabic.split(' ').collect());
            assert_eq!(latin.len(), arabic.len());
            for (l, a) in latin.iter().zip(&arabic) {
                let a = a.chars().next().unwrap();
                assert_eq!(Layout::Arabic101.latin(a).to_string(), *l, "{a} U+{:04X}", a as u32);
            }
        }
    }

    #[test]
    fn tables_pair_each_arabic_character_once_with_one_latin_key() {
        for table in [ARABIC_101, ARABIC_MAC] {
            let mut seen = std::collections::HashSet::new();
            for (arabic, latin) in table {
                assert_eq!(arabic.chars().count(), latin.chars().count(), "{latin}");
                assert!(arabic.chars().all(|c| !c.is_ascii() && seen.insert(c)), "{arabic}");
            }
        }
    }

    #[test]
    fn the_lower_row_of_apples_layout_differs() {
        for (arabic, latin) in "ظطذدزرو".chars().zip("zxcvbnm".chars()) {
            assert_eq!(Layout::ArabicMac.latin(arabic), latin);
        }
        assert_eq!(Layout::ArabicMac.latin('ة'), ']');
        assert_eq!(Layout::None.latin('ض'), 'ض');
    }

    #[test]
    fn ascii_means_itself_and_modifiers_are_kept() {
        for c in (' '..='~').chain(['é', '漢']) {
            assert_eq!(Layout::Arabic101.latin(c), c);
        }
        let event = KeyEvent::new(KeyCode::Char('ي'), KeyModifiers::CONTROL);
        let translated = Layout::Arabic101.translate(event);
        assert_eq!((translated.code, translated.modifiers), (KeyCode::Char('d'), KeyModifiers::CONTROL));
    }

    #[test]
    fn two_characters_of_one_key_are_joined() {
        let event = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        for (alef, key) in [('ا', 'b'), ('إ', 'T'), ('أ', 'G'), ('آ', 'B')] {
            let joined = Layout::Arabic101.join(&event('ل'), &event(alef));
            assert_eq!(joined.map(|e| e.code), Some(KeyCode::Char(key)));
        }
        assert_eq!(Layout::Arabic101.join(&event('ل'), &event('ت')), None);
        assert_eq!(Layout::ArabicMac.join(&event('ل'), &event('ا')), None);
        assert!(Layout::Arabic101.may_join(&event('ل')));
        assert!(!Layout::Arabic101.may_join(&event('ا')));
    }
}
