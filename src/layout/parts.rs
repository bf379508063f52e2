//! A text parted: into the paragraphs of the bidi algorithm, and into parts that can be laid out by themselves.

use crate::model::Span;

use super::props::{self, Breaking, Show};

/// About how many bytes a part of a long text has: laid out in less than a millisecond, and more than a screen
/// shows.
const PART: usize = 32 << 10;
/// What is left at the end and not worth a part of its own.
const REST: usize = PART / 2;
/// Where a cluster goes on for so long, a part ends within it.
const MOST: usize = 16 * PART;

/// The paragraphs of a text, each with the line break that ends it (rule P1 of UAX #9; CR LF is one break).
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let rest = text.as_bytes().get(start..).filter(|rest| !rest.is_empty())?;
        at = start + rest.iter().enumerate().find_map(|(i, _)| break_at(rest, i)).unwrap_or(rest.len());
        Some(Span::new(start, at))
    })
}

/// Whether a character of class B begins at byte `at`; gives the byte after it. Bytes, as this runs over every
/// text before anything else does.
fn break_at(bytes: &[u8], at: usize) -> Option<usize> {
    let next = |n: usize| bytes.get(at + n).copied();
    match bytes.get(at)? {
        b'\n' | 0x1C..=0x1E => Some(at + 1),
        b'\r' => Some(if next(1) == Some(b'\n') { at + 2 } else { at + 1 }),
        0xC2 if next(1) == Some(0x85) => Some(at + 2),
        0xE2 if next(1) == Some(0x80) && next(2) == Some(0xA9) => Some(at + 3),
        _ => None,
    }
}

/// The parts of `text[within]`, one after the other: what a screen lays out at once of a text of any length.
///
/// A part ends where a paragraph does, so that its lines are those of the whole text. Only a paragraph of more
/// than 56 KiB, as a page has that lost its line breaks, is parted within: behind a sentence, else a word, else a
/// letter. A line begins there, and the bidi algorithm takes each part by itself (rule HL4 of UAX #9), which is
/// what makes the cost of any place in the text that of the place alone.
pub fn parts(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let mut rest = within.of(text);
    let mut at = within.start;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (part, after) = rest.split_at_checked(part_end(rest)).unwrap_or((rest, ""));
        let span = Span::new(at, at + part.len());
        (rest, at) = (after, span.end);
        Some(span)
    })
}

/// Where the first part of a text ends.
fn part_end(text: &str) -> usize {
    if text.len() <= PART + REST {
        return text.len();
    }
    let bytes = text.as_bytes();
    let paragraph = |range: std::ops::Range<usize>| range.into_iter().find_map(|at| break_at(bytes, at));
    let last_paragraph = || (PART / 4..PART).rev().find_map(|at| break_at(bytes, at));
    paragraph(PART..(2 * PART).min(text.len()))
        .or_else(last_paragraph)
        .or_else(|| {
            place(text, 2 * PART, |before, space, after| {
                space && matches!(before, '.' | '!' | '?' | '؟' | '…') && is_letter(after)
            })
        })
        .or_else(|| {
            place(text, 2 * PART, |before, space, after| space && is_letter(before) && is_letter(after))
        })
        .or_else(|| place(text, MOST, |_, _, after| begins_cluster(after)))
        .or_else(|| (MOST..text.len()).find(|&at| text.is_char_boundary(at)))
        .unwrap_or(text.len())
}

/// The first place from [`PART`] to `to` that `fits`: it is told the last character that is no space, whether a
/// space stands between, and the next character.
fn place(text: &str, to: usize, fits: impl Fn(char, bool, char) -> bool) -> Option<usize> {
    let start = (PART..text.len()).find(|&at| text.is_char_boundary(at))?;
    let (mut before, mut space) = (' ', false);
    for (at, c) in text.get(start..)?.char_indices() {
        if start + at >= to {
            return None;
        }
        if fits(before, space, c) {
            return Some(start + at);
        }
        if c == ' ' {
            space = true;
        } else {
            (before, space) = (c, false);
        }
    }
    None
}

fn begins_cluster(c: char) -> bool {
    !matches!(props::of(c).show, Show::Mark | Show::Haraka | Show::Absorbed)
}

fn is_letter(c: char) -> bool {
    let p = props::of(c);
    p.breaking == Breaking::Letter && p.show == Show::Cell
}

#[cfg(test)]
mod tests {
    use super::super::{Base, Options, layout};
    use super::*;

    fn all(text: &str) -> Vec<Span> {
        let parts: Vec<Span> = parts(text, Span::new(0, text.len())).collect();
        let mut at = 0;
        for part in &parts {
            assert_eq!(part.start, at);
            assert!(!part.is_empty() && text.is_char_boundary(part.end) && part.len() <= MOST + 4);
            at = part.end;
        }
        assert_eq!(at, text.len());
        parts
    }

    const SENTENCE: &str = "أعلنت المقاومة (في بيان) استهداف قاعدة عين الأسد بطائرات MQ-9. ";

    #[test]
    fn texts_of_ordinary_paragraphs_have_the_same_lines_in_parts() {
        let text = format!("{}\n", SENTENCE.repeat(400)).repeat(9);
        assert!(text.len() > 300_000);
        let options = Options::new(60).base(Base::Rtl);
        let whole = layout(&text, Span::new(0, text.len()), &options).lines;
        let parts = all(&text);
        assert!(parts.len() >= 9);
        let lines: Vec<_> = parts.into_iter().flat_map(|part| layout(&text, part, &options).lines).collect();
        assert_eq!(lines, whole);
    }

    #[test]
    fn a_long_paragraph_is_parted_behind_sentences() {
        let text = SENTENCE.repeat(10_000);
        let parts = all(&text);
        assert!((20..40).contains(&parts.len()), "{}", parts.len());
        assert!(parts.iter().all(|part| part.of(&text).ends_with("MQ-9. ")));
        let words = "كلمة ".repeat(30_000);
        assert!(all(&words).iter().all(|part| part.of(&words).ends_with("كلمة ")));
    }

    #[test]
    fn no_part_is_long_whatever_the_text() {
        for text in [
            "\n".repeat(200_000),
            "ل".repeat(100_000),
            "7".repeat(100_000),
            " ".repeat(200_000),
            "\u{202B}".repeat(60_000),
            "\r\n".repeat(100_000),
        ] {
            assert!(all(&text).iter().all(|part| part.len() <= 2 * PART), "{:?}", text.get(..6));
        }
        // All marks on one letter stand in one cell.
        let marked = format!("كلم{} آخر", "\u{64E}".repeat(100_000));
        let longest = all(&marked).into_iter().map(Span::len).max();
        assert!(longest > Some(200_000));
        let bomb = format!("م{}", "\u{64E}".repeat(1_000_000));
        assert!(all(&bomb).len() > 2);
    }

    #[test]
    fn a_part_of_a_text_keeps_its_place_in_it() {
        let text = "قبل\nكلمة\nبعد";
        let within = Span::new(7, 16);
        assert_eq!(parts(text, within).collect::<Vec<_>>(), [within]);
        assert_eq!(parts(text, Span::new(0, 999)).count(), 0);
    }
}
