//! `config.toml`: what the reader has set.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::term::Bidi;
use crate::tui::dates::{Digits, MonthNames};
use crate::tui::keyboard::Layout;
use crate::tui::strings::Language;

/// A larger file is no configuration.
const MOST_BYTES: u64 = 1 << 20;

/// The reader's settings. What is `None` was not set.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Which library.
    pub library: LibraryTable,
    /// The interface.
    pub screen: ScreenTable,
    /// How texts are shown.
    pub text: TextTable,
}

/// `[library]`
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LibraryTable {
    /// The reader's own library.
    pub file: Option<PathBuf>,
}

/// `[screen]`
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScreenTable {
    /// The language of the interface; by default the locale's.
    pub language: Option<Language>,
    /// A theme's name.
    pub theme: Option<String>,
    /// The Arabic keyboard layout.
    pub keyboard: Option<Layout>,
    /// Whether the mouse is reported to the program.
    pub mouse: Option<bool>,
    /// Whether the program goes on where it was left.
    pub restore: Option<bool>,
    /// Which digits.
    pub digits: Option<Digits>,
    /// Which names of months.
    pub months: Option<MonthNames>,
    /// Whether Hijri dates stand beside the others.
    pub hijri: Option<bool>,
}

/// `[text]`
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TextTable {
    /// How Arabic is sent to the terminal.
    #[serde(deserialize_with = "bidi")]
    pub bidi: Option<Bidi>,
    /// Whether harakat are shown.
    pub harakat: Option<bool>,
    /// Whether lam and alef make one sign.
    pub ligatures: Option<bool>,
    /// Whether lines are justified.
    pub justify: Option<bool>,
    /// The most columns of a line of text.
    pub width: Option<u16>,
    /// Whether an empty line stands between lines.
    pub spaced: Option<bool>,
    /// Whether English names stand behind names.
    pub english: Option<bool>,
}

fn bidi<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Bidi>, D::Error> {
    let name = String::deserialize(d)?;
    name.parse().map(Some).map_err(D::Error::custom)
}

/// A configuration that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1, if the file could be read at all.
    pub line: Option<usize>,
    /// What is wrong, with the nearest name that would be right.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads the file; the default if there is none.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let fail = |message: String| ConfigError { path: path.to_owned(), line: None, message };
        let text = match std::fs::metadata(path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Ok(data) if !data.is_file() || data.len() > MOST_BYTES => {
                return Err(fail("this is no configuration file".into()));
            }
            _ => std::fs::read_to_string(path).map_err(|e| fail(e.to_string()))?,
        };
        Self::parse(&text).map_err(|(line, message)| ConfigError { line, ..fail(message) })
    }

    /// Reads the text of a file. An error is the line and what is wrong.
    pub fn parse(text: &str) -> Result<Self, (Option<usize>, String)> {
        toml::from_str(text).map_err(|e| {
            let line = e.span().map(|span| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1);
            let message = e.message();
            let hint = match (table_of(message), nearest(message)) {
                (Some(table), _) => format!(" (it stands under `[{table}]`)"),
                (None, Some(name)) => format!(" (did you mean `{name}`?)"),
                (None, None) => String::new(),
            };
            (line, format!("{message}{hint}"))
        })
    }

    /// Every setting: its name, its value as TOML if it is set, what it is otherwise, and what it is for.
    pub fn settings(&self) -> Vec<Setting> {
        let text = |value: Option<&dyn fmt::Display>| value.map(|v| format!("{:?}", v.to_string()));
        let plain = |value: Option<&dyn fmt::Display>| value.map(ToString::to_string);
        fn shown<T: fmt::Display>(value: &Option<T>) -> Option<&dyn fmt::Display> {
            value.as_ref().map(|v| v as &dyn fmt::Display)
        }
        let file = self.library.file.as_ref().map(|path| path.display());
        let (screen, words) = (&self.screen, &self.text);
        let setting = |name, value, default, about| Setting { name, value, default, about };
        vec![
            setting("library.file", text(shown(&file)), "\"…/rasid/library.db\"", "your own library"),
            setting("screen.language", text(shown(&screen.language)), "of the locale", "ar or en"),
            setting("screen.theme", text(shown(&screen.theme)), "\"dark\"", "a theme's name"),
            setting(
                "screen.keyboard",
                text(shown(&screen.keyboard)),
                "\"arabic-101\"",
                "your Arabic keyboard",
            ),
            setting("screen.mouse", plain(shown(&screen.mouse)), "true", "the mouse is used"),
            setting(
                "screen.restore",
                plain(shown(&screen.restore)),
                "true",
                "the screen goes on where you left it",
            ),
            setting("screen.digits", text(shown(&screen.digits)), "\"european\"", "european or arabic"),
            setting("screen.months", text(shown(&screen.months)), "\"both\"", "both, levantine or gregorian"),
            setting("screen.hijri", plain(shown(&screen.hijri)), "false", "Hijri dates beside the others"),
            setting("text.bidi", text(shown(&words.bidi)), "\"auto\"", "how Arabic is sent to the terminal"),
            setting("text.harakat", plain(shown(&words.harakat)), "true", "harakat are shown"),
            setting("text.ligatures", plain(shown(&words.ligatures)), "true", "lam and alef are one sign"),
            setting("text.justify", plain(shown(&words.justify)), "false", "lines are justified"),
            setting("text.width", plain(shown(&words.width)), "76", "the most columns of a line"),
            setting("text.spaced", plain(shown(&words.spaced)), "false", "an empty line between lines"),
            setting("text.english", plain(shown(&words.english)), "false", "English names behind names"),
        ]
    }
}

/// A setting, for a list of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The table's name, a point, and the key.
    pub name: &'static str,
    /// The value as it stands in the file, if it does.
    pub value: Option<String>,
    /// What holds if it is not set.
    pub default: &'static str,
    /// What it is for.
    pub about: &'static str,
}

/// The table of a setting that a message calls unknown, as it was written outside of its table.
fn table_of(message: &str) -> Option<&'static str> {
    let (_, rest) = message.split_once("unknown field `")?;
    let (given, _) = rest.split_once('`')?;
    let settings = Config::default().settings();
    let mut names = settings.iter().filter_map(|setting| setting.name.split_once('.'));
    names.find(|(_, key)| *key == given).map(|(table, _)| table)
}

/// The name among those that a message expects that is nearest to the one that it rejects. Both the parser's
/// own messages and those of enumerations put the names between backquotes or after `known are`.
fn nearest(message: &str) -> Option<String> {
    let (given, rest) = match message.split_once('`') {
        Some((_, rest)) => rest.split_once('`')?,
        None => {
            let (_, rest) = message.split_once('"')?;
            rest.split_once('"')?
        }
    };
    let known = match rest.split_once("known are ") {
        Some((_, names)) => names.split(", ").map(str::to_owned).collect::<Vec<_>>(),
        None => rest.split('`').skip(1).step_by(2).map(str::to_owned).collect(),
    };
    crate::model::nearest(given, known.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_sets_what_it_names() {
        let config = Config::parse(
            "[library]\nfile = \"/news/all.db\"\n[screen]\nlanguage = \"ar\"\nmouse = false\n\
             [text]\nbidi = \"visual\"\nwidth = 60\n",
        )
        .unwrap();
        assert_eq!(config.library.file.as_deref(), Some(Path::new("/news/all.db")));
        assert_eq!((config.screen.language, config.screen.mouse), (Some(Language::Arabic), Some(false)));
        assert_eq!((config.text.bidi, config.text.width), ("visual".parse().ok(), Some(60)));
        assert_eq!(config.text.harakat, None);
        let set: Vec<_> = config.settings().into_iter().filter_map(|s| Some((s.name, s.value?))).collect();
        assert_eq!(set.len(), 5);
        assert!(
            set.contains(&("text.width", "60".into())) && set.contains(&("text.bidi", "\"visual\"".into()))
        );
    }

    #[test]
    fn errors_name_the_line_and_the_nearest_name() {
        for (text, line, said) in [
            ("[screen]\n\nlangage = \"ar\"\n", 3, "did you mean `language`?"),
            ("\ntheme = \"dark\"\n[text]\n", 2, "it stands under `[screen]`"),
            ("[scren]\n", 1, "did you mean `screen`?"),
            ("[screen]\nlanguage = \"arr\"\n", 2, "did you mean `ar`?"),
            ("[text]\nwidth = \"wide\"\n", 2, "u16"),
            ("[text]\nbidi = \"sideways\"\n", 2, "sideways"),
            ("[text\n", 1, ""),
        ] {
            let (at, message) = Config::parse(text).unwrap_err();
            assert_eq!(at, Some(line), "{text}: {message}");
            assert!(message.contains(said), "{text}: {message}");
        }
    }
}
