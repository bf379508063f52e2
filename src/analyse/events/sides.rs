//! The sides of a strike that its own verb does not name: who announced it, whose forces they are, whose men were killed.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::clause::clause_end;
use super::how::names_target;
use super::phrase::Subject;
use super::roles::{Part, participant, participants};
use super::scene::Scene;
use super::speaker::{after, before};
use super::speech::Saying;
use super::titles::Titles;
use super::token::Token;
use crate::model::{EntityType, Participant};

/// The actors of a subject; of `قواتها`, whose the forces are: the one who speaks in the sentence.
pub fn acting(scene: &Scene<'_>, subject: &Subject, sayings: &[Saying], i: usize) -> Vec<Participant> {
    let head = &scene.tokens[subject.words.start];
    let own = head.clitics.pronoun && subject.actors.iter().all(|a| a.entity.is_none());
    let Some(speaker) = sayings.iter().rfind(|s| s.verb < i).filter(|_| own) else {
        return subject.actors.clone();
    };
    // «أقر المتحدث باسم القوات المتعددة الجنسيات فلان بأن طائراتها …»: whom he speaks for.
    let body = speaker
        .subject
        .as_ref()
        .filter(|_| head.word.ends_with("ها"))
        .and_then(|s| {
            s.words.clone().find_map(|j| {
                let m = scene.mention_starting(j)?;
                let kind = scene.mentions[m].kind;
                matches!(kind, EntityType::Force | EntityType::Group | EntityType::Country).then_some(m)
            })
        })
        .map(|m| Participant {
            span: scene.mentions[m].span,
            entity: Some(scene.mentions[m].entity.clone()),
        });
    body.map_or_else(|| speaker.actors.clone(), |b| vec![b])
}

/// Persons whom the sentence names as killed: `قتل فلان`, `مقتل فلان`, `اغتيال فلان`.
pub fn victims(scene: &Scene<'_>, words: &Range<usize>) -> Vec<Participant> {
    let kills = words.clone().find(|&j| {
        let t = &scene.tokens[j];
        t.verb(Class::Kill).is_some_and(Token::is_past) || t.noun(Class::Killed).is_some()
    });
    let Some(kills) = kills else { return Vec::new() };
    let end = words.end.min(kills + 12);
    participants(scene, kills + 1..clause_end(scene, kills, &(words.start..end)))
        .into_iter()
        .filter(|(p, part)| *part == Part::Plain && is_person(scene, p))
        .map(|(p, _)| p)
        .collect()
}

/// Whose men the sentence says were killed before the strike is named: `قتل جنديان من التحالف في …`.
pub fn whose_men(scene: &Scene<'_>, words: &Range<usize>, strike: usize) -> Option<Participant> {
    let kills = (words.start..strike).rev().take(12).find(|&j| {
        let t = &scene.tokens[j];
        [Class::Kill, Class::Wound].iter().any(|&c| t.verb(c).is_some_and(Token::is_past))
            || t.noun(Class::Killed).is_some()
    })?;
    (kills + 1..strike.min(kills + 6))
        .filter(|&j| scene.tokens[j - 1].word == "من" || scene.proclitic(j).is_empty() && j == kills + 2)
        .find_map(|j| {
            let m = scene.mention_starting(j)?;
            let armed = matches!(scene.mentions[m].kind, EntityType::Force | EntityType::Group);
            (armed && scene.tokens[j - 1].word != "في").then(|| participant(scene, m))
        })
}

pub fn is_person(scene: &Scene<'_>, participant: &Participant) -> bool {
    scene.kind_of(participant) == Some(EntityType::Person)
}

/// Who announces the strike that the noun at `i` names: `أعلنت المقاومة استهداف …`, `أعلنت مسؤوليتها عن …`.
pub fn announced_by(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    i: usize,
    words: &Range<usize>,
    sayings: &[Saying],
) -> Option<Vec<Participant>> {
    let own = scene.tokens[i].clitics.pronoun;
    let verb = (words.start..i).rev().take(24).find(|&j| {
        let t = &scene.tokens[j];
        let answers = t.any_verb().is_some_and(Token::is_past) && scene.has(j, Trait::Deeds);
        let admits = matches!(scene.lemma_of(t, Class::Say), Some("اعترف" | "أقر")) && t.any_verb().is_some();
        t.is_any(&[Class::Announce, Class::Claim]) && t.any_verb().is_some()
            || admits && scene.tokens[i].clitics.preposition == Some('ب')
            || answers
            || own && t.verb(Class::Say).is_some()
    })?;
    let between = &scene.tokens[verb..i];
    let responsible = between.iter().any(|t| t.word.starts_with("مسؤولي") || t.word.starts_with("مسئولي"));
    let carries = between.iter().any(|t| t.noun(Class::Carrying).is_some());
    // «لم تعلن مسؤوليتها عن …»
    let denied = verb > words.start && scene.tokens[verb - 1].is(Class::Not);
    // «ردت واشنطن بغارات على …», «اعترف الجيش بقصف …»
    let deed = scene.tokens[i].clitics.preposition == Some('ب')
        && scene.tokens[verb].verb(Class::Announce).is_none()
        && scene.tokens[verb].verb(Class::Claim).is_none();
    if denied || !(responsible || carries || deed || names_target(scene, i)) {
        return None;
    }
    let subject = after(scene, titles, verb).or_else(|| before(scene, titles, verb)).map(|s| s.actors);
    let spoken = || sayings.iter().find(|s| s.verb == verb).map(|s| s.actors.clone());
    let actors = subject.or_else(spoken)?;
    // «ردت واشنطن بغارات»: a capital acts for its state.
    let armed = |p: &Participant| match scene.kind_of(p) {
        Some(EntityType::Place) => deed,
        kind => matches!(kind, Some(EntityType::Group | EntityType::Force | EntityType::Country)),
    };
    // «أعلن التحالف عن استهداف قاعدة تضم قواته»: he who was struck tells it.
    let is_army = actors.iter().any(|a| scene.kind_of(a) != Some(EntityType::Group));
    let struck = is_army
        && !own
        && (i + 1..words.end.min(i + 12)).any(|j| {
            let t = &scene.tokens[j];
            t.clitics.pronoun && t.is_any(&[Class::Forces, Class::Base])
        });
    Some(actors.into_iter().filter(armed).collect::<Vec<_>>()).filter(|a| !a.is_empty() && !struck)
}
