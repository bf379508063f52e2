//! Document to Analysis: names, dates, publication date, speakers, events.

pub mod events;
mod reading;

pub use reading::{Reading, Sentence, Word};
