//! One thing that a spelling can mean, and what hangs on it where it stands.

use super::classes::Class;
use super::morph::VerbForm;

/// What kind of word a sense is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A finite verb.
    Verb(VerbForm),
    /// A noun or verbal noun.
    Noun,
    /// A noun for somebody who speaks.
    Role,
    /// A particle, an adverb, a word of a subject.
    Word,
}

/// One thing that a spelling can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// Its class.
    pub class: Class,
    /// Which lemma of the table; forms of one verb or noun share it.
    pub lemma: u16,
    /// What kind of word.
    pub kind: Kind,
}

/// What was taken off a word to find it in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clitics {
    /// `و` or `ف` before it.
    pub conjunction: bool,
    /// `ب`, `ل` or `ك` before it.
    pub preposition: Option<char>,
    /// `ال` before it.
    pub article: bool,
    /// `س` of the future before it.
    pub future: bool,
    /// A pronoun after it.
    pub pronoun: bool,
}
