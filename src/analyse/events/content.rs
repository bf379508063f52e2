//! What is said: the words after or before a verb of saying, and the judgement at its end.

use super::classes::{Class, Trait};
use super::phrase::{Head, Subject};
use super::scene::Scene;
use super::speaker::begins_content;
use crate::text::TokenKind;

/// `عدّ النائب فلان الوجود احتلالا`: the judgement stands in the accusative at the end.
pub fn judges_at_its_end(scene: &Scene<'_>, verb: usize, subject: Option<&Subject>, end: usize) -> bool {
    let Some(subject) = subject.filter(|s| s.head != Head::Text) else { return false };
    let last = end.min(verb + 22);
    (subject.words.end.max(verb + 1)..last).any(|j| {
        let t = &scene.tokens[j];
        t.kind == TokenKind::Word
            && (t.word.ends_with('ا') || t.word.ends_with("اء"))
            && !t.word.starts_with("ال")
            && t.word.chars().count() > 4
            && t.mention.is_none()
            && t.date.is_none()
    })
}

/// `"القوات باقية"، هكذا رد السفير`: the words themselves stand before the verb.
pub fn content_precedes(scene: &Scene<'_>, verb: usize, first: usize) -> bool {
    (first.max(verb.saturating_sub(3))..verb).rev().take_while(|&j| !scene.tokens[j].is_surely_verb()).any(
        |j| {
            matches!(scene.tokens[j].word, "\"" | "»" | "”")
                && scene.at(j + 1).is_some_and(|t| t.word == "،" || j + 1 == verb)
        },
    )
}

/// `حمّل الحكومة مسؤولية …`: without the responsibility the verb is one of carrying.
pub fn blames(scene: &Scene<'_>, verb: usize, end: usize) -> bool {
    let near = &scene.tokens[verb + 1..end.min(verb + 18)];
    near.iter().any(|t| ["مسؤولي", "مسئولي", "تبعات", "الذنب", "وزر"].iter().any(|w| t.word.contains(w)))
}

/// Whether the words after the verb (and its subject) are what is said: `أن …`, `: …`, `"…`, `إلى أن …`.
pub fn content_follows(scene: &Scene<'_>, verb: usize, end: usize) -> bool {
    // «اعتبرته مماطلة»: what is judged hangs on the verb.
    let considers = scene.tokens[verb].clitics.pronoun && scene.has(verb, Trait::Judges);
    // «وهو يغلق باب عربته», «في بيان صدر»: a clause within the clause.
    let inner = |j: usize| {
        matches!(scene.tokens[j - 1].word, "وهو" | "وهي" | "وهم")
            || scene.tokens[j - 1].is(Class::Text)
            || scene.tokens[j].is(Class::Other)
    };
    let before_verb = |&j: &usize| !scene.tokens[j].is_surely_verb() || inner(j);
    let strict = scene.has(verb, Trait::NeedsWords);
    // «وجه رئيس الوزراء بفتح تحقيق»
    let armed = |j: usize| scene.tokens[j].is_any(&[Class::Attack, Class::Weapon, Class::Operation]);
    if scene.has(verb, Trait::Orders) {
        return (verb + 1..end.min(verb + 14)).take_while(before_verb).any(|j| {
            let t = &scene.tokens[j];
            begins_content(t) || t.senses.is_empty() && t.mention.is_none() && t.word.starts_with('ب')
        }) && !(verb + 1..end.min(verb + 8)).any(armed);
    }
    // «عبّر السفير عن أمله»
    if scene.lemma_of(&scene.tokens[verb], Class::SayWithContent) == Some("عبر")
        && (verb + 1..end.min(verb + 10)).take_while(before_verb).any(|j| scene.tokens[j].word == "عن")
    {
        return true;
    }
    (verb + 1..end.min(verb + 24)).take_while(before_verb).any(|j| {
        let t = &scene.tokens[j];
        let quote = t.word == "\""
            && !strict
            && scene.tokens[j - 1].mention.is_none()
            && scene.at(j + 1).is_some_and(|n| n.mention.is_none());
        t.is(Class::That)
            || t.is(Class::Attributed)
            || t.quoted
            || quote
            || t.word == ":"
            || t.word.starts_with("سن")
            || considers
    }) || !strict && scene.at(verb + 1).is_some_and(|t| matches!(t.word, "الى" | "على" | "ب" | "عن"))
}
