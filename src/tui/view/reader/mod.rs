//! The reader.

mod status;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::layout::{Base, widget};
use crate::library::Filter;
use crate::model::{EventKind, Role, Span};

use super::super::beside::Shared;
use super::super::own::select::Selection;
use super::super::paint::{Painter, row};
use super::super::panes::Pane;
use super::super::reader::{Reader, What};
use super::super::state::State;
use super::super::strings::fill;
use super::super::theme::Part;

/// Columns beside the text: the margin for the signs of events, and one free on the other side.
const MARGIN: u16 = 3;

/// The columns of the text in a pane.
pub fn text_width(rect: Rect, most: u16) -> u16 {
    rect.width.saturating_sub(2 + MARGIN + 1).min(most).max(1)
}

/// The rows of the text in a pane: below the title, above the lines of the cursor.
pub fn height(rect: Rect) -> usize {
    usize::from(rect.height.saturating_sub(1 + status::rows(rect))).max(1)
}

/// The reader's pane, parted for the open article and the one beside it, if there is one: beside each other
/// where there is room, else one above the other.
pub fn parts(state: &State, rect: Rect) -> (Rect, Option<Rect>) {
    if state.beside.is_none() || rect.height < 8 {
        return (rect, None);
    }
    if rect.width >= 90 {
        // A line of one column stands between them.
        let half = (rect.width - 1) / 2;
        let left = Rect { width: half, ..rect };
        let right = Rect { x: rect.x + half + 1, width: rect.width - half - 1, ..rect };
        // The open one stands where lines begin.
        if state.settings.language.is_rtl() { (right, Some(left)) } else { (left, Some(right)) }
    } else {
        let half = rect.height / 2;
        let above = Rect { height: half, ..rect };
        (above, Some(Rect { y: rect.y + half, height: rect.height - half, ..rect }))
    }
}

/// Where the text of the open article stands in the reader's pane.
pub fn area(state: &State, rect: Rect) -> Option<Rect> {
    text_area(&state.reader, parts(state, rect).0)
}

/// Where the text of an article stands in its part of the pane: in the middle, with the margin at the side
/// where its lines begin.
fn text_area(reader: &Reader, rect: Rect) -> Option<Rect> {
    let setting = reader.setting()?;
    let inner =
        super::super::paint::inset(Rect { y: rect.y + 1, height: rect.height.saturating_sub(1), ..rect }, 1);
    let spare = inner.width.saturating_sub(setting.width + MARGIN);
    // The column that is left over stands where lines end, beside the scroll bar.
    let left = inner.x + if reader.base() == Base::Rtl { spare.div_ceil(2) } else { spare / 2 + MARGIN };
    let height = u16::try_from(height(rect)).unwrap_or(u16::MAX).min(inner.height);
    Some(Rect { x: left, y: inner.y, width: setting.width.min(inner.width), height })
}

pub fn draw(state: &State, painter: &mut Painter<'_>, rect: Rect) {
    let (first, second) = parts(state, rect);
    let words = &state.strings().words;
    let Some((beside, second)) = state.beside.as_deref().zip(second) else {
        draw_one(state, painter, first, &state.reader, &words.reader);
        return;
    };
    // Of two articles each is named by its outlet.
    let title = |reader: &Reader| match &reader.article {
        Some(article) => article.document.outlet.as_ref().map_or(&words.no_outlet, |o| &o.name).clone(),
        None => words.reader.clone(),
    };
    draw_one(state, painter, first, &state.reader, &title(&state.reader));
    draw_one(state, painter, second, beside, &title(beside));
    if first.y == second.y {
        let style = painter.part(Part::Border);
        let x = first.x.max(second.x).saturating_sub(1);
        for y in first.top()..first.bottom() {
            painter.sign(x, y, "│", style);
        }
    }
}

/// Draws an article in its part of the pane.
fn draw_one(state: &State, painter: &mut Painter<'_>, rect: Rect, reader: &Reader, title: &str) {
    let words = &state.strings().words;
    let (above, below) = reader.progress();
    let note = match &reader.article {
        Some(_) if (above, below) != (0, 1000) => {
            // Of what does not fit on the screen, how much lies above it: none at the beginning, all at the end.
            let hidden = above + 1000_usize.saturating_sub(below);
            state.settings.digits.show(&format!("{}%", above * 100 / hidden.max(1)))
        }
        _ => String::new(),
    };
    let shared = super::super::beside::shared(state);
    let note = match shared.groups.len() {
        0 => note,
        n => {
            let common = fill(&words.in_common, &painter.number(n));
            if note.is_empty() { common } else { format!("{common} · {note}") }
        }
    };
    let area = super::frame(state, painter, Pane::Reader, rect, title, &note);
    let Some(article) = reader.article.as_deref() else {
        let what = if state.nothing_passes() { &words.nothing_passes } else { &words.nothing_open };
        super::empty(state, painter, area, what, Pane::Reader);
        return;
    };
    let rtl = reader.base() == Base::Rtl;
    let Some(text) = text_area(reader, rect) else { return };
    let step = state.line_step();
    let text_height = text.height;
    let rows_left = |at: usize| usize::from(text_height).div_ceil(step).saturating_sub(at);
    let row = |area: Rect, at: usize| row(area, at * step);
    let margin = if rtl { text.right() + 1 } else { text.left().saturating_sub(2) };
    let mut at = 0;
    for (index, item) in reader.items().iter().enumerate().skip(reader.top.item) {
        if rows_left(at) == 0 {
            break;
        }
        let skip = if index == reader.top.item { reader.top.line } else { 0 };
        match item.what {
            What::Head => {
                if skip == 0 {
                    status::draw_head(state, painter, row(text, at), article, rtl);
                }
                at += 2_usize.saturating_sub(skip);
            }
            What::Block(block) => {
                let Some(block) = article.document.blocks.get(block) else { continue };
                let Some(laid_out) = reader.layout(index) else { break };
                let room = rows_left(at);
                let lines = laid_out.lines.get(skip..).unwrap_or_default();
                let lines = lines.get(..room).unwrap_or(lines);
                let seen = lines.first().zip(lines.last()).map(|(first, last)| first.span.join(last.span));
                let styles = styles(state, painter, reader, &shared, seen.unwrap_or_default());
                let base = block_style(painter, block.role);
                let begins = reader.shown.span(block.span).start == item.span.start;
                if begins && skip == 0 && block.role == Role::Bullet {
                    draw_bullet(reader, painter, row(text, at), item.span, rtl);
                }
                for line in lines {
                    let here = row(text, at);
                    widget::paint(painter.buf, here, line, base, &styles);
                    draw_margin(reader, &state.filter, painter, margin, here.y, line.span);
                    at += 1;
                }
                at += usize::from(item.ends && skip <= laid_out.lines.len());
            }
        }
    }
    let bar = Rect { height: text_height, ..area };
    super::scroll_bar(painter, bar, above, below);
    let rows = status::rows(rect).min(area.height);
    // No scroll bar stands beside these.
    let whole = super::super::paint::inset(rect, 1);
    let below = Rect { y: area.bottom() - rows, height: rows, ..whole };
    status::draw(state, painter, below, reader, article);
}

/// The sign of a list beside its entry, where the page left it out.
fn draw_bullet(reader: &Reader, painter: &mut Painter<'_>, text: Rect, entry: Span, rtl: bool) {
    let first = entry.of(&reader.shown.text).trim_start().chars().next();
    if first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '«' | '(')) {
        let x = if rtl { text.right() } else { text.left().saturating_sub(1) };
        let style = painter.part(Part::Dim);
        painter.sign(x, text.y, "•", style);
    }
}

fn block_style(painter: &Painter<'_>, role: Role) -> Style {
    let part = match role {
        Role::Title => Part::Title,
        Role::Lead | Role::Subheading => Part::Lead,
        Role::Kicker | Role::Caption | Role::Dateline | Role::Byline | Role::Source | Role::Furniture => {
            Part::Dim
        }
        Role::Paragraph | Role::Bullet => Part::Text,
    };
    let style = painter.part(part);
    let style = match role {
        Role::Caption | Role::Furniture => style.add_modifier(Modifier::ITALIC),
        Role::Subheading => painter.part(Part::Accent),
        _ => style,
    };
    Style { bg: None, ..style }
}

/// The styles of what lies in a span of the shown text: names by type, what was chosen, hits, the cursor.
fn styles(
    state: &State,
    painter: &Painter<'_>,
    reader: &Reader,
    shared: &Shared,
    within: Span,
) -> Vec<(Span, Style)> {
    let Some(article) = reader.article.as_deref() else { return Vec::new() };
    let shown = &reader.shown;
    let source = Span::new(shown.source(within.start), shown.source(within.end));
    let mut out = Vec::new();
    let mentions = &article.analysis.mentions;
    let from = mentions.partition_point(|m| m.span.end <= source.start);
    let here = || mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.span.start < source.end);
    let dim = painter.part(Part::Dim);
    for (_, mention) in here() {
        if !state.settings.plain_types.contains(mention.kind) {
            out.push((shown.span(mention.span), painter.theme.kind(mention.kind)));
        }
        // The reader's own say shows whatever the colours are.
        if mention.why.is_readers() {
            let style = Style::new().add_modifier(Modifier::UNDERLINED);
            out.push((shown.span(mention.span), style));
        }
    }
    out.extend(shown.signs_within(within).map(|s| (s, dim)));
    let chosen_ids = || state.filter.entities.iter().chain(&state.filter.either).chain(&shared.entities);
    if chosen_ids().next().is_some() {
        let chosen = painter.part(Part::Chosen);
        for (_, mention) in here().filter(|(_, m)| chosen_ids().any(|id| *id == m.entity)) {
            out.push((shown.span(mention.span), chosen));
        }
    }
    // The events that the filters are about.
    let (sentence, trigger) = (painter.part(Part::SelectionFaint), painter.part(Part::Chosen));
    // The events that both of two articles tell.
    let common = super::super::beside::grouped(article).filter(|(_, group)| shared.groups.contains(group));
    for (event, _) in common.filter(|(e, _)| e.sentence.overlaps(source)) {
        out.push((shown.span(event.sentence), sentence));
        out.push((shown.span(event.trigger), trigger));
    }
    if state.filter.picks_events() {
        let events = article.analysis.events.iter().filter(|e| e.sentence.overlaps(source));
        for event in events.filter(|e| state.filter.picks(e)) {
            out.push((shown.span(event.sentence), sentence));
            out.push((shown.span(event.trigger), trigger));
        }
    }
    // What is marked in a caption does not stand back with it.
    let marked = |part: Part| painter.part(part).remove_modifier(Modifier::DIM);
    let hit = marked(Part::Hit);
    let from = reader.hits.partition_point(|h| h.end <= source.start);
    let hits = reader.hits.iter().skip(from).take_while(|h| h.start < source.end);
    out.extend(hits.map(|h| (shown.span(*h), hit)));
    // While words are selected the selection is the cursor.
    let selecting = state.own.selection.is_some() && state.open_key() == Some(article.key);
    let cursor = reader.cursor.filter(|_| !selecting);
    if let Some(span) = cursor.and_then(|c| reader.span_of(c)).filter(|s| s.overlaps(source)) {
        out.push((shown.span(span), marked(Part::Cursor)));
    }
    if let Some(selection) = state.own.selection.filter(|_| state.open_key() == Some(article.key)) {
        let text = &article.document.text;
        out.push((shown.span(selection.span(text)), marked(Part::Selection)));
        let head = Selection { anchor: selection.head, ..selection };
        out.push((shown.span(head.span(text)), marked(Part::Cursor)));
    }
    out
}

/// The sign of the events whose triggers stand on a line, if the filters ask for them.
fn draw_margin(reader: &Reader, filter: &Filter, painter: &mut Painter<'_>, x: u16, y: u16, line: Span) {
    let Some(article) = reader.article.as_deref() else { return };
    let shown = &reader.shown;
    let line = Span::new(shown.source(line.start), shown.source(line.end));
    let events = &article.analysis.events;
    let from = events.partition_point(|e| e.trigger.start < line.start);
    let here =
        events.iter().skip(from).take_while(|e| e.trigger.start < line.end).filter(|e| filter.picks(e));
    let rank = |kind| match kind {
        EventKind::Attack => 0,
        EventKind::Milestone => 1,
        EventKind::Statement => 2,
    };
    if let Some(event) = here.min_by_key(|e| rank(e.kind)) {
        let style = painter.theme.event(event.kind);
        painter.sign(x, y, super::sign(event.kind, event.planned), style);
    }
}
