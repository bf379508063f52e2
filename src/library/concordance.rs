//! Concordance: a name or a phrase in its context, one line for each time it stands (KWIC).

use rusqlite::{params_from_iter, types::Value};

use super::articles::outlet;
use super::value::{int, interval, span};
use super::{ArticleKey, Filter, Library, Page, Result, query};
use crate::model::names::named_enum;
use crate::model::{EntityId, Interval, Outlet, Span};
use crate::text::{Fold, fold};

/// What a concordance is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keyword {
    /// An entity, by whatever words it is named.
    Entity(EntityId),
    /// The words of a search query.
    Query(String),
}

named_enum! {
    /// In which order the lines stand.
    #[derive(Default)]
    pub enum LineOrder("order of lines") {
        /// The newest article first.
        #[default]
        Date = "date",
        /// By the words before the keyword, from the keyword backwards.
        Before = "before",
        /// By the words after the keyword.
        After = "after",
        /// By outlet, the newest first within each; those of no known outlet last.
        Outlet = "outlet",
    }
}

/// A line of a concordance.
#[derive(Debug, Clone, PartialEq)]
pub struct KeywordLine {
    /// The article.
    pub article: ArticleKey,
    /// Its id.
    pub article_id: String,
    /// Its outlet.
    pub outlet: Option<Outlet>,
    /// When it appeared.
    pub published: Interval,
    /// Where the keyword is in the article's text.
    pub span: Span,
    /// The words before it, within its paragraph.
    pub before: String,
    /// The keyword's own words.
    pub words: String,
    /// The words after it.
    pub after: String,
}

/// The context on each side, in bytes; an Arabic letter has two.
const CONTEXT: usize = 160;

/// Lines that are sorted by their context are taken from the newest so many; more would be read by nobody.
const MOST_SORTED: usize = 5_000;

impl Library {
    /// The lines of a concordance over the articles that pass `filter`.
    pub fn concordance(
        &self,
        keyword: &Keyword,
        order: LineOrder,
        filter: &Filter,
        page: Page,
    ) -> Result<Vec<KeywordLine>> {
        if order == LineOrder::Date {
            return self.lines(keyword, filter, page);
        }
        let mut lines = self.lines(keyword, filter, Page::first(MOST_SORTED))?;
        if order == LineOrder::Outlet {
            // The order of days stays within an outlet, as the sort is stable.
            lines.sort_by_cached_key(|line| {
                line.outlet.as_ref().map_or((true, String::new()), |o| (false, o.name.clone()))
            });
            return Ok(lines.into_iter().skip(page.offset).take(page.limit).collect());
        }
        lines.sort_by_cached_key(|line| match order {
            LineOrder::Before => {
                let folded = fold(&line.before, Fold::Loose).text;
                folded.split_whitespace().rev().map(str::to_owned).collect::<Vec<_>>()
            }
            _ => fold(&line.after, Fold::Loose).text.split_whitespace().map(str::to_owned).collect(),
        });
        Ok(lines.into_iter().skip(page.offset).take(page.limit).collect())
    }

    fn lines(&self, keyword: &Keyword, filter: &Filter, page: Page) -> Result<Vec<KeywordLine>> {
        let mut conditions = filter.on_articles()?;
        match keyword {
            Keyword::Entity(id) => {
                conditions.push("n.id = ?", [Value::from(id.as_str().to_owned())]);
                let sql = format!(
                    "SELECT a.key, a.id, o.id, o.name, a.pub_first, a.pub_last, m.start, m.end \
                     FROM {} CROSS JOIN mentions m ON m.article = a.key AND m.entity = n.key \
                     LEFT JOIN outlets o ON o.key = a.outlet {} \
                     ORDER BY a.sort_day DESC, a.key DESC, m.start LIMIT ? OFFSET ?",
                    self.newest_that_name(id)?,
                    conditions.clause()
                );
                let mut values = conditions.values();
                values.extend([Value::from(int(page.limit)), Value::from(int(page.offset))]);
                let mut query = self.db.prepare_cached(&sql)?;
                let rows = query.query_map(params_from_iter(values), |row| line(row, span(row, 6)?))?;
                let mut lines = rows.collect::<Result<Vec<_>, _>>()?;
                self.fill_context(&mut lines)?;
                Ok(lines)
            }
            Keyword::Query(text) => {
                let query = query::parse(text)?;
                if let Some((sql, values)) = query.condition() {
                    conditions.push(sql, values);
                }
                let sql = format!(
                    "SELECT a.key, a.id, o.id, o.name, a.pub_first, a.pub_last FROM articles a \
                     LEFT JOIN outlets o ON o.key = a.outlet {} ORDER BY a.sort_day DESC, a.key DESC",
                    conditions.clause()
                );
                let mut found = self.db.prepare_cached(&sql)?;
                let mut rows = found.query(params_from_iter(conditions.values()))?;
                let (mut lines, mut passed) = (Vec::new(), 0usize);
                // How many hits an article has is not known before it is read: articles are read until the
                // page is full.
                while let Some(row) = rows.next()? {
                    let key = ArticleKey(row.get(0)?);
                    for hit in query.hits(&self.text(key)?, &self.blocks(key)?) {
                        passed += 1;
                        if passed > page.offset {
                            lines.push(line(row, hit)?);
                        }
                        if lines.len() >= page.limit {
                            self.fill_context(&mut lines)?;
                            return Ok(lines);
                        }
                    }
                }
                self.fill_context(&mut lines)?;
                Ok(lines)
            }
        }
    }

    fn fill_context(&self, lines: &mut [KeywordLine]) -> Result<()> {
        let mut current: Option<(ArticleKey, String, Vec<Span>)> = None;
        for line in lines {
            if current.as_ref().is_none_or(|(key, ..)| *key != line.article) {
                let blocks = self.blocks(line.article)?.into_iter().map(|b| b.span).collect();
                current = Some((line.article, self.text(line.article)?, blocks));
            }
            let Some((_, text, blocks)) = &current else { continue };
            let block = blocks.iter().find(|b| b.covers(line.span)).copied().unwrap_or(line.span);
            let start = line.span.start.saturating_sub(CONTEXT).max(block.start);
            let end = line.span.end.saturating_add(CONTEXT).min(block.end);
            line.before = from_word(text, start, line.span.start, start == block.start);
            line.words = line.span.of(text).to_owned();
            line.after = to_word(text, line.span.end, end, end == block.end);
        }
        Ok(())
    }
}

fn line(row: &rusqlite::Row<'_>, span: Span) -> rusqlite::Result<KeywordLine> {
    Ok(KeywordLine {
        article: ArticleKey(row.get(0)?),
        article_id: row.get(1)?,
        outlet: outlet(row, 2)?,
        published: interval(row, 4)?,
        span,
        before: String::new(),
        words: String::new(),
        after: String::new(),
    })
}

/// The text from the first whole word after `start` on; from `start` itself where it begins the block.
fn from_word(text: &str, start: usize, end: usize, whole: bool) -> String {
    let start = (start..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    let part = Span::new(start, end).of(text);
    let cut = if whole { 0 } else { part.find(char::is_whitespace).unwrap_or(0) };
    part[cut..].trim_start().to_owned()
}

/// The text up to the last whole word before `end`; up to `end` itself where it ends the block.
fn to_word(text: &str, start: usize, end: usize, whole: bool) -> String {
    let end = (start..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start);
    let part = Span::new(start, end).of(text);
    let cut = if whole { part.len() } else { part.rfind(char::is_whitespace).unwrap_or(part.len()) };
    part[..cut].trim_end().to_owned()
}
