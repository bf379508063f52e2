//! The reader's corrections of articles: kept beside what the rules found, and laid over it.

use rusqlite::{Connection, OptionalExtension, params};

use super::prepared::Prepared;
use super::value::{days, int, json, to_json};
use super::{Article, ArticleKey, Library, Result, Writer, apply, article};
use crate::model::{Analysis, Correction, Document, Mention, Published, PublishedBasis};

impl Library {
    /// What the reader says of an article, in the order in which it was said.
    pub fn corrections(&self, key: ArticleKey) -> Result<Vec<Correction>> {
        corrections(&self.db, key.0)
    }

    /// What the rules alone found in an article, without anything that the reader said.
    pub fn by_rules(&self, key: ArticleKey) -> Result<Option<Analysis>> {
        let Some(article) = self.article(key)? else { return Ok(None) };
        self.found_by_rules(&article).map(Some)
    }

    pub(super) fn found_by_rules(&self, article: &Article) -> Result<Analysis> {
        if let Some(original) = original(&self.db, article.key.0)? {
            return Ok(original);
        }
        // Without corrections only entities may be the reader's own.
        let mut analysis = article.analysis.clone();
        let mut query = self.db.prepare_cached(
            "SELECT m.start, m.end, ifnull(m.rule_kind, m.kind), n.id, r.rule, r.note FROM mentions m \
             JOIN entities n ON n.key = ifnull(m.rule_entity, m.entity) JOIN reasons r ON r.key = m.why \
             WHERE m.article = ? ORDER BY m.start, m.end",
        )?;
        let rows = query.query_map([article.key.0], article::mention)?;
        analysis.mentions = rows.collect::<Result<Vec<Mention>, _>>()?;
        let events = self.events(article.key, article::ByWhom::Rules)?;
        analysis.events = events;
        let known = analysis.mentions.iter().map(|m| m.entity.clone());
        let mut seen = std::collections::HashSet::new();
        let distinct: Vec<_> = known.filter(|id| seen.insert(id.clone())).collect();
        analysis.entities =
            distinct.iter().filter_map(|id| self.entity(id.as_str()).transpose()).collect::<Result<_>>()?;
        Ok(analysis)
    }
}

/// What the reader says of an article.
pub(super) fn corrections(db: &Connection, article: i64) -> Result<Vec<Correction>> {
    let mut query = db.prepare_cached("SELECT say FROM corrections WHERE article = ? ORDER BY n")?;
    let rows = query.query_map([article], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    rows.iter().map(|text| json(text)).collect()
}

/// What the rules found in an article that has corrections.
fn original(db: &Connection, article: i64) -> Result<Option<Analysis>> {
    let mut query = db.prepare_cached("SELECT analysis FROM originals WHERE article = ?")?;
    let text: Option<String> = query.query_row([article], |row| row.get(0)).optional()?;
    text.map(|text| json(&text)).transpose()
}

impl Writer<'_> {
    /// What is so for the reader in an article that is there already, and was analysed anew: its corrections are
    /// found again in the text and laid over what the rules found, which is kept. `None` if there are none.
    pub(super) fn with_corrections(
        &mut self,
        key: i64,
        document: &Document,
        found: &Analysis,
    ) -> Result<Option<Analysis>> {
        let mut all = corrections(&self.tx, key)?;
        if all.is_empty() {
            return Ok(None);
        }
        self.tx
            .prepare_cached("INSERT OR REPLACE INTO originals (article, analysis) VALUES (?, ?)")?
            .execute(params![key, to_json(found)?])?;
        let holding = apply::anchored(&document.text, &mut all);
        self.put_corrections(key, &all)?;
        let mut base = found.clone();
        if let Some(set) = apply::published(&holding) {
            base = self.read_under(document, set, base);
        }
        let db = &*self.tx;
        let mut known = |id: &crate::model::EntityId| article::entity_of(db, id.as_str());
        apply::apply(document, base, &holding, &mut known).map(Some)
    }

    /// The analysis under another publication date: dates such as "yesterday" mean other days then.
    fn read_under(&self, document: &Document, published: Published, found: Analysis) -> Analysis {
        let Some(analyser) = &self.analyser else { return Analysis { published: Some(published), ..found } };
        let document = Document { published: Some(published), ..document.clone() };
        analyser.analyse(&document)
    }

    fn put_corrections(&self, key: i64, all: &[Correction]) -> Result<()> {
        self.tx.prepare_cached("DELETE FROM corrections WHERE article = ?")?.execute([key])?;
        let mut put = self.tx.prepare_cached(
            "INSERT INTO corrections (article, n, about, start, end, say) VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        for (n, correction) in all.iter().enumerate() {
            let at = &correction.at;
            let about = correction.about().as_str();
            put.execute(params![key, int(n), about, int(at.start), int(at.end), to_json(correction)?])?;
        }
        Ok(())
    }

    /// Makes `all` the corrections of an article. `article` is as it is now, `rules` what the rules found in it.
    pub(super) fn set_corrections(
        &mut self,
        article: &Article,
        rules: &Analysis,
        all: &[Correction],
    ) -> Result<()> {
        let key = article.key.0;
        // The document as the rules read it: what it states, not what the reader set.
        let stated = rules.published.clone().filter(|p| p.basis == PublishedBasis::Stated);
        let document = Document { published: stated, ..article.document.clone() };
        self.put_corrections(key, all)?;
        let mut analysis = match self.with_corrections(key, &document, rules)? {
            Some(analysis) => analysis,
            None => {
                self.tx.prepare_cached("DELETE FROM originals WHERE article = ?")?.execute([key])?;
                rules.clone()
            }
        };
        self.clear_analysis(key)?;
        self.set_published(key, analysis.published.as_ref())?;
        // Entities that are there are as the lexicon, or the reader, has them.
        let mut new = Vec::new();
        for entity in std::mem::take(&mut analysis.entities) {
            if self.known_entity(&entity.id)?.is_none() {
                new.push(entity);
            }
        }
        analysis.entities = new;
        let prepared = Prepared::of(&document, &analysis);
        self.put_analysis(key, &document, &analysis, &prepared)
    }

    fn set_published(&self, key: i64, published: Option<&Published>) -> Result<()> {
        let interval = published.map(|p| p.interval).unwrap_or_default();
        let (first, last) = days(&interval);
        let reasons = to_json(&published.map_or(&[][..], |p| &p.reasons))?;
        self.tx
            .prepare_cached(
                "UPDATE articles SET pub_first = ?2, pub_last = ?3, pub_basis = ?4, pub_reasons = ?5, \
                 sort_day = ?6 WHERE key = ?1",
            )?
            .execute(params![
                key,
                first,
                last,
                published.map(|p| p.basis.as_str()),
                reasons,
                super::add::article_day(&interval),
            ])?;
        Ok(())
    }
}
