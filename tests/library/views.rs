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
    let names = library.names_by_outlet(&EntityId::from("us_forces"), &Filter::default(), Page::ALL).unwrap();
    let total: usize = names.iter().map(|n| n.mentions).sum();
    let row = library.entities(&Filter::default(), Page::ALL).unwrap();
    assert_eq!(total, row.iter().find(|e| e.id.as_str() == "us_forces").unwrap().mentions);
    for name in &names {
        let (key, span) = name.example;
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
