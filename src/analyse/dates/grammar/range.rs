//! From one date to another: `بين 17 و20 تشرين الأول 2023`, `من 3 إلى 5 أيار`, `بين عامي 2014 و2017`, `2014-2017`.

use super::{Parsed, absolute, skip, word};
use crate::analyse::dates::expression::{Expr, Part, Year};
use crate::text::calendar::{calendar, year_at};

/// A range of days, months or years.
pub(super) fn range(words: &[&str], at: usize) -> Option<Parsed> {
    years(words, at).or_else(|| days(words, at)).or_else(|| months(words, at))
}

/// The word between both ends and the index after it. `و` joins only after `بين`, in listings it does not.
fn joint(words: &[&str], at: usize, between: bool) -> Option<usize> {
    match word(words, at) {
        "-" | "–" | "—" | "ـ" if !between => Some(at + 1),
        "و" if between => Some(at + 1),
        "الى" | "إلى" | "حتى" | "ولغاية" | "لغاية" | "وحتى" => Some(at + 1),
        _ => None,
    }
}

fn opened(words: &[&str], at: usize) -> (bool, bool, usize) {
    match word(words, at) {
        "بين" => (true, true, skip(words, at + 1, &["يومي", "الفترة"])),
        "من" => (true, false, skip(words, at + 1, &["يوم"])),
        _ => (false, false, at),
    }
}

fn years(words: &[&str], at: usize) -> Option<Parsed> {
    let (has_opener, between, next) = opened(words, at);
    let nouned = skip(words, next, &["عامي", "عام", "سنتي", "الاعوام", "العامين", "سنة", "اعوام", "الفترة"]);
    let first = year_at(word(words, nouned))?;
    let second_at = joint(words, nouned + 1, between)?;
    let second_at = skip(words, second_at, &["عام", "سنة", "العام"]);
    let second = year_at(word(words, second_at))?;
    let dash = !between && matches!(word(words, nouned + 1), "-" | "–" | "—");
    let sure = has_opener || nouned > next || dash;
    (sure && first < second).then(|| {
        let year = |year| Box::new(Expr::Year { year, part: Part::Whole });
        Parsed::new(second_at + 1, Expr::Range(year(first), year(second)))
    })
}

/// `17 و20 تشرين الأول 2023` after `بين`, `3-5 أيار`, `26 يوليو و1 أغسطس 2021` after `بين`.
fn days(words: &[&str], at: usize) -> Option<Parsed> {
    let (_, between, next) = opened(words, at);
    let next = skip(words, next, &["يومي"]);
    let (first, after) = absolute::day_number(words, next)?;
    let own = calendar().month(words, skip(words, after, &["من", "شهر"]));
    let (own_month, own_year, joint_at) = match own {
        Some((month, len)) => {
            let end = skip(words, after, &["من", "شهر"]) + len;
            match year_at(word(words, end)) {
                Some(year) => (Some(month), Some(year), end + 1),
                None => (Some(month), None, end),
            }
        }
        None => (None, None, after),
    };
    // `26 و27 تموز` are two days that follow each other; `3 و17 أيار` are two dates.
    let listed = !between && word(words, joint_at) == "و" && own_month.is_none();
    let second_at = if listed { joint_at + 1 } else { joint(words, joint_at, between)? };
    let second = absolute::day(words, second_at)?;
    let Expr::Day { day: last, month, year, .. } = second.expr else { return None };
    if listed && first.checked_add(1) != Some(last) {
        return None;
    }
    // The year stands at the end; `بين 28 ديسمبر و3 يناير 2024` begins in the one before.
    let turns = own_month.is_some_and(|m| m > month);
    let inherited = match year {
        Year::Stated(year) if turns => Year::Stated(year.checked_sub(1)?),
        year => year,
    };
    let first_year = own_year.map_or(inherited, Year::Stated);
    let first = Expr::Day { day: first, month: own_month.unwrap_or(month), year: first_year, weekday: None };
    Some(Parsed::new(second.end, Expr::Range(Box::new(first), Box::new(second.expr))))
}

/// `بين تموز وأيلول 2021`, `من أيلول/سبتمبر 2024 إلى أيلول/سبتمبر 2025`.
fn months(words: &[&str], at: usize) -> Option<Parsed> {
    let (has_opener, between, next) = opened(words, at);
    if !has_opener {
        return None;
    }
    let (month, year, end) = absolute::month_phrase(words, next)?;
    // `و` stands before a word without a space.
    let glued = word(words, end).strip_prefix('و').filter(|_| between);
    let mut rest: Vec<&str> = Vec::new();
    let second = match glued {
        Some(core) => {
            rest.extend(words.iter().skip(end).take(12));
            *rest.first_mut()? = core;
            absolute::month_phrase(&rest, 0).map(|(m, y, e)| (m, y, e + end))
        }
        None => absolute::month_phrase(words, joint(words, end, between)?),
    };
    let (second_month, second_year, end) = second?;
    let year = if year == Year::Open { second_year } else { year };
    let expr = |month, year| Box::new(Expr::Month { month, year, part: Part::Whole });
    Some(Parsed::new(end, Expr::Range(expr(month, year), expr(second_month, second_year))))
}
