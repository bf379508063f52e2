//! The threads that read and analyse.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender};

use rayon::prelude::*;

use super::{Import, beginning, stamp};
use crate::ingest::{Draft, FieldMap, FileStamp, Loaded, Taker, load_mapped};
use crate::library::add::{TextHash, text_hash};
use crate::library::prepared::Prepared;
use crate::library::value::path_bytes;
use crate::model::{Analysis, Document};

/// A parcel holds at most so many articles, and about so many bytes.
const PARCEL: usize = 128;
const PARCEL_BYTES: usize = 1 << 20;

/// What threads hand to one another.
pub(super) type Parcel<T> = Vec<T>;

/// What the first thread hands on.
pub(super) enum Found {
    /// An article whose bytes are here; to be read by whoever has time.
    Draft(Draft),
    /// Anything else.
    Other(Loaded),
}

/// What the second thread hands on.
pub(super) enum Ready {
    /// An article.
    Article(Box<Article>),
    /// Anything else.
    Other(Loaded),
}

/// An article on its way to the database.
pub(super) struct Article {
    pub document: Document,
    pub hash: TextHash,
    /// What was found in it; `None` if its text seems to be known.
    pub found: Option<(Analysis, Prepared)>,
}

/// An absolute path, so that the same file is known again from another folder. Links stay as they are. `-` is
/// standard input.
pub(super) fn absolute(path: &Path) -> PathBuf {
    match path.as_os_str().as_encoded_bytes() {
        b"-" => path.to_owned(),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}

/// The first thread: walks and opens the files, and parts them into articles.
pub(super) fn read(
    what: &Import<'_>,
    files: &HashMap<Vec<u8>, (i64, i64)>,
    own: &[PathBuf],
    to: SyncSender<Parcel<Found>>,
) {
    let mut reader = Reader { what, files, own, to, parcel: Vec::new(), bytes: 0 };
    let paths: Vec<_> = what.paths.iter().map(|path| absolute(path)).collect();
    load_mapped(&paths, &what.limits, &what.fields, &mut reader);
    let _ = reader.send(); // the other side is gone only if it failed, and says so itself
}

struct Reader<'a> {
    what: &'a Import<'a>,
    files: &'a HashMap<Vec<u8>, (i64, i64)>,
    /// The library's own files, which may lie in a folder that is imported.
    own: &'a [PathBuf],
    to: SyncSender<Parcel<Found>>,
    parcel: Parcel<Found>,
    bytes: usize,
}

impl Reader<'_> {
    fn send(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        let sent = self.parcel.is_empty() || self.to.send(std::mem::take(&mut self.parcel)).is_ok();
        if sent { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn push(&mut self, found: Found, bytes: usize) -> ControlFlow<()> {
        if self.what.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        self.bytes += bytes;
        self.parcel.push(found);
        if self.parcel.len() >= PARCEL || self.bytes >= PARCEL_BYTES {
            return self.send();
        }
        ControlFlow::Continue(())
    }
}

impl Taker for Reader<'_> {
    fn take(&mut self, loaded: Loaded) -> ControlFlow<()> {
        let bytes = if let Loaded::Document(document) = &loaded { document.text.len() } else { 0 };
        self.push(Found::Other(loaded), bytes)
    }

    fn draft(&mut self, draft: Draft) -> ControlFlow<()> {
        let bytes = draft.bytes();
        self.push(Found::Draft(draft), bytes)
    }

    fn wants(&mut self, file: &FileStamp) -> bool {
        if self.own.contains(&file.path) {
            return false;
        }
        let (bytes, modified) = stamp(file);
        // Other names of fields make other articles of the same file.
        let known = !self.what.again
            && *self.what.fields == FieldMap::default()
            && self.files.get(&path_bytes(&file.path)) == Some(&(bytes, modified));
        if known {
            // Counted by the thread that stores, which gets the stamp of a file that gave no articles.
            let _ = self.take(Loaded::End(file.clone()));
        }
        !known
    }
}

/// The second thread: has the articles read and analysed by all cores.
pub(super) fn work(
    what: &Import<'_>,
    known: &HashSet<u64>,
    from: &Receiver<Parcel<Found>>,
    to: &SyncSender<Parcel<Ready>>,
) {
    let ready = |loaded: Loaded| match loaded {
        Loaded::Document(document) => {
            let hash = text_hash(&document.text);
            let new = !known.contains(&beginning(&hash));
            let found = new.then(|| {
                let analysis = what.analyser.analyse(&document);
                let prepared = Prepared::of(&document, &analysis);
                (analysis, prepared)
            });
            Ready::Article(Box::new(Article { document: *document, hash, found }))
        }
        other => Ready::Other(other),
    };
    for parcel in from {
        let done = parcel.into_par_iter().with_max_len(8).flat_map_iter(|found| match found {
            Found::Draft(draft) => {
                let mut out = Vec::with_capacity(1);
                draft.read(&mut |loaded| out.push(ready(loaded)));
                out
            }
            Found::Other(loaded) => vec![ready(loaded)],
        });
        if to.send(done.collect()).is_err() {
            break;
        }
    }
}
