//! The library: articles in, and what the screen asks of it, at a thousand and ten thousand articles.
//!
//! `scripts/large.sh` measures the whole program on a hundred thousand.

#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest::Limits;
use rasid::library::{Filter, Import, Library, Pace, Page, import};
use rasid::model::{EntityId, EventKind};
use rasid::tui::data::{Request, answer};

const SIZES: [usize; 2] = [1_000, 10_000];

/// Articles made by the example, which cargo builds along with the benches.
fn articles(folder: &Path, count: usize) -> std::path::PathBuf {
    let path = folder.join(format!("{count}.jsonl"));
    let bench = std::env::current_exe().unwrap();
    let target = bench.ancestors().nth(2).unwrap();
    let made = Command::new(target.join("examples/make_articles"))
        .arg(count.to_string())
        .stdout(std::fs::File::create(&path).unwrap())
        .status();
    assert!(
        made.is_ok_and(|status| status.success()),
        "cargo build --release --example make_articles makes the articles"
    );
    path
}

fn fill(library: &mut Library, analyser: &Analyser, path: &Path) {
    let stop = AtomicBool::new(false);
    let paths = [path.to_path_buf()];
    let what = Import {
        paths: &paths,
        analyser,
        limits: Limits::default(),
        fields: Arc::default(),
        again: false,
        pace: Pace::Alone,
        stop: &stop,
    };
    let report = import(library, &what, &mut |_| {}).unwrap();
    assert!(report.skipped.is_empty());
}

fn library(c: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let analyser = Analyser::new(Arc::new(Lexicon::built_in().unwrap()));
    let thousand = articles(folder.path(), 1_000);
    let mut group = c.benchmark_group("import");
    group.sample_size(10).throughput(Throughput::Elements(1_000));
    group.bench_function("1000 articles", |b| {
        b.iter(|| {
            let mut library = Library::in_memory().unwrap();
            fill(&mut library, &analyser, &thousand);
            library
        });
    });
    group.finish();

    for size in SIZES {
        let file = folder.path().join(format!("{size}.db"));
        let (mut library, _) = Library::open(&file).unwrap();
        fill(&mut library, &analyser, &articles(folder.path(), size));
        questions(c, &mut library, size);
    }
}

fn questions(c: &mut Criterion, library: &mut Library, size: usize) {
    let all = Filter::default;
    let iraq = || Filter::entity(EntityId::from("iraq"));
    let query = |words: &str| Filter { query: Some(words.into()), ..all() };
    let attacks = || Filter { kinds: vec![EventKind::Attack], ..all() };
    let page = Page::first(64);
    let first = library.articles(&all(), page).unwrap().first().unwrap().key;
    let asked = [
        ("articles", Request::Articles(all(), page)),
        ("articles at the end", Request::Articles(all(), Page::at(size - 64, 64))),
        ("articles of a frequent entity", Request::Articles(iraq(), page)),
        ("articles with attacks", Request::Articles(attacks(), page)),
        ("articles found by a frequent word", Request::Articles(query("بغداد"), page)),
        ("articles found by a phrase", Request::Articles(query("\"عين الأسد\" -بغداد"), page)),
        ("an article", Request::Article(first)),
        ("entities", Request::Entities(all(), Page::first(500))),
        ("entities of a frequent entity", Request::Entities(iraq(), Page::first(500))),
        ("timeline", Request::Timeline(all(), page)),
        ("timeline of attacks", Request::Timeline(attacks(), page)),
        ("timeline of a frequent entity", Request::Timeline(iraq(), page)),
        ("time axis", Request::Moments(all())),
        ("page of an entity", Request::Entity(EntityId::from("kataib_hezbollah"))),
    ];
    let mut group = c.benchmark_group("ask");
    group.sample_size(10);
    for (name, request) in asked {
        group.bench_with_input(BenchmarkId::new(name, size), &request, |b, request| {
            b.iter(|| black_box(answer(library, request.clone())));
        });
    }
    group.bench_function(BenchmarkId::new("first page of a search", size), |b| {
        b.iter(|| black_box(library.search("بغداد", &all(), Page::first(20)).unwrap()));
    });
    group.finish();
}

criterion_group!(benches, library);
criterion_main!(benches);
