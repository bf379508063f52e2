//! A place in a text that can be found again when the text has changed.

use serde::{Deserialize, Serialize};

use super::Span;

/// A place in a text: where it was, the words that stand there, and some of the text around them. The
/// quotation and position selectors of the W3C Web Annotation Data Model, together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// First byte of the words where they were last seen. Files for people have code points here.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
    /// The words.
    pub quote: String,
    /// What stands before them.
    #[serde(default)]
    pub before: String,
    /// What stands after them.
    #[serde(default)]
    pub after: String,
}

/// How many characters around the words are kept.
const CONTEXT: usize = 24;

/// So many bytes of what stood around the words must stand there still if the words are found more than once.
const LEAST_CONTEXT: usize = 8;

/// Words that stand in a text more often than this are looked for no further.
const MOST_PLACES: usize = 4_096;

impl Anchor {
    /// The anchor of `text[span]`.
    pub fn of(text: &str, span: Span) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let after = text.get(span.end..).unwrap_or_default();
        Self {
            start: span.start,
            end: span.end,
            quote: span.of(text).to_owned(),
            before: before.get(from..).unwrap_or_default().to_owned(),
            after: after.chars().take(CONTEXT).collect(),
        }
    }

    /// Where the words were last seen.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Where the words stand in `text`: where they were, if they are still there; else where they stand alone, or
    /// among the same words as before. `None` where the text does not hold them any more. Linear in the text.
    pub fn find(&self, text: &str) -> Option<Span> {
        let here = self.span();
        if here.of(text) == self.quote && here.len() == self.quote.len() {
            return Some(here);
        }
        if self.quote.is_empty() {
            return None;
        }
        let mut places = text
            .match_indices(&self.quote)
            .map(|(at, words)| Span::new(at, at + words.len()))
            .filter(|place| self.is_whole(text, *place))
            .take(MOST_PLACES);
        let first = places.next()?;
        let Some(second) = places.next() else { return Some(first) };
        let all = [first, second].into_iter().chain(places);
        let score = |place: &Span| self.shared_context(text, *place);
        let nearest = |place: &Span| std::cmp::Reverse(place.start.abs_diff(self.start));
        let best = all.max_by_key(|place| (score(place), nearest(place)))?;
        (score(&best) >= LEAST_CONTEXT).then_some(best)
    }

    /// Whether a place begins and ends a word where the anchor's words do.
    fn is_whole(&self, text: &str, place: Span) -> bool {
        let letter_before = |s: &str| s.chars().next_back().is_some_and(char::is_alphanumeric);
        let letter_after = |s: &str| s.chars().next().is_some_and(char::is_alphanumeric);
        let before = text.get(..place.start).unwrap_or_default();
        let after = text.get(place.end..).unwrap_or_default();
        letter_before(before) == letter_before(&self.before)
            && letter_after(after) == letter_after(&self.after)
    }

    /// How many bytes around a place are the same as around the anchor's words.
    fn shared_context(&self, text: &str, place: Span) -> usize {
        let same = |a: &mut dyn Iterator<Item = (char, char)>| {
            a.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
        };
        let before = text.get(..place.start).unwrap_or_default().chars().rev();
        let after = text.get(place.end..).unwrap_or_default().chars();
        same(&mut before.zip(self.before.chars().rev())) + same(&mut after.zip(self.after.chars()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anchor(text: &str, words: &str) -> Anchor {
        let start = text.find(words).unwrap();
        Anchor::of(text, Span::new(start, start + words.len()))
    }

    #[test]
    fn words_are_found_where_they_moved_to() {
        let anchor = anchor("قال قيس الخزعلي إن القوات", "قيس الخزعلي");
        let moved = "بغداد: قال قيس الخزعلي إن القوات";
        assert_eq!(anchor.find(moved).map(|s| s.of(moved)), Some("قيس الخزعلي"));
        assert_eq!(anchor.find("قال هادي العامري إن القوات"), None);
    }

    #[test]
    fn of_several_the_one_among_the_same_words_is_meant() {
        let anchor = anchor("زار بغداد ثم غادر بغداد إلى أربيل", "بغداد إلى");
        let anchor = Anchor { quote: "بغداد".into(), end: anchor.start + "بغداد".len(), ..anchor };
        let anchor = Anchor { after: " إلى أربيل".into(), ..anchor };
        let moved = "أمس زار بغداد ثم غادر بغداد إلى أربيل وعاد إلى بغداد";
        assert_eq!(anchor.find(moved).map(|s| s.start), moved.find("بغداد إلى"));
        let unrelated = "في بغداد كل شيء ومن بغداد كل أحد";
        assert_eq!(anchor.find(unrelated), None);
    }

    #[test]
    fn a_part_of_a_longer_word_is_another_word() {
        let anchor = anchor("في عراق اليوم", "عراق");
        assert_eq!(anchor.find("يوم عراقية"), None);
    }

    proptest! {
        #[test]
        fn an_anchor_is_found_in_its_own_text(text in "[ابتثج ]{0,80}", at in 0usize..80, len in 0usize..10) {
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = at.min(ends.len() - 1);
            let span = Span::new(ends[start], ends[(start + len).min(ends.len() - 1)]);
            prop_assert_eq!(Anchor::of(&text, span).find(&text), Some(span));
        }
    }
}
