//! Who does what a verb says: the subject before or after it, titles that stand for a person, and speakers
//! who go on speaking.

use std::collections::HashMap;
use std::ops::Range;

use super::cues::Class;
use super::morph::{Subject as Person, VerbForm};
use super::scene::Scene;
use crate::model::{EntityType, Participant, Span};
use crate::text::TokenKind;

/// A subject as the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The actors; one without an entity for a description without a name.
    pub actors: Vec<Participant>,
    /// The words that were read as the subject, as indices.
    pub words: Range<usize>,
    /// What its first word is, where it is no name.
    pub head: Head,
}

/// What a subject's first word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// A name.
    Name,
    /// A noun for somebody who speaks: a role, an office, a body, a source.
    Role,
    /// A text that speaks: a statement, a report.
    Text,
    /// An outlet.
    Outlet,
}

/// How far a subject is looked for, in words.
const REACH: usize = 32;

/// Names that can act.
pub fn can_act(kind: EntityType) -> bool {
    !matches!(kind, EntityType::Weapon | EntityType::Facility)
}

/// The titles under which the article names persons: `وزير الخارجية العراقي` → the mention of `فؤاد حسين`.
#[derive(Debug, Default)]
pub struct Titles<'a> {
    persons: HashMap<Vec<&'a str>, usize>,
}

impl<'a> Titles<'a> {
    /// Reads all titles that stand directly before a person's name.
    pub fn read(scene: &Scene<'a>) -> Self {
        let mut titles = Self::default();
        for i in 0..scene.tokens.len() {
            let Some(m) = scene.mention_starting(i) else { continue };
            if scene.mentions[m].kind != EntityType::Person {
                continue;
            }
            let sentence = scene.reading.words[i].sentence;
            let first = scene.reading.sentences[sentence].words.start;
            let mut end = i;
            while end > first && (scene.tokens[end - 1].word == "،" || scene.is_quote_mark(end - 1)) {
                end -= 1;
            }
            let mut start = None;
            for j in (end.saturating_sub(7).max(first)..end).rev() {
                let t = &scene.tokens[j];
                if t.kind != TokenKind::Word || t.is_preposition() || t.is_surely_verb() {
                    break;
                }
                if t.is_any(&[Class::Person, Class::Spokesman]) {
                    start = Some(j);
                    // نائب رئيس … is one title; but two persons in a row share it out between them.
                    let next = scene.after_mention(i);
                    let another = scene.at(next).is_some_and(|t| t.word == "،")
                        && scene
                            .mention_starting(next + 1)
                            .is_some_and(|m| scene.mentions[m].kind == EntityType::Person);
                    if another {
                        break;
                    }
                } else if start.is_some() {
                    break;
                }
            }
            let Some(start) = start.filter(|&s| end - s >= 2) else { continue };
            titles.persons.entry(key(scene, start..end)).or_insert(m);
        }
        titles
    }

    /// The mention of the person who bears the title that begins with the word at `i`.
    pub fn bearer(&self, scene: &Scene<'a>, i: usize, end: usize) -> Option<usize> {
        (2..=7usize.min(end.saturating_sub(i)))
            .rev()
            .find_map(|n| self.persons.get(&key(scene, i..i + n)).copied())
    }
}

fn key<'a>(scene: &Scene<'a>, words: Range<usize>) -> Vec<&'a str> {
    let mut key: Vec<&str> = scene.tokens[words].iter().map(|t| t.word).collect();
    if let Some(first) = key.first_mut() {
        let bare = first.strip_prefix(['و', 'ف']).filter(|rest| rest.len() > 4);
        *first = bare.unwrap_or(first);
    }
    key
}

/// The subject that follows the verb.
pub fn after<'a>(scene: &Scene<'a>, titles: &Titles<'a>, verb: usize) -> Option<Subject> {
    let end = scene.reading.sentences[scene.reading.words[verb].sentence].words.end.min(verb + REACH);
    let mut i = verb + 1;
    while let Some(t) = scene.at(i).filter(|_| i < end) {
        let passes = t.date.is_some()
            || t.is(Class::Often)
            || t.word == "ايضا"
            || scene.is_quote_mark(i)
                && (scene.mention_starting(i + 1).is_some()
                    || scene.at(i + 1).is_some_and(|t| t.is_role() && !t.quoted));
        let comma_after_date = t.word == "،" && scene.tokens[i - 1].date.is_some();
        // «من جهته», «في بيان», «بدوره»: a phrase between the verb and its subject is rare; only these pass.
        if !passes && !comma_after_date {
            break;
        }
        i += 1;
    }
    if i >= end {
        return None;
    }
    let token = &scene.tokens[i];
    if token.kind != TokenKind::Word
        || token.is(Class::That)
        || scene.is_governed(i)
        || token.is_preposition()
    {
        return None;
    }
    let stop = (i..end)
        .find(|&j| {
            let t = &scene.tokens[j];
            t.quoted
                || t.word == ":"
                || t.is(Class::That)
                || matches!(
                    t.word,
                    "وهو"
                        | "وهي"
                        | "وهم"
                        | "الى"
                        | "على"
                        | "عن"
                        | "ضد"
                        | "حول"
                        | "خلال"
                        | "وسط"
                        | "بشان"
                        | "؛"
                        | "("
                )
                || (j > i && t.is(Class::Relative))
                || (j > i && t.is_surely_verb())
        })
        .unwrap_or(end);
    noun_phrase(scene, titles, i, stop)
}

/// The subject that stands before the verb in its clause.
pub fn before<'a>(scene: &Scene<'a>, titles: &Titles<'a>, verb: usize) -> Option<Subject> {
    if scene.tokens[verb].clitics.conjunction {
        return None;
    }
    let first = scene.reading.sentences[scene.reading.words[verb].sentence].words.start;
    let start = (first.max(verb.saturating_sub(REACH))..verb)
        .rev()
        .find(|&j| {
            let t = &scene.tokens[j];
            t.is(Class::That)
                || t.quoted
                || matches!(
                    t.word,
                    ":" | "؛" | "بينما" | "فيما" | "اذ" | "الا" | "لكن" | "ولكن" | "حيث" | "بل"
                )
                || t.is(Class::Relative)
                || (t.is_surely_verb() && !t.is(Class::Other))
        })
        .map_or(first, |j| j + 1);
    let head = (start..verb).find(|&j| {
        let t = &scene.tokens[j];
        let names = scene.mention_starting(j).is_some_and(|m| can_act(scene.mentions[m].kind));
        (names || t.is_role()) && !scene.is_governed(j) && scene.at(j + 1).is_none_or(|t| t.word != ":")
    })?;
    noun_phrase(scene, titles, head, verb)
}

/// Reads the subject that begins with the word at `i` and ends before `stop`.
fn noun_phrase<'a>(scene: &Scene<'a>, titles: &Titles<'a>, i: usize, stop: usize) -> Option<Subject> {
    let head = &scene.tokens[i];
    if let Some(m) = scene.mention_starting(i).filter(|&m| can_act(scene.mentions[m].kind)) {
        let (actors, end) = coordinated(scene, i, stop, m);
        let kind = scene.mentions[m].kind;
        // ميليشيات/خارجية names of bodies may have their speaker after them: no, a name speaks for itself.
        let head = if kind == EntityType::Media { Head::Outlet } else { Head::Name };
        return Some(Subject { actors, words: i..end, head });
    }
    if !head.is_role() {
        return None;
    }
    if head.is(Class::Text) {
        return Some(Subject { actors: Vec::new(), words: i..i + 1, head: Head::Text });
    }
    let kind = if head.is(Class::Outlet) { Head::Outlet } else { Head::Role };
    let names: Vec<(usize, usize)> = (i..stop)
        .filter_map(|j| Some((j, scene.mention_starting(j)?)))
        .filter(|&(_, m)| can_act(scene.mentions[m].kind))
        .collect();
    let described = |end: usize| Span::new(strip_conjunction(scene, i), scene.tokens[end - 1].span.end);
    if head.is(Class::Body) || kind == Head::Outlet {
        // وزارة, ميليشيات: the name that follows at once is the body's.
        let own = names.iter().find(|&&(j, _)| {
            !scene.is_governed(j)
                && scene.tokens[i + 1..j].iter().all(|t| {
                    t.kind == TokenKind::Sign
                        || t.date.is_none() && t.mention.is_none() && !t.is_preposition()
                })
                && j - i <= 4
        });
        if let Some(&(j, m)) = own {
            let (actors, end) = coordinated(scene, j, stop, m);
            return Some(Subject { actors, words: i..end, head: kind });
        }
        let end = descriptive_end(scene, i, stop);
        return Some(Subject {
            actors: vec![Participant { span: described(end), entity: None }],
            words: i..end,
            head: kind,
        });
    }
    let persons: Vec<(usize, usize)> =
        names.iter().copied().filter(|&(_, m)| scene.mentions[m].kind == EntityType::Person).collect();
    let free = persons.iter().position(|&(j, _)| !is_far_governed(scene, i, j));
    if let Some(mut at) = free.or(if persons.iter().any(|&(j, _)| !scene.is_governed(j)) {
        persons.iter().position(|&(j, _)| !scene.is_governed(j))
    } else {
        None
    }) {
        // رئيس الوزراء، فلان، علان: the last in the row is the speaker, the one before only his title's.
        while let Some(&(next, _)) = persons.get(at + 1) {
            let between = scene.after_mention(persons[at].0)..next;
            let appositive = !between.is_empty()
                && scene.tokens[between].iter().all(|t| t.kind == TokenKind::Sign)
                && scene.proclitic(next).is_empty();
            if !appositive {
                break;
            }
            at += 1;
        }
        let (j, m) = persons[at];
        let (actors, end) = coordinated(scene, j, stop, m);
        return Some(Subject { actors, words: i..end, head: kind });
    }
    if let Some(m) = titles.bearer(scene, i, stop) {
        let end = descriptive_end(scene, i, stop);
        let actor = Participant { span: described(end), entity: Some(scene.mentions[m].entity.clone()) };
        return Some(Subject { actors: vec![actor], words: i..end, head: kind });
    }
    // A source in a group and a spokesman speak for it; an official is only described.
    let speaks_for = names.iter().find(|&&(_, m)| {
        head.is(Class::Spokesman)
            || (head.is(Class::Source)
                && matches!(scene.mentions[m].kind, EntityType::Group | EntityType::Force))
    });
    let (end, entity) = match speaks_for {
        Some(&(j, m)) => (scene.after_mention(j).min(stop), Some(scene.mentions[m].entity.clone())),
        None => (descriptive_end(scene, i, stop), None),
    };
    let actor = Participant { span: described(end), entity };
    Some(Subject { actors: vec![actor], words: i..end, head: kind })
}

/// Names joined to the first by `و`.
fn coordinated(scene: &Scene<'_>, i: usize, stop: usize, m: usize) -> (Vec<Participant>, usize) {
    let participant = |m: usize| Participant {
        span: scene.mentions[m].span,
        entity: Some(scene.mentions[m].entity.clone()),
    };
    let mut actors = vec![participant(m)];
    let mut end = scene.after_mention(i).min(stop.max(i + 1));
    loop {
        let mut next = end;
        while next < stop && scene.is_quote_mark(next) {
            next += 1;
        }
        if next < stop
            && let Some(m) = scene.mention_starting(next)
            && can_act(scene.mentions[m].kind)
            && (scene.proclitic(next) == "و" || scene.at(next.wrapping_sub(1)).is_some_and(|t| t.word == "و"))
        {
            actors.push(participant(m));
            end = scene.after_mention(next);
        } else {
            return (actors, end);
        }
    }
}

/// The end of a description such as `مصدر أمني رفيع`: before the first preposition, sign, name of a date or `stop`.
fn descriptive_end(scene: &Scene<'_>, i: usize, stop: usize) -> usize {
    (i + 1..stop.min(i + 6))
        .find(|&j| {
            let t = &scene.tokens[j];
            t.kind != TokenKind::Word || t.is_preposition() || t.date.is_some() || scene.is_governed(j)
        })
        .unwrap_or(stop.min(i + 6))
}

/// Whether a preposition governs the person at `j`: directly, or through his title (`مع نظيره العراقي فلان`).
fn is_far_governed(scene: &Scene<'_>, start: usize, j: usize) -> bool {
    if scene.is_governed(j) {
        return true;
    }
    for k in (start..j).rev() {
        let t = &scene.tokens[k];
        if t.mention.is_some() || t.word == "،" || t.kind == TokenKind::Sign && !scene.is_quote_mark(k) {
            return false;
        }
        if k > start && (t.is_preposition() || scene.is_governed(k)) {
            return true;
        }
    }
    false
}

fn strip_conjunction(scene: &Scene<'_>, i: usize) -> usize {
    let t = &scene.tokens[i];
    let first = t.span.of(scene.reading.text).chars().next().map_or(0, char::len_utf8);
    t.span.start + if t.clitics.conjunction { first } else { 0 }
}

/// The speakers so far, for verbs without a subject.
#[derive(Debug, Default)]
pub struct Speakers {
    last: Vec<(Person, Vec<Participant>)>,
}

impl Speakers {
    /// Somebody spoke.
    pub fn spoke(&mut self, form: VerbForm, actors: &[Participant]) {
        self.last.push((form.subject, actors.to_vec()));
        if self.last.len() > 8 {
            self.last.remove(0);
        }
    }

    /// Who speaks on, if the verb has no subject: the last speaker whom the verb's form fits.
    pub fn goes_on(&self, form: VerbForm) -> Option<&[Participant]> {
        let fits = self.last.iter().rev().find(|(person, _)| *person == form.subject);
        fits.or(self.last.last()).map(|(_, actors)| actors.as_slice())
    }
}

/// Whom the text is speaking of at a verb without a subject: the first name that can act in the clauses
/// before it, else in the sentence before.
pub fn topic(
    scene: &Scene<'_>,
    verb: usize,
    words: &Range<usize>,
    _form: Option<VerbForm>,
) -> Vec<Participant> {
    let acting = |range: Range<usize>| {
        range.into_iter().find_map(|i| {
            let m = scene.mention_starting(i)?;
            let acts = matches!(
                scene.mentions[m].kind,
                EntityType::Group | EntityType::Force | EntityType::Country | EntityType::Org
            );
            (acts && !scene.is_governed(i)).then(|| {
                let mention = &scene.mentions[m];
                Participant { span: mention.span, entity: Some(mention.entity.clone()) }
            })
        })
    };
    if let Some(found) = acting(words.start..verb) {
        return vec![found];
    }
    let sentence = scene.reading.words[verb].sentence;
    let earlier = sentence.checked_sub(1).map(|s| scene.reading.sentences[s].words.clone());
    earlier.and_then(acting).into_iter().collect()
}
