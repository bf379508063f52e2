//! `rasid list`: the articles.

use serde::Serialize;

use super::failure::Done;
use super::filter::FilterArgs;
use super::output::Output;
use super::sources::Sources;
use super::table::{self, Column};
use crate::library::ArticleRow;

/// List the articles, the newest first
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid list
  rasid list --from 2023-01-01 --outlet elaph
  rasid list --json news/ | jq -r '.[].title'

In a pipe: id, date (EDTF), basis of the date, outlet, title, parted by tabs.")]
pub(super) struct Args {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    narrow: FilterArgs,
    /// A JSON list instead of a table
    #[arg(long)]
    json: bool,
}

/// An article as `--json` gives it.
#[derive(Debug, Serialize)]
pub(super) struct Listed<'a> {
    id: &'a str,
    title: Option<&'a str>,
    source: Option<&'a str>,
    source_id: Option<&'a str>,
    earliest: Option<jiff::civil::Date>,
    latest: Option<jiff::civil::Date>,
    edtf: String,
    basis: Option<&'static str>,
}

impl<'a> From<&'a ArticleRow> for Listed<'a> {
    fn from(row: &'a ArticleRow) -> Self {
        Self {
            id: &row.id,
            title: row.title.as_deref(),
            source: row.outlet.as_ref().map(|o| o.name.as_str()),
            source_id: row.outlet.as_ref().map(|o| o.id.as_str()),
            earliest: row.published.earliest,
            latest: row.published.latest,
            edtf: row.published.edtf(),
            basis: row.basis.map(|b| b.as_str()),
        }
    }
}

pub(super) fn run(args: &Args) -> Done {
    let (library, complete) = args.sources.library()?;
    let rows = library.articles(&args.narrow.filter(), args.narrow.page())?;
    let mut out = Output::new();
    if args.json {
        out.json(&rows.iter().map(Listed::from).collect::<Vec<_>>())?;
        return Ok(complete);
    }
    let columns = [
        Column::new("ID", 24),
        Column::new("DATE", 21),
        Column::new("BASIS", 8),
        Column::new("OUTLET", 14),
        Column::new("TITLE", u16::MAX),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let basis = row.basis.map_or("", |b| b.as_str()).to_owned();
            let outlet = row.outlet.map(|o| o.name).unwrap_or_default();
            vec![row.id, row.published.edtf(), basis, outlet, row.title.unwrap_or_default()]
        })
        .collect();
    table::write(&mut out, &columns, &rows)?;
    Ok(complete)
}
