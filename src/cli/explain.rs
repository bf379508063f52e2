//! `rasid explain`: why each name, date and event is there.

use super::failure::{Done, Failure};
use super::output::Output;
use super::sources::Sources;
use super::table::{self, Column};
use crate::export::CodePoints;
use crate::library::Article;
use crate::model::{Participant, Span, Why};

/// Say why each name, date and event was marked: the rule and what it stood on
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid explain 000_bd47d08d15ba8ac1
  rasid explain 000_bd47d08d15ba8ac1 --at 120      what stands at the 120th character
  rasid explain my-article news/ | grep milestone

In a pipe: offset, end (in characters), what it is, the words, what they mean, rule, reason, parted by tabs.")]
pub(super) struct Args {
    /// The article's id, as `rasid list` gives it
    id: String,
    #[command(flatten)]
    sources: Sources,
    /// Only what covers this character, counted from 0
    #[arg(long, value_name = "OFFSET")]
    at: Option<usize>,
}

pub(super) fn run(args: &Args) -> Done {
    let (library, complete) = args.sources.library()?;
    let key = library.find(&args.id)?;
    let Some(article) = key.map(|key| library.article(key)).transpose()?.flatten() else {
        return Err(Failure::usage(format!("there is no article {:?}; `rasid list` gives the ids", args.id)));
    };
    let mut rows =
        Rows { article: &article, points: CodePoints::new(&article.document.text), rows: Vec::new() };
    rows.collect();
    rows.rows.sort_by_key(|(span, _)| (span.start, span.end));
    let published = article.published().filter(|_| args.at.is_none()).map(|p| {
        let cells = ["", "", "published", "", &p.interval.edtf(), p.basis.as_str(), &p.reasons.join("; ")];
        cells.map(str::to_owned).to_vec()
    });
    let shown = rows.rows.into_iter().filter(|(span, _)| args.at.is_none_or(|at| span.contains(at)));
    let mut out = Output::new();
    let columns = [
        Column::number("FROM"),
        Column::number("TO"),
        Column::new("WHAT", 10),
        Column::new("WORDS", 30),
        Column::new("MEANING", 40),
        Column::new("RULE", 24),
        Column::new("REASON", u16::MAX),
    ];
    table::write(
        &mut out,
        &columns,
        &published.into_iter().chain(shown.map(|(_, row)| row)).collect::<Vec<_>>(),
    )?;
    Ok(complete)
}

struct Rows<'a> {
    article: &'a Article,
    points: CodePoints,
    rows: Vec<(Span, Vec<String>)>,
}

impl Rows<'_> {
    fn collect(&mut self) {
        let analysis = &self.article.analysis;
        for mention in &analysis.mentions {
            self.push(mention.span, mention.kind.as_str(), mention.entity.to_string(), &mention.why);
        }
        for date in &analysis.dates {
            self.push(date.span, "date", date.interval.edtf(), &date.why);
        }
        for event in &analysis.events {
            let who = |list: &[Participant]| {
                let words = |p: &Participant| {
                    let words = self.article.words(p.span).to_owned();
                    p.entity.as_ref().map_or(words, ToString::to_string)
                };
                list.iter().map(words).collect::<Vec<_>>().join(", ")
            };
            let mut meaning = format!("{} {}", event.interval.edtf(), event.modality);
            if event.planned {
                meaning.push_str(" planned");
            }
            for (name, list) in [
                ("by", &event.actors),
                ("on", &event.targets),
                ("in", &event.places),
                ("with", &event.weapons),
            ] {
                if !list.is_empty() {
                    meaning.push_str(&format!(" {name}: {}", who(list)));
                }
            }
            self.push(event.trigger, event.kind.as_str(), meaning.trim().to_owned(), &event.why);
        }
    }

    fn push(&mut self, span: Span, what: &str, meaning: String, why: &Why) {
        let text = &self.article.document.text;
        let words = span.of(text).to_owned();
        let span = self.points.span(text, span);
        let row = vec![
            span.start.to_string(),
            span.end.to_string(),
            what.to_owned(),
            words,
            meaning,
            why.rule.to_string(),
            why.note.to_string(),
        ];
        self.rows.push((span, row));
    }
}
