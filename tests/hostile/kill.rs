//! A save that is killed, or refused by the disk, at each of its system calls: nothing is lost, nothing damaged.
//!
//! `strace` does it where it may (it needs ptrace); without it the program is killed after short times.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use rasid::library::{Change, Library, MarkedArticle};

use super::library_with_marks;

/// The system calls of a save: each of them is the last one in one run or another.
const CALLS: [&str; 9] =
    ["openat", "pwrite64", "pread64", "fdatasync", "fsync", "ftruncate", "fcntl", "unlink", "close"];

/// A loop that comes to so many calls of a kind hangs.
const MOST_CALLS: usize = 400;

/// Where the child of these tests finds its library.
const PLACE: &str = "RASID_TEST_SAVE";

/// Not a test by itself: the program that is killed. It makes one change of several parts.
#[test]
#[ignore = "run by the tests below, as a process of its own"]
fn a_save() {
    let Some(path) = std::env::var_os(PLACE) else { return };
    let (mut library, opened) = Library::open(Path::new(&path)).unwrap();
    assert_eq!(opened, Default::default());
    let keys: Vec<_> = ["a", "b"].iter().filter_map(|id| library.find(id).unwrap()).collect();
    let changes = keys.iter().flat_map(|&key| {
        let note = "ملاحظة جديدة\n".repeat(500);
        [
            Change::Note(key, note),
            Change::Tags(key, vec!["جديد".into(), "قديم".into()]),
            Change::Read(key, true),
        ]
    });
    library.change_all(changes.collect(), None).unwrap();
}

/// Runs the save on the library, under `strace` with these arguments if there are any.
fn save(library: &Path, strace: &[String]) -> Command {
    let own = std::env::current_exe().unwrap();
    let mut command = if strace.is_empty() {
        Command::new(own)
    } else {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null"]).args(strace).arg(own);
        command
    };
    command.args(["--exact", "kill::a_save", "--ignored", "--test-threads=1"]).env(PLACE, library);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn may_trace() -> bool {
    let done = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    done.is_ok_and(|status| status.success())
}

/// A library with marks, as a file of bytes to begin anew from.
struct Base {
    folder: tempfile::TempDir,
    bytes: Vec<u8>,
    before: Vec<MarkedArticle>,
    after: Vec<MarkedArticle>,
}

impl Base {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let library = library_with_marks(&path);
        let before = library.reader_data().unwrap().articles;
        drop(library);
        let bytes = std::fs::read(&path).unwrap();
        assert!(save(&path, &[]).status().unwrap().success());
        let (library, _) = Library::open(&path).unwrap();
        let after = library.reader_data().unwrap().articles;
        assert_ne!(before, after);
        Self { folder, bytes, before, after }
    }

    fn fresh(&self) -> PathBuf {
        let path = self.folder.path().join("library.db");
        for suffix in ["-wal", "-shm", "-journal"] {
            let _ = std::fs::remove_file(self.folder.path().join(format!("library.db{suffix}")));
        }
        std::fs::write(&path, &self.bytes).unwrap();
        path
    }

    /// Whether the change was made. It is made as a whole or not at all, and the file is whole.
    #[track_caller]
    fn look(&self, path: &Path, what: &str) -> bool {
        let (library, opened) = Library::open(path).unwrap();
        assert_eq!(opened, Default::default(), "{what}");
        assert_eq!(library.check().unwrap(), [""; 0], "{what}");
        let now = library.reader_data().unwrap().articles;
        assert!(now == self.before || now == self.after, "{what}: {now:?}");
        now == self.after
    }
}

/// Whether the process came to its end by itself.
fn ended(status: ExitStatus) -> bool {
    status.code().is_some_and(|code| code < 128)
}

#[test]
fn killed_at_each_system_call_of_a_save_nothing_is_lost_or_damaged() {
    let base = Base::make();
    let (mut runs, mut made) = (0, 0);
    if may_trace() {
        for call in CALLS {
            for n in 1..=MOST_CALLS {
                let path = base.fresh();
                let inject = format!("inject={call}:signal=KILL:when={n}");
                let status =
                    save(&path, &["-e".into(), format!("trace={call}"), "-e".into(), inject]).status();
                let status = status.unwrap();
                runs += 1;
                let done = base.look(&path, &format!("killed at {call} {n}"));
                made += usize::from(done);
                if ended(status) {
                    assert!(status.success() && done, "{call} {n}: {status:?}");
                    break;
                }
                assert!(n < MOST_CALLS, "{call} has no end");
            }
        }
        assert!(runs > CALLS.len() + 20, "{runs} runs");
    } else {
        for n in 0..200 {
            let path = base.fresh();
            let mut child = save(&path, &[]).spawn().unwrap();
            std::thread::sleep(Duration::from_micros(n * 137 % 30_000));
            let _ = child.kill();
            child.wait().unwrap();
            runs += 1;
            made += usize::from(base.look(&path, &format!("killed in run {n}")));
        }
    }
    println!("{runs} runs killed, the change made in {made} of them, nothing lost in any");
}

/// The real program, killed again and again on its way through a folder, until it comes to the end.
#[test]
fn an_import_that_is_killed_goes_on_and_keeps_the_marks() {
    let home = tempfile::tempdir().unwrap();
    let news = home.path().join("news");
    std::fs::create_dir(&news).unwrap();
    for n in 0..60 {
        let text = format!("عنوان {n}\n\n{}", format!("قال مصدر {n} إن القوات باقية في بغداد.\n").repeat(40));
        std::fs::write(news.join(format!("{n}.txt")), text).unwrap();
    }
    let path = home.path().join("library.db");
    drop(library_with_marks(&path));
    let marks = Library::open(&path).unwrap().0.reader_data().unwrap();
    let mut kills = 0;
    loop {
        let mut command = Command::new(super::PROGRAM);
        command.args(["import", "--library"]).arg(&path).arg(&news).env("HOME", home.path());
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Later each time, so that it ends at last, however slow the machine.
        std::thread::sleep(Duration::from_millis(150 * (kills + 1)));
        let ended = child.try_wait().unwrap();
        let _ = child.kill();
        child.wait().unwrap();
        let (library, opened) = Library::open(&path).unwrap();
        assert_eq!(opened, Default::default(), "after {kills} kills");
        assert_eq!(library.check().unwrap(), [""; 0], "after {kills} kills");
        assert_eq!(library.reader_data().unwrap(), marks, "after {kills} kills");
        if let Some(status) = ended {
            assert_eq!(status.code(), Some(0));
            assert_eq!(library.count_articles(&Default::default()).unwrap(), 63);
            break;
        }
        kills += 1;
    }
    println!("killed {kills} times on its way");
}

#[test]
fn a_disk_that_refuses_costs_the_change_and_nothing_else() {
    if !may_trace() {
        println!("no ptrace here: nothing to see");
        return;
    }
    let base = Base::make();
    let mut runs = 0;
    for (call, error) in
        [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"), ("ftruncate", "ENOSPC")]
    {
        for n in 1..=MOST_CALLS {
            let path = base.fresh();
            // From this call on the disk is full, or broken.
            let inject = format!("inject={call}:error={error}:when={n}+");
            let status =
                save(&path, &["-e".into(), format!("trace={call}"), "-e".into(), inject]).status().unwrap();
            runs += 1;
            let done = base.look(&path, &format!("{error} at {call} {n}"));
            assert!(done || !status.success(), "{error} at {call} {n}: said to be done, and was not");
            if status.success() {
                break;
            }
            assert!(n < MOST_CALLS, "{call} has no end");
        }
    }
    assert!(runs > 8, "{runs} runs");
    println!("{runs} runs on a disk that refuses");
}
