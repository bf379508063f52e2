//! The lexicon that a command goes by: the built-in one, with the reader's own files on top.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failure::Failure;
use crate::analyse::{Analyser, Lexicon, LexiconError, OwnFile};
use crate::config::Folders;

/// A larger file is no lexicon.
const MOST_BYTES: u64 = 32 << 20;

/// The reader's own lexicon files that are named on the command line.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Files {
    /// Adds this lexicon file to the built-in lexicon, or overrides it; may be given several times
    #[arg(long, value_name = "FILE", global = true)]
    lexicon: Vec<PathBuf>,
}

impl Files {
    /// The reader's own files: those of `lexicon/` in the configuration's folder in the order of their names, and
    /// after them the ones that are named.
    pub fn own(&self) -> Result<Own, Failure> {
        let own =
            Own(in_folder().iter().chain(&self.lexicon).map(|path| read(path)).collect::<Result<_, _>>()?);
        if !own.0.is_empty() {
            own.analyser()?; // what is wrong with them is said before anything else is done
        }
        Ok(own)
    }
}

/// The reader's own lexicon files, read.
#[derive(Debug, Clone)]
pub(super) struct Own(Vec<OwnFile>);

impl Own {
    /// What finds names, dates and events: with the built-in lexicon and these files on top.
    pub fn analyser(&self) -> Result<Analyser, LexiconError> {
        Ok(Analyser::new(Arc::new(Lexicon::with(&self.0)?)))
    }

    /// Tells this lexicon from others.
    pub fn fingerprint(&self) -> String {
        Lexicon::fingerprint_of(&self.0)
    }
}

impl From<LexiconError> for Failure {
    fn from(e: LexiconError) -> Self {
        Self::usage(format!("lexicon {e}"))
    }
}

/// The files that hold always. A folder that cannot be read holds none.
fn in_folder() -> Vec<PathBuf> {
    let Some(folder) = Folders::of_reader().map(|folders| folders.lexicon()) else { return Vec::new() };
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let is_json = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
    let mut paths: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).filter(is_json).collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> Result<OwnFile, Failure> {
    let name = path.display().to_string();
    let fail = |message: String| {
        Failure::from(LexiconError { file: name.clone(), line: None, entry: None, field: None, message })
    };
    match fs::metadata(path) {
        Err(e) => Err(fail(e.to_string())),
        Ok(data) if !data.is_file() || data.len() > MOST_BYTES => Err(fail("this is no lexicon file".into())),
        Ok(_) => {
            let json = fs::read_to_string(path).map_err(|e| fail(e.to_string()))?;
            Ok(OwnFile { name, json })
        }
    }
}
