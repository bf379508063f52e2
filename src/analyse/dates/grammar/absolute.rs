//! Days, months, years, seasons and decades that the text names.

use super::{Parsed, skip, word};
use crate::analyse::dates::expression::{Expr, Part, Says, Which, Year};
use crate::analyse::dates::words::words as time_words;
use crate::text::calendar::{calendar, number, stated_at, year_at};

/// `يوم 19 يوليو`, `الجمعة 26 كانون الثاني/يناير 2024`, `الـ26 من تموز/ يوليو الماضي`, `31/ 12/ 2021`.
pub(super) fn day(words: &[&str], at: usize) -> Option<Parsed> {
    let mut next = skip(words, at, &["يوم", "يومي", "ليلة", "ليل"]);
    let today = match word(words, next) {
        "اليوم" => Some(0),
        w if time_words().yesterday.contains(w) => Some(-1),
        "غد" | "غدا" => Some(1),
        _ => None,
    };
    if today.is_some() {
        next = skip(words, next + 1, &["،", ","]);
    }
    let (mut weekday, mut which) = (None, None);
    if let Some((day, len)) = calendar().weekday(words, next) {
        weekday = Some(day);
        next += len;
        // «الاثنين المقبل 18 كانون الأول»
        if let Some(of) = time_words().which.get(word(words, next)) {
            which = matches!(of, Which::Last | Which::Next | Which::This).then_some(*of);
            next += usize::from(which.is_some());
        }
        next = skip(words, next, &["،", ",", "-", "("]);
        next = skip(words, next, &["الموافق", "الواقع", "المصادف", "بتاريخ"]);
        next = skip(words, next, &["في", "ل", "يوم"]);
    }
    let stated = stated_at(words, next)?;
    let (day, month) = (stated.day?, stated.month?);
    let mut end = next + stated.words;
    let year = match stated.year {
        Some(year) => Year::Stated(year),
        None => year_of(words, end).map_or(named(words, at, day, month), |(year, after)| {
            end = after;
            year
        }),
    };
    let year = match (year, which) {
        (Year::Open, Some(Which::Last)) => Year::Before,
        (Year::Open, Some(Which::Next)) => Year::After,
        (year, _) => year,
    };
    if let Year::Stated(_) = year
        && let Some(after) = hijri_beside(words, end)
    {
        end = after;
    }
    // "The eighth day of October" is not today; a weekday or a number tells that it is.
    let in_digits = word(words, next).starts_with(|c: char| c.is_ascii_digit());
    let today = today.filter(|_| weekday.is_some() || in_digits);
    if weekday.is_some() && next.checked_sub(1).is_some_and(|n| word(words, n) == "(") {
        end = skip(words, end, &[")"]);
    }
    let expr = Expr::Day { day, month, year, weekday };
    Some(Parsed { end, expr, says: today.map(|days| Says::Today { days }) })
}

/// `ليلة رأس السنة`, `عيد الميلاد 2019`: days of the year that have names. The eve is the day before.
pub(super) fn feast(words: &[&str], at: usize) -> Option<Parsed> {
    let eve = matches!(word(words, at), "ليلة" | "عشية");
    let next = skip(words, at, &["يوم", "ليلة", "عشية", "صباح"]);
    let (feast, len) = time_words().feasts.iter().find_map(|feast| {
        let fits =
            |name: &&String| name.split(' ').enumerate().all(|(n, part)| word(words, next + n) == part);
        let name = feast.names.iter().find(fits)?;
        Some((feast, name.split(' ').count()))
    })?;
    let mut end = next + len;
    if word(words, end).starts_with("الهجري") {
        return None;
    }
    let year = match year_at(word(words, end)) {
        Some(year) => {
            end += 1;
            Year::Stated(year)
        }
        None => year_of(words, end).map_or(Year::Nearest, |(year, after)| {
            end = after;
            year
        }),
    };
    let (day, month, year) = match (eve, feast.month, feast.day) {
        (false, month, day) => (day, month, year),
        (true, 1, 1) => match year {
            Year::Stated(year) => (31, 12, Year::Stated(year.checked_sub(1)?)),
            year => (31, 12, year),
        },
        (true, month, 1) => (30, month - 1, year),
        (true, month, day) => (day - 1, month, year),
    };
    Some(Parsed::new(end, Expr::Day { day, month, year, weekday: None }))
}

/// The `3` of `3 و17 تموز`: its month stands with the last of the list.
pub(super) fn listed_day(words: &[&str], at: usize) -> Option<Parsed> {
    let (first, end) = day_number(words, at)?;
    if word(words, end) != "و" || !word(words, at).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let Expr::Day { day: last, month, year, .. } = day(words, end + 1)?.expr else { return None };
    let in_digits = word(words, end + 1).starts_with(|c: char| c.is_ascii_digit());
    (in_digits && first < last)
        .then(|| Parsed::new(end, Expr::Day { day: first, month, year, weekday: None }))
}

/// `غرة أيار`: the first day of the month.
pub(super) fn first_day(words: &[&str], at: usize) -> Option<Parsed> {
    if word(words, at) != "غرة" {
        return None;
    }
    let (month, year, end) = month_phrase(words, skip(words, at + 1, &["من"]))?;
    Some(Parsed::new(end, Expr::Day { day: 1, month, year, weekday: None }))
}

/// `بعد 31/12`: a day and a month that no other reading of the two numbers allows, after a word that a date follows.
pub(super) fn day_and_month(words: &[&str], at: usize) -> Option<Parsed> {
    let before = word(words, at.checked_sub(1)?);
    let bare = before.strip_prefix(['و', 'ف']).unwrap_or(before);
    let cued = matches!(
        bare,
        "بعد"
            | "قبل"
            | "حتى"
            | "في"
            | "يوم"
            | "بتاريخ"
            | "تاريخ"
            | "منذ"
            | "لغاية"
            | "الى"
            | "من"
            | "مساء"
            | "صباح"
    );
    let (day, month) = (number(word(words, at))?, number(word(words, at + 2))?);
    let parted = word(words, at + 1) == "/" && !matches!(word(words, at + 3), "/" | "-" | ".");
    let fits = (13..=31).contains(&day) && (1..=12).contains(&month) && (day, month) != (24, 7);
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    (cued && parted && fits)
        .then(|| Parsed::new(at + 3, Expr::Day { day, month, year: Year::Nearest, weekday: None }))
}

/// Whether the day is known by its name: `هجوم السابع من أكتوبر`.
fn named(words: &[&str], at: usize, day: i8, month: i8) -> Year {
    let before = words.get(at.saturating_sub(2)..at).unwrap_or_default();
    let named = time_words().named_days.iter().find(|n| {
        let said =
            |w: &&str| n.after.iter().any(|a| a == w || w.strip_prefix(['و', 'ب', 'ل', 'ف']) == Some(a));
        (n.day, n.month) == (day, month) && before.iter().any(said)
    });
    named.map_or(Year::Open, |n| Year::Named(n.year))
}

/// `الخامس من الشهر الجاري`, `26 الجاري`, `في 15 من الشهر الماضي`.
pub(super) fn day_of_month(words: &[&str], at: usize) -> Option<Parsed> {
    let mut next = skip(words, at, &["يوم"]);
    if let Some((_, len)) = calendar().weekday(words, next) {
        next = skip(words, next + len, &["،", ","]);
    }
    let (day, after) = day_number(words, next)?;
    if word(words, after) == "منه" && word(words, next).starts_with(|c: char| c.is_ascii_digit()) {
        return Some(Parsed::new(after + 1, Expr::DayOf { day, which: Which::Same }));
    }
    let of = skip(words, after, &["من"]);
    let of = skip(words, of, &["هذا"]);
    let noun = skip(words, of, &["الشهر"]);
    let (which, end) = if noun > of && of > 0 && word(words, of - 1) == "هذا" {
        (Which::This, noun)
    } else {
        (*time_words().which.get(word(words, noun))?, noun + 1)
    };
    // `الثاني الحالي` is no day: without "month" only "the current" and "the past" are said so.
    let bare = noun == of;
    let day_is_a_number = word(words, after - 1).starts_with(|c: char| c.is_ascii_digit());
    if bare && (!day_is_a_number && after == of || which == Which::Same || which == Which::Following) {
        return None;
    }
    Some(Parsed::new(end, Expr::DayOf { day, which }))
}

/// `26`, `الـ26`, `الخامس عشر`; and the index after it.
pub(super) fn day_number(words: &[&str], at: usize) -> Option<(i8, usize)> {
    if word(words, at) == "غرة" {
        return Some((1, at + 1));
    }
    let at = if word(words, at) == "ال" { at + 1 } else { at };
    if let Some(n) = number(word(words, at)) {
        return i8::try_from(n).ok().filter(|n| (1..=31).contains(n)).map(|n| (n, at + 1));
    }
    calendar().ordinal(words, at).map(|(n, len)| (n, at + len))
}

/// `تموز 2021`, `شهر تشرين الأول الماضي`, `كانون الثاني/يناير العام الماضي`, `أكتوبر`.
pub(super) fn month(words: &[&str], at: usize) -> Option<Parsed> {
    let (month, year, end) = month_phrase(words, at)?;
    Some(Parsed::new(end, Expr::Month { month, year, part: Part::Whole }))
}

/// A month with its year, and the index after it.
pub(super) fn month_phrase(words: &[&str], at: usize) -> Option<(i8, Year, usize)> {
    let next = skip(words, at, &["شهر", "شهري"]);
    if let Some(stated) = stated_at(words, next)
        && let (None, Some(month), Some(year)) = (stated.day, stated.month, stated.year)
    {
        return Some((month, Year::Stated(year), next + stated.words));
    }
    let (month, len) = calendar().month(words, next)?;
    let end = next + len;
    Some(match year_of(words, end) {
        Some((year, after)) => (month, year, after),
        None => (month, Year::Open, end),
    })
}

/// What says the year after a day or month: `الماضي`, `من العام الماضي`, `هذا العام`, `من عام 2021`, `من العام نفسه`.
pub(super) fn year_of(words: &[&str], at: usize) -> Option<(Year, usize)> {
    if let Some(which) = time_words().which.get(word(words, at)) {
        let year = match which {
            Which::Last => Year::Before,
            Which::Next => Year::After,
            Which::This => Year::Of(Which::This),
            Which::New | Which::Same | Which::Following => return None,
        };
        return Some((year, at + 1));
    }
    let mut next = skip(words, at, &["،", ","]);
    next = skip(words, next, &["من", "في", "ل"]);
    if let Some((year, end)) = year_noun(words, next) {
        return Some((Year::Stated(year), end));
    }
    let (which, end) = which_year(words, next)?;
    Some((Year::Of(which), end))
}

/// `عام 2014`, `العام 2014`, `سنة 2003`, `العام الماضي 2020`: a year with its noun.
pub(super) fn year_noun(words: &[&str], at: usize) -> Option<(i16, usize)> {
    if !matches!(
        word(words, at),
        "عامي"
            | "سنتي"
            | "الاعوام"
            | "اعوام"
            | "عام"
            | "العام"
            | "سنة"
            | "السنة"
            | "للعام"
            | "لعام"
            | "بعام"
    ) {
        return None;
    }
    let next = skip(words, at + 1, &["(", "ال"]);
    let year = year_at(word(words, next))?;
    let closes = word(words, at + 1) == "(" && word(words, next + 1) == ")";
    (word(words, at + 1) != "(" || closes).then_some((year, next + 1 + usize::from(closes)))
}

/// `العام الماضي`, `هذا العام`, `ذلك العام`, `السنة الحالية`; and the index after it.
pub(super) fn which_year(words: &[&str], at: usize) -> Option<(Which, usize)> {
    match word(words, at) {
        "العام" | "السنة" | "للعام" => {
            Some((*time_words().which.get(word(words, at + 1))?, at + 2))
        }
        "هذا" | "هذه" => {
            matches!(word(words, at + 1), "العام" | "السنة").then_some((Which::This, at + 2))
        }
        "ذلك" | "تلك" => {
            matches!(word(words, at + 1), "العام" | "السنة").then_some((Which::Same, at + 2))
        }
        _ => None,
    }
}

/// `عام 2014`, `سنة 2003`, and a bare year after a preposition (`منذ 2003`), which the guard checks.
pub(super) fn year(words: &[&str], at: usize) -> Option<Parsed> {
    let (year, end) = match year_noun(words, at) {
        Some(found) => found,
        None => (year_at(word(words, at))?, at + 1),
    };
    Some(Parsed::new(end, Expr::Year { year, part: Part::Whole }))
}

/// `صيف 2014`, `خريف عام 2019`, `ربيع العام الماضي`, `الصيف الماضي`.
pub(super) fn season(words: &[&str], at: usize) -> Option<Parsed> {
    let first = word(words, at);
    let (season, definite) = match first.strip_prefix("ال") {
        Some(bare) => (calendar().season(&[bare], 0)?.0, true),
        None => (calendar().season(words, at)?.0, false),
    };
    let (year, end) = if definite {
        let which = time_words().which.get(word(words, at + 1))?;
        let year = match which {
            Which::Last => Year::Before,
            Which::Next => Year::After,
            Which::This => Year::Of(Which::This),
            Which::New | Which::Same | Which::Following => return None,
        };
        (year, at + 2)
    } else if let Some(year) = year_at(word(words, at + 1)) {
        (Year::Stated(year), at + 2)
    } else {
        let next = skip(words, at + 1, &["من"]);
        match year_noun(words, next) {
            Some((year, end)) => (Year::Stated(year), end),
            None => which_year(words, next).map(|(which, end)| (Year::Of(which), end))?,
        }
    };
    Some(Parsed::new(end, Expr::Season { season, year }))
}

/// `تسعينيات القرن الماضي`, `الثمانينات`.
pub(super) fn decade(words: &[&str], at: usize) -> Option<Parsed> {
    let first = *time_words().decades.get(word(words, at))?;
    let mut end = at + 1;
    if word(words, end) == "القرن"
        && matches!(word(words, end + 1), "الماضي" | "العشرين" | "المنصرم" | "الفائت")
    {
        end += 2;
    } else if !word(words, at).starts_with("ال") {
        return None; // `خمسينات` alone may be banknotes or ages
    }
    Some(Parsed::new(end, Expr::Decade { first }))
}

/// `18 ذو الحجة 1442 هـ`, `شهر رمضان الماضي`, `10 محرم`; a Gregorian date beside it says it better.
pub(super) fn hijri(words: &[&str], at: usize) -> Option<Parsed> {
    let mut next = skip(words, at, &["يوم"]);
    if let Some((_, len)) = calendar().weekday(words, next) {
        next = skip(words, next + len, &["،", ",", "-"]);
    }
    let (day, month, year, mut end) = hijri_phrase(words, next)?;
    let beside = skip(words, end, &["،", ",", "-", "/", "|", "("]);
    let beside = skip(words, beside, &["الموافق", "الموافقة", "المصادف"]);
    let beside = skip(words, beside, &["ل", "لـ"]);
    if let Some(stated) = stated_at(words, beside)
        && let (Some(day), Some(month), Some(year)) = (stated.day, stated.month, stated.year)
    {
        let closes = word(words, beside + stated.words) == ")" && word(words, end) == "(";
        let end = beside + stated.words + usize::from(closes);
        return Some(Parsed::new(end, Expr::Day { day, month, year: Year::Stated(year), weekday: None }));
    }
    let mut which = None;
    if year.is_none() {
        which = time_words().which.get(word(words, end)).copied().filter(|w| *w != Which::Same);
        end += usize::from(which.is_some());
    }
    let has_noun = word(words, next) == "شهر";
    // A month alone may be a person (`رمضان`, `رجب`, `شعبان`): something must say that it is a time.
    (day.is_some() || year.is_some() || which.is_some() || has_noun)
        .then(|| Parsed::new(end, Expr::Hijri { day, month, year, which }))
}

type HijriPhrase = (Option<i8>, i8, Option<i16>, usize);

fn hijri_phrase(words: &[&str], at: usize) -> Option<HijriPhrase> {
    let (day, after) = day_number(words, at).map_or((None, at), |(day, after)| (Some(day), after));
    let month_at = skip(words, skip(words, after, &["من"]), &["شهر"]);
    let (month, len) = calendar().hijri_month(words, month_at)?;
    let next = skip(words, month_at + len, &["،", ",", "من", "ل"]);
    let next = skip(words, next, &["عام", "سنة", "العام", "لعام"]);
    let year =
        number(word(words, next)).and_then(|y| i16::try_from(y).ok()).filter(|y| (1300..=1500).contains(y));
    let mut end = if year.is_some() { next + 1 } else { month_at + len };
    if year.is_some() {
        end = skip(words, end, &["ه", "للهجرة", "هجري", "هجرية", "هجريا"]);
    }
    Some((day.filter(|d| *d <= 30), month, year, end))
}

/// A Hijri date in brackets or after "corresponding to", which belongs to the Gregorian one before it.
fn hijri_beside(words: &[&str], at: usize) -> Option<usize> {
    let next = skip(words, at, &["م", "ميلادي", "ميلادية"]);
    let opened = skip(words, next, &["(", "،", ",", "-", "/"]);
    let opened = skip(words, opened, &["الموافق", "الموافقة"]);
    if opened == at {
        return None;
    }
    let opened = skip(words, opened, &["ل"]);
    let (_, _, year, end) = hijri_phrase(words, opened)?;
    year?;
    Some(if word(words, next) == "(" { skip(words, end, &[")"]) } else { end })
}
