//! The modes of the terminal and the order in which they are entered and left.

use std::io;
use std::sync::Mutex;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// The alternate screen.
const SCREEN: (&str, &str) = ("\x1b[?1049h", "\x1b[?1049l\x1b[?25h");
/// The bidi modes of the terminals that have such: BDSM explicit, character path from left to right, boxes not
/// mirrored, no autodetection, arrow keys not swapped. They are global in VTE, not per screen: they go back
/// before the screen does.
const BIDI: (&str, &str) = ("\x1b[8l\x1b[1 k\x1b[?2500l\x1b[?2501l\x1b[?1243l", "\x1b[?1243h\x1b[0 k\x1b[8h");
/// mlterm's own request, which it takes in place of BDSM.
const MLTERM: (&str, &str) = ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07");
/// The clear comes after the bidi modes, as VTE stamps them on a row when the row is made or erased; then a
/// hidden cursor and bracketed paste. At the end: no frame half shown, no style left over.
const FRAME: (&str, &str) = ("\x1b[2J\x1b[?25l\x1b[?2004h", "\x1b[?2026l\x1b[m\x1b[?2004l");
/// Mouse buttons, drags and wheel, in SGR coordinates.
const MOUSE: (&str, &str) = ("\x1b[?1000h\x1b[?1002h\x1b[?1006h", "\x1b[?1006l\x1b[?1002l\x1b[?1000l");

/// Which modes are asked for beyond those that every screen needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Whether the mouse is reported.
    pub mouse: bool,
    /// Whether the terminal is asked not to reorder.
    pub bidi: bool,
    /// Whether the terminal is mlterm, which is asked in its own way.
    pub mlterm: bool,
}

/// What goes before and after lines of encoding V that are printed, not painted on a screen of the program's
/// own: VTE stamps the mode on each row as the row is made, so that the lines stay right after it went back.
pub const PRINTED_LINES: (&str, &str) = ("\x1b[8l", "\x1b[8h");

impl Wanted {
    fn entering(self) -> String {
        let part = |wanted, sequence| if wanted { sequence } else { "" };
        let (bidi, mlterm) = (part(self.bidi, BIDI.0), part(self.mlterm, MLTERM.0));
        [SCREEN.0, bidi, mlterm, FRAME.0, part(self.mouse, MOUSE.0)].concat()
    }

    fn leaving(self) -> String {
        let part = |wanted, sequence| if wanted { sequence } else { "" };
        let (bidi, mlterm) = (part(self.bidi, BIDI.1), part(self.mlterm, MLTERM.1));
        [FRAME.1, part(self.mouse, MOUSE.1), mlterm, bidi, SCREEN.1].concat()
    }
}

/// The modes that are entered. One terminal, one state: the panic hook and the signal thread must be able to
/// leave, whoever entered.
static ENTERED: Mutex<Option<Wanted>> = Mutex::new(None);

fn entered() -> std::sync::MutexGuard<'static, Option<Wanted>> {
    // A panic while the lock was held leaves a plain value behind: nothing to distrust.
    ENTERED.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Enters all modes, again if they are entered. In the background the first call stops the program until it
/// is brought to the front, so that nothing is written over the shell.
pub fn enter(wanted: Wanted) -> io::Result<()> {
    let mut entered = entered();
    if entered.is_some() {
        // Someone else may have changed the modes meanwhile: crossterm believes that they still hold.
        crossterm::terminal::disable_raw_mode()?;
    }
    crossterm::terminal::enable_raw_mode()?;
    *entered = Some(wanted);
    write_all(wanted.entering().as_bytes())
}

/// Does something while keys come raw, without the other modes.
pub fn while_raw<T>(work: impl FnOnce() -> T) -> io::Result<T> {
    crossterm::terminal::enable_raw_mode()?;
    let done = work();
    crossterm::terminal::disable_raw_mode()?;
    Ok(done)
}

/// Leaves all modes; gives those that were entered, or `None` if none were. Errors are kept quiet: there is no
/// one to tell when the terminal is gone.
pub fn leave() -> Option<Wanted> {
    let wanted = entered().take()?;
    // A terminal that takes nothing (stopped by Ctrl-S, or nobody reads it) must not keep the program from ending.
    if takes_bytes() {
        let _ = write_all(wanted.leaving().as_bytes());
    }
    let _ = crossterm::terminal::disable_raw_mode();
    Some(wanted)
}

/// The modes that are entered.
pub fn which_entered() -> Option<Wanted> {
    *entered()
}

/// Whether the terminal takes bytes now or soon.
fn takes_bytes() -> bool {
    let stdout = rustix::stdio::stdout();
    let soon = Timespec { tv_sec: 0, tv_nsec: 500_000_000 };
    !matches!(poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], Some(&soon)), Ok(0))
}

/// Writes to the terminal (standard output) without Rust's lock on it, which a panicking or stuck thread may
/// hold.
pub fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    let stdout = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(stdout, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], None)?;
            }
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Wanted = Wanted { mouse: true, bidi: true, mlterm: true };

    #[test]
    fn the_screen_is_cleared_after_the_bidi_modes() {
        let enter = ALL.entering();
        let clear = enter.find("\x1b[2J").unwrap();
        for mode in ["\x1b[?1049h", "\x1b[8l", "\x1b[1 k", "\x1b[?2500l", "\x1b[?2501l", "\x1b[?1243l"] {
            assert!(enter.find(mode).unwrap() < clear, "{mode:?}");
        }
    }

    #[test]
    fn what_is_entered_is_left() {
        let (enter, leave) = (ALL.entering(), ALL.leaving());
        for (on, off) in [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[8l", "\x1b[8h"),
            ("\x1b[1 k", "\x1b[0 k"),
            ("\x1b[?1243l", "\x1b[?1243h"),
            ("\x1b]5379;use_ctl=false", "\x1b]5379;use_ctl=true"),
            ("\x1b[?25l", "\x1b[?25h"),
            ("\x1b[?2004h", "\x1b[?2004l"),
            ("\x1b[?1000h", "\x1b[?1000l"),
            ("\x1b[?1002h", "\x1b[?1002l"),
            ("\x1b[?1006h", "\x1b[?1006l"),
        ] {
            assert!(enter.contains(on) && leave.contains(off), "{on:?}");
        }
        assert!(leave.find("\x1b[8h").unwrap() < leave.find("\x1b[?1049l").unwrap());
    }

    #[test]
    fn modes_that_were_not_asked_for_are_not_touched() {
        let plain = Wanted { mouse: false, bidi: false, mlterm: false };
        for bytes in [plain.entering(), plain.leaving()] {
            assert!(
                !bytes.contains("\x1b[8")
                    && !bytes.contains("1243")
                    && !bytes.contains("5379")
                    && !bytes.contains("100")
            );
        }
    }

    #[test]
    fn leaving_twice_is_no_harm() {
        assert_eq!(leave(), None);
        assert_eq!(which_entered(), None);
    }
}
