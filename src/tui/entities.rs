//! The list of entities, grouped by type.

use crate::library::{EntityRow, Filter};
use crate::model::{EntityId, EntityType};

/// The entities, grouped by type.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// The entities, the most frequent first within their type.
    pub rows: Vec<EntityRow>,
    /// Headings and entities from top to bottom.
    pub lines: Vec<EntityLine>,
    /// The line with the cursor; never a heading if there is an entity.
    pub cursor: usize,
    /// The first line on the screen.
    pub top: usize,
    /// How many lines the screen shows.
    pub height: usize,
    /// Of this article alone, or of all that pass the filter.
    pub of_article: bool,
    /// For which filter the rows are, or were asked for.
    pub asked: Option<Filter>,
    /// For which filter the rows are.
    pub of: Option<Filter>,
    /// Whether an answer came.
    pub known: bool,
}

/// A line of the entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityLine {
    /// A type, with how many entities of it follow.
    Heading(EntityType, usize),
    /// An entity, by its place in the rows.
    Entity(usize),
}

impl Entities {
    /// The entity with the cursor.
    pub fn current(&self) -> Option<&EntityRow> {
        match self.lines.get(self.cursor)? {
            EntityLine::Entity(i) => self.rows.get(*i),
            EntityLine::Heading(..) => None,
        }
    }

    /// Takes an answer. The cursor stays on its entity.
    pub fn receive(&mut self, of: Filter, rows: Vec<EntityRow>) {
        let before = self.current().map(|r| r.id.clone());
        self.rows = rows;
        self.of = Some(of);
        self.known = true;
        self.lines.clear();
        for &kind in EntityType::ALL {
            let members = || self.rows.iter().enumerate().filter(|(_, r)| r.kind == kind);
            let count = members().count();
            if count > 0 {
                self.lines.push(EntityLine::Heading(kind, count));
                self.lines.extend(members().map(|(i, _)| EntityLine::Entity(i)));
            }
        }
        let again = before.and_then(|id| self.line_of(&id));
        self.go(again.unwrap_or(0), 1);
    }

    /// The line of an entity.
    pub fn line_of(&self, id: &EntityId) -> Option<usize> {
        let row = self.rows.iter().position(|r| r.id == *id)?;
        self.lines.iter().position(|l| *l == EntityLine::Entity(row))
    }

    /// Moves the cursor by lines; headings are passed over.
    pub fn step(&mut self, by: isize) {
        self.go(self.cursor.saturating_add_signed(by), if by < 0 { -1 } else { 1 });
    }

    /// The cursor to a line, or past a heading in this direction.
    pub fn go(&mut self, line: usize, direction: isize) {
        let last = self.lines.len().saturating_sub(1);
        let line = line.min(last);
        let is_entity = |l: &usize| matches!(self.lines.get(*l), Some(EntityLine::Entity(_)));
        let below = (line..=last).find(is_entity);
        let above = (0..=line).rev().find(is_entity);
        self.cursor = if direction < 0 { above.or(below) } else { below.or(above) }.unwrap_or(0);
        let height = self.height.max(1);
        // The heading above the first entity of a type is shown with it.
        let upper = if matches!(
            self.cursor.checked_sub(1).and_then(|l| self.lines.get(l)),
            Some(EntityLine::Heading(..))
        ) && height > 1
        {
            self.cursor - 1
        } else {
            self.cursor
        };
        self.top = self.top.min(upper).max((self.cursor + 1).saturating_sub(height));
        self.top = self.top.min(self.lines.len().saturating_sub(height));
    }
}
