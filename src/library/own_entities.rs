//! What the reader says of entities wherever they are named: another name, another type, the same as another.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rusqlite::{Connection, OptionalExtension, params};

use super::value::{json, to_json};
use super::{Library, Result, Writer};
use crate::model::{Entity, EntityId, EntityType, Mention, NO_NAME, OwnEntity};
use crate::text::{Fold, fold};

/// All that the reader says of entities. Few, so that it is held while articles are written.
#[derive(Debug, Default)]
pub(super) struct OwnEntities(HashMap<EntityId, OwnEntity>);

/// The longest chain of entities that are said to be the same.
const LONGEST_CHAIN: usize = 32;

impl OwnEntities {
    pub fn read(db: &Connection) -> Result<Self> {
        let mut query = db.prepare_cached("SELECT id, say FROM own_entities")?;
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let read = |(id, say): (String, String)| Ok((EntityId::from(id), json(&say)?));
        rows.into_iter().map(read).collect::<Result<_>>().map(Self)
    }

    pub fn get(&self, id: &EntityId) -> Option<&OwnEntity> {
        self.0.get(id)
    }

    /// The entity that `id` is said to be in the end; [`NO_NAME`] if that is rejected.
    pub fn resolve<'a>(&'a self, id: &'a EntityId) -> &'a EntityId {
        static NOTHING: LazyLock<EntityId> = LazyLock::new(|| EntityId::from(NO_NAME));
        let mut at = id;
        for _ in 0..LONGEST_CHAIN {
            let own = self.0.get(at);
            if own.is_some_and(|own| own.rejected) {
                return &NOTHING;
            }
            match own.and_then(|own| own.same_as.as_ref()) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// The entities that are said to be `id`, directly or not, and `id` itself.
    fn reaching(&self, id: &EntityId) -> Vec<EntityId> {
        let mut out = vec![id.clone()];
        let mut next = 0;
        while let Some(here) = out.get(next).cloned() {
            next += 1;
            for (from, own) in &self.0 {
                if own.same_as.as_ref() == Some(&here) && !out.contains(from) {
                    out.push(from.clone());
                }
            }
        }
        out
    }
}

/// A mention as it is for the reader, and the rules' say where that is another.
pub(super) struct Resolved {
    pub entity: EntityId,
    pub kind: EntityType,
    pub rule: Option<(EntityId, EntityType)>,
}

impl Library {
    /// What the reader says of an entity.
    pub fn own_entity(&self, id: &EntityId) -> Result<OwnEntity> {
        let mut query = self.db.prepare_cached("SELECT say FROM own_entities WHERE id = ?")?;
        let text: Option<String> = query.query_row([id.as_str()], |row| row.get(0)).optional()?;
        text.map_or_else(|| Ok(OwnEntity::default()), |text| json(&text))
    }

    /// Leaves out a sameness that would lead back to where it began.
    pub(super) fn without_circle(&self, id: &EntityId, own: OwnEntity) -> Result<OwnEntity> {
        let all = OwnEntities::read(&self.db)?;
        let circle = own.same_as.as_ref().is_some_and(|other| other == id || all.resolve(other) == id);
        Ok(OwnEntity { same_as: own.same_as.filter(|_| !circle), ..own })
    }

    /// All entities of which the reader says something.
    pub fn own_entities(&self) -> Result<Vec<(EntityId, OwnEntity)>> {
        let mut all: Vec<_> = OwnEntities::read(&self.db)?.0.into_iter().collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(all)
    }
}

impl Writer<'_> {
    pub(super) fn own(&mut self) -> Result<&OwnEntities> {
        if self.own.is_none() {
            self.own = Some(OwnEntities::read(&self.tx)?);
        }
        Ok(self.own.get_or_insert_with(OwnEntities::default))
    }

    /// What a mention is for the reader.
    pub(super) fn resolved(&mut self, mention: &Mention) -> Result<Resolved> {
        let own = self.own()?;
        let as_found = |rule| Resolved { entity: mention.entity.clone(), kind: mention.kind, rule };
        if own.0.is_empty() {
            return Ok(as_found(None));
        }
        let entity = own.resolve(&mention.entity).clone();
        let said = own.get(&entity).and_then(|own| own.kind);
        if entity == mention.entity && said.is_none_or(|kind| kind == mention.kind) {
            return Ok(as_found(None));
        }
        let Some(kind) = self.kind_of(&entity)? else { return Ok(as_found(None)) };
        Ok(Resolved { entity, kind, rule: Some((mention.entity.clone(), mention.kind)) })
    }

    fn kind_of(&self, id: &EntityId) -> Result<Option<EntityType>> {
        let mut query = self.tx.prepare_cached("SELECT kind FROM entities WHERE id = ?")?;
        let found = query.query_row([id.as_str()], |row| super::value::named(row, 0));
        Ok(found.optional()?)
    }

    /// Brings the reader's name and type back over those that an analysis has just written.
    pub(super) fn keep_own_names(&mut self, entity: &Entity) -> Result<()> {
        let id = &entity.id;
        let Some(own) = self.own()?.get(id).cloned() else { return Ok(()) };
        self.tx
            .prepare_cached(
                "UPDATE own_entities SET rule_kind = ?2, rule_name_ar = ?3, rule_name_en = ?4 WHERE id = ?1",
            )?
            .execute(params![id.as_str(), entity.kind.as_str(), entity.name_ar, entity.name_en])?;
        self.write_names(id, &own)
    }

    /// Says something of an entity; an empty say takes all back.
    pub(super) fn set_own_entity(&mut self, id: &EntityId, own: &OwnEntity) -> Result<()> {
        let before = self.own()?.reaching(id);
        self.tx
            .prepare_cached(
                "INSERT INTO own_entities (id, say, rule_kind, rule_name_ar, rule_name_en) \
                 SELECT ?1, ?2, max(kind), max(name_ar), max(name_en) FROM entities WHERE id = ?1 \
                 ON CONFLICT (id) DO UPDATE SET say = excluded.say",
            )?
            .execute(params![id.as_str(), to_json(own)?])?;
        self.write_names(id, own)?;
        if own.is_empty() {
            self.tx.prepare_cached("DELETE FROM own_entities WHERE id = ?")?.execute([id.as_str()])?;
        }
        self.own = None;
        if own.rejected {
            self.make_nothing()?;
        }
        for source in before {
            self.move_mentions(&source)?;
        }
        Ok(())
    }

    /// Puts the entity in that stands for what is no name. Its mentions are kept, so that they can be brought back.
    fn make_nothing(&mut self) -> Result<()> {
        self.entity(&Entity {
            id: EntityId::from(NO_NAME),
            kind: EntityType::Org,
            name_ar: String::new(),
            name_en: None,
            other_names: Vec::new(),
            wikidata: None,
            offices: Vec::new(),
            by_rule: true,
        })?;
        Ok(())
    }

    fn write_names(&mut self, id: &EntityId, own: &OwnEntity) -> Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE entities SET kind = ifnull(?2, o.rule_kind), name_ar = ifnull(?3, o.rule_name_ar), \
                 name_en = ifnull(?4, o.rule_name_en) FROM own_entities o \
                 WHERE o.id = entities.id AND entities.id = ?1 AND o.rule_kind IS NOT NULL",
            )?
            .execute(params![id.as_str(), own.kind.map(EntityType::as_str), own.name_ar, own.name_en])?;
        let key = self.known_entity(id)?;
        for name in [&own.name_ar, &own.name_en].into_iter().flatten() {
            if let Some(key) = key {
                self.tx
                    .prepare_cached("INSERT OR IGNORE INTO entity_names (folded, entity) VALUES (?, ?)")?
                    .execute(params![fold(name, Fold::Loose).text, key])?;
            }
        }
        Ok(())
    }

    /// Gives all mentions that the analyses gave to `source` to the entity that it is now said to be, everywhere,
    /// and counts anew. The texts are not read.
    fn move_mentions(&mut self, source: &EntityId) -> Result<()> {
        self.flush()?;
        let Some(from) = self.known_entity(source)? else { return Ok(()) };
        let own = self.own()?;
        let target = own.resolve(source).clone();
        let said = own.get(&target).and_then(|own| own.kind);
        let to = match self.known_entity(&target)? {
            Some(key) => key,
            // Nothing in this library names the other one: nothing to move to.
            None => from,
        };
        let kind = match said {
            Some(kind) => Some(kind),
            None if to != from => self.kind_of(&target)?,
            None => None,
        };
        self.tx.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS touched (article INTEGER PRIMARY KEY); DELETE FROM touched;",
        )?;
        let mut entities: HashSet<i64> = HashSet::from([from, to]);
        let mut before = self.tx.prepare_cached(
            "SELECT DISTINCT entity FROM mentions WHERE rule_entity = ? AND entity <> rule_entity",
        )?;
        entities
            .extend(before.query_map([from], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?);
        drop(before);
        self.tx.execute(
            "INSERT OR IGNORE INTO touched SELECT article FROM appearances WHERE entity = ?1 \
             UNION SELECT article FROM mentions WHERE rule_entity = ?1",
            [from],
        )?;
        if to == from && kind.is_none() {
            self.tx.execute(
                "UPDATE mentions SET entity = rule_entity, kind = rule_kind, rule_entity = NULL, rule_kind = NULL \
                 WHERE rule_entity = ?1",
                [from],
            )?;
            self.tx.execute(
                "UPDATE participants SET entity = rule_entity, rule_entity = NULL WHERE rule_entity = ?1",
                [from],
            )?;
        } else {
            self.tx.execute(
                "UPDATE mentions SET rule_entity = ?1, rule_kind = ifnull(rule_kind, kind), entity = ?2, \
                 kind = ifnull(?3, kind) WHERE article IN (SELECT article FROM touched) \
                 AND ifnull(rule_entity, entity) = ?1",
                params![from, to, kind.map(EntityType::as_str)],
            )?;
            self.tx.execute(
                "UPDATE participants SET rule_entity = ?1, entity = ?2 WHERE ifnull(rule_entity, entity) = ?1 \
                 AND event IN (SELECT key FROM events WHERE article IN (SELECT article FROM touched))",
                [from, to],
            )?;
        }
        for entity in entities {
            self.count_anew(entity)?;
        }
        Ok(())
    }

    /// Where an entity appears, and in which events, in the articles that were touched.
    fn count_anew(&mut self, entity: i64) -> Result<()> {
        for sql in [
            "DELETE FROM appearances WHERE entity = ?1 AND article IN (SELECT article FROM touched)",
            "INSERT INTO appearances (entity, article, mentions) SELECT entity, article, count(*) FROM mentions \
             WHERE article IN (SELECT article FROM touched) AND entity = ?1 GROUP BY article",
        ] {
            self.tx.execute(sql, [entity])?;
        }
        self.event_entities_anew(entity)?;
        self.count_names_anew(entity)?;
        let (mentions, articles): (i64, i64) = self.tx.query_row(
            "SELECT ifnull(sum(mentions), 0), count(*) FROM appearances \
             WHERE entity = ? AND article IN (SELECT article FROM touched)",
            [entity],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let counts = self.counts.entry(entity).or_default();
        *counts = (counts.0 + mentions, counts.1 + articles);
        Ok(())
    }
}
