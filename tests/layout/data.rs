//! Unicode's test files, as published (version 15.0.0), compressed.

use std::io::Read;

use lzma_rust2::XzReader;

/// A file of `tests/data`.
pub fn raw(compressed: &[u8]) -> String {
    let mut text = String::new();
    XzReader::new(compressed, false).read_to_string(&mut text).unwrap();
    text
}

/// Its lines, without comments and empty lines.
pub fn lines(compressed: &[u8]) -> Vec<String> {
    raw(compressed)
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A code point in hexadecimal.
pub fn char_of(hex: &str) -> char {
    char::from_u32(u32::from_str_radix(hex.trim(), 16).unwrap()).unwrap()
}
