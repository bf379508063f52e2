//! Each place where words or a name stand, in its context.

use crate::library::{KeywordLine, LineOrder};

use super::super::super::dates;
use super::super::super::lines::LinesPage;
use super::super::super::page::Link;
use super::super::super::state::State;
use super::super::super::strings::fill;
use super::sheet::{Context, Row, Sheet};

/// The rows of a page of places; sorted by outlet they stand under the outlets' names.
pub fn sheet(state: &State, page: &LinesPage, columns: u16) -> Sheet {
    let words = &state.strings().words;
    let title = format!("{} · {}", fill(&words.lines_of, &page.name), order(state, page.order));
    let mut out = Sheet::new(title, columns);
    let by_outlet = page.order == LineOrder::Outlet;
    let mut before = None;
    for line in &page.lines {
        let outlet = line.outlet.as_ref().map(|o| o.id.as_str());
        if by_outlet && before != Some(outlet) {
            before = Some(outlet);
            let name = line.outlet.as_ref().map_or(words.no_outlet.as_str(), |o| o.name.as_str());
            let found = page.totals.iter().find(|(id, _)| id.as_deref() == outlet).map_or(0, |(_, n)| *n);
            out.heading(state.settings.digits.show(&format!("{name} · {found}")));
        }
        item(&mut out, state, line, !by_outlet);
    }
    out
}

/// In which order lines stand, in words.
pub fn order(state: &State, order: LineOrder) -> &str {
    let words = &state.strings().words;
    match order {
        LineOrder::After => &words.by_after,
        LineOrder::Before => &words.by_before,
        LineOrder::Date => &words.by_date,
        LineOrder::Outlet => &words.by_outlet,
    }
}

/// A line that leads to its place in the text.
pub fn item(out: &mut Sheet, state: &State, line: &KeywordLine, with_outlet: bool) {
    let strings = &state.strings().words;
    let outlet = line.outlet.as_ref().map_or(strings.no_outlet.as_str(), |o| o.name.as_str());
    let date = dates::short(&line.published, strings);
    let date = if date.is_empty() { strings.no_date.clone() } else { state.settings.digits.show(&date) };
    let (text, words) = crate::tui::lines::in_one(line);
    let context =
        Context { text, words, outlet: if with_outlet { outlet.to_owned() } else { String::new() }, date };
    out.item(Link::Place(line.article, line.span), |out| out.row(Row::Context(context)));
}
