//! The help: all keys, and those among them that a word finds.

use super::action::{Action, Group};
use super::choose::edit;
use super::field::Field;
use super::keymap::Context;
use super::paint::is_rtl;
use super::palette::{SCATTERED, fit};
use super::state::{Overlay, State};

/// The help, with what is sought in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Help {
    /// What was typed; empty: all keys.
    pub field: Field,
    /// Whether it is being typed.
    pub typing: bool,
}

/// What an action does while something is typed into the help.
pub fn update(state: &mut State, action: Action) {
    let Some((Overlay::Help(help), top)) = state.overlays.last_mut() else { return };
    match action {
        Action::Open => help.typing = false,
        Action::Back => *help = Help::default(),
        action => {
            let rtl = is_rtl(help.field.text());
            edit(&mut help.field, action, rtl);
        }
    }
    *top = 0;
}

/// The keys of a group: each action with the labels of its keys.
pub type Keys = Vec<(Vec<String>, Action)>;

/// The keys by groups, as far as the word that is sought finds them.
pub fn found(state: &State, sought: &str) -> Vec<(Group, Keys)> {
    let keymap = &state.assets.keymap;
    let mut out = Vec::new();
    for &group in Group::ALL {
        let context = if group == Group::Field { Context::Prompt } else { Context::Global };
        let mut members = Vec::new();
        for &action in Action::ALL.iter().filter(|a| a.group() == group) {
            // What only one pane or the views on top know is listed with the rest.
            let everywhere = keymap.labels(context, action);
            let labels = if everywhere.is_empty() {
                let mut own: Vec<String> = Vec::new();
                for &context in Context::ALL.iter().filter(|c| **c != Context::Prompt) {
                    own.extend(keymap.labels(context, action));
                }
                own.dedup();
                own
            } else {
                everywhere
            };
            let is_key = || labels.iter().any(|label| label == sought.trim());
            if !labels.is_empty()
                && (is_key() || fit(state, action, sought).is_some_and(|worth| worth.0 < SCATTERED))
            {
                members.push((labels, action));
            }
        }
        if !members.is_empty() {
            out.push((group, members));
        }
    }
    out
}
