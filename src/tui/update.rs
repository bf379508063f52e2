//! What each action does to the state. Nothing here reads or writes anything outside it.

use crate::library::Filter;
use crate::model::{Block, Role, Span};

use super::action::Action;
use super::data::{Reply, Request};
use super::dates::Digits;
use super::key::Key;
use super::keymap::Step;
use super::palette;
use super::panes::Pane;
use super::reader::{Place, Setting};
use super::state::{Jump, Message, Overlay, State};
use super::strings::{Language, fill};
use super::view;
use super::{card, choose};

/// What the update asks of the world outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the library.
    Ask(Request),
    /// Put a text on the clipboard.
    Copy(String),
    /// Paint everything anew.
    Redraw,
    /// Stop until the shell says to go on.
    Suspend,
    /// End.
    Quit,
}

/// Takes a key: looks it up, or types it into a text field. Translation of keyboards has been done.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    state.message = None;
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
            if let Some(c) = key.typed().filter(|_| alone) {
                type_text(state, c.encode_utf8(&mut [0; 4]));
            }
            Vec::new()
        }
    }
}

/// Types text into the text field that is open, if one is.
pub fn type_text(state: &mut State, text: &str) {
    if let Some((Overlay::Palette { field, cursor }, _)) = state.overlays.last_mut() {
        field.insert(text);
        *cursor = 0;
    } else if let Some(field) = &mut state.prompt {
        field.insert(text);
    }
}

/// Does an action.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::SwitchLanguage => switch_language(state),
        Action::NextTheme => next_theme(state),
        _ if state.prompt.is_some() => return choose::in_prompt(state, action),
        _ if matches!(state.overlays.last(), Some((Overlay::Palette { .. }, _))) => {
            return palette::update(state, action);
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
    let text = fill(&state.strings().words.theme, &name);
    state.tell(text);
}

fn on_overlay(state: &mut State, action: Action) -> Vec<Effect> {
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
        A::NextEvent => to_place(state, |s| s.reader.to_event(true)),
        A::PreviousEvent => to_place(state, |s| s.reader.to_event(false)),
        A::NextHit => choose::walk(state, true),
        A::PreviousHit => choose::walk(state, false),
        // An entity that the open article does not name is explained by its page.
        A::Explain if state.focus == Pane::Entities && !card::can_explain_entity(state) => {
            return card::entity(state);
        }
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
        A::Undo => undo(state),
        A::Redo => redo(state),
        A::ClearFilters => set_filter(state, Filter::default()),
        A::ToggleFurniture => state.settings.furniture = !state.settings.furniture,
        A::ToggleHarakat => state.settings.harakat = !state.settings.harakat,
        A::ToggleJustify => state.settings.justify = !state.settings.justify,
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
        A::ZoomIn => state.zoom = (state.zoom + 1).min(super::axis::MOST_ZOOM),
        A::ZoomOut => state.zoom = state.zoom.saturating_sub(1),
        A::Copy => return choose::copy(state),
        A::Cite => return choose::cite(state),
        A::Help => state.overlays.push((Overlay::Help, 0)),
        A::Palette => state.overlays.push((palette::new(), 0)),
        A::Quit
        | A::Suspend
        | A::Redraw
        | A::SwitchLanguage
        | A::NextTheme
        | A::DeleteBack
        | A::DeleteForward
        | A::DeleteWord
        | A::DeleteAll => {}
    }
    Vec::new()
}

/// Puts the cursor into a pane.
pub fn focus(state: &mut State, pane: Pane) {
    state.focus = pane;
    if pane.is_side() {
        state.side = pane;
    } else {
        state.main = pane;
    }
}

fn cycle(state: &mut State, by: usize) {
    let at = Pane::ALL.iter().position(|p| *p == state.focus).unwrap_or(0);
    if let Some(&pane) = Pane::ALL.get((at + by) % Pane::ALL.len()) {
        focus(state, pane);
    }
}

fn sideways(state: &mut State, direction: i32) {
    if state.focus == Pane::Timeline && !state.moments.is_empty() {
        along_lane(state, (direction > 0) != super::axis::is_rtl(state));
        return;
    }
    if let Some(pane) = state.panes().beside(state.focus, direction) {
        focus(state, pane);
    }
}

/// To the next or previous event of the same kind.
fn along_lane(state: &mut State, later: bool) {
    let at = state.timeline.cursor;
    let Some(kind) = state.timeline.current().map(|e| e.kind) else { return };
    let same = |(_, e): &(usize, &crate::library::EventRow)| e.kind == kind;
    let found = if later {
        state.timeline.held().filter(same).map(|(i, _)| i).find(|&i| i > at)
    } else {
        state.timeline.held().filter(same).map(|(i, _)| i).filter(|&i| i < at).last()
    };
    // Beyond what is held the walk goes on from its edge, which fetches more.
    let edge = if later { state.timeline.held().last() } else { state.timeline.held().next() };
    if let Some(to) = found.or(edge.map(|(i, _)| i)) {
        state.timeline.go(to);
    }
}

/// The reader shows the article with the cursor.
pub fn follow(state: &mut State) {
    if let Some(row) = state.articles.current() {
        state.wanted = Some(row.key);
        state.jump = state.filter.query.as_ref().map(|_| Jump::Hit);
    }
}

fn move_cursor(state: &mut State, action: Action) {
    let height = match state.focus {
        Pane::Articles => state.articles.height,
        Pane::Reader => state.reader.height.saturating_sub(1),
        Pane::Entities => state.entities.height,
        Pane::Timeline => state.timeline.height,
    };
    let page = isize::try_from(height.max(1)).unwrap_or(1);
    let half = (page / 2).max(1);
    let by = match action {
        Action::Up => -1,
        Action::Down => 1,
        Action::PageUp => -page,
        Action::PageDown => page,
        Action::HalfUp => -half,
        Action::HalfDown => half,
        Action::Top => isize::MIN,
        _ => isize::MAX,
    };
    match state.focus {
        Pane::Articles => {
            state.articles.step(by);
            follow(state);
        }
        Pane::Timeline => state.timeline.step(by),
        Pane::Entities => state.entities.step(by),
        Pane::Reader if by == isize::MIN => state.reader.to_top(),
        Pane::Reader if by == isize::MAX => state.reader.to_bottom(),
        Pane::Reader => state.reader.scroll(by),
    }
}

fn to_place(state: &mut State, go: impl FnOnce(&mut State) -> bool) {
    if !go(state) {
        let text = state.strings().words.no_mentions.clone();
        state.tell(text);
    }
}

fn back(state: &mut State) {
    if state.maximised {
        state.maximised = false;
    } else if !state.filter.is_empty() {
        undo(state);
    } else if state.reader.cursor.is_some() {
        state.reader.cursor = None;
    } else {
        focus(state, Pane::Articles);
    }
}

/// Narrows everything; what was before can be brought back.
pub fn set_filter(state: &mut State, filter: Filter) {
    if filter != state.filter {
        state.history.push(std::mem::replace(&mut state.filter, filter));
        state.future.clear();
        filter_changed(state);
    }
}

fn undo(state: &mut State) {
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

fn redo(state: &mut State) {
    if let Some(filter) = state.future.pop() {
        state.history.push(std::mem::replace(&mut state.filter, filter));
        filter_changed(state);
    }
}

fn filter_changed(state: &mut State) {
    state.articles.forget();
    state.articles.go(0);
    state.timeline.forget();
    state.timeline.go(0);
    if state.filter.query.is_none() {
        state.reader.hits.clear();
        state.hits_of = None;
        if matches!(state.reader.cursor, Some(Place::Hit(_))) {
            state.reader.cursor = None;
        }
    }
}

/// Fits everything to the window, lays out what is on the screen, and says what has to be asked.
/// To be called after changes and before drawing.
pub fn settle(state: &mut State) -> Vec<Request> {
    let panes = state.panes();
    let height = |pane| panes.rect(pane).map(view::inner_height);
    if let Some(height) = height(Pane::Articles) {
        state.articles.resize(view::articles_per(height));
    }
    if let Some(height) = height(Pane::Timeline) {
        state.timeline.resize(view::events_per(height, panes.rect(Pane::Timeline)));
    }
    if let Some(height) = height(Pane::Entities) {
        state.entities.height = height.max(1);
        let cursor = state.entities.cursor;
        state.entities.go(cursor, 1);
    }
    if let Some(rect) = panes.rect(Pane::Reader) {
        let setting = Setting {
            width: view::text_width(rect, state.settings.text_width),
            harakat: state.settings.harakat,
            ligatures: state.settings.ligatures,
            justify: state.settings.justify,
            signs: state.signs(),
            furniture: state.settings.furniture,
        };
        state.reader.set(setting, view::reader_height(rect));
        state.reader.prepare();
    }
    wants(state)
}

fn wants(state: &mut State) -> Vec<Request> {
    let mut out = Vec::new();
    if let Some(page) = state.articles.wanted() {
        out.push(Request::Articles(state.filter.clone(), page));
    }
    if let Some(key) = state.wanted.filter(|&key| state.asked != Some(key)) {
        state.asked = Some(key);
        if state.open_key() == Some(key) {
            arrived(state);
        } else {
            out.push(Request::Article(key));
        }
    }
    let timeline = state.timeline_filter();
    if let Some(page) = state.timeline.wanted() {
        out.push(Request::Timeline(timeline, page));
    }
    let shown = state.panes().rect(Pane::Timeline);
    let axis = shown.is_some_and(|r| view::axis_height(view::inner_height(r)) > 0);
    let moments = state.timeline_filter();
    if axis && state.moments_of.as_ref() != Some(&moments) {
        state.moments_of = Some(moments.clone());
        out.push(Request::Moments(moments));
    }
    let entities = state.entities_filter();
    if state.entities.asked.as_ref() != Some(&entities) {
        state.entities.asked = Some(entities.clone());
        out.push(Request::Entities(entities, crate::library::Page::first(MOST_ENTITIES)));
    }
    if let (Some(key), Some(query)) = (state.open_key(), &state.filter.query) {
        let of = (key, query.clone());
        if state.hits_of.as_ref() != Some(&of) {
            state.hits_of = Some(of);
            out.push(Request::Hits(key, query.clone()));
        }
    }
    out
}

/// How many entities the pane holds at most: the most frequent ones.
const MOST_ENTITIES: usize = 500;

/// Takes an answer of the library.
pub fn receive(state: &mut State, reply: Reply) {
    match reply {
        Reply::Articles(filter, offset, rows, total) => {
            if filter == state.filter {
                state.articles.receive(offset, rows, total);
                articles_came(state);
            }
        }
        Reply::Article(Some(article)) => {
            if state.wanted == Some(article.key) {
                state.reader.open(article);
                state.hits_of = None;
                if state.timeline_of_article {
                    state.timeline.forget();
                }
                arrived(state);
            }
        }
        Reply::Article(None) => state.reader.close(),
        Reply::Hits(key, query, hits) => {
            if state.hits_of == Some((key, query)) && state.open_key() == Some(key) {
                state.reader.hits = hits;
                arrived(state);
            }
        }
        Reply::Entities(filter, rows) => {
            if state.entities.asked.as_ref() == Some(&filter) {
                state.entities.receive(rows);
            }
        }
        Reply::Timeline(filter, offset, rows, total) => {
            if filter == state.timeline_filter() {
                state.timeline.receive(offset, rows, total);
            }
        }
        Reply::Moments(filter, moments) => {
            if state.moments_of.as_ref() == Some(&filter) {
                state.moments = moments;
            }
        }
        Reply::Entity(page) => state.overlays.push((Overlay::Entity(page), 0)),
        Reply::Read(key) => {
            let at = state.articles.held().find(|(_, row)| row.key == key).map(|(i, _)| i);
            if let Some(row) = at.and_then(|at| state.articles.get_mut(at)) {
                row.read = true;
            }
        }
        Reply::Superseded => {}
        Reply::Failed(text) => {
            state.message = Some(Message { text, warning: true });
            // A search that cannot be understood narrows nothing.
            if state.filter.query.is_some() && !state.articles.known {
                undo(state);
                state.future.pop();
            }
        }
    }
}

/// The reader keeps its article if the list still has it, else it shows the first of the list.
fn articles_came(state: &mut State) {
    let open = state.wanted.or(state.open_key());
    let at = state.articles.held().find(|(_, row)| Some(row.key) == open).map(|(i, _)| i);
    match at {
        Some(at) if state.articles.cursor == 0 => state.articles.go(at),
        Some(_) => {}
        None if state.articles.cursor == 0 || open.is_none() => {
            let jump = state.filter.entities.last().cloned().map(Jump::Entity);
            follow(state);
            state.jump = state.jump.take().or(jump);
        }
        None => {}
    }
}

/// Goes to where the article was opened for, once it (and the hits, if it is for these) are there.
fn arrived(state: &mut State) {
    let Some(jump) = state.jump.clone() else { return };
    if state.open_key() != state.wanted {
        return;
    }
    let done = match jump {
        Jump::Event(trigger) => {
            let article = state.reader.article.clone();
            let events = article.iter().flat_map(|a| &a.analysis.events);
            match events.into_iter().position(|e| e.trigger == trigger) {
                Some(event) => state.reader.go(Place::Event(event)),
                None => state.reader.show(trigger),
            }
            true
        }
        Jump::Entity(id) => {
            state.reader.to_top();
            state.reader.cursor = None;
            state.reader.to_mention(Some(&id), true);
            true
        }
        Jump::Hit | Jump::LastHit => {
            let last = state.reader.hits.len().checked_sub(1);
            match last {
                Some(last) => {
                    state.reader.go(Place::Hit(if jump == Jump::Hit { 0 } else { last }));
                    true
                }
                None => false,
            }
        }
    };
    if done {
        state.jump = None;
    }
}

/// The span of the paragraph at the cursor, else of the one at the top of the screen.
pub fn paragraph(state: &State) -> Option<Span> {
    let article = state.reader.article.as_ref()?;
    let at = match state.reader.cursor.and_then(|c| state.reader.span_of(c)) {
        Some(span) => span.start,
        None => state.reader.byte_at_top()?,
    };
    let blocks = &article.document.blocks;
    let from = blocks.partition_point(|block| block.span.end <= at);
    let visible = |block: &&Block| state.settings.furniture || block.role != Role::Furniture;
    blocks.iter().skip(from).find(visible).map(|block| block.span)
}
