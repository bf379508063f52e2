//! What arms, armed men and their deeds look like around a verb.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::figurative;
use super::morph::Tense;
use super::scene::Scene;
use super::token::Token;
use crate::model::EntityType;
use crate::text::TokenKind;

/// Whether a verb like `استهدف`, `ضرب` has arms, armed men or something to strike about it.
pub fn is_armed(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
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
    let men = near.iter().any(|t| {
        t.noun(Class::Agent).is_some_and(|s| scene.cues.has(s, Trait::Irregular))
            || t.noun(Class::Forces).is_some_and(|s| !scene.cues.has(s, Trait::Convoy)) && t.mention.is_none()
    });
    // «نصبت منظومة لاعتراض الصواريخ»
    let wards_off = scene.has(i, Trait::NeedsAWeapon)
        && scene.tokens[i + 1..words.end.min(i + 8).max(i + 1)]
            .iter()
            .any(|t| t.noun(Class::Foiling).is_some());
    (arms || sides || violent || men) && !peaceful && !wards_off
}

/// Whether what hit or killed is a weapon or an attacker: `طائرة مسيّرة أصابت`, `مفجرا انتحاريا قتل`.
pub fn is_done_by_arms(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
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

/// `عملية انتحارية`, `عملية استشهادية`: what kind of operation it is makes it a strike.
pub fn is_armed_operation(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens[i].noun(Class::Operation).is_some()
        && scene.at(i + 1).is_some_and(|t| t.noun(Class::Suicide).is_some())
}

/// `أسقط مسلحون مروحية أميركية`: those who defend bring down drones and missiles, those who attack bring down what is
/// flown by an army.
pub fn shoots_down(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    if !scene.has(i, Trait::ShootsDown) {
        return false;
    }
    let near = i + 1..words.end.min(i + 10);
    let by_group = near.clone().take(4).any(|j| {
        scene.tokens[j].noun(Class::Agent).is_some_and(|s| scene.cues.has(s, Trait::Irregular))
            || scene.mention_starting(j).is_some_and(|m| scene.mentions[m].kind == EntityType::Group)
    });
    let flown = |w: &str| {
        ["مروحي", "هليكوبتر", "هيلكوبتر", "مقاتلة", "حربية", "استطلاع"].iter().any(|s| w.contains(s))
    };
    let army =
        |w: &str| ["امريك", "اميرك", "تركي", "بريطان", "اسرائيل", "روسي"].iter().any(|s| w.contains(s));
    by_group && scene.tokens[near].iter().any(|t| flown(t.word) || army(t.word))
}

/// `تبنت … مسؤوليتها عن قصف`: what a group answers for.
pub fn takes_responsibility(scene: &Scene<'_>, verb: usize, noun: usize) -> bool {
    scene.tokens[verb].verb(Class::Claim).is_some()
        && scene.tokens[verb..noun]
            .iter()
            .any(|t| t.word.starts_with("مسؤولي") || t.word.starts_with("مسئولي"))
}

/// `… النار على جندي فأرداه`, `اقتحم مسلحون سجنا وفجروا بواباته`: a verb without a subject, a place or a day of its own
/// goes on with the strike that its sentence told.
pub fn is_sequel(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let token = &scene.tokens[i];
    if !token.clitics.conjunction || token.any_verb().is_none_or(|f| f.tense != Tense::Past) {
        return false;
    }
    let end = (i + 1..words.end.min(i + 12))
        .find(|&j| scene.tokens[j].is_surely_verb() || matches!(scene.tokens[j].word, "؛" | "،"))
        .unwrap_or(words.end.min(i + 12));
    (i + 1..end).all(|j| {
        let t = &scene.tokens[j];
        t.mention.is_none_or(|m| scene.mentions[m].kind == EntityType::Weapon) && t.date.is_none()
    })
}

/// `… بعد ساعات من هجوم مماثل على مطار أربيل`: a strike before the one that the sentence told.
pub fn is_another(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let token = &scene.tokens[i];
    let before = &scene.tokens[words.start.max(i.saturating_sub(4))..i];
    let after = matches!(before, [.., t] if matches!(t.word, "بعد" | "وبعد" | "عقب" | "وعقب"))
        || matches!(before, [.., t] if t.word == "من")
            && before.iter().any(|t| matches!(t.word, "بعد" | "وبعد"));
    let next = &scene.tokens[i + 1..words.end.min(i + 5).max(i + 1)];
    let its_own = next.iter().any(|t| {
        matches!(t.word, "مماثل" | "مماثلة" | "اخر" | "اخرى" | "سابق" | "سابقة" | "على")
            || [Class::CarryOut, Class::Attack, Class::Claim]
                .iter()
                .any(|&c| t.verb(c).is_some_and(Token::is_past))
    });
    after
        && its_own
        && !token.clitics.article
        && !token.clitics.pronoun
        && token.noun(Class::Attack).is_some()
}

/// `تنفيذ 11 عملية ضد قواعد أميركية`: an operation that is carried out against somebody.
pub fn is_operation_against(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    scene.tokens[i].noun(Class::Operation).is_some()
        && (words.start.max(i.saturating_sub(3))..i).any(|j| scene.tokens[j].noun(Class::Carrying).is_some())
        && scene.tokens[i + 1..words.end.min(i + 8).max(i + 1)]
            .iter()
            .any(|t| t.word == "ضد" || t.verb(Class::Attack).is_some())
}
