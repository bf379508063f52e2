//! Going through an article: to names, events and hits.

use crate::library::Filter;
use crate::model::{EntityId, Span};

use super::{Place, Reader};

impl Reader {
    /// The span of a place in the article's text.
    pub fn span_of(&self, place: Place) -> Option<Span> {
        let analysis = &self.article.as_ref()?.analysis;
        match place {
            Place::Mention(i) => analysis.mentions.get(i).map(|m| m.span),
            Place::Event(i) => analysis.events.get(i).map(|e| e.trigger),
            Place::Hit(i) => self.hits.get(i).copied(),
        }
    }

    /// Puts the cursor on a place and brings it onto the screen.
    pub fn go(&mut self, place: Place) {
        if let Some(span) = self.span_of(place) {
            self.cursor = Some(place);
            self.show(span);
        }
    }

    /// What the cursor is on, if it is on the screen.
    pub(super) fn cursor_on_screen(&mut self) -> Option<Span> {
        let span = self.cursor.and_then(|c| self.span_of(c))?;
        let rows = isize::try_from(self.height).unwrap_or(isize::MAX);
        let bottom = self.moved(self.top, rows);
        self.row_of(span.start).filter(|row| self.top <= *row && *row < bottom).map(|_| span)
    }

    /// Where going on starts from: the cursor if it is on the screen, else the top of the screen.
    fn from(&mut self, forward: bool) -> usize {
        match self.cursor_on_screen() {
            Some(span) if forward => span.start + 1,
            Some(span) => span.start,
            None => self.byte_at_top().unwrap_or(0),
        }
    }

    /// The nearest of `places` (spans of the text, each with what it is) after or before the cursor.
    fn nearest(
        &self,
        places: impl Iterator<Item = (Span, Place)>,
        from: usize,
        forward: bool,
    ) -> Option<Place> {
        let beyond = places.filter(|(span, _)| (span.start >= from) == forward && self.shows(span.start));
        let found = if forward {
            beyond.min_by_key(|(span, _)| span.start)
        } else {
            beyond.max_by_key(|(span, _)| span.start)
        };
        found.map(|(_, place)| place)
    }

    /// Whether a byte of the article's text is in one of the items.
    pub(in super::super) fn shows(&self, at: usize) -> bool {
        let at = self.shown.span(Span::new(at, at)).start;
        let item = self.items.partition_point(|item| item.span.end <= at);
        self.items.get(item).is_some_and(|item| item.span.contains(at))
    }

    fn go_if_any(&mut self, place: Option<Place>) -> bool {
        if let Some(place) = place {
            self.go(place);
        }
        place.is_some()
    }

    /// To the next or previous mention, of `entity` alone or of any. Whether there is one.
    pub fn to_mention(&mut self, entity: Option<&EntityId>, forward: bool) -> bool {
        let Some(article) = self.article.clone() else { return false };
        let from = self.from(forward);
        let mentions = article.analysis.mentions.iter().enumerate();
        let wanted = mentions.filter(|(_, m)| entity.is_none_or(|e| m.entity == *e));
        let found = self.nearest(wanted.map(|(i, m)| (m.span, Place::Mention(i))), from, forward);
        self.go_if_any(found)
    }

    /// To the next or previous event of those that a filter asks for. Whether there is one.
    pub fn to_event(&mut self, filter: &Filter, forward: bool) -> bool {
        let Some(article) = self.article.clone() else { return false };
        // The same words may tell more than one.
        if let Some(Place::Event(i)) = self.cursor {
            let events = &article.analysis.events;
            let next = if forward { i.checked_add(1) } else { i.checked_sub(1) };
            let twin = next.filter(|&at| {
                events
                    .get(at)
                    .zip(events.get(i))
                    .is_some_and(|(a, b)| a.trigger == b.trigger && filter.picks(a))
            });
            if let Some(at) = twin {
                self.go(Place::Event(at));
                return true;
            }
        }
        let from = self.from(forward);
        let events = article.analysis.events.iter().enumerate().filter(|(_, e)| filter.picks(e));
        let found = self.nearest(events.map(|(i, e)| (e.trigger, Place::Event(i))), from, forward);
        self.go_if_any(found)
    }

    /// To the next or previous hit of the search. Whether there is one.
    pub fn to_hit(&mut self, forward: bool) -> bool {
        let from = self.from(forward);
        let hits = self.hits.iter().enumerate();
        let found = self.nearest(hits.map(|(i, s)| (*s, Place::Hit(i))), from, forward);
        self.go_if_any(found)
    }

    /// The entity at the cursor.
    pub fn entity_at_cursor(&self) -> Option<EntityId> {
        let Some(Place::Mention(i)) = self.cursor else { return None };
        Some(self.article.as_ref()?.analysis.mentions.get(i)?.entity.clone())
    }
}
