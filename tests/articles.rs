//! Thirty articles that no rule was made on, as the reader's own files, against their annotation.

mod common;

use common::annotation::Event;
use common::run::{ARTICLES, found_in, hold};

#[test]
fn articles_that_no_rule_was_made_on_are_understood() {
    let documents = ARTICLES.documents().expect("the articles are read");
    let score = ARTICLES.score(&documents).expect("the articles are scored");
    hold(&score, &[("title", 1.0)]);
}

#[test]
fn football_markets_and_weather_hold_no_attacks_and_no_milestones() {
    let documents = ARTICLES.documents().expect("the articles are read");
    let off_topic: Vec<_> = documents.into_iter().filter(|d| d.id.as_str() >= "28").collect();
    assert_eq!(off_topic.len(), 3);
    let found = found_in(&off_topic).expect("the articles are analysed");
    let told = |e: &&Event| e.kind != "statement" && e.is_asserted();
    let told: Vec<_> =
        found.events.iter().filter(told).map(|e| (&e.place.article, &e.kind, &e.trigger)).collect();
    assert_eq!(told, []);
}
