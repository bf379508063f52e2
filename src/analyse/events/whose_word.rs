//! Whose word it is where no subject stands after the verb: whose the text is, who is passed on, who stood before.

use super::classes::{Class, Trait};
use super::phrase::{Head, Subject, can_act};
use super::scene::Scene;
use super::speaker::{after, before};
use super::titles::Titles;
use super::token::Token;
use crate::model::{EntityType, Participant};

/// `بيان لكتائب حزب الله أعلنت فيه …`: whose the text is in which something is said.
pub fn of_text_with(scene: &Scene<'_>, verb: usize, first: usize) -> Option<Subject> {
    let within = scene.at(verb + 1).is_some_and(|t| matches!(t.word, "فيه" | "فيها"));
    if !within || after_issue(scene, verb, first) {
        return None;
    }
    let text = (first.max(verb.saturating_sub(9))..verb).rev().find(|&j| {
        let t = &scene.tokens[j];
        t.is(Class::Text) || ["رسال", "تغريد", "كلم", "مقابل", "تدوين"].iter().any(|w| t.word.contains(w))
    })?;
    let (j, m) = (text + 1..verb.min(text + 3)).find_map(|j| Some((j, scene.mention_starting(j)?)))?;
    let mention = &scene.mentions[m];
    can_act(scene, m).then(|| Subject {
        actors: vec![Participant { span: mention.span, entity: Some(mention.entity.clone()) }],
        words: j..j + 1,
        head: Head::Name,
    })
}

/// Whether a verb of giving out a text stands before: then its subject speaks.
pub fn after_issue(scene: &Scene<'_>, verb: usize, first: usize) -> bool {
    (first.max(verb.saturating_sub(10))..verb)
        .any(|j| scene.has(j, Trait::Issues) && scene.tokens[j].any_verb().is_some_and(Token::is_past))
}

/// `الجيش الأميركي أبلغ العراق`: a clause that opens with its subject, and the verb at once after it.
pub fn subject_at_once_before(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    verb: usize,
    first: usize,
) -> Option<Subject> {
    if !scene.has(verb, Trait::ObjectFirst) || verb == first {
        return None;
    }
    before(scene, titles, verb).filter(|s| s.words.end == verb && s.head != Head::Text)
}

/// Who gave out the text whose words follow: `أصدرت الكتائب بيانا أكدت فيه أن …`.
pub fn issuer(scene: &Scene<'_>, titles: &Titles<'_>, verb: usize, first: usize) -> Option<Subject> {
    let from = first.max(verb.saturating_sub(10));
    let issues = (from..verb)
        .rev()
        .find(|&j| scene.has(j, Trait::Issues) && scene.tokens[j].any_verb().is_some_and(Token::is_past))?;
    after(scene, titles, issues).filter(|s| s.words.end < verb && s.head != Head::Text)
}

/// The one who is quoted in `نقلت صحيفة … عن فلان قوله`, if he has a name.
pub fn quoted_through(scene: &Scene<'_>, from: usize) -> Option<Vec<Participant>> {
    let end = (from..scene.tokens.len().min(from + 20))
        .find(|&j| scene.tokens[j].is(Class::That) || scene.tokens[j].quoted)?;
    let about = (from..end).find(|&j| scene.tokens[j].word == "عن")?;
    let persons: Vec<Participant> = (about..end)
        .filter_map(|j| scene.mention_starting(j))
        .filter(|&m| scene.mentions[m].kind == EntityType::Person)
        .map(|m| Participant { span: scene.mentions[m].span, entity: Some(scene.mentions[m].entity.clone()) })
        .collect();
    (!persons.is_empty()).then_some(persons)
}

/// `السوداني الذي كان قد أبلغ بلومبيرغ`: before a verb whose hearer is its object.
pub fn antecedent_that_had(scene: &Scene<'_>, verb: usize, first: usize) -> Option<Subject> {
    if !scene.has(verb, Trait::ObjectFirst) {
        return None;
    }
    let relative =
        (first.max(verb.saturating_sub(3))..verb).rev().find(|&j| scene.tokens[j].is(Class::Relative))?;
    let had =
        scene.tokens[relative + 1..verb].iter().all(|t| matches!(t.word, "كان" | "كانت" | "قد" | "سبق"));
    if had { antecedent(scene, relative + 1, first) } else { None }
}

/// `سبق للمغرب أن عبر عن قلقه`: whose earlier word it is stands after `سبق`.
pub fn of_whom_it_is_known(scene: &Scene<'_>, verb: usize, first: usize) -> Option<Subject> {
    let that = verb.checked_sub(1).filter(|&j| j > first && scene.tokens[j].is(Class::That))?;
    let earlier = (first.max(that.saturating_sub(5))..that)
        .find(|&j| matches!(scene.tokens[j].word.trim_start_matches(['و', 'ف']), "سبق" | "يسبق"))?;
    let (j, m) = (earlier + 1..that).find_map(|j| Some((j, scene.mention_starting(j)?)))?;
    let mention = &scene.mentions[m];
    can_act(scene, m).then(|| Subject {
        actors: vec![Participant { span: mention.span, entity: Some(mention.entity.clone()) }],
        words: j..j + 1,
        head: Head::Name,
    })
}

/// The name before `الذي`, `التي`.
pub fn antecedent(scene: &Scene<'_>, verb: usize, first: usize) -> Option<Subject> {
    let mut i = verb.checked_sub(2).filter(|&i| i >= first)?;
    if scene.tokens[i].word == "،" {
        i = i.checked_sub(1).filter(|&i| i >= first)?;
    }
    let m = scene.tokens[i].mention?;
    let mention = &scene.mentions[m];
    can_act(scene, m).then(|| Subject {
        actors: vec![Participant { span: mention.span, entity: Some(mention.entity.clone()) }],
        words: i..i + 1,
        head: Head::Name,
    })
}
