//! Odd surroundings: no terminal on one side or the other, no locale, a clock before 1970, a panic.

use std::path::Path;
use std::process::{Command, Output};

use portable_pty::CommandBuilder;
use rasid::term::{Session, Settings};

use crate::pty::{PROGRAM, Terminal, size};
use crate::{LEAVE, TITLE};

/// A command in a shell in a terminal of its own; `$0` is the program.
fn in_shell(script: &str) -> Terminal {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, PROGRAM]);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    Terminal::run(size(30, 120), command)
}

#[test]
fn input_that_is_no_terminal_leaves_the_keyboard_its_terminal() {
    let mut terminal = in_shell("exec \"$0\" --bidi explicit </dev/null");
    terminal.wait_for(TITLE);
    terminal.type_keys("q");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(terminal.output.ends_with(LEAVE));
}

#[test]
fn without_any_keyboard_there_is_no_screen() {
    let mut terminal = in_shell("exec setsid -w \"$0\" --bidi explicit </dev/null");
    assert_eq!(terminal.wait_for_end(), 2, "{:?}", terminal.output);
    assert!(terminal.output.contains("rasid list"), "{:?}", terminal.output);
    assert!(!terminal.output.contains('\x1b'), "{:?}", terminal.output);
}

fn piped(set: &[(&str, &str)]) -> Output {
    Command::new(PROGRAM).env_clear().envs(set.iter().copied()).output().unwrap()
}

#[test]
fn output_that_is_no_terminal_gets_plain_lines() {
    let output = piped(&[("TERM", "xterm")]);
    assert_eq!(output.status.code(), Some(0));
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(lines.contains("Articles: 5") && lines.contains("Timeline: "), "{lines}");
    assert!(!lines.contains('\x1b'));
}

#[test]
fn a_dumb_terminal_gets_plain_lines_and_takes_commands() {
    let mut terminal = in_shell("TERM=dumb exec \"$0\"");
    terminal.wait_for("Articles: 5");
    terminal.type_keys("timeline\n");
    terminal.wait_for("Timeline: ");
    terminal.type_keys("quit\n");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(!terminal.output.contains('\x1b'), "{:?}", terminal.output);
}

#[test]
fn no_locale_is_no_hindrance() {
    for locale in ["", "LC_ALL=C", "LANG=xx_XX.nothing", "LC_ALL=ar_IQ.ISO-8859-6"] {
        let mut terminal = in_shell(&format!("exec env {locale} \"$0\" --bidi explicit"));
        // The beginning of the built-in article at the top, in joined forms: the screen is UTF-8 all the same.
        terminal.wait_for("\u{FEED}");
        terminal.type_keys("q");
        assert_eq!(terminal.wait_for_end(), 0, "{locale}");
    }
}

/// A library that tells the time as 1961, for programs that take the time from the C library.
fn old_clock(folder: &Path) -> std::path::PathBuf {
    let source = folder.join("clock.c");
    let library = folder.join("clock.so");
    let code = "#define _GNU_SOURCE\n#include <time.h>\n#include <unistd.h>\n#include <sys/syscall.h>\n\
                int clock_gettime(clockid_t clock, struct timespec *t) {\n\
                int done = syscall(SYS_clock_gettime, clock, t);\n\
                if (clock == CLOCK_REALTIME) t->tv_sec = -270000000;\n\
                return done;\n}\n";
    std::fs::write(&source, code).unwrap();
    // There is a C compiler wherever this is built: SQLite is compiled along.
    let compiled =
        Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &source]).status().unwrap();
    assert!(compiled.success());
    library
}

#[test]
fn the_clock_may_stand_before_1970() {
    let folder = tempfile::tempdir().unwrap();
    let clock = old_clock(folder.path());
    let library = folder.path().join("collection.db");
    let import = Command::new(PROGRAM)
        .args(["import", "assets/corpus/000_bd47d08d15ba8ac1.txt", "--library"])
        .arg(&library)
        .env("LD_PRELOAD", &clock)
        .output()
        .unwrap();
    assert!(import.status.success(), "{}", String::from_utf8_lossy(&import.stderr));
    let (clock, library) = (clock.display(), library.display());
    let mut terminal =
        in_shell(&format!("LD_PRELOAD={clock} exec \"$0\" --bidi explicit --library {library}"));
    terminal.wait_for(TITLE);
    terminal.type_keys("q");
    assert_eq!(terminal.wait_for_end(), 0);
}

/// Run by the test below in a terminal; by itself there is nothing to see.
#[test]
#[ignore = "it panics"]
fn panics_on_the_screen() {
    if std::env::var_os("RASID_TEST_PANIC").is_some() {
        let _session =
            Session::enter(Settings { mouse: true, bidi: "explicit".parse().unwrap(), remembered: None });
        let worker = std::thread::spawn(|| panic!("a name: \u{202E}\x1b[31mred"));
        let _ = worker.join();
    }
}

#[test]
fn a_panic_leaves_the_terminal_and_says_so_in_clean_words() {
    let this = std::env::current_exe().unwrap();
    let mut command = CommandBuilder::new(this);
    command.args(["--ignored", "--nocapture", "--exact", "odd::panics_on_the_screen"]);
    command.env("RASID_TEST_PANIC", "1");
    command.env("TERM", "xterm-256color");
    let mut terminal = Terminal::run(size(30, 120), command);
    terminal.wait_for(LEAVE);
    terminal.wait_for("a name: \u{FFFD}\u{FFFD}[31mred. Please report it");
    assert_eq!(terminal.wait_for_end(), 101);
    // Whole lines and echo are back, and the message was the last that was said.
    assert_eq!(terminal.output.matches(LEAVE).count(), 1);
}
