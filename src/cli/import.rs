//! `rasid import`: articles into a library that lasts.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use serde::Serialize;

use super::failure::{Complete, Done, warn};
use super::output::Output;
use super::sources::{Fields, Which, open_file, own_library, say};
use crate::ingest::{Limits, Notice};
use crate::library::{Counts, Import, Pace, Report, import};
use crate::text::EscapedJson;

/// Read files and folders into a library that lasts, and go on where an earlier import stopped
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid import news/
  rasid import --library archive.db dump.jsonl
  rasid import --map text=article_body --map published=when dump.jsonl
  rasid list --own                               what is in your own library
  rasid import --json news/ | jq .skipped

The same text twice is one article. A file that changed is a new version of its article, and keeps your marks. What
is taken out of a file stays in the library and is marked (`is:gone`); `--prune` takes it out there too.
Ctrl-C ends the import after what is stored; the same command goes on later.")]
pub(super) struct Args {
    /// Files and folders to read
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    fields: Fields,
    /// Read and analyse again what is in the library already
    #[arg(long)]
    again: bool,
    /// Take out what is in its file no more, except what you starred, tagged, corrected or wrote a note on
    #[arg(long)]
    prune: bool,
    /// The report as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct JsonReport {
    #[serde(flatten)]
    counts: Counts,
    /// Articles that were gone and were taken out.
    pruned: usize,
    stopped: bool,
    seconds: f64,
    skipped_files: Vec<JsonNotice>,
    noted: Vec<JsonNotice>,
}

#[derive(Serialize)]
struct JsonNotice {
    path: String,
    record: Option<usize>,
    line: Option<usize>,
    reason: String,
}

impl From<&Notice> for JsonNotice {
    fn from(notice: &Notice) -> Self {
        Self {
            path: notice.path.to_string_lossy().into_owned(),
            record: notice.record,
            line: notice.line,
            reason: notice.problem.to_string(),
        }
    }
}

/// Under which name a library keeps which lexicon its articles were analysed with.
const LEXICON: &str = "lexicon";

pub(super) fn run(args: &Args) -> Done {
    let file = match args.which.file()? {
        Some(file) => file,
        None => own_library()?,
    };
    let mut library = open_file(&file, true)?;
    let analyser = args.which.lexicon.own()?.analyser()?;
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // A second signal ends the program at once, as the first may be waiting for the disk.
        signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&stop))?;
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }
    let begun = Instant::now();
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} [{elapsed}]") {
        bar.set_style(style);
    }
    let what = Import {
        paths: &args.paths,
        analyser: &analyser,
        limits: Limits::default(),
        fields: args.fields.map(),
        again: args.again,
        pace: Pace::Alone,
        stop: &stop,
    };
    let before = library.session(LEXICON)?;
    let done = import(&mut library, &what, &mut |counts| {
        bar.set_message(line(counts));
        bar.tick();
    });
    bar.finish_and_clear();
    let report = done?;
    let fingerprint = analyser.lexicon().fingerprint();
    if before.as_ref().is_some_and(|before| *before != fingerprint) && !args.again {
        warn("what was in the library before was analysed with another lexicon: `--again` analyses it anew");
    } else {
        library.set_session(LEXICON, &fingerprint)?;
    }
    let pruned = if args.prune && !report.stopped { library.forget_gone()? } else { 0 };
    write_report(&report, pruned, begun.elapsed().as_secs_f64(), args.json)?;
    Ok(Complete::of(&report))
}

fn line(counts: &Counts) -> String {
    format!(
        "{} imported, {} changed, {} unchanged, {} skipped, {}",
        HumanCount(counts.imported as u64),
        HumanCount(counts.changed as u64),
        HumanCount(counts.unchanged as u64),
        HumanCount(counts.skipped as u64),
        HumanBytes(counts.bytes)
    )
}

fn write_report(report: &Report, pruned: usize, seconds: f64, json: bool) -> anyhow::Result<()> {
    let mut out = Output::new();
    if json {
        let report = JsonReport {
            counts: report.counts,
            pruned,
            stopped: report.stopped,
            seconds,
            skipped_files: report.skipped.iter().map(Into::into).collect(),
            noted: report.noted.iter().map(Into::into).collect(),
        };
        serde_json::to_writer_pretty(EscapedJson::new(&mut out), &report)?;
        writeln!(out)?;
    } else {
        say(report);
        writeln!(out, "{} ({seconds:.1} s)", line(&report.counts))?;
        if report.counts.files_unchanged > 0 {
            writeln!(out, "{} files were not read again", HumanCount(report.counts.files_unchanged as u64))?;
        }
        if report.counts.gone > 0 {
            let gone = HumanCount(report.counts.gone as u64);
            writeln!(out, "{gone} are not in their files any more, and are kept: `rasid search is:gone`")?;
        }
        if pruned > 0 {
            writeln!(out, "{} were taken out of the library", HumanCount(pruned as u64))?;
        }
        if report.stopped {
            writeln!(out, "stopped early; the same command goes on")?;
        }
    }
    Ok(out.flush()?)
}
