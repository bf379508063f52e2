//! What the reader chose about the looks.

use super::dates::{Digits, MonthNames};
use super::keyboard::Layout;
use super::strings::Language;
use super::types::TypeSet;

/// What the reader chose about the looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The language of the interface.
    pub language: Language,
    /// Which of the themes.
    pub theme: usize,
    /// Which digits.
    pub digits: Digits,
    /// Harakat are shown.
    pub harakat: bool,
    /// Lam and alef make one sign.
    pub ligatures: bool,
    /// Lines are justified with kashida.
    pub justify: bool,
    /// Signs behind names; `None`: as the theme says.
    pub signs: Option<bool>,
    /// Types of names that are left in the colour of the text.
    pub plain_types: TypeSet,
    /// English names stand behind names.
    pub gloss: bool,
    /// An empty line stands between lines of text.
    pub spaced: bool,
    /// Hijri dates stand beside the others.
    pub hijri: bool,
    /// Which names of months.
    pub months: MonthNames,
    /// Menus, banners and comments of pages are shown.
    pub furniture: bool,
    /// The most columns of a line of text.
    pub text_width: u16,
    /// The time axis runs against the interface's direction.
    pub axis_turned: bool,
    /// Long empty stretches of the time axis are folded.
    pub fold: bool,
    /// The reader's Arabic keyboard layout.
    pub keyboard: Layout,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::English,
            theme: 0,
            digits: Digits::European,
            harakat: true,
            ligatures: true,
            justify: false,
            signs: None,
            plain_types: TypeSet::default(),
            gloss: false,
            spaced: false,
            hijri: false,
            months: MonthNames::Both,
            furniture: false,
            text_width: 76,
            axis_turned: false,
            fold: true,
            keyboard: Layout::Arabic101,
        }
    }
}
