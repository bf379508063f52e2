//! Layout of any text at any width, and its rows in the four encodings.

use rasid::layout::bidi::{Trailing, levels, reset_trailing, trailing, visual_order};
use rasid::layout::{Align, Base, Line, Options, each_line, layout, one_line, parts};
use rasid::model::Span;
use rasid::term::{Encoding, Sent, encode};
use rasid::text::is_unsafe_to_show;

/// The marks of direction that the encodings place.
const LRM: char = '\u{200E}';
const LRO: char = '\u{202D}';

/// The first two bytes are the width and the options; the rest is the text.
pub fn run(data: &[u8]) {
    let Some(([width, flags], content)) = data.split_first_chunk::<2>().map(|(head, rest)| (*head, rest))
    else {
        return;
    };
    let text = String::from_utf8_lossy(content);
    let options = options(width, flags);
    let whole = Span::new(0, text.len());
    let lines = layout(&text, whole, &options).lines;
    let mut end = 0;
    for line in &lines {
        assert_eq!(line.span.start, end, "a gap between lines");
        end = line.span.end;
        check_line(&text, line, &options);
        check_row(line);
    }
    assert_eq!(end, text.len(), "the last line ends early");
    let mut streamed = Vec::new();
    each_line(&text, whole, &options, |line| streamed.push(line.clone()));
    assert_eq!(streamed, lines);
    check_parts(&text, &options);
    let label = one_line(&text, &options);
    assert!(label.width() <= options.width.max(1));
    check_row(&label);
}

fn options(width: u8, flags: u8) -> Options {
    let base = [Base::Auto, Base::AutoRtl, Base::Ltr, Base::Rtl][usize::from(flags & 3)];
    let aligns = [Align::Start, Align::Left, Align::Right, Align::Center, Align::Justify];
    let align = aligns[usize::from(flags >> 2 & 7) % aligns.len()];
    let (ligatures, harakat, kashida) = (flags & 32 == 0, flags & 64 == 0, flags & 128 != 0);
    Options { width: u16::from(width), base, align, ligatures, harakat, kashida }
}

/// Each byte of the line is in one place, nothing is too wide, nothing unsafe is in a cell.
fn check_line(text: &str, line: &Line, options: &Options) {
    let cells = line.cells.iter().map(|cell| cell.span);
    let mut places: Vec<Span> =
        cells.chain(line.invisible.iter().copied()).filter(|s| !s.is_empty()).collect();
    places.sort();
    let mut at = line.span.start;
    for place in places {
        assert_eq!(place.start, at, "a byte that is lost or doubled");
        super::checks::within(text, place);
        at = place.end;
    }
    assert_eq!(at, line.span.end);
    assert!(line.column + line.width() <= options.width.max(1), "{} columns", line.width());
    for cell in &line.cells {
        assert!((1..=9).contains(&cell.symbol.chars().count()), "{:?}", cell.symbol);
        assert!(!cell.symbol.contains(is_unsafe_to_show), "{:?}", cell.symbol);
    }
}

/// The parts of a text are all of it, and can be laid out by themselves.
fn check_parts(text: &str, options: &Options) {
    let mut end = 0;
    for part in parts(text, Span::new(0, text.len())) {
        assert!(part.start == end && !part.is_empty());
        end = part.end;
        let lines = layout(text, part, options).lines;
        assert_eq!(lines.first().map(|line| line.span.start), Some(part.start));
        assert_eq!(lines.last().map(|line| line.span.end), Some(part.end));
    }
    assert_eq!(end, text.len());
}

/// A row of a terminal with the line in a frame: each cell is sent once, in each encoding; nothing goes out but
/// what is in the cells and the marks of that encoding; and the algorithm turns W1 to what was meant.
fn check_row(line: &Line) {
    let mut row = vec!["│"];
    row.extend(line.cells.iter().map(|cell| cell.symbol.as_str()));
    row.push("│");
    let places: Vec<usize> = (0..row.len()).collect();
    for encoding in Encoding::ALL {
        let sent = encode(&row, &[], encoding);
        let mut from: Vec<usize> = sent.iter().map(|sent| sent.from).collect();
        from.sort_unstable();
        assert_eq!(from, places, "{encoding}: each cell once");
        let mark = match encoding {
            Encoding::Visual | Encoding::Tokens => None,
            Encoding::VisualLro => Some(LRO),
            Encoding::Runs => Some(LRM),
        };
        let unsafe_to_show = |c| is_unsafe_to_show(c) && Some(c) != mark;
        assert!(!sent.iter().any(|sent| sent.symbol.contains(unsafe_to_show)), "{encoding}: {sent:?}");
        if encoding == Encoding::Runs {
            assert_eq!(reordered(&sent), places, "{sent:?}");
        }
    }
}

/// The places in the finished row, from left to right, as a terminal shows them that does the whole algorithm.
fn reordered(sent: &[Sent]) -> Vec<usize> {
    let line: String = sent.iter().map(|sent| sent.symbol.as_str()).collect();
    let resolved = levels(&line, Base::Ltr);
    let mut levels: Vec<u8> = line.char_indices().map(|(at, _)| resolved.at(at)).collect();
    let kinds: Vec<Trailing> = line.chars().map(trailing).collect();
    reset_trailing(&mut levels, &kinds, resolved.base);
    let owners: Vec<(usize, char)> =
        sent.iter().flat_map(|sent| sent.symbol.chars().map(|c| (sent.from, c))).collect();
    let order = visual_order(&levels);
    let seen = order.iter().filter_map(|&at| owners.get(at as usize)).filter(|(_, c)| *c != LRM);
    let mut places: Vec<usize> = seen.map(|(from, _)| *from).collect();
    places.dedup();
    places
}
