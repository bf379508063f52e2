//! The layout against Unicode's conformance files, other implementations, and what must hold for any text.

mod bidi;
mod data;
mod joining;
