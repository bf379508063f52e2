//! From entering the terminal to leaving it.

use std::fmt;
use std::io::{self, IsTerminal};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use ratatui::Terminal;

use super::detect::{Detection, Environment, Terminal as Kind, detect};
use super::modes::{self, Wanted};
use super::{Bidi, Mode, Screen, calibration, panic, probe};

/// How a session is to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Whether the mouse is reported. The terminal's own selection with the mouse is off then.
    pub mouse: bool,
    /// How rows are to be encoded; `auto` finds out.
    pub bidi: Bidi,
    /// The file of remembered terminals, asked under `auto`; see [`calibration`].
    pub remembered: Option<PathBuf>,
}

/// Why no session can be entered.
#[derive(Debug)]
pub enum Refused {
    /// Standard output is no terminal.
    NotATerminal,
    /// Standard input is no terminal, and the program has none else to read keys from.
    NoKeyboard,
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
            Self::NoKeyboard => write!(f, "there is no terminal to read keys from. {INSTEAD}"),
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

/// How a terminal is treated, and on what that rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What is done.
    pub mode: Mode,
    /// On what that rests.
    pub basis: Basis,
    /// What was found; `None` where the setting made it needless to ask.
    pub detection: Option<Detection>,
    /// What the terminal said of itself.
    pub answers: probe::Answers,
}

/// On what the treatment of a terminal rests, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The reader's setting.
    Set,
    /// The reader's own eyes, remembered.
    Remembered,
    /// The terminal's answers, the environment, or nothing.
    Found,
}

/// Finds out how the terminal is to be treated. It is asked only if standard output is one, and never while a
/// session is entered.
///
/// # Errors
/// If the terminal cannot be made to pass its answers on raw.
pub fn report(bidi: Bidi, remembered: Option<&Path>) -> io::Result<Report> {
    if let Bidi::Set(mode) = bidi {
        return Ok(Report { mode, basis: Basis::Set, detection: None, answers: probe::Answers::default() });
    }
    let answers =
        if io::stdout().is_terminal() { modes::while_raw(probe::ask)? } else { probe::Answers::default() };
    let detection = detect(&Environment::of_process(), &answers);
    let recalled = remembered.and_then(|path| calibration::recall(path, &detection.key()));
    let (mode, basis) = match recalled {
        Some(mode) => (mode, Basis::Remembered),
        None => (detection.mode, Basis::Found),
    };
    Ok(Report { mode, basis, detection: Some(detection), answers })
}

impl Report {
    /// Whether the terminal is mlterm, without a multiplexer that would swallow requests to it.
    fn is_plain_mlterm(&self) -> bool {
        match &self.detection {
            Some(found) => found.terminal == Kind::Mlterm && found.multiplexer.is_none(),
            None => {
                let environment = Environment::of_process();
                environment.get("MLTERM").is_some()
                    && environment.get("TMUX").is_none()
                    && environment.get("STY").is_none()
            }
        }
    }
}

impl Basis {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Remembered => "remembered",
            Self::Found => "found",
        }
    }
}

/// The terminal, entered: raw input, alternate screen, bidi modes, bracketed paste, hidden cursor. Dropping it
/// leaves the terminal as it was; so do a panic, a signal and the terminal's end while it lives.
#[derive(Debug)]
pub struct Session {
    wanted: Wanted,
    report: Report,
    /// One at a time, on the thread that made it.
    _not_send: PhantomData<*const ()>,
}

impl Session {
    /// Enters the terminal.
    ///
    /// # Errors
    /// If standard output is no terminal, or one without escape sequences, or cannot be set up; or if there is no
    /// terminal to read keys from.
    pub fn enter(settings: Settings) -> Result<Self, Refused> {
        if !io::stdout().is_terminal() {
            return Err(Refused::NotATerminal);
        }
        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(Refused::Dumb);
        }
        if !probe::has_keyboard() {
            return Err(Refused::NoKeyboard);
        }
        panic::install();
        // With NO_COLOR set, crossterm writes a full reset in place of each colour, which takes bold and
        // reverse away too. Whether colours are used is the theme's decision.
        crossterm::style::force_color_output(true);
        let report = report(settings.bidi, settings.remembered.as_deref())?;
        let bidi = report.mode.sets_modes();
        let wanted = Wanted { mouse: settings.mouse, bidi, mlterm: bidi && report.is_plain_mlterm() };
        if let Err(e) = modes::enter(wanted) {
            modes::leave();
            return Err(e.into());
        }
        Ok(Self { wanted, report, _not_send: PhantomData })
    }

    /// How the terminal is treated, and why.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The screen to draw on.
    ///
    /// # Errors
    /// If the terminal does not tell its size.
    pub fn terminal(&self) -> io::Result<Terminal<Screen>> {
        Terminal::new(Screen::new(self.report.mode.encoding()))
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
        modes::enter(self.wanted)?;
        stopped.map_err(Into::into)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        modes::leave();
    }
}
