//! The README says what the program does.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use rasid::tui::keymap::{Context, Keymap};
use rasid::tui::strings::{Language, Strings, name};

const BEGIN: &str = "`cargo test --test readme` says if it is stale -->\n";
const END: &str = "<!-- /keys -->";

/// The README's key table, from the tables that the program itself uses.
fn key_table() -> String {
    let keymap = Keymap::built_in().unwrap();
    let strings = Strings::built_in(Language::English).unwrap();
    let mut table = String::from("| keys | what they do |\n|---|---|\n");
    let mut told = Vec::new();
    // What only the timeline knows is told behind what is known everywhere.
    let of = |context| keymap.bindings().iter().filter(move |b| b.context == context);
    for binding in of(Context::Global).chain(of(Context::Timeline)) {
        if told.contains(&binding.action) {
            continue;
        }
        told.push(binding.action);
        let keys = keymap.labels(binding.context, binding.action);
        let keys: Vec<String> = keys.iter().map(|k| format!("`{}`", k.replace('|', "\\|"))).collect();
        table.push_str(&format!("| {} | {} |\n", keys.join(" "), name(&strings.actions, binding.action)));
    }
    table
}

#[test]
fn the_key_table_is_the_programs_own() {
    let readme = include_str!("../README.md");
    let start = readme.find(BEGIN).expect("the table's beginning") + BEGIN.len();
    let end = readme.find(END).expect("the table's end");
    let expected = key_table();
    assert_eq!(&readme[start..end], expected, "put this into README.md:\n{expected}");
}
