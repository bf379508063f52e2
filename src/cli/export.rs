//! `rasid export`: all that was found, for other programs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;

use super::failure::{Done, Failure};
use super::filter::FilterArgs;
use super::output::Output;
use super::sources::Sources;
use crate::export::{Format, export};

/// Write articles, mentions, dates, events and entities for other programs
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid export --format json -o found.json news/
  rasid export --format jsonl | jq 'select(.record == \"event\")'

Offsets are Unicode code points into the article's decoded text, end exclusive.")]
pub(super) struct Args {
    #[command(flatten)]
    sources: Sources,
    /// json or jsonl
    #[arg(long, short, value_name = "FORMAT", default_value = "json")]
    format: Format,
    /// Write to this file, which must not be there yet, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over the output file if it is there
    #[arg(long, requires = "output")]
    force: bool,
    #[command(flatten)]
    narrow: FilterArgs,
}

pub(super) fn run(args: &Args) -> Done {
    // The file is made first: nobody should wait for an analysis that cannot be kept.
    let mut out: Box<dyn Write> = match &args.output {
        None => Box::new(Output::new()),
        Some(path) => {
            let mut options = File::options();
            options.write(true);
            if args.force {
                options.create(true).truncate(true)
            } else {
                options.create_new(true)
            };
            match options.open(path) {
                Ok(file) => Box::new(BufWriter::new(file)),
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                    let message = format!("{} is there already; --force writes over it", path.display());
                    return Err(Failure::usage(message));
                }
                Err(e) => return Err(anyhow::Error::new(e).context(path.display().to_string()).into()),
            }
        }
    };
    let (library, complete) = args.sources.library()?;
    export(&library, &args.narrow.filter(), args.format, &mut *out).context("export")?;
    Ok(complete)
}
