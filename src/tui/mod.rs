//! The program on the screen: state, actions, keys, panes, theme, strings.

pub mod action;
pub mod key;
pub mod keyboard;
pub mod keymap;
pub mod panes;
pub mod rows;
pub mod shown;
pub mod strings;
pub mod theme;
