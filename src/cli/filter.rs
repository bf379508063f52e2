//! The options that narrow what a subcommand lists.

use jiff::civil::Date;

use crate::library::{Filter, Page};
use crate::model::{EntityId, EventKind, Modality};

/// Narrow what is listed; several options narrow together.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Narrowing")]
pub(super) struct FilterArgs {
    /// Only what names this entity (its id, as `rasid entities` lists it); may be given again
    #[arg(long = "entity", value_name = "ID")]
    entities: Vec<String>,
    /// Only what this outlet published (its id); may be given again
    #[arg(long = "outlet", value_name = "ID")]
    outlets: Vec<String>,
    /// Only events of this kind, and articles that tell one: attack, statement or milestone
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<EventKind>,
    /// Only events told in this way: asserted, claimed, denied, threatened, hypothetical or foiled
    #[arg(long = "modality", value_name = "WAY")]
    modalities: Vec<Modality>,
    /// Only events that lie ahead of their text
    #[arg(long)]
    planned: bool,
    /// Not before this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,
    /// Not after this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Date>,
    /// Only articles that this search query finds
    #[arg(id = "within", long = "search", value_name = "QUERY")]
    query: Option<String>,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Pass over so many rows first
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: usize,
}

impl FilterArgs {
    pub fn filter(&self) -> Filter {
        Filter {
            entities: self.entities.iter().map(|id| EntityId::from(id.as_str())).collect(),
            outlets: self.outlets.clone(),
            kinds: self.kinds.clone(),
            modalities: self.modalities.clone(),
            planned: self.planned,
            from: self.from,
            to: self.to,
            query: self.query.clone(),
            ..Filter::default()
        }
    }

    pub fn page(&self) -> Page {
        Page::at(self.skip, self.limit.unwrap_or(usize::MAX))
    }
}
