//! brat annotations of an article, as the reader's own corrections.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::{Article, ArticleKey, Change, Library, Result, reader};
use crate::analyse::{Analyser, id_of_name};
use crate::ingest::Standoff;
use crate::model::{
    Anchor, Correction, EntityId, EntityType, EventKind, Interval, Modality, OwnEvent, OwnMention,
    OwnParticipant, Part, Say, Span,
};
use crate::text::{CodePoints, Fold, fold};

/// What became of a file of annotations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotated {
    /// How many names, dates and events were taken over.
    pub corrections: usize,
    /// Lines that could not be used: the number, from 1, and what is wrong.
    pub wrong: Vec<(usize, String)>,
}

/// Types by the names that other annotators use, besides those of [`EntityType`] itself.
const OTHER_TYPES: &[(&str, EntityType)] = &[
    ("per", EntityType::Person),
    ("pers", EntityType::Person),
    ("organization", EntityType::Org),
    ("organisation", EntityType::Org),
    ("loc", EntityType::Place),
    ("location", EntityType::Place),
];

/// Notes of this kind are Rasid's own reasons, written by an export.
pub const WHY_NOTE: &str = "RasidWhy";

fn entity_type(name: &str) -> Option<EntityType> {
    let other =
        || OTHER_TYPES.iter().find(|(other, _)| name.eq_ignore_ascii_case(other)).map(|(_, kind)| *kind);
    EntityType::ALL.iter().copied().find(|kind| name.eq_ignore_ascii_case(kind.as_str())).or_else(other)
}

fn event_kind(name: &str) -> Option<EventKind> {
    EventKind::ALL.iter().copied().find(|kind| name.eq_ignore_ascii_case(kind.as_str()))
}

impl Library {
    /// Takes over the annotations of an article as the reader's own, in one transaction that can be taken back.
    /// They take the place of what the reader said before of the same words.
    pub fn take_standoff(
        &mut self,
        key: ArticleKey,
        standoff: &Standoff,
        analyser: Option<&Analyser>,
    ) -> Result<Annotated> {
        let (annotated, changes) = self.standoff_changes(key, standoff)?;
        self.change_all(changes, analyser)?;
        Ok(annotated)
    }

    /// The same for annotations that lie beside a text which is imported: what the reader said stays, and there
    /// is nothing to take back.
    pub(super) fn take_standoff_beside(
        &mut self,
        key: ArticleKey,
        standoff: &Standoff,
        analyser: Option<&Analyser>,
    ) -> Result<Annotated> {
        let (annotated, mut changes) = self.standoff_changes(key, standoff)?;
        let here = self.corrections(key)?;
        for change in &mut changes {
            if let Change::Correct(_, corrections) = change {
                corrections.retain(|new| !here.iter().any(|earlier| new.replaces(earlier)));
            }
        }
        self.change_for_good(changes, analyser)?;
        Ok(annotated)
    }

    fn standoff_changes(&self, key: ArticleKey, standoff: &Standoff) -> Result<(Annotated, Vec<Change>)> {
        let Some(article) = self.article(key)? else { return Ok(Default::default()) };
        let mut reading = Reading::new(self, &article, standoff);
        reading.mentions()?;
        reading.events();
        let Reading { corrections, notes, mut wrong, .. } = reading;
        wrong.extend(standoff.wrong.iter().cloned());
        wrong.sort();
        let annotated = Annotated { corrections: corrections.len(), wrong };
        let mut changes = vec![Change::Correct(key, corrections)];
        if !notes.is_empty() {
            changes.push(Change::Note(key, reader::joined(&article.marks.note, &notes.join("\n"))));
        }
        Ok((annotated, changes))
    }

    /// The entity of a type that has this name, if one does.
    fn named(&self, name: &str, kind: EntityType) -> Result<Option<EntityId>> {
        let mut query = self.db.prepare_cached(
            "SELECT e.id FROM entity_names n JOIN entities e ON e.key = n.entity \
             WHERE n.folded = ? AND e.kind = ? ORDER BY e.mentions DESC LIMIT 1",
        )?;
        let folded = fold(name, Fold::Loose).text;
        let found = query.query_row(params![folded, kind.as_str()], |row| row.get::<_, String>(0));
        Ok(found.optional()?.map(EntityId::from))
    }
}

struct Reading<'a> {
    library: &'a Library,
    article: &'a Article,
    standoff: &'a Standoff,
    /// The words of each `T` that fits the text.
    places: HashMap<&'a str, Span>,
    /// The entities of those that are names.
    entities: HashMap<&'a str, EntityId>,
    corrections: Vec<Correction>,
    notes: Vec<String>,
    wrong: Vec<(usize, String)>,
}

impl<'a> Reading<'a> {
    fn new(library: &'a Library, article: &'a Article, standoff: &'a Standoff) -> Self {
        let text = &article.document.text;
        let points = CodePoints::new(text);
        let length = points.at(text, text.len());
        let (mut places, mut wrong) = (HashMap::new(), Vec::new());
        for words in &standoff.words {
            let span = Span::new(points.byte(text, words.start), points.byte(text, words.end));
            let flat = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
            if words.end > length {
                wrong.push((words.line, format!("the text ends before character {}", words.end)));
            } else if !words.in_pieces && flat(span.of(text)) != flat(&words.text) {
                wrong.push((words.line, format!("the text has {:?} there", span.of(text))));
            } else {
                places.insert(words.id.as_str(), span);
            }
        }
        Self {
            library,
            article,
            standoff,
            places,
            entities: HashMap::new(),
            corrections: Vec::new(),
            notes: Vec::new(),
            wrong,
        }
    }

    fn text(&self) -> &'a str {
        &self.article.document.text
    }

    /// The key under which a database of this name has an annotation.
    fn reference(&self, id: &str, database: &str) -> Option<&'a str> {
        self.standoff.references.iter().filter(|(of, ..)| of == id).find_map(|(_, key, _)| {
            let (name, key) = key.split_once(':')?;
            name.eq_ignore_ascii_case(database).then_some(key)
        })
    }

    /// The entity that the file gives to words.
    fn said(&self, id: &str) -> Option<EntityId> {
        self.reference(id, "Rasid").map(EntityId::from)
    }

    fn mentions(&mut self) -> Result<()> {
        let standoff = self.standoff;
        let triggers = standoff.events.iter().map(|e| e.trigger.as_str());
        let parts = standoff.events.iter().flat_map(|e| e.parts.iter().map(|(_, who)| who.as_str()));
        let used: std::collections::HashSet<&str> = triggers.chain(parts).collect();
        for words in &standoff.words {
            let Some(&span) = self.places.get(words.id.as_str()) else { continue };
            let at = Anchor::of(self.text(), span);
            let when = self.reference(&words.id, "EDTF");
            let say = match (entity_type(&words.kind), when) {
                (Some(kind), _) => {
                    let entity = self.entity(&words.id, span, kind)?;
                    self.entities.insert(&words.id, entity.clone());
                    let name = span.of(self.text()).split_whitespace().collect::<Vec<_>>().join(" ");
                    Say::Mention(OwnMention { kind, entity, name_ar: name })
                }
                (None, Some(edtf)) if words.kind.eq_ignore_ascii_case("date") => {
                    match Interval::from_edtf(edtf) {
                        Some(when) => Say::Date { when },
                        None => {
                            self.wrong.push((words.line, format!("{edtf:?} is no date in EDTF")));
                            continue;
                        }
                    }
                }
                _ => {
                    if !used.contains(words.id.as_str()) {
                        let known = EntityType::NAMES.join(", ");
                        self.wrong
                            .push((words.line, format!("unknown type {:?}; known are {known}", words.kind)));
                    }
                    continue;
                }
            };
            self.corrections.push(Correction { at, say });
        }
        for (kind, of, words) in standoff.notes.iter().filter(|(kind, ..)| kind != WHY_NOTE) {
            let about = self.places.get(of.as_str()).map(|span| span.of(self.text()));
            let about = about.map_or_else(|| kind.clone(), |words| format!("«{words}»"));
            let line = format!("{about}: {words}");
            self.notes.push(line.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Ok(())
    }

    /// Whom the words name: as the file says, else as the article has them, else who in the library has this name.
    fn entity(&self, id: &str, span: Span, kind: EntityType) -> Result<EntityId> {
        if let Some(entity) = self.said(id) {
            return Ok(entity);
        }
        let here = self.article.analysis.mentions.iter().find(|m| m.span == span && m.kind == kind);
        if let Some(mention) = here {
            return Ok(mention.entity.clone());
        }
        let words = span.of(self.text());
        Ok(self.library.named(words, kind)?.unwrap_or_else(|| id_of_name(words)))
    }

    fn events(&mut self) {
        for event in &self.standoff.events {
            let Some(kind) = event_kind(&event.kind) else {
                let known = EventKind::NAMES.join(", ");
                self.wrong.push((event.line, format!("unknown kind {:?}; known are {known}", event.kind)));
                continue;
            };
            let Some(&trigger) = self.places.get(event.trigger.as_str()) else {
                self.wrong.push((event.line, format!("there are no words {}", event.trigger)));
                continue;
            };
            let mut participants = Vec::new();
            for (part, who) in &event.parts {
                let known = Part::ALL.iter().find(|p| part.eq_ignore_ascii_case(p.as_str()));
                match (known, self.places.get(who.as_str())) {
                    (Some(&part), Some(&span)) => participants.push(OwnParticipant {
                        part,
                        at: Anchor::of(self.text(), span),
                        entity: self.entities.get(who.as_str()).cloned().or_else(|| self.said(who)),
                    }),
                    (None, _) => {
                        let known = Part::NAMES.join(", ");
                        self.wrong.push((event.line, format!("unknown part {part:?}; known are {known}")));
                    }
                    // An event that takes part in an event has no words of its own here.
                    (_, None) => self.wrong.push((event.line, format!("there are no words {who}"))),
                }
            }
            let own = self.event(&event.id, event.line, kind, participants);
            let at = Anchor::of(self.text(), trigger);
            let same = self.corrections.iter_mut().filter(|c| c.at == at).find_map(|c| match &mut c.say {
                Say::Event(first) => Some(first),
                _ => None,
            });
            match same {
                // The same words tell more than one.
                Some(first) => first.also.push(own),
                None => self.corrections.push(Correction { at, say: Say::Event(own) }),
            }
        }
    }

    fn event(
        &mut self,
        id: &str,
        line: usize,
        kind: EventKind,
        participants: Vec<OwnParticipant>,
    ) -> OwnEvent {
        let attributes = || self.standoff.attributes.iter().filter(|(of, ..)| of == id);
        let value = |wanted: &str| {
            attributes()
                .find(|(_, name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(.., value)| value.as_str())
        };
        let number = |wanted: &str| value(wanted).and_then(|n| n.parse().ok());
        let modality = match value("Modality") {
            _ if value("Negation").is_some() => Modality::Denied,
            Some(name) => name.to_ascii_lowercase().parse().unwrap_or(Modality::Asserted),
            None => Modality::Asserted,
        };
        let edtf = self.reference(id, "EDTF").unwrap_or_default();
        let when = Interval::from_edtf(edtf);
        let own = OwnEvent {
            kind,
            when: when.unwrap_or_default(),
            planned: value("Planned").is_some(),
            modality,
            participants,
            count: number("Count"),
            killed: number("Killed"),
            injured: number("Injured"),
            also: Vec::new(),
        };
        if when.is_none() {
            self.wrong.push((line, format!("{edtf:?} is no date in EDTF")));
        }
        own
    }
}
