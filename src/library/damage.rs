//! A damaged file: how it is known, how it is set aside, and what of the reader's own data is still legible.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::types::{FromSql, Value};
use rustix::fs::{FlockOperation, fcntl_lock};

use super::{
    ArticleKey, Error, Library, MarkedArticle, READER_DATA_VERSION, ReaderData, Result, SavedSearch,
};

/// What SQLite keeps beside a database, by the end of its name.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The tables that hold what only the reader can make again. Every page of them is checked at each start; all
/// others can be filled anew from the articles.
pub(super) const READER_TABLES: &[&str] =
    &["marks", "tags", "searches", "session", "corrections", "own_entities", "changes"];

/// Whether an error says that the file is damaged, or is no database at all.
pub(super) fn is_damage(error: &Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    match error {
        Error::Damaged(_) => true,
        Error::Database(e) => matches!(e.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)),
        _ => false,
    }
}

/// Pages of a library are so many bytes: a file that holds less was cut.
const PAGE_BYTES: u64 = 4096;

/// Whether a file is there with less than a page in it, or none or an empty one beside a log that has something
/// in it. SQLite would take it for a new database without a word, and throw the log away.
pub(super) fn is_cut_short(path: &Path) -> bool {
    match bytes(path) {
        0 => bytes(&with_suffix(path, "-wal")) > 0 || bytes(&with_suffix(path, "-journal")) > 0,
        bytes => bytes < PAGE_BYTES,
    }
}

/// How long a file may look as one does that is just being made: milliseconds, unless the disk is slow.
const BEING_MADE: Duration = Duration::from_secs(2);

/// As [`is_cut_short`], if nobody is at work on the file: a library that is just being made looks the same while
/// nothing is in it but its journal. Waits until it is made, `patience` at most.
///
/// # Errors
///
/// That the file is locked, if another program takes longer.
pub(super) fn was_cut_short(path: &Path, patience: Duration) -> Result<bool> {
    let begun = Instant::now();
    while is_cut_short(path) {
        if bytes(path) > 0 {
            return Ok(true);
        }
        if begun.elapsed() >= BEING_MADE {
            // Another program that makes it holds a lock. Whether one of this program does, no lock can tell.
            let locked = File::options()
                .read(true)
                .write(true)
                .open(path)
                .is_ok_and(|file| fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive).is_err());
            if !locked {
                return Ok(is_cut_short(path));
            }
        }
        if begun.elapsed() >= patience {
            let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
            return Err(rusqlite::Error::SqliteFailure(busy, None).into());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(false)
}

/// The size of a file; 0 if there is none.
fn bytes(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |data| data.len())
}

impl Library {
    /// Looks whether the file's outer structure is whole (every table's and index's root and the schema can be
    /// read), and whether all pages with the reader's own data are. A check of every page would take seconds on
    /// a big library; [`Library::check`] does that.
    pub(super) fn quick_check(&self) -> Result<()> {
        let mut names =
            self.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?;
        let names = names.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        for name in &names {
            let sql = format!("SELECT 1 FROM \"{}\" LIMIT 1", name.replace('"', "\"\""));
            self.db.prepare(&sql)?.exists([])?;
        }
        for table in READER_TABLES.iter().filter(|table| names.iter().any(|name| name == *table)) {
            let mut check = self.db.prepare(&format!("PRAGMA quick_check(\"{table}\")"))?;
            let found = check.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
            if let Some(wrong) = found.into_iter().find(|line| line != "ok") {
                return Err(Error::Damaged(wrong));
            }
        }
        Ok(())
    }

    /// Checks every page of the file. Gives what is wrong, or nothing.
    pub fn check(&self) -> Result<Vec<String>> {
        let mut check = self.db.prepare("PRAGMA integrity_check(20)")?;
        let found = check.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// The reader's data as far as it can be read: what cannot is passed over.
    fn legible_reader_data(&self) -> ReaderData {
        if let Ok(data) = self.reader_data() {
            return data;
        }
        let mut articles = Vec::new();
        let keys: BTreeSet<i64> = ["marks", "tags", "corrections"]
            .iter()
            .flat_map(|table| self.read_from_both_ends::<i64>(table, "article"))
            .collect();
        for key in keys {
            let known =
                self.db.query_row("SELECT id, title, hash FROM articles WHERE key = ?", [key], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get_ref(2)?.as_blob()?.to_vec()))
                });
            // Without the article nobody knows what was marked.
            let (Ok((id, title, hash)), Ok(marks)) = (known, self.marks(ArticleKey(key))) else { continue };
            articles.push(MarkedArticle {
                id,
                title,
                blake3: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
                read: marks.read,
                starred: marks.starred,
                note: marks.note,
                tags: marks.tags,
                corrections: self.corrections_in_code_points(ArticleKey(key)).unwrap_or_default(),
            });
        }
        let names: BTreeSet<String> = self.read_from_both_ends("searches", "name").into_iter().collect();
        let query = |name: &String| {
            self.db.query_row("SELECT query FROM searches WHERE name = ?", [name], |row| row.get(0)).ok()
        };
        let searches =
            names.into_iter().filter_map(|name| Some(SavedSearch { query: query(&name)?, name })).collect();
        let entities = self.own_entities().unwrap_or_default().into_iter().collect();
        ReaderData { version: READER_DATA_VERSION, articles, searches, entities }
    }

    /// The values of a key, from the first on and from the last back, each as far as the pages are whole.
    fn read_from_both_ends<T: FromSql>(&self, table: &str, key: &str) -> Vec<T> {
        let mut out = Vec::new();
        for order in ["ASC", "DESC"] {
            let sql = format!("SELECT {key} FROM {table} ORDER BY {key} {order}");
            let Ok(mut query) = self.db.prepare(&sql) else { continue };
            let Ok(mut rows) = query.query([]) else { continue };
            while let Ok(Some(row)) = rows.next() {
                // A value of another type than the column's is damage too.
                let Ok(value) = row.get::<_, Value>(0) else { continue };
                out.extend(T::column_result((&value).into()).ok());
            }
        }
        out
    }
}

/// Writes what can be read of the reader's data in a damaged file beside it, as `rasid marks import` reads it.
/// Gives the file and how many articles it marks; `None` if nothing can be read or written.
pub(super) fn save_what_is_legible(damaged: &Path) -> Option<(PathBuf, usize)> {
    if is_cut_short(damaged) {
        return None;
    }
    let library = Library::open_for_reading(damaged).ok()?;
    let data = library.legible_reader_data();
    if data.articles.is_empty() && data.searches.is_empty() && data.entities.is_empty() {
        return None;
    }
    let path = with_suffix(damaged, ".marks.json");
    let json = serde_json::to_string_pretty(&data).ok()?;
    let mut file = File::create_new(&path).ok()?;
    file.write_all(json.as_bytes()).and_then(|()| file.sync_all()).ok()?;
    Some((path, data.articles.len()))
}

/// Gives the file, and what SQLite keeps beside it, a name that no other file has.
pub(super) fn set_aside(path: &Path) -> Result<PathBuf> {
    let fail = |e| Error::File(path.to_owned(), e);
    for n in 1..1000 {
        let aside = with_suffix(path, &format!(".damaged-{n}"));
        if aside.try_exists().map_err(fail)? {
            continue;
        }
        // The log first: were the program killed between the two, a file without its log is damaged still, but
        // a log beside a new file is thrown away.
        for suffix in BESIDE.into_iter().chain([""]) {
            match std::fs::rename(with_suffix(path, suffix), with_suffix(&aside, suffix)) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(fail(e)),
                _ => {}
            }
        }
        return Ok(aside);
    }
    Err(fail(io::Error::other("too many damaged files beside it")))
}

/// The path with more at the end of its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
