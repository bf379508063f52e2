//! `rasid --plain`: the views of the screen as plain lines, one after another.
//!
//! For screen readers and for terminals that know no escape sequences. Lines are logical text without any
//! escape: who reads them aloud needs the order in which they are written. Where standard input is a terminal
//! commands are asked for; else all views are written once.

mod command;
mod views;

use std::io::{self, BufRead, IsTerminal, Read, Write};

use super::failure::{Complete, Done};
use super::output::Output;
use crate::library::{Filter, Library};
use crate::text::Clean;
use crate::tui::strings::{Language, Strings};
use command::Command;

/// How many lines of a list are written at once.
const PAGE: usize = 20;

/// The same where nobody can ask for more.
const PAGE_OF_ALL: usize = 1_000;

/// A line of more bytes is no command.
const MOST_TYPED: u64 = 1 << 16;

/// What is looked at.
struct Plain<'a> {
    library: &'a Library,
    strings: Strings,
    language: Language,
    /// The names of commands in both languages.
    both: [Strings; 2],
    filter: Filter,
    /// The list that was written last, and how many of its lines.
    list: (List, usize),
    /// How many lines of a list are written at once.
    page: usize,
}

/// A list that can be gone on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Articles,
    Names,
    Timeline,
}

/// Whether the screen cannot be shown and the plain lines take its place.
pub(super) fn is_needed() -> bool {
    !io::stdout().is_terminal() || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Writes the views of a library. `language`: that of the interface. `asked_for`: the reader wants the plain lines,
/// so that commands may come through a pipe; else these only take the place of the screen, and what comes through
/// a pipe is not touched.
pub(super) fn run(library: &Library, complete: Complete, language: Language, asked_for: bool) -> Done {
    let read = |language| Strings::built_in(language).map_err(anyhow::Error::from);
    let mut plain = Plain {
        library,
        strings: read(language)?,
        language,
        both: [read(Language::Arabic)?, read(Language::English)?],
        filter: Filter::default(),
        list: (List::Articles, 0),
        page: PAGE,
    };
    let mut out = Output::new();
    let stdin = io::stdin();
    let typed = stdin.is_terminal() && io::stdout().is_terminal();
    let piped = asked_for && !stdin.is_terminal() && has_commands(&stdin)?;
    if !typed && !piped {
        plain.page = PAGE_OF_ALL;
        plain.all(&mut out)?;
        out.flush()?;
        return Ok(complete);
    }
    plain.articles(&mut out, 0)?;
    line(&mut out, &plain.strings.plain.welcome)?;
    loop {
        write!(out, "> ")?;
        out.flush()?;
        // Bytes that are no text are no command; they do not end the program either.
        let mut typed = Vec::new();
        if stdin.lock().take(MOST_TYPED).read_until(b'\n', &mut typed)? == 0 {
            writeln!(out)?;
            break;
        }
        let command =
            command::parse(&String::from_utf8_lossy(&typed), &plain.both.each_ref().map(|s| &s.plain));
        if command == Command::Quit {
            break;
        }
        plain.act(&mut out, command)?;
    }
    out.flush()?;
    Ok(complete)
}

/// Whether something other than the end comes from standard input.
fn has_commands(stdin: &io::Stdin) -> io::Result<bool> {
    Ok(!stdin.lock().fill_buf()?.is_empty())
}

/// Writes one line, without anything that a terminal would take for a command.
fn line(out: &mut Output, text: &str) -> io::Result<()> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "{}", Clean::new(&text))
}
