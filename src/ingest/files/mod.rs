//! Files and folders to documents: walking, opening, unpacking, decoding. Nothing is lost in silence.

mod contents;
mod decode;
mod draft;
mod load;
mod loaded;
mod notice;
mod open;
mod packed;
#[cfg(test)]
mod tests;

pub use decode::{Decoded, decode};
pub use draft::Draft;
pub use load::{Limits, Taker, load, load_bytes, load_mapped, load_with};
pub use loaded::{FileStamp, Loaded};
pub use notice::{Notice, Problem};
