//! Changes of the reader's own data: each is kept until it is saved.

use std::collections::VecDeque;
use std::time::Duration;

use crate::library::Library;

use super::data::try_answer;
use super::request::{Reply, Request};

/// How often a change that could not be saved is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// How long a second try waits for another program that writes: the first one waited longer, and the screen's
/// questions wait behind it.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(5), Duration::from_millis(100));

/// Changes that could not be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// How many.
    pub changes: usize,
    /// Why the first of them could not, in words.
    pub why: String,
}

/// Changes on their way into the library, in the order in which they were made.
#[derive(Debug, Default)]
pub struct Saves {
    waiting: VecDeque<Request>,
    why: String,
}

impl Saves {
    /// Makes a change. While earlier ones wait it waits behind them, so that the last one holds in the end.
    pub fn make(&mut self, library: &mut Library, change: Request) -> Vec<Reply> {
        self.waiting.push_back(change);
        if self.waiting.len() > 1 { vec![self.reply()] } else { self.work(library) }
    }

    /// When to try again; `None` if nothing waits.
    pub fn wait(&self) -> Option<Duration> {
        (!self.waiting.is_empty()).then_some(AGAIN)
    }

    /// Tries again to make the changes that wait.
    pub fn try_again(&mut self, library: &mut Library) -> Vec<Reply> {
        if self.waiting.is_empty() {
            return Vec::new();
        }
        // Where setting it fails, so does the change.
        let _ = library.set_patience(PATIENCE.1);
        library.try_writable();
        let mut replies = self.work(library);
        let _ = library.set_patience(PATIENCE.0);
        if self.waiting.is_empty() {
            replies.push(Reply::AllSaved);
        }
        replies
    }

    /// Tries for the last time, and gives what cannot be saved.
    pub fn try_at_the_end(mut self, library: &mut Library) -> Option<Unsaved> {
        self.try_again(library);
        self.unsaved()
    }

    /// Makes the changes in their order, until one fails that may succeed later.
    fn work(&mut self, library: &mut Library) -> Vec<Reply> {
        let mut replies = Vec::new();
        while let Some(change) = self.waiting.front() {
            match try_answer(library, change.clone()) {
                Ok(reply) => replies.push(reply),
                Err(error) if error.may_pass() => {
                    self.why = error.to_string();
                    replies.push(self.reply());
                    return replies;
                }
                Err(error) => replies.push(Reply::Failed(error.to_string())),
            }
            self.waiting.pop_front();
        }
        replies
    }

    fn unsaved(&self) -> Option<Unsaved> {
        let changes = self.waiting.len();
        (changes > 0).then(|| Unsaved { changes, why: self.why.clone() })
    }

    fn reply(&self) -> Reply {
        Reply::Unsaved(Unsaved { changes: self.waiting.len(), why: self.why.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Filter, Page};
    use crate::model::{Analysis, Origin};

    /// A library in a file with two articles, and another program's connection to it.
    fn library(folder: &tempfile::TempDir) -> (Library, rusqlite::Connection) {
        let path = folder.path().join("library.db");
        let (mut library, _) = Library::open(&path).unwrap();
        for (id, text) in [("a", "عنوان\n\nنص."), ("b", "عنوان آخر\n\nنص.")] {
            let document = crate::ingest::read_text(id, text.to_owned(), Origin::default());
            library.add(&document, &Analysis::default()).unwrap();
        }
        library.set_patience(Duration::from_millis(1)).unwrap();
        (library, rusqlite::Connection::open(path).unwrap())
    }

    fn read(library: &Library) -> usize {
        library.articles(&Filter::default(), Page::ALL).unwrap().iter().filter(|row| row.read).count()
    }

    #[test]
    fn a_change_that_meets_a_lock_is_made_when_the_lock_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (mut library, other) = library(&folder);
        let keys: Vec<_> =
            library.articles(&Filter::default(), Page::ALL).unwrap().iter().map(|row| row.key).collect();
        let mut saves = Saves::default();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        for (n, &key) in keys.iter().enumerate() {
            let replies = saves.make(&mut library, Request::SetRead(key));
            let [Reply::Unsaved(unsaved)] = replies.as_slice() else { panic!("{replies:?}") };
            assert_eq!(unsaved.changes, n + 1);
            assert!(unsaved.why.contains("locked"), "{}", unsaved.why);
        }
        assert!(saves.wait().is_some());
        assert!(matches!(saves.try_again(&mut library).as_slice(), [Reply::Unsaved(_)]));
        assert_eq!(read(&library), 0);
        other.execute_batch("ROLLBACK").unwrap();
        let replies = saves.try_again(&mut library);
        assert!(
            matches!(replies.as_slice(), [Reply::Read(_), Reply::Read(_), Reply::AllSaved]),
            "{replies:?}"
        );
        assert_eq!((read(&library), saves.wait()), (2, None));
        assert_eq!(saves.try_at_the_end(&mut library), None);
    }

    #[test]
    fn what_is_still_unsaved_at_the_end_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let (mut library, other) = library(&folder);
        let key = library.find("a").unwrap().unwrap();
        let mut saves = Saves::default();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        saves.make(&mut library, Request::SetRead(key));
        let unsaved = saves.try_at_the_end(&mut library).unwrap();
        assert_eq!(unsaved.changes, 1);
    }

    #[test]
    fn what_the_database_refuses_is_not_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let (mut library, other) = library(&folder);
        let key = library.find("a").unwrap().unwrap();
        other.execute_batch("DELETE FROM articles").unwrap();
        let mut saves = Saves::default();
        let replies = saves.make(&mut library, Request::SetRead(key));
        assert!(matches!(replies.as_slice(), [Reply::Failed(_)]), "{replies:?}");
        assert_eq!(saves.wait(), None);
    }
}
