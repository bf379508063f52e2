//! The words of the plain lines.

use serde::Deserialize;

/// The commands of `rasid --plain`, and what it says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainWords {
    /// Lists the articles.
    pub articles: String,
    /// Lists the names.
    pub names: String,
    /// Lists the events.
    pub timeline: String,
    /// Writes the page of a name.
    pub page: String,
    /// Writes how each outlet words a name.
    pub wording: String,
    /// Writes each place where words stand.
    pub places: String,
    /// Narrows all to a name.
    pub only: String,
    /// Narrows all to a search.
    pub search: String,
    /// Takes all filters away.
    pub clear: String,
    /// Goes on with a list.
    pub more: String,
    /// Ends.
    pub quit: String,
    /// What can be typed, told at the beginning.
    pub welcome: String,
    /// What can be typed.
    pub help: String,
    /// A list goes on.
    pub left: String,
    /// There is no such command; it is put in.
    pub unknown: String,
    /// Tells the commands.
    pub ask_help: String,
    /// No article or name is such.
    pub no_such: String,
}
