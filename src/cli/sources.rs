//! Where a subcommand gets its articles from.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::Context;

use super::corpus;
use super::failure::{Complete, Failure, warn};
use super::lexicon::Files;
use crate::analyse::Analyser;
use crate::config::Folders;
use crate::ingest::{FieldMap, Limits};
use crate::library::{Import, Library, Opened, Pace, Report, import};
use crate::tui::incoming::{Incoming, LeftOut};

/// The articles to work on.
#[derive(Debug, clap::Args)]
pub(super) struct Sources {
    /// Files and folders to read instead of the built-in corpus
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub fields: Fields,
}

/// What the records of a collection call their fields.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Fields {
    /// The field FIELD of a record has the name NAME; may be given again. FIELD is title, text, published, source,
    /// url or id
    #[arg(long = "map", value_name = "FIELD=NAME", value_parser = field_rule)]
    rules: Vec<String>,
}

fn field_rule(rule: &str) -> Result<String, String> {
    rule.parse::<FieldMap>().map(|_| rule.to_owned())
}

impl Fields {
    /// The usual names, and before them those that were given.
    pub fn map(&self) -> Arc<FieldMap> {
        let mut map = FieldMap::default();
        for rule in &self.rules {
            // Every rule was read once when the command line was.
            let _ = map.add(rule);
        }
        Arc::new(map)
    }
}

/// Which library.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Which {
    /// Work on the library in this file; PATHs are imported into it first
    #[arg(long, value_name = "FILE", env = "RASID_LIBRARY", hide_env_values = true, global = true)]
    pub library: Option<PathBuf>,
    /// Work on your own library, which `rasid import` fills when no other is named
    #[arg(long, conflicts_with = "library", global = true)]
    pub own: bool,
    #[command(flatten)]
    pub lexicon: Files,
}

impl Which {
    /// The file of the library; `None` for one in memory.
    pub fn file(&self) -> Result<Option<PathBuf>, Failure> {
        if self.own { own_library().map(Some) } else { Ok(self.library.clone()) }
    }
}

/// The file of the reader's own library.
pub(super) fn own_library() -> Result<PathBuf, Failure> {
    if let Some(file) = super::config::read()?.library.file {
        return Ok(file);
    }
    let folders = Folders::of_reader();
    let none =
        || Failure::usage("there is no home folder to keep a library in; name one with --library FILE");
    Ok(folders.ok_or_else(none)?.library())
}

impl Sources {
    /// Whether the built-in articles are meant.
    pub fn are_built_in(&self) -> Result<bool, Failure> {
        Ok(self.paths.is_empty() && self.which.file()?.is_none())
    }

    /// Reads the articles. What could not be read is said on standard error.
    pub fn library(&self) -> Result<(Library, Complete), Failure> {
        open(&self.paths, &self.which, &self.fields)
    }
}

/// What the screen shows.
pub(super) enum OnScreen {
    /// The built-in articles.
    BuiltIn,
    /// A library, and what is read into it while it is shown.
    Library(Box<Library>, Option<Incoming>),
}

impl Sources {
    /// What the screen shows. Files are read beside the screen into a library that lasts: the one that is named,
    /// else one that holds what is in the paths.
    pub fn on_screen(&self) -> Result<OnScreen, Failure> {
        if self.are_built_in()? {
            return Ok(OnScreen::BuiltIn);
        }
        let named = self.which.file()?;
        // Standard input comes but once: it is read before the screen, into memory.
        if self.paths.is_empty() || self.paths.iter().any(|path| path.as_os_str() == "-") {
            let (library, _) = self.library()?;
            return Ok(OnScreen::Library(Box::new(library), None));
        }
        if let Some(missing) = self.paths.iter().find(|path| path.symlink_metadata().is_err()) {
            return Err(Failure::usage(format!("{}: no such file or folder", missing.display())));
        }
        let mirrors = named.is_none();
        let opened = match named {
            Some(file) => Some((open_file(&file, true)?, file)),
            None => self.collection().and_then(|file| Some((open_file(&file, true).ok()?, file))),
        };
        let Some((library, file)) = opened.filter(|(library, _)| !library.is_read_only()) else {
            // Nothing can be kept: then it is read into memory first.
            let (library, _) = self.library()?;
            return Ok(OnScreen::Library(Box::new(library), None));
        };
        let own = self.which.lexicon.own()?;
        let analyser = Box::new(move || Ok(own.analyser()?));
        let (paths, left_out) = (self.paths.clone(), LeftOut::default());
        let incoming = Incoming { file, paths, fields: self.fields.map(), mirrors, analyser, left_out };
        Ok(OnScreen::Library(Box::new(library), Some(incoming)))
    }

    /// The library of these paths; `None` where there is no home folder.
    fn collection(&self) -> Option<PathBuf> {
        let mut paths: Vec<_> =
            self.paths.iter().map(|path| path.canonicalize().ok()).collect::<Option<_>>()?;
        paths.sort();
        Some(Folders::of_reader()?.collection(&paths))
    }
}

/// The articles of `paths`, or those of the library that is named, or the built-in ones.
fn open(paths: &[PathBuf], which: &Which, fields: &Fields) -> Result<(Library, Complete), Failure> {
    let mut library = match which.file()? {
        Some(file) => open_file(&file, !paths.is_empty())?,
        None => Library::in_memory()?,
    };
    if !paths.is_empty() {
        let analyser = which.lexicon.own()?.analyser()?;
        let report = import(&mut library, &import_of(paths, fields, &analyser), &mut |_| {})?;
        say(&report);
        return Ok((library, Complete::of(&report)));
    }
    if which.file()?.is_none() {
        library = corpus::built_in(&which.lexicon.own()?)?;
    }
    Ok((library, Complete::Yes))
}

/// An import that nobody stops.
fn import_of<'a>(paths: &'a [PathBuf], fields: &Fields, analyser: &'a Analyser) -> Import<'a> {
    static NEVER: AtomicBool = AtomicBool::new(false);
    Import {
        paths,
        analyser,
        limits: Limits::default(),
        fields: fields.map(),
        again: false,
        pace: Pace::Alone,
        stop: &NEVER,
    }
}

/// Opens the library in `file`; it is made only where something is to be put into it.
pub(super) fn open_file(file: &Path, make: bool) -> Result<Library, Failure> {
    if !make && !file.try_exists().unwrap_or(false) {
        let message = format!("there is no library {}; `rasid import PATH…` makes one", file.display());
        return Err(Failure::usage(message));
    }
    if let Some(folder) = file.parent().filter(|folder| make && !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let (library, opened) = Library::open(file)?;
    say_opened(file, &opened);
    Ok(library)
}

/// Says what the reader has to know of a library that was opened.
fn say_opened(file: &Path, opened: &Opened) {
    let file = file.display();
    if let Some(aside) = &opened.set_aside {
        let aside = aside.display();
        warn(format!("{file} was damaged; it is now {aside}, and a new library took its place"));
        match &opened.saved_marks {
            Some((marks, articles)) => warn(format!(
                "your marks on {articles} articles could be read; they are in {0}: \
                 import your articles again, then `rasid marks import {0}`",
                marks.display()
            )),
            None => warn("none of your marks could be read in it"),
        }
    }
    if opened.newer_version {
        warn(format!("{file} is of a newer version of Rasid: it is read, not changed"));
    }
    if let Some(why) = &opened.not_writable {
        warn(format!("{file} cannot be written ({why}): it is read, and changes are not kept"));
    }
}

/// Says what could not be read.
pub(super) fn say(report: &Report) {
    report.skipped.iter().chain(&report.noted).for_each(warn);
}

impl Complete {
    /// Whether an import left nothing out.
    pub fn of(report: &Report) -> Self {
        if report.is_complete() { Self::Yes } else { Self::No }
    }
}
