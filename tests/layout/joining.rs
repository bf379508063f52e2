//! Joining against ArabicShaping.txt and DerivedJoiningType.txt.

use std::collections::BTreeMap;

use rasid::layout::{Base, Options, layout};
use rasid::model::Span;
use unicode_normalization::UnicodeNormalization;

use crate::data::{char_of, lines};

/// Joining_Type of each character that has one, as the files say.
fn joining_types() -> BTreeMap<char, String> {
    let mut types = BTreeMap::new();
    for line in lines(include_bytes!("../data/DerivedJoiningType.txt.xz")) {
        let (range, kind) = line.split_once(';').unwrap();
        let (first, last) = range.trim().split_once("..").unwrap_or((range.trim(), range.trim()));
        for c in char_of(first)..=char_of(last) {
            types.insert(c, kind.trim().to_owned());
        }
    }
    for line in lines(include_bytes!("../data/ArabicShaping.txt.xz")) {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        let c = char_of(fields[0]);
        assert_eq!(types.get(&c).map_or("U", String::as_str), fields[2], "{c:?}");
    }
    types
}

fn shown(text: &str) -> Vec<String> {
    let laid_out = layout(text, Span::new(0, text.len()), &Options::new(100).base(Base::Rtl));
    laid_out.lines[0].cells.iter().rev().map(|c| c.symbol.to_string()).collect()
}

/// Every character stands between two beh: they show by their own forms whether it joined to them.
#[test]
fn neighbours_join_as_the_standard_says() {
    const BEH: [(bool, bool, &str); 4] = [
        (false, false, "\u{FE8F}"),
        (true, false, "\u{FE90}"),
        (false, true, "\u{FE91}"),
        (true, true, "\u{FE92}"),
    ];
    let form = |before, after| BEH.iter().find(|f| (f.0, f.1) == (before, after)).unwrap().2;
    let mut tried = 0;
    for (c, kind) in joining_types() {
        // Not a nonspacing mark any more since Unicode 16, and the tables in use are newer than the file.
        if c == '\u{1171E}' {
            continue;
        }
        // Characters of the class B end the paragraph; overrides turn levels.
        if c < '\u{80}' || ('\u{202A}'..='\u{202E}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c) {
            continue;
        }
        // Tag characters and so on are dropped; marks are in the first letter's cell.
        let cells = shown(&format!("ب{c}ب"));
        let (first, last) = (&cells[0], &cells[cells.len() - 1]);
        // Scripts written from left to right join within themselves only: they stand at another level.
        let is_ltr =
            rasid::layout::bidi::levels(&format!("ب{c}ب"), Base::Rtl).at('ب'.len_utf8()).is_multiple_of(2);
        let expected = match kind.as_str() {
            _ if is_ltr && kind != "T" => (form(false, false), form(false, false)),
            "T" => (form(false, true), form(true, false)),
            "D" | "C" => (form(false, true), form(true, false)),
            "R" => (form(false, true), form(false, false)),
            "L" => (form(false, false), form(true, false)),
            "U" => (form(false, false), form(false, false)),
            other => panic!("{other}"),
        };
        assert!(first.starts_with(expected.0) && last.starts_with(expected.1), "{c:?} {kind}: {cells:?}");
        tried += 1;
    }
    assert!(tried > 2500, "{tried}");
}

/// A letter's own form between two beh is one of its presentation forms, or itself where it has none.
#[test]
fn forms_are_of_the_letter() {
    for line in lines(include_bytes!("../data/ArabicShaping.txt.xz")) {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        let c = char_of(fields[0]);
        if !('\u{0620}'..='\u{06FF}').contains(&c) || !matches!(fields[2], "D" | "R") {
            continue;
        }
        let cells = shown(&format!("ب{c}ب"));
        assert_eq!(cells.len(), 3);
        let symbol = &cells[1];
        assert!(symbol.nfkd().eq(c.to_string().nfkd()), "{c:?} shown as {symbol}");
        assert!(!symbol.contains(['\u{FDF2}', '\u{FDFA}', '\u{FDFB}']));
    }
    assert_eq!(shown("ء"), ["ء"]);
    // Kurdish and Pashto letters without forms: themselves, their neighbours joined.
    assert_eq!(shown("بڵب"), ["\u{FE91}", "ڵ", "\u{FE90}"]);
    assert_eq!(shown("بێب"), ["\u{FE91}", "ێ", "\u{FE90}"]);
    assert_eq!(shown("بڕب"), ["\u{FE91}", "ڕ", "\u{FE8F}"]);
}
