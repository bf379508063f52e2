//! Armed strikes, told as facts, and what is only feared, threatened, denied or warded off.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::cues::Kind;
use super::draft::Draft;
use super::morph::{Subject as Form, Tense};
use super::scene::{Scene, Token};
use super::speech::Saying;
use super::strike::read;
use super::titles::Titles;
use super::when;
use super::{casualties, figurative};
use crate::model::EntityType;
use crate::text::TokenKind;

/// How a strike is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
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
pub fn attacks(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    words: Range<usize>,
    sayings: &[Saying],
) -> Vec<Draft> {
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
                !(t.is_surely_verb() && !relative || t.is(Class::That) || t.word == "؛")
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
        if token.verb(Class::Attack).is_some() && !(form.tense == Tense::Present && is_habit(scene, i)) {
            let weapon = noun_after(&[Class::Weapon, Class::Attack]).is_some_and(|n| n <= i + 5);
            let enough = weapon || !scene.has(i, Trait::NeedsAWeapon);
            return (enough && is_armed(scene, i, words)).then_some((How::Strikes, None));
        }
        if token.verb(Class::Suffer).is_some() {
            let fire = |&n: &usize| {
                let t = &scene.tokens[n];
                t.noun(Class::Weapon).is_some()
                    && (t.clitics.preposition == Some('ل') || scene.tokens[n - 1].word == "ل")
            };
            let noun = noun_after(&[Class::Attack]).filter(|&n| strikes(scene, n));
            if let Some(noun) = noun.or_else(|| noun_after(&[Class::Weapon]).filter(fire)) {
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
            .filter(|&n| strikes(scene, n) && !scene.is_governed(n))
            .filter(|&n| !figurative::is_of_words(scene, i, n, words))
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
            let before = || {
                // «عبوة ناسفة انفجرت»
                (words.start.max(i.saturating_sub(6))..i)
                    .rev()
                    .take_while(|&j| !scene.tokens[j].is_surely_verb() && !scene.tokens[j].is(Class::That))
                    .find(|&j| scene.tokens[j].noun(Class::Weapon).is_some())
            };
            let noun = noun_after(&[Class::Weapon, Class::Attack]).filter(|&n| n <= i + 6).or_else(before);
            let opens_fire = scene.has(i, Trait::OpensFire);
            let noun = noun
                .filter(|&n| scene.tokens[n].is(Class::Weapon) || strikes(scene, n))
                .filter(|&n| !opens_fire || figurative::is_fire(scene, n))
                .filter(|&n| !figurative::is_arrest_or_criticism(scene, i, n))
                .filter(|_| !figurative::is_peaceful(scene, i, words));
            if let Some(noun) = noun {
                let of_weapons = token.verb(Class::Fire).is_some()
                    || scene.tokens[noun].is(Class::Attack)
                    || scene.has(i, Trait::StrikesByItself);
                if of_weapons {
                    return Some((How::Happens, Some(noun)));
                }
            }
        }
    }
    if !told && let Some(noun) = casualties::killed_by(scene, i, words) {
        return Some((How::Happens, Some(noun)));
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
    // «أفادت … بسقوط خمسة صواريخ على القاعدة»
    if !told
        && token.noun(Class::Launch).is_some()
        && let Some(noun) = noun_after(&[Class::Weapon]).filter(|&n| n <= i + 4)
        && is_fact(scene, i, words)
    {
        return Some((How::Happens, Some(noun)));
    }
    let attack = token.noun(Class::Attack).is_some() || is_armed_operation(scene, i);
    if !told && attack && strikes(scene, i) && is_fact(scene, i, words) {
        return Some((How::Noun, Some(i)));
    }
    None
}

/// `عملية انتحارية`, `عملية استشهادية`: what kind of operation it is makes it a strike.
fn is_armed_operation(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens[i].noun(Class::Operation).is_some()
        && scene.at(i + 1).is_some_and(|t| t.noun(Class::Suicide).is_some())
}

/// A present tense tells a strike only as what is going on at the time of a past verb (`كانت تستهدف`).
fn is_habit(scene: &Scene<'_>, i: usize) -> bool {
    let negated_past = i > 0 && matches!(scene.tokens[i - 1].word, "لم" | "ولم" | "قد" | "وقد");
    !(negated_past || scene.tokens[i].clitics.future)
}

/// Whether what hit or killed is a weapon or an attacker: `طائرة مسيّرة أصابت`, `مفجرا انتحاريا قتل`.
fn is_done_by_arms(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let first = words.start.max(i.saturating_sub(4));
    let before = &scene.tokens[first..i];
    let stop =
        before.iter().rposition(|t| t.kind == TokenKind::Sign || t.is_preposition()).map_or(0, |p| p + 1);
    let after = scene.at(i + 1).filter(|t| i + 1 < words.end && t.noun(Class::Weapon).is_some());
    after.is_some() && scene.tokens[i].verb(Class::Wound).is_some()
        || before[stop..].iter().any(|t| {
            (t.noun(Class::Weapon).is_some() || t.noun(Class::Agent).is_some())
                && t.clitics.preposition.is_none()
        })
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
    let peaceful = figurative::is_peaceful(scene, i, words);
    let violent = scene.has(i, Trait::ArmedOnly);
    (arms || sides || violent) && !peaceful
}

/// Whether the noun at `i` is one that takes its target after it: `استهداف`, `قصف`.
pub fn names_target(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens[i].noun(Class::Attack).is_some_and(|s| scene.cues.has(s, Trait::NamesTarget))
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
    // «ردا على هجوم» gives a reason; what it was is told elsewhere.
    let reason = scene.tokens[words.start.max(i.saturating_sub(3))..i]
        .iter()
        .any(|t| matches!(t.word, "ردا" | "وردا"));
    if reason {
        return false;
    }
    let cost_lives = after
        .iter()
        .take(5)
        .position(|t| t.is(Class::Relative))
        .and_then(|r| after.get(r + 1))
        .is_some_and(|t| [Class::Kill, Class::Wound, Class::Result].iter().any(|&c| t.verb(c).is_some()));
    let cost_lives = cost_lives
        || after
            .iter()
            .take(3)
            .any(|t| t.verb(Class::Kill).is_some_and(Token::is_past) && t.noun(Class::Killed).is_none());
    let struck_verb = cost_lives
        || after
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
    // «عقب القصف على …»: what was before is no supposition.
    let known = scene.tokens[i].clitics.article
        && i > words.start
        && matches!(scene.tokens[i - 1].word, "عقب" | "اثر" | "بعد" | "جراء" | "غداة");
    // «أفاد مصدر بسقوط صواريخ على …», «كشف عن هجوم على …»: told by one who reports.
    let begins = scene.tokens[i].clitics.preposition == Some('ب')
        || i > words.start && matches!(scene.tokens[i - 1].word, "عن" | "بوقوع" | "وقوع");
    let reports = begins
        && (words.start..i).any(|j| scene.tokens[j].any_verb().is_some() && scene.has(j, Trait::Reports));
    // «سُجل سقوط صواريخ», «تم إطلاق صاروخين»
    let told = i > words.start && scene.tokens[i].noun(Class::Launch).is_some() && {
        let t = &scene.tokens[i - 1];
        [Class::Fall, Class::BeginEnd].iter().any(|&c| t.verb(c).is_some_and(Token::is_past))
    };
    let reach = if scene.tokens[i].noun(Class::Launch).is_some() { 10 } else { 6 };
    let struck = after
        .iter()
        .take(reach)
        .filter_map(|t| t.mention)
        .any(|m| !matches!(scene.mentions[m].kind, EntityType::Weapon | EntityType::Media));
    struck_verb
        || casualties
            && (struck || scene.tokens[i].clitics.preposition.is_some() || !scene.tokens[i].clitics.article)
        || (dated || says || reports || known || told) && struck
        || says && names_target(scene, i)
}
