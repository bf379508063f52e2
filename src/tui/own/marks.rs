//! Stars, read state, tags and saved searches.

use crate::library::{ArticleKey, Change};

use super::super::dates::without_isolates;
use super::super::effect::Effect;
use super::super::panes::Pane;
use super::super::parts::parts;
use super::super::state::State;
use super::ask::{self, Ask, Purpose};
use super::data::Question;
use super::{change, question};

/// The article that a mark is for: the one with the cursor in the list, else the open one.
pub(super) fn article(state: &State) -> Option<ArticleKey> {
    match state.focus {
        Pane::Articles => state.articles.current().map(|row| row.key),
        _ => state.open_key(),
    }
}

/// Whether an article is read and starred, as far as anything that is held tells it.
fn marked(state: &State, key: ArticleKey) -> (bool, bool) {
    let open =
        state.reader.article.as_ref().filter(|a| a.key == key).map(|a| (a.marks.read, a.marks.starred));
    let row = state.articles.held().find(|(_, row)| row.key == key).map(|(_, row)| (row.read, row.starred));
    row.or(open).unwrap_or_default()
}

pub(super) fn star(state: &mut State) -> Vec<Effect> {
    let Some(key) = article(state) else { return Vec::new() };
    let (_, starred) = marked(state, key);
    change(vec![Change::Starred(key, !starred)])
}

pub(super) fn toggle_read(state: &mut State) -> Vec<Effect> {
    let Some(key) = article(state) else { return Vec::new() };
    let (read, _) = marked(state, key);
    // What the reader says of it goes before what moving in it would say.
    state.own.read = Some(key);
    change(vec![Change::Read(key, !read)])
}

pub(super) fn tags(state: &mut State) -> Vec<Effect> {
    let Some(key) = article(state) else { return Vec::new() };
    if state.open_key() != Some(key) {
        // The tags that it bears come with the article.
        super::super::moves::follow(state);
    }
    ask::put(state, Ask::new(Purpose::Tags(key), ""));
    vec![question(Question::Tags)]
}

pub(super) fn save_search(state: &mut State) -> Vec<Effect> {
    if state.filter.is_empty() {
        let text = state.strings().words.nothing_to_save.clone();
        state.tell(text);
        return Vec::new();
    }
    let name = parts(&state.filter).iter().map(|part| part.label(state)).collect::<Vec<_>>().join(" + ");
    let name = without_isolates(&name);
    ask::put(state, Ask::new(Purpose::SaveSearch, &name));
    Vec::new()
}

pub(super) fn searches(state: &mut State) -> Vec<Effect> {
    ask::put(state, Ask::new(Purpose::Searches, ""));
    vec![question(Question::Searches)]
}
