//! A line of a page and what it was found to be.

use crate::model::Role;

use super::lines::Line;
use super::signs::Sign;

/// Running text: what is longer is no headline.
pub(super) const LONGEST_TITLE: usize = 220;
/// A line that ends with a full stop and is longer than this is running text.
const SHORTEST_SENTENCE: usize = 60;
/// A line longer than this is running text, however it ends.
const SURELY_RUNNING: usize = 160;

/// A line and what it was found to be. `role` is `None` while it is undecided.
pub(super) struct Row<'a> {
    pub(super) line: Line<'a>,
    pub(super) sign: Sign,
    pub(super) role: Option<Role>,
    /// Whether the line goes on with the block of the line before.
    pub(super) joins: bool,
}

impl Row<'_> {
    pub(super) fn is_open(&self) -> bool {
        self.role.is_none()
    }

    /// Whether the line can only be running text.
    pub(super) fn is_running(&self) -> bool {
        matches!(self.sign, Sign::Text)
            && (self.line.chars > SURELY_RUNNING
                || self.line.chars > SHORTEST_SENTENCE && self.line.ends_with_stop())
    }
}
