//! How strikes, statements and steps are told in the Arab world's news, sentence by sentence: what is told is found, and
//! nothing is made of threats, denials, drills and figures of speech.
//!
//! The files of `sentences/` hold a sentence a line; `{words|A}` marks what tells a strike, `S` a statement, `M` a step
//! that was taken and `M*` one to come. Each is read as the only paragraph of an article of its own.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::sync::{Arc, LazyLock};

use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest;
use rasid::model::{EventKind, Modality, Origin};

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new(Arc::new(Lexicon::built_in().unwrap())));

/// What the marks stand for: a kind, and whether it is to come.
type Mark = (EventKind, bool);

/// Takes the marks out of a line.
fn read_line(line: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        let (marked, after) = after.split_once('}').unwrap();
        let (words, mark) = marked.split_once('|').unwrap();
        text.push_str(before);
        text.push_str(words);
        marks.push(match mark {
            "A" => (EventKind::Attack, false),
            "S" => (EventKind::Statement, false),
            "M" => (EventKind::Milestone, false),
            "M*" => (EventKind::Milestone, true),
            other => panic!("{other} is no mark"),
        });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// The events of a kind that a sentence tells as facts, each with its first word.
fn told(sentence: &str, context: &str, kind: EventKind) -> Vec<(bool, String)> {
    let text = format!("تطورات اليوم\n\nالسبت 10 شباط 2024\n\n{sentence}\n{context}");
    let document = ingest::read_text("sentence", text, Origin::default());
    let analysis = ANALYSER.analyse(&document);
    let facts = analysis.events.iter().filter(|event| {
        event.kind == kind && matches!(event.modality, Modality::Asserted | Modality::Claimed)
    });
    facts.map(|event| (event.planned, event.trigger.of(&document.text).to_owned())).collect()
}

/// Reads a file. Gives the share of sentences of which exactly what is marked is found, and says which are not.
fn share(name: &str, file: &str, kind: EventKind, context: &str) -> f64 {
    let lines: Vec<_> = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut right = 0u32;
    for line in &lines {
        let (sentence, marks) = read_line(line);
        let expected = |planned: bool| marks.iter().filter(|&&mark| mark == (kind, planned)).count();
        let found = told(&sentence, context, kind);
        let is_right = if kind == EventKind::Milestone {
            [true, false]
                .iter()
                .all(|&planned| found.iter().filter(|(p, _)| *p == planned).count() == expected(planned))
        } else {
            found.len() == expected(false)
        };
        right += u32::from(is_right);
        if !is_right {
            println!("{name}: {line}\n    found {found:?}");
        }
    }
    let share = f64::from(right) / f64::from(u32::try_from(lines.len()).unwrap());
    println!("{name}: {right} of {} = {share:.3}", lines.len());
    share
}

/// An article on the presence of foreign forces has more than one sentence on it.
const ON_PRESENCE: &str = "\nوفي البلاد قوات أجنبية ضمن التحالف الدولي.\nوبقاء القوات الأجنبية موضع خلاف.\n";

#[test]
fn strikes_are_found() {
    let share = share("attacks", include_str!("sentences/attacks.txt"), EventKind::Attack, "");
    assert!(share >= 0.97, "{share}");
}

#[test]
fn what_is_no_strike_is_not_told_as_one() {
    let share = share("not_attacks", include_str!("sentences/not_attacks.txt"), EventKind::Attack, "");
    assert!(share >= 1.0, "{share}");
}

/// The events of an article as it stands.
fn events_of(article: &str) -> Vec<rasid::model::Event> {
    let document = ingest::read_text("article", article.to_owned(), Origin::default());
    ANALYSER.analyse(&document).events
}

#[test]
fn matches_markets_storms_films_and_hackers_tell_no_event() {
    let articles = include_str!("sentences/other_matters.txt").split("\n---\n");
    for article in articles {
        let title = article.lines().next().unwrap_or_default();
        let found = events_of(article);
        assert!(found.is_empty(), "{title}: {found:?}");
    }
}

#[test]
fn an_article_of_threats_denials_and_drills_tells_no_strike() {
    let found = events_of(include_str!("sentences/only_threats.txt"));
    assert!(found.iter().any(|e| e.kind == EventKind::Statement));
    let strikes = found.iter().filter(|e| {
        e.kind == EventKind::Attack
            && !matches!(e.modality, Modality::Denied | Modality::Threatened | Modality::Hypothetical)
    });
    assert_eq!(strikes.count(), 0);
}

#[test]
fn statements_are_found() {
    let share =
        share("statements", include_str!("sentences/statements.txt"), EventKind::Statement, ON_PRESENCE);
    assert!(share >= 0.96, "{share}");
}

#[test]
fn steps_are_found() {
    let share =
        share("milestones", include_str!("sentences/milestones.txt"), EventKind::Milestone, ON_PRESENCE);
    assert!(share >= 0.93, "{share}");
}

#[test]
fn what_is_no_step_is_not_told_as_one() {
    let share = share(
        "not_milestones",
        include_str!("sentences/not_milestones.txt"),
        EventKind::Milestone,
        ON_PRESENCE,
    );
    assert!(share >= 1.0, "{share}");
}
