//! Armed strikes, told as facts, and what is only feared, threatened, denied or warded off.

use std::ops::Range;

use super::arms::{
    is_another, is_armed, is_armed_operation, is_done_by_arms, is_operation_against, is_sequel, shoots_down,
    takes_responsibility,
};
use super::classes::{Class, Trait};
use super::draft::Draft;
use super::fact::is_fact;
use super::happens::{fire_or_fall, strikes};
use super::how::How;
use super::morph::{Subject as Form, Tense};
use super::scene::Scene;
use super::sense::Kind;
use super::speech::Saying;
use super::step_noun::chronicle_date;
use super::strike::read;
use super::titles::Titles;
use super::{casualties, figurative};
use crate::model::EntityType;
use crate::text::TokenKind;

/// How far the noun of a strike may stand from the verb that carries it.
const NOUN_REACH: usize = 16;

/// The strikes that a sentence tells, in order.
pub fn attacks(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    words: Range<usize>,
    sayings: &[Saying],
) -> Vec<Draft> {
    if scene.tokens[words.clone()].iter().any(|t| t.is(Class::Drill))
        || figurative::is_of_something_else(scene, &words)
    {
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
        let Some((draft, end)) = read(scene, titles, &words, (i, how, noun), sayings) else { continue };
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
                // «تبنت جماعة تطلق على نفسها … قصف …»
                let named = token.verb(Class::Claim).is_some()
                    && t.any_verb().is_some_and(|f| f.tense == Tense::Present);
                !(t.is_surely_verb() && !relative && !named || t.is(Class::That) || t.word == "؛")
            })
            .find(|&j| {
                scene.tokens[j].senses.iter().any(|s| s.kind == Kind::Noun && classes.contains(&s.class))
            })
    };
    let form = token.any_verb().filter(|&f| {
        // «استهدفنا أمس …» is a claim of one's own; «نستهدف» is none.
        f.subject != Form::Speaker || token.clitics.future || f.tense == Tense::Past
    });
    if let Some(form) = form {
        let flash = form.tense == Tense::Present && is_news_flash(scene, i, words);
        if token.verb(Class::Attack).is_some()
            && (flash || !(form.tense == Tense::Present && is_habit(scene, i)))
        {
            let weapon =
                noun_after(&[Class::Weapon, Class::Attack, Class::Agent]).is_some_and(|n| n <= i + 5);
            let enough = weapon || !scene.has(i, Trait::NeedsAWeapon);
            let tells = enough && is_armed(scene, i, words) && !(told && is_sequel(scene, i, words));
            return tells.then_some((How::Strikes, None));
        }
        // «عبوة ناسفة تستقبل رتلا»: what a weapon does to soldiers or a base.
        let weapon_first = i > words.start
            && scene.tokens[i - 1].mention.is_some_and(|m| {
                scene.mentions[m].kind == EntityType::Weapon && !scene.is_governed(scene.first_words[m])
            });
        let upon_forces = scene.at(i + 1).is_some_and(|t| {
            i + 1 < words.end
                && (t.is_any(&[Class::Forces, Class::Base])
                    || t.mention.is_some_and(|m| {
                        matches!(scene.mentions[m].kind, EntityType::Force | EntityType::Facility)
                    }))
        });
        let preposition = matches!(token.word, "خلف" | "وراء");
        if weapon_first
            && !preposition
            && upon_forces
            && !token.clitics.future
            && (form.tense == Tense::Past || i <= words.start + 9)
        {
            return Some((How::Strikes, None));
        }
        if token.verb(Class::Suffer).is_some() {
            let fire = |&n: &usize| {
                let t = &scene.tokens[n];
                t.noun(Class::Weapon).is_some()
                    && (t.clitics.preposition == Some('ل') || scene.tokens[n - 1].word == "ل")
            };
            let noun = noun_after(&[Class::Attack]).filter(|&n| strikes(scene, n));
            // «شهد المطار سقوط صواريخ»
            let fall = || {
                noun_after(&[Class::Launch]).filter(|&n| {
                    scene.has(i, Trait::Witnesses)
                        && (n + 1..words.end.min(n + 4))
                            .any(|j| scene.tokens[j].noun(Class::Weapon).is_some())
                })
            };
            if let Some(noun) =
                noun.or_else(|| (i + 1..words.end.min(i + NOUN_REACH)).find(fire)).or_else(fall)
            {
                return Some((How::Suffers, Some(noun)));
            }
        }
        let carries = [Class::CarryOut, Class::Resume, Class::Claim];
        if form.tense == Tense::Past
            && carries.iter().any(|&c| token.verb(c).is_some())
            && let Some(noun) = noun_after(match token.verb(Class::Claim) {
                Some(_) => &[Class::Attack, Class::Operation],
                None => &[Class::Attack],
            })
            .or_else(|| noun_after(&[Class::Operation]).filter(|&n| is_armed_operation(scene, n)))
            .filter(|&n| strikes(scene, n) && (!scene.is_governed(n) || takes_responsibility(scene, i, n)))
            .filter(|&n| !figurative::is_of_words(scene, i, n, words))
        {
            return Some((How::CarriesOut, Some(noun)));
        }
        // «شرعت القوات بهجوم واسع على …», «بدأ التنظيم هجوما على …»
        if form.tense == Tense::Past
            && token.verb(Class::BeginEnd).is_some_and(|f| !f.passive)
            && matches!(
                scene.lemma_of(token, Class::BeginEnd),
                Some("شرع" | "بدأ" | "باشر" | "استأنف" | "استهل")
            )
            && let Some(noun) =
                noun_after(&[Class::Attack]).filter(|&n| n <= i + 7 && begins_strike(scene, i, n))
        {
            return Some((How::CarriesOut, Some(noun)));
        }
        if form.tense == Tense::Past && shoots_down(scene, i, words) {
            return Some((How::Strikes, None));
        }
        if token.verb(Class::Foil).is_some()
            && form.tense == Tense::Past
            && let Some(noun) = noun_after(&[Class::Attack, Class::Weapon])
        {
            return Some((How::Foils, Some(noun)));
        }
        let now = form.tense == Tense::Past || flash && scene.has(i, Trait::StrikesByItself);
        let noun = || noun_after(&[Class::Weapon, Class::Attack]).filter(|&n| n <= i + 6);
        if now && let Some(noun) = fire_or_fall(scene, i, words, told, noun) {
            return Some((How::Happens, Some(noun)));
        }
    }
    if !told && let Some(noun) = casualties::killed_by(scene, i, words) {
        return Some((How::Happens, Some(noun)));
    }
    if told && is_sequel(scene, i, words) {
        return None;
    }
    if casualties::kills(scene, i, words) {
        return Some((How::Strikes, None));
    }
    if let Some(form) = form
        && form.tense == Tense::Past
        && !form.passive
        && (token.verb(Class::Wound).is_some() || token.verb(Class::Kill).is_some())
        && is_done_by_arms(scene, i, words)
    {
        return Some((How::Strikes, None));
    }
    // «أفاد مصدر بتعرض رتل للتحالف لهجوم», «بعد تعرضها لقصف»
    let suffers = token.noun(Class::Suffering).is_some() && (form.is_none() || scene.is_governed(i));
    if suffers && let Some(noun) = noun_after(&[Class::Attack]).filter(|&n| strikes(scene, n)) {
        return Some((How::Suffers, Some(noun)));
    }
    // «أفادت … بسقوط خمسة صواريخ على القاعدة»
    if !told
        && token.noun(Class::Launch).is_some()
        && let Some(noun) = noun_after(&[Class::Weapon]).filter(|&n| n <= i + 4)
        && is_fact(scene, i, words)
    {
        return Some((How::Happens, Some(noun)));
    }
    let attack = token.noun(Class::Attack).is_some()
        || is_armed_operation(scene, i)
        || is_operation_against(scene, i, words);
    let new = !told || is_another(scene, i, words);
    if new && attack && strikes(scene, i) && is_fact(scene, i, words) {
        return Some((How::Noun, Some(i)));
    }
    None
}

/// `مسلحون يستهدفون رتلا`, `مسيرة تنفجر قرب المطار`: a sentence that opens with its subject and tells in the present what
/// has just happened, as headlines do.
fn is_news_flash(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    // «مساء اليوم || رتل ثان …»
    let Some(first) =
        (words.start..i).find(|&j| scene.tokens[j].date.is_none() && scene.tokens[j].kind == TokenKind::Word)
    else {
        return false;
    };
    let head = &scene.tokens[first];
    let armed = head.mention.is_some_and(|m| {
        matches!(scene.mentions[m].kind, EntityType::Group | EntityType::Force | EntityType::Weapon)
    }) || head.is_any(&[Class::Agent, Class::Forces]);
    let close = i <= first + 4;
    let since =
        scene.tokens[i..words.end].iter().any(|t| matches!(t.word, "منذ" | "دائما" | "عادة" | "باستمرار"));
    let object = scene.at(i + 1).is_some_and(|t| i + 1 < words.end && t.kind == TokenKind::Word);
    // «8 كانون الثاني 2020: إيران تقصف …», «كانت طائرات أميركية تقصف …»
    let chronicle = chronicle_date(scene, words).is_some() && i <= first + 6;
    let was = (words.start.max(i.saturating_sub(5))..i).any(|j| {
        scene.lemma_of(&scene.tokens[j], Class::Other) == Some("كان")
            && scene.tokens[j].any_verb().is_some_and(|f| f.tense == Tense::Past)
    }) && !scene.tokens[i].clitics.conjunction
        && !since;
    if chronicle || was {
        return !scene.tokens[i].clitics.future
            && object
            && scene.tokens[first..i]
                .iter()
                .all(|t| !t.is_any(&[Class::Not, Class::If, Class::That, Class::May]));
    }
    armed
        && close
        && object
        && !since
        && !scene.tokens[i].clitics.future
        && scene.tokens[first..i]
            .iter()
            .all(|t| t.any_verb().is_none() && !t.is_any(&[Class::Not, Class::If]))
}

/// A present tense tells a strike only as what is going on at the time of a past verb (`كانت تستهدف`).
fn is_habit(scene: &Scene<'_>, i: usize) -> bool {
    let negated_past = i > 0 && matches!(scene.tokens[i - 1].word, "لم" | "ولم" | "قد" | "وقد");
    !(negated_past || scene.tokens[i].clitics.future)
}

/// Whether armed forces stand between a verb of beginning and the strike that they begin.
fn begins_strike(scene: &Scene<'_>, verb: usize, noun: usize) -> bool {
    let t = &scene.tokens[noun];
    let who = (verb + 1..noun).any(|j| {
        scene.tokens[j].is_any(&[Class::Agent, Class::Forces, Class::Body])
            || scene.tokens[j].mention.is_some_and(|m| {
                matches!(scene.mentions[m].kind, EntityType::Group | EntityType::Force | EntityType::Country)
            })
    });
    let object = t.clitics.preposition == Some('ب')
        || t.word.ends_with('ا')
        || scene.tokens[noun - 1].mention.is_some();
    let before = (verb.saturating_sub(8)..verb).any(|j| {
        scene.tokens[j]
            .mention
            .is_some_and(|m| matches!(scene.mentions[m].kind, EntityType::Group | EntityType::Force))
    });
    (who || before) && object && strikes(scene, noun) && !t.clitics.article
}
