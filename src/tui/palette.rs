//! The command palette: any command, by a part of its name in Arabic or English.

use crate::text::{Fold, fold};

use super::action::{Action, Group};
use super::choose::edit;
use super::field::Field;
use super::paint::is_rtl;
use super::state::{Overlay, State};
use super::strings::name;

/// An empty palette.
pub fn new() -> Overlay {
    Overlay::Palette { field: Field::default(), cursor: 0 }
}

/// What an action does in the palette. Gives the command that was chosen, which is to be done then.
pub fn update(state: &mut State, action: Action) -> Option<Action> {
    let Some((Overlay::Palette { field, cursor }, _)) = state.overlays.last() else { return None };
    let (mut field, mut cursor) = (field.clone(), *cursor);
    let found = found(state, field.text());
    match action {
        Action::Back => {
            state.overlays.pop();
            return None;
        }
        Action::Open => {
            state.overlays.pop();
            return found.get(cursor).copied();
        }
        Action::Up => cursor = cursor.saturating_sub(1),
        Action::Down => cursor = (cursor + 1).min(found.len().saturating_sub(1)),
        action => {
            let rtl = is_rtl(field.text());
            edit(&mut field, action, rtl);
            cursor = 0;
        }
    }
    if let Some((Overlay::Palette { field: f, cursor: c }, _)) = state.overlays.last_mut() {
        (*f, *c) = (field, cursor);
    }
    None
}

/// The commands that fit what was typed, the best first; all of them if nothing was, the most useful groups first.
pub fn found(state: &State, typed: &str) -> Vec<Action> {
    let mut out: Vec<(Fit, Option<usize>, Action)> = Action::ALL
        .iter()
        .filter(|a| a.group() != Group::Field && !matches!(a, Action::Palette))
        .filter_map(|&action| {
            let group = Group::ALL.iter().position(|&group| group == action.group());
            Some((fit(state, action, typed)?, group, action))
        })
        .collect();
    // Letters that lie scattered are a guess: worth something where nothing else is found.
    if out.iter().any(|(fit, ..)| fit.0 < SCATTERED) {
        out.retain(|(fit, ..)| fit.0 < SCATTERED);
    }
    out.sort_by_key(|&(fit, group, _)| (fit, group));
    out.into_iter().map(|(.., action)| action).collect()
}

/// How well a name fits, as [`score`] says, and then how long its title is.
pub type Fit = (usize, usize);

/// From this score on only the letters come in this order.
pub const SCATTERED: usize = 6;

/// How well an action's names in both languages fit what was typed.
pub fn fit(state: &State, action: Action, typed: &str) -> Option<Fit> {
    let wanted = fold(typed.trim(), Fold::Loose).text;
    if wanted.is_empty() {
        return Some((0, 0));
    }
    let names = [
        name(&state.assets.arabic.actions, action),
        name(&state.assets.english.actions, action),
        action.as_str(),
    ];
    let one = |name: &&str| {
        // What comes behind the title says more about it, and may be about other things.
        let end = name.find([':', ';', '؛']).unwrap_or(name.len());
        let (title, rest) = (fold(&name[..end], Fold::Loose).text, fold(&name[end..], Fold::Loose).text);
        let (in_title, in_rest) = (score(&title, &wanted), score(&rest, &wanted));
        let in_rest = in_rest.map(|score| if score < SCATTERED { score.max(1) + 2 } else { score });
        let best = in_title.into_iter().chain(in_rest).min()?;
        Some((best, title.chars().count()))
    };
    names.iter().filter_map(one).min()
}

/// How well a name fits: 0 where it begins with what was typed, then where a word does, then where it holds
/// it, then where its letters come in this order; `None` if they do not.
fn score(name: &str, wanted: &str) -> Option<usize> {
    if name.starts_with(wanted) {
        return Some(0);
    }
    match name.find(wanted) {
        Some(at) if name[..at].ends_with([' ', '-', '(']) => return Some(1),
        Some(_) => return Some(2),
        None => {}
    }
    let mut gaps = SCATTERED;
    let mut letters = name.chars();
    for c in wanted.chars().filter(|c| !c.is_whitespace()) {
        gaps += letters.by_ref().position(|n| n == c)?;
    }
    Some(gaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_go_before_words_and_words_before_scattered_letters() {
        let scores: Vec<_> =
            ["theme", "next theme", "anthem e", "to hear men e"].map(|n| score(n, "theme")).into();
        assert_eq!(scores[..2], [Some(0), Some(1)]);
        assert!(scores[2] > Some(2) && scores[3] > scores[1]);
        assert_eq!(score("theme", "emeht"), None);
    }

    #[test]
    fn titles_go_first_and_guesses_only_where_nothing_else_is_found() {
        let assets = std::sync::Arc::new(crate::tui::assets(crate::tui::theme::Depth::True).unwrap());
        let state = State::new(assets, crate::tui::state::Settings::default(), String::new());
        assert_eq!(found(&state, "timeline").first(), Some(&Action::FocusTimeline));
        assert_eq!(found(&state, "الخط الزمني").first(), Some(&Action::FocusTimeline));
        assert_eq!(found(&state, "undo").first(), Some(&Action::Undo));
        assert!(found(&state, "undo").len() < 4, "{:?}", found(&state, "undo"));
        assert_eq!(found(&state, "").first(), Some(&Action::Search));
    }
}
