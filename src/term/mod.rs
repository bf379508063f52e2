//! The terminal itself: modes, signals, capabilities, escape sequences.
//!
//! The only room that writes escape sequences. [`Session`] owns every mode of the terminal from entering to
//! leaving, whichever way out it is: return, panic, a signal, suspension, or the terminal's own end.
//! [`Screen`] is the ratatui backend through which finished rows go out in the [`Encoding`] that the terminal
//! at hand reads right. [`events()`] brings in what the reader and the system do.
//!
//! ```no_run
//! use rasid::term::{Session, Settings, TermEvent, events};
//!
//! let session = Session::enter(Settings::default())?;
//! let mut terminal = session.terminal()?;
//! for event in events() {
//!     match event {
//!         TermEvent::Suspend => session.suspend()?,
//!         TermEvent::Quit(signal) => {
//!             drop(session);
//!             std::process::exit(signal.exit_code());
//!         }
//!         _ => {}
//!     }
//!     terminal.draw(|_frame| {})?;
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bidi;
pub mod calibration;
pub mod clipboard;
mod detect;
mod encode;
mod events;
mod late;
pub mod links;
mod modes;
mod panic;
mod probe;
mod screen;
mod session;

pub use bidi::{Bidi, Mode};
pub use detect::{Detection, Environment, Terminal};
pub use encode::{Encoding, Sent, encode};
pub use events::{Signal, TermEvent, events, events_to, has_hung_up};
pub use modes::PRINTED_LINES;
pub use panic::install as clean_panics;
pub use probe::Answers;
pub use screen::Screen;
pub use session::{Basis, Refused, Report, Session, Settings, report};
