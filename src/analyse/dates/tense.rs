//! Whether the words around a date look back or ahead.

use super::expression::{Certainty, Tense};
use super::words::words as time_words;

/// So many words before an expression can say its tense.
const REACH: usize = 14;

/// The tense of the expression at `words[start..end]` of a sentence.
///
/// News looks back unless something says otherwise: a verb with the prefix of the future, or a word such as
/// `المقرر` or `بحلول`, before the expression in its sentence, or just after it.
pub(super) fn tense_at(words: &[&str], start: usize, end: usize) -> Tense {
    let from = start.saturating_sub(REACH);
    let before = words.get(from..start).unwrap_or_default();
    let after = words.get(end..(end + 3).min(words.len())).unwrap_or_default();
    // A verb of the past that is nearer than the sign of the future decides.
    for word in before.iter().rev() {
        if looks_ahead(word) {
            return Tense::Future;
        }
        if matches!(
            *word,
            "." | "؛"
                | ":"
                | "كان"
                | "كانت"
                | "وكان"
                | "وكانت"
                | "بعدما"
                | "بعد"
                | "منذ"
                | "اثر"
                | "عقب"
        ) {
            break;
        }
    }
    if after.iter().any(|w| is_future_verb(w)) && !before.iter().any(|w| matches!(*w, "كان" | "كانت"))
    {
        return Tense::Future;
    }
    Tense::Past
}

/// Whether a word of the past stands shortly before the expression at `words[start]`, and nothing that looks ahead.
pub(super) fn certainty_at(words: &[&str], start: usize) -> Certainty {
    let from = start.saturating_sub(REACH);
    let before = words.get(from..start).unwrap_or_default();
    for word in before.iter().rev() {
        let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
        if looks_ahead(word) || time_words().deadline_cues.contains(bare) {
            return Certainty::Open;
        }
        if time_words().past_cues.contains(bare) {
            return Certainty::SurelyPast;
        }
    }
    Certainty::Open
}

fn looks_ahead(word: &str) -> bool {
    let cues = &time_words().future_cues;
    let bare = word.strip_prefix(['و', 'ف', 'ب']).unwrap_or(word);
    cues.contains(word) || cues.contains(bare) || is_future_verb(word)
}

/// Whether a word is a verb with the prefix of the future: `سيتم`, `ستنسحب`, `وسنبحث`.
fn is_future_verb(word: &str) -> bool {
    let not = &time_words().not_future;
    let bare = word.strip_prefix(['و', 'ف', 'ل', 'ب']).unwrap_or(word);
    let verb = |w: &str| {
        let mut letters = w.chars();
        letters.next() == Some('س')
            && matches!(letters.next(), Some('ي' | 'ت' | 'ن' | 'ا'))
            && letters.count() >= 2
            && !not.contains(w)
    };
    !not.contains(bare) && (verb(word) || verb(bare))
}
