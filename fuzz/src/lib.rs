//! What each fuzz target does with its bytes, and what must hold whatever they are.
//!
//! The same functions are called by the fuzzer (`fuzz_targets/`) and by `tests/fuzz_corpus.rs`, which replays
//! the seeds in `seeds/` on every `cargo test`. A new target is a module here with `pub fn run(data: &[u8])`, a
//! file in `fuzz_targets/`, a `[[bin]]` in `Cargo.toml`, a folder of seeds, and a line in `tests/fuzz_corpus.rs`.

pub mod analysis;
pub mod checks;
pub mod ingest;
pub mod jsonl;
pub mod layout;
pub mod search;
pub mod settings;
