//! Bytes to Document: encodings, formats, titles, date lines, page furniture.
//!
//! [`built_in()`] gives the articles that the program carries, [`load`] those of files and folders, and
//! [`read_text`] the structure of one decoded text. Nothing here knows a lexicon, a database or a terminal.

mod brat;
mod built_in;
mod files;
mod formats;
mod page;
mod text;

pub use brat::{Standoff, StandoffEvent, Words};
pub use built_in::{built_in, built_in_as_written};
pub use files::{
    Decoded, Draft, FileStamp, Limits, Loaded, Notice, Problem, Taker, decode, load, load_bytes, load_mapped,
    load_with,
};
pub use formats::FieldMap;
pub use page::{OUTLETS_JSON, OutletEntry, Outlets, Page, host, outlets, structure, unknown_outlet};
pub use text::read_text;
