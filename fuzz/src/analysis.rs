//! Any text with any publication date: the analysis, and that a library takes it.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest::read_text;
use rasid::library::Library;
use rasid::model::{Interval, Origin, Published, PublishedBasis};

use super::checks;

fn analyser() -> &'static Analyser {
    static ANALYSER: OnceLock<Analyser> = OnceLock::new();
    ANALYSER.get_or_init(|| Analyser::new(Arc::new(Lexicon::built_in().expect("the built-in lexicon"))))
}

thread_local! {
    static LIBRARY: RefCell<Library> = RefCell::new(Library::in_memory().expect("a library"));
}

/// The first four bytes are the year (little end first), month and day of publication, as far as there is such
/// a day; the rest is the text.
pub fn run(data: &[u8]) {
    let Some((&[low, high, month, day], text)) = data.split_first_chunk() else { return };
    let mut document = read_text("a", String::from_utf8_lossy(text).into_owned(), Origin::default());
    checks::document(&document);
    let number = |byte: u8| i8::try_from(byte).unwrap_or(0);
    if let Ok(day) = Date::new(i16::from_le_bytes([low, high]), number(month), number(day)) {
        document.published =
            Some(Published { interval: Interval::day(day), basis: PublishedBasis::Set, reasons: Vec::new() });
    }
    let analysis = analyser().analyse(&document);
    checks::analysis(&document, &analysis);
    LIBRARY.with_borrow_mut(|library| {
        // Without a commit all is taken back: each input finds an empty library.
        let mut writer = library.writer().expect("a writer");
        writer.add(&document, &analysis).expect("the library takes every article");
    });
}
