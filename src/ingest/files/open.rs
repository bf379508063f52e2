//! Opening and reading a file that may be anything.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};

use super::notice::Problem;

/// A regular file, open for reading, and what the system says about it.
#[derive(Debug)]
pub struct Opened {
    /// The file.
    pub file: File,
    /// Its size when it was opened, in bytes.
    pub bytes: u64,
    /// Device and inode: the same file under two names has the same.
    pub inode: (u64, u64),
    /// When its content last changed, in nanoseconds since 1970, as far as the file system knows.
    pub modified: i64,
}

/// Opens `path` for reading if it is a regular file. Never waits (a FIFO without a writer would), never takes a
/// terminal over, and looks at the file that was opened, not at the name, so that nothing can be put in its
/// place in between.
pub fn open(path: &Path) -> Result<Opened, Problem> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let fd = rustix::fs::open(path, flags, Mode::empty()).map_err(|e| problem_of(&io::Error::from(e)))?;
    let stat = rustix::fs::fstat(&fd).map_err(|e| problem_of(&io::Error::from(e)))?;
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => {}
        FileType::Directory => return Err(Problem::NotRegular("a folder")),
        FileType::Fifo => return Err(Problem::NotRegular("a FIFO")),
        FileType::Socket => return Err(Problem::NotRegular("a socket")),
        FileType::CharacterDevice | FileType::BlockDevice => return Err(Problem::NotRegular("a device")),
        _ => return Err(Problem::NotRegular("something else")),
    }
    let bytes = u64::try_from(stat.st_size).unwrap_or(0);
    #[allow(clippy::unnecessary_cast, reason = "the field's type differs between systems")]
    let inode = (stat.st_dev as u64, stat.st_ino as u64);
    #[allow(clippy::unnecessary_cast, reason = "the fields' types differ between systems")]
    let modified =
        (stat.st_mtime as i64).saturating_mul(1_000_000_000).saturating_add(stat.st_mtime_nsec as i64);
    Ok(Opened { file: File::from(fd), bytes, inode, modified })
}

/// Reads all of `source`, at most `limit` bytes.
pub fn read_all(source: impl Read, expected: u64, limit: u64) -> Result<Vec<u8>, Problem> {
    let too_large = |bytes| Problem::TooLarge { bytes, limit };
    if expected > limit {
        return Err(too_large(expected));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
    // One byte more than the limit tells a file that grew from one that just fits.
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| problem_of(&e))?;
    let read = bytes.len() as u64;
    if read > limit { Err(too_large(read)) } else { Ok(bytes) }
}

/// An error of the operating system as the reader is told it.
pub fn problem_of(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => Problem::NotFound,
        io::ErrorKind::PermissionDenied => Problem::NoPermission,
        _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => Problem::Loop,
        _ if error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) => {
            Problem::NotRegular("a socket or device")
        }
        _ => Problem::Io(error.to_string()),
    }
}
