//! The reader's own files: settings, keys, marks, names of fields.

use std::cell::RefCell;

use rasid::config::Config;
use rasid::ingest::FieldMap;
use rasid::library::{Library, ReaderData};
use rasid::tui::keymap::Keymap;

thread_local! {
    static LIBRARY: RefCell<Library> = RefCell::new(Library::in_memory().expect("a library"));
}

/// The first byte chooses the file: `c`onfig.toml, `k`eymap.json, `m`arks, `f`ields; any other one by its
/// remainder of four. The rest is the file.
pub fn run(data: &[u8]) {
    let Some((&first, content)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(content) else { return };
    let letters = [b'c', b'k', b'm', b'f'];
    match letters.iter().position(|&l| l == first).unwrap_or(usize::from(first) % 4) {
        0 => config(text),
        1 => keymap(text),
        2 => marks(text),
        _ => fields(text),
    }
}

fn config(text: &str) {
    match Config::parse(text) {
        Ok(config) => {
            config.settings();
        }
        Err((line, message)) => {
            assert!(!message.is_empty());
            assert!(line.is_none_or(|line| (1..=text.matches('\n').count() + 1).contains(&line)), "{line:?}");
        }
    }
}

fn keymap(text: &str) {
    let built_in = Keymap::built_in().expect("the built-in keys");
    let mut keymap = built_in.clone();
    if let Err(error) = keymap.lay_over(text, "mine.json") {
        assert!(!error.to_string().is_empty());
        assert_eq!(keymap, built_in, "an error changes nothing");
    }
}

fn marks(text: &str) {
    let Ok(data) = serde_json::from_str::<ReaderData>(text) else { return };
    let again = serde_json::to_string(&data).expect("what was read can be written");
    assert_eq!(serde_json::from_str::<ReaderData>(&again).expect("and read again"), data);
    LIBRARY.with_borrow_mut(|library| {
        library.take_reader_data(&data, None).expect("marks on articles that are not there");
        let searches = library.searches().expect("saved searches");
        searches.iter().for_each(|s| library.remove_search(&s.name).expect("a search is taken away"));
    });
}

fn fields(text: &str) {
    let mut map = FieldMap::default();
    for line in text.lines() {
        if let Err(error) = map.add(line) {
            assert!(!error.to_string().is_empty());
        }
    }
}
