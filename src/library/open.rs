//! Opening a library, and bringing its schema up to date.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

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
];

/// Stands in the file's header and says whose database it is: "Rasd".
const APPLICATION_ID: i32 = 0x5261_7364;

/// The articles, what was found in them, and the reader's marks.
#[derive(Debug)]
pub struct Library {
    pub(super) db: Connection,
    pub(super) keys: Keys,
    pub(super) totals: Totals,
    read_only: bool,
}

/// What happened when a file was opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// The file was damaged and now has this name; a new, empty library took its place.
    pub set_aside: Option<PathBuf>,
    /// The file was written by a newer version of the program, and is open for reading only.
    pub newer_version: bool,
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
    /// A damaged file is set aside under a new name, never overwritten: the reader's marks in it may still be
    /// saved by hand. A file of a newer version is opened read-only.
    ///
    /// # Errors
    ///
    /// [`Error::Foreign`] for a database of another program; [`Error::Database`] and [`Error::File`] if the
    /// file cannot be opened, created, locked or set aside.
    pub fn open(path: &Path) -> Result<(Self, Opened)> {
        match Self::try_open(path) {
            Err(Error::Database(e)) if is_damage(&e) => {
                let aside = set_aside(path)?;
                let (library, _) = Self::try_open(path)?;
                Ok((library, Opened { set_aside: Some(aside), ..Opened::default() }))
            }
            other => other,
        }
    }

    fn try_open(path: &Path) -> Result<(Self, Opened)> {
        let connection = Connection::open(path)?;
        let mut library = Self::over(connection, false)?;
        let application: i32 = library.pragma("application_id")?;
        let version: i32 = library.pragma("user_version")?;
        let tables: i64 = library.db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
        if application != APPLICATION_ID && !(application == 0 && version == 0 && tables == 0) {
            return Err(Error::Foreign(path.to_owned()));
        }
        if usize::try_from(version).is_ok_and(|v| v > MIGRATIONS.len()) {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let library = Self::over(Connection::open_with_flags(path, flags)?, true)?;
            return Ok((library, Opened { newer_version: true, ..Opened::default() }));
        }
        // Readers go on while an import writes. In WAL mode `synchronous = NORMAL` cannot damage the file;
        // after a loss of power the last changes may be missing. A reader's mark is worth a flush to disk
        // (FULL); an import is not, as it can be run again, and turns it down for itself.
        library.db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        library.db.pragma_update(None, "synchronous", "FULL")?;
        library.migrate()?;
        library.quick_check()?;
        Ok((library, Opened::default()))
    }

    fn over(db: Connection, read_only: bool) -> Result<Self> {
        db.busy_timeout(Duration::from_secs(5))?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.pragma_update(None, "temp_store", "MEMORY")?;
        db.set_prepared_statement_cache_capacity(64);
        Ok(Self { db, keys: Keys::default(), totals: Totals::default(), read_only })
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

    /// Looks whether the file's outer structure is whole: every table's and index's root and the schema can
    /// be read. A check of every page would take seconds on a big library; `check` does that.
    fn quick_check(&self) -> Result<()> {
        let mut names =
            self.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?;
        let names = names.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        for name in names {
            let sql = format!("SELECT 1 FROM \"{}\" LIMIT 1", name.replace('"', "\"\""));
            self.db.prepare(&sql)?.exists([])?;
        }
        Ok(())
    }

    /// Checks every page of the file. Gives what is wrong, or nothing.
    pub fn check(&self) -> Result<Vec<String>> {
        let mut check = self.db.prepare("PRAGMA integrity_check(20)")?;
        let found = check.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }
}

fn is_damage(e: &rusqlite::Error) -> bool {
    matches!(
        e.sqlite_error_code(),
        Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase)
    )
}

/// Gives the file (and its write-ahead log) a name that no other file has.
fn set_aside(path: &Path) -> Result<PathBuf> {
    let with_suffix = |path: &Path, suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let fail = |e| Error::File(path.to_owned(), e);
    for n in 1..1000 {
        let aside = with_suffix(path, &format!(".damaged-{n}"));
        if aside.try_exists().map_err(fail)? {
            continue;
        }
        std::fs::rename(path, &aside).map_err(fail)?;
        for suffix in ["-wal", "-shm"] {
            match std::fs::rename(with_suffix(path, suffix), with_suffix(&aside, suffix)) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(fail(e)),
                _ => {}
            }
        }
        return Ok(aside);
    }
    Err(fail(std::io::Error::other("too many damaged files beside it")))
}
