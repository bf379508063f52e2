//! Strikes told by the dead and the wounded: who was killed with what, and who killed whom.

use std::ops::Range;

use super::classes::Class;
use super::morph::Tense;
use super::scene::Scene;
use super::token::Token;
use crate::model::EntityType;
use crate::text::TokenKind;

/// How far after the verb or noun of killing the weapon may stand.
const REACH: usize = 16;

/// The weapon or the attacker by which the verb or noun of casualties at `i` makes a strike:
/// `لقي جنديان مصرعهما بعبوة ناسفة`, `مقتل شرطي برصاص مجهولين`, `قتلوا على يد مسلحين`.
pub fn killed_by(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> Option<usize> {
    let token = &scene.tokens[i];
    let verb = [Class::Kill, Class::Wound].iter().any(|&c| token.verb(c).is_some_and(Token::is_past));
    // «بعد إصابتها بصاروخ»
    let hit = token.noun(Class::Wounded).is_some() && token.clitics.pronoun;
    let noun = token.noun(Class::Killed).is_some() && !token.clitics.pronoun || hit;
    if !(verb || noun) {
        return None;
    }
    let end = (i + 1..words.end.min(i + REACH))
        .find(|&j| {
            let t = &scene.tokens[j];
            t.is(Class::That)
                || t.is_surely_verb() && !t.is_any(&[Class::Kill, Class::Wound])
                || t.word == "؛"
        })
        .unwrap_or(words.end.min(i + REACH));
    if noun && token.any_verb().is_none() && is_killing_in_a_war(scene, i, end) {
        return Some(i);
    }
    // A strike's own noun or verb tells it with more.
    if words.clone().any(|j| scene.tokens[j].is_any(&[Class::Attack, Class::Drill])) {
        return None;
    }
    (i + 1..end).find(|&j| {
        let t = &scene.tokens[j];
        let before = &scene.tokens[j - 1];
        // «استشهد ثلاثة في تعرض لداعش»
        if matches!(t.word, "تعرض" | "التعرض") && matches!(before.word, "في" | "خلال" | "اثر" | "جراء")
        {
            return true;
        }
        let with = t.clitics.preposition == Some('ب')
            || scene.proclitic(j).ends_with('ب')
            || matches!(before.word, "ب" | "جراء" | "نتيجة" | "اثر" | "بفعل");
        let by = before.is(Class::By) && j > i + 1 && matches!(scene.tokens[j - 2].word, "على" | "من");
        let flown = t.mention.is_some_and(|m| scene.mentions[m].kind == EntityType::Weapon);
        t.noun(Class::Weapon).is_some() && with && (flown || !is_vehicle(t))
            || by && (t.noun(Class::Agent).is_some() || is_armed_name(scene, j))
    })
}

/// `مقتل متعاقد أمريكي في قاعدة …`, `هلاك اثنين من جنود لواء … يوم الخميس`: a soldier's death by no accident, on a day or
/// in a base.
fn is_killing_in_a_war(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let near = &scene.tokens[i + 1..end];
    let accident = near.iter().any(|t| {
        ["حادث", "سير", "تحطم", "غرق", "مرض", "نوبة", "حريق", "انتحار", "تدريب", "عرضي", "قلبية", "خطا"]
            .iter()
            .any(|w| t.word.trim_start_matches("ال").starts_with(w))
    });
    let soldier = near.iter().take(6).any(|t| {
        t.mention.is_none()
            && (t.noun(Class::Forces).is_some() || t.word.trim_start_matches("ال").starts_with("متعاقد"))
    });
    let set = near.iter().any(|t| {
        t.date.is_some() || t.mention.is_some_and(|m| scene.mentions[m].kind == EntityType::Facility)
    });
    soldier && set && !accident
}

/// A car or an aeroplane kills in accidents too.
pub fn is_vehicle(token: &Token<'_>) -> bool {
    !token.word.contains("مسير") && ["سيار", "طائر", "دراج", "شاحن"].iter().any(|v| token.word.contains(v))
}

/// Whether the verb at `i` has armed forces for its subject and somebody for its object:
/// `قتلت القوات الأميركية ثلاثة مسلحين`, `قضت القوات على خلية لداعش`.
pub fn kills(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let token = &scene.tokens[i];
    if !token.verb(Class::Kill).is_some_and(|f| f.tense == Tense::Past && !f.passive) {
        return false;
    }
    let start = i + 1;
    let named = scene.mention_starting(start).filter(|&m| {
        matches!(scene.mentions[m].kind, EntityType::Force | EntityType::Group)
            && scene.proclitic(start).is_empty()
    });
    if named.is_none() || start >= words.end {
        return false;
    }
    let after = scene.after_mention(start);
    let Some(object) = scene.at(after).filter(|_| after < words.end) else { return false };
    let destroys = scene.lemma_of(token, Class::Kill) == Some("قضى");
    let whom = |t: &Token<'_>| {
        t.is(Class::Number)
            || t.kind == TokenKind::Number
            || t.is_any(&[Class::Agent, Class::Forces, Class::Killed, Class::Person])
            || t.word.ends_with('ا')
    };
    if destroys {
        let object = scene.at(after + 1).filter(|_| after + 1 < words.end);
        return scene.tokens[after].word == "على"
            && object.is_some_and(|t| whom(t) || t.mention.is_some_and(|m| is_armed_kind(scene, m)));
    }
    let person = object.mention.is_some_and(|m| scene.mentions[m].kind == EntityType::Person);
    object.kind != TokenKind::Sign && !scene.is_governed(after) && (whom(object) || person)
}

fn is_armed_name(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens[i].mention.is_some_and(|m| is_armed_kind(scene, m))
}

fn is_armed_kind(scene: &Scene<'_>, mention: usize) -> bool {
    matches!(scene.mentions[mention].kind, EntityType::Group | EntityType::Force)
}
