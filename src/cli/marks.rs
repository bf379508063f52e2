//! `rasid marks`: the reader's own data as a file that people can read.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;

use super::corpus;
use super::failure::{Complete, Done, Failure, warn};
use super::output::Output;
use super::sources::{Which, open_file};
use crate::analyse::Analyser;
use crate::ingest::Standoff;
use crate::library::{Library, READER_DATA_VERSION, ReaderData};
use crate::text::EscapedJson;

/// Carry your marks, notes, tags, corrections and saved searches from one library to another
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid marks export > marks.json
  rasid marks import marks.json --library other.db
  rasid marks import article.ann               corrections from brat, for the article of this name

Without --own or --library the marks are those on the built-in articles. Articles are known again by their text,
else by their id. Importing adds to the marks that are there, and can be taken back on the screen.")]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write them as JSON to standard output
    Export,
    /// Read them from files, or from standard input (-)
    Import {
        /// Files that `rasid marks export` wrote, or brat annotations (.ann)
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

/// A file of marks larger than this is none.
const MOST_BYTES: u64 = 256 << 20;

pub(super) fn run(args: &Args) -> Done {
    let mut library = match args.which.file()? {
        Some(file) => open_file(&file, false)?,
        None => corpus::lasting(&args.which.lexicon.own()?)?,
    };
    match &args.what {
        What::Export => {
            let mut out = Output::new();
            serde_json::to_writer_pretty(EscapedJson::new(&mut out), &library.reader_data()?)
                .map_err(anyhow::Error::from)?;
            writeln!(out)?;
            out.flush()?;
            Ok(Complete::Yes)
        }
        What::Import { files } => {
            let mut complete = Complete::Yes;
            let analyser = args.which.lexicon.own()?.analyser()?;
            for file in files {
                let text = read(file)?;
                let taken = if file.extension().is_some_and(|ending| ending == "ann") {
                    take_annotations(&mut library, file, &text, &analyser)?
                } else {
                    take_marks(&mut library, file, &text, &analyser)?
                };
                if taken == Complete::No {
                    complete = taken;
                }
            }
            Ok(complete)
        }
    }
}

fn take_marks(library: &mut Library, file: &Path, text: &str, analyser: &Analyser) -> Done {
    let data: ReaderData =
        serde_json::from_str(text).map_err(|e| Failure::usage(format!("{}: {e}", file.display())))?;
    if data.version > READER_DATA_VERSION {
        let message = format!("{}: written by a newer version of Rasid", file.display());
        return Err(Failure::usage(message));
    }
    let taken = library.take_reader_data(&data, Some(analyser))?;
    for id in &taken.unknown {
        warn(format!("{id}: no such article in the library"));
    }
    let mut out = Output::new();
    writeln!(
        out,
        "{} articles marked, {} corrections, {} entities, {} searches saved",
        taken.articles, taken.corrections, taken.entities, taken.searches
    )?;
    out.flush()?;
    Ok(if taken.unknown.is_empty() { Complete::Yes } else { Complete::No })
}

/// brat annotations of the article whose text lies beside the file, else of the one that has its name as id.
fn take_annotations(library: &mut Library, file: &Path, text: &str, analyser: &Analyser) -> Done {
    let beside =
        std::path::absolute(file.with_extension("txt")).with_context(|| file.display().to_string())?;
    let id = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let key = match library.article_of_file(&beside)? {
        Some(key) => Some(key),
        None => library.find(&id)?,
    };
    let Some(key) = key else {
        warn(format!("{}: no article {id:?} in the library", file.display()));
        return Ok(Complete::No);
    };
    let found = library.take_standoff(key, &Standoff::parse(text), Some(analyser))?;
    for (line, what) in &found.wrong {
        warn(format!("{}, line {line}: {what}", file.display()));
    }
    let mut out = Output::new();
    writeln!(out, "{}: {} corrections", crate::text::Clean::new(&id), found.corrections)?;
    out.flush()?;
    Ok(if found.wrong.is_empty() { Complete::Yes } else { Complete::No })
}

fn read(file: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    let name = || file.display().to_string();
    if file == Path::new("-") {
        std::io::stdin().lock().take(MOST_BYTES).read_to_string(&mut text).with_context(name)?;
    } else {
        let opened = std::fs::File::open(file).with_context(name)?;
        opened.take(MOST_BYTES).read_to_string(&mut text).with_context(name)?;
    }
    Ok(text)
}
