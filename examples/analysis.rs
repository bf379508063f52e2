//! What the analysis of much text costs: time, processor time and peak memory of a process that does nothing else.
//!
//! ```text
//! cargo run --release --example analysis                 the built-in articles, repeated to 20 MB, on all cores
//! cargo run --release --example analysis -- 100 FILES …  these articles, repeated to 100 MB
//! RAYON_NUM_THREADS=1 …                                  on one core
//! ```
//!
//! The articles of a library come and go while it is imported, and so they do here: each is there as often as there are
//! threads that read it. Results are lines of `name<tab>value`. Memory is told on Linux alone.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest::{self, Loaded};
use rasid::model::Document;
use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let megabytes: usize = words.next().map_or(Ok(20), |word| word.parse())?;
    let paths: Vec<PathBuf> = words.map(PathBuf::from).collect();
    let documents = if paths.is_empty() { ingest::built_in() } else { documents(&paths) };

    let begun = Instant::now();
    let lexicon = Lexicon::built_in()?;
    say("lexicon_ms", begun.elapsed().as_secs_f64() * 1000.0);
    let analyser = Analyser::new(Arc::new(lexicon));
    // Tables that are made once are made at the first article.
    let begun = Instant::now();
    let first = documents.first().map(|document| analyser.analyse(document));
    say("first_article_ms", begun.elapsed().as_secs_f64() * 1000.0);
    drop(first);

    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    anyhow::ensure!(bytes > 0, "there is no text");
    let times = (megabytes * 1_000_000).div_ceil(bytes);
    let (begun, busy) = (Instant::now(), processor_time());
    let found: usize = (0..times * documents.len())
        .into_par_iter()
        .map(|at| {
            let article: Document = documents[at % documents.len()].clone();
            let analysis = analyser.analyse(&article);
            analysis.mentions.len() + analysis.dates.len() + analysis.events.len()
        })
        .sum();
    let (wall, busy) = (begun.elapsed().as_secs_f64(), (processor_time() - busy).as_secs_f64());
    let megabytes = (bytes * times) as f64 / 1e6;
    say("articles", (documents.len() * times) as f64);
    say("megabytes", megabytes);
    say("found", found as f64);
    say("seconds", wall);
    say("processor_seconds", busy);
    say("megabytes_per_second", megabytes / wall);
    say("megabytes_per_processor_second", megabytes / busy);
    if let Some(peak) = peak_memory() {
        say("peak_mb", peak);
    }
    Ok(())
}

fn documents(paths: &[PathBuf]) -> Vec<Document> {
    let mut documents = Vec::new();
    ingest::load(paths, &mut |loaded| {
        if let Loaded::Document(document) = loaded {
            documents.push(*document);
        }
    });
    documents
}

/// How long the threads of this process have run so far, together.
fn processor_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}

/// The most memory that this process ever had, in MB of 1024² bytes.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<f64>().ok()? / 1024.0)
}

fn say(name: &str, value: f64) {
    println!("{name}\t{value:.1}");
}
