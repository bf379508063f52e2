//! Sentences.

use crate::model::Span;

use super::fold::digit_value;

/// The sentences of `text[within]`, trimmed, in order. Offsets are into `text`.
///
/// A sentence ends after `.`, `!`, `?`, `؟` (any run of them, unless a digit follows: `31.07`) and at a line
/// an empty line. News pages leave out the space after a full stop (`الحالي.ولم`), so none is asked for. A
/// single line break does not end a sentence: ingest makes a block of its own of each paragraph, so that a
/// line break within a block is one that the page made within a sentence. An ellipsis (`...`, `…`) does not
/// end a sentence.
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let Some(part) = text.get(within.range()) else { return Vec::new() };
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let ends = match c {
            '\n' => part[end..].trim_start_matches([' ', '\t', '\r', '\u{A0}']).starts_with('\n'),
            '\u{2029}' => true,
            '!' | '?' | '؟' | '.' => {
                let mut points = usize::from(c == '.');
                while let Some(&(_, next)) = chars.peek() {
                    if !matches!(next, '!' | '?' | '؟' | '.') {
                        break;
                    }
                    points = if next == '.' && points > 0 { points + 1 } else { 0 };
                    end += next.len_utf8();
                    chars.next();
                }
                let digit_follows = chars.peek().is_some_and(|&(_, next)| digit_value(next).is_some());
                points < 2 && !digit_follows
            }
            _ => false,
        };
        if ends {
            push_trimmed(&mut out, part, start, end, within.start);
            start = end;
        }
    }
    push_trimmed(&mut out, part, start, part.len(), within.start);
    out
}

fn push_trimmed(out: &mut Vec<Span>, part: &str, start: usize, end: usize, base: usize) {
    let raw = &part[start..end];
    let lead = raw.len() - raw.trim_start().len();
    let body = raw.trim();
    if body.chars().any(super::is_letter_or_number) {
        out.push(Span::new(base + start + lead, base + start + lead + body.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn a_full_stop_needs_no_space_after_it() {
        assert_eq!(
            parts("نهاية العام الحالي.ولم تلتفت الفصائل."),
            ["نهاية العام الحالي.", "ولم تلتفت الفصائل."]
        );
    }

    #[test]
    fn dates_and_ellipses_do_not_end_sentences() {
        assert_eq!(parts("في 31.07.2021 قالت"), ["في 31.07.2021 قالت"]);
        assert_eq!(parts("الحكومة العراقية... ما كان"), ["الحكومة العراقية... ما كان"]);
    }

    #[test]
    fn lines_without_words_are_no_sentences() {
        assert_eq!(parts("أولا.\n\n . \nثانيا"), ["أولا.", "ثانيا"]);
    }

    #[test]
    fn a_line_break_within_a_block_is_no_end() {
        assert_eq!(parts("منذ بداية\nعام 2021"), ["منذ بداية\nعام 2021"]);
        assert_eq!(parts("منذ بداية\n \nعام 2021"), ["منذ بداية", "عام 2021"]);
    }
}
