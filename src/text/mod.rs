//! Arabic writing: what counts as the same letter, what is a word, what is a sentence, and what may be
//! shown to a person.
//!
//! Everything here reads text and gives spans or folded copies; nothing changes a text.

pub mod calendar;
mod clean;
mod code_points;
mod fold;
mod json;
mod letters;
mod quotation;
mod sentence;
mod token;

pub use clean::{Clean, is_unsafe_to_show};
pub use code_points::CodePoints;
pub use fold::{Fold, Folded, digit_value, fold, fold_into, is_dropped_in_folding};
pub use json::EscapedJson;
pub use letters::Letters;
pub use quotation::quotations;
pub use sentence::sentences;
pub use token::{Token, TokenKind, is_letter, is_letter_or_number, tokens};
