//! What looks like a date and is none: `الأمين العام`, `حرب تموز`, `صلاة الجمعة`, `روسيا اليوم`, `2500 جندي`.

use super::{Parsed, word};
use crate::analyse::dates::expression::{Expr, Part, Unit, Year};
use crate::analyse::dates::words::words as time_words;
use crate::text::calendar::{calendar, year_at};

/// Whether the words around let `parsed`, read at `at`, be a date.
pub(super) fn is_date(words: &[&str], at: usize, parsed: &Parsed) -> bool {
    let w = time_words();
    let before = at.checked_sub(1).map_or("", |b| word(words, b));
    let bare_before = before.strip_prefix(['و', 'ف', 'ب', 'ك', 'ل']).unwrap_or(before);
    let before_is = |set: &foldhash::HashSet<String>| set.contains(before) || set.contains(bare_before);
    let after = word(words, parsed.end);
    match &parsed.expr {
        // A name of the calendar within another name.
        Expr::Day { year: Year::Open, .. } => !before_is(&w.named_after),
        Expr::Month { year: Year::Open, part: Part::Whole, .. } => {
            let first = word(words, at);
            let one_name = parsed.end == at + 1;
            let doubtful = one_name && calendar().is_doubtful_month(first);
            let latin = first.is_ascii();
            let cued = !doubtful || before_is(&w.month_cues);
            !before_is(&w.named_after) && !latin && cued
        }
        Expr::Weekday { which: None, .. } => {
            // `بين الاثنين` is "between the two" unless another weekday follows.
            let the_two = before == "بين"
                && word(words, at) == "الاثنين"
                && after.strip_prefix('و').is_none_or(|next| calendar().weekday(&[next], 0).is_none());
            !before_is(&w.weekday_names_of) && !w.epithets_of_days.contains(after) && !the_two
        }
        Expr::Range(first, _) if matches!(**first, Expr::Year { .. }) => !w.counted_nouns.contains(after),
        Expr::Period { unit: Unit::Year, part: Part::Whole, .. } => {
            // `الأمين العام الحالي`: the adjective "general", and its own adjective.
            word(words, at) != "العام" || !before_is(&w.general_titles)
        }
        Expr::Year { .. } if year_at(word(words, at)).is_some() && parsed.end == at + 1 => {
            let listed = before == "و" && at >= 2 && year_at(word(words, at - 2)).is_some();
            // «بين الغزو و2022»
            let closes =
                before == "و" && words.get(at.saturating_sub(6)..at).is_some_and(|b| b.contains(&"بين"));
            (listed || closes || before_is(&w.year_cues))
                && !w.counted_nouns.contains(after)
                && !is_sign_in_number(after)
        }
        Expr::FromToday { days: 0, weekday: None } => {
            let names_an_outlet =
                before_is(&w.outlets_of_today) || bare_before == "مثل" || is_outlet(words, at, after);
            let ordinal = calendar().ordinal(words, parsed.end).is_some();
            !names_an_outlet && !ordinal && !w.adjectives_of_day.contains(after) && bare_before != "بعد"
        }
        Expr::FromToday { weekday: None, .. } if word(words, at) == "غدا" => !matches!(after, "من" | "في"),
        // `لن يتسلمها قبل ثلاث سنوات`, `الأعنف منذ خمس سنوات`: how long, not when.
        Expr::Ago { unit: Unit::Month | Unit::Year, .. } if is_duration(words, at) => false,
        Expr::Ago { .. } => after != "على" && !(after == "علي" && word(words, parsed.end + 1) == "الاقل"),
        _ => true,
    }
}

/// Whether a stretch of time before `at` is only measured: after a negated future, or after a superlative and `منذ`.
fn is_duration(words: &[&str], at: usize) -> bool {
    let before = words.get(at.saturating_sub(6)..at).unwrap_or_default();
    let negated =
        before.iter().any(|w| matches!(w.strip_prefix(['و', 'ف']).unwrap_or(w), "لن" | "لا" | "ليس"));
    let superlative = |w: &&str| {
        let letters = w.chars().count();
        matches!(*w, "اول" | "الاول" | "الاولى" | "مرة") || w.starts_with("الا") && (5..=6).contains(&letters)
    };
    match word(words, at) {
        "منذ" => before.iter().rev().take(3).any(superlative),
        _ => negated,
    }
}

/// Whether the `اليوم` at `at` ends an outlet's name: `لبغداد اليوم`, `"العراق اليوم"`, `وكالة بغداد اليوم`. After a
/// place alone it is an adverb (`وصل بغداد اليوم`).
fn is_outlet(words: &[&str], at: usize, after: &str) -> bool {
    let w = time_words();
    let Some(place_at) = at.checked_sub(1) else { return false };
    let place = word(words, place_at);
    let bare = place.strip_prefix(['ل', 'ب', 'و']).unwrap_or(place);
    if !w.places_of_outlets.contains(place) && !w.places_of_outlets.contains(bare) {
        return false;
    }
    let before = place_at.checked_sub(1).map_or("", |b| word(words, b));
    let quoted =
        matches!(before, "\"" | "«" | "“" | "'" | "(") && matches!(after, "\"" | "»" | "”" | "'" | ")");
    quoted || place.starts_with('ل') || matches!(before, "ل" | "عن") || w.outlets_of_today.contains(before)
}

fn is_sign_in_number(sign: &str) -> bool {
    matches!(sign, "/" | "%" | "٪" | "$" | "€")
}
