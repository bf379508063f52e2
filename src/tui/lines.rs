//! Each place where the searched words or a name stand, one below the other (KWIC), over all articles that pass.

use std::sync::Arc;

use crate::library::{Filter, Keyword, KeywordLine, LineOrder};
use crate::model::Span;

use super::effect::Effect;
use super::request::{Looks, Request};
use super::state::{Overlay, State};
use super::strings::fill;
use super::view::Sheet;

/// The places, and where one is among them.
#[derive(Debug, Clone)]
pub struct LinesPage {
    /// What they are of.
    pub keyword: Keyword,
    /// How that is called.
    pub name: String,
    /// Which articles were looked at.
    pub filter: Filter,
    /// In which order the places stand.
    pub order: LineOrder,
    /// How many places each outlet (its id) has, in the order by outlet: of one with many not all are shown.
    pub totals: Vec<(Option<String>, usize)>,
    /// The places with the words around them.
    pub lines: Vec<KeywordLine>,
    /// The one with the cursor.
    pub cursor: usize,
    /// The rows, and for which looks they were made.
    pub rows: Option<(Looks, Arc<Sheet>)>,
}

impl LinesPage {
    /// The places as the library found them.
    pub fn new(
        keyword: Keyword,
        name: String,
        filter: Filter,
        order: LineOrder,
        lines: Vec<KeywordLine>,
    ) -> Self {
        let (lines, totals) = cut(lines, order);
        Self { keyword, name, filter, order, lines, totals, cursor: 0, rows: None }
    }
}

/// How many places of one outlet are shown, so that the others are not far below.
const MOST_OF_OUTLET: usize = 60;

/// Sorted by outlet, not more than [`MOST_OF_OUTLET`] lines of each, and how many each has.
pub(super) fn cut(
    mut lines: Vec<KeywordLine>,
    order: LineOrder,
) -> (Vec<KeywordLine>, Vec<(Option<String>, usize)>) {
    let mut totals: Vec<(Option<String>, usize)> = Vec::new();
    if order == LineOrder::Outlet {
        lines.retain(|line| {
            let id = line.outlet.as_ref().map(|o| o.id.as_str());
            match totals.last_mut() {
                Some((last, n)) if last.as_deref() == id => *n += 1,
                _ => totals.push((id.map(str::to_owned), 1)),
            }
            totals.last().is_some_and(|(_, n)| *n <= MOST_OF_OUTLET)
        });
    }
    (lines, totals)
}

/// The words with what stands around them on one line, as it stands in the text: nothing is put between what is joined.
/// Gives where the words are in it.
pub fn in_one(line: &KeywordLine) -> (String, Span) {
    joined(&line.before, &line.words, &line.after)
}

fn joined(before: &str, words: &str, after: &str) -> (String, Span) {
    let mut text = String::with_capacity(before.len() + words.len() + after.len());
    // A break within a paragraph is an accident of the page, as are blanks in a row.
    let mut add = |part: &str| {
        for c in part.chars() {
            match c.is_whitespace() {
                true if text.is_empty() || text.ends_with(' ') => {}
                true => text.push(' '),
                false => text.push(c),
            }
        }
        text.len()
    };
    let (start, end) = (add(before), add(words));
    add(after);
    (text, Span::new(start, end))
}

/// Asks where the searched words stand; without a search, or from a list of names, where the name at the cursor does.
pub fn ask(state: &mut State) -> Vec<Effect> {
    use super::panes::Pane;
    let query = state.filter.query.clone().filter(|_| state.focus != Pane::Entities);
    let entity = || super::card::at_focus(state).or_else(|| state.filter.entities.last().cloned());
    let Some(keyword) = query.map(Keyword::Query).or_else(|| entity().map(Keyword::Entity)) else {
        let text = state.strings().words.no_lines.clone();
        state.tell(text);
        return Vec::new();
    };
    // A search narrows to its own articles anyway; for a name what else narrows is left as it is.
    let filter = Filter { query: None, ..state.filter.clone() };
    let filter = if matches!(keyword, Keyword::Query(_)) { filter } else { state.filter.clone() };
    vec![Effect::ask(Request::Lines(keyword, filter))]
}

/// Takes the places in another order.
pub fn receive(page: &mut LinesPage, lines: Vec<KeywordLine>) {
    (page.lines, page.totals) = cut(lines, page.order);
    page.rows = None;
}

/// Shows the places; says so if there are none, as in a search for days or tags alone.
pub fn open(state: &mut State, page: Box<LinesPage>) {
    if page.lines.is_empty() {
        let text = fill(&state.strings().words.no_hits, &page.name);
        state.tell(text);
        return;
    }
    state.overlays.push((Overlay::Lines(page), 0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_in_the_text_stays_joined() {
        let part = |before: &str, words: &str, after: &str| {
            let (text, words) = joined(before, words, after);
            let words = words.of(&text).to_owned();
            (text, words)
        };
        assert_eq!(part("بيان ل", "لفصائل", "، ثم"), ("بيان للفصائل، ثم".into(), "لفصائل".into()));
        assert_eq!(
            part("قال\n ", "القائد\nالعام", " إن"),
            ("قال القائد العام إن".into(), "القائد العام".into())
        );
        assert_eq!(part("", "بغداد", ""), ("بغداد".into(), "بغداد".into()));
    }
}
