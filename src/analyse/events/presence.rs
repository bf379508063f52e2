//! Whether words, a sentence or an article speak of foreign forces' presence.

use std::ops::Range;

use super::classes::{Class, Stem};
use super::phrase::Head;
use super::scene::Scene;
use super::speech::Saying;
use crate::model::EntityType;
use crate::text::TokenKind;

/// Whether the announcement is a state's and speaks of foreign forces' presence or of talks about it.
pub fn announces_step(scene: &Scene<'_>, saying: &Saying, words: &Range<usize>) -> bool {
    let Some(subject) = &saying.subject else { return false };
    let faction = saying.actors.iter().any(|a| scene.kind_of(a) == Some(EntityType::Group));
    let private = subject.head == Head::Name
        && saying
            .actors
            .iter()
            .all(|a| matches!(scene.kind_of(a), Some(EntityType::Person | EntityType::Media) | None));
    // «أعلن الأعرجي انتهاء المهمة القتالية»: who tells the end of a mission at once may be anybody.
    let at_once = (subject.words.end..words.end.min(subject.words.end + 2)).any(|j| {
        let t = &scene.tokens[j];
        t.noun(Class::EndBegin).is_some()
            || t.noun(Class::Withdraw).is_some() && t.clitics.preposition.is_none()
    });
    if faction || private && !at_once || matches!(subject.head, Head::Outlet | Head::Text) {
        return false;
    }
    let content = subject.words.end.max(saying.verb + 1)..words.end.min(saying.verb + 34);
    if tells_something_else(scene, content.clone()) {
        return false;
    }
    concerns_presence(scene, content.clone()) || announces_its_own(scene, subject.words.clone(), content)
}

/// `أعلن التحالف استهداف …`, `أعلنت الحكومة أنها ملتزمة بموعد الانسحاب`: what is announced is a strike, or no deed at all.
fn tells_something_else(scene: &Scene<'_>, content: Range<usize>) -> bool {
    let mut first = content.clone().filter(|&j| {
        let t = &scene.tokens[j];
        t.date.is_none() && t.kind == TokenKind::Word && !t.is_preposition() && t.word != "عن"
    });
    let (Some(head), next) = (first.next(), first.next()) else { return false };
    let t = &scene.tokens[head];
    let strikes = t.noun(Class::Attack).is_some()
        || t.noun(Class::Suffering).is_some()
        || t.noun(Class::Killed).is_some()
        || t.noun(Class::Wounded).is_some();
    let commits = matches!(
        t.word,
        "انها"
            | "انه"
            | "انهم"
            | "بانها"
            | "بانه"
            | "التزامها"
            | "التزامه"
            | "تمسكها"
            | "رفضها"
            | "رفضه"
    ) && next
        .is_none_or(|n| scene.tokens[n].any_verb().is_none() && !scene.tokens[n].clitics.future);
    strikes || commits
}

/// `أعلنت إسبانيا سحب قواتها`, `أعلن التحالف تعليق مهمته`: the speaker's own forces, and the step named at once.
fn announces_its_own(scene: &Scene<'_>, speaker: Range<usize>, content: Range<usize>) -> bool {
    let foreign =
        is_foreign_state(scene, speaker.clone()) || speaker.clone().any(|i| is_foreign_force(scene, i));
    let first = content.start..content.end.min(content.start + 4);
    foreign
        && first.into_iter().any(|j| {
            let t = &scene.tokens[j];
            let next = &scene.tokens[j + 1..content.end.min(j + 4).max(j + 1)];
            let moves = t.noun(Class::Withdraw).is_some() || t.noun(Class::Deploy).is_some();
            moves && next.iter().any(|n| n.noun(Class::Forces).is_some() || n.noun(Class::Presence).is_some())
                || t.noun(Class::EndBegin).is_some() && next.iter().any(|n| n.noun(Class::Presence).is_some())
        })
}

/// Whether words speak of foreign forces coming, staying or going, or of talks about that.
pub fn concerns_presence(scene: &Scene<'_>, words: Range<usize>) -> bool {
    let part = &scene.tokens[words.clone()];
    let moves = part.iter().any(|t| t.noun(Class::Withdraw).is_some() || t.verb(Class::Withdraw).is_some());
    let stays = part.iter().any(|t| t.noun(Class::Presence).is_some() || t.noun(Class::Deploy).is_some());
    let talks = part.iter().any(|t| t.noun(Class::Talks).is_some() || t.noun(Class::Deal).is_some());
    let ends =
        moves || part.iter().any(|t| t.verb(Class::BeginEnd).is_some() || t.noun(Class::EndBegin).is_some());
    let foreign = words.clone().any(|i| is_foreign_force(scene, i))
        || sends_its_own(scene, &words)
        || words.clone().any(|i| is_foreign_presence(scene, i))
        || is_foreign_state(scene, words.clone()) && words.clone().any(|i| are_forces_of_nobody(scene, i));
    // «الاتفاقية الأمنية مع الولايات المتحدة»
    if is_foreign_state(scene, words.clone()) && is_security_deal(scene, &words) {
        return true;
    }
    foreign && (moves || talks || stays) || stays && ends && part.iter().any(|t| t.word.contains("قتالي"))
}

/// Whether the word at `i` names or tells of foreign forces: an army's name, or `القوات` and who they are.
pub fn is_foreign_force(scene: &Scene<'_>, i: usize) -> bool {
    let Some(t) = scene.tokens.get(i) else { return false };
    if let Some(m) = t.mention {
        let mention = &scene.mentions[m];
        return matches!(mention.kind, EntityType::Force | EntityType::Org)
            && (mention.entity.as_str().starts_with("us_")
                || (i..scene.after_mention(i)).any(|j| scene.has_stem(j, Stem::Foreign)));
    }
    t.noun(Class::Forces).is_some()
        && (i..scene.tokens.len().min(i + 4)).any(|j| scene.has_stem(j, Stem::Foreign))
}

/// `المهمة القتالية`: a mission of combat, which only forces from abroad end.
pub fn is_combat_mission(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens[i].noun(Class::Presence).is_some()
        && scene.at(i + 1).is_some_and(|t| t.word.contains("القتالي"))
}

/// `الوجود الأجنبي`, `المهمة القتالية الأميركية`: a presence and whose it is.
fn is_foreign_presence(scene: &Scene<'_>, i: usize) -> bool {
    let t = &scene.tokens[i];
    let stays = t.noun(Class::Presence).is_some() || t.noun(Class::Withdraw).is_some();
    stays
        && t.mention.is_none()
        && (i + 1..scene.tokens.len().min(i + 4)).any(|j| {
            let t = &scene.tokens[j];
            t.word.starts_with("ال") && t.mention.is_none() && scene.has_stem(j, Stem::Foreign)
        })
}

/// `القوات`, `ألف جندي`, and no army's of the country itself.
fn are_forces_of_nobody(scene: &Scene<'_>, i: usize) -> bool {
    let t = &scene.tokens[i];
    let next = scene.at(i + 1).map_or("", |t| t.word);
    t.noun(Class::Forces).is_some()
        && t.mention.is_none()
        && !["العراق", "الامن", "المسلح", "النظام", "الكرد", "السوري", "الاتحاد", "الحكوم"]
            .iter()
            .any(|own| next.starts_with(own))
}

/// `الاتفاقية الأمنية`, `اتفاقية وضع القوات`: an agreement of states on their forces.
fn is_security_deal(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|i| {
        let t = &scene.tokens[i];
        let next = scene.at(i + 1).filter(|_| i + 1 < words.end).map_or("", |t| t.word);
        t.noun(Class::Deal).is_some()
            && ["الامني", "الدفاعي", "امني", "وضع", "صوفا", "الاطار"].iter().any(|w| next.starts_with(w))
    })
}

/// `قوات بلاده`, `قواتها`, `قوات إضافية` where the words name a state that sends forces abroad.
pub fn sends_its_own(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    let own = words.clone().any(|i| {
        let t = &scene.tokens[i];
        t.noun(Class::Forces).is_some() && t.mention.is_none() && {
            let next = scene.at(i + 1).filter(|_| i + 1 < words.end).map_or("", |t| t.word);
            t.clitics.pronoun || next.starts_with("بلاد") || next.starts_with("اضافي")
        }
    });
    own && is_foreign_state(scene, words.clone())
}

/// Whether talks or a commission of two states are spoken of, one of them a state that has forces abroad.
pub fn are_talks_with_a_foreign_state(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    let part = &scene.tokens[words.clone()];
    let delegations = part.iter().any(|t| t.noun(Class::Talks).is_some())
        && part.iter().any(|t| matches!(t.word.trim_start_matches('و'), "الجانب" | "الوفد" | "وفد" | "جانب"));
    (is_dialogue_of_states(scene, words) || delegations) && is_foreign_state(scene, words.clone())
}

/// Whether words name a state that sends forces abroad.
pub fn is_foreign_state(scene: &Scene<'_>, words: Range<usize>) -> bool {
    words.into_iter().any(|i| {
        let country = |m: usize| {
            scene.mentions[m].kind == EntityType::Country
                && !matches!(
                    scene.mentions[m].entity.as_str(),
                    "iraq" | "syria" | "lebanon" | "palestine" | "yemen"
                )
        };
        scene.has_stem(i, Stem::State)
            || scene.mention_starting(i).is_some_and(|m| country(m) && scene.proclitic(i) != "ب")
    })
}

/// `الحوار الثنائي`, `المباحثات بين البلدين`: in an article on foreign forces, the talks about them.
pub fn is_dialogue_of_states(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    // «اللجنة العسكرية العليا»: the commission of two states that settles when their forces go.
    let committee = scene.tokens[words.clone()].windows(2).any(|w| {
        (w[0].word.ends_with("لجنة") || w[0].word.ends_with("لجان")) && w[1].word.starts_with("العسكري")
    });
    committee || words.clone().any(|j| scene.has_stem(j, Stem::Bilateral))
}

/// Whether an article as a whole speaks of foreign forces' presence: more than one of its sentences does, or
/// one does and foreign forces are spoken of in more.
pub fn is_on_presence(scene: &Scene<'_>) -> bool {
    let (mut presence, mut forces) = (0usize, 0usize);
    for words in scene.reading.sentences.iter().flat_map(Scene::pieces) {
        presence += usize::from(concerns_presence(scene, words.clone()));
        forces += usize::from(words.into_iter().any(|i| is_foreign_force(scene, i)));
    }
    presence > 1 || presence == 1 && forces > 1
}

/// Whether words speak of foreign forces at all.
pub fn concerns_presence_or_combat(scene: &Scene<'_>, words: Range<usize>) -> bool {
    words.clone().any(|j| is_foreign_force(scene, j)) || concerns_presence(scene, words)
}

/// Whether the word at `i` names or means a base.
pub fn is_base(scene: &Scene<'_>, i: usize) -> bool {
    let t = &scene.tokens[i];
    match t.mention {
        Some(m) => scene.mentions[m].kind == EntityType::Facility,
        None => t.noun(Class::Base).is_some(),
    }
}

/// Whether the word at `i` names or means a place where soldiers may be stationed, and no bridge or hospital.
pub fn is_military_base(scene: &Scene<'_>, i: usize) -> bool {
    let Some(m) = scene.tokens[i].mention else { return is_base(scene, i) };
    let civic = matches!(
        scene.head_word(m),
        "جسر"
            | "سجن"
            | "مستشفى"
            | "ملعب"
            | "سد"
            | "جامعة"
            | "مصفى"
            | "سفارة"
            | "قنصلية"
            | "جامع"
            | "ساحة"
    );
    scene.mentions[m].kind == EntityType::Facility && !civic
}
