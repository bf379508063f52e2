//! The formats in which articles come: which one a file is in, and how each becomes a document.

mod date;
mod feed;
mod html;
mod html_fields;
mod json;
mod markdown;
mod record;

use std::path::Path;

#[cfg(test)]
use date::stated_day;
pub use feed::feed_records;
pub use html::html_record;
pub use json::{FieldMap, json_items, json_record};
pub use markdown::markdown_record;
pub use record::Record;

/// A format that Rasid reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A saved web page.
    Html,
    /// One JSON value: an article, a list of articles, or a JSON feed.
    Json,
    /// One JSON object on each line.
    JsonLines,
    /// RSS or Atom.
    Feed,
    /// One file packed by gzip.
    Gzip,
    /// An archive of files.
    Zip,
}

impl Format {
    /// The format that a file's name tells by its ending; `None` for endings that are not read. A file without
    /// an ending is taken for text.
    pub fn of_path(path: &Path) -> Option<Self> {
        let Some(ending) = path.extension() else { return Some(Self::Text) };
        Some(match ending.to_string_lossy().to_ascii_lowercase().as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "json" => Self::Json,
            "jsonl" | "ndjson" | "jsonlines" => Self::JsonLines,
            "rss" | "atom" | "xml" => Self::Feed,
            "gz" => Self::Gzip,
            "zip" => Self::Zip,
            _ => return None,
        })
    }

    /// The format that the first bytes of a stream without a name tell; text if they tell nothing.
    pub fn of_start(start: &[u8]) -> Self {
        if start.starts_with(&[0x1F, 0x8B]) {
            return Self::Gzip;
        }
        if start.starts_with(b"PK\x03\x04") {
            return Self::Zip;
        }
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        let lower = start.get(..start.len().min(512)).unwrap_or_default().to_ascii_lowercase();
        let has = |tag: &[u8]| lower.windows(tag.len()).any(|w| w == tag);
        match lower.first() {
            Some(b'{') => {
                let line = start.split(|&b| b == b'\n').next().unwrap_or_default();
                let whole = serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
                let more = start.len() > line.len() && !start[line.len()..].trim_ascii().is_empty();
                if whole && more { Self::JsonLines } else { Self::Json }
            }
            Some(b'[')
                if lower.get(1).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'{' | b']')) =>
            {
                Self::Json
            }
            Some(b'<') if has(b"<rss") || has(b"<feed") || has(b"<rdf:rdf") => Self::Feed,
            Some(b'<')
                if has(b"<html")
                    || has(b"<!doctype html")
                    || has(b"<head")
                    || has(b"<body")
                    || has(b"<p") =>
            {
                Self::Html
            }
            _ => Self::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_first_bytes_tell_formats() {
        assert_eq!(Format::of_path(Path::new("a/b.HTM")), Some(Format::Html));
        assert_eq!(Format::of_path(Path::new("a/مقال")), Some(Format::Text));
        assert_eq!(Format::of_path(Path::new("a/b.png")), None);
        let cases: [(&[u8], Format); 8] = [
            (b"{\"a\":1}\n{\"a\":2}\n", Format::JsonLines),
            (b"{\"a\":1}\n", Format::Json),
            (b"{\n \"a\":1}\n", Format::Json),
            (b"\xEF\xBB\xBF [ {\"a\":1}]", Format::Json),
            (b"<?xml version=\"1.0\"?><rss version=\"2.0\">", Format::Feed),
            (b"<!DOCTYPE html><html>", Format::Html),
            (b"\x1F\x8B\x08", Format::Gzip),
            ("[خاص] بغداد".as_bytes(), Format::Text),
        ];
        for (start, format) in cases {
            assert_eq!(Format::of_start(start), format, "{}", String::from_utf8_lossy(start));
        }
    }
}
