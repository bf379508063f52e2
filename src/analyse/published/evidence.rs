//! What a text says about the day on which it appeared.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::anchors::{Anchor, Told, anchors};
use crate::analyse::Reading;
use crate::analyse::dates::{Certainty, Expr, Expressions, Found, Says, Tense, Viewpoint, resolve};
use crate::model::{Document, Interval, Role};
use crate::text::calendar::date_in_address;

/// How much a piece of evidence weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// A bound on one side.
    Bound,
    /// What reports do as a rule: their first sentence names the weekday of the report.
    Habit,
    /// A dated event told with a day that fits it.
    Event,
    /// The text says on which day, or in which year, it is written.
    Stated,
}

/// A condition on the day of publication.
pub(super) struct Evidence<'a> {
    pub weight: Weight,
    /// For people.
    pub reason: String,
    pub may_be: Box<dyn Fn(Date) -> bool + 'a>,
}

/// So many pieces of one kind are weighed; a longer text adds nothing new.
const MOST: usize = 64;

/// All evidence, in the order in which it is to be weighed.
pub(super) fn collect<'a>(
    document: &'a Document,
    reading: &Reading<'a>,
    expressions: &'a Expressions,
) -> Vec<Evidence<'a>> {
    let told = anchors().told(reading);
    let mut out = Vec::new();
    out.extend(address(document));
    out.extend(own_words(reading, expressions));
    out.extend(lower_bounds(reading, expressions, &told));
    out.extend(ties(reading, expressions, &told));
    out.extend(upper_bounds(reading, expressions));
    out.extend(first_weekday(reading, expressions, &told));
    out
}

/// A date in the web address or in the file's name.
fn address(document: &Document) -> Option<Evidence<'static>> {
    let from_address = document.address.as_deref().and_then(date_in_address).map(|d| (d, "the web address"));
    let (day, what) =
        from_address.or_else(|| date_in_address(&document.id).map(|d| (d, "the file's name")))?;
    Some(Evidence {
        weight: Weight::Stated,
        reason: format!("{what} holds {day}"),
        may_be: Box::new(move |d| d == day),
    })
}

/// `اليوم الجمعة 26 كانون الثاني`, `العام الحالي، 2021`, `أمس الخميس`: conditions that the text states of itself.
fn own_words<'a>(reading: &Reading<'a>, expressions: &'a Expressions) -> Vec<Evidence<'a>> {
    let mut out = Vec::new();
    let found = || expressions.0.iter().filter(|f| role(reading, f) != Some(Role::Caption));
    for f in found().filter(|f| matches!(f.says, Some(Says::Today { .. }))).take(MOST) {
        let Some(Says::Today { days }) = f.says else { continue };
        let view = |today| Viewpoint {
            published: Some(Interval::day(today)),
            before: None,
            tense: f.tense,
            certainty: f.certainty,
        };
        let words = f.span.of(reading.text);
        out.push(Evidence {
            weight: Weight::Stated,
            reason: format!("the text says \"{words}\" of a day {}", from_today(days)),
            may_be: Box::new(move |today| {
                let day = today.checked_add(days.days()).ok().map(Interval::day);
                resolve(&f.expr, &view(today)) == day
                    && weekday_of(&f.expr)
                        .is_none_or(|w| day.and_then(|d| d.earliest).is_some_and(|d| d.weekday() == w))
            }),
        });
    }
    for f in found().filter(|f| matches!(f.says, Some(Says::Year(_)))).take(MOST) {
        let Some(Says::Year(year)) = f.says else { continue };
        let words = f.span.of(reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
        out.push(Evidence {
            weight: Weight::Stated,
            reason: format!("the text says \"{words}\", so it is of {year}"),
            may_be: Box::new(move |d| d.year() == year),
        });
    }
    for f in found().filter(|f| weekday_seen_from_today(&f.expr).is_some()).take(MOST) {
        let Some((days, weekday)) = weekday_seen_from_today(&f.expr) else { continue };
        let words = f.span.of(reading.text);
        out.push(Evidence {
            weight: Weight::Stated,
            reason: format!("the text says \"{words}\": it is of a {}", name(weekday.wrapping_sub(days))),
            may_be: Box::new(move |d| d.checked_add(days.days()).is_ok_and(|d| d.weekday() == weekday)),
        });
    }
    out
}

fn weekday_of(expr: &Expr) -> Option<Weekday> {
    match expr {
        Expr::Day { weekday, .. } => *weekday,
        _ => None,
    }
}

fn weekday_seen_from_today(expr: &Expr) -> Option<(i32, Weekday)> {
    match expr {
        Expr::FromToday { days, weekday: Some(weekday) } => Some((*days, *weekday)),
        _ => None,
    }
}

fn from_today(days: i32) -> &'static str {
    match days {
        0 => "that is its own",
        i32::MIN..0 => "that is just past",
        _ => "that is to come",
    }
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// A text is not older than what it tells as past.
fn lower_bounds(reading: &Reading<'_>, expressions: &Expressions, told: &[Told]) -> Vec<Evidence<'static>> {
    let mut bounds: Vec<(Date, String)> = Vec::new();
    for f in &expressions.0 {
        // A photograph of the archive is older than its article, but an update is not.
        let past = f.certainty == Certainty::SurelyPast || role(reading, f) == Some(Role::Caption);
        if past && f.expr.is_absolute() && f.says.is_none() {
            let day = resolve(&f.expr, &nowhere(f)).and_then(|i| i.earliest);
            bounds.extend(day.map(|d| (d, format!("it tells \"{}\" as past", f.span.of(reading.text)))));
        }
    }
    for t in told {
        let Some(anchor) = anchors().anchors.get(t.anchor) else { continue };
        bounds.push((anchor.earliest, format!("it tells: {} ({})", anchor.what, anchor.interval().edtf())));
    }
    // The later ones say more; an earlier one then changes nothing, and a wrong one stands at the end.
    bounds.sort_by_key(|(day, _)| *day);
    bounds.dedup_by_key(|(day, _)| *day);
    let skip = bounds.len().saturating_sub(MOST);
    let bounds = bounds.into_iter().skip(skip);
    bounds
        .map(|(day, reason)| Evidence { weight: Weight::Bound, reason, may_be: Box::new(move |d| d >= day) })
        .collect()
}

fn nowhere(f: &Found) -> Viewpoint {
    Viewpoint { published: None, before: None, tense: f.tense, certainty: f.certainty }
}

/// A text that speaks of a day to come by its date is not younger than that day.
fn upper_bounds(reading: &Reading<'_>, expressions: &Expressions) -> Vec<Evidence<'static>> {
    let coming =
        expressions.0.iter().filter(|f| f.tense == Tense::Future && f.expr.is_absolute() && f.says.is_none());
    coming
        .filter(|f| role(reading, f) != Some(Role::Caption))
        .take(MOST)
        .filter_map(|f| {
            let day = resolve(&f.expr, &nowhere(f))?.latest?;
            let reason = format!("it tells \"{}\" as coming", f.span.of(reading.text));
            Some(Evidence { weight: Weight::Bound, reason, may_be: Box::new(move |d| d <= day) })
        })
        .collect()
}

/// Dated events that the text tells with a day seen from its own: `التقى بلينكن فؤاد حسين … اليوم الجمعة`.
fn ties<'a>(reading: &Reading<'a>, expressions: &'a Expressions, told: &[Told]) -> Vec<Evidence<'a>> {
    let mut out: Vec<(Date, Evidence<'a>)> = Vec::new();
    for t in told.iter().take(4 * MOST) {
        let Some(anchor) = anchors().anchors.get(t.anchor) else { continue };
        let here = of_sentence(&expressions.0, t.sentence);
        if here.iter().any(|f| is_dated_background(f, anchor)) {
            continue;
        }
        for f in here {
            if let Some(evidence) = tie(reading, f, anchor) {
                out.push((anchor.latest, evidence));
            }
        }
    }
    // The youngest event is the news; older ones are its background.
    out.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    out.truncate(MOST);
    out.into_iter().map(|(_, evidence)| evidence).collect()
}

/// The expressions of one sentence; they are in order of sentences.
fn of_sentence(found: &[Found], sentence: usize) -> &[Found] {
    let from = found.partition_point(|f| f.sentence < sentence);
    let to = found.partition_point(|f| f.sentence <= sentence);
    &found[from..to]
}

/// A sentence that gives the event's year tells it as background, and its weekdays are of something else.
fn is_dated_background(f: &Found, anchor: &Anchor) -> bool {
    let absolute = f.expr.is_absolute() && f.says.is_none();
    absolute && resolve(&f.expr, &nowhere(f)).is_some_and(|i| i.intersects(&anchor.interval()))
}

fn tie<'a>(reading: &Reading<'a>, f: &'a Found, anchor: &'static Anchor) -> Option<Evidence<'a>> {
    // What holds on any day proves nothing: a weekday or a day of a month must fit the event.
    let proves = match &f.expr {
        Expr::FromToday { weekday, .. } => weekday.is_some(),
        Expr::Weekday { .. } => true,
        Expr::Day { .. } => !f.expr.is_absolute(),
        _ => false,
    };
    let possible = |today: Date| meets(f, today, anchor);
    let any = (-8..=400).filter_map(|n: i32| anchor.earliest.checked_add(n.days()).ok()).any(possible);
    if !proves || !any {
        return None;
    }
    let words = f.span.of(reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Evidence {
        weight: Weight::Event,
        reason: format!("it tells of \"{words}\": {} ({})", anchor.what, anchor.interval().edtf()),
        may_be: Box::new(move |today| {
            let near = anchor.earliest.checked_sub(8.days()).is_ok_and(|d| d <= today)
                && anchor.latest.checked_add(400.days()).is_ok_and(|d| today <= d);
            near && meets(f, today, anchor)
        }),
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
            let view = Viewpoint {
                published: Some(Interval::day(today)),
                before: None,
                tense: f.tense,
                certainty: f.certainty,
            };
            resolve(expr, &view).and_then(|i| i.single_day())
        }
    };
    day.is_some_and(|d| anchor.earliest <= d && d <= anchor.latest)
}

/// Agencies name the day of the report by its weekday alone, in the first sentence.
fn first_weekday<'a>(
    reading: &Reading<'a>,
    expressions: &'a Expressions,
    told: &[Told],
) -> Option<Evidence<'a>> {
    let lead = reading.sentences.iter().position(|s| s.role.is_body() && s.role != Role::Caption)?;
    let bare = |f: &&Found| matches!(f.expr, Expr::Weekday { which: None, .. }) && f.words.len() == 1;
    let found = of_sentence(&expressions.0, lead);
    let f = found.iter().find(|f| bare(f) && f.tense == Tense::Past)?;
    let Expr::Weekday { weekday, .. } = f.expr else { return None };
    // A first sentence that looks back at an old event names that event's weekday.
    let day = |t: &Told| anchors().anchors.get(t.anchor).map(|a| a.latest);
    let here = told.iter().filter(|t| t.sentence == lead).filter_map(day).max();
    if here.is_some() && here < told.iter().filter_map(day).max() {
        return None;
    }
    Some(Evidence {
        weight: Weight::Habit,
        reason: format!("its first sentence tells what happened \"{}\"", f.span.of(reading.text)),
        may_be: Box::new(move |d| d.weekday() == weekday),
    })
}

fn role(reading: &Reading<'_>, f: &Found) -> Option<Role> {
    reading.sentences.get(f.sentence).map(|s| s.role)
}
