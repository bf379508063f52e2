//! A panic leaves the terminal as it was and says in clean words where it happened.

use std::panic::PanicHookInfo;
use std::sync::Once;

use crate::text::Clean;

use super::modes;

/// The exit code after a panic: Rust's own.
const EXIT_CODE: i32 = 101;

/// Installs the hook. It acts only while a session is entered; else the hook that was there before does.
///
/// It ends the process, whichever thread panicked: a worker's silent death would leave a screen that waits
/// for ever. What is worth keeping is in the database already, one transaction for each change.
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if modes::leave().is_none() {
                return before(info);
            }
            // The message may quote the text of an article.
            eprintln!("{}", message(info));
            std::process::exit(EXIT_CODE);
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
