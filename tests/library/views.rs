//! Companions, concordance, histogram, wordings.

use rasid::library::{Keyword, LineOrder, Near, Rank, Step};

use super::*;

#[test]
fn companions_are_counted_in_sentences_paragraphs_and_articles() {
    let library = built_in();
    let all = Filter::default();
    let id = EntityId::from("us_forces");
    let count = |near, other: &str| {
        let found = library.companions(&id, near, Rank::Count, &all, Page::ALL).unwrap();
        assert!(found.is_sorted_by_key(|c| std::cmp::Reverse(c.together)));
        assert!(found.iter().all(|c| c.entity.id != id));
        found.iter().find(|c| c.entity.id.as_str() == other).map_or(0, |c| c.together)
    };
    let (sentences, articles) = (count(Near::Sentence, "iraq"), count(Near::Article, "iraq"));
    assert_eq!(articles, 5);
    assert!(sentences >= 5 && count(Near::Paragraph, "iraq") <= sentences, "{sentences}");
    // Counted by hand over what is stored.
    let mut both = 0;
    for row in library.articles(&all, Page::ALL).unwrap() {
        let article = library.article(row.key).unwrap().unwrap();
        for block in article.document.blocks.iter().filter(|b| b.role.is_content()) {
            for sentence in rasid::text::sentences(&article.document.text, block.span) {
                let has = |id: &str| {
                    let here = |m: &&Mention| sentence.covers(m.span) && m.entity.as_str() == id;
                    article.analysis.mentions.iter().find(here).is_some()
                };
                both += usize::from(has("us_forces") && has("iraq"));
            }
        }
    }
    assert_eq!(sentences, both);
    let by_association = library.companions(&id, Near::Article, Rank::Association, &all, Page::ALL).unwrap();
    assert!(by_association.is_sorted_by(|a, b| a.association >= b.association));
}

#[test]
fn a_concordance_shows_every_place_in_its_context() {
    let library = built_in();
    let all = Filter::default();
    let entity = Keyword::Entity(EntityId::from("us_forces"));
    let lines = library.concordance(&entity, LineOrder::Date, &all, Page::ALL).unwrap();
    let row = library.entities(&all, Page::ALL).unwrap().into_iter().find(|e| e.id.as_str() == "us_forces");
    assert_eq!(lines.len(), row.unwrap().mentions);
    for line in &lines {
        let text = library.article(line.article).unwrap().unwrap().document.text;
        assert_eq!(line.words, line.span.of(&text));
        assert!(text.contains(&format!("{}{}", line.words, line.after)) || line.after.is_empty());
        assert!(text[..line.span.start].trim_end().ends_with(line.before.trim_end()));
    }
    let paged: Vec<_> = (0..lines.len().div_ceil(7))
        .flat_map(|n| library.concordance(&entity, LineOrder::Date, &all, Page::at(n * 7, 7)).unwrap())
        .collect();
    assert_eq!(paged, lines);
    let sorted = library.concordance(&entity, LineOrder::After, &all, Page::ALL).unwrap();
    let keys: Vec<_> =
        sorted.iter().map(|l| rasid::text::fold(&l.after, rasid::text::Fold::Loose).text).collect();
    assert!(keys.is_sorted_by(|a, b| a.split_whitespace().le(b.split_whitespace())));
    let words = Keyword::Query("\"عين الأسد\"".into());
    let hits = library.concordance(&words, LineOrder::Date, &all, Page::ALL).unwrap();
    let counted: usize =
        library.search("\"عين الأسد\"", &all, Page::ALL).unwrap().iter().map(|hit| hit.hits).sum();
    assert!(!hits.is_empty());
    assert_eq!(hits.len(), counted);
}

#[test]
fn a_histogram_counts_every_event_once() {
    let library = built_in();
    for filter in [
        Filter::default(),
        Filter { outlets: vec!["elaph".into()], ..Filter::default() },
        Filter { kinds: vec![EventKind::Attack], ..Filter::default() },
        Filter::entity(EntityId::from("us_forces")),
    ] {
        for step in [Step::Day, Step::Month, Step::Year] {
            let buckets = library.histogram(&filter, step).unwrap();
            let total: usize = buckets.iter().map(|b| b.total()).sum();
            assert_eq!(total, library.count_events(&filter).unwrap());
            assert!(buckets.is_sorted_by_key(|b| (b.first.is_none(), b.first)));
        }
    }
    let attacks = library.histogram(&Filter::default(), Step::Year).unwrap();
    let filter = Filter { kinds: vec![EventKind::Attack], ..Filter::default() };
    let counted: usize = attacks.iter().map(|b| b.count(EventKind::Attack)).sum();
    assert_eq!(counted, library.count_events(&filter).unwrap());
}

#[test]
fn each_outlet_has_its_names_for_an_entity() {
    let library = built_in();
    let names = library.names_by_outlet(&EntityId::from("us_forces"), Page::ALL).unwrap();
    let total: usize = names.iter().map(|n| n.mentions).sum();
    let row = library.entities(&Filter::default(), Page::ALL).unwrap();
    assert_eq!(total, row.iter().find(|e| e.id.as_str() == "us_forces").unwrap().mentions);
    for name in &names {
        let (key, span) = name.example.unwrap();
        let article = library.article(key).unwrap().unwrap();
        let words = article.words(span).split_whitespace().collect::<Vec<_>>().join(" ");
        // Behind the preposition ل the article is written without its alef, and counted with it.
        let behind_lam = article.document.text[..span.start].ends_with('ل') && words.starts_with('ل');
        assert_eq!(if behind_lam { format!("ا{words}") } else { words }, name.words);
        assert_eq!(article.document.outlet, name.outlet);
    }
    let cut = names.iter().find(|n| n.words.starts_with("لقوات"));
    assert_eq!(cut, None, "«للقوات» is the article behind a preposition");
}

#[test]
fn words_that_an_outlet_reports_are_told_from_its_own() {
    let library = built_in();
    let us_forces = EntityId::from("us_forces");
    let names = library.names_by_outlet(&us_forces, Page::ALL).unwrap();
    let occupying = |n: &&rasid::library::NameUse| n.words.contains("احتلال") || n.words.contains("محتل");
    let found: Vec<_> = names.iter().filter(occupying).collect();
    let mut counted: Vec<_> = found
        .iter()
        .map(|n| (n.outlet.as_ref().map(|o| o.name.as_str()), n.words.as_str(), n.mentions, n.reported))
        .collect();
    counted.sort();
    // One of the five says so in its own voice.
    let expected = [
        (None, "الاحتلال الاميركي", 1, 0),
        (Some("RT"), "قوات الاحتلال", 1, 1),
        (Some("إرم نيوز"), "الاحتلال الأمريكي", 1, 1),
        (Some("الميادين"), "القوات المحتلة", 2, 2),
    ];
    assert_eq!(counted, expected);
    assert!(names.iter().all(|n| n.unknown == 0));
    // Who says it stands with the sentence.
    let mut speakers = Vec::new();
    for used in found {
        let outlet = used.outlet.as_ref().map(|o| o.id.as_str());
        let forms = std::slice::from_ref(&used.words);
        for sentence in library.name_sentences(&us_forces, forms, outlet, Page::ALL).unwrap() {
            speakers.push(sentence.voice.map(|voice| voice.speaker.unwrap_or_default()));
        }
    }
    speakers.sort();
    let said = ["أبو آلاء الولائي", "التنسيقية", "العسكري", "المقاومة العراقية"];
    let said: Vec<_> = std::iter::once(None).chain(said.map(|s| Some(s.to_owned()))).collect();
    assert_eq!(speakers, said);
    // What stands behind the end of a quotation is the outlet's own, and so is what leads to it.
    let rt = names
        .iter()
        .find(|n| n.words == "القوات الأمريكية" && n.outlet.as_ref().is_some_and(|o| o.name == "RT"));
    assert_eq!(rt.map(|n| (n.mentions, n.reported)), Some((5, 2)));
}

#[test]
fn a_sentence_is_listed_once_with_each_place_in_it() {
    let library = built_in();
    let us_forces = EntityId::from("us_forces");
    let forms = ["القوات الأمريكية", "القوات الأميركية", "القوات الاميركية"].map(str::to_owned);
    let sentences = library.name_sentences(&us_forces, &forms, Some("erem_news"), Page::ALL).unwrap();
    let mut seen: Vec<_> = sentences.iter().map(|s| (s.article, s.words.as_str())).collect();
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all);
    let twice = sentences.iter().find(|s| s.words.starts_with("وتوصلت بغداد")).unwrap();
    assert_eq!(twice.marks.len(), 2);
    assert!(twice.marks.iter().all(|mark| mark.of(&twice.words) == "القوات الأمريكية"));
    // What is joined before a word is no part of it, where the rest is known.
    let verbs = library.verbs_by_outlet(&us_forces).unwrap();
    for (bare, joined) in [("تواجه", "وتواجه"), ("انسحاب", "بانسحاب")] {
        assert!(verbs.iter().any(|v| v.words == bare) && !verbs.iter().any(|v| v.words == joined), "{bare}");
    }
}

#[test]
fn an_event_says_who_says_so_and_what_is_due_says_by_when() {
    let library = built_in();
    let events = library.timeline(&Filter::default(), Page::ALL).unwrap();
    let told = |words: &str| events.iter().find(|e| e.trigger_words == words && e.planned).unwrap();
    let speaker = |words: &str| told(words).voice.clone().and_then(|voice| voice.speaker);
    assert_eq!(speaker("وستكتمل").as_deref(), Some("السلطات العراقية"));
    // Announced by whom, and told by the outlet itself.
    assert_eq!(speaker("ستنهي").as_deref(), Some("جو بايدن"));
    let own = events.iter().find(|e| e.trigger_words == "وتوصلت").unwrap();
    assert_eq!(own.voice, None);
    assert_eq!(own.published.edtf(), "2021-11-20/2021-11-26");
    // «بحلول نهاية العام»: the analysis gives the last month, and no day before it is too early.
    for words in ["وستكتمل", "ستنهي"] {
        assert_eq!(told(words).interval.edtf(), "2021-12");
        assert_eq!(told(words).when().edtf(), "../2021-12-31");
    }
    let past = events.iter().find(|e| e.trigger_words == "دخلت").unwrap();
    assert_eq!(past.when(), past.interval);
}

#[test]
fn whose_words_they_are_is_unknown_of_what_an_older_version_stored() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let (mut library, _) = Library::open(&path).unwrap();
    for document in ingest::built_in() {
        library.add(&document, &analyser().analyse(&document)).unwrap();
    }
    drop(library);
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("UPDATE mentions SET reported = NULL; UPDATE name_uses SET reported = 0, known = 0")
        .unwrap();
    let (library, _) = Library::open(&path).unwrap();
    let names = library.names_by_outlet(&EntityId::from("us_forces"), Page::ALL).unwrap();
    assert!(!names.is_empty() && names.iter().all(|n| n.reported == 0 && n.unknown == n.mentions));
}

#[test]
fn a_page_is_the_same_from_whichever_end_it_is_walked_to() {
    let analyser = analyser();
    let told = ingest::read_text("t.txt", "عنوان\n\nبغداد\n".to_owned(), Origin::default());
    let attack = ingest::built_in()
        .into_iter()
        .map(|d| analyser.analyse(&d))
        .find_map(|a| a.events.into_iter().next());
    let mut library = Library::in_memory().unwrap();
    let mut writer = library.writer().unwrap();
    for n in 0..2_600_i64 {
        let mut document = told.clone();
        document.id = format!("{n}");
        document.text = format!("{} {n}", document.text);
        let day = date(2021, 1, 1).checked_add(jiff::Span::new().days(n % 7)).unwrap();
        let mut event = attack.clone().unwrap();
        // Too unsure for any comparison: each stands for itself.
        event.interval = Interval { earliest: None, latest: Some(day) };
        (event.trigger, event.sentence) = (Span::new(0, 2), Span::new(0, 2));
        for part in [&mut event.actors, &mut event.targets, &mut event.places, &mut event.weapons] {
            part.clear();
        }
        event.date = None;
        let analysis = Analysis { events: vec![event], ..Analysis::default() };
        writer.add(&document, &analysis).unwrap();
    }
    writer.commit().unwrap();
    let all = Filter::default();
    let articles = library.articles(&all, Page::ALL).unwrap();
    let events = library.timeline_merged(&all, Page::ALL).unwrap();
    assert_eq!((articles.len(), events.len()), (2_600, 2_600));
    for (offset, limit) in
        [(0, 64), (1_000, 64), (1_290, 20), (1_310, 64), (2_536, 64), (2_590, 64), (2_599, 1), (2_600, 9)]
    {
        let page = Page::at(offset, limit);
        let end = (offset + limit).min(2_600);
        assert_eq!(library.articles(&all, page).unwrap(), articles[offset..end], "{page:?}");
        assert_eq!(library.timeline_merged(&all, page).unwrap(), events[offset..end], "{page:?}");
    }
}

/// A name in most articles is looked for from day to day, one in few articles by going through those: the lines are
/// the same.
#[test]
fn the_newest_lines_of_a_name_come_first_however_often_it_stands() {
    let analyser = analyser();
    let mut library = Library::in_memory().unwrap();
    let mut writer = library.writer().unwrap();
    for n in 0..1_100_i64 {
        let text = format!("عنوان {n}\n\nوصل الوفد إلى بغداد ثم عاد إلى بغداد في اليوم {n}.\n");
        let mut document = document(&format!("{n}"), &text);
        // Not in the order in which they come in.
        let day = date(2020, 1, 1).checked_add(jiff::Span::new().days(n * 389 % 1_100)).unwrap();
        let published =
            Published { interval: Interval::day(day), basis: PublishedBasis::Stated, reasons: Vec::new() };
        document.published = Some(published);
        writer.add(&document, &analyser.analyse(&document)).unwrap();
    }
    writer.commit().unwrap();
    let keyword = Keyword::Entity(EntityId::from("baghdad"));
    let lines = library.concordance(&keyword, LineOrder::Date, &Filter::default(), Page::ALL).unwrap();
    assert_eq!(lines.len(), 2_200);
    assert!(lines.is_sorted_by(|a, b| {
        let place = |l: &rasid::library::KeywordLine| (l.published.earliest, l.article);
        place(a) > place(b) || place(a) == place(b) && a.span.start < b.span.start
    }));
    let page = library.concordance(&keyword, LineOrder::Date, &Filter::default(), Page::at(700, 50)).unwrap();
    assert_eq!(page, lines[700..750]);
    let names = library.names_by_outlet(&EntityId::from("baghdad"), Page::ALL).unwrap();
    let sentences = library
        .name_sentences(&EntityId::from("baghdad"), &[names[0].words.clone()], None, Page::first(20))
        .unwrap();
    assert_eq!(sentences.len(), 10, "both places of an article stand in one sentence");
    let newest: Vec<_> = lines.iter().step_by(2).take(10).map(|l| l.article).collect();
    assert_eq!(sentences.iter().map(|s| s.article).collect::<Vec<_>>(), newest);
}
