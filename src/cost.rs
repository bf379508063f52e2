//! What a piece of work costs, for tests that cost grows with the length of the input and not with its square.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// What is paid once, whatever the length: caches that fill, tables that are made.
pub const ONCE: Duration = Duration::from_millis(5);

/// The least time of three runs for which this thread had a processor, so that other work on the machine does not
/// look like a square.
pub fn least_of_three(mut work: impl FnMut()) -> Duration {
    let mut once = || {
        let start = on_processor();
        work();
        on_processor().saturating_sub(start)
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

/// How long this thread has run so far (`CLOCK_THREAD_CPUTIME_ID` of POSIX).
fn on_processor() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}
