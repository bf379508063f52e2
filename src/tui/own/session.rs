//! Where the reader was the last time, and filters as they are kept.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::library::Filter;
use crate::model::{EntityId, EntityType, EventKind, Modality, Span};

use super::super::panes::Pane;
use super::super::state::State;
use super::trail;

/// Whether the last session is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Restore {
    /// It is not, or it was.
    #[default]
    No,
    /// It is to be.
    Wanted,
    /// It was asked for.
    Asked,
    /// Its article and its place in the list are awaited.
    Awaited,
}

/// Where the reader was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Session {
    /// The id of the article that was open.
    pub article: String,
    /// The byte of its text at the top of the screen.
    pub top: usize,
    /// What the cursor was on.
    pub cursor: Option<Span>,
    /// The place of the article in its list.
    pub row: usize,
    /// The pane with the cursor.
    pub pane: String,
    /// Whether it took the whole screen.
    pub maximised: bool,
    /// What narrowed the panes.
    pub filter: SavedFilter,
}

/// A filter as it is kept, under a name or for the next time. Articles are not named by their keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct SavedFilter {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entities: Vec<EntityId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    either: Vec<EntityId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    types: Vec<EntityType>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outlets: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<EventKind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    modalities: Vec<Modality>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    planned: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    during: Option<(Date, Date)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unread: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    starred: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    noted: bool,
}

impl SavedFilter {
    /// A filter to be kept.
    pub fn of(filter: &Filter) -> Self {
        let filter = filter.clone();
        Self {
            entities: filter.entities,
            either: filter.either,
            types: filter.types,
            outlets: filter.outlets,
            kinds: filter.kinds,
            modalities: filter.modalities,
            planned: filter.planned,
            from: filter.from,
            to: filter.to,
            during: filter.during,
            tags: filter.tags,
            query: filter.query,
            unread: filter.unread,
            starred: filter.starred,
            noted: filter.noted,
        }
    }

    fn filter(self) -> Filter {
        Filter {
            article: None,
            entities: self.entities,
            either: self.either,
            types: self.types,
            outlets: self.outlets,
            kinds: self.kinds,
            modalities: self.modalities,
            planned: self.planned,
            from: self.from,
            to: self.to,
            during: self.during,
            tags: self.tags,
            query: self.query,
            unread: self.unread,
            starred: self.starred,
            noted: self.noted,
        }
    }

    /// As it is kept under a name: a search alone as it was typed, all else as JSON.
    pub fn write(&self) -> String {
        match &self.query {
            Some(query) if *self == (Self { query: self.query.clone(), ..Self::default() }) => query.clone(),
            _ => serde_json::to_string(self).unwrap_or_default(),
        }
    }

    /// A filter that was kept as JSON; `None` for a search as it was typed.
    pub fn read(kept: &str) -> Option<Filter> {
        if !kept.starts_with('{') {
            return None;
        }
        serde_json::from_str::<Self>(kept).ok().map(Self::filter)
    }
}

impl Session {
    /// Where the reader is. `None` while no article is open.
    pub fn of(state: &State) -> Option<Self> {
        let spot = trail::here(state)?;
        Some(Self {
            article: state.reader.article.as_ref()?.document.id.clone(),
            top: spot.top,
            cursor: spot.cursor,
            row: state.articles.cursor,
            pane: state.focus.as_str().to_owned(),
            maximised: state.maximised,
            filter: SavedFilter::of(&state.filter),
        })
    }

    /// Reads what [`Self::write`] wrote; what is of another version of the program is passed over.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// The session as JSON.
    pub fn write(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// The filter.
    pub(super) fn filter(&self) -> Filter {
        self.filter.clone().filter()
    }

    /// The pane with the cursor.
    pub(super) fn pane(&self) -> Option<Pane> {
        self.pane.parse().ok()
    }
}
