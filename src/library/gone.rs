//! Articles that are not where they were read from any more: files that were deleted, records that were taken out of
//! a file. They are kept, and marked; nothing is deleted that nobody asked to delete.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::params;

use super::value::path_of;
use super::{Library, Result, Writer};

/// What the reader has said nothing of: what the reader did outlives the file.
const UNMARKED: &str = "key NOT IN (SELECT article FROM marks WHERE starred OR note <> '') \
    AND key NOT IN (SELECT article FROM tags) AND key NOT IN (SELECT article FROM corrections)";

impl Library {
    /// Takes out the articles whose files are gone, or that are not in their files any more, except those that the
    /// reader has starred, tagged, corrected or written a note on. For libraries that mirror a folder. Gives how
    /// many went.
    pub fn forget_gone_files(&mut self) -> Result<usize> {
        self.check_writable()?;
        let mut query = self.db.prepare("SELECT DISTINCT path FROM articles WHERE path <> x''")?;
        let paths = query.query_map([], |row| row.get::<_, Vec<u8>>(0))?.collect::<Result<Vec<_>, _>>()?;
        drop(query);
        let gone: Vec<_> = paths.into_iter().filter(|path| is_gone(&path_of(path.clone()))).collect();
        let mut count = 0;
        if !gone.is_empty() {
            let mut writer = self.writer()?;
            for path in gone {
                count += writer.remove_all_of(&path)?;
            }
            writer.commit()?;
        }
        Ok(count + self.forget_gone()?)
    }

    /// Takes out the articles that are marked as gone, except those that the reader has starred, tagged, corrected
    /// or written a note on. Gives how many went.
    pub fn forget_gone(&mut self) -> Result<usize> {
        self.check_writable()?;
        let sql = format!("SELECT key FROM articles WHERE gone IS NOT NULL AND {UNMARKED}");
        let keys =
            self.db.prepare(&sql)?.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        if keys.is_empty() {
            return Ok(0);
        }
        let mut writer = self.writer()?;
        for &key in &keys {
            writer.remove(key)?;
        }
        writer.commit()?;
        Ok(keys.len())
    }

    /// Marks the articles under `folder` whose files are gone. Gives how many.
    pub(super) fn mark_gone_files(&mut self, folder: &[u8]) -> Result<usize> {
        let paths: Vec<Vec<u8>> = {
            let sql = "SELECT DISTINCT path FROM articles WHERE path > ? AND path < ?";
            let folder = folder.strip_suffix(b"/").unwrap_or(folder);
            // `0` is what follows `/`.
            let within = [[folder, b"/"].concat(), [folder, b"0"].concat()];
            self.db.prepare(sql)?.query_map(within, |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        let gone: Vec<_> = paths.into_iter().filter(|path| is_gone(&path_of(path.clone()))).collect();
        if gone.is_empty() {
            return Ok(0);
        }
        let writer = self.writer()?;
        let mut count = 0;
        for path in gone {
            let sql = "UPDATE articles SET gone = ? WHERE path = ? AND gone IS NULL";
            count += writer.tx.prepare_cached(sql)?.execute(params![now(), path])?;
            // If it comes back as it was, it is read again.
            writer.tx.prepare_cached("DELETE FROM files WHERE path = ?")?.execute([&path])?;
        }
        writer.commit()?;
        Ok(count)
    }
}

impl Writer<'_> {
    /// Takes out the articles of a file, with all that was found in them, except those that the reader has
    /// starred, tagged, corrected or written a note on. Gives how many.
    pub(super) fn remove_all_of(&mut self, path: &[u8]) -> Result<usize> {
        let sql = format!("SELECT key FROM articles WHERE path = ? AND {UNMARKED}");
        let mut query = self.tx.prepare_cached(&sql)?;
        let keys = query.query_map([path], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        drop(query);
        for &key in &keys {
            self.remove(key)?;
        }
        self.tx.prepare_cached("DELETE FROM files WHERE path = ?")?.execute([path])?;
        Ok(keys.len())
    }

    fn remove(&mut self, key: i64) -> Result<()> {
        self.clear(key)?;
        self.tx.prepare_cached("DELETE FROM articles WHERE key = ?")?.execute([key])?;
        Ok(())
    }

    /// The article was met in a file: if it was gone, it is there again.
    pub(super) fn is_there(&self, key: i64) -> Result<()> {
        let sql = "UPDATE articles SET gone = NULL WHERE key = ? AND gone IS NOT NULL";
        self.tx.prepare_cached(sql)?.execute([key])?;
        Ok(())
    }

    /// A file was read to its end, and these are its articles: marks those that it had before as gone. Those of an
    /// archive have its path, `!` and their own. Gives how many.
    pub(super) fn mark_gone_records(&self, file: &[u8], there: &HashSet<i64>) -> Result<usize> {
        let mut query = self.tx.prepare_cached(
            "SELECT key FROM articles WHERE path = ?1 AND gone IS NULL UNION ALL \
             SELECT key FROM articles WHERE path > ?2 AND path < ?3 AND gone IS NULL",
        )?;
        let before = query
            // `"` is what follows `!`.
            .query_map([file, &[file, b"!"].concat(), &[file, b"\""].concat()], |row| row.get(0))?
            .collect::<Result<Vec<i64>, _>>()?;
        let mut count = 0;
        for key in before.into_iter().filter(|key| !there.contains(key)) {
            let sql = "UPDATE articles SET gone = ? WHERE key = ?";
            count += self.tx.prepare_cached(sql)?.execute([now(), key])?;
        }
        Ok(count)
    }
}

/// Seconds since 1970.
fn now() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// Whether there is no such file any more. A file within an archive is as long as the archive is. What cannot be
/// told (a folder that may not be looked into, a disk that is not there) is not gone.
fn is_gone(path: &Path) -> bool {
    let is_missing = |path: &Path| matches!(path.symlink_metadata(), Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory));
    let text = path.to_string_lossy();
    is_missing(path) && text.match_indices('!').all(|(at, _)| is_missing(Path::new(&text[..at])))
}
