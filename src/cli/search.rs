//! `rasid search`: articles by their words.

use serde::Serialize;

use super::failure::Done;
use super::list;
use super::listing::{Listing, Row};
use super::table::Column;
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
    listing: Listing,
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

impl Row for Hit {
    const COLUMNS: &'static [Column] = &[
        Column::new("ID", 24),
        Column::new("DATE", 21),
        Column::number("HITS"),
        Column::new("SNIPPET", u16::MAX),
    ];

    fn cells(&self) -> Vec<String> {
        let Hit { article, hits, words, .. } = self;
        vec![article.id.clone(), article.published.edtf(), hits.to_string(), words.clone()]
    }

    fn json(&self) -> impl Serialize + '_ {
        found(self)
    }
}

pub(super) fn run(args: &Args) -> Done {
    // A query that is wrong is said before anything is read.
    crate::library::query::parse(&args.query).map_err(crate::library::Error::from)?;
    args.listing.run(|library, filter, page| library.search(&args.query, filter, page))
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
