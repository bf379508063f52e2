//! Putting what was found in an article into the library.

use std::collections::BTreeMap;

use rusqlite::params;

use super::event_entities::Parts;
use super::name_uses::Counted;
use super::prepared::Prepared;
use super::value::{days, int, sort_day};
use super::{Result, Writer};
use crate::model::{Analysis, Document, Event, Mention, Participant};

impl Writer<'_> {
    pub(super) fn put_analysis(
        &mut self,
        key: i64,
        document: &Document,
        analysis: &Analysis,
        prepared: &Prepared,
    ) -> Result<()> {
        for entity in &analysis.entities {
            self.entity(entity)?;
        }
        let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
        let mut named = Vec::with_capacity(analysis.mentions.len());
        // All keys first, then all rows: the rows are written by one statement, which is looked up once.
        let mut rows = Vec::with_capacity(analysis.mentions.len());
        for (mention, form) in analysis.mentions.iter().zip(&prepared.forms) {
            let own = self.resolved(mention)?;
            let found = self.mentioned(mention, &document.text)?;
            let (entity, rule) = match own.rule {
                None => (found, None),
                Some((_, kind)) => {
                    let here = Mention { entity: own.entity, kind: own.kind, ..mention.clone() };
                    (self.mentioned(&here, &document.text)?, Some((found, kind.as_str())))
                }
            };
            rows.push((own.kind.as_str(), entity, self.form(form)?, self.reason(&mention.why)?, rule));
            *counts.entry(entity).or_default() += 1;
            named.push((mention.span.start, entity));
        }
        // Mentions do not overlap. OR IGNORE, as OR REPLACE would have SQLite keep a journal of each statement, and
        // write out the search index before each.
        let mut put = self.tx.prepare_cached(
            "INSERT OR IGNORE INTO mentions \
             (article, start, end, kind, entity, form, block, sentence, why, rule_entity, rule_kind, reported) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        let places = prepared.places.iter().zip(&prepared.reported).zip(&analysis.mentions);
        for (&(kind, entity, form, why, rule), ((&(block, sentence), reported), mention)) in
            rows.iter().zip(places)
        {
            put.execute(params![
                key,
                int(mention.span.start),
                int(mention.span.end),
                kind,
                entity,
                form,
                int(block),
                int(sentence),
                why,
                rule.map(|(entity, _)| entity),
                rule.map(|(_, kind)| kind),
                reported
            ])?;
        }
        drop(put);
        let outlet = document.outlet.as_ref().map(|outlet| self.outlet(outlet)).transpose()?;
        let counted = rows.iter().zip(&prepared.reported);
        let counted = counted.map(|(&(_, entity, form, ..), &reported)| Counted { entity, form, reported });
        self.count_names(key, outlet.unwrap_or(0), counted.collect());
        for (entity, count) in counts {
            self.appears(entity, key, count);
        }
        for date in &analysis.dates {
            let why = self.reason(&date.why)?;
            let (first, last) = days(&date.interval);
            self.tx
                .prepare_cached(
                    "INSERT OR IGNORE INTO dates (article, start, end, first, last, why) \
                     VALUES (?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![key, int(date.span.start), int(date.span.end), first, last, why])?;
        }
        named.sort_unstable();
        let teller = outlet.unwrap_or(-key);
        for (event, telling) in analysis.events.iter().zip(&prepared.tellings) {
            let telling = telling.of_article(key);
            let group = self.group_for(&telling)?;
            let row = self.put_event(key, event, &named, group)?;
            match group {
                None => self.make_known(row, telling)?,
                Some(group) => {
                    let start = int(event.trigger.start);
                    self.tells(group, teller)?;
                    self.joined(group, (sort_day(&event.interval), key, start, row))?;
                }
            }
        }
        Ok(())
    }

    /// Puts an event in, as one of a group of those that tell the same or alone.
    fn put_event(
        &mut self,
        key: i64,
        event: &Event,
        mentions: &[(usize, i64)],
        group: Option<i64>,
    ) -> Result<i64> {
        let why = self.reason(&event.why)?;
        let (first, last) = days(&event.interval);
        let day = sort_day(&event.interval);
        self.tx
            .prepare_cached(
                "INSERT INTO events (article, kind, trigger_start, trigger_end, sentence_start, sentence_end, \
                 first, last, sort_day, date_start, date_end, planned, modality, count, killed, injured, why, \
                 story, leads) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                key,
                event.kind.as_str(),
                int(event.trigger.start),
                int(event.trigger.end),
                int(event.sentence.start),
                int(event.sentence.end),
                first,
                last,
                day,
                event.date.map(|d| int(d.start)),
                event.date.map(|d| int(d.end)),
                event.planned,
                event.modality.as_str(),
                event.count,
                event.killed,
                event.injured,
                why,
                group,
                group.is_none(),
            ])?;
        let row = self.tx.last_insert_rowid();
        let mut involved: BTreeMap<i64, Parts> = BTreeMap::new();
        let parts = [
            ("actor", Parts::ACTOR, &event.actors),
            ("target", Parts::TARGET, &event.targets),
            ("place", Parts::PLACE, &event.places),
            ("weapon", Parts::WEAPON, &event.weapons),
        ];
        for (name, part, participants) in parts {
            for entity in self.put_participants(row, name, participants)? {
                let parts = involved.entry(entity).or_insert(Parts::NONE);
                *parts = parts.or(part);
            }
        }
        let from = mentions.partition_point(|&(start, _)| start < event.sentence.start);
        for &(_, entity) in mentions[from..].iter().take_while(|&&(start, _)| start < event.sentence.end) {
            involved.entry(entity).or_insert(Parts::NONE);
        }
        for (entity, parts) in involved {
            self.takes_part(entity, day, row, event.kind, parts);
        }
        Ok(row)
    }

    fn put_participants(&mut self, event: i64, part: &str, who: &[Participant]) -> Result<Vec<i64>> {
        let mut entities = Vec::new();
        for (n, participant) in who.iter().enumerate() {
            let rule = participant.entity.as_ref().map(|id| self.known_entity(id)).transpose()?.flatten();
            let own = participant.entity.as_ref().map(|id| self.own().map(|own| own.resolve(id).clone()));
            let entity = own.transpose()?.map(|id| self.known_entity(&id)).transpose()?.flatten().or(rule);
            entities.extend(entity);
            self.tx
                .prepare_cached(
                    "INSERT INTO participants (event, part, n, start, end, entity, rule_entity) \
                     VALUES (?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    event,
                    part,
                    int(n),
                    int(participant.span.start),
                    int(participant.span.end),
                    entity,
                    rule.filter(|_| rule != entity)
                ])?;
        }
        Ok(entities)
    }
}
