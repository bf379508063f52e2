//! Document to Analysis: names, dates, publication date, speakers, events.

mod dates;
pub mod events;
mod lexicon;
mod memory;
mod names;
mod published;
mod reading;
pub mod same_event;

use std::sync::Arc;

use foldhash::{HashMap, HashSet, HashSetExt};
use jiff::Zoned;
use jiff::civil::Date;

use crate::model::{Analysis, Document, Entity, EntityId, Mention};

pub use lexicon::{Description, Lexicon, LexiconError, OwnFile, description, id_of_name};
pub use reading::{Reading, Sentence, Word};

/// Reads documents with a lexicon. Cheap to clone; safe to share between threads.
#[derive(Debug, Clone)]
pub struct Analyser {
    lexicon: Arc<Lexicon>,
    /// What is known of words with this lexicon.
    words: Arc<names::Words>,
    today: Date,
}

impl Analyser {
    /// An analyser that knows the entities of `lexicon` and reads today.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        // Somewhere on Earth it is a day later than here.
        let now = Zoned::now().date();
        Self { lexicon, words: Arc::default(), today: now.tomorrow().unwrap_or(now) }
    }

    /// The same, reading on another day: no text is dated after it where its day is inferred.
    #[must_use]
    pub fn on(self, today: Date) -> Self {
        Self { today, ..self }
    }

    /// The lexicon that names are looked up in.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Finds the names, dates and events of a document, and its publication date. Linear in its length.
    pub fn analyse(&self, document: &Document) -> Analysis {
        let reading = Reading::new(document);
        let names::Found { mentions, made } = names::find(&reading, &self.lexicon, &self.words);
        let entities = self.entities(&mentions, made);
        let expressions = dates::find(&reading);
        let published = published::infer(document, &reading, &expressions, self.today);
        let dates = expressions.resolve(published.as_ref());
        let cues = events::Cues::built_in();
        let events = events::find(&reading, &mentions, &dates, published.as_ref(), cues);
        Analysis { published, mentions, dates, events, entities }
    }

    /// Each entity that is mentioned, once, in order of first mention.
    fn entities(&self, mentions: &[Mention], made: Vec<Entity>) -> Vec<Entity> {
        let mut made: HashMap<EntityId, Entity> = made.into_iter().map(|e| (e.id.clone(), e)).collect();
        let mut seen = HashSet::with_capacity(mentions.len());
        let first = mentions.iter().filter(|m| seen.insert(&m.entity));
        first
            .filter_map(|m| {
                let known = self.lexicon.entity(m.entity.as_str()).cloned();
                known.or_else(|| made.remove(&m.entity))
            })
            .collect()
    }
}
