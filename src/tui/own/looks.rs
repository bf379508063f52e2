//! How the screen looked the last time: kept outside of any library, as it is read before the first frame.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::dates::Digits;
use super::super::state::{Settings, State};
use super::super::strings::Language;
use super::super::theme::Theme;

/// A larger file is not one of these.
const MOST_BYTES: u64 = 64 << 10;

/// What was last chosen on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Looks {
    language: Option<Language>,
    theme: Option<String>,
    arabic_digits: Option<bool>,
}

impl Looks {
    /// What was kept; nothing if there is no such file.
    pub fn read(path: &Path) -> Self {
        let small = std::fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= MOST_BYTES);
        let json = small.then(|| std::fs::read_to_string(path).ok()).flatten();
        json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    /// What was kept, with what the reader has chosen since: what is as it was when the program began was not
    /// chosen, and follows the locale and the configuration the next time too.
    pub fn after(self, began: &Settings, state: &State) -> Self {
        let now = &state.settings;
        let theme = || state.theme().map(|theme| theme.name.clone());
        Self {
            language: if now.language == began.language { self.language } else { Some(now.language) },
            theme: if now.theme == began.theme { self.theme } else { theme() },
            arabic_digits: if now.digits == began.digits {
                self.arabic_digits
            } else {
                Some(now.digits == Digits::Arabic)
            },
        }
    }

    /// Lays what was kept over settings; `said` says what the reader's configuration has said and so holds.
    pub fn lay_over(&self, settings: &mut Settings, themes: &[Theme], said_language: bool, said_theme: bool) {
        if let Some(language) = self.language.filter(|_| !said_language) {
            settings.language = language;
        }
        let theme = self.theme.as_ref().filter(|_| !said_theme);
        if let Some(at) = theme.and_then(|name| themes.iter().position(|t| t.name == *name)) {
            settings.theme = at;
        }
        if let Some(arabic) = self.arabic_digits {
            settings.digits = if arabic { Digits::Arabic } else { Digits::European };
        }
    }

    /// Keeps them. A new file takes the place of the old one at once, so that none is ever half written.
    ///
    /// # Errors
    ///
    /// The system's.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let new = path.with_extension(format!("{}.new", std::process::id()));
        std::fs::write(&new, serde_json::to_vec(self)?)?;
        std::fs::rename(&new, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_reader_chose_is_kept() {
        let depth = super::super::super::theme::Depth::True;
        let assets = std::sync::Arc::new(crate::tui::assets(depth).unwrap());
        let began = Settings::default();
        let mut state = State::new(assets, began, String::new());
        state.settings.theme = 1;
        let kept = Looks::default().after(&began, &state);
        assert_eq!((kept.language, kept.arabic_digits), (None, None));
        assert_eq!(kept.theme, Some(state.theme().unwrap().name.clone()));
        // What was kept before stays.
        let before = Looks { language: Some(Language::Arabic), ..Looks::default() };
        assert_eq!(before.after(&began, &state).language, Some(Language::Arabic));
        state.settings.language = Language::Arabic;
        assert_eq!(Looks::default().after(&began, &state).language, Some(Language::Arabic));
    }

    #[test]
    fn what_was_kept_is_read_and_what_the_reader_said_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/screen.json");
        assert_eq!(Looks::read(&path), Looks::default());
        let kept = Looks {
            language: Some(Language::Arabic),
            theme: Some("light".into()),
            arabic_digits: Some(true),
        };
        kept.write(&path).unwrap();
        assert_eq!(Looks::read(&path), kept);
        let themes = Theme::for_depth(super::super::super::theme::Depth::True).unwrap();
        let mut settings = Settings::default();
        kept.lay_over(&mut settings, &themes, true, false);
        assert_eq!((settings.language, settings.digits), (Language::English, Digits::Arabic));
        assert_eq!(themes[settings.theme].name, "light");
        std::fs::write(&path, "{\"language\": 5").unwrap();
        assert_eq!(Looks::read(&path), Looks::default());
    }
}
