//! What an article tells of its own events a second time.

use super::draft::Draft;
use super::scene::Scene;
use crate::model::{EntityType, EventKind, Interval, Participant};

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
                    && draft.targets.iter().all(|t| k.targets.iter().any(|o| o.entity == t.entity))
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
    scene.mentions.iter().any(|m| m.span == place.span && m.kind == EntityType::Country)
}

/// `وبعده بأيام شنت هجمات`: a strike some time after an announcement of which the article gives the day
/// happened between that day and the publication.
pub fn date_after_announcements(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let announced = drafts.iter().find_map(|d| {
        let first = d.when.interval.earliest?;
        (d.kind == EventKind::Milestone && !d.planned && d.when.date.is_some()).then_some(first)
    });
    let Some(announced) = announced else { return };
    for draft in drafts.iter_mut().filter(|d| d.when.date.is_none() && d.when.interval.earliest.is_none()) {
        let sentence = scene.reading.words[draft.trigger].sentence;
        let words = scene.reading.sentences[sentence].words.start..draft.trigger;
        let after = draft.trigger.saturating_sub(4).max(words.start)..draft.trigger;
        let later = scene.tokens[after]
            .iter()
            .any(|t| matches!(t.word, "بعده" | "وبعده" | "بعدها" | "وبعدها" | "اعقابه" | "عقبه"));
        let announcement =
            scene.tokens[words].iter().any(|t| t.word.ends_with("الاعلان") || t.word.ends_with("الاتفاق"));
        if later && announcement && draft.when.interval.latest.is_none_or(|last| announced <= last) {
            draft.when.interval = Interval { earliest: Some(announced), ..draft.when.interval };
            draft.when.rule = "after-the-announcement";
        }
    }
}
