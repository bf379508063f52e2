//! `rasid entities`: who and what the articles speak of.

use serde::Serialize;

use super::failure::Done;
use super::filter::FilterArgs;
use super::output::Output;
use super::sources::Sources;
use super::table::{self, Column};
use crate::library::{EntityRow, Filter};
use crate::model::EntityType;

/// List the persons, groups, forces and places that are named, the most frequent first
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid entities
  rasid entities --type group --limit 20
  rasid entities --entity kataib_hezbollah      who is named in the same articles

In a pipe: id, type, mentions, articles, Arabic name, English name, parted by tabs.")]
pub(super) struct Args {
    #[command(flatten)]
    sources: Sources,
    /// Only entities of this type, such as person, group or place; may be given again
    #[arg(long = "type", value_name = "TYPE", value_parser = entity_type)]
    types: Vec<EntityType>,
    #[command(flatten)]
    narrow: FilterArgs,
    /// A JSON list instead of a table
    #[arg(long)]
    json: bool,
}

fn entity_type(name: &str) -> Result<EntityType, crate::model::UnknownName> {
    name.to_ascii_uppercase().parse()
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: EntityType,
    name_ar: &'a str,
    name_en: Option<&'a str>,
    by_rule: bool,
    mentions: usize,
    articles: usize,
}

impl<'a> From<&'a EntityRow> for Listed<'a> {
    fn from(row: &'a EntityRow) -> Self {
        Self {
            id: row.id.as_str(),
            kind: row.kind,
            name_ar: &row.name_ar,
            name_en: row.name_en.as_deref(),
            by_rule: row.by_rule,
            mentions: row.mentions,
            articles: row.articles,
        }
    }
}

pub(super) fn run(args: &Args) -> Done {
    let (library, complete) = args.sources.library()?;
    let filter = Filter { types: args.types.clone(), ..args.narrow.filter() };
    let rows = library.entities(&filter, args.narrow.page())?;
    let mut out = Output::new();
    if args.json {
        out.json(&rows.iter().map(Listed::from).collect::<Vec<_>>())?;
        return Ok(complete);
    }
    let columns = [
        Column::new("ID", 32),
        Column::new("TYPE", 8),
        Column::number("MENTIONS"),
        Column::number("ARTICLES"),
        Column::new("NAME", 30),
        Column::new("ENGLISH", u16::MAX),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            vec![
                row.id.to_string(),
                row.kind.to_string(),
                row.mentions.to_string(),
                row.articles.to_string(),
                row.name_ar,
                row.name_en.unwrap_or_default(),
            ]
        })
        .collect();
    table::write(&mut out, &columns, &rows)?;
    Ok(complete)
}
