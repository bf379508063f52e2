//! Taking into the database what the other threads made ready.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use super::annotations;
use super::threads::{Article, Ready};
use super::{Counts, Import, Report, stamp};
use crate::ingest::{FileStamp, Loaded, Problem};
use crate::library::add::{Place, TextHash, Writer};
use crate::library::prepared::Prepared;
use crate::library::value::path_bytes;
use crate::library::{ArticleKey, Result};
use crate::model::Document;

/// What was read of a file so far.
#[derive(Debug, Default)]
pub(super) struct Here {
    /// The articles that were in it.
    articles: HashSet<i64>,
    /// Something in it could not be read.
    left_out: bool,
}

impl Writer<'_> {
    /// Takes one thing in. Gives whether an article was stored.
    pub(super) fn take(
        &mut self,
        ready: Ready,
        what: &Import<'_>,
        here: &mut Here,
        report: &mut Report,
    ) -> Result<bool> {
        match ready {
            Ready::Article(article) => {
                let (key, stored) = self.take_article(*article, what, &mut report.counts)?;
                here.articles.insert(key);
                return Ok(stored);
            }
            Ready::Other(Loaded::Skipped(notice)) => {
                // A file that was named twice is no news.
                if !matches!(notice.problem, Problem::ReadAlready(_)) {
                    here.left_out = true;
                    report.skipped.push(notice);
                }
            }
            Ready::Other(Loaded::Noted(notice)) => report.noted.push(notice),
            Ready::Other(Loaded::End(file)) => {
                let Here { articles, left_out } = std::mem::take(here);
                let path = path_bytes(&file.path);
                let passed_over = self.file_is_read(&file)? && articles.is_empty() && !left_out;
                if passed_over && !what.again {
                    report.counts.files_unchanged += 1;
                    return Ok(false);
                }
                // What comes through a pipe is another text each time. A record that cannot be read is there.
                if !left_out && path != b"-" {
                    report.counts.gone += self.mark_gone_records(&path, &articles)?;
                }
                self.set_file_read(&file)?;
            }
            Ready::Other(Loaded::Document(_)) => {} // these were made into articles
        }
        Ok(false)
    }

    fn take_article(
        &mut self,
        article: Article,
        what: &Import<'_>,
        counts: &mut Counts,
    ) -> Result<(i64, bool)> {
        let Article { document, hash, found } = article;
        let known = self.key_of_text(&hash)?;
        if let Some(known) = known.filter(|_| !what.again) {
            counts.unchanged += 1;
            self.is_there(known)?;
            return Ok((known, false));
        }
        // The sieve lets few unknown texts through as known.
        let (analysis, prepared) = found.unwrap_or_else(|| {
            let analysis = what.analyser.analyse(&document);
            let prepared = Prepared::of(&document, &analysis);
            (analysis, prepared)
        });
        let key = match known {
            Some(key) => {
                counts.unchanged += 1;
                Some(key)
            }
            None => {
                let before = self.key_of_place(&document)?;
                match before {
                    Some(_) => counts.changed += 1,
                    None => counts.imported += 1,
                }
                before
            }
        };
        let key = match key {
            Some(key) => self.put(Place::Of(ArticleKey(key)), &document, &analysis, &prepared, &hash)?,
            None => {
                let id = self.free_id(&document.id)?;
                self.put(Place::New(&id), &document, &analysis, &prepared, &hash)?
            }
        };
        self.annotated.extend(annotations::beside(&document).map(|path| (key, path)));
        counts.bytes += document.text.len() as u64;
        Ok((key.0, true))
    }

    fn key_of_text(&self, hash: &TextHash) -> Result<Option<i64>> {
        let mut query = self.tx.prepare_cached("SELECT key FROM articles WHERE hash = ?")?;
        Ok(query.query_row([hash], |row| row.get(0)).optional()?)
    }

    /// The article that an earlier version of the same file or record made. Records are known by their
    /// address: their numbers change whenever one is put in before them.
    fn key_of_place(&self, document: &Document) -> Result<Option<i64>> {
        let path = path_bytes(&document.origin.path);
        let found = match (document.origin.record, &document.address) {
            (None, _) => self
                .tx
                .prepare_cached("SELECT key FROM articles WHERE path = ? AND record IS NULL")?
                .query_row([path], |row| row.get(0)),
            (Some(_), Some(address)) => self
                .tx
                .prepare_cached("SELECT key FROM articles WHERE address = ? AND path = ?")?
                .query_row(params![address, path], |row| row.get(0)),
            (Some(_), None) => return Ok(None),
        };
        Ok(found.optional()?)
    }

    fn file_is_read(&self, file: &FileStamp) -> Result<bool> {
        let (bytes, modified) = stamp(file);
        let mut query =
            self.tx.prepare_cached("SELECT 1 FROM files WHERE path = ? AND bytes = ? AND modified = ?")?;
        Ok(query.exists(params![path_bytes(&file.path), bytes, modified])?)
    }

    fn set_file_read(&self, file: &FileStamp) -> Result<()> {
        let (bytes, modified) = stamp(file);
        self.tx
            .prepare_cached("INSERT OR REPLACE INTO files (path, bytes, modified) VALUES (?, ?, ?)")?
            .execute(params![path_bytes(&file.path), bytes, modified])?;
        Ok(())
    }
}
