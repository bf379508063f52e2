//! Tables of expressions: text, words found, days meant.

mod absolute;
mod chronicle;
mod corpus;
mod properties;
mod relative;
mod stories;
mod traps;

use super::*;
use crate::model::{Block, Document, Origin, PublishedBasis, Role, Span};

fn document(text: &str) -> Document {
    Document {
        id: "x".into(),
        origin: Origin::default(),
        text: text.into(),
        blocks: vec![Block { role: Role::Paragraph, span: Span::new(0, text.len()) }],
        outlet: None,
        address: None,
        published: None,
    }
}

fn days(s: &str) -> Interval {
    match s.split_once('/') {
        Some((a, b)) => Interval::between(a.parse().unwrap(), b.parse().unwrap()),
        None => Interval::day(s.parse().unwrap()),
    }
}

/// All expressions of `text`, published on `day` (or between two days), as `words = EDTF`.
fn dates(published: &str, text: &str) -> Vec<String> {
    let document = document(text);
    let reading = Reading::new(&document);
    let interval = days(published);
    let published = Published { interval, basis: PublishedBasis::Stated, reasons: Vec::new() };
    let found = find(&reading).resolve(Some(&published));
    found.iter().map(|d| format!("{} = {}", d.span.of(text), d.interval.edtf())).collect()
}

/// Checks a table of (publication, text, expected), and shows all rows that fail at once.
#[track_caller]
fn check(table: &[(&str, &str, &[&str])]) {
    let mut wrong = String::new();
    for (published, text, expected) in table {
        let found = dates(published, text);
        if found != *expected {
            wrong += &format!("{published}: {text}\n  expected {expected:?}\n  found    {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
