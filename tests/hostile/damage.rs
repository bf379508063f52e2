//! Damaged copies of a library: truncated, bits flipped, pages zeroed, filled with noise, swapped. None is taken for a
//! new one, none is written over, and what can be read of the reader's marks is saved.

use std::path::Path;

use rasid::library::{Filter, Keyword, Library, LineOrder, Page, ReaderData};

use super::library_with_marks;
use super::texts::noise;

const PAGE: usize = 4096;

/// Ways to damage a file, each with a name.
fn damaged(whole: &[u8]) -> Vec<(String, Vec<u8>)> {
    let pages = whole.len() / PAGE;
    let mut out = Vec::new();
    for length in [
        1,
        15,
        16,
        99,
        100,
        511,
        4095,
        4096,
        4097,
        8192,
        whole.len() / 3,
        whole.len() / 2,
        whole.len() - PAGE,
        whole.len() - 1,
    ] {
        out.push((format!("cut to {length}"), whole[..length].to_vec()));
    }
    let mut change = |name: String, with: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = whole.to_vec();
        with(&mut bytes);
        out.push((name, bytes));
    };
    for page in 0..pages {
        change(format!("page {} zeroed", page + 1), &|b| b[page * PAGE..(page + 1) * PAGE].fill(0));
    }
    for page in (0..pages).step_by(3) {
        change(format!("page {} noise", page + 1), &|b| {
            b[page * PAGE..(page + 1) * PAGE].copy_from_slice(&noise(PAGE));
        });
        change(format!("page {} is its neighbour", page + 1), &|b| {
            let other = (page + 1) % pages;
            let copy = b[other * PAGE..(other + 1) * PAGE].to_vec();
            b[page * PAGE..(page + 1) * PAGE].copy_from_slice(&copy);
        });
    }
    for at in 0..100 {
        change(format!("a bit of byte {at} turned"), &|b| b[at] ^= 1 << (at % 8));
    }
    // The head of each page says where everything in it is.
    for page in 1..pages {
        let at = page * PAGE + page % 12;
        change(format!("a bit of byte {at} turned"), &|b| b[at] ^= 1 << (page % 8));
    }
    let places = noise(240);
    for pair in places.chunks(3) {
        let at = usize::from(pair[0]) << 16 | usize::from(pair[1]) << 8 | usize::from(pair[2]);
        let at = at % whole.len();
        change(format!("a bit of byte {at} turned"), &|b| b[at] ^= 0x10);
    }
    change("all noise".into(), &|b| *b = noise(b.len()));
    change("all zero".into(), &|b| b.fill(0));
    change("doubled".into(), &|b| b.extend_from_within(..));
    out
}

/// Asks everything of a library. Errors are answers; a panic or a hang is not.
fn ask_everything(library: &Library) -> Result<ReaderData, rasid::library::Error> {
    let all = Filter::default();
    let _ = library.check();
    let _ = library.entities(&all, Page::ALL);
    let _ = library.timeline(&all, Page::ALL);
    let _ = library.search("العراق", &all, Page::ALL);
    let _ = library.concordance(&Keyword::Query("بغداد".into()), LineOrder::Date, &all, Page::ALL);
    for row in library.articles(&all, Page::ALL).unwrap_or_default() {
        let _ = (library.article(row.key), library.marks(row.key));
    }
    library.reader_data()
}

#[test]
fn a_damaged_library_is_never_taken_for_a_new_one_or_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = library_with_marks(&path);
    let marks = library.reader_data().unwrap();
    assert!(marks.articles.len() >= 2);
    drop(library);
    let whole = std::fs::read(&path).unwrap();
    let copies = damaged(&whole);
    let (mut aside, mut saved, mut refused, mut open) = (0, 0, 0, 0);
    for (name, bytes) in &copies {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        std::fs::write(&path, bytes).unwrap();
        match Library::open(&path) {
            Err(error) => {
                refused += 1;
                assert!(!error.to_string().is_empty());
                assert!(std::fs::read(&path).unwrap() == *bytes, "{name}: refused, and changed");
            }
            Ok((library, opened)) => {
                let answer = ask_everything(&library);
                if let Some(name_aside) = opened.set_aside {
                    aside += 1;
                    assert!(std::fs::read(&name_aside).unwrap() == *bytes, "{name}: set aside, and changed");
                    assert_eq!(
                        answer.unwrap(),
                        Library::in_memory().unwrap().reader_data().unwrap(),
                        "{name}"
                    );
                    if let Some((json, articles)) = opened.saved_marks {
                        saved += 1;
                        let data: ReaderData = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
                        assert_eq!(data.articles.len(), articles);
                    }
                } else {
                    open += 1;
                    // What was turned may lie in a note's words: that no database sees. But no mark is gone.
                    if let Ok(data) = answer {
                        assert_eq!(
                            data.articles.len(),
                            marks.articles.len(),
                            "{name}: marks are gone in silence"
                        );
                    }
                }
            }
        }
    }
    println!(
        "{} copies: {aside} set aside (marks saved of {saved}), {refused} refused as they were, {open} still readable",
        copies.len()
    );
    assert!(aside >= 47 && saved > 0, "{aside} set aside, marks saved of {saved}");
}

#[test]
fn a_log_without_its_file_is_set_aside() {
    for left in [None, Some(0)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let library = library_with_marks(&path);
        // Another program still has it open, so that the log stays.
        let log = folder.path().join("library.db-wal");
        let kept = std::fs::read(&log).unwrap();
        drop(library);
        std::fs::write(&log, &kept).unwrap();
        match left {
            None => std::fs::remove_file(&path).unwrap(),
            Some(length) => {
                std::fs::File::options().write(true).open(&path).unwrap().set_len(length).unwrap()
            }
        }
        let (_library, opened) = Library::open(&path).unwrap();
        let aside = opened.set_aside.unwrap();
        let log = aside.as_os_str().to_string_lossy().into_owned() + "-wal";
        assert!(!kept.is_empty() && std::fs::read(Path::new(&log)).unwrap() == kept);
    }
}
