//! The modes of the terminal and the order in which they are entered and left.

use std::io;
use std::sync::Mutex;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

/// What is sent to enter, in this order: the alternate screen; the bidi modes of the terminals that have such
/// (BDSM explicit, character path left to right, box mirroring off, autodetection off, arrow keys not
/// swapped); then the clear, as VTE stamps its modes on a row when the row is made or erased.
const ENTER: &str = "\x1b[?1049h\x1b[8l\x1b[1 k\x1b[?2500l\x1b[?2501l\x1b[?1243l\x1b[2J\x1b[?25l\x1b[?2004h";
/// Mouse buttons, drags and wheel, in SGR coordinates.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// What is sent to leave. The bidi modes are global in VTE, not per screen: they go back before the screen.
const LEAVE: &str = "\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\
                     \x1b[?1243h\x1b[0 k\x1b[8h\x1b[?1049l\x1b[?25h";

/// Whether the modes are entered, and with the mouse or without. One terminal, one state: the panic hook and
/// the signal thread must be able to leave, whoever entered.
static ENTERED: Mutex<Option<bool>> = Mutex::new(None);

fn entered() -> std::sync::MutexGuard<'static, Option<bool>> {
    // A panic while the lock was held leaves a plain value behind: nothing to distrust.
    ENTERED.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Enters all modes, again if they are entered. In the background the first call stops the program until it
/// is brought to the front, so that nothing is written over the shell.
pub fn enter(mouse: bool) -> io::Result<()> {
    let mut entered = entered();
    if entered.is_some() {
        // Someone else may have changed the modes meanwhile: crossterm believes that they still hold.
        crossterm::terminal::disable_raw_mode()?;
    }
    crossterm::terminal::enable_raw_mode()?;
    *entered = Some(mouse);
    write_all(ENTER.as_bytes())?;
    if mouse { write_all(MOUSE.as_bytes()) } else { Ok(()) }
}

/// Leaves all modes; does nothing if none is entered. Errors are kept quiet: there is no one to tell when the
/// terminal is gone.
pub fn leave() -> Option<bool> {
    let mouse = entered().take()?;
    let _ = write_all(LEAVE.as_bytes());
    let _ = crossterm::terminal::disable_raw_mode();
    Some(mouse)
}

/// Whether the modes are entered.
pub fn are_entered() -> bool {
    entered().is_some()
}

/// Whether they are entered, and with the mouse.
pub fn with_mouse() -> Option<bool> {
    *entered()
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

    #[test]
    fn the_screen_is_cleared_after_the_bidi_modes() {
        let clear = ENTER.find("\x1b[2J").unwrap();
        for mode in ["\x1b[?1049h", "\x1b[8l", "\x1b[1 k", "\x1b[?2500l", "\x1b[?2501l", "\x1b[?1243l"] {
            assert!(ENTER.find(mode).unwrap() < clear, "{mode:?}");
        }
    }

    #[test]
    fn what_is_entered_is_left() {
        for (on, off) in [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[8l", "\x1b[8h"),
            ("\x1b[1 k", "\x1b[0 k"),
            ("\x1b[?1243l", "\x1b[?1243h"),
            ("\x1b[?25l", "\x1b[?25h"),
            ("\x1b[?2004h", "\x1b[?2004l"),
        ] {
            assert!(ENTER.contains(on) && LEAVE.contains(off), "{on:?}");
        }
        for mode in ["1000", "1002", "1006"] {
            assert!(MOUSE.contains(&format!("\x1b[?{mode}h")) && LEAVE.contains(&format!("\x1b[?{mode}l")));
        }
        assert!(LEAVE.find("\x1b[8h").unwrap() < LEAVE.find("\x1b[?1049l").unwrap());
    }

    #[test]
    fn leaving_twice_is_no_harm() {
        assert_eq!(leave(), None);
        assert!(!are_entered());
    }
}
