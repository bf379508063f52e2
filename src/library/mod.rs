//! The library: one SQLite file with the articles, what was found in them, the search index and the
//! reader's own marks.
//!
//! All SQL of the program is here. The screen and the command line ask by queries with limits
//! ([`Page`]) and filters ([`Filter`]), and hold no copy of the collection: five articles and a hundred
//! thousand go through the same code. The room knows nothing of a terminal.
//!
//! A [`Library`] is one connection: it may be sent to another thread, and several may be open on one file.

mod activity;
mod add;
mod apply;
mod article;
mod articles;
mod brat;
mod changes;
mod company;
mod concordance;
mod corrections;
mod damage;
mod entities;
mod error;
mod event_entities;
mod filter;
mod forms;
mod found;
mod gone;
mod groups;
mod histogram;
mod hits;
mod import;
mod keys;
mod marks;
mod name_uses;
mod narrowings;
mod open;
mod own_entities;
mod place;
mod prepared;
pub mod query;
mod reader;
mod roles;
mod rows;
mod running;
mod search;
mod tellers;
mod timeline;
mod value;
mod voice;
mod wording;
mod words;

pub use add::{Added, Writer};
pub use brat::{Annotated, WHY_NOTE};
pub use changes::{Change, Changed, Own};
pub use company::{Companion, Near, Rank};
pub use concordance::{Keyword, KeywordLine, LineOrder};
pub use error::{Error, Result};
pub use filter::Filter;
pub use forms::same_spelling;
pub use histogram::{Bucket, Step};
pub use import::{Counts, Import, Pace, Report, import};
pub use name_uses::NameUse;
pub use narrowings::Narrowings;
pub use open::{Library, Opened};
pub use reader::{MarkedArticle, READER_DATA_VERSION, ReaderData, SavedSearch, TakenOver};
pub use roles::{EventCounts, Role};
pub use voice::Voice;
pub use wording::{Sentence, VerbUse};

pub use running::Interrupter;

pub use rows::{
    Article, ArticleKey, ArticleRow, EntityRow, EventKey, EventRow, Hit, Marks, Page, ParticipantRow,
};
pub use timeline::Moment;
