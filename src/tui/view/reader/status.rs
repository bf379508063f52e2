//! What stands above and below the text of an article: outlet and date; what the cursor is on, or the legend.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::layout::width;
use crate::library::Article;
use crate::model::{EntityType, PublishedBasis, Why};

use super::super::super::dates;
use super::super::super::paint::{Painter, row};
use super::super::super::reader::{Place, Reader};
use super::super::super::shown;
use super::super::super::state::State;
use super::super::super::strings::name;
use super::super::super::theme::Part;

/// The rows below the text in a pane: one, or two where there is room for the reason as well.
pub fn rows(rect: Rect) -> u16 {
    if rect.height >= 18 { 2 } else { 1 }
}

/// Outlet and date, and on what the date rests.
pub fn draw_head(state: &State, painter: &mut Painter<'_>, area: Rect, article: &Article, rtl: bool) {
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
    let mut used = painter.aligned(area, outlet, style, begin);
    if let Some(address) = &article.document.address {
        let x = if rtl { area.right().saturating_sub(used) } else { area.x };
        painter.link(Rect { x, width: used, ..area }, address);
    }
    let marks = marks(article);
    if !marks.is_empty() {
        let rest = Rect { width: area.width.saturating_sub(used + 2), ..area };
        let rest = if rtl { rest } else { Rect { x: area.x + area.width - rest.width, ..rest } };
        used += 2 + painter.aligned(rest, &marks, accent, begin);
    }
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

/// The reader's star, the sign of a note, and tags.
fn marks(article: &Article) -> String {
    let marks = &article.marks;
    let star = marks.starred.then(|| "★".to_owned());
    let note = (!marks.note.is_empty()).then(|| "✎".to_owned());
    let tags = marks.tags.iter().map(|tag| format!("#{tag}"));
    star.into_iter().chain(note).chain(tags).collect::<Vec<_>>().join(" ")
}

/// Below the text: what the cursor is on and why it was marked, else the legend of the types.
pub fn draw(state: &State, painter: &mut Painter<'_>, area: Rect, reader: &Reader, article: &Article) {
    let strings = state.strings();
    let dim = painter.part(Part::Dim);
    let analysis = &article.analysis;
    let position = |i: usize, n: usize| state.settings.digits.show(&format!("{}/{n}  ", i + 1));
    let first = row(area, 0);
    let accent = painter.part(Part::Accent);
    let yours =
        |why: &Why| if why.is_readers() { format!("  ✎ {}", strings.words.yours) } else { String::new() };
    if let Some(selection) = state.own.selection.filter(|_| state.open_key() == Some(article.key)) {
        let text = &article.document.text;
        let words = selection.span(text).of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        painter.flow(first, &[(&strings.words.selected, dim), ("  ", dim), (&words, accent)]);
        return;
    }
    match reader.cursor {
        Some(Place::Mention(i)) => {
            let Some(mention) = analysis.mentions.get(i) else { return };
            let entity = analysis.entities.iter().find(|e| e.id == mention.entity);
            let arabic = entity.map_or(mention.entity.as_str(), |e| e.name_ar.as_str());
            let english = entity.and_then(|e| e.name_en.as_deref()).unwrap_or_default();
            let count = analysis.mentions.iter().filter(|m| m.entity == mention.entity).count();
            // Where signs stand beside names this is their legend.
            let sign = if state.signs() { shown::sign(mention.kind).to_string() } else { String::new() };
            let kind = format!("{}{sign}", name(&strings.types, mention.kind));
            let at = position(i, analysis.mentions.len());
            let times = format!(" ×{}", painter.number(count));
            let style = painter.theme.kind(mention.kind);
            let gap = if english.is_empty() { "" } else { "  " };
            let yours = yours(&mention.why);
            let pieces = [
                (at.as_str(), dim),
                (arabic, style),
                (" · ", dim),
                (&kind, dim),
                (&times, dim),
                (&yours, accent),
                // Last, as it is the longest, and stands in other places as well.
                (gap, dim),
                (english, dim),
            ];
            painter.flow(first, &pieces);
            draw_why(state, painter, row(area, 1), &mention.why);
        }
        Some(Place::Event(i)) => {
            let Some(event) = analysis.events.get(i) else { return };
            let kind = name(&strings.kinds, event.kind);
            let at = position(i, analysis.events.len());
            let date = state.settings.digits.show(&dates::short(&event.interval, &strings.words));
            let style = painter.theme.event(event.kind);
            let sign = super::super::sign(event.kind, event.planned);
            let modality = name(&strings.modalities, event.modality);
            let yours = yours(&event.why);
            let pieces = [
                (at.as_str(), dim),
                (sign, style),
                (" ", dim),
                (kind, style),
                ("  ", dim),
                (&date, dim),
                ("  ", dim),
                (modality, dim),
                (&yours, accent),
            ];
            painter.flow(first, &pieces);
            draw_why(state, painter, row(area, 1), &event.why);
        }
        Some(Place::Hit(i)) => {
            let at = position(i, reader.hits.len());
            let query = state.filter.query.clone().unwrap_or_default();
            let style = painter.part(Part::Accent);
            painter.flow(first, &[(&at, dim), (&query, style)]);
        }
        None => legend(state, painter, area, article),
    }
}

/// Why something was marked, on one row.
fn draw_why(state: &State, painter: &mut Painter<'_>, area: Rect, why: &Why) {
    let strings = state.strings();
    let dim = painter.part(Part::Dim);
    let key = painter.part(Part::Key);
    let text = strings.reasons(why).join(" · ");
    if area.is_empty() || text.is_empty() {
        return;
    }
    painter.flow(area, &[(&strings.words.because, key), (": ", key), (&text, dim)]);
}

/// The types of the names in the article, in their colours; those that are switched off stand back.
fn legend(state: &State, painter: &mut Painter<'_>, area: Rect, article: &Article) {
    let mut rest = row(area, 0);
    let mut below = row(area, 1);
    let dim = painter.part(Part::Dim);
    for &kind in EntityType::ALL {
        if !article.analysis.mentions.iter().any(|m| m.kind == kind) {
            continue;
        }
        let sign = if state.signs() { shown::sign(kind).to_string() } else { String::new() };
        let label = format!("{}{sign}", name(&state.strings().types, kind));
        if width(&label) > rest.width {
            // On the second row, where there is one.
            rest = std::mem::take(&mut below);
        }
        if width(&label) > rest.width {
            break;
        }
        let off = state.settings.plain_types.contains(kind);
        let style = if off { dim.add_modifier(Modifier::CROSSED_OUT) } else { painter.theme.kind(kind) };
        rest = painter.flow(rest, &[(&label, style), ("  ", dim)]);
    }
}
