//! Opening a library, and bringing its schema up to date.

use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::changes::Mine;
use super::damage::{is_damage, save_what_is_legible, set_aside, was_cut_short, with_suffix};
use super::keys::Keys;
use super::running::Totals;
use super::{Error, Result};

/// The schema changes, in order; a file of version `n` has had the first `n`. Only ever add to the end.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
    include_str!("schema/8.sql"),
    include_str!("schema/9.sql"),
];

/// How long it waits for another program that writes.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long is waited before the file is tried again.
const PAUSE: Duration = Duration::from_millis(10);

/// How much of the file is held in memory at most: in KiB, as SQLite asks for it, with a minus.
pub(super) const CACHE: i64 = -32_768;

/// Stands in the file's header and says whose database it is: "Rasd".
const APPLICATION_ID: i32 = 0x5261_7364;

/// The articles, what was found in them, and the reader's marks.
#[derive(Debug)]
pub struct Library {
    pub(super) db: Connection,
    pub(super) keys: Keys,
    pub(super) totals: Totals,
    pub(super) mine: Mine,
    read_only: bool,
    /// The file, if it is open for reading only because it could not be written.
    reopen: Option<PathBuf>,
    /// SQLite's number of changes by other connections, when it was asked last.
    seen: Cell<i64>,
}

/// What happened when a file was opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// The file was damaged and now has this name; a new, empty library took its place.
    pub set_aside: Option<PathBuf>,
    /// What could still be read of the reader's own data in the damaged file, and how many articles it marks.
    pub saved_marks: Option<(PathBuf, usize)>,
    /// The file was written by a newer version of the program, and is open for reading only.
    pub newer_version: bool,
    /// Why the file cannot be written, in words. It is open for reading.
    pub not_writable: Option<String>,
}

impl Library {
    /// An empty library that lives as long as this value.
    pub fn in_memory() -> Result<Self> {
        let mut library = Self::over(Connection::open_in_memory()?, false)?;
        library.migrate()?;
        Ok(library)
    }

    /// Opens the library in the file `path`, and creates it if there is none.
    ///
    /// A damaged file is set aside under a new name, never overwritten, and what can be read of the reader's own
    /// data in it is written out beside it. A file of a newer version, and one that cannot be written, is opened
    /// read-only.
    ///
    /// # Errors
    ///
    /// [`Error::Foreign`] for a database of another program; [`Error::Database`] and [`Error::File`] if the
    /// file cannot be opened, created, locked or set aside.
    pub fn open(path: &Path) -> Result<(Self, Opened)> {
        // Who else is at work on a file, its locks say; but not of the threads of this program.
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(data) = std::fs::metadata(path)
            && !data.is_file()
        {
            let error = io::Error::other("it is not a file, and cannot be a library");
            return Err(Error::File(path.to_owned(), error));
        }
        if was_cut_short(path, PATIENCE)? {
            return Self::in_place_of_damaged(path);
        }
        match Self::open_patiently(path) {
            Err(error) if is_damage(&error) => Self::in_place_of_damaged(path),
            Err(Error::Database(error)) if cannot_write(&error) => match Self::open_for_reading(path) {
                Ok(mut library) if library.schema_version().ok() == i32::try_from(MIGRATIONS.len()).ok() => {
                    library.reopen = Some(path.to_owned());
                    Ok((library, Opened { not_writable: Some(error.to_string()), ..Opened::default() }))
                }
                _ => Err(error.into()),
            },
            other => other,
        }
    }

    fn in_place_of_damaged(path: &Path) -> Result<(Self, Opened)> {
        let aside = set_aside(path)?;
        let saved_marks = save_what_is_legible(&aside);
        let (library, _) = Self::try_open(path)?;
        Ok((library, Opened { set_aside: Some(aside), saved_marks, ..Opened::default() }))
    }

    /// Opens a file without any change to it or its folder.
    pub(super) fn open_for_reading(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let readable = |db: Connection| {
            let library = Self::over(db, true)?;
            match library.pragma("application_id")? {
                APPLICATION_ID => Ok(library),
                _ => Err(Error::Foreign(path.to_owned())),
            }
        };
        let plainly = Connection::open_with_flags(path, flags).map_err(Error::from).and_then(readable);
        if plainly.is_ok() || std::fs::metadata(with_suffix(path, "-wal")).is_ok_and(|log| log.len() > 0) {
            return plainly;
        }
        // Where the folder cannot be written, the log's index cannot be made. Without a log none is needed.
        let uri = format!("file:{}?immutable=1", percent_encoded(path));
        readable(Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)?)
    }

    /// Tries again to open for writing a file that could not be written. Gives whether the library can be
    /// changed now.
    pub fn try_writable(&mut self) -> bool {
        if let Some(path) = self.reopen.take() {
            match Self::try_open(&path) {
                Ok((library, _)) => {
                    let mine = std::mem::take(&mut self.mine);
                    *self = Self { mine, ..library };
                }
                Err(_) => self.reopen = Some(path),
            }
        }
        !self.read_only
    }

    /// Whether another program, or another connection of this one, changed the library since this was asked last.
    /// Cheap: no page is read.
    ///
    /// # Errors
    ///
    /// The database's.
    pub fn changed_elsewhere(&self) -> Result<bool> {
        let now = self.db.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let before = self.seen.replace(now);
        Ok(before != -1 && before != now)
    }

    /// Whether it lies in a file, which other programs may open too.
    pub fn is_file(&self) -> bool {
        self.db.path().is_some_and(|path| !path.is_empty())
    }

    /// The file, if the library is in one.
    pub fn file(&self) -> Option<&Path> {
        self.db.path().filter(|path| !path.is_empty()).map(Path::new)
    }

    /// How long a change waits for another program that writes into the same file; five seconds at first.
    pub fn set_patience(&self, patience: Duration) -> Result<()> {
        Ok(self.db.busy_timeout(patience)?)
    }

    /// As [`Self::try_open`], and again while another program holds the file. SQLite itself waits for most of what it
    /// needs, but not to turn on the log of a file that another is just making.
    fn open_patiently(path: &Path) -> Result<(Self, Opened)> {
        let until = Instant::now() + PATIENCE;
        loop {
            match Self::try_open(path) {
                Err(Error::Database(error)) if is_held(&error) && Instant::now() < until => {
                    std::thread::sleep(PAUSE);
                }
                other => return other,
            }
        }
    }

    fn try_open(path: &Path) -> Result<(Self, Opened)> {
        // A path is a path: nothing in it is taken for a URI.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        let mut library = Self::over(connection, false)?;
        // Seen at one moment: between two looks another program may have made the library.
        let look = library.db.unchecked_transaction()?;
        let application: i32 = library.pragma("application_id")?;
        let version: i32 = library.pragma("user_version")?;
        let tables: i64 = library.db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
        look.finish()?;
        if application != APPLICATION_ID && !(application == 0 && version == 0 && tables == 0) {
            return Err(Error::Foreign(path.to_owned()));
        }
        if usize::try_from(version).is_ok_and(|v| v > MIGRATIONS.len()) {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let library = Self::over(Connection::open_with_flags(path, flags)?, true)?;
            return Ok((library, Opened { newer_version: true, ..Opened::default() }));
        }
        // SQLite opens what it may not write for reading, without a word.
        if library.db.is_readonly(rusqlite::MAIN_DB)? {
            let error = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY);
            return Err(rusqlite::Error::SqliteFailure(error, None).into());
        }
        // Readers go on while an import writes. In WAL mode `synchronous = NORMAL` cannot damage the file;
        // after a loss of power the last changes may be missing. A reader's mark is worth a flush to disk
        // (FULL); an import is not, as it can be run again, and turns it down for itself.
        library.db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        library.db.pragma_update(None, "synchronous", "FULL")?;
        if application != APPLICATION_ID || usize::try_from(version) != Ok(MIGRATIONS.len()) {
            library.migrate()?;
        }
        library.quick_check()?;
        Ok((library, Opened::default()))
    }

    fn over(db: Connection, read_only: bool) -> Result<Self> {
        db.busy_timeout(PATIENCE)?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.pragma_update(None, "temp_store", "MEMORY")?;
        // What is walked through for a count or a page far down is walked through again with the next key: it is
        // held, where SQLite's own 2 MB would have it read from the system each time. Taken only as it is needed.
        db.pragma_update(None, "cache_size", CACHE)?;
        // What a statement is bound to must not have it compiled anew: SQLite looks at the value of `LIMIT ?` and of
        // what a partial index is asked with, and a fifth of the time that an import writes went into that.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        db.set_prepared_statement_cache_capacity(128);
        Ok(Self {
            db,
            keys: Keys::default(),
            mine: Mine::default(),
            totals: Totals::default(),
            read_only,
            reopen: None,
            seen: Cell::new(-1),
        })
    }

    /// Whether changes are refused.
    pub const fn is_read_only(&self) -> bool {
        self.read_only
    }

    pub(super) const fn check_writable(&self) -> Result<()> {
        if self.read_only { Err(Error::ReadOnly) } else { Ok(()) }
    }

    /// The version of the file's schema.
    pub fn schema_version(&self) -> Result<i32> {
        self.pragma("user_version")
    }

    fn pragma(&self, name: &str) -> Result<i32> {
        Ok(self.db.pragma_query_value(None, name, |row| row.get(0))?)
    }

    fn migrate(&mut self) -> Result<()> {
        // A table that is made anew from others looks up millions of their rows at random.
        self.db.pragma_update(None, "cache_size", 8 * CACHE)?;
        let done = self.migrate_to_newest();
        self.db.pragma_update(None, "cache_size", CACHE)?;
        done
    }

    fn migrate_to_newest(&mut self) -> Result<()> {
        // IMMEDIATE: of two programs that open an old file at once, one migrates and the other waits.
        let tx = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let version: i32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for (done, sql) in MIGRATIONS.iter().enumerate().skip(usize::try_from(version).unwrap_or(0)) {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "user_version", i32::try_from(done + 1).unwrap_or(i32::MAX))?;
        }
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        Ok(tx.commit()?)
    }
}

/// Whether an error says that another program holds the file for the moment.
fn is_held(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    // A journal or log that goes away while SQLite looks at it: the file is just being made.
    let gone = error.sqlite_error().is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_IOERR_FSTAT);
    gone || matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked))
}

/// Whether an error says that a file cannot be written, though it may be readable.
fn cannot_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly, SystemIoFailure};
    matches!(
        error.sqlite_error_code(),
        Some(CannotOpen | DiskFull | PermissionDenied | ReadOnly | SystemIoFailure)
    )
}

/// A path as it stands in a URI.
fn percent_encoded(path: &Path) -> String {
    let mut out = String::new();
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
