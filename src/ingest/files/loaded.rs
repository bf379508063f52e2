//! What comes of loading.

use std::path::PathBuf;

use crate::model::Document;

use super::notice::Notice;

/// What loading delivers, one after another.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded {
    /// An article.
    Document(Box<Document>),
    /// A file or record that was left out, and why.
    Skipped(Notice),
    /// Something about an article that was read, such as bytes that could not be decoded.
    Noted(Notice),
    /// A file was read to its end; all that is in it was delivered before.
    End(FileStamp),
}

/// By what a file is known again that was read before and did not change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileStamp {
    /// The path by which it was found.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When its content last changed, in nanoseconds since 1970.
    pub modified: i64,
}
