//! Menus: a numbered list from which one thing is chosen.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::layout::width;

use super::super::super::menu::{Choice, Menu, Purpose};
use super::super::super::paint::{Painter, row};
use super::super::super::state::State;
use super::super::super::theme::Part;

/// Draws a menu, as wide as its lines need.
pub fn draw(state: &State, painter: &mut Painter<'_>, area: Rect, menu: &Menu) {
    let (area, title) = place(state, area, menu);
    let inner = super::boxed(painter, area, title);
    let height = usize::from(inner.height).max(1);
    let first = (menu.cursor + 1).saturating_sub(height);
    let (dim, key) = (painter.part(Part::Dim), painter.part(Part::Key));
    for (at, entry) in menu.entries.iter().enumerate().skip(first).take(height) {
        let here = row(inner, at - first);
        if at == menu.cursor {
            let style = painter.part(Part::Selection);
            painter.tint(here, style);
        }
        let number = match entry.digit.and_then(|digit| usize::try_from(digit).ok()) {
            Some(digit) => painter.number(digit),
            None => " ".to_owned(),
        };
        let mark = match entry.on {
            Some(true) => "◆",
            Some(false) => "◇",
            None => " ",
        };
        let over = |style: Style| Style { bg: None, ..style };
        let text = match (&entry.choice, entry.on) {
            (Choice::Type(kind), Some(true)) => painter.theme.kind(*kind),
            (Choice::Type(_), _) => dim,
            _ => painter.part(Part::Text),
        };
        let (what, about) = painter.split_end(here, width(&entry.about) + 1);
        painter.end(about, &entry.about, over(dim));
        painter.flow(
            what,
            &[
                (&number, over(key)),
                ("  ", over(dim)),
                (mark, over(dim)),
                (" ", over(dim)),
                (&entry.label, over(text)),
            ],
        );
    }
    let (from, to) = super::super::shown_part(first, height, menu.entries.len());
    super::super::scroll_bar(painter, inner, from, to);
}

/// The box of a menu within the area that is free for it, and its title.
fn place<'a>(state: &'a State, area: Rect, menu: &Menu) -> (Rect, &'a str) {
    let words = &state.strings().words;
    let title = match menu.purpose {
        Purpose::Narrow => words.narrow_to.as_str(),
        Purpose::Filters => words.filters.as_str(),
        Purpose::Types => words.legend.as_str(),
    };
    let longest = menu.entries.iter().map(|e| width(&e.label) + width(&e.about)).max().unwrap_or(0);
    let columns = (longest + 14).max(width(title) + 8).max(30).min(area.width);
    let rows = u16::try_from(menu.entries.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let x = area.x + (area.width - columns) / 2;
    (Rect { x, width: columns, height: rows, y: area.y + (area.height - rows) / 3 }, title)
}

/// The line of a menu at a row and column of the screen.
pub fn line_at(state: &State, area: Rect, menu: &Menu, x: u16, y: u16) -> Option<usize> {
    let (area, _) = place(state, area, menu);
    let height = usize::from(area.height.saturating_sub(2)).max(1);
    let first = (menu.cursor + 1).saturating_sub(height);
    let inside = (area.left()..area.right()).contains(&x) && y > area.y && y + 1 < area.bottom();
    let at = first + usize::from(y.checked_sub(area.y + 1)?);
    (inside && at < menu.entries.len()).then_some(at)
}
