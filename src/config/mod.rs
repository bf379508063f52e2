//! Where the reader's files are, and what the reader has set.

mod folders;

pub use folders::Folders;
