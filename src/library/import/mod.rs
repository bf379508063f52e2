//! Filling a library from files: read, analysed and stored side by side, and resumable.
//!
//! Three threads hand parcels of articles to one another: one walks and opens the files, one has the articles
//! read and analysed by all cores, and the caller's stores them in large transactions. Parcels are small and few
//! are on the way, so that memory does not grow with the collection.
//!
//! An import that was stopped or killed goes on where it was: files that were read to their end and did not
//! change are passed over unread, and texts that are in the library (by their hash) are not analysed again.

mod annotations;
mod take;
mod threads;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use super::open::CACHE;
use super::value::path_bytes;
use super::{Library, Result};
use crate::analyse::Analyser;
use crate::ingest::{FieldMap, FileStamp, Limits, Notice};
use take::Here;
use threads::{Parcel, Ready, read, work};

/// What is to be imported, and how.
#[derive(Debug)]
pub struct Import<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// Finds names, dates and events.
    pub analyser: &'a Analyser,
    /// How much is read.
    pub limits: Limits,
    /// Which keys of records mean what.
    pub fields: Arc<FieldMap>,
    /// Read and analyse everything again, also what did not change: after a change of the lexicon.
    pub again: bool,
    /// Who else works with the library.
    pub pace: Pace,
    /// Set to end the import early; what was stored by then stays.
    pub stop: &'a AtomicBool,
}

/// Who else works with the library while an import runs. A transaction is what a kill can cost, and what others wait
/// for who want to write or to see what is new; but a page that takes in names of all articles is written once in
/// each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// A reader at the screen.
    #[default]
    Shared,
    /// Most likely nobody. Still no longer than another program waits ([`Library::set_patience`]).
    Alone,
}

impl Pace {
    /// How long a transaction may last.
    const fn transaction(self) -> Duration {
        match self {
            Self::Shared => Duration::from_secs(2),
            Self::Alone => Duration::from_secs(4),
        }
    }

    /// How long others may write between two transactions. Who waits for that looks every tenth of a second.
    const fn pause(self) -> Duration {
        match self {
            Self::Shared => Duration::from_millis(110),
            Self::Alone => Duration::ZERO,
        }
    }
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
    /// Articles that are kept, but not in their files any more.
    pub gone: usize,
    /// Files that were passed over, as they were read before and did not change.
    pub files_unchanged: usize,
    /// Files and records that were left out; [`Report::skipped`] says why.
    pub skipped: usize,
    /// Bytes of text that were stored.
    pub bytes: u64,
    /// Transactions that were committed: what they hold can be seen by others.
    #[serde(skip)]
    pub committed: usize,
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

/// How many parcels wait before each thread.
const WAITING: usize = 2;
/// A transaction ends after so many articles, or after the time that its [`Pace`] gives.
const BATCH: usize = 8_000;
/// The first transaction is shorter, so that there is something to see at once; each one after it is twice as long.
const FIRST_BATCH: Duration = Duration::from_millis(125);

/// Imports articles into `library`. `progress` is called on this thread from time to time.
///
/// # Errors
///
/// The database's. What was committed before stays. What is wrong with single files is in the [`Report`].
pub fn import(library: &mut Library, what: &Import<'_>, progress: &mut dyn FnMut(&Counts)) -> Result<Report> {
    library.check_writable()?;
    library.group_old_events()?;
    let known = if what.again { Known::default() } else { library.known()? };
    // An import can be run again: it need not wait for the disk at each commit, and in WAL mode the file
    // stays whole all the same. The reader's marks are flushed as before.
    library.db.pragma_update(None, "synchronous", "NORMAL")?;
    // Many pages are written again and again (indices, the search index): they stay in memory, and the log is
    // copied into the file less often. In KiB, as SQLite asks for it, with a minus; and in pages.
    library.db.pragma_update(None, "cache_size", -131_072)?;
    // Each row names four others, and each was just written or looked up: to look all of them up once more took a
    // third of the time of an import. What is deleted is deleted by name (`Writer::clear`).
    library.db.pragma_update(None, "foreign_keys", false)?;
    library.db.pragma_update_and_check(None, "wal_autocheckpoint", 64_000, |_| Ok(()))?;
    let own = library.own_files();
    let done = std::thread::scope(|scope| {
        let (to_analysis, for_analysis) = sync_channel(WAITING);
        let (to_store, for_store) = sync_channel(WAITING);
        let hashes = &known.hashes;
        let files = &known.files;
        scope.spawn(|| read(what, files, &own, to_analysis));
        scope.spawn(move || work(what, hashes, &for_analysis, &to_store));
        store(library, what, &for_store, progress)
    });
    library.db.pragma_update(None, "foreign_keys", true)?;
    library.db.pragma_update(None, "synchronous", "FULL")?;
    library.db.pragma_update(None, "cache_size", CACHE)?;
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

fn stamp(file: &FileStamp) -> (i64, i64) {
    (i64::try_from(file.bytes).unwrap_or(i64::MAX), file.modified)
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
    let mut annotated = Vec::new();
    let mut here = Here::default();
    let mut open = true;
    let mut time = FIRST_BATCH;
    while open {
        let mut writer = library.writer()?;
        writer.read_anew_with(what.analyser);
        writer.know_blocks()?;
        let (begun, mut stored) = (Instant::now(), 0);
        while stored < BATCH && begun.elapsed() < time {
            let Some(parcel) = parcels.next() else {
                open = false;
                break;
            };
            for ready in parcel {
                stored += usize::from(writer.take(ready, what, &mut here, &mut report)?);
            }
            report.counts.skipped = report.skipped.len();
            progress(&report.counts);
        }
        annotated.append(&mut writer.annotated);
        writer.commit()?;
        report.counts.committed += 1;
        progress(&report.counts);
        time = (time * 2).min(what.pace.transaction());
        if open {
            // The first transactions are short, and so are the pauses after them.
            std::thread::sleep(what.pace.pause().min(begun.elapsed() / 8));
        }
    }
    annotations::take(library, annotated, what, &mut report)?;
    if !what.stop.load(Ordering::Relaxed) {
        for folder in what.paths.iter().filter(|path| path.is_dir()) {
            report.counts.gone += library.mark_gone_files(&path_bytes(&threads::absolute(folder)))?;
        }
    }
    report.counts.skipped = report.skipped.len();
    Ok(report)
}

impl Report {
    /// Whether something was left out.
    pub fn is_complete(&self) -> bool {
        self.skipped.is_empty() && !self.stopped
    }
}
