//! Search queries: an answer or an error that says where, and hits that are within the text.

use std::cell::RefCell;
use std::sync::Arc;

use rasid::analyse::{Analyser, Lexicon};
use rasid::library::{Error, Filter, Keyword, Library, LineOrder, Page, query};

use super::checks;

thread_local! {
    static LIBRARY: RefCell<Library> = RefCell::new(built_in());
}

/// Two of the built-in articles are enough for every way a query takes.
fn built_in() -> Library {
    let analyser = Analyser::new(Arc::new(Lexicon::built_in().expect("the built-in lexicon")));
    let mut library = Library::in_memory().expect("a library");
    for document in rasid::ingest::built_in().into_iter().take(2) {
        library.add(&document, &analyser.analyse(&document)).expect("an article");
    }
    library
}

/// Asks for the input as a query.
pub fn run(data: &[u8]) {
    let Ok(query) = std::str::from_utf8(data) else { return };
    let understood = query::parse(query);
    if let Err(error) = &understood {
        checks::within(query, error.at);
        assert!(!error.to_string().is_empty());
    }
    LIBRARY.with_borrow(|library| {
        let all = Filter::default();
        let hits = library.search(query, &all, Page::at(0, 10));
        match (&understood, hits) {
            (Ok(_), Ok(hits)) => {
                for hit in hits {
                    hit.marks.iter().for_each(|&mark| checks::within(&hit.words, mark));
                    library.hits(hit.article.key, query).expect("hits in an article that was found");
                }
            }
            (Err(_), Err(Error::Query(_))) => {}
            (understood, hits) => panic!("{understood:?}, but {:?}", hits.map(|h| h.len())),
        }
        if understood.is_ok() {
            let filter = Filter { query: Some(query.to_owned()), ..all };
            library.count_articles(&filter).expect("a count");
            library.count_events(&filter).expect("a count");
            let keyword = Keyword::Query(query.to_owned());
            let lines = library.concordance(&keyword, LineOrder::Date, &Filter::default(), Page::at(0, 10));
            lines.expect("a concordance");
        }
    });
}
