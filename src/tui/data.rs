//! What the screen asks of the library, and the answers.

use std::sync::Arc;

use jiff::civil::Date;

use crate::library::{
    Article, ArticleKey, ArticleRow, Companion, EntityRow, EventKey, EventRow, Filter, Keyword, KeywordLine,
    Library, LineOrder, Moment, NameUse, Near, Page, Rank, Role, Sentence,
};
use crate::model::{Entity, EntityId, EventKind, Span};

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
            Self::Timeline(filter, _) | Self::TimelineAround(filter, ..) => {
                filter.article.is_none() && !filter.is_empty()
            }
            Self::Entity(_)
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
            Article, Articles, ArticlesAround, Contexts, Entities, Entity, Hits, Lines, Moments, Own,
            Sentences, SetRead, Tellings, Timeline, TimelineAround, TimelineAt, Wording,
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
            | (Wording(_), Wording(_))
            | (Tellings(_), Tellings(_))
            | (Sentences(..), Sentences(..))
            | (Entity(_), Entity(_)) => true,
            _ => false,
        }
    }
}

/// How many lines in context or sentences are shown at once.
const MOST_CONTEXTS: usize = 300;

/// A name that stands oftener is not sorted by its context before the reader asks for it.
const MOST_SORTED_AT_ONCE: usize = 1_000;

/// How many of the newest lines are parted by outlet: of each outlet only the first ones are shown.
const MOST_BY_OUTLET: usize = 2_000;

/// The lines that are shown of all in this order. By outlet only the newest are looked at, as those of all outlets
/// together would have to be read.
fn lines(
    library: &Library,
    keyword: &Keyword,
    filter: &Filter,
    order: LineOrder,
) -> crate::library::Result<Vec<KeywordLine>> {
    if order != LineOrder::Outlet {
        return library.concordance(keyword, order, filter, Page::first(MOST_CONTEXTS));
    }
    let mut lines = library.concordance(keyword, LineOrder::Date, filter, Page::first(MOST_BY_OUTLET))?;
    let outlet =
        |line: &KeywordLine| line.outlet.as_ref().map_or((true, String::new()), |o| (false, o.name.clone()));
    // The newest first within each, as the sort is stable.
    lines.sort_by_cached_key(outlet);
    Ok(lines)
}

/// How many different days and stretches of time the axis takes in: three kinds on every day of ten years.
const MOST_MOMENTS: usize = 20_000;

/// Answers a question; an error in words.
pub fn answer(library: &mut Library, request: Request) -> Reply {
    match try_answer(library, request) {
        Ok(reply) => reply,
        Err(e) if e.is_interrupted() => Reply::Interrupted,
        Err(e) => Reply::Failed(e.to_string()),
    }
}

/// Answers a question, or makes a change.
///
/// # Errors
///
/// The library's.
pub fn try_answer(library: &mut Library, request: Request) -> crate::library::Result<Reply> {
    Ok(match request {
        Request::Articles(filter, page) => {
            let rows = library.articles(&filter, page)?;
            let total = library.count_articles(&filter)?;
            Reply::Articles(filter, page.offset, rows, total)
        }
        Request::ArticlesAround(filter, key, page) => match library.place_of_article(&filter, key)? {
            None => return Ok(answer(library, Request::Articles(filter, page))),
            Some(at) => {
                let page = around(at, page);
                let rows = library.articles(&filter, page)?;
                let total = library.count_articles(&filter)?;
                Reply::ArticlesAround(filter, page.offset, rows, total, at)
            }
        },
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
            let rows = library.timeline_merged(&filter, page)?;
            let total = library.count_merged(&filter)?;
            Reply::Timeline(filter, page.offset, rows, total)
        }
        Request::TimelineAround(filter, key, page) => match library.place_of_event(&filter, key)? {
            None => return Ok(answer(library, Request::Timeline(filter, page))),
            Some(at) => {
                let page = around(at, page);
                let rows = library.timeline_merged(&filter, page)?;
                let total = library.count_merged(&filter)?;
                Reply::TimelineAround(filter, page.offset, rows, total, at)
            }
        },
        Request::Moments(filter) => {
            let moments = library.moments(&filter, MOST_MOMENTS)?;
            Reply::Moments(filter, moments)
        }
        Request::Entity(id) => match entity_page(library, &id)? {
            Some(page) => Reply::Entity(Box::new(page)),
            None => Reply::Failed(id.to_string()),
        },
        Request::TimelineAt(filter, day, page) => {
            let total = library.count_merged(&filter)?;
            let at = library.place_of_day(&filter, day)?.min(total.saturating_sub(1));
            let page = around(at, page);
            let rows = library.timeline_merged(&filter, page)?;
            Reply::TimelineAround(filter, page.offset, rows, total, at)
        }
        Request::Lines(keyword, filter) => {
            let order = LineOrder::Outlet;
            let lines = lines(library, &keyword, &filter, order)?;
            let name = match &keyword {
                Keyword::Query(query) => query.clone(),
                Keyword::Entity(id) => {
                    library.entity(id.as_str())?.map_or_else(|| id.to_string(), |e| e.name_ar)
                }
            };
            Reply::Lines(Box::new(LinesPage::new(keyword, name, filter, order, lines)))
        }
        Request::Contexts(keyword, filter, order) => {
            let lines = lines(library, &keyword, &filter, order)?;
            Reply::Contexts(keyword, filter, order, lines)
        }
        Request::Tellings(group) => Reply::Tellings(library.tellings(group)?),
        Request::Wording(id) => {
            let names = library.names_by_outlet(&id, &Filter::default(), Page::first(400))?;
            let verbs = library.verbs_by_outlet(&id)?;
            let name = library.entity(id.as_str())?.map_or_else(|| id.to_string(), |e| e.name_ar);
            Reply::Wording(Box::new(WordsPage::new(id, name, &names, verbs)))
        }
        Request::Sentences(id, words, outlet) => {
            let page = Page::first(MOST_CONTEXTS);
            let found = library.name_sentences(&id, &words, outlet.as_deref(), page)?;
            Reply::Sentences(id, words, outlet, found)
        }
        Request::SetRead(key) => {
            library.set_read(key, true)?;
            Reply::Read(key)
        }
        Request::Look => Reply::Superseded,
        Request::Own(question) => Reply::Own(Box::new(super::own::data::answer(library, *question)?)),
    })
}

/// A page of the same length with the item at `at` in its middle.
fn around(at: usize, page: Page) -> Page {
    Page::at(at.saturating_sub(page.limit / 2), page.limit)
}

fn entity_page(library: &Library, id: &EntityId) -> crate::library::Result<Option<EntityPage>> {
    let Some(entity) = library.entity(id.as_str())? else { return Ok(None) };
    let all = Filter::default();
    let row = library.entity_row(id)?;
    let company = library.companions(id, Near::Paragraph, Rank::Association, &all, Page::first(12))?;
    let mut events = Vec::new();
    for (part, role, kind) in [
        (PagePart::Said, Role::Actor, EventKind::Statement),
        (PagePart::Struck, Role::Actor, EventKind::Attack),
        (PagePart::WasStruck, Role::Struck, EventKind::Attack),
        (PagePart::Steps, Role::Any, EventKind::Milestone),
    ] {
        let (rows, total) = library.events_of(id, role, kind, Page::first(60))?;
        events.push(PageEvents { part, rows, total });
    }
    let activity = library.activity(id, &all)?;
    let wordings = library.names_by_outlet(id, &all, Page::first(200))?;
    let keyword = Keyword::Entity(id.clone());
    // To sort them all are read: of a name that stands everywhere the newest come first, unless the reader asks.
    let often = row.as_ref().is_some_and(|row| row.mentions > MOST_SORTED_AT_ONCE);
    let order = if often { LineOrder::Date } else { LineOrder::After };
    let contexts = library.concordance(&keyword, order, &all, Page::first(MOST_CONTEXTS))?;
    let page = EntityPage {
        entity,
        row,
        company,
        activity,
        events,
        wordings,
        contexts,
        order,
        cursor: 0,
        rows: None,
    };
    Ok(Some(page))
}
