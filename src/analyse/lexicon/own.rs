//! The reader's own lexicon files, and what is said of those that are wrong.

use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::file::{Entry, File, Wrong};
use crate::model::nearest;

/// A lexicon file of the reader's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// Where it is, for messages.
    pub name: String,
    /// Its JSON text.
    pub json: String,
}

/// What is wrong with a lexicon file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The id of the entry.
    pub entry: Option<String>,
    /// The field.
    pub field: Option<String>,
    /// What is wrong, with the nearest name that would be right.
    pub message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(entry) = &self.entry {
            write!(f, ", entry {entry:?}")?;
        }
        if let Some(field) = &self.field {
            write!(f, ", field `{field}`")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for LexiconError {}

impl LexiconError {
    /// An error in a file of the program's own.
    pub(super) fn built_in(file: &str, message: String) -> Self {
        let file = format!("built-in lexicon {file}").trim_end().to_owned();
        Self { file, line: None, entry: None, field: None, message }
    }
}

/// The parts of a file, each with its place in the text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts<'a> {
    #[serde(default, rename = "about")]
    _about: String,
    #[serde(default, borrow)]
    entries: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    patterns: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    places: Vec<&'a RawValue>,
}

impl OwnFile {
    /// Reads the file.
    pub(super) fn parse(&self) -> Result<File<'_>, LexiconError> {
        let parts: Parts<'_> = serde_json::from_str(&self.json).map_err(|e| self.wrong(&self.json, &e))?;
        let mut file = File {
            patterns: self.all(&parts.patterns)?,
            places: self.all(&parts.places)?,
            entries: self.all(&parts.entries)?,
            ..File::default()
        };
        for (entry, raw) in file.entries.iter_mut().zip(&parts.entries) {
            entry.check().map_err(|wrong| self.wrong_entry(&entry.id, raw.get(), wrong))?;
            entry.is_own = true;
        }
        Ok(file)
    }

    fn all<'a, T: Deserialize<'a>>(&self, parts: &[&'a RawValue]) -> Result<Vec<T>, LexiconError> {
        parts
            .iter()
            .map(|raw| serde_json::from_str(raw.get()).map_err(|e| self.wrong(raw.get(), &e)))
            .collect()
    }

    /// What serde says of a part of the file, with the line in the whole, the field and what may have been meant.
    fn wrong(&self, part: &str, e: &serde_json::Error) -> LexiconError {
        let said = e.to_string();
        let message = said.split(" at line ").next().unwrap_or_default();
        let quoted = |from: &str| from.split('`').nth(1).map(str::to_owned);
        let unknown = message.strip_prefix("unknown field ").and_then(quoted);
        let missing = message.strip_prefix("missing field ").and_then(quoted);
        let at = offset_of(part, e.line(), e.column());
        let line_of_part = self.line_of(part, 0);
        // A missing field is missed at the end of an entry; its beginning is where one looks for it.
        let line = if missing.is_some() { line_of_part } else { self.line_of(part, at) };
        let field = unknown.clone().or(missing.clone()).or_else(|| field_before(part, at));
        let known: Vec<&str> = match (&unknown, message.split_once("known are ")) {
            (Some(_), _) => message.split('`').skip(3).step_by(2).collect(),
            (None, Some((_, names))) => names.split(", ").collect(),
            _ => Vec::new(),
        };
        let given = unknown.clone().or_else(|| message.split('"').nth(1).map(str::to_owned));
        let hint = given.and_then(|given| nearest(&given, known));
        let message = match (&missing, &unknown, hint) {
            (Some(_), ..) => "it is missing".to_owned(),
            (None, Some(_), Some(name)) => format!("there is no such field (did you mean `{name}`?)"),
            (None, None, Some(name)) => format!("{message} (did you mean `{name}`?)"),
            (None, _, None) => message.to_owned(),
        };
        let id = serde_json::from_str::<WithId>(part).ok().map(|with| with.id);
        LexiconError { file: self.name.clone(), line: Some(line), entry: id, field, message }
    }

    /// What the entry's own check or the building of the lexicon says of an entry.
    fn wrong_entry(&self, id: &str, part: &str, wrong: Wrong) -> LexiconError {
        let near = wrong.near.as_deref().and_then(|near| part.find(near));
        let at = near.or_else(|| part.find(&format!("\"{}\"", wrong.field))).unwrap_or(0);
        LexiconError {
            file: self.name.clone(),
            line: Some(self.line_of(part, at)),
            entry: Some(id.to_owned()),
            field: Some(wrong.field.to_owned()),
            message: wrong.message,
        }
    }

    /// The complaint about an entry of this file that showed when the lexicon was built; `None` if it has no such entry.
    pub(super) fn complaint(&self, id: &str, wrong: &Wrong) -> Option<LexiconError> {
        let parts: Parts<'_> = serde_json::from_str(&self.json).ok()?;
        let is_it =
            |raw: &&&RawValue| serde_json::from_str::<WithId>(raw.get()).is_ok_and(|with| with.id == id);
        let raw = parts.entries.iter().find(is_it)?;
        Some(self.wrong_entry(id, raw.get(), wrong.clone()))
    }

    /// The line, from 1, of an offset in a part that was borrowed from the file's text.
    fn line_of(&self, part: &str, at: usize) -> usize {
        let start = (part.as_ptr() as usize).saturating_sub(self.json.as_ptr() as usize);
        let before = self.json.as_bytes().get(..start + at).unwrap_or(self.json.as_bytes());
        before.iter().filter(|&&b| b == b'\n').count() + 1
    }
}

/// An entry of which only the id is looked at.
#[derive(Deserialize)]
struct WithId {
    id: String,
}

/// The byte offset of a line and column, both from 1, as serde gives them.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}

/// The field to whose value an offset belongs: the last key before it.
fn field_before(text: &str, at: usize) -> Option<String> {
    let before = text.get(..at).or_else(|| text.get(..at + 1))?;
    let mut rest = before;
    while let Some(colon) = rest.rfind("\":") {
        let key = &rest[..colon];
        if let Some(open) = key.rfind('"') {
            return Some(key[open + 1..].to_owned());
        }
        rest = key;
    }
    None
}

/// What [`Entry`] is called in a message about ids.
pub(super) fn no_such_id(given: &str, known: impl Iterator<Item = String>) -> String {
    let known: Vec<String> = known.collect();
    match nearest(given, known.iter().map(String::as_str)) {
        Some(name) => format!("no entity has the id {given:?} (did you mean `{name}`?)"),
        None => format!("no entity has the id {given:?}"),
    }
}

impl Entry<'_> {
    /// Whether an entry only takes something away or adds to one that is there.
    pub(super) fn is_change(&self) -> bool {
        self.remove || self.kind.is_none() || self.ar.is_empty()
    }
}
