//! Days and stretches seen from the publication: today, last Monday, two days ago, within a week.

use super::{Parsed, skip, word};
use crate::analyse::dates::expression::{Expr, Unit, Which};
use crate::analyse::dates::words::{UnitWord, words as time_words};
use crate::text::calendar::{calendar, number};

/// `اليوم`, `اليوم الجمعة`, `يوم أمس الخميس`, `أول من أمس`, `غدا`, `بعد غد`, `الليلة الماضية`, `هذا اليوم`.
pub(super) fn from_today(words: &[&str], at: usize) -> Option<Parsed> {
    let w = time_words();
    let mut next = skip(words, at, &["يوم", "ليلة", "ليل", "نهار"]);
    let named_day = next > at;
    let days = match word(words, next) {
        "اليوم" if !named_day => {
            next += 1;
            0
        }
        "هذا" if word(words, next + 1) == "اليوم" && !named_day => {
            next += 2;
            0
        }
        "الليلة" if w.which.get(word(words, next + 1)) == Some(&Which::Last) => {
            next += 2;
            -1
        }
        "اول" => {
            next = skip(words, next + 1, &["من"]);
            if !w.yesterday.contains(word(words, next)) {
                return None;
            }
            next += 1;
            -2
        }
        "بعد" if matches!(word(words, next + 1), "غد" | "الغد" | "غدا") => {
            next += 2;
            2
        }
        yesterday if w.yesterday.contains(yesterday) => {
            next += 1;
            if word(words, next) == "الاول" {
                next += 1;
                -2
            } else {
                -1
            }
        }
        // `الغد` alone is also "the future": a word for a day must stand before it.
        "غدا" => {
            next += 1;
            1
        }
        "غد" | "الغد" if named_day || before_is_time_of_day(words, at) || weekday_at(words, next + 1) =>
        {
            next += 1;
            1
        }
        _ => return None,
    };
    let mut weekday = None;
    let named = skip(words, next, &["،", ","]);
    if let Some((day, len)) = calendar().weekday(words, named) {
        weekday = Some(day);
        next = named + len;
    }
    Some(Parsed::new(next, Expr::FromToday { days, weekday }))
}

fn weekday_at(words: &[&str], at: usize) -> bool {
    calendar().weekday(words, at).is_some()
}

fn before_is_time_of_day(words: &[&str], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let before = word(words, before);
        let bare = before.strip_prefix(['و', 'ف', 'ب']).unwrap_or(before);
        time_words().day_times.contains(before) || time_words().day_times.contains(bare)
    })
}

/// `اليوم ذاته`, `في اليوم نفسه`, `اليوم التالي`.
pub(super) fn from_before(words: &[&str], at: usize) -> Option<Parsed> {
    if !matches!(word(words, at), "اليوم" | "الليلة") {
        return match (word(words, at), word(words, at + 1)) {
            ("ذلك", "اليوم") => Some(Parsed::new(at + 2, Expr::FromBefore { days: 0 })),
            _ => None,
        };
    }
    let days = match time_words().which.get(word(words, at + 1))? {
        Which::Same => 0,
        Which::Following => 1,
        _ => return None,
    };
    Some(Parsed::new(at + 2, Expr::FromBefore { days }))
}

/// `الجمعة`, `يوم الاثنين الماضي`, `الأحد المقبل`, `الخميس قبل الماضي`, `الثلاثاء من الأسبوع الماضي`.
pub(super) fn weekday(words: &[&str], at: usize) -> Option<Parsed> {
    let next = skip(words, at, &["يوم", "يومي"]);
    let (weekday, len) = calendar().weekday(words, next)?;
    let next = next + len;
    let which = |at: usize| time_words().which.get(word(words, at)).copied();
    let (which, weeks, end) = if let Some(which) = which(next) {
        (Some(which), 0, next + 1)
    } else if word(words, next) == "قبل" && which(next + 1) == Some(Which::Last) {
        (Some(Which::Last), -1, next + 2)
    } else if word(words, next) == "بعد" && which(next + 1) == Some(Which::Next) {
        (Some(Which::Next), 1, next + 2)
    } else {
        (None, 0, next)
    };
    if matches!(which, Some(Which::Same | Which::Following)) {
        return Some(Parsed::new(end - 1, Expr::Weekday { weekday, which: None, weeks: 0 }));
    }
    Some(Parsed::new(end, Expr::Weekday { weekday, which, weeks }))
}

/// `بين الجمعة والسبت`, `ليلتي الأحد والاثنين الماضيتين`: two weekdays that follow each other.
pub(super) fn weekdays(words: &[&str], at: usize) -> Option<Parsed> {
    let next = match word(words, at) {
        "بين" => skip(words, at + 1, &["يومي", "ليلتي"]),
        "ليلتي" => at + 1,
        _ => return None,
    };
    let (first, len) = calendar().weekday(words, next)?;
    let (second, end) = match word(words, next + len) {
        "و" => (word(words, next + len + 1), next + len + 2),
        joined => (joined.strip_prefix('و')?, next + len + 1),
    };
    let (second, _) = calendar().weekday(&[second], 0)?;
    if first.until(second) != 1 {
        return None;
    }
    let which = time_words().which.get(word(words, end)).copied();
    let which = which.filter(|w| matches!(w, Which::Last | Which::Next | Which::This));
    let end = end + usize::from(which.is_some());
    let day = |weekday| Box::new(Expr::Weekday { weekday, which, weeks: 0 });
    Some(Parsed::new(end, Expr::Range(day(first), day(second))))
}

/// `قبل يومين`, `منذ ثلاثة أيام`, `قبل 10 أيام`, `بعد أسبوع من الآن`.
pub(super) fn ago(words: &[&str], at: usize) -> Option<Parsed> {
    let ahead = match word(words, at) {
        "بعد" => true,
        ago if time_words().ago.contains(ago) => false,
        _ => return None,
    };
    let (count, unit, end) = amount(words, at + 1)?;
    let from_now = skip(words, end, &["من"]);
    let said_so = from_now > end && matches!(word(words, from_now), "الان" | "اليوم" | "تاريخه");
    // "Two days before/after X" is measured from X, which the text does not date here.
    let of_something = matches!(word(words, end), "من" | "على" | "ل" | "علي");
    if (!said_so && (ahead || of_something)) || unit == Unit::Hour {
        return None;
    }
    let end = if said_so { from_now + 1 } else { end };
    Some(Parsed::new(end, Expr::Ago { count: if ahead { -count } else { count }, unit }))
}

/// `خلال أسبوع`, `في غضون شهرين`, `الأيام الثلاثة الماضية`, `الساعات الـ24 الماضية`, `آخر 48 ساعة`, `العامين الماضيين`.
pub(super) fn window(words: &[&str], at: usize) -> Option<Parsed> {
    if let Some(parsed) = definite_window(words, at) {
        return Some(parsed);
    }
    let mut next = skip(words, at, &["في"]);
    let last = word(words, next) == "اخر";
    if !last && !time_words().within.contains(word(words, next)) {
        return None;
    }
    next += 1;
    if word(words, next) == "اقل" && word(words, next + 1) == "من" {
        next += 2;
    }
    if !last && let Some(parsed) = definite_window(words, next) {
        return Some(parsed);
    }
    let (count, unit, end) = amount(words, next)?;
    let which = time_words().which.get(word(words, end)).copied();
    let (ahead, end) = match which {
        Some(Which::Last) => (Some(false), end + 1),
        Some(Which::Next) => (Some(true), end + 1),
        _ => (last.then_some(false), end),
    };
    // "Within a day" and "within a year" are ways to say soon; so are some hours.
    let soon = count == 1 && matches!(unit, Unit::Day | Unit::Year) && which.is_none();
    if soon || unit == Unit::Hour && count < 24 {
        return None;
    }
    Some(Parsed::new(end, Expr::Window { count, unit, ahead }))
}

/// `الأيام الثلاثة الماضية`, `الشهرين المقبلين`, `الـ24 ساعة الماضية`.
fn definite_window(words: &[&str], at: usize) -> Option<Parsed> {
    let (count, unit, end) = if word(words, at) == "ال" {
        let count = number(word(words, at + 1))?;
        let unit = time_words().units.get(word(words, at + 2)).filter(|u| !u.definite)?;
        (count, unit.unit, at + 3)
    } else {
        let unit = time_words().units.get(word(words, at)).filter(|u| u.definite && u.count != Some(1))?;
        match unit.count {
            Some(count) => (count, unit.unit, at + 1),
            None => {
                let (count, end) = definite_count(words, at + 1)?;
                (count, unit.unit, end)
            }
        }
    };
    let ahead = match time_words().which.get(word(words, end))? {
        Which::Last => false,
        Which::Next => true,
        _ => return None,
    };
    let ok = (1..=1000).contains(&count) && (unit != Unit::Hour || count >= 24);
    ok.then(|| Parsed::new(end + 1, Expr::Window { count, unit, ahead: Some(ahead) }))
}

/// `الثلاثة`, `العشر`, `الـ24`, `ال 48`.
pub(super) fn definite_count(words: &[&str], at: usize) -> Option<(i32, usize)> {
    let first = word(words, at);
    if first == "ال" {
        return Some((number(word(words, at + 1))?, at + 2));
    }
    let (count, len) = calendar().cardinal(&[first.strip_prefix("ال")?], 0)?;
    Some((i32::from(count), at + len))
}

/// An amount of time: `يومين`, `أسبوع`, `3 أيام`, `ثلاثة أشهر`, `عشرين يوما`, `شهر واحد`.
pub(super) fn amount(words: &[&str], at: usize) -> Option<(i32, Unit, usize)> {
    let unit_at = |at: usize| time_words().units.get(word(words, at)).filter(|u| !u.definite);
    let counted = |count: i32, at: usize| -> Option<(i32, Unit, usize)> {
        let UnitWord { unit, count: form, .. } = unit_at(at)?;
        (form != &Some(2) && (1..=1000).contains(&count)).then_some((count, *unit, at + 1))
    };
    if let Some(count) = number(word(words, at)) {
        return counted(count, at + 1);
    }
    if let Some((count, len)) = calendar().cardinal(words, at) {
        return counted(i32::from(count), at + len);
    }
    let unit = unit_at(at)?;
    let count = unit.count?;
    let end = skip(words, at + 1, &["واحد", "واحدة", "كامل", "كاملة"]);
    // `عام 2014` is a year, and `يوم الجمعة` a day.
    let names = number(word(words, end)).is_some()
        || calendar().weekday(words, end).is_some()
        || calendar().month(words, end).is_some()
        || calendar().hijri_month(words, end).is_some();
    (!names).then_some((count, unit.unit, end))
}
