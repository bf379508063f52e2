//! Other programs that work on the same library: the system tells when its files change, so that nothing has to look.

use std::ffi::OsString;
use std::path::Path;
use std::sync::mpsc::Sender;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::request::Request;

/// Has the worker look whether the library was changed by another program, whenever its file or the log beside it is
/// written. `None` where the system cannot tell (no folder, no more watches).
pub(super) fn watch(library: &Path, requests: Sender<Request>) -> Option<RecommendedWatcher> {
    let library = library.canonicalize().ok()?;
    let folder = library.parent()?.to_owned();
    let file = library.file_name()?.to_owned();
    let log = {
        let mut name = OsString::from(&file);
        name.push("-wal");
        name
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        let written = matches!(event.kind, EventKind::Modify(_) | EventKind::Create(_));
        let ours = |path: &Path| path.file_name().is_some_and(|name| name == file || name == log);
        if written && event.paths.iter().any(|path| ours(path)) {
            // The worker may have ended.
            let _ = requests.send(Request::Look);
        }
    })
    .ok()?;
    watcher.watch(&folder, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}
