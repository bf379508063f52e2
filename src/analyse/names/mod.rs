//! Who and what a text names.
//!
//! Forms of the lexicon are matched on words; rules then judge those that need company, and find names that
//! no lexicon knows. Of names that overlap the longest stays.

mod clitics;
mod context;
mod matcher;
mod select;

use crate::analyse::Reading;
use crate::analyse::lexicon::Lexicon;
use crate::model::{Entity, Mention};

/// What [`find`] found.
#[derive(Debug, Default)]
pub struct Found {
    /// The mentions, in order, without overlap.
    pub mentions: Vec<Mention>,
    /// Entities that rules made of the text; those of the lexicon are not among them.
    pub made: Vec<Entity>,
}

/// Finds the names in a reading. Linear in its length.
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Found {
    let ways = clitics::Ways::new(reading, &lexicon.words);
    let hits = matcher::Matcher::new(reading, lexicon, &ways).all();
    let hits = context::judge(reading, lexicon, &ways, hits);
    let mentions = select::longest_first(hits).into_iter().filter_map(|m| m.mention(lexicon)).collect();
    Found { mentions, made: Vec::new() }
}
