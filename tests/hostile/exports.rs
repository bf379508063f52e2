//! Exports of hostile articles: nothing outside the folder that was chosen, nothing written over, and nothing that a
//! spreadsheet or a browser would run.

use std::path::Path;

use super::folder::snapshot;
use super::{Place, text};

/// The files in a folder, by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn exports_of_hostile_articles_cannot_hurt() {
    let place = Place::make();
    place.rasid(&["import", "--library", "all.db", place.root()]);
    let home = place.home.path();
    // Somebody's file, and a link that an export would follow.
    let mine = home.join("mine");
    std::fs::write(&mine, "mine").unwrap();
    let before = snapshot(&place.folder.root);
    for format in ["csv", "markdown", "brat"] {
        let folder = home.join(format);
        std::fs::create_dir(&folder).unwrap();
        std::os::unix::fs::symlink(&mine, folder.join("healthy.md")).unwrap();
        std::os::unix::fs::symlink(&mine, folder.join("healthy.ann")).unwrap();
        std::os::unix::fs::symlink(&mine, folder.join("articles.csv")).unwrap();
        let arguments = ["export", "--format", format, "--folder", format, "--library", "all.db"];
        let output = place.rasid(&arguments);
        assert_ne!(output.status.code(), Some(0), "{format}: a link was written through");
        assert_eq!(std::fs::read_to_string(&mine).unwrap(), "mine");
        std::fs::remove_dir_all(&folder).unwrap();

        let output = place.rasid(&arguments);
        assert_eq!(output.status.code(), Some(0), "{format}: {}", text(&output.stderr));
        let written = files(&folder);
        assert!(written.len() >= 5, "{format}: {} files", written.len());
        for (name, _) in &written {
            let fine = |c: char| c.is_alphanumeric() || "-_.~".contains(c);
            assert!(
                name.len() <= 200 && !name.starts_with('.') && name.chars().all(fine),
                "{format}: {name:?}"
            );
        }
        // Once more: what is there stays, and that is said.
        let again = place.rasid(&arguments);
        assert_ne!(again.status.code(), Some(0));
        assert!(text(&again.stderr).contains("is there already"), "{}", text(&again.stderr));
        assert!(files(&folder) == written, "{format}: written over");
    }
    assert_eq!(snapshot(&place.folder.root), before, "the folder was changed");
    for evil in ["/tmp/rasid-evil.txt", "/etc/rasid-evil.txt"] {
        assert!(!Path::new(evil).exists(), "{evil}");
    }

    for (name, bytes) in files(&home.join("csv")) {
        let mut rows = csv::ReaderBuilder::new().from_reader(bytes.as_slice());
        for row in rows.records() {
            for cell in row.unwrap().iter() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell:?} is a formula");
            }
        }
    }
    for (name, bytes) in files(&home.join("markdown")) {
        super::audit::lines(&bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
        for part in pulldown_cmark::Parser::new_ext(&text(&bytes), pulldown_cmark::Options::all()) {
            use pulldown_cmark::{Event, Tag};
            match part {
                Event::Html(html) | Event::InlineHtml(html) => panic!("{name}: {html:?} is HTML"),
                Event::Start(Tag::Image { dest_url, .. }) => panic!("{name}: an image {dest_url:?}"),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(name == "index.md" && !dest_url.contains(':'), "{name}: a link to {dest_url:?}");
                }
                _ => {}
            }
        }
    }
}
