//! Sequences of words that are names.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::vocabulary::WordId;

/// A node of a [`Trie`]; the root is [`Trie::ROOT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node(u32);

/// A trie over word numbers: one step for each word of a name, whatever the size of the lexicon.
#[derive(Debug)]
pub struct Trie<T> {
    edges: HashMap<(u32, u32), u32, FixedState>,
    /// For each node the values that end there.
    ends: Vec<Vec<T>>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self { edges: HashMap::default(), ends: vec![Vec::new()] }
    }
}

impl<T> Trie<T> {
    /// Where every name begins.
    pub const ROOT: Node = Node(0);

    /// Adds a sequence with its value. An empty sequence is left out.
    pub fn add(&mut self, words: &[WordId], value: T) {
        if words.is_empty() {
            return;
        }
        let mut at = Self::ROOT.0;
        for word in words {
            let next = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
            at = *self.edges.entry((at, word.0)).or_insert(next);
            if at == next {
                self.ends.push(Vec::new());
            }
        }
        self.ends[at as usize].push(value);
    }

    /// The node after `word`, if some name goes on so.
    pub fn step(&self, at: Node, word: WordId) -> Option<Node> {
        self.edges.get(&(at.0, word.0)).map(|&n| Node(n))
    }

    /// What ends at a node, in the order in which it was added.
    pub fn ends(&self, at: Node) -> &[T] {
        self.ends.get(at.0 as usize).map_or(&[], Vec::as_slice)
    }
}
