//! Files and folders to documents: walking, opening, decoding. Nothing is lost in silence.

mod decode;
mod load;
mod notice;
mod open;

pub use decode::{Decoded, decode};
pub use load::{FileStamp, Limits, Loaded, Summary, Taker, load, load_with};
pub use notice::{Notice, Problem};
