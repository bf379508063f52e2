//! A part of the day with its day: `مساء أمس السبت`, `فجر الجمعة`, `منتصف ليل 31 كانون الأول`, `ليل الثلاثاء الأربعاء`.

use super::{Parsed, absolute, relative, skip, word};
use crate::analyse::dates::expression::Expr;
use crate::analyse::dates::words::words as time_words;
use crate::text::calendar::calendar;

/// The day, with the part of it before.
pub(super) fn time_of_day(words: &[&str], at: usize) -> Option<Parsed> {
    let start = skip(words, at, &["منتصف"]);
    if !time_words().day_times.contains(word(words, start)) {
        return None;
    }
    let next = start + 1;
    let days =
        [absolute::day, absolute::hijri, absolute::day_of_month, relative::from_today, relative::from_before];
    let simple = days.iter().filter_map(|rule| rule(words, next)).max_by_key(|p| p.end);
    let night = night(words, next);
    let weekday = relative::weekday(words, next);
    [night, simple, weekday].into_iter().flatten().max_by_key(|p| p.end)
}

/// `الثلاثاء الأربعاء`, `الثلاثاء - الأربعاء`, `الخميس/الجمعة`: the night between two days.
fn night(words: &[&str], at: usize) -> Option<Parsed> {
    let (first, len) = calendar().weekday(words, at)?;
    let next = skip(words, at + len, &["-", "/", "–", "الى", "على"]);
    let (second, len) = calendar().weekday(words, next)?;
    if first.wrapping_add(1) != second {
        return None;
    }
    let day = |weekday| Box::new(Expr::Weekday { weekday, which: None, weeks: 0 });
    Some(Parsed::new(next + len, Expr::Range(day(first), day(second))))
}
