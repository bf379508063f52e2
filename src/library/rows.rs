//! What the queries give: rows that carry all that a list shows, so that the screen keeps no copy of the
//! collection.

use super::Voice;
use super::voice::Voices;
use crate::model::{
    Analysis, Document, EntityId, EntityType, EventKind, Interval, Modality, Outlet, Published,
    PublishedBasis, Span,
};

/// An article within one library; stable as long as the library lives. Outside, the document's id is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ArticleKey(pub(super) i64);

/// An event within one library. A new analysis gives new keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventKey(pub(super) i64);

/// Which part of a long answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many rows to pass over.
    pub offset: usize,
    /// How many rows to give at most.
    pub limit: usize,
}

impl Page {
    /// Everything. For exports and pipes, not for the screen.
    pub const ALL: Self = Self { offset: 0, limit: usize::MAX };

    /// The first `limit` rows.
    pub const fn first(limit: usize) -> Self {
        Self { offset: 0, limit }
    }

    /// The rows from `offset` on.
    pub const fn at(offset: usize, limit: usize) -> Self {
        Self { offset, limit }
    }
}

/// The reader's own marks on an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// It was read.
    pub read: bool,
    /// It is starred.
    pub starred: bool,
    /// The reader's note; empty for none.
    pub note: String,
    /// Tags, in order.
    pub tags: Vec<String>,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleRow {
    /// The article.
    pub key: ArticleKey,
    /// The document's id.
    pub id: String,
    /// The title on one line; `None` if the article has none.
    pub title: Option<String>,
    /// The outlet, if known.
    pub outlet: Option<Outlet>,
    /// When it appeared; the unknown interval if nothing is known.
    pub published: Interval,
    /// On what the date rests; `None` if there is none.
    pub basis: Option<PublishedBasis>,
    /// It was read.
    pub read: bool,
    /// It is starred.
    pub starred: bool,
    /// It bears a note.
    pub noted: bool,
    /// It is not in the file any more that it was read from.
    pub gone: bool,
}

/// An article with everything in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The article.
    pub key: ArticleKey,
    /// Its text and blocks. `published` is the stated date only.
    pub document: Document,
    /// What was found in it, with the effective publication date.
    pub analysis: Analysis,
    /// For each of its events the group of those that tell the same, if there is one.
    pub groups: Vec<Option<i64>>,
    /// The reader's marks.
    pub marks: Marks,
}

impl Article {
    /// The publication date: stated, set by the reader, or inferred.
    pub fn published(&self) -> Option<&Published> {
        self.analysis.published.as_ref()
    }
}

/// An entity in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityRow {
    /// The id.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityType,
    /// The name in Arabic.
    pub name_ar: String,
    /// The name in English, if known.
    pub name_en: Option<String>,
    /// Found by rule; no lexicon knows it.
    pub by_rule: bool,
    /// How often it is named in the articles that pass the filter.
    pub mentions: usize,
    /// In how many of them.
    pub articles: usize,
}

/// A participant of an event, with the text's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParticipantRow {
    /// The entity; `None` for a description without a name.
    pub entity: Option<EntityId>,
    /// The entity's name in Arabic, else the words of the text.
    pub name: String,
    /// The text's own words.
    pub words: String,
}

/// An event in a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// The event.
    pub key: EventKey,
    /// The article that tells it.
    pub article: ArticleKey,
    /// That article's id.
    pub article_id: String,
    /// That article's outlet.
    pub outlet: Option<Outlet>,
    /// The group of those that tell the same event; `None` if no other does. A new analysis may give another
    /// number.
    pub group: Option<i64>,
    /// How many outlets tell it, this one included; an article of no known outlet counts as one.
    pub told_by: usize,
    /// The kind.
    pub kind: EventKind,
    /// How the text stands to it.
    pub modality: Modality,
    /// Whether it lies ahead of the text.
    pub planned: bool,
    /// When; the unknown interval if nothing is known.
    pub interval: Interval,
    /// Where the trigger is in the article's text.
    pub trigger: Span,
    /// Where the sentence is in the article's text.
    pub sentence: Span,
    /// The words that tell it.
    pub trigger_words: String,
    /// The sentence, as it stands in the text.
    pub sentence_words: String,
    /// Where the words are in the article's text that give its date; `None` where nothing there does.
    pub date: Option<usize>,
    /// Whether it is to come by the end of its interval and not in the course of it: `بحلول نهاية العام`.
    pub by_then: bool,
    /// When that article appeared.
    pub published: Interval,
    /// Who says so, where the outlet reports somebody else's words; `None` where it tells the event itself.
    pub voice: Option<Voice>,
    /// Who did or said it.
    pub actors: Vec<ParticipantRow>,
    /// Whom or what it struck.
    pub targets: Vec<ParticipantRow>,
    /// Where.
    pub places: Vec<ParticipantRow>,
    /// With what.
    pub weapons: Vec<ParticipantRow>,
    /// How many such events the words tell.
    pub count: Option<u32>,
    /// How many were killed.
    pub killed: Option<u32>,
    /// How many were injured.
    pub injured: Option<u32>,
    /// Which of the entities whose timelines lie over each other ([`Filter::either`](super::Filter::either)) it names.
    pub either: Vec<EntityId>,
}

impl EventRow {
    /// When, as the text has it: what is to come by the end of the year may come before its last month too. The
    /// interval is what events are compared and put in order by.
    pub fn when(&self) -> Interval {
        match self.interval.latest {
            Some(last) if self.by_then => Interval::until(last),
            _ => self.interval,
        }
    }
}

impl Article {
    /// Whose word the text at `offset` is that the outlet reports; `None` for its own.
    pub fn voice_at(&self, offset: usize) -> Option<Voice> {
        let text = &self.document.text;
        Voices::of(text, &self.document.blocks, &self.analysis).at(text, offset)
    }
}

/// An article that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: ArticleRow,
    /// A piece of the text around the first hits, as a span into the article's text.
    pub snippet: Span,
    /// The words of that piece.
    pub words: String,
    /// The hits within it, as byte ranges into `words`.
    pub marks: Vec<Span>,
    /// How many hits the article has.
    pub hits: usize,
}
