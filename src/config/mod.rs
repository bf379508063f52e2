//! Where the reader's files are, and what the reader has set.

mod file;
mod folders;

pub use file::{Config, ConfigError, LibraryTable, ScreenTable, Setting, TextTable};
pub use folders::Folders;
