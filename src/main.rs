//! The program: everything it does is in the library, so that tests and benches can call it.

#![forbid(unsafe_code)]

fn main() {}
