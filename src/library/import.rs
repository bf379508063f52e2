//! Filling a library from files: read, analysed and stored side by side, and resumable.
//!
//! Three threads hand parcels of articles to one another: one walks and reads the files, one has the
//! analysis done by all cores, and the caller's stores them in large transactions. Parcels are small and few
//! are on the way, so that memory does not grow with the collection.
//!
//! An import that was stopped or killed goes on where it was: files that were read to their end and did not
//! change are passed over unread, and texts that are in the library (by their hash) are not analysed again.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rusqlite::{OptionalExtension, params};

use super::add::{Place, TextHash, Writer, text_hash};
use super::value::path_bytes;
use super::{ArticleKey, Library, Result};
use crate::analyse::Analyser;
use crate::ingest::{FileStamp, Limits, Loaded, Notice, Problem, Taker, load_with};
use crate::model::{Analysis, Document};

/// What is to be imported, and how.
#[derive(Debug)]
pub struct Import<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// Finds names, dates and events.
    pub analyser: &'a Analyser,
    /// How much is read.
    pub limits: Limits,
    /// Read and analyse everything again, also what did not change: after a change of the lexicon.
    pub again: bool,
    /// Set to end the import early; what was stored by then stays.
    pub stop: &'a AtomicBool,
}

/// How many articles became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// Articles that are new in the library.
    pub imported: usize,
    /// Articles that had another text before; the reader's marks on them are kept.
    pub changed: usize,
    /// Articles whose text was in the library already.
    pub unchanged: usize,
    /// Files that were passed over, as they were read before and did not change.
    pub files_unchanged: usize,
    /// Files and records that were left out; [`Report::skipped`] says why.
    pub skipped: usize,
    /// Bytes of text that were stored.
    pub bytes: u64,
}

/// What became of an import.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// How many articles became what.
    pub counts: Counts,
    /// Files and records that were left out, with their reasons.
    pub skipped: Vec<Notice>,
    /// What the reader should know of articles that were read.
    pub noted: Vec<Notice>,
    /// The import was ended early; the next one goes on.
    pub stopped: bool,
}

/// A parcel holds at most so many articles, and about so many bytes of text.
const PARCEL: usize = 128;
const PARCEL_BYTES: usize = 1 << 20;
/// How many parcels wait before each thread.
const WAITING: usize = 2;
/// A transaction ends after so many articles or so much time: what a kill can cost, and how long the screen
/// waits to see what is new.
const BATCH: usize = 2_000;
const BATCH_TIME: Duration = Duration::from_secs(2);

/// Imports articles into `library`. `progress` is called on this thread from time to time.
///
/// # Errors
///
/// The database's. What was committed before stays. What is wrong with single files is in the [`Report`].
pub fn import(library: &mut Library, what: &Import<'_>, progress: &mut dyn FnMut(&Counts)) -> Result<Report> {
    library.check_writable()?;
    let known = if what.again { Known::default() } else { library.known()? };
    // An import can be run again: it need not wait for the disk at each commit, and in WAL mode the file
    // stays whole all the same. The reader's marks are flushed as before.
    library.db.pragma_update(None, "synchronous", "NORMAL")?;
    // Many pages are written again and again (indices, the search index): they stay in memory, and the log is
    // copied into the file less often. In KiB, as SQLite asks for it, with a minus; and in pages.
    library.db.pragma_update(None, "cache_size", -65_536)?;
    library.db.pragma_update_and_check(None, "wal_autocheckpoint", 8_000, |_| Ok(()))?;
    let own = library.own_files();
    let done = std::thread::scope(|scope| {
        let (to_analysis, for_analysis) = sync_channel(WAITING);
        let (to_store, for_store) = sync_channel(WAITING);
        let hashes = &known.hashes;
        let files = &known.files;
        scope.spawn(|| read(what, files, &own, to_analysis));
        scope.spawn(move || analyse(what, hashes, &for_analysis, &to_store));
        store(library, what, &for_store, progress)
    });
    library.db.pragma_update(None, "synchronous", "FULL")?;
    library.db.pragma_update(None, "cache_size", -2_000)?;
    library.db.pragma_update_and_check(None, "wal_autocheckpoint", 1_000, |_| Ok(()))?;
    let mut report = done?;
    report.stopped = what.stop.load(Ordering::Relaxed);
    Ok(report)
}

/// What is in the library already.
#[derive(Debug, Default)]
struct Known {
    /// The beginnings of the hashes of all texts: a first sieve, which the database confirms.
    hashes: HashSet<u64>,
    /// Size and time of the files that were read to their end.
    files: HashMap<Vec<u8>, (i64, i64)>,
}

impl Library {
    /// The database's file and those that SQLite keeps beside it; none for a library in memory.
    fn own_files(&self) -> Vec<PathBuf> {
        let Some(path) = self.db.path().filter(|path| !path.is_empty()) else { return Vec::new() };
        let absolute = |path: &str| std::path::absolute(path).unwrap_or_else(|_| path.into());
        ["", "-wal", "-shm", "-journal"].iter().map(|suffix| absolute(&format!("{path}{suffix}"))).collect()
    }

    fn known(&self) -> Result<Known> {
        let mut known = Known::default();
        let mut query = self.db.prepare("SELECT hash FROM articles")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let hash = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            known.hashes.insert(beginning(hash));
        }
        let mut query = self.db.prepare("SELECT path, bytes, modified FROM files")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            known.files.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        }
        Ok(known)
    }
}

fn beginning(hash: &[u8]) -> u64 {
    hash.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

type Parcel<T> = Vec<T>;

/// The first thread: files to documents.
fn read(
    what: &Import<'_>,
    files: &HashMap<Vec<u8>, (i64, i64)>,
    own: &[PathBuf],
    to: SyncSender<Parcel<Loaded>>,
) {
    let mut reader = Reader { what, files, own, to, parcel: Vec::new(), bytes: 0 };
    // Absolute paths, so that the same file is known again from another folder. Links stay as they are.
    // `-` is standard input.
    let absolute = |path: &PathBuf| match path.as_os_str().as_encoded_bytes() {
        b"-" => path.clone(),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.clone()),
    };
    let paths: Vec<_> = what.paths.iter().map(absolute).collect();
    load_with(&paths, &what.limits, &mut reader);
    let _ = reader.send(); // the other side is gone only if it failed, and says so itself
}

struct Reader<'a> {
    what: &'a Import<'a>,
    files: &'a HashMap<Vec<u8>, (i64, i64)>,
    /// The library's own files, which may lie in a folder that is imported.
    own: &'a [PathBuf],
    to: SyncSender<Parcel<Loaded>>,
    parcel: Parcel<Loaded>,
    bytes: usize,
}

impl Reader<'_> {
    fn send(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        let sent = self.parcel.is_empty() || self.to.send(std::mem::take(&mut self.parcel)).is_ok();
        if sent { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

impl Taker for Reader<'_> {
    fn take(&mut self, loaded: Loaded) -> ControlFlow<()> {
        if self.what.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if let Loaded::Document(document) = &loaded {
            self.bytes += document.text.len();
        }
        self.parcel.push(loaded);
        if self.parcel.len() >= PARCEL || self.bytes >= PARCEL_BYTES {
            return self.send();
        }
        ControlFlow::Continue(())
    }

    fn wants(&mut self, file: &FileStamp) -> bool {
        if self.own.contains(&file.path) {
            return false;
        }
        let (bytes, modified) = stamp(file);
        let known = !self.what.again && self.files.get(&path_bytes(&file.path)) == Some(&(bytes, modified));
        if known {
            // Counted by the thread that stores, which gets the stamp of a file that gave no articles.
            let _ = self.take(Loaded::End(file.clone()));
        }
        !known
    }
}

fn stamp(file: &FileStamp) -> (i64, i64) {
    (i64::try_from(file.bytes).unwrap_or(i64::MAX), file.modified)
}

/// What the second thread hands on.
enum Ready {
    /// An article, with its analysis unless its text seems to be known.
    Article(Box<Document>, TextHash, Option<Analysis>),
    Other(Loaded),
}

/// The second thread: documents to analyses, on all cores.
fn analyse(
    what: &Import<'_>,
    known: &HashSet<u64>,
    from: &Receiver<Parcel<Loaded>>,
    to: &SyncSender<Parcel<Ready>>,
) {
    for parcel in from {
        let ready = parcel.into_par_iter().with_max_len(8).map(|loaded| match loaded {
            Loaded::Document(document) => {
                let hash = text_hash(&document.text);
                let new = !known.contains(&beginning(&hash));
                let analysis = new.then(|| what.analyser.analyse(&document));
                Ready::Article(document, hash, analysis)
            }
            other => Ready::Other(other),
        });
        if to.send(ready.collect()).is_err() {
            break;
        }
    }
}

/// The caller's thread: analyses to the database.
fn store(
    library: &mut Library,
    what: &Import<'_>,
    from: &Receiver<Parcel<Ready>>,
    progress: &mut dyn FnMut(&Counts),
) -> Result<Report> {
    let mut report = Report::default();
    let mut parcels = from.iter();
    let mut open = true;
    while open {
        let mut writer = library.writer()?;
        writer.analyser = Some(what.analyser.clone());
        let (begun, mut stored) = (Instant::now(), 0);
        while stored < BATCH && begun.elapsed() < BATCH_TIME {
            let Some(parcel) = parcels.next() else {
                open = false;
                break;
            };
            for ready in parcel {
                stored += usize::from(writer.take(ready, what, &mut report)?);
            }
            report.counts.skipped = report.skipped.len();
            progress(&report.counts);
        }
        writer.commit()?;
    }
    Ok(report)
}

impl Writer<'_> {
    /// Takes one thing in. Gives whether an article was stored.
    fn take(&mut self, ready: Ready, what: &Import<'_>, report: &mut Report) -> Result<bool> {
        match ready {
            Ready::Article(document, hash, analysis) => {
                return self.take_article(&document, &hash, analysis, what, &mut report.counts);
            }
            Ready::Other(Loaded::Skipped(notice)) => {
                // A file that was named twice is no news.
                if !matches!(notice.problem, Problem::ReadAlready(_)) {
                    report.skipped.push(notice);
                }
            }
            Ready::Other(Loaded::Noted(notice)) => report.noted.push(notice),
            Ready::Other(Loaded::End(file)) => {
                if !self.file_is_read(&file)? {
                    self.set_file_read(&file)?;
                } else if !what.again {
                    report.counts.files_unchanged += 1;
                }
            }
            Ready::Other(Loaded::Document(_)) => {} // these were made into articles
        }
        Ok(false)
    }

    fn take_article(
        &mut self,
        document: &Document,
        hash: &TextHash,
        analysis: Option<Analysis>,
        what: &Import<'_>,
        counts: &mut Counts,
    ) -> Result<bool> {
        let known = self.key_of_text(hash)?;
        if known.is_some() && !what.again {
            counts.unchanged += 1;
            return Ok(false);
        }
        // The sieve lets few unknown texts through as known.
        let analysis = analysis.unwrap_or_else(|| what.analyser.analyse(document));
        let key = match known {
            Some(key) => {
                counts.unchanged += 1;
                Some(key)
            }
            None => {
                let before = self.key_of_place(document)?;
                match before {
                    Some(_) => counts.changed += 1,
                    None => counts.imported += 1,
                }
                before
            }
        };
        match key {
            Some(key) => self.put(Place::Of(ArticleKey(key)), document, &analysis, hash)?,
            None => {
                let id = self.free_id(&document.id)?;
                self.put(Place::New(&id), document, &analysis, hash)?
            }
        };
        counts.bytes += document.text.len() as u64;
        Ok(true)
    }

    fn key_of_text(&self, hash: &TextHash) -> Result<Option<i64>> {
        let mut query = self.tx.prepare_cached("SELECT key FROM articles WHERE hash = ?")?;
        Ok(query.query_row([hash], |row| row.get(0)).optional()?)
    }

    /// The article that an earlier version of the same file or record made. Records are known by their
    /// address: their numbers change whenever one is put in before them.
    fn key_of_place(&self, document: &Document) -> Result<Option<i64>> {
        let path = path_bytes(&document.origin.path);
        let found = match (document.origin.record, &document.address) {
            (None, _) => self
                .tx
                .prepare_cached("SELECT key FROM articles WHERE path = ? AND record IS NULL")?
                .query_row([path], |row| row.get(0)),
            (Some(_), Some(address)) => self
                .tx
                .prepare_cached("SELECT key FROM articles WHERE address = ? AND path = ?")?
                .query_row(params![address, path], |row| row.get(0)),
            (Some(_), None) => return Ok(None),
        };
        Ok(found.optional()?)
    }

    fn file_is_read(&self, file: &FileStamp) -> Result<bool> {
        let (bytes, modified) = stamp(file);
        let mut query =
            self.tx.prepare_cached("SELECT 1 FROM files WHERE path = ? AND bytes = ? AND modified = ?")?;
        Ok(query.exists(params![path_bytes(&file.path), bytes, modified])?)
    }

    fn set_file_read(&self, file: &FileStamp) -> Result<()> {
        let (bytes, modified) = stamp(file);
        self.tx
            .prepare_cached("INSERT OR REPLACE INTO files (path, bytes, modified) VALUES (?, ?, ?)")?
            .execute(params![path_bytes(&file.path), bytes, modified])?;
        Ok(())
    }
}

impl Report {
    /// Whether something was left out.
    pub fn is_complete(&self) -> bool {
        self.skipped.is_empty() && !self.stopped
    }
}
