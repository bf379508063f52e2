//! What is wrong with a query that cannot be understood.

use std::fmt;

use crate::model::Span;
use crate::model::names::named_enum;

named_enum! {
    /// What is wrong with a query.
    pub enum Problem("problem of a query") {
        /// A closing bracket too many.
        BracketNotOpened = "bracket-not-opened",
        /// A bracket without its other half.
        BracketNotClosed = "bracket-not-closed",
        /// A closing bracket where words should be.
        BracketClosesNothing = "bracket-closes-nothing",
        /// Brackets nested too deep.
        TooDeep = "too-deep",
        /// More terms than a query may have.
        TooManyTerms = "too-many-terms",
        /// An operator without its operand.
        WordsMissing = "words-missing",
        /// A field without a value.
        ValueMissing = "value-missing",
        /// A quotation mark without its other half.
        QuoteNotClosed = "quote-not-closed",
        /// Signs alone where a word is needed.
        NoWord = "no-word",
        /// An open date where a day is needed.
        DayMissing = "day-missing",
        /// What was given is no date.
        NoDate = "no-date",
        /// No field has the name that was given.
        UnknownField = "unknown-field",
        /// The field knows no such value.
        UnknownValue = "unknown-value",
    }
}

/// A query that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The query.
    pub query: String,
    /// Where in the query it went wrong; may be empty at its end.
    pub at: Span,
    /// What is wrong.
    pub problem: Problem,
    /// What was given, where that is unknown or too much.
    pub given: String,
    /// All that would be right, where there is a list.
    pub known: &'static [&'static str],
}

impl QueryError {
    /// Something wrong at a place of a query.
    pub(super) fn new(query: &str, at: Span, problem: Problem) -> Self {
        Self { query: query.to_owned(), at, problem, given: String::new(), known: &[] }
    }

    /// The same about what was given.
    pub(super) fn given(self, given: impl Into<String>, known: &'static [&'static str]) -> Self {
        Self { given: given.into(), known, ..self }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.query.get(..self.at.start).unwrap_or(&self.query).chars().count() + 1;
        write!(f, "search query, character {column}: ")?;
        let (given, known) = (&self.given, self.known.join(", "));
        match self.problem {
            Problem::BracketNotOpened => f.write_str("this bracket was not opened"),
            Problem::BracketNotClosed => f.write_str("this bracket is not closed"),
            Problem::BracketClosesNothing => f.write_str("this bracket closes nothing"),
            Problem::TooDeep => f.write_str("too many brackets within each other"),
            Problem::TooManyTerms => write!(f, "more than {given} terms"),
            Problem::WordsMissing => f.write_str("words are missing here"),
            Problem::ValueMissing => f.write_str("a value is missing"),
            Problem::QuoteNotClosed => f.write_str("the quotation mark is not closed"),
            Problem::NoWord => f.write_str("there is no word to look for"),
            Problem::DayMissing => f.write_str("a day is missing"),
            Problem::NoDate => write!(f, "{given:?} is no date; write 2021, 2021-07 or 2021-07-26"),
            Problem::UnknownField => write!(f, "unknown field {given:?}; known are {known}"),
            Problem::UnknownValue => write!(f, "unknown value {given:?}; known are {known}"),
        }
    }
}

impl std::error::Error for QueryError {}
