//! The program on the screen: state, actions, keys, panes, theme, strings.
//!
//! One [`state::State`]; one flat [`action::Action`] table; [`update`] changes the state and asks, without
//! reading or writing anything itself; [`view::draw`] changes nothing. [`run()`] is the loop around them:
//! events come from the terminal, answers from the thread that owns the library, and the screen is drawn
//! once after all that has come. No SQL and no escape sequence is written here, and all text that may hold
//! Arabic goes through the layout.

pub mod action;
mod answers;
pub mod axis;
pub mod beside;
mod card;
mod choose;
pub mod data;
pub mod dates;
pub mod effect;
pub mod entities;
pub mod field;
mod filters;
pub mod help;
pub mod incoming;
pub mod key;
pub mod keyboard;
pub mod keymap;
pub mod lines;
pub mod menu;
pub mod mouse;
mod moves;
mod neighbours;
pub mod own;
pub mod page;
pub mod paint;
mod palette;
pub mod panes;
pub mod parts;
mod preferences;
pub mod reader;
pub mod request;
pub mod rows;
mod run;
mod saves;
pub mod settings;
mod settle;
pub mod shown;
pub mod state;
pub mod strings;
pub mod tellings;
pub mod theme;
pub mod types;
pub mod update;
pub mod view;
pub mod words;
mod worker;

pub use preferences::Preferences;
pub use run::{Ended, assets, run};
pub use saves::Unsaved;
