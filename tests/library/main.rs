//! The library by its queries: what goes in comes out, filters narrow, the search finds the right letters,
//! and a file outlives damage, other programs and newer versions.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

mod imports;
mod views;

use std::process::Stdio;
use std::sync::Arc;

use jiff::civil::date;
use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest;
use rasid::library::{Error, Filter, Library, Page, Role};
use rasid::model::{
    Analysis, Document, Entity, EntityId, EntityType, Event, EventKind, Interval, Mention, Modality, Origin,
    Outlet, Participant, Published, PublishedBasis, Span, Why,
};

fn analyser() -> Analyser {
    Analyser::new(Arc::new(Lexicon::built_in().unwrap()))
}

fn built_in() -> Library {
    let (mut library, analyser) = (Library::in_memory().unwrap(), analyser());
    for document in ingest::built_in() {
        library.add(&document, &analyser.analyse(&document)).unwrap();
    }
    library
}

fn document(id: &str, text: &str) -> Document {
    ingest::read_text(id, text.to_owned(), Origin::default())
}

/// A library with one short article for each `(id, text)`, without any analysis.
fn texts(articles: &[(&str, &str)]) -> Library {
    let mut library = Library::in_memory().unwrap();
    for (id, text) in articles {
        library.add(&document(id, text), &Analysis::default()).unwrap();
    }
    library
}

fn found(library: &Library, query: &str) -> Vec<String> {
    let hits = library.search(query, &Filter::default(), Page::ALL).unwrap();
    let mut ids: Vec<_> = hits.into_iter().map(|hit| hit.article.id).collect();
    ids.sort();
    ids
}

#[test]
fn what_goes_in_comes_out() {
    let (mut library, analyser) = (Library::in_memory().unwrap(), analyser());
    for document in ingest::built_in() {
        let analysis = analyser.analyse(&document);
        let key = library.add(&document, &analysis).unwrap();
        let article = library.article(key).unwrap().unwrap();
        assert_eq!(article.document.text, document.text);
        assert_eq!(article.document.blocks, document.blocks);
        assert_eq!(article.document.outlet, document.outlet);
        assert_eq!(article.analysis, analysis);
        assert_eq!(library.find(&document.id).unwrap(), Some(key));
    }
    assert_eq!(library.count_articles(&Filter::default()).unwrap(), 5);
}

/// An article on a bomb, with one event that holds everything an event can hold.
fn full() -> (Document, Analysis) {
    let text = "عنوان قصير\n\nقصفت كتائب الشمس قاعدة البلد بالصواريخ يوم الاثنين.";
    let span = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let mut doc = document("x", text);
    doc.outlet = Some(Outlet { id: "daily".into(), name: "اليومية".into() });
    let entity = |id: &str, kind, name: &str| Entity {
        id: EntityId::from(id),
        kind,
        name_ar: name.into(),
        name_en: None,
        other_names: vec!["اسم آخر".into()],
        wikidata: Some("Q1".into()),
        offices: Vec::new(),
        by_rule: true,
    };
    let mention = |words: &str, id: &str, kind| Mention {
        span: span(words),
        kind,
        entity: EntityId::from(id),
        why: Why::new("test", "the test says so"),
    };
    let participant =
        |words: &str, id: Option<&str>| Participant { span: span(words), entity: id.map(EntityId::from) };
    let analysis = Analysis {
        published: Some(Published {
            interval: Interval::day(date(2021, 7, 31)),
            basis: PublishedBasis::Inferred,
            reasons: vec!["because".into()],
        }),
        mentions: vec![
            mention("كتائب الشمس", "suns", EntityType::Group),
            mention("قاعدة البلد", "balad", EntityType::Facility),
        ],
        dates: Vec::new(),
        events: vec![Event {
            kind: EventKind::Attack,
            trigger: span("قصفت"),
            sentence: span("قصفت كتائب الشمس قاعدة البلد بالصواريخ يوم الاثنين."),
            interval: Interval::day(date(2021, 7, 26)),
            date: Some(span("يوم الاثنين")),
            planned: false,
            modality: Modality::Claimed,
            actors: vec![participant("كتائب الشمس", Some("suns"))],
            targets: vec![participant("قاعدة البلد", Some("balad"))],
            places: Vec::new(),
            weapons: vec![participant("بالصواريخ", None)],
            count: Some(3),
            killed: None,
            injured: Some(2),
            why: Why::new("test", "an event"),
        }],
        entities: vec![
            entity("suns", EntityType::Group, "كتائب الشمس"),
            entity("balad", EntityType::Facility, "قاعدة البلد"),
        ],
    };
    (doc, analysis)
}

#[test]
fn an_event_keeps_all_that_it_says() {
    let (doc, analysis) = full();
    let mut library = Library::in_memory().unwrap();
    let key = library.add(&doc, &analysis).unwrap();
    assert_eq!(library.article(key).unwrap().unwrap().analysis, analysis);
    let rows = library.timeline(&Filter::default(), Page::ALL).unwrap();
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!((row.article, row.article_id.as_str()), (key, "x"));
    assert_eq!(row.outlet.as_ref().map(|o| o.id.as_str()), Some("daily"));
    assert_eq!(row.trigger_words, "قصفت");
    assert!(row.sentence_words.ends_with("الاثنين."));
    assert_eq!(row.actors[0].entity, Some(EntityId::from("suns")));
    assert_eq!((row.weapons[0].entity.as_ref(), row.weapons[0].name.as_str()), (None, "بالصواريخ"));
    assert_eq!((row.count, row.killed, row.injured), (Some(3), None, Some(2)));
}

#[test]
fn adding_the_same_article_again_replaces_what_was_found_and_keeps_the_marks() {
    let (doc, analysis) = full();
    let mut library = Library::in_memory().unwrap();
    let key = library.add(&doc, &analysis).unwrap();
    library.set_starred(key, true).unwrap();
    library.set_note(key, "ملاحظة").unwrap();
    library.add_tag(key, "مهم").unwrap();
    let fewer = Analysis { events: Vec::new(), ..analysis.clone() };
    assert_eq!(library.add(&doc, &fewer).unwrap(), key);
    let article = library.article(key).unwrap().unwrap();
    assert_eq!(article.analysis, fewer);
    assert!(article.marks.starred && article.marks.note == "ملاحظة" && article.marks.tags == ["مهم"]);
    let entities = library.entities(&Filter::default(), Page::ALL).unwrap();
    assert_eq!(entities.iter().map(|e| (e.mentions, e.articles)).collect::<Vec<_>>(), [(1, 1), (1, 1)]);
    assert_eq!(library.count_events(&Filter::default()).unwrap(), 0);
    assert_eq!(found(&library, "كتائب"), ["x"]);
}

#[test]
fn filters_narrow_all_views_together() {
    let library = built_in();
    let all = Filter::default();
    let entity = Filter::entity(EntityId::from("kataib_hezbollah"));
    let articles = library.articles(&entity, Page::ALL).unwrap();
    assert!(!articles.is_empty() && articles.len() < 5, "{}", articles.len());
    assert_eq!(library.count_articles(&entity).unwrap(), articles.len());
    let elsewhere = Filter { outlets: vec!["elaph".into()], ..all.clone() };
    let both = Filter { outlets: vec!["elaph".into()], ..entity.clone() };
    assert!(library.count_articles(&both).unwrap() <= library.count_articles(&elsewhere).unwrap());
    for row in library.timeline(&elsewhere, Page::ALL).unwrap() {
        assert_eq!(row.outlet.map(|o| o.id).as_deref(), Some("elaph"));
    }
    let early = Filter { to: Some(date(2021, 12, 31)), ..all.clone() };
    let late = Filter { from: Some(date(2022, 1, 1)), ..all.clone() };
    let count = |filter| library.count_articles(filter).unwrap();
    assert_eq!((count(&early), count(&late), count(&all)), (3, 2, 5));
    let here = Filter::article(articles[0].key);
    let in_one: usize = library.entities(&here, Page::ALL).unwrap().iter().map(|e| e.mentions).sum();
    let in_all: usize = library.entities(&all, Page::ALL).unwrap().iter().map(|e| e.mentions).sum();
    assert_eq!(in_one, library.article(articles[0].key).unwrap().unwrap().analysis.mentions.len());
    assert!(in_one < in_all);
    let persons = Filter { types: vec![EntityType::Person], ..all };
    assert!(library.entities(&persons, Page::ALL).unwrap().iter().all(|e| e.kind == EntityType::Person));
}

#[test]
fn lists_are_in_order_and_pages_fit_together() {
    let library = built_in();
    let all = library.articles(&Filter::default(), Page::ALL).unwrap();
    assert!(all.is_sorted_by_key(|row| std::cmp::Reverse(row.published.sort_day())));
    let pages = [Page::first(2), Page::at(2, 2), Page::at(4, 2), Page::at(6, 2)];
    let paged: Vec<_> =
        pages.iter().flat_map(|page| library.articles(&Filter::default(), *page).unwrap()).collect();
    assert_eq!(paged, all);
    let events = library.timeline(&Filter::default(), Page::ALL).unwrap();
    let days: Vec<_> = events.iter().map(|e| e.interval.sort_day()).collect();
    assert!(days.is_sorted_by_key(|day| (day.is_none(), *day)), "unknown days come last");
}

#[test]
fn search_joins_spellings_proclitics_and_the_article() {
    let library = texts(&[
        ("a", "قصف قاعدة عين الأسد في العراق"),
        ("b", "قَصْفُ قاعده عين الاسد غرب عراقي"),
        ("c", "وبالعراق كتائب 26"),
        ("d", "الـ26 من الشهر"),
    ]);
    assert_eq!(found(&library, "قاعدة"), ["a", "b"]);
    assert_eq!(found(&library, "\"عين الأسد\""), ["a", "b"]);
    assert_eq!(found(&library, "\"الأسد عين\""), [""; 0]);
    assert_eq!(found(&library, "عراق"), ["a", "c"]);
    assert_eq!(found(&library, "=عراق"), [""; 0]);
    assert_eq!(found(&library, "عراق*"), ["a", "b", "c"]);
    assert_eq!(found(&library, "٢٦"), ["c", "d"]);
    assert_eq!(found(&library, "قصف -غرب"), ["a"]);
    assert_eq!(found(&library, "غرب OR كتائب"), ["b", "c"]);
    assert_eq!(found(&library, "(غرب | كتائب) NOT 26"), ["b"]);
    assert_eq!(found(&library, ""), ["a", "b", "c", "d"]);
}

#[test]
fn hits_are_the_right_letters_of_the_text() {
    let text = "قالت: «لِلْقُوّاتِ الأمريكيّة» قاعدة";
    let library = texts(&[("a", text)]);
    let key = library.find("a").unwrap().unwrap();
    let words = |query: &str| -> Vec<String> {
        library.hits(key, query).unwrap().iter().map(|span| span.of(text).to_owned()).collect()
    };
    assert_eq!(words("القوات"), ["لِلْقُوّاتِ"]);
    assert_eq!(words("\"القوات الامريكيه\""), ["لِلْقُوّاتِ الأمريكيّة"]);
    assert_eq!(words("قاعد* OR امريكيه"), ["الأمريكيّة", "قاعدة"]);
    let hits = library.search("امريكية", &Filter::default(), Page::ALL).unwrap();
    assert_eq!(hits[0].hits, 1);
    assert_eq!(hits[0].marks[0].of(&hits[0].words), "الأمريكيّة");
}

#[test]
fn phrases_do_not_run_over_paragraphs_and_furniture_is_not_found() {
    let document = document(
        "a",
        "عنوان الخبر\n\nانتهت الفقرة هنا قرب بغداد.\n\nبدأت فقرة أخرى في الموصل.\n\nالأكثر قراءة\n",
    );
    let furniture: Vec<_> =
        document.blocks.iter().filter(|b| !b.role.is_content()).map(|b| b.span.of(&document.text)).collect();
    let mut library = Library::in_memory().unwrap();
    library.add(&document, &Analysis::default()).unwrap();
    assert_eq!(found(&library, "\"بغداد بدأت\""), [""; 0]);
    assert_eq!(found(&library, "بغداد بدأت"), ["a"]);
    assert_eq!(furniture, ["الأكثر قراءة"]);
    assert_eq!(found(&library, "\"الأكثر قراءة\""), [""; 0]);
}

#[test]
fn fields_of_a_query_narrow() {
    let library = built_in();
    for (query, ids) in [
        ("source:elaph", vec!["004_c60929020f56a472"]),
        ("source:إيلاف", vec!["004_c60929020f56a472"]),
        ("on:2021-07", vec!["000_bd47d08d15ba8ac1", "001_ca1e669d41fb41dd"]),
        ("before:2021-07-25", vec!["001_ca1e669d41fb41dd"]),
        ("after:2024-01 is:unread", vec!["003_2a70f222a6d8dfc3"]),
        ("title:التسويف", vec!["003_2a70f222a6d8dfc3"]),
        ("id:003_2a70f222a6d8dfc3 OR title:الصهيوني", vec!["001_ca1e669d41fb41dd", "003_2a70f222a6d8dfc3"]),
        ("is:starred", vec![]),
    ] {
        assert_eq!(found(&library, query), ids, "{query}");
    }
    let by_name = found(&library, "entity:\"كتائب حزب الله\"");
    assert_eq!(by_name, found(&library, "entity:kataib_hezbollah"));
    assert!(!by_name.is_empty());
}

#[test]
fn a_query_that_is_wrong_says_where() {
    let library = texts(&[("a", "نص")]);
    for (query, at) in [
        ("عين colour:red", 7),
        ("(عين", 0),
        ("عين)", 6),
        ("عين OR", 9),
        ("on:2021-13", 3),
        ("is:lost", 3),
        ("kind:war", 5),
        ("نص \"عين", 5),
        ("- ", 2),
    ] {
        match library.search(query, &Filter::default(), Page::ALL) {
            Err(Error::Query(e)) => assert_eq!(e.at.start, at, "{query}: {e}"),
            other => panic!("{query}: {other:?}"),
        }
    }
}

#[test]
fn a_file_keeps_articles_and_marks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let (doc, analysis) = full();
    {
        let (mut library, opened) = Library::open(&path).unwrap();
        assert_eq!(opened, Default::default());
        let key = library.add(&doc, &analysis).unwrap();
        library.set_read(key, true).unwrap();
    }
    let (library, _) = Library::open(&path).unwrap();
    let key = library.find("x").unwrap().unwrap();
    let article = library.article(key).unwrap().unwrap();
    assert_eq!(article.analysis, analysis);
    assert!(article.marks.read);
    assert_eq!(found(&library, "is:read كتائب"), ["x"]);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn two_programs_see_each_others_marks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let (mut one, _) = Library::open(&path).unwrap();
    let (other, _) = Library::open(&path).unwrap();
    let (doc, analysis) = full();
    let key = one.add(&doc, &analysis).unwrap();
    other.set_starred(key, true).unwrap();
    assert!(one.marks(key).unwrap().starred);
}

#[test]
fn what_is_not_committed_is_not_there() {
    let mut library = Library::in_memory().unwrap();
    let (doc, analysis) = full();
    let mut writer = library.writer().unwrap();
    writer.add(&doc, &analysis).unwrap();
    drop(writer);
    assert_eq!(library.count_articles(&Filter::default()).unwrap(), 0);
    // The keys of what was rolled back are not used again.
    library.add(&doc, &analysis).unwrap();
    assert_eq!(library.check().unwrap(), [""; 0]);
    assert_eq!(library.entities(&Filter::default(), Page::ALL).unwrap().len(), 2);
}

#[test]
fn a_damaged_file_is_set_aside_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    std::fs::write(&path, b"this is no database, but it is somebody's file".repeat(200)).unwrap();
    let (library, opened) = Library::open(&path).unwrap();
    let aside = opened.set_aside.unwrap();
    assert!(std::fs::read(&aside).unwrap().starts_with(b"this is no database"));
    assert_eq!(library.count_articles(&Filter::default()).unwrap(), 0);
}

#[test]
fn a_newer_file_is_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let (doc, analysis) = full();
    let key = Library::open(&path).unwrap().0.add(&doc, &analysis).unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 1000).unwrap();
    drop(db);
    let (mut library, opened) = Library::open(&path).unwrap();
    assert!(opened.newer_version && library.is_read_only());
    assert_eq!(found(&library, "كتائب"), ["x"]);
    assert!(matches!(library.set_read(key, true), Err(Error::ReadOnly)));
    assert!(matches!(library.add(&doc, &analysis), Err(Error::ReadOnly)));
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bookmarks.db");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE bookmarks (url TEXT)").unwrap();
    drop(db);
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Library::open(&path), Err(Error::Foreign(_))));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn the_readers_data_goes_from_library_to_library() {
    use rasid::library::SavedSearch;
    let (doc, analysis) = full();
    let mut here = Library::in_memory().unwrap();
    let key = here.add(&doc, &analysis).unwrap();
    here.add(&document("other", "نص آخر"), &Analysis::default()).unwrap();
    here.set_read(key, true).unwrap();
    here.set_note(key, "من هنا").unwrap();
    here.add_tag(key, "مهم").unwrap();
    here.save_search(&SavedSearch { name: "قواعد".into(), query: "kind:attack قاعدة".into() }).unwrap();
    let data = here.reader_data().unwrap();
    assert_eq!(data.articles.len(), 1, "what has no mark is not written");
    let data = serde_json::from_str(&serde_json::to_string(&data).unwrap()).unwrap();

    let mut there = Library::in_memory().unwrap();
    let taken = there.take_reader_data(&data, None).unwrap();
    assert_eq!((taken.articles, taken.unknown), (0, vec!["x".to_owned()]));
    // Known by its text under another id; marks that are there stay.
    let renamed = Document { id: "renamed".into(), ..doc };
    let key = there.add(&renamed, &analysis).unwrap();
    there.set_starred(key, true).unwrap();
    there.set_note(key, "من هناك").unwrap();
    for _ in 0..2 {
        assert_eq!(there.take_reader_data(&data, None).unwrap().articles, 1);
        let marks = there.marks(key).unwrap();
        assert!(marks.read && marks.starred && marks.tags == ["مهم"]);
        assert_eq!(marks.note, "من هناك\nمن هنا");
    }
    assert_eq!(there.searches().unwrap(), data.searches);
    there.remove_search("قواعد").unwrap();
    there.set_session("screen", "{}").unwrap();
    assert_eq!(there.session("screen").unwrap().as_deref(), Some("{}"));
    assert_eq!(there.searches().unwrap(), []);
}

#[test]
fn a_file_of_the_first_schema_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../src/library/schema/1.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO articles (key, id, hash, path, sort_day, added) VALUES (7, 'old', x'00', x'', 0, 0);
         INSERT INTO texts VALUES (7, 'نص قديم');
         INSERT INTO search (rowid, title, body) VALUES (7, '', 'نص قديم');
         INSERT INTO marks (article, starred, changed) VALUES (7, 1, 0);
         PRAGMA user_version = 1; PRAGMA application_id = 0x52617364;",
    )
    .unwrap();
    drop(old);
    let (library, opened) = Library::open(&path).unwrap();
    assert_eq!(opened, Default::default());
    let newest = Library::in_memory().unwrap().schema_version().unwrap();
    assert!(newest > 1);
    assert_eq!(library.schema_version().unwrap(), newest);
    assert_eq!(found(&library, "is:starred قديم"), ["old"]);
    assert_eq!(library.searches().unwrap(), []);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

/// Until schema 6 an entity's events stood without their kind and the entity's part in them.
#[test]
fn parts_in_events_are_made_for_libraries_that_have_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    for schema in [
        include_str!("../../src/library/schema/1.sql"),
        include_str!("../../src/library/schema/2.sql"),
        include_str!("../../src/library/schema/3.sql"),
        include_str!("../../src/library/schema/4.sql"),
        include_str!("../../src/library/schema/5.sql"),
        include_str!("../../src/library/schema/6.sql"),
    ] {
        old.execute_batch(schema).unwrap();
    }
    old.execute_batch(
        "INSERT INTO articles (key, id, hash, path, sort_day, added) VALUES (7, 'old', x'00', x'', 0, 0);
         INSERT INTO texts VALUES (7, 'قصف');
         INSERT INTO reasons VALUES (1, 'rule', 'note');
         INSERT INTO entities (key, id, kind, name_ar, by_rule) VALUES (1, 'who', 'group', 'أ', 0), (2, 'where', 'place', 'ب', 0);
         INSERT INTO events (key, article, kind, trigger_start, trigger_end, sentence_start, sentence_end, sort_day,
           planned, modality, why) VALUES (5, 7, 'attack', 0, 6, 0, 6, 9, 0, 'asserted', 1),
           (6, 7, 'milestone', 0, 6, 0, 6, 9, 0, 'asserted', 1);
         INSERT INTO participants (event, part, n, start, end, entity) VALUES
           (5, 'actor', 0, 0, 2, 1), (5, 'target', 0, 2, 4, 2), (5, 'place', 0, 2, 4, 2), (5, 'place', 1, 4, 6, 2);
         INSERT INTO event_entities VALUES (1, 9, 5), (2, 9, 5), (1, 9, 6);
         PRAGMA user_version = 6; PRAGMA application_id = 0x52617364;",
    )
    .unwrap();
    drop(old);
    let (library, _) = Library::open(&path).unwrap();
    let events = |id: &str, role, kind| {
        let found = library.events_of(&id.into(), role, kind, Page::ALL).unwrap();
        assert_eq!(library.event_counts(&id.into()).unwrap().of(role, kind), found.len());
        found.len()
    };
    assert_eq!(events("who", Role::Actor, EventKind::Attack), 1);
    assert_eq!(events("who", Role::Struck, EventKind::Attack), 0);
    assert_eq!(events("where", Role::Struck, EventKind::Attack), 1);
    assert_eq!(events("who", Role::Any, EventKind::Milestone), 0, "it is named there and has no part");
}

/// The same with programs of their own, of which only the locks on the file tell.
#[test]
fn programs_that_make_one_library_together_all_get_their_articles_in() {
    for _ in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("new.db");
        let programs: Vec<_> = (0..3)
            .map(|n| {
                let article = folder.path().join(format!("{n}.txt"));
                std::fs::write(&article, format!("عنوان {n}\n\nبغداد\n")).unwrap();
                let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_rasid"));
                program.args(["import", "--json", "--library"]).args([&library, &article]);
                program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for program in programs {
            let out = program.wait_with_output().unwrap();
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        }
        let (library, _) = Library::open(&library).unwrap();
        assert_eq!(library.count_articles(&Default::default()).unwrap(), 3);
        let names = std::fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name());
        assert!(names.into_iter().all(|name| !name.to_string_lossy().contains("damaged")));
    }
}

/// What SQLite writes while it makes a file looks like a file that was cut: it must not be taken for one by whoever
/// comes in that moment.
#[test]
fn a_library_that_others_are_just_making_is_not_set_aside() {
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.db");
        let open = || {
            let (mut library, opened) = Library::open(&path).unwrap();
            assert_eq!(opened, Default::default());
            let told = ingest::read_text("t.txt", "عنوان\n\nبغداد\n".to_owned(), Origin::default());
            library.add(&told, &Analysis::default()).unwrap();
        };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(open);
            }
        });
        let names = std::fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name());
        assert!(names.into_iter().all(|name| !name.to_string_lossy().contains("damaged")));
    }
}
