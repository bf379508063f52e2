//! Keys through a real pseudo-terminal, with the keyboard in Latin and in Arabic.

#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The program in a terminal of its own.
struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    _home: tempfile::TempDir,
}

impl Terminal {
    fn start() -> Self {
        let size = PtySize { rows: 30, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let home = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rasid"));
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.env("HOME", home.path());
        command.env("XDG_DATA_HOME", home.path());
        command.env("XDG_STATE_HOME", home.path());
        command.env("XDG_CONFIG_HOME", home.path());
        command.env_remove("NO_COLOR");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let input = pair.master.take_writer().unwrap();
        let [rows, columns] = [size.rows, size.cols].map(|n| std::num::NonZero::new(n).unwrap());
        let parser = vt100::Parser::new(rows, columns, 0);
        let mut terminal = Self { parser, output, input, child, _master: pair.master, _home: home };
        terminal.wait_for("Articles");
        terminal
    }

    fn type_keys(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    /// Waits until a text is on the screen.
    fn wait_for(&mut self, text: &str) {
        self.wait(text, |contents| contents.contains(text));
    }

    /// Waits until a text has gone from the screen.
    fn wait_until_gone(&mut self, text: &str) {
        self.wait(text, |contents| !contents.contains(text));
    }

    fn wait(&mut self, what: &str, done: impl Fn(&str) -> bool) {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            while let Ok(bytes) = self.output.try_recv() {
                self.parser.process(&bytes);
            }
            let contents = self.parser.screen().contents();
            if done(&contents) {
                return;
            }
            assert!(Instant::now() < until, "{what}\n{contents}");
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.parser.process(&bytes);
            }
        }
    }

    fn wait_for_end(&mut self) -> u32 {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < until, "the program does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// The same way through the program with either keyboard: help, back, the next theme, the whole pane, out.
fn walk(help: &str, theme: &str, maximise: &str, quit: &str) {
    let mut terminal = Terminal::start();
    terminal.type_keys(help);
    terminal.wait_for("Finding and narrowing");
    terminal.type_keys("\u{1b}");
    terminal.wait_until_gone("Finding and narrowing");
    terminal.type_keys(theme);
    terminal.wait_for("Theme: light");
    terminal.type_keys(maximise);
    terminal.wait_until_gone("in this article");
    terminal.type_keys(quit);
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn the_keyboard_in_latin() {
    walk("?", "t", "o", "q");
}

#[test]
fn the_keyboard_in_arabic() {
    walk("؟", "ف", "خ", "ض");
}

/// The key of `b` sends lam and alef together; lam and alef typed one after another are the keys of g and h.
#[test]
fn two_characters_of_one_key_are_one_key() {
    let mut terminal = Terminal::start();
    // A text field takes Arabic as it is typed, and shows it joined: لا is one cell there.
    terminal.type_keys("ظ");
    terminal.wait_for("Search:");
    terminal.type_keys("العراق");
    terminal.wait_for("\u{FED5}\u{FE8D}\u{FEAE}\u{FECC}\u{FEDF}\u{FE8D}");
    terminal.type_keys("\u{1b}");
    terminal.wait_until_gone("Search:");
    // Nothing is bound to `b`: after the pair the next key still means what it means.
    terminal.type_keys("لا");
    terminal.type_keys("؟");
    terminal.wait_for("Finding and narrowing");
    terminal.type_keys("\u{1b}");
    terminal.wait_until_gone("Finding and narrowing");
    terminal.type_keys("ض");
    assert_eq!(terminal.wait_for_end(), 0);
}
