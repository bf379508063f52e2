//! The ratatui backend: finished cells to bytes.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::Modifier;

use crate::text::is_unsafe_to_show;

use super::encode::encode;
use super::links::{self, Links};
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

/// What a row of the terminal holds.
#[derive(Debug, Clone, Default)]
struct Row {
    /// The finished cells, from column 0 as far as any was drawn.
    cells: Vec<Cell>,
    /// Where each of them was sent to; empty while the row is as it was cleared.
    columns: Vec<u16>,
    /// Whether cells changed since the row was sent.
    changed: bool,
}

/// Where finished frames go. One write to the terminal for each frame, between the brackets of synchronized
/// output. The last gate for text: a character that must not reach a terminal is replaced here.
///
/// In the encodings that a terminal reorders, a changed cell moves others: the whole row is sent again.
#[derive(Debug)]
pub struct Screen {
    inner: CrosstermBackend<Pending>,
    pending: Pending,
    encoding: Encoding,
    /// Rows that are sent in another encoding than the rest.
    exceptions: Vec<(u16, Encoding)>,
    rows: Vec<Row>,
    /// Where the cursor was put last, in the finished frame.
    cursor: Position,
    /// The addresses behind cells of the frame that is drawn.
    links: Arc<Mutex<Links>>,
}

impl Screen {
    /// A screen that sends rows in this encoding.
    pub fn new(encoding: Encoding) -> Self {
        let pending = Pending::default();
        Self {
            inner: CrosstermBackend::new(pending.clone()),
            pending,
            encoding,
            exceptions: Vec::new(),
            rows: Vec::new(),
            cursor: Position::ORIGIN,
            links: Arc::default(),
        }
    }

    /// Sends rows in another encoding from now on. The frame is to be drawn anew (`terminal.clear()`).
    pub fn set_encoding(&mut self, encoding: Encoding) {
        self.encoding = encoding;
        self.rows.clear();
    }

    /// Sends one row in another encoding than the rest, so that the reader can compare them.
    pub fn set_row_encoding(&mut self, row: u16, encoding: Encoding) {
        self.exceptions.push((row, encoding));
        self.rows.clear();
    }

    /// Where to say which cells of the next frame lead to an address, while it is made. These cells have to be
    /// drawn in each frame.
    pub fn links(&self) -> Arc<Mutex<Links>> {
        Arc::clone(&self.links)
    }

    /// Queues finished cells, each with where it is sent to and the column of the frame that it comes from.
    fn queue(&mut self, cells: &[(u16, u16, Cell, u16)]) -> io::Result<()> {
        let drawn = |cells: &mut CrosstermBackend<Pending>, part: &[(u16, u16, Cell, u16)]| {
            cells.draw(part.iter().map(|(x, y, cell, _)| (*x, *y, cell)))
        };
        let links = self.links.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if links.is_empty() {
            return drawn(&mut self.inner, cells);
        }
        for part in cells.chunk_by(|a, b| links.at(a.3, a.1) == links.at(b.3, b.1)) {
            let address = part.first().and_then(|(_, y, _, from)| links.at(*from, *y));
            if let Some(address) = address {
                self.pending.write_all(links::sequence(address).as_bytes())?;
            }
            drawn(&mut self.inner, part)?;
            if address.is_some() {
                self.pending.write_all(links::sequence("").as_bytes())?;
            }
        }
        Ok(())
    }

    fn send(&mut self) -> io::Result<()> {
        let bytes = self.pending.take();
        if bytes.is_empty() {
            return Ok(());
        }
        modes::write_all(&[SYNC.0, &bytes, SYNC.1].concat())
    }

    /// Takes a cell of the frame into its row.
    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        let (x, y) = (usize::from(x), usize::from(y));
        if self.rows.len() <= y {
            self.rows.resize(y + 1, Row::default());
        }
        let row = &mut self.rows[y];
        if row.cells.len() <= x {
            row.cells.resize(x + 1, Cell::EMPTY);
        }
        row.cells[x] = safe(cell);
        // What a wide character covers is part of it.
        for covered in x + 1..x + usize::from(cell.cell_width()).max(1) {
            if let Some(covered) = row.cells.get_mut(covered) {
                covered.reset();
            }
        }
        row.changed = true;
    }

    /// Queues the changed rows, each as a whole.
    fn send_rows(&mut self) -> io::Result<()> {
        let mut rows = std::mem::take(&mut self.rows);
        for (y, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.changed) {
            row.changed = false;
            let Ok(y) = u16::try_from(y) else { break };
            let exception = self.exceptions.iter().rev().find(|(row, _)| *row == y);
            let encoding = exception.map_or(self.encoding, |(_, encoding)| *encoding);
            // The cells that have a place of their own, and that place.
            let mut own: Vec<usize> = Vec::with_capacity(row.cells.len());
            let mut x = 0;
            while x < row.cells.len() {
                own.push(x);
                x += usize::from(row.cells[x].cell_width()).max(1);
            }
            let symbols: Vec<&str> = own.iter().map(|&x| row.cells[x].symbol()).collect();
            let mut out: Vec<(u16, u16, Cell, u16)> = Vec::with_capacity(own.len());
            let mut columns = vec![0; row.cells.len()];
            let mut column: u16 = 0;
            let face = |x: &usize| {
                let style = row.cells[*x].modifier;
                u8::from(style.contains(Modifier::BOLD)) + 2 * u8::from(style.contains(Modifier::ITALIC))
            };
            let faces: Vec<u8> = own.iter().map(face).collect();
            for sent in encode(&symbols, &faces, encoding) {
                let Some(&from) = own.get(sent.from) else { continue };
                let mut cell = row.cells[from].clone();
                let width = cell.cell_width().max(1);
                cell.set_symbol(&sent.symbol);
                out.push((column, y, cell, u16::try_from(from).unwrap_or(u16::MAX)));
                columns[from] = column;
                column = column.saturating_add(width);
            }
            row.columns = columns;
            self.queue(&out)?;
        }
        self.rows = rows;
        Ok(())
    }

    /// Where the terminal's cursor has to be to stand on a cell of the finished frame.
    fn sent_to(&self, at: Position) -> Position {
        let row = self.rows.get(usize::from(at.y));
        let column = row.and_then(|row| row.columns.get(usize::from(at.x)).copied());
        Position { x: column.unwrap_or(at.x), y: at.y }
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
        if self.encoding != Encoding::Visual || !self.exceptions.is_empty() {
            for (x, y, cell) in content {
                self.put(x, y, cell);
            }
            return self.send_rows();
        }
        let cells: Vec<_> = content.map(|(x, y, cell)| (x, y, safe(cell), x)).collect();
        if cells.is_empty() {
            return Ok(());
        }
        self.queue(&cells)
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
        self.inner.set_cursor_position(self.sent_to(self.cursor))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        // ratatui clears all, except in inline viewports, which are not used here; and it draws all anew then.
        self.rows.clear();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(screen: &mut Screen, cells: &[(u16, u16, &str)]) -> String {
        let cells: Vec<(u16, u16, Cell)> = cells
            .iter()
            .map(|(x, y, symbol)| {
                let mut cell = Cell::default();
                cell.set_symbol(symbol);
                (*x, *y, cell)
            })
            .collect();
        screen.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell))).unwrap();
        String::from_utf8(screen.pending.take()).unwrap()
    }

    #[test]
    fn a_changed_cell_sends_its_row_again_in_the_encodings_that_turn_runs() {
        let row = [(0, 0, "│"), (1, 0, "\u{FEE2}"), (2, 0, "\u{FED7}")];
        let mut screen = Screen::new(Encoding::Runs);
        assert!(drawn(&mut screen, &row).contains("│\u{200E}قم\u{200E}"));
        assert!(drawn(&mut screen, &[(1, 0, "\u{FEDE}")]).contains("│\u{200E}قل\u{200E}"));
        let mut screen = Screen::new(Encoding::Visual);
        drawn(&mut screen, &row);
        assert!(!drawn(&mut screen, &[(1, 0, "x")]).contains('│'));
    }

    #[test]
    fn every_row_that_is_drawn_has_its_override_in_column_0() {
        let mut screen = Screen::new(Encoding::VisualLro);
        assert!(drawn(&mut screen, &[(5, 3, "\u{FEE1}")]).contains(" \u{202D}    \u{FEE1}"));
        assert_eq!(drawn(&mut screen, &[(5, 3, "\u{FEE1}")]).matches('\u{202D}').count(), 1);
    }

    #[test]
    fn cells_with_an_address_are_links_in_every_encoding() {
        let row = [(0, 0, "│"), (1, 0, "\u{FEE2}"), (2, 0, "\u{FED7}"), (3, 0, "│")];
        for encoding in [Encoding::Visual, Encoding::Runs] {
            let mut screen = Screen::new(encoding);
            let area = ratatui::layout::Rect::new(1, 0, 2, 1);
            *screen.links().lock().unwrap() = Links::new([(area, "https://example.org".to_owned())]);
            let sent = drawn(&mut screen, &row);
            let (before, rest) = sent.split_once("\x1b]8;;https://example.org\x1b\\").unwrap();
            let (inside, after) = rest.split_once("\x1b]8;;\x1b\\").unwrap();
            assert!(before.contains('│') && after.contains('│') && !inside.contains('│'), "{sent:?}");
        }
    }

    #[test]
    fn the_cursor_stands_where_the_terminal_will_show_it() {
        let mut screen = Screen::new(Encoding::Runs);
        drawn(&mut screen, &[(0, 0, "│"), (1, 0, "\u{FEE1}"), (2, 0, "\u{FED7}"), (3, 0, "│")]);
        assert_eq!(screen.sent_to(Position::new(2, 0)), Position::new(1, 0));
        assert_eq!(screen.sent_to(Position::new(3, 0)), Position::new(3, 0));
        assert_eq!(screen.sent_to(Position::new(9, 9)), Position::new(9, 9));
    }

    #[test]
    #[cfg(not(debug_assertions))]
    fn an_unsafe_character_is_replaced_at_the_cell() {
        let mut screen = Screen::new(Encoding::Visual);
        let sent = drawn(&mut screen, &[(0, 0, "\u{9b}31m")]);
        assert!(sent.contains('\u{FFFD}') && !sent.contains('\u{9b}'));
    }
}
