//! The search language.
//!
//! ```text
//! عين الاسد            both words, in any spelling that folding joins, with or without و ف ب ك ل ال
//! "عين الأسد"          the words one after another
//! =عراق                the word alone, without proclitics and article
//! امريك*               words that begin so
//! قاعدة OR معسكر       either        (also |)
//! قاعدة -الأسد         not           (also NOT)
//! (… OR …) title:…     grouping, one field
//! ```
//!
//! Fields: `title:` `source:` `entity:` `type:` `kind:` `modality:` `before:` `after:` `on:` `is:` `tag:` `id:`. What is
//! asked of events (`kind:`, `modality:`, `is:planned`) narrows the timeline to them as well.

mod condition;
mod error;
mod forms;
mod lexer;
mod matching;
mod parse;

use jiff::civil::Date;

use crate::model::{EntityType, EventKind, Interval, Modality};

pub use error::{Problem, QueryError};

/// A query that was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    root: Expr,
}

/// Reads a query.
///
/// # Errors
///
/// Unknown fields and values, unbalanced brackets and quotes, operators without operands, and queries with
/// more than 64 terms or nested deeper than 32.
pub fn parse(query: &str) -> Result<Query, QueryError> {
    parse::parse(query).map(|root| Query { root })
}

/// What an article must be.
#[derive(Debug, Clone, PartialEq)]
enum Expr {
    /// Anything: the empty query.
    Anything,
    Text(Text),
    Field(Field),
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
}

/// Words one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text {
    /// Folded as the index is; never empty.
    words: Vec<String>,
    /// The last word is only the beginning of one.
    prefix: bool,
    /// The first word stands without proclitics and article, unless it is written with them.
    exact: bool,
    /// In the title only.
    title: bool,
}

/// What is known of an article besides its words.
#[derive(Debug, Clone, PartialEq)]
enum Field {
    /// The outlet's id or a part of its name.
    Source(String),
    /// An entity's id or one of its names.
    Entity(String),
    /// It names an entity of this type.
    Type(EntityType),
    /// It tells an event of this kind.
    Kind(EventKind),
    /// It tells an event in this way.
    Modality(Modality),
    /// It may have appeared on one of these days.
    Days(Interval),
    /// It appeared before this day.
    Before(Date),
    /// It appeared after this day.
    After(Date),
    Is(State),
    Tag(String),
    /// The document's id.
    Id(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Read,
    Unread,
    Starred,
    Noted,
    /// It tells an event that lies ahead of it.
    Planned,
    /// Not in its file any more.
    Gone,
}
