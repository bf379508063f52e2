//! Where the reader's files are: the XDG base directories.

use std::path::PathBuf;

use etcetera::{BaseStrategy, choose_base_strategy};

/// The program's own folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// What the reader writes: `config.toml`, key tables, lexicons. `~/.config/rasid`.
    pub config: PathBuf,
    /// What must last: the library. `~/.local/share/rasid`.
    pub data: PathBuf,
    /// What is good to have again: what was found out about a terminal. `~/.local/state/rasid`.
    pub state: PathBuf,
}

impl Folders {
    /// The folders of the reader; `None` where the system knows no home folder.
    pub fn of_reader() -> Option<Self> {
        let base = choose_base_strategy().ok()?;
        let data = base.data_dir().join("rasid");
        Some(Self {
            config: base.config_dir().join("rasid"),
            state: base.state_dir().map_or_else(|| data.clone(), |dir| dir.join("rasid")),
            data,
        })
    }

    /// The reader's own lexicon files.
    pub fn lexicon(&self) -> PathBuf {
        self.config.join("lexicon")
    }

    /// The library that is filled and opened where none is named.
    pub fn library(&self) -> PathBuf {
        self.data.join("library.db")
    }

    /// The library of what is in `paths`, which are absolute: opened again it is there at once, with the
    /// reader's marks.
    pub fn collection(&self, paths: &[PathBuf]) -> PathBuf {
        let mut hasher = blake3::Hasher::new();
        for path in paths {
            hasher.update(path.as_os_str().as_encoded_bytes());
            hasher.update(&[0]);
        }
        let hash = hasher.finalize().to_hex();
        self.data.join("collections").join(format!("{}.db", &hash[..16]))
    }

    /// Which way of sending Arabic reads right in which terminal, as the reader said in `rasid doctor`.
    pub fn terminals(&self) -> PathBuf {
        self.state.join("terminals.json")
    }
}
