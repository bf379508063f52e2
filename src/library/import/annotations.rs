//! brat annotations that lie beside texts which are imported.

use std::path::{Path, PathBuf};

use super::{Import, Report};
use crate::ingest::{Notice, Problem, Standoff};
use crate::library::{ArticleKey, Library, Result};
use crate::model::Document;

/// A larger file of annotations is none.
const MOST_BYTES: u64 = 64 << 20;

/// The file of annotations beside the text of a document, if there is one. A link is not followed.
pub(super) fn beside(document: &Document) -> Option<PathBuf> {
    let origin = &document.origin;
    let text = origin.record.is_none() && origin.path.extension().is_some_and(|e| e == "txt");
    let path = text.then(|| origin.path.with_extension("ann"))?;
    std::fs::symlink_metadata(&path).is_ok_and(|data| data.is_file()).then_some(path)
}

/// Takes over the annotations of articles that were stored. What the reader said before stays.
pub(super) fn take(
    library: &mut Library,
    annotated: Vec<(ArticleKey, PathBuf)>,
    what: &Import<'_>,
    report: &mut Report,
) -> Result<()> {
    for (key, path) in annotated {
        let notice = |line, problem| Notice { path: path.clone(), record: None, line, problem };
        match read(&path) {
            Ok(text) => {
                let found =
                    library.take_standoff_beside(key, &Standoff::parse(&text), Some(what.analyser))?;
                let wrong = found.wrong.into_iter();
                report.noted.extend(wrong.map(|(line, what)| notice(Some(line), Problem::Annotation(what))));
            }
            Err(problem) => report.skipped.push(notice(None, problem)),
        }
    }
    Ok(())
}

fn read(path: &Path) -> std::result::Result<String, Problem> {
    let io = |e: std::io::Error| Problem::Io(e.to_string());
    let bytes = std::fs::metadata(path).map_err(io)?.len();
    if bytes > MOST_BYTES {
        return Err(Problem::TooLarge { bytes, limit: MOST_BYTES });
    }
    let bytes = std::fs::read(path).map_err(io)?;
    String::from_utf8(bytes).map_err(|e| Problem::BadBytes(e.utf8_error().valid_up_to()))
}
