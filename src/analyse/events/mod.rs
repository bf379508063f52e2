//! What happened, what was said and what is to come, sentence by sentence.
//!
//! Words of `assets/triggers.json` tell that there is an event; the names and dates around them tell who,
//! whom, where, with what and when. Titles, kickers and sub-headings repeat what the running text tells and
//! carry no events of their own.

mod arms;
mod attack;
mod casualties;
mod classes;
mod clause;
mod content;
mod cues;
mod draft;
mod elliptic;
mod fact;
mod figurative;
mod forces;
mod happens;
mod how;
mod meanings;
mod milestone;
mod modality;
mod morph;
mod numbers;
mod phrase;
mod presence;
mod roles;
mod scene;
mod sense;
mod sides;
mod speaker;
mod speech;
mod stems;
mod step_noun;
mod step_words;
mod strike;
mod subject_matter;
#[cfg(test)]
mod tests;
mod titles;
mod token;
mod told_again;
mod unknown;
mod when;
mod whose_word;

pub use cues::Cues;

use super::Reading;
use crate::model::{DateRef, Event, Mention, Published};
use crate::text::{Fold, fold};
use draft::Draft;
use scene::Scene;
use speaker::Speakers;
use titles::Titles;

/// A word that tells an event without the `و`, `ف`, `ب`, `ل` or `ك` that is joined before it, where the table of cues
/// knows what is left; else the word itself: `وتواجه` is `تواجه`, `بانسحاب` is `انسحاب`, `وقف` is itself.
pub fn without_proclitics(word: &str) -> &str {
    let folded = fold(word, Fold::Strict).text;
    let clitics = Cues::built_in().facts(&folded).clitics;
    // Behind ل the article loses its alef: what is left would be no word.
    let preposition = clitics.preposition.is_some_and(|letter| !(letter == 'ل' && clitics.article));
    let mut rest = word;
    for _ in 0..usize::from(clitics.conjunction) + usize::from(preposition) {
        let mut letters = rest.chars();
        letters.next();
        // The letter's own marks go with it.
        rest = letters.as_str().trim_start_matches(crate::text::is_dropped_in_folding);
    }
    if rest.is_empty() { word } else { rest }
}

/// Whether a word that stands before a date makes it the last day on which something may come to pass: `بحلول`, `حتى`.
pub fn is_before_deadline(word: &str) -> bool {
    matches!(fold(word, Fold::Strict).text.as_str(), "بحلول" | "اقصاه" | "قبل" | "حتى" | "غاية" | "لغاية")
}

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
    let on_presence = presence::is_on_presence(&scene);
    let mut speakers = Speakers::default();
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in &reading.sentences {
        if !sentence.role.is_body() {
            continue;
        }
        for words in Scene::pieces(sentence) {
            let mut sayings = speech::sayings(&scene, &titles, words.clone(), &mut speakers);
            let (milestones, announced) =
                milestone::milestones(&scene, &titles, words.clone(), &sayings, on_presence);
            let attacks = attack::attacks(&scene, &titles, words, &sayings);
            sayings.retain(|s| !announced.contains(&s.verb));
            let mut found = speech::statements(&scene, &sayings);
            found.extend(milestones);
            found.extend(attacks);
            found.sort_by_key(|d| d.trigger);
            drafts.extend(found);
        }
    }
    told_again::drop_repetitions(&scene, &mut drafts);
    told_again::date_by_earlier(&scene, &mut drafts);
    told_again::date_retellings(&scene, &mut drafts);
    drafts.into_iter().map(|d| d.finish(&scene)).collect()
}
