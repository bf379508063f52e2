//! Long queries: stopping them, and not running them twice.

use std::cell::RefCell;

use super::{Error, Filter, Library, Result};

/// Stops the query that a library is running, from another thread.
pub struct Interrupter(rusqlite::InterruptHandle);

impl std::fmt::Debug for Interrupter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Interrupter")
    }
}

impl Interrupter {
    /// Stops the query that is running now, if one is; it ends with an error of which
    /// [`Error::is_interrupted`] is true.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl Error {
    /// Whether the query was stopped by an [`Interrupter`].
    pub fn is_interrupted(&self) -> bool {
        let Self::Database(error) = self else { return false };
        error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted)
    }
}

/// What was counted last. Scrolling asks for the whole count with every page, and to count is to look at
/// everything.
#[derive(Debug, Default)]
pub(super) struct Totals(RefCell<Counted>);

#[derive(Debug, Default)]
struct Counted {
    /// In which state of the file: as other connections change it, and as this one does.
    state: (i64, u64),
    totals: Vec<(What, Filter, usize)>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Articles,
    Events,
    Merged,
}

/// So many counts are remembered.
const MOST_TOTALS: usize = 16;

impl Library {
    /// What stops the queries of this library.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.db.get_interrupt_handle())
    }

    /// The count for `filter`: the one remembered if nothing has changed since, else that of `count`.
    pub(super) fn counted(
        &self,
        what: What,
        filter: &Filter,
        count: impl FnOnce() -> Result<usize>,
    ) -> Result<usize> {
        let others: i64 = self.db.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let state = (others, self.db.total_changes());
        {
            let mut counted = self.totals.0.borrow_mut();
            if counted.state != state {
                *counted = Counted { state, totals: Vec::new() };
            }
            let known = counted.totals.iter().find(|(w, f, _)| *w == what && f == filter);
            if let Some(&(_, _, total)) = known {
                return Ok(total);
            }
        }
        let total = count()?;
        let mut counted = self.totals.0.borrow_mut();
        if counted.totals.len() >= MOST_TOTALS {
            counted.totals.remove(0);
        }
        counted.totals.push((what, filter.clone(), total));
        Ok(total)
    }
}
