//! Hostile input: files, names and texts that mean harm, and faults of the disk.
//!
//! `folder` makes a folder of some hundred hostile files; the real program reads it on the command line and in a
//! pseudo-terminal. Whoever wants to look at the folder: `RASID_KEEP=/tmp/x cargo test --test hostile every_file`.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed
#![cfg(target_os = "linux")]

mod audit;
mod damage;
mod disk;
mod exports;
mod folder;
mod kill;
mod many;
mod moving;
mod packed;
mod pty;
mod records;
mod texts;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use folder::{Fate, Folder, snapshot};
use jiff::civil::Date;
use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest::{self, Loaded, Notice, Problem};
use rasid::library::Library;
use rasid::model::Document;
use rasid::text::Clean;
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_rasid");

/// A library in a file, with articles as they are analysed, and marks on two of them.
fn library_with_marks(path: &Path) -> Library {
    let analyser = Analyser::new(Arc::new(Lexicon::built_in().unwrap()));
    let (mut library, opened) = Library::open(path).unwrap();
    assert_eq!(opened, Default::default());
    for (id, document) in ["a", "b", "c"].into_iter().zip(ingest::built_in()) {
        let document = Document { id: id.to_owned(), ..document };
        library.add(&document, &analyser.analyse(&document)).unwrap();
    }
    for id in ["a", "b"] {
        let key = library.find(id).unwrap().unwrap();
        library.set_starred(key, true).unwrap();
        library.set_note(key, &format!("ملاحظة عن {id}")).unwrap();
        library.add_tag(key, "مهم").unwrap();
    }
    library
}

/// A home of one's own, and the hostile folder in it.
struct Place {
    home: tempfile::TempDir,
    folder: Folder,
}

impl Place {
    fn make() -> Self {
        let home = tempfile::tempdir().unwrap();
        let root = match std::env::var_os("RASID_KEEP") {
            Some(kept) => PathBuf::from(kept),
            None => home.path().join("news"),
        };
        std::fs::create_dir(&root).unwrap();
        Self { folder: Folder::make(&root), home }
    }

    fn root(&self) -> &str {
        self.folder.root.to_str().unwrap()
    }

    fn rasid(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .env_clear()
            .envs([
                ("HOME", self.home.path().to_str().unwrap()),
                ("LC_ALL", "C.UTF-8"),
                ("PATH", "/usr/bin:/bin"),
            ])
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        command
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        use std::os::unix::fs::PermissionsExt;
        // Else nobody but root could take it away.
        let open = std::fs::Permissions::from_mode(0o755);
        let _ = std::fs::set_permissions(self.folder.root.join("closed"), open);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What became of each file.
#[test]
fn every_file_is_read_or_named_with_its_reason() {
    let place = Place::make();
    let before = snapshot(&place.folder.root);
    assert!(place.folder.cases.len() > 200, "{} cases", place.folder.cases.len());
    let (mut read, mut skipped, mut noted) = (Vec::new(), Vec::new(), Vec::new());
    ingest::load(std::slice::from_ref(&place.folder.root), &mut |loaded| match loaded {
        Loaded::Document(document) => read.push(document.origin.path),
        Loaded::Skipped(notice) => skipped.push(notice),
        Loaded::Noted(notice) => noted.push(notice),
        Loaded::End(_) => {}
    });
    // A file, or what is packed in it.
    let is = |path: &Path, case: &Path| {
        let (path, case) = (path.as_os_str().as_encoded_bytes(), case.as_os_str().as_encoded_bytes());
        path == case || path.strip_prefix(case).is_some_and(|rest| rest.starts_with(b"!"))
    };
    let said = |list: &[Notice], case: &Path| -> Vec<String> {
        list.iter().filter(|n| is(&n.path, case)).map(Notice::to_string).collect()
    };
    let mut wrong = Vec::new();
    for case in &place.folder.cases {
        let (skipped, noted) = (said(&skipped, &case.path), said(&noted, &case.path));
        let read = read.iter().any(|path| is(path, &case.path));
        let has = |list: &[String], reason: &str| list.iter().any(|said| said.contains(reason));
        let right = match case.fate {
            Fate::Read => read && skipped.is_empty(),
            Fate::Noted(reason) => read && has(&noted, reason),
            Fate::Skipped(reason) => !read && has(&skipped, reason),
            Fate::Partly(reason) => has(&skipped, reason),
            Fate::Either => read || !skipped.is_empty(),
            Fate::Silent => !read && skipped.is_empty(),
        };
        if !right {
            wrong.push(format!("{case:?}: read {read}, skipped {skipped:?}, noted {noted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), place.folder.cases.len(), wrong.join("\n"));

    // The command line names the same, each on a line of its own.
    let listed = place.rasid(&["list", place.root()]);
    assert_eq!(listed.status.code(), Some(1));
    let said = text(&listed.stderr);
    for notice in &skipped {
        let line = Clean::new(&notice.to_string()).into_string();
        let is_double = matches!(notice.problem, Problem::ReadAlready(_));
        assert_eq!(said.lines().any(|l| l.trim_start_matches("rasid: ") == line), !is_double, "{line}");
    }
    assert_eq!(snapshot(&place.folder.root), before, "the folder was changed");
}

/// Runs every command over the folder, into pipes, and looks at each byte.
#[test]
fn no_command_lets_a_control_character_through() {
    let place = Place::make();
    let before = snapshot(&place.folder.root);
    place.rasid(&["import", "--library", "all.db", place.root()]);
    let commands: [&[&str]; 15] = [
        &["--plain"],
        &["export", "--format", "csv"],
        &["export", "--format", "markdown"],
        &["list"],
        &["list", "--json"],
        &["entities"],
        &["entities", "--json"],
        &["timeline"],
        &["timeline", "--json"],
        &["search", "العراق"],
        &["search", "قال", "--json"],
        &["export"],
        &["export", "--format", "jsonl"],
        &["marks", "export"],
        &["show", "healthy"],
    ];
    for command in commands {
        let output = place.rasid(&[command, &["--library", "all.db"]].concat());
        assert_eq!(output.status.code(), Some(0), "{command:?}: {}", text(&output.stderr));
        audit::lines(&output.stdout).unwrap_or_else(|e| panic!("{command:?}: {e}"));
        audit::lines(&output.stderr).unwrap_or_else(|e| panic!("{command:?}, errors: {e}"));
    }
    let listed = place.rasid(&["list", "--json", "--library", "all.db"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    // The newest first, however far off; what has no date is last.
    let day = |article: &Value| {
        let day = article["latest"].as_str().or(article["earliest"].as_str())?;
        Some(day.parse::<Date>().unwrap_or_else(|e| panic!("{day:?}: {e}")))
    };
    let days: Vec<Option<Date>> = listed.as_array().unwrap().iter().map(day).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
    assert!(days.iter().flatten().any(|day| day.year() == 9999) && days.last() == Some(&None));
    for article in listed.as_array().unwrap().iter().step_by(7) {
        let id = article["id"].as_str().unwrap();
        let output = place.rasid(&["show", "--all", "--library", "all.db", "--", id]);
        assert_eq!(output.status.code(), Some(0), "{id:?}: {}", text(&output.stderr));
        audit::lines(&output.stdout).unwrap_or_else(|e| panic!("{id:?}: {e}"));
    }
    // The plain lines, asked by whoever; whatever is typed, they go on to the end.
    let typed = b"1\nnames\n/\x1b[31m\xe2\x80\xae(\npage \x1b]0;x\x07\n\xff\xfe\xd8\nonly \xc2\x9b31m\nclear\nread 99999\ntimeline\n\n\nquit\n";
    let mut plain = place.command(&["--plain", "--library", "all.db"]);
    let mut plain =
        plain.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    plain.stdin.take().unwrap().write_all(typed).unwrap();
    let output = plain.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    audit::lines(&output.stdout).unwrap();
    audit::lines(&output.stderr).unwrap();

    // Straight from the files, with what is left out said on standard error; and words of the user's in errors.
    let output = place.rasid(&["list", place.root()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("HEALTHY"));
    audit::lines(&output.stdout).unwrap();
    audit::lines(&output.stderr).unwrap();
    for arguments in [
        &["show", "\u{1b}[31m\u{202E}x"][..],
        &["search", "\u{1b}]0;x\u{7}:\u{202E}("],
        &["search", "type:\u{1b}[31m"],
        &["list", "\u{1b}[31m\u{9b}.txt"],
        &["list", "--library", "\u{1b}[31m\u{202E}.db"],
        &["\u{1b}[31m\u{202E}"],
        &["list", "--\u{1b}[31m\u{202E}"],
        &["list", "--from", "\u{1b}[31m\u{202E}"],
        &["import", "--library", "all.db", "\u{202E}\u{1b}c"],
        &["marks", "import", "\u{1b}[31m\u{202E}.json"],
    ] {
        let output = place.rasid(arguments);
        assert!(matches!(output.status.code(), Some(1 | 2)), "{arguments:?}: {:?}", output.status);
        audit::lines(&output.stdout).unwrap_or_else(|e| panic!("{arguments:?}: {e}"));
        audit::lines(&output.stderr).unwrap_or_else(|e| panic!("{arguments:?}, errors: {e}"));
    }
    assert_eq!(snapshot(&place.folder.root), before, "the folder was changed");

    // What the environment says of the terminal comes from the other side of a connection.
    let evil = "\u{1b}[31m\u{202E}X\u{9b}31m";
    for arguments in [&["doctor"][..], &["config"], &["config", "--path"], &["config", "--json"], &["list"]] {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).env_clear().env("HOME", place.home.path()).stdin(Stdio::null());
        for name in
            ["TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "VTE_VERSION", "COLORTERM", "LANG", "LC_ALL"]
        {
            command.env(name, evil);
        }
        command
            .env("XDG_CONFIG_HOME", format!("/nowhere/{evil}"))
            .env("XDG_STATE_HOME", format!("/nowhere/{evil}"));
        let output = command.output().unwrap();
        audit::lines(&output.stdout).unwrap_or_else(|e| panic!("{arguments:?}: {e}"));
        audit::lines(&output.stderr).unwrap_or_else(|e| panic!("{arguments:?}, errors: {e}"));
    }
}

/// Opens the folder on the screen, and every article in it.
#[test]
fn the_screen_shows_the_healthy_article_among_all_others() {
    let place = Place::make();
    let before = snapshot(&place.folder.root);
    let mut terminal =
        pty::Terminal::start(PROGRAM, &["--bidi", "explicit", place.root()], place.home.path(), 120);
    terminal.wait_for("Articles");
    // Only the healthy article has this word: the list, and the article that is opened.
    for keys in ["/", "HEALTHY", "\r"] {
        terminal.press(keys);
    }
    terminal.wait_for("1/1");
    for keys in ["\r", "2"] {
        terminal.press(keys);
    }
    terminal.wait_for("HEALTHY");
    // What is pasted into the search may be anything; it finds nothing, and is taken back.
    for keys in ["x", "/", "\x1b[200~\u{202E}نص\u{9b}31m\u{7}\u{1}\x1b[201~", "\r", "x", "1", "g"] {
        terminal.press(keys);
    }
    let listed = place.rasid(&["list", place.root()]);
    let articles = text(&listed.stdout).lines().count();
    for n in 1..articles {
        terminal.press("J");
        if n % 16 == 0 {
            for key in ["2", "G", "g", "3", "4", "?", "\x1b", "1"] {
                terminal.press(key);
            }
        }
    }
    for keys in ["z", "x"] {
        terminal.press(keys);
    }
    terminal.wait_for("Could not be read");
    terminal.press("\x1b");
    assert_eq!(terminal.end("q"), 0, "{}", terminal.screen());
    // The screen is what stands between its first mode and its last; what is said around it is lines.
    let place_of =
        |bytes: &[u8]| terminal.output.windows(bytes.len()).position(|window| window == bytes).unwrap();
    let (enter, leave) = (b"\x1b[?1049h", b"\x1b[?1049l\x1b[?25h");
    let (begin, end) = (place_of(enter), place_of(leave) + leave.len());
    audit::screen(&terminal.output[begin..end], audit::LETTERS).unwrap();
    let said = [&terminal.output[..begin], &terminal.output[end..]].concat();
    let said = text(&said).replace('\r', "");
    audit::lines(said.as_bytes()).unwrap();
    assert!(said.contains("it is a FIFO and not a file"), "{said}");
    assert_eq!(snapshot(&place.folder.root), before, "the folder was changed");
}

/// The texts with every character there is, sent in each of the other ways: only the marks of that way are added.
#[test]
fn each_way_of_sending_arabic_adds_its_own_marks_and_no_others() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("texts");
    std::fs::create_dir(&root).unwrap();
    let mut folder = Folder { root: root.clone(), cases: Vec::new() };
    texts::characters(&mut folder);
    let mut import =
        pty::Terminal::start(PROGRAM, &["import", "--library", "texts.db", "texts"], home.path(), 60);
    import.end("");
    audit::lines(text(&import.output).replace('\r', "").replace("\u{1b}[2K", "").as_bytes()).unwrap();
    let ways: [(&str, &[char]); 4] =
        [("visual", &[]), ("visual-lro", &['\u{202D}']), ("runs", &['\u{200E}']), ("tokens", &['\u{200E}'])];
    for (way, meant) in ways {
        let arguments = ["--bidi", way, "--library", "texts.db"];
        let mut terminal = pty::Terminal::start(PROGRAM, &arguments, home.path(), 120);
        terminal.wait_for("Articles");
        for _ in 0..folder.cases.len() {
            terminal.press("J");
            terminal.press("\x06");
        }
        assert_eq!(terminal.end("q"), 0, "{way}: {}", terminal.screen());
        let leave = b"\x1b[?1049l\x1b[?25h";
        let end = terminal.output.windows(leave.len()).position(|window| window == leave).unwrap();
        audit::screen(&terminal.output[..end], audit::Meant(meant)).unwrap_or_else(|e| panic!("{way}: {e}"));
    }
    // Commands that lay text out for a terminal.
    for arguments in
        [&["list"][..], &["entities"], &["timeline"], &["search", "قال"], &["show", "with-colour"]]
    {
        let arguments = [arguments, &["--library", "texts.db"]].concat();
        let mut terminal = pty::Terminal::start(PROGRAM, &arguments, home.path(), 60);
        assert_eq!(terminal.end(""), 0, "{arguments:?}");
        let said = text(&terminal.output).replace(['\r', '\n'], "");
        audit::screen(said.as_bytes(), audit::LETTERS).unwrap_or_else(|e| panic!("{arguments:?}: {e}"));
    }
}
