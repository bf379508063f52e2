//! JSON Lines: whatever stands in one line, the other lines load, and each is accounted for once.

use std::path::Path;

use rasid::ingest::{Limits, Loaded, load_bytes};

use super::checks;

/// A record that is whole, before and after the input.
const WHOLE: &str = r#"{"id": "whole", "title": "عنوان", "text": "نص في بغداد.", "date": "2024-01-26"}"#;

/// Reads the input as lines between two records that are whole.
pub fn run(data: &[u8]) {
    let mut content = WHOLE.as_bytes().to_vec();
    content.push(b'\n');
    content.extend(data);
    content.push(b'\n');
    content.extend(WHOLE.as_bytes());
    let records = content.split(|&b| b == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let (mut documents, mut skipped, mut whole, mut line) = (0, 0, 0, 0);
    load_bytes(Path::new("a.jsonl"), content, &Limits::default(), &mut |loaded| match loaded {
        Loaded::Document(document) => {
            checks::document(&document);
            documents += 1;
            whole += usize::from(document.text == "عنوان\n\nنص في بغداد.");
            assert_eq!(document.origin.record, Some(documents + skipped));
        }
        Loaded::Skipped(notice) => {
            skipped += 1;
            let at = notice.line.expect("the line is said");
            assert!(at > line, "line {at} after line {line}");
            line = at;
        }
        Loaded::Noted(_) | Loaded::End(_) => {}
    });
    assert_eq!(documents + skipped, records, "each record is a document or said to be none");
    assert!(whole >= 2, "a bad line took a good one with it");
}
