//! Standard output: plain for pipes, laid out for terminals.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use serde::Serialize;

use crate::term::PRINTED_LINES;
use crate::text::EscapedJson;

/// Standard output.
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    /// The columns, if it is a terminal.
    terminal: Option<u16>,
    /// Whether lines in visual order were announced to the terminal.
    visual: bool,
}

impl Output {
    pub fn new() -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal().then(columns);
        Self { out: BufWriter::new(stdout.lock()), terminal, visual: false }
    }

    /// The columns of the terminal; `None` for a pipe or file.
    pub const fn terminal(&self) -> Option<u16> {
        self.terminal
    }

    /// Writes a line in visual order, for a terminal that is asked not to reorder it.
    pub fn visual_line(&mut self, line: &str) -> io::Result<()> {
        if self.terminal.is_some() && !self.visual {
            self.visual = true;
            self.out.write_all(PRINTED_LINES.0.as_bytes())?;
        }
        writeln!(self.out, "{line}")
    }

    /// One JSON value, a list with one element a line.
    pub fn json<T: Serialize>(&mut self, rows: &[T]) -> anyhow::Result<()> {
        self.out.write_all(b"[")?;
        for (n, row) in rows.iter().enumerate() {
            self.out.write_all(if n == 0 { b"\n  " } else { b",\n  " })?;
            serde_json::to_writer(EscapedJson::new(&mut self.out), row)?;
        }
        self.out.write_all(if rows.is_empty() { b"]\n" } else { b"\n]\n" })?;
        Ok(self.out.flush()?)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if self.visual {
            // The terminal may be gone; then there is nothing to set back.
            let _ = self.out.write_all(PRINTED_LINES.1.as_bytes());
            let _ = self.out.flush();
        }
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
