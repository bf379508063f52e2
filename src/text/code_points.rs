//! From bytes to code points.

use crate::model::Span;

/// Turns byte offsets of one text into code points.
#[derive(Debug, Default)]
pub struct CodePoints {
    /// The byte offset of every 64th character.
    marks: Vec<usize>,
}

const STEP: usize = 64;

impl CodePoints {
    /// Prepares for `text`. Linear in its length.
    pub fn new(text: &str) -> Self {
        Self { marks: text.char_indices().step_by(STEP).map(|(at, _)| at).collect() }
    }

    /// The number of characters of `text` before the byte `at`; `text` is the one given to [`Self::new`].
    pub fn at(&self, text: &str, at: usize) -> usize {
        let after = self.marks.partition_point(|&mark| mark <= at);
        let Some(step) = after.checked_sub(1) else { return 0 };
        let from = self.marks.get(step).copied().unwrap_or(0);
        step * STEP + text.get(from..at).unwrap_or_default().chars().count()
    }

    /// The byte of the `point`th character of `text`, or its length if there are fewer: what [`Self::at`] turns
    /// round.
    pub fn byte(&self, text: &str, point: usize) -> usize {
        let Some(&from) = self.marks.get(point / STEP) else { return text.len() };
        let rest = text.get(from..).unwrap_or_default();
        rest.char_indices().nth(point % STEP).map_or(text.len(), |(at, _)| from + at)
    }

    /// The span in code points.
    pub fn span(&self, text: &str, span: Span) -> Span {
        Span::new(self.at(text, span.start), self.at(text, span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_as_the_standard_library_does(text in "\\PC{0,300}") {
            let points = CodePoints::new(&text);
            for (n, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(&text, at), n);
                prop_assert_eq!(points.byte(&text, n), at);
            }
            prop_assert_eq!(points.at(&text, text.len()), text.chars().count());
            prop_assert_eq!(points.byte(&text, text.chars().count()), text.len());
        }
    }
}
