//! One finished row, four encodings.

/// How a finished row of cells is sent, so that the terminal at hand shows it right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Encoding {
    /// V: visual order, joined forms, brackets mirrored. For terminals that leave all as it comes.
    #[default]
    Visual,
}
