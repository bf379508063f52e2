//! Corrections on the spot: what the cursor is on is right, wrong, or something else.

use crate::library::{Article, Change};
use crate::model::{
    About, Anchor, Correction, EntityId, EntityType, Event, EventKind, Interval, Mention, Modality,
    OwnEntity, OwnEvent, OwnMention, OwnParticipant, Part, Participant, PublishedBasis, Say, Span,
};

use super::super::effect::Effect;
use super::super::panes::Pane;
use super::super::parts::entity_name;
use super::super::reader::Place;
use super::super::state::State;
use super::ask::{self, Ask, Purpose};
use super::data::Question;
use super::{change, question};

/// What the cursor of the reader is on.
enum Here {
    Mention(Mention),
    Event(Event),
}

fn here(state: &State) -> Option<Here> {
    let analysis = &state.reader.article.as_ref()?.analysis;
    match state.reader.cursor? {
        Place::Mention(i) => analysis.mentions.get(i).cloned().map(Here::Mention),
        Place::Event(i) => analysis.events.get(i).cloned().map(Here::Event),
        Place::Hit(_) => None,
    }
}

/// Says that the cursor must be on something first.
fn nothing(state: &mut State) -> Vec<Effect> {
    let text = state.strings().words.nothing_to_correct.clone();
    state.tell(text);
    Vec::new()
}

/// Says something of words of the open article.
pub(super) fn say(state: &mut State, span: Span, say: Say) -> Vec<Effect> {
    let Some(article) = state.reader.article.as_ref() else { return Vec::new() };
    let at = match say.about() {
        About::Published => Anchor::default(),
        _ => Anchor::of(&article.document.text, span),
    };
    change(vec![Change::Correct(article.key, vec![Correction { at, say }])])
}

pub(super) fn accept(state: &mut State) -> Vec<Effect> {
    match (here(state), state.reader.article.as_ref()) {
        (Some(Here::Mention(mention)), Some(article)) => {
            let own = own_mention(article, &mention);
            say(state, mention.span, Say::Mention(own))
        }
        (Some(Here::Event(event)), Some(_)) => change_event(state, event.trigger, |_| {}),
        _ => nothing(state),
    }
}

pub(super) fn reject(state: &mut State) -> Vec<Effect> {
    match here(state) {
        Some(Here::Mention(mention)) => say(state, mention.span, Say::NoMention),
        Some(Here::Event(event)) => {
            let (mut events, at) = told_by(state, event.trigger);
            if at < events.len() {
                events.remove(at);
            }
            say_events(state, event.trigger, events)
        }
        None => nothing(state),
    }
}

/// The name at the cursor is none, in all articles and in those that come.
pub(super) fn reject_everywhere(state: &mut State) -> Vec<Effect> {
    match entity(state) {
        Some(id) => change(vec![Change::SayOf(id, OwnEntity { rejected: true, ..OwnEntity::default() })]),
        None => nothing(state),
    }
}

/// Another type for the name, or another kind for the event. An entity that a rule made has its type from that
/// rule: it is changed everywhere. Of one that is well known only this mention is.
pub(super) fn retype(state: &mut State) -> Vec<Effect> {
    let everywhere = |state: &State, id: &EntityId| {
        let entities = state.reader.article.iter().flat_map(|a| &a.analysis.entities);
        let row = state.entities.rows.iter().find(|r| r.id == *id).map(|r| r.by_rule);
        entities.into_iter().find(|e| e.id == *id).map(|e| e.by_rule).or(row).unwrap_or(true)
    };
    let purpose = match (here(state), state.focus) {
        (_, Pane::Entities) => {
            state.entities.current().map(|row| Purpose::Type(Span::default(), row.id.clone(), true))
        }
        (Some(Here::Mention(m)), _) => {
            let everywhere = everywhere(state, &m.entity);
            Some(Purpose::Type(m.span, m.entity, everywhere))
        }
        (Some(Here::Event(event)), _) => Some(Purpose::Kind(event.trigger)),
        (None, _) => None,
    };
    let Some(purpose) = purpose else { return nothing(state) };
    ask::put(state, Ask::new(purpose, ""));
    Vec::new()
}

pub(super) fn set_type(
    state: &mut State,
    span: Span,
    entity: EntityId,
    kind: EntityType,
    everywhere: bool,
) -> Vec<Effect> {
    if everywhere {
        return change(vec![Change::SayOf(entity, OwnEntity { kind: Some(kind), ..OwnEntity::default() })]);
    }
    let name_ar = entity_name(state, &entity);
    say(state, span, Say::Mention(OwnMention { kind, entity, name_ar }))
}

/// Other words for whom this one mention names.
pub(super) fn other_entity(state: &mut State) -> Vec<Effect> {
    match here(state) {
        Some(Here::Mention(mention)) => ask_entity(state, mention.span, mention.kind),
        _ => nothing(state),
    }
}

/// Asks whom words name, with those words as a first answer.
pub(super) fn ask_entity(state: &mut State, span: Span, kind: EntityType) -> Vec<Effect> {
    let words = state.reader.article.as_ref().map(|a| a.words(span).to_owned()).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    ask::put(state, Ask::new(Purpose::Entity(span, kind), &words));
    vec![question(Question::Entities(words))]
}

/// The entity at the cursor, in the reader or in the list of names.
fn entity(state: &State) -> Option<EntityId> {
    match state.focus {
        Pane::Entities => state.entities.current().map(|row| row.id.clone()),
        _ => state.reader.entity_at_cursor(),
    }
}

pub(super) fn same_as(state: &mut State) -> Vec<Effect> {
    let Some(id) = entity(state) else { return nothing(state) };
    // A part of the name finds who bears a like one.
    let name = entity_name(state, &id);
    let last = name.split_whitespace().next_back().unwrap_or_default().to_owned();
    ask::put(state, Ask::new(Purpose::SameAs(id), &last));
    vec![question(Question::Entities(last))]
}

pub(super) fn rename(state: &mut State) -> Vec<Effect> {
    let Some(id) = entity(state) else { return nothing(state) };
    let name = entity_name(state, &id);
    ask::put(state, Ask::new(Purpose::Rename(id), &name));
    Vec::new()
}

/// The script says in which language the name is.
pub(super) fn set_name(id: EntityId, name: String) -> Vec<Effect> {
    let own = if super::super::paint::is_rtl(&name) {
        OwnEntity { name_ar: Some(name), ..OwnEntity::default() }
    } else {
        OwnEntity { name_en: Some(name), ..OwnEntity::default() }
    };
    change(vec![Change::SayOf(id, own)])
}

pub(super) fn set_date(state: &mut State) -> Vec<Effect> {
    match here(state) {
        Some(Here::Event(event)) => {
            let edtf = event.interval.edtf();
            ask::put(state, Ask::new(Purpose::EventDate(event.trigger), &edtf));
            Vec::new()
        }
        _ => nothing(state),
    }
}

pub(super) fn set_published(state: &mut State) -> Vec<Effect> {
    let Some(article) = state.reader.article.as_ref() else { return Vec::new() };
    let edtf = article.published().map(|p| p.interval.edtf()).unwrap_or_default();
    ask::put(state, Ask::new(Purpose::Published, &edtf));
    Vec::new()
}

/// Takes back what the reader said of what the cursor is on: the rules' say holds again.
pub(super) fn uncorrect(state: &mut State) -> Vec<Effect> {
    let Some(article) = state.reader.article.as_ref() else { return Vec::new() };
    let key = article.key;
    match (here(state), state.focus) {
        (_, Pane::Entities) => {
            let own = state.entities.current().map(|row| row.id.clone());
            own.map(|id| change(vec![Change::Entity(id, OwnEntity::default())])).unwrap_or_default()
        }
        (Some(Here::Mention(m)), _) if m.why.is_readers() => {
            change(vec![Change::Uncorrect(key, About::Mention, m.span)])
        }
        (Some(Here::Event(e)), _) if e.why.is_readers() => {
            change(vec![Change::Uncorrect(key, About::Event, e.trigger)])
        }
        (None, _) if article.published().is_some_and(|p| p.basis == PublishedBasis::Set) => {
            change(vec![Change::Uncorrect(key, About::Published, Span::default())])
        }
        _ => nothing(state),
    }
}

pub(super) fn list(state: &mut State) -> Vec<Effect> {
    let Some(key) = state.open_key() else { return Vec::new() };
    ask::put(state, Ask::new(Purpose::Corrections, ""));
    vec![question(Question::Corrections(key))]
}

/// Says of an event of the open article what it is, changed in one thing.
pub(super) fn change_event(
    state: &mut State,
    trigger: Span,
    alter: impl FnOnce(&mut OwnEvent),
) -> Vec<Effect> {
    let (mut events, at) = told_by(state, trigger);
    let Some(event) = events.get_mut(at) else { return Vec::new() };
    alter(event);
    say_events(state, trigger, events)
}

/// The events that words of the open article tell, as the reader would say them, and which of them has the cursor.
fn told_by(state: &State, trigger: Span) -> (Vec<OwnEvent>, usize) {
    let Some(article) = state.reader.article.as_ref() else { return (Vec::new(), 0) };
    let told = || article.analysis.events.iter().enumerate().filter(|(_, e)| e.trigger == trigger);
    let cursor = match state.reader.cursor {
        Some(Place::Event(i)) => told().position(|(at, _)| at == i),
        _ => None,
    };
    (told().map(|(_, event)| own_event(article, event)).collect(), cursor.unwrap_or(0))
}

/// Says which events words of the open article tell; none, if the list is empty.
fn say_events(state: &mut State, trigger: Span, events: Vec<OwnEvent>) -> Vec<Effect> {
    let said = OwnEvent::together(events).map_or(Say::NoEvent, Say::Event);
    say(state, trigger, said)
}

/// Marks an event of which only the kind and the days are known, beside those that the same words tell already.
pub(super) fn add_event(state: &mut State, trigger: Span, kind: EventKind, when: Interval) -> Vec<Effect> {
    let (mut events, _) = told_by(state, trigger);
    events.push(OwnEvent {
        kind,
        when,
        planned: false,
        modality: Modality::Asserted,
        participants: Vec::new(),
        count: None,
        killed: None,
        injured: None,
        also: Vec::new(),
    });
    say_events(state, trigger, events)
}

fn own_mention(article: &Article, mention: &Mention) -> OwnMention {
    let named = article.analysis.entities.iter().find(|e| e.id == mention.entity);
    let name_ar = named.map_or_else(|| article.words(mention.span).to_owned(), |e| e.name_ar.clone());
    OwnMention { kind: mention.kind, entity: mention.entity.clone(), name_ar }
}

fn own_event(article: &Article, event: &Event) -> OwnEvent {
    let text = &article.document.text;
    let own = |part: Part, list: &[Participant]| -> Vec<OwnParticipant> {
        let of =
            |p: &Participant| OwnParticipant { part, at: Anchor::of(text, p.span), entity: p.entity.clone() };
        list.iter().map(of).collect()
    };
    OwnEvent {
        kind: event.kind,
        when: event.interval,
        planned: event.planned,
        modality: event.modality,
        participants: [
            own(Part::Actor, &event.actors),
            own(Part::Target, &event.targets),
            own(Part::Place, &event.places),
            own(Part::Weapon, &event.weapons),
        ]
        .concat(),
        count: event.count,
        killed: event.killed,
        injured: event.injured,
        also: Vec::new(),
    }
}
