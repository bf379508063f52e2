//! The forces that come and go: whose they are, and whether words tell of their going.

use std::ops::Range;

use super::classes::{Class, Stem, Trait};
use super::morph::Subject as Form;
use super::phrase::Subject;
use super::presence::{is_base, is_foreign_force, is_foreign_state};
use super::roles::participant;
use super::scene::Scene;
use super::speaker::{after, before};
use super::titles::Titles;
use crate::model::{EntityType, Participant};

/// The forces that come or go, if they are foreign.
pub fn moved_forces(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    words: &Range<usize>,
    i: usize,
    on_presence: bool,
) -> Option<Vec<Participant>> {
    // After a verb of motion may follow its goal: «القوات الأميركية دخلت العراق».
    let (first, second) = (before(scene, titles, i), after(scene, titles, i));
    let foreign = |s: &&Subject| s.words.clone().any(|j| is_foreign_force(scene, j));
    if let Some(subject) = second.as_ref().filter(foreign).or(first.as_ref().filter(foreign)) {
        return Some(subject.actors.clone());
    }
    // «القوات الأميركية التي انسحبت من …»
    if i > words.start
        && scene.tokens[i - 1].is(Class::Relative)
        && let Some(j) =
            (words.start.max(i.saturating_sub(6))..i - 1).rev().find(|&j| is_foreign_force(scene, j))
        && let Some(m) = scene.tokens[j].mention
        && scene.after_mention(scene.first_words[m]) + 2 >= i
    {
        return Some(vec![participant(scene, m)]);
    }
    // In an article on foreign forces «القوات» are those.
    let bare = |s: &&Subject| {
        let head = &scene.tokens[s.words.start];
        let next = scene.at(s.words.start + 1).map_or("", |t| t.word);
        let theirs = next.starts_with("ال") && next.ends_with("ية");
        on_presence && head.word.ends_with("القوات") && !theirs && head.mention.is_none()
    };
    // «سيغادر مئات الجنود القاعدة»
    let soldier = |j: usize| {
        let t = &scene.tokens[j];
        let own = t.clitics.pronoun && t.noun(Class::Forces).is_some();
        (t.word.starts_with("الجنود") && t.noun(Class::Forces).is_some() || own) && t.mention.is_none()
    };
    let soldiers = (i + 1..words.end.min(i + 4)).any(soldier)
        // «آخر الجنود سيغادرون», «إن جنوده جميعا سيعودون»
        || scene.tokens[i].any_verb().is_some_and(|f| f.subject == Form::They)
            && (words.start.max(i.saturating_sub(5))..i)
                .rev()
                .take_while(|&j| !scene.tokens[j].is_surely_verb())
                .any(soldier);
    // «رُحّلت المعدات الثقيلة إلى الكويت»
    let equipment = on_presence
        && second.is_none()
        && (i + 1..words.end.min(i + 3))
            .any(|j| ["معدات", "عتاد", "اليات"].iter().any(|w| scene.tokens[j].word.contains(w)));
    if equipment {
        return Some(first.map(|s| s.actors).unwrap_or_default());
    }
    if on_presence && soldiers && second.is_none() {
        return Some(Vec::new());
    }
    if let Some(subject) = second.as_ref().filter(bare).or(first.as_ref().filter(bare)) {
        return Some(subject.actors.clone());
    }
    let object = (i + 1..words.end.min(i + 9)).find(|&j| is_foreign_force(scene, j) && !scene.is_governed(j));
    let is_state = |a: &Participant| {
        matches!(
            scene.kind_of(a),
            Some(EntityType::Country | EntityType::Place | EntityType::Org | EntityType::Force)
        )
    };
    // «750 جنديا من الفرقة … سينشرون»: the name stands in what is before the verb.
    let piece = scene.piece(i).start;
    let own = (piece.max(i.saturating_sub(9))..i)
        .rev()
        .take_while(|&j| {
            !scene.tokens[j].is(Class::That)
                && !scene.tokens[j].is_surely_verb()
                && scene.tokens[j].word != "،"
        })
        .find(|&j| is_foreign_force(scene, j));
    if second.is_none()
        && let Some(j) = own
        && (piece.max(i.saturating_sub(9))..i).any(|k| scene.tokens[k].noun(Class::Forces).is_some())
    {
        return Some(scene.tokens[j].mention.map(|m| participant(scene, m)).into_iter().collect());
    }
    // «شاحنات تخرج من قاعدة …», «دفع بنحو 30 ألف جندي إضافي»
    let convoy = (piece.max(i.saturating_sub(4))..words.end.min(i + 3))
        .any(|k| scene.tokens[k].noun(Class::Forces).is_some_and(|s| scene.cues.has(s, Trait::Convoy)))
        && (i + 1..words.end.min(i + 5)).any(|k| is_base(scene, k) && !is_embassy(scene, k));
    let more = (i + 1..words.end.min(i + 9)).any(|k| {
        scene.tokens[k].noun(Class::Forces).is_some()
            && scene.at(k + 1).is_some_and(|t| t.word.starts_with("اضافي"))
    });
    if on_presence && (convoy || more) {
        return Some(second.or(first).map(|s| s.actors).unwrap_or_default());
    }
    if scene.has(i, Trait::OfNumber) {
        return on_presence.then(Vec::new);
    }
    let state = second.or(first).filter(|s| s.actors.iter().any(is_state));
    // «أرسلت لندن 500 جندي إضافي»: a state that sends forces abroad sends its own.
    if let Some(state) = state.as_ref().filter(|s| is_foreign_state(scene, s.words.clone()))
        && (i + 1..words.end.min(i + 9)).any(|j| scene.tokens[j].noun(Class::Forces).is_some())
    {
        return Some(state.actors.clone());
    }
    match (state, object) {
        (Some(state), Some(_)) => Some(state.actors),
        (None, Some(j)) => {
            let named = (j..words.end.min(j + 5)).find_map(|k| scene.tokens[k].mention);
            Some(named.map(|m| participant(scene, m)).into_iter().collect())
        }
        (Some(state), None) => {
            // «سحبت واشنطن قواتها»: whose forces they are is the subject.
            let own = (i + 1..words.end.min(i + 5))
                .any(|j| scene.tokens[j].noun(Class::Forces).is_some() && scene.tokens[j].clitics.pronoun);
            own.then_some(state.actors)
        }
        (None, None) => None,
    }
}

/// Whether a verb of a falling number has one of forces or bases: `انخفض عدد الجنود`.
pub fn is_of_forces(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> bool {
    if !scene.has(i, Trait::OfNumber) {
        return true;
    }
    let near = &scene.tokens[words.start.max(i.saturating_sub(6))..words.end.min(i + 7)];
    near.iter().any(|t| matches!(t.word, "عدد" | "عديد" | "اعداد"))
        && near.iter().any(|t| {
            let named = t.mention.is_some_and(|m| scene.mentions[m].kind == EntityType::Force);
            named || t.noun(Class::Forces).is_some() || t.noun(Class::Presence).is_some()
        })
}

/// Whether forces and their going or coming are what words speak of: `سحب 1400 عسكري`, `إرسال ألف جندي`.
pub fn moves_forces(scene: &Scene<'_>, words: Range<usize>) -> bool {
    words.clone().any(|j| {
        let t = &scene.tokens[j];
        (t.noun(Class::Withdraw).is_some() || t.noun(Class::Deploy).is_some() || t.word.ends_with("اعادة"))
            && scene.tokens[j + 1..words.end.min(j + 5).max(j + 1)]
                .iter()
                .any(|t| t.noun(Class::Forces).is_some() && !t.word.starts_with("العراقي"))
            && !scene.tokens[words.clone()].iter().any(|t| t.word.starts_with("العراقية"))
    })
}

pub fn is_embassy(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens[i].mention.is_some_and(|m| matches!(scene.head_word(m), "سفارة" | "سفاره" | "قنصلية"))
}

/// Whether some adjective says that somebody of another country is spoken of: `رئيس الحكومة الاسبانية`.
pub fn is_of_foreign(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|j| scene.tokens[j].word.starts_with("ال") && scene.has_stem(j, Stem::Foreign))
}

/// `قيادة بعثة الناتو`, `مهام قيادة المهمة`: the command of a mission, which goes from hand to hand as a base does.
pub fn is_command(scene: &Scene<'_>, words: Range<usize>) -> bool {
    words.clone().any(|j| {
        scene.tokens[j].word.ends_with("قيادة")
            && scene.tokens[j].mention.is_none()
            && (j + 1..words.end.min(j + 4))
                .any(|k| scene.tokens[k].noun(Class::Presence).is_some() || is_foreign_force(scene, k))
    })
}
