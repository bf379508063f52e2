//! Every case of BidiTest.txt and BidiCharacterTest.txt, twice: through the levels and the reordering that
//! the layout uses (UAX #9's own terms), and through the laid-out cells.

use std::collections::HashMap;

use rasid::layout::bidi::{levels, reset_trailing, trailing, visual_order};
use rasid::layout::{Base, Options, layout};
use rasid::model::Span;

use crate::data::{char_of, lines};

/// One expectation: levels (`None` for characters that rule X9 removes) and the order of those that are left.
struct Case<'a> {
    text: &'a [char],
    base: Base,
    level: Option<u8>,
    levels: &'a [Option<u8>],
    order: &'a [usize],
}

#[derive(Default)]
struct Tally {
    run: usize,
    failed: Vec<String>,
}

impl Tally {
    fn check(&mut self, case: &Case<'_>) {
        self.run += 1;
        if let Err(what) = by_levels(case).and_then(|()| by_cells(case)) {
            self.failed.push(format!("{:?} {:?}: {what}", case.text, case.base));
        }
    }

    fn end(self, at_least: usize) {
        assert!(
            self.failed.is_empty(),
            "{} of {}: {:#?}",
            self.failed.len(),
            self.run,
            &self.failed[..self.failed.len().min(10)]
        );
        assert!(self.run >= at_least, "only {} cases", self.run);
    }
}

fn by_levels(case: &Case<'_>) -> Result<(), String> {
    let text: String = case.text.iter().collect();
    let resolved = levels(&text, case.base);
    if let Some(level) = case.level
        && resolved.base != level
    {
        return Err(format!("paragraph level {} and not {level}", resolved.base));
    }
    let mut found: Vec<u8> = text.char_indices().map(|(at, _)| resolved.at(at)).collect();
    let kinds: Vec<_> = case.text.iter().map(|&c| trailing(c)).collect();
    reset_trailing(&mut found, &kinds, resolved.base);
    for (i, expected) in case.levels.iter().enumerate() {
        if expected.is_some_and(|e| e != found[i]) {
            return Err(format!("levels {found:?} and not {:?}", case.levels));
        }
    }
    // Rule L2 on what X9 leaves.
    let left: Vec<usize> = (0..found.len()).filter(|&i| case.levels[i].is_some()).collect();
    let kept: Vec<u8> = left.iter().map(|&i| found[i]).collect();
    let order: Vec<usize> = visual_order(&kept).into_iter().map(|i| left[i as usize]).collect();
    if order == case.order { Ok(()) } else { Err(format!("order {order:?} and not {:?}", case.order)) }
}

/// The cells show the characters that begin one in the expected order, each at its level.
fn by_cells(case: &Case<'_>) -> Result<(), String> {
    let text: String = case.text.iter().collect();
    let offsets: HashMap<usize, usize> =
        text.char_indices().enumerate().map(|(i, (at, _))| (at, i)).collect();
    let laid_out = layout(&text, Span::new(0, text.len()), &Options::new(1000).base(case.base));
    let Some(line) = laid_out.lines.first() else { return Ok(()) };
    // Characters of class B and forced line breaks end the line: the levels of the rest are another line's.
    let shown: Vec<usize> = line.cells.iter().map(|cell| offsets[&cell.span.start]).collect();
    let expected: Vec<usize> = case.order.iter().copied().filter(|i| shown.contains(i)).collect();
    // Overrides are removed by X9, but the layout shows a sign for them: they stand in no expected order.
    let comparable: Vec<usize> = shown.iter().copied().filter(|i| case.levels[*i].is_some()).collect();
    if comparable != expected {
        return Err(format!("cells {comparable:?} and not {expected:?}"));
    }
    for cell in &line.cells {
        let i = offsets[&cell.span.start];
        if case.levels[i].is_some_and(|level| level != cell.level) {
            return Err(format!("cell of {i} at level {}", cell.level));
        }
    }
    Ok(())
}

fn numbers<T: std::str::FromStr>(list: &str) -> Vec<Option<T>> {
    list.split_whitespace().map(|n| n.parse().ok()).collect()
}

#[test]
fn every_case_of_bidi_character_test() {
    let mut tally = Tally::default();
    for line in lines(include_bytes!("../data/BidiCharacterTest.txt.xz")) {
        let fields: Vec<&str> = line.split(';').collect();
        let text: Vec<char> = fields[0].split(' ').map(char_of).collect();
        let base = match fields[1] {
            "0" => Base::Ltr,
            "1" => Base::Rtl,
            _ => Base::Auto,
        };
        let order: Vec<usize> = numbers(fields[4]).into_iter().flatten().collect();
        let levels = numbers(fields[3]);
        let level = fields[2].parse().ok();
        tally.check(&Case { text: &text, base, level, levels: &levels, order: &order });
    }
    tally.end(91_000);
}

/// A character of each class: letters that do not join and do not ligate, signs that are shown.
fn sample(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => 'א',
        "AL" => 'ء',
        "EN" => '1',
        "ES" => '+',
        "ET" => '$',
        "AN" => '١',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{AD}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        other => panic!("class {other}"),
    }
}

#[test]
fn every_case_of_bidi_test() {
    let mut tally = Tally::default();
    let (mut levels, mut order) = (Vec::new(), Vec::new());
    for line in lines(include_bytes!("../data/BidiTest.txt.xz")) {
        if let Some(list) = line.strip_prefix("@Levels:") {
            levels = numbers(list);
        } else if let Some(list) = line.strip_prefix("@Reorder:") {
            order = numbers(list).into_iter().flatten().collect();
        } else if let Some((classes, bases)) = line.split_once(';') {
            let text: Vec<char> = classes.split_whitespace().map(sample).collect();
            let bases: u8 = bases.trim().parse().unwrap();
            for (bit, base) in [(1, Base::Auto), (2, Base::Ltr), (4, Base::Rtl)] {
                if bases & bit != 0 {
                    tally.check(&Case { text: &text, base, level: None, levels: &levels, order: &order });
                }
            }
        }
    }
    tally.end(770_000);
}
