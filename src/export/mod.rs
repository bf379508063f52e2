//! What the program found, for other programs and for people.
//!
//! Offsets in exports are Unicode code points into the article's text as it was decoded, end exclusive;
//! days are ISO 8601 days. Nothing here knows of a terminal.

mod brat;
mod csv;
mod folder;
mod json;
mod markdown;
mod records;

use std::io::{self, Write};

use crate::library::{Filter, Library};

pub use crate::text::CodePoints;
use crate::text::EscapedJson;
pub use brat::brat;
pub use folder::Folder;
pub use records::{ArticleRecord, DateRecord, EventRecord, MentionRecord};

use crate::model::named_enum;

named_enum! {
    /// A format of export.
    pub enum Format("export format") {
        /// One JSON object with the lists `articles`, `mentions`, `dates`, `events` and `entities`.
        Json = "json",
        /// One JSON object a line, each with a field `record` that says what it is.
        Jsonl = "jsonl",
        /// Tables for spreadsheets.
        Csv = "csv",
        /// Pages for people.
        Markdown = "markdown",
        /// brat stand-off: a text and a file of annotations for each article.
        Brat = "brat",
    }
}

named_enum! {
    /// A table of the export as CSV.
    pub enum Table("table") {
        /// The articles, without their texts.
        Articles = "articles",
        /// The names in the texts.
        Mentions = "mentions",
        /// The date expressions.
        Dates = "dates",
        /// The events.
        Events = "events",
        /// Who and what is named.
        Entities = "entities",
    }
}

/// Writes what passes `filter` to `out`; as CSV, which is one table, the events.
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
        Format::Csv => csv::table(library, filter, Table::Events, out)?,
        Format::Markdown => markdown::document(library, filter, out)?,
        Format::Brat => anyhow::bail!("brat is two files for each article; name a folder"),
    }
    Ok(out.flush()?)
}

/// Writes one table of what passes `filter` to `out` as CSV.
///
/// # Errors
///
/// As [`export`].
pub fn export_table(
    library: &Library,
    filter: &Filter,
    table: Table,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    csv::table(library, filter, table, out)?;
    Ok(out.flush()?)
}

/// Writes what passes `filter` into files of `folder`: as CSV one for each table, as Markdown one for
/// each article, as brat two for each article.
///
/// # Errors
///
/// As [`export`]; a file that is there already; and a format that is one file.
pub fn export_files(
    library: &Library,
    filter: &Filter,
    format: Format,
    folder: &Folder,
) -> anyhow::Result<()> {
    match format {
        Format::Csv => csv::tables(library, filter, folder),
        Format::Markdown => markdown::pages(library, filter, folder),
        Format::Brat => brat::files(library, filter, folder),
        Format::Json | Format::Jsonl => anyhow::bail!("{format} is one file; name it with -o"),
    }
}

/// Whether an error is the reader of a pipe going away, which is no fault of anybody's.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let direct = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        direct.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
