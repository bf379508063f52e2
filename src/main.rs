//! The program: everything it does is in the library, so that tests and benches can call it.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    rasid::cli::run(std::env::args_os())
}
