//! The built-in articles in a library of their own, so that the reader's marks on them last.
//!
//! The file is `corpus.db` beside the reader's own library. It is made by the screen and by `rasid marks`; what only
//! lists and exports uses it if it is there. Where it cannot be had, the articles are read into memory.

use std::path::PathBuf;

use crate::analyse::Analyser;
use crate::config::Folders;
use crate::ingest;
use crate::library::{Library, Opened};

use super::lexicon::Own;

/// Under which name the library keeps what its analysis was made by.
const STAMP: &str = "corpus";

/// The built-in articles with the reader's marks on them; in memory where there are no marks.
pub(super) fn built_in(own: &Own) -> anyhow::Result<Library> {
    match file().filter(|file| file.is_file()) {
        Some(file) => open(file, own).or_else(|_| in_memory(own)),
        None => in_memory(own),
    }
}

/// The built-in articles in a library that lasts.
///
/// # Errors
///
/// If there is no place for the file, or it cannot be opened.
pub(super) fn lasting(own: &Own) -> anyhow::Result<Library> {
    let file = file().ok_or_else(|| anyhow::anyhow!("there is no home folder to keep marks in"))?;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    open(file, own)
}

/// For the screen: a library that lasts if there can be one.
pub(super) fn for_screen(own: &Own) -> anyhow::Result<Library> {
    lasting(own).or_else(|_| in_memory(own))
}

fn file() -> Option<PathBuf> {
    Folders::of_reader().map(|folders| folders.data.join("corpus.db"))
}

fn in_memory(own: &Own) -> anyhow::Result<Library> {
    let mut library = Library::in_memory()?;
    fill(&mut library, &own.analyser()?, None)?;
    Ok(library)
}

fn open(file: PathBuf, own: &Own) -> anyhow::Result<Library> {
    let (mut library, Opened { newer_version, .. }) = Library::open(&file)?;
    let stamp = stamp(own);
    if !newer_version && library.session(STAMP)?.as_deref() != Some(stamp.as_str()) {
        fill(&mut library, &own.analyser()?, Some(&stamp))?;
    }
    Ok(library)
}

/// Puts the articles in, or brings them up to date: marks and corrections stay, as after any import.
fn fill(library: &mut Library, analyser: &Analyser, stamp: Option<&str>) -> anyhow::Result<()> {
    let mut writer = library.writer()?;
    writer.read_anew_with(analyser);
    for document in ingest::built_in() {
        writer.add(&document, &analyser.analyse(&document))?;
    }
    writer.commit()?;
    if let Some(stamp) = stamp {
        library.set_session(STAMP, stamp)?;
    }
    Ok(())
}

/// What the analysis depends on: this very program, which holds texts, lexicon and rules, and the reader's own lexicon.
fn stamp(own: &Own) -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let modified = program.as_ref().ok().and_then(|data| data.modified().ok());
    let since = modified.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    let bytes = program.map_or(0, |data| data.len());
    let since = since.map_or(0, |since| since.as_nanos());
    format!("{} {bytes} {since} {}", env!("CARGO_PKG_VERSION"), own.fingerprint())
}
