//! The keys that matter now, in the bottom bar: what Enter does here, and what else is worth a key.

use ratatui::layout::Rect;

use crate::layout::width;

use super::super::action::Action;
use super::super::dates::notation;
use super::super::keymap::Context;
use super::super::own::ask::Purpose;
use super::super::page::Link;
use super::super::paint::Painter;
use super::super::panes::Pane;
use super::super::reader::Place;
use super::super::state::{Overlay, State};
use super::super::strings::fill;
use super::super::theme::Part;

/// Which actions are worth a hint in the present state, the most useful first.
fn useful(state: &State) -> Vec<Action> {
    use Action as A;
    match state.overlays.last() {
        Some((Overlay::Palette { .. }, _)) => return vec![A::Open, A::Back],
        Some((Overlay::Help(_), _)) => return vec![A::Back, A::Search, A::PageDown],
        Some((Overlay::Menu(_), _)) => return vec![A::Open, A::Back],
        Some((Overlay::Entity(_), _)) => {
            return vec![A::Open, A::NextPane, A::Filter, A::Wording, A::SortContexts, A::Copy, A::Back];
        }
        Some((Overlay::Lines(_), _)) => {
            return vec![A::Open, A::SortContexts, A::NextPane, A::Copy, A::Back];
        }
        Some((Overlay::Words(_) | Overlay::Tellings(_), _)) => return vec![A::Open, A::Copy, A::Back],
        Some((Overlay::Ask(_), _)) => return vec![A::Open, A::Back],
        Some((Overlay::Note(_), _)) => return vec![A::Open, A::NewLine, A::Back],
        Some(_) => return vec![A::Back, A::PageDown, A::Copy],
        None => {}
    }
    if state.context() == Context::Selection {
        return vec![A::WordOn, A::MarkName, A::MarkEvent, A::SetDate, A::Copy, A::Cite, A::Back];
    }
    let mut out = match state.focus {
        _ if is_empty(state) && state.filter.is_empty() => vec![A::Search, A::NextPane, A::FindName],
        _ if is_empty(state) => vec![A::Undo, A::ClearFilters, A::Filters, A::Search, A::NextPane],
        Pane::Articles => vec![A::Open, A::Search, A::FindName, A::NextPane, A::Filter],
        Pane::Reader if state.reader.cursor.is_some() => {
            vec![A::Open, A::NextMention, A::NextEvent, A::Explain, A::Search, A::NextPane]
        }
        Pane::Reader => vec![A::NextMention, A::NextEvent, A::Search, A::NextPane, A::FindName],
        Pane::Entities => vec![A::Open, A::EntityPage, A::Wording, A::ToggleScope, A::FindName, A::NextPane],
        Pane::Timeline => {
            vec![
                A::Open,
                A::Filter,
                A::ZoomIn,
                A::ToDay,
                A::Explain,
                A::MarkSpan,
                A::ToggleScope,
                A::NextPane,
            ]
        }
    };
    if !state.filter.is_empty() && !is_empty(state) {
        out.splice(1..1, [A::Filters, A::Undo]);
        if state.filter.query.is_some() || !state.filter.entities.is_empty() {
            out.splice(1..1, [A::NextHit, A::InContext]);
        }
        if state.focus == Pane::Entities && !state.filter.entities.is_empty() {
            out.splice(1..1, [A::Filter]);
        }
    }
    if state.span_from.is_some() {
        out.splice(0..0, [A::MarkSpan, A::Back]);
    }
    out.extend([A::SwitchLanguage, A::Quit]);
    let mut seen = Vec::new();
    out.retain(|a| !seen.contains(a) && (seen.push(*a), true).1);
    out
}

/// Whether nothing stands in the pane with the cursor.
fn is_empty(state: &State) -> bool {
    match state.focus {
        Pane::Articles => state.articles.total == 0,
        Pane::Reader => state.reader.article.is_none(),
        Pane::Entities => state.entities.lines.is_empty(),
        Pane::Timeline => state.timeline.total == 0,
    }
}

/// What Enter does with what the cursor is on; `None` where it does nothing.
fn enter(state: &State) -> Option<&str> {
    let words = &state.strings().words;
    let action = |action| state.strings().hints.get(&action).map(String::as_str);
    let along = |link: Option<Link>| match link {
        Some(Link::Place(..)) => Some(words.enter_sentence.as_str()),
        Some(Link::Entity(_)) => action(Action::EntityPage),
        Some(Link::Nowhere) | None => None,
    };
    match state.overlays.last() {
        Some((Overlay::Palette { .. }, _)) => return Some(&words.enter_run),
        Some((Overlay::Menu(_), _)) => return Some(&words.enter_choose),
        Some((Overlay::Ask(ask), _)) => {
            return match ask.purpose {
                Purpose::FindName => action(Action::EntityPage),
                Purpose::Day | Purpose::Searches | Purpose::Second(_) => Some(&words.enter_choose),
                // What is written or chosen in a question is kept.
                _ => Some(&words.keep),
            };
        }
        Some((Overlay::Note(_), _)) => return Some(&words.keep),
        Some((Overlay::Entity(page), _)) => {
            return along(super::sheet(state).links.get(page.cursor).cloned());
        }
        Some((Overlay::Lines(_) | Overlay::Tellings(_), _)) => return Some(&words.enter_sentence),
        Some((Overlay::Words(page), _)) => {
            let there = page.reading.is_some();
            return Some(if there { &words.enter_sentence } else { &words.enter_sentences });
        }
        Some((Overlay::Help(_) | Overlay::Card { .. }, _)) => return action(Action::Back),
        None => {}
    }
    match state.focus {
        Pane::Articles => Some(&words.enter_read),
        Pane::Entities => Some(&words.enter_only),
        Pane::Timeline => {
            let told_often = state.timeline.current().is_some_and(|e| e.group.is_some());
            Some(if told_often { &words.enter_tellings } else { &words.enter_sentence })
        }
        Pane::Reader => match state.reader.cursor? {
            Place::Mention(_) => action(Action::EntityPage),
            Place::Event(_) => action(Action::Explain),
            Place::Hit(_) => None,
        },
    }
}

/// A word or two for what an action does here.
fn hint(state: &State, what: Action) -> Option<&str> {
    let words = &state.strings().words;
    let on_names = state.focus == Pane::Entities && state.overlays.is_empty();
    let on_page = matches!(state.overlays.last(), Some((Overlay::Entity(_), _)));
    match what {
        Action::Open => enter(state),
        Action::NextPane if !state.overlays.is_empty() => Some(&words.section),
        Action::MarkSpan if state.span_from.is_some() => Some(&words.span_end),
        Action::Filter if on_page => Some(&words.enter_only),
        Action::Filter if on_names => Some(&words.and_this),
        // The scope that the key leads to.
        Action::ToggleScope => {
            let timeline = state.focus == Pane::Timeline;
            let of_article = if timeline { state.timeline_of_article } else { state.entities.of_article };
            Some(if of_article { &words.in_all } else { &words.in_article })
        }
        _ => state.strings().hints.get(&what).map(String::as_str),
    }
}

/// The keys that lead to all others: they stand at the end of the bar whatever else has room.
const ALWAYS: [Action; 2] = [Action::Help, Action::Palette];

/// Writes as many keys as there is room for, each with what it does.
pub fn draw(state: &State, painter: &mut Painter<'_>, area: Rect) {
    let (key_style, bar) = (painter.part(Part::Key), painter.part(Part::Bar));
    let labelled = |action: &Action| {
        let key = state.assets.keymap.labels(state.context(), *action).into_iter().next()?;
        Some((key, hint(state, *action)?))
    };
    let free = state.overlays.is_empty();
    let always: Vec<_> = ALWAYS.iter().filter(|_| free).filter_map(labelled).collect();
    let columns = always.iter().map(|(key, hint)| width(key) + width(hint) + 4).sum::<u16>();
    let (mut rest, mut end) = painter.split_end(area, columns.saturating_sub(3).min(area.width));
    // As long as a span of time is open, that is to be seen.
    if let Some(day) = state.span_from.filter(|_| free) {
        let day = painter.digits.show(&day.to_string());
        let open = fill(&state.strings().words.span_open, &notation(&day));
        let accent = painter.part(Part::Accent);
        rest = painter.flow(rest, &[(&open, accent), ("   ", bar)]);
    }
    for (key, hint) in useful(state).iter().filter_map(labelled) {
        if width(&key) + width(hint) + 4 > rest.width {
            break;
        }
        rest = painter.flow(rest, &[(&key, key_style), (" ", bar), (hint, bar), ("   ", bar)]);
    }
    for (key, hint) in always {
        end = painter.flow(end, &[(&key, key_style), (" ", bar), (hint, bar), ("   ", bar)]);
    }
}
