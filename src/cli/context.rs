//! `rasid context`: words or an entity in their context, one line for each time they stand (KWIC).

use serde::Serialize;

use super::failure::Done;
use super::listing::{Listing, Row};
use super::table::Column;
use crate::library::{Keyword, KeywordLine, LineOrder};
use crate::model::EntityId;

/// Show every place where words stand, or an entity is named, with the words around it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid context '\"القوات الأمريكية\"'
  rasid context --named kataib_hezbollah --order before news/

The words are a query as in `rasid search`. In a pipe: article, date (EDTF), outlet, before, words, after, parted by
tabs.")]
pub(super) struct Args {
    /// What to look for
    keyword: String,
    /// It is the id of an entity, as `rasid entities` lists it: by whatever words it is named
    #[arg(long)]
    named: bool,
    /// In which order: date, before (by the words before), after (by the words after)
    #[arg(long, value_name = "BY", default_value = "date")]
    order: LineOrder,
    #[command(flatten)]
    listing: Listing,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    article: &'a str,
    source_id: Option<&'a str>,
    edtf: String,
    before: &'a str,
    words: &'a str,
    after: &'a str,
}

impl Row for KeywordLine {
    const COLUMNS: &'static [Column] = &[
        Column::new("ARTICLE", 12),
        Column::new("DATE", 12),
        Column::new("OUTLET", 12),
        Column::new("BEFORE", 40),
        Column::new("WORDS", 24),
        Column::new("AFTER", u16::MAX),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.article_id.clone(),
            self.published.edtf(),
            self.outlet.as_ref().map(|o| o.name.clone()).unwrap_or_default(),
            self.before.clone(),
            self.words.clone(),
            self.after.clone(),
        ]
    }

    fn json(&self) -> impl Serialize + '_ {
        Listed {
            article: &self.article_id,
            source_id: self.outlet.as_ref().map(|o| o.id.as_str()),
            edtf: self.published.edtf(),
            before: &self.before,
            words: &self.words,
            after: &self.after,
        }
    }
}

pub(super) fn run(args: &Args) -> Done {
    let keyword = if args.named {
        Keyword::Entity(EntityId::from(args.keyword.as_str()))
    } else {
        // A query that is wrong is said before anything is read.
        crate::library::query::parse(&args.keyword).map_err(crate::library::Error::from)?;
        Keyword::Query(args.keyword.clone())
    };
    args.listing.run(|library, filter, page| library.concordance(&keyword, args.order, filter, page))
}
