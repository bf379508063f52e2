//! The list of articles.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::layout::{Base, Options, layout};
use crate::library::ArticleRow;
use crate::model::{PublishedBasis, Span};

use super::super::dates;
use super::super::paint::{Painter, row};
use super::super::panes::Pane;
use super::super::state::State;
use super::super::theme::Part;

/// The rows of an article: date and outlet, two of the title, an empty one where there is room.
pub fn item_height(height: usize) -> usize {
    if height >= 16 { 4 } else { 3 }
}

pub fn draw(state: &State, painter: &mut Painter<'_>, rect: Rect) {
    let words = &state.strings().words;
    let list = &state.articles;
    let note = if list.total == 0 {
        String::new()
    } else {
        state.settings.digits.show(&format!("{}/{}", list.cursor + 1, list.total))
    };
    let area = super::frame(state, painter, Pane::Articles, rect, &words.articles, &note);
    if list.total == 0 {
        let what = match (list.known, state.filter.is_empty()) {
            (false, _) => &words.loading,
            (true, true) => &words.no_articles,
            (true, false) => &words.nothing_passes,
        };
        super::empty(state, painter, area, what, Pane::Articles);
        return;
    }
    let rows = item_height(super::inner_height(rect));
    for (index, article) in list.visible() {
        let at = (index - list.top) * rows;
        let first = row(area, at);
        let height = u16::try_from(rows.min(3)).unwrap_or(3).min(area.bottom().saturating_sub(first.y));
        let item = Rect { height, ..first };
        if first.is_empty() {
            break;
        }
        let here = index == list.cursor;
        if here {
            let part = if state.focus == Pane::Articles { Part::Selection } else { Part::SelectionFaint };
            let style = painter.part(part);
            painter.tint(item, style);
        }
        draw_item(state, painter, item, article, here);
        if here {
            super::cursor_bar(painter, item, state.focus == Pane::Articles);
        }
    }
    let (from, to) = super::shown_part(list.top, list.height, list.total);
    super::scroll_bar(painter, area, from, to);
}

fn draw_item(state: &State, painter: &mut Painter<'_>, item: Rect, article: &ArticleRow, here: bool) {
    let words = &state.strings().words;
    let dim = painter.part(Part::Dim);
    let head = row(item, 0);
    let (mark, unread) = if article.read { (" ", dim) } else { ("•", painter.part(Part::Unread)) };
    let date = state.settings.digits.show(&dates::short(&article.published, words));
    let uncertain =
        article.basis == Some(PublishedBasis::Inferred) || article.published.single_day().is_none();
    let style = if uncertain { painter.part(Part::Uncertain) } else { dim };
    let (date, about) = if date.is_empty() {
        (words.no_date.clone(), "")
    } else {
        (date, if article.basis == Some(PublishedBasis::Inferred) { "~" } else { "" })
    };
    let new = if state.is_new(article.key) && !article.read { " ✦" } else { "" };
    // Not in its file any more.
    let gone = if article.gone { " ∅" } else { "" };
    let star = match (article.starred, article.noted) {
        (true, true) => " ★ ✎",
        (true, false) => " ★",
        (false, true) => " ✎",
        (false, false) => "",
    };
    let rest = painter.flow(
        head,
        &[
            (mark, unread),
            (" ", dim),
            (about, style),
            (&date, style),
            (new, unread),
            (gone, painter.part(Part::Uncertain)),
            (star, painter.part(Part::Accent)),
        ],
    );
    if let Some(outlet) = &article.outlet {
        let (_, rest) = painter.split(rest, 2);
        painter.end(rest, &outlet.name, dim);
    }
    let title = article.title.as_deref().unwrap_or(&words.no_title);
    let style = painter.part(if article.read && !here { Part::Dim } else { Part::Text });
    // The background is that of the item.
    let style = ratatui::style::Style { bg: None, ..style };
    let style = if here { style.add_modifier(Modifier::BOLD) } else { style };
    let laid_out = layout(title, Span::new(0, title.len()), &Options::new(item.width).base(Base::AutoRtl));
    for (at, line) in laid_out.lines.iter().take(2).enumerate() {
        let here = row(item, at + 1);
        let rest = if at == 1 { title.get(line.span.start..) } else { title.get(line.span.range()) };
        painter.content(here, rest.unwrap_or_default().trim(), style);
    }
}
