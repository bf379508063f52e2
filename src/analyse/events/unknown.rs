//! Speech told with words that the table does not hold: verbs, and offices of speakers.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::morph::{Subject as Form, Tense, VerbForm};
use super::phrase::{Head, Subject};
use super::scene::Scene;
use super::speaker::after;
use super::titles::Titles;
use super::token::Token;
use crate::model::{EntityType, Participant};
use crate::text::TokenKind;

/// A verb that the table does not know, at the head of its sentence, with somebody's name or office as its
/// subject and what he says after it: `وتوجس النائب فلان من أن …`, `وسخر فلان من "…"`.
pub fn unknown_verb(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    verb: usize,
    words: &Range<usize>,
) -> Option<(Class, VerbForm)> {
    let token = &scene.tokens[verb];
    let bare = token.word.strip_prefix('و').filter(|b| b.chars().count() >= 3).unwrap_or(token.word);
    let noun_like =
        bare.starts_with("ال") || bare.ends_with('ة') || bare.ends_with("ات") || bare.ends_with('ا');
    if !token.senses.is_empty()
        || token.mention.is_some()
        || token.date.is_some()
        || token.kind != TokenKind::Word
        || noun_like
        || bare.chars().count() < 3
        || is_modal(bare)
    {
        return None;
    }
    let past = |bare: &str| {
        let subject = if bare.ends_with('ت') { Form::She } else { Form::He };
        VerbForm { tense: Tense::Past, subject, passive: false, before_pronoun: false }
    };
    if verb != words.start {
        // «"…"، تستعيد الموظفة فلانة»: after the words themselves a verb and who spoke them.
        let spoken = scene.tokens[words.start.max(verb.saturating_sub(3))..verb]
            .windows(2)
            .any(|w| matches!(w[0].word, "\"" | "»" | "”") && w[1].word == "،");
        let long = scene.tokens[words.start..verb].iter().any(|t| t.quoted);
        if spoken && long && scene.tokens[verb - 1].kind == TokenKind::Sign {
            let person = match after(scene, titles, verb) {
                Some(subject) => {
                    subject.head == Head::Role
                        || subject.actors.iter().any(|a| scene.kind_of(a) == Some(EntityType::Person))
                }
                None => scene.at(verb + 1).is_some_and(|t| t.word.starts_with("ال") && verb + 1 < words.end),
            };
            let tense = if bare.starts_with(['ي', 'ت']) { Tense::Present } else { Tense::Past };
            return person.then(|| (Class::Say, VerbForm { tense, ..past(bare) }));
        }
        // «فلان استذكر أن …»: between a person's name and what he says stands a verb.
        let named = scene.tokens[verb - 1].mention.is_some_and(|m| {
            scene.mentions[m].kind == EntityType::Person && !scene.is_governed(scene.first_words[m])
        });
        let opens = named && clause_begins(scene, verb - 1, words.start);
        let said = scene.at(verb + 1).is_some_and(|t| {
            verb + 1 < words.end && (t.is(Class::That) && !t.word.starts_with("لا") || t.quoted)
        });
        return (opens && said && !bare.starts_with(['ي', 'ت'])).then(|| (Class::Say, past(bare)));
    }
    let subject = after(scene, titles, verb)?;
    // «ويميز الأكاديمي فلان بين جيلين»: an expert is named for what he says.
    let expert = scene.has(subject.words.start, Trait::Expert) && subject.head == Head::Role;
    if expert && bare.starts_with(['ي', 'ت']) && subject.actors.iter().any(|a| a.entity.is_some()) {
        let subject = if bare.starts_with('ت') { Form::She } else { Form::He };
        return Some((
            Class::Say,
            VerbForm { tense: Tense::Present, subject, passive: false, before_pronoun: false },
        ));
    }
    let person = subject.actors.iter().any(|a| scene.kind_of(a) == Some(EntityType::Person));
    let said = (subject.words.end..words.end.min(subject.words.end + 14))
        .take_while(|&j| !scene.tokens[j].is_surely_verb())
        .any(|j| scene.tokens[j].is(Class::That) || scene.tokens[j].quoted);
    (person && said).then(|| (Class::Say, past(bare)))
}

/// Words of must and may, which nobody says: `فلان يجب أن`.
fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "يجب"
            | "ينبغي"
            | "يفترض"
            | "كاد"
            | "يكاد"
            | "شرط"
            | "رغم"
            | "طالما"
            | "بيد"
            | "غير"
            | "سوى"
            | "ذلك"
    )
}

/// Whether the name that ends at `at` begins its sentence, or follows only words of an office.
fn clause_begins(scene: &Scene<'_>, at: usize, start: usize) -> bool {
    let Some(m) = scene.tokens[at].mention else { return false };
    let first = scene.first_words[m];
    first <= start + 5
        && (start..first).all(|j| scene.tokens[j].is_role() || scene.tokens[j].word.starts_with("ال"))
}

/// Whether a word is not in the table, or only as an adjective of figures of speech: `السياسية`.
fn says_nothing(token: &Token<'_>) -> bool {
    token.senses.iter().all(|s| s.class == Class::Metaphor)
}

/// A speaker whom neither a name nor a role makes known: the words between the verb and what is said.
pub fn unnamed(scene: &Scene<'_>, verb: usize, end: usize) -> Option<Subject> {
    let first = scene.at(verb + 1).filter(|t| verb + 1 < end && says_nothing(t) && t.mention.is_none())?;
    let adverb = matches!(
        first.word,
        "كذلك"
            | "ايضا"
            | "انذاك"
            | "حينها"
            | "بدوره"
            | "وقتها"
            | "امس"
            | "هنا"
            | "ذلك"
            | "هذا"
            | "كما"
    );
    if first.kind != TokenKind::Word
        || first.date.is_some()
        || adverb
        || first.word.ends_with('ا')
        || scene.is_governed(verb + 1)
    {
        return None;
    }
    // «شككت السياسية الكردية فلانة»: an office that the table does not know, and its holder.
    let titled = (verb + 1..end.min(verb + 5))
        .take_while(|&j| scene.tokens[j].word.starts_with("ال") && scene.tokens[j].mention.is_none());
    let holder = verb + 1 + titled.count();
    if holder > verb + 1
        && let Some(m) = scene.mention_starting(holder).filter(|_| holder < end)
        && scene.mentions[m].kind == EntityType::Person
        && !scene.is_governed(holder)
    {
        let mention = &scene.mentions[m];
        let actor = Participant { span: mention.span, entity: Some(mention.entity.clone()) };
        let words = verb + 1..scene.after_mention(holder);
        return Some(Subject { actors: vec![actor], words, head: Head::Role });
    }
    // «شككت السياسية الكردية بقدرة …»: an office without a name that the table knows.
    let office = (verb + 1..end.min(verb + 4)).take_while(|&j| {
        let t = &scene.tokens[j];
        t.word.starts_with("ال") && t.mention.is_none() && t.date.is_none() && says_nothing(t)
    });
    let after_office = verb + 1 + office.count();
    if after_office > verb + 2
        && scene.tokens[verb].verb(Class::Say).is_some()
        && scene
            .at(after_office)
            .is_some_and(|t| after_office < end && (t.is_preposition() || t.word.starts_with('ب')))
    {
        let span = first.span.join(scene.tokens[after_office - 1].span);
        let actor = Participant { span, entity: None };
        return Some(Subject { actors: vec![actor], words: verb + 1..after_office, head: Head::Role });
    }
    let stop = (verb + 2..end.min(verb + 10)).find(|&j| {
        let t = &scene.tokens[j];
        t.is(Class::That)
            || t.quoted
            || matches!(t.word, ":" | "وهو" | "وهي")
            || t.any_verb().is_some()
            || t.is_preposition() && t.word != "باسم"
    })?;
    let said = &scene.tokens[stop];
    if !(said.is(Class::That) || said.quoted || matches!(said.word, ":" | "في" | "وهو" | "وهي")) {
        return None;
    }
    // An office that the table does not know may still have its holder's name.
    let person = (verb + 1..stop.max(verb + 2)).find_map(|j| {
        let m = scene.mention_starting(j)?;
        (scene.mentions[m].kind == EntityType::Person && !scene.is_governed(j)).then_some((j, m))
    });
    if let Some((j, m)) = person {
        let mention = &scene.mentions[m];
        let actor = Participant { span: mention.span, entity: Some(mention.entity.clone()) };
        let words = verb + 1..scene.after_mention(j);
        return Some(Subject { actors: vec![actor], words, head: Head::Role });
    }
    let last = (verb + 1..stop).take_while(|&j| scene.tokens[j].kind == TokenKind::Word).last()?;
    let span = first.span.join(scene.tokens[last].span);
    Some(Subject {
        actors: vec![Participant { span, entity: None }],
        words: verb + 1..last + 1,
        head: Head::Role,
    })
}
