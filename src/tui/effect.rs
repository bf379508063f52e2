//! What is asked of the world outside when the state has changed.

use super::request::Request;

/// What the update asks of the world outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the library.
    Ask(Box<Request>),
    /// Put a text on the clipboard.
    Copy(String),
    /// Paint everything anew.
    Redraw,
    /// Stop until the shell says to go on.
    Suspend,
    /// End.
    Quit,
}

impl Effect {
    /// Asks the library.
    pub fn ask(request: Request) -> Self {
        Self::Ask(Box::new(request))
    }
}
