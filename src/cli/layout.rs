//! `rasid layout`: any text laid out on standard output.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::Context;
use serde::Serialize;

use super::failure::{Complete, Done, warn};
use super::output::Output;
use crate::layout::{Align, Base, Line, Options, each_line};
use crate::model::Span;
use crate::text::EscapedJson;

/// Lay out any text: right-to-left order, joined letters, lines broken where they should be
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid layout article.txt                   as a terminal shows it, 80 columns
  rasid layout --width 40 --align justify --kashida article.txt
  echo 'سلام (world) 123' | rasid layout     one line for a program that knows no Arabic
  rasid layout --format json < article.txt   cells with their bytes and levels

It is what `fribidi` is used for in pipes, with two differences: lines are broken before they are reordered,
so that the beginning of a paragraph stands on its first line; and each lam-alef is one cell. The text form is
in visual order with presentation forms, for terminals and programs that neither reorder nor join; what is
stored or searched should stay logical text.")]
pub(super) struct Args {
    /// The file; standard input if none is given
    file: Option<PathBuf>,
    /// Columns of a line; the terminal's, or 80 in a pipe
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
    /// The base direction of a paragraph; auto takes that of its first letter, or of the paragraph before
    #[arg(long, value_enum, default_value = "auto")]
    base: BaseArg,
    /// Where lines stand: start is the right for right-to-left paragraphs, and the left for others
    #[arg(long, value_enum, default_value = "start")]
    align: AlignArg,
    /// text: one visual line a line; json: a list of lines with their cells
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Lam and alef as one sign
    #[arg(long, value_enum, default_value = "on", value_name = "WHETHER")]
    ligatures: OnOff,
    /// Harakat and other Arabic marks
    #[arg(long, value_enum, default_value = "show", value_name = "WHETHER")]
    harakat: ShowHide,
    /// Widen justified lines by kashida within words
    #[arg(long)]
    kashida: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum BaseArg {
    Auto,
    Rtl,
    Ltr,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum AlignArg {
    Start,
    Right,
    Left,
    Center,
    Justify,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum OnOff {
    On,
    Off,
}

impl OnOff {
    /// Whether it is on.
    pub(super) fn is_on(self) -> bool {
        self == Self::On
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ShowHide {
    Show,
    Hide,
}

impl ShowHide {
    /// Whether it is shown.
    pub(super) fn is_shown(self) -> bool {
        self == Self::Show
    }
}

/// A line as JSON. Offsets are bytes of the input.
#[derive(Serialize)]
struct LineJson<'a> {
    start: usize,
    end: usize,
    rtl: bool,
    column: u16,
    cells: Vec<CellJson<'a>>,
    invisible: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct CellJson<'a> {
    symbol: &'a str,
    width: u8,
    level: u8,
    start: usize,
    end: usize,
}

impl Args {
    fn options(&self, width: u16, before: Base) -> Options {
        let align = match self.align {
            AlignArg::Start => Align::Start,
            AlignArg::Right => Align::Right,
            AlignArg::Left => Align::Left,
            AlignArg::Center => Align::Center,
            AlignArg::Justify => Align::Justify,
        };
        let base = match self.base {
            BaseArg::Auto => before,
            BaseArg::Rtl => Base::Rtl,
            BaseArg::Ltr => Base::Ltr,
        };
        Options {
            ligatures: self.ligatures.is_on(),
            harakat: self.harakat.is_shown(),
            kashida: self.kashida,
            ..Options::new(width).base(base).align(align)
        }
    }
}

pub(super) fn run(args: &Args) -> Done {
    let mut input: Box<dyn BufRead> = match &args.file {
        Some(path) => Box::new(BufReader::new(File::open(path).with_context(|| path.display().to_string())?)),
        None => {
            if std::io::stdin().is_terminal() {
                warn("reading from the terminal; end with Ctrl-D");
            }
            Box::new(std::io::stdin().lock())
        }
    };
    let mut out = Output::new();
    let width = args.width.or(out.terminal()).unwrap_or(80);
    let mut complete = Complete::Yes;
    // The direction of the last paragraph that had one.
    let mut before = Base::Auto;
    let (mut offset, mut lines) = (0, 0_usize);
    let mut bytes = Vec::new();
    // A line at a time: the output begins before the input ends, and no input is too long.
    while input.read_until(b'\n', &mut bytes)? > 0 {
        let text = String::from_utf8_lossy(&bytes);
        if matches!(text, std::borrow::Cow::Owned(_)) && complete == Complete::Yes {
            warn(format!(
                "the text is not UTF-8 at byte {offset} or after it; such bytes are shown as U+FFFD"
            ));
            complete = Complete::No;
        }
        let (mut failed, options) = (None, args.options(width, before));
        each_line(&text, Span::new(0, text.len()), &options, |line| {
            if failed.is_none() {
                failed = write_line(&mut out, args.format, line, offset, lines).err();
            }
            lines += 1;
            if !line.cells.is_empty() {
                before = if line.rtl { Base::AutoRtl } else { Base::Auto };
            }
        });
        if let Some(error) = failed {
            return Err(error.into());
        }
        offset += bytes.len();
        bytes.clear();
    }
    if matches!(args.format, Format::Json) {
        out.write_all(if lines == 0 { b"[]\n" } else { b"\n]\n" })?;
    }
    out.flush()?;
    Ok(complete)
}

/// Writes a line; `offset` is where its text begins in the input, `before` how many lines were written.
fn write_line(
    out: &mut Output,
    format: Format,
    line: &Line,
    offset: usize,
    before: usize,
) -> anyhow::Result<()> {
    match format {
        Format::Text if line.cells.is_empty() => writeln!(out)?,
        Format::Text => writeln!(out, "{}{}", " ".repeat(usize::from(line.column)), line.visual())?,
        Format::Json => write_json(out, line, offset, before)?,
    }
    Ok(())
}

fn write_json(out: &mut Output, line: &Line, offset: usize, before: usize) -> anyhow::Result<()> {
    let cells = line.cells.iter().map(|cell| CellJson {
        symbol: &cell.symbol,
        width: cell.width,
        level: cell.level,
        start: offset + cell.span.start,
        end: offset + cell.span.end,
    });
    let json = LineJson {
        start: offset + line.span.start,
        end: offset + line.span.end,
        rtl: line.rtl,
        column: line.column,
        cells: cells.collect(),
        invisible: line.invisible.iter().map(|s| [offset + s.start, offset + s.end]).collect(),
    };
    out.write_all(if before == 0 { b"[\n  " } else { b",\n  " })?;
    Ok(serde_json::to_writer(EscapedJson::new(out), &json)?)
}
