//! What the reader's own needs of the text on the screen.

use std::sync::Arc;

use crate::library::Article;
use crate::model::Span;

use super::super::reader::{Place, Reader, Row, What};

impl Reader {
    /// Shows the open article anew, after something in it was corrected: what was at the top and at the cursor
    /// stays there.
    pub fn renew(&mut self, article: Arc<Article>) {
        let (top, at) = (self.byte_at_top(), self.cursor.and_then(|c| self.span_of(c)));
        let (was, beginning) = (self.cursor, self.top == Row::default());
        let nth = self.nth_of_trigger();
        let hits = std::mem::take(&mut self.hits);
        self.open(article);
        self.hits = hits;
        if let Some(top) = top.filter(|_| !beginning) {
            self.to_byte(top);
        }
        let place = at.and_then(|span| self.place_over(span, was));
        self.cursor = match (place, at) {
            (Some(Place::Event(_)), Some(trigger)) => self.event_of_trigger(trigger, nth).or(place),
            _ => place,
        };
    }

    /// Which of the events that the same words tell has the cursor.
    fn nth_of_trigger(&self) -> usize {
        let Some(Place::Event(at)) = self.cursor else { return 0 };
        let events = self.article.as_ref().map_or(&[][..], |a| &a.analysis.events);
        let trigger = events.get(at).map(|e| e.trigger);
        events.iter().take(at).filter(|e| Some(e.trigger) == trigger).count()
    }

    /// The event that is so many behind the first of those that these very words tell; the last, if there are fewer.
    fn event_of_trigger(&self, trigger: Span, nth: usize) -> Option<Place> {
        let events = self.article.as_ref()?.analysis.events.iter().enumerate();
        let told = events.filter(|(_, e)| e.trigger == trigger);
        told.take(nth + 1).last().map(|(at, _)| Place::Event(at))
    }

    /// The mention or event that stands at a span, of the sort that was there before if there are both.
    pub fn place_over(&self, span: Span, like: Option<Place>) -> Option<Place> {
        let analysis = &self.article.as_ref()?.analysis;
        let mention = analysis.mentions.iter().position(|m| m.span.overlaps(span)).map(Place::Mention);
        let event = analysis.events.iter().position(|e| e.trigger.overlaps(span)).map(Place::Event);
        match like {
            Some(Place::Event(_)) => event,
            Some(Place::Mention(_)) => mention,
            _ => mention.or(event),
        }
    }

    /// Puts the line that shows a byte of the article's text at the top.
    pub fn to_byte(&mut self, at: usize) {
        if let Some(row) = self.row_of(at) {
            self.top = row;
            self.scroll(0);
        }
    }

    /// The byte that stands a line below (`1`) or above (`-1`) the byte `at`, in the same column.
    pub fn beside_line(&mut self, at: usize, by: isize) -> Option<usize> {
        let row = self.row_of(at)?;
        let here = self.shown.span(Span::new(at, at)).start;
        let layout = self.lay_out(row.item)?;
        let line = layout.lines.get(row.line)?;
        let column = line.column_of(here).unwrap_or(line.column);
        let (mut item, wanted) = (row.item, row.line.checked_add_signed(by));
        if let Some(line) = wanted.and_then(|line| layout.lines.get(line)) {
            return Some(self.shown.source(line.byte_at(column)));
        }
        loop {
            item = item.checked_add_signed(by)?;
            if matches!(self.items().get(item)?.what, What::Block(_)) {
                break;
            }
        }
        let layout = self.lay_out(item)?;
        let line = if by > 0 { layout.lines.first() } else { layout.lines.last() }?;
        Some(self.shown.source(line.byte_at(column)))
    }
}
