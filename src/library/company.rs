//! Who is named together with whom.

use foldhash::HashMap;
use rusqlite::{OptionalExtension, params_from_iter, types::Value};

use super::value::{named, size};
use super::{EntityRow, Filter, Library, Page, Result};
use crate::model::EntityId;
use crate::model::names::named_enum;

named_enum! {
    /// How near two names must stand to count as together.
    #[derive(Default)]
    pub enum Near("nearness") {
        /// In one sentence.
        Sentence = "sentence",
        /// In one paragraph.
        Paragraph = "paragraph",
        /// In one article.
        #[default]
        Article = "article",
    }
}

named_enum! {
    /// By what companions are ranked.
    #[derive(Default)]
    pub enum Rank("rank") {
        /// How often they stand together.
        #[default]
        Count = "count",
        /// How much more often than chance would have it: Dunning's log-likelihood ratio G². Frequent names that
        /// stand with everybody fall back.
        Association = "association",
        /// Pointwise mutual information. Rare names that stand together whenever they stand go first.
        Information = "information",
    }
}

/// An entity that is named together with another.
#[derive(Debug, Clone, PartialEq)]
pub struct Companion {
    /// The other entity, with its counts in the whole library.
    pub entity: EntityRow,
    /// In how many sentences, paragraphs or articles both are named.
    pub together: usize,
    /// The log-likelihood ratio of their meeting in articles; negative where they meet less often than
    /// chance would have it.
    pub association: f64,
    /// The pointwise mutual information of their meeting in articles, in bits; negative where they meet less often
    /// than chance would have it.
    pub information: f64,
}

impl Library {
    /// The entities that are named near `entity` in the articles that pass `filter`.
    pub fn companions(
        &self,
        entity: &EntityId,
        near: Near,
        rank: Rank,
        filter: &Filter,
        page: Page,
    ) -> Result<Vec<Companion>> {
        let sql = "SELECT key, articles FROM entities WHERE id = ?";
        let found = self
            .db
            .prepare_cached(sql)?
            .query_row([entity.as_str()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
        let Some((key, articles)) = found.optional()? else { return Ok(Vec::new()) };
        let mut met = match near {
            Near::Article => self.met_in_articles(entity, filter)?,
            Near::Paragraph => self.met_in_parts(key, "block", filter)?,
            Near::Sentence => self.met_in_parts(key, "sentence", filter)?,
        };
        met.remove(&key);
        let all: i64 = self.db.query_row("SELECT count(*) FROM articles", [], |row| row.get(0))?;
        let mut query = self.db.prepare_cached(
            "SELECT key, id, kind, name_ar, name_en, by_rule, mentions, articles FROM entities \
             WHERE articles > 0 AND id <> 'no_name'",
        )?;
        let mut found = query.query([])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let Some(&(together, meet)) = met.get(&row.get(0)?) else { continue };
            let entity = EntityRow {
                id: EntityId::from(row.get::<_, String>(1)?),
                kind: named(row, 2)?,
                name_ar: row.get(3)?,
                name_en: row.get(4)?,
                by_rule: row.get(5)?,
                mentions: size(row.get(6)?),
                articles: size(row.get(7)?),
            };
            let association = log_likelihood(meet, articles, row.get(7)?, all);
            let information = mutual_information(meet, articles, row.get(7)?, all);
            rows.push(Companion { entity, together: size(together), association, information });
        }
        rows.sort_by(|a, b| {
            let by_count = b.together.cmp(&a.together);
            let by_association = b.association.total_cmp(&a.association);
            let by_information = b.information.total_cmp(&a.information);
            let order = match rank {
                Rank::Information => by_information.then(by_count),
                Rank::Count => by_count.then(by_association),
                Rank::Association => by_association.then(by_count),
            };
            order.then_with(|| a.entity.id.cmp(&b.entity.id))
        });
        Ok(rows.into_iter().skip(page.offset).take(page.limit).collect())
    }

    /// In how many articles each entity is named with this one. Where most articles name it, the others are looked
    /// at, and taken from the whole.
    fn met_in_articles(&self, entity: &EntityId, filter: &Filter) -> Result<HashMap<i64, Met>> {
        let mut with = filter.clone();
        with.entities.push(entity.clone());
        let counts = self.count_entities(&with)?;
        Ok(counts.into_iter().map(|(key, (_, articles))| (key, (articles, articles))).collect())
    }

    /// In how many blocks or sentences each entity is named with this one, and in how many articles that is.
    fn met_in_parts(&self, entity: i64, part: &str, filter: &Filter) -> Result<HashMap<i64, Met>> {
        let mut conditions = filter.on_articles()?;
        conditions.push("p.entity = ?", [Value::from(entity)]);
        let sql = format!(
            "SELECT y.entity, count(DISTINCT a.key * 1000000 + y.{part}), count(DISTINCT a.key) \
             FROM appearances p CROSS JOIN articles a ON a.key = p.article \
             CROSS JOIN mentions x ON x.article = a.key AND x.entity = p.entity \
             CROSS JOIN mentions y ON y.article = a.key AND y.{part} = x.{part} AND y.entity <> x.entity \
             {} GROUP BY 1",
            conditions.clause()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(conditions.values()), |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// How often two are named together: in how many parts of articles, and in how many articles.
type Met = (i64, i64);

/// Dunning's G² of two things that occur in `a` and `b` of `all` articles and meet in `both` of them; negative
/// where they meet less often than by chance.
fn log_likelihood(both: i64, a: i64, b: i64, all: i64) -> f64 {
    let [both, a, b, all] = [both, a, b, all].map(|n| n as f64);
    let cells = [
        (both, a * b),
        (a - both, a * (all - b)),
        (b - both, (all - a) * b),
        (all - a - b + both, (all - a) * (all - b)),
    ];
    let sum: f64 = cells
        .into_iter()
        .filter(|&(seen, product)| seen > 0.0 && product > 0.0 && all > 0.0)
        .map(|(seen, product)| seen * (seen * all / product).ln())
        .sum();
    // What is left of a zero that was not exact is no association.
    let g2 = if sum < 1e-9 { 0.0 } else { 2.0 * sum };
    if both * all < a * b { -g2 } else { g2 }
}

/// How much more often two things that occur in `a` and `b` of `all` articles meet, in `both` of them, than they
/// would by chance: the logarithm to base 2; minus infinity where they never meet.
fn mutual_information(both: i64, a: i64, b: i64, all: i64) -> f64 {
    let [both, a, b, all] = [both, a, b, all].map(|n| n as f64);
    let by_chance = a * b;
    if by_chance > 0.0 { (both * all / by_chance).log2() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mutual_information_is_in_bits() {
        assert_eq!(mutual_information(25, 50, 50, 100), 0.0);
        assert_eq!(mutual_information(10, 10, 10, 80), 3.0);
        assert_eq!(mutual_information(0, 0, 5, 10), 0.0);
    }

    #[test]
    fn chance_is_nothing_and_rare_friends_beat_crowds() {
        assert_eq!(log_likelihood(25, 50, 50, 100), 0.0);
        let friends = log_likelihood(10, 10, 10, 1000);
        let crowd = log_likelihood(10, 10, 900, 1000);
        assert!(friends > crowd && crowd > 0.0);
        assert!(log_likelihood(0, 50, 50, 100) < 0.0);
        assert!(log_likelihood(0, 0, 0, 0) == 0.0);
    }
}
