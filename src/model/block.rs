//! The parts of an article's text.

use serde::{Deserialize, Serialize};

use super::Span;
use super::names::named_enum;

named_enum! {
    /// What a block of text is in its article.
    pub enum Role("block role") {
        /// The article's headline.
        Title = "title",
        /// A line above the headline that belongs to it.
        Kicker = "kicker",
        /// The paragraph that sums the article up.
        Lead = "lead",
        /// A headline within the article.
        Subheading = "subheading",
        /// Running text.
        Paragraph = "paragraph",
        /// An item of a list.
        Bullet = "bullet",
        /// The words under or above a picture.
        Caption = "caption",
        /// A line that states when (and where) the article appeared.
        Dateline = "dateline",
        /// A line that names the author.
        Byline = "byline",
        /// A line that names the outlet or agency.
        Source = "source",
        /// What belongs to the page and not to the article: menus, banners, comments, repeated headlines.
        Furniture = "furniture",
    }
}

impl Role {
    /// Whether the block carries the article's own words: what is read, analysed, counted and searched.
    pub const fn is_content(self) -> bool {
        !matches!(self, Self::Dateline | Self::Byline | Self::Source | Self::Furniture)
    }

    /// Whether the block is running text, in which sentences tell events (titles repeat them).
    pub const fn is_body(self) -> bool {
        matches!(self, Self::Lead | Self::Paragraph | Self::Bullet | Self::Caption)
    }
}

/// A part of the text with a role. Blocks of a document are in order and do not overlap; between them
/// lies nothing but white space. A block may hold line breaks where the source broke a line within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the block is.
    pub role: Role,
    /// Where it is.
    pub span: Span,
}
