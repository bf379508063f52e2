//! The program: everything it does is in the library, so that tests and benches can call it.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// An import makes articles on all cores and frees them on the one that writes. The system's allocator has the
/// threads wait for each other there: a fifth of the writer's time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    rasid::cli::run(std::env::args_os())
}
