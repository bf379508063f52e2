//! The text of an article as it is shown: line breaks within a paragraph as spaces, and signs beside names.
//!
//! The article's own text is never changed. This is a copy for the screen, with a map both ways.

use std::collections::{HashMap, HashSet};

use crate::model::{Analysis, Block, EntityId, EntityType, Role, Span};

/// A copy of a text with signs put in.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// What is laid out.
    pub text: String,
    /// For each sign: where it was put in the article's text, and where it stands in `text`.
    signs: Vec<(usize, Span)>,
}

/// What stands behind names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Behind {
    /// The sign of the type.
    pub signs: bool,
    /// The English name, the first time in each block.
    pub english: bool,
}

/// The sign of a type, for those who see no colours. None is a letter, a digit or a bracket, so that
/// neither joining nor direction changes.
pub const fn sign(kind: EntityType) -> char {
    match kind {
        EntityType::Person => '°',
        EntityType::Group => '‡',
        EntityType::Force => '†',
        EntityType::Org => '§',
        EntityType::Media => '¶',
        EntityType::Country => '¤',
        EntityType::Place => '·',
        EntityType::Facility => '¦',
        EntityType::Weapon => '¬',
    }
}

impl Shown {
    /// The copy of `text` with the given blocks, and with what is to stand behind names.
    pub fn new(text: &str, blocks: &[Block], analysis: &Analysis, behind: Behind) -> Self {
        let mut out = Self::default();
        let mut done = 0;
        let mut put = |out: &mut Self, to: usize| {
            out.text.push_str(text.get(done..to).unwrap_or_default());
            done = to.max(done);
        };
        let names: HashMap<&EntityId, &str> = analysis
            .entities
            .iter()
            .filter(|_| behind.english)
            .filter_map(|e| Some((&e.id, e.name_en.as_deref()?)))
            .collect();
        let mut blocks_left = blocks.iter().peekable();
        let mut told: HashSet<&EntityId> = HashSet::new();
        for mention in analysis.mentions.iter().filter(|_| behind.signs || behind.english) {
            // The English name once in a paragraph, so that the text can still be read.
            while blocks_left.next_if(|block| block.span.end <= mention.span.start).is_some() {
                told.clear();
            }
            let english = names.get(&mention.entity).filter(|_| told.insert(&mention.entity));
            if !behind.signs && english.is_none() {
                continue;
            }
            // Behind the whole word: a sign within it would part letters that join.
            let rest = text.get(mention.span.end..).unwrap_or_default();
            let letters: usize = rest.chars().take_while(|c| joins(*c)).map(char::len_utf8).sum();
            let at = mention.span.end + letters;
            if out.signs.last().is_some_and(|(before, _)| *before >= at) {
                continue;
            }
            put(&mut out, at);
            let start = out.text.len();
            if behind.signs {
                out.text.push(sign(mention.kind));
            }
            if let Some(english) = english {
                out.text.push_str(" [");
                out.text.push_str(english);
                out.text.push(']');
            }
            out.signs.push((at, Span::new(start, out.text.len())));
        }
        put(&mut out, text.len());
        out.break_no_lines(blocks);
        out
    }

    /// A line break within a paragraph is an accident of the page: it is shown as a space. Both are one byte.
    fn break_no_lines(&mut self, blocks: &[Block]) {
        let mut breaks: Vec<usize> =
            ['\n', '\r'].iter().flat_map(|&c| self.text.match_indices(c)).map(|(at, _)| at).collect();
        breaks.sort_unstable();
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        for block in blocks.iter().filter(|b| b.role != Role::Furniture) {
            let span = self.span(block.span);
            let from = breaks.partition_point(|&at| at < span.start);
            for &at in breaks.iter().skip(from).take_while(|&&at| at < span.end) {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = b' ';
                }
            }
        }
        // Only ASCII was replaced by ASCII, so this is UTF-8 still.
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }

    /// Where a span of the article's text is in the copy.
    pub fn span(&self, span: Span) -> Span {
        let start = span.start + self.put_before(|at| at <= span.start);
        let end =
            span.end + self.put_before(|at| if span.is_empty() { at <= span.end } else { at < span.end });
        Span::new(start, end.max(start))
    }

    /// The bytes of all signs whose place in the article's text is such; these are the first ones.
    fn put_before(&self, is_before: impl Fn(usize) -> bool) -> usize {
        let n = self.signs.partition_point(|(at, _)| is_before(*at));
        // A sign ends in the copy as far behind its place in the article as all signs up to it are long.
        n.checked_sub(1).and_then(|last| self.signs.get(last)).map_or(0, |(at, sign)| sign.end - at)
    }

    /// Where a byte of the copy is in the article's text; a sign is where its name ends.
    pub fn source(&self, at: usize) -> usize {
        let n = self.signs.partition_point(|(_, s)| s.start <= at);
        let Some(&(source, last)) = n.checked_sub(1).and_then(|i| self.signs.get(i)) else { return at };
        source + at.saturating_sub(last.end)
    }

    /// The signs within a span of the copy.
    pub fn signs_within(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let from = self.signs.partition_point(|(_, s)| s.start < span.start);
        self.signs.iter().skip(from).map(|(_, s)| *s).take_while(move |s| s.start < span.end)
    }
}

fn joins(c: char) -> bool {
    c.is_alphanumeric() || crate::text::is_dropped_in_folding(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Entity, Mention, Why};

    fn mention(text: &str, word: &str, kind: EntityType) -> Mention {
        let start = text.find(word).unwrap();
        let span = Span::new(start, start + word.len());
        Mention { span, kind, entity: word.into(), why: Why::default() }
    }

    #[test]
    fn signs_stand_behind_words_and_spans_are_found_again() {
        let text = "في العراق\nوسوريا.";
        let blocks = [Block { role: Role::Paragraph, span: Span::new(0, text.len()) }];
        let mentions =
            [mention(text, "العراق", EntityType::Country), mention(text, "سوريا", EntityType::Country)];
        let english = Entity {
            id: "سوريا".into(),
            kind: EntityType::Country,
            name_ar: "سوريا".to_owned(),
            name_en: Some("Syria".to_owned()),
            other_names: Vec::new(),
            wikidata: None,
            offices: Vec::new(),
            by_rule: false,
        };
        let analysis =
            Analysis { mentions: mentions.to_vec(), entities: vec![english], ..Analysis::default() };
        let shown = Shown::new(text, &blocks, &analysis, Behind { signs: true, english: false });
        assert_eq!(shown.text, "في العراق¤ وسوريا¤.");
        for m in &mentions {
            assert_eq!(shown.span(m.span).of(&shown.text), m.span.of(text));
        }
        for (at, _) in text.char_indices() {
            let there = shown.span(Span::new(at, at)).start;
            assert_eq!(shown.source(there), at);
        }
        assert_eq!(shown.signs_within(Span::new(0, shown.text.len())).count(), 2);
        let both = Shown::new(text, &blocks, &analysis, Behind { signs: true, english: true });
        assert_eq!(both.text, "في العراق¤ وسوريا¤ [Syria].");
        assert_eq!(both.span(mentions[1].span).of(&both.text), "سوريا");
        let plain = Shown::new(text, &blocks, &analysis, Behind::default());
        assert_eq!(plain.text.len(), text.len());
    }
}
