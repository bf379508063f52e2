//! What a piece of work costs, for tests that cost grows with the length of the input and not with its square.

use std::time::{Duration, Instant};

/// The kernel's account moves on with its clock's ticks: shorter times than two of the longest are not told apart.
pub const COARSE: Duration = Duration::from_millis(20);

/// The least time of three runs. Where the system tells it (Linux), the time that this thread had a processor,
/// so that other work on the machine does not look like a square.
pub fn least_of_three(mut work: impl FnMut()) -> Duration {
    let mut once = || {
        let (start, begun) = (on_processor(), Instant::now());
        work();
        match (start, on_processor()) {
            (Some(start), Some(end)) => end.saturating_sub(start),
            _ => begun.elapsed(),
        }
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

/// How long this thread has run so far: the first figure of the kernel's own account, in nanoseconds.
fn on_processor() -> Option<Duration> {
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    account.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
