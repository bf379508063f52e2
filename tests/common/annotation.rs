//! The schema that an annotation and an export share: what a reader, or the program, found in a set of articles.
//!
//! Offsets are Unicode code points into the source text, end exclusive. Days are kept as the ISO strings
//! of the file, as they are only ever compared.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

/// What was found in a set of articles.
#[derive(Debug, Clone, Deserialize)]
pub struct Annotation {
    pub articles: Vec<Article>,
    pub mentions: Vec<Mention>,
    pub dates: Vec<DateRef>,
    pub events: Vec<Event>,
    /// Words that tell again what another trigger tells: an event found there counts neither way.
    #[serde(default)]
    pub coref_triggers: Vec<Place>,
    /// Statements that have nothing to do with the topic: an event found there counts neither way.
    #[serde(default)]
    pub offtopic_statements: Vec<Place>,
    /// Expressions that hang on another event ("two days after the attack"): a date found there counts neither way.
    #[serde(default)]
    pub relative_dates: Vec<Place>,
    /// Further readings that are as good as the first.
    #[serde(default)]
    pub date_alternatives: Vec<Alternatives>,
}

/// An article, as far as its structure is scored.
#[derive(Debug, Clone, Deserialize)]
pub struct Article {
    pub id: String,
    /// The source text's file name; an export need not give it.
    #[serde(default)]
    pub file: String,
    pub title: Option<String>,
    pub source_id: Option<String>,
    pub published: Option<Days>,
    /// 1-based numbers of the lines that are not the article's own words; only in an annotation.
    #[serde(default)]
    pub furniture_lines: BTreeSet<usize>,
    /// The parts of the text; only in an export.
    #[serde(default)]
    pub blocks: Vec<Block>,
}

/// An interval of days.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Days {
    pub earliest: Option<String>,
    pub latest: Option<String>,
}

/// A part of the text with a role.
#[derive(Debug, Clone, Deserialize)]
pub struct Block {
    pub role: String,
    pub start: usize,
    pub end: usize,
}

/// A place in an article's text.
#[derive(Debug, Clone, Deserialize)]
pub struct Place {
    pub article: String,
    pub start: usize,
    pub end: usize,
}

/// A name in the text.
#[derive(Debug, Clone, Deserialize)]
pub struct Mention {
    #[serde(flatten)]
    pub place: Place,
    pub text: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub entity: String,
}

/// A date expression.
#[derive(Debug, Clone, Deserialize)]
pub struct DateRef {
    #[serde(flatten)]
    pub place: Place,
    pub text: String,
    #[serde(flatten)]
    pub days: Days,
}

/// Further readings of the date expression at a place.
#[derive(Debug, Clone, Deserialize)]
pub struct Alternatives {
    #[serde(flatten)]
    pub place: Place,
    pub alternatives: Vec<(Option<String>, Option<String>)>,
}

/// An event as one sentence tells it.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    #[serde(flatten)]
    pub place: Place,
    pub trigger: String,
    pub kind: String,
    #[serde(flatten)]
    pub days: Days,
    /// Whether missing it is a fault; only in an annotation.
    #[serde(default = "yes")]
    pub required: bool,
    /// Whether its date is scored; only in an annotation.
    #[serde(default = "yes")]
    pub date_is_scored: bool,
    pub modality: Option<String>,
    #[serde(default)]
    pub actors: Option<Vec<String>>,
}

const fn yes() -> bool {
    true
}

impl Event {
    /// Whether the text tells it as something that happened or will.
    pub fn is_asserted(&self) -> bool {
        !matches!(self.modality.as_deref(), Some("denied" | "hypothetical" | "threatened"))
    }
}

impl Annotation {
    /// Reads the JSON form.
    pub fn parse(json: &str) -> anyhow::Result<Self> {
        Ok(serde_json::from_str(json)?)
    }

    /// Reads a JSON file.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let json = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        Self::parse(&json).with_context(|| path.display().to_string())
    }

    /// The source text of each article, in the articles' order.
    pub fn texts(&self, folder: &Path) -> anyhow::Result<Vec<String>> {
        let read = |a: &Article| {
            let path = folder.join(&a.file);
            std::fs::read_to_string(&path).with_context(|| path.display().to_string())
        };
        self.articles.iter().map(read).collect()
    }
}
