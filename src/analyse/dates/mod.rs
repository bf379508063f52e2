//! Date expressions: found by a grammar over words, resolved to intervals against the day of publication.
//!
//! Finding and resolving are two steps, because what is found before the publication date is known helps to
//! infer it (see [`super::published`]).

mod chronicle;
mod expression;
mod grammar;
mod period;
mod resolve;
mod tense;
mod words;

pub(crate) use expression::{Certainty, Expr, Found, Says, Tense, Which, Year};
pub(crate) use resolve::{Story, Viewpoint, resolve};
pub(super) use tense::tells_of_the_future;

use chronicle::Chronicle;
use jiff::civil::Date;

use super::Reading;
use crate::model::{DateRef, Interval, Published, Why};

/// The date expressions of a text, not yet resolved.
#[derive(Debug, Clone, Default)]
pub struct Expressions(pub(crate) Vec<Found>);

/// Finds all date expressions, in order, without overlap. Linear in the text's length.
pub fn find(reading: &Reading<'_>) -> Expressions {
    let mut found = grammar::scan(reading);
    chronicle::mark(reading, &mut found);
    Expressions(found)
}

impl Expressions {
    /// Resolves every expression against the day or days of publication and the dates before it in the text.
    ///
    /// What cannot be resolved keeps the unknown interval, so that it can still be shown as a date.
    pub fn resolve(&self, published: Option<&Published>) -> Vec<DateRef> {
        let published = published.map(|p| p.interval);
        let mut before = None;
        let mut story: Option<(Date, usize)> = None;
        let mut chronicle = Chronicle::default();
        let mut out = Vec::with_capacity(self.0.len());
        for found in &self.0 {
            let told = story.filter(|&(_, sentence)| {
                found.sentence == sentence || found.sequel && found.sentence == sentence + 1
            });
            let sure = found.sequel && told.is_some_and(|(_, sentence)| sentence != found.sentence);
            let story_day = told.map(|(day, _)| Story { day, sure });
            let view = Viewpoint {
                published,
                before,
                tense: found.tense,
                certainty: found.certainty,
                story: story_day.filter(|_| found.tense == Tense::Past),
            };
            let with_year = chronicle.with_year(found);
            let expr = with_year.as_ref().unwrap_or(&found.expr);
            let interval = resolve(expr, &view);
            chronicle.reach(found, interval.and_then(|i| i.earliest));
            if let Some(interval) = interval {
                before = Some(interval);
                // A day or month whose year is stated, or was taken from such a one.
                let dated = matches!(expr, Expr::Day { .. } | Expr::Month { .. })
                    && (expr.is_absolute() || view.story.is_some());
                if dated {
                    story = interval.earliest.map(|day| (day, found.sentence));
                }
            }
            out.push(DateRef {
                span: found.span,
                interval: interval.unwrap_or_default(),
                why: why(found, interval, &view, with_year.is_some()),
            });
        }
        out
    }
}

/// The rule and the anchor, in words.
fn why(found: &Found, interval: Option<Interval>, view: &Viewpoint, in_order: bool) -> Why {
    let published = view.published.map(|p| p.edtf()).unwrap_or_default();
    let note = if interval.is_none() {
        if published.is_empty() {
            "the day of publication is not known".to_owned()
        } else {
            "no such day".to_owned()
        }
    } else if in_order {
        "its year is that of the heading or entry above it, or the next".to_owned()
    } else if found.expr.is_absolute() {
        "stated in the text".to_owned()
    } else {
        let tense = match found.tense {
            Tense::Past => "looking back",
            Tense::Future => "looking ahead",
        };
        match view.before {
            Some(before) if matches!(found.expr, Expr::FromBefore { .. }) => {
                format!("from the date before it, {}", before.edtf())
            }
            _ => format!("from the publication, {published}, {tense}"),
        }
    };
    Why::new(found.rule, note)
}

#[cfg(test)]
mod tests;
