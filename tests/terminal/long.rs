//! Texts that are too long in one way or another, in the whole program: it stays small, and its keys answer.

use std::path::Path;

use crate::pty::{Terminal, size};
use crate::{LEAVE, TITLE};

/// The bound of the design.
const MOST_MEMORY: u64 = 300_000;

/// The most memory that a program had at any time, in kB.
fn most_memory(process: impl std::fmt::Display) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn stays_small(name: &str, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path: &Path = &folder.path().join("long.txt");
    std::fs::write(path, text).unwrap();
    let mut terminal = Terminal::start(size(50, 120), &["--bidi", "explicit", path.to_str().unwrap()]);
    terminal.wait_for(TITLE);
    // All keys are taken before the last one, which shows the list of keys.
    terminal.type_keys("2GkkggGzwznzsG\x1b[5~\x1b[6~?");
    terminal.wait_for("Finding and narrowing");
    let memory = most_memory(terminal.pid().as_raw_nonzero());
    assert!(memory < MOST_MEMORY, "{name}: {memory} kB");
    terminal.type_keys("\x03\x03");
    assert_eq!(terminal.wait_for_end(), 0, "{name}");
    assert!(terminal.output.ends_with(LEAVE), "{name}");
}

#[test]
fn a_word_of_ten_megabytes() {
    stays_small("a word of 10 MB", &"ب".repeat(5_000_000));
}

#[test]
fn a_million_empty_lines() {
    stays_small("a million empty lines", &format!("العراق\n{}سوريا\n", "\n".repeat(1_000_000)));
}

#[test]
fn a_hundred_thousand_marks_on_a_letter() {
    stays_small("100,000 marks", &format!("قال م{} نعم", "\u{64E}\u{651}".repeat(50_000)));
}

#[test]
fn sixty_thousand_embeddings() {
    stays_small("60,000 embeddings", &format!("قال {}", "\u{202B}ب\u{202A}a ".repeat(30_000)));
}
