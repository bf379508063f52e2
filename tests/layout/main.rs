//! The layout against Unicode's conformance files, other implementations, and what must hold for any text.

#![allow(clippy::unwrap_used)] // A test that cannot read its data fails.

mod bidi;
mod cli;
mod data;
mod fribidi;
mod joining;
