//! What is done with the reader's answer to a question.

use crate::analyse::id_of_name;
use crate::library::{ArticleKey, Change, Filter, Page};
use crate::model::{Interval, OwnEntity, OwnMention, Say, Span};

use super::super::super::card;
use super::super::super::effect::Effect;
use super::super::super::filters::set_filter;
use super::super::super::moves::focus;
use super::super::super::panes::Pane;
use super::super::super::request::Request;
use super::super::super::state::{Overlay, State};
use super::super::super::strings::fill;
use super::super::session::SavedFilter;
use super::super::{change, correct};
use super::{Ask, Choice, Purpose, Value, chosen, put};

/// Enter.
pub(super) fn answer(state: &mut State) -> Vec<Effect> {
    let Some((Overlay::Ask(ask), _)) = state.overlays.last().cloned() else { return Vec::new() };
    let typed = ask.field.text().trim().to_owned();
    let choice = chosen(&ask).map(|c| c.value);
    let close = |state: &mut State| drop(state.overlays.pop());
    match (ask.purpose, choice) {
        (Purpose::Tags(key), choice) => tag(state, key, &typed, choice),
        (Purpose::Type(span, id, everywhere), Some(Value::Type(kind))) => {
            close(state);
            correct::set_type(state, span, id, kind, everywhere)
        }
        (Purpose::Kind(trigger), Some(Value::Kind(kind))) => {
            close(state);
            correct::change_event(state, trigger, |event| event.kind = kind)
        }
        (Purpose::Entity(span, kind), choice) => {
            let (entity, name) = match choice {
                Some(Value::Entity(id, name)) => (id, name),
                _ if typed.is_empty() => return Vec::new(),
                _ => (id_of_name(&typed), typed),
            };
            close(state);
            state.own.selection = None;
            correct::say(state, span, Say::Mention(OwnMention { kind, entity, name_ar: name }))
        }
        (Purpose::SameAs(id), Some(Value::Entity(other, name))) => {
            close(state);
            state.names.insert(other.as_str().to_owned(), name);
            let own = OwnEntity { same_as: Some(other), ..OwnEntity::default() };
            change(vec![Change::SayOf(id, own)])
        }
        (Purpose::Rename(id), _) if !typed.is_empty() => {
            close(state);
            correct::set_name(id, typed)
        }
        (Purpose::EventDate(trigger), _) => match date(state, &typed) {
            Some(when) => {
                close(state);
                correct::change_event(state, trigger, |event| event.when = when)
            }
            None => Vec::new(),
        },
        (Purpose::WordsDate(span), _) => match date(state, &typed) {
            Some(when) => {
                close(state);
                state.own.selection = None;
                correct::say(state, span, Say::Date { when })
            }
            None => Vec::new(),
        },
        (Purpose::Published, _) => match date(state, &typed) {
            Some(when) => {
                close(state);
                correct::say(state, Span::default(), Say::Published { when })
            }
            None => Vec::new(),
        },
        (Purpose::NewDate(span, kind), _) => match date(state, &typed) {
            Some(when) => {
                close(state);
                state.own.selection = None;
                correct::add_event(state, span, kind, when)
            }
            None => Vec::new(),
        },
        (Purpose::NewType(span), Some(Value::Type(kind))) => {
            close(state);
            correct::ask_entity(state, span, kind)
        }
        (Purpose::NewKind(span), Some(Value::Kind(kind))) => {
            close(state);
            put(state, Ask::new(Purpose::NewDate(span, kind), ""));
            Vec::new()
        }
        (Purpose::FindName, Some(Value::Entity(id, _))) => {
            close(state);
            vec![Effect::ask(Request::Entity(id))]
        }
        (Purpose::Second(first), Some(Value::Entity(other, name))) => {
            close(state);
            state.names.insert(other.as_str().to_owned(), name);
            card::lay(state, first, other);
            Vec::new()
        }
        (Purpose::Day, _) => match date(state, &typed).and_then(|when| Some((when, when.earliest?))) {
            Some((when, day)) => {
                close(state);
                state.sought_days = Some(when);
                focus(state, Pane::Timeline);
                let page = Page::first((state.timeline.height * 4).max(64));
                vec![Effect::ask(Request::TimelineAt(state.timeline_filter(), day, page))]
            }
            None => Vec::new(),
        },
        (Purpose::SaveSearch, _) if !typed.is_empty() => {
            close(state);
            let query = SavedFilter::of(&state.filter).write();
            change(vec![Change::Search(typed, Some(query))])
        }
        (Purpose::Searches, Some(Value::Search(search))) => {
            close(state);
            let filter = SavedFilter::read(&search.query)
                .unwrap_or_else(|| Filter { query: Some(search.query), ..Filter::default() });
            set_filter(state, filter);
            Vec::new()
        }
        (Purpose::Corrections, Some(Value::Correction(about, span))) => {
            close(state);
            state.open_key().map(|key| change(vec![Change::Uncorrect(key, about, span)])).unwrap_or_default()
        }
        (Purpose::Corrections, Some(Value::OwnEntity(id))) => {
            close(state);
            change(vec![Change::Entity(id, OwnEntity::default())])
        }
        _ if typed.is_empty() => Vec::new(),
        _ => {
            let text = fill(&state.strings().words.no_hits, &typed);
            state.warn(text);
            Vec::new()
        }
    }
}

/// The days that were typed; what cannot be read is said, and the question stays.
fn date(state: &mut State, typed: &str) -> Option<Interval> {
    let when = Interval::from_edtf(typed);
    if when.is_none() {
        let text = fill(&state.strings().words.no_such_date, typed);
        state.warn(text);
    }
    when
}

/// Puts a tag on the article, or takes it off. The question stays, as an article may bear several.
fn tag(state: &mut State, key: ArticleKey, typed: &str, choice: Option<Value>) -> Vec<Effect> {
    let Some((Overlay::Ask(ask), _)) = state.overlays.last_mut() else { return Vec::new() };
    let known = ask.choices.iter().any(|c| c.value == Value::Tag(typed.to_owned()));
    let tag = match choice {
        // What was typed is a tag of its own, though it may begin another's name.
        _ if !typed.is_empty() && !known => typed.to_owned(),
        _ if !typed.is_empty() => typed.to_owned(),
        Some(Value::Tag(tag)) => tag,
        _ => {
            state.overlays.pop();
            return Vec::new();
        }
    };
    if !known && !typed.is_empty() {
        let value = Value::Tag(tag.clone());
        ask.choices.insert(0, Choice { label: tag.clone(), about: String::new(), on: Some(false), value });
    }
    for choice in &mut ask.choices {
        if choice.value == Value::Tag(tag.clone()) {
            choice.on = Some(choice.on != Some(true));
        }
    }
    ask.field.clear();
    let on = |c: &&Choice| c.on == Some(true);
    let tags = ask.choices.iter().filter(on).map(|c| c.label.clone()).collect();
    change(vec![Change::Tags(key, tags)])
}
