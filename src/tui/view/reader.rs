//! The reader.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::layout::{Base, widget};
use crate::library::Article;
use crate::model::{EntityType, Event, EventKind, Interval, PublishedBasis, Role, Span};

use super::super::dates;
use super::super::paint::{Painter, row};
use super::super::panes::Pane;
use super::super::reader::{Place, What};
use super::super::state::State;
use super::super::strings::name;
use super::super::theme::Part;

/// Columns beside the text: the margin for the signs of events, and one free on the other side.
const MARGIN: u16 = 3;

/// The columns of the text in a pane.
pub fn text_width(rect: Rect, most: u16) -> u16 {
    rect.width.saturating_sub(2 + MARGIN + 1).min(most).max(1)
}

/// The rows of the text in a pane: below the title, above the line of the cursor.
pub fn height(rect: Rect) -> usize {
    usize::from(rect.height.saturating_sub(2)).max(1)
}

/// Where the text of the open article stands in the reader's pane: in the middle, with the margin at the side
/// where its lines begin.
pub fn area(state: &State, rect: Rect) -> Option<Rect> {
    let setting = state.reader.setting()?;
    let inner =
        super::super::paint::inset(Rect { y: rect.y + 1, height: rect.height.saturating_sub(1), ..rect }, 1);
    let spare = inner.width.saturating_sub(setting.width + MARGIN) / 2;
    let left = inner.x + spare + if state.reader.base() == Base::Rtl { 0 } else { MARGIN };
    let height = u16::try_from(height(rect)).unwrap_or(u16::MAX).min(inner.height);
    Some(Rect { x: left, y: inner.y, width: setting.width.min(inner.width), height })
}

pub fn draw(state: &State, painter: &mut Painter<'_>, rect: Rect) {
    let words = &state.strings().words;
    let reader = &state.reader;
    let (above, below) = reader.progress();
    let note = match &reader.article {
        Some(_) if (above, below) != (0, 1000) => {
            state.settings.digits.show(&format!("{}%", (below / 10).min(100)))
        }
        _ => String::new(),
    };
    let area = super::frame(state, painter, Pane::Reader, rect, &words.reader, &note);
    let Some(article) = reader.article.as_deref() else {
        super::empty(state, painter, area, &words.nothing_open, Pane::Reader);
        return;
    };
    let rtl = reader.base() == Base::Rtl;
    let Some(text) = self::area(state, rect) else { return };
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
                    draw_head(state, painter, row(text, at), article, rtl);
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
                let styles = styles(state, painter, article, seen.unwrap_or_default());
                let base = block_style(painter, block.role);
                let begins = reader.shown.span(block.span).start == item.span.start;
                if begins && skip == 0 && block.role == Role::Bullet {
                    draw_bullet(state, painter, row(text, at), item.span, rtl);
                }
                for line in lines {
                    let here = row(text, at);
                    widget::paint(painter.buf, here, line, base, &styles);
                    draw_margin(state, painter, margin, here.y, article, line.span);
                    at += 1;
                }
                at += usize::from(item.ends && skip <= laid_out.lines.len());
            }
        }
    }
    let bar = Rect { height: text_height, ..area };
    super::scroll_bar(painter, bar, above, below);
    let below = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
    draw_status(state, painter, below, article);
}

/// The sign of a list beside its entry, where the page left it out.
fn draw_bullet(state: &State, painter: &mut Painter<'_>, text: Rect, entry: Span, rtl: bool) {
    let first = entry.of(&state.reader.shown.text).trim_start().chars().next();
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
fn styles(state: &State, painter: &Painter<'_>, article: &Article, within: Span) -> Vec<(Span, Style)> {
    let reader = &state.reader;
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
    }
    out.extend(shown.signs_within(within).map(|s| (s, dim.add_modifier(Modifier::DIM))));
    if !state.filter.entities.is_empty() {
        let chosen = painter.part(Part::Chosen);
        for (_, mention) in here().filter(|(_, m)| state.filter.entities.contains(&m.entity)) {
            out.push((shown.span(mention.span), chosen));
        }
    }
    // The events that the filters are about.
    let wanted = |e: &&Event| {
        let during = state.filter.during.is_none_or(|(from, to)| {
            !e.interval.is_unknown() && e.interval.intersects(&Interval::between(from, to))
        });
        during && (state.filter.kinds.is_empty() || state.filter.kinds.contains(&e.kind))
    };
    if !state.filter.kinds.is_empty() || state.filter.during.is_some() {
        let (sentence, trigger) = (painter.part(Part::SelectionFaint), painter.part(Part::Chosen));
        for event in article.analysis.events.iter().filter(|e| e.sentence.overlaps(source)).filter(wanted) {
            out.push((shown.span(event.sentence), sentence));
            out.push((shown.span(event.trigger), trigger));
        }
    }
    let hit = painter.part(Part::Hit);
    let from = reader.hits.partition_point(|h| h.end <= source.start);
    let hits = reader.hits.iter().skip(from).take_while(|h| h.start < source.end);
    out.extend(hits.map(|h| (shown.span(*h), hit)));
    if let Some(span) = reader.cursor.and_then(|c| reader.span_of(c)).filter(|s| s.overlaps(source)) {
        out.push((shown.span(span), painter.part(Part::Cursor)));
    }
    out
}

/// The sign of the events whose triggers stand on a line.
fn draw_margin(state: &State, painter: &mut Painter<'_>, x: u16, y: u16, article: &Article, line: Span) {
    let shown = &state.reader.shown;
    let line = Span::new(shown.source(line.start), shown.source(line.end));
    let events = &article.analysis.events;
    let from = events.partition_point(|e| e.trigger.start < line.start);
    let here = events.iter().skip(from).take_while(|e| e.trigger.start < line.end);
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

/// Outlet and date, and on what the date rests.
fn draw_head(state: &State, painter: &mut Painter<'_>, area: Rect, article: &Article, rtl: bool) {
    let strings = state.strings();
    let outlet =
        article.document.outlet.as_ref().map_or(strings.words.no_outlet.as_str(), |o| o.name.as_str());
    let dim = painter.part(Part::Dim);
    let accent = painter.part(Part::Accent);
    let (begin, end) = if rtl {
        (crate::layout::Align::Right, crate::layout::Align::Left)
    } else {
        (crate::layout::Align::Left, crate::layout::Align::Right)
    };
    let style = if article.document.outlet.is_some() { accent } else { dim };
    let used = painter.aligned(area, outlet, style, begin);
    let rest = Rect { width: area.width.saturating_sub(used + 2), ..area };
    let rest = if rtl { rest } else { Rect { x: area.x + area.width - rest.width, ..rest } };
    let (date, style) = match article.published() {
        Some(published) => {
            let date = state.long_date(&published.interval);
            let style = if published.basis == PublishedBasis::Inferred { Part::Uncertain } else { Part::Dim };
            (format!("{date} · {}", name(&strings.bases, published.basis)), painter.part(style))
        }
        None => (strings.words.no_date.clone(), dim),
    };
    painter.aligned(rest, &date, style, end);
}

/// The line below the text: what the cursor is on, else the legend of the types.
fn draw_status(state: &State, painter: &mut Painter<'_>, area: Rect, article: &Article) {
    let strings = state.strings();
    let dim = painter.part(Part::Dim);
    let analysis = &article.analysis;
    let position = |i: usize, n: usize| state.settings.digits.show(&format!("{}/{n}  ", i + 1));
    match state.reader.cursor {
        Some(Place::Mention(i)) => {
            let Some(mention) = analysis.mentions.get(i) else { return };
            let entity = analysis.entities.iter().find(|e| e.id == mention.entity);
            let arabic = entity.map_or(mention.entity.as_str(), |e| e.name_ar.as_str());
            let english = entity.and_then(|e| e.name_en.as_deref()).unwrap_or_default();
            let count = analysis.mentions.iter().filter(|m| m.entity == mention.entity).count();
            let kind = name(&strings.types, mention.kind);
            let at = position(i, analysis.mentions.len());
            let times = format!("  ×{}", painter.number(count));
            let style = painter.theme.kind(mention.kind);
            let gap = if english.is_empty() { "" } else { " · " };
            painter.flow(
                area,
                &[
                    (&at, dim),
                    (arabic, style),
                    (gap, dim),
                    (english, dim),
                    (" · ", dim),
                    (kind, dim),
                    (&times, dim),
                ],
            );
        }
        Some(Place::Event(i)) => {
            let Some(event) = analysis.events.get(i) else { return };
            let kind = name(&strings.kinds, event.kind);
            let at = position(i, analysis.events.len());
            let date = state.settings.digits.show(&dates::short(&event.interval));
            let style = painter.theme.event(event.kind);
            let sign = super::sign(event.kind, event.planned);
            let modality = name(&strings.modalities, event.modality);
            painter.flow(
                area,
                &[
                    (&at, dim),
                    (sign, style),
                    (" ", dim),
                    (kind, style),
                    ("  ", dim),
                    (&date, dim),
                    ("  ", dim),
                    (modality, dim),
                ],
            );
        }
        Some(Place::Hit(i)) => {
            let at = position(i, state.reader.hits.len());
            let query = state.filter.query.clone().unwrap_or_default();
            let style = painter.part(Part::Accent);
            painter.flow(area, &[(&at, dim), (&query, style)]);
        }
        None => {
            let mut rest = area;
            let signs: Vec<(EntityType, String)> = EntityType::ALL
                .iter()
                .filter(|kind| analysis.mentions.iter().any(|m| m.kind == **kind))
                .map(|kind| {
                    let sign = if state.signs() {
                        super::super::shown::sign(*kind).to_string()
                    } else {
                        String::new()
                    };
                    (*kind, format!("{}{sign}", name(&strings.types, *kind)))
                })
                .collect();
            for (kind, label) in &signs {
                if crate::layout::width(label) > rest.width {
                    break;
                }
                let style = painter.theme.kind(*kind);
                rest = painter.flow(rest, &[(label, style), ("  ", dim)]);
            }
        }
    }
}
