//! What the screen asks of the library, and the answers.

use std::sync::Arc;

use crate::library::{
    Article, ArticleKey, ArticleRow, Companion, EntityRow, EventRow, Filter, Keyword, KeywordLine, Library,
    LineOrder, Moment, NameUse, Near, Page, Rank,
};
use crate::model::{Entity, EntityId, Span};

use super::saves::Unsaved;

/// A question to the library.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// A page of the list of articles, and how many there are.
    Articles(Filter, Page),
    /// An article with everything in it.
    Article(ArticleKey),
    /// Where a search's words stand in an article.
    Hits(ArticleKey, String),
    /// The most frequent entities.
    Entities(Filter, Page),
    /// A page of the timeline, and how many events there are.
    Timeline(Filter, Page),
    /// The days of all events.
    Moments(Filter),
    /// All that is known of an entity, and its events.
    Entity(EntityId),
    /// Marks an article as read.
    SetRead(ArticleKey),
}

/// An answer of the library. Answers about lists carry their filter, so that one that came too late is known.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Articles from an offset on, and how many there are in all.
    Articles(Filter, usize, Vec<ArticleRow>, usize),
    /// An article; `None` if it is gone.
    Article(Option<Arc<Article>>),
    /// Hits in an article.
    Hits(ArticleKey, String, Vec<Span>),
    /// Entities.
    Entities(Filter, Vec<EntityRow>),
    /// Events from an offset on, and how many there are in all.
    Timeline(Filter, usize, Vec<EventRow>, usize),
    /// The days of all events.
    Moments(Filter, Vec<Moment>),
    /// An entity's page.
    Entity(Box<EntityPage>),
    /// An article was marked as read.
    Read(ArticleKey),
    /// So many changes could not be saved so far, the last one because of this; they are tried again.
    Unsaved(Unsaved),
    /// All changes are saved that could not be before.
    AllSaved,
    /// A later question made this one pointless.
    Superseded,
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
    /// Events that it takes part in, in order of time.
    pub events: Vec<EventRow>,
    /// How many there are in all.
    pub event_count: usize,
    /// By which words each outlet names it.
    pub wordings: Vec<NameUse>,
    /// Its mentions with the words around them.
    pub contexts: Vec<KeywordLine>,
}

impl Request {
    /// Whether it changes the reader's own data: then it must not be lost.
    pub const fn is_change(&self) -> bool {
        matches!(self, Self::SetRead(_))
    }

    /// Whether this question makes an earlier one pointless that was not answered yet.
    pub fn supersedes(&self, earlier: &Self) -> bool {
        use Request::{Article, Articles, Entities, Entity, Hits, Moments, SetRead, Timeline};
        match (self, earlier) {
            (SetRead(_), _) | (_, SetRead(_)) => false,
            (Articles(..), Articles(..))
            | (Article(_), Article(_))
            | (Hits(..), Hits(..))
            | (Entities(..), Entities(..))
            | (Timeline(..), Timeline(..))
            | (Moments(_), Moments(_))
            | (Entity(_), Entity(_)) => true,
            _ => false,
        }
    }
}

/// How many different days and stretches of time the axis takes in: three kinds on every day of ten years.
const MOST_MOMENTS: usize = 20_000;

/// Answers a question; an error in words.
pub fn answer(library: &Library, request: Request) -> Reply {
    try_answer(library, request).unwrap_or_else(|e| Reply::Failed(e.to_string()))
}

/// Answers a question, or makes a change.
///
/// # Errors
///
/// The library's.
pub fn try_answer(library: &Library, request: Request) -> crate::library::Result<Reply> {
    Ok(match request {
        Request::Articles(filter, page) => {
            let rows = library.articles(&filter, page)?;
            let total = library.count_articles(&filter)?;
            Reply::Articles(filter, page.offset, rows, total)
        }
        Request::Article(key) => Reply::Article(library.article(key)?.map(Arc::new)),
        Request::Hits(key, query) => {
            let hits = library.hits(key, &query)?;
            Reply::Hits(key, query, hits)
        }
        Request::Entities(filter, page) => {
            let rows = library.entities(&filter, page)?;
            Reply::Entities(filter, rows)
        }
        Request::Timeline(filter, page) => {
            let rows = library.timeline(&filter, page)?;
            let total = library.count_events(&filter)?;
            Reply::Timeline(filter, page.offset, rows, total)
        }
        Request::Moments(filter) => {
            let moments = library.moments(&filter, MOST_MOMENTS)?;
            Reply::Moments(filter, moments)
        }
        Request::Entity(id) => match entity_page(library, &id)? {
            Some(page) => Reply::Entity(Box::new(page)),
            None => Reply::Failed(id.to_string()),
        },
        Request::SetRead(key) => {
            library.set_read(key, true)?;
            Reply::Read(key)
        }
    })
}

fn entity_page(library: &Library, id: &EntityId) -> crate::library::Result<Option<EntityPage>> {
    let Some(entity) = library.entity(id.as_str())? else { return Ok(None) };
    let all = Filter::default();
    let own = Filter::entity(id.clone());
    let row = library.entities(&own, Page::first(64))?.into_iter().find(|r| r.id == *id);
    let company = library.companions(id, Near::Paragraph, Rank::Association, &all, Page::first(40))?;
    let events = library.timeline(&own, Page::first(200))?;
    let event_count = library.count_events(&own)?;
    let wordings = library.names_by_outlet(id, &all, Page::first(200))?;
    let keyword = Keyword::Entity(id.clone());
    let contexts = library.concordance(&keyword, LineOrder::After, &all, Page::first(300))?;
    Ok(Some(EntityPage { entity, row, company, events, event_count, wordings, contexts }))
}
