//! Every byte that goes to a terminal is one that the program means to send.

/// The bidi controls that a way of sending rows uses for itself.
#[derive(Debug, Clone, Copy)]
pub struct Meant(pub &'static [char]);

/// Nothing but letters: what `--bidi explicit` and `visual` send.
pub const LETTERS: Meant = Meant(&[]);

/// Goes through all output of a screen; an error says what stands where.
///
/// Sequences are those of the program: CSI with a known end, and nothing else that begins with ESC.
pub fn screen(output: &[u8], meant: Meant) -> Result<(), String> {
    let text =
        std::str::from_utf8(output).map_err(|e| format!("no UTF-8 after {} bytes", e.valid_up_to()))?;
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        let around = || {
            let bytes = &output[at.saturating_sub(40)..(at + 40).min(output.len())];
            format!("at {at}: {:?}", String::from_utf8_lossy(bytes))
        };
        if c != '\u{1b}' {
            if is_unmeant(c) && !meant.0.contains(&c) {
                return Err(format!("U+{:04X} {}", c as u32, around()));
            }
            continue;
        }
        if rest.next().is_none_or(|(_, c)| c != '[') {
            return Err(format!("an escape that is no CSI {}", around()));
        }
        let end = rest
            .by_ref()
            .map(|(_, c)| c)
            .find(|c| !matches!(c, '0'..='9' | ';' | ':' | '?' | '>' | ' ' | '$'));
        if !end.is_some_and(|c| "mHJKhlkqpcABCDGdX".contains(c)) {
            return Err(format!("a CSI that ends in {end:?} {}", around()));
        }
    }
    Ok(())
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
