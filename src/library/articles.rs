//! Lists of articles.

use rusqlite::{OptionalExtension, Row, params_from_iter, types::Value};

use super::running::What;
use super::value::{int, interval, named, size};
use super::{ArticleKey, ArticleRow, Filter, Library, Page, Result};
use crate::model::{EntityId, Outlet};

/// The columns of an [`ArticleRow`], from `articles a` with [`JOINS`].
pub(super) const COLUMNS: &str = "a.key, a.id, a.title, o.id, o.name, a.pub_first, a.pub_last, a.pub_basis, m.read, m.starred, m.note <> '', a.gone IS NOT NULL";
pub(super) const JOINS: &str =
    "LEFT JOIN outlets o ON o.key = a.outlet LEFT JOIN marks m ON m.article = a.key";

pub(super) fn article_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    Ok(ArticleRow {
        key: ArticleKey(row.get(0)?),
        id: row.get(1)?,
        title: row.get(2)?,
        outlet: outlet(row, 3)?,
        published: interval(row, 5)?,
        basis: match row.get_ref(7)? {
            rusqlite::types::ValueRef::Null => None,
            _ => Some(named(row, 7)?),
        },
        read: row.get::<_, Option<bool>>(8)?.unwrap_or(false),
        starred: row.get::<_, Option<bool>>(9)?.unwrap_or(false),
        noted: row.get::<_, Option<bool>>(10)?.unwrap_or(false),
        gone: row.get(11)?,
    })
}

/// The outlet in two columns from `at` on.
pub(super) fn outlet(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Outlet>> {
    let id: Option<String> = row.get(at)?;
    let name: Option<String> = row.get(at + 1)?;
    Ok(id.zip(name).map(|(id, name)| Outlet { id, name }))
}

/// How a page is walked to: SQLite counts to it from one end, and the nearer end is the better one. Without it the
/// last page of a hundred thousand articles took as long as all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Walk {
    /// From the end, with every order turned round.
    pub from_end: bool,
    /// The page, counted from that end.
    pub page: Page,
}

/// To look up so many articles takes longer than to ask those of a page one by one.
const FREQUENT: usize = 2_000;

/// Pages before this one are walked to from the beginning: to know how many rows there are costs more.
const NEAR: usize = 1_000;

impl Walk {
    /// The way to a page of a list; `total` says how many rows the list has.
    pub fn to(page: Page, total: impl FnOnce() -> Result<usize>) -> Result<Self> {
        let from_start = Self { from_end: false, page };
        if page.offset < NEAR {
            return Ok(from_start);
        }
        let total = total()?;
        let end = page.offset.saturating_add(page.limit).min(total);
        if page.offset >= total || total - end >= page.offset {
            return Ok(from_start);
        }
        Ok(Self { from_end: true, page: Page::at(total - end, end - page.offset) })
    }
}

/// `LIMIT` and `OFFSET` of a page.
pub(super) fn limits(page: Page) -> [Value; 2] {
    [Value::from(int(page.limit)), Value::from(int(page.offset))]
}

impl Library {
    /// Articles that pass `filter`, the newest first; those without a date at the end.
    ///
    /// # Errors
    ///
    /// A query in the filter that cannot be understood, or the database.
    pub fn articles(&self, filter: &Filter, page: Page) -> Result<Vec<ArticleRow>> {
        let conditions = filter.on_articles_in_order(|id| Ok(self.articles_naming(id)? > FREQUENT))?;
        let Walk { from_end, page } = Walk::to(page, || self.count_articles(filter))?;
        let order = if from_end { "a.sort_day, a.key" } else { "a.sort_day DESC, a.key DESC" };
        // The inner query walks an index only; the joins are made for the rows of the page. SQLite is told how many
        // these are, as it must choose to walk that index and not to sort.
        let sql = format!(
            "SELECT {COLUMNS} FROM (SELECT a.key FROM articles a {} ORDER BY {order} LIMIT {} OFFSET ?) k \
             CROSS JOIN articles a ON a.key = k.key {JOINS} \
             ORDER BY a.sort_day DESC, a.key DESC",
            conditions.clause(),
            int(page.limit),
        );
        let mut values = conditions.values();
        values.push(Value::from(int(page.offset)));
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(values), article_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many articles pass `filter`.
    pub fn count_articles(&self, filter: &Filter) -> Result<usize> {
        self.counted(What::Articles, filter, || {
            if let Some(entity) = filter.entity_alone() {
                return self.articles_naming(entity);
            }
            let conditions = filter.on_articles()?;
            let sql = format!("SELECT count(*) FROM articles a {}", conditions.clause());
            let mut query = self.db.prepare_cached(&sql)?;
            Ok(size(query.query_row(params_from_iter(conditions.values()), |row| row.get(0))?))
        })
    }

    /// How many articles name an entity, as it is kept with the entity.
    fn articles_naming(&self, id: &EntityId) -> Result<usize> {
        let mut query = self.db.prepare_cached("SELECT articles FROM entities WHERE id = ?")?;
        Ok(query.query_row([id.as_str()], |row| row.get(0)).optional()?.map_or(0, size))
    }

    /// The article that the whole of a file is; the path is absolute, as an import stores it.
    pub fn article_of_file(&self, path: &std::path::Path) -> Result<Option<ArticleKey>> {
        let mut query =
            self.db.prepare_cached("SELECT key FROM articles WHERE path = ? AND record IS NULL")?;
        let path = super::value::path_bytes(path);
        Ok(query.query_row([path], |row| row.get(0).map(ArticleKey)).optional()?)
    }

    /// The article of a document id.
    pub fn find(&self, id: &str) -> Result<Option<ArticleKey>> {
        let mut query = self.db.prepare_cached("SELECT key FROM articles WHERE id = ?")?;
        Ok(query.query_row([id], |row| row.get(0).map(ArticleKey)).optional()?)
    }
}
