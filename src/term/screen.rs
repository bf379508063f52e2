//! The ratatui backend: finished cells to bytes.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::text::is_unsafe_to_show;

use super::{Encoding, modes};

/// Brackets that let the terminal show a frame at once (synchronized output); others ignore them.
const SYNC: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// Bytes on their way to the terminal: gathered until the frame is complete.
#[derive(Debug, Clone, Default)]
struct Pending(Arc<Mutex<Vec<u8>>>);

impl Pending {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where finished frames go. One write to the terminal for each frame, between the brackets of synchronized
/// output. The last gate for text: a character that must not reach a terminal is replaced here.
#[derive(Debug)]
pub struct Screen {
    inner: CrosstermBackend<Pending>,
    pending: Pending,
    /// Where the cursor was put last.
    cursor: Position,
}

impl Screen {
    /// A screen that sends rows in this encoding.
    pub fn new(_encoding: Encoding) -> Self {
        let pending = Pending::default();
        Self { inner: CrosstermBackend::new(pending.clone()), pending, cursor: Position::ORIGIN }
    }

    fn send(&mut self) -> io::Result<()> {
        let bytes = self.pending.take();
        if bytes.is_empty() {
            return Ok(());
        }
        modes::write_all(&[SYNC.0, &bytes, SYNC.1].concat())
    }
}

/// A cell that is safe to send.
fn safe(cell: &Cell) -> Cell {
    let mut cell = cell.clone();
    if cell.symbol().contains(is_unsafe_to_show) {
        debug_assert!(false, "an unsafe character reached a cell: {:?}", cell.symbol());
        let symbol = cell.symbol().replace(is_unsafe_to_show, "\u{FFFD}");
        cell.set_symbol(&symbol);
    }
    cell
}

impl Backend for Screen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<(u16, u16, Cell)> = content.map(|(x, y, cell)| (x, y, safe(cell))).collect();
        if cells.is_empty() {
            return Ok(());
        }
        self.inner.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal would wait for an answer that the input thread takes; and ratatui asks at
        // each clear and resize.
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.inner.set_cursor_position(self.cursor)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}
