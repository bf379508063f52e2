//! The library's answers to what the screen asks.

use std::sync::Arc;

use crate::library::{Filter, Keyword, KeywordLine, Library, LineOrder, Near, Page, Rank, Role};
use crate::model::{EntityId, EventKind};

use super::lines::LinesPage;
pub use super::request::{EntityPage, Looks, PageEvents, PagePart, Reply, Request};
use super::words::WordsPage;

/// How many lines in context or sentences are shown at once.
const MOST_CONTEXTS: usize = 300;

/// A name that stands oftener is not sorted by its context before the reader asks for it.
const MOST_SORTED_AT_ONCE: usize = 1_000;
/// Of a name that stands oftener it is looked up who is named in the same articles, not in the same paragraphs.
const MOST_BY_PARAGRAPH: usize = 20_000;

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
        Request::Narrowings(filter, of_events) => {
            let narrowings = library.narrowings(&filter, of_events)?;
            Reply::Narrowings(filter, of_events, narrowings)
        }
        Request::Tellings(group) => Reply::Tellings(library.tellings(group)?),
        Request::Wording(id) => {
            let names = library.names_by_outlet(&id, Page::first(400))?;
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
    let oftener = |most| row.as_ref().is_some_and(|row| row.mentions > most);
    // Paragraphs are looked through one by one, which of a name that stands everywhere takes ten times as long.
    let near = if oftener(MOST_BY_PARAGRAPH) { Near::Article } else { Near::Paragraph };
    let company = library.companions(id, near, Rank::Association, &all, Page::first(12))?;
    let counts = library.event_counts(id)?;
    let mut events = Vec::new();
    for (part, role, kind) in [
        (PagePart::Said, Role::Actor, EventKind::Statement),
        (PagePart::Struck, Role::Actor, EventKind::Attack),
        (PagePart::WasStruck, Role::Struck, EventKind::Attack),
        (PagePart::Steps, Role::Any, EventKind::Milestone),
    ] {
        let rows = library.events_of(id, role, kind, Page::first(60))?;
        let total = counts.of(role, kind);
        events.push(PageEvents { part, rows, total });
    }
    let activity = library.activity(id, &all)?;
    let ends = library.activity_ends(id)?;
    let wordings = library.names_by_outlet(id, Page::first(200))?;
    let keyword = Keyword::Entity(id.clone());
    // To sort them all are read: of a name that stands everywhere the newest come first, unless the reader asks.
    let order = if oftener(MOST_SORTED_AT_ONCE) { LineOrder::Date } else { LineOrder::After };
    let contexts = library.concordance(&keyword, order, &all, Page::first(MOST_CONTEXTS))?;
    let page = EntityPage {
        entity,
        row,
        company,
        activity,
        ends,
        events,
        wordings,
        contexts,
        order,
        cursor: 0,
        rows: None,
    };
    Ok(Some(page))
}
