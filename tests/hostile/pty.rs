//! The real program in a terminal of its own.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// What ends a frame.
pub const FRAME_END: &[u8] = b"\x1b[?2026l";

/// A terminal with a program in it. A watchdog ends a program that hangs, and what was waited for never comes.
pub struct Terminal {
    pub output: Vec<u8>,
    screen: vt100::Parser,
    seen: usize,
    reader: Box<dyn Read + Send>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    _alive: Sender<()>,
}

impl Terminal {
    /// Starts `program` with its home in `home`, and at most `seconds` to live.
    pub fn start(program: &str, arguments: &[&str], home: &Path, seconds: u64) -> Self {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8"), ("PATH", "/usr/bin:/bin")] {
            command.env(name, value);
        }
        command.env("HOME", home);
        command.cwd(home);
        let child = pair.slave.spawn_command(command).unwrap();
        let (alive, gone) = channel::<()>();
        let mut killer = child.clone_killer();
        std::thread::spawn(move || {
            let late = std::sync::mpsc::RecvTimeoutError::Timeout;
            if gone.recv_timeout(Duration::from_secs(seconds)) == Err(late) {
                let _ = killer.kill();
            }
        });
        let cells = |n| std::num::NonZero::new(n).unwrap();
        Self {
            output: Vec::new(),
            screen: vt100::Parser::new(cells(size.rows), cells(size.cols), 0),
            seen: 0,
            reader: pair.master.try_clone_reader().unwrap(),
            input: pair.master.take_writer().unwrap(),
            child,
            _master: pair.master,
            _alive: alive,
        }
    }

    fn read(&mut self) -> bool {
        let mut bytes = [0; 65536];
        // On Linux the end of the other side is an error (EIO).
        let Ok(read) = self.reader.read(&mut bytes) else { return false };
        self.output.extend_from_slice(&bytes[..read]);
        self.screen.process(&bytes[..read]);
        read > 0
    }

    /// Reads until bytes come that were not waited for yet; whether they came before the program's end.
    pub fn comes(&mut self, bytes: &[u8]) -> bool {
        loop {
            let fresh = &self.output[self.seen..];
            if let Some(at) = fresh.windows(bytes.len()).position(|window| window == bytes) {
                self.seen += at + bytes.len();
                return true;
            }
            if !self.read() {
                return false;
            }
        }
    }

    /// Reads until the screen shows a text.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        while !self.screen().contains(text) {
            assert!(self.read(), "{text:?} never came: {}", self.screen());
        }
    }

    /// Types keys, and waits for the frame that answers them.
    #[track_caller]
    pub fn press(&mut self, keys: &str) {
        self.seen = self.output.len();
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
        assert!(self.comes(FRAME_END), "no frame after {keys:?}: {}", self.screen());
    }

    /// Types keys that end the program, and gives its exit code.
    pub fn end(&mut self, keys: &str) -> u32 {
        // The program may be gone already; then its code tells.
        let _ = self.input.write_all(keys.as_bytes()).and_then(|()| self.input.flush());
        while self.read() {}
        self.child.wait().unwrap().exit_code()
    }

    /// What the terminal shows.
    pub fn screen(&self) -> String {
        self.screen.screen().contents()
    }
}
