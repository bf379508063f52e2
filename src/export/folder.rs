//! A folder that an export writes into.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// The longest name of a file, in bytes, without its ending: most file systems take 255.
const LONGEST: usize = 180;

/// A folder that an export writes into. Its files are created anew; names are made of letters, digits and a few
/// signs, so that none leads out of the folder.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Whether files that are there are written over.
    force: bool,
    /// The names that this export has used, as a file system that knows no case sees them.
    used: RefCell<HashSet<String>>,
}

impl Folder {
    /// The folder at `path`, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// If it cannot be made, or is something else.
    pub fn new(path: &Path, force: bool) -> anyhow::Result<Self> {
        std::fs::create_dir_all(path).with_context(|| path.display().to_string())?;
        Ok(Self { path: path.to_owned(), force, used: RefCell::default() })
    }

    /// Creates the file for `name`, with a number behind it where this export has used the name before. Gives
    /// what is written to it.
    pub fn create(&self, name: &str, ending: &str) -> anyhow::Result<BufWriter<File>> {
        Ok(self.create_named(name, ending)?.1)
    }

    /// As [`Self::create`], with the name that the file got.
    pub fn create_named(&self, name: &str, ending: &str) -> anyhow::Result<(String, BufWriter<File>)> {
        let stem = file_stem(name);
        let mut used = self.used.borrow_mut();
        let numbered = (2..).map(|n| format!("{stem}~{n}"));
        let free = std::iter::once(stem.clone()).chain(numbered).find(|s| used.insert(s.to_lowercase()));
        let name = format!("{}.{ending}", free.unwrap_or(stem));
        let file = self.open(&name)?;
        Ok((name, file))
    }

    /// Creates a file of the same name as one that [`Self::create_named`] gave, with another ending.
    pub fn create_beside(&self, name: &str, ending: &str) -> anyhow::Result<BufWriter<File>> {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        self.open(&format!("{stem}.{ending}"))
    }

    fn open(&self, name: &str) -> anyhow::Result<BufWriter<File>> {
        let path = self.path.join(name);
        if self.force {
            // A link is not followed out of the folder: it gives way to a file.
            match std::fs::remove_file(&path) {
                Err(e) if e.kind() != ErrorKind::NotFound => {
                    return Err(e).with_context(|| path.display().to_string());
                }
                _ => {}
            }
        }
        // `create_new` follows no link either.
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => Ok(BufWriter::new(file)),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                bail!("{} is there already; --force writes over it", path.display())
            }
            Err(e) => Err(e).with_context(|| path.display().to_string()),
        }
    }
}

/// `name` as the name of a file: letters, digits, `-`, `_`, `.` and `~`, not beginning with a dot.
fn file_stem(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~') { c } else { '_' };
    let mut stem: String = name.chars().map(plain).collect();
    let end = (0..=LONGEST.min(stem.len())).rev().find(|&at| stem.is_char_boundary(at)).unwrap_or(0);
    stem.truncate(end);
    // Names that begin with a dot are hidden, and `..` is no name; ends of dots some systems drop.
    let stem = stem.trim_matches('.');
    if stem.is_empty() { "article".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn names_stay_in_the_folder() {
        for (name, file) in [
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", "article"),
            ("", "article"),
            ("a/b\\c:d", "a_b_c_d"),
            ("خبر 1", "خبر_1"),
            (".hidden", "hidden"),
        ] {
            assert_eq!(file_stem(name), file);
        }
        assert!(file_stem(&"ب".repeat(500)).len() <= LONGEST);
    }

    #[test]
    fn nothing_is_written_over_unasked() {
        let place = tempfile::tempdir().unwrap();
        let outside = place.path().join("outside");
        std::fs::write(&outside, "mine").unwrap();
        let path = place.path().join("out");
        let folder = Folder::new(&path, false).unwrap();
        write!(folder.create("a", "md").unwrap(), "1").unwrap();
        let (second, _) = folder.create_named("A", "md").unwrap();
        assert_eq!(second, "A~2.md", "names that differ in case alone are kept apart");
        let again = Folder::new(&path, false).unwrap();
        assert!(again.create("a", "md").unwrap_err().to_string().contains("--force"));
        std::os::unix::fs::symlink(&outside, path.join("link.md")).unwrap();
        assert!(again.create("link", "md").is_err());
        let forced = Folder::new(&path, true).unwrap();
        write!(forced.create("a", "md").unwrap(), "2").unwrap();
        write!(forced.create("link", "md").unwrap(), "3").unwrap();
        assert_eq!(std::fs::read_to_string(path.join("a.md")).unwrap(), "2");
        assert_eq!(std::fs::read_to_string(&outside).unwrap(), "mine");
    }
}
