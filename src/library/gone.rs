//! Articles whose files are no more.

use std::io::ErrorKind;
use std::path::Path;

use super::value::path_of;
use super::{Library, Result};

impl Library {
    /// Takes out the articles whose files are gone, except those that the reader has starred, tagged, corrected or
    /// written a note on: what the reader did outlives the file. For libraries that mirror a folder. Gives how many went.
    pub fn forget_gone_files(&mut self) -> Result<usize> {
        self.check_writable()?;
        let mut query = self.db.prepare("SELECT DISTINCT path FROM articles WHERE path <> x''")?;
        let paths = query.query_map([], |row| row.get::<_, Vec<u8>>(0))?.collect::<Result<Vec<_>, _>>()?;
        drop(query);
        let gone: Vec<_> = paths.into_iter().filter(|path| is_gone(&path_of(path.clone()))).collect();
        if gone.is_empty() {
            return Ok(0);
        }
        let mut writer = self.writer()?;
        let mut count = 0;
        for path in gone {
            count += writer.remove_all_of(&path)?;
        }
        writer.commit()?;
        Ok(count)
    }
}

/// Whether there is no such file any more. A file within an archive is as long as the archive is. What cannot be
/// told (a folder that may not be looked into, a disk that is not there) is not gone.
fn is_gone(path: &Path) -> bool {
    let is_missing = |path: &Path| matches!(path.symlink_metadata(), Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory));
    let text = path.to_string_lossy();
    is_missing(path) && text.match_indices('!').all(|(at, _)| is_missing(Path::new(&text[..at])))
}
