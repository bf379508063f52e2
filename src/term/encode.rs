//! One finished row, four encodings.
//!
//! No single stream of bytes reads right in every terminal: some reorder, some join letters, some do both.
//! The row is laid out once, in visual order; for terminals that meddle it is turned so that what they do to
//! it gives the same picture again.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::char::canonical_combining_class;

use crate::layout::bidi::{Strength, strength};
use compact_str::CompactString;

use crate::layout::{Base, Options, mirror, one_line, unjoined};

/// U+200E LEFT-TO-RIGHT MARK: ends a run, so that no neighbour is drawn into it.
const LRM: char = '\u{200E}';
/// U+202D LEFT-TO-RIGHT OVERRIDE: forbids all reordering in the row.
const LRO: char = '\u{202D}';

/// How a finished row of cells is sent, so that the terminal at hand shows it right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum Encoding {
    /// V: visual order, joined forms, brackets mirrored. For terminals that show what comes as it comes:
    /// xterm, alacritty, Windows Terminal, VTE after it was asked to.
    #[default]
    Visual,
    /// V with U+202D in column 0: for VTE where it still reorders, as behind tmux.
    VisualLro,
    /// W1: runs in visual order, the letters of each Arabic run in logical order and unjoined, U+200E after
    /// each run. For terminals that do the whole Unicode algorithm: Konsole, Apple Terminal, iTerm2.
    Runs,
    /// W2: whole tokens turned around, letters unjoined and without harakat, brackets not mirrored, no marks of
    /// direction. For kitty, which turns each run of Arabic by itself and leaves the order of runs alone.
    Tokens,
}

impl Encoding {
    /// All of them, in the order of the calibration screen.
    pub const ALL: [Self; 4] = [Self::Visual, Self::VisualLro, Self::Runs, Self::Tokens];

    /// The name in options and in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visual => "visual",
            Self::VisualLro => "visual-lro",
            Self::Runs => "runs",
            Self::Tokens => "tokens",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Encoding {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all = Self::ALL.map(Self::name).join(", ");
        Self::ALL
            .into_iter()
            .find(|e| e.name() == name)
            .ok_or_else(|| format!("no encoding `{name}`; there are {all}"))
    }
}

/// A cell of an encoded row, in the order of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The place in the finished row of the cell that is sent here; its style goes with it.
    pub from: usize,
    /// What is sent.
    pub symbol: CompactString,
}

/// Encodes a finished row, given as its symbols from left to right (the second column of wide characters left
/// out), and the face in which each is drawn (bold, slanted): any number that tells faces apart. Where it is
/// missing, it is that of the cell before.
///
/// Reordering the result of [`Encoding::Runs`] by the Unicode algorithm, as a line from left to right, gives
/// the finished row again.
pub fn encode(row: &[&str], faces: &[u8], encoding: Encoding) -> Vec<Sent> {
    let mut sent: Vec<Sent> = row
        .iter()
        .enumerate()
        .map(|(from, symbol)| Sent { from, symbol: CompactString::new(symbol) })
        .collect();
    match encoding {
        Encoding::Visual => {}
        Encoding::VisualLro => append(&mut sent, 0, LRO),
        Encoding::Runs => {
            for (start, end) in stretches(row, &|s| s == " ") {
                turn(&mut sent[start..end], false);
                append(&mut sent, end - 1, LRM);
            }
            // A number in Arabic-Indic digits draws what follows it into a run of its own.
            for (at, symbol) in row.iter().enumerate() {
                let next = row.get(at + 1).copied().unwrap_or_default();
                if strength_of(symbol) == Strength::ArabicNumber
                    && strength_of(next) != Strength::ArabicNumber
                {
                    append(&mut sent, at, LRM);
                }
            }
            // A row that begins with Arabic already has its mark at the run's end; one more within the run
            // would break it.
            if row.first().is_some_and(|s| strength_of(s) == Strength::Other) {
                append(&mut sent, 0, LRM);
            }
        }
        Encoding::Tokens => {
            // kitty turns what is of one face: a comma behind a bold name stands by itself.
            let differ = |a: usize, b: usize| faces.get(a).zip(faces.get(b)).is_some_and(|(a, b)| a != b);
            for (start, end) in stretches(row, &|s| s != " " && !is_drawing(s)) {
                let mut from = start;
                for to in start + 1..=end {
                    if to == end || differ(to - 1, to) {
                        if row[from..to].iter().any(|s| strength_of(s) == Strength::Rtl) {
                            turn(&mut sent[from..to], true);
                        }
                        from = to;
                    }
                }
            }
        }
    }
    sent
}

fn append(sent: &mut [Sent], at: usize, mark: char) {
    if let Some(cell) = sent.get_mut(at)
        && !cell.symbol.ends_with(mark)
    {
        cell.symbol.push(mark);
    }
}

fn strength_of(symbol: &str) -> Strength {
    symbol.chars().next().map_or(Strength::Other, strength)
}

/// Lines and blocks that draw frames: terminals draw them by themselves, in no run of text.
fn is_drawing(symbol: &str) -> bool {
    symbol.chars().next().is_some_and(|c| ('\u{2500}'..='\u{259F}').contains(&c))
}

/// The stretches of a row that are turned around: those that hold letters written from right to left, and
/// what `inner` lets in. For runs that is the space between letters, and a stretch begins and ends with a
/// letter; for tokens it is all that is no space, from end to end.
fn stretches(row: &[&str], inner: &dyn Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let spaces_only = inner(" ");
    let mut found = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let length = row[at..].iter().take_while(|s| strength_of(s) == Strength::Rtl || inner(s)).count();
        let is_rtl = |s: &&str| strength_of(s) == Strength::Rtl;
        let part = &row[at..at + length];
        if let (Some(first), Some(last)) = (part.iter().position(is_rtl), part.iter().rposition(is_rtl)) {
            found.push(if spaces_only { (at + first, at + last + 1) } else { (at, at + length) });
        }
        at += length.max(1);
    }
    found
}

/// Turns cells around, from visual to logical order, and takes the joined forms off each word that the
/// terminal will join in the same way. Words that it would join otherwise (those with lam-alef, which must
/// stay one cell, or with letters kept apart by ZWNJ) keep their forms.
fn turn(cells: &mut [Sent], unmirror: bool) {
    cells.reverse();
    // Letters join to letters only: a word ends at whatever is none.
    for word in cells.split_mut(|cell| strength_of(&cell.symbol) != Strength::Rtl) {
        take_forms_off(word);
    }
    if unmirror {
        // kitty gives a mark on a letter that it turns a column of its own: the word is readable without.
        for cell in cells {
            let is_rtl = strength_of(&cell.symbol) == Strength::Rtl;
            let kept = cell.symbol.chars().filter(|&c| !is_rtl || canonical_combining_class(c) == 0);
            cell.symbol = kept.map(mirror).collect();
        }
    }
}

/// Takes the joined forms off the letters of a word, if joining them anew gives the same.
fn take_forms_off(letters: &mut [Sent]) {
    let plain: Vec<CompactString> = letters.iter().map(|cell| without_form(&cell.symbol)).collect();
    let joined = one_line(&plain.concat(), &Options::new(u16::MAX).base(Base::Rtl));
    let drawn = joined.cells.iter().rev().map(|cell| cell.symbol.as_str());
    if drawn.eq(letters.iter().map(|cell| cell.symbol.as_str())) {
        for (cell, plain) in letters.iter_mut().zip(plain) {
            cell.symbol = plain;
        }
    }
}

fn without_form(symbol: &str) -> CompactString {
    symbol.chars().map(|c| unjoined(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wezterm_bidi::{BidiContext, Direction, ParagraphDirectionHint};

    /// A finished row: two panes, one of text from right to left.
    fn row(text: &str, width: u16) -> Vec<String> {
        let line = one_line(text, &Options::new(width).base(Base::Rtl));
        let mut row = vec!["│".to_owned()];
        row.extend((0..line.column).map(|_| " ".to_owned()));
        row.extend(line.cells.iter().map(|cell| cell.symbol.to_string()));
        row.push("│".to_owned());
        row
    }

    fn encoded(row: &[String], encoding: Encoding) -> Vec<Sent> {
        encode(&row.iter().map(String::as_str).collect::<Vec<_>>(), &[], encoding)
    }

    fn text_of(sent: &[Sent]) -> String {
        sent.iter().map(|s| s.symbol.as_str()).collect()
    }

    /// What a terminal that does the whole Unicode algorithm shows: the places in the finished row, from left
    /// to right.
    fn reordered(sent: &[Sent]) -> Vec<usize> {
        let mut chars = Vec::new();
        let mut owner = Vec::new();
        for cell in sent {
            for c in cell.symbol.chars() {
                chars.push(c);
                owner.push(cell.from);
            }
        }
        let mut context = BidiContext::new();
        context.resolve_paragraph(&chars, ParagraphDirectionHint::LeftToRight);
        let mut shown = Vec::new();
        for run in context.reordered_runs(0..chars.len()) {
            let indices: Vec<usize> = match run.direction {
                Direction::LeftToRight => run.range.collect(),
                Direction::RightToLeft => run.range.rev().collect(),
            };
            // The marks of direction take no room.
            shown.extend(indices.into_iter().filter(|&i| chars[i] != LRM).map(|i| owner[i]));
        }
        shown.dedup();
        shown
    }

    #[test]
    fn a_run_is_sent_in_logical_order_and_unjoined() {
        let row = row("قال نعم", 9);
        assert_eq!(text_of(&encoded(&row, Encoding::Runs)), "│\u{200E}  قال نعم\u{200E}│");
        assert_eq!(text_of(&encoded(&row, Encoding::Tokens)), "│  نعم قال│");
        assert!(text_of(&encoded(&row, Encoding::VisualLro)).starts_with("│\u{202D}"));
    }

    /// A name in bold with a comma behind it and a proclitic before it: kitty turns each of the three by itself, so
    /// that the order of the three is that of the screen.
    #[test]
    fn a_token_is_parted_where_its_face_changes() {
        let row = row("وبغداد،", 7);
        let symbols: Vec<&str> = row.iter().map(String::as_str).collect();
        // From the left: the frame, the comma, the name from its end, the proclitic, the frame.
        let faces = [0, 0, 1, 1, 1, 1, 1, 0, 0];
        let sent = encode(&symbols, &faces, Encoding::Tokens);
        assert_eq!(text_of(&sent), "│،بغدادو│");
        let places: Vec<usize> = sent.iter().map(|s| s.from).collect();
        assert_eq!(places, [0, 1, 6, 5, 4, 3, 2, 7, 8]);
        // Of one face it is turned as a whole.
        assert_eq!(text_of(&encode(&symbols, &[0; 9], Encoding::Tokens)), "│وبغداد،│");
    }

    #[test]
    fn lam_alef_stays_one_cell_in_the_form_that_its_word_needs() {
        let sent = encoded(&row("سلام", 4), Encoding::Runs);
        assert_eq!(text_of(&sent), "│\u{200E} \u{FEB3}\u{FEFC}\u{FEE1}\u{200E}│");
    }

    #[test]
    fn tokens_turn_brackets_and_digits_too() {
        let row = row("(الـ26)", 8);
        let sent = text_of(&encoded(&row, Encoding::Tokens));
        assert_eq!(sent, "│ (الـ62)│");
    }

    #[test]
    fn tokens_leave_the_marks_of_letters_out() {
        let row = row("مُحَمَّد e\u{301}", 6);
        assert_eq!(text_of(&encoded(&row, Encoding::Tokens)), "│e\u{301} محمد│");
    }

    #[test]
    fn letters_held_apart_keep_their_forms() {
        let row = row("می\u{200C}خواهم", 7);
        let sent = text_of(&encoded(&row, Encoding::Runs));
        assert!(sent.contains('\u{FBFD}'), "{sent}");
    }

    fn any_text() -> impl Strategy<Value = String> {
        let alphabet = prop_oneof![
            6 => prop::sample::select("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةپچژگکیڵێەשלום".chars().collect::<Vec<_>>()),
            2 => Just(' '),
            2 => prop::sample::select("()[]«»\"'.,:;!?-+/%$#@0123456789٠١٢٣٤٥۱۲۳abcXYZ│\u{64E}\u{651}\u{200C}".chars().collect::<Vec<_>>()),
        ];
        prop::collection::vec(alphabet, 0..60).prop_map(|c| c.into_iter().collect())
    }

    proptest! {
        #[test]
        fn reordering_w1_gives_v(text in any_text(), width in 1_u16..90) {
            let row = row(&text, width);
            let sent = encoded(&row, Encoding::Runs);
            prop_assert_eq!(reordered(&sent), (0..row.len()).collect::<Vec<_>>(), "{:?}", text_of(&sent));
        }

        #[test]
        fn each_cell_is_sent_once(text in any_text(), width in 1_u16..90) {
            let row = row(&text, width);
            for encoding in Encoding::ALL {
                let mut from: Vec<usize> = encoded(&row, encoding).iter().map(|s| s.from).collect();
                from.sort_unstable();
                prop_assert_eq!(from, (0..row.len()).collect::<Vec<_>>());
            }
        }
    }
}
