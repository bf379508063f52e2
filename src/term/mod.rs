//! The terminal itself: modes, signals, capabilities, escape sequences.
