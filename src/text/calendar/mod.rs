//! The calendar as Arabic news writes it: names of months, days and seasons, numbers in words, stated dates.
//!
//! Names come from `assets/calendar.json`. All look-ups work on words folded with [`Fold::Strict`](crate::text::Fold::Strict), one
//! `&str` for each token, so that hamza slips, harakat, tatweel and the digits of three scripts are settled
//! before any rule sees them.

mod address;
mod hijri;
mod line;
mod names;
mod stated;

pub use address::date_in_address;
pub use hijri::hijri;
pub use line::{DateLine, date_line, parse_date_line};
pub use names::{Calendar, Season, calendar};
pub use stated::{Stated, number, stated_at, year_at};
