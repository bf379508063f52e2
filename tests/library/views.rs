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
