//! `rasid show`: one article as text.

use std::io::Write;

use super::failure::{Done, Failure};
use super::output::Output;
use super::sources::Sources;
use crate::layout::{self, Align, Base, Options};
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

On a terminal the text is laid out for it. In a pipe it is logical text, one paragraph a line, or broken into lines
of N columns with --width; `rasid layout` gives visual order in a pipe.")]
pub(super) struct Args {
    /// The article's id, as `rasid list` gives it
    id: String,
    #[command(flatten)]
    sources: Sources,
    /// Break lines at so many columns
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
    for line in lines(&article, args.all) {
        match (out.terminal(), args.width) {
            (Some(columns), width) => write_visual(&mut out, &line, width.unwrap_or(columns))?,
            (None, Some(width)) => write_logical(&mut out, &line, width)?,
            (None, None) => writeln!(out, "{}", line.text)?,
        }
    }
    out.flush()?;
    Ok(complete)
}

/// A line before it is broken: a paragraph of the article, or a fact about it.
#[derive(Default)]
struct Line {
    text: Clean,
    /// A date or an address: digits and Latin letters keep their order, whatever stands around them.
    fact: bool,
}

impl Line {
    fn options(&self, width: u16) -> Options {
        let options = Options::new(width);
        if self.fact { options.base(Base::Ltr).align(Align::Right) } else { options.base(Base::AutoRtl) }
    }
}

/// The article's lines as they are to be shown, an empty one between paragraphs.
fn lines(article: &Article, all: bool) -> Vec<Line> {
    let shown = |role: Role| all || role.is_content();
    let head = |role| matches!(role, Role::Title | Role::Kicker);
    let text = |raw: &str| Line { text: Clean::new(raw), fact: false };
    let fact = |raw: &str| Line { text: Clean::new(raw), fact: true };
    let words = |span: Span| article.words(span);
    let blocks = &article.document.blocks;
    let mut lines: Vec<Line> = blocks.iter().filter(|b| head(b.role)).map(|b| text(words(b.span))).collect();
    lines.extend(article.document.outlet.as_ref().map(|o| text(&o.name)));
    lines.extend(article.published().map(|p| fact(&format!("{} ({})", p.interval.edtf(), p.basis))));
    lines.extend(article.document.address.as_deref().map(fact));
    for block in blocks.iter().filter(|b| shown(b.role) && !head(b.role)) {
        lines.push(Line::default());
        let bullet = if block.role == Role::Bullet { "• " } else { "" };
        lines.push(text(&format!("{bullet}{}", words(block.span))));
    }
    lines
}

/// Writes a line for a terminal: in visual order, at its margin.
fn write_visual(out: &mut Output, line: &Line, width: u16) -> std::io::Result<()> {
    let laid_out = layout::layout(&line.text, Span::new(0, line.text.len()), &line.options(width));
    if laid_out.lines.is_empty() {
        return out.visual_line("");
    }
    for line in laid_out.lines {
        out.visual_line(&format!("{}{}", " ".repeat(usize::from(line.column)), line.visual()))?;
    }
    Ok(())
}

/// Writes a line for another program: in logical order, broken where a terminal would break it.
fn write_logical(out: &mut Output, line: &Line, width: u16) -> std::io::Result<()> {
    let laid_out = layout::layout(&line.text, Span::new(0, line.text.len()), &line.options(width));
    if laid_out.lines.is_empty() {
        return writeln!(out);
    }
    for part in laid_out.lines {
        writeln!(out, "{}", part.span.of(&line.text).trim_end())?;
    }
    Ok(())
}
