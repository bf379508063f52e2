//! Loading what folders hold, the good and the hostile.

use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;
use crate::ingest::FieldMap;
use crate::model::{Document, Role};

const TITLE: &str = "العراق والتحالف يتفقان على موعد الانسحاب";
const BODY: &str =
    "أعلنت الحكومة العراقية، اليوم الجمعة، أنها اتفقت مع التحالف الدولي على موعد انسحاب قواته من البلاد.";

fn article() -> String {
    format!("{TITLE}\n\n{BODY}\n")
}

#[derive(Default)]
struct Seen {
    documents: Vec<Document>,
    skipped: Vec<Notice>,
    noted: Vec<Notice>,
}

impl Seen {
    fn ids(&self) -> Vec<&str> {
        self.documents.iter().map(|d| d.id.as_str()).collect()
    }

    /// File names and problems of what was left out.
    fn reasons(&self) -> Vec<(String, Problem)> {
        let name = |n: &Notice| n.path.file_name().unwrap().to_string_lossy().into_owned();
        self.skipped.iter().map(|n| (name(n), n.problem.clone())).collect()
    }
}

fn see(paths: &[&Path], limits: &Limits, map: FieldMap) -> Seen {
    let mut seen = Seen::default();
    let paths: Vec<PathBuf> = paths.iter().map(|p| p.to_path_buf()).collect();
    load_mapped(&paths, limits, &Arc::new(map), &mut |loaded| match loaded {
        Loaded::Document(document) => seen.documents.push(*document),
        Loaded::Skipped(notice) => seen.skipped.push(notice),
        Loaded::Noted(notice) => seen.noted.push(notice),
        Loaded::End(_) => {}
    });
    seen
}

fn see_all(path: &Path) -> Seen {
    see(&[path], &Limits::default(), FieldMap::default())
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn folders_are_walked_in_order_and_ids_are_unique() {
    let text = article();
    let folder =
        folder(&[("b/x.txt", text.as_bytes()), ("a.txt", text.as_bytes()), ("b/a.txt", text.as_bytes())]);
    let seen = see_all(folder.path());
    assert_eq!(seen.ids(), ["a", "a~2", "x"]);
    assert!(seen.skipped.is_empty());
    assert_eq!(seen.documents[0].text, text);
    assert_eq!(seen.documents[0].title().as_deref(), Some(TITLE));
}

#[test]
fn nothing_hangs_and_nothing_is_lost_in_silence() {
    let text = article();
    let folder = folder(&[
        ("good.txt", text.as_bytes()),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("noise.txt", &[0, 1, 2, 3, 0, 0, 7, 7, 3, 2]),
        ("picture.png", b"\x89PNG"),
        ("name.txt/inner.txt", text.as_bytes()),
        ("line\nbreak.txt", text.as_bytes()),
        (".hidden.txt", text.as_bytes()),
        ("ignored.txt", text.as_bytes()),
        (".ignore", b"ignored.txt\n"),
    ]);
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.txt");
    fs::write(&secret, &text).unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"bad\xFFname.txt")), &text).unwrap();
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, at("pipe.txt"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.txt")).unwrap();
    std::os::unix::fs::symlink(&secret, at("out.txt")).unwrap();
    std::os::unix::fs::symlink("loop2.txt", at("loop1.txt")).unwrap();
    std::os::unix::fs::symlink("loop1.txt", at("loop2.txt")).unwrap();
    std::os::unix::fs::symlink(".", at("self")).unwrap();
    std::os::unix::fs::symlink("good.txt", at("same.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere", at("dangling.txt")).unwrap();
    fs::hard_link(at("good.txt"), at("twin.txt")).unwrap();

    let seen = see_all(folder.path());
    assert_eq!(seen.ids(), ["bad\u{FFFD}name", "good", "line\nbreak", "inner"]);
    let good = at("good.txt");
    let expected = [
        ("blank.txt", Problem::Empty),
        ("dangling.txt", Problem::NotFound),
        ("empty.txt", Problem::Empty),
        ("loop1.txt", Problem::Loop),
        ("loop2.txt", Problem::Loop),
        ("noise.txt", Problem::Binary),
        ("out.txt", Problem::LeadsOut),
        ("picture.png", Problem::UnknownKind),
        ("pipe.txt", Problem::NotRegular("a FIFO")),
        ("same.txt", Problem::ReadAlready(good.clone())),
        ("socket.txt", Problem::NotRegular("a socket or device")),
        ("twin.txt", Problem::ReadAlready(good)),
    ];
    assert_eq!(seen.reasons(), expected.map(|(name, problem)| (name.to_owned(), problem)));
    for notice in &seen.skipped {
        assert!(!notice.problem.way_out().is_empty() && !notice.to_string().is_empty());
    }
}

#[test]
fn paths_that_cannot_be_read_are_said() {
    assert_eq!(see_all(Path::new("/nowhere/at/all")).skipped[0].problem, Problem::NotFound);
    assert_eq!(see_all(Path::new("/dev/null")).skipped[0].problem, Problem::NotRegular("a device"));
    let big = folder(&[("big.txt", article().repeat(100).as_bytes())]);
    let limits = Limits { article_bytes: 1000, ..Limits::default() };
    let seen = see(&[big.path()], &limits, FieldMap::default());
    assert!(matches!(seen.skipped[0].problem, Problem::TooLarge { limit: 1000, .. }));
}

#[test]
fn a_file_without_a_known_ending_is_read_where_it_is_named() {
    let folder = folder(&[("a.story", article().as_bytes()), ("b.dump", br#"[{"text": "x"}]"#)]);
    let seen = see(
        &[&folder.path().join("a.story"), &folder.path().join("b.dump")],
        &Limits::default(),
        FieldMap::default(),
    );
    assert_eq!(seen.ids(), ["a", "b-1"]);
}

#[test]
fn encodings_are_found_and_losses_said() {
    let legacy = encoding_rs::WINDOWS_1256.encode(&article()).0.into_owned();
    let wide: Vec<u8> = article().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut broken = article().into_bytes();
    broken.insert(TITLE.len(), 0xFE);
    let folder = folder(&[("1256.txt", &legacy), ("wide.txt", &wide), ("zbroken.txt", &broken)]);
    let seen = see_all(folder.path());
    assert_eq!(seen.documents[0].text, article());
    assert_eq!(seen.documents[1].text, article());
    assert_eq!(seen.noted.len(), 1);
    assert_eq!(seen.noted[0].problem, Problem::BadBytes(1));
}

fn record(n: usize) -> String {
    format!(
        r#"{{"id": "r{n}", "title": "{TITLE} {n}", "text": "{BODY}", "date": "2024-09-27", "source": "رويترز", "url": "https://e.org/{n}"}}"#
    )
}

#[test]
fn records_know_their_place_and_a_bad_one_hides_no_other() {
    let lines =
        format!("\u{FEFF}{}\n\n{{\"title\": 5}}\nnot json\n  {}  \r\n{}", record(1), record(2), record(3));
    let folder = folder(&[("news.jsonl", lines.as_bytes())]);
    let seen = see_all(folder.path());
    assert_eq!(seen.ids(), ["r1", "r2", "r3"]);
    for (document, n) in seen.documents.iter().zip(1..) {
        let span = document.origin.bytes.unwrap();
        assert_eq!(&lines[span.range()], record(n));
        assert_eq!(document.title(), Some(format!("{TITLE} {n}")));
        assert_eq!(document.published.as_ref().unwrap().interval.edtf(), "2024-09-27");
        assert_eq!(document.outlet.as_ref().unwrap().id, "reuters");
        assert_eq!(document.address, Some(format!("https://e.org/{n}")));
    }
    assert_eq!(seen.documents[1].origin.record, Some(4));
    let places: Vec<_> = seen.skipped.iter().map(|n| (n.record, n.line)).collect();
    assert_eq!(places, [(Some(2), Some(3)), (Some(3), Some(4))]);
    assert_eq!(
        seen.skipped[0].problem,
        Problem::Malformed("the field `title` is a number and not text".into())
    );
}

#[test]
fn a_list_that_ends_too_early_loses_only_its_end() {
    let json = format!("[{},\n{},\n{{\"text\": \"", record(1), record(2));
    let folder =
        folder(&[("list.json", json.as_bytes()), ("one.json", record(9).as_bytes()), ("none.json", b"{}")]);
    let seen = see_all(folder.path());
    assert_eq!(seen.ids(), ["r1", "r2", "r9"]);
    assert_eq!(&json[seen.documents[1].origin.bytes.unwrap().range()], record(2));
    assert_eq!(seen.documents[2].origin.record, None);
    assert!(
        matches!(&seen.skipped[0].problem, Problem::Malformed(words) if words.contains("EOF")),
        "{:?}",
        seen.skipped
    );
    assert_eq!(
        seen.reasons()[1],
        ("none.json".into(), Problem::Malformed("it has neither a title nor a text".into()))
    );
}

#[test]
fn lines_beyond_the_limit_are_passed_over() {
    let long = format!(r#"{{"text": "{}"}}"#, "x".repeat(5000));
    let lines = format!("{}\n{long}\n{}\n{long}", record(1), record(2));
    let folder = folder(&[("a.ndjson", lines.as_bytes())]);
    let limits = Limits { article_bytes: 1000, ..Limits::default() };
    let seen = see(&[folder.path()], &limits, FieldMap::default());
    assert_eq!(seen.ids(), ["r1", "r2"]);
    let size = long.len() as u64;
    assert_eq!(seen.skipped[0].problem, Problem::TooLarge { bytes: size + 1, limit: 1000 });
    assert_eq!((seen.skipped[1].line, seen.skipped[1].record), (Some(4), Some(4)));
    assert_eq!(&lines[seen.documents[1].origin.bytes.unwrap().range()], record(2));
}

#[test]
fn records_in_utf_16_are_read() {
    let lines = format!("{}\n{}\n", record(1), record(2));
    let wide: Vec<u8> = lines.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let folder = folder(&[("wide.jsonl", &wide)]);
    assert_eq!(see_all(folder.path()).ids(), ["r1", "r2"]);
}

#[test]
fn what_only_looks_like_utf_16_is_said() {
    let folder = folder(&[("a.jsonl", b"x\0{}\n"), ("b.jsonl", b"\0\0\n\0"), ("c.jsonl", b"\xFF\xFE")]);
    let seen = see_all(folder.path());
    assert!(seen.documents.is_empty());
    let names: Vec<String> = seen.reasons().into_iter().map(|(name, _)| name).collect();
    assert!(["a.jsonl", "b.jsonl", "c.jsonl"].iter().all(|name| names.iter().any(|n| n == name)));
}

#[test]
fn fields_of_other_names_are_mapped() {
    let folder =
        folder(&[("a.jsonl", "{\"story\": \"نص المقال\", \"head\": \"عنوان المقال هنا\"}\n".as_bytes())]);
    let mut map = FieldMap::default();
    map.add("text=story").unwrap();
    map.add("title=head").unwrap();
    let seen = see(&[folder.path()], &Limits::default(), map);
    assert_eq!(seen.documents[0].text, "عنوان المقال هنا\n\nنص المقال");
    assert_eq!(seen.ids(), ["a-1"]);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn packed_files_are_read_within_bounds() {
    let lines = format!("{}\n{}\n", record(1), record(2));
    let archive = zipped(&[
        ("../../etc/up.txt", article().as_bytes()),
        ("in/list.jsonl", lines.as_bytes()),
        ("in/again.zip", b"PK\x03\x04"),
        ("in/picture.jpg", b"x"),
        ("__MACOSX/a.txt", b"x"),
    ]);
    let bomb = gzip(&vec![b' '; 1 << 20]);
    let folder = folder(&[
        ("a.txt.gz", &gzip(article().as_bytes())),
        ("b.jsonl.gz", &gzip(lines.as_bytes())),
        ("c.gz", &gzip(lines.as_bytes())),
        ("d.zip", &archive),
        ("e.jsonl.gz", &bomb),
        ("f.zip", b"PK\x03\x04 broken"),
        ("g.txt.gz", &gzip(article().as_bytes())[..40]),
        ("h.gz.gz", &gzip(&gzip(b"x"))),
    ]);
    let limits = Limits { unpacked_bytes: 100_000, ..Limits::default() };
    let seen = see(&[folder.path()], &limits, FieldMap::default());
    assert_eq!(seen.ids(), ["a", "r1", "r2", "r1", "r2", "up", "r1", "r2"]);
    assert!(seen.documents[5].origin.path.ends_with("d.zip!../../etc/up.txt"));
    assert!(seen.documents.iter().all(|d| d.title().is_some()));
    let reasons = seen.reasons();
    let names: Vec<&str> = reasons.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["again.zip", "picture.jpg", "e.jsonl.gz", "f.zip", "g.txt.gz", "h.gz.gz"]);
    assert_eq!(reasons[0].1, Problem::PackedTwice);
    assert_eq!(reasons[2].1, Problem::UnpacksTooFar(100_000));
    assert!(matches!(reasons[3].1, Problem::Malformed(_)) && matches!(reasons[4].1, Problem::Malformed(_)));
    assert_eq!(reasons[5].1, Problem::PackedTwice);
}

#[test]
fn pages_feeds_and_markdown_become_documents() {
    let page = format!(
        "<html><head><meta charset='windows-1256'><meta property='article:published_time' content='2024-09-27T08:00:00Z'>\
         <meta property='og:site_name' content='شفق نيوز'><title>{TITLE}</title></head><body><h1>{TITLE}</h1><article>{}</article></body></html>",
        format!("<p>{BODY}</p>").repeat(4)
    );
    let legacy = encoding_rs::WINDOWS_1256.encode(&page).0.into_owned();
    let feed = format!(
        "<rss version='2.0'><channel><title>موقع</title><item><title>{TITLE}</title><description>{BODY}</description></item></channel></rss>"
    );
    let markdown = format!("# {TITLE}\n\n{BODY}\n\n## فرعي\n\n{BODY}\n");
    let folder = folder(&[
        ("a.html", &legacy),
        ("b.xml", feed.as_bytes()),
        ("c.md", markdown.as_bytes()),
        ("d.xml", b"<x/>"),
    ]);
    let seen = see_all(folder.path());
    assert_eq!(seen.ids(), ["a", "b-1", "c"]);
    for document in &seen.documents {
        assert_eq!(document.title().as_deref(), Some(TITLE), "{}", document.id);
        assert!(document.text.contains(BODY));
    }
    assert_eq!(seen.documents[0].outlet.as_ref().unwrap().id, "shafaq_news");
    assert_eq!(seen.documents[0].published.as_ref().unwrap().interval.edtf(), "2024-09-27");
    assert!(seen.documents[2].blocks.iter().any(|b| b.role == Role::Subheading));
    assert!(matches!(&seen.skipped[0].problem, Problem::Malformed(words) if words.contains("not a feed")));
}

#[test]
fn a_taker_can_pass_files_over_and_stop() {
    struct Two(usize);
    impl Taker for Two {
        fn take(&mut self, loaded: Loaded) -> std::ops::ControlFlow<()> {
            self.0 += usize::from(matches!(loaded, Loaded::Document(_)));
            if self.0 == 2 { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
        }
        fn wants(&mut self, file: &FileStamp) -> bool {
            !file.path.ends_with("a.txt")
        }
    }
    let lines = (0..50).map(|n| record(n) + "\n").collect::<String>();
    let folder = folder(&[("a.txt", article().as_bytes()), ("b.jsonl", lines.as_bytes())]);
    let mut two = Two(0);
    load_with(&[folder.path().to_path_buf()], &Limits::default(), &mut two);
    assert_eq!(two.0, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_under_any_ending_are_read_or_said(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "[\\[\\]{}\":,a-z\\n<>/&;0-9 ]{0,200}".prop_map(String::into_bytes),
            Just(gzip(b"[1,{}]")), Just(zipped(&[("a.json", b"[{}")])),
        ],
        ending in proptest::sample::select(vec!["txt", "md", "html", "json", "jsonl", "xml", "gz", "zip", "json.gz"]),
    ) {
        let folder = folder(&[(&format!("x.{ending}"), &bytes)]);
        let seen = see_all(folder.path());
        // Lines without a word are no records; everything else leaves a trace.
        prop_assert!(!seen.documents.is_empty() || !seen.skipped.is_empty());
    }
}
