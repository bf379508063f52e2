//! A text field. The text is logical; where the cursor stands on the screen is found by the layout.

use unicode_segmentation::UnicodeSegmentation;

/// A text with a cursor: one line, or several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    text: String,
    /// Byte offset, on a boundary between clusters.
    cursor: usize,
    /// Line breaks are kept.
    lines: bool,
    /// The text is an offer: what is typed takes its place, while moving in it or deleting edits it.
    offered: bool,
}

/// No query and no command is longer; what a stray paste brings beyond this is left out.
const MOST: usize = 1024;
/// The same for a text of several lines.
const MOST_OF_LINES: usize = 64 << 10;

impl Field {
    /// A field with a text and the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { cursor: text.len(), text: text.to_owned(), lines: false, offered: false }
    }

    /// A field with a text that the first letter typed replaces.
    pub fn offering(text: &str) -> Self {
        Self { offered: !text.is_empty(), ..Self::new(text) }
    }

    /// Whether what is typed next takes the place of the text.
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// A field of several lines.
    pub fn lines(text: &str) -> Self {
        Self { lines: true, ..Self::new(text) }
    }

    /// The cursor to a byte, or to the beginning of the cluster that holds it.
    pub fn go(&mut self, at: usize) {
        self.offered = false;
        let ends = self.text.grapheme_indices(true).map(|(at, _)| at).chain([self.text.len()]);
        self.cursor = ends.take_while(|&end| end <= at).last().unwrap_or(0);
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte before which the cursor stands.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts in text at the cursor. Line breaks become spaces in a field of one line, control characters are left out.
    pub fn insert(&mut self, text: &str) {
        if self.offered && !text.is_empty() {
            self.clear();
        }
        let keep = |c: char| self.lines && c == '\n';
        let clean: String = text
            .chars()
            .map(|c| if c.is_whitespace() && !keep(c) { ' ' } else { c })
            .filter(|&c| {
                keep(c) || matches!(c, '\u{200C}' | '\u{200D}') || !crate::text::is_unsafe_to_show(c)
            })
            .collect();
        if self.text.len() + clean.len() <= if self.lines { MOST_OF_LINES } else { MOST } {
            self.text.insert_str(self.cursor, &clean);
            self.cursor += clean.len();
        }
    }

    /// The cursor one cluster on, in the order of the text.
    pub fn next(&mut self) {
        self.offered = false;
        self.cursor += self.text[self.cursor..].graphemes(true).next().map_or(0, str::len);
    }

    /// The cursor one cluster back.
    pub fn previous(&mut self) {
        self.offered = false;
        self.cursor -= self.text[..self.cursor].graphemes(true).next_back().map_or(0, str::len);
    }

    /// The cursor to the beginning.
    pub fn to_start(&mut self) {
        self.offered = false;
        self.cursor = 0;
    }

    /// The cursor to the end.
    pub fn to_end(&mut self) {
        self.offered = false;
        self.cursor = self.text.len();
    }

    /// Deletes the character before the cursor: a mark alone if there is one, as Arabic keyboards do.
    pub fn delete_back(&mut self) {
        self.offered = false;
        if let Some((at, _)) = self.text[..self.cursor].char_indices().next_back() {
            self.text.remove(at);
            self.cursor = at;
        }
    }

    /// Deletes the cluster after the cursor.
    pub fn delete_forward(&mut self) {
        let from = self.cursor;
        self.next();
        self.text.replace_range(from..self.cursor, "");
        self.cursor = from;
    }

    /// Deletes the word before the cursor with the space behind it.
    pub fn delete_word(&mut self) {
        self.offered = false;
        let before = self.text[..self.cursor].trim_end();
        let from = before.rfind([' ', '\n']).map_or(0, |at| at + 1);
        self.text.replace_range(from..self.cursor, "");
        self.cursor = from;
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        *self = Self { lines: self.lines, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn arabic_is_edited_in_logical_order() {
        let mut field = Field::default();
        field.insert("عين الأسد");
        field.delete_word();
        assert_eq!(field.text(), "عين ");
        field.previous();
        field.previous();
        field.insert("و");
        assert_eq!(field.text(), "عيون ");
        field.to_start();
        field.delete_forward();
        assert_eq!(field.text(), "يون ");
    }

    #[test]
    fn what_is_typed_takes_the_place_of_an_offer_and_deleting_edits_it() {
        let mut field = Field::offering("سوريا");
        field.insert("ا");
        field.insert("ل");
        assert_eq!(field.text(), "ال");
        let mut field = Field::offering("سوريا");
        field.delete_back();
        field.insert("ة");
        assert_eq!(field.text(), "سورية");
        let mut field = Field::offering("سوريا");
        field.to_start();
        field.insert("و");
        assert_eq!(field.text(), "وسوريا");
    }

    #[test]
    fn a_mark_is_deleted_before_its_letter() {
        let mut field = Field::new("مُ");
        field.delete_back();
        assert_eq!(field.text(), "م");
    }

    #[test]
    fn what_is_pasted_is_one_clean_line() {
        let mut field = Field::default();
        field.insert("a\nb\u{1b}[31m\u{202e}");
        assert_eq!(field.text(), "a b[31m");
    }

    proptest! {
        #[test]
        fn the_cursor_stays_on_boundaries(steps in proptest::collection::vec((0u8..8, "\\PC{0,3}"), 0..40)) {
            let mut field = Field::default();
            for (step, text) in steps {
                match step {
                    0 | 1 => field.insert(&text),
                    2 => field.next(),
                    3 => field.previous(),
                    4 => field.delete_back(),
                    5 => field.delete_forward(),
                    6 => field.delete_word(),
                    _ => field.to_start(),
                }
                prop_assert!(field.text().is_char_boundary(field.cursor()));
            }
        }
    }
}
