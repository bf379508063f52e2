//! Which encoding a terminal needs, and on what that rests.

use std::fmt;
use std::str::FromStr;

use super::Encoding;

/// What the reader asked for, or what was found: the encoding, and whether the terminal is asked to leave the
/// order of cells alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// The terminal is asked not to reorder (BDSM explicit); finished rows are sent as they are. Terminals
    /// that know no such request do not reorder, or have a mode of their own in this list.
    Explicit,
    /// Finished rows as they are, and the terminal's modes untouched.
    Visual,
    /// The same, with an override in each row.
    VisualLro,
    /// For terminals that reorder and join; their modes are untouched.
    Runs,
    /// For terminals that turn each token by itself; their modes are untouched.
    Tokens,
}

impl Mode {
    /// All modes, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Explicit, Self::Visual, Self::VisualLro, Self::Runs, Self::Tokens];

    /// The name in options, in the configuration and in the file of remembered terminals.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Visual => "visual",
            Self::VisualLro => "visual-lro",
            Self::Runs => "runs",
            Self::Tokens => "tokens",
        }
    }

    /// How rows are sent.
    pub const fn encoding(self) -> Encoding {
        match self {
            Self::Explicit | Self::Visual => Encoding::Visual,
            Self::VisualLro => Encoding::VisualLro,
            Self::Runs => Encoding::Runs,
            Self::Tokens => Encoding::Tokens,
        }
    }

    /// Whether the bidi modes of the terminal are set at the start and set back at the end.
    pub const fn sets_modes(self) -> bool {
        matches!(self, Self::Explicit | Self::VisualLro)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Mode {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|m| m.name() == name).ok_or_else(|| {
            format!("no bidi mode `{name}`; there are auto, {}", Self::ALL.map(Self::name).join(", "))
        })
    }
}

/// The reader's setting: `auto`, or one of the modes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bidi {
    /// Find out.
    #[default]
    Auto,
    /// As set.
    Set(Mode),
}

impl fmt::Display for Bidi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.pad("auto"),
            Self::Set(mode) => mode.fmt(f),
        }
    }
}

impl FromStr for Bidi {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if name == "auto" { Ok(Self::Auto) } else { name.parse().map(Self::Set) }
    }
}
