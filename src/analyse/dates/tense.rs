//! Whether the words around a date look back or ahead.

use super::expression::{Certainty, Tense};
use super::words::words as time_words;

/// So many words before an expression can say its tense.
const REACH: usize = 14;

/// So few words before an expression a verb must stand to be sure that it tells of its day.
const NEAR: usize = 5;

/// The tense of the expression at `words[start..end]` of a sentence.
///
/// News looks back unless something says otherwise: a verb with the prefix of the future, or a word such as
/// `المقرر` or `بحلول`, before the expression in its sentence, or right after it.
pub(super) fn tense_at(words: &[&str], start: usize, end: usize) -> Tense {
    let from = start.saturating_sub(REACH);
    let before = words.get(from..start).unwrap_or_default();
    let mut only_time = true; // between the word looked at and the expression
    for word in before.iter().rev() {
        if looks_ahead(word) {
            return Tense::Future;
        }
        // «ستنسحب القوات، كما أعلن المتحدث الثلاثاء»: the day is that of the words.
        if time_words().saying_cues.contains(bare(word)) {
            return Tense::Past;
        }
        // "Will strike after midnight of the 31st" looks ahead, "will leave after the attack of the 5th" does not.
        let breaks = match bare(word) {
            "." | "؛" | ":" | "كان" | "كانت" | "منذ" => true,
            "بعد" | "بعدما" | "اثر" | "عقب" | "غداة" => !only_time,
            _ => false,
        };
        if breaks {
            return Tense::Past;
        }
        only_time &= is_time_word(word);
    }
    if is_extended(words, from, start) {
        return Tense::Future;
    }
    let mut after = words.get(end..).unwrap_or_default().iter().filter(|w| !matches!(**w, "،" | ","));
    if after.next().is_some_and(|w| is_future_verb(w)) { Tense::Future } else { Tense::Past }
}

/// `تفويض يتيح له البقاء إلى غاية 31 تشرين الأول`: a leave, a term or a delay runs on to the date behind `حتى`.
fn is_extended(words: &[&str], from: usize, start: usize) -> bool {
    let up_to = start.checked_sub(1).and_then(|b| words.get(b));
    let cues = &time_words().extension_cues;
    up_to.is_some_and(|w| matches!(bare(w), "حتى" | "لغاية" | "غاية"))
        && words.get(from..start).unwrap_or_default().iter().any(|w| {
            cues.contains(*w)
                || cues.contains(bare(w))
                || w.strip_prefix('ب').is_some_and(|rest| cues.contains(rest))
        })
}

/// Whether a sentence of folded words tells anything as coming.
pub(in crate::analyse) fn tells_of_the_future<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    words.any(looks_ahead)
}

/// Whether a word of the past stands shortly before the expression at `words[start]`, and nothing that looks ahead.
pub(super) fn certainty_at(words: &[&str], start: usize) -> Certainty {
    let from = start.saturating_sub(NEAR);
    let before = words.get(from..start).unwrap_or_default();
    for word in before.iter().rev() {
        let bare = bare(word);
        if looks_ahead(word) || time_words().deadline_cues.contains(bare) {
            return Certainty::Open;
        }
        if time_words().past_cues.contains(bare) || is_feminine_past(bare) {
            return Certainty::SurelyPast;
        }
    }
    Certainty::Open
}

/// Whether a word has the form of a verb of the past with a feminine subject (`استهدفت`): it ends in ت, and not in
/// the ات of plurals.
fn is_feminine_past(word: &str) -> bool {
    let stem = word.strip_suffix('ت').filter(|s| !s.ends_with('ا') && s.chars().count() >= 2);
    stem.is_some_and(|s| !s.starts_with("ال")) && !matches!(word, "وقت" | "بيت" | "صوت" | "ليست" | "تحت")
}

fn bare(word: &str) -> &str {
    word.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() >= 2).unwrap_or(word)
}

fn is_time_word(word: &str) -> bool {
    let w = time_words();
    let bare = bare(word);
    w.parts.contains_key(bare)
        || w.units.contains_key(bare)
        || w.day_times.contains(bare)
        || matches!(bare, "في" | "من" | "الساعة")
}

fn looks_ahead(word: &str) -> bool {
    let cues = &time_words().future_cues;
    let bare = word.strip_prefix(['و', 'ف', 'ب']).unwrap_or(word);
    cues.contains(word) || cues.contains(bare) || is_future_verb(word)
}

/// Whether a word is a verb with the prefix of the future: `سيتم`, `ستنسحب`, `وسنبحث`.
fn is_future_verb(word: &str) -> bool {
    let not = &time_words().not_future;
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    // «سيارته», «سياستها»: nouns with pronouns, whose ة is written ت.
    let noun = |w: &str| {
        let owned = ["هما", "هم", "ها", "هن", "نا", "ه", "ي"].iter().find_map(|p| w.strip_suffix(p));
        let whole =
            owned.map(|o| o.strip_suffix('ت').map_or_else(|| o.to_owned(), |stem| format!("{stem}ة")));
        w.ends_with('ة') || w.ends_with("ات") || not.contains(w) || whole.is_some_and(|w| not.contains(&w))
    };
    let verb = |w: &str| {
        let mut letters = w.chars();
        letters.next() == Some('س')
            && matches!(letters.next(), Some('ي' | 'ت' | 'ن'))
            && letters.count() >= 2
            && !noun(w)
    };
    !noun(bare) && (verb(word) || verb(bare))
}
