//! A panic leaves the terminal as it was and says in clean words where it happened.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic::PanicHookInfo;
use std::sync::Once;

use crate::text::Clean;

use super::modes;

/// The exit code after a panic: Rust's own.
const EXIT_CODE: i32 = 101;

/// Installs the hook. The message may quote the text of an article: it is cleaned, on every way on which the
/// program runs.
///
/// While a session is entered it ends the process, whichever thread panicked: a worker's silent death would
/// leave a screen that waits for ever. What is worth keeping is in the database already, one transaction for
/// each change.
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            let entered = modes::leave().is_some();
            let mut stderr = std::io::stderr().lock();
            // Nobody is left to be told if this fails.
            let _ = writeln!(stderr, "{}", message(info));
            let trace = Backtrace::capture();
            if trace.status() == BacktraceStatus::Captured {
                for line in trace.to_string().lines() {
                    let _ = writeln!(stderr, "{}", Clean::new(line));
                }
            }
            if entered {
                std::process::exit(EXIT_CODE);
            }
        }));
    });
}

fn message(info: &PanicHookInfo<'_>) -> Clean {
    let what = info
        .payload()
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| info.payload().downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    let place = info.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
    Clean::new(&format!("rasid: internal error{place}: {what}. Please report it; your library is saved."))
}
