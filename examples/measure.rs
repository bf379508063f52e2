//! Measures a program from outside, in a terminal of its own or without one. Linux.
//!
//! ```text
//! measure run -- COMMAND …                              time, processor time, peak memory
//! measure screen [OPTIONS] -- COMMAND …                 a program of the screen
//!     --keys jjjk       keys that are typed over and over, one at a time; by default j
//!     --count 200       how many
//!     --before KEYS     keys that are typed first, together; the frame that they bring is not measured
//!     --search WORD     then types /WORD and measures Enter
//!     --silence 60      milliseconds without output that end what a key has painted: more than the slowest
//!                       answer takes, where a key is followed by an answer that comes later
//!     --settle 1000     milliseconds without output that end the first frame
//!     --size 40x140     rows and columns
//! ```
//!
//! A frame is finished with the last byte before a silence; the silence itself is not counted. So a program
//! that paints in several goes is charged for all of them (`key_…`; `echo_…` is the first byte alone), and one that paints nothing is not taken for fast:
//! keys without any output are counted apart. Results are lines of `name<tab>value`.

#![allow(clippy::unwrap_used)] // a measurement that cannot be made has failed

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// A key that paints nothing for so long paints nothing.
const NOTHING: Duration = Duration::from_millis(400);
/// A program that shows nothing for so long shows nothing.
const NO_FRAME: Duration = Duration::from_secs(120);
/// How long nobody types while the idle program is watched.
const IDLE: Duration = Duration::from_secs(3);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let parted = args.iter().position(|a| a == "--");
    let Some((own, command)) = parted.map(|at| (&args[..at], &args[at + 1..])).filter(|(_, c)| !c.is_empty())
    else {
        eprintln!("usage: measure run|screen [OPTIONS] -- COMMAND …");
        std::process::exit(2);
    };
    let option = |name: &str, default: &str| {
        let at = own.iter().position(|a| a == name);
        at.and_then(|at| own.get(at + 1)).map_or(default.to_owned(), String::clone)
    };
    match own.first().map(String::as_str) {
        Some("run") => run(command),
        Some("screen") => screen(command, &option),
        _ => {
            eprintln!("measure: run or screen?");
            std::process::exit(2);
        }
    }
}

fn say(name: &str, value: impl std::fmt::Display) {
    println!("{name}\t{value}");
}

fn run(command: &[String]) {
    let begun = Instant::now();
    let mut child = Command::new(&command[0]).args(&command[1..]).spawn().unwrap();
    let (mut peak, mut cpu) = (0, 0.0);
    let status = loop {
        // What the system knows of a process is gone with it, so it is asked all the while.
        peak = memory(child.id(), "VmHWM:").max(peak);
        cpu = f64::max(processor_seconds(child.id()), cpu);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    say("seconds", format!("{:.2}", begun.elapsed().as_secs_f64()));
    say("processor_seconds", format!("{cpu:.2}"));
    say("peak_mb", format!("{:.1}", peak as f64 / 1024.0));
    std::process::exit(status.code().unwrap_or(1));
}

/// The program under measurement.
struct Screen {
    input: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    terminal: vt100::Parser,
    bytes: usize,
    /// What ends a key's painting.
    silence: Duration,
}

fn screen(command: &[String], option: &dyn Fn(&str, &str) -> String) {
    let size = option("--size", "40x140");
    let (rows, cols) =
        size.split_once('x').and_then(|(r, c)| Some((r.parse().ok()?, c.parse().ok()?))).unwrap();
    let (rows, cols): (NonZero<u16>, NonZero<u16>) = (rows, cols);
    let pair = native_pty_system()
        .openpty(PtySize { rows: rows.get(), cols: cols.get(), ..PtySize::default() })
        .unwrap();
    let mut builder = CommandBuilder::new(&command[0]);
    builder.args(&command[1..]);
    builder.env("TERM", "xterm-256color");
    builder.cwd(std::env::current_dir().unwrap());
    let begun = Instant::now();
    let mut child = pair.slave.spawn_command(builder).unwrap();
    let pid = child.process_id().unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (sender, output) = channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 1 << 16];
        while let Ok(n @ 1..) = reader.read(&mut bytes) {
            if sender.send((Instant::now(), bytes[..n].to_vec())).is_err() {
                return;
            }
        }
    });
    let input = pair.master.take_writer().unwrap();
    let terminal = vt100::Parser::new(rows, cols, 0);
    let silence = Duration::from_millis(option("--silence", "60").parse().unwrap());
    let mut screen = Screen { input, output, terminal, bytes: 0, silence };

    let settle = Duration::from_millis(option("--settle", "1000").parse().unwrap());
    let (first, last) = screen.first_frame(begun, settle);
    say("first_text_ms", first.map_or("never".into(), |t| ms(t.as_millis_f())));
    say("first_frame_ms", ms(last.as_millis_f()));

    let before = option("--before", "");
    if !before.is_empty() {
        screen.press(&before);
        screen.read_until_silent(settle);
    }
    let keys: Vec<char> = option("--keys", "j").chars().collect();
    let count: usize = option("--count", "200").parse().unwrap();
    let (mut echoes, mut times) = (Vec::new(), Vec::new());
    for key in keys.iter().cycle().take(count) {
        let painted = screen.press(&key.to_string());
        echoes.extend(painted.map(|(first, _)| first));
        times.extend(painted.map(|(_, last)| last));
    }
    for (what, times) in [("echo", &mut echoes), ("key", &mut times)] {
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times.get(((times.len() as f64 - 1.0) * part).round() as usize).copied();
        for (name, part) in [("p50", 0.5), ("p95", 0.95), ("max", 1.0)] {
            say(&format!("{what}_{name}_ms"), at(part).map_or("none".into(), ms));
        }
    }
    say("keys_without_output", count - times.len());

    let word = option("--search", "");
    if !word.is_empty() {
        for c in "/".chars().chain(word.chars()) {
            screen.press(&c.to_string());
        }
        say("search_ms", screen.press("\r").map_or("none".into(), |(_, last)| ms(last)));
    }
    say("memory_mb", ms(memory(pid, "VmRSS:") as f64 / 1024.0));
    say("peak_mb", ms(memory(pid, "VmHWM:") as f64 / 1024.0));

    screen.read_until_silent(Duration::from_millis(500));
    let (before, bytes, cpu) = (switches(pid), screen.bytes, processor_seconds(pid));
    let until = Instant::now() + IDLE;
    while Instant::now() < until {
        screen.read(until.saturating_duration_since(Instant::now()));
    }
    say("idle_wakeups", switches(pid).saturating_sub(before));
    say("idle_bytes", screen.bytes - bytes);
    say("idle_processor_ms", ms((processor_seconds(pid) - cpu) * 1000.0));
    let _ = child.kill();
    let _ = child.wait();
}

impl Screen {
    /// Reads what comes within `patience`, and answers what a terminal is asked. Gives when the last byte came.
    fn read(&mut self, patience: Duration) -> Option<Instant> {
        match self.output.recv_timeout(patience) {
            Ok((at, bytes)) => {
                self.bytes += bytes.len();
                self.terminal.process(&bytes);
                self.answer(&bytes);
                Some(at)
            }
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(patience);
                None
            }
        }
    }

    /// Primary device attributes, and where the cursor is: what programs wait for.
    fn answer(&mut self, bytes: &[u8]) {
        let asks = |question: &[u8]| bytes.windows(question.len()).any(|w| w == question);
        if asks(b"\x1b[c") || asks(b"\x1b[0c") {
            self.input.write_all(b"\x1b[?62;22c").unwrap();
        }
        if asks(b"\x1b[6n") {
            let (row, column) = self.terminal.screen().cursor_position();
            write!(self.input, "\x1b[{};{}R", row + 1, column + 1).unwrap();
        }
    }

    /// Reads until nothing came for `silence`. Gives when the last byte came.
    fn read_until_silent(&mut self, silence: Duration) -> Option<Instant> {
        let mut last = None;
        while let Some(at) = self.read(silence) {
            last = Some(at);
        }
        last
    }

    /// When the first letter stood on the screen, and when the first frame was finished.
    fn first_frame(&mut self, begun: Instant, settle: Duration) -> (Option<Duration>, Duration) {
        let (mut first, mut last) = (None, begun);
        loop {
            let patience = if first.is_some() { settle } else { NO_FRAME };
            let Some(at) = self.read(patience) else { break };
            last = at;
            let shows = |text: String| text.chars().any(char::is_alphabetic);
            if first.is_none() && shows(self.terminal.screen().contents()) {
                first = Some(at - begun);
            }
        }
        (first, last - begun)
    }

    /// Types a key. Gives the milliseconds until the first and the last byte that it painted.
    fn press(&mut self, key: &str) -> Option<(f64, f64)> {
        let begun = Instant::now();
        self.input.write_all(key.as_bytes()).unwrap();
        let first = self.read(NOTHING)?;
        let mut last = first;
        while let Some(at) = self.read(self.silence) {
            last = at;
        }
        Some(((first - begun).as_millis_f(), (last - begun).as_millis_f()))
    }
}

trait Milliseconds {
    fn as_millis_f(&self) -> f64;
}

impl Milliseconds for Duration {
    fn as_millis_f(&self) -> f64 {
        self.as_secs_f64() * 1000.0
    }
}

fn ms(value: f64) -> String {
    format!("{value:.1}")
}

/// A field of `/proc/PID/status` in KiB; 0 for a process that is gone.
fn memory(pid: u32, field: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// How often the threads of a process stopped to wait and were woken.
fn switches(pid: u32) -> u64 {
    let Ok(tasks) = std::fs::read_dir(format!("/proc/{pid}/task")) else { return 0 };
    let of = |path: std::path::PathBuf| {
        let status = std::fs::read_to_string(path.join("status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.and_then(|n| n.trim().parse::<u64>().ok()).unwrap_or(0)
    };
    tasks.flatten().map(|task| of(task.path())).sum()
}

/// The processor time of a process so far, in hundredths of a second as the kernel counts.
fn processor_seconds(pid: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |n: usize| after_name.split_whitespace().nth(n).and_then(|t| t.parse::<f64>().ok());
    (ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / 100.0
}
