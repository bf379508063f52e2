//! Who and what a text names.
//!
//! Forms of the lexicon are matched on words; rules then judge those that need company, and find names that
//! no lexicon knows. Of names that overlap the longest stays.

mod again;
mod clitics;
mod context;
mod later;
mod matcher;
mod persons;
mod select;
mod shapes;
mod view;

pub use clitics::Words;

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
///
/// `words` is what is known of words with this lexicon.
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon, words: &Words) -> Found {
    let ways = clitics::Ways::new(reading, &lexicon.words, words);
    let hits = matcher::Matcher::new(reading, lexicon, &ways).all();
    let view = view::View { reading, lexicon, ways: &ways };
    let mut made = select::Made::default();
    let mut found = select::longest_first(context::judge(&view, hits));
    let covered = coverage(reading.words.len(), &found);
    shapes::find(&view, &covered, &mut made, &mut found);
    persons::find(&view, &covered, &mut made, &mut found);
    let found = select::longest_first(found);
    let covered = coverage(reading.words.len(), &found);
    let mut all = later::find(&view, &found, &made, &covered);
    all.extend(again::find(&view, &found, &made, &covered));
    all.extend(found);
    let mentions = select::longest_first(all);
    let mentions = mentions.into_iter().filter_map(|c| made.mention(lexicon, c)).collect();
    Found { mentions, made: made.into_entities() }
}

/// Which words belong to a name.
fn coverage(words: usize, found: &[select::Candidate]) -> Vec<bool> {
    let mut covered = vec![false; words];
    for candidate in found {
        if let Some(range) = covered.get_mut(candidate.first..candidate.end) {
            range.fill(true);
        }
    }
    covered
}
