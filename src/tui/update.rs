//! What each action does to the state. Nothing here reads or writes anything outside it.

use crate::library::Filter;

use super::action::Action;
use super::dates::Digits;
use super::effect::Effect;
use super::filters::set_filter;
use super::help::{self, Help};
use super::key::Key;
use super::keymap::Step;
use super::menu::{self, Purpose};
use super::moves::{back, cycle, focus, follow, move_cursor, sideways, to_lane, to_place};
use super::palette;
use super::panes::Pane;
use super::request::Request;
use super::state::{Overlay, State};
use super::strings::{Language, fill};
use super::view;
use super::{beside, card, choose, lines, own, page, tellings, words};

pub use super::answers::{hear, receive};
pub use super::settle::settle;

/// Takes a key: looks it up, or types it into a text field. Translation of keyboards has been done.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    state.message = None;
    state.touched = true;
    let context = state.context();
    state.pressed.push(key);
    let step = state.assets.keymap.step(context, &state.pressed);
    match step {
        Step::More => Vec::new(),
        Step::Do(action) => {
            state.pressed.clear();
            update(state, action)
        }
        Step::Nothing => {
            let alone = state.pressed.len() == 1;
            state.pressed.clear();
            let digit = key.typed().and_then(|c| c.to_digit(10));
            if let (Some((Overlay::Menu(menu), _)), Some(digit)) = (state.overlays.last(), digit) {
                if let Some(line) = menu.entries.iter().position(|entry| entry.digit == Some(digit)) {
                    menu::choose(state, line);
                }
            } else if let Some(c) = key.typed().filter(|_| alone) {
                type_text(state, c.encode_utf8(&mut [0; 4]));
            }
            Vec::new()
        }
    }
}

/// Types text into the text field that is open, if one is.
pub fn type_text(state: &mut State, text: &str) {
    if own::type_text(state, text) {
    } else if let Some((Overlay::Palette { field, cursor }, _)) = state.overlays.last_mut() {
        field.insert(text);
        *cursor = 0;
    } else if let Some((Overlay::Help(help), top)) = state.overlays.last_mut() {
        if help.typing {
            help.field.insert(text);
            *top = 0;
        }
    } else if let Some(field) = &mut state.prompt {
        field.insert(text);
    }
}

/// Does an action.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    // Who takes a step back no longer waits for a page.
    if action == Action::Back && state.awaited.take().is_some() {
        return Vec::new();
    }
    let mut effects = act(state, action);
    effects.extend(own::after(state));
    if state.read_only {
        own::refuse(state, &mut effects);
    }
    for effect in &effects {
        if let Effect::Ask(request) = effect
            && request.is_page()
        {
            state.awaited = Some(Request::clone(request));
        }
    }
    effects
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    own::before(state, action);
    use Action as A;
    let anywhere = matches!(action, A::Quit | A::Suspend | A::Redraw | A::SwitchLanguage | A::NextTheme);
    if !anywhere && let Some(effects) = own::update(state, action) {
        return effects;
    }
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::SwitchLanguage => switch_language(state),
        Action::NextTheme => next_theme(state),
        _ if state.prompt.is_some() => return choose::in_prompt(state, action),
        _ if matches!(state.overlays.last(), Some((Overlay::Palette { .. }, _))) => {
            return palette::update(state, action).map_or_else(Vec::new, |chosen| update(state, chosen));
        }
        _ if matches!(state.overlays.last(), Some((Overlay::Help(help), _)) if help.typing) => {
            help::update(state, action);
        }
        _ if !state.overlays.is_empty() => return on_overlay(state, action),
        _ => return in_panes(state, action),
    }
    Vec::new()
}

fn switch_language(state: &mut State) {
    state.settings.language = match state.settings.language {
        Language::Arabic => Language::English,
        Language::English => Language::Arabic,
    };
}

fn next_theme(state: &mut State) {
    state.settings.theme = (state.settings.theme + 1) % state.assets.themes.len().max(1);
    let name = state.theme().map(|t| t.name.clone()).unwrap_or_default();
    let strings = state.strings();
    let text = fill(&strings.words.theme, strings.themes.get(&name).unwrap_or(&name));
    state.tell(text);
}

fn on_overlay(state: &mut State, action: Action) -> Vec<Effect> {
    use Action as A;
    match (state.overlays.last_mut(), action) {
        (Some((Overlay::Entity(_), _)), A::Copy) => return choose::copy(state),
        (Some((Overlay::Entity(_), _)), _) => return page::update(state, action),
        (Some((Overlay::Lines(_), _)), A::Copy) => return choose::copy(state),
        (Some((Overlay::Lines(_), _)), _) => return page::update_lines(state, action),
        (Some((Overlay::Tellings(_), _)), A::Copy) => return choose::copy(state),
        (Some((Overlay::Tellings(_), _)), _) => return tellings::update(state, action),
        (Some((Overlay::Words(_), _)), A::Copy) => return choose::copy(state),
        (Some((Overlay::Words(_), _)), _) => return words::update(state, action),
        (Some((Overlay::Menu(_), _)), _) => {
            menu::update(state, action);
            return Vec::new();
        }
        (Some((Overlay::Help(help), _)), Action::Search) => {
            help.typing = true;
            return Vec::new();
        }
        // What was sought is let go first.
        (Some((Overlay::Help(help), top)), Action::Back) if !help.field.text().is_empty() => {
            *help = Help::default();
            *top = 0;
            return Vec::new();
        }
        _ => {}
    }
    let rows = isize::try_from(view::overlay_height(state)).unwrap_or(isize::MAX).max(1);
    let most = view::overlay_rows(state).saturating_sub(rows.unsigned_abs());
    let Some((_, top)) = state.overlays.last_mut() else { return Vec::new() };
    let by = match action {
        Action::Back | Action::Open | Action::Help => {
            state.overlays.pop();
            return Vec::new();
        }
        Action::Copy => return choose::copy(state),
        Action::Up => -1,
        Action::Down => 1,
        Action::PageUp => -rows,
        Action::PageDown => rows,
        Action::HalfUp => -(rows / 2),
        Action::HalfDown => rows / 2,
        Action::Top => isize::MIN,
        Action::Bottom => isize::MAX,
        _ => 0,
    };
    *top = top.saturating_add_signed(by).min(most);
    Vec::new()
}

fn in_panes(state: &mut State, action: Action) -> Vec<Effect> {
    use Action as A;
    match action {
        A::Up | A::Down | A::PageUp | A::PageDown | A::HalfUp | A::HalfDown | A::Top | A::Bottom => {
            move_cursor(state, action);
        }
        A::Left => sideways(state, -1),
        A::Right => sideways(state, 1),
        A::NextPane => cycle(state, 1),
        A::PreviousPane => cycle(state, Pane::ALL.len() - 1),
        A::FocusArticles => focus(state, Pane::Articles),
        A::FocusReader => focus(state, Pane::Reader),
        A::FocusEntities => focus(state, Pane::Entities),
        A::FocusTimeline => focus(state, Pane::Timeline),
        A::Maximise => state.maximised = !state.maximised,
        A::Open => return choose::open(state),
        A::Back => back(state),
        A::NextArticle | A::PreviousArticle => {
            state.articles.step(if action == A::NextArticle { 1 } else { -1 });
            follow(state);
        }
        A::NextMention => to_place(state, |s| s.reader.to_mention(None, true)),
        A::PreviousMention => to_place(state, |s| s.reader.to_mention(None, false)),
        A::NextEvent => to_place(state, |s| s.reader.to_event(&s.filter, true)),
        A::PreviousEvent => to_place(state, |s| s.reader.to_event(&s.filter, false)),
        A::NextHit => choose::walk(state, true),
        A::PreviousHit => choose::walk(state, false),
        // An entity that the open article does not name is explained by its page.
        A::Explain if state.focus == Pane::Entities && !card::can_explain_entity(state) => {
            return card::entity(state);
        }
        A::LeftOut => card::left_out(state),
        A::Explain => card::explain(state),
        A::EntityPage => return card::entity(state),
        A::Search => state.prompt = Some(super::field::Field::new("")),
        A::ToggleScope => {
            if state.focus == Pane::Timeline {
                state.timeline_of_article = !state.timeline_of_article;
                state.timeline.forget();
                state.timeline.go(0);
            } else {
                state.entities.of_article = !state.entities.of_article;
            }
        }
        A::Filter => choose::filter(state),
        A::Filters => menu::open(state, Purpose::Filters),
        A::MarkSpan => choose::mark_span(state),
        A::LaneUp => to_lane(state, -1),
        A::LaneDown => to_lane(state, 1),
        A::ClearFilters => set_filter(state, Filter::default()),
        A::ToggleFurniture => state.settings.furniture = !state.settings.furniture,
        A::ToggleHarakat => state.settings.harakat = !state.settings.harakat,
        A::ToggleJustify => state.settings.justify = !state.settings.justify,
        A::ToggleGloss => state.settings.gloss = !state.settings.gloss,
        A::Types => menu::open(state, Purpose::Types),
        A::LineSpacing => state.settings.spaced = !state.settings.spaced,
        A::ToggleHijri => state.settings.hijri = !state.settings.hijri,
        A::MonthNames => state.settings.months = state.settings.months.next(),
        A::ToggleSigns => state.settings.signs = Some(!state.signs()),
        A::ToggleDigits => {
            state.settings.digits = match state.settings.digits {
                Digits::European => Digits::Arabic,
                Digits::Arabic => Digits::European,
            }
        }
        A::Wider => state.settings.text_width = (state.settings.text_width + 4).min(160),
        A::Narrower => state.settings.text_width = state.settings.text_width.saturating_sub(4).max(32),
        A::ToggleFold => state.settings.fold = !state.settings.fold,
        A::TurnAxis => state.settings.axis_turned = !state.settings.axis_turned,
        A::ZoomIn => {
            let deepest = super::axis::deepest(&state.moments, state.settings.fold);
            state.zoom = (state.zoom + 1).min(deepest);
        }
        A::ZoomOut => state.zoom = state.zoom.saturating_sub(1),
        A::Copy => return choose::copy(state),
        A::Cite => return choose::cite(state),
        A::Help => state.overlays.push((Overlay::Help(Help::default()), 0)),
        A::Palette => state.overlays.push((palette::new(), 0)),
        A::Wording => return card::wording(state),
        A::InContext => return lines::ask(state),
        A::LayOver => return card::lay_over(state),
        A::Beside => beside::toggle(state),
        A::SortContexts => {}
        A::Quit
        | A::Suspend
        | A::Redraw
        | A::SwitchLanguage
        | A::NextTheme
        | A::DeleteBack
        | A::DeleteForward
        | A::DeleteWord
        | A::DeleteAll => {}
        // What is the reader's own was done before.
        _ => {}
    }
    Vec::new()
}
