//! The words of the search index: folded, and each with its place in the text.
//!
//! The index and the search for hits within one text part words by the same function, so that what the
//! index finds can always be shown at the right letters.

use crate::model::{Document, Role, Span};
use crate::text::{Fold, fold, fold_into, is_letter, is_letter_or_number};

/// A word of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its folded spelling.
    pub folded: String,
    /// Its letters in the text.
    pub span: Span,
}

/// Calls `each` with the folded spelling and the span of each word of `text[within]`, in order. A word is a
/// run of letters or a run of digits of any script (`الـ26` is two words); all else parts words.
pub(super) fn each_word(text: &str, within: Span, mut each: impl FnMut(&str, Span)) {
    let Some(mut rest) = text.get(within.range()) else { return };
    let mut start = within.start;
    // Piece by piece: the folded copy of a long text, with its map back, is five times the text.
    while !rest.is_empty() {
        let length =
            rest.get(floor(rest, PIECE)..).and_then(|far| Some(floor(rest, PIECE) + far.find(' ')? + 1));
        let (piece, after) = rest.split_at_checked(length.unwrap_or(rest.len())).unwrap_or((rest, ""));
        each_word_of(piece, start, &mut each);
        (rest, start) = (after, start + piece.len());
    }
}

/// About how many bytes are folded at a time.
const PIECE: usize = 64 << 10;

/// The last boundary of characters up to `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// As [`each_word`], for a piece that begins at byte `start` of the text and ends where no word goes on.
fn each_word_of(piece: &str, start: usize, each: &mut impl FnMut(&str, Span)) {
    let folded = fold(piece, Fold::Loose);
    each_run(&folded.text, |word, from| {
        // The end is where the next kept character begins, so that marks on the last letter are included.
        let end = folded.original(from + word.len());
        each(word, Span::new(start + folded.original(from), start + end));
    });
}

/// Calls `each` with each run of letters or of digits in a folded text, and the byte at which it begins.
fn each_run<'a>(folded: &'a str, mut each: impl FnMut(&'a str, usize)) {
    let mut emit = |from: usize, to: usize| each(folded.get(from..to).unwrap_or_default(), from);
    let mut current: Option<(usize, bool)> = None;
    for (at, c) in folded.char_indices() {
        let kind = if is_letter(c) { Some(false) } else { is_letter_or_number(c).then_some(true) };
        if let Some((from, numeric)) = current
            && kind != Some(numeric)
        {
            emit(from, at);
            current = None;
        }
        if let (None, Some(numeric)) = (current, kind) {
            current = Some((at, numeric));
        }
    }
    if let Some((from, _)) = current {
        emit(from, folded.len());
    }
}

/// The words of `text[within]`.
pub(super) fn words(text: &str, within: Span) -> Vec<Word> {
    let mut out = Vec::new();
    each_word(text, within, |folded, span| out.push(Word { folded: folded.to_owned(), span }));
    out
}

/// A word that no query can hold, so that no phrase runs from one block into the next.
const BREAK: &str = "\u{FFFC} ";

/// What the index holds of a document: the words of the title (with the kicker), and those of the rest of
/// the content. Furniture is not searched.
pub(super) fn indexed(document: &Document) -> (String, String) {
    let (mut title, mut body) = (String::new(), String::with_capacity(document.text.len()));
    let mut folded = String::new();
    for block in document.blocks.iter().filter(|b| b.role.is_content()) {
        let out = if matches!(block.role, Role::Title | Role::Kicker) { &mut title } else { &mut body };
        // As `each_word` has them; nobody asks here where in the text they stand.
        folded.clear();
        fold_into(block.span.of(&document.text), Fold::Loose, &mut folded);
        each_run(&folded, |word, _| {
            out.push_str(word);
            out.push(' ');
        });
        out.push_str(BREAK);
    }
    (title, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_lead_back_to_their_letters() {
        let text = "«قاعدةُ عين الأسد» 26";
        let found = words(text, Span::new(0, text.len()));
        let spellings: Vec<_> = found.iter().map(|w| w.folded.as_str()).collect();
        assert_eq!(spellings, ["قاعده", "عين", "الاسد", "26"]);
        assert_eq!(found[0].span.of(text), "قاعدةُ");
        assert_eq!(found[2].span.of(text), "الأسد");
    }

    #[test]
    fn what_is_indexed_are_the_words_that_are_looked_for() {
        for document in crate::ingest::built_in() {
            let (title, body) = indexed(&document);
            let content = document.blocks.iter().filter(|block| block.role.is_content());
            let mut looked_for: Vec<_> =
                content.flat_map(|block| words(&document.text, block.span)).map(|word| word.folded).collect();
            let mut stored: Vec<_> = title.split(' ').chain(body.split(' ')).map(str::to_owned).collect();
            stored.retain(|word| !word.is_empty() && word != BREAK.trim());
            stored.sort();
            looked_for.sort();
            assert_eq!(stored, looked_for);
        }
    }

    #[test]
    fn pieces_of_a_long_text_leave_no_trace() {
        let text = "قال (الناطقُ) إنّ 26 جنديا ً لن ينسحبوا من «عين الأسد» MQ-9 ".repeat(3_000);
        assert!(text.len() > 4 * PIECE);
        let within = Span::new("قال ".len(), text.len() - 1);
        let mut whole = Vec::new();
        each_word_of(within.of(&text), within.start, &mut |folded, span| {
            whole.push(Word { folded: folded.to_owned(), span });
        });
        assert_eq!(words(&text, within), whole);
        assert_eq!(words(&"ب".repeat(PIECE), Span::new(0, 2 * PIECE)).len(), 1);
    }
}
