//! What happened, what was said and what is to come, sentence by sentence.
//!
//! Words of `assets/triggers.json` tell that there is an event; the names and dates around them tell who,
//! whom, where, with what and when. Titles, kickers and sub-headings repeat what the running text tells and
//! carry no events of their own.

mod attack;
mod cues;
mod draft;
mod milestone;
mod modality;
mod morph;
mod numbers;
mod roles;
mod scene;
mod speaker;
mod speech;
mod subject_matter;
#[cfg(test)]
mod tests;
mod told_again;
mod when;

pub use cues::Cues;

use super::Reading;
use crate::model::{DateRef, Event, Mention, Published};
use draft::Draft;
use scene::Scene;
use speaker::{Speakers, Titles};

/// Finds the events of a document, in order of their triggers.
///
/// `mentions` and `dates` are in order and do not overlap; dates are resolved. Linear in the length of the
/// text: every look ahead or back from a word is bounded.
pub fn find(
    reading: &Reading<'_>,
    mentions: &[Mention],
    dates: &[DateRef],
    published: Option<&Published>,
    cues: &Cues,
) -> Vec<Event> {
    let scene = Scene::new(reading, mentions, dates, published, cues);
    if !subject_matter::is_of_the_topic(&scene) {
        return Vec::new();
    }
    let titles = Titles::read(&scene);
    let mut speakers = Speakers::default();
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in &reading.sentences {
        if !sentence.role.is_body() {
            continue;
        }
        let words = scene.words_of(sentence);
        let mut sayings = speech::sayings(&scene, &titles, words.clone(), &mut speakers);
        let (milestones, announced) = milestone::milestones(&scene, &titles, words.clone(), &sayings);
        sayings.retain(|s| !announced.contains(&s.verb));
        let mut found = speech::statements(&scene, &sayings);
        found.extend(milestones);
        found.extend(attack::attacks(&scene, &titles, words));
        found.sort_by_key(|d| d.trigger);
        drafts.extend(found);
    }
    told_again::drop_repetitions(&scene, &mut drafts);
    told_again::date_after_announcements(&scene, &mut drafts);
    drafts.into_iter().map(|d| d.finish(&scene)).collect()
}
