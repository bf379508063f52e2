//! What the subcommands that list rows share: where the rows come from, what narrows them, how they are written.

use serde::Serialize;

use super::failure::Done;
use super::filter::FilterArgs;
use super::output::Output;
use super::sources::Sources;
use super::table::{self, Column};
use crate::library::{Filter, Library, Page, Result};

/// The options of a subcommand that lists rows.
#[derive(Debug, clap::Args)]
pub(super) struct Listing {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    narrow: FilterArgs,
    /// A JSON list instead of a table
    #[arg(long)]
    json: bool,
}

/// A row, as a table and as JSON.
pub(super) trait Row {
    /// The columns of the table.
    const COLUMNS: &'static [Column];

    /// The cells, one for each column.
    fn cells(&self) -> Vec<String>;

    /// The object in the JSON list.
    fn json(&self) -> impl Serialize + '_;
}

impl Listing {
    /// Lists what `rows` finds.
    pub fn run<R: Row>(&self, rows: impl FnOnce(&Library, &Filter, Page) -> Result<Vec<R>>) -> Done {
        self.run_with(Filter::default(), rows)
    }

    /// Lists what `rows` finds; `more` narrows it further by types of entities.
    pub fn run_with<R: Row>(
        &self,
        more: Filter,
        rows: impl FnOnce(&Library, &Filter, Page) -> Result<Vec<R>>,
    ) -> Done {
        let (library, complete) = self.sources.library()?;
        let filter = Filter { types: more.types, ..self.narrow.filter() };
        let rows = rows(&library, &filter, self.narrow.page())?;
        let mut out = Output::new();
        if self.json {
            out.json(&rows.iter().map(Row::json).collect::<Vec<_>>())?;
        } else {
            table::write(&mut out, R::COLUMNS, &rows.iter().map(Row::cells).collect::<Vec<_>>())?;
        }
        Ok(complete)
    }
}
