//! What the reader wants of the screen, as the command line and `config.toml` say it.

use std::path::PathBuf;

use super::dates::{Digits, MonthNames};
use super::keyboard::Layout;
use super::own::looks::Looks;
use super::state::{Settings, State};
use super::strings::Language;
use super::theme::Theme;

/// Wishes for the screen. What is `None` was not said: the built-in value holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preferences {
    /// The language of the interface; by default the locale's.
    pub language: Option<Language>,
    /// A theme's name.
    pub theme: Option<String>,
    /// The Arabic keyboard layout.
    pub keyboard: Option<Layout>,
    /// Whether the mouse is reported to the program.
    pub mouse: Option<bool>,
    /// Whether harakat are shown.
    pub harakat: Option<bool>,
    /// Whether lam and alef make one sign.
    pub ligatures: Option<bool>,
    /// Whether lines are justified.
    pub justify: Option<bool>,
    /// The most columns of a line of text; kept within 20 and 400.
    pub text_width: Option<u16>,
    /// Whether an empty line stands between lines of text.
    pub spaced: Option<bool>,
    /// Whether English names stand behind names.
    pub english: Option<bool>,
    /// Which digits.
    pub digits: Option<Digits>,
    /// Which names of months.
    pub months: Option<MonthNames>,
    /// Whether Hijri dates stand beside the others.
    pub hijri: Option<bool>,
    /// The file with the reader's own keys; it need not exist.
    pub keymap: Option<PathBuf>,
    /// Whether the program goes on where the reader left it.
    pub restore: bool,
    /// The file that keeps how the screen looked the last time; it need not exist.
    pub looks: Option<PathBuf>,
}

impl Preferences {
    /// The settings of a program that starts now. A theme that is not among `themes` is passed over; `locale` is
    /// the value of the first locale variable that is set.
    pub(super) fn settings(&self, themes: &[Theme], locale: &str) -> Settings {
        let plain = Settings::default();
        let theme = self.theme.as_ref().and_then(|name| themes.iter().position(|t| t.name == *name));
        let mut settings = Settings {
            language: self.language.unwrap_or_else(|| Language::of_locale(locale)),
            theme: theme.unwrap_or(plain.theme),
            harakat: self.harakat.unwrap_or(plain.harakat),
            ligatures: self.ligatures.unwrap_or(plain.ligatures),
            justify: self.justify.unwrap_or(plain.justify),
            text_width: self.text_width.map_or(plain.text_width, |width| width.clamp(20, 400)),
            keyboard: self.keyboard.unwrap_or(plain.keyboard),
            spaced: self.spaced.unwrap_or(plain.spaced),
            gloss: self.english.unwrap_or(plain.gloss),
            digits: self.digits.unwrap_or(plain.digits),
            months: self.months.unwrap_or(plain.months),
            hijri: self.hijri.unwrap_or(plain.hijri),
            ..plain
        };
        if let Some(path) = self.looks.as_ref().filter(|_| self.restore) {
            let (said_language, said_theme) = (self.language.is_some(), theme.is_some());
            Looks::read(path).lay_over(&mut settings, themes, said_language, said_theme);
        }
        settings
    }

    /// Keeps what the reader chose of the looks since the program `began`, for the next time. What fails is no reason not to end.
    pub(super) fn keep(&self, began: &Settings, state: &State) {
        if let Some(path) = self.looks.as_ref().filter(|_| self.restore) {
            let before = Looks::read(path);
            let now = before.clone().after(began, state);
            if before != now {
                let _ = now.write(path);
            }
        }
    }
}
