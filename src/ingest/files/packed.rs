//! Packed files: gzip and zip, within bounds.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;

use crate::ingest::formats::Format;

use super::contents::{Outcome, stem};
use super::load::Loader;
use super::notice::Problem;

/// The most files that an archive may hold: more is a bomb or a mistake.
const MOST_FILES: usize = 1_000_000;

/// A reader that gives an error once it has given so many bytes: what is packed may be a bomb.
struct Bounded<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

/// The words of the error that [`Bounded`] gives.
const UNPACKS_TOO_FAR: &str = "it unpacks to more than the limit";

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let Some(left) = self.left.get().checked_sub(read as u64) else {
            self.left.set(0);
            return Err(io::Error::other(UNPACKS_TOO_FAR));
        };
        self.left.set(left);
        Ok(read)
    }
}

impl Loader<'_> {
    /// One file packed by gzip; the name without `.gz` tells its format.
    pub(super) fn gzip(&mut self, path: &Path, file: impl BufRead) -> Outcome {
        let inner = PathBuf::from(stem(path));
        let left = Rc::new(Cell::new(self.limits.unpacked_bytes));
        let mut unpacked =
            BufReader::with_capacity(1 << 16, Bounded { inner: MultiGzDecoder::new(file), left });
        let named = inner.extension().and_then(|_| Format::of_path(&inner));
        let format = match named {
            Some(format) => format,
            None => match unpacked.fill_buf() {
                Ok(start) => Format::of_start(start),
                Err(error) => return ControlFlow::Continue(Err(of_packed(&error))),
            },
        };
        let name = if named.is_some() { stem(&inner) } else { inner.to_string_lossy().into_owned() };
        let outcome = match format {
            Format::Gzip | Format::Zip => Err(Problem::PackedTwice),
            format => self.plain(path, &name, &mut unpacked, 0, format)?,
        };
        let limit = self.limits.unpacked_bytes;
        ControlFlow::Continue(outcome.map_err(|problem| packed(problem, limit)))
    }

    /// The files in a zip archive. Nothing is written anywhere, so that names such as `../x` can do no harm:
    /// they are only shown.
    pub(super) fn zip(&mut self, path: &Path, file: impl Read + Seek, bytes: u64) -> Outcome {
        let malformed = |e: zip::result::ZipError| Problem::Malformed(format!("not a zip archive: {e}"));
        let mut archive = match ZipArchive::new(file) {
            Ok(archive) => archive,
            Err(error) => return ControlFlow::Continue(Err(malformed(error))),
        };
        if archive.is_empty() {
            return ControlFlow::Continue(Err(Problem::Empty));
        }
        if archive.len() > MOST_FILES {
            let problem = Problem::Malformed(format!("an archive of {} files", archive.len()));
            return ControlFlow::Continue(Err(problem));
        }
        let left = Rc::new(Cell::new(self.limits.unpacked_bytes.max(bytes)));
        for index in 0..archive.len() {
            let listed = archive.name_for_index(index).and_then(Result::ok).map(Cow::into_owned);
            let member = match archive.by_index(index) {
                Ok(member) => member,
                Err(error) => {
                    let name = listed.unwrap_or_else(|| format!("file {}", index + 1));
                    let problem = Problem::Malformed(format!("could not be unpacked: {error}"));
                    self.skip(within(path, &name), problem)?;
                    continue;
                }
            };
            // A name that is no text in the archive's encoding is shown with its bytes replaced.
            let name = listed.unwrap_or_else(|| String::from_utf8_lossy(member.name_raw()).into_owned());
            if member.is_dir() || is_hidden(&name) {
                continue;
            }
            let within = within(path, &name);
            if member.is_symlink() {
                self.skip(within, Problem::LeadsOut)?;
                continue;
            }
            let outcome = match Format::of_path(Path::new(&name)) {
                None => Err(Problem::UnknownKind),
                Some(Format::Gzip | Format::Zip) => Err(Problem::PackedTwice),
                Some(format) => {
                    let mut unpacked = BufReader::new(Bounded { inner: member, left: left.clone() });
                    let name = stem(Path::new(&name));
                    self.plain(&within, &name, &mut unpacked, 0, format)?
                }
            };
            if let Err(problem) = outcome {
                self.skip(within, packed(problem, self.limits.unpacked_bytes))?;
            }
            if left.get() == 0 {
                return ControlFlow::Continue(Err(Problem::UnpacksTooFar(self.limits.unpacked_bytes)));
            }
        }
        ControlFlow::Continue(Ok(()))
    }
}

/// `archive.zip!name`.
fn within(archive: &Path, name: &str) -> PathBuf {
    let mut path = archive.as_os_str().to_owned();
    path.push("!");
    path.push(name);
    path.into()
}

/// What other systems put into archives beside the files.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX")
}

fn of_packed(error: &io::Error) -> Problem {
    Problem::Malformed(format!("could not be unpacked: {error}"))
}

/// What went wrong while a packed file was read, in terms of its being packed.
fn packed(problem: Problem, limit: u64) -> Problem {
    match problem {
        Problem::Io(words) if words == UNPACKS_TOO_FAR => Problem::UnpacksTooFar(limit),
        Problem::Io(words) => Problem::Malformed(format!("could not be unpacked: {words}")),
        problem => problem,
    }
}
