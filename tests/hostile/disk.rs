//! Disks that are full, folders that cannot be written, and a second program: the real program says so, goes on, tries
//! again, and its exit code tells.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rasid::library::{Filter, Library, Page};

use super::pty::Terminal;
use super::{PROGRAM, library_with_marks, text};

fn read(path: &Path) -> usize {
    let (library, _) = Library::open(path).unwrap();
    assert_eq!(library.check().unwrap(), [""; 0]);
    library.articles(&Filter::default(), Page::ALL).unwrap().iter().filter(|row| row.read).count()
}

/// The program with files of at most so many blocks of 512 bytes: what a full disk does, without one.
fn with_little_room(blocks: u32, arguments: &str) -> String {
    format!("trap '' XFSZ; ulimit -f {blocks}; exec '{PROGRAM}' {arguments}")
}

#[test]
fn an_import_onto_a_full_disk_fails_aloud_and_goes_on_later() {
    let home = tempfile::tempdir().unwrap();
    let texts = home.path().join("texts");
    std::fs::create_dir(&texts).unwrap();
    for n in 0..40 {
        let text = format!("عنوان {n}\n\n{}", format!("نص رقم {n} في بغداد. ").repeat(300));
        std::fs::write(texts.join(format!("{n}.txt")), text).unwrap();
    }
    let run = |script: &str| {
        Command::new("sh")
            .args(["-c", script])
            .env("HOME", home.path())
            .current_dir(home.path())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let arguments = "import --library l.db texts";
    let output = run(&with_little_room(400, arguments));
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stderr).starts_with("rasid: library: "), "{}", text(&output.stderr));
    let (library, opened) = Library::open(&home.path().join("l.db")).unwrap();
    assert_eq!((opened, library.check().unwrap()), (Default::default(), Vec::new()));
    assert!(library.count_articles(&Filter::default()).unwrap() < 40);
    drop(library);
    let output = run(&format!("exec '{PROGRAM}' {arguments}"));
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let (library, _) = Library::open(&home.path().join("l.db")).unwrap();
    assert_eq!(library.count_articles(&Filter::default()).unwrap(), 40);
}

#[test]
fn the_screen_says_what_could_not_be_saved_and_so_does_its_end() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    // Held open, so that its log is as long as it is: what comes next lies beyond the limit, but not the index.
    let library = library_with_marks(&path);
    assert!(std::fs::metadata(home.path().join("l.db-wal")).unwrap().len() > 66 * 512);
    let script = with_little_room(66, "--bidi explicit --library l.db");
    let mut terminal = Terminal::start("/bin/sh", &["-c", &script], home.path(), 60);
    terminal.wait_for("1/3");
    // To open an article is to read it, and that is kept.
    terminal.press("\r");
    terminal.wait_for("not saved");
    // The program goes on.
    terminal.press("?");
    terminal.wait_for("Finding and narrowing");
    terminal.press("\x1b");
    assert_eq!(terminal.end("q"), 1, "{}", terminal.screen());
    assert!(terminal.screen().contains("changes not saved: "), "{}", terminal.screen());
    drop(library);
    assert_eq!(read(&path), 0);
}

#[test]
fn a_change_that_meets_another_program_is_saved_when_that_is_done() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    drop(library_with_marks(&path));
    let before = read(&path);
    let other = rusqlite::Connection::open(&path).unwrap();
    let mut terminal =
        Terminal::start(PROGRAM, &["--bidi", "explicit", "--library", "l.db"], home.path(), 60);
    terminal.wait_for("1/3");
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    terminal.press("\r");
    terminal.wait_for("not saved");
    other.execute_batch("ROLLBACK").unwrap();
    terminal.wait_for("all changes are saved");
    assert_eq!(terminal.end("q"), 0);
    assert!(read(&path) > before);
}

#[test]
fn the_screen_sees_what_another_program_puts_into_its_library() {
    let home = tempfile::tempdir().unwrap();
    drop(library_with_marks(&home.path().join("l.db")));
    std::fs::write(home.path().join("new.txt"), super::folder::HEALTHY).unwrap();
    let mut terminal =
        Terminal::start(PROGRAM, &["--bidi", "explicit", "--library", "l.db"], home.path(), 60);
    terminal.wait_for("1/3");
    terminal.press("j");
    terminal.wait_for("2/3");
    let mut import = Command::new(PROGRAM);
    import.args(["import", "--library", "l.db", "new.txt"]).env("HOME", home.path()).current_dir(home.path());
    assert!(import.stdin(Stdio::null()).output().unwrap().status.success());
    terminal.wait_for("HEALTHY");
    assert_eq!(terminal.end("q"), 0);
}

#[test]
fn a_library_of_a_newer_version_is_read_and_not_changed() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    let library = library_with_marks(&path);
    let marks = serde_json::to_string(&library.reader_data().unwrap()).unwrap();
    drop(library);
    std::fs::write(home.path().join("marks.json"), marks).unwrap();
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 1000).unwrap();
    let before = std::fs::read(&path).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).args(["--library", "l.db"]).env("HOME", home.path()).current_dir(home.path());
        command.stdin(Stdio::null()).output().unwrap()
    };
    let output = run(&["list"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("newer version"), "{}", text(&output.stderr));
    for change in [&["marks", "import", "marks.json"][..], &["import", "marks.json"]] {
        let output = run(change);
        assert_eq!(output.status.code(), Some(1), "{change:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains("reading only"), "{}", text(&output.stderr));
    }
    assert!(std::fs::read(&path).unwrap() == before, "it was changed");
}

/// The program as somebody who may not write everywhere: root may.
fn as_nobody(program: &Path, home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).env_clear().env("HOME", home).env("LC_ALL", "C.UTF-8").current_dir(home);
    if rustix::process::geteuid().is_root() {
        command.uid(65_534).gid(65_534);
    }
    command.stdin(Stdio::null()).output().unwrap()
}

#[test]
fn a_library_in_a_folder_that_cannot_be_written_is_read() {
    let home = tempfile::tempdir().unwrap();
    let mode =
        |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(home.path(), 0o755);
    // Where it was built, nobody else may be able to come.
    let program = home.path().join("rasid");
    std::fs::copy(PROGRAM, &program).unwrap();
    let folder = home.path().join("archive");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("l.db");
    let library = library_with_marks(&path);
    let marks = serde_json::to_string(&library.reader_data().unwrap()).unwrap();
    drop(library);
    std::fs::write(home.path().join("marks.json"), marks).unwrap();
    mode(&path, 0o444);
    mode(&folder, 0o555);
    let bytes = std::fs::read(&path).unwrap();
    let library = path.to_str().unwrap();

    let output = as_nobody(&program, home.path(), &["list", "--library", library]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).lines().count() >= 2);
    assert!(text(&output.stderr).contains("cannot be written"), "{}", text(&output.stderr));

    let output = as_nobody(&program, home.path(), &["marks", "import", "marks.json", "--library", library]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("reading only"), "{}", text(&output.stderr));

    mode(&folder, 0o755);
    assert!(std::fs::read(&path).unwrap() == bytes);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing was left beside it");
}
