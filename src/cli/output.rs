//! Standard output: plain for pipes, laid out for terminals.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use serde::Serialize;

/// Standard output.
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    /// The columns, if it is a terminal.
    terminal: Option<u16>,
}

impl Output {
    pub fn new() -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal().then(columns);
        Self { out: BufWriter::new(stdout.lock()), terminal }
    }

    /// The columns of the terminal; `None` for a pipe or file.
    pub const fn terminal(&self) -> Option<u16> {
        self.terminal
    }

    /// One JSON value, a list with one element a line.
    pub fn json<T: Serialize>(&mut self, rows: &[T]) -> anyhow::Result<()> {
        self.out.write_all(b"[")?;
        for (n, row) in rows.iter().enumerate() {
            self.out.write_all(if n == 0 { b"\n  " } else { b",\n  " })?;
            serde_json::to_writer(&mut self.out, row)?;
        }
        self.out.write_all(if rows.is_empty() { b"]\n" } else { b"\n]\n" })?;
        Ok(self.out.flush()?)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn columns() -> u16 {
    crossterm::terminal::size().map_or(80, |(columns, _)| columns).clamp(20, 400)
}
