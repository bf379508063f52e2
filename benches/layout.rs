//! Speed of the layout: levels, joining, line breaks and reordering of the built-in articles, repeated to
//! 20 MB, at 80 columns; and, where it is installed, libfribidi (bidi and joining, no wrapping) on the same
//! bytes in the same run. `cargo bench --bench layout`.

use std::hint::black_box;
use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use rasid::layout::{Base, Options, each_line, layout, parts};
use rasid::model::Span;

const SIZE: usize = 20_000_000;

fn articles() -> String {
    let mut one = String::new();
    for document in rasid::ingest::built_in() {
        one.push_str(&document.text);
        one.push('\n');
    }
    one.repeat(SIZE.div_ceil(one.len().max(1)))
}

/// Lays all out line by line, as `rasid layout` does it: a line of the input at a time. Gives the number of cells,
/// so that none is left out.
fn lay_out(text: &str) -> usize {
    let options = Options::new(80).base(Base::AutoRtl);
    let mut cells = 0;
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        let within = Span::new(start, start + paragraph.len());
        each_line(text, within, &options, |line| cells += line.cells.len());
        start = within.end;
    }
    cells
}

/// What some work costs: the time that this thread had a processor, where the system tells it (Linux), so that
/// other work on the machine does not count.
fn cost(work: impl FnOnce()) -> Duration {
    let (account, clock) = (on_processor(), Instant::now());
    work();
    match (account, on_processor()) {
        (Some(start), Some(end)) => end.saturating_sub(start),
        _ => clock.elapsed(),
    }
}

fn on_processor() -> Option<Duration> {
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    account.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The least time of some runs, by the clock: the kernel's account of a thread is too coarse for frames.
fn least(runs: usize, mut work: impl FnMut()) -> Duration {
    let mut once = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..runs).map(|_| once()).min().unwrap_or_default()
}

/// Megabytes a second of the best of some runs.
fn speed(bytes: usize, runs: usize, mut work: impl FnMut()) -> f64 {
    let best = (0..runs).map(|_| cost(&mut work)).min().unwrap_or(Duration::MAX);
    bytes as f64 / 1e6 / best.as_secs_f64()
}

/// libfribidi on the same text, by a small C program that is compiled for the purpose.
fn fribidi(text: &str) -> Option<f64> {
    let folder = std::env::temp_dir().join(format!("rasid-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).ok()?;
    let (program, input) = (folder.join("fribidi"), folder.join("input.txt"));
    let measured = (|| {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/fribidi.c");
        let compiled = Command::new("cc").args(["-O2", source, "-o"]).arg(&program).arg("-lfribidi").output();
        if !compiled.ok()?.status.success() {
            return None;
        }
        std::fs::File::create(&input).ok()?.write_all(text.as_bytes()).ok()?;
        let output = Command::new(&program).arg(&input).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    })();
    let _ = std::fs::remove_dir_all(&folder);
    measured
}

fn main() {
    let text = articles();
    let ours = speed(text.len(), 5, || {
        black_box(lay_out(&text));
    });
    println!("layout, 80 columns:        {ours:6.1} MB/s");
    match fribidi(&text) {
        Some(theirs) => {
            println!("libfribidi, no wrapping:   {theirs:6.1} MB/s");
            println!("ratio:                     {:6.2}", ours / theirs);
        }
        None => println!("libfribidi or a C compiler is not installed"),
    }
    let long = text.replace('\n', " ");
    for size in [2 << 10, 32 << 10, 2 << 20, 10 << 20] {
        let cut = (0..=size).rev().find(|at| long.is_char_boundary(*at)).unwrap_or(0);
        let paragraph = &long[..cut];
        let rounds = SIZE / size / 4 + 1;
        let options = Options::new(80).base(Base::Rtl);
        let whole = Span::new(0, cut);
        let streamed = speed(cut * rounds, 3, || {
            for _ in 0..rounds {
                let mut cells = 0;
                each_line(paragraph, whole, &options, |line| cells += line.cells.len());
                black_box(cells);
            }
        });
        let kept = speed(cut * rounds, 3, || {
            for _ in 0..rounds {
                black_box(layout(paragraph, whole, &options));
            }
        });
        // As a screen does it on going to the middle of a text that it has not shown yet; and once it has.
        let mut all: Vec<Span> = Vec::new();
        let opened = least(5, || all = parts(paragraph, whole).collect());
        let middle = all.get(all.len() / 2).copied().unwrap_or_default();
        let frame = least(50, || drop(black_box(layout(paragraph, middle, &options))));
        println!(
            "one paragraph of {:>5} KiB: {streamed:6.1} MB/s line by line, {kept:6.1} MB/s all kept; on a screen \
             {opened:.1?} to open it, {:.0?} to show any place of it",
            size >> 10,
            frame,
        );
    }

    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let documents = rasid::ingest::built_in();
    let mut group = criterion.benchmark_group("layout");
    for (name, width) in [("article at 80 columns", 80), ("article at 40 columns", 40)] {
        let text = documents.first().map(|d| d.text.clone()).unwrap_or_default();
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| layout(&text, Span::new(0, text.len()), &Options::new(width).base(Base::Rtl)));
        });
    }
    group.finish();
    criterion.final_summary();
}
