//! The program's own way from documents to an export, and bounds on what comes out.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use rasid::analyse::{Analyser, Lexicon};
use rasid::export::{Format, export};
use rasid::ingest;
use rasid::library::{Filter, Library};
use rasid::model::{Document, Origin};

use super::annotation::Annotation;
use super::score::{Score, score};

/// A set of articles with an annotation.
#[derive(Debug, Clone, Copy)]
pub struct Set {
    /// The annotation's file, from the repository's root.
    pub gold: &'static str,
    /// The folder of the source texts, from the repository's root.
    pub texts: &'static str,
}

/// The built-in corpus.
pub const CORPUS: Set = Set { gold: "tests/gold/seeds.json", texts: "assets/corpus" };

/// The thirty articles that were annotated before the rules were widened.
pub const ARTICLES: Set = Set { gold: "tests/articles/gold.json", texts: "tests/articles" };

/// The twelve articles that no rule is made with in view.
pub const HELD_OUT: Set = Set { gold: "tests/held_out/gold.json", texts: "tests/held_out" };

/// Twenty-two articles whose words no rule and no entry of the lexicon was made with in view.
pub const UNSEEN: Set = Set { gold: "tests/unseen/gold.json", texts: "tests/unseen" };

/// Ten articles in the usual manner of outlets, annotated like the unseen ones and kept as they are.
pub const USUAL: Set = Set { gold: "tests/usual/gold.json", texts: "tests/usual" };

/// Sixteen articles in unusual wording and of unusual kinds, annotated without a look at the rules.
pub const VARIED: Set = Set { gold: "tests/varied/gold.json", texts: "tests/varied" };

impl Set {
    /// The annotation and the source texts in the order of its articles.
    pub fn read(self) -> anyhow::Result<(Annotation, Vec<String>)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let gold = Annotation::read(&root.join(self.gold))?;
        let texts = gold.texts(&root.join(self.texts))?;
        Ok((gold, texts))
    }

    /// The articles as the program reads files of the reader's own.
    pub fn documents(self) -> anyhow::Result<Vec<Document>> {
        let (gold, texts) = self.read()?;
        let read = |(a, text): (&super::annotation::Article, String)| {
            ingest::read_text(&a.id, text, Origin { path: a.file.clone().into(), ..Origin::default() })
        };
        Ok(gold.articles.iter().zip(texts).map(read).collect())
    }

    /// Scores what the program finds in `documents`.
    pub fn score(self, documents: &[Document]) -> anyhow::Result<Score> {
        let (gold, texts) = self.read()?;
        Ok(score(&gold, &found_in(documents)?, &texts))
    }
}

/// What an export says that the program found in `documents`.
pub fn found_in(documents: &[Document]) -> anyhow::Result<Annotation> {
    let analyser = Analyser::new(Arc::new(Lexicon::built_in()?));
    let mut library = Library::in_memory()?;
    for document in documents {
        library.add(document, &analyser.analyse(document)).with_context(|| document.id.clone())?;
    }
    let mut json = Vec::new();
    export(&library, &Filter::default(), Format::Json, &mut json)?;
    Annotation::parse(std::str::from_utf8(&json)?)
}

/// Lower bounds, by the name of the figure. What is not reached is said with all errors.
pub fn hold(score: &Score, bounds: &[(&str, f64)]) {
    let (s, m, d, e) = (&score.structure, &score.mentions, &score.dates, &score.events);
    let figure = |name: &str| match name {
        "title" => s.title,
        "published" => s.published,
        "source" => s.source,
        "lines" => s.lines,
        "mentions" => m.tally.f1(),
        "linking" => m.linking,
        "dates found" => d.found.f1(),
        "dates resolved" => d.resolved.f1(),
        "events" => e.tally.f1(),
        "event dates" => e.dates,
        "actors" => e.actors.f1(),
        other => panic!("no figure is called {other}"),
    };
    let short: Vec<_> = bounds
        .iter()
        .map(|&(name, bound)| (name, figure(name), bound))
        .filter(|&(_, figure, bound)| figure < bound)
        .map(|(name, figure, bound)| format!("{name} is {figure:.4}, below {bound}"))
        .collect();
    assert!(short.is_empty(), "{}\n{score}\n{}", score.errors.join("\n"), short.join("\n"));
}
