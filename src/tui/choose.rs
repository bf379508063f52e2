//! Opening, choosing, searching, copying: what is done with the thing at the cursor.

use crate::library::Filter;
use crate::model::EntityId;

use super::action::Action;
use super::card;
use super::dates::without_isolates;
use super::effect::Effect;
use super::filters::set_filter;
use super::menu::{self, Purpose};
use super::moves::paragraph;
use super::moves::{focus, follow};
use super::panes::Pane;
use super::reader::Place;
use super::request::Request;
use super::state::{Jump, Message, Overlay, State};
use super::strings::fill;

/// Enter.
pub fn open(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Articles => {
            follow(state);
            focus(state, Pane::Reader);
            return read(state);
        }
        Pane::Reader => match state.reader.cursor {
            Some(Place::Mention(_)) => return card::entity(state),
            Some(_) => card::explain(state),
            None => return read(state),
        },
        Pane::Entities => {
            if let Some(id) = state.entities.current().map(|r| r.id.clone()) {
                choose_entity(state, id, false);
            }
        }
        Pane::Timeline => {
            if let Some(event) = state.timeline.current() {
                // What several tell opens to what each of them says.
                return match event.group {
                    Some(group) => vec![Effect::ask(Request::Tellings(group))],
                    None => super::page::go_to(state, event.article, event.trigger),
                };
            }
        }
    }
    Vec::new()
}

fn read(state: &State) -> Vec<Effect> {
    let unread = state.articles.current().filter(|row| !row.read);
    unread.map(|row| Effect::ask(Request::SetRead(row.key))).into_iter().collect()
}

/// Narrows to an entity beside what is chosen already, from its page.
pub fn narrow_to(state: &mut State, id: EntityId) {
    if !state.filter.entities.contains(&id) {
        choose_entity(state, id, true);
    }
}

/// Narrows to an entity, alone or with those that are chosen; chosen again it is let go.
fn choose_entity(state: &mut State, id: EntityId, with_others: bool) {
    let mut filter = state.filter.clone();
    if filter.entities.contains(&id) {
        filter.entities.retain(|e| *e != id);
    } else {
        if !with_others {
            filter.entities.clear();
        }
        let name = super::parts::entity_name(state, &id);
        state.names.insert(id.as_str().to_owned(), name);
        filter.entities.push(id.clone());
        let named = state.reader.article.as_ref();
        if named.is_some_and(|a| a.analysis.mentions.iter().any(|m| m.entity == id)) {
            state.wanted = state.open_key();
            state.asked = None;
            state.jump = Some(Jump::Entity(id));
        }
    }
    set_filter(state, filter);
}

/// Narrows to what the cursor is on.
pub fn filter(state: &mut State) {
    match state.focus {
        Pane::Reader => match state.reader.entity_at_cursor() {
            Some(id) => choose_entity(state, id, true),
            None => menu::open(state, Purpose::Narrow),
        },
        Pane::Entities => {
            if let Some(id) = state.entities.current().map(|r| r.id.clone()) {
                choose_entity(state, id, true);
            }
        }
        // About an article or an event there is more than one thing to narrow to.
        Pane::Articles | Pane::Timeline => menu::open(state, Purpose::Narrow),
    }
}

/// Begins a span of time at the event with the cursor, or ends it there and narrows to it.
pub fn mark_span(state: &mut State) {
    let Some(day) = state.timeline.current().and_then(|e| e.interval.sort_day()) else {
        let text = state.strings().words.no_date_here.clone();
        state.tell(text);
        return;
    };
    match state.span_from.take() {
        None => {
            state.span_from = Some(day);
            let shown = state.settings.digits.show(&day.to_string());
            let text = fill(&state.strings().words.span_marked, &shown);
            state.tell(text);
        }
        Some(from) => {
            let during = Some((from.min(day), from.max(day)));
            set_filter(state, Filter { during, ..state.filter.clone() });
        }
    }
}

/// The search field.
pub fn in_prompt(state: &mut State, action: Action) -> Vec<Effect> {
    let rtl = state.prompt.as_ref().is_some_and(|f| super::paint::is_rtl(f.text()));
    let Some(field) = &mut state.prompt else { return Vec::new() };
    match action {
        Action::Open => {
            let text = field.text().to_owned();
            // What cannot be understood stays, with the cursor where it goes wrong.
            if let Err(error) = crate::library::query::parse(&text) {
                field.go(error.at.start);
                let told = state.strings().query_error(&error);
                state.warn(told);
                return Vec::new();
            }
            let text = text.trim().to_owned();
            state.prompt = None;
            search(state, text);
        }
        Action::Back => state.prompt = None,
        Action::DeleteBack if field.text().is_empty() => state.prompt = None,
        Action::Up => {
            let at = state.searches.iter().rposition(|s| s == field.text()).unwrap_or(state.searches.len());
            if let Some(earlier) = at.checked_sub(1).and_then(|at| state.searches.get(at)) {
                *field = super::field::Field::new(earlier);
            }
        }
        Action::Down => {
            let at = state.searches.iter().position(|s| s == field.text());
            let later = at.and_then(|at| state.searches.get(at + 1));
            *field = super::field::Field::new(later.map_or("", String::as_str));
        }
        action => edit(field, action, rtl),
    }
    Vec::new()
}

/// What a text field does with an action. Left and right are those of the screen.
pub fn edit(field: &mut super::field::Field, action: Action, rtl: bool) {
    match action {
        Action::Left if rtl => field.next(),
        Action::Right if rtl => field.previous(),
        Action::Left => field.previous(),
        Action::Right => field.next(),
        Action::Top => field.to_start(),
        Action::Bottom => field.to_end(),
        Action::DeleteBack => field.delete_back(),
        Action::DeleteForward => field.delete_forward(),
        Action::DeleteWord => field.delete_word(),
        Action::DeleteAll => field.clear(),
        _ => {}
    }
}

fn search(state: &mut State, text: String) {
    let query = (!text.is_empty()).then_some(text);
    if let Some(query) = &query {
        state.searches.retain(|s| s != query);
        state.searches.push(query.clone());
        state.wanted = state.open_key();
        state.asked = None;
        state.jump = Some(Jump::Hit);
    }
    set_filter(state, Filter { query, ..state.filter.clone() });
}

/// The next or previous hit; without a search, the next or previous mention of the chosen entity, else of
/// the one at the cursor. At the end of an article it goes on in the next one of the list.
pub fn walk(state: &mut State, forward: bool) {
    let entity = state.filter.entities.last().cloned().or_else(|| state.reader.entity_at_cursor());
    let entity = entity.or_else(|| state.entities.current().map(|r| r.id.clone()));
    let searching = state.filter.query.is_some();
    let found = if searching {
        state.reader.to_hit(forward)
    } else {
        entity.is_some() && state.reader.to_mention(entity.as_ref(), forward)
    };
    if found {
        return;
    }
    let before = state.articles.cursor;
    state.articles.step(if forward { 1 } else { -1 });
    if state.articles.cursor == before || (!searching && state.filter.entities.is_empty()) {
        state.articles.go(before);
        let text = state.strings().words.no_mentions.clone();
        state.tell(text);
        return;
    }
    follow(state);
    state.jump = match entity.filter(|_| !searching) {
        Some(entity) => Some(Jump::Entity(entity)),
        None => Some(if forward { Jump::Hit } else { Jump::LastHit }),
    };
}

/// Copies what the cursor is on, as logical text.
pub fn copy(state: &mut State) -> Vec<Effect> {
    let text = match state.overlays.last() {
        Some((Overlay::Card { rows, .. }, _)) => Some(
            rows.iter().map(|(l, v)| format!("{l}: {}", without_isolates(v))).collect::<Vec<_>>().join("\n"),
        ),
        Some((Overlay::Entity(page), _)) => Some(page.entity.name_ar.clone()),
        Some((Overlay::Lines(page), _)) => page.lines.get(page.cursor).map(|line| {
            let outlet = line.outlet.as_ref().map_or(String::new(), |o| format!(" — {}", o.name));
            format!("{} {} {}{outlet}", line.before, line.words, line.after)
        }),
        Some((Overlay::Tellings(page), _)) => page.rows.get(page.cursor).map(|e| e.sentence_words.clone()),
        Some((Overlay::Words(page), _)) => {
            page.sentences.get(page.reading.unwrap_or(0)).map(|s| s.words.clone())
        }
        Some(_) => None,
        None => match state.focus {
            Pane::Articles => state.articles.current().and_then(|r| r.title.clone()),
            Pane::Entities => state.entities.current().map(|r| r.name_ar.clone()),
            Pane::Timeline => state.timeline.current().map(|e| e.sentence_words.clone()),
            Pane::Reader => paragraph(state)
                .zip(state.reader.article.as_ref())
                .map(|(span, article)| span.of(&article.document.text).to_owned()),
        },
    };
    copied(state, text)
}

/// Copies a citation of the open article.
pub fn cite(state: &mut State) -> Vec<Effect> {
    let citation = citation(state);
    copied(state, citation)
}

/// Outlet, title, date and address of the open article.
pub fn citation(state: &State) -> Option<String> {
    state.reader.article.as_ref().map(|article| {
        let document = &article.document;
        let date = article.published().map(|p| state.long_date(&p.interval));
        let parts = [
            document.outlet.as_ref().map(|o| o.name.clone()),
            document.title().map(|t| format!("«{t}»")),
            date.filter(|d| !d.is_empty()),
            document.address.clone(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("، ")
    })
}

/// Puts a text on the clipboard and says so.
pub fn copied(state: &mut State, text: Option<String>) -> Vec<Effect> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Vec::new() };
    let words = &state.strings().words;
    if text.len() > crate::term::clipboard::MOST {
        state.message = Some(Message { text: words.too_long_to_copy.clone(), warning: true });
        return Vec::new();
    }
    let told = fill(&words.copied, text.lines().next().unwrap_or_default());
    state.tell(told);
    vec![Effect::Copy(text)]
}
