//! The same event told twice: the library's groups, as articles come, change and go.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rasid::analyse::same_event::{Part, Told, link};
use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest;
use rasid::library::{EventRow, Filter, Import, Library, Page, import};
use rasid::model::{Analysis, Document, EventKind, Origin, Outlet, Participant};

fn analyser() -> Analyser {
    Analyser::new(Arc::new(Lexicon::built_in().unwrap()))
}

/// The built-in articles and those of the tests, with what is found in them.
fn collection() -> Vec<(Document, Analysis)> {
    let analyser = analyser();
    let mut documents = ingest::built_in();
    for folder in ["articles", "held_out"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap();
            documents.push(ingest::read_text(path.to_str().unwrap(), text, Origin::default()));
        }
    }
    let analyse = |document: Document| (analyser.analyse(&document), document);
    documents.into_iter().map(analyse).map(|(analysis, document)| (document, analysis)).collect()
}

fn add(library: &mut Library, articles: &[(Document, Analysis)]) {
    for (document, analysis) in articles {
        library.add(document, analysis).unwrap();
    }
}

fn timeline(library: &Library) -> Vec<EventRow> {
    library.timeline(&Filter::default(), Page::ALL).unwrap()
}

/// The groups, as sets of (article, offset of the trigger).
fn groups(rows: &[EventRow]) -> BTreeSet<BTreeSet<(String, usize)>> {
    let mut groups: BTreeMap<i64, BTreeSet<_>> = BTreeMap::new();
    let mut tellers: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let teller =
            row.outlet.as_ref().map_or_else(|| format!("article {}", row.article_id), |o| o.id.clone());
        tellers.entry(row.group.unwrap_or(-1)).or_default().insert(teller);
    }
    for row in rows {
        // What is kept beside the groups is what a look at all of them gives.
        assert_eq!(row.told_by, row.group.map_or(1, |group| tellers[&group].len()));
        if let Some(group) = row.group {
            groups.entry(group).or_default().insert((row.article_id.clone(), row.trigger.start));
        }
    }
    groups.into_values().collect()
}

/// What the library should hold, by the pure function.
fn expected(articles: &[(Document, Analysis)]) -> BTreeSet<BTreeSet<(String, usize)>> {
    let (mut rows, mut at) = (Vec::new(), Vec::new());
    for (n, (document, analysis)) in articles.iter().enumerate() {
        let kinds: HashMap<_, _> = analysis.entities.iter().map(|e| (&e.id, e.kind)).collect();
        for event in &analysis.events {
            let part = |part: Part, who: &[Participant]| {
                let named = who.iter().filter_map(|p| p.entity.clone());
                named.filter_map(|id| Some((part, id.clone(), *kinds.get(&id)?))).collect::<Vec<_>>()
            };
            rows.push(Told {
                article: i64::try_from(n).unwrap(),
                kind: event.kind,
                planned: event.planned,
                modality: event.modality,
                interval: event.interval,
                parts: [
                    part(Part::Actor, &event.actors),
                    part(Part::Target, &event.targets),
                    part(Part::Place, &event.places),
                    part(Part::Weapon, &event.weapons),
                ]
                .concat(),
                count: event.count,
                killed: event.killed,
                sentence: event.sentence.of(&document.text),
            });
            at.push((document.id.clone(), event.trigger.start));
        }
    }
    let mut groups: BTreeMap<usize, BTreeSet<_>> = BTreeMap::new();
    for (place, event) in at.into_iter().zip(link(&rows)) {
        groups.entry(event).or_default().insert(place);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

#[test]
fn the_library_groups_as_the_pure_function_does() {
    let articles = collection();
    let mut library = Library::in_memory().unwrap();
    add(&mut library, &articles);
    let found = groups(&timeline(&library));
    assert!(found.len() >= 4, "{found:?}");
    assert_eq!(found, expected(&articles));
}

#[test]
fn a_merged_timeline_shows_each_event_once() {
    let mut library = Library::in_memory().unwrap();
    add(&mut library, &collection());
    let day = |text: &str| Some(text.parse().unwrap());
    for filter in [
        Filter::default(),
        Filter { kinds: vec![EventKind::Milestone], ..Filter::default() },
        Filter { outlets: vec!["elaph".into(), "aljazeera".into()], ..Filter::default() },
        Filter { from: day("2021-07-01"), to: day("2021-12-31"), ..Filter::default() },
        Filter::entity("us_forces".into()),
    ] {
        let all = library.timeline(&filter, Page::ALL).unwrap();
        let merged = library.timeline_merged(&filter, Page::ALL).unwrap();
        let mut seen = BTreeSet::new();
        let first: Vec<_> =
            all.iter().filter(|row| row.group.is_none_or(|group| seen.insert(group))).collect();
        assert_eq!(merged.iter().collect::<Vec<_>>(), first);
        assert!(!merged.is_empty());
        assert_eq!(library.count_merged(&filter).unwrap(), merged.len());
        let paged: Vec<_> = (0..merged.len().div_ceil(7))
            .flat_map(|n| library.timeline_merged(&filter, Page::at(n * 7, 7)).unwrap())
            .collect();
        assert_eq!(paged, merged);
    }
}

#[test]
fn tellings_give_every_outlets_words() {
    let mut library = Library::in_memory().unwrap();
    add(&mut library, &collection());
    let merged = library.timeline_merged(&Filter::default(), Page::ALL).unwrap();
    let told_often = merged.iter().filter(|row| row.told_by > 1);
    let mut checked = 0;
    for row in told_often {
        let tellings = library.tellings(row.group.unwrap()).unwrap();
        assert_eq!(&tellings[0], row);
        let outlets: BTreeSet<_> = tellings
            .iter()
            .map(|t| t.outlet.as_ref().map_or_else(|| t.article_id.clone(), |o| o.id.clone()))
            .collect();
        assert_eq!(outlets.len(), row.told_by);
        assert!(tellings.iter().all(|t| t.kind == row.kind && !t.sentence_words.is_empty()));
        checked += 1;
    }
    assert!(checked >= 3);
}

/// Two tellings of one strike and one of another, by three outlets.
fn three(day: &str) -> Vec<(Document, Analysis)> {
    let analyser = analyser();
    let texts = [
        "قصفت فصائل المقاومة العراقية قاعدة عين الأسد بطائرات مسيرة في 20 كانون الثاني 2024.",
        "تعرضت قاعدة عين الأسد في الأنبار لهجوم بطائرة مسيرة يوم 20 كانون الثاني 2024.",
        "استهدف هجوم صاروخي قاعدة التنف في سوريا في 20 كانون الثاني 2024.",
    ];
    let article = |(n, text): (usize, &&str)| {
        let text = format!("تطورات أمنية\n\n{text}").replace("20", day).replace(&format!("{day}24"), "2024");
        let mut document = ingest::read_text(&format!("a{n}"), text, Origin::default());
        document.outlet = Some(Outlet { id: format!("o{n}"), name: format!("منبر {n}") });
        (analyser.analyse(&document), document)
    };
    texts.iter().enumerate().map(article).map(|(a, d)| (d, a)).collect()
}

#[test]
fn an_article_that_changes_leaves_its_groups() {
    let mut library = Library::in_memory().unwrap();
    let (before, after) = (three("20"), three("21"));
    add(&mut library, &before);
    let together =
        |library: &Library| groups(&timeline(library)).iter().map(BTreeSet::len).collect::<Vec<_>>();
    assert_eq!(together(&library), [2]);
    // The one that was there first goes away; the other is told once, and is found again when it comes back.
    add(&mut library, &after[..1]);
    assert_eq!(together(&library), [0; 0]);
    assert!(timeline(&library).iter().all(|row| row.told_by == 1));
    assert_eq!(library.count_merged(&Filter::default()).unwrap(), 3);
    add(&mut library, &before[..1]);
    assert_eq!(together(&library), [2]);
    assert_eq!(library.count_merged(&Filter::default()).unwrap(), 2);
    add(&mut library, &before);
    assert_eq!(together(&library), [2]);
    assert_eq!(library.timeline_merged(&Filter::default(), Page::ALL).unwrap()[0].told_by, 2);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn a_library_of_an_older_version_is_grouped_by_the_next_import() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut library = Library::open(&path).unwrap().0;
    add(&mut library, &three("20"));
    let before = groups(&timeline(&library));
    drop(library);
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("UPDATE events SET story = NULL, leads = 1; DELETE FROM event_blocks;").unwrap();
    drop(db);
    let mut library = Library::open(&path).unwrap().0;
    assert_eq!(groups(&timeline(&library)).len(), 0);
    let (stop, analyser) = (AtomicBool::new(false), analyser());
    let nothing = Import {
        paths: &[],
        analyser: &analyser,
        limits: Default::default(),
        again: false,
        pace: Default::default(),
        fields: Default::default(),
        stop: &stop,
    };
    import(&mut library, &nothing, &mut |_| ()).unwrap();
    assert_eq!(groups(&timeline(&library)), before);
}
