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
    let near = |from: usize, to: usize| {
        text.get(floor(text, from)..floor(text, to)).map(|part| (floor(text, from), part))
    };
    let long = near(PART, 2 * PART);
    long.and_then(|(at, part)| Some(at + paragraph_end(part)?))
        .or_else(|| near(PART / 4, PART).and_then(|(at, part)| Some(at + last_paragraph_end(part)?)))
        .or_else(|| long.and_then(|(at, part)| Some(at + word_end(part, ends_sentence)?)))
        .or_else(|| long.and_then(|(at, part)| Some(at + word_end(part, is_letter)?)))
        .or_else(|| near(PART, MOST).and_then(|(at, part)| Some(at + part.find(begins_cluster)?)))
        .unwrap_or_else(|| floor(text, MOST))
}

/// The last boundary of characters up to `at`.
pub fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// All that ends a paragraph. Each by itself is found faster than one of them.
const ENDS: [char; 7] = ['\n', '\r', '\u{1C}', '\u{1D}', '\u{1E}', '\u{85}', '\u{2029}'];

/// Where the first paragraph of a text ends whose end is in it.
fn paragraph_end(text: &str) -> Option<usize> {
    let first = ENDS.iter().filter_map(|&end| text.find(end)).min()?;
    break_at(text.as_bytes(), first)
}

/// Where the last one does.
fn last_paragraph_end(text: &str) -> Option<usize> {
    let last = ENDS.iter().filter_map(|&end| text.rfind(end)).max()?;
    break_at(text.as_bytes(), last)
}

/// The first place behind spaces and before a letter, if what stands before the spaces is such.
fn word_end(text: &str, is_such: impl Fn(char) -> bool) -> Option<usize> {
    let spaces = text.match_indices(' ').map(|(at, space)| (at, at + space.len()));
    let mut places = spaces.filter(|&(at, after)| {
        let word = |at: usize| text.get(..at).map(|before| before.trim_end_matches(' '));
        text.get(after..).and_then(|after| after.chars().next()).is_some_and(is_letter)
            && word(at).and_then(|before| before.chars().next_back()).is_some_and(&is_such)
    });
    places.next().map(|(_, after)| after)
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…')
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
