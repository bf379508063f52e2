//! Armed strikes, told as facts, and what is only feared, threatened, denied or warded off.

use std::ops::Range;

use super::cues::{Class, Kind};
use super::draft::Draft;
use super::modality::modality;
use super::morph::{Subject as Form, Tense};
use super::numbers::{casualties, count_before};
use super::roles::{Part, participants};
use super::scene::{Scene, Token};
use super::speaker::{Subject, Titles, after, before, topic};
use super::when;
use crate::model::{EntityType, EventKind, Modality, Participant};

/// How a strike is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// `استهدفت`, `قصف`.
    Strikes,
    /// `شنت هجوما`, `استأنفت استهداف`, `تبنت الهجوم`.
    CarriesOut,
    /// `تعرضت لهجوم`, `تواجه هجمات`.
    Suffers,
    /// `أطلقت صواريخ`, `سقط صاروخ`, `وقع انفجار`.
    Happens,
    /// `أحبطت هجوما`, `أسقطت مسيرة`.
    Foils,
    /// A noun that a date, casualties or a mark of fact makes an event.
    Noun,
}

/// How far the noun of a strike may stand from the verb that carries it.
const NOUN_REACH: usize = 16;

/// The strikes that a sentence tells, in order.
pub fn attacks(scene: &Scene<'_>, titles: &Titles<'_>, words: Range<usize>) -> Vec<Draft> {
    if scene.tokens[words.clone()].iter().any(|t| t.is(Class::Drill)) {
        return Vec::new();
    }
    let mut out: Vec<Draft> = Vec::new();
    // Words up to here belong to the strike before.
    let mut taken = words.start;
    for i in words.clone() {
        if i < taken {
            continue;
        }
        let Some((how, noun)) = trigger(scene, i, &words, !out.is_empty()) else { continue };
        let Some((draft, end)) = read(scene, titles, &words, i, how, noun) else { continue };
        taken = end.max(i + 1);
        out.push(draft);
    }
    out
}

/// Whether the word at `i` tells of a strike, how, and which word is the strike's noun.
fn trigger(scene: &Scene<'_>, i: usize, words: &Range<usize>, told: bool) -> Option<(How, Option<usize>)> {
    let token = &scene.tokens[i];
    if token.senses.is_empty() {
        return None;
    }
    let noun_after = |classes: &[Class]| {
        (i + 1..words.end.min(i + NOUN_REACH))
            .take_while(|&j| {
                let t = &scene.tokens[j];
                // A relative clause may stand between: «تعرضت القاعدة التي تضم … لهجوم».
                let relative = scene.tokens[j - 1].is(Class::Relative);
                !(t.is_surely_verb() && !relative || t.is(Class::That) || t.word == "؛")
            })
            .find(|&j| {
                scene.tokens[j].senses.iter().any(|s| s.kind == Kind::Noun && classes.contains(&s.class))
            })
    };
    let form = token.any_verb().filter(|&f| f.subject != Form::Speaker || token.clitics.future);
    if let Some(form) = form {
        if token.verb(Class::Attack).is_some() && !(form.tense == Tense::Present && is_habit(scene, i)) {
            return is_armed(scene, i, words).then_some((How::Strikes, None));
        }
        if token.verb(Class::Suffer).is_some()
            && let Some(noun) = noun_after(&[Class::Attack]).filter(|&n| strikes(scene, n))
        {
            return Some((How::Suffers, Some(noun)));
        }
        let carries = [Class::CarryOut, Class::Resume, Class::Claim];
        if form.tense == Tense::Past
            && carries.iter().any(|&c| token.verb(c).is_some())
            && let Some(noun) = noun_after(&[Class::Attack]).filter(|&n| strikes(scene, n))
        {
            return Some((How::CarriesOut, Some(noun)));
        }
        if token.verb(Class::Foil).is_some()
            && form.tense == Tense::Past
            && let Some(noun) = noun_after(&[Class::Attack, Class::Weapon])
        {
            return Some((How::Foils, Some(noun)));
        }
        let happens = [Class::Fire, Class::Fall];
        if form.tense == Tense::Past && happens.iter().any(|&c| token.verb(c).is_some()) {
            let noun = noun_after(&[Class::Weapon, Class::Attack]).filter(|&n| n <= i + 6);
            if let Some(noun) = noun.filter(|&n| scene.tokens[n].is(Class::Weapon) || strikes(scene, n)) {
                let of_weapons = token.verb(Class::Fire).is_some()
                    || scene.tokens[noun].is(Class::Attack)
                    || matches!(scene.cues.lemma_name(token.senses[0].lemma), "سقط" | "انهمر" | "انفجر");
                return of_weapons.then_some((How::Happens, Some(noun)));
            }
        }
    }
    if !told && token.noun(Class::Attack).is_some() && strikes(scene, i) && is_fact(scene, i, words) {
        return Some((How::Noun, Some(i)));
    }
    None
}

/// A present tense tells a strike only as what is going on at the time of a past verb (`كانت تستهدف`).
fn is_habit(scene: &Scene<'_>, i: usize) -> bool {
    let negated_past = i > 0 && matches!(scene.tokens[i - 1].word, "لم" | "ولم" | "قد" | "وقد");
    !(negated_past || scene.tokens[i].clitics.future)
}

/// Whether the noun means a strike with arms, and no figure of speech.
fn strikes(scene: &Scene<'_>, i: usize) -> bool {
    let next = |n: usize| scene.at(i + n).is_some_and(|t| t.is(Class::Metaphor));
    !(next(1) || next(2) && !scene.tokens[i + 1].is_preposition())
}

/// Whether a verb like `استهدف`, `ضرب` has arms, armed men or something to strike about it.
fn is_armed(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let from = i.saturating_sub(10).max(words.start);
    let near = &scene.tokens[from..words.end.min(i + 18)];
    let arms =
        near.iter().any(|t| t.is_any(&[Class::Weapon, Class::Attack]) && t.span != scene.tokens[i].span);
    let sides = near.iter().filter_map(|t| t.mention).any(|m| {
        matches!(
            scene.mentions[m].kind,
            EntityType::Group | EntityType::Force | EntityType::Facility | EntityType::Weapon
        )
    });
    let peaceful = near.iter().any(|t| {
        matches!(
            t.word.trim_start_matches("ال"),
            "عقوبات"
                | "حملة"
                | "زلزال"
                | "اعصار"
                | "برنامج"
                | "مشروع"
                | "خطة"
                | "عاصفة"
                | "سياسة"
        )
    });
    (arms || sides) && !peaceful
}

/// Whether the noun of a strike is told as something that happened: dated, with casualties, with a name that
/// it struck, or as what a past verb did.
fn is_fact(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let end = words.end.min(i + 24);
    let after = i + 1..end;
    let stop = after
        .clone()
        .find(|&j| scene.tokens[j].is(Class::That) || scene.tokens[j].word == "؛")
        .unwrap_or(end);
    let after = &scene.tokens[i + 1..stop];
    let struck_verb = after
        .iter()
        .take(8)
        .any(|t| t.verb(Class::Attack).is_some_and(Token::is_past) && t.noun(Class::Attack).is_none());
    let casualties = scene.tokens[words.start..stop].iter().any(|t| {
        [Class::Kill, Class::Wound].iter().any(|&c| t.verb(c).is_some_and(Token::is_past))
            || t.noun(Class::Killed).is_some()
            || t.noun(Class::Wounded).is_some()
    });
    let dated = when::of_past(scene, i).date.is_some_and(|d| {
        let near = |t: &Token<'_>| t.span.start <= d.start && d.end <= t.span.end + 160;
        near(&scene.tokens[i]) || d.end + 60 > scene.tokens[i].span.start
    });
    let says = scene.tokens[words.start..i].iter().any(|t| t.verb(Class::Announce).is_some());
    let struck = after
        .iter()
        .take(6)
        .filter_map(|t| t.mention)
        .any(|m| !matches!(scene.mentions[m].kind, EntityType::Weapon | EntityType::Media));
    struck_verb
        || casualties
            && (struck || scene.tokens[i].clitics.preposition.is_some() || !scene.tokens[i].clitics.article)
        || (dated || says) && struck
}

/// Reads the strike that the word at `i` tells. Gives the draft and the index after the last word it took.
fn read(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    words: &Range<usize>,
    i: usize,
    how: How,
    noun: Option<usize>,
) -> Option<(Draft, usize)> {
    let form = scene.tokens[i].any_verb();
    let modality = match how {
        How::Foils => Modality::Foiled,
        _ => match modality(scene, i, noun, words) {
            Modality::Asserted if scene.tokens[i].verb(Class::Claim).is_some() => Modality::Claimed,
            other => other,
        },
    };
    let mut draft = Draft::new(EventKind::Attack, i, when::of_past(scene, noun.unwrap_or(i)));
    draft.modality = modality;
    draft.rule = match how {
        How::Strikes => "verb-of-striking",
        How::CarriesOut => "verb-with-strike",
        How::Suffers => "struck-by",
        How::Happens => "strike-happens",
        How::Foils => "strike-foiled",
        How::Noun => "noun-of-striking",
    };
    let from = noun.filter(|_| how != How::Happens).unwrap_or(i);
    let mut end =
        if how == How::Foils { foiled_end(scene, from, words) } else { clause_end(scene, from, words) };
    // «الهجوم الذي استهدف …» and «هجوم استهدف …» are one strike.
    if matches!(how, How::Noun | How::CarriesOut | How::Suffers | How::Happens) {
        let verb = (from + 1..words.end.min(from + 10)).find(|&j| {
            scene.tokens[j].verb(Class::Attack).is_some_and(Token::is_past)
                && !scene.tokens[j].clitics.conjunction
        });
        if let Some(verb) = verb.filter(|&v| v <= end + 2) {
            end = clause_end(scene, verb, words);
        }
    }
    let subject = match how {
        How::Noun => None,
        _ => after(scene, titles, i)
            .or_else(|| before(scene, titles, i))
            .filter(|s| s.words.end <= end || s.words.start < i),
    };
    let mut parts = participants(scene, i + 1..end);
    if let (How::Suffers, Some(noun)) = (how, noun)
        && let Some(relative) = (i + 1..noun).find(|&j| scene.tokens[j].is(Class::Relative))
    {
        // «التي تضم …» says more of what was struck, and is no part of the strike.
        let inside = scene.tokens[relative].span.start..scene.tokens[noun].span.start;
        parts.retain(|(p, _)| !inside.contains(&p.span.start));
    }
    let own: Vec<Participant> = subject.as_ref().map(|s| s.actors.clone()).unwrap_or_default();
    let in_subject = |p: &Participant| own.iter().any(|o| o.span == p.span);
    parts.retain(|(p, part)| !(in_subject(p) && *part == Part::Plain));
    let plain: Vec<Participant> =
        parts.iter().filter(|(_, part)| *part == Part::Plain).map(|(p, _)| p.clone()).collect();
    let mut of = Vec::new();
    for (participant, part) in parts {
        match part {
            Part::By => draft.actors.push(participant),
            Part::Against => draft.targets.push(participant),
            Part::In => draft.places.push(participant),
            Part::Weapon => draft.weapons.push(participant),
            Part::Of => of.push(participant),
            Part::Plain | Part::Other => {}
        }
    }
    let about = || topic(scene, i, words, form);
    match how {
        How::Strikes => {
            let passive = form.is_some_and(|f| f.passive)
                || has_damma(scene, i)
                || (plain.is_empty()
                    && draft.targets.is_empty()
                    && subject.as_ref().is_some_and(|s| s.words.start > i)
                    && ends_without_object(scene, subject.as_ref(), end));
            if passive {
                draft.targets.extend(own);
            } else {
                draft.actors.extend(own);
            }
            draft.targets.extend(plain);
            if passive && draft.targets.is_empty() {
                draft.targets.extend(draft.places.first().cloned());
            }
        }
        How::CarriesOut => {
            let actors = if own.is_empty() && subject.is_none() { about() } else { own };
            draft.actors.extend(actors);
            draft.targets.extend(plain);
        }
        How::Suffers => {
            let targets = if own.is_empty() && subject.is_none() && plain.is_empty() { about() } else { own };
            draft.targets.extend(targets);
            draft.targets.extend(plain);
        }
        How::Happens => {
            if scene.tokens[i].verb(Class::Fire).is_some() {
                draft.actors.extend(own);
            }
            draft.targets.extend(plain);
        }
        How::Foils => draft.targets.extend(plain),
        How::Noun => {
            let genitive = plain.first().is_some_and(|p| {
                scene.at(i + 1).is_some_and(|t| t.span.start <= p.span.start && p.span.start < t.span.end)
            });
            let of_target = scene.tokens[i].senses.first().is_some_and(|s| {
                matches!(scene.cues.lemma_name(s.lemma), "استهداف" | "قصف" | "اغتيال" | "مهاجمة")
            });
            match plain {
                plain if of_target || !genitive => draft.targets.extend(plain.into_iter().take(3)),
                plain => draft.actors.extend(plain.into_iter().take(1)),
            }
            if let Some(says) = announced_by(scene, titles, i, words)
                && draft.actors.is_empty()
            {
                draft.actors = says;
                draft.modality = Modality::Claimed;
            }
        }
    }
    if draft.targets.is_empty() && how != How::Suffers {
        draft.targets = of;
    }
    if matches!(how, How::Noun | How::Happens) {
        for victim in victims(scene, words) {
            if !draft.targets.contains(&victim) {
                draft.targets.push(victim);
            }
        }
    }
    // A place is no attacker of itself; a name is one part only.
    let actors = draft.actors.clone();
    let not_actor = |p: &Participant| actors.iter().all(|a| a.span != p.span);
    draft.targets.retain(not_actor);
    draft.places.retain(not_actor);
    let counted = noun.or(Some(i)).map_or((None, None), |n| (Some(n), count_before(scene, n, words.start)));
    draft.count = counted.1.or_else(|| {
        (how == How::Strikes)
            .then(|| (i + 1..words.end.min(i + 7)).find(|&j| scene.tokens[j].noun(Class::Attack).is_some()))?
            .and_then(|n| count_before(scene, n, i))
    });
    (draft.killed, draft.injured) = casualties(scene, words);
    Some((draft, end))
}

/// Persons whom the sentence names as killed: `قتل فلان`, `مقتل فلان`, `اغتيال فلان`.
fn victims(scene: &Scene<'_>, words: &Range<usize>) -> Vec<Participant> {
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

fn is_person(scene: &Scene<'_>, participant: &Participant) -> bool {
    scene.mentions.iter().any(|m| m.span == participant.span && m.kind == EntityType::Person)
}

/// What was foiled may be told by further verbs: `أسقطت طائرة حاولت استهداف القاعدة`.
fn foiled_end(scene: &Scene<'_>, from: usize, words: &Range<usize>) -> usize {
    (from + 1..words.end.min(from + 20))
        .find(|&j| scene.tokens[j].is(Class::That) || matches!(scene.tokens[j].word, "؛" | ":"))
        .unwrap_or(words.end.min(from + 20))
}

/// Who announces the strike that the noun at `i` names: `أعلنت المقاومة استهداف …`, `أعلنت مسؤوليتها عن …`.
fn announced_by(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    i: usize,
    words: &Range<usize>,
) -> Option<Vec<Participant>> {
    let verb = (words.start..i).rev().take(16).find(|&j| {
        scene.tokens[j].verb(Class::Announce).is_some() || scene.tokens[j].verb(Class::Claim).is_some()
    })?;
    let responsible = scene.tokens[verb..i].iter().any(|t| t.word.starts_with("مسؤولي"));
    let of_target = scene.tokens[i]
        .senses
        .first()
        .is_some_and(|s| matches!(scene.cues.lemma_name(s.lemma), "استهداف" | "قصف" | "مهاجمة" | "اغتيال"));
    if !responsible && !of_target {
        return None;
    }
    let subject = after(scene, titles, verb).or_else(|| before(scene, titles, verb))?;
    let armed = |p: &Participant| {
        p.entity.as_ref().is_some_and(|e| {
            scene.mentions.iter().any(|m| {
                m.entity == *e
                    && matches!(m.kind, EntityType::Group | EntityType::Force | EntityType::Country)
            })
        })
    };
    Some(subject.actors.into_iter().filter(armed).collect::<Vec<_>>()).filter(|a| !a.is_empty())
}

/// Where the clause of a strike ends: at the next finite verb, at `أن`, at a strong stop.
fn clause_end(scene: &Scene<'_>, from: usize, words: &Range<usize>) -> usize {
    (from + 1..words.end)
        .find(|&j| {
            let t = &scene.tokens[j];
            t.is_surely_verb() && !t.is(Class::Other)
                || t.is(Class::That)
                || matches!(t.word, "؛" | ":" | "حيث" | "فيما" | "بينما" | "مما" | "ما" | "ردا")
                || t.is(Class::Relative) && j > from + 1
                || t.quoted != scene.tokens[from].quoted && !scene.is_quote_mark(j)
        })
        .unwrap_or(words.end)
}

fn has_damma(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.tokens[i].span.of(scene.reading.text);
    word.chars().take(7).any(|c| c == '\u{064F}')
}

/// Whether nothing that could be an object follows the subject: only a preposition, a sign or the end.
fn ends_without_object(scene: &Scene<'_>, subject: Option<&Subject>, end: usize) -> bool {
    let Some(next) = subject.map(|s| s.words.end).filter(|&n| n < end) else { return true };
    let t = &scene.tokens[next];
    t.is_preposition()
        || t.date.is_some()
        || scene.is_governed(next)
        || t.word == "،"
        || t.word.starts_with('ب')
}
