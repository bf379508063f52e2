//! Dates by which agencies open a report and factions close a statement: `بغداد (أ ف ب) 26-1-2024 -`, and a last
//! line that says nothing but the day.

use jiff::civil::Date;

use super::clue::{Evidence, Weight, nowhere, of_sentence, words};
use super::days::Condition;
use crate::analyse::Reading;
use crate::analyse::dates::{Expr, Expressions, Found, resolve};
use crate::model::Role;
use crate::text::calendar::date_line;

/// So many words from its first a report's place, agency and date take at most.
const OPENING: usize = 10;
/// A line with so many words more than its date is still a signature.
const SIGNATURE: usize = 3;

/// The date at the head of the first sentence, and lines of the text that hold a date alone.
pub(super) fn evidence(reading: &Reading<'_>, expressions: &Expressions) -> Vec<Evidence> {
    let mut body = reading.sentences.iter().enumerate().filter(|(_, s)| s.role != Role::Caption);
    let lead = body.clone().find(|(_, s)| s.role.is_body()).map(|(n, _)| n);
    let last = body.next_back().map(|(n, _)| n);
    let opening = lead.and_then(|n| opening(reading, of_sentence(&expressions.0, n)));
    let closing = last.filter(|n| Some(*n) != lead).and_then(|n| closing(reading, n));
    opening.into_iter().chain(closing).collect()
}

/// `بغداد / 26 يناير 2024 / الأناضول -`: a date among the first words, closed off from the sentence by a sign.
fn opening(reading: &Reading<'_>, found: &[Found]) -> Option<Evidence> {
    let f = found.iter().find(|f| matches!(f.expr, Expr::Day { .. }))?;
    let sentence = reading.sentences.get(f.sentence)?;
    let is_sign = |at: Option<usize>, signs: &[&str]| {
        at.and_then(|at| reading.words.get(at)).is_some_and(|w| signs.contains(&reading.folded(w)))
    };
    let at_head = f.words.start < sentence.words.start + OPENING;
    let set_off = f.words.start == sentence.words.start
        || is_sign(f.words.start.checked_sub(1), &["-", "–", "—", "/", ")", "،", "|", "(", ":"]);
    let closed = is_sign(Some(f.words.end), &["-", "–", "—", "/", ")", ":", "|", "ـ"]);
    if !(at_head && set_off && closed) {
        return None;
    }
    let day = resolve(&f.expr, &nowhere(f)).and_then(|i| i.single_day())?;
    Some(stated(day, &words(reading, f)))
}

/// A last sentence that holds a date and next to nothing else.
fn closing(reading: &Reading<'_>, index: usize) -> Option<Evidence> {
    let sentence = reading.sentences.get(index)?;
    let text = sentence.span.of(reading.text);
    if text.len() > 200 {
        return None;
    }
    let line = date_line(text)?;
    let rest = text.split_whitespace().count().saturating_sub(line.span.of(text).split_whitespace().count());
    // A signature is a paragraph of its own, and no sentence.
    let before = index.checked_sub(1).and_then(|n| reading.sentences.get(n));
    let own_block = before.is_none_or(|b| b.block != sentence.block) && !text.ends_with(['.', '!', '؟']);
    let signed = !line.updated && own_block && (line.alone || rest <= SIGNATURE);
    signed.then(|| stated(line.date, line.span.of(text)))
}

fn stated(day: Date, words: &str) -> Evidence {
    Evidence {
        weight: Weight::Stated,
        reason: format!("it is dated \"{words}\""),
        condition: Condition::OneOf(vec![day]),
    }
}
