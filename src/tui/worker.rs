//! The thread that owns the library: it answers what the screen asks, and sees to it that changes are saved.
//!
//! Some questions look at a few rows, others at everything. What the cursor needs goes before the rest: a long
//! query is stopped when something else is asked, and begun again when nothing else waits.

use std::collections::VecDeque;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::library::{Interrupter, Library};

use super::data::answer;
use super::neighbours;
use super::request::{Reply, Request};
use super::saves::{Saves, Unsaved};

/// How long the program waits at its end for what is still to be saved: longer than a change waits for another
/// program that writes, and no reader waits longer for a shell.
const LAST_WAIT: Duration = Duration::from_secs(8);

/// How often it looks whether another program changed the library, where the system does not tell.
const LOOK: Duration = Duration::from_secs(1);

/// How often it looks whether a library that could only be read can be written.
const WRITABLE: Duration = Duration::from_secs(10);

/// The thread, as the screen sees it.
#[derive(Debug)]
pub struct Worker {
    requests: Sender<Request>,
    long: Long,
    /// How many changes were asked for.
    changes: usize,
    /// Whether the thread was told where the reader is.
    left: bool,
    ending: Arc<AtomicBool>,
    ended: Receiver<Option<Unsaved>>,
}

/// What stops the long query that is running, while one is.
type Long = Arc<Mutex<Option<Interrupter>>>;

impl Worker {
    /// Starts the thread. It opens the library itself, so that the screen stands before the library does;
    /// answers what is urgent first, and leaves out what a later question made pointless. `reply` says whether anyone still
    /// listens; `lost` is told if the library cannot be opened.
    ///
    /// # Errors
    ///
    /// If the system gives no thread.
    pub fn start(
        open: impl FnOnce() -> anyhow::Result<Library> + Send + 'static,
        reply: impl Fn(Reply) -> bool + Send + 'static,
        lost: impl FnOnce(anyhow::Error) + Send + 'static,
    ) -> io::Result<Self> {
        let (requests, receiver) = channel();
        let (end, ended) = channel();
        let ending = Arc::new(AtomicBool::new(false));
        let is_ending = Arc::clone(&ending);
        let long = Long::default();
        let running = Arc::clone(&long);
        let to_itself = requests.clone();
        thread::Builder::new().name("library".into()).spawn(move || {
            let unsaved = match open() {
                Ok(library) => {
                    // Lives as long as the thread serves.
                    let neighbours = library.file().and_then(|file| neighbours::watch(file, to_itself));
                    let told = neighbours.is_some();
                    serve(library, told, &receiver, &running, &reply, &is_ending)
                }
                Err(error) => {
                    lost(error);
                    None
                }
            };
            // Nobody may wait for it any more.
            let _ = end.send(unsaved);
        })?;
        Ok(Self { requests, long, changes: 0, left: false, ending, ended })
    }

    /// Sends a question or a change; gives whether there is a library that takes it.
    pub fn ask(&mut self, request: Request) -> bool {
        self.changes += usize::from(request.is_change());
        self.left |= request.is_last();
        let taken = self.requests.send(request).is_ok();
        self.interrupt();
        taken
    }

    fn interrupt(&self) {
        if let Some(interrupter) = self.long.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            interrupter.interrupt();
        }
    }

    /// Ends the thread once all changes were made, or tried. Gives what could not be saved. Questions are not
    /// answered any more.
    pub fn end(self) -> Option<Unsaved> {
        self.ending.store(true, Ordering::Relaxed);
        self.interrupt();
        // Wakes the thread: the watch on the file holds an end of the channel too, so that closing it says nothing.
        let _ = self.requests.send(Request::Look);
        drop(self.requests);
        if self.changes == 0 && !self.left {
            return None;
        }
        match self.ended.recv_timeout(LAST_WAIT) {
            Ok(unsaved) => unsaved,
            Err(_) if self.changes == 0 => None,
            Err(_) => Some(Unsaved { changes: self.changes, why: "the library does not answer".into() }),
        }
    }
}

fn serve(
    mut library: Library,
    told: bool,
    requests: &Receiver<Request>,
    long: &Mutex<Option<Interrupter>>,
    reply: &impl Fn(Reply) -> bool,
    ending: &AtomicBool,
) -> Option<Unsaved> {
    let mark = |running: Option<Interrupter>| *long.lock().unwrap_or_else(PoisonError::into_inner) = running;
    let mut waiting: VecDeque<Request> = VecDeque::new();
    let mut saves = Saves::default();
    let looks = library.is_file() && !told;
    // Whether the file was written since it was last looked at, and when that was.
    let (mut changed, mut looked) = (false, None::<Instant>);
    // From here on; where it cannot be asked, the first question says why.
    let _ = library.changed_elsewhere();
    let mut read_only = library.is_read_only();
    if read_only {
        reply(Reply::ReadOnly(true));
    }
    loop {
        if waiting.is_empty() {
            let looks = (looks || changed).then_some(LOOK);
            let wait = saves.wait().into_iter().chain(looks).chain(read_only.then_some(WRITABLE)).min();
            let next = match wait {
                // Ended, and all was heard that was said before.
                _ if ending.load(Ordering::Relaxed) => {
                    requests.try_recv().map_err(|_| RecvTimeoutError::Disconnected)
                }
                Some(wait) => requests.recv_timeout(wait),
                None => requests.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(request) => waiting.push_back(request),
                Err(RecvTimeoutError::Timeout) => {
                    for answer in saves.try_again(&mut library) {
                        reply(answer);
                    }
                    if read_only && library.try_writable() {
                        read_only = false;
                        reply(Reply::ReadOnly(false));
                    }
                    (changed, looked) = (false, Some(Instant::now()));
                    // Where it cannot be asked, the next question says why.
                    if library.changed_elsewhere().unwrap_or(false) {
                        reply(Reply::ChangedElsewhere);
                    }
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return saves.try_at_the_end(&mut library),
            }
        }
        for request in requests.try_iter() {
            let before = waiting.len();
            waiting.retain(|earlier| !request.supersedes(earlier));
            for _ in waiting.len()..before {
                reply(Reply::Superseded);
            }
            waiting.push_back(request);
        }
        let before = waiting.len();
        waiting.retain(|request| !matches!(request, Request::Look));
        changed |= waiting.len() < before;
        // An import writes all the time: then a look now and again will do.
        if changed && looked.is_none_or(|then| then.elapsed() >= LOOK) {
            (changed, looked) = (false, Some(Instant::now()));
            // Where it cannot be asked, the next question says why.
            if library.changed_elsewhere().unwrap_or(false) {
                reply(Reply::ChangedElsewhere);
            }
        }
        let urgent = waiting.iter().position(|request| !request.is_long()).unwrap_or(0);
        let Some(request) = waiting.remove(urgent) else { continue };
        // A change is made even if nobody listens any more.
        if request.is_change() {
            for answer in saves.make(&mut library, request) {
                reply(answer);
            }
        } else if request.is_last() || !ending.load(Ordering::Relaxed) {
            let again = request.is_long().then(|| request.clone());
            mark(again.as_ref().map(|_| library.interrupter()));
            let answered = answer(&mut library, request);
            mark(None);
            match (answered, again) {
                (Reply::Interrupted, Some(request)) => waiting.push_front(request),
                (answered, _) => {
                    reply(answered);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Filter, Page};

    #[test]
    fn what_is_urgent_goes_first_and_nothing_is_lost() {
        let (replies, answers) = channel();
        // The library comes late, so that all questions wait for it together.
        let (ready, when_ready) = channel::<()>();
        let open = move || {
            let _ = when_ready.recv();
            Ok(Library::in_memory()?)
        };
        let reply = move |reply| replies.send(reply).is_ok();
        let mut worker = Worker::start(open, reply, |error| panic!("{error}")).unwrap();
        let page = Page::first(10);
        worker.ask(Request::Moments(Filter::default()));
        worker.ask(Request::Entities(Filter { unread: true, ..Filter::default() }, page));
        worker.ask(Request::Entities(Filter::default(), page));
        worker.ask(Request::Articles(Filter::default(), page));
        ready.send(()).unwrap();
        let mut got: Vec<_> = (0..4).map(|_| answers.recv().unwrap()).collect();
        assert!(matches!(got.remove(0), Reply::Superseded), "one question about entities is enough");
        assert!(matches!(got.remove(0), Reply::Articles(..)));
        assert!(got.iter().any(|r| matches!(r, Reply::Moments(..))));
        assert!(got.iter().any(|r| matches!(r, Reply::Entities(..))));
    }
}
