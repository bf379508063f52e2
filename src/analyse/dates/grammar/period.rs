//! Years, months and weeks seen from the publication, and parts of any period.

use super::absolute::{month_phrase, which_year, year_noun};
use super::relative::definite_count;
use super::{Parsed, skip, word};
use crate::analyse::dates::expression::{Expr, Part, Says, Unit, Which, Year};
use crate::analyse::dates::words::words as time_words;
use crate::text::calendar::{calendar, year_at};

/// `العام الماضي`, `نهاية العام الحالي، 2021`, `منتصف تشرين الأول`, `بداية عام 2021`, `الربع الأول من 2024`.
pub(super) fn period(words: &[&str], at: usize) -> Option<Parsed> {
    let Some((part, next)) = part(words, at) else {
        return whole(words, at, Part::Whole, false);
    };
    let next = skip(words, next, &["من"]);
    if let Some((Part::Share { nth, of }, after)) = self::part(words, next)
        && matches!(part, Part::Start | Part::End)
    {
        return edge_of_share(words, skip(words, after, &["من"]), part, nth, of);
    }
    whole(words, next, part, true)
}

/// `الأسبوع الأول من شباط`, `الأيام العشرة الأولى من تشرين الثاني`, `الأسبوع الأخير من عام 2023`.
pub(super) fn days_of(words: &[&str], at: usize) -> Option<Parsed> {
    let (part, end) = match word(words, at) {
        "الاسبوع" if word(words, at + 1) == "الاخير" => {
            (Part::Days { from: 0, count: 7 }, at + 2)
        }
        "الاسبوع" => {
            let (nth, len) = calendar().ordinal(words, at + 1).filter(|(nth, _)| *nth <= 4)?;
            (Part::Days { from: (nth - 1) * 7 + 1, count: 7 }, at + 1 + len)
        }
        "الايام" => {
            let (count, end) = definite_count(words, at + 1)?;
            let count = i8::try_from(count).ok().filter(|n| (2..=25).contains(n))?;
            match word(words, end) {
                "الاولى" => (Part::Days { from: 1, count }, end + 1),
                "الاخيرة" => (Part::Days { from: 0, count }, end + 1),
                _ => return None,
            }
        }
        _ => return None,
    };
    if word(words, end) != "من" {
        return None;
    }
    whole(words, end + 1, part, true)
}

/// `نهاية الربع الثاني من العام الجاري`: the last month of the second quarter, of this year where none is named.
fn edge_of_share(words: &[&str], at: usize, part: Part, nth: i8, of: i8) -> Option<Parsed> {
    let months = 12_i8.checked_div(of)?;
    let month = if part == Part::Start { months * (nth - 1) + 1 } else { months * nth };
    let (year, end) = match (year_noun(words, at), year_at(word(words, at)), which_year(words, at)) {
        (Some((year, end)), ..) => (Year::Stated(year), end),
        (_, Some(year), _) => (Year::Stated(year), at + 1),
        (_, _, Some((which, end))) => (Year::Of(which), end),
        _ => (Year::Of(Which::This), skip_back(words, at)),
    };
    Some(Parsed::new(end, Expr::Month { month, year, part: Part::Whole }))
}

/// The index before a preposition that was read in vain.
fn skip_back(words: &[&str], at: usize) -> usize {
    if at > 0 && word(words, at - 1) == "من" { at - 1 } else { at }
}

/// The part that is named at `at`, and the index after it.
fn part(words: &[&str], at: usize) -> Option<(Part, usize)> {
    if let Some(part) = time_words().parts.get(word(words, at)) {
        return Some((*part, at + 1));
    }
    let of = match word(words, at) {
        "النصف" => 2,
        "الثلث" => 3,
        "الربع" | "الفصل" => 4,
        _ => return None,
    };
    if of == 2 && word(words, at + 1) == "الاخر" {
        return Some((Part::Share { nth: 2, of }, at + 2));
    }
    if matches!(word(words, at + 1), "الاخير") {
        return Some((Part::Share { nth: of, of }, at + 2));
    }
    let (nth, len) = calendar().ordinal(words, at + 1)?;
    (nth <= of).then_some((Part::Share { nth, of }, at + 1 + len))
}

/// The period at `at`, of which `part` is meant. After a part, "the year" alone is enough.
fn whole(words: &[&str], at: usize, part: Part, after_part: bool) -> Option<Parsed> {
    if let Some((year, end)) = year_noun(words, at) {
        return Some(Parsed::new(end, Expr::Year { year, part }));
    }
    if let Some((which, end)) = which_year(words, at) {
        return Some(with_stated_year(words, end, which, part));
    }
    if after_part {
        if let Some(year) = year_at(word(words, at)) {
            return Some(Parsed::new(at + 1, Expr::Year { year, part }));
        }
        if let Some((month, year, end)) = month_phrase(words, at) {
            return Some(Parsed::new(end, Expr::Month { month, year, part }));
        }
    }
    let (unit, which, end) = unit_phrase(words, at, after_part)?;
    if unit == Unit::Year {
        return Some(with_stated_year(words, end, which, part));
    }
    Some(Parsed::new(end, Expr::Period { unit, which, part }))
}

/// `العام الحالي`, and `2021` or `، 2021` or `(2021)` after it, which then counts.
fn with_stated_year(words: &[&str], end: usize, which: Which, part: Part) -> Parsed {
    let opened = skip(words, end, &["،", ",", "("]);
    if let Some(year) = year_at(word(words, opened)) {
        let closed = if word(words, end) == "(" { skip(words, opened + 1, &[")"]) } else { opened + 1 };
        let own = match which {
            Which::This => Some(year),
            Which::Last => year.checked_add(1),
            Which::Next => year.checked_sub(1),
            Which::New | Which::Same | Which::Following => None,
        };
        return Parsed { end: closed, expr: Expr::Year { year, part }, says: own.map(Says::Year) };
    }
    Parsed::new(end, Expr::Period { unit: Unit::Year, which, part })
}

/// `الشهر الماضي`, `هذا الأسبوع`, `الشهر` (after a part); unit, which one, and the index after it.
fn unit_phrase(words: &[&str], at: usize, after_part: bool) -> Option<(Unit, Which, usize)> {
    let definite = |at: usize| {
        let unit = time_words().units.get(word(words, at))?;
        let whole = matches!(unit.unit, Unit::Week | Unit::Month | Unit::Year);
        (unit.definite && unit.count == Some(1) && whole).then_some(unit.unit)
    };
    match word(words, at) {
        "هذا" | "هذه" => return Some((definite(at + 1)?, Which::This, at + 2)),
        "ذلك" | "تلك" => return Some((definite(at + 1)?, Which::Same, at + 2)),
        _ => {}
    }
    let unit = definite(at)?;
    match time_words().which.get(word(words, at + 1)) {
        Some(which) => Some((unit, *which, at + 2)),
        None if after_part => Some((unit, Which::This, at + 1)),
        None => None,
    }
}
