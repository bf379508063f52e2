//! `rasid entities`: who and what the articles speak of.

use serde::Serialize;

use super::failure::Done;
use super::listing::{Listing, Row};
use super::table::Column;
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
    /// Only entities of this type, such as person, group or place; may be given again
    #[arg(long = "type", value_name = "TYPE", value_parser = entity_type)]
    types: Vec<EntityType>,
    #[command(flatten)]
    listing: Listing,
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

impl Row for EntityRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("ID", 32),
        Column::new("TYPE", 8),
        Column::number("MENTIONS"),
        Column::number("ARTICLES"),
        Column::new("NAME", 30),
        Column::new("ENGLISH", u16::MAX),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.kind.to_string(),
            self.mentions.to_string(),
            self.articles.to_string(),
            self.name_ar.clone(),
            self.name_en.clone().unwrap_or_default(),
        ]
    }

    fn json(&self) -> impl Serialize + '_ {
        Listed::from(self)
    }
}

pub(super) fn run(args: &Args) -> Done {
    let more = Filter { types: args.types.clone(), ..Filter::default() };
    args.listing.run_with(more, |library, filter, page| library.entities(filter, page))
}
