//! The reader's own: marks, corrections, selections, places that were visited, and the last session.

pub mod ask;
mod correct;
pub mod data;
pub mod looks;
mod marks;
pub mod note;
mod reading;
pub mod select;
pub mod session;
mod take;
mod told;
pub mod trail;

use super::action::Action;
use super::effect::Effect;
use super::filters;
use super::panes::Pane;
use super::request::Request;
use super::state::{Overlay, State};

pub use take::receive;

use data::Question;
use select::Selection;
use session::Restore;
use trail::Trail;

/// The state of what is the reader's own.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// What is selected in the open article.
    pub selection: Option<Selection>,
    /// The byte of the article's text on which the mouse was pressed.
    pub pressed_at: Option<usize>,
    /// Places that were visited.
    pub trail: Trail,
    /// Whether the last session is to be restored.
    pub restore: Restore,
    /// The article that is known to be marked as read.
    read: Option<crate::library::ArticleKey>,
    /// After how many changes of the filter each change of this session was made, the latest last.
    done: Vec<usize>,
    /// The same of changes that were taken back: how many filters were undone then.
    undone: Vec<usize>,
}

/// Does what concerns the reader's own; `None` for every other action.
pub fn update(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    use Action as A;
    match state.overlays.last() {
        Some((Overlay::Ask(_), _)) => return Some(ask::update(state, action)),
        Some((Overlay::Note(_), _)) => return Some(note::update(state, action)),
        Some(_) => return None,
        None if state.prompt.is_some() => return None,
        None => {}
    }
    if state.own.selection.is_some() && state.focus == Pane::Reader {
        return select::update(state, action);
    }
    // What only leads up to a change is not begun.
    if state.read_only
        && matches!(
            action,
            A::Tags
                | A::Note
                | A::SaveSearch
                | A::Retype
                | A::OtherEntity
                | A::SameAs
                | A::Rename
                | A::SetDate
                | A::SetPublished
        )
    {
        say_read_only(state);
        return Some(Vec::new());
    }
    Some(match action {
        A::Star => marks::star(state),
        A::ToggleRead => marks::toggle_read(state),
        A::Tags => marks::tags(state),
        A::Note => note::open(state),
        A::SaveSearch => marks::save_search(state),
        A::Searches => marks::searches(state),
        A::Accept => correct::accept(state),
        // In the list a name stands for all its mentions.
        A::Reject if state.focus == Pane::Entities => correct::reject_everywhere(state),
        A::Reject => correct::reject(state),
        A::RejectEverywhere => correct::reject_everywhere(state),
        A::Retype => correct::retype(state),
        A::OtherEntity => correct::other_entity(state),
        A::SameAs => correct::same_as(state),
        A::FindName => ask::find_name(state),
        A::ToDay => ask::to_day(state),
        A::Rename => correct::rename(state),
        A::SetDate => correct::set_date(state),
        A::SetPublished => correct::set_published(state),
        A::Uncorrect => correct::uncorrect(state),
        A::Corrections => correct::list(state),
        A::Select | A::ExtendLeft | A::ExtendRight | A::ExtendUp | A::ExtendDown => {
            select::begin(state);
            if action == A::Select { Vec::new() } else { select::update(state, action).unwrap_or_default() }
        }
        A::GoBack => trail::go_back(state),
        A::GoForward => trail::go_forward(state),
        A::Undo => undo(state),
        A::Redo => redo(state),
        _ => return None,
    })
}

/// Before any other action: a place that is left by a leap is kept.
pub fn before(state: &mut State, action: Action) {
    let leaps = match action {
        Action::Top | Action::Bottom => state.focus == Pane::Reader,
        Action::Open => matches!(state.focus, Pane::Timeline | Pane::Entities),
        _ => false,
    };
    if leaps && state.overlays.is_empty() && state.prompt.is_none() {
        trail::mark(state);
    }
}

/// After any action: who moves in an article reads it.
pub fn after(state: &mut State) -> Vec<Effect> {
    let Some(article) = state.reader.article.as_ref().filter(|_| state.focus == Pane::Reader) else {
        return Vec::new();
    };
    let (key, read) = (article.key, article.marks.read);
    state.own.trail.stay(key);
    let about_to_leave = state.wanted.is_some_and(|wanted| wanted != key);
    if read || about_to_leave || state.own.read.replace(key) == Some(key) {
        return Vec::new();
    }
    vec![Effect::ask(Request::SetRead(key))]
}

fn say_read_only(state: &mut State) {
    let text = state.strings().words.read_only_told.clone();
    state.warn(text);
}

/// Leaves out what a library that can only be read does not take, and says so; that an article was read is no
/// wish of the reader's, and nothing is said of it.
pub fn refuse(state: &mut State, effects: &mut Vec<Effect>) {
    let mut wished = false;
    effects.retain(|effect| match effect {
        Effect::Ask(request) if request.is_change() => {
            wished |= !matches!(**request, Request::SetRead(_));
            false
        }
        _ => true,
    });
    if wished {
        say_read_only(state);
    }
}

/// Types text into what is on top; gives whether it took it.
pub fn type_text(state: &mut State, text: &str) -> bool {
    match state.overlays.last_mut() {
        Some((Overlay::Ask(ask), _)) => {
            ask.field.insert(text);
            let question = ask.typed();
            state.follow_up.extend(question.map(|q| Request::Own(Box::new(q))));
            true
        }
        Some((Overlay::Note(note), _)) => {
            note.field.insert(text);
            true
        }
        _ => false,
    }
}

/// Asks for changes of the reader's own.
fn change(changes: Vec<crate::library::Change>) -> Vec<Effect> {
    vec![question(Question::Change(changes))]
}

fn question(question: Question) -> Effect {
    Effect::ask(Request::Own(Box::new(question)))
}

/// Takes the last thing back, be it a filter or a mark.
fn undo(state: &mut State) -> Vec<Effect> {
    let own = state.own.done.last().is_some_and(|&filters| filters >= state.history.len());
    let nothing_else = state.history.is_empty() && state.filter.is_empty();
    if !state.read_only && (own || nothing_else) {
        return vec![question(Question::Undo)];
    }
    filters::undo(state);
    Vec::new()
}

fn redo(state: &mut State) -> Vec<Effect> {
    let own = state.own.undone.last().is_some_and(|&filters| filters >= state.future.len());
    if !state.read_only && (own || state.future.is_empty()) {
        return vec![question(Question::Redo)];
    }
    filters::redo(state);
    Vec::new()
}
