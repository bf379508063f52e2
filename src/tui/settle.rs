//! Before each drawing: everything is fitted to the window, and what is missing is asked for.

use super::answers::arrived;
use super::own::data::Question;
use super::own::session::Restore;
use super::panes::Pane;
use super::reader::Setting;
use super::request::Request;
use super::state::State;
use super::view;

/// Fits everything to the window, lays out what is on the screen, and says what has to be asked.
/// To be called after changes and before drawing.
pub fn settle(state: &mut State) -> Vec<Request> {
    let panes = state.panes();
    let height = |pane| panes.rect(pane).map(view::inner_height);
    if let Some(height) = height(Pane::Articles) {
        state.articles.resize(view::articles_per(height));
    }
    if let Some(height) = height(Pane::Timeline) {
        state.timeline.resize(view::events_per(state, height, panes.rect(Pane::Timeline)));
    }
    if let Some(height) = height(Pane::Entities) {
        state.entities.height = height.max(1);
        let cursor = state.entities.cursor;
        state.entities.go(cursor, 1);
    }
    if let Some(rect) = panes.rect(Pane::Reader) {
        let (rect, second) = view::reader_parts(state, rect);
        let step = state.line_step();
        let setting = |rect| Setting {
            width: view::text_width(rect, state.settings.text_width),
            harakat: state.settings.harakat,
            ligatures: state.settings.ligatures,
            justify: state.settings.justify,
            signs: state.signs(),
            english: state.settings.gloss,
            furniture: state.settings.furniture,
        };
        let (first, other) = (setting(rect), second.map(setting));
        state.reader.set(first, view::reader_height(rect) / step);
        state.reader.prepare();
        if let (Some(beside), Some(rect), Some(setting)) = (&mut state.beside, second, other) {
            beside.set(setting, view::reader_height(rect) / step);
            super::beside::align(state);
        }
        if let Some(beside) = &mut state.beside {
            beside.prepare();
        }
    }
    if let Some(rect) = panes.rect(Pane::Timeline) {
        view::prepare_axis(state, rect);
    }
    view::prepare_overlay(state);
    wants(state)
}

fn wants(state: &mut State) -> Vec<Request> {
    match state.own.restore {
        Restore::Wanted => {
            state.own.restore = Restore::Asked;
            return vec![Request::Own(Box::new(Question::Session))];
        }
        // What the last session narrows to is not known yet.
        Restore::Asked => return Vec::new(),
        Restore::No | Restore::Awaited => {}
    }
    let mut out = std::mem::take(&mut state.follow_up);
    let current = state.articles.current().map(|row| row.key);
    if let Some((page, key)) = current.and_then(|key| Some((state.articles.stale()?, key))) {
        out.push(Request::ArticlesAround(state.filter.clone(), key, page));
    }
    if let Some(page) = state.articles.wanted() {
        let filter = state.filter.clone();
        out.push(match state.keep.0.take() {
            Some(key) => Request::ArticlesAround(filter, key, page),
            None => Request::Articles(filter, page),
        });
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
    let current = state.timeline.current().map(|row| row.key);
    if let Some((page, key)) = current.and_then(|key| Some((state.timeline.stale()?, key))) {
        out.push(Request::TimelineAround(timeline.clone(), key, page));
    }
    if let Some(page) = state.timeline.wanted() {
        out.push(match state.keep.1.take() {
            Some(key) => Request::TimelineAround(timeline, key, page),
            None => Request::Timeline(timeline, page),
        });
    }
    let shown = state.panes().rect(Pane::Timeline);
    let axis = shown.is_some_and(|r| view::axis_height(state, view::inner_height(r)) > 0);
    let (moments, over) = state.axis_filters();
    if axis && state.moments_of.as_ref() != Some(&moments) {
        state.moments_of = Some(moments.clone());
        out.push(Request::Moments(moments));
    }
    if axis && state.over_of != over {
        state.over = super::axis::Moments::from([]);
        state.over_of.clone_from(&over);
        out.extend(over.map(Request::Moments));
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
