//! `rasid search`: articles by their words.

use serde::Serialize;

use super::failure::Done;
use super::filter::FilterArgs;
use super::list;
use super::output::Output;
use super::sources::Sources;
use super::table::{self, Column};
use crate::library::Hit;
use crate::model::Span;

/// Find articles by their words, in any spelling that readers take for the same
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The query:
  عين الاسد         both words; hamza, harakat, ة/ه and ى/ي do not matter, nor do و ف ب ك ل ال before them
  \"عين الأسد\"       the words one after another          =عراق   this word alone, without ال and the like
  قاعدة OR معسكر    either (also |)                      -دولي   not (also NOT)
  امريك*            words that begin so                  ( … )   grouping
  title:انسحاب  source:elaph  entity:kataib_hezbollah  type:weapon  kind:attack
  before:2021-08  after:2020  on:2021-07-31  is:unread  tag:…  id:…

Examples:
  rasid search 'عين الأسد'
  rasid search '\"القوات الأمريكية\" kind:attack after:2021' --json news/

In a pipe: id, date (EDTF), hits, snippet, parted by tabs.")]
pub(super) struct Args {
    /// What to look for
    query: String,
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    narrow: FilterArgs,
    /// A JSON list instead of a table
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Found<'a> {
    #[serde(flatten)]
    article: list::Listed<'a>,
    hits: usize,
    snippet: &'a str,
    /// The hits within the snippet, in code points.
    marks: Vec<(usize, usize)>,
}

pub(super) fn run(args: &Args) -> Done {
    // A query that is wrong is said before anything is read.
    crate::library::query::parse(&args.query).map_err(crate::library::Error::from)?;
    let (library, complete) = args.sources.library()?;
    let hits = library.search(&args.query, &args.narrow.filter(), args.narrow.page())?;
    let mut out = Output::new();
    if args.json {
        out.json(&hits.iter().map(found).collect::<Vec<_>>())?;
        return Ok(complete);
    }
    let columns = [
        Column::new("ID", 24),
        Column::new("DATE", 21),
        Column::number("HITS"),
        Column::new("SNIPPET", u16::MAX),
    ];
    let rows: Vec<_> = hits
        .into_iter()
        .map(|hit| vec![hit.article.id, hit.article.published.edtf(), hit.hits.to_string(), hit.words])
        .collect();
    table::write(&mut out, &columns, &rows)?;
    Ok(complete)
}

fn found(hit: &Hit) -> Found<'_> {
    let points = crate::export::CodePoints::new(&hit.words);
    let mark = |span: &Span| {
        let Span { start, end } = points.span(&hit.words, *span);
        (start, end)
    };
    Found {
        article: (&hit.article).into(),
        hits: hit.hits,
        snippet: &hit.words,
        marks: hit.marks.iter().map(mark).collect(),
    }
}
