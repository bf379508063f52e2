//! Speed of the analysis: reading, names, dates, publication date and events of the built-in articles, repeated to
//! 20 MB, on one thread and on all cores; and the time that the lexicon takes to load.
//! `cargo bench --bench analyse`.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, Throughput};
use rasid::analyse::{Analyser, Lexicon, Reading};
use rasid::model::Document;
use rayon::prelude::*;

const SIZE: usize = 20_000_000;

fn corpus() -> (Vec<Document>, u64) {
    let articles = rasid::ingest::built_in();
    let bytes: usize = articles.iter().map(|d| d.text.len()).sum();
    let times = SIZE.div_ceil(bytes.max(1));
    let all = articles.iter().cycle().take(articles.len() * times).cloned().collect();
    (all, u64::try_from(bytes * times).unwrap_or(u64::MAX))
}

fn main() {
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    criterion.bench_function("lexicon", |b| b.iter(|| black_box(Lexicon::built_in().is_ok())));

    let lexicon = Lexicon::built_in().expect("the built-in lexicon is right");
    let analyser = Analyser::new(Arc::new(lexicon));
    let (documents, bytes) = corpus();
    let mut group = criterion.benchmark_group("20 MB");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("words and sentences, one thread", |b| {
        b.iter(|| documents.iter().map(|d| Reading::new(d).words.len()).sum::<usize>());
    });
    group.bench_function("analysis, one thread", |b| {
        b.iter(|| documents.iter().map(|d| analyser.analyse(d).mentions.len()).sum::<usize>());
    });
    group.bench_function("analysis, all cores", |b| {
        b.iter(|| documents.par_iter().map(|d| analyser.analyse(d).mentions.len()).sum::<usize>());
    });
    group.finish();
    criterion.final_summary();
}
