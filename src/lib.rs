//! Rasid (راصد, "observer") reads collections of Arabic news in a terminal.
//!
//! The rooms of the house, and the one way the data takes through them:
//!
//! ```text
//! files ─ingest─▶ Document ─analyse─▶ Analysis ─▶ library (one SQLite file)
//!                                                    │ queries
//!               terminal cells ◀─layout─ views ◀─────┘─▶ exports
//! ```
//!
//! A [`model::Document`] is decoded text and the blocks in it; a [`model::Analysis`] is stand-off:
//! spans into that text. Nothing rewrites the text. Presentation forms and visual order exist only in
//! the cells of one frame. `ARCHITECTURE.md` says what each room may use and must not know.

pub mod analyse;
pub mod cli;
pub mod config;
#[cfg(test)]
mod cost;
pub mod export;
pub mod ingest;
pub mod layout;
pub mod library;
pub mod model;
pub mod term;
pub mod text;
pub mod tui;
