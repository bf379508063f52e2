//! What stands between quotation marks.

use crate::model::Span;

/// What a quotation mark does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Open,
    Close,
    /// It looks the same on both sides: it opens where nothing is open, and else closes.
    Either,
}

/// A quotation mark.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    after: usize,
    does: Does,
}

/// What stands between quotation marks in `text[within]`, in order and without overlap: a quotation within another
/// is part of the outer one. The marks themselves are outside. Offsets are into `text`.
///
/// Marks of every kind are taken for each other, as papers mix them: `«…»`, `"…"`, `“…”`, `„…‟`. What is not closed
/// ends with `within`; what is closed without having been opened began with it.
pub fn quotations(text: &str, within: Span) -> Vec<Span> {
    let marks = marks(within.of(text), within.start);
    let mut out = Vec::new();
    let (mut opened, mut depth) = (within.start, 0_usize);
    for (n, mark) in marks.iter().enumerate() {
        let does = match mark.does {
            Does::Either if depth == 0 => Does::Open,
            Does::Either => Does::Close,
            // It looks as if it opened; but then both it and the one around it have to be closed.
            Does::Open if depth > 0 && !closes_twice(&marks[n + 1..]) => Does::Close,
            does => does,
        };
        match does {
            Does::Open => {
                if depth == 0 {
                    opened = mark.after;
                }
                depth += 1;
            }
            _ if depth > 1 => depth -= 1,
            _ if depth == 1 || out.is_empty() => {
                depth = 0;
                out.push(Span::new(opened, mark.at));
            }
            _ => {}
        }
    }
    if depth > 0 {
        out.push(Span::new(opened, within.end));
    }
    out.retain(|span| !span.is_empty());
    out
}

/// Whether the next two marks close: one the quotation that begins here, the other the one around it.
fn closes_twice(next: &[Mark]) -> bool {
    next.len() > 1 && next.iter().take(2).all(|mark| mark.does == Does::Close)
}

/// The quotation marks of `part`, which begins at `base`. What a mark does is seen from where white space is, and
/// from its own shape only where that does not tell: some papers write `»…«`.
fn marks(part: &str, base: usize) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut before = None;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let shape = match c {
            '«' | '“' | '„' | '‟' | '‹' => Some(Does::Open),
            '»' | '”' | '›' => Some(Does::Close),
            '"' | '″' | '＂' => Some(Does::Either),
            _ => None,
        };
        if let Some(shape) = shape {
            let after = chars.peek().map(|&(_, next)| next);
            // In the middle of a word it is a sign of another kind: minutes, or Hebrew's gershayim.
            let does = match (holds(before), holds(after)) {
                (true, false) if !is_open(before) => Does::Close,
                (false, true) if !is_closed(before) => Does::Open,
                _ => shape,
            };
            out.push(Mark { at: base + at, after: base + at + c.len_utf8(), does });
        }
        before = Some(c);
    }
    out
}

/// Whether a character belongs to what is quoted or to the words around it, and is no white space.
fn holds(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        !c.is_whitespace() && !matches!(c, '.' | '،' | ',' | '؛' | ';' | ')' | ']' | '!' | '?' | '؟' | '…')
    })
}

/// Whether a sign leads to what follows: `قال:"…`.
fn is_open(c: Option<char>) -> bool {
    matches!(c, Some(':' | '(' | '[' | '-' | '–' | '—' | '/'))
}

/// Whether a sign ends what stands before: `… ."وأضاف`.
fn is_closed(c: Option<char>) -> bool {
    matches!(c, Some('.' | '!' | '?' | '؟' | '…'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text).trim()).collect()
    }

    #[test]
    fn marks_of_every_kind_hold_quotations() {
        assert_eq!(quoted("قال «نص» و\"آخر\" و“ثالث” و„رابع‟"), ["نص", "آخر", "ثالث", "رابع"]);
        assert_eq!(quoted("قال »نص« ومضى"), ["نص"]);
        assert_eq!(quoted("إن \" المواجهة قد تبدأ \".وأضاف : \" نحن \" ."), ["المواجهة قد تبدأ", "نحن"]);
        assert_eq!(quoted("في تصريح لـ\"إرم نيوز\" أن \"هناك توجها\"."), ["إرم نيوز", "هناك توجها"]);
        assert_eq!(quoted("لصحيفة \"وول ستريت\" \"إننا لسنا\"."), ["وول ستريت", "إننا لسنا"]);
        assert_eq!(quoted("قال:\"نعم.\"وأضاف \"لا\""), ["نعم.", "لا"]);
    }

    #[test]
    fn a_quotation_within_another_is_part_of_it() {
        assert_eq!(
            quoted("أن \"الولايات ستنفذ مخرجات \"الحوار الإستراتيجي\"، وما تفعله محاولات\". وختم"),
            ["الولايات ستنفذ مخرجات \"الحوار الإستراتيجي\"، وما تفعله محاولات"]
        );
        assert_eq!(quoted("قال «إن «الحشد» باق» ثم مضى"), ["إن «الحشد» باق"]);
        // A mark that is set wrongly does not swallow what follows.
        assert_eq!(quoted("قال \"نص كامل \"وأضاف \"آخر\" ثم مضى"), ["نص كامل", "آخر"]);
    }

    #[test]
    fn what_is_not_closed_ends_with_its_paragraph() {
        assert_eq!(quoted("قال «إننا باقون"), ["إننا باقون"]);
        assert_eq!(quoted("إننا باقون» قال المتحدث"), ["إننا باقون"]);
        assert!(quoted("لا شيء هنا").is_empty());
        assert!(quoted("\"\"").is_empty());
        let text = "«أ» «ب» «ج»";
        assert_eq!(
            quotations(text, Span::new(7, 13)).into_iter().map(|s| s.of(text)).collect::<Vec<_>>(),
            ["ب"]
        );
    }
}
