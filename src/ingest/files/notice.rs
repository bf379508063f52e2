//! What the reader has to be told about a file or a record.

use std::fmt;
use std::path::PathBuf;

/// Something that the reader has to be told about a file or a record: that it was left out, or that it was
/// read with a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The file; `-` for standard input. For a file within an archive, the archive, `!` and the name within.
    pub path: PathBuf,
    /// The record's number within the file, from 1.
    pub record: Option<usize>,
    /// The line within the file, from 1.
    pub line: Option<usize>,
    /// What it is.
    pub problem: Problem,
}

/// Why something was left out or read with a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// There is no such file or folder.
    NotFound,
    /// The file may not be read.
    NoPermission,
    /// A FIFO, a device, a socket: reading it could hang.
    NotRegular(&'static str),
    /// A link that leads out of the folder that was given.
    LeadsOut,
    /// A file that was read already under this other name.
    ReadAlready(PathBuf),
    /// A loop of links.
    Loop,
    /// More bytes than the limit.
    TooLarge {
        /// The size, where it is known.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Nothing but white space.
    Empty,
    /// Bytes that are no text.
    Binary,
    /// A packed file that unpacks to more than so many bytes.
    UnpacksTooFar(u64),
    /// A packed file within a packed file.
    PackedTwice,
    /// A kind of file that Rasid does not read.
    UnknownKind,
    /// Any other error of the operating system, in its words.
    Io(String),
    /// So many bytes could not be decoded and were replaced by U+FFFD. The text was read.
    BadBytes(usize),
    /// The text looks as if it was decoded with the wrong encoding before it was saved. It was read as it is.
    Mojibake,
    /// The file shrank or grew while it was read. What was read is there.
    Changed,
    /// A field that ought to state a date states none. The text was read.
    BadDate(String),
    /// A record without a field that is known to hold a text: its title was read alone.
    TitleOnly,
    /// A line of a file of annotations that cannot be used, in words.
    Annotation(String),
    /// A record or file that is not what its format asks for, in words.
    Malformed(String),
}

impl Problem {
    /// Whether the text was read all the same.
    pub const fn is_loss_only(&self) -> bool {
        matches!(
            self,
            Self::BadBytes(_) | Self::Mojibake | Self::BadDate(_) | Self::TitleOnly | Self::Changed
        )
    }

    /// What the reader can do about it.
    pub const fn way_out(&self) -> &'static str {
        match self {
            Self::NotFound => "check the spelling of the path",
            Self::NoPermission => "change its permissions, or run as a user who may read it",
            Self::NotRegular(_) => "copy its content into a file",
            Self::LeadsOut | Self::Loop => "name the file that it leads to",
            Self::ReadAlready(_) => "nothing to do: its text is there",
            Self::TooLarge { .. } => "split the file, or raise --max-size",
            Self::Empty => "nothing to do: it holds no text",
            Self::Binary => "save it as text, HTML, JSON or a feed",
            Self::UnpacksTooFar(_) => "unpack it yourself if you trust it",
            Self::PackedTwice => "unpack the outer one",
            Self::UnknownKind => "name the file itself to have it read as text",
            Self::Io(_) => "check the disk, then read it again",
            Self::BadBytes(_) => "save it as UTF-8 if letters are missing",
            Self::Mojibake => "get the text anew from its source",
            Self::BadDate(_) => "the publication date is inferred from the text, or set it by hand",
            Self::TitleOnly => "name the field that holds its text: --map text=NAME",
            Self::Changed => "read it again when it is complete",
            Self::Annotation(_) => "correct the line; the others were taken over",
            Self::Malformed(_) => "correct it at its source; the other records were read",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("no such file or folder"),
            Self::NoPermission => f.write_str("no permission to read it"),
            Self::NotRegular(what) => write!(f, "it is {what} and not a file"),
            Self::LeadsOut => f.write_str("a link that leads out of the folder"),
            Self::ReadAlready(first) => write!(f, "the same file was read as {}", first.display()),
            Self::Loop => f.write_str("a loop of links"),
            Self::TooLarge { bytes, limit } => write!(f, "{bytes} bytes, more than the limit of {limit}"),
            Self::Empty => f.write_str("it holds no text"),
            Self::Binary => f.write_str("its bytes are no text"),
            Self::UnpacksTooFar(limit) => {
                write!(f, "it unpacks to more than {limit} bytes; the rest was left out")
            }
            Self::PackedTwice => f.write_str("a packed file within a packed file"),
            Self::UnknownKind => f.write_str("a kind of file that is not read"),
            Self::Io(error) => write!(f, "could not be read: {error}"),
            Self::BadBytes(1) => f.write_str("1 place could not be decoded and shows as \u{FFFD}"),
            Self::BadBytes(places) => write!(f, "{places} places could not be decoded and show as \u{FFFD}"),
            Self::Mojibake => f.write_str("its text was decoded wrongly before it was saved (mojibake)"),
            Self::BadDate(words) => write!(f, "{words:?} states no date that there is"),
            Self::TitleOnly => f.write_str("no field of a known name holds a text; its title was read alone"),
            Self::Changed => f.write_str("it changed while it was read"),
            Self::Malformed(what) | Self::Annotation(what) => f.write_str(what),
        }
    }
}

impl Notice {
    /// Where in the file it is, what is wrong, and what to do: all but the path. Raw, as the path is.
    pub fn reason(&self) -> String {
        let record = self.record.map(|record| format!("record {record}, ")).unwrap_or_default();
        let line = self.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        format!("{record}{line}{} ({})", self.problem, self.problem.way_out())
    }
}

/// `PATH, record 3, line 17: what is wrong (what to do)`. The path is raw: clean it before it is shown.
impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(record) = self.record {
            write!(f, ", record {record}")?;
        }
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {} ({})", self.problem, self.problem.way_out())
    }
}

impl std::error::Error for Notice {}
