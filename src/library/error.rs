//! What can go wrong with a library.

use std::fmt;
use std::path::PathBuf;

use super::query::QueryError;

/// A result of the library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong with a library.
#[derive(Debug)]
pub enum Error {
    /// The database engine says no: disk full, file locked, I/O error.
    Database(rusqlite::Error),
    /// The file is a database, but not one of Rasid's.
    Foreign(PathBuf),
    /// The file could not be put in its place or set aside.
    File(PathBuf, std::io::Error),
    /// Something in the database does not mean anything: a damaged file, or one that others wrote into.
    Damaged(String),
    /// A search query that cannot be understood.
    Query(QueryError),
    /// The library was opened read-only, and a change was asked for.
    ReadOnly,
}

impl Error {
    /// Whether what failed may succeed another time: the disk may have room again, the other program be done, the
    /// folder be writable. What the database's own rules refuse will be refused again.
    pub fn may_pass(&self) -> bool {
        use rusqlite::ErrorCode as Code;
        match self {
            Self::ReadOnly | Self::File(..) => true,
            Self::Database(e) => matches!(
                e.sqlite_error_code(),
                Some(
                    Code::DiskFull
                        | Code::SystemIoFailure
                        | Code::DatabaseBusy
                        | Code::DatabaseLocked
                        | Code::ReadOnly
                        | Code::CannotOpen
                        | Code::PermissionDenied
                        | Code::OutOfMemory
                )
            ),
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(e) => write!(f, "library: {e}"),
            Self::Foreign(path) => write!(f, "{} is a database, but no library of Rasid", path.display()),
            Self::File(path, e) => write!(f, "{}: {e}", path.display()),
            Self::Damaged(what) => write!(f, "library damaged: {what}"),
            Self::Query(e) => e.fmt(f),
            Self::ReadOnly => f.write_str("the library is open for reading only"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Database(e) => Some(e),
            Self::File(_, e) => Some(e),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
        Self::Database(e)
    }
}

impl From<QueryError> for Error {
    fn from(e: QueryError) -> Self {
        Self::Query(e)
    }
}
