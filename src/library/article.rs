//! One article with everything in it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::articles::outlet;
use super::keys::OfficeRow;
use super::value::{int, interval, json, named, path_of, size, span};
use super::{Article, ArticleKey, Library, Result};
use crate::model::{
    Analysis, Block, DateRef, Document, Entity, EntityId, Event, Mention, Origin, Participant, Published,
    PublishedBasis, READER, Span, Why,
};

impl Library {
    /// The article, with its text and all that was found in it; `None` if there is none (any more).
    pub fn article(&self, key: ArticleKey) -> Result<Option<Article>> {
        let mut query = self.db.prepare_cached(
            "SELECT a.id, a.path, a.record, a.byte_start, a.byte_end, o.id, o.name, a.address, \
             a.pub_first, a.pub_last, a.pub_basis, a.pub_reasons, t.text \
             FROM articles a JOIN texts t ON t.article = a.key LEFT JOIN outlets o ON o.key = a.outlet \
             WHERE a.key = ?",
        )?;
        let Some((document, published)) = query.query_row([key.0], head).optional()? else { return Ok(None) };
        let mut document = document;
        let published = published.map(PublishedRow::read).transpose()?;
        document.blocks = self.blocks(key)?;
        document.published = published.clone().filter(|p| p.basis == PublishedBasis::Stated);
        let analysis = Analysis {
            published,
            mentions: self.mentions(key)?,
            dates: self.dates(key)?,
            events: self.events(key, ByWhom::Reader)?,
            entities: self.entities_of(key)?,
        };
        // In the order of the events.
        let sql = "SELECT story FROM events WHERE article = ? ORDER BY trigger_start, key";
        let groups = self.all(key, sql, |row| row.get(0))?;
        Ok(Some(Article { key, document, analysis, groups, marks: self.marks(key)? }))
    }

    /// The text of an article; empty if there is none.
    pub(super) fn text(&self, key: ArticleKey) -> Result<String> {
        let mut query = self.db.prepare_cached("SELECT text FROM texts WHERE article = ?")?;
        Ok(query.query_row([key.0], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    pub(super) fn blocks(&self, key: ArticleKey) -> Result<Vec<Block>> {
        self.all(key, "SELECT role, start, end FROM blocks WHERE article = ? ORDER BY n", |row| {
            Ok(Block { role: named(row, 0)?, span: span(row, 1)? })
        })
    }

    /// The block that holds the byte at `offset`.
    pub(super) fn block_at(&self, key: ArticleKey, offset: usize) -> Result<Option<Block>> {
        let mut query = self.db.prepare_cached(
            "SELECT role, start, end FROM blocks WHERE article = ?1 AND start <= ?2 ORDER BY n DESC LIMIT 1",
        )?;
        let block = query
            .query_row([key.0, int(offset)], |row| Ok(Block { role: named(row, 0)?, span: span(row, 1)? }));
        Ok(block.optional()?.filter(|block| block.span.contains(offset)))
    }

    fn mentions(&self, key: ArticleKey) -> Result<Vec<Mention>> {
        let sql = "SELECT m.start, m.end, m.kind, n.id, r.rule, r.note, o.id, m.rule_kind FROM mentions m \
                   JOIN entities n ON n.key = m.entity JOIN reasons r ON r.key = m.why \
                   LEFT JOIN entities o ON o.key = m.rule_entity \
                   WHERE m.article = ? AND n.id <> 'no_name' ORDER BY m.start, m.end";
        self.all(key, sql, |row| {
            let mut found = mention(row)?;
            // The reader said something of the entity, wherever it is named.
            let rule: Option<(String, String)> = row.get::<_, Option<_>>(6)?.zip(row.get(7)?);
            if let Some((entity, kind)) = rule {
                let note = format!("said of the entity everywhere; the rules had {kind} {entity}");
                found.why = Why::new(READER, note);
            }
            Ok(found)
        })
    }

    fn dates(&self, key: ArticleKey) -> Result<Vec<DateRef>> {
        let sql = "SELECT d.start, d.end, d.first, d.last, r.rule, r.note FROM dates d \
                   JOIN reasons r ON r.key = d.why WHERE d.article = ? ORDER BY d.start, d.end";
        self.all(key, sql, |row| {
            Ok(DateRef { span: span(row, 0)?, interval: interval(row, 2)?, why: why(row, 4)? })
        })
    }

    pub(super) fn events(&self, key: ArticleKey, whose: ByWhom) -> Result<Vec<Event>> {
        let sql = "SELECT e.key, e.kind, e.trigger_start, e.trigger_end, e.sentence_start, e.sentence_end, \
                   e.first, e.last, e.date_start, e.date_end, e.planned, e.modality, e.count, e.killed, \
                   e.injured, r.rule, r.note FROM events e JOIN reasons r ON r.key = e.why \
                   WHERE e.article = ? ORDER BY e.trigger_start, e.key";
        let rows: Vec<(i64, Event)> = self.all(key, sql, |row| {
            let date: Option<i64> = row.get(8)?;
            let event = Event {
                kind: named(row, 1)?,
                trigger: span(row, 2)?,
                sentence: span(row, 4)?,
                interval: interval(row, 6)?,
                date: date.map(|_| span(row, 8)).transpose()?,
                planned: row.get(10)?,
                modality: named(row, 11)?,
                actors: Vec::new(),
                targets: Vec::new(),
                places: Vec::new(),
                weapons: Vec::new(),
                count: row.get(12)?,
                killed: row.get(13)?,
                injured: row.get(14)?,
                why: why(row, 15)?,
            };
            Ok((row.get(0)?, event))
        })?;
        let mut parts = self.participants_of(key, whose)?;
        Ok(rows
            .into_iter()
            .map(|(row, mut event)| {
                for (part, participant) in parts.remove(&row).unwrap_or_default() {
                    match part.as_str() {
                        "actor" => event.actors.push(participant),
                        "target" => event.targets.push(participant),
                        "place" => event.places.push(participant),
                        _ => event.weapons.push(participant),
                    }
                }
                event
            })
            .collect())
    }

    fn participants_of(
        &self,
        key: ArticleKey,
        whose: ByWhom,
    ) -> Result<HashMap<i64, Vec<(String, Participant)>>> {
        let entity = match whose {
            ByWhom::Reader => "p.entity",
            ByWhom::Rules => "ifnull(p.rule_entity, p.entity)",
        };
        let sql = &format!(
            "SELECT p.event, p.part, p.start, p.end, nullif(n.id, 'no_name') FROM events e \
             JOIN participants p ON p.event = e.key LEFT JOIN entities n ON n.key = {entity} \
             WHERE e.article = ? ORDER BY p.event, p.part, p.n"
        );
        let mut out: HashMap<i64, Vec<_>> = HashMap::new();
        let rows: Vec<(i64, String, Participant)> = self.all(key, sql, |row| {
            let entity: Option<String> = row.get(4)?;
            let participant = Participant { span: span(row, 2)?, entity: entity.map(EntityId::from) };
            Ok((row.get(0)?, row.get(1)?, participant))
        })?;
        for (event, part, participant) in rows {
            out.entry(event).or_default().push((part, participant));
        }
        Ok(out)
    }

    fn entities_of(&self, key: ArticleKey) -> Result<Vec<Entity>> {
        let sql = "SELECT n.id, n.kind, n.name_ar, n.name_en, n.other_names, n.wikidata, n.offices, n.by_rule \
                   FROM appearances p JOIN entities n ON n.key = p.entity \
                   JOIN (SELECT entity, min(start) AS start FROM mentions WHERE article = ?1 GROUP BY entity) f \
                   ON f.entity = n.key WHERE p.article = ?1 AND n.id <> 'no_name' ORDER BY f.start";
        let rows: Vec<_> = self.all(key, sql, entity)?;
        rows.into_iter().map(EntityParts::read).collect()
    }

    /// All that is known of an entity.
    pub fn entity(&self, id: &str) -> Result<Option<Entity>> {
        entity_of(&self.db, id)
    }

    fn all<T>(
        &self,
        key: ArticleKey,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_map([key.0], read)?.collect::<Result<_, _>>()?)
    }
}

/// Whose say of entities is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByWhom {
    /// The reader's, which goes before that of the rules.
    Reader,
    /// The rules' alone.
    Rules,
}

/// All that is known of an entity.
pub(super) fn entity_of(db: &Connection, id: &str) -> Result<Option<Entity>> {
    let mut query = db.prepare_cached(
        "SELECT id, kind, name_ar, name_en, other_names, wikidata, offices, by_rule FROM entities \
         WHERE id = ?",
    )?;
    query.query_row([id], entity).optional()?.map(EntityParts::read).transpose()
}

/// A mention in the first six columns.
pub(super) fn mention(row: &Row<'_>) -> rusqlite::Result<Mention> {
    Ok(Mention { span: span(row, 0)?, kind: named(row, 2)?, entity: id(row, 3)?, why: why(row, 4)? })
}

struct PublishedRow {
    interval: crate::model::Interval,
    basis: PublishedBasis,
    reasons: String,
}

impl PublishedRow {
    fn read(self) -> Result<Published> {
        Ok(Published { interval: self.interval, basis: self.basis, reasons: json(&self.reasons)? })
    }
}

fn head(row: &Row<'_>) -> rusqlite::Result<(Document, Option<PublishedRow>)> {
    let basis: Option<String> = row.get(10)?;
    let bytes: Option<i64> = row.get(3)?;
    let document = Document {
        id: row.get(0)?,
        origin: Origin {
            path: path_of(row.get(1)?),
            record: row.get::<_, Option<i64>>(2)?.map(size),
            bytes: bytes.map(|_| span(row, 3)).transpose()?,
        },
        text: row.get(12)?,
        blocks: Vec::new(),
        outlet: outlet(row, 5)?,
        address: row.get(7)?,
        published: None,
    };
    let published = match basis {
        None => None,
        Some(_) => {
            Some(PublishedRow { interval: interval(row, 8)?, basis: named(row, 10)?, reasons: row.get(11)? })
        }
    };
    Ok((document, published))
}

struct EntityParts {
    entity: Entity,
    other_names: String,
    offices: String,
}

impl EntityParts {
    fn read(self) -> Result<Entity> {
        let offices: Vec<OfficeRow> = json(&self.offices)?;
        let other_names = json(&self.other_names)?;
        Ok(Entity { other_names, offices: offices.into_iter().map(Into::into).collect(), ..self.entity })
    }
}

fn entity(row: &Row<'_>) -> rusqlite::Result<EntityParts> {
    Ok(EntityParts {
        entity: Entity {
            id: id(row, 0)?,
            kind: named(row, 1)?,
            name_ar: row.get(2)?,
            name_en: row.get(3)?,
            other_names: Vec::new(),
            wikidata: row.get(5)?,
            offices: Vec::new(),
            by_rule: row.get(7)?,
        },
        other_names: row.get(4)?,
        offices: row.get(6)?,
    })
}

fn id(row: &Row<'_>, at: usize) -> rusqlite::Result<EntityId> {
    Ok(EntityId::from(row.get::<_, String>(at)?))
}

fn why(row: &Row<'_>, at: usize) -> rusqlite::Result<Why> {
    Ok(Why::new(row.get::<_, String>(at)?, row.get::<_, String>(at + 1)?))
}

impl Article {
    /// The words of a span of this article.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.document.text)
    }
}
