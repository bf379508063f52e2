//! An article that was found and is still to be read.

use std::sync::Arc;

use crate::ingest::formats::{FieldMap, Record, html_record, json_record, markdown_record};
use crate::ingest::read_text;
use crate::model::Origin;

use super::decode::{decode, is_binary};
use super::loaded::Loaded;
use super::notice::{Notice, Problem};

/// An article as it lies in its file: its bytes are read, and nothing else is done. Finding drafts is cheap and
/// goes in order; [`Draft::read`] is the work, and may be done on any thread.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The name that the article gets unless its record has one of its own.
    pub id: String,
    /// Where it was found.
    pub origin: Origin,
    /// The line on which its record begins, from 1.
    pub line: Option<usize>,
    /// What it is made of.
    pub(super) form: Form,
}

/// What a draft is made of.
#[derive(Debug, Clone)]
pub(super) enum Form {
    Text(Vec<u8>),
    Markdown(Vec<u8>),
    Html(Vec<u8>),
    Json(Vec<u8>, Arc<FieldMap>),
    Record(Box<Record>),
}

impl Draft {
    /// How many bytes it holds, about.
    pub fn bytes(&self) -> usize {
        match &self.form {
            Form::Text(bytes) | Form::Markdown(bytes) | Form::Html(bytes) | Form::Json(bytes, _) => {
                bytes.len()
            }
            Form::Record(record) => record.text.len(),
        }
    }

    /// Reads the article and hands over the document, or why there is none, and what was lost in reading.
    pub fn read(self, each: &mut dyn FnMut(Loaded)) {
        let (path, record, line) = (self.origin.path.clone(), self.origin.record, self.line);
        let notice = |problem| Notice { path: path.clone(), record, line, problem };
        let mut loss = None;
        let mut decoded = |bytes: Vec<u8>| {
            let decoded = decode(bytes);
            loss = decoded.loss;
            if decoded.text.trim().is_empty() {
                Err(Problem::Empty)
            } else if is_binary(&decoded.text) {
                Err(Problem::Binary)
            } else {
                Ok(decoded.text)
            }
        };
        let read = match self.form {
            Form::Text(bytes) => decoded(bytes).map(|text| (read_text(&self.id, text, self.origin), None)),
            Form::Markdown(bytes) => {
                decoded(bytes).map(|text| document(markdown_record(&text), self.id, self.origin))
            }
            Form::Html(bytes) => {
                decoded(bytes).map(|text| document(html_record(&text), self.id, self.origin))
            }
            Form::Json(bytes, map) => decoded(bytes)
                .and_then(|text| json_record(&text, &map).map_err(Problem::Malformed))
                .map(|record| {
                    let untold = record.text.trim().is_empty().then_some(Problem::TitleOnly);
                    let (document, problem) = document(record, self.id, self.origin);
                    (document, problem.or(untold))
                }),
            Form::Record(record) => Ok(document(*record, self.id, self.origin)),
        };
        match read {
            Ok((document, _)) if document.text.trim().is_empty() => {
                each(Loaded::Skipped(notice(Problem::Empty)))
            }
            Ok((document, problem)) => {
                each(Loaded::Document(Box::new(document)));
                for problem in loss.into_iter().chain(problem) {
                    each(Loaded::Noted(notice(problem)));
                }
            }
            Err(problem) => each(Loaded::Skipped(notice(problem))),
        }
    }
}

fn document(mut record: Record, id: String, origin: Origin) -> (crate::model::Document, Option<Problem>) {
    let id = record.id.take().and_then(|own| own_id(&own)).unwrap_or(id);
    record.into_document(id, origin)
}

/// A record's own name for its article as an id: short, without white space and control characters.
fn own_id(own: &str) -> Option<String> {
    const LONGEST: usize = 120;
    let id: String = own
        .chars()
        .map(|c| if c.is_whitespace() || c.is_control() || c == '/' || c == '\\' { '_' } else { c })
        .take(LONGEST)
        .collect();
    (!id.is_empty()).then_some(id)
}
