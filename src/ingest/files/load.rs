//! Walking the paths that were given.

use std::collections::HashMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use crate::ingest::formats::{FieldMap, Format};

use super::draft::Draft;
use super::loaded::{FileStamp, Loaded};
use super::notice::{Notice, Problem};
use super::open::{Opened, open, problem_of};

/// Who takes what is loaded.
pub trait Taker {
    /// Takes one thing; `Break` ends the loading.
    fn take(&mut self, loaded: Loaded) -> ControlFlow<()>;

    /// Takes an article that was found and is still to be read. It is read here and now and taken; a taker
    /// with threads of its own reads it on those.
    fn draft(&mut self, draft: Draft) -> ControlFlow<()> {
        let mut flow = ControlFlow::Continue(());
        draft.read(&mut |loaded| {
            if flow.is_continue() {
                flow = self.take(loaded);
            }
        });
        flow
    }

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
    /// The largest file of many articles that has to be held as a whole (JSON lists, feeds), in bytes. Files
    /// with one record on each line may be of any size.
    pub collection_bytes: u64,
    /// The most that one packed file may unpack to, in bytes.
    pub unpacked_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { article_bytes: 64 << 20, collection_bytes: 512 << 20, unpacked_bytes: 4 << 30 }
    }
}

/// Reads the articles under `paths`, files or folders, in the order of their names, and hands them to `each`
/// one by one. See [`load_with`].
pub fn load(paths: &[PathBuf], mut each: &mut dyn FnMut(Loaded)) {
    load_with(paths, &Limits::default(), &mut each);
}

/// Reads the articles under `paths` within `limits`. The path `-` is standard input.
///
/// Folders are walked without following links out of them; ignore files are respected; each file is read
/// once, whatever names it has. Only regular files are opened. What is not read is handed over as
/// [`Loaded::Skipped`], except for files that an ignore file names or whose names begin with a dot.
pub fn load_with(paths: &[PathBuf], limits: &Limits, taker: &mut dyn Taker) {
    load_mapped(paths, limits, &Arc::default(), taker);
}

/// As [`load_with`], with the reader's own names for the fields of records.
pub fn load_mapped(paths: &[PathBuf], limits: &Limits, map: &Arc<FieldMap>, taker: &mut dyn Taker) {
    let mut loader = Loader { limits, map, taker, seen: HashMap::new(), ids: HashMap::new() };
    for path in paths {
        if loader.root(path).is_break() {
            break;
        }
    }
}

/// Reads the articles in `content` as if it were a file called `name`, which tells the format by its ending.
pub fn load_bytes(name: &Path, content: Vec<u8>, limits: &Limits, taker: &mut dyn Taker) {
    let map = Arc::default();
    let mut loader = Loader { limits, map: &map, taker, seen: HashMap::new(), ids: HashMap::new() };
    let bytes = content.len() as u64;
    if let ControlFlow::Continue(Err(problem)) =
        loader.contents(name, Cursor::new(content), bytes, Format::of_path(name))
    {
        // The last thing that is said: nothing is left to be ended.
        let _ = loader.skip(name.to_path_buf(), problem);
    }
}

pub(super) struct Loader<'a> {
    pub(super) limits: &'a Limits,
    pub(super) map: &'a Arc<FieldMap>,
    pub(super) taker: &'a mut dyn Taker,
    /// Device and inode of each file read, and its first name.
    seen: HashMap<(u64, u64), PathBuf>,
    /// How often each id was given.
    ids: HashMap<String, usize>,
}

impl Loader<'_> {
    fn root(&mut self, root: &Path) -> ControlFlow<()> {
        if root.as_os_str() == "-" {
            return self.standard_input();
        }
        if !root.is_dir() {
            // A file that was named is read, whatever its ending.
            return self.file(root, Some(Format::of_path(root)));
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
                Ok(entry) => self.found(entry.path())?,
                Err(error) => {
                    let path = path_of(&error).unwrap_or(root).to_path_buf();
                    let problem = error.io_error().map_or_else(|| Problem::Io(error.to_string()), problem_of);
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
            Ok(true) => self.found(link),
            Ok(false) => self.skip(link.to_path_buf(), Problem::LeadsOut),
            Err(error) => self.skip(link.to_path_buf(), problem_of(&error)),
        }
    }

    /// A file within a folder: only those of known endings are read.
    fn found(&mut self, path: &Path) -> ControlFlow<()> {
        // Stand-off annotation is no article: it belongs to the text beside it.
        if path.extension().is_some_and(|e| e == "ann") && path.with_extension("txt").exists() {
            return ControlFlow::Continue(());
        }
        self.file(path, Format::of_path(path).map(Some))
    }

    /// Reads a file. `format`: the inner `None` asks its first bytes; the outer one says that it is not read.
    fn file(&mut self, path: &Path, format: Option<Option<Format>>) -> ControlFlow<()> {
        let opened = match open(path) {
            Ok(opened) => opened,
            Err(problem) => return self.skip(path.to_path_buf(), problem),
        };
        let Some(format) = format else { return self.skip(path.to_path_buf(), Problem::UnknownKind) };
        if let Some(first) = self.seen.get(&opened.inode) {
            let problem = Problem::ReadAlready(first.clone());
            return self.skip(path.to_path_buf(), problem);
        }
        let stamp = FileStamp { path: path.to_path_buf(), bytes: opened.bytes, modified: opened.modified };
        if !self.taker.wants(&stamp) {
            return ControlFlow::Continue(());
        }
        self.seen.insert(opened.inode, path.to_path_buf());
        let Opened { file, bytes, .. } = opened;
        match self.contents(path, file, bytes, format)? {
            Ok(()) => self.taker.take(Loaded::End(stamp)),
            Err(problem) => self.skip(path.to_path_buf(), problem),
        }
    }

    pub(super) fn skip(&mut self, path: PathBuf, problem: Problem) -> ControlFlow<()> {
        self.taker.take(Loaded::Skipped(Notice { path, record: None, line: None, problem }))
    }

    /// `wanted`, or `wanted~2`, `wanted~3` … where it was given before.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
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

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
