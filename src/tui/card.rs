//! Explanations: why something was marked, and all that is known of it.

use crate::library::{EventRow, Filter, ParticipantRow};
use crate::model::{EntityId, Event, Interval, Participant, Why};

use super::dates::notation;
use super::effect::Effect;
use super::filters::set_filter;
use super::panes::Pane;
use super::parts::entity_name;
use super::reader::Place;
use super::request::Request;
use super::state::{Overlay, State};
use super::strings::{Strings, name};
use super::words::according_to;

/// Puts a card about the thing at the cursor on top.
pub fn explain(state: &mut State) {
    let rows = match state.focus {
        Pane::Timeline => state.timeline.current().map(|event| event_row(state, event)),
        Pane::Articles => None,
        Pane::Entities | Pane::Reader => None,
    }
    .or_else(|| at_cursor(state, place(state)?))
    .or_else(|| published(state));
    match rows {
        Some(rows) => {
            let title = state.strings().words.explanation.clone();
            state.overlays.push((Overlay::Card { title, rows }, 0));
        }
        None => {
            let text = state.strings().words.nothing_to_explain.clone();
            state.tell(text);
        }
    }
}

/// Shows what could not be read, with the reasons.
pub fn left_out(state: &mut State) {
    let words = &state.strings().words;
    if state.left_out.is_empty() {
        let text = words.nothing_left_out.clone();
        return state.tell(text);
    }
    let title = words.left_out_title.clone();
    // Each on a line of its own, below its path: paths are long.
    let rows = state
        .left_out
        .iter()
        .flat_map(|(path, reason)| [(String::new(), path.clone()), (String::new(), format!("    {reason}"))]);
    let card = Overlay::Card { title, rows: rows.collect() };
    state.overlays.push((card, 0));
}

/// Whether the open article names the entity at the cursor, and says why.
pub fn can_explain_entity(state: &State) -> bool {
    place(state).is_some()
}

type Rows = Vec<(String, String)>;

/// What is to be explained in the open article: what the cursor is on, or the first mention of the entity.
fn place(state: &State) -> Option<Place> {
    match state.focus {
        Pane::Reader => state.reader.cursor,
        Pane::Entities => {
            let id = &state.entities.current()?.id;
            let mentions = &state.reader.article.as_ref()?.analysis.mentions;
            mentions.iter().position(|m| m.entity == *id).map(Place::Mention)
        }
        Pane::Articles | Pane::Timeline => None,
    }
}

fn at_cursor(state: &State, place: Place) -> Option<Rows> {
    let strings = state.strings();
    let words = &strings.words;
    let article = state.reader.article.as_ref()?;
    let text = &article.document.text;
    let analysis = &article.analysis;
    let mut rows = Vec::new();
    match place {
        Place::Mention(i) => {
            let mention = analysis.mentions.get(i)?;
            rows.push((words.words.clone(), mention.span.of(text).to_owned()));
            let kind = name(&strings.types, mention.kind).to_owned();
            match analysis.entities.iter().find(|e| e.id == mention.entity) {
                Some(entity) => {
                    rows.push((kind, entity.name_ar.clone()));
                    rows.extend(entity.name_en.iter().map(|n| (String::new(), n.clone())));
                    // What a rule made up as an identifier tells a reader nothing.
                    let more = if entity.by_rule { words.by_rule.clone() } else { entity.id.to_string() };
                    rows.push((String::new(), more));
                }
                None => rows.push((kind, mention.entity.to_string())),
            }
            why(&mut rows, strings, &mention.why);
        }
        Place::Event(i) => {
            let event = analysis.events.get(i)?;
            event_rows(&mut rows, state, event, text);
            let voice = article.voice_at(event.trigger.start);
            rows.extend(voice.map(|voice| (String::new(), according_to(words, &voice))));
            why(&mut rows, strings, &event.why);
            let date = event.date.and_then(|span| analysis.dates.iter().find(|d| d.span == span));
            if let Some(date) = date {
                rows.push((words.date.clone(), date.span.of(text).to_owned()));
                why(&mut rows, strings, &date.why);
            }
        }
        Place::Hit(_) => return None,
    }
    Some(rows)
}

fn why(rows: &mut Rows, strings: &Strings, why: &Why) {
    for (at, reason) in strings.reasons(why).into_iter().enumerate() {
        let label = if at == 0 { strings.words.because.clone() } else { String::new() };
        rows.push((label, reason));
    }
}

/// On what the article's date rests.
fn published(state: &State) -> Option<Rows> {
    let strings = state.strings();
    let article = state.reader.article.as_ref()?;
    let published = article.published()?;
    let date = state.long_date(&published.interval);
    let mut rows = vec![
        (strings.words.date.clone(), date),
        ("EDTF".to_owned(), notation(&published.interval.edtf())),
        (String::new(), name(&strings.bases, published.basis).to_owned()),
    ];
    for (at, reason) in published.reasons.iter().enumerate() {
        let label = if at == 0 { strings.words.because.clone() } else { String::new() };
        rows.push((label, strings.note(reason)));
    }
    Some(rows)
}

fn event_rows(rows: &mut Rows, state: &State, event: &Event, text: &str) {
    let strings = state.strings();
    let words = &strings.words;
    let names =
        |list: &[Participant]| list.iter().map(|p| p.span.of(text).to_owned()).collect::<Vec<_>>().join("، ");
    rows.push((words.words.clone(), event.trigger.of(text).to_owned()));
    let mut kind =
        format!("{} · {}", name(&strings.kinds, event.kind), name(&strings.modalities, event.modality));
    if event.planned {
        kind = format!("{kind} · {}", words.planned);
    }
    rows.push((String::new(), kind));
    date_rows(rows, state, &event.interval, &event.interval);
    let parts = [
        (&words.actors, names(&event.actors)),
        (&words.targets, names(&event.targets)),
        (&words.places, names(&event.places)),
        (&words.weapons, names(&event.weapons)),
        (&words.count, number(event.count)),
        (&words.killed, number(event.killed)),
        (&words.injured, number(event.injured)),
    ];
    rows.extend(parts.into_iter().filter(|(_, v)| !v.is_empty()).map(|(l, v)| (l.clone(), v)));
}

fn number(n: Option<u32>) -> String {
    n.map(|n| n.to_string()).unwrap_or_default()
}

/// The date in words, as the text has it, and in the form that other programs read.
fn date_rows(rows: &mut Rows, state: &State, when: &Interval, interval: &Interval) {
    if interval.is_unknown() {
        rows.push((state.strings().words.date.clone(), state.strings().words.undated.clone()));
    } else {
        rows.push((state.strings().words.date.clone(), state.long_date(when)));
        rows.push(("EDTF".to_owned(), notation(&interval.edtf())));
    }
}

fn event_row(state: &State, event: &EventRow) -> Rows {
    let strings = state.strings();
    let words = &strings.words;
    let names = |list: &[ParticipantRow]| {
        list.iter()
            .map(|p| if p.words == p.name { p.name.clone() } else { format!("{} ({})", p.name, p.words) })
            .collect::<Vec<_>>()
            .join("، ")
    };
    let mut kind =
        format!("{} · {}", name(&strings.kinds, event.kind), name(&strings.modalities, event.modality));
    if event.planned {
        kind = format!("{kind} · {}", words.planned);
    }
    let mut rows = vec![(words.words.clone(), event.sentence_words.clone()), (String::new(), kind)];
    date_rows(&mut rows, state, &event.when(), &event.interval);
    let parts = [
        (words.actors.clone(), names(&event.actors)),
        (words.targets.clone(), names(&event.targets)),
        (words.places.clone(), names(&event.places)),
        (words.weapons.clone(), names(&event.weapons)),
        (words.count.clone(), number(event.count)),
        (words.killed.clone(), number(event.killed)),
        (words.injured.clone(), number(event.injured)),
        (String::new(), event.voice.as_ref().map(|voice| according_to(words, voice)).unwrap_or_default()),
        (String::new(), event.outlet.as_ref().map(|o| format!("— {}", o.name)).unwrap_or_default()),
    ];
    rows.extend(parts.into_iter().filter(|(_, v)| !v.is_empty()));
    rows
}

/// Asks for the page of the entity at the cursor.
pub fn entity(state: &mut State) -> Vec<Effect> {
    ask(state, Request::Entity)
}

/// Asks how each outlet words the entity at the cursor, or tells the event there.
pub fn wording(state: &mut State) -> Vec<Effect> {
    let group = state.timeline.current().filter(|_| state.focus == Pane::Timeline).and_then(|e| e.group);
    match group {
        Some(group) => vec![Effect::ask(Request::Tellings(group))],
        None => ask(state, Request::Wording),
    }
}

/// Lays the timeline of the name at the cursor over that of the chosen one; where the cursor is on no other name,
/// asks for the second.
pub fn lay_over(state: &mut State) -> Vec<Effect> {
    let chosen = state.filter.entities.last().cloned();
    let chosen = chosen.or_else(|| state.filter.either.first().cloned());
    let here = at_focus(state);
    let Some(base) = chosen.clone().or_else(|| here.clone()) else {
        let text = state.strings().words.choose_first.clone();
        state.tell(text);
        return Vec::new();
    };
    // The names of an event are no choice of the reader's.
    let other = here.filter(|id| *id != base && state.focus != Pane::Timeline);
    match other {
        Some(other) => {
            lay(state, base, other);
            Vec::new()
        }
        None => super::own::ask::second_name(state, base),
    }
}

/// Lays the timeline of one entity over that of another.
pub fn lay(state: &mut State, base: EntityId, other: EntityId) {
    for id in [&base, &other] {
        let name = entity_name(state, id);
        state.names.insert(id.as_str().to_owned(), name);
    }
    let entities = state.filter.entities.iter().filter(|e| **e != base).cloned().collect();
    set_filter(state, Filter { entities, either: vec![base, other], ..state.filter.clone() });
}

fn ask(state: &mut State, request: impl Fn(EntityId) -> Request) -> Vec<Effect> {
    let id = at_focus(state);
    match id {
        Some(id) => vec![Effect::ask(request(id))],
        None => {
            let text = state.strings().words.nothing_to_explain.clone();
            state.tell(text);
            Vec::new()
        }
    }
}

/// The entity that the cursor is on: of an event the first that acts, suffers or is the place.
pub(super) fn at_focus(state: &State) -> Option<EntityId> {
    match state.focus {
        Pane::Reader => state.reader.entity_at_cursor(),
        Pane::Timeline => {
            let event = state.timeline.current()?;
            let all = event.actors.iter().chain(&event.targets).chain(&event.places);
            all.into_iter().find_map(|p| p.entity.clone())
        }
        Pane::Articles | Pane::Entities => state.entities.current().map(|r| r.id.clone()),
    }
}
