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
    /// What finds names, dates and events: with the built-in lexicon, on top of it the files of `lexicon/` in the
    /// configuration's folder in the order of their names, and on top of these the ones that are named.
    pub fn analyser(&self) -> Result<Analyser, Failure> {
        let mut own = Vec::new();
        for path in in_folder().iter().chain(&self.lexicon) {
            own.push(read(path)?);
        }
        let lexicon = Lexicon::with(&own).map_err(|e| Failure::usage(format!("lexicon {e}")))?;
        Ok(Analyser::new(Arc::new(lexicon)))
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
        let error = LexiconError { file: name.clone(), line: None, entry: None, field: None, message };
        Failure::usage(format!("lexicon {error}"))
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
