//! Decoded text to Document.

use crate::model::{Document, Origin, Published, PublishedBasis};

use super::page::structure;

/// Finds the structure of one decoded text. The text is kept as it is.
///
/// `published` is set where the page states the day of publication. Where it states only the day of its last
/// change, the date is inferred to lie up to that day.
pub fn read_text(id: &str, text: String, origin: Origin) -> Document {
    let page = structure(&text, None);
    let published = match (page.published, page.updated) {
        (Some((interval, span)), _) => Some(Published {
            interval,
            basis: PublishedBasis::Stated,
            reasons: vec![span.of(&text).to_owned()],
        }),
        (None, Some((interval, span))) => Some(Published {
            interval,
            basis: PublishedBasis::Inferred,
            reasons: vec![format!("the page was last changed on {}", span.of(&text))],
        }),
        (None, None) => None,
    };
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
