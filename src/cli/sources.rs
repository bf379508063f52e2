//! Where a subcommand gets its articles from.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;

use super::failure::{Complete, warn};
use crate::analyse::{Analyser, Lexicon};
use crate::ingest::{self, Loaded, Problem};
use crate::library::Library;

/// The articles to work on.
#[derive(Debug, clap::Args)]
pub(super) struct Sources {
    /// Files and folders to read instead of the built-in corpus
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

impl Sources {
    /// Reads the articles. What could not be read is said on standard error.
    pub fn library(&self) -> anyhow::Result<(Library, Complete)> {
        open(&self.paths)
    }
}

/// The articles of `paths`, or the built-in ones, in a library of their own.
pub(super) fn open(paths: &[PathBuf]) -> anyhow::Result<(Library, Complete)> {
    let lexicon = Lexicon::built_in().context("the built-in lexicon")?;
    let analyser = Analyser::new(Arc::new(lexicon));
    let mut library = Library::in_memory()?;
    let mut writer = library.writer()?;
    let mut complete = Complete::Yes;
    if paths.is_empty() {
        for document in ingest::built_in() {
            writer.add(&document, &analyser.analyse(&document))?;
        }
    } else {
        let mut failed = None;
        ingest::load(paths, &mut |loaded| match loaded {
            Loaded::Document(document) => {
                if failed.is_none() {
                    failed = writer.add(&document, &analyser.analyse(&document)).err();
                }
            }
            Loaded::Skipped(notice) => {
                if !matches!(notice.problem, Problem::ReadAlready(_)) {
                    complete = Complete::No;
                }
                warn(notice);
            }
            Loaded::Noted(notice) => warn(notice),
            Loaded::End(_) => {}
        });
        if let Some(error) = failed {
            return Err(error.into());
        }
    }
    writer.commit()?;
    Ok((library, complete))
}
