//! Sequences of words that are names.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::vocabulary::WordId;

/// A node of a [`Trie`]; the root is [`Trie::ROOT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node(u32);

/// A trie over word numbers: one step for each word of a name, whatever the size of the lexicon.
///
/// Most words of a text begin no name, so that the first step is one look into a table.
#[derive(Debug)]
pub struct Trie<T> {
    /// The node after each word with which a name begins; the root itself after the others.
    first: Vec<u32>,
    /// The further steps of each node, by word.
    steps: Groups<(WordId, u32)>,
    /// What ends at each node, in the order in which it was added.
    ends: Groups<T>,
    /// What was added and is not in order yet.
    added: Added<T>,
}

/// Steps and names in the order in which they come.
#[derive(Debug)]
struct Added<T> {
    steps: HashMap<u64, u32, FixedState>,
    ends: Vec<(u32, T)>,
    nodes: u32,
}

/// Room for the names that the built-in lexicon has, and for the words with which they go on.
const NAMES: usize = 24_000;
const STEPS: usize = 14_000;

impl<T> Default for Trie<T> {
    fn default() -> Self {
        let steps = HashMap::with_capacity_and_hasher(STEPS, FixedState::default());
        let added = Added { steps, ends: Vec::with_capacity(NAMES), nodes: 1 };
        Self { first: Vec::with_capacity(NAMES), steps: Groups::default(), ends: Groups::default(), added }
    }
}

impl<T: Copy> Trie<T> {
    /// Where every name begins.
    pub const ROOT: Node = Node(0);

    /// Adds a sequence with its value. An empty sequence is left out. What is added is found after
    /// [`finish`](Self::finish), after which nothing can be added.
    pub fn add(&mut self, words: &[WordId], value: T) {
        let Some((first, rest)) = words.split_first() else { return };
        let Added { steps, ends, nodes } = &mut self.added;
        let mut new = || {
            *nodes = nodes.saturating_add(1);
            *nodes - 1
        };
        let index = first.0 as usize;
        if self.first.len() <= index {
            self.first.resize(index + 1, Self::ROOT.0);
        }
        if self.first[index] == Self::ROOT.0 {
            self.first[index] = new();
        }
        let mut at = self.first[index];
        for word in rest {
            let step = u64::from(at) << 32 | u64::from(word.0);
            at = *steps.entry(step).or_insert_with(&mut new);
        }
        ends.push((at, value));
    }

    /// Puts what was added in order.
    pub fn finish(&mut self) {
        let Added { steps, ends, nodes } = std::mem::take(&mut self.added);
        let step = |(edge, to): (u64, u32)| ((edge >> 32) as u32, (WordId((edge & 0xFFFF_FFFF) as u32), to));
        let steps: Vec<(u32, (WordId, u32))> = steps.into_iter().map(step).collect();
        self.steps = Groups::new(&steps, nodes as usize);
        self.steps.sort_each_by_key(|&(word, _)| word);
        self.ends = Groups::new(&ends, nodes as usize);
    }

    /// The node after `word`, if some name goes on so.
    pub fn step(&self, at: Node, word: WordId) -> Option<Node> {
        if at == Self::ROOT {
            return self.first.get(word.0 as usize).filter(|&&to| to != Self::ROOT.0).map(|&to| Node(to));
        }
        let steps = self.steps.of(at.0);
        let found = steps.binary_search_by_key(&word, |&(word, _)| word).ok()?;
        steps.get(found).map(|&(_, to)| Node(to))
    }

    /// What ends at a node, in the order in which it was added.
    pub fn ends(&self, at: Node) -> &[T] {
        self.ends.of(at.0)
    }
}

impl<T> Default for Added<T> {
    fn default() -> Self {
        Self { steps: HashMap::default(), ends: Vec::new(), nodes: 1 }
    }
}

/// Lists, one for each number from 0 on, one after another in one piece of memory.
#[derive(Debug)]
struct Groups<T> {
    all: Vec<T>,
    /// Where each list begins in `all`, and where the last ends.
    starts: Vec<u32>,
}

impl<T> Default for Groups<T> {
    fn default() -> Self {
        Self { all: Vec::new(), starts: Vec::new() }
    }
}

impl<T: Copy> Groups<T> {
    /// Puts values in order of the numbers that they are given with, which are less than `count`; those of one number
    /// stay in their order.
    fn new(values: &[(u32, T)], count: usize) -> Self {
        let mut starts = vec![0u32; count + 1];
        for &(number, _) in values {
            starts[number as usize + 1] += 1;
        }
        for number in 0..count {
            starts[number + 1] += starts[number];
        }
        let mut next = starts.clone();
        let mut all: Vec<T> = values.iter().map(|&(_, value)| value).collect();
        for &(number, value) in values {
            let to = &mut next[number as usize];
            all[*to as usize] = value;
            *to += 1;
        }
        Self { all, starts }
    }

    fn range(&self, number: usize) -> std::ops::Range<usize> {
        match self.starts.get(number..number + 2) {
            Some(&[start, end]) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    fn of(&self, number: u32) -> &[T] {
        self.all.get(self.range(number as usize)).unwrap_or_default()
    }

    fn sort_each_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        for number in 0..self.starts.len().saturating_sub(1) {
            let range = self.range(number);
            if range.len() > 1
                && let Some(list) = self.all.get_mut(range)
            {
                list.sort_unstable_by_key(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_ends_where_its_words_end() {
        let mut trie = Trie::default();
        let (a, b) = (WordId(7), WordId(9));
        trie.add(&[a, b], 1);
        trie.add(&[a], 2);
        trie.add(&[a, b], 3);
        trie.add(&[], 4);
        trie.finish();
        let first = trie.step(Trie::<u8>::ROOT, a).unwrap();
        let second = trie.step(first, b).unwrap();
        assert_eq!(trie.ends(first), [2]);
        assert_eq!(trie.ends(second), [1, 3]);
        assert_eq!(trie.ends(Trie::<u8>::ROOT), [0; 0]);
        assert_eq!(trie.step(second, a), None);
    }
}
