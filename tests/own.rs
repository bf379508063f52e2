//! The reader's own say: corrections that win over rules, outlive them, and can be taken back.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::sync::Arc;

use jiff::civil::date;
use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest;
use rasid::library::{ArticleKey, Change, Filter, Library, Page, Role};
use rasid::model::{
    About, Analysis, Anchor, Correction, Document, EntityId, EntityType, EventKind, Interval, Mention,
    Modality, Origin, OwnEntity, OwnEvent, OwnMention, OwnParticipant, Part, PublishedBasis, READER, Say,
    Span,
};

fn analyser() -> Analyser {
    Analyser::new(Arc::new(Lexicon::built_in().unwrap()))
}

const TEXT: &str = "بغداد: قتلى في هجوم\n\nأعلنت كتائب حزب الله أمس قصف قاعدة عين الأسد بالصواريخ. وقال المتحدث \
                    باسم القوات الأمريكية إن الهجوم وقع يوم 26 تموز 2021 قرب الرمادي.";

fn document(id: &str, text: &str) -> Document {
    ingest::read_text(id, text.to_owned(), Origin::default())
}

/// A library with the article of [`TEXT`], as the rules read it.
fn library() -> (Library, ArticleKey, Analysis) {
    let mut library = Library::in_memory().unwrap();
    let document = document("x", TEXT);
    let analysis = analyser().analyse(&document);
    let key = library.add(&document, &analysis).unwrap();
    (library, key, analysis)
}

fn at(text: &str, words: &str) -> Anchor {
    let start = text.find(words).unwrap();
    Anchor::of(text, Span::new(start, start + words.len()))
}

fn correct(library: &mut Library, key: ArticleKey, words: &str, say: Say) {
    let text = library.article(key).unwrap().unwrap().document.text;
    let correction = Correction { at: at(&text, words), say };
    library.change(Change::Correct(key, vec![correction]), None).unwrap();
}

fn own(kind: EntityType, entity: &str, name: &str) -> Say {
    Say::Mention(OwnMention { kind, entity: EntityId::from(entity), name_ar: name.to_owned() })
}

fn analysis(library: &Library, key: ArticleKey) -> Analysis {
    library.article(key).unwrap().unwrap().analysis
}

fn mention(library: &Library, key: ArticleKey, words: &str) -> Option<Mention> {
    let article = library.article(key).unwrap().unwrap();
    article.analysis.mentions.iter().find(|m| article.words(m.span) == words).cloned()
}

/// Every count and index says what the mentions and events themselves say.
fn assert_consistent(library: &Library) {
    let all = Filter::default();
    for row in library.entities(&all, Page::ALL).unwrap() {
        let filter = Filter::entity(row.id.clone());
        let (mut mentions, mut articles, mut events) = (0, 0, 0);
        for article in library.articles(&all, Page::ALL).unwrap() {
            let found = library.article(article.key).unwrap().unwrap().analysis;
            let here = found.mentions.iter().filter(|m| m.entity == row.id).count();
            mentions += here;
            articles += usize::from(here > 0);
            events += found
                .events
                .iter()
                .filter(|e| {
                    let named = |m: &&Mention| m.entity == row.id && e.sentence.contains(m.span.start);
                    let parts = [&e.actors, &e.targets, &e.places, &e.weapons];
                    let takes_part =
                        parts.iter().any(|p| p.iter().any(|p| p.entity.as_ref() == Some(&row.id)));
                    takes_part || found.mentions.iter().any(|m| named(&m))
                })
                .count();
        }
        assert_eq!((row.mentions, row.articles), (mentions, articles), "{}", row.id);
        assert_eq!(library.count_articles(&filter).unwrap(), articles, "{}", row.id);
        assert_eq!(library.count_events(&filter).unwrap(), events, "{}", row.id);
        let names = library.names_by_outlet(&row.id, Page::ALL).unwrap();
        assert_eq!(names.iter().map(|n| n.mentions).sum::<usize>(), mentions, "{}", row.id);
        assert!(names.iter().all(|n| n.example.is_some() && n.articles > 0 && n.reported <= n.mentions));
        let parts = library.event_counts(&row.id).unwrap();
        for (role, kind) in [(Role::Actor, EventKind::Statement), (Role::Struck, EventKind::Attack)] {
            let told = library.events_of(&row.id, role, kind, Page::ALL).unwrap();
            let has_part = |e: &rasid::library::EventRow| {
                let who = if role == Role::Actor { vec![&e.actors] } else { vec![&e.targets, &e.places] };
                who.into_iter().flatten().any(|p| p.entity.as_ref() == Some(&row.id))
            };
            assert!(told.iter().all(|e| e.kind == kind && has_part(e)), "{}", row.id);
            assert_eq!(parts.of(role, kind), told.len(), "{}", row.id);
            let all_told = library.timeline(&filter, Page::ALL).unwrap();
            assert_eq!(all_told.iter().filter(|e| e.kind == kind && has_part(e)).count(), told.len());
        }
    }
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn the_article_of_these_tests_holds_what_they_speak_of() {
    let (library, key, found) = library();
    for words in ["كتائب حزب الله", "قاعدة عين الأسد", "القوات الأمريكية"]
    {
        assert!(mention(&library, key, words).is_some(), "{words}: {:?}", found.mentions);
    }
    assert!(found.events.iter().any(|e| e.kind == EventKind::Attack));
    assert!(found.dates.iter().any(|d| d.interval == Interval::day(date(2021, 7, 26))));
    assert_consistent(&library);
}

#[test]
fn what_is_rejected_is_gone_from_every_view_and_comes_back() {
    let (mut library, key, rules) = library();
    let id = mention(&library, key, "كتائب حزب الله").unwrap().entity;
    correct(&mut library, key, "كتائب حزب الله", Say::NoMention);
    assert_eq!(mention(&library, key, "كتائب حزب الله"), None);
    assert_eq!(library.count_articles(&Filter::entity(id.clone())).unwrap(), 0);
    assert_eq!(library.count_events(&Filter::entity(id.clone())).unwrap(), 0);
    assert_consistent(&library);
    assert_eq!(library.by_rules(key).unwrap(), Some(rules.clone()));
    library.undo(None).unwrap().unwrap();
    assert_eq!(analysis(&library, key), rules);
    assert_consistent(&library);
    library.redo(None).unwrap().unwrap();
    assert_eq!(library.count_articles(&Filter::entity(id)).unwrap(), 0);
    assert_eq!(library.redo(None).unwrap(), None);
    library.undo(None).unwrap().unwrap();
    assert_eq!(library.undo(None).unwrap(), None);
    assert_eq!(analysis(&library, key), rules);
}

#[test]
fn a_name_that_the_reader_marks_replaces_what_it_overlaps() {
    let (mut library, key, _) = library();
    correct(&mut library, key, "عين الأسد بالصواريخ", own(EntityType::Weapon, "new_thing", "شيء"));
    assert_eq!(mention(&library, key, "قاعدة عين الأسد"), None);
    let marked = mention(&library, key, "عين الأسد بالصواريخ").unwrap();
    assert_eq!((marked.kind, marked.entity.as_str()), (EntityType::Weapon, "new_thing"));
    assert!(marked.why.is_readers());
    let entity = library.entity("new_thing").unwrap().unwrap();
    assert_eq!((entity.name_ar.as_str(), entity.by_rule), ("شيء", false));
    assert_consistent(&library);
    // The reader's mention of other words there takes the place of the first.
    correct(&mut library, key, "عين الأسد", own(EntityType::Place, "spring", "العين"));
    assert_eq!(mention(&library, key, "عين الأسد بالصواريخ"), None);
    assert_eq!(library.corrections(key).unwrap().len(), 1);
    library.change(Change::Uncorrect(key, About::Mention, at(TEXT, "عين الأسد").span()), None).unwrap();
    assert!(mention(&library, key, "قاعدة عين الأسد").is_some_and(|m| !m.why.is_readers()));
    assert_consistent(&library);
}

#[test]
fn an_event_has_the_entity_that_the_reader_gives_its_actor() {
    let (mut library, key, rules) = library();
    let actor = at(TEXT, "كتائب حزب الله").span();
    let of = |a: &Analysis| a.events.iter().find_map(|e| e.actors.iter().find(|p| p.span == actor).cloned());
    assert!(of(&rules).is_some_and(|p| p.entity.is_some()));
    correct(&mut library, key, "كتائب حزب الله", own(EntityType::Group, "other_group", "غيرها"));
    assert_eq!(of(&analysis(&library, key)).unwrap().entity, Some(EntityId::from("other_group")));
    correct(&mut library, key, "كتائب حزب الله", Say::NoMention);
    assert_eq!(of(&analysis(&library, key)).unwrap().entity, None, "the words stay, without a name");
    assert_consistent(&library);
}

#[test]
fn a_date_that_the_reader_sets_dates_its_events() {
    let (mut library, key, rules) = library();
    let span = rules.dates.iter().find(|d| d.interval == Interval::day(date(2021, 7, 26))).unwrap().span;
    let words = span.of(TEXT).to_owned();
    let dated = rules.events.iter().filter(|e| e.date == Some(span)).count();
    let when = Interval::day(date(2020, 1, 3));
    correct(&mut library, key, &words, Say::Date { when });
    let found = analysis(&library, key);
    let own = found.dates.iter().find(|d| d.span == span).unwrap();
    assert_eq!((own.interval, own.why.rule.as_ref()), (when, READER));
    let events = || found.events.iter().filter(|e| e.date == Some(span));
    assert_eq!(events().count(), dated);
    assert!(events().all(|e| e.interval == when && e.why.is_readers()));
    correct(&mut library, key, &words, Say::NoDate);
    let found = analysis(&library, key);
    assert!(found.dates.iter().all(|d| d.span != span) && found.events.iter().all(|e| e.date != Some(span)));
    assert_consistent(&library);
}

#[test]
fn events_are_rejected_changed_and_added() {
    let (mut library, key, rules) = library();
    let attack = rules.events.iter().find(|e| e.kind == EventKind::Attack).unwrap().clone();
    let words = attack.trigger.of(TEXT).to_owned();
    correct(&mut library, key, &words, Say::NoEvent);
    assert!(analysis(&library, key).events.iter().all(|e| e.trigger != attack.trigger));
    let event = OwnEvent {
        kind: EventKind::Milestone,
        when: Interval::day(date(2021, 1, 1)),
        planned: true,
        modality: Modality::Claimed,
        participants: vec![OwnParticipant {
            part: Part::Actor,
            at: at(TEXT, "القوات الأمريكية"),
            entity: Some("us_forces".into()),
        }],
        count: Some(2),
        killed: None,
        injured: None,
        also: Vec::new(),
    };
    correct(&mut library, key, &words, Say::Event(event.clone()));
    correct(&mut library, key, "قتلى", Say::Event(event));
    let rows = library.timeline(&Filter::default(), Page::ALL).unwrap();
    let own: Vec<_> = rows.iter().filter(|e| e.planned && e.count == Some(2)).collect();
    assert_eq!(own.len(), 2);
    assert!(own.iter().all(|e| e.interval.edtf() == "2021-01-01" && e.actors[0].words == "القوات الأمريكية"));
    assert!(own.iter().any(|e| e.trigger == attack.trigger && e.sentence == attack.sentence));
    assert_consistent(&library);
}

#[test]
fn under_the_readers_publication_date_yesterday_is_another_day() {
    let (mut library, key, rules) = library();
    let analyser = analyser();
    let when = Interval::day(date(2021, 7, 28));
    let correction = Correction { at: Anchor::default(), say: Say::Published { when } };
    library.change(Change::Correct(key, vec![correction]), Some(&analyser)).unwrap();
    let found = analysis(&library, key);
    let published = found.published.clone().unwrap();
    assert_eq!((published.interval, published.basis), (when, PublishedBasis::Set));
    let yesterday = at(TEXT, "أمس").span();
    let day = |a: &Analysis| a.dates.iter().find(|d| d.span == yesterday).unwrap().interval;
    assert_eq!(day(&found), Interval::day(date(2021, 7, 27)));
    assert_ne!(day(&rules), day(&found));
    let row = &library.articles(&Filter::default(), Page::ALL).unwrap()[0];
    assert_eq!((row.published, row.basis), (when, Some(PublishedBasis::Set)));
    // A new analysis does not overrule it.
    let document = document("x", TEXT);
    library.add(&document, &analyser.analyse(&document)).unwrap();
    assert_eq!(analysis(&library, key).published.unwrap().interval, when);
    library.undo(Some(&analyser)).unwrap();
    assert_eq!(analysis(&library, key), rules);
}

#[test]
fn corrections_outlive_a_new_analysis_and_a_new_version_of_the_text() {
    let (mut library, key, _) = library();
    correct(&mut library, key, "كتائب حزب الله", own(EntityType::Group, "mine", "لي"));
    correct(&mut library, key, "الرمادي", Say::NoMention);
    let analyser = analyser();
    let again = |library: &mut Library, text: &str| {
        let document = document("x", text);
        let analysis = analyser.analyse(&document);
        assert_eq!(library.add(&document, &analysis).unwrap(), key);
    };
    again(&mut library, TEXT);
    assert_eq!(mention(&library, key, "كتائب حزب الله").unwrap().entity.as_str(), "mine");
    assert_eq!(mention(&library, key, "الرمادي"), None);
    // A paragraph was put in before the words.
    let longer = TEXT.replacen("\n\n", "\n\nوصلت لجنة التحقيق صباحاً إلى المكان.\n\n", 1);
    again(&mut library, &longer);
    assert_eq!(mention(&library, key, "كتائب حزب الله").unwrap().entity.as_str(), "mine");
    assert_eq!(mention(&library, key, "الرمادي"), None);
    // The words are gone, and come back: what was said of them waits.
    again(&mut library, &longer.replace("كتائب حزب الله", "مجموعة مسلحة"));
    assert!(analysis(&library, key).mentions.iter().all(|m| m.entity.as_str() != "mine"));
    assert_eq!(library.corrections(key).unwrap().len(), 2);
    again(&mut library, TEXT);
    assert_eq!(mention(&library, key, "كتائب حزب الله").unwrap().entity.as_str(), "mine");
    assert_consistent(&library);
    library.undo(None).unwrap();
    library.undo(None).unwrap();
    let document = document("x", TEXT);
    assert_eq!(analysis(&library, key), analyser.analyse(&document));
}

fn same_as(other: &str) -> OwnEntity {
    OwnEntity { same_as: Some(EntityId::from(other)), ..OwnEntity::default() }
}

#[test]
fn two_entities_that_are_one_are_one_everywhere_and_can_be_parted() {
    let mut library = Library::in_memory().unwrap();
    let analyser = analyser();
    for document in ingest::built_in().iter().take(4) {
        library.add(document, &analyser.analyse(document)).unwrap();
    }
    let all = Filter::default();
    let count = |library: &Library, id: &str| {
        let rows = library.entities(&Filter::default(), Page::ALL).unwrap();
        rows.iter().find(|r| r.id.as_str() == id).map_or(0, |r| r.mentions)
    };
    let entities = library.entities(&all, Page::ALL).unwrap();
    let articles: Vec<_> = library.articles(&all, Page::ALL).unwrap().iter().map(|r| r.key).collect();
    let before: Vec<_> = articles.iter().map(|&key| analysis(&library, key)).collect();
    let [a, b, c] = ["us_forces", "iraq", "united_states"];
    let [in_a, in_b, in_c] = [a, b, c].map(|id| count(&library, id));
    assert!(in_a > 0 && in_b > 0 && in_c > 0);
    library.change(Change::Entity(a.into(), same_as(b)), None).unwrap();
    assert_eq!([a, b, c].map(|id| count(&library, id)), [0, in_a + in_b, in_c]);
    assert_consistent(&library);
    // A chain, and an article that comes later.
    library.change(Change::Entity(b.into(), same_as(c)), None).unwrap();
    assert_eq!([a, b, c].map(|id| count(&library, id)), [0, 0, in_a + in_b + in_c]);
    let last = ingest::built_in().pop().unwrap();
    let key = library.add(&last, &analyser.analyse(&last)).unwrap();
    assert_eq!([a, b].map(|id| count(&library, id)), [0, 0]);
    let moved = analysis(&library, key).mentions.into_iter().find(|m| m.why.is_readers()).unwrap();
    assert!(moved.entity.as_str() == c && moved.why.note.contains("the rules had"));
    assert_consistent(&library);
    // A circle is no chain.
    library.change(Change::Entity(c.into(), same_as(a)), None).unwrap();
    assert!(count(&library, c) > in_a + in_b + in_c);
    assert_eq!(library.by_rules(key).unwrap(), Some(analyser.analyse(&last)));
    for _ in 0..2 {
        library.undo(None).unwrap().unwrap();
        assert_consistent(&library);
    }
    for (key, before) in articles.iter().zip(&before) {
        assert_eq!(analysis(&library, *key), *before);
    }
    assert_eq!(analysis(&library, key), analyser.analyse(&last));
    for row in entities {
        assert!(count(&library, row.id.as_str()) >= row.mentions);
    }
}

#[test]
fn an_entity_has_the_readers_name_and_type_until_they_are_taken_back() {
    let (mut library, key, rules) = library();
    let id = mention(&library, key, "كتائب حزب الله").unwrap().entity;
    let before = library.entity(id.as_str()).unwrap().unwrap();
    let own = OwnEntity {
        kind: Some(EntityType::Org),
        name_ar: Some("الكتائب".into()),
        name_en: Some("The Battalions".into()),
        same_as: None,
        rejected: false,
    };
    library.change(Change::Entity(id.clone(), own.clone()), None).unwrap();
    let check = |library: &Library| {
        let entity = library.entity(id.as_str()).unwrap().unwrap();
        assert_eq!((entity.kind, entity.name_ar.as_str()), (EntityType::Org, "الكتائب"));
        let marked = mention(library, key, "كتائب حزب الله").unwrap();
        assert!(marked.kind == EntityType::Org && marked.why.is_readers());
        let named = library.search("entity:الكتائب", &Filter::default(), Page::ALL).unwrap();
        assert_eq!(named.len(), 1);
    };
    check(&library);
    // The lexicon writes its names again with each analysis; the reader's stay.
    let document = document("x", TEXT);
    library.add(&document, &analyser().analyse(&document)).unwrap();
    check(&library);
    assert_eq!(library.own_entities().unwrap(), [(id.clone(), own)]);
    library.undo(None).unwrap();
    assert_eq!(library.entity(id.as_str()).unwrap(), Some(before));
    assert_eq!(analysis(&library, key), rules);
    assert_eq!(library.own_entities().unwrap(), []);
}

#[test]
fn every_mark_is_taken_back_and_brought_back_in_order_but_not_by_another_run_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let (mut library, _) = Library::open(&path).unwrap();
    let document = document("x", TEXT);
    let key = library.add(&document, &analyser().analyse(&document)).unwrap();
    let changes = [
        Change::Read(key, true),
        Change::Starred(key, true),
        Change::Note(key, "سطر\nوسطر".into()),
        Change::Tags(key, vec!["ب".into(), " أ ".into(), "ب".into(), "".into()]),
        Change::Search("حرير".into(), Some("قاعدة حرير".into())),
        Change::Correct(key, vec![Correction { at: at(TEXT, "الرمادي"), say: Say::NoMention }]),
    ];
    type Seen = (rasid::library::Marks, usize, usize);
    let seen = |library: &Library| -> Seen {
        (
            library.marks(key).unwrap(),
            library.searches().unwrap().len(),
            library.corrections(key).unwrap().len(),
        )
    };
    let mut states = vec![seen(&library)];
    for change in changes {
        assert_eq!(library.change(change.clone(), None).unwrap().now.len(), 1);
        assert_eq!(library.change(change, None).unwrap().now.len(), 0, "what is so already is no change");
        states.push(seen(&library));
    }
    assert_eq!(library.marks(key).unwrap().tags, ["أ", "ب"]);
    // Another window takes nothing back of what was done here, but what was done there.
    let (mut other, _) = Library::open(&path).unwrap();
    assert_eq!(other.undo(None).unwrap(), None);
    other.change(Change::Tags(key, vec!["أ".into(), "ب".into(), "ج".into()]), None).unwrap();
    for state in states.iter().rev().skip(1) {
        let undone = library.undo(None).unwrap().unwrap();
        assert!(!undone.left);
        let mut now = seen(&library);
        assert!(now.0.tags.contains(&"ج".to_owned()), "what another window added stays");
        now.0.tags.retain(|tag| tag != "ج");
        assert_eq!(now, *state);
    }
    assert_eq!(library.undo(None).unwrap(), None);
    other.undo(None).unwrap().unwrap();
    for state in &states[1..] {
        library.redo(None).unwrap().unwrap();
        assert_eq!(seen(&library), *state);
    }
    // What another window wrote over is left to it.
    library.change(Change::Note(key, "هنا".into()), None).unwrap();
    other.change(Change::Note(key, "هناك".into()), None).unwrap();
    assert!(library.undo(None).unwrap().unwrap().left);
    assert_eq!(library.marks(key).unwrap().note, "هناك");
    library.undo(None).unwrap();
    // Something new is done: what was taken back is gone for good.
    library.change(Change::Starred(key, false), None).unwrap();
    assert_eq!(library.redo(None).unwrap(), None);
}

#[test]
fn a_name_that_is_rejected_everywhere_is_gone_from_all_views_and_comes_back() {
    let (mut library, key, rules) = library();
    let base = EntityId::from("ain_al_asad_air_base");
    let before = (analysis(&library, key), library.entities(&Filter::default(), Page::first(100)).unwrap());
    assert!(rules.mentions.iter().any(|m| m.entity == base));
    let no_name = OwnEntity { rejected: true, ..OwnEntity::default() };
    library.change(Change::SayOf(base.clone(), no_name), None).unwrap();
    // An article that comes later is read so as well.
    let more = document("y", "عنوان\n\nاستهدفت طائرة مسيرة قاعدة عين الأسد في بغداد، وفق مصدر أمني.");
    let later = library.add(&more, &analyser().analyse(&more)).unwrap();
    for key in [key, later] {
        let now = analysis(&library, key);
        assert!(now.mentions.iter().all(|m| m.entity != base && m.entity.as_str() != "no_name"));
        assert!(now.entities.iter().all(|e| e.id != base && e.id.as_str() != "no_name"));
        let parts = now.events.iter().flat_map(|e| e.targets.iter().chain(&e.places).chain(&e.actors));
        assert!(parts.filter_map(|p| p.entity.as_ref()).all(|id| *id != base && id.as_str() != "no_name"));
    }
    for filter in [Filter::default(), Filter::article(key), Filter::entity("us_forces".into())] {
        let names = library.entities(&filter, Page::first(100)).unwrap();
        assert!(names.iter().all(|e| e.id != base && e.id.as_str() != "no_name"), "{filter:?}");
    }
    assert!(
        library.entities_named("", 100).unwrap().iter().all(|e| e.id != base && e.id.as_str() != "no_name")
    );
    for row in library.timeline(&Filter::default(), Page::first(100)).unwrap() {
        let all = row.actors.iter().chain(&row.targets).chain(&row.places);
        assert!(all.clone().all(|p| !p.name.is_empty() && p.entity.as_ref().is_none_or(|id| *id != base)));
    }
    // The rules' own say is untouched, and taking it back brings all back, also in what came later.
    assert_eq!(library.by_rules(key).unwrap().unwrap().mentions, rules.mentions);
    library.undo(None).unwrap().unwrap();
    let names = library.entities(&Filter::article(key), Page::first(100)).unwrap();
    assert_eq!(names.len(), before.1.len());
    assert_eq!(analysis(&library, key), before.0);
    assert!(analysis(&library, later).mentions.iter().any(|m| m.entity == base));
}
