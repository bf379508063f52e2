//! Any bytes as a file of any format: decoding, records, unpacking, the structure of a page.

use std::path::Path;

use rasid::ingest::{Limits, Loaded, load_bytes};

use super::checks;

/// The names under which bytes are read; the first byte of the input chooses. Without an ending that is known
/// (`?`) the first bytes tell the format.
const NAMES: [(u8, &str); 9] = [
    (b't', "a.txt"),
    (b'm', "a.md"),
    (b'h', "a.html"),
    (b'j', "a.json"),
    (b'l', "a.jsonl"),
    (b'x', "a.xml"),
    (b'g', "a.gz"),
    (b'z', "a.zip"),
    (b'?', "a.?"),
];

/// Small, so that what bounds bombs is met.
pub const LIMITS: Limits =
    Limits { article_bytes: 1 << 16, collection_bytes: 1 << 18, unpacked_bytes: 1 << 20 };

/// Reads all but the first byte as a file.
pub fn run(data: &[u8]) {
    let Some((&first, content)) = data.split_first() else { return };
    let by_letter = NAMES.iter().find(|(letter, _)| *letter == first);
    let (_, name) = by_letter.unwrap_or(&NAMES[usize::from(first) % NAMES.len()]);
    let mut bytes = 0;
    load_bytes(Path::new(name), content.to_vec(), &LIMITS, &mut |loaded| match loaded {
        Loaded::Document(document) => {
            checks::document(&document);
            bytes += document.text.len() as u64;
        }
        Loaded::Skipped(notice) | Loaded::Noted(notice) => {
            assert!(!notice.to_string().is_empty());
        }
        Loaded::End(_) => {}
    });
    // What is unpacked is bounded; decoding makes at most three bytes of one.
    assert!(bytes <= 4 * LIMITS.unpacked_bytes, "{bytes} bytes of text");
}
