//! `rasid company`: who is named together with whom.

use serde::Serialize;

use super::failure::Done;
use super::listing::{Listing, Row};
use super::table::Column;
use crate::library::{Companion, Near, Rank};
use crate::model::{EntityId, EntityType};

/// List who and what is named near an entity, by how often or by how much oftener than chance would have it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid company kataib_hezbollah
  rasid company kataib_hezbollah --near sentence --rank count --limit 20 news/

The association is Dunning's log-likelihood ratio of the two names meeting in articles: 10.8 and more is chance in
one case of a thousand. The second measure is pointwise mutual information in bits, which favours rare names.

In a pipe: id, type, together, log-likelihood, mutual information, Arabic name, parted by tabs.")]
pub(super) struct Args {
    /// The entity (its id, as `rasid entities` lists it)
    entity: String,
    /// How near: sentence, paragraph or article
    #[arg(long, value_name = "WHERE", default_value = "paragraph")]
    near: Near,
    /// What goes first: count, association or information
    #[arg(long, value_name = "BY", default_value = "association")]
    rank: Rank,
    #[command(flatten)]
    listing: Listing,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: EntityType,
    name_ar: &'a str,
    name_en: Option<&'a str>,
    together: usize,
    log_likelihood: f64,
    mutual_information: f64,
}

impl Row for Companion {
    const COLUMNS: &'static [Column] = &[
        Column::new("ID", 32),
        Column::new("TYPE", 8),
        Column::number("TOGETHER"),
        Column::number("G2"),
        Column::number("PMI"),
        Column::new("NAME", u16::MAX),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.entity.id.to_string(),
            self.entity.kind.to_string(),
            self.together.to_string(),
            format!("{:.1}", self.association),
            format!("{:.2}", self.information),
            self.entity.name_ar.clone(),
        ]
    }

    fn json(&self) -> impl Serialize + '_ {
        Listed {
            id: self.entity.id.as_str(),
            kind: self.entity.kind,
            name_ar: &self.entity.name_ar,
            name_en: self.entity.name_en.as_deref(),
            together: self.together,
            log_likelihood: self.association,
            mutual_information: self.information,
        }
    }
}

pub(super) fn run(args: &Args) -> Done {
    let entity = EntityId::from(args.entity.as_str());
    args.listing.run(|library, filter, page| library.companions(&entity, args.near, args.rank, filter, page))
}
