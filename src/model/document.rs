//! An article as it came.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::names::named_enum;
use super::{Block, Interval, Role, Span};

/// An article: its decoded text and the blocks in it, with what the page or record says about it.
///
/// The text is never rewritten after decoding. For records with a separate title field the text is the
/// title, an empty line, and the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// A name that is unique within its collection: the file's stem, or stem and record number.
    pub id: String,
    /// Where the article came from.
    pub origin: Origin,
    /// The decoded text, in logical order.
    pub text: String,
    /// The parts of the text, in order, without overlap.
    pub blocks: Vec<Block>,
    /// The outlet that published it, as far as the page or the metadata names it.
    pub outlet: Option<Outlet>,
    /// The article's web address; `http` or `https` only.
    pub address: Option<String>,
    /// The publication date as the page or the metadata states it. The analysis infers one where this is `None`.
    pub published: Option<Published>,
}

impl Document {
    /// The title's span, if a title was found.
    pub fn title_span(&self) -> Option<Span> {
        self.blocks.iter().find(|b| b.role == Role::Title).map(|b| b.span)
    }

    /// The title with its line breaks and runs of white space folded to single spaces.
    pub fn title(&self) -> Option<String> {
        self.title_span().map(|s| folded_white_space(s.of(&self.text)))
    }

    /// The kicker, folded like the title.
    pub fn kicker(&self) -> Option<String> {
        let block = self.blocks.iter().find(|b| b.role == Role::Kicker)?;
        Some(folded_white_space(block.span.of(&self.text)))
    }
}

fn folded_white_space(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where an article came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The file; empty for the built-in corpus and standard input.
    pub path: PathBuf,
    /// The record's number within the file, from 1; `None` where the file is one article.
    pub record: Option<usize>,
    /// The record's bytes within the file; `None` where the file is one article.
    pub bytes: Option<Span>,
}

/// A news outlet as an article names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Outlet {
    /// The outlet's entity id if `assets/outlets.json` knows it, else an id made from the name.
    pub id: String,
    /// The name to show.
    pub name: String,
}

named_enum! {
    /// On what a publication date rests.
    pub enum PublishedBasis("publication date basis") {
        /// The page or the metadata says it.
        Stated = "stated",
        /// It was inferred; the reasons say from what.
        Inferred = "inferred",
        /// The reader set it.
        Set = "set",
    }
}

/// When an article appeared, and how that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// The day, or the days between which it lies.
    pub interval: Interval,
    /// On what the date rests.
    pub basis: PublishedBasis,
    /// For people: the words that state it, or the reasons of the inference, in order of weight.
    pub reasons: Vec<String>,
}
