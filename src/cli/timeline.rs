//! `rasid timeline`: what happened, was said, or is to come.

use jiff::civil::Date;
use serde::Serialize;

use super::failure::Done;
use super::listing::{Listing, Row};
use super::table::Column;
use crate::library::{EventRow, Filter, Library, Page, ParticipantRow, Result};
use crate::model::EntityId;

/// List the events in order of time, each with the sentence that tells it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid timeline
  rasid timeline --kind attack --from 2021-07-01 --to 2021-07-31
  rasid timeline --entity kataib_hezbollah --json news/
  rasid timeline --merged news/

In a pipe: date (EDTF), kind, modality, planned or not, actors, targets, outlet, article, sentence, parted by tabs.
With --merged, outlets are parted by \"، \" and articles by spaces; in JSON each event has the list of its tellings.")]
pub(super) struct Args {
    /// One line for each event, with all outlets and articles that tell it
    #[arg(long)]
    merged: bool,
    #[command(flatten)]
    listing: Listing,
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
    group: Option<i64>,
    told_by: usize,
    /// With `--merged`: how each article tells it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tellings: Vec<Listed<'a>>,
}

/// An event with all that tell it, itself included; empty where the list shows each telling.
struct Story {
    row: EventRow,
    tellings: Vec<EventRow>,
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
            group: row.group,
            told_by: row.told_by,
            tellings: Vec::new(),
        }
    }
}

impl<'a> From<&'a Story> for Listed<'a> {
    fn from(story: &'a Story) -> Self {
        Self { tellings: story.tellings.iter().map(Listed::from).collect(), ..Self::from(&story.row) }
    }
}

impl Story {
    /// Itself, then the others.
    fn all(&self) -> impl Iterator<Item = &EventRow> {
        let others = self.tellings.iter().filter(|other| other.key != self.row.key);
        std::iter::once(&self.row).chain(others)
    }

    fn outlets(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for outlet in self.all().filter_map(|row| row.outlet.as_ref()) {
            if !names.contains(&outlet.name.as_str()) {
                names.push(&outlet.name);
            }
        }
        names.join("، ")
    }

    fn articles(&self) -> String {
        let mut ids: Vec<&str> = Vec::new();
        for row in self.all() {
            if !ids.contains(&row.article_id.as_str()) {
                ids.push(&row.article_id);
            }
        }
        ids.join(" ")
    }
}

fn stories(library: &Library, merged: bool, filter: &Filter, page: Page) -> Result<Vec<Story>> {
    if !merged {
        let rows = library.timeline(filter, page)?;
        return Ok(rows.into_iter().map(|row| Story { row, tellings: Vec::new() }).collect());
    }
    let rows = library.timeline_merged(filter, page)?;
    let story = |row: EventRow| {
        let tellings = row.group.map(|group| library.tellings(group)).transpose()?.unwrap_or_default();
        Ok(Story { row, tellings })
    };
    rows.into_iter().map(story).collect()
}

impl Row for Story {
    const COLUMNS: &'static [Column] = &[
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

    fn cells(&self) -> Vec<String> {
        let row = &self.row;
        vec![
            row.interval.edtf(),
            row.kind.to_string(),
            row.modality.to_string(),
            if row.planned { "planned".into() } else { String::new() },
            names(&row.actors),
            names(&row.targets),
            self.outlets(),
            self.articles(),
            row.sentence_words.clone(),
        ]
    }

    fn json(&self) -> impl Serialize + '_ {
        Listed::from(self)
    }
}

pub(super) fn run(args: &Args) -> Done {
    args.listing.run(|library, filter, page| stories(library, args.merged, filter, page))
}

fn names(participants: &[ParticipantRow]) -> String {
    participants.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("، ")
}
