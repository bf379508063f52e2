//! A name that a rule found where its company told it, again without that company: `المهندس سكوت سترازيك` is later
//! `سكوت سترازيك`.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::clitics::start_after;
use super::select::{Candidate, Made, Who};
use super::view::View;
use crate::model::{EntityType, Span, Why};
use crate::text::{Fold, fold};

/// A name as the words that it is made of, folded strictly.
type Words = Vec<String>;

/// Finds full names of persons among `found` that rules made, where they stand again. Linear in the length of the
/// text: names that begin with the same word are few.
pub fn find(view: &View<'_>, found: &[Candidate], made: &Made, covered: &[bool]) -> Vec<Candidate> {
    let mut by_first: HashMap<String, Vec<(Words, Who)>, FixedState> = HashMap::default();
    for c in found {
        let person = made.get(view.lexicon, c.who).is_some_and(|e| e.kind == EntityType::Person && e.by_rule);
        if !person || c.length < 2 || c.end - c.first != c.length {
            continue;
        }
        let folded = fold(view.text(c.span), Fold::Strict).text;
        let words: Words = folded.split_whitespace().map(str::to_owned).collect();
        let known = words.first().map(|first| by_first.entry(first.clone()).or_default());
        if let Some(known) = known.filter(|known| !known.iter().any(|(other, _)| *other == words)) {
            known.push((words, c.who));
        }
    }
    if by_first.is_empty() {
        return Vec::new();
    }
    let is_free = |at: usize| !covered.get(at).copied().unwrap_or(true);
    let mut out = Vec::new();
    for at in (0..view.reading.words.len()).filter(|&at| is_free(at)) {
        let Some((letters, names)) = begins(view.folded(at), &by_first) else { continue };
        let stands = |(words, _): &&(Words, Who)| {
            view.same_sentence(at, at + words.len() - 1)
                && words.iter().enumerate().skip(1).all(|(n, w)| is_free(at + n) && view.folded(at + n) == w)
        };
        let Some((words, who)) = names.iter().filter(stands).max_by_key(|(words, _)| words.len()) else {
            continue;
        };
        let end = at + words.len();
        let (Some(head), Some(last)) = (view.word(at), view.word(end - 1)) else { continue };
        out.push(Candidate {
            first: at,
            end,
            length: words.len(),
            span: Span::new(start_after(view.reading.text, head, letters), last.span.end),
            who: *who,
            rank: 2,
            why: Why::new("name-again", ""),
        });
    }
    out
}

/// The names that begin with a word, and how many letters of proclitics stand before them.
fn begins<'a, T>(word: &str, names: &'a HashMap<String, T, FixedState>) -> Option<(u8, &'a T)> {
    let mut rest = word;
    let mut letters = 0;
    for set in [&[][..], &['و', 'ف'][..], &['ب', 'ل', 'ك'][..]] {
        if !set.is_empty() {
            let Some(stripped) = rest.strip_prefix(set) else { continue };
            rest = stripped;
            letters += 1;
        }
        if let Some(found) = names.get(rest) {
            return Some((letters, found));
        }
    }
    None
}
