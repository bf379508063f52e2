//! The terminal's life: what the program writes when it enters and leaves, and that it leaves on every way out.
//!
//! The real program runs in a pseudo-terminal. What is waited for is output or the program's end, never a span
//! of time: a watchdog ends a program that hangs, and the test then fails on what it had read.

#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

/// What is written first under `--bidi explicit`: alternate screen, the bidi modes, and only then the clear, as
/// VTE stamps a row with the modes when it is erased; hidden cursor, bracketed paste, mouse.
const ENTER: &str = "\x1b[?1049h\x1b[8l\x1b[1 k\x1b[?2500l\x1b[?2501l\x1b[?1243l\x1b[2J\x1b[?25l\x1b[?2004h\
                     \x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// What is written last: the same backwards, the bidi modes before the screen, as VTE has them once for both.
const LEAVE: &str = "\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\
                     \x1b[?1243h\x1b[0 k\x1b[8h\x1b[?1049l\x1b[?25h";
/// Something that stands on the first screen.
const TITLE: &str = "Articles";

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The program in a terminal of its own.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    reader: Box<dyn Read + Send>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// All that was written.
    output: String,
    /// How much of it was waited for.
    seen: usize,
    _alive: Sender<()>,
    _home: tempfile::TempDir,
}

impl Terminal {
    fn start(size: PtySize, arguments: &[&str]) -> Self {
        let pair = native_pty_system().openpty(size).unwrap();
        let home = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rasid"));
        command.args(arguments);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8"), ("PATH", "/usr/bin:/bin")] {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        command.env("XDG_DATA_HOME", home.path());
        command.env("XDG_STATE_HOME", home.path());
        let child = pair.slave.spawn_command(command).unwrap();
        let (alive, gone) = channel::<()>();
        let mut killer = child.clone_killer();
        std::thread::spawn(move || {
            if gone.recv_timeout(Duration::from_secs(60)) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                let _ = killer.kill();
            }
        });
        Self {
            reader: pair.master.try_clone_reader().unwrap(),
            input: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            output: String::new(),
            seen: 0,
            _alive: alive,
            _home: home,
        }
    }

    /// The program with its first screen drawn.
    fn reading() -> Self {
        let mut terminal = Self::start(size(30, 120), &["--bidi", "explicit"]);
        terminal.wait_for(TITLE);
        terminal
    }

    /// Reads some more; whether there was any.
    fn read(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match self.reader.read(&mut bytes) {
            // On Linux the end of the other side is an error (EIO).
            Ok(0) | Err(_) => false,
            Ok(n) => {
                // A letter cut in two does not matter to what is looked for.
                self.output.push_str(&String::from_utf8_lossy(&bytes[..n]));
                true
            }
        }
    }

    /// Reads until a text comes that was not waited for yet.
    fn wait_for(&mut self, text: &str) {
        while !self.output[self.seen..].contains(text) {
            assert!(self.read(), "{text:?} never came: {:?}", &self.output[self.seen..]);
        }
        self.seen += self.output[self.seen..].find(text).unwrap() + text.len();
    }

    /// Reads to the end, and gives the exit code.
    fn wait_for_end(&mut self) -> u32 {
        while self.read() {}
        self.child.wait().unwrap().exit_code()
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    fn type_keys(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }
}

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
fn stopped_and_brought_back() {
    let mut terminal = Terminal::reading();
    let during = terminal.master.get_termios().unwrap();
    terminal.type_keys("\x1a");
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
fn the_program_ends_when_its_terminal_vanishes() {
    let mut terminal = Terminal::reading();
    // A whole frame that answers a key: nothing is being drawn when the terminal goes.
    terminal.type_keys("?");
    terminal.wait_for("Moving");
    terminal.wait_for("\x1b[?2026l");
    let Terminal { master, reader, input, mut child, _alive, _home, .. } = terminal;
    let start = Instant::now();
    drop((master, reader, input));
    let status = child.wait().unwrap();
    // Not by the watchdog, which kills.
    assert_eq!(status.exit_code(), 129);
    // A second on an idle machine; tests run on busy ones.
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn no_size_is_too_small() {
    for (rows, columns) in [(0, 0), (1, 1), (1, 200), (60, 1), (2, 3)] {
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
    for (rows, columns) in [(0, 0), (1, 1)] {
        let mut terminal = Terminal::start(size(rows, columns), &["--bidi", "explicit"]);
        terminal.wait_for(ENTER);
        terminal.master.resize(size(30, 120)).unwrap();
        terminal.wait_for(TITLE);
        terminal.type_keys("q");
        assert_eq!(terminal.wait_for_end(), 0, "{rows} rows, {columns} columns");
    }
}
