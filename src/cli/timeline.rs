//! `rasid timeline`: what happened, was said, or is to come.

use jiff::civil::Date;
use serde::Serialize;

use super::failure::Done;
use super::filter::FilterArgs;
use super::output::Output;
use super::sources::Sources;
use super::table::{self, Column};
use crate::library::{EventRow, ParticipantRow};
use crate::model::EntityId;

/// List the events in order of time, each with the sentence that tells it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid timeline
  rasid timeline --kind attack --from 2021-07-01 --to 2021-07-31
  rasid timeline --entity kataib_hezbollah --json news/

In a pipe: date (EDTF), kind, modality, planned or not, actors, targets, outlet, article, sentence, parted by tabs.")]
pub(super) struct Args {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    narrow: FilterArgs,
    /// A JSON list instead of a table
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    article: &'a str,
    source_id: Option<&'a str>,
    kind: &'static str,
    modality: &'static str,
    planned: bool,
    earliest: Option<Date>,
    latest: Option<Date>,
    edtf: String,
    trigger: &'a str,
    sentence: &'a str,
    actors: Vec<Who<'a>>,
    targets: Vec<Who<'a>>,
    places: Vec<Who<'a>>,
    weapons: Vec<Who<'a>>,
    count: Option<u32>,
    killed: Option<u32>,
    injured: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Who<'a> {
    entity: Option<&'a str>,
    words: &'a str,
}

fn who(participants: &[ParticipantRow]) -> Vec<Who<'_>> {
    participants
        .iter()
        .map(|p| Who { entity: p.entity.as_ref().map(EntityId::as_str), words: &p.words })
        .collect()
}

impl<'a> From<&'a EventRow> for Listed<'a> {
    fn from(row: &'a EventRow) -> Self {
        Self {
            article: &row.article_id,
            source_id: row.outlet.as_ref().map(|o| o.id.as_str()),
            kind: row.kind.as_str(),
            modality: row.modality.as_str(),
            planned: row.planned,
            earliest: row.interval.earliest,
            latest: row.interval.latest,
            edtf: row.interval.edtf(),
            trigger: &row.trigger_words,
            sentence: &row.sentence_words,
            actors: who(&row.actors),
            targets: who(&row.targets),
            places: who(&row.places),
            weapons: who(&row.weapons),
            count: row.count,
            killed: row.killed,
            injured: row.injured,
        }
    }
}

pub(super) fn run(args: &Args) -> Done {
    let (library, complete) = args.sources.library()?;
    let rows = library.timeline(&args.narrow.filter(), args.narrow.page())?;
    let mut out = Output::new();
    if args.json {
        out.json(&rows.iter().map(Listed::from).collect::<Vec<_>>())?;
        return Ok(complete);
    }
    let columns = [
        Column::new("DATE", 21),
        Column::new("KIND", 9),
        Column::new("MODALITY", 12),
        Column::new("PLANNED", 7),
        Column::new("ACTORS", 24),
        Column::new("TARGETS", 20),
        Column::new("OUTLET", 12),
        Column::new("ARTICLE", 12),
        Column::new("SENTENCE", u16::MAX),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            vec![
                row.interval.edtf(),
                row.kind.to_string(),
                row.modality.to_string(),
                if row.planned { "planned".into() } else { String::new() },
                names(&row.actors),
                names(&row.targets),
                row.outlet.map(|o| o.name).unwrap_or_default(),
                row.article_id,
                row.sentence_words,
            ]
        })
        .collect();
    table::write(&mut out, &columns, &rows)?;
    Ok(complete)
}

fn names(participants: &[ParticipantRow]) -> String {
    participants.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("، ")
}
