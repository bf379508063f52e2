//! What a strike's clause says: who struck whom, where, with what, and how many.

use std::ops::Range;

use super::arms::is_another;
use super::classes::{Class, Trait};
use super::draft::Draft;
use super::how::{How, names_target};
use super::modality::modality;
use super::morph::Subject as Form;
use super::numbers::{casualties, count_before};
use super::phrase::{Head, Subject};
use super::roles::{Part, participants};
use super::scene::Scene;
use super::speaker::{after, before, clause_start, struck_before, topic};
use super::speech::Saying;
use super::step_noun::{between, participant};
use super::titles::Titles;
use super::token::Token;
use super::when;
use crate::model::{EntityType, EventKind, Modality, Participant};
use crate::text::TokenKind;

/// Reads the strike that the word at `i` tells. Gives the draft and the index after the last word it took.
pub fn read(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    words: &Range<usize>,
    (i, how, noun): (usize, How, Option<usize>),
    sayings: &[Saying],
) -> Option<(Draft, usize)> {
    let form = scene.tokens[i].any_verb();
    let modality = match how {
        How::Foils => Modality::Foiled,
        _ => match modality(scene, i, noun, words) {
            Modality::Asserted if scene.tokens[i].verb(Class::Claim).is_some() => Modality::Claimed,
            other => other,
        },
    };
    let at = noun.unwrap_or(i);
    // «بعد ساعات من هجوم مماثل على …»: only what follows it dates it.
    let when = match how {
        How::Noun if is_another(scene, i, words) => when::of_another(scene, i),
        _ => when::of_past(scene, at),
    };
    let mut draft = Draft::new(EventKind::Attack, i, when);
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
    if how != How::Foils {
        let verb = (from + 1..words.end.min(from + 10)).find(|&j| {
            scene.tokens[j].verb(Class::Attack).is_some_and(Token::is_past)
                && !scene.tokens[j].clitics.conjunction
                && !matches!(scene.tokens[j - 1].word, "،" | "؛" | ":" | "." | "حيث" | "كما" | "قد")
                && !scene.tokens[j - 1].is(Class::That)
        });
        if let Some(verb) = verb.filter(|&v| v <= end + 2) {
            end = clause_end(scene, verb, words);
        }
    }
    let subject = match how {
        // «بتعرض رتل …»: a masdar has no subject before it.
        How::Noun => None,
        How::Suffers if form.is_none() => None,
        _ => after(scene, titles, i)
            .or_else(|| before(scene, titles, i).filter(|s| !another_strikes(scene, s.words.end, i)))
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
    // «أعلنت … أنها هاجمت»: the speaker tells his own deed.
    let own_deed = i > words.start
        && matches!(scene.tokens[i - 1].word, "انها" | "انه" | "انهم" | "بانها" | "بانه" | "بانهم" | "اننا")
        && subject.as_ref().is_none_or(|s| s.words.start > i && how != How::Suffers);
    let speaker = sayings.iter().rfind(|s| s.verb < i).filter(|_| own_deed);
    let ours = form.is_some_and(|f| f.subject == Form::Speaker);
    let speaker = speaker.or_else(|| sayings.iter().rfind(|s| ours && s.verb < i));
    if ours && draft.modality == Modality::Asserted {
        draft.modality = Modality::Claimed;
    }
    if let (Some(saying), How::Strikes | How::CarriesOut) = (speaker, how) {
        draft.actors.extend(saying.actors.iter().cloned());
        draft.modality =
            if draft.modality == Modality::Asserted { Modality::Claimed } else { draft.modality };
    }
    let own: Vec<Participant> = subject.as_ref().map(|s| acting(scene, s, sayings, i)).unwrap_or_default();
    let in_subject = |p: &Participant| own.iter().any(|o| o.span == p.span);
    parts.retain(|(p, part)| !(in_subject(p) && *part == Part::Plain));
    // «تعرض رتل للتحالف لهجوم»: what stands before the noun was struck, by whomever it is.
    if let (How::Suffers, Some(noun)) = (how, noun)
        && !scene.has(i, Trait::Witnesses)
    {
        let noun = scene.tokens[noun].span.start;
        for (p, part) in &mut parts {
            if *part == Part::Of && p.span.start < noun {
                *part = Part::Plain;
            }
        }
    }
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
    // «هجوم شنته الفصائل على …»: the verb that takes up the noun says who.
    let carried = matches!(how, How::Noun | How::Suffers)
        .then(|| {
            (from + 1..words.end.min(from + 9)).find(|&j| {
                let t = &scene.tokens[j];
                // «كمين نصبه عناصر داعش», «هجوم تبنته الفصائل»
                let claims = t.clitics.pronoun
                    && [Class::Claim, Class::Attack, Class::Fire]
                        .iter()
                        .any(|&c| t.verb(c).is_some_and(Token::is_past))
                    && scene
                        .at(j + 1)
                        .is_some_and(|n| n.mention.is_some() || n.is_any(&[Class::Agent, Class::Body]));
                (t.verb(Class::CarryOut).is_some_and(Token::is_past) || claims) && !t.clitics.conjunction
            })
        })
        .flatten();
    if let Some(verb) = carried {
        if let Some(subject) = after(scene, titles, verb) {
            draft.actors.extend(subject.actors);
        }
        end = clause_end(scene, verb, words);
        for (participant, part) in participants(scene, verb + 1..end) {
            match part {
                Part::Against => draft.targets.push(participant),
                Part::In => draft.places.push(participant),
                Part::Weapon => draft.weapons.push(participant),
                _ => {}
            }
        }
    }
    let about =
        || if lacks_subject(scene, i, words.start) { topic(scene, i, words, form) } else { Vec::new() };
    match how {
        How::Strikes => {
            let passive = form.is_some_and(|f| f.passive)
                || has_damma(scene, i)
                || draft.actors.is_empty()
                    && plain.is_empty()
                    && draft.targets.is_empty()
                    && subject.as_ref().is_some_and(|s| may_be_struck(scene, s, i))
                    && ends_without_object(scene, subject.as_ref(), end);
            // «فدكوا معاقل الاحتلال»: they of whom the text speaks.
            let they = form.is_some_and(|f| f.subject == Form::They && !f.passive)
                && scene.tokens[i].clitics.conjunction
                && subject.is_none()
                && draft.actors.is_empty();
            if they {
                draft
                    .actors
                    .extend(about().into_iter().filter(|p| plain.iter().all(|o| o.entity != p.entity)));
            }
            if passive {
                draft.targets.extend(own);
            } else {
                draft.actors.extend(own);
            }
            draft.targets.extend(plain);
            if passive && subject.is_none() && draft.targets.is_empty() {
                draft.targets = struck_before(scene, i);
            }
            // «حقل خورمور استهدف مجددا بصواريخ»
            if !passive
                && scene.has(i, Trait::MayBePassive)
                && subject.is_none()
                && draft.actors.is_empty()
                && draft.targets.is_empty()
            {
                draft.targets = struck_before(scene, i);
            }
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
            let witness = scene.has(i, Trait::Witnesses);
            let targets = match own.is_empty() && subject.is_none() && plain.is_empty() {
                true => Some(struck_before(scene, i)).filter(|s| !s.is_empty()).unwrap_or_else(about),
                false => own,
            };
            if witness {
                draft.actors.append(&mut of);
                draft.places.extend(targets);
                // «شهد مطار بغداد سقوط …»: a base or a town is where it happened.
                if draft.places.is_empty() {
                    draft.places.extend(scene.mention_starting(i + 1).map(|m| participant(scene, m)));
                }
            } else {
                draft.targets.extend(targets);
                draft.targets.extend(plain);
            }
        }
        How::Happens => {
            if scene.tokens[i].verb(Class::Fire).is_some() {
                draft.actors.extend(own);
            }
            // «اندلعت اشتباكات بين سرايا السلام وعصائب أهل الحق»: each side strikes.
            let sides = noun.filter(|&n| {
                matches!(
                    scene.lemma_of(&scene.tokens[n], Class::Attack),
                    Some("اشتباك" | "معركة" | "مواجهات")
                )
            });
            if let Some(n) = sides.filter(|_| draft.actors.is_empty()) {
                draft.actors = between(scene, n, words.end);
            }
            draft.targets.extend(plain);
        }
        How::Foils => draft.targets.extend(plain),
        How::Noun => {
            let genitive = plain.first().is_some_and(|p| {
                scene.at(i + 1).is_some_and(|t| t.span.start <= p.span.start && p.span.start < t.span.end)
            });
            let of_target = names_target(scene, i) && !flies_or_fires(scene, i);
            match plain {
                plain if of_target || !genitive => draft.targets.extend(plain.into_iter().take(3)),
                plain => draft.actors.extend(plain.into_iter().take(1)),
            }
            if let Some(says) = announced_by(scene, titles, i, words, sayings)
                && draft.actors.is_empty()
            {
                let claims = (words.start..i).any(|j| {
                    scene.tokens[j].verb(Class::Announce).is_some()
                        || scene.tokens[j].verb(Class::Claim).is_some()
                });
                draft.actors = says;
                if claims && draft.modality == Modality::Asserted {
                    draft.modality = Modality::Claimed;
                }
            }
            if draft.modality == Modality::Foiled {
                draft.actors.clear(); // who announces that it was foiled did not strike
            }
        }
    }
    if matches!(how, How::Strikes | How::Happens) {
        // «طائرات مسيرة هاجمت»: the weapon stands before the verb.
        let first = words.start.max(i.saturating_sub(5));
        let before = participants(scene, clause_start(scene, i).max(first)..i);
        draft.weapons.extend(before.into_iter().filter(|(_, part)| *part == Part::Weapon).map(|(p, _)| p));
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
    // «لقي ثلاثة من البيشمركة حتفهم في كمين»
    if matches!(how, How::Noun | How::Happens) && draft.targets.is_empty() {
        draft.targets.extend(whose_men(scene, words, at));
    }
    let mut seen: Vec<Participant> = Vec::new();
    draft.actors.retain(|a| {
        let new = a.entity.is_none() || seen.iter().all(|s| s.entity != a.entity);
        seen.push(a.clone());
        new
    });
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

/// `قصف الطيران الإسرائيلي`, `قصف مدفعية الجيش`: what stands after the noun strikes, and is not struck.
fn flies_or_fires(scene: &Scene<'_>, noun: usize) -> bool {
    scene.at(noun + 1).is_some_and(|t| {
        let word = t.word.trim_start_matches("ال");
        ["طيران", "طائرات", "مقاتلات", "مدفعية", "مروحيات", "سلاح"].iter().any(|w| word.starts_with(w))
    })
}

/// Whether a strike's noun stands between: `جرح شرطيان في انفجار استهدف دورية` has the explosion for its subject.
fn another_strikes(scene: &Scene<'_>, from: usize, verb: usize) -> bool {
    scene.tokens[from.min(verb)..verb].iter().any(|t| t.noun(Class::Attack).is_some())
}

/// The actors of a subject; of `قواتها`, whose the forces are: the one who speaks in the sentence.
fn acting(scene: &Scene<'_>, subject: &Subject, sayings: &[Saying], i: usize) -> Vec<Participant> {
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

/// Whether nothing before the verb can be its subject: it opens its clause, or follows `أن`, `قد`, `سبق أن`.
fn lacks_subject(scene: &Scene<'_>, verb: usize, first: usize) -> bool {
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

/// Whose men the sentence says were killed before the strike is named: `قتل جنديان من التحالف في …`.
fn whose_men(scene: &Scene<'_>, words: &Range<usize>, strike: usize) -> Option<Participant> {
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

fn is_person(scene: &Scene<'_>, participant: &Participant) -> bool {
    scene.kind_of(participant) == Some(EntityType::Person)
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

/// Where the clause of a strike ends: at the next finite verb, at `أن`, at a strong stop.
fn clause_end(scene: &Scene<'_>, from: usize, words: &Range<usize>) -> usize {
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

fn has_damma(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.tokens[i].span.of(scene.reading.text);
    word.chars().take(7).any(|c| c == '\u{064F}')
}

/// Whether the name after the verb may be what was struck: `استُهدفت القوات الأميركية` without its damma.
fn may_be_struck(scene: &Scene<'_>, subject: &Subject, verb: usize) -> bool {
    scene.has(verb, Trait::MayBePassive) && subject.words.start > verb && subject.head == Head::Name
}

/// Whether nothing that could be an object follows the subject: no word at once, no accusative further on.
fn ends_without_object(scene: &Scene<'_>, subject: Option<&Subject>, end: usize) -> bool {
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
