//! `rasid list`: the articles.

use serde::Serialize;

use super::failure::Done;
use super::listing::{Listing, Row};
use super::table::Column;
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
    listing: Listing,
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

impl Row for ArticleRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("ID", 24),
        Column::new("DATE", 21),
        Column::new("BASIS", 8),
        Column::new("OUTLET", 14),
        Column::new("TITLE", u16::MAX),
    ];

    fn cells(&self) -> Vec<String> {
        let basis = self.basis.map_or("", |b| b.as_str()).to_owned();
        let outlet = self.outlet.as_ref().map(|o| o.name.clone()).unwrap_or_default();
        vec![self.id.clone(), self.published.edtf(), basis, outlet, self.title.clone().unwrap_or_default()]
    }

    fn json(&self) -> impl Serialize + '_ {
        Listed::from(self)
    }
}

pub(super) fn run(args: &Args) -> Done {
    args.listing.run(|library, filter, page| library.articles(filter, page))
}
