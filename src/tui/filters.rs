//! What narrows all panes, and taking it back.

use crate::library::Filter;

use super::reader::Place;
use super::state::State;

/// Narrows everything; what was before can be brought back.
pub fn set_filter(state: &mut State, filter: Filter) {
    if filter != state.filter {
        state.history.push(std::mem::replace(&mut state.filter, filter));
        state.future.clear();
        filter_changed(state);
    }
}

pub(super) fn undo(state: &mut State) {
    match state.history.pop() {
        Some(filter) => {
            state.future.push(std::mem::replace(&mut state.filter, filter));
            filter_changed(state);
        }
        // Filters that stood from the start have no history.
        None if !state.filter.is_empty() => set_filter(state, Filter::default()),
        None => {
            let text = state.strings().words.nothing_to_undo.clone();
            state.tell(text);
        }
    }
}

pub(super) fn redo(state: &mut State) {
    if let Some(filter) = state.future.pop() {
        state.history.push(std::mem::replace(&mut state.filter, filter));
        filter_changed(state);
    }
}

fn filter_changed(state: &mut State) {
    let open = state.wanted.or(state.open_key()).or(state.left.map(|spot| spot.article));
    state.keep = (open, state.timeline.current().map(|event| event.key));
    state.articles.change();
    state.timeline.change();
    if state.filter.query.is_none() {
        state.reader.hits.clear();
        state.hits_of = None;
        if matches!(state.reader.cursor, Some(Place::Hit(_))) {
            state.reader.cursor = None;
        }
    }
}
