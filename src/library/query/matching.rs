//! Where in a text a query's words stand.

use super::forms::forms;
use super::{Query, Text};
use crate::library::words::{Word, words};
use crate::model::{Block, Role, Span};

impl Query {
    /// The places in `text` that the query's words are found at, in order, without overlap. Only the content
    /// is looked at, as in the index.
    pub fn hits(&self, text: &str, blocks: &[Block]) -> Vec<Span> {
        let matchers: Vec<_> = self.texts().into_iter().map(Matcher::new).collect();
        let mut hits = Vec::new();
        if matchers.is_empty() {
            return hits;
        }
        for block in blocks.iter().filter(|b| b.role.is_content()) {
            let title = matches!(block.role, Role::Title | Role::Kicker);
            let words = words(text, block.span);
            let mut at = 0;
            while at < words.len() {
                let longest = matchers
                    .iter()
                    .filter(|m| title || !m.text.title)
                    .filter_map(|m| m.matches(&words[at..]))
                    .max();
                let Some(length) = longest else {
                    at += 1;
                    continue;
                };
                hits.push(words[at].span.join(words[at + length - 1].span));
                at += length;
            }
        }
        hits
    }
}

struct Matcher<'a> {
    text: &'a Text,
    firsts: Vec<String>,
}

impl<'a> Matcher<'a> {
    fn new(text: &'a Text) -> Self {
        let first = text.words.first().map_or("", String::as_str);
        let firsts = if text.exact { vec![first.to_owned()] } else { forms(first) };
        Self { text, firsts }
    }

    /// How many words match, from the first of `words` on.
    fn matches(&self, words: &[Word]) -> Option<usize> {
        let wanted = &self.text.words;
        let found = words.get(..wanted.len()).filter(|found| !found.is_empty())?;
        let last = wanted.len() - 1;
        let same = |n: usize, wanted: &str| {
            let word = found[n].folded.as_str();
            if self.text.prefix && n == last { word.starts_with(wanted) } else { word == wanted }
        };
        let fits = self.firsts.iter().any(|first| same(0, first))
            && wanted.iter().enumerate().skip(1).all(|(n, word)| same(n, word));
        fits.then_some(wanted.len())
    }
}
