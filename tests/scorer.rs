//! The scorer itself, against figures that were worked out apart from it.

mod common;

use std::collections::BTreeMap;

use common::annotation::Annotation;
use common::run::{ARTICLES, CORPUS};
use common::score::{Score, score};

fn gold() -> (Annotation, Vec<String>) {
    CORPUS.read().expect("the corpus and its annotation")
}

/// The annotation, damaged in every way that the scorer tells apart.
fn damaged(gold: &Annotation) -> Annotation {
    let mut bad = gold.clone();
    bad.mentions = Vec::new();
    for (n, m) in gold.mentions.iter().enumerate() {
        let mut m = m.clone();
        match n % 10 {
            0 => continue,
            1 => m.place.end -= 1,
            2 => m.kind = "ORG".into(),
            3 => m.entity = "somebody_else".into(),
            _ => {}
        }
        bad.mentions.push(m);
    }
    bad.dates = Vec::new();
    for (n, d) in gold.dates.iter().enumerate() {
        let mut d = d.clone();
        match n % 6 {
            0 => continue,
            1 => d.place.start += 2,
            2 => d.days.latest = Some("1999-12-31".into()),
            3 => {
                let mut extra = d.clone();
                extra.place.start = 1;
                extra.place.end = 2;
                bad.dates.push(extra);
            }
            _ => {}
        }
        bad.dates.push(d);
    }
    bad.events = Vec::new();
    for (n, e) in gold.events.iter().enumerate() {
        let mut e = e.clone();
        match n % 8 {
            0 => continue,
            1 => e.place.start += 3,
            2 => e.kind = "attack".into(),
            3 => e.days.earliest = None,
            4 => e.actors = Some(vec!["iraq".into(), "iran".into()]),
            5 => e.modality = Some("denied".into()),
            6 => bad.events.push(e.clone()),
            _ => {}
        }
        bad.events.push(e);
    }
    bad.articles.remove(4);
    bad.articles[0].title = Some("RT".into());
    bad.articles[1].published = None;
    bad.articles[2].source_id = None;
    for (n, article) in bad.articles.iter_mut().enumerate() {
        let (start, end) = (n * 40, 1500 + n * 300);
        let role = if n == 3 { "furniture" } else { "paragraph" };
        article.blocks = vec![common::annotation::Block { role: role.into(), start, end }];
    }
    bad
}

/// All figures at once, rounded to four digits.
fn figures(s: &Score) -> Vec<(&'static str, f64)> {
    let r = |x: f64| (x * 10_000.0).round() / 10_000.0;
    vec![
        ("title", r(s.structure.title)),
        ("published", r(s.structure.published)),
        ("source", r(s.structure.source)),
        ("lines", r(s.structure.lines)),
        ("mentions p", r(s.mentions.tally.precision())),
        ("mentions r", r(s.mentions.tally.recall())),
        ("mentions f1", r(s.mentions.tally.f1())),
        ("span only", r(s.mentions.span_only.f1())),
        ("linking", r(s.mentions.linking)),
        ("dates found", r(s.dates.found.f1())),
        ("dates resolved", r(s.dates.resolved.f1())),
        ("events p", r(s.events.tally.precision())),
        ("events r", r(s.events.tally.recall())),
        ("events f1", r(s.events.tally.f1())),
        ("event dates", r(s.events.dates)),
        ("actors", r(s.events.actors.f1())),
    ]
}

#[test]
fn the_annotation_scored_against_itself_is_perfect() {
    let (gold, texts) = gold();
    let mut found = gold.clone();
    for (article, text) in found.articles.iter_mut().zip(&texts) {
        let mut start = 0;
        for (n, line) in text.split('\n').enumerate() {
            let end = start + line.chars().count();
            if !article.furniture_lines.contains(&(n + 1)) {
                let role = "paragraph".to_owned();
                article.blocks.push(common::annotation::Block { role, start, end });
            }
            start = end + 1;
        }
    }
    let s = score(&gold, &found, &texts);
    assert_eq!(s.errors, Vec::<String>::new());
    for (name, figure) in figures(&s) {
        assert_eq!(figure, 1.0, "{name}");
    }
}

#[test]
fn nothing_found_is_nothing_right() {
    let (gold, texts) = gold();
    let nothing =
        Annotation::parse(r#"{"articles": [], "mentions": [], "dates": [], "events": []}"#).expect("JSON");
    let s = score(&gold, &nothing, &texts);
    assert_eq!(s.mentions.tally.misses, gold.mentions.len());
    assert_eq!((s.mentions.tally.precision(), s.mentions.tally.f1()), (1.0, 0.0));
    assert_eq!((s.dates.resolved.f1(), s.events.tally.f1(), s.structure.title), (0.0, 0.0, 0.0));
}

/// The figures are those that the reference scorer, a Python program apart from this one, gives for the same damage.
#[test]
fn damage_costs_what_the_reference_scorer_says() {
    let (gold, texts) = gold();
    let s = score(&gold, &damaged(&gold), &texts);
    let expected = [
        ("title", 0.6),
        ("published", 0.6),
        ("source", 0.6),
        ("lines", 0.5393),
        ("mentions p", 0.7783),
        ("mentions r", 0.6992),
        ("mentions f1", 0.7366),
        ("span only", 0.8395),
        ("linking", 0.8547),
        ("dates found", 0.8235),
        ("dates resolved", 0.6667),
        ("events p", 0.7321),
        ("events r", 0.6406),
        ("events f1", 0.6833),
        ("event dates", 0.7941),
        ("actors", 0.6944),
    ];
    assert_eq!(figures(&s), expected);
}

#[test]
fn vague_dates_and_events_that_are_told_again_count_neither_way() {
    let json = |found: bool| {
        let event = r#"{"article": "a", "start": 0, "end": 2, "trigger": "x", "kind": "attack"}"#;
        let date = r#"{"article": "a", "start": 0, "end": 2, "text": "x", "earliest": "2020-01-01", "latest": null}"#;
        let (kind, again) = if found {
            (["dates", "events"], "")
        } else {
            (["relative_dates", "coref_triggers"], r#", "dates": [], "events": []"#)
        };
        format!(
            r#"{{"articles": [{{"id": "a"}}], "mentions": [], "{}": [{date}], "{}": [{event}]{again}}}"#,
            kind[0], kind[1]
        )
    };
    let gold = Annotation::parse(&json(false)).expect("gold");
    let found = Annotation::parse(&json(true)).expect("found");
    let s = score(&gold, &found, &["جملة واحدة".to_owned()]);
    assert_eq!((s.dates.found.extras, s.events.tally.extras), (0, 0));
    let s = score(
        &Annotation { relative_dates: vec![], coref_triggers: vec![], ..gold },
        &found,
        &["جملة".into()],
    );
    assert_eq!((s.dates.found.extras, s.events.tally.extras), (1, 1));
}

/// An annotation that has slipped against its texts would blame the program for its own faults.
#[test]
fn annotated_words_stand_where_the_annotation_says() {
    for set in [CORPUS, ARTICLES] {
        let (gold, texts) = set.read().expect("the set is read");
        let texts: BTreeMap<_, Vec<char>> = gold
            .articles
            .iter()
            .zip(&texts)
            .map(|(a, text)| (a.id.as_str(), text.chars().collect()))
            .collect();
        let names = gold.mentions.iter().map(|m| (&m.place, &m.text));
        let dates = gold.dates.iter().map(|d| (&d.place, &d.text));
        let events = gold.events.iter().map(|e| (&e.place, &e.trigger));
        for (place, words) in names.chain(dates).chain(events) {
            let there: String = texts[place.article.as_str()][place.start..place.end].iter().collect();
            assert_eq!(there, *words, "{place:?}");
        }
        for pair in gold.mentions.windows(2) {
            let (a, b) = (&pair[0].place, &pair[1].place);
            assert!(a.article != b.article || a.end <= b.start, "{:?} and {:?} overlap", pair[0], pair[1]);
        }
    }
}
