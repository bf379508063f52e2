//! Steps in the presence of foreign forces that a noun tells: `انسحاب القوات … نهاية العام`, `ختام المباحثات`.

use std::ops::Range;

use super::classes::Class;
use super::draft::Draft;
use super::presence::is_foreign_force;
use super::roles::{Part, participants};
use super::scene::{Scene, Token};
use super::when;
use crate::model::{EntityType, EventKind, Participant};

/// A step told by a noun: a dated withdrawal (`انسحاب القوات … نهاية العام`), or the end of talks.
pub fn noun_step(scene: &Scene<'_>, words: &Range<usize>, i: usize, told: &[Draft]) -> Option<Draft> {
    let token = &scene.tokens[i];
    if token.noun(Class::EndBegin).is_some() {
        if let Some(step) = completed_step(scene, words, i) {
            return Some(step);
        }
        let talks = (i + 1..words.end.min(i + 3)).find(|&j| scene.tokens[j].noun(Class::Talks).is_some())?;
        if !(talks..words.end.min(talks + 10))
            .any(|j| scene.tokens[j].word.contains("عسكري") || is_foreign_force(scene, j))
        {
            return None;
        }
        let mut draft = Draft::new(EventKind::Milestone, i, when::of_past(scene, i));
        draft.actors = between(scene, talks, words.end);
        draft.rule = "talks-begin-or-end";
        return (!draft.actors.is_empty()).then_some(draft);
    }
    let moves = token.noun(Class::Withdraw).or_else(|| token.noun(Class::Deploy));
    moves?;
    if token.clitics.pronoun || words.start < i && is_only_thought_of(scene, i, words.start) {
        return None;
    }
    let forces = (i + 1..words.end.min(i + 6))
        .take_while(|&j| !scene.tokens[j].is_surely_verb())
        .chain((words.start.max(i.saturating_sub(4))..i).filter(|&j| scene.tokens[j].mention.is_some()))
        .find(|&j| is_foreign_force(scene, j))?;
    let when = when::attached(scene, i, 18)?;
    if told.iter().any(|d| d.when.date == when.date && d.planned) {
        return None;
    }
    let mut draft = Draft::new(EventKind::Milestone, i, when);
    draft.planned = when::is_ahead(scene, when.interval);
    draft.rule = if token.noun(Class::Withdraw).is_some() { "dated-withdrawal" } else { "dated-deployment" };
    draft.actors = scene.tokens[forces]
        .mention
        .map(|m| Participant { span: scene.mentions[m].span, entity: Some(scene.mentions[m].entity.clone()) })
        .into_iter()
        .collect();
    draft.places = participants(scene, i + 1..words.end.min(i + 10))
        .into_iter()
        .filter(|(_, part)| *part == Part::In)
        .map(|(p, _)| p)
        .collect();
    Some(draft)
}

/// `اكتمال انسحاب القوات الأجنبية`, `بدء انتشار قوات …`: a step whose beginning or end is told.
fn completed_step(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> Option<Draft> {
    let step = (i + 1..words.end.min(i + 4)).find(|&j| {
        let t = &scene.tokens[j];
        t.noun(Class::Withdraw).is_some() || t.noun(Class::Deploy).is_some()
    })?;
    if words.start < i && is_only_thought_of(scene, i, words.start) {
        return None;
    }
    let force = (step + 1..words.end.min(step + 6))
        .take_while(|&j| !scene.tokens[j].is_surely_verb())
        .find(|&j| is_foreign_force(scene, j))?;
    let announced = words.start == i
        || (words.start..i).any(|j| {
            let t = &scene.tokens[j];
            t.is_any(&[Class::Announce, Class::Say, Class::BeginEnd]) && t.any_verb().is_some()
        });
    let dated = when::attached(scene, i, 18);
    if !announced && dated.is_none() {
        return None;
    }
    let when = dated.unwrap_or_else(|| when::of_past(scene, i));
    let mut draft = Draft::new(EventKind::Milestone, i, when);
    draft.planned = when.date.is_some() && when::is_ahead(scene, when.interval);
    draft.rule = "step-begins-or-ends";
    draft.actors = scene.tokens[force].mention.map(|m| participant(scene, m)).into_iter().collect();
    Some(draft)
}

/// `نيتها سحب`, `قرب انسحاب`, `عدم انسحاب`, `احتمال`: not a step but a thought of one.
fn is_only_thought_of(scene: &Scene<'_>, i: usize, first: usize) -> bool {
    (first.max(i.saturating_sub(2))..i).any(|j| {
        let t: &Token<'_> = &scene.tokens[j];
        t.noun(Class::Hypothesis).is_some()
            || t.is(Class::Not)
            || t.is(Class::If)
            || matches!(
                t.word.trim_start_matches("ال"),
                "قرب" | "اقتراب" | "موعد" | "مسالة" | "قبل" | "بعد" | "ملف" | "نيتها" | "نيته"
            )
    })
}

/// The parties after `بين`.
pub fn between(scene: &Scene<'_>, from: usize, end: usize) -> Vec<Participant> {
    let Some(b) = (from..end.min(from + 20)).find(|&j| scene.tokens[j].word == "بين") else {
        return Vec::new();
    };
    participants(scene, b + 1..end.min(b + 8))
        .into_iter()
        .map(|(p, _)| p)
        .filter(|p| !matches!(scene.kind_of(p), Some(EntityType::Person | EntityType::Facility)))
        .take(2)
        .collect()
}

/// The name as a participant.
pub fn participant(scene: &Scene<'_>, m: usize) -> Participant {
    Participant { span: scene.mentions[m].span, entity: Some(scene.mentions[m].entity.clone()) }
}
