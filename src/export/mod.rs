//! What the program found, for other programs and for people.
//!
//! Offsets in exports are Unicode code points into the article's text as it was decoded, end exclusive;
//! days are ISO 8601 days. Nothing here knows of a terminal.

mod brat;
mod json;
mod records;

use std::io::{self, Write};

use crate::library::{Filter, Library};

pub use crate::text::CodePoints;
use crate::text::EscapedJson;
pub use brat::{brat, brat_files};
pub use records::{ArticleRecord, DateRecord, EventRecord, MentionRecord};

use crate::model::named_enum;

named_enum! {
    /// A format of export.
    pub enum Format("export format") {
        /// One JSON object with the lists `articles`, `mentions`, `dates`, `events` and `entities`.
        Json = "json",
        /// One JSON object a line, each with a field `record` that says what it is.
        Jsonl = "jsonl",
    }
}

/// Writes what passes `filter` to `out`.
///
/// Articles are taken from the library one at a time, so that memory does not grow with their number.
///
/// # Errors
///
/// The library's and the writer's errors; a broken pipe is one of the latter.
pub fn export(library: &Library, filter: &Filter, format: Format, out: &mut dyn Write) -> anyhow::Result<()> {
    match format {
        Format::Json => json::object(library, filter, &mut EscapedJson::new(&mut *out))?,
        Format::Jsonl => json::lines(library, filter, &mut EscapedJson::new(&mut *out))?,
    }
    Ok(out.flush()?)
}

/// Whether an error is the reader of a pipe going away, which is no fault of anybody's.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let direct = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        direct.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
