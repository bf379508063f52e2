//! What is in a file: one article, or records one after another.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use crate::ingest::formats::{Format, feed_records, json_items};
use crate::model::{Origin, Span};

use super::decode::decode;
use super::draft::{Draft, Form};
use super::load::Loader;
use super::loaded::Loaded;
use super::notice::{Notice, Problem};
use super::open::{problem_of, read_all};

/// What came of a file: the outer `Break` ends the loading, the inner error is the whole file's.
pub(super) type Outcome = ControlFlow<(), Result<(), Problem>>;

impl Loader<'_> {
    /// Hands over the articles in an open file. `bytes` is its size as far as it is known; `format` is asked of
    /// its first bytes where it is `None`.
    pub(super) fn contents(
        &mut self,
        path: &Path,
        file: impl Read + io::Seek,
        bytes: u64,
        format: Option<Format>,
    ) -> Outcome {
        let mut file = BufReader::with_capacity(1 << 16, file);
        let format = match format {
            Some(format) => format,
            None => match file.fill_buf() {
                Ok(start) => Format::of_start(start),
                Err(error) => return ControlFlow::Continue(Err(problem_of(&error))),
            },
        };
        match format {
            Format::Zip => self.zip(path, file.into_inner(), bytes),
            Format::Gzip => self.gzip(path, file),
            format => self.plain(path, &stem(path), &mut file, bytes, format),
        }
    }

    /// Standard input, whose format its first bytes tell. It cannot be searched, so a zip archive is held.
    pub(super) fn standard_input(&mut self) -> ControlFlow<()> {
        let path = Path::new("-");
        let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
        let format = input.fill_buf().map(Format::of_start);
        let outcome = match format {
            Ok(Format::Zip) => match read_all(&mut input, 0, self.limits.collection_bytes) {
                Ok(held) => {
                    let bytes = held.len() as u64;
                    self.zip(path, Cursor::new(held), bytes)?
                }
                Err(problem) => Err(problem),
            },
            Ok(Format::Gzip) => self.gzip(path, input)?,
            Ok(format) => self.plain(path, "stdin", &mut input, 0, format)?,
            Err(error) => Err(problem_of(&error)),
        };
        match outcome {
            Ok(()) => ControlFlow::Continue(()),
            Err(problem) => self.skip(path.to_path_buf(), problem),
        }
    }

    /// Anything that is not packed. `stem` names the article.
    pub(super) fn plain(
        &mut self,
        path: &Path,
        stem: &str,
        file: &mut dyn BufRead,
        bytes: u64,
        format: Format,
    ) -> Outcome {
        if format == Format::JsonLines {
            return self.json_lines(path, stem, file, false);
        }
        let limit = match format {
            Format::Json | Format::Feed => self.limits.collection_bytes,
            _ => self.limits.article_bytes,
        };
        let content = match read_all(file, bytes, limit) {
            Ok(content) => content,
            Err(problem) => return ControlFlow::Continue(Err(problem)),
        };
        // Files of the system state no size.
        let changed = bytes > 0 && content.len() as u64 != bytes;
        let outcome = self.whole(path, stem, content, format)?;
        if changed && outcome.is_ok() {
            let notice =
                Notice { path: path.to_path_buf(), record: None, line: None, problem: Problem::Changed };
            self.taker.take(Loaded::Noted(notice))?;
        }
        ControlFlow::Continue(outcome)
    }

    /// A file's whole content.
    fn whole(&mut self, path: &Path, stem: &str, content: Vec<u8>, format: Format) -> Outcome {
        let form = match format {
            Format::Text => Form::Text(content),
            Format::Markdown => Form::Markdown(content),
            Format::Html => Form::Html(content),
            Format::Json => return self.json(path, stem, content),
            Format::Feed => return self.feed(path, stem, &content),
            Format::JsonLines => return self.json_lines(path, stem, &mut Cursor::new(content), false),
            Format::Gzip | Format::Zip => return ControlFlow::Continue(Err(Problem::PackedTwice)),
        };
        let id = self.unique(stem);
        let origin = Origin { path: path.to_path_buf(), record: None, bytes: None };
        self.taker.draft(Draft { id, origin, line: None, form })?;
        ControlFlow::Continue(Ok(()))
    }

    /// The entries of a feed.
    fn feed(&mut self, path: &Path, stem: &str, content: &[u8]) -> Outcome {
        let records = match feed_records(content) {
            Ok(records) => records,
            Err(error) => return ControlFlow::Continue(Err(Problem::Malformed(error))),
        };
        if records.is_empty() {
            return ControlFlow::Continue(Err(Problem::Empty));
        }
        for (index, record) in records.into_iter().enumerate() {
            let number = index + 1;
            let id = self.unique(&format!("{stem}-{number}"));
            let origin = Origin { path: path.to_path_buf(), record: Some(number), bytes: None };
            self.taker.draft(Draft { id, origin, line: None, form: Form::Record(Box::new(record)) })?;
        }
        ControlFlow::Continue(Ok(()))
    }

    /// One JSON value. Byte ranges are into the decoded text, which for UTF-8 is the file.
    fn json(&mut self, path: &Path, stem: &str, content: Vec<u8>) -> Outcome {
        let decoded = decode(content);
        let text = decoded.text.as_str();
        if text.trim().is_empty() {
            return ControlFlow::Continue(Err(Problem::Empty));
        }
        let start = text.as_bytes().get(..text.len().min(2048)).unwrap_or_default();
        let sign = b"jsonfeed.org/version";
        if start.windows(sign.len()).any(|w| w == sign) {
            return self.feed(path, stem, text.as_bytes());
        }
        let (mut number, mut line, mut counted) = (0, 1, 0);
        let mut flow = ControlFlow::Continue(());
        let end = json_items(text, &mut |item| {
            if flow.is_break() {
                return;
            }
            number += 1;
            line += text.get(counted..item.at).unwrap_or_default().matches('\n').count();
            counted = item.at;
            let alone = item.json.len() == text.trim().len();
            let bytes = Span::new(item.at, item.at + item.json.len());
            let origin = Origin {
                path: path.to_path_buf(),
                record: (!alone).then_some(number),
                bytes: (!alone).then_some(bytes),
            };
            let id = if alone { self.unique(stem) } else { self.unique(&format!("{stem}-{number}")) };
            let form = Form::Json(item.json.as_bytes().to_vec(), self.map.clone());
            flow = self.taker.draft(Draft { id, origin, line: (!alone).then_some(line), form });
        });
        flow?;
        if let (Ok(()), Some(problem)) = (&end, decoded.loss) {
            self.taker.take(Loaded::Noted(Notice {
                path: path.to_path_buf(),
                record: None,
                line: None,
                problem,
            }))?;
        }
        if end.is_ok() && number == 0 {
            return ControlFlow::Continue(Err(Problem::Empty));
        }
        ControlFlow::Continue(end.map_err(Problem::Malformed))
    }

    /// One JSON object on each line, read line by line: files of any size take no more memory than their
    /// longest line. `decoded` text is not asked for its encoding again.
    fn json_lines(&mut self, path: &Path, stem: &str, file: &mut dyn BufRead, decoded: bool) -> Outcome {
        let (mut at, mut line, mut number) = (0u64, 0, 0);
        let mut buffer = Vec::new();
        loop {
            let limit = self.limits.article_bytes;
            buffer.clear();
            let read = match (&mut *file).take(limit.saturating_add(1)).read_until(b'\n', &mut buffer) {
                Ok(0) => break,
                Ok(read) => read as u64,
                Err(error) => return ControlFlow::Continue(Err(problem_of(&error))),
            };
            line += 1;
            let start = at;
            at += read;
            if read > limit && !buffer.ends_with(b"\n") {
                let rest = match skip_line(file) {
                    Ok(rest) => rest,
                    Err(error) => return ControlFlow::Continue(Err(problem_of(&error))),
                };
                at += rest;
                number += 1;
                let problem = Problem::TooLarge { bytes: read + rest, limit };
                let notice =
                    Notice { path: path.to_path_buf(), record: Some(number), line: Some(line), problem };
                self.taker.take(Loaded::Skipped(notice))?;
                continue;
            }
            if line == 1 && !decoded && is_utf16(&buffer) {
                return self.wide_json_lines(path, stem, buffer, file);
            }
            let bom = if line == 1 && buffer.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            let body = buffer.get(bom..).unwrap_or_default();
            let lead = bom + (body.len() - body.trim_ascii_start().len());
            let body = body.trim_ascii();
            if body.is_empty() {
                continue;
            }
            number += 1;
            let first = usize::try_from(start).unwrap_or(usize::MAX).saturating_add(lead);
            let origin = Origin {
                path: path.to_path_buf(),
                record: Some(number),
                bytes: Some(Span::new(first, first.saturating_add(body.len()))),
            };
            let id = self.unique(&format!("{stem}-{number}"));
            let form = Form::Json(body.to_vec(), self.map.clone());
            self.taker.draft(Draft { id, origin, line: Some(line), form })?;
        }
        if number == 0 {
            return ControlFlow::Continue(Err(Problem::Empty));
        }
        ControlFlow::Continue(Ok(()))
    }

    /// The same in UTF-16, which has to be decoded as a whole.
    fn wide_json_lines(
        &mut self,
        path: &Path,
        stem: &str,
        mut start: Vec<u8>,
        file: &mut dyn BufRead,
    ) -> Outcome {
        let limit = self.limits.collection_bytes.saturating_sub(start.len() as u64);
        match read_all(file, 0, limit) {
            Ok(rest) => start.extend(rest),
            Err(problem) => return ControlFlow::Continue(Err(problem)),
        }
        let text = decode(start).text;
        self.json_lines(path, stem, &mut Cursor::new(text.into_bytes()), true)
    }
}

/// Whether the first line of a file is UTF-16: JSON begins with an ASCII character, whose other byte is zero.
fn is_utf16(line: &[u8]) -> bool {
    line.starts_with(&[0xFF, 0xFE])
        || line.starts_with(&[0xFE, 0xFF])
        || matches!(line, [0, _, ..] | [_, 0, ..])
}

/// Passes over the rest of a line, and says how many bytes that was.
fn skip_line(file: &mut dyn BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = file.fill_buf()?;
        if buffer.is_empty() {
            return Ok(skipped);
        }
        let end = buffer.iter().position(|&b| b == b'\n');
        let used = end.map_or(buffer.len(), |end| end + 1);
        file.consume(used);
        skipped += used as u64;
        if end.is_some() {
            return Ok(skipped);
        }
    }
}

/// The name of a file without its folder and ending, bytes that are no text replaced.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "article".to_owned(), |s| s.to_string_lossy().into_owned())
}
