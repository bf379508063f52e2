//! The reader's clipboard, through the terminal.

use std::io;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use super::modes;

/// The longest text that is put on the clipboard, in bytes: xterm takes no more, and others cut in silence.
pub const MOST: usize = 74_000;

/// Puts `text` on the clipboard by OSC 52, as logical text. It goes out in base64, so that nothing in it can
/// be taken for a sequence. Terminals that do not know OSC 52, or are told not to allow it, do nothing.
///
/// # Errors
///
/// If the text is longer than [`MOST`], or the terminal cannot be written to.
pub fn copy(text: &str) -> io::Result<()> {
    if text.len() > MOST {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut sequence = String::new();
    CopyToClipboard::to_clipboard_from(text)
        .write_ansi(&mut sequence)
        .map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    modes::write_all(sequence.as_bytes())
}
