//! One event as each article tells it, side by side.

use crate::library::EventRow;

use super::action::Action;
use super::effect::Effect;
use super::page::{Link, follow_link};
use super::state::{Overlay, State};

/// The tellings of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Tellings {
    /// How each article tells it.
    pub rows: Vec<EventRow>,
    /// The one with the cursor.
    pub cursor: usize,
}

/// What an action does on the tellings.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let rtl = state.settings.language.is_rtl();
    let Some((Overlay::Tellings(page), _)) = state.overlays.last_mut() else { return Vec::new() };
    let last = page.rows.len().saturating_sub(1);
    let forward = match action {
        Action::Right => !rtl,
        Action::Left => rtl,
        Action::Down | Action::NextPane | Action::PageDown => true,
        Action::Up | Action::PreviousPane | Action::PageUp => false,
        Action::Open => {
            let link = page.rows.get(page.cursor).map(|e| Link::Place(e.article, e.trigger));
            return follow_link(state, link.unwrap_or(Link::Nowhere));
        }
        Action::Back | Action::Help => {
            state.overlays.pop();
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    page.cursor = if forward { (page.cursor + 1).min(last) } else { page.cursor.saturating_sub(1) };
    Vec::new()
}
