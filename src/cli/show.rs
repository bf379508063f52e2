//! `rasid show`: one article as text.

use std::io::Write;

use super::failure::{Done, Failure};
use super::output::Output;
use super::sources::Sources;
use crate::layout::{self, Base, Options};
use crate::library::Article;
use crate::model::{Role, Span};
use crate::text::Clean;

/// Print one article: title, outlet, date with its basis, and the text
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid show 000_bd47d08d15ba8ac1
  rasid show 000_bd47d08d15ba8ac1 --width 60
  rasid show my-article news/ | less

On a terminal the text is laid out for it; in a pipe it is logical text, one paragraph a line.")]
pub(super) struct Args {
    /// The article's id, as `rasid list` gives it
    id: String,
    #[command(flatten)]
    sources: Sources,
    /// Lay the text out in so many columns, in a pipe too
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
    /// Menus, banners and other furniture of the page as well
    #[arg(long)]
    all: bool,
}

pub(super) fn run(args: &Args) -> Done {
    let (library, complete) = args.sources.library()?;
    let key = library.find(&args.id)?;
    let Some(article) = key.map(|key| library.article(key)).transpose()?.flatten() else {
        return Err(Failure::usage(format!("there is no article {:?}; `rasid list` gives the ids", args.id)));
    };
    let mut out = Output::new();
    let width = args.width.or(out.terminal());
    for line in paragraphs(&article, args.all) {
        match width {
            Some(width) => write_laid_out(&mut out, &line, width)?,
            None => writeln!(out, "{line}")?,
        }
    }
    out.flush()?;
    Ok(complete)
}

/// The article's lines as they are to be shown, an empty one between paragraphs.
fn paragraphs(article: &Article, all: bool) -> Vec<Clean> {
    let mut lines = Vec::new();
    let shown = |role: Role| all || role.is_content();
    let head = |role| matches!(role, Role::Title | Role::Kicker);
    let words = |span: Span| Clean::new(article.words(span));
    let blocks = &article.document.blocks;
    lines.extend(blocks.iter().filter(|b| head(b.role)).map(|b| words(b.span)));
    let outlet = article.document.outlet.as_ref().map(|o| o.name.clone());
    let date = article.published().map(|p| format!("{} ({})", p.interval.edtf(), p.basis));
    let facts: Vec<_> = [outlet, date, article.document.address.clone()].into_iter().flatten().collect();
    if !facts.is_empty() {
        lines.push(Clean::new(&facts.join(" · ")));
    }
    for block in blocks.iter().filter(|b| shown(b.role) && !head(b.role)) {
        lines.push(Clean::default());
        let bullet = if block.role == Role::Bullet { "• " } else { "" };
        lines.push(Clean::new(&format!("{bullet}{}", article.words(block.span))));
    }
    lines
}

fn write_laid_out(out: &mut Output, line: &Clean, width: u16) -> std::io::Result<()> {
    let options = Options::new(width).base(Base::AutoRtl);
    let laid_out = layout::layout(line, Span::new(0, line.len()), &options);
    if laid_out.lines.is_empty() {
        return writeln!(out);
    }
    for line in laid_out.lines {
        writeln!(out, "{}{}", " ".repeat(usize::from(line.column)), line.visual())?;
    }
    Ok(())
}
