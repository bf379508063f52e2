//! A document as the rules see it: folded words in sentences.

use std::ops::Range;

use crate::model::{Document, Role, Span};
use crate::text::{Fold, Letters, TokenKind, fold_into, sentences, tokens};

/// The content of a document, parted into sentences and words. Furniture, date, source and byline are left out.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The document's text.
    pub text: &'a str,
    /// All words, numbers and signs of the content, in order; white space is left out.
    pub words: Vec<Word>,
    /// All sentences of the content, in order. Every word belongs to exactly one.
    pub sentences: Vec<Sentence>,
    /// The words' folded spellings, one after another.
    folded: String,
}

/// A word, a number or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// What it is; never `Space`.
    pub kind: TokenKind,
    /// Where it is in the document's text.
    pub span: Span,
    /// The index of its sentence in [`Reading::sentences`].
    pub sentence: usize,
    /// Its strictly folded spelling as a number, if it is a short word.
    pub letters: Option<Letters>,
    /// Where its folded spelling is in [`Reading::folded`].
    folded: (u32, u32),
}

/// A sentence of the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it is in the document's text.
    pub span: Span,
    /// The role of the block that holds it.
    pub role: Role,
    /// The index of that block in the document.
    pub block: usize,
    /// Its words, as a range of indices into [`Reading::words`].
    pub words: Range<usize>,
}

impl<'a> Reading<'a> {
    /// Reads a document. Linear in its length.
    pub fn new(document: &'a Document) -> Self {
        let text = document.text.as_str();
        let mut reading = Self {
            text,
            words: Vec::with_capacity(text.len() / 9),
            sentences: Vec::new(),
            folded: String::with_capacity(text.len()),
        };
        for (index, block) in document.blocks.iter().enumerate() {
            if !block.role.is_content() {
                continue;
            }
            for span in sentences(text, block.span) {
                reading.push_sentence(span, block.role, index);
            }
        }
        reading
    }

    fn push_sentence(&mut self, span: Span, role: Role, block: usize) {
        let first = self.words.len();
        let sentence = self.sentences.len();
        for token in tokens(self.text, span) {
            if matches!(token.kind, TokenKind::Space | TokenKind::Newline) {
                continue;
            }
            let from = self.folded.len();
            fold_into(token.span.of(self.text), Fold::Strict, &mut self.folded);
            let to = self.folded.len();
            if from == to {
                continue; // nothing but marks or characters of no width
            }
            let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let letters = self.folded.get(from..to).and_then(|folded| Letters::of(folded, Fold::Strict));
            let folded = (offset(from), offset(to));
            self.words.push(Word { kind: token.kind, span: token.span, sentence, letters, folded });
        }
        self.sentences.push(Sentence { span, role, block, words: first..self.words.len() });
    }

    /// The word's spelling, folded strictly.
    pub fn folded(&self, word: &Word) -> &str {
        self.folded.get(word.folded.0 as usize..word.folded.1 as usize).unwrap_or_default()
    }

    /// The words of a sentence.
    pub fn words_of(&self, sentence: &Sentence) -> &[Word] {
        &self.words[sentence.words.clone()]
    }

    /// The index of the sentence that holds the byte at `offset`, if one does.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.span.start <= offset);
        let index = after.checked_sub(1)?;
        self.sentences[index].span.contains(offset).then_some(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Origin};

    fn document(text: &str, blocks: &[(Role, &str)]) -> Document {
        let blocks = blocks
            .iter()
            .map(|&(role, part)| {
                let start = text.find(part).unwrap();
                Block { role, span: Span::new(start, start + part.len()) }
            })
            .collect();
        Document {
            id: "x".into(),
            origin: Origin::default(),
            text: text.into(),
            blocks,
            outlet: None,
            address: None,
            published: None,
        }
    }

    #[test]
    fn furniture_is_not_read() {
        let text = "أعلنت بغداد. قالت واشنطن\nالأكثر قراءة";
        let doc = document(
            text,
            &[(Role::Paragraph, "أعلنت بغداد. قالت واشنطن"), (Role::Furniture, "الأكثر قراءة")],
        );
        let reading = Reading::new(&doc);
        let folded: Vec<_> = reading.words.iter().map(|w| reading.folded(w)).collect();
        assert_eq!(folded, ["اعلنت", "بغداد", ".", "قالت", "واشنطن"]);
        assert_eq!(reading.sentences.len(), 2);
        assert_eq!(reading.sentence_at(text.find("واشنطن").unwrap()), Some(1));
        assert_eq!(reading.sentence_at(text.find("الأكثر").unwrap()), None);
    }
}
