//! Packed files: bombs, cuts, names that lead out, archives within archives.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::folder::{Fate, Folder};
use super::texts::noise;

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Fills the folder.
pub fn put(folder: &mut Folder) {
    let article = |mark: &str| Folder::article(mark).into_bytes();
    folder.put("good.txt.gz", gzip(&article("gz")), Fate::Read);
    folder.put("no-inner-name.gz", gzip(&article("gz2")), Fate::Read);
    folder.put("twice.txt.gz", [gzip(&article("gz3")), gzip(&article("gz4"))].concat(), Fate::Read);
    // 70 MB of zeros in some 70 kB.
    folder.put("bomb.txt.gz", gzip(&vec![b'a'; 70 << 20]), Fate::Skipped("more than the limit"));
    let whole = gzip(&article("cut-gz").repeat(50));
    folder.put("cut.txt.gz", &whole[..whole.len() / 2], Fate::Skipped("unpacked"));
    let mut wrong = whole.clone();
    let middle = wrong.len() / 2;
    wrong[middle] ^= 0x55;
    folder.put("wrong.txt.gz", wrong, Fate::Skipped("unpacked"));
    folder.put("trailing.txt.gz", [whole.as_slice(), b"garbage"].concat(), Fate::Either);
    folder.put("noise.txt.gz", noise(1000), Fate::Skipped("unpacked"));
    folder.put("empty.txt.gz", "", Fate::Either);
    folder.put("in-gzip.gz.gz", gzip(&gzip(b"x")), Fate::Skipped("within a packed file"));
    folder.put(
        "lines.jsonl.gz",
        gzip(b"{\"id\": \"gz-a\", \"text\": \"\xd9\x86\xd8\xb5 a\"}\nx\n"),
        Fate::Partly("line 2"),
    );

    folder.put("good.zip", zip(&[("a.txt", article("zip")), ("d/b.txt", article("zip2"))]), Fate::Read);
    let out = [
        ("../../../tmp/rasid-evil.txt", article("zip-up")),
        ("/etc/rasid-evil.txt", article("zip-root")),
        ("..\\..\\evil.txt", article("zip-back")),
        ("C:\\evil.txt", article("zip-drive")),
        ("\u{1b}[31mred.txt", article("zip-red")),
        ("\u{202E}txt.exe.txt", article("zip-rlo")),
        ("line\nbreak.txt", article("zip-line")),
    ];
    folder.put("names.zip", zip(&out), Fate::Read);
    let mixed = [
        ("ok.txt", article("zip-ok")),
        ("inner.zip", zip(&[])),
        ("x.gz", gzip(b"x")),
        ("p.png", noise(10)),
        ("e.txt", vec![]),
    ];
    folder.put("mixed.zip", zip(&mixed), Fate::Partly("packed file"));
    folder.put(
        "bomb.zip",
        zip(&[("a.txt", vec![b'a'; 70 << 20]), ("b.txt", article("zip-after"))]),
        Fate::Partly("limit"),
    );
    folder.put(
        "blank.zip",
        zip(&["a.txt", "b.txt", "c.txt"].map(|name| (name, b" \n".to_vec()))),
        Fate::Partly("no text"),
    );
    folder.put("empty.zip", zip(&[]), Fate::Either);
    let whole = zip(&[("a.txt", article("zip-cut"))]);
    folder.put("cut.zip", &whole[..whole.len() - 30], Fate::Skipped("zip"));
    folder.put("noise.zip", noise(2000), Fate::Skipped("zip"));
    let mut wrong = whole.clone();
    wrong[60] ^= 0xFF;
    folder.put("wrong.zip", wrong, Fate::Partly(""));
    // Flag bit 0: encrypted. In the local header and in the directory.
    let mut locked = whole;
    let directory = locked.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    folder.put("locked.zip", locked, Fate::Partly("unpacked"));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("passwd.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    writer.add_directory("folder.txt/", SimpleFileOptions::default()).unwrap();
    folder.put("link.zip", writer.finish().unwrap().into_inner(), Fate::Partly("leads out"));
}
