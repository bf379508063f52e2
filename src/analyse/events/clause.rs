//! The clause of a strike: where it ends, whether it has a subject or an object, whether its verb is passive.

use std::ops::Range;

use super::arms::is_another;
use super::classes::{Class, Trait};
use super::phrase::{Head, Subject};
use super::scene::Scene;
use crate::text::TokenKind;

/// `قصف الطيران الإسرائيلي`, `قصف مدفعية الجيش`: what stands after the noun strikes, and is not struck.
pub fn flies_or_fires(scene: &Scene<'_>, noun: usize) -> bool {
    scene.at(noun + 1).is_some_and(|t| {
        let word = t.word.trim_start_matches("ال");
        ["طيران", "طائرات", "مقاتلات", "مدفعية", "مروحيات", "سلاح"].iter().any(|w| word.starts_with(w))
    })
}

/// Whether a strike's noun stands between: `جرح شرطيان في انفجار استهدف دورية` has the explosion for its subject.
pub fn another_strikes(scene: &Scene<'_>, from: usize, verb: usize) -> bool {
    scene.tokens[from.min(verb)..verb].iter().any(|t| t.noun(Class::Attack).is_some())
}

/// Whether nothing before the verb can be its subject: it opens its clause, or follows `أن`, `قد`, `سبق أن`.
pub fn lacks_subject(scene: &Scene<'_>, verb: usize, first: usize) -> bool {
    // «وتتعرض القواعد التي …»: a subject without a name follows.
    let next =
        scene.at(verb + 1).filter(|t| t.word.starts_with("ال") && t.mention.is_none() && t.date.is_none());
    if next.is_some_and(|t| !t.is(Class::Relative)) {
        return false;
    }
    let Some(before) = verb.checked_sub(1).filter(|&b| b >= first) else { return true };
    let t = &scene.tokens[before];
    scene.tokens[verb].clitics.conjunction
        || t.kind == TokenKind::Sign
        || t.date.is_some()
        || t.is_any(&[Class::That, Class::If])
        || matches!(t.word, "قد" | "ايام" | "بايام" | "وسبق" | "سبق" | "كما" | "ثم" | "بل")
}

/// What was foiled may be told by further verbs: `أسقطت طائرة حاولت استهداف القاعدة`.
pub fn foiled_end(scene: &Scene<'_>, from: usize, words: &Range<usize>) -> usize {
    (from + 1..words.end.min(from + 20))
        .find(|&j| scene.tokens[j].is(Class::That) || matches!(scene.tokens[j].word, "؛" | ":"))
        .unwrap_or(words.end.min(from + 20))
}

/// Where the clause of a strike ends: at the next finite verb, at `أن`, at a strong stop.
pub fn clause_end(scene: &Scene<'_>, from: usize, words: &Range<usize>) -> usize {
    (from + 1..words.end)
        .find(|&j| {
            let t = &scene.tokens[j];
            // «الذي أوقع 32 قتيلا في …» still tells the strike.
            let effect = |k: usize| {
                let verbs = [Class::Result, Class::Kill, Class::Wound];
                scene.at(k).is_some_and(|t| verbs.iter().any(|&c| t.verb(c).is_some()))
            };
            if t.is(Class::Relative) && effect(j + 1) || effect(j) && scene.tokens[j - 1].is(Class::Relative)
            {
                return false;
            }
            t.is_surely_verb() && !t.is(Class::Other)
                || t.is(Class::That)
                || is_another(scene, j, words)
                || t.word == "،" && scene.at(j + 1).is_some_and(|n| n.word == "وفي")
                || matches!(t.word, "؛" | ":" | "حيث" | "فيما" | "بينما" | "مما" | "ما" | "ردا")
                || t.is(Class::Relative) && j > from + 1
                || t.quoted != scene.tokens[from].quoted && !scene.is_quote_mark(j)
        })
        .unwrap_or(words.end)
}

pub fn has_damma(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.tokens[i].span.of(scene.reading.text);
    word.chars().take(7).any(|c| c == '\u{064F}')
}

/// Whether the name after the verb may be what was struck: `استُهدفت القوات الأميركية` without its damma.
pub fn may_be_struck(scene: &Scene<'_>, subject: &Subject, verb: usize) -> bool {
    scene.has(verb, Trait::MayBePassive) && subject.words.start > verb && subject.head == Head::Name
}

/// Whether nothing that could be an object follows the subject: no word at once, no accusative further on.
pub fn ends_without_object(scene: &Scene<'_>, subject: Option<&Subject>, end: usize) -> bool {
    let Some(from) = subject.map(|s| s.words.end).filter(|&n| n < end) else { return true };
    let adverb =
        |w: &str| matches!(w, "فجرا" | "صباحا" | "ليلا" | "مساء" | "جوا" | "ايضا" | "مجددا" | "مرارا");
    let Some(next) = (from..end).find(|&j| scene.tokens[j].date.is_none()) else { return true };
    let t = &scene.tokens[next];
    let follows = !(t.is_preposition()
        || scene.is_governed(next)
        || t.kind == TokenKind::Sign
        || t.word.starts_with('ب')
        || adverb(t.word));
    let accusative = (next..end.min(next + 12)).any(|j| {
        let t = &scene.tokens[j];
        t.word.ends_with('ا')
            && t.word.chars().count() > 3
            && t.mention.is_none()
            && !adverb(t.word)
            && !t.is_preposition()
            && t.clitics.preposition.is_none()
            && !t.word.starts_with("ال")
    });
    !follows && !accusative
}
