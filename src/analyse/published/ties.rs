//! Dated events told with a day that is seen from the text's own: `التقى بلينكن فؤاد حسين … اليوم الجمعة`.

use jiff::ToSpan;
use jiff::civil::Date;

use super::anchors::{Anchor, Told, anchors};
use super::clue::{Evidence, MOST, Weight, nowhere, of_sentence, words};
use super::days::Condition;
use crate::analyse::Reading;
use crate::analyse::dates::{Expr, Expressions, Found, Viewpoint, resolve};
use crate::model::Interval;
use crate::text::calendar::calendar;

/// The evidence of all ties. The youngest event comes first: it is the news, older ones are its background.
pub(super) fn evidence(reading: &Reading<'_>, expressions: &Expressions, told: &[Told]) -> Vec<Evidence> {
    let mut out: Vec<(Date, Evidence)> = Vec::new();
    let mut told: Vec<&Told> = told.iter().collect();
    told.sort_by_key(|t| std::cmp::Reverse(anchors().anchors.get(t.anchor).map(|a| a.latest)));
    for t in told {
        let Some(anchor) = anchors().anchors.get(t.anchor) else { continue };
        out.extend(anniversary(reading, t, anchor).map(|e| (anchor.latest, e)));
        let here = of_sentence(&expressions.0, t.sentence);
        if here.len() > MOST || here.iter().any(|f| is_dated_background(f, anchor)) {
            continue;
        }
        out.extend(here.iter().filter_map(|f| tie(reading, f, anchor)).map(|e| (anchor.latest, e)));
        if out.len() >= MOST {
            break;
        }
    }
    out.into_iter().map(|(_, evidence)| evidence).collect()
}

/// So many days around an anniversary it is news.
const AROUND: i32 = 14;

/// `الذكرى السنوية الثانية لاغتيال سليماني`: the text is of the days around that anniversary.
fn anniversary(reading: &Reading<'_>, told: &Told, anchor: &Anchor) -> Option<Evidence> {
    let sentence = reading.sentences.get(told.sentence)?;
    let words: Vec<&str> = reading.words_of(sentence).iter().map(|w| reading.folded(w)).collect();
    let at = words.iter().position(|w| matches!(*w, "الذكرى" | "للذكرى" | "بالذكرى" | "والذكرى"))?;
    let next = at + 1 + usize::from(words.get(at + 1) == Some(&"السنوية"));
    let feminine = *words.get(next)?;
    let years = match calendar().ordinal(&[feminine.strip_suffix('ة').unwrap_or(feminine)], 0) {
        Some((n, _)) => i32::from(n),
        None if feminine == "الاولى" => 1,
        None => return None,
    };
    let day = anchor.earliest.checked_add(years.years()).ok()?;
    let (from, to) = (day.checked_sub(AROUND.days()).ok()?, day.checked_add(AROUND.days()).ok()?);
    Some(Evidence {
        weight: Weight::Event,
        reason: format!("it tells of an anniversary: {} ({})", anchor.what, anchor.interval().edtf()),
        condition: Condition::Between(Interval::between(from, to)),
    })
}

/// A sentence that gives the event's year tells it as background, and its weekdays are of something else.
fn is_dated_background(f: &Found, anchor: &Anchor) -> bool {
    let absolute = f.expr.is_absolute() && f.says.is_none();
    absolute && resolve(&f.expr, &nowhere(f)).is_some_and(|i| i.intersects(&anchor.interval()))
}

/// The days of publication on which the expression means the day of the event.
fn tie(reading: &Reading<'_>, f: &Found, anchor: &Anchor) -> Option<Evidence> {
    // What holds on any day proves nothing: a weekday or a day of a month must fit the event.
    let reach = match &f.expr {
        Expr::FromToday { weekday: Some(_), .. } => 8,
        Expr::Weekday { .. } => 22,
        Expr::Day { .. } if !f.expr.is_absolute() => 400,
        _ => return None,
    };
    let days: Vec<Date> = (-8..=reach)
        .filter_map(|n: i32| anchor.earliest.checked_add(n.days()).ok())
        .filter(|today| meets(f, *today, anchor))
        .collect();
    (!days.is_empty()).then(|| Evidence {
        weight: Weight::Event,
        reason: format!(
            "it tells of \"{}\": {} ({})",
            words(reading, f),
            anchor.what,
            anchor.interval().edtf()
        ),
        condition: Condition::OneOf(days),
    })
}

/// Whether the expression, written on `today`, means the day of the event.
fn meets(f: &Found, today: Date, anchor: &Anchor) -> bool {
    let day = match &f.expr {
        Expr::FromToday { days, weekday } => {
            let day = today.checked_add(days.days()).ok();
            day.filter(|d| weekday.is_none_or(|w| d.weekday() == w))
        }
        expr => {
            let published = Some(Interval::day(today));
            resolve(expr, &Viewpoint { published, ..nowhere(f) }).and_then(|i| i.single_day())
        }
    };
    day.is_some_and(|d| anchor.earliest <= d && d <= anchor.latest)
}
