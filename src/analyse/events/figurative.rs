//! Words of war said of something else: campaigns, criticism, arrests, prices.

use std::ops::Range;

use super::classes::{Class, Subject};
use super::scene::Scene;
use crate::model::EntityType;

/// Whether a verb of striking has something for its subject or object that no weapon hits or wields:
/// `فجّر مفاجأة`, `استهدفت العقوبات`, `ضرب زلزال`.
pub fn is_peaceful(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let before = words.start.max(i.saturating_sub(5))..i;
    let after = i + 1..words.end.min(i + 12);
    let armed = |range: Range<usize>| {
        range.into_iter().any(|j| {
            let t = &scene.tokens[j];
            t.noun(Class::Weapon).is_some() && t.noun(Class::Agent).is_none()
                || t.noun(Class::Attack).is_some()
        })
    };
    let peaceful = |j: usize| scene.tokens[j].is(Class::Peaceful);
    // «نسف القرار جهود التسوية»: what is struck stands at once.
    let figure = |j: usize| scene.tokens[j].is(Class::Figure) && scene.tokens[j].mention.is_none();
    if (i + 1..words.end.min(i + 4))
        .any(|j| figure(j) && !scene.tokens[j - 1].is_preposition() && !armed(i + 1..j))
    {
        return true;
    }
    before.clone().any(peaceful) && !armed(before) || after.clone().any(|j| peaceful(j) && !armed(i + 1..j))
}

/// Whether a sentence speaks of a match, of a market, of a film or of computers: it has more words of these than of arms.
pub fn is_of_something_else(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    let (mut other, mut topic) = (0usize, 0usize);
    for t in &scene.tokens[words.clone()] {
        match t.about {
            Some(Subject::Topic) => topic += 1,
            Some(_) => other += 1,
            None => {}
        }
    }
    other > topic
}

/// `سقطت طائرة تدريب بسبب خلل فني`, `انفجرت أسطوانة غاز`: nobody struck.
pub fn is_accident(scene: &Scene<'_>, noun: usize, words: &Range<usize>) -> bool {
    let near = words.start.max(noun.saturating_sub(6))..words.end.min(noun + 14);
    scene.tokens[near].iter().any(|t| t.is(Class::Accident) && t.mention.is_none())
}

/// Whether the word at `n` is fire itself: `فتح النار`, `صب نيرانه`.
pub fn is_fire(scene: &Scene<'_>, n: usize) -> bool {
    let word = scene.tokens[n].word;
    (word.contains("نار") || word.contains("نيران")) && scene.tokens[n - 1].noun(Class::Launch).is_none()
}

/// `ألقت القبض على …`, and `فتح النائب النار على …`: nobody is shot.
pub fn is_arrest_or_criticism(scene: &Scene<'_>, verb: usize, noun: usize) -> bool {
    let words = verb.min(noun)..verb.max(noun) + 1;
    let arrest = scene.tokens[words.clone()].iter().any(|t| t.word == "القبض" || t.word == "سراح");
    arrest || is_fire(scene, noun.max(1)) && has_politician(scene, words)
}

/// `شن النائب هجوما على الحكومة`: a politician attacks with words, unless arms or a base are beside it.
pub fn is_of_words(scene: &Scene<'_>, verb: usize, noun: usize, words: &Range<usize>) -> bool {
    let end = words.end.min(noun + 12);
    let armed = (verb..end).any(|j| {
        let t = &scene.tokens[j];
        let named = t
            .mention
            .is_some_and(|m| matches!(scene.mentions[m].kind, EntityType::Weapon | EntityType::Facility));
        named || t.is_any(&[Class::Weapon, Class::Killed, Class::Wounded, Class::Agent])
    });
    !armed && has_politician(scene, verb..noun)
}

/// Whether a person by name or office stands between a verb and its object, and no armed man.
fn has_politician(scene: &Scene<'_>, words: Range<usize>) -> bool {
    let mut person = false;
    for j in words {
        let t = &scene.tokens[j];
        if t.noun(Class::Agent).is_some() {
            return false;
        }
        person |= t.is(Class::Person) && t.noun(Class::Forces).is_none()
            || t.mention.is_some_and(|m| scene.mentions[m].kind == EntityType::Person);
    }
    person
}
