//! What a strike's clause says: who struck whom, where, with what, and how many.

use std::ops::Range;

use super::arms::is_another;
use super::classes::{Class, Trait};
use super::clause::{
    another_strikes, clause_end, ends_without_object, flies_or_fires, foiled_end, has_damma, lacks_subject,
    may_be_struck,
};
use super::draft::Draft;
use super::how::{How, names_target};
use super::modality::modality;
use super::morph::Subject as Form;
use super::numbers::{casualties, count_before};
use super::roles::{Part, between, participant, participants};
use super::scene::Scene;
use super::sides::{acting, announced_by, victims, whose_men};
use super::speaker::{after, before, clause_start, struck_before, topic};
use super::speech::Saying;
use super::titles::Titles;
use super::token::Token;
use super::when;
use crate::model::{EventKind, Modality, Participant};

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
