//! The layout against GNU FriBidi 1.0.8, an implementation of its own of bidi and Arabic joining.
//!
//! `tests/data/fribidi.txt.xz` is what it makes of the hard lines and of the built-in corpus:
//! `cat tests/data/hard-lines.txt assets/corpus/*.txt | fribidi --nopad --nobreak --reordernsm --clean`.
//!
//! Known differences, which are its own: it leaves U+FEFF where lam-alef swallowed a letter, does not ligate
//! across marks, and keeps marks in the order of the text.

use std::collections::BTreeSet;

use rasid::layout::{Base, Options, layout};
use rasid::model::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::data::raw;

/// What is drawn: signs with the set of the marks on each.
fn signs(visual: &str) -> Vec<(char, BTreeSet<char>)> {
    let mut signs: Vec<(char, BTreeSet<char>)> = Vec::new();
    for c in visual.chars().filter(|&c| c != '\u{FEFF}') {
        match signs.last_mut() {
            Some((_, marks)) if is_combining_mark(c) => {
                marks.insert(c);
            }
            _ => signs.push((c, BTreeSet::new())),
        }
    }
    signs
}

/// Lam and alef with marks between them, as the one sign that they are without: fribidi leaves them apart.
fn ligated(signs: Vec<(char, BTreeSet<char>)>) -> Vec<(char, BTreeSet<char>)> {
    let mut out: Vec<(char, BTreeSet<char>)> = Vec::new();
    for (sign, marks) in signs {
        // From left to right the alef comes first.
        let alefs = [
            ('\u{FE82}', '\u{FEF5}'),
            ('\u{FE84}', '\u{FEF7}'),
            ('\u{FE88}', '\u{FEF9}'),
            ('\u{FE8E}', '\u{FEFB}'),
        ];
        let form = match sign {
            '\u{FEDF}' => Some(0),
            '\u{FEE0}' => Some(1),
            _ => None,
        };
        let ligature = out.last().and_then(|(before, _)| alefs.iter().find(|(alef, _)| alef == before));
        match (form, ligature) {
            (Some(form), Some((_, isolated))) if !marks.is_empty() => {
                let (_, on_alef) = out.pop().unwrap();
                let sign = char::from_u32(*isolated as u32 + form).unwrap();
                out.push((sign, marks.union(&on_alef).copied().collect()));
            }
            _ => out.push((sign, marks)),
        }
    }
    out
}

#[test]
fn every_line_of_the_corpus_and_the_hard_lines_looks_as_fribidi_draws_it() {
    let mut logical = include_str!("../data/hard-lines.txt").to_owned();
    let mut articles: Vec<_> = std::fs::read_dir("assets/corpus")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    articles.sort();
    for article in articles {
        logical.push_str(&std::fs::read_to_string(article).unwrap());
    }
    let expected = raw(include_bytes!("../data/fribidi.txt.xz"));
    assert_eq!(logical.lines().count(), expected.lines().count());
    let mut compared = 0;
    for (text, expected) in logical.lines().zip(expected.lines()) {
        let laid_out = layout(text, Span::new(0, text.len()), &Options::new(u16::MAX).base(Base::Auto));
        let ours = laid_out.lines.first().map(|line| line.visual()).unwrap_or_default();
        let (ours, theirs) = (signs(ours.trim()), ligated(signs(expected.trim())));
        assert_eq!(ours, theirs, "{text}");
        compared += ours.len();
    }
    assert!(compared > 13_000, "{compared}");
}

/// No form that is drawn stands for anything but the letters of its bytes.
#[test]
fn what_is_drawn_decomposes_to_what_is_written() {
    for text in include_str!("../data/hard-lines.txt").lines() {
        let laid_out = layout(text, Span::new(0, text.len()), &Options::new(30));
        for cell in laid_out.lines.iter().flat_map(|line| &line.cells) {
            let written: BTreeSet<char> =
                cell.span.of(text).nfkd().filter(|c| !matches!(c, '\u{200C}')).collect();
            let drawn: BTreeSet<char> = cell.symbol.nfkd().collect();
            let mirrored = cell.level % 2 == 1 && !cell.symbol.chars().all(char::is_alphanumeric);
            assert!(written == drawn || mirrored, "{:?} drawn as {:?}", cell.span.of(text), cell.symbol);
        }
    }
}
