//! Copying the log into the database beside the writing.
//!
//! What an import writes goes into the log first, and is copied from there into the file. The copying waits for the
//! disk: a thread of its own does that, while the one that may write goes on.

use std::path::Path;
use std::sync::mpsc::Receiver;

use rusqlite::{Connection, OpenFlags};

/// Copies what is in the log whenever the other end of `commits` says that something was committed. Several commits
/// are one copy. Nobody is kept from reading or writing by it.
///
/// What goes wrong here is no harm: the log stays, and the writer copies it when it has grown long.
pub(super) fn copy_log(library: &Path, commits: &Receiver<()>) {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(db) = Connection::open_with_flags(library, flags) else { return };
    // The file is whole without it, as it is with the writer (`import`).
    if db.pragma_update(None, "synchronous", "NORMAL").is_err() {
        return;
    }
    while commits.recv().is_ok() {
        while commits.try_recv().is_ok() {}
        let _ = db.pragma_query(None, "wal_checkpoint", |_| Ok(()));
    }
}
