//! The reader's corrections of one article, laid over what the rules found in it.

use std::collections::{HashMap, HashSet};

use super::Result;
use crate::model::{
    Analysis, Correction, DateRef, Document, Entity, EntityId, Event, Interval, Mention, OwnEvent,
    OwnMention, Part, Participant, Published, PublishedBasis, READER, Say, Span, Why,
};
use crate::text::sentences;

/// Finds an entity that the article's own analysis does not know.
pub(super) type Known<'a> = &'a mut dyn FnMut(&EntityId) -> Result<Option<Entity>>;

/// The publication date that the reader set, if one was set.
pub(super) fn published(corrections: &[Correction]) -> Option<Published> {
    corrections.iter().rev().find_map(|c| match &c.say {
        Say::Published { when } => Some(Published {
            interval: *when,
            basis: PublishedBasis::Set,
            reasons: vec!["set by the reader".to_owned()],
        }),
        _ => None,
    })
}

/// Moves each correction to where its words stand in `text` now. Those whose words are gone stay as they are,
/// for a later version of the text. Gives those that hold.
pub(super) fn anchored(text: &str, corrections: &mut [Correction]) -> Vec<Correction> {
    let mut holding = Vec::new();
    for correction in corrections {
        let found: Option<Vec<Span>> = correction.clone().anchors_mut().map(|at| at.find(text)).collect();
        let Some(found) = found else { continue };
        for (at, span) in correction.anchors_mut().zip(found) {
            if at.span() != span {
                *at = crate::model::Anchor::of(text, span);
            }
        }
        holding.push(correction.clone());
    }
    holding
}

/// Lays corrections that hold in this text over an analysis of it. The publication date is not touched: whoever
/// calls has had the text read anew under it.
pub(super) fn apply(
    document: &Document,
    mut analysis: Analysis,
    corrections: &[Correction],
    known: Known<'_>,
) -> Result<Analysis> {
    let said = Said::of(corrections);
    mentions(&mut analysis, &said);
    dates(&mut analysis, &said);
    events(&mut analysis, &said, document);
    entities(&mut analysis, &said, known)?;
    Ok(analysis)
}

/// The corrections by what they are about, each list in the order of the text and without overlap.
struct Said<'a> {
    mentions: Vec<(Span, Option<&'a OwnMention>)>,
    dates: Vec<(Span, Option<Interval>)>,
    events: Vec<(Span, Option<&'a OwnEvent>)>,
}

impl<'a> Said<'a> {
    fn of(corrections: &'a [Correction]) -> Self {
        let mut out = Self { mentions: Vec::new(), dates: Vec::new(), events: Vec::new() };
        for correction in corrections {
            let span = correction.at.span();
            match &correction.say {
                Say::NoMention => out.mentions.push((span, None)),
                Say::Mention(own) => out.mentions.push((span, Some(own))),
                Say::NoDate => out.dates.push((span, None)),
                Say::Date { when } => out.dates.push((span, Some(*when))),
                Say::NoEvent => out.events.push((span, None)),
                Say::Event(own) => out.events.push((span, Some(own))),
                Say::Published { .. } => {}
            }
        }
        in_order(&mut out.mentions);
        in_order(&mut out.dates);
        // Events may share words.
        out.events.sort_by_key(|(span, _)| *span);
        out
    }
}

/// Sorts by place; of what overlaps the first stays. Corrections do not overlap when they are made, but words
/// that moved may.
fn in_order<T>(said: &mut Vec<(Span, T)>) {
    said.sort_by_key(|(span, _)| *span);
    let mut end = 0;
    said.retain(|(span, _)| {
        let free = span.start >= end && !span.is_empty();
        end = if free { span.end } else { end };
        free
    });
}

/// What is said of words that `span` has a part in.
fn at<T: Copy>(said: &[(Span, T)], span: Span) -> Option<(Span, T)> {
    let from = said.partition_point(|(s, _)| s.end <= span.start);
    said.get(from).copied().filter(|(s, _)| s.overlaps(span))
}

/// Whether the reader takes away what stands at `span`: it is said to be nothing, or something else is there.
fn is_replaced<T: Copy>(said: &[(Span, Option<T>)], span: Span) -> bool {
    at(said, span).is_some_and(|(here, own)| own.is_some() || here == span)
}

fn why(before: Option<String>) -> Why {
    Why::new(READER, before.unwrap_or_else(|| "the rules had nothing here".to_owned()))
}

fn mentions(analysis: &mut Analysis, said: &Said<'_>) {
    let before: HashMap<Span, Mention> = analysis.mentions.iter().map(|m| (m.span, m.clone())).collect();
    analysis.mentions.retain(|m| !is_replaced(&said.mentions, m.span));
    let own = said.mentions.iter().filter_map(|(span, own)| {
        let own = (*own)?;
        let before = before.get(span).map(|m| {
            if m.kind == own.kind && m.entity == own.entity {
                format!("confirmed; the rule was {}", m.why.rule)
            } else {
                format!("the rules had {} {}", m.kind, m.entity)
            }
        });
        Some(Mention { span: *span, kind: own.kind, entity: own.entity.clone(), why: why(before) })
    });
    analysis.mentions.extend(own);
    analysis.mentions.sort_by_key(|m| m.span);
    for event in &mut analysis.events {
        for part in [&mut event.actors, &mut event.targets, &mut event.places, &mut event.weapons] {
            for participant in part {
                match at(&said.mentions, participant.span) {
                    Some((_, Some(own))) => participant.entity = Some(own.entity.clone()),
                    Some((span, None)) if span == participant.span => participant.entity = None,
                    _ => {}
                }
            }
        }
    }
}

fn dates(analysis: &mut Analysis, said: &Said<'_>) {
    let before: HashMap<Span, Interval> = analysis.dates.iter().map(|d| (d.span, d.interval)).collect();
    analysis.dates.retain(|d| !is_replaced(&said.dates, d.span));
    for &(span, when) in &said.dates {
        if let Some(interval) = when {
            let before = before.get(&span).map(|before| match before.edtf() {
                edtf if *before == interval => format!("confirmed: {edtf}"),
                edtf => format!("the rules had {edtf}"),
            });
            analysis.dates.push(DateRef { span, interval, why: why(before) });
        }
        // What the rules dated by these words has the reader's date, or none.
        for event in analysis.events.iter_mut().filter(|e| e.date == Some(span)) {
            event.why = why(Some(format!("dated by the reader; the rules had {}", event.interval.edtf())));
            event.interval = when.unwrap_or_default();
            event.date = when.map(|_| span);
        }
    }
    analysis.dates.sort_by_key(|d| d.span);
}

fn events(analysis: &mut Analysis, said: &Said<'_>, document: &Document) {
    let mut before: HashMap<Span, Event> = HashMap::new();
    let replaced = |trigger: Span| said.events.binary_search_by_key(&trigger, |(s, _)| *s).is_ok();
    for event in &analysis.events {
        if replaced(event.trigger) {
            before.entry(event.trigger).or_insert_with(|| event.clone());
        }
    }
    analysis.events.retain(|e| !replaced(e.trigger));
    for &(trigger, own) in &said.events {
        let Some(own) = own else { continue };
        let rule = before.remove(&trigger);
        let note = rule.as_ref().map(|rule| {
            let same = rule.kind == own.kind && rule.interval == own.when && rule.modality == own.modality;
            if same {
                format!("confirmed; the rule was {}", rule.why.rule)
            } else {
                format!("the rules had {} {} {}", rule.kind, rule.modality, rule.interval.edtf())
            }
        });
        for (at, own) in own.all().enumerate() {
            let note = note.clone().filter(|_| at == 0);
            analysis.events.push(event(document, trigger, own, why(note)));
        }
    }
    analysis.events.sort_by_key(|e| e.trigger.start);
}

fn event(document: &Document, trigger: Span, own: &OwnEvent, why: Why) -> Event {
    let block = document.blocks.iter().map(|b| b.span).find(|b| b.contains(trigger.start)).unwrap_or(trigger);
    let sentence = sentences(&document.text, block).into_iter().find(|s| s.contains(trigger.start));
    let parts = |part: Part| {
        let here = own.participants.iter().filter(move |p| p.part == part);
        here.map(|p| Participant { span: p.at.span(), entity: p.entity.clone() }).collect()
    };
    Event {
        kind: own.kind,
        trigger,
        sentence: sentence.map_or(trigger, |s| s.join(trigger)),
        interval: own.when,
        date: None,
        planned: own.planned,
        modality: own.modality,
        actors: parts(Part::Actor),
        targets: parts(Part::Target),
        places: parts(Part::Place),
        weapons: parts(Part::Weapon),
        count: own.count,
        killed: own.killed,
        injured: own.injured,
        why,
    }
}

/// Each entity that is mentioned now, once, in order of first mention.
fn entities(analysis: &mut Analysis, said: &Said<'_>, known: Known<'_>) -> Result<()> {
    let mut here: HashMap<EntityId, Entity> =
        std::mem::take(&mut analysis.entities).into_iter().map(|e| (e.id.clone(), e)).collect();
    let named: HashMap<&EntityId, &OwnMention> =
        said.mentions.iter().filter_map(|(_, own)| own.map(|own| (&own.entity, own))).collect();
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for mention in analysis.mentions.iter().filter(|m| seen.insert(&m.entity)) {
        let entity = match here.remove(&mention.entity) {
            Some(entity) => Some(entity),
            None => known(&mention.entity)?,
        };
        let made = || {
            named.get(&mention.entity).map(|own| Entity {
                id: own.entity.clone(),
                kind: own.kind,
                name_ar: own.name_ar.clone(),
                name_en: None,
                other_names: Vec::new(),
                wikidata: None,
                offices: Vec::new(),
                by_rule: false,
            })
        };
        out.extend(entity.or_else(made));
    }
    analysis.entities = out;
    Ok(())
}
