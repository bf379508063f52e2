//! The real program in a pseudo-terminal.

use std::io::{Read, Write};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::TITLE;

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_rasid");

pub fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The program in a terminal of its own.
pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    reader: Box<dyn Read + Send>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// All that was written.
    pub output: String,
    /// How much of it was waited for.
    seen: usize,
    _alive: Sender<()>,
    _home: tempfile::TempDir,
}

impl Terminal {
    /// Starts the program with these arguments.
    pub fn start(size: PtySize, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8")] {
            command.env(name, value);
        }
        Self::run(size, command)
    }

    /// Runs any command, with a home folder of its own.
    pub fn run(size: PtySize, mut command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size).unwrap();
        let home = tempfile::tempdir().unwrap();
        for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(name, home.path());
        }
        command.env("PATH", "/usr/bin:/bin");
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
    pub fn reading() -> Self {
        let mut terminal = Self::start(size(30, 120), &["--bidi", "explicit"]);
        terminal.wait_for(TITLE);
        terminal
    }

    /// Reads some more; whether there was any.
    pub fn read(&mut self) -> bool {
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
    pub fn wait_for(&mut self, text: &str) {
        while !self.output[self.seen..].contains(text) {
            assert!(self.read(), "{text:?} never came: {:?}", &self.output[self.seen..]);
        }
        self.seen += self.output[self.seen..].find(text).unwrap() + text.len();
    }

    /// Reads to the end, and gives the exit code.
    pub fn wait_for_end(&mut self) -> u32 {
        while self.read() {}
        self.child.wait().unwrap().exit_code()
    }

    /// Takes the terminal away without a signal, and gives the program's exit code.
    pub fn vanish(self) -> u32 {
        let Self { master, reader, input, mut child, _alive, _home, .. } = self;
        drop((master, reader, input));
        child.wait().unwrap().exit_code()
    }

    /// Waits for the end without reading anything, and gives the exit code.
    pub fn wait_unread(mut self) -> u32 {
        self.child.wait().unwrap().exit_code()
    }

    pub fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    pub fn type_keys(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }
}
