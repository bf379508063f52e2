//! What the library answered is taken into the state.

use crate::library::Keyword;

use super::filters::undo;
use super::incoming::News;
use super::moves::follow;
use super::own::session::Restore;
use super::reader::Place;
use super::request::{Reply, Request};
use super::state::{Jump, Message, Overlay, State};
use super::strings::fill;
use super::tellings::Tellings;

/// Takes an answer of the library.
pub fn receive(state: &mut State, reply: Reply) {
    match reply {
        Reply::Articles(filter, offset, rows, total) => {
            if filter == state.filter {
                state.articles.receive(offset, rows, total);
                articles_came(state);
            }
        }
        Reply::ArticlesAround(filter, offset, rows, total, cursor) => {
            if filter == state.filter {
                state.articles.receive_around(offset, rows, total, cursor);
                reopen(state);
            }
        }
        Reply::Article(Some(article)) => {
            if state.wanted == Some(article.key) {
                super::own::trail::leaving(state, article.key);
                if state.open_key() == Some(article.key) {
                    state.reader.renew(article);
                } else {
                    state.reader.open(article);
                    state.hits_of = None;
                }
                if state.timeline_of_article {
                    state.timeline.forget();
                }
                arrived(state);
            }
        }
        Reply::Article(None) => state.reader.close(),
        Reply::Hits(key, query, hits) => {
            if state.hits_of == Some((key, query)) && state.open_key() == Some(key) {
                state.reader.hits = hits;
                arrived(state);
            }
        }
        Reply::Entities(filter, rows) => {
            if state.entities.asked.as_ref() == Some(&filter) {
                state.entities.receive(filter, rows);
            }
        }
        Reply::Timeline(filter, offset, rows, total) => {
            if filter == state.timeline_filter() {
                state.timeline.receive(offset, rows, total);
            }
        }
        Reply::TimelineAround(filter, offset, rows, total, cursor) => {
            if filter == state.timeline_filter() {
                state.timeline.receive_around(offset, rows, total, cursor);
                nothing_then(state);
            }
        }
        Reply::Moments(filter, moments) => {
            if state.moments_of.as_ref() == Some(&filter) {
                state.moments = moments.into();
                state.moments_for = Some(filter);
            } else if state.over_of.as_ref() == Some(&filter) {
                state.over = moments.into();
            }
        }
        Reply::Entity(page) => {
            if awaited(state, |request| matches!(request, Request::Entity(id) if *id == page.entity.id)) {
                state.overlays.push((Overlay::Entity(page), 0));
            }
        }
        Reply::Narrowings(filter, of_events, narrowings) => {
            super::menu::receive(state, filter, of_events, narrowings);
        }
        Reply::Tellings(rows) => {
            let awaited = awaited(state, |request| matches!(request, Request::Tellings(_)));
            if awaited && !rows.is_empty() {
                state.overlays.push((Overlay::Tellings(Tellings { rows, cursor: 0 }), 0));
            }
        }
        Reply::Wording(page) => {
            if awaited(state, |request| matches!(request, Request::Wording(id) if *id == page.entity)) {
                let sentences = super::words::open(state, page);
                state.follow_up.extend(sentences);
            }
        }
        Reply::Lines(page) => {
            if awaited(state, |request| matches!(request, Request::Lines(of, _) if *of == page.keyword)) {
                super::lines::open(state, page);
            }
        }
        Reply::Contexts(keyword, filter, order, lines) => match state.overlays.last_mut() {
            Some((Overlay::Entity(page), _))
                if Keyword::Entity(page.entity.id.clone()) == keyword && page.order == order =>
            {
                page.contexts = super::lines::cut(lines, order).0;
                page.rows = None;
            }
            Some((Overlay::Lines(page), _))
                if page.keyword == keyword && page.filter == filter && page.order == order =>
            {
                super::lines::receive(page, lines);
            }
            _ => {}
        },
        Reply::Sentences(id, words, outlet, sentences) => {
            if let Some((Overlay::Words(page), _)) = state.overlays.last_mut()
                && page.entity == id
            {
                page.receive(&words, outlet.as_deref(), sentences);
            }
        }
        Reply::Read(key) => {
            let at = state.articles.held().find(|(_, row)| row.key == key).map(|(i, _)| i);
            if let Some(row) = at.and_then(|at| state.articles.get_mut(at)) {
                row.read = true;
            }
        }
        Reply::Unsaved(unsaved) => {
            let text = format!(
                "{}: {}",
                fill(&state.strings().words.unsaved, &unsaved.changes.to_string()),
                unsaved.why
            );
            state.message = Some(Message { text, warning: true });
            state.unsaved = unsaved.changes;
        }
        Reply::AllSaved => {
            state.unsaved = 0;
            let words = state.strings().words.all_saved.clone();
            state.tell(words);
        }
        Reply::ChangedElsewhere => {
            grow(state);
            // Its marks may be others now.
            let open = state.open_key().filter(|&key| state.wanted.is_none_or(|wanted| wanted == key));
            if let Some(key) = open {
                state.wanted = Some(key);
                state.follow_up.push(Request::Article(key));
            }
        }
        Reply::ReadOnly(read_only) => {
            state.read_only = read_only;
            if read_only {
                let text = state.strings().words.read_only_told.clone();
                state.warn(text);
            }
        }
        Reply::Own(answer) => super::own::receive(state, *answer),
        Reply::Superseded | Reply::Interrupted => {}
        Reply::Failed(text) => {
            state.awaited = None;
            state.message = Some(Message { text, warning: true });
            // A search that cannot be understood narrows nothing.
            if state.filter.query.is_some() && !state.articles.known {
                undo(state);
                state.future.pop();
            }
        }
    }
}

/// Says that none of the days that were sought has an event, and that the cursor stands on another.
fn nothing_then(state: &mut State) {
    let Some(sought) = state.sought_days.take() else { return };
    let Some(event) = state.timeline.current() else { return };
    let days = &event.interval;
    // What is open at one end reaches into any days.
    if days.earliest.is_some() && days.latest.is_some() && days.intersects(&sought) {
        return;
    }
    if days.sort_day().is_some_and(|day| sought.intersects(&crate::model::Interval::day(day))) {
        return;
    }
    let when = state.long_date(&sought);
    let text = fill(&state.strings().words.nothing_then, &when);
    state.tell(text);
}

/// Whether this is the page that the reader waits for; then it is no longer waited for.
fn awaited(state: &mut State, is_it: impl Fn(&Request) -> bool) -> bool {
    let here = state.awaited.as_ref().is_some_and(is_it);
    if here {
        state.awaited = None;
    }
    here
}

/// Takes news of articles that come in.
pub fn hear(state: &mut State, news: News) {
    match news {
        News::Reading { articles, more } => {
            state.reading = Some(articles);
            if more {
                grow(state);
            }
        }
        News::Read { articles, left_out, last } => {
            let first = state.newest.is_none();
            state.reading = None;
            if articles > 0 {
                grow(state);
            }
            // All that the first reading brings is as new as the rest: what comes after it is marked.
            if first {
                state.newest = Some(last);
            }
            let words = &state.strings().words;
            if !left_out.is_empty() {
                let text = fill(&words.left_out, &left_out.len().to_string());
                state.message = Some(Message { text, warning: true });
                state.left_out.extend(left_out);
            } else if articles > 0 {
                let text = fill(&words.came_in, &articles.to_string());
                state.message = Some(Message { text, warning: false });
            }
        }
        News::Failed(text) => {
            state.reading = None;
            state.message = Some(Message { text, warning: true });
        }
    }
}

/// The library holds more than before: what is shown of it is asked for anew, with the cursor where it is.
fn grow(state: &mut State) {
    if (state.touched || state.newest.is_some()) && state.articles.total > 0 {
        state.articles.grow();
    } else {
        // Nobody has begun to read: the list begins with its first article.
        state.articles.forget();
        state.articles.go(0);
        state.follow_first = true;
    }
    if state.timeline.total > 0 {
        state.timeline.grow();
    } else {
        state.timeline.forget();
    }
    state.moments_of = None;
    state.entities.asked = None;
}

/// The reader keeps its article if the list still has it, else it shows the first of the list.
fn articles_came(state: &mut State) {
    if state.nothing_passes() {
        leave(state);
        return;
    }
    state.left = None;
    if std::mem::take(&mut state.follow_first) && !state.touched {
        follow(state);
        return;
    }
    let open = state.wanted.or(state.open_key());
    let at = state.articles.held().find(|(_, row)| Some(row.key) == open).map(|(i, _)| i);
    if state.own.restore == Restore::Awaited {
        state.own.restore = Restore::No;
        return;
    }
    match at {
        Some(at) if state.articles.cursor == 0 => state.articles.go(at),
        Some(_) => {}
        None if state.articles.cursor == 0 || open.is_none() => {
            let jump = state.filter.entities.last().cloned().map(Jump::Entity);
            follow(state);
            state.jump = state.jump.take().or(jump);
        }
        None => {}
    }
}

/// The filters leave no article: none of them is shown. Where the reader was is kept until one passes again.
fn leave(state: &mut State) {
    state.left = super::own::trail::here(state).or(state.left);
    state.own.restore = Restore::No;
    state.reader.close();
    (state.wanted, state.asked, state.jump, state.hits_of) = (None, None, None, None);
}

/// The article from which the filters had led away passes again.
fn reopen(state: &mut State) {
    if let Some(spot) = state.left.take().filter(|_| state.open_key().is_none() && state.wanted.is_none()) {
        state.wanted = Some(spot.article);
        state.jump = state.jump.take().or(Some(Jump::Spot(spot.top, spot.cursor)));
    }
}

/// Goes to where the article was opened for, once it (and the hits, if it is for these) are there.
pub(super) fn arrived(state: &mut State) {
    let Some(jump) = state.jump.clone() else { return };
    if state.open_key() != state.wanted {
        return;
    }
    let done = match jump {
        Jump::Event(trigger) => {
            let article = state.reader.article.clone();
            let events = article.iter().flat_map(|a| &a.analysis.events);
            match events.into_iter().position(|e| e.trigger == trigger) {
                Some(event) => state.reader.go(Place::Event(event)),
                None => state.reader.show(trigger),
            }
            true
        }
        Jump::Words(span) => {
            let analysis = state.reader.article.as_ref().map(|a| &a.analysis);
            let mention = analysis.and_then(|a| a.mentions.iter().position(|m| m.span == span));
            let event = analysis.and_then(|a| a.events.iter().position(|e| e.trigger == span));
            match mention.map(Place::Mention).or(event.map(Place::Event)) {
                Some(place) => state.reader.go(place),
                None => state.reader.show(span),
            }
            true
        }
        Jump::Entity(id) => {
            state.reader.to_top();
            state.reader.cursor = None;
            state.reader.to_mention(Some(&id), true);
            true
        }
        Jump::Spot(top, cursor) => {
            state.reader.cursor = cursor.and_then(|span| state.reader.place_over(span, None));
            if top == 0 {
                state.reader.to_top();
            } else {
                state.reader.to_byte(top);
            }
            true
        }
        Jump::Hit | Jump::LastHit => {
            let last = state.reader.hits.len().checked_sub(1);
            match last {
                Some(last) => {
                    state.reader.go(Place::Hit(if jump == Jump::Hit { 0 } else { last }));
                    true
                }
                None => false,
            }
        }
    };
    if done {
        state.jump = None;
    }
}
