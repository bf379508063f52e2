//! Where something stands in a list, so that a list that grows can be shown with the cursor where it was.

use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

use super::timeline::{BY_DAY, MERGED, ORDER, events};
use super::value::{day_number, size};
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
        let mut query = self.db.prepare_cached(&format!("SELECT 1 FROM articles a {}", here.clause()))?;
        if !query.exists(params_from_iter(here.values()))? {
            return Ok(None);
        }
        let mut query =
            self.db.prepare_cached(&format!("SELECT count(*) FROM articles a {}", before.clause()))?;
        Ok(Some(size(query.query_row(params_from_iter(before.values()), |row| row.get(0))?)))
    }

    /// How many rows stand before this event among those that pass `filter`, in the order of
    /// [`Library::timeline_merged`]; of an event that is told several times the first telling counts. `None` if
    /// none passes.
    pub fn place_of_event(&self, filter: &Filter, key: EventKey) -> Result<Option<usize>> {
        let mut tellings = filter.on_events()?;
        let story = "(SELECT story FROM events WHERE key = ?)";
        tellings.push(format!("(e.key = ? OR e.story = {story})"), [Value::from(key.0), Value::from(key.0)]);
        let sql = format!("SELECT e.key FROM {} {} {ORDER} LIMIT 1", events(&tellings), tellings.clause());
        let mut query = self.db.prepare_cached(&sql)?;
        let first =
            query.query_row(params_from_iter(tellings.values()), |row| row.get::<_, i64>(0)).optional()?;
        let Some(first) = first else { return Ok(None) };
        let mut before = filter.on_events()?;
        let own = "(SELECT sort_day, article, trigger_start, key FROM events WHERE key = ?)";
        let columns = "(e.sort_day, e.article, e.trigger_start, e.key)";
        before.push(format!("{columns} < {own}"), [Value::from(first)]);
        let sql = if filter.keeps_groups_whole() {
            // An index answers alone, as for the list.
            before.push("e.leads", []);
            format!("SELECT count(*) FROM {BY_DAY} {}", before.clause())
        } else {
            format!("SELECT {MERGED} FROM {} {}", events(&before), before.clause())
        };
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(Some(size(query.query_row(params_from_iter(before.values()), |row| row.get(0))?)))
    }

    /// How many rows stand before the first event of `day`, or after it, among those that pass `filter`, in the order
    /// of [`Library::timeline_merged`].
    pub fn place_of_day(&self, filter: &Filter, day: Date) -> Result<usize> {
        let mut before = filter.on_events()?;
        before.push("e.sort_day < ?", [Value::from(day_number(day))]);
        let sql = format!("SELECT {MERGED} FROM {} {}", events(&before), before.clause());
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(size(query.query_row(params_from_iter(before.values()), |row| row.get(0))?))
    }

    /// The article that was put in last; articles that come later have greater keys.
    pub fn last_article(&self) -> Result<Option<ArticleKey>> {
        let last: Option<i64> = self.db.query_row("SELECT max(key) FROM articles", [], |row| row.get(0))?;
        Ok(last.map(ArticleKey))
    }
}
