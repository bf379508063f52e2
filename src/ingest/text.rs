//! Decoded text to Document.

use crate::model::{Document, Origin};

use super::page::structure;

/// Finds the structure of one decoded text. The text is kept as it is.
///
/// `published` is set where the page states the day of publication. Where it states only the day of its last
/// change, the date is inferred to lie up to that day.
pub fn read_text(id: &str, text: String, origin: Origin) -> Document {
    let page = structure(&text);
    let published = page.published(&text);
    Document {
        id: id.to_owned(),
        origin,
        blocks: page.blocks,
        outlet: page.outlet,
        address: None,
        published,
        text,
    }
}
