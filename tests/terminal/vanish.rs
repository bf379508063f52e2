//! The terminal that goes away, or no longer takes anything.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::ENTER;
use crate::pty::{Terminal, size};

/// A second on an idle machine; tests run on busy ones.
const SOON: Duration = Duration::from_secs(10);

#[test]
fn the_program_ends_when_its_terminal_vanishes() {
    let mut terminal = Terminal::reading();
    // A whole frame that answers a key: nothing is being drawn when the terminal goes.
    terminal.type_keys("?");
    terminal.wait_for("Finding and narrowing");
    terminal.wait_for("\x1b[?2026l");
    let start = Instant::now();
    // Not by the watchdog, which kills.
    assert_eq!(terminal.vanish(), 129);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

/// The program in the middle of a frame that is larger than what the system keeps for a terminal that nobody
/// reads.
fn drawing() -> Terminal {
    let mut terminal = Terminal::start(size(300, 400), &["--bidi", "explicit"]);
    terminal.wait_for(ENTER);
    terminal.wait_for("\x1b[?2026h");
    terminal
}

#[test]
fn the_terminal_may_vanish_in_the_middle_of_a_frame() {
    let start = Instant::now();
    assert_eq!(drawing().vanish(), 129);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn a_terminal_that_takes_nothing_does_not_keep_the_program_from_ending() {
    let terminal = drawing();
    let start = Instant::now();
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.wait_unread(), 143);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}
