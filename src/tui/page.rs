//! The page of an entity: what is done on it, and where its lines lead.

use crate::library::{ArticleKey, Filter, Keyword, LineOrder};
use crate::model::{EntityId, Span};

use super::action::Action;
use super::choose;
use super::effect::Effect;
use super::moves::focus;
use super::panes::Pane;
use super::request::Request;
use super::state::{Jump, Overlay, State};
use super::view::{self, Sheet};

/// Where a line leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// To words in an article.
    Place(ArticleKey, Span),
    /// To the page of an entity.
    Entity(EntityId),
    /// Nowhere: it can only be looked at.
    Nowhere,
}

/// Follows a link. What leads into an article closes all that lies on top.
pub fn follow_link(state: &mut State, link: Link) -> Vec<Effect> {
    match link {
        Link::Place(article, span) => {
            state.overlays.clear();
            go_to(state, article, span)
        }
        Link::Entity(id) => vec![Effect::ask(Request::Entity(id))],
        Link::Nowhere => Vec::new(),
    }
}

/// Shows words of an article in the reader.
pub fn go_to(state: &mut State, article: ArticleKey, span: Span) -> Vec<Effect> {
    state.wanted = Some(article);
    state.asked = None;
    state.jump = Some(Jump::Words(span));
    focus(state, Pane::Reader);
    let at = state.articles.held().find(|(_, row)| row.key == article).map(|(i, _)| i);
    if let Some(at) = at {
        state.articles.go(at);
    }
    // Who goes to the sentence reads the article.
    vec![Effect::ask(Request::SetRead(article))]
}

/// Where an action that moves leads on a sheet: the item, and the first row on the screen. `height` is that of the
/// screen.
pub fn walk(sheet: &Sheet, item: usize, top: usize, height: usize, action: Action) -> (usize, usize) {
    let last = sheet.links.len().saturating_sub(1);
    let item = item.min(last);
    let screen = |forward: bool| {
        // To the item that a screen of rows away is nearest.
        let row = sheet.rows_of(item).map_or(0, |(first, _)| first);
        let there = if forward { row + height } else { row.saturating_sub(height) };
        let item = |at: usize| sheet.rows.get(at).and_then(|(_, of)| *of);
        if forward {
            (there..sheet.rows.len()).find_map(item).unwrap_or(last)
        } else {
            (0..=there).rev().find_map(item).unwrap_or(0)
        }
    };
    let by_sections =
        matches!(action, Action::NextPane | Action::PreviousPane | Action::Left | Action::Right);
    let to = match action {
        Action::Up => item.saturating_sub(1),
        Action::Down => (item + 1).min(last),
        Action::PageDown | Action::HalfDown => screen(true),
        Action::PageUp | Action::HalfUp => screen(false),
        _ if by_sections => {
            let forward = matches!(action, Action::NextPane | Action::Right);
            sheet.section(item, forward).unwrap_or(if forward { last } else { 0 })
        }
        Action::Top => 0,
        Action::Bottom => last,
        _ => item,
    };
    // The whole item is shown, with a row above it, which is its heading if it is the first of its section.
    let Some((first, end)) = sheet.rows_of(to) else { return (to, top) };
    let first = if to == 0 { 0 } else { first.saturating_sub(1) };
    let top = if by_sections {
        // A section is seen from its heading on.
        first.min(sheet.rows.len().saturating_sub(height))
    } else {
        top.max(end.saturating_sub(height)).min(first)
    };
    (to, top)
}

/// The order of lines in context that comes after another, on an entity's page.
const fn next_order(order: LineOrder) -> LineOrder {
    match order {
        LineOrder::After => LineOrder::Before,
        LineOrder::Before => LineOrder::Date,
        LineOrder::Date => LineOrder::Outlet,
        LineOrder::Outlet => LineOrder::After,
    }
}

/// What an action does on an entity's page.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let sheet = view::sheet(state);
    let height = view::overlay_height(state).max(1);
    let Some((Overlay::Entity(page), top)) = state.overlays.last_mut() else { return Vec::new() };
    let id = page.entity.id.clone();
    match action {
        Action::Back | Action::Help => drop(state.overlays.pop()),
        Action::Open => {
            let link = sheet.links.get(page.cursor).cloned().unwrap_or(Link::Nowhere);
            return follow_link(state, link);
        }
        Action::Filter => {
            state.names.insert(id.as_str().to_owned(), page.entity.name_ar.clone());
            state.overlays.clear();
            choose::narrow_to(state, id);
        }
        Action::Wording => return vec![Effect::ask(Request::Wording(id))],
        Action::InContext => {
            return vec![Effect::ask(Request::Lines(Keyword::Entity(id), Filter::default()))];
        }
        Action::SortContexts => {
            page.order = next_order(page.order);
            return vec![Effect::ask(Request::Contexts(Keyword::Entity(id), Filter::default(), page.order))];
        }
        action => (page.cursor, *top) = walk(&sheet, page.cursor, *top, height, action),
    }
    Vec::new()
}

/// What an action does on the places where words or a name stand.
pub fn update_lines(state: &mut State, action: Action) -> Vec<Effect> {
    let sheet = view::sheet(state);
    let height = view::overlay_height(state).max(1);
    let Some((Overlay::Lines(page), top)) = state.overlays.last_mut() else { return Vec::new() };
    match action {
        Action::Back | Action::Help => drop(state.overlays.pop()),
        Action::Open => {
            let link = sheet.links.get(page.cursor).cloned().unwrap_or(Link::Nowhere);
            return follow_link(state, link);
        }
        Action::SortContexts => {
            page.order = next_order(page.order);
            let request = Request::Contexts(page.keyword.clone(), page.filter.clone(), page.order);
            return vec![Effect::ask(request)];
        }
        action => (page.cursor, *top) = walk(&sheet, page.cursor, *top, height, action),
    }
    Vec::new()
}
