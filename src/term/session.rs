//! From entering the terminal to leaving it.

use std::fmt;
use std::io::{self, IsTerminal};
use std::marker::PhantomData;

use ratatui::Terminal;

use super::{Encoding, Screen, modes, panic};

/// How a session is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// Whether the mouse is reported. The terminal's own selection with the mouse is off then.
    pub mouse: bool,
    /// How rows are encoded.
    pub encoding: Encoding,
}

/// Why no session can be entered.
#[derive(Debug)]
pub enum Refused {
    /// Standard output is no terminal.
    NotATerminal,
    /// `TERM` says that the terminal knows no escape sequences.
    Dumb,
    /// The terminal could not be set up.
    Io(io::Error),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const INSTEAD: &str = "The subcommands need none: rasid list, rasid show, rasid entities, \
                               rasid timeline, rasid search, rasid export (see rasid --help)";
        match self {
            Self::NotATerminal => write!(f, "standard output is not a terminal. {INSTEAD}"),
            Self::Dumb => write!(f, "the terminal cannot show a screen (TERM=dumb). {INSTEAD}"),
            Self::Io(e) => write!(f, "the terminal could not be set up: {e}"),
        }
    }
}

impl std::error::Error for Refused {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(e) => Some(e),
            _ => None,
        }
    }
}

impl From<io::Error> for Refused {
    fn from(e: io::Error) -> Self {
        Self::Io(e)
    }
}

/// The terminal, entered: raw input, alternate screen, bidi modes, bracketed paste, hidden cursor. Dropping it
/// leaves the terminal as it was; so do a panic, a signal and the terminal's end while it lives.
#[derive(Debug)]
pub struct Session {
    settings: Settings,
    /// One at a time, on the thread that made it.
    _not_send: PhantomData<*const ()>,
}

impl Session {
    /// Enters the terminal.
    ///
    /// # Errors
    /// If standard output is no terminal, or one without escape sequences, or cannot be set up.
    pub fn enter(settings: Settings) -> Result<Self, Refused> {
        if !io::stdout().is_terminal() {
            return Err(Refused::NotATerminal);
        }
        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(Refused::Dumb);
        }
        panic::install();
        // With NO_COLOR set, crossterm writes a full reset in place of each colour, which takes bold and
        // reverse away too. Whether colours are used is the theme's decision.
        crossterm::style::force_color_output(true);
        if let Err(e) = modes::enter(settings.mouse) {
            modes::leave();
            return Err(e.into());
        }
        Ok(Self { settings, _not_send: PhantomData })
    }

    /// The screen to draw on.
    ///
    /// # Errors
    /// If the terminal does not tell its size.
    pub fn terminal(&self) -> io::Result<Terminal<Screen>> {
        Terminal::new(Screen::new(self.settings.encoding))
    }

    /// Leaves the terminal, stops the program, and enters again when it goes on. After it all is to be drawn
    /// anew (`terminal.clear()`).
    ///
    /// # Errors
    /// If the terminal cannot be set up again.
    pub fn suspend(&self) -> io::Result<()> {
        modes::leave();
        // SIGSTOP, as SIGTSTP is caught.
        let stopped = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
        modes::enter(self.settings.mouse)?;
        stopped.map_err(Into::into)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        modes::leave();
    }
}
