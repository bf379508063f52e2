//! Every byte that goes to a terminal is one that the program means to send.

/// The bidi controls that a way of sending rows uses for itself.
#[derive(Debug, Clone, Copy)]
pub struct Meant(pub &'static [char]);

/// Nothing but letters: what `--bidi explicit` and `visual` send.
pub const LETTERS: Meant = Meant(&[]);

/// Goes through all output of a screen; an error says what stands where.
///
/// Sequences are those of the program: CSI with a known end, a link to an address of the web (OSC 8), and nothing
/// else that begins with ESC.
pub fn screen(output: &[u8], meant: Meant) -> Result<(), String> {
    let text =
        std::str::from_utf8(output).map_err(|e| format!("no UTF-8 after {} bytes", e.valid_up_to()))?;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let after = &text[at + c.len_utf8()..];
        let length = if c == '\u{1b}' {
            csi(after).or_else(|| link(after))
        } else {
            (!is_unmeant(c) || meant.0.contains(&c)).then_some(0)
        };
        let Some(length) = length else {
            let bytes = &output[at.saturating_sub(40)..(at + 60).min(output.len())];
            return Err(format!("U+{:04X} at {at}: {:?}", c as u32, String::from_utf8_lossy(bytes)));
        };
        at += c.len_utf8() + length;
    }
    Ok(())
}

/// The length of a CSI sequence behind its ESC.
fn csi(text: &str) -> Option<usize> {
    let arguments = text.strip_prefix('[')?;
    let end = arguments.find(|c| !matches!(c, '0'..='9' | ';' | ':' | '?' | '>' | ' ' | '$'))?;
    arguments[end..].starts_with(|c| "mHJKhlkqpcABCDGdX".contains(c)).then_some(end + 2)
}

/// The length of the beginning or end of a link behind its ESC.
fn link(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("]8;;")?;
    let end = rest.find("\u{1b}\\")?;
    let address = &rest[..end];
    let of_web = address.starts_with("http://") || address.starts_with("https://");
    let fine = address.is_empty() || of_web && address.bytes().all(|b| b.is_ascii_graphic());
    fine.then_some("]8;;".len() + end + 2)
}

/// Goes through what a command wrote into a pipe: lines and tabs, and no control character, override, or
/// character that no terminal may get. ZWNJ and ZWJ belong to the words.
pub fn lines(output: &[u8]) -> Result<(), String> {
    let text =
        std::str::from_utf8(output).map_err(|e| format!("no UTF-8 after {} bytes", e.valid_up_to()))?;
    for (n, line) in text.lines().enumerate() {
        if let Some(c) = line.chars().find(|&c| is_unmeant(c) && !matches!(c, '\t' | '\u{200C}' | '\u{200D}'))
        {
            return Err(format!("U+{:04X} in line {}: {line:?}", c as u32, n + 1));
        }
    }
    Ok(())
}

/// Written out here, not taken from the program: what is proved must not prove itself.
fn is_unmeant(c: char) -> bool {
    let code = c as u32;
    matches!(code, 0..=0x1F | 0x7F..=0x9F)
        || matches!(code, 0x061C | 0x200B..=0x200F | 0x2028..=0x202E | 0x2066..=0x2069 | 0xFEFF | 0xFFF9..=0xFFFB)
        || matches!(code, 0xE0000..=0xE007F | 0xFDD0..=0xFDEF)
        || code & 0xFFFE == 0xFFFE
}
