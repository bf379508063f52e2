//! What the screen shows, cell by cell.
//!
//! A snapshot holds each cell by its own: the letter behind a joined form and its form's name, never a run of
//! Arabic in visual order, which editors and diffs would reorder.

#![allow(clippy::unwrap_used)]

mod finding;
mod harness;
mod lists;
mod looks;
mod own;
mod places;
mod plain;
mod snapshots;
mod views;
mod walks;
