//! The note on an article: a text field of several lines.

use crate::layout::{Base, Layout, Options, layout};
use crate::library::{ArticleKey, Change};
use crate::model::Span;

use super::super::action::Action;
use super::super::choose::edit;
use super::super::effect::Effect;
use super::super::field::Field;
use super::super::paint::is_rtl;
use super::super::state::{Overlay, State};
use super::super::view;
use super::{change, marks};

/// A note while it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The article.
    pub article: ArticleKey,
    /// The text.
    pub field: Field,
}

impl Note {
    /// The text in lines of so many columns.
    pub fn layout(&self, columns: u16) -> Layout {
        let text = self.field.text();
        layout(text, Span::new(0, text.len()), &Options::new(columns.max(1)).base(Base::AutoRtl))
    }
}

/// Opens the note on the article at the cursor.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(key) = marks::article(state) else { return Vec::new() };
    if state.open_key() != Some(key) {
        // The note comes with the article; a second press writes in it.
        super::super::moves::follow(state);
        return Vec::new();
    }
    let text = state.reader.article.as_ref().map(|a| a.marks.note.clone()).unwrap_or_default();
    state.overlays.push((Overlay::Note(Note { article: key, field: Field::lines(&text) }), 0));
    Vec::new()
}

/// What an action does in a note.
pub(super) fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let columns = view::note_columns(state);
    let Some((Overlay::Note(note), _)) = state.overlays.last_mut() else { return Vec::new() };
    match action {
        Action::Back => drop(state.overlays.pop()),
        Action::Open => {
            let (key, text) = (note.article, note.field.text().trim_end().to_owned());
            state.overlays.pop();
            return change(vec![Change::Note(key, text)]);
        }
        Action::NewLine => note.field.insert("\n"),
        Action::Up | Action::Down => {
            let laid_out = note.layout(columns);
            let cursor = note.field.cursor();
            let at = laid_out.lines.iter().rposition(|l| l.span.start <= cursor).unwrap_or(0);
            let column = laid_out.lines.get(at).and_then(|l| l.column_of(cursor));
            let to = if action == Action::Up { at.checked_sub(1) } else { Some(at + 1) };
            match to.and_then(|to| laid_out.lines.get(to)) {
                Some(line) => {
                    let end = line.cells.iter().map(|c| c.span.end).max().unwrap_or(line.span.start);
                    note.field.go(column.map_or(end, |column| line.byte_at(column)));
                }
                None if action == Action::Up => note.field.to_start(),
                None => note.field.to_end(),
            }
        }
        Action::Quit => return vec![Effect::Quit],
        action => {
            let before = note.field.text().get(..note.field.cursor()).unwrap_or_default();
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let rtl = is_rtl(note.field.text().get(line..).unwrap_or_default());
            edit(&mut note.field, action, rtl);
        }
    }
    Vec::new()
}
