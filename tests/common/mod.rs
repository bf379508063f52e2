//! What several test programs share: the scorer and the annotation it reads.

// Each test program uses its own part of this.
#![allow(dead_code, unreachable_pub)]

pub mod annotation;
pub mod run;
pub mod score;
