//! What the library answered about the reader's own is taken into the state.

use crate::library::{Changed, EntityRow, Own};
use crate::model::EntityId;

use super::super::moves::focus;
use super::super::parts::entity_name;
use super::super::request::Request;
use super::super::state::{Jump, Overlay, State};
use super::super::strings::{fill, name};
use super::ask::{Choice, Purpose, Value, correction_choice};
use super::data::Answer;
use super::session::{Restore, Session};
use super::told::told;

/// Takes an answer.
pub fn receive(state: &mut State, answer: Answer) {
    let words = state.strings().words.clone();
    match answer {
        Answer::Changed(changes, changed) => {
            if !changed.now.is_empty() {
                let (told, now) = (told(state, &changes), state.history.len());
                state.own.done.push(now);
                state.own.undone.clear();
                took(state, &changed);
                state.tell(told);
            }
        }
        Answer::Undone(Some(changed)) => {
            let (told, now) = (words.own_undone, state.future.len());
            state.own.done.pop();
            state.own.undone.push(now);
            let told = fill(&told, &labels(state, &changed));
            took(state, &changed);
            state.tell(told);
            own_left(state, &changed);
            back_to(state, &changed);
        }
        Answer::Redone(Some(changed)) => {
            let (told, now) = (words.own_redone, state.history.len());
            state.own.undone.pop();
            state.own.done.push(now);
            let told = fill(&told, &labels(state, &changed));
            took(state, &changed);
            state.tell(told);
            own_left(state, &changed);
            back_to(state, &changed);
        }
        Answer::Undone(None) => {
            state.own.done.clear();
            state.tell(words.nothing_to_undo);
        }
        Answer::Redone(None) => {
            state.own.undone.clear();
            state.tell(words.nothing_to_redo);
        }
        Answer::Entities(text, rows) => {
            let types = state.strings().types.clone();
            if let Some((Overlay::Ask(ask), _)) = state.overlays.last_mut()
                && ask.field.text().trim() == text
            {
                let this = match &ask.purpose {
                    Purpose::SameAs(id) | Purpose::Second(id) => Some(id.clone()),
                    _ => None,
                };
                let other = rows.into_iter().filter(|row| this.as_ref() != Some(&row.id));
                ask.choices = other
                    .map(|row| Choice {
                        about: about(&row, name(&types, row.kind)),
                        on: None,
                        value: Value::Entity(row.id, row.name_ar.clone()),
                        label: row.name_ar,
                    })
                    .collect();
            }
        }
        Answer::Tags(all) => tags(state, all),
        Answer::Searches(all) => {
            let label = |text: &str| text.to_owned();
            if let Some((Overlay::Ask(ask), _)) = state.overlays.last_mut()
                && ask.purpose == Purpose::Searches
            {
                let choice = |s: crate::library::SavedSearch| {
                    let about = if s.query.starts_with('{') { String::new() } else { label(&s.query) };
                    Choice { label: s.name.clone(), about, on: None, value: Value::Search(s) }
                };
                ask.choices = all.into_iter().map(choice).collect();
            }
        }
        Answer::Corrections(corrections, entities, names) => {
            state.names.extend(names.into_iter().map(|(id, name)| (id.to_string(), name)));
            let mut choices: Vec<Choice> =
                corrections.iter().rev().map(|c| correction_choice(state, c)).collect();
            choices.extend(entities.into_iter().map(|(id, own)| entity_choice(state, id, &own)));
            if let Some((Overlay::Ask(ask), _)) = state.overlays.last_mut()
                && ask.purpose == Purpose::Corrections
            {
                ask.choices = choices;
            }
        }
        Answer::Session(session, key) => {
            state.own.restore = Restore::No;
            if let Some(session) = session {
                restore(state, &session, key);
            }
        }
        Answer::Left => {}
    }
}

fn entity_choice(state: &State, id: EntityId, own: &crate::model::OwnEntity) -> Choice {
    let strings = state.strings();
    let kind = own.kind.map(|kind| name(&strings.types, kind).to_owned());
    let same = own.same_as.as_ref().map(|other| format!("= {}", entity_name(state, other)));
    let rejected = own.rejected.then(|| strings.words.rejected.clone());
    let said = [rejected, own.name_ar.clone(), own.name_en.clone(), kind, same];
    let about = said.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Choice { label: entity_name(state, &id), about, on: None, value: Value::OwnEntity(id) }
}

/// All tags, those of the article first.
/// What is told beside an entity's name: its English name, its type, how often it is named.
fn about(row: &EntityRow, kind: &str) -> String {
    let english = row.name_en.as_deref().map(|name| format!("{name} · ")).unwrap_or_default();
    format!("{english}{kind} · {}", row.mentions)
}

fn tags(state: &mut State, all: Vec<(String, usize)>) {
    let Some((Overlay::Ask(ask), _)) = state.overlays.last_mut() else { return };
    let Purpose::Tags(key) = ask.purpose else { return };
    let open = state.reader.article.as_ref().filter(|a| a.key == key);
    let here = open.map(|a| a.marks.tags.clone()).unwrap_or_default();
    let choice = |(tag, articles): (String, usize)| Choice {
        about: articles.to_string(),
        on: Some(here.contains(&tag)),
        value: Value::Tag(tag.clone()),
        label: tag,
    };
    ask.choices = all.into_iter().map(choice).collect();
    ask.choices.sort_by_key(|c| c.on != Some(true));
}

/// Something of the reader's own has another value: what shows it is brought up to date.
fn took(state: &mut State, changed: &Changed) {
    for own in &changed.now {
        let at = state.articles.held().find(|(_, row)| Some(row.key) == own.article()).map(|(i, _)| i);
        if let Some(row) = at.and_then(|at| state.articles.get_mut(at)) {
            match own {
                Own::Read(_, read) => row.read = *read,
                Own::Starred(_, starred) => row.starred = *starred,
                Own::Note(_, note) => row.noted = !note.is_empty(),
                _ => {}
            }
        }
    }
    let analysis = changed.now.iter().any(Own::concerns_analysis);
    if analysis {
        state.timeline.forget();
        state.moments_of = None;
        state.entities.asked = None;
        state.articles.forget();
    } else if state.filter.unread
        || state.filter.starred
        || state.filter.noted
        || !state.filter.tags.is_empty()
    {
        state.articles.forget();
    }
    let open = state.open_key();
    let concerns_open = analysis || changed.now.iter().any(|own| own.article() == open);
    if let Some(key) = open.filter(|&key| concerns_open && state.wanted.is_none_or(|wanted| wanted == key)) {
        state.wanted = Some(key);
        state.follow_up.push(Request::Article(key));
    }
}

/// Something was left as another window had changed it: that is said.
fn own_left(state: &mut State, changed: &Changed) {
    if changed.left {
        let text = state.strings().words.own_left.clone();
        state.warn(text);
    }
}

/// The cursor goes back to the words whose correction was taken back or brought back.
fn back_to(state: &mut State, changed: &Changed) {
    if let Some((_, span)) = changed.place.filter(|(key, _)| state.wanted == Some(*key)) {
        state.jump = Some(Jump::Words(span));
    }
}

/// What was taken back or brought back, each kind of thing once, and in which article.
fn labels(state: &State, changed: &Changed) -> String {
    let mut what: Vec<&str> = Vec::new();
    for own in &changed.now {
        let label = label(state, own);
        if !what.contains(&label) {
            what.push(label);
        }
    }
    let what = what.join(&state.strings().words.comma);
    let title = changed.title.as_deref().map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    title.map_or(what.clone(), |title| format!("{what} · «{title}»"))
}

fn label<'a>(state: &'a State, own: &Own) -> &'a str {
    let words = &state.strings().words;
    match own {
        Own::Read(_, true) => &words.read,
        Own::Read(_, false) => &words.unread,
        Own::Starred(_, true) => &words.starred,
        Own::Starred(_, false) => &words.star_removed,
        Own::Note(..) => &words.note,
        Own::Tags(..) => &words.tag,
        Own::Corrections(..) => &words.correction,
        Own::Entity(..) => &words.own_entity,
        Own::Search(..) => &words.saved_search,
    }
}

/// Goes to where the reader was the last time.
fn restore(state: &mut State, session: &Session, key: Option<crate::library::ArticleKey>) {
    state.filter = session.filter();
    state.maximised = session.maximised;
    if let Some(pane) = session.pane() {
        focus(state, pane);
    }
    let Some(key) = key else { return };
    state.articles.cursor = session.row;
    state.articles.top = session.row.saturating_sub(state.articles.height / 2);
    state.wanted = Some(key);
    state.jump = Some(Jump::Spot(session.top, session.cursor));
    state.own.restore = Restore::Awaited;
}
