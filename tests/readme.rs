//! The README says what the program does.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::collections::BTreeSet;

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

/// The crates that a table of `Cargo.toml` names.
fn crates(manifest: &toml::Table, table: &str) -> BTreeSet<String> {
    manifest[table].as_table().unwrap().keys().cloned().collect()
}

/// Names parted by commas, without what stands in brackets behind them.
fn names(list: &str) -> BTreeSet<String> {
    let mut out = String::new();
    let mut depth = 0;
    for c in list.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth == 0 && c != ')' {
            out.push(c);
        }
    }
    out.split(',').map(|name| name.trim().trim_end_matches('.').trim().to_owned()).collect()
}

#[test]
fn every_dependency_stands_in_the_architecture_with_its_reason() {
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    let architecture = include_str!("../ARCHITECTURE.md");
    let (_, section) = architecture.split_once("## Dependencies, each with its reason").expect("the section");
    let (table, rest) = section.split_once("For tests and benches only:").expect("the crates for tests");
    let mut told = BTreeSet::new();
    for row in table.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let [crates, why] = cells.as_slice() else { panic!("{row}") };
        assert!(why.trim().len() > 10, "{row}");
        told.extend(names(crates));
    }
    assert_eq!(told, crates(&manifest, "dependencies"));
    let for_tests = rest.split("\n\n").next().unwrap().replace('\n', " ");
    assert_eq!(names(&for_tests), crates(&manifest, "dev-dependencies"));
}
