//! The fuzz targets, run on their seeds: what the fuzzer found once stays found.
//!
//! `fuzz/` holds the targets and seeds; `just fuzz TARGET` looks for more.

#![allow(clippy::unwrap_used, unreachable_pub, missing_docs)]

use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
mod targets;

/// Runs a target on every file of its folder of seeds, and on each cut short at every eighth part.
fn replay(name: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 5, "{}: {} seeds", folder.display(), files.len());
    for file in files {
        let data = std::fs::read(&file).unwrap();
        for eighths in 1..=8 {
            let part = &data[..data.len() * eighths / 8];
            if let Err(panic) = std::panic::catch_unwind(|| run(part)) {
                eprintln!("{}, its first {} bytes", file.display(), part.len());
                std::panic::resume_unwind(panic);
            }
        }
    }
}

#[test]
fn files_of_every_format() {
    replay("ingest", targets::ingest::run);
}

#[test]
fn lines_of_records() {
    replay("jsonl", targets::jsonl::run);
}

#[test]
fn texts_of_any_day() {
    replay("analysis", targets::analysis::run);
}

#[test]
fn texts_of_any_width() {
    replay("layout", targets::layout::run);
}

#[test]
fn search_queries() {
    replay("search", targets::search::run);
}

#[test]
fn files_of_the_reader() {
    replay("settings", targets::settings::run);
}

/// A target that nobody replays would rot.
#[test]
fn every_target_has_seeds_and_stands_in_the_manifest() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    let here = include_str!("fuzz_corpus.rs");
    for entry in std::fs::read_dir(fuzz.join("fuzz_targets")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is not in fuzz/Cargo.toml");
        assert!(here.contains(&format!("targets::{name}::run")), "{name} is not replayed");
        assert!(fuzz.join("seeds").join(name).is_dir(), "{name} has no seeds");
    }
}
