//! The parts of a filter, one by one: in words, put in, and taken out.

use jiff::civil::Date;

use crate::library::Filter;
use crate::model::{EntityId, EntityType, EventKind, Interval, Modality};

use super::dates;
use super::state::State;
use super::strings::name;

/// One thing that narrows the panes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterPart {
    /// An entity is named.
    Entity(EntityId),
    /// One of several entities is named: their timelines lie over each other.
    Either(EntityId),
    /// An outlet published it; an empty one stands for those that are not known.
    Outlet(String),
    /// A kind of event is told.
    Kind(EventKind),
    /// An event is told in this way: denied, threatened.
    Modality(Modality),
    /// An event that lies ahead is told.
    Planned,
    /// A type of entity.
    Type(EntityType),
    /// It was published, or in the timeline happened, between these days; either may be open.
    Between(Option<Date>, Option<Date>),
    /// An event between these days is told.
    During(Date, Date),
    /// It bears a tag of the reader's.
    Tag(String),
    /// A search finds it.
    Query(String),
    /// It was not read.
    Unread,
    /// It is starred.
    Starred,
    /// It bears a note.
    Noted,
}

/// The parts of a filter, in the order in which they are shown.
pub fn parts(filter: &Filter) -> Vec<FilterPart> {
    use FilterPart as P;
    let mut out: Vec<P> = filter.entities.iter().cloned().map(P::Entity).collect();
    out.extend(filter.either.iter().cloned().map(P::Either));
    out.extend(filter.outlets.iter().cloned().map(P::Outlet));
    out.extend(filter.kinds.iter().copied().map(P::Kind));
    out.extend(filter.modalities.iter().copied().map(P::Modality));
    out.extend(filter.planned.then_some(P::Planned));
    out.extend(filter.types.iter().copied().map(P::Type));
    if filter.from.is_some() || filter.to.is_some() {
        out.push(P::Between(filter.from, filter.to));
    }
    out.extend(filter.during.map(|(from, to)| P::During(from, to)));
    out.extend(filter.tags.iter().cloned().map(P::Tag));
    out.extend(filter.query.iter().cloned().map(P::Query));
    out.extend(filter.unread.then_some(P::Unread));
    out.extend(filter.starred.then_some(P::Starred));
    out.extend(filter.noted.then_some(P::Noted));
    out
}

fn flip<T: PartialEq + Clone>(list: &mut Vec<T>, item: &T) {
    match list.iter().position(|i| i == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item.clone()),
    }
}

impl FilterPart {
    /// Whether a filter has this part.
    pub fn is_in(&self, filter: &Filter) -> bool {
        parts(filter).contains(self)
    }

    /// Puts the part into a filter, or takes it out if it is there.
    pub fn toggle(&self, filter: &mut Filter) {
        let there = self.is_in(filter);
        match self {
            Self::Entity(id) => flip(&mut filter.entities, id),
            Self::Either(id) => flip(&mut filter.either, id),
            Self::Outlet(id) => flip(&mut filter.outlets, id),
            Self::Kind(kind) => flip(&mut filter.kinds, kind),
            Self::Modality(modality) => flip(&mut filter.modalities, modality),
            Self::Planned => filter.planned = !there,
            Self::Type(kind) => flip(&mut filter.types, kind),
            Self::Between(from, to) => {
                (filter.from, filter.to) = if there { (None, None) } else { (*from, *to) };
            }
            Self::During(from, to) => filter.during = (!there).then_some((*from, *to)),
            Self::Tag(tag) => flip(&mut filter.tags, tag),
            Self::Query(query) => filter.query = (!there).then(|| query.clone()),
            Self::Unread => filter.unread = !there,
            Self::Starred => filter.starred = !there,
            Self::Noted => filter.noted = !there,
        }
    }

    /// The part in words.
    pub fn label(&self, state: &State) -> String {
        let strings = state.strings();
        let words = &strings.words;
        let days = |from: Option<Date>, to: Option<Date>| {
            let shown = dates::short(&Interval { earliest: from, latest: to }, words);
            dates::in_text(state.settings.digits.show(&shown))
        };
        match self {
            Self::Entity(id) => entity_name(state, id),
            Self::Either(id) => {
                let at = state.filter.either.iter().position(|e| e == id).unwrap_or(0);
                format!("{} {}", state.settings.digits.show(&(at + 1).to_string()), entity_name(state, id))
            }
            Self::Outlet(id) if id.is_empty() => words.no_outlet.clone(),
            Self::Outlet(id) => {
                let held = state.articles.held().find_map(|(_, r)| r.outlet.as_ref().filter(|o| o.id == *id));
                let name = held.map(|o| o.name.clone()).or_else(|| state.names.get(id).cloned());
                name.unwrap_or_else(|| id.clone())
            }
            Self::Kind(kind) => name(&strings.kinds_plural, *kind).to_owned(),
            Self::Modality(modality) => name(&strings.modalities, *modality).to_owned(),
            Self::Planned => words.planned.clone(),
            Self::Type(kind) => name(&strings.types_plural, *kind).to_owned(),
            Self::Between(from, to) => days(*from, *to),
            Self::During(from, to) => format!("{} {}", words.events_of, days(Some(*from), Some(*to))),
            Self::Tag(tag) => format!("#{tag}"),
            Self::Query(query) => format!("/{query}"),
            Self::Unread => words.unread.clone(),
            Self::Starred => words.starred.clone(),
            Self::Noted => words.noted.clone(),
        }
    }
}

/// The Arabic name of an entity, as far as anything that is held tells it; else its id.
pub fn entity_name(state: &State, id: &EntityId) -> String {
    let row = state.entities.rows.iter().find(|r| r.id == *id).map(|r| r.name_ar.clone());
    let named = || {
        let entities = state.reader.article.iter().flat_map(|a| &a.analysis.entities);
        entities.into_iter().find(|e| e.id == *id).map(|e| e.name_ar.clone())
    };
    row.or_else(named)
        .or_else(|| state.names.get(id.as_str()).cloned())
        .unwrap_or_else(|| id.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_part_goes_in_and_out_again() {
        let (a, b) = (date(2021, 7, 1), date(2021, 7, 31));
        let all = [
            FilterPart::Entity("x".into()),
            FilterPart::Either("y".into()),
            FilterPart::Outlet("rt".to_owned()),
            FilterPart::Kind(EventKind::Attack),
            FilterPart::Modality(Modality::Denied),
            FilterPart::Planned,
            FilterPart::Type(EntityType::Group),
            FilterPart::Between(Some(a), None),
            FilterPart::During(a, b),
            FilterPart::Tag("t".to_owned()),
            FilterPart::Query("q".to_owned()),
            FilterPart::Unread,
            FilterPart::Starred,
            FilterPart::Noted,
        ];
        let mut filter = Filter::default();
        for part in &all {
            assert!(!part.is_in(&filter), "{part:?}");
            part.toggle(&mut filter);
            assert!(part.is_in(&filter), "{part:?}");
        }
        assert_eq!(parts(&filter), all);
        for part in all.iter().rev() {
            part.toggle(&mut filter);
        }
        assert!(filter.is_empty());
    }
}
