//! The search.

use rusqlite::{params_from_iter, types::Value};

use super::articles::{COLUMNS, JOINS, article_row, limits};
use super::hits::snippet;
use super::{ArticleKey, Filter, Hit, Library, Page, Result, query};
use crate::model::Span;

impl Library {
    /// The articles that pass both `query` and `filter`, the most relevant first (BM25, a word in the title
    /// counting four times); by date where the query has no words. The whole count is that of
    /// [`Library::count_articles`] with [`Filter::query`].
    pub fn search(&self, text: &str, filter: &Filter, page: Page) -> Result<Vec<Hit>> {
        let query = query::parse(text)?;
        let mut conditions = filter.on_articles()?;
        let mut values: Vec<Value> = Vec::new();
        let (source, order) = match query.ranking() {
            Some((words, complete)) => {
                values.push(words.into());
                if !complete && let Some((sql, more)) = query.condition() {
                    conditions.push(sql, more);
                }
                let source = "(SELECT rowid AS key, bm25(search, 4.0, 1.0) AS rank FROM search \
                              WHERE search MATCH ?) s CROSS JOIN articles a ON a.key = s.key";
                (source, "s.rank, a.sort_day DESC, a.key DESC")
            }
            None => {
                if let Some((sql, more)) = query.condition() {
                    conditions.push(sql, more);
                }
                ("articles a", "a.sort_day DESC, a.key DESC")
            }
        };
        let sql = format!(
            "SELECT {COLUMNS} FROM {source} {JOINS} {} ORDER BY {order} LIMIT ? OFFSET ?",
            conditions.clause()
        );
        values.extend(conditions.values());
        values.extend(limits(page));
        let mut prepared = self.db.prepare_cached(&sql)?;
        let rows = prepared.query_map(params_from_iter(values), article_row)?;
        rows.map(|row| {
            let article = row?;
            let text = self.text(article.key)?;
            let blocks = self.blocks(article.key)?;
            let hits = query.hits(&text, &blocks);
            let snippet = snippet(&text, &blocks, &hits);
            let marks = hits
                .iter()
                .filter(|hit| snippet.covers(**hit))
                .map(|hit| Span::new(hit.start - snippet.start, hit.end - snippet.start))
                .collect();
            Ok(Hit { article, snippet, words: snippet.of(&text).to_owned(), marks, hits: hits.len() })
        })
        .collect()
    }

    /// The letters of an article at which a query's words stand, in order.
    pub fn hits(&self, key: ArticleKey, text: &str) -> Result<Vec<Span>> {
        let query = query::parse(text)?;
        Ok(query.hits(&self.text(key)?, &self.blocks(key)?))
    }
}
