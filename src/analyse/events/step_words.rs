//! What the words around a step's verb say: that it is planned or seen, what is moved, stopped or handed over.

use std::ops::Range;

use super::classes::Class;
use super::morph::Tense;
use super::presence::{is_dialogue_of_states, is_foreign_force, is_foreign_state};
use super::scene::Scene;
use super::when::When;

/// `الملف الأمني`, `المسؤولية الأمنية`: the security of a city, which goes from hand to hand as a base does.
pub fn is_security(scene: &Scene<'_>, words: Range<usize>) -> bool {
    words.clone().skip(1).any(|j| {
        let what = scene.tokens[j - 1].word;
        scene.tokens[j].word.starts_with("الامني")
            && ["ملف", "مسؤولي", "مسئولي", "مهام", "صلاحيات"].iter().any(|w| what.contains(w))
            && words.contains(&(j - 1))
    })
}

/// `بنقل معداته`, `نقل مئات الجنود`.
pub fn moves_equipment(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens[i].word.trim_start_matches('ب') == "نقل"
        && scene.tokens[i + 1..].iter().take(3).any(|t| {
            t.noun(Class::Forces).is_some() || ["معدات", "عتاد", "اسلحة"].iter().any(|w| t.word.contains(w))
        })
}

/// `قوات نشرتها واشنطن`, and not `إحصائية نشرتها القيادة`.
pub fn publishes_forces(scene: &Scene<'_>, i: usize) -> bool {
    (i.saturating_sub(4)..i)
        .any(|j| scene.tokens[j].noun(Class::Forces).is_some() || is_foreign_force(scene, j))
}

/// `من المقرر أن`, `من المتوقع أن`, `يتوقع أن`: what the words after it tell is a plan.
pub fn is_scheduled(scene: &Scene<'_>, verb: usize, first: usize) -> bool {
    let Some(that) = verb.checked_sub(1).filter(|&j| j > first) else { return false };
    scene.tokens[that].word == "ان"
        && (first.max(that.saturating_sub(3))..that).any(|j| {
            let t = &scene.tokens[j];
            t.is(Class::Planned) || matches!(t.word.trim_start_matches('و'), "يتوقع" | "ينتظر")
        })
        && !(first.max(that.saturating_sub(5))..that).any(|j| scene.tokens[j].is(Class::Not))
}

/// `أوقفت الشرطة عشرات …`: what is stopped stands at once, else somebody is arrested.
pub fn arrests(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    scene.lemma_of(&scene.tokens[i], Class::BeginEnd) == Some("أوقف")
        && !scene.tokens[i + 1..end.min(i + 5).max(i + 1)].iter().any(|t| {
            [Class::Presence, Class::Withdraw, Class::Deploy, Class::Talks]
                .iter()
                .any(|&c| t.noun(c).is_some())
        })
}

/// `شاهد مراسل … شاحنات تخرج من قاعدة …`: what somebody saw happening has happened.
pub fn is_seen(scene: &Scene<'_>, verb: usize, first: usize) -> bool {
    (first..verb).rev().take(12).any(|j| {
        let t = &scene.tokens[j];
        matches!(t.word.trim_start_matches('و'), "شاهد" | "شاهدت" | "رصد" | "رصدت" | "شوهدت" | "شوهد")
    })
}

/// `انتهت المهلة`, `حل الموعد النهائي`.
pub fn is_deadline(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.tokens[i].word;
    word.ends_with("مهلة") || word.ends_with("الموعد")
}

/// Whether those who meet are states, or speak for them: two of them, or their commission.
pub fn is_talk_of_states(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    let foreign = is_foreign_state(scene, words.clone());
    is_dialogue_of_states(scene, words) || foreign
}

pub fn date_before(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> Option<When> {
    let j = (words.start..i)
        .rev()
        .take(6)
        .take_while(|&j| !scene.tokens[j].is(Class::That))
        .find(|&j| scene.tokens[j].date.is_some())?;
    let date = &scene.dates[scene.tokens[j].date?];
    Some(When { interval: date.interval, date: Some(date.span), rule: "date-of-the-step" })
}

pub fn is_unreal(scene: &Scene<'_>, verb: usize, first: usize, tense: Tense) -> bool {
    (first.max(verb.saturating_sub(2))..verb).any(|j| {
        let t = &scene.tokens[j];
        t.is(Class::Not) || t.is(Class::If) && !(tense == Tense::Past && t.word.ends_with("قد"))
    })
}
