//! How a subcommand ends.

use std::fmt::Display;
use std::process::ExitCode;

use crate::export::is_broken_pipe;
use crate::library;
use crate::text::Clean;

/// How a subcommand ends.
pub(super) type Done = Result<Complete, Failure>;

/// Whether all that was asked for could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(super) enum Complete {
    /// All of it.
    Yes,
    /// Something was left out; it was said on standard error.
    No,
}

impl Complete {
    pub fn code(self) -> ExitCode {
        ExitCode::from(u8::from(self == Self::No))
    }
}

/// Why a subcommand could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// It was used wrongly.
    Usage(String),
    /// Something went wrong on the way.
    Other(anyhow::Error),
}

impl Failure {
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// Says on standard error what went wrong, and gives the exit code. The reader of a pipe who goes away
    /// early has all that it wants: that is no error.
    pub fn report(self) -> ExitCode {
        match self {
            Self::Usage(message) => {
                warn(message);
                ExitCode::from(2)
            }
            Self::Other(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
            Self::Other(error) => {
                warn(format!("{error:#}"));
                ExitCode::FAILURE
            }
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(e: anyhow::Error) -> Self {
        Self::Other(e)
    }
}

impl From<std::io::Error> for Failure {
    fn from(e: std::io::Error) -> Self {
        Self::Other(e.into())
    }
}

impl From<library::Error> for Failure {
    fn from(e: library::Error) -> Self {
        match e {
            library::Error::Query(e) => Self::Usage(format!("{e}\n  {}\n  {}", e.query, pointer(&e))),
            e => Self::Other(e.into()),
        }
    }
}

/// A line of carets under the part of a query that is wrong.
fn pointer(e: &library::query::QueryError) -> String {
    let before = e.query.get(..e.at.start).unwrap_or_default().chars().count();
    let within = e.at.of(&e.query).chars().count().max(1);
    format!("{}{}", " ".repeat(before), "^".repeat(within))
}

/// Says something on standard error. The words may come from anywhere: each line is cleaned.
pub(super) fn warn(message: impl Display) {
    say_lines(&format!("rasid: {message}"));
}

/// Writes lines to standard error, each cleaned.
pub(super) fn say_lines(text: &str) {
    use std::io::Write;
    let mut stderr = std::io::stderr().lock();
    for line in text.lines() {
        // Nobody is left to be told if this fails.
        let _ = writeln!(stderr, "{}", Clean::new(line));
    }
}
