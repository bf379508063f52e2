//! What part each name in a clause plays: by whom, against whom, where, with what.

use std::ops::Range;

use super::classes::Class;
use super::scene::Scene;
use super::token::Token;
use crate::model::{EntityType, Participant};

/// The part of a name in the clause of a strike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `من قبل`, `على يد`.
    By,
    /// `على`, `ضد`.
    Against,
    /// `في`, `قرب`.
    In,
    /// With what.
    Weapon,
    /// Without a preposition: a subject or object.
    Plain,
    /// `ل` of belonging: `رتلا للتحالف`.
    Of,
    /// Under another preposition.
    Other,
}

/// The names in `words` with their parts. Names joined by `و` play the part of the one before.
pub fn participants(scene: &Scene<'_>, words: Range<usize>) -> Vec<(Participant, Part)> {
    let mut out: Vec<(Participant, Part, EntityType)> = Vec::new();
    let mut last_end = None;
    for i in words.clone() {
        let Some(m) = scene.mention_starting(i) else { continue };
        let mention = &scene.mentions[m];
        let joined = last_end.is_some_and(|end| i <= end + 2)
            && (scene.proclitic(i) == "و" || follows_and(scene, i, last_end));
        let locative = |kind| matches!(kind, EntityType::Facility | EntityType::Place | EntityType::Country);
        let alike = out
            .iter()
            .rev()
            .find(|(_, p, _)| *p != Part::Weapon)
            .filter(|(_, _, k)| locative(*k) == locative(mention.kind));
        let part = if mention.kind == EntityType::Weapon {
            Part::Weapon
        } else if let Some((_, part, _)) = alike.filter(|_| joined) {
            *part
        } else {
            let part = part_of(scene, i, words.start, mention.kind);
            // «كتائب حزب الله في العراق وسوريا»: the second country is a place as the first within the name is.
            if part == Part::Plain && joined && locative(mention.kind) { Part::In } else { part }
        };
        if mention.kind != EntityType::Media {
            out.push((
                Participant { span: mention.span, entity: Some(mention.entity.clone()) },
                part,
                mention.kind,
            ));
        }
        last_end = Some(scene.after_mention(i));
    }
    out.into_iter().map(|(participant, part, _)| (participant, part)).collect()
}

/// `… وأرتال التحالف`, `… ومواقع الجيش`: a noun joined by `و` to the name before, and the name is its genitive.
fn follows_and(scene: &Scene<'_>, i: usize, last_end: Option<usize>) -> bool {
    last_end.is_some_and(|end| {
        i > end
            && !scene.tokens[end..i].iter().any(Token::is_role)
            && scene.tokens[end..i]
                .first()
                .is_some_and(|t| t.word.starts_with('و') && t.word.len() > 4 && t.any_verb().is_none())
    })
}

fn part_of(scene: &Scene<'_>, i: usize, start: usize, kind: EntityType) -> Part {
    let locative = matches!(kind, EntityType::Facility | EntityType::Place | EntityType::Country);
    let placed = if locative { Part::In } else { Part::Other };
    let mut otherwise = Part::Plain;
    match scene.proclitic(i).trim_start_matches(['و', 'ف']).trim_end_matches('ـ') {
        // «على مواقع للفصائل»: the noun before, and what governs it, say more.
        "ل" | "لل" => otherwise = Part::Of,
        "ب" => return placed,
        _ => {}
    }
    for j in (start.saturating_sub(1).max(i.saturating_sub(5))..i).rev() {
        let t = &scene.tokens[j];
        if scene.is_quote_mark(j) {
            continue;
        }
        if t.is(Class::By) && j > 0 && matches!(scene.tokens[j - 1].word, "من" | "على") || t.word == "بواسطة"
        {
            return Part::By;
        }
        if t.noun(Class::Agent).is_some() && t.clitics.preposition == Some('ل') {
            return Part::By; // «غارات لطيران التحالف»
        }
        if t.is(Class::Against) && t.is_preposition() {
            // «مبررا للإبقاء على قوات …»: the noun before, and no strike, governs `على`.
            let other = j > start && scene.tokens[j - 1].is(Class::GovernsOn);
            return if other { Part::Other } else { Part::Against };
        }
        if t.is(Class::Place) && !t.clitics.article {
            return placed;
        }
        if matches!(t.word, "ل" | "لل") && j + 1 == i {
            otherwise = Part::Of;
            continue;
        }
        if t.is_preposition() {
            return Part::Other;
        }
        // «قائد فيلق القدس فلان»: the body belongs to the title.
        if t.is_any(&[Class::Person, Class::Spokesman, Class::Source]) {
            return if kind == EntityType::Person { Part::Plain } else { Part::Other };
        }
        if t.mention.is_some() || t.any_verb().is_some() && t.is_surely_verb() || t.word == "،" {
            break;
        }
        if matches!(t.clitics.preposition, Some('ب')) && locative && t.noun(Class::Attack).is_none() {
            return Part::In;
        }
    }
    otherwise
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
