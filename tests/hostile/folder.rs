//! A folder of hostile files: some hundred, of every kind that a scraped collection or an ill-meaning one may hold.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::{packed, records, texts};

/// The one article among them that nothing is wrong with. Its Latin word is found on any screen.
pub const HEALTHY: &str = "بغداد وواشنطن تبحثان HEALTHY إنهاء مهمة التحالف\n\n27 سبتمبر 2024\n\n\
    أعلنت بغداد وواشنطن، اليوم الجمعة، موعد انسحاب قوات التحالف الدولي من العراق، بحسب بيان مشترك.\n\n\
    وقال المتحدث باسم الحكومة إن المهمة تنتهي خلال عام واحد في قاعدة عين الأسد.\n";

/// What is to become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is an article, or holds some.
    Read,
    /// It is an article, and its loss is named in words that hold this.
    Noted(&'static str),
    /// It is left out, and the reason holds this.
    Skipped(&'static str),
    /// Parts of it are left out for a reason that holds this, the rest is read.
    Partly(&'static str),
    /// It is read or left out, as the case may be (who runs the test, what the file system takes), not in silence.
    Either,
    /// Nobody asked for it, and nothing is said: hidden, ignored, or annotation of a text.
    Silent,
}

/// A file of the folder.
#[derive(Debug)]
pub struct Case {
    pub path: PathBuf,
    pub fate: Fate,
}

/// The folder while it is being filled.
pub struct Folder {
    pub root: PathBuf,
    pub cases: Vec<Case>,
}

impl Folder {
    /// Fills an empty folder.
    pub fn make(root: &Path) -> Self {
        let mut folder = Self { root: root.to_path_buf(), cases: Vec::new() };
        folder.put("healthy.txt", HEALTHY, Fate::Read);
        folder.special();
        folder.names();
        folder.sizes();
        texts::put(&mut folder);
        records::put(&mut folder);
        packed::put(&mut folder);
        folder
    }

    pub fn case(&mut self, name: impl AsRef<OsStr>, fate: Fate) -> PathBuf {
        let path = self.root.join(name.as_ref());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).unwrap();
        }
        self.cases.push(Case { path: path.clone(), fate });
        path
    }

    pub fn put(&mut self, name: impl AsRef<OsStr>, content: impl AsRef<[u8]>, fate: Fate) {
        let path = self.case(name, fate);
        fs::write(path, content).unwrap();
    }

    /// An article of its own, so that none is a double of another.
    pub fn article(mark: &str) -> String {
        format!(
            "عنوان {mark} عن الانسحاب\n\nقال مصدر أمني {mark} إن القوات الأميركية باقية في قاعدة عين الأسد.\n"
        )
    }

    /// What is no regular file, or leads elsewhere.
    fn special(&mut self) {
        let no_file = Fate::Skipped("and not a file");
        for name in ["fifo.txt", "fifo", "fifo.jsonl"] {
            let path = self.case(name, no_file);
            mknodat(CWD, &path, FileType::Fifo, Mode::from_raw_mode(0o644), 0).unwrap();
        }
        let path = self.case("socket.txt", no_file);
        drop(UnixListener::bind(path).unwrap());
        // Only root may make a device: the null device, as others would do harm.
        let path = self.root.join("device.txt");
        if mknodat(
            CWD,
            &path,
            FileType::CharacterDevice,
            Mode::from_raw_mode(0o666),
            rustix::fs::makedev(1, 3),
        )
        .is_ok()
        {
            self.case("device.txt", no_file);
        }
        let out = Fate::Skipped("leads out");
        for (name, target) in [
            ("zero.txt", "/dev/zero"),
            ("terminal.txt", "/dev/tty"),
            ("passwd.txt", "/etc/passwd"),
            ("up", ".."),
            ("root", "/"),
        ] {
            let path = self.case(name, out);
            symlink(target, path).unwrap();
        }
        for (name, target) in
            [("loop-a.txt", "loop-b.txt"), ("loop-b.txt", "loop-a.txt"), ("self.txt", "self.txt")]
        {
            let path = self.case(name, Fate::Skipped("a loop of links"));
            symlink(target, path).unwrap();
        }
        let path = self.case("dangling.txt", Fate::Skipped("no such file"));
        symlink("nowhere.txt", path).unwrap();
        let path = self.case("to-fifo.txt", no_file);
        symlink("fifo.txt", path).unwrap();
        // The name that comes first is read, the other is named.
        let path = self.case("z-link.txt", Fate::Skipped("the same file"));
        symlink("healthy.txt", path).unwrap();
        let path = self.case("z-hard.txt", Fate::Skipped("the same file"));
        fs::hard_link(self.root.join("healthy.txt"), path).unwrap();
        // A folder that leads into itself: what is in it is there already.
        symlink(".", self.root.join("here")).unwrap();
        // Folders that are named like files.
        self.put("folder.txt/inside.txt", Self::article("inside"), Fate::Read);
        self.put("folder.zip/inside.txt", Self::article("inside-zip"), Fate::Read);
        fs::create_dir(self.root.join("empty.json")).unwrap();
        let deep = (0..120).map(|n| format!("d{n}")).collect::<Vec<_>>().join("/");
        self.put(format!("{deep}/deep.txt"), Self::article("deep"), Fate::Read);
        // Root reads these all the same.
        self.put("secret.txt", Self::article("secret"), Fate::Either);
        fs::set_permissions(self.root.join("secret.txt"), Permissions::from_mode(0o000)).unwrap();
        self.put("closed/inside.txt", Self::article("closed"), Fate::Either);
        fs::set_permissions(self.root.join("closed"), Permissions::from_mode(0o000)).unwrap();
        for name in ["picture.png", "program.exe", "letter.docx", "page.pdf", "list.csv", "x.txt.bak"] {
            self.put(name, b"\x89PNG\r\n\x1a\n", Fate::Skipped("a kind of file that is not read"));
        }
    }

    /// Names that mean something to a terminal, a shell or a program.
    fn names(&mut self) {
        let names: [&[u8]; 24] = [
            b"line\nbreak.txt",
            b"\x1b]0;owned\x07.txt",
            b"\x1b[2J\x1b[31mred.txt",
            b"\x1bP+q544e\x1b\\.txt",
            b"bad-\xff\xfe\xd8.txt",
            b"\xc2\x9b31m.txt",
            "txt.\u{202E}fdp.txt".as_bytes(),
            "\u{2067}isolate.txt".as_bytes(),
            "zero\u{200B}width\u{200F}.txt".as_bytes(),
            "\u{E0041}tag.txt".as_bytes(),
            "\u{FEFF}bom.txt".as_bytes(),
            "مقال عن العراق.txt".as_bytes(),
            "عِـــرَاق\u{651}\u{651}\u{651}.txt".as_bytes(),
            b"--help.txt",
            b"-rf.txt",
            b" space .txt",
            b"tab\there.txt",
            b"back\\slash.txt",
            b"a!b.txt",
            b"$(reboot)`id`;.txt",
            b"%s%n%x.txt",
            b"'quotes\".txt",
            b"no-ending",
            b"...txt",
        ];
        for (n, name) in names.into_iter().enumerate() {
            let fate = if name.starts_with(b".") { Fate::Silent } else { Fate::Read };
            self.put(OsStr::from_bytes(name), Self::article(&format!("name-{n}")), fate);
        }
        self.put(format!("{}.txt", "n".repeat(251)), Self::article("longest-name"), Fate::Read);
        self.put(format!("{}.txt", "ن".repeat(125)), Self::article("longest-arabic-name"), Fate::Read);
        self.put(".hidden.txt", Self::article("hidden"), Fate::Silent);
        self.put(".git/config", "[core]\n", Fate::Silent);
        self.put("ignoring/.ignore", "ignored.txt\n", Fate::Silent);
        self.put("ignoring/ignored.txt", Self::article("ignored"), Fate::Silent);
        self.put("annotated.txt", Self::article("annotated"), Fate::Read);
        self.put("annotated.ann", "T1\tPER 0 4\tx\n", Fate::Silent);
        self.put("alone.ann", "T1\tPER 0 4\tx\n", Fate::Skipped("not read"));
    }

    fn sizes(&mut self) {
        let empty = Fate::Skipped("it holds no text");
        self.put("empty.txt", "", empty);
        self.put("empty.jsonl", "", empty);
        self.put("empty.html", "", empty);
        self.put("blanks.txt", " \n\t\n\r\n\u{3000}\u{A0}\n", empty);
        self.put("only-bom.txt", b"\xEF\xBB\xBF", empty);
        self.put("nulls.txt", [0; 4096], Fate::Skipped("no text"));
        let path = self.case("sparse.txt", Fate::Skipped("more than the limit"));
        File::create(path).unwrap().set_len(65 << 20).unwrap();
        let path = self.case("sparse.json", Fate::Skipped("more than the limit"));
        File::create(path).unwrap().set_len(600 << 20).unwrap();
    }
}

/// What stands in a folder: each path with its kind, mode, size, time of change and content.
pub fn snapshot(root: &Path) -> Vec<(PathBuf, String)> {
    use std::os::unix::fs::MetadataExt;
    let mut out = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            let data = fs::symlink_metadata(&path).unwrap();
            if data.is_dir() {
                folders.push(path.clone());
            }
            let small = data.is_file() && data.len() < 1 << 20;
            let content = small.then(|| fs::read(&path).ok()).flatten();
            let hash = content.map(|bytes| blake3::hash(&bytes).to_hex().to_string()).unwrap_or_default();
            let time = (data.mtime(), data.mtime_nsec());
            out.push((path, format!("{:o} {} {time:?} {hash}", data.mode(), data.len())));
        }
    }
    out.sort();
    out
}
