//! What is made of an article before it is stored.

use crate::model::{Analysis, Document};
use crate::text::sentences;

use super::groups::{self, Probed};
use super::voice::Voices;
use super::words::indexed;

/// What the library keeps of an article besides the article itself, made from its text alone. An import makes it
/// on all cores, so that the one thread that may write has little else to do.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    /// The title on one line.
    pub title: Option<String>,
    /// The kicker on one line.
    pub kicker: Option<String>,
    /// The folded words of the title, for the search index.
    pub title_words: String,
    /// The folded words of the rest of the content.
    pub body_words: String,
    /// Block and sentence of each mention.
    pub places: Vec<(usize, usize)>,
    /// The words of each mention as they are listed.
    pub forms: Vec<String>,
    /// Whether each mention stands in somebody else's words.
    pub reported: Vec<bool>,
    /// What is compared of each event, to know it again in another article.
    pub tellings: Vec<Probed>,
}

impl Prepared {
    /// Of a document and what was found in it.
    pub fn of(document: &Document, analysis: &Analysis) -> Self {
        let (title_words, body_words) = indexed(document);
        let places = Places::of(document);
        let kinds = groups::kinds(analysis);
        let voices = Voices::of(&document.text, &document.blocks, analysis);
        Self {
            title: document.title(),
            kicker: document.kicker(),
            title_words,
            body_words,
            places: analysis.mentions.iter().map(|m| places.at(m.span.start)).collect(),
            forms: super::forms::forms(document, analysis),
            reported: analysis.mentions.iter().map(|m| voices.is_reported(m.span.start)).collect(),
            tellings: analysis
                .events
                .iter()
                .map(|e| Probed::new(groups::telling(document, e, &kinds)))
                .collect(),
        }
    }
}

/// The blocks and sentences of a document, by where they start.
struct Places {
    blocks: Vec<usize>,
    sentences: Vec<usize>,
}

impl Places {
    fn of(document: &Document) -> Self {
        let content = document.blocks.iter().filter(|block| block.role.is_content());
        let starts = content.flat_map(|block| sentences(&document.text, block.span)).map(|span| span.start);
        Self {
            sentences: starts.collect(),
            blocks: document.blocks.iter().map(|block| block.span.start).collect(),
        }
    }

    /// The numbers of the block and of the sentence that hold the byte at `offset`.
    fn at(&self, offset: usize) -> (usize, usize) {
        let number = |starts: &[usize]| starts.partition_point(|&start| start <= offset).saturating_sub(1);
        (number(&self.blocks), number(&self.sentences))
    }
}
