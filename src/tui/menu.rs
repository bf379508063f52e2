//! Lists on top from which one thing is chosen: what to narrow to, which filter to take away, which types of
//! names are coloured.

use crate::library::{EventRow, Filter, Narrowings};
use crate::model::{EntityId, EntityType, EventKind, Interval, Modality};

use super::action::Action;
use super::filters::set_filter;
use super::panes::Pane;
use super::parts::{FilterPart, entity_name, parts};
use super::reader::Place;
use super::request::Request;
use super::state::{Overlay, State};
use super::strings::name;

/// What a menu is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Narrows to something about the item at the cursor.
    Narrow,
    /// Takes filters away, one by one.
    Filters,
    /// Switches the colours of types on and off.
    Types,
}

/// A line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is chosen.
    pub label: String,
    /// What it is: an actor, an outlet.
    pub about: String,
    /// Whether it is on; `None` where there is no on and off.
    pub on: Option<bool>,
    /// The digit that chooses it.
    pub digit: Option<u32>,
    /// What choosing it does.
    pub choice: Choice,
}

/// What choosing an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Puts a filter in, or takes it out.
    Part(FilterPart),
    /// Colours a type, or leaves it plain.
    Type(EntityType),
    /// Takes all filters away.
    ClearFilters,
}

/// A menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What it is for.
    pub purpose: Purpose,
    /// Its lines.
    pub entries: Vec<Entry>,
    /// The line with the cursor.
    pub cursor: usize,
}

/// Puts a menu on top; none if it would be empty.
pub fn open(state: &mut State, purpose: Purpose) {
    let entries = entries(state, purpose);
    if entries.is_empty() {
        let text = state.strings().words.no_filters.clone();
        state.tell(text);
        return;
    }
    state.overlays.push((Overlay::Menu(Menu { purpose, entries, cursor: 0 }), 0));
    let wanted = (state.filter.clone(), state.focus == Pane::Timeline);
    let held = state
        .narrowings
        .as_ref()
        .is_some_and(|(filter, events, _)| (filter, *events) == (&wanted.0, wanted.1));
    if purpose == Purpose::Narrow && !held {
        state.follow_up.push(Request::Narrowings(wanted.0, wanted.1));
    }
}

/// Takes the counts of what may be narrowed to; they are put beside the lines, and the outlets below them.
pub fn receive(state: &mut State, filter: Filter, of_events: bool, narrowings: Narrowings) {
    state.narrowings = Some((filter, of_events, narrowings));
    if matches!(state.overlays.last(), Some((Overlay::Menu(menu), _)) if menu.purpose == Purpose::Narrow) {
        refresh(state);
    }
}

fn entries(state: &State, purpose: Purpose) -> Vec<Entry> {
    match purpose {
        Purpose::Narrow => narrow(state),
        Purpose::Filters => filters(state),
        Purpose::Types => types(state),
    }
}

/// What an action does in a menu.
pub fn update(state: &mut State, action: Action) {
    let Some((Overlay::Menu(menu), _)) = state.overlays.last_mut() else { return };
    let last = menu.entries.len().saturating_sub(1);
    match action {
        Action::Up => menu.cursor = menu.cursor.saturating_sub(1),
        Action::Down => menu.cursor = (menu.cursor + 1).min(last),
        Action::Top => menu.cursor = 0,
        Action::Bottom => menu.cursor = last,
        Action::Open | Action::PageDown => {
            let at = menu.cursor;
            choose(state, at);
        }
        Action::Filter if menu.purpose == Purpose::Narrow => choose(state, 0),
        Action::Back | Action::Help => drop(state.overlays.pop()),
        _ => {}
    }
}

/// Chooses the line `at`, from 0.
pub fn choose(state: &mut State, at: usize) {
    let Some((Overlay::Menu(menu), _)) = state.overlays.last() else { return };
    let purpose = menu.purpose;
    let Some(entry) = menu.entries.get(at).cloned() else { return };
    match entry.choice {
        Choice::Part(part) => {
            if purpose == Purpose::Narrow {
                state.overlays.pop();
            }
            if let FilterPart::Entity(id) | FilterPart::Either(id) = &part {
                state.names.insert(id.as_str().to_owned(), entry.label.clone());
            }
            if let FilterPart::Outlet(id) = &part {
                state.names.insert(id.clone(), entry.label.clone());
            }
            let mut filter = state.filter.clone();
            part.toggle(&mut filter);
            set_filter(state, filter);
        }
        Choice::Type(kind) => {
            let plain = &mut state.settings.plain_types;
            plain.toggle(kind);
        }
        Choice::ClearFilters => {
            state.overlays.pop();
            set_filter(state, Filter::default());
            return;
        }
    }
    refresh(state);
}

/// The lines anew, after something was chosen and the menu stays.
fn refresh(state: &mut State) {
    let Some((Overlay::Menu(menu), _)) = state.overlays.last() else { return };
    let entries = entries(state, menu.purpose);
    if entries.is_empty() {
        state.overlays.pop();
    } else if let Some((Overlay::Menu(menu), _)) = state.overlays.last_mut() {
        menu.cursor = menu.cursor.min(entries.len() - 1);
        menu.entries = entries;
    }
}

/// The active filters, and all of them at once.
fn filters(state: &State) -> Vec<Entry> {
    let words = &state.strings().words;
    let mut out: Vec<Entry> = parts(&state.filter)
        .into_iter()
        .map(|part| Entry {
            label: part.label(state),
            about: String::new(),
            on: Some(true),
            digit: None,
            choice: Choice::Part(part),
        })
        .collect();
    if out.len() > 1 {
        let label = words.clear_all.clone();
        let choice = Choice::ClearFilters;
        out.push(Entry { label, about: String::new(), on: None, digit: None, choice });
    }
    numbered(out)
}

/// The types of names, coloured or plain.
fn types(state: &State) -> Vec<Entry> {
    let strings = state.strings();
    let entries = EntityType::ALL.iter().map(|&kind| Entry {
        label: name(&strings.types_plural, kind).to_owned(),
        about: super::shown::sign(kind).to_string(),
        on: Some(!state.settings.plain_types.contains(kind)),
        digit: None,
        choice: Choice::Type(kind),
    });
    numbered(entries.collect())
}

/// Gives the first nine lines their digits.
fn numbered(mut entries: Vec<Entry>) -> Vec<Entry> {
    for (entry, digit) in entries.iter_mut().zip(1..=9) {
        entry.digit = Some(digit);
    }
    entries
}

/// The digit of what can always be narrowed to: the same wherever the cursor is.
fn digit(part: &FilterPart) -> Option<u32> {
    Some(match part {
        FilterPart::Kind(EventKind::Attack) => 1,
        FilterPart::Kind(EventKind::Statement) => 2,
        FilterPart::Kind(EventKind::Milestone) => 3,
        FilterPart::Planned => 4,
        FilterPart::Unread => 5,
        FilterPart::Starred => 6,
        FilterPart::Noted => 7,
        _ => return None,
    })
}

/// The digits of the outlet and of the date of what the cursor is on.
const OUTLET: u32 = 8;
const DATE: u32 = 9;

/// What can be narrowed to at the cursor, the most likely first; then what can always be.
fn narrow(state: &State) -> Vec<Entry> {
    let mut list = Narrow { state, out: Vec::new() };
    match state.focus {
        Pane::Articles => list.article(),
        Pane::Timeline => {
            if let Some(event) = state.timeline.current() {
                list.event(event);
            }
        }
        Pane::Reader => list.place(),
        Pane::Entities => {
            if let Some(id) = state.entities.current().map(|r| r.id.clone()) {
                list.entity(&id, "");
            }
        }
    }
    let words = &state.strings().words;
    for &kind in EventKind::ALL {
        list.part(FilterPart::Kind(kind), &words.event_kind);
    }
    list.part(FilterPart::Planned, &words.event_ahead);
    let marks = [FilterPart::Unread, FilterPart::Starred, FilterPart::Noted];
    let ways = Modality::ALL.iter().map(|&m| (FilterPart::Modality(m), words.told_as.as_str()));
    let marks = marks.into_iter().map(|part| (part, ""));
    // What concerns articles comes first in their list, what concerns events in theirs.
    let rest: Vec<_> =
        if state.focus == Pane::Articles { marks.chain(ways).collect() } else { ways.chain(marks).collect() };
    for (part, about) in rest {
        list.part(part, about);
    }
    list.outlets();
    list.out
}

struct Narrow<'a> {
    state: &'a State,
    out: Vec<Entry>,
}

impl Narrow<'_> {
    fn part(&mut self, part: FilterPart, about: &str) {
        let label = part.label(self.state);
        self.add(part, label, about);
    }

    fn add(&mut self, part: FilterPart, label: String, about: &str) {
        let on = Some(part.is_in(&self.state.filter));
        let left = self.left(&part).map(|n| self.state.settings.digits.show(&n.to_string()));
        // What it is, and how much is left.
        let about = [Some(about.to_lowercase()).filter(|about| !about.is_empty()), left];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let digit = digit(&part);
        let choice = Choice::Part(part);
        if !self.out.iter().any(|e| e.choice == choice) {
            self.out.push(Entry { label, about, on, digit, choice });
        }
    }

    /// How much is left if it is chosen, where that is known for the filters that stand.
    fn left(&self, part: &FilterPart) -> Option<usize> {
        let of_events = self.state.focus == Pane::Timeline;
        let (.., all) = self
            .state
            .narrowings
            .as_ref()
            .filter(|(filter, events, _)| *filter == self.state.filter && *events == of_events)?;
        match part {
            FilterPart::Kind(kind) => all.kinds.iter().find(|(k, _)| k == kind).map(|(_, n)| *n),
            FilterPart::Outlet(id) => {
                let is_it = |outlet: &Option<crate::model::Outlet>| {
                    outlet.as_ref().map_or("", |outlet| outlet.id.as_str()) == id
                };
                all.outlets.iter().find(|(outlet, _)| is_it(outlet)).map(|(_, n)| *n)
            }
            _ => None,
        }
    }

    /// All outlets, and the articles of none that is known.
    fn outlets(&mut self) {
        let state = self.state;
        let words = &state.strings().words;
        for (outlet, _) in state.narrowings.iter().flat_map(|(.., all)| &all.outlets) {
            let (id, name) = match outlet {
                Some(outlet) => (outlet.id.clone(), outlet.name.clone()),
                None => (String::new(), words.no_outlet.clone()),
            };
            self.add(FilterPart::Outlet(id), name, &words.outlet);
        }
    }

    /// The outlet of what the cursor is on.
    fn outlet(&mut self, outlet: Option<&crate::model::Outlet>) {
        let words = &self.state.strings().words;
        let (id, name) = match outlet {
            Some(outlet) => (outlet.id.clone(), outlet.name.clone()),
            None => (String::new(), words.no_outlet.clone()),
        };
        self.add(FilterPart::Outlet(id), name, &words.outlet);
        if let Some(entry) = self.out.last_mut() {
            entry.digit = Some(OUTLET);
        }
    }

    fn entity(&mut self, id: &EntityId, about: &str) {
        let label = entity_name(self.state, id);
        self.add(FilterPart::Entity(id.clone()), label, about);
    }

    /// A month, or the whole of an uncertain date.
    fn days(&mut self, interval: &Interval, part: impl Fn(Interval) -> Option<FilterPart>) {
        let about = &self.state.strings().words.date;
        let month = interval.single_day().and_then(|day| Interval::month(day.year(), day.month()));
        for span in [Some(*interval), month].into_iter().flatten() {
            if let Some(part) = part(span) {
                self.part(part, about);
                let first = !self.out.iter().any(|entry| entry.digit == Some(DATE));
                if let Some(entry) = self.out.last_mut().filter(|_| first) {
                    entry.digit = Some(DATE);
                }
            }
        }
    }

    fn article(&mut self) {
        let words = &self.state.strings().words;
        let Some(row) = self.state.articles.current() else { return };
        self.outlet(row.outlet.as_ref());
        let open = self.state.reader.article.as_ref().filter(|a| a.key == row.key);
        for tag in open.iter().flat_map(|a| &a.marks.tags) {
            self.part(FilterPart::Tag(tag.clone()), &words.tag);
        }
        self.days(&row.published, |i| (!i.is_unknown()).then_some(FilterPart::Between(i.earliest, i.latest)));
    }

    fn event(&mut self, event: &EventRow) {
        let words = &self.state.strings().words;
        self.part(FilterPart::Kind(event.kind), &words.event_kind);
        let sides = [
            (&event.actors, &words.actors),
            (&event.targets, &words.targets),
            (&event.places, &words.places),
            (&event.weapons, &words.weapons),
        ];
        for (list, about) in sides {
            for participant in list {
                if let Some(id) = &participant.entity {
                    self.add(FilterPart::Entity(id.clone()), participant.name.clone(), about);
                }
            }
        }
        self.outlet(event.outlet.as_ref());
        self.days(&event.interval, |i| Some(FilterPart::During(i.earliest?, i.latest?)));
    }

    /// What the cursor of the reader is on.
    fn place(&mut self) {
        let words = &self.state.strings().words;
        let Some(article) = self.state.reader.article.as_ref() else { return };
        match self.state.reader.cursor {
            Some(Place::Mention(_)) => {
                if let Some(id) = self.state.reader.entity_at_cursor() {
                    self.entity(&id, "");
                }
            }
            Some(Place::Event(i)) => {
                let Some(event) = article.analysis.events.get(i) else { return };
                self.part(FilterPart::Kind(event.kind), &words.event_kind);
                let sides = [
                    (&event.actors, &words.actors),
                    (&event.targets, &words.targets),
                    (&event.places, &words.places),
                ];
                for (list, about) in sides {
                    for id in list.iter().filter_map(|p| p.entity.as_ref()) {
                        self.entity(id, about);
                    }
                }
                self.days(&event.interval, |i| Some(FilterPart::During(i.earliest?, i.latest?)));
            }
            Some(Place::Hit(_)) | None => {}
        }
        self.outlet(article.document.outlet.as_ref());
        for tag in &article.marks.tags {
            self.part(FilterPart::Tag(tag.clone()), &words.tag);
        }
    }
}
