//! An entity's mentions, each with the words around it.

use rusqlite::params;

use super::articles::outlet;
use super::value::{int, span};
use super::{ArticleKey, Library, Page, Result};
use crate::model::{EntityId, Outlet, Span};

/// A mention in its context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The article.
    pub article: ArticleKey,
    /// Its outlet.
    pub outlet: Option<Outlet>,
    /// Where the mention is in the article's text.
    pub span: Span,
    /// The words before it, in the order of the text, on one line.
    pub before: String,
    /// The mention's own words, on one line.
    pub words: String,
    /// The words after it.
    pub after: String,
}

/// How an outlet names an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The outlet; `None` for articles without one.
    pub outlet: Option<Outlet>,
    /// The words, on one line.
    pub words: String,
    /// How often.
    pub mentions: usize,
}

/// How much of the text is given on each side, in bytes; an Arabic letter has two.
const AROUND: usize = 160;

impl Library {
    /// The mentions of an entity with the words around them, the newest article first.
    ///
    /// # Errors
    ///
    /// The database.
    pub fn concordance(&self, entity: &EntityId, page: Page) -> Result<Vec<Context>> {
        let mut query = self.db.prepare_cached(
            "SELECT m.article, m.start, m.end, o.id, o.name FROM mentions m \
             JOIN entities n ON n.key = m.entity JOIN articles a ON a.key = m.article \
             LEFT JOIN outlets o ON o.key = a.outlet WHERE n.id = ? \
             ORDER BY a.sort_day DESC, m.article DESC, m.start LIMIT ? OFFSET ?",
        )?;
        let mut rows = query.query(params![entity.as_str(), int(page.limit), int(page.offset)])?;
        let mut current: Option<(ArticleKey, String)> = None;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let article = ArticleKey(row.get(0)?);
            if current.as_ref().is_none_or(|(key, _)| *key != article) {
                current = Some((article, self.text(article)?));
            }
            let text = current.as_ref().map_or("", |(_, text)| text);
            let at = span(row, 1)?;
            let (before, words, after) = around(text, at);
            out.push(Context { article, outlet: outlet(row, 3)?, span: at, before, words, after });
        }
        Ok(out)
    }

    /// The words by which each outlet names an entity, the most frequent first, out of at most `limit` mentions.
    ///
    /// # Errors
    ///
    /// The database.
    pub fn wordings(&self, entity: &EntityId, limit: usize) -> Result<Vec<Wording>> {
        let mut out: Vec<Wording> = Vec::new();
        for context in self.concordance(entity, Page::first(limit))? {
            let same = |w: &&mut Wording| w.words == context.words && w.outlet == context.outlet;
            match out.iter_mut().find(same) {
                Some(wording) => wording.mentions += 1,
                None => out.push(Wording { outlet: context.outlet, words: context.words, mentions: 1 }),
            }
        }
        out.sort_by_key(|w| std::cmp::Reverse(w.mentions));
        Ok(out)
    }
}

/// A span with what is around it within its paragraph, each on one line and cut between words.
fn around(text: &str, at: Span) -> (String, String, String) {
    let one_line = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let before = text.get(..at.start).unwrap_or_default();
    let before = before.rsplit("\n\n").next().unwrap_or_default();
    let from = before.len().saturating_sub(AROUND);
    let from = (from..=before.len())
        .find(|&i| before.is_char_boundary(i) && (i == 0 || before[i..].starts_with(' ')))
        .unwrap_or(before.len());
    let after = text.get(at.end..).unwrap_or_default();
    let after = after.split("\n\n").next().unwrap_or_default();
    let to = if after.len() <= AROUND {
        after.len()
    } else {
        (0..=AROUND).rev().find(|&i| after.is_char_boundary(i) && after[i..].starts_with(' ')).unwrap_or(0)
    };
    (one_line(&before[from..]), one_line(at.of(text)), one_line(&after[..to]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_ends_between_words_and_at_the_paragraph() {
        let text = "عنوان\n\nقال قيس\nالخزعلي إن";
        let start = text.find("قيس").unwrap();
        let end = start + "قيس\nالخزعلي".len();
        let (before, words, after) = around(text, Span::new(start, end));
        assert_eq!((before.as_str(), words.as_str(), after.as_str()), ("قال", "قيس الخزعلي", "إن"));
        let long = "كلمة ".repeat(200);
        let middle = long.len() / 2 / "كلمة ".len() * "كلمة ".len();
        let (before, _, after) = around(&long, Span::new(middle, middle + "كلمة".len()));
        assert!(before.len() <= AROUND && after.len() <= AROUND);
        assert!(before.split(' ').chain(after.split(' ')).all(|w| w == "كلمة"));
    }
}
