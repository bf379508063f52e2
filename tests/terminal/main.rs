//! The terminal's life: what the program writes when it enters and leaves, and that it leaves on every way out.
//!
//! The real program runs in a pseudo-terminal. What is waited for is output or the program's end, never a span
//! of time: a watchdog ends a program that hangs, and the test then fails on what it had read.

#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

mod long;
mod odd;
mod pty;
mod vanish;

use portable_pty::native_pty_system;
use pty::{Terminal, size};
use rustix::process::{Signal, WaitOptions, waitpid};

/// What is written first under `--bidi explicit`: alternate screen, the bidi modes, and only then the clear, as
/// VTE stamps a row with the modes when it is erased; hidden cursor, bracketed paste, mouse.
const ENTER: &str = "\x1b[?1049h\x1b[8l\x1b[1 k\x1b[?2500l\x1b[?2501l\x1b[?1243l\x1b[2J\x1b[?25l\x1b[?2004h\
                     \x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// What is written last: the same backwards, the bidi modes before the screen, as VTE has them once for both.
const LEAVE: &str = "\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\
                     \x1b[?1243h\x1b[0 k\x1b[8h\x1b[?1049l\x1b[?25h";
/// Something that stands on the first screen.
const TITLE: &str = "Articles";

#[test]
fn modes_are_entered_and_left_byte_by_byte() {
    let mut terminal = Terminal::reading();
    terminal.type_keys("q");
    assert_eq!(terminal.wait_for_end(), 0);
    let output = &terminal.output;
    assert!(output.starts_with(ENTER), "{:?}", output.get(..200));
    assert!(output.ends_with(LEAVE), "{:?}", &output[output.floor_char_boundary(output.len() - 200)..]);
    assert_eq!((output.matches(ENTER).count(), output.matches(LEAVE).count()), (1, 1));
}

#[test]
fn a_terminal_that_is_not_asked_keeps_its_bidi_modes() {
    let mut terminal = Terminal::start(size(30, 120), &["--bidi", "visual"]);
    terminal.wait_for(TITLE);
    terminal.type_keys("q");
    assert_eq!(terminal.wait_for_end(), 0);
    for mode in ["\x1b[8l", "\x1b[8h", "\x1b[1 k", "\x1b[0 k", "\x1b[?2500", "\x1b[?2501", "\x1b[?1243"] {
        assert!(!terminal.output.contains(mode), "{mode:?}");
    }
}

#[test]
fn a_terminal_is_asked_what_it_is_and_may_stay_silent() {
    let mut terminal = Terminal::start(size(30, 120), &[]);
    terminal.wait_for(TITLE);
    assert!(terminal.output.starts_with("\x1b[>q\x1b[8$p\x1b[c\x1b[?1049h"));
    terminal.type_keys("q");
    assert_eq!(terminal.wait_for_end(), 0);
}

/// Over a slow line the answer comes when keys are read: its letters would change language and theme.
#[test]
fn an_answer_that_comes_late_is_no_typing() {
    let mut terminal = Terminal::start(size(30, 120), &[]);
    terminal.wait_for(TITLE);
    terminal.type_keys("\x1bP>|kitty(0.26.5)\x1b\\\x1b[8;0$y\x1b[?62;c?");
    terminal.wait_for("Finding and narrowing");
    assert!(!terminal.output.contains("Theme: "));
    terminal.type_keys("qq");
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn signals_end_the_program_with_their_code_and_leave_the_terminal() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let mut terminal = Terminal::reading();
        let during = terminal.master.get_termios().unwrap();
        terminal.signal(signal);
        assert_eq!(terminal.wait_for_end(), code);
        assert!(terminal.output.ends_with(LEAVE), "{signal:?}");
        // The line discipline too: echo and whole lines are back.
        assert!(terminal.master.get_termios().unwrap() != during, "{signal:?}");
    }
}

#[test]
fn the_line_discipline_is_as_it_was() {
    let pair = native_pty_system().openpty(size(30, 120)).unwrap();
    let before = pair.master.get_termios().unwrap();
    drop(pair);
    let mut terminal = Terminal::reading();
    assert!(terminal.master.get_termios().unwrap() != before);
    terminal.type_keys("q");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(terminal.master.get_termios().unwrap() == before);
}

#[test]
fn stopped_by_a_key_and_brought_back() {
    stop_and_bring_back(|terminal| terminal.type_keys("\x1a"));
}

#[test]
fn stopped_by_a_signal_and_brought_back() {
    stop_and_bring_back(|terminal| terminal.signal(Signal::TSTP));
}

fn stop_and_bring_back(stop: impl FnOnce(&mut Terminal)) {
    let mut terminal = Terminal::reading();
    let during = terminal.master.get_termios().unwrap();
    stop(&mut terminal);
    terminal.wait_for(LEAVE);
    let (_, status) = waitpid(Some(terminal.pid()), WaitOptions::UNTRACED).unwrap().unwrap();
    assert!(status.stopped());
    assert!(terminal.master.get_termios().unwrap() != during);
    terminal.signal(Signal::CONT);
    terminal.wait_for(ENTER);
    // All is drawn anew.
    terminal.wait_for(TITLE);
    assert!(terminal.master.get_termios().unwrap() == during);
    terminal.type_keys("q");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(terminal.output.ends_with(LEAVE));
}

#[test]
fn no_size_is_too_small_or_too_large() {
    for (rows, columns) in [(0, 0), (1, 1), (1, 200), (60, 1), (2, 3), (500, 500), (500, 1), (1, 500)] {
        let mut terminal = Terminal::reading();
        terminal.master.resize(size(rows, columns)).unwrap();
        // Another size than the first, so that all is drawn anew even if the system told only of the last one.
        terminal.type_keys("j");
        terminal.master.resize(size(31, 121)).unwrap();
        terminal.wait_for(TITLE);
        terminal.type_keys("q");
        assert_eq!(terminal.wait_for_end(), 0, "{rows} rows, {columns} columns");
    }
}

#[test]
fn a_terminal_may_begin_without_a_size() {
    for (rows, columns) in [(0, 0), (1, 1), (500, 500)] {
        let mut terminal = Terminal::start(size(rows, columns), &["--bidi", "explicit"]);
        terminal.wait_for(ENTER);
        terminal.master.resize(size(30, 120)).unwrap();
        terminal.wait_for(TITLE);
        terminal.type_keys("q");
        assert_eq!(terminal.wait_for_end(), 0, "{rows} rows, {columns} columns");
    }
}

/// What an article's file gives as its address is a link on the outlet's name, in ASCII, opened and closed each time.
#[test]
fn an_address_is_a_link_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let text =
        "قال المتحدث إن القوات ستنسحب من قاعدة عين الأسد نهاية العام الجاري. وأضاف أن الاتفاق سيوقع قريباً.";
    let article = |address: &str| {
        let article =
            serde_json::json!({"title": "انسحاب القوات", "text": text, "source": "رويترز", "url": address});
        std::fs::write(folder.path().join("a.json"), article.to_string()).unwrap();
    };
    let opened = |address: &str| {
        article(address);
        let mut terminal =
            Terminal::start(size(30, 120), &["--bidi", "explicit", folder.path().to_str().unwrap()]);
        terminal.wait_for(TITLE);
        // Below the text, in the frame that has the outlet above it.
        terminal.wait_for("facility");
        terminal.type_keys("q");
        assert_eq!(terminal.wait_for_end(), 0);
        terminal.output
    };
    let output = opened("https://example.org/أخبار-العراق?a=1");
    let sent = "https://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1-%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82?a=1";
    let mut parts = output.split("\x1b]8;;");
    assert!(parts.next().is_some());
    let parts: Vec<&str> = parts.collect();
    assert!(!parts.is_empty() && parts.len().is_multiple_of(2), "{parts:?}");
    for pair in parts.chunks(2) {
        let inside = pair[0].strip_prefix(sent).and_then(|rest| rest.strip_prefix("\x1b\\")).unwrap();
        // The outlet's name is short, and nothing else is behind the address.
        assert!(inside.chars().filter(|c| rasid::tui::paint::is_rtl_letter(*c)).count() <= 6, "{inside:?}");
        assert!(pair[1].starts_with("\x1b\\"));
    }
    for hostile in
        ["javascript:alert(1)", "https://e.org/\u{1b}\\x", "https://e.org/\u{9c}\u{7}", "file:///etc/passwd"]
    {
        assert!(!opened(hostile).contains("\x1b]8;;"), "{hostile:?}");
    }
}
