//! The records of an export.

use serde::Serialize;

use super::CodePoints;
use crate::library::Article;
use crate::model::{
    DateRef, Entity, EntityId, EntityType, Event, EventKind, Mention, Modality, Participant, Published,
    PublishedBasis, Role, Span, Why,
};
use jiff::civil::Date;

/// An article.
#[derive(Debug, Serialize)]
pub struct ArticleRecord<'a> {
    /// The document's id.
    pub id: &'a str,
    /// The file's name without its folder.
    pub file: String,
    /// The title on one line.
    pub title: Option<String>,
    /// The line above the title that belongs to it.
    pub kicker: Option<String>,
    /// The outlet's name.
    pub source: Option<&'a str>,
    /// The outlet's id.
    pub source_id: Option<&'a str>,
    /// The web address.
    pub address: Option<&'a str>,
    /// When it appeared, as far as that is known.
    pub published: Option<PublishedRecord>,
    /// The parts of the text.
    pub blocks: Vec<BlockRecord>,
}

/// When an article appeared.
#[derive(Debug, Serialize)]
pub struct PublishedRecord {
    /// The first day that is possible.
    pub earliest: Option<Date>,
    /// The last day that is possible.
    pub latest: Option<Date>,
    /// The interval in EDTF.
    pub edtf: String,
    /// On what it rests.
    pub basis: PublishedBasis,
    /// The reasons, in order of weight.
    pub note: Option<String>,
}

/// A part of the text.
#[derive(Debug, Serialize)]
pub struct BlockRecord {
    /// What it is.
    pub role: Role,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A name in the text.
#[derive(Debug, Serialize)]
pub struct MentionRecord<'a> {
    /// The article's id.
    pub article: &'a str,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// What kind of thing it names.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Whom or what it names.
    pub entity: &'a EntityId,
    /// The rule that found it, and what it stood on.
    pub why: WhyRecord<'a>,
}

/// A date expression.
#[derive(Debug, Serialize)]
pub struct DateRecord<'a> {
    /// The article's id.
    pub article: &'a str,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// The first day that it can mean.
    pub earliest: Option<Date>,
    /// The last day that it can mean.
    pub latest: Option<Date>,
    /// The interval in EDTF.
    pub edtf: String,
    /// The rule and the anchor.
    pub why: WhyRecord<'a>,
}

/// An event.
#[derive(Debug, Serialize)]
pub struct EventRecord<'a> {
    /// The article's id.
    pub article: &'a str,
    /// First code point of the trigger.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// The words that tell it.
    pub trigger: &'a str,
    /// The kind.
    pub kind: EventKind,
    /// The first day on which it can have happened.
    pub earliest: Option<Date>,
    /// The last day.
    pub latest: Option<Date>,
    /// The interval in EDTF.
    pub edtf: String,
    /// Whether it lies ahead of the text.
    pub planned: bool,
    /// How the text stands to it.
    pub modality: Modality,
    /// Entities that did or said it.
    pub actors: Vec<&'a EntityId>,
    /// Entities that it struck.
    pub targets: Vec<&'a EntityId>,
    /// Entities that say where.
    pub places: Vec<&'a EntityId>,
    /// Entities that say with what.
    pub weapons: Vec<&'a EntityId>,
    /// How many such events the words tell.
    pub count: Option<u32>,
    /// How many were killed.
    pub killed: Option<u32>,
    /// How many were injured.
    pub injured: Option<u32>,
    /// All participants in the text's own words, with those that no name is known of.
    pub participants: Vec<ParticipantRecord<'a>>,
    /// The sentence that tells it.
    pub sentence: PieceRecord<'a>,
    /// The rules that made and dated it.
    pub why: WhyRecord<'a>,
}

/// A participant of an event.
#[derive(Debug, Serialize)]
pub struct ParticipantRecord<'a> {
    /// `actor`, `target`, `place` or `weapon`.
    pub part: &'static str,
    /// Where its words are, and what they are.
    #[serde(flatten)]
    pub piece: PieceRecord<'a>,
    /// The entity, if it has a name.
    pub entity: Option<&'a EntityId>,
}

/// A piece of the text.
#[derive(Debug, Serialize)]
pub struct PieceRecord<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: &'a str,
}

/// A reason.
#[derive(Debug, Serialize)]
pub struct WhyRecord<'a> {
    /// The rule's stable name.
    pub rule: &'a str,
    /// What the rule stood on.
    pub note: &'a str,
}

/// An entity.
#[derive(Debug, Serialize)]
pub struct EntityRecord<'a> {
    /// The id.
    pub id: &'a EntityId,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The name in Arabic.
    pub name_ar: &'a str,
    /// The name in English.
    pub name_en: Option<&'a str>,
    /// Other names.
    pub other_names: &'a [String],
    /// The Wikidata item.
    pub wikidata: Option<&'a str>,
    /// Found by rule; no lexicon knows it.
    pub by_rule: bool,
}

/// Makes the records of one article.
#[derive(Debug)]
pub struct Recorder<'a> {
    article: &'a Article,
    points: CodePoints,
}

impl<'a> Recorder<'a> {
    /// For this article.
    pub fn new(article: &'a Article) -> Self {
        Self { article, points: CodePoints::new(&article.document.text) }
    }

    /// The article itself.
    pub fn article(&self) -> ArticleRecord<'a> {
        let document = &self.article.document;
        let blocks = document.blocks.iter().map(|block| {
            let Span { start, end } = self.points.span(&document.text, block.span);
            BlockRecord { role: block.role, start, end }
        });
        let name = document.origin.path.file_name().map(|name| name.to_string_lossy().into_owned());
        ArticleRecord {
            id: &document.id,
            file: name.unwrap_or_else(|| format!("{}.txt", document.id)),
            title: document.title(),
            kicker: document.kicker(),
            source: document.outlet.as_ref().map(|o| o.name.as_str()),
            source_id: document.outlet.as_ref().map(|o| o.id.as_str()),
            address: document.address.as_deref(),
            published: self.article.published().map(published),
            blocks: blocks.collect(),
        }
    }

    /// Its mentions.
    pub fn mentions(&self) -> impl Iterator<Item = MentionRecord<'a>> {
        self.article.analysis.mentions.iter().map(|mention| self.mention(mention))
    }

    fn mention(&self, mention: &'a Mention) -> MentionRecord<'a> {
        let PieceRecord { start, end, text } = self.piece(mention.span);
        MentionRecord {
            article: &self.article.document.id,
            start,
            end,
            text,
            kind: mention.kind,
            entity: &mention.entity,
            why: why(&mention.why),
        }
    }

    /// Its date expressions.
    pub fn dates(&self) -> impl Iterator<Item = DateRecord<'a>> {
        self.article.analysis.dates.iter().map(|date| self.date(date))
    }

    fn date(&self, date: &'a DateRef) -> DateRecord<'a> {
        let PieceRecord { start, end, text } = self.piece(date.span);
        DateRecord {
            article: &self.article.document.id,
            start,
            end,
            text,
            earliest: date.interval.earliest,
            latest: date.interval.latest,
            edtf: date.interval.edtf(),
            why: why(&date.why),
        }
    }

    /// Its events.
    pub fn events(&self) -> impl Iterator<Item = EventRecord<'a>> {
        self.article.analysis.events.iter().map(|event| self.event(event))
    }

    fn event(&self, event: &'a Event) -> EventRecord<'a> {
        let PieceRecord { start, end, text } = self.piece(event.trigger);
        let parts = [
            ("actor", &event.actors),
            ("target", &event.targets),
            ("place", &event.places),
            ("weapon", &event.weapons),
        ];
        let participants = parts
            .into_iter()
            .flat_map(|(part, who)| {
                who.iter().map(move |p| ParticipantRecord {
                    part,
                    piece: self.piece(p.span),
                    entity: p.entity.as_ref(),
                })
            })
            .collect();
        EventRecord {
            article: &self.article.document.id,
            start,
            end,
            trigger: text,
            kind: event.kind,
            earliest: event.interval.earliest,
            latest: event.interval.latest,
            edtf: event.interval.edtf(),
            planned: event.planned,
            modality: event.modality,
            actors: ids(&event.actors),
            targets: ids(&event.targets),
            places: ids(&event.places),
            weapons: ids(&event.weapons),
            count: event.count,
            killed: event.killed,
            injured: event.injured,
            participants,
            sentence: self.piece(event.sentence),
            why: why(&event.why),
        }
    }

    fn piece(&self, span: Span) -> PieceRecord<'a> {
        let text = self.article.document.text.as_str();
        let Span { start, end } = self.points.span(text, span);
        PieceRecord { start, end, text: span.of(text) }
    }
}

impl<'a> From<&'a Entity> for EntityRecord<'a> {
    fn from(e: &'a Entity) -> Self {
        Self {
            id: &e.id,
            kind: e.kind,
            name_ar: &e.name_ar,
            name_en: e.name_en.as_deref(),
            other_names: &e.other_names,
            wikidata: e.wikidata.as_deref(),
            by_rule: e.by_rule,
        }
    }
}

fn published(p: &Published) -> PublishedRecord {
    PublishedRecord {
        earliest: p.interval.earliest,
        latest: p.interval.latest,
        edtf: p.interval.edtf(),
        basis: p.basis,
        note: (!p.reasons.is_empty()).then(|| p.reasons.join("; ")),
    }
}

fn ids(participants: &[Participant]) -> Vec<&EntityId> {
    participants.iter().filter_map(|p| p.entity.as_ref()).collect()
}

fn why(why: &Why) -> WhyRecord<'_> {
    WhyRecord { rule: &why.rule, note: &why.note }
}
