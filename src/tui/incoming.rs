//! Articles that come in while the screen is open: an import beside it, and then a watch on its paths.
//!
//! One thread has a connection to the library of its own. It reads the paths, tells the screen after each
//! transaction, and then sleeps until the system says that something in the paths has changed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecursiveMode, Watcher};

use crate::analyse::Analyser;
use crate::ingest::{FieldMap, Limits, Notice};
use crate::library::{ArticleKey, Import, Library, Pace, import};

/// Changes that follow one another within so little time are taken together.
const TOGETHER: Duration = Duration::from_millis(300);
/// Changes that go on and on are taken in at least so often.
const LONGEST: Duration = Duration::from_secs(2);

/// What is to come in, and where it goes.
pub struct Incoming {
    /// The library's file.
    pub file: PathBuf,
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Which keys of records mean what.
    pub fields: Arc<FieldMap>,
    /// The library holds what is in the paths and nothing else: what is gone from them goes from it too.
    pub mirrors: bool,
    /// Makes the analyser; on the thread, as that takes a while.
    pub analyser: Box<dyn Fn() -> anyhow::Result<Analyser> + Send>,
    /// What could not be read, for when the screen is gone.
    pub left_out: LeftOut,
}

/// What could not be read.
pub type LeftOut = Arc<Mutex<Vec<Notice>>>;

/// What the screen is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Files are being read: so many articles were taken in. `more`: the library holds more than before.
    Reading {
        /// Articles so far.
        articles: usize,
        /// The library holds more than it did at the last news.
        more: bool,
    },
    /// All was read.
    Read {
        /// Articles that are new or have changed.
        articles: usize,
        /// Files and records that could not be read, with the reasons, in words.
        left_out: Vec<(String, String)>,
        /// The last article that is in the library now; later ones are new to the reader.
        last: Option<ArticleKey>,
    },
    /// It cannot go on; in words.
    Failed(String),
}

impl Incoming {
    /// Starts the thread. `tell` says whether anyone still listens.
    ///
    /// # Errors
    ///
    /// If the system gives no thread.
    pub fn start(self, tell: impl Fn(News) -> bool + Send + 'static) -> std::io::Result<()> {
        let run = move || {
            if let Err(error) = self.run(&tell) {
                tell(News::Failed(format!("{error:#}")));
            }
        };
        std::thread::Builder::new().name("import".into()).spawn(run).map(drop)
    }

    fn run(&self, tell: &dyn Fn(News) -> bool) -> anyhow::Result<()> {
        let (mut library, _) = Library::open(&self.file)?;
        let analyser = (self.analyser)()?;
        // The watch begins before the reading, so that nothing falls between the two.
        let watch = self.watch();
        let stamp = format!("{} {}", program_stamp(), analyser.lexicon().fingerprint());
        // What an older program found in the same texts is found anew.
        let again = self.mirrors && library.session(STAMP)?.is_some_and(|old| old != stamp);
        if !self.read(&mut library, &analyser, again, tell)? {
            return Ok(());
        }
        if self.mirrors {
            library.set_session(STAMP, &stamp)?;
        }
        let (_watcher, changes) = match watch {
            Ok(watch) => watch,
            Err(error) => {
                tell(News::Failed(error.to_string()));
                return Ok(());
            }
        };
        while wait_for_change(&changes) {
            if !self.read(&mut library, &analyser, false, tell)? {
                break;
            }
        }
        Ok(())
    }

    /// Reads what is new. Gives whether anyone still listens.
    fn read(
        &self,
        library: &mut Library,
        analyser: &Analyser,
        again: bool,
        tell: &dyn Fn(News) -> bool,
    ) -> anyhow::Result<bool> {
        let stop = AtomicBool::new(false);
        let what = Import {
            paths: &self.paths,
            analyser,
            limits: Limits::default(),
            fields: Arc::clone(&self.fields),
            again,
            pace: Pace::Shared,
            stop: &stop,
        };
        let mut seen = 0;
        let report = import(library, &what, &mut |counts| {
            let more = std::mem::replace(&mut seen, counts.committed) != counts.committed;
            let articles = counts.imported + counts.changed;
            if !tell(News::Reading { articles, more }) {
                stop.store(true, std::sync::atomic::Ordering::Relaxed);
            }
        })?;
        let gone = if self.mirrors && !report.stopped { library.forget_gone_files()? } else { 0 };
        // What was told before is no news.
        let mut left_out = self.left_out.lock().unwrap_or_else(PoisonError::into_inner);
        let known: HashSet<String> = left_out.iter().map(Notice::to_string).collect();
        let fresh: Vec<_> = report
            .skipped
            .into_iter()
            .chain(report.noted)
            .filter(|n| !known.contains(&n.to_string()))
            .collect();
        let articles = report.counts.imported + report.counts.changed + gone;
        let in_words = fresh.iter().map(|n| (n.path.display().to_string(), n.reason())).collect();
        let news = News::Read { articles, left_out: in_words, last: library.last_article()? };
        left_out.extend(fresh);
        drop(left_out);
        Ok(tell(news) && !report.stopped)
    }

    /// Watches the paths: folders with all that is in them, files by the folder they are in, as editors put a
    /// new file in an old one's place.
    fn watch(&self) -> notify::Result<(notify::RecommendedWatcher, Receiver<()>)> {
        let (sender, changes) = channel();
        let own = std::path::absolute(&self.file).unwrap_or_else(|_| self.file.clone());
        let roots: Vec<PathBuf> = self.paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let watched = roots.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if is_change(event.kind) && event.paths.iter().any(|path| concerns(path, &watched, &own)) {
                // Nobody listens any more: the program ends.
                let _ = sender.send(());
            }
        })?;
        let mut done: HashSet<&Path> = HashSet::new();
        for root in &roots {
            let (path, mode) = match root.parent() {
                Some(folder) if !root.is_dir() => (folder, RecursiveMode::NonRecursive),
                _ => (root.as_path(), RecursiveMode::Recursive),
            };
            if done.insert(path) {
                watcher.watch(path, mode)?;
            }
        }
        Ok((watcher, changes))
    }
}

/// Under which name a library keeps which program has read its articles.
const STAMP: &str = "read by";

/// Which program this is: another one may find other things in the same text.
fn program_stamp() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let (bytes, made) = file.map_or((0, None), |data| (data.len(), data.modified().ok()));
    let made = made.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {bytes} {}", env!("CARGO_PKG_VERSION"), made.as_nanos())
}

/// Whether an event changes what is in a file: reading one does not.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => true,
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        EventKind::Any | EventKind::Other => false,
    }
}

/// Whether a changed file may be read: it lies within one of the roots, no name on the way is hidden, and it is
/// none of the library's own files.
fn concerns(path: &Path, roots: &[PathBuf], own: &Path) -> bool {
    let is_own = path.as_os_str().as_encoded_bytes().starts_with(own.as_os_str().as_encoded_bytes());
    let hidden = |part: std::path::Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b".");
    !is_own
        && roots.iter().any(|root| path.strip_prefix(root).is_ok_and(|rest| !rest.components().any(hidden)))
}

/// Sleeps until something changed and is still again. Gives whether the watch goes on.
fn wait_for_change(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        match changes.recv_timeout(TOGETHER) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    // What came in the meantime is read now.
    changes.try_iter().for_each(drop);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_read_wakes_the_import() {
        let roots = [PathBuf::from("/news"), PathBuf::from("/one.txt")];
        let own = Path::new("/news/library.db");
        for (path, wakes) in [
            ("/news/a.txt", true),
            ("/news/deep/b.html", true),
            ("/one.txt", true),
            ("/two.txt", false),
            ("/news/.a.txt.swp", false),
            ("/news/.git/index", false),
            ("/news/library.db-wal", false),
        ] {
            assert_eq!(concerns(Path::new(path), &roots, own), wakes, "{path}");
        }
    }

    #[test]
    fn reading_is_no_change() {
        use notify::event::{AccessKind, AccessMode, CreateKind};
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!is_change(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(EventKind::Create(CreateKind::File)));
    }
}
