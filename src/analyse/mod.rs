//! Document to Analysis: names, dates, publication date, speakers, events.

mod reading;

pub use reading::{Reading, Sentence, Word};
