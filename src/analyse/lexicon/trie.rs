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
    edges: HashMap<u64, u32, FixedState>,
    /// What was added, with the node at which it ends; in order of the nodes once all is in.
    values: Vec<(u32, T)>,
    /// Where the values of each node begin in `values`.
    starts: Vec<u32>,
    nodes: u32,
}

/// Room for the edges that the built-in lexicon has.
const EDGES: usize = 1 << 15;

impl<T> Default for Trie<T> {
    fn default() -> Self {
        let edges = HashMap::with_capacity_and_hasher(EDGES, FixedState::default());
        Self { edges, values: Vec::with_capacity(EDGES), starts: Vec::new(), nodes: 1 }
    }
}

/// An edge of the trie as a key.
fn edge(from: u32, word: WordId) -> u64 {
    u64::from(from) << 32 | u64::from(word.0)
}

impl<T: Copy> Trie<T> {
    /// Where every name begins.
    pub const ROOT: Node = Node(0);

    /// Adds a sequence with its value. An empty sequence is left out. What is added is found after
    /// [`finish`](Self::finish).
    pub fn add(&mut self, words: &[WordId], value: T) {
        if words.is_empty() {
            return;
        }
        let mut at = Self::ROOT.0;
        for &word in words {
            let next = *self.edges.entry(edge(at, word)).or_insert(self.nodes);
            self.nodes = self.nodes.max(next.saturating_add(1));
            at = next;
        }
        self.values.push((at, value));
    }

    /// Puts the values in the order of their nodes, those of one node in the order in which they were added.
    pub fn finish(&mut self) {
        self.values.sort_by_key(|&(node, _)| node);
        self.starts.clear();
        self.starts.resize(self.nodes as usize + 1, 0);
        for &(node, _) in &self.values {
            self.starts[node as usize + 1] += 1;
        }
        for node in 0..self.nodes as usize {
            self.starts[node + 1] += self.starts[node];
        }
    }

    /// The node after `word`, if some name goes on so.
    pub fn step(&self, at: Node, word: WordId) -> Option<Node> {
        self.edges.get(&edge(at.0, word)).map(|&n| Node(n))
    }

    /// What ends at a node, in the order in which it was added.
    pub fn ends(&self, at: Node) -> impl ExactSizeIterator<Item = T> {
        let at = at.0 as usize;
        let range = match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        };
        self.values.get(range).unwrap_or_default().iter().map(|&(_, value)| value)
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
        assert_eq!(trie.ends(first).collect::<Vec<_>>(), [2]);
        assert_eq!(trie.ends(second).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(trie.ends(Trie::<u8>::ROOT).count(), 0);
        assert_eq!(trie.step(second, a), None);
    }
}
