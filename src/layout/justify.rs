//! Justification: lines widened to the full width, by kashida within words and by wider spaces.

use crate::model::Span;

use super::cluster::Cluster;
use super::{Cell, Line, Options, props};

/// U+0640 ARABIC TATWEEL, the kashida.
const TATWEEL: char = '\u{0640}';

/// Widens a line to `options.width`: first one kashida in each word that takes one, if that is asked for, then
/// its spaces, evenly. A line of one word stays as it is where no kashida fills it.
pub fn widen(line: &mut Line, items: &[Cluster], at: usize, options: &Options) {
    let missing = |line: &Line| usize::from(options.width.saturating_sub(line.width()));
    if options.kashida && line.rtl {
        let room = missing(line);
        stretch_words(line, &kashidas(items, room), at);
    }
    let missing = missing(line);
    if missing > 0 {
        widen_spaces(line, missing);
    }
}

/// After which clusters a kashida goes: one place a word, the best words first, `most` at most; as the bytes
/// in the paragraph where those clusters begin.
fn kashidas(items: &[Cluster], most: usize) -> Vec<u32> {
    let mut places: Vec<(u8, u32)> = items.split(|c| !c.is_letter()).filter_map(best_place).collect();
    places.sort();
    places.truncate(most);
    places.into_iter().map(|(_, start)| start).collect()
}

/// The best place in a word, with its rank (0 the best): after a letter that is joined to the next one. Words
/// of two letters take none.
fn best_place(word: &[Cluster]) -> Option<(u8, u32)> {
    if word.len() < 3 {
        return None;
    }
    let pairs =
        word.windows(2).enumerate().filter(|(_, pair)| pair[0].is_joined_after() && pair[0].level % 2 == 1);
    let ranked =
        pairs.map(|(i, pair)| (rank(pair[0].glyph, pair[1].glyph, i + 2 == word.len()), pair[0].start));
    // Of equal places the last one in the word, as scribes do.
    ranked.min_by_key(|&(rank, start)| (rank, std::cmp::Reverse(start)))
}

/// How good a place between two joined letters is: after seen or sad, before a final teh marbuta, heh or dal,
/// before alef, tah, lam or kaf, elsewhere.
fn rank(letter: char, next: char, is_last: bool) -> u8 {
    let plain = |c| super::unjoined(c).unwrap_or(c);
    match (plain(letter), plain(next)) {
        ('س' | 'ش' | 'ص' | 'ض', _) => 0,
        (_, 'ة' | 'ه' | 'د' | 'ذ') if is_last => 1,
        (_, 'ا' | 'أ' | 'إ' | 'آ' | 'ط' | 'ظ' | 'ل' | 'ك') => 2,
        _ => 3,
    }
}

fn stretch_words(line: &mut Line, places: &[u32], at: usize) {
    if places.is_empty() {
        return;
    }
    let starts: std::collections::BTreeSet<usize> = places.iter().map(|&start| at + start as usize).collect();
    let mut cells = Vec::with_capacity(line.cells.len() + starts.len());
    for cell in line.cells.drain(..) {
        if starts.contains(&cell.span.start) {
            let span = Span::new(cell.span.end, cell.span.end);
            cells.push(Cell { symbol: props::symbol(TATWEEL), width: 1, level: cell.level, span });
        }
        cells.push(cell);
    }
    line.cells = cells;
}

/// Widens the spaces of a line evenly by `missing` columns in all.
fn widen_spaces(line: &mut Line, missing: usize) {
    let spaces = line.cells.iter().filter(|c| &c.symbol == " ").count();
    if spaces == 0 {
        return;
    }
    let mut cells = Vec::with_capacity(line.cells.len() + missing);
    let mut seen = 0;
    for cell in line.cells.drain(..) {
        let mut more = 0;
        if &cell.symbol == " " {
            // What does not divide evenly goes to the first spaces of the line as it is read.
            let rank = if line.rtl { spaces - 1 - seen } else { seen };
            more = missing / spaces + usize::from(rank < missing % spaces);
            seen += 1;
        }
        let span = Span::new(cell.span.end, cell.span.end);
        let added = Cell { span, ..cell };
        cells.push(cell);
        cells.extend(std::iter::repeat_n(added, more));
    }
    line.cells = cells;
}
