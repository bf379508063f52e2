//! Files that change, shrink, vanish or become something else while they are read.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rasid::ingest::{Loaded, load};
use rustix::fs::{CWD, FileType, Mode, mknodat};

/// What somebody does to a file, over and over.
fn meddle(path: &Path, other: &Path, stop: &AtomicBool) {
    let long = "نص طويل عن الانسحاب من العراق.\n".repeat(20_000);
    while !stop.load(Ordering::Relaxed) {
        // Each step may fail, as the one before may have taken the file away.
        let _ = std::fs::write(path, &long);
        let _ = std::fs::File::options().write(true).open(path).and_then(|file| file.set_len(17));
        let _ = std::fs::write(path, "قصير");
        let _ = std::fs::write(path, long.repeat(3));
        let _ = std::fs::rename(path, other);
        let _ = mknodat(CWD, path, FileType::Fifo, Mode::from_raw_mode(0o644), 0);
        let _ = std::fs::remove_file(path);
        let _ = std::fs::create_dir(path);
        let _ = std::fs::remove_dir(path);
        let _ = std::os::unix::fs::symlink("/dev/zero", path);
        let _ = std::fs::remove_file(path);
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_read_or_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("still.txt"), "عنوان\n\nنص لا يتغير.\n").unwrap();
    let (moving, other) = (folder.path().join("moving.txt"), folder.path().join("other.tmp"));
    let stop = AtomicBool::new(false);
    let (mut rounds, mut still, mut named) = (0, 0, 0);
    std::thread::scope(|scope| {
        scope.spawn(|| meddle(&moving, &other, &stop));
        let until = Instant::now() + Duration::from_secs(2);
        while Instant::now() < until {
            rounds += 1;
            load(&[folder.path().to_path_buf()], &mut |loaded| match loaded {
                Loaded::Document(document) => still += usize::from(document.id == "still"),
                Loaded::Skipped(notice) | Loaded::Noted(notice) => {
                    assert!(!notice.to_string().is_empty());
                    named += 1;
                }
                Loaded::End(_) => {}
            });
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert_eq!(still, rounds, "the file beside it is read each time");
    assert!(named > 0, "{rounds} rounds, and never was anything amiss");
}
