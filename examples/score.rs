//! Scores an extraction against an annotation and lists every error.
//!
//! ```text
//! cargo run --example score -- corpus              the program on the built-in corpus
//! cargo run --example score -- articles            the program on the thirty test articles
//! cargo run --example score -- held_out            the program on the twelve articles held out
//! cargo run --example score -- varied              the program on sixteen in unusual wording
//! cargo run --example score -- usual               the program on ten in the usual manner of outlets
//! cargo run --example score -- unseen              the program on the twenty-two that no rule was made with
//! cargo run --example score -- GOLD EXPORT TEXTS   any export against any annotation of the texts in a folder
//! ```
//!
//! The figures come last, the errors before them: `+` found and not in the annotation, `-` missed,
//! `~` found with another value. `tests/README.md` describes the measure.

use std::path::Path;

use rasid::ingest;

#[path = "../tests/common/mod.rs"]
mod common;

use common::annotation::Annotation;
use common::run::{ARTICLES, CORPUS, HELD_OUT, UNSEEN, USUAL, VARIED};
use common::score::score;

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let score = match words.as_slice() {
        ["corpus"] => CORPUS.score(&ingest::built_in())?,
        ["articles"] => ARTICLES.score(&ARTICLES.documents()?)?,
        ["held_out"] => HELD_OUT.score(&HELD_OUT.documents()?)?,
        ["unseen"] => UNSEEN.score(&UNSEEN.documents()?)?,
        ["usual"] => USUAL.score(&USUAL.documents()?)?,
        ["varied"] => VARIED.score(&VARIED.documents()?)?,
        [gold, export, texts] => {
            let gold = Annotation::read(Path::new(gold))?;
            let texts = gold.texts(Path::new(texts))?;
            score(&gold, &Annotation::read(Path::new(export))?, &texts)
        }
        _ => anyhow::bail!(
            "usage: score corpus | articles | held_out | varied | unseen | usual | GOLD EXPORT TEXTS"
        ),
    };
    for error in &score.errors {
        println!("{error}");
    }
    println!("{score}");
    Ok(())
}
