//! `rasid config`: the settings in force, and where each comes from.

use std::io::Write;
use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Complete, Done, Failure};
use super::output::Output;
use super::table::{self, Column};
use crate::config::{Config, Folders};

/// Print every setting with its value and where the value comes from
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid config
  rasid config --path          the file in which you set them
  rasid config --json | jq .

The file is TOML:
  [screen]
  language = \"ar\"
  [text]
  harakat = false

In a pipe: name, value, where it comes from, what it is for, parted by tabs.")]
pub(super) struct Args {
    /// Print only the path of the configuration file
    #[arg(long)]
    path: bool,
    /// A JSON list instead of a table
    #[arg(long, conflicts_with = "path")]
    json: bool,
}

#[derive(Serialize)]
struct Listed {
    name: &'static str,
    value: String,
    from: String,
    about: &'static str,
}

/// The configuration file, if the system knows a home folder.
pub(super) fn path() -> Option<PathBuf> {
    Folders::of_reader().map(|folders| folders.config.join("config.toml"))
}

/// The reader's settings.
pub(super) fn read() -> Result<Config, Failure> {
    let Some(path) = path() else { return Ok(Config::default()) };
    Config::read(&path).map_err(|e| Failure::usage(e.to_string()))
}

pub(super) fn run(args: &Args) -> Done {
    let mut out = Output::new();
    let path = path().ok_or_else(|| Failure::usage("there is no home folder to keep settings in"))?;
    if args.path {
        writeln!(out, "{}", crate::text::Clean::new(&path.to_string_lossy()))?;
        out.flush()?;
        return Ok(Complete::Yes);
    }
    let environment = std::env::var("RASID_LIBRARY").ok();
    let rows: Vec<_> = read()?
        .settings()
        .into_iter()
        .map(|setting| {
            let by_environment = environment.as_ref().filter(|_| setting.name == "library.file");
            let (value, from) = match (by_environment, setting.value) {
                (Some(value), _) => (format!("{value:?}"), "RASID_LIBRARY".to_owned()),
                (None, Some(value)) => (value, path.display().to_string()),
                (None, None) => (setting.default.to_owned(), "default".to_owned()),
            };
            Listed { name: setting.name, value, from, about: setting.about }
        })
        .collect();
    if args.json {
        out.json(&rows)?;
        return Ok(Complete::Yes);
    }
    let columns = [
        Column::new("SETTING", 20),
        Column::new("VALUE", 30),
        Column::new("FROM", 40),
        Column::new("WHAT FOR", u16::MAX),
    ];
    let rows: Vec<_> =
        rows.into_iter().map(|r| vec![r.name.to_owned(), r.value, r.from, r.about.to_owned()]).collect();
    table::write(&mut out, &columns, &rows)?;
    Ok(Complete::Yes)
}
