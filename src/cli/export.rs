//! `rasid export`: all that was found, for other programs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;

use super::failure::{Done, Failure};
use super::filter::FilterArgs;
use super::output::Output;
use super::sources::Sources;
use crate::export::{Folder, Format, Table, export, export_files, export_table};

/// Write articles, mentions, dates, events and entities for other programs
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid export --format json -o found.json news/
  rasid export --format jsonl | jq 'select(.record == \"event\")'
  rasid export --format csv --table events --kind attack -o attacks.csv
  rasid export --format csv --folder tables/ news/         articles.csv, mentions.csv, dates.csv …
  rasid export --format markdown --folder pages/ news/     one page for each article, and index.md
  rasid export --format brat --folder annotations/         a .txt and an .ann for each; import reads both

Cells that a spreadsheet would take for a formula begin with an apostrophe. Offsets are Unicode code points into the article's decoded text, end exclusive.")]
pub(super) struct Args {
    #[command(flatten)]
    sources: Sources,
    /// json, jsonl, csv, markdown or brat
    #[arg(long, short, value_name = "FORMAT", default_value = "json")]
    format: Format,
    /// Which table goes into one CSV: articles, mentions, dates, events or entities
    #[arg(long, value_name = "TABLE", default_value = "events")]
    table: Table,
    /// Write to this file, which must not be there yet, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write files into this folder: as csv all tables, as markdown one page and as brat
    /// a .txt with its .ann for each article
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["output", "table"])]
    folder: Option<PathBuf>,
    /// Write over files that are there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    narrow: FilterArgs,
}

pub(super) fn run(args: &Args) -> Done {
    if let Some(path) = &args.folder {
        if matches!(args.format, Format::Json | Format::Jsonl) {
            let message = format!("{} is one file; name it with --output FILE", args.format);
            return Err(Failure::usage(message));
        }
        let folder = Folder::new(path, args.force)?;
        let (library, complete) = args.sources.library()?;
        export_files(&library, &args.narrow.filter(), args.format, &folder).context("export")?;
        return Ok(complete);
    }
    if args.format == Format::Brat {
        return Err(Failure::usage("brat is two files for each article; name a folder with --folder FOLDER"));
    }
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
    let filter = args.narrow.filter();
    match args.format {
        Format::Csv => export_table(&library, &filter, args.table, &mut *out),
        format => export(&library, &filter, format, &mut *out),
    }
    .context("export")?;
    Ok(complete)
}
