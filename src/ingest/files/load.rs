//! Walking the paths that were given.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::model::{Document, Origin};

use super::decode::decode;
use super::notice::{Notice, Problem};
use super::open::{open, read_all};

/// What loading delivers, one after another.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded {
    /// An article.
    Document(Box<Document>),
    /// A file or record that was left out, and why.
    Skipped(Notice),
    /// Something about an article that was read, such as bytes that could not be decoded.
    Noted(Notice),
    /// A file was read to its end; all that is in it was delivered before.
    End(FileStamp),
}

/// By what a file is known again that was read before and did not change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileStamp {
    /// The path by which it was found.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When its content last changed, in nanoseconds since 1970.
    pub modified: i64,
}

/// Who takes what is loaded.
pub trait Taker {
    /// Takes one thing; `Break` ends the loading.
    fn take(&mut self, loaded: Loaded) -> ControlFlow<()>;

    /// Whether a file is to be read. What is not wanted is passed over in silence.
    fn wants(&mut self, _file: &FileStamp) -> bool {
        true
    }
}

impl<F: FnMut(Loaded)> Taker for F {
    fn take(&mut self, loaded: Loaded) -> ControlFlow<()> {
        self(loaded);
        ControlFlow::Continue(())
    }
}

/// How much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file that is one article, and the largest record, in bytes.
    pub article_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { article_bytes: 64 << 20 }
    }
}

/// How many of each were delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Articles.
    pub documents: usize,
    /// Files and records left out.
    pub skipped: usize,
}

/// Reads the articles under `paths`, files or folders, in the order of their names, and hands them to `each`
/// one by one. See [`load_with`].
pub fn load(paths: &[PathBuf], mut each: &mut dyn FnMut(Loaded)) -> Summary {
    load_with(paths, &Limits::default(), &mut each)
}

/// Reads the articles under `paths` within `limits`.
///
/// Folders are walked without following links out of them; ignore files are respected; each file is read
/// once, whatever names it has. Only regular files are opened. What is not read is handed over as
/// [`Loaded::Skipped`], except for files that an ignore file names or whose names begin with a dot.
pub fn load_with(paths: &[PathBuf], limits: &Limits, taker: &mut dyn Taker) -> Summary {
    let mut loader =
        Loader { limits, taker, seen: HashMap::new(), ids: HashMap::new(), summary: Summary::default() };
    for path in paths {
        if loader.root(path).is_break() {
            break;
        }
    }
    loader.summary
}

struct Loader<'a> {
    limits: &'a Limits,
    taker: &'a mut dyn Taker,
    /// Device and inode of each file read, and its first name.
    seen: HashMap<(u64, u64), PathBuf>,
    /// How often each id was given.
    ids: HashMap<String, usize>,
    summary: Summary,
}

impl Loader<'_> {
    fn root(&mut self, root: &Path) -> ControlFlow<()> {
        if !root.is_dir() {
            return self.file(root);
        }
        let walk = WalkBuilder::new(root)
            .follow_links(false)
            .require_git(false)
            .sort_by_file_name(|a, b| a.cmp(b))
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|t| t.is_dir()) => {}
                Ok(entry) if entry.path_is_symlink() => self.link(root, entry.path())?,
                Ok(entry) => self.file(entry.path())?,
                Err(error) => {
                    let path = path_of(&error).unwrap_or(root).to_path_buf();
                    let problem = error
                        .io_error()
                        .map_or_else(|| Problem::Io(error.to_string()), super::open::problem_of);
                    self.skip(path, problem)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// A link within a folder: its target is read if it lies in the folder too (under its own name, once).
    fn link(&mut self, root: &Path, link: &Path) -> ControlFlow<()> {
        let inside = root.canonicalize().and_then(|root| Ok(link.canonicalize()?.starts_with(root)));
        match inside {
            Ok(true) if link.is_dir() => ControlFlow::Continue(()),
            Ok(true) => self.file(link),
            Ok(false) => self.skip(link.to_path_buf(), Problem::LeadsOut),
            Err(error) => self.skip(link.to_path_buf(), super::open::problem_of(&error)),
        }
    }

    fn file(&mut self, path: &Path) -> ControlFlow<()> {
        match self.read(path) {
            Ok(flow) => flow,
            Err(problem) => self.skip(path.to_path_buf(), problem),
        }
    }

    fn read(&mut self, path: &Path) -> Result<ControlFlow<()>, Problem> {
        let opened = open(path)?;
        if let Some(first) = self.seen.get(&opened.inode) {
            return Err(Problem::ReadAlready(first.clone()));
        }
        let stamp = FileStamp { path: path.to_path_buf(), bytes: opened.bytes, modified: opened.modified };
        if !self.taker.wants(&stamp) {
            return Ok(ControlFlow::Continue(()));
        }
        let bytes = read_all(&opened.file, opened.bytes, self.limits.article_bytes)?;
        self.seen.insert(opened.inode, path.to_path_buf());
        let decoded = decode(bytes);
        if decoded.text.trim().is_empty() {
            return Err(Problem::Empty);
        }
        if is_binary(&decoded.text) {
            return Err(Problem::Binary);
        }
        let id = self.unique(&stem(path));
        let origin = Origin { path: path.to_path_buf(), record: None, bytes: None };
        let document = crate::ingest::read_text(&id, decoded.text, origin);
        self.summary.documents += 1;
        let mut flow = self.taker.take(Loaded::Document(Box::new(document)));
        if let (Some(problem), true) = (decoded.loss, flow.is_continue()) {
            let notice = Notice { path: path.to_path_buf(), record: None, line: None, problem };
            flow = self.taker.take(Loaded::Noted(notice));
        }
        if flow.is_continue() {
            flow = self.taker.take(Loaded::End(stamp));
        }
        Ok(flow)
    }

    fn skip(&mut self, path: PathBuf, problem: Problem) -> ControlFlow<()> {
        self.summary.skipped += 1;
        self.taker.take(Loaded::Skipped(Notice { path, record: None, line: None, problem }))
    }

    /// `wanted`, or `wanted~2`, `wanted~3` … where it was given before.
    fn unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        loop {
            let count = self.ids.entry(id.clone()).or_insert(0);
            *count += 1;
            if *count == 1 {
                return id;
            }
            id = format!("{wanted}~{count}");
        }
    }
}

/// The name of a file without its folder and ending, bytes that are no text replaced.
fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "article".to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Whether decoded text is none: more than one of ten characters are controls.
fn is_binary(text: &str) -> bool {
    let sample = text.chars().take(4096);
    let (mut all, mut odd) = (0usize, 0usize);
    for c in sample {
        all += 1;
        odd += usize::from(c == '\0' || c.is_control() && !c.is_whitespace() || c == '\u{FFFD}');
    }
    odd * 10 > all
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
