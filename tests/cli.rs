//! The command line as a user of a shell meets it: output in pipes, exit codes, messages.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program, which finds nothing of the person's who runs the tests.
fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasid"));
    for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env(folder, concat!(env!("CARGO_TARGET_TMPDIR"), "/nobody"));
    }
    command.env_remove("RASID_LIBRARY").stdin(Stdio::null());
    command
}

fn rasid(args: &[&str]) -> Output {
    command().args(args).output().unwrap()
}

fn stdout(args: &[&str]) -> String {
    let output = rasid(args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).unwrap()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&stdout(args)).unwrap()
}

/// Exit code and standard error.
fn failure(args: &[&str]) -> (Option<i32>, String) {
    let output = rasid(args);
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn write(path: &Path, text: &str) -> String {
    std::fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn list_gives_a_line_for_each_article() {
    let lines = stdout(&["list"]);
    assert_eq!(lines.lines().count(), 5);
    let first: Vec<_> = lines.lines().next().unwrap().split('\t').collect();
    assert_eq!(first[..3], ["003_2a70f222a6d8dfc3", "2024-07-27", "stated"]);
    let rows = json(&["list", "--json"]);
    assert_eq!(rows.as_array().unwrap().len(), 5);
    assert_eq!(rows[1]["source_id"], "elaph");
    assert_eq!(json(&["list", "--json", "--to", "2021-12-31"]).as_array().unwrap().len(), 3);
}

#[test]
fn own_files_and_folders_are_read_instead_of_the_corpus() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("one.txt"), "عنوان أول\n\nنص عن العراق.\n");
    std::fs::create_dir(folder.path().join("deep")).unwrap();
    write(&folder.path().join("deep/two.txt"), "عنوان ثان\n\nنص عن سوريا.\n");
    let path = folder.path().to_str().unwrap();
    let mut ids: Vec<_> =
        stdout(&["list", path]).lines().map(|l| l.split('\t').next().unwrap().to_owned()).collect();
    ids.sort();
    assert_eq!(ids, ["one", "two"]);
    assert!(stdout(&["show", "two", path]).contains("نص عن سوريا."));
}

#[test]
fn show_gives_logical_text_and_no_furniture() {
    let text = stdout(&["show", "004_c60929020f56a472"]);
    assert!(text.lines().any(|line| line == "فصائل إيران في العراق: سنواصل مهاجمة التحالف الدولي"));
    assert!(!text.contains("No stories found"));
    assert!(stdout(&["show", "004_c60929020f56a472", "--all"]).len() > text.len());
    assert!(!text.contains('\u{1b}'));
    for line in stdout(&["show", "004_c60929020f56a472", "--width", "40"]).lines() {
        assert!(rasid::layout::width(line) <= 40, "{line}");
        assert!(!line.contains(|c| ('\u{FE70}'..='\u{FEFC}').contains(&c)), "logical text in a pipe: {line}");
    }
}

#[test]
fn entities_timeline_and_search_give_tables_and_json() {
    let entities = json(&["entities", "--json", "--type", "country"]);
    assert_eq!(entities[0]["id"], "iraq");
    assert!(stdout(&["entities", "--limit", "3"]).lines().all(|line| line.split('\t').count() == 6));
    let hits = json(&["search", "عين الاسد", "--json"]);
    assert_eq!(hits.as_array().unwrap().len(), 2);
    let mark = &hits[0]["marks"][0];
    let word: String = hits[0]["snippet"]
        .as_str()
        .unwrap()
        .chars()
        .skip(mark[0].as_u64().unwrap() as usize)
        .take((mark[1].as_u64().unwrap() - mark[0].as_u64().unwrap()) as usize)
        .collect();
    assert_eq!(word, "عين");
    assert!(json(&["timeline", "--json"]).is_array());
}

#[test]
fn export_counts_code_points() {
    let found = json(&["export"]);
    for article in found["articles"].as_array().unwrap() {
        let path = format!("assets/corpus/{}", article["file"].as_str().unwrap());
        let text: Vec<char> = std::fs::read_to_string(path).unwrap().chars().collect();
        let mut mentions = 0;
        for mention in found["mentions"].as_array().unwrap() {
            if mention["article"] == article["id"] {
                let (start, end) = (mention["start"].as_u64().unwrap(), mention["end"].as_u64().unwrap());
                let words: String = text[start as usize..end as usize].iter().collect();
                assert_eq!(mention["text"], words);
                mentions += 1;
            }
        }
        assert!(mentions > 10);
    }
    assert_eq!(found["articles"].as_array().unwrap().len(), 5);
}

#[test]
fn jsonl_has_one_record_a_line() {
    let lines = stdout(&["export", "--format", "jsonl"]);
    let records: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = |name: &str| records.iter().filter(|r| r["record"] == name).count();
    let whole = json(&["export"]);
    for (record, list) in [("article", "articles"), ("mention", "mentions"), ("entity", "entities")] {
        assert_eq!(count(record), whole[list].as_array().unwrap().len());
    }
}

#[test]
fn nothing_is_written_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(&folder.path().join("mine.json"), "mine");
    let (code, message) = failure(&["export", "-o", &path]);
    assert_eq!(code, Some(2));
    assert!(message.contains("mine.json is there already"), "{message}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    stdout(&["export", "-o", &path, "--force"]);
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(written["articles"].as_array().unwrap().len(), 5);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    let good = write(&folder.path().join("good.txt"), "عنوان\n\nنص.\n");
    let missing = folder.path().join("gone.txt");
    let output = rasid(&["list", missing.to_str().unwrap(), &good]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("good\t"));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("gone.txt") && stderr.contains("no such file"), "{stderr}");
}

#[test]
fn wrong_use_is_2_and_says_what_is_right() {
    for (args, said) in [
        (&["list", "--colour"][..], "--colour"),
        (&["show", "nobody"], "there is no article \"nobody\""),
        (&["search", "is:lost"], "known are read, unread"),
        (&["timeline", "--kind", "war"], "known are attack"),
        (&["export", "--format", "pdf"], "known are json"),
        (&["list", "--from", "yesterday"], "yesterday"),
    ] {
        let (code, message) = failure(args);
        assert_eq!(code, Some(2), "{args:?}: {message}");
        assert!(message.contains(said), "{args:?}: {message}");
    }
    let (_, message) = failure(&["search", "عين colour:red"]);
    let caret = message.lines().last().unwrap();
    assert_eq!(caret, "      ^^^^^^", "the part that is wrong is pointed at");
}

#[test]
fn control_characters_of_an_article_or_a_name_do_not_pass() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad\u{1b}[31m.txt");
    let body = "نص طويل بما يكفي ليكون نصا. ".repeat(5);
    write(&path, &format!("عنوان\u{1b}]0;x\u{7}\u{202e}abc\n\nنص\u{9b}31m. {body}\n"));
    let output = rasid(&["list", folder.path().to_str().unwrap(), "no\u{1b}[2Jfile"]);
    let all = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(all).unwrap();
    assert!(text.contains("bad") && text.contains("عنوان"));
    assert!(text.chars().all(|c| c == '\n' || c == '\t' || !rasid::text::is_unsafe_to_show(c)), "{text:?}");
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    for args in [&["export"][..], &["list", "--json"], &["show", "001_ca1e669d41fb41dd"]] {
        let mut child = command().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(output.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_library_lasts_and_its_marks_travel() {
    let folder = tempfile::tempdir().unwrap();
    let (db, other) = (folder.path().join("a.db"), folder.path().join("deep/b.db"));
    let (db, other) = (db.to_str().unwrap(), other.to_str().unwrap());
    // The corpus without the file that describes it, which is no article.
    let texts = folder.path().join("texts");
    std::fs::create_dir(&texts).unwrap();
    for entry in std::fs::read_dir("assets/corpus").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            std::fs::copy(&path, texts.join(path.file_name().unwrap())).unwrap();
        }
    }
    let texts = texts.to_str().unwrap();
    let report = json(&["import", "--json", "--library", db, texts]);
    assert_eq!(report["imported"], 5);
    let report = json(&["import", "--json", "--library", db, texts]);
    assert_eq!((&report["imported"], &report["files_unchanged"]), (&Value::from(0), &Value::from(5)));
    assert_eq!(stdout(&["list", "--library", db]).lines().count(), 5);
    stdout(&["import", "--library", other, texts]);
    let (library, _) = rasid::library::Library::open(Path::new(db)).unwrap();
    let key = library.find("003_2a70f222a6d8dfc3").unwrap().unwrap();
    library.set_starred(key, true).unwrap();
    let marks = stdout(&["marks", "export", "--library", db]);
    let file = write(&folder.path().join("marks.json"), &marks);
    assert!(stdout(&["marks", "import", &file, "--library", other]).starts_with("1 articles marked"));
    let starred = json(&["search", "is:starred", "--json", "--library", other]);
    assert_eq!(starred[0]["id"], "003_2a70f222a6d8dfc3");
    let (code, message) = failure(&["list", "--library", "nowhere.db"]);
    assert!(code == Some(2) && message.contains("there is no library nowhere.db"), "{message}");
    let broken = write(&folder.path().join("broken.json"), "{\"version\": 1, \"articles\": 5}");
    let (code, message) = failure(&["marks", "import", &broken, "--library", other]);
    assert!(code == Some(2) && message.contains("broken.json"), "{message}");
}

#[test]
fn every_mark_is_explained() {
    let found = json(&["export"]);
    let lines = stdout(&["explain", "000_bd47d08d15ba8ac1"]);
    let rows: Vec<Vec<&str>> = lines.lines().map(|line| line.split('\t').collect()).collect();
    let count = ["mentions", "dates", "events"]
        .iter()
        .flat_map(|list| found[list].as_array().unwrap())
        .filter(|record| record["article"] == "000_bd47d08d15ba8ac1")
        .count();
    assert_eq!(rows.len(), count + 1, "one for the publication date");
    assert!(rows.iter().all(|row| row.len() == 7 && !row[5].is_empty()));
    let at = rows[5][0];
    let here = stdout(&["explain", "000_bd47d08d15ba8ac1", "--at", at]);
    assert!(here.lines().next().unwrap().starts_with(at) && here.lines().count() < 5);
}

#[test]
fn settings_say_where_they_come_from() {
    let folder = tempfile::tempdir().unwrap();
    let run = |text: &str, args: &[&str]| {
        std::fs::create_dir_all(folder.path().join("rasid")).unwrap();
        write(&folder.path().join("rasid/config.toml"), text);
        let mut command = command();
        command.args(args).env("XDG_CONFIG_HOME", folder.path()).env_remove("RASID_LIBRARY").output().unwrap()
    };
    let output = run("[screen]\nlanguage = \"ar\"\n[library]\nfile = \"gone.db\"\n", &["config", "--json"]);
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    let row = |name: &str| rows.as_array().unwrap().iter().find(|r| r["name"] == name).unwrap().clone();
    assert_eq!(row("screen.language")["value"], "\"ar\"");
    assert!(row("screen.language")["from"].as_str().unwrap().ends_with("rasid/config.toml"));
    assert_eq!(row("text.harakat")["from"], "default");
    let output = run("[library]\nfile = \"gone.db\"\n", &["list", "--own"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("there is no library gone.db"));
    let output = run("[screen]\n\nlangage = \"ar\"\n", &["config"]);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(message.contains("config.toml, line 3") && message.contains("`language`?"), "{message}");
}

#[test]
fn help_has_examples() {
    for args in [
        &["--help"][..],
        &["list", "--help"],
        &["show", "--help"],
        &["entities", "--help"],
        &["timeline", "--help"],
        &["search", "--help"],
        &["export", "--help"],
        &["import", "--help"],
        &["explain", "--help"],
        &["marks", "--help"],
        &["config", "--help"],
    ] {
        assert!(stdout(args).contains("Examples:\n"), "{args:?}");
    }
}

/// The program for a reader whose own files are in `home`.
fn at_home(home: &Path, args: &[&str]) -> Output {
    command().args(args).env("XDG_DATA_HOME", home).output().unwrap()
}

#[test]
fn marks_on_the_built_in_articles_last() {
    let home = tempfile::tempdir().unwrap();
    let of = |args: &[&str]| String::from_utf8(at_home(home.path(), args).stdout).unwrap();
    of(&["list"]);
    assert!(!home.path().join("rasid").exists(), "what only lists makes no file");
    let marks = r#"{"version": 2, "articles": [{"id": "003_2a70f222a6d8dfc3", "blake3": "", "starred": true,
        "corrections": [{"at": {"start": 0, "end": 0, "quote": ""}, "say": {"published": {"when": "2024-07-28"}}}]}],
        "entities": {"us_forces": {"name_ar": "قوات"}}}"#;
    let file = write(&home.path().join("marks.json"), marks);
    assert_eq!(
        of(&["marks", "import", &file]),
        "1 articles marked, 1 corrections, 1 entities, 0 searches saved\n"
    );
    assert_eq!(of(&["search", "is:starred", "--json"]).matches("\"id\"").count(), 1);
    assert!(of(&["list"]).contains("2024-07-28"));
    assert!(of(&["entities"]).contains("قوات\t") || of(&["entities"]).contains("قوات"));
    // What was written is what was read.
    let exported = of(&["marks", "export"]);
    let other = tempfile::tempdir().unwrap();
    let file = write(&home.path().join("again.json"), &exported);
    assert!(at_home(other.path(), &["marks", "import", &file]).status.success());
    let again = String::from_utf8(at_home(other.path(), &["marks", "export"]).stdout).unwrap();
    assert_eq!(again, exported);
}

#[test]
fn annotations_beside_a_text_are_read_and_wrong_lines_named() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    std::fs::create_dir(&texts).unwrap();
    write(&texts.join("a.txt"), "عنوان الخبر هنا\n\nزار زعيم الزعماء مدينة بعيدة.\n");
    write(
        &texts.join("a.ann"),
        "T1\tPERSON 21 33\tزعيم الزعماء\nT2\tPERSON 1 3\tخطأ\nT3\tPERSON 90 93\tبعيد\nT4\tNONSENSE 0 5\tعنوان\n\
         T5\tmilestone 17 20\tزار\nE1\tmilestone:T5 Actor:T1\nN1\tReference E1 EDTF:2020-01\t2020\nbad line\n",
    );
    let (db, texts) = (folder.path().join("x.db"), texts.to_str().unwrap());
    let db = db.to_str().unwrap();
    let output = command().args(["import", "--library", db, texts]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    for line in [2, 3, 4, 8] {
        assert!(said.contains(&format!("a.ann, line {line}: ")), "{said}");
    }
    assert_eq!(said.lines().count(), 4, "{said}");
    assert!(stdout(&["timeline", "--library", db]).contains("زعيم الزعماء"));
    let explained = stdout(&["explain", "a", "--library", db]);
    assert!(explained.contains("reader") && explained.contains("2020-01"), "{explained}");
}

#[test]
fn brat_files_go_out_and_come_back_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("brat");
    let (out, db) = (out.to_str().unwrap(), folder.path().join("x.db"));
    stdout(&["export", "--format", "brat", "--folder", out]);
    let (code, message) = failure(&["export", "--format", "brat", "--folder", out]);
    assert!(code != Some(0) && message.contains("--force"), "{message}");
    stdout(&["import", "--library", db.to_str().unwrap(), out]);
    let plain = |found: &Value, list: &str| -> Vec<Value> {
        let fields = [
            "article", "start", "end", "text", "type", "entity", "kind", "edtf", "planned", "modality",
            "actors", "targets", "places", "weapons", "count", "killed", "injured", "trigger",
        ];
        let list = found[list].as_array().unwrap().iter();
        let mut list: Vec<Value> =
            list.map(|r| fields.iter().map(|f| ((*f).to_owned(), r[*f].clone())).collect()).collect();
        list.sort_by_key(ToString::to_string);
        list
    };
    let (here, there) = (json(&["export"]), json(&["export", "--library", db.to_str().unwrap()]));
    for list in ["mentions", "dates", "events"] {
        assert!(here[list].as_array().unwrap().len() > 3);
        assert_eq!(plain(&here, list), plain(&there, list));
    }
    assert!(there["mentions"].as_array().unwrap().iter().all(|m| m["why"]["rule"] == "reader"));
}

#[test]
fn a_lexicon_of_the_readers_own_adds_names_and_says_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = folder.path().join("a.txt");
    std::fs::write(&article, "خبر عاجل\n\nأعلن لواء الفجر القاني مسؤوليته عن الهجوم في بغداد أمس.\n")
        .expect("a file");
    let lexicon = folder.path().join("mine.json");
    std::fs::write(
        &lexicon,
        "{\"entries\": [{\"id\": \"my_fajr\", \"type\": \"GROUP\", \"ar\": \"لواء الفجر القاني\"}]}",
    )
    .expect("a file");
    let run = |lexicon: &Path| {
        Command::new(env!("CARGO_BIN_EXE_rasid"))
            .env("HOME", folder.path())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .args(["entities", "--json", "--lexicon"])
            .args([lexicon, &article])
            .output()
            .expect("the program")
    };
    let found = run(&lexicon);
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
    assert!(String::from_utf8_lossy(&found.stdout).contains("my_fajr"));
    // A file of the configuration's folder holds without being named.
    let always = folder.path().join(".config/rasid/lexicon");
    std::fs::create_dir_all(&always).expect("a folder");
    std::fs::write(
        always.join("b.json"),
        "{\"entries\": [{\"id\": \"baghdad\", \"en\": \"The Round City\"}]}",
    )
    .expect("a file");
    assert!(String::from_utf8_lossy(&run(&lexicon).stdout).contains("The Round City"));
    std::fs::write(
        &lexicon,
        "{\"entries\": [\n{\"id\": \"my_fajr\", \"type\": \"GRUOP\", \"ar\": \"لواء\"}]}",
    )
    .expect("a file");
    let wrong = run(&lexicon);
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8_lossy(&wrong.stderr);
    assert!(said.contains("mine.json, line 2, entry \"my_fajr\", field `type`"), "{said}");
    assert!(said.contains("did you mean `GROUP`?"), "{said}");
}
