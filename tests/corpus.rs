//! The built-in corpus, all the way from the embedded files to the export, against its annotation.

mod common;

use common::run::{CORPUS, hold};
use rasid::ingest;

#[test]
fn the_built_in_corpus_is_read_as_a_careful_reader_reads_it() {
    let score = CORPUS.score(&ingest::built_in()).expect("the corpus is read");
    hold(
        &score,
        &[
            ("title", 1.0),
            ("published", 1.0),
            ("source", 1.0),
            ("lines", 1.0),
            ("mentions", 0.99),
            ("linking", 0.99),
            ("dates resolved", 1.0),
            ("events", 0.98),
            ("event dates", 1.0),
            ("actors", 1.0),
        ],
    );
}

#[test]
fn publication_dates_that_no_page_states_are_inferred() {
    let score = CORPUS.score(&ingest::built_in_as_written()).expect("the corpus is read");
    hold(&score, &[("published", 1.0), ("source", 1.0), ("dates resolved", 1.0)]);
}
