//! The thread that owns the library and answers.
//!
//! Some questions look at a few rows, others at everything. What the cursor needs goes before the rest: a long
//! query is stopped when something else is asked, and begun again when nothing else waits.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::library::{Interrupter, Library};

use super::data::{Reply, Request, answer};

/// Asks the library.
#[derive(Debug)]
pub struct Asker {
    sender: Sender<Request>,
    long: Arc<Mutex<Option<Interrupter>>>,
}

impl Asker {
    /// Asks a question. Gives whether there is anyone to answer it.
    pub fn ask(&self, request: Request) -> bool {
        let sent = self.sender.send(request).is_ok();
        let long = self.long.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(interrupter) = long.as_ref() {
            interrupter.interrupt();
        }
        sent
    }
}

/// Starts the thread that opens and owns the library, so that the screen stands before the library does. It
/// answers what is urgent first, leaves out what a later question made pointless, and ends when the asker is
/// gone. `reply` says whether anyone still listens; `lost` is told if the library cannot be opened.
///
/// # Errors
///
/// If the system gives no thread.
pub fn start(
    open: impl FnOnce() -> anyhow::Result<Library> + Send + 'static,
    reply: impl Fn(Reply) -> bool + Send + 'static,
    lost: impl FnOnce(anyhow::Error) + Send + 'static,
) -> std::io::Result<Asker> {
    let (sender, receiver) = channel();
    let long = Arc::new(Mutex::new(None));
    let asker = Asker { sender, long: Arc::clone(&long) };
    thread::Builder::new().name("library".into()).spawn(move || match open() {
        Ok(library) => serve(&library, &receiver, &long, &reply),
        Err(error) => lost(error),
    })?;
    Ok(asker)
}

fn serve(
    library: &Library,
    requests: &Receiver<Request>,
    long: &Mutex<Option<Interrupter>>,
    reply: &impl Fn(Reply) -> bool,
) {
    // What stops a long query is at hand while one runs, and only then.
    let mark = |running: Option<Interrupter>| *long.lock().unwrap_or_else(PoisonError::into_inner) = running;
    let mut waiting: VecDeque<Request> = VecDeque::new();
    loop {
        if waiting.is_empty() {
            match requests.recv() {
                Ok(request) => waiting.push_back(request),
                Err(_) => return,
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
        let urgent = waiting.iter().position(|request| !request.is_long()).unwrap_or(0);
        let Some(request) = waiting.remove(urgent) else { continue };
        let answered = if request.is_long() {
            mark(Some(library.interrupter()));
            let answered = answer(library, request.clone());
            mark(None);
            answered
        } else {
            answer(library, request.clone())
        };
        match answered {
            Reply::Interrupted => waiting.push_front(request),
            answered => {
                if !reply(answered) {
                    return;
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
        let asker = start(open, move |reply| replies.send(reply).is_ok(), |error| panic!("{error}")).unwrap();
        let page = Page::first(10);
        asker.ask(Request::Moments(Filter::default()));
        asker.ask(Request::Entities(Filter { unread: true, ..Filter::default() }, page));
        asker.ask(Request::Entities(Filter::default(), page));
        asker.ask(Request::Articles(Filter::default(), page));
        ready.send(()).unwrap();
        let mut got: Vec<_> = (0..4).map(|_| answers.recv().unwrap()).collect();
        assert!(matches!(got.remove(0), Reply::Superseded), "one question about entities is enough");
        assert!(matches!(got.remove(0), Reply::Articles(..)));
        assert!(got.iter().any(|r| matches!(r, Reply::Moments(..))));
        assert!(got.iter().any(|r| matches!(r, Reply::Entities(..))));
    }
}
