//! Where something stands in a list, so that a list that grows can be shown with the cursor where it was.

use rusqlite::{params_from_iter, types::Value};

use super::filter::Conditions;
use super::timeline::events;
use super::value::size;
use super::{ArticleKey, EventKey, Filter, Library, Result};

impl Library {
    /// How many articles stand before this one among those that pass `filter`, in the order of
    /// [`Library::articles`]; `None` if it does not pass.
    pub fn place_of_article(&self, filter: &Filter, key: ArticleKey) -> Result<Option<usize>> {
        let mut here = filter.on_articles()?;
        here.push("a.key = ?", [Value::from(key.0)]);
        let mut before = filter.on_articles()?;
        let own = "(SELECT sort_day, key FROM articles WHERE key = ?)";
        before.push(format!("(a.sort_day, a.key) > {own}"), [Value::from(key.0)]);
        self.place("articles a", here, "articles a", before)
    }

    /// How many events stand before this one among those that pass `filter`, in the order of
    /// [`Library::timeline`]; `None` if it does not pass.
    pub fn place_of_event(&self, filter: &Filter, key: EventKey) -> Result<Option<usize>> {
        let mut here = filter.on_events()?;
        here.push("e.key = ?", [Value::from(key.0)]);
        let mut before = filter.on_events()?;
        let own = "(SELECT sort_day, article, trigger_start, key FROM events WHERE key = ?)";
        let columns = "(e.sort_day, e.article, e.trigger_start, e.key)";
        before.push(format!("{columns} < {own}"), [Value::from(key.0)]);
        let (one, all) = (events(&here), events(&before));
        self.place(one, here, all, before)
    }

    fn place(&self, one: &str, here: Conditions, all: &str, before: Conditions) -> Result<Option<usize>> {
        let mut query = self.db.prepare_cached(&format!("SELECT 1 FROM {one} {}", here.clause()))?;
        if !query.exists(params_from_iter(here.values()))? {
            return Ok(None);
        }
        let mut query = self.db.prepare_cached(&format!("SELECT count(*) FROM {all} {}", before.clause()))?;
        Ok(Some(size(query.query_row(params_from_iter(before.values()), |row| row.get(0))?)))
    }

    /// The article that was put in last; articles that come later have greater keys.
    pub fn last_article(&self) -> Result<Option<ArticleKey>> {
        let last: Option<i64> = self.db.query_row("SELECT max(key) FROM articles", [], |row| row.get(0))?;
        Ok(last.map(ArticleKey))
    }
}
