//! What the screen asks of the library, and the answers.

use std::sync::Arc;

use jiff::civil::Date;

use crate::library::{
    Article, ArticleKey, ArticleRow, Companion, EntityRow, EventKey, EventRow, Filter, Keyword, KeywordLine,
    LineOrder, Moment, NameUse, Narrowings, Page, Sentence,
};
use crate::model::{Entity, EntityId, Interval, Span};

use super::lines::LinesPage;
use super::own::data::{Answer, Question};
use super::saves::Unsaved;
use super::settings::Settings;
use super::view::Sheet;
use super::words::WordsPage;

/// A question to the library.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// A page of the list of articles, and how many there are.
    Articles(Filter, Page),
    /// The articles around this one, which the cursor is on; the page, if it is gone.
    ArticlesAround(Filter, ArticleKey, Page),
    /// An article with everything in it.
    Article(ArticleKey),
    /// Where a search's words stand in an article.
    Hits(ArticleKey, String),
    /// The most frequent entities.
    Entities(Filter, Page),
    /// A page of the timeline, and how many events there are.
    Timeline(Filter, Page),
    /// The events around this one, which the cursor is on; the page, if it is gone.
    TimelineAround(Filter, EventKey, Page),
    /// The days of all events.
    Moments(Filter),
    /// All that is known of an entity, and its events.
    Entity(EntityId),
    /// Where words or an entity stand in the articles that pass: the first sight of them.
    Lines(Keyword, Filter),
    /// The same, in this order.
    Contexts(Keyword, Filter, LineOrder),
    /// The events around the first one of a day; the page tells how many.
    TimelineAt(Filter, Date, Page),
    /// What the list of articles may be narrowed to, or the timeline, with how much is left.
    Narrowings(Filter, bool),
    /// How each article tells an event, by its group.
    Tellings(i64),
    /// How each outlet words an entity.
    Wording(EntityId),
    /// The sentences in which an outlet (its id; `None`: the unknown ones) names an entity by these words.
    Sentences(EntityId, Vec<String>, Option<String>),
    /// Looks whether another program changed the library. The worker asks itself; nothing is answered if not.
    Look,
    /// Marks an article as read.
    SetRead(ArticleKey),
    /// About the reader's own.
    Own(Box<Question>),
}

/// An answer of the library. Answers about lists carry their filter, so that one that came too late is known.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Articles from an offset on, and how many there are in all.
    Articles(Filter, usize, Vec<ArticleRow>, usize),
    /// As `Articles`, and then the place of the article that the cursor is on.
    ArticlesAround(Filter, usize, Vec<ArticleRow>, usize, usize),
    /// An article; `None` if it is gone.
    Article(Option<Arc<Article>>),
    /// Hits in an article.
    Hits(ArticleKey, String, Vec<Span>),
    /// Entities.
    Entities(Filter, Vec<EntityRow>),
    /// Events from an offset on, and how many there are in all.
    Timeline(Filter, usize, Vec<EventRow>, usize),
    /// As `Timeline`, and then the place of the event that the cursor is on.
    TimelineAround(Filter, usize, Vec<EventRow>, usize, usize),
    /// The days of all events.
    Moments(Filter, Vec<Moment>),
    /// An entity's page.
    Entity(Box<EntityPage>),
    /// Where words or an entity stand.
    Lines(Box<LinesPage>),
    /// The same, in another order.
    Contexts(Keyword, Filter, LineOrder, Vec<KeywordLine>),
    /// What the list of articles may be narrowed to, or the timeline.
    Narrowings(Filter, bool, Narrowings),
    /// How each article tells an event.
    Tellings(Vec<EventRow>),
    /// How each outlet words an entity.
    Wording(Box<WordsPage>),
    /// The sentences in which an outlet names an entity by these words.
    Sentences(EntityId, Vec<String>, Option<String>, Vec<Sentence>),
    /// An article was marked as read.
    Read(ArticleKey),
    /// So many changes could not be saved so far, the last one because of this; they are tried again.
    Unsaved(Unsaved),
    /// All changes are saved that could not be before.
    AllSaved,
    /// Another program changed the library.
    ChangedElsewhere,
    /// Whether the library can only be read: nothing can be marked or corrected.
    ReadOnly(bool),
    /// About the reader's own.
    Own(Box<Answer>),
    /// A later question made this one pointless.
    Superseded,
    /// A later question was more urgent; this one waits. Never leaves the worker.
    Interrupted,
    /// Something went wrong; in words.
    Failed(String),
}

/// What an entity's page shows.
#[derive(Debug, Clone)]
pub struct EntityPage {
    /// The entity.
    pub entity: Entity,
    /// Its counts in all articles.
    pub row: Option<EntityRow>,
    /// Entities that are named in the same paragraphs, those first that meet it more often than chance.
    pub company: Vec<Companion>,
    /// How often it is named on each day.
    pub activity: Vec<(Date, usize)>,
    /// When the first and the last of the articles appeared that name it, with whether that was inferred.
    pub ends: Option<[(Interval, bool); 2]>,
    /// Events that it has a part in, by the part.
    pub events: Vec<PageEvents>,
    /// By which words each outlet names it.
    pub wordings: Vec<NameUse>,
    /// Its mentions with the words around them.
    pub contexts: Vec<KeywordLine>,
    /// In which order these stand.
    pub order: LineOrder,
    /// The item of the page with the cursor.
    pub cursor: usize,
    /// Its rows, and for which looks they were made.
    pub rows: Option<(Looks, Arc<Sheet>)>,
}

/// On what the rows of a page depend besides what it shows: columns, settings, order and number of contexts.
pub type Looks = (u16, Settings, LineOrder, usize);

/// The part that an entity has in events of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagePart {
    /// What it said.
    Said,
    /// Attacks by it.
    Struck,
    /// Attacks on it, or at it.
    WasStruck,
    /// Milestones.
    Steps,
}

/// Events in which an entity has the same part.
#[derive(Debug, Clone)]
pub struct PageEvents {
    /// The part.
    pub part: PagePart,
    /// The first of them, in order of time.
    pub rows: Vec<EventRow>,
    /// How many there are in all.
    pub total: usize,
}

impl Request {
    /// Whether the answer may take long in a large library: it is made from all that passes the filter, and not
    /// from the rows of one page.
    pub fn is_long(&self) -> bool {
        match self {
            Self::Entities(filter, _) | Self::Moments(filter) => filter.article.is_none(),
            // What tells the same is counted once, and that is to look at all that passes.
            Self::Timeline(filter, _) => filter.article.is_none() && !filter.is_empty(),
            Self::TimelineAround(filter, ..) | Self::TimelineAt(filter, ..) => filter.article.is_none(),
            Self::Entity(_)
            | Self::Narrowings(..)
            | Self::Lines(..)
            | Self::Contexts(..)
            | Self::Wording(_)
            | Self::Sentences(..) => true,
            _ => false,
        }
    }

    /// Whether its answer is laid on top of the panes.
    pub const fn is_page(&self) -> bool {
        matches!(self, Self::Entity(_) | Self::Lines(..) | Self::Wording(_) | Self::Tellings(_))
    }

    /// Whether it changes the reader's own data: then it must not be lost.
    pub fn is_change(&self) -> bool {
        match self {
            Self::SetRead(_) => true,
            Self::Own(question) => question.is_change(),
            _ => false,
        }
    }

    /// Whether it is the last word of a program that ends: it is heard although nobody waits for answers.
    pub fn is_last(&self) -> bool {
        matches!(self, Self::Own(question) if matches!(**question, Question::Leave(_)))
    }

    /// Whether this question makes an earlier one pointless that was not answered yet.
    pub(super) fn supersedes(&self, earlier: &Self) -> bool {
        use Request::{
            Article, Articles, ArticlesAround, Contexts, Entities, Entity, Hits, Lines, Moments, Narrowings,
            Own, Sentences, SetRead, Tellings, Timeline, TimelineAround, TimelineAt, Wording,
        };
        match (self, earlier) {
            (SetRead(_), _) | (_, SetRead(_)) => false,
            (Own(new), Own(old)) => new.supersedes(old),
            (Own(_), _) | (_, Own(_)) => false,
            // Two entities' days may be asked for together.
            (Moments(a), Moments(b)) => a.either.len() != 1 || b.either.len() != 1,
            (Articles(..) | ArticlesAround(..), Articles(..) | ArticlesAround(..))
            | (Article(_), Article(_))
            | (Hits(..), Hits(..))
            | (Entities(..), Entities(..))
            | (
                Timeline(..) | TimelineAround(..) | TimelineAt(..),
                Timeline(..) | TimelineAround(..) | TimelineAt(..),
            )
            | (Lines(..), Lines(..))
            | (Contexts(..), Contexts(..))
            | (Narrowings(..), Narrowings(..))
            | (Wording(_), Wording(_))
            | (Tellings(_), Tellings(_))
            | (Sentences(..), Sentences(..))
            | (Entity(_), Entity(_)) => true,
            _ => false,
        }
    }
}
