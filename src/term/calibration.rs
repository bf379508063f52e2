//! What the reader's own eyes said, remembered for each terminal.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::Mode;

/// What is remembered for a terminal (by [`super::Detection::key`]). A file that is missing, or that cannot
/// be read or understood, remembers nothing.
pub fn recall(path: &Path, terminal: &str) -> Option<Mode> {
    read(path).ok()?.get(terminal)?.parse().ok()
}

/// Forgets a terminal; gives whether anything was remembered for it.
///
/// # Errors
/// As [`remember`].
pub fn forget(path: &Path, terminal: &str) -> io::Result<bool> {
    let mut known = match read(path) {
        Ok(known) => known,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(e) => return Err(e),
    };
    let was = known.remove(terminal).is_some();
    if was {
        write(path, &known)?;
    }
    Ok(was)
}

/// Remembers a mode for a terminal.
///
/// # Errors
/// If the file or its folder cannot be written, or holds something else: it is left alone then.
pub fn remember(path: &Path, terminal: &str, mode: Mode) -> io::Result<()> {
    let mut known = match read(path) {
        Ok(known) => known,
        Err(e) if e.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
        Err(e) => return Err(e),
    };
    known.insert(terminal.to_owned(), mode.name().to_owned());
    write(path, &known)
}

fn write(path: &Path, known: &BTreeMap<String, String>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    // Written beside and moved into place: a full disk costs the change, not the file.
    let beside = path.with_extension("json.new");
    let mut json = serde_json::to_string_pretty(known)?;
    json.push('\n');
    std::fs::write(&beside, json)?;
    std::fs::rename(&beside, path)
}

/// A larger file is something else.
const MOST_BYTES: u64 = 1 << 20;

fn read(path: &Path) -> io::Result<BTreeMap<String, String>> {
    let data = std::fs::metadata(path)?;
    // Reading what is no file (a FIFO) could last for ever.
    if !data.is_file() || data.len() > MOST_BYTES {
        return Err(io::Error::other("it does not hold what is remembered of terminals"));
    }
    serde_json::from_str(&std::fs::read_to_string(path)?).map_err(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_recalled_for_that_terminal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/terminals.json");
        assert_eq!(recall(&path, "vte"), None);
        remember(&path, "vte", Mode::Runs).unwrap();
        remember(&path, "tmux/vte", Mode::VisualLro).unwrap();
        assert_eq!(recall(&path, "vte"), Some(Mode::Runs));
        assert_eq!(recall(&path, "tmux/vte"), Some(Mode::VisualLro));
        assert_eq!(recall(&path, "xterm"), None);
        assert!(forget(&path, "vte").unwrap());
        assert!(!forget(&path, "vte").unwrap());
        assert_eq!((recall(&path, "vte"), recall(&path, "tmux/vte")), (None, Some(Mode::VisualLro)));
    }

    #[test]
    fn a_file_that_is_something_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terminals.json");
        std::fs::write(&path, "[1, 2").unwrap();
        assert_eq!(recall(&path, "vte"), None);
        assert!(remember(&path, "vte", Mode::Runs).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "[1, 2");
    }
}
