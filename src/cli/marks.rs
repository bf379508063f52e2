//! `rasid marks`: the reader's own data as a file that people can read.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;

use super::failure::{Complete, Done, Failure, warn};
use super::output::Output;
use super::sources::{Which, open_file, own_library};
use crate::library::{READER_DATA_VERSION, ReaderData};
use crate::text::EscapedJson;

/// Carry your marks, notes, tags and saved searches from one library to another
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid marks export > marks.json
  rasid marks import marks.json --library other.db

Articles are known again by their text, else by their id. Importing adds to the marks that are there.")]
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
    /// Read them from a file, or from standard input (-)
    Import {
        /// The file that `rasid marks export` wrote
        file: PathBuf,
    },
}

/// A file of marks larger than this is none.
const MOST_BYTES: u64 = 256 << 20;

pub(super) fn run(args: &Args) -> Done {
    let file = match args.which.file()? {
        Some(file) => file,
        None => own_library()?,
    };
    let mut library = open_file(&file, false)?;
    match &args.what {
        What::Export => {
            let mut out = Output::new();
            serde_json::to_writer_pretty(EscapedJson::new(&mut out), &library.reader_data()?)
                .map_err(anyhow::Error::from)?;
            writeln!(out)?;
            out.flush()?;
            Ok(Complete::Yes)
        }
        What::Import { file } => {
            let text = read(file)?;
            let data: ReaderData = serde_json::from_str(&text)
                .map_err(|e| Failure::usage(format!("{}: {e}", file.display())))?;
            if data.version > READER_DATA_VERSION {
                let message = format!("{}: written by a newer version of Rasid", file.display());
                return Err(Failure::usage(message));
            }
            let taken = library.take_reader_data(&data, None)?;
            for id in &taken.unknown {
                warn(format!("{id}: no such article in the library"));
            }
            let mut out = Output::new();
            writeln!(out, "{} articles marked, {} searches saved", taken.articles, taken.searches)?;
            out.flush()?;
            Ok(if taken.unknown.is_empty() { Complete::Yes } else { Complete::No })
        }
    }
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
