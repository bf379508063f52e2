//! What an article tells of its own events a second time.

use super::classes::Class;
use super::draft::Draft;
use super::scene::Scene;
use super::when::When;
use crate::model::{EntityType, EventKind, Interval, Modality, Participant};

/// Takes out strikes that are told again in the same words: the same verb, the same actors, and no date of
/// their own. An article's first paragraph sums up what the next ones tell.
pub fn drop_repetitions(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let again = draft.kind == EventKind::Attack
            && draft.when.date.is_none()
            && !draft.actors.is_empty()
            && draft.count.is_none()
            && kept.iter().any(|k| {
                k.kind == draft.kind
                    && k.modality == draft.modality
                    && scene.tokens[k.trigger].senses.first().map(|s| s.lemma)
                        == scene.tokens[draft.trigger].senses.first().map(|s| s.lemma)
                    && k.actors.iter().map(|a| &a.entity).eq(draft.actors.iter().map(|a| &a.entity))
                    && (k.targets.is_empty()
                        || draft.targets.iter().all(|t| k.targets.iter().any(|o| o.entity == t.entity)))
                    && draft
                        .places
                        .iter()
                        .all(|p| is_country(scene, p) || k.places.iter().any(|o| o.entity == p.entity))
            });
        if !again {
            kept.push(draft);
        }
    }
    *drafts = kept;
}

fn is_country(scene: &Scene<'_>, place: &Participant) -> bool {
    scene.kind_of(place) == Some(EntityType::Country)
}

/// A strike without a date that follows a dated one of the same day's news, and takes it up again
/// (`الهجوم`, `تبنت الهجوم`, or the same target), happened when that one did.
pub fn date_retellings(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let mut last: Option<Draft> = None;
    for draft in drafts.iter_mut().filter(|d| d.kind == EventKind::Attack) {
        let single = draft.count.is_none() && draft.when.rule != "since";
        if draft.when.date.is_some() {
            if single {
                last = Some(draft.clone());
            }
            continue;
        }
        let Some(told) = last.as_ref().filter(|_| single) else { continue };
        let near =
            scene.reading.words[draft.trigger].sentence <= scene.reading.words[told.trigger].sentence + 4;
        let shares = |a: &[Participant], b: &[Participant]| {
            a.iter().any(|p| {
                p.entity.is_some() && !is_country(scene, p) && b.iter().any(|o| o.entity == p.entity)
            })
        };
        let same_place = shares(&draft.targets, &told.targets)
            || shares(&draft.targets, &told.places)
            || shares(&draft.places, &told.targets)
            || shares(&draft.places, &told.places);
        let definite = scene.tokens[draft.trigger..scene.tokens.len().min(draft.trigger + 8)]
            .iter()
            .any(|t| t.clitics.article && t.noun(Class::Attack).is_some());
        // «وعلى الأثر», «في اليوم نفسه»
        let words = scene.piece(draft.trigger).start..draft.trigger;
        let at_once = scene.tokens[words].iter().any(|t| t.word == "الاثر" || t.word == "الفور");
        if near
            && (same_place
                || definite
                || at_once
                || draft.modality == Modality::Claimed && draft.rule != "noun-of-striking")
        {
            draft.when = When { date: None, rule: "told-again", ..told.when };
        }
    }
}

/// `وبعده بأيام شنت هجمات`, `بعد ذلك بأيام اغتالت`: a strike some days after what was told before it. That is
/// the announcement of which the sentence speaks and the article gives the day, else the last dated event.
pub fn date_by_earlier(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let announced = drafts.iter().find_map(|d| {
        let first = d.when.interval.earliest?;
        (d.kind == EventKind::Milestone && !d.planned && d.when.date.is_some()).then_some(first)
    });
    let mut last = None;
    for draft in drafts.iter_mut() {
        let dated = draft.when.date.is_some();
        if !dated && draft.kind == EventKind::Attack && draft.when.interval.earliest.is_none() {
            let words = scene.piece(draft.trigger).start..draft.trigger;
            let near = &scene.tokens[draft.trigger.saturating_sub(4).max(words.start)..draft.trigger];
            let later = near
                .iter()
                .any(|t| matches!(t.word, "بعده" | "وبعده" | "بعدها" | "وبعدها" | "اعقابه" | "عقبه"))
                || near.windows(2).any(|w| w[0].word.ends_with("بعد") && w[1].word == "ذلك");
            let announcement =
                scene.tokens[words].iter().any(|t| t.word.ends_with("الاعلان") || t.word.ends_with("الاتفاق"));
            let since = if announcement { announced } else { last };
            if let Some(since) = since.filter(|s| later && draft.when.interval.latest.is_none_or(|l| *s <= l))
            {
                draft.when.interval = Interval { earliest: Some(since), ..draft.when.interval };
                draft.when.rule = "after-what-was-told";
            }
        }
        if dated && !draft.planned {
            last = draft.when.interval.earliest;
        }
    }
}
