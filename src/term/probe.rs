//! Asking the terminal what it is.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};

use super::modes;

/// XTVERSION, DECRQM for BDSM, and DA1, which every terminal answers: when its answer is here, no other will
/// come.
const QUESTIONS: &[u8] = b"\x1b[>q\x1b[8$p\x1b[c";
/// How long to wait for a terminal that answers nothing.
const PATIENCE: Duration = Duration::from_millis(300);
/// No honest answer is longer.
const MOST_BYTES: usize = 4096;

/// What the terminal said of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Name and version (XTVERSION), cleaned.
    pub version: Option<String>,
    /// The state of BDSM: 0 not known, 1 set (it reorders), 2 reset, 3 always set, 4 always reset.
    pub bdsm: Option<u8>,
    /// The parameters of its primary device attributes (DA1).
    pub attributes: Option<String>,
}

/// Asks. The terminal must be in raw mode, and nobody else may read from it meanwhile.
pub fn ask() -> Answers {
    let Some(answers) = talk() else { return Answers::default() };
    parse(&answers)
}

/// The controlling terminal for reading: standard input, or `/dev/tty` if that is none.
enum Tty {
    Stdin(BorrowedFd<'static>),
    Opened(OwnedFd),
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin(fd) => *fd,
            Self::Opened(fd) => fd.as_fd(),
        }
    }
}

/// The controlling terminal, if there is one.
fn open() -> Option<Tty> {
    let stdin = rustix::stdio::stdin();
    if rustix::termios::isatty(stdin) {
        return Some(Tty::Stdin(stdin));
    }
    rustix::fs::open("/dev/tty", OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).ok().map(Tty::Opened)
}

/// Whether there is a terminal to read keys from.
pub fn has_keyboard() -> bool {
    open().is_some()
}

fn talk() -> Option<Vec<u8>> {
    let tty = open()?;
    modes::write_all(QUESTIONS).ok()?;
    let until = Instant::now() + PATIENCE;
    let mut read = Vec::new();
    while read.len() < MOST_BYTES && device_attributes(&read).is_none() {
        let left = until.saturating_duration_since(Instant::now());
        let timeout = Timespec { tv_sec: 0, tv_nsec: left.subsec_nanos().into() };
        match poll(&mut [PollFd::new(&tty, PollFlags::IN)], Some(&timeout)) {
            Ok(0) => break,
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => break,
        }
        let mut bytes = [0; 256];
        match rustix::io::read(&tty, &mut bytes) {
            Ok(0) | Err(_) => break,
            Ok(n) => read.extend_from_slice(bytes.get(..n).unwrap_or_default()),
        }
    }
    Some(read)
}

fn parse(read: &[u8]) -> Answers {
    Answers { version: version(read), bdsm: bdsm(read), attributes: device_attributes(read) }
}

/// What stands between `start` and `end`.
fn between<'a>(read: &'a [u8], start: &[u8], end: &[u8]) -> Option<&'a [u8]> {
    let at = read.windows(start.len()).position(|w| w == start)? + start.len();
    let rest = read.get(at..)?;
    let length = rest.windows(end.len()).position(|w| w == end)?;
    rest.get(..length)
}

fn version(read: &[u8]) -> Option<String> {
    let text = between(read, b"\x1bP>|", b"\x1b\\")?;
    // It goes into reports: nothing but plain characters.
    Some(
        text.iter()
            .filter(|b| b.is_ascii_graphic() || **b == b' ')
            .take(80)
            .map(|b| char::from(*b))
            .collect(),
    )
}

fn bdsm(read: &[u8]) -> Option<u8> {
    let state = between(read, b"\x1b[8;", b"$y")?;
    std::str::from_utf8(state).ok()?.parse().ok()
}

fn device_attributes(read: &[u8]) -> Option<String> {
    let list = between(read, b"\x1b[?", b"c")?;
    let plain = list.iter().all(|b| b.is_ascii_digit() || *b == b';');
    plain.then(|| list.iter().map(|b| char::from(*b)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn answers_are_taken_apart() {
        let read = b"\x1bP>|VTE(7006)\x1b\\\x1b[8;1$y\x1b[?65;1;9c";
        assert_eq!(
            parse(read),
            Answers {
                version: Some("VTE(7006)".to_owned()),
                bdsm: Some(1),
                attributes: Some("65;1;9".to_owned())
            }
        );
        assert_eq!(parse(b"\x1b[?1;2c").attributes.as_deref(), Some("1;2"));
        assert_eq!(parse(b"jjk"), Answers::default());
    }

    proptest! {
        #[test]
        fn no_answer_is_dangerous(read in prop::collection::vec(any::<u8>(), 0..64)) {
            let mut framed = b"\x1bP>|".to_vec();
            framed.extend(read);
            framed.extend(b"\x1b\\");
            if let Some(version) = parse(&framed).version {
                prop_assert!(version.bytes().all(|b| (0x20..0x7f).contains(&b)));
            }
        }
    }
}
