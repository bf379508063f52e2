//! Imports: what is new, what changed, what was stopped.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rasid::ingest::{Limits, Problem};
use rasid::library::{Import, Pace, Report, import};

use super::*;

static GO_ON: AtomicBool = AtomicBool::new(false);

fn run(library: &mut Library, folder: &Path, again: bool, stop: &AtomicBool) -> Report {
    let (paths, analyser) = ([folder.to_path_buf()], analyser());
    let what = Import {
        paths: &paths,
        analyser: &analyser,
        limits: Limits::default(),
        fields: Arc::default(),
        again,
        pace: Pace::Shared,
        stop,
    };
    import(library, &what, &mut |counts| {
        if counts.imported >= 100 {
            stop.store(!std::ptr::eq(stop, &GO_ON), Ordering::Relaxed);
        }
    })
    .unwrap()
}

fn put(folder: &Path, name: &str, text: &str) {
    std::fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
    std::fs::write(folder.join(name), text).unwrap();
}

#[test]
fn a_text_is_one_article_wherever_it_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a/x.txt", "عنوان\n\nنص في بغداد.\n");
    put(folder.path(), "b/x.txt", "عنوان\n\nنص في الموصل.\n");
    put(folder.path(), "c/again.txt", "عنوان\n\nنص في بغداد.\n");
    put(folder.path(), "empty.txt", " \n");
    let mut library = Library::in_memory().unwrap();
    let report = run(&mut library, folder.path(), false, &GO_ON);
    assert_eq!((report.counts.imported, report.counts.unchanged, report.counts.skipped), (2, 1, 1));
    assert_eq!(report.skipped[0].problem, Problem::Empty);
    assert!(!report.is_complete());
    assert!(library.find("x").unwrap().is_some() && library.find("x~2").unwrap().is_some());
}

#[test]
fn a_file_that_changed_is_a_new_version_with_the_same_marks() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "one.txt", "عنوان\n\nنص في بغداد.\n");
    put(folder.path(), "two.txt", "عنوان آخر\n\nنص في أربيل.\n");
    let mut library = Library::in_memory().unwrap();
    run(&mut library, folder.path(), false, &GO_ON);
    let key = library.find("one").unwrap().unwrap();
    library.set_starred(key, true).unwrap();
    put(folder.path(), "one.txt", "عنوان\n\nنص جديد أطول عن الموصل.\n");
    let counts = run(&mut library, folder.path(), false, &GO_ON).counts;
    assert_eq!((counts.imported, counts.changed, counts.files_unchanged), (0, 1, 1));
    assert_eq!(found(&library, "is:starred الموصل"), ["one"]);
    assert_eq!(found(&library, "بغداد"), [""; 0]);
    assert_eq!(run(&mut library, folder.path(), false, &GO_ON).counts.files_unchanged, 2);
    let counts = run(&mut library, folder.path(), true, &GO_ON).counts;
    assert_eq!((counts.unchanged, counts.files_unchanged), (2, 0));
    assert_eq!(found(&library, "is:starred الموصل"), ["one"]);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn an_import_that_was_ended_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..600 {
        put(folder.path(), &format!("{n:04}.txt"), &format!("عنوان {n}\n\nنص رقم {n} في بغداد.\n"));
    }
    let file = folder.path().join("library.db");
    let texts = folder.path();
    let (mut library, _) = Library::open(&file).unwrap();
    let report = run(&mut library, texts, false, &AtomicBool::new(false));
    assert!(report.stopped);
    let first = library.count_articles(&Filter::default()).unwrap();
    assert!((100..600).contains(&first), "{first}");
    let report = run(&mut library, texts, false, &GO_ON);
    assert!(!report.stopped);
    assert_eq!(report.counts.imported, 600 - first);
    assert_eq!(library.count_articles(&Filter::default()).unwrap(), 600);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn two_imports_of_the_same_folder_at_once_end_well() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    for n in 0..200 {
        put(&texts, &format!("{n:04}.txt"), &format!("عنوان {n}\n\nنص رقم {n}.\n"));
    }
    let file = folder.path().join("library.db");
    Library::open(&file).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| run(&mut Library::open(&file).unwrap().0, &texts, false, &GO_ON));
        }
    });
    let (library, _) = Library::open(&file).unwrap();
    assert_eq!(library.count_articles(&Filter::default()).unwrap(), 200);
}

fn is_gone(library: &Library) -> Vec<String> {
    let mut ids = found(library, "is:gone");
    ids.sort();
    ids
}

#[test]
fn what_is_in_its_file_no_more_is_kept_and_marked() {
    let folder = tempfile::tempdir().unwrap();
    let record = |n: usize| format!("{{\"id\": \"r{n}\", \"text\": \"خبر رقم {n} من بغداد عن قاعدة.\"}}\n");
    let all: String = (1..=4).map(record).collect();
    put(folder.path(), "news.jsonl", &all);
    put(folder.path(), "alone.txt", "عنوان\n\nنص في أربيل.\n");
    let mut library = Library::in_memory().unwrap();
    assert_eq!(run(&mut library, folder.path(), false, &GO_ON).counts.gone, 0);
    let starred = library.find("r2").unwrap().unwrap();
    library.set_starred(starred, true).unwrap();

    put(folder.path(), "news.jsonl", &(record(1) + &record(4)));
    let counts = run(&mut library, folder.path(), false, &GO_ON).counts;
    assert_eq!((counts.imported, counts.unchanged, counts.gone), (0, 2, 2));
    assert_eq!(is_gone(&library), ["r2", "r3"]);
    let rows = library.articles(&Filter::default(), Page::ALL).unwrap();
    assert_eq!(rows.iter().filter(|row| row.gone).count(), 2);
    // Nothing is told twice.
    assert_eq!(run(&mut library, folder.path(), false, &GO_ON).counts.gone, 0);

    // A file that cannot be read whole takes nothing away.
    put(folder.path(), "news.jsonl", &(record(1) + "{\"id\": \n"));
    assert_eq!(run(&mut library, folder.path(), false, &GO_ON).counts.gone, 0);

    // What comes back is there again; a file of a folder that vanished is gone, and comes back as it was.
    put(folder.path(), "news.jsonl", &(record(3) + &record(4)));
    let (here, away) = (folder.path().join("alone.txt"), folder.path().join("../alone.away"));
    std::fs::rename(&here, &away).unwrap();
    let counts = run(&mut library, folder.path(), false, &GO_ON).counts;
    assert_eq!((counts.unchanged, counts.gone), (2, 2));
    assert_eq!(is_gone(&library), ["alone", "r1", "r2"]);
    std::fs::rename(&away, &here).unwrap();
    run(&mut library, folder.path(), false, &GO_ON);
    assert_eq!(is_gone(&library), ["r1", "r2"]);

    // Only who asks for it has it taken out, and never what the reader marked.
    assert_eq!(library.forget_gone().unwrap(), 1);
    assert_eq!(is_gone(&library), ["r2"]);
    assert_eq!(library.check().unwrap(), [""; 0]);
}
