//! The structure of a page's text: which line is the headline, which is the article, which is the page.
//!
//! A text is parted into lines; each line gets a sign by itself ([`signs`]); the place on the page decides the
//! rest ([`structure()`]). Whatever no rule knows is content: a paragraph taken for furniture would be hidden
//! from the reader, which is worse than furniture that is shown.

mod around;
mod authors;
mod headline;
mod lines;
mod masthead;
mod menus;
mod naming;
mod outlets;
mod phrases;
mod row;
mod signs;
mod structure;
#[cfg(test)]
mod tests;

pub use outlets::{OUTLETS_JSON, OutletEntry, Outlets, host, outlets, unknown_outlet};
pub use structure::{Page, structure, structure_with};
