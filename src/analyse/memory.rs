//! What was found out about single words, kept for the next text: news is told in the same few thousand words.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::FixedState;

use crate::text::Letters;

/// So many words are remembered at most; with one more all are forgotten.
const MOST: usize = 1 << 14;

/// What is known of words. It must follow from the word alone.
#[derive(Debug)]
pub struct Memory<F> {
    known: HashMap<Letters, F, FixedState>,
}

impl<F: Copy> Memory<F> {
    /// What is known of a word; it is found out if it is not. Words that are no number are not remembered.
    pub fn of(&mut self, word: Option<Letters>, find_out: impl FnOnce() -> F) -> F {
        let Some(letters) = word else { return find_out() };
        if let Some(&known) = self.known.get(&letters) {
            return known;
        }
        let found = find_out();
        if self.known.len() >= MOST {
            self.known.clear();
        }
        self.known.insert(letters, found);
        found
    }
}

/// Memories that nobody uses at the moment: there are as many as texts were ever read at a time.
#[derive(Debug)]
pub struct Memories<F>(Mutex<Vec<Memory<F>>>);

impl<F> Default for Memories<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F> Memories<F> {
    /// No memories yet.
    pub const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// Lends a memory for a piece of work.
    pub fn lend<R>(&self, work: impl FnOnce(&mut Memory<F>) -> R) -> R {
        let mut memory = self.idle(Vec::pop).unwrap_or_else(|| Memory { known: HashMap::default() });
        let done = work(&mut memory);
        self.idle(|all| all.push(memory));
        done
    }

    fn idle<R>(&self, with: impl FnOnce(&mut Vec<Memory<F>>) -> R) -> R {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Fold;

    #[test]
    fn a_word_is_looked_up_once_however_often_it_comes() {
        let memories: Memories<usize> = Memories::new();
        let mut looked_up = 0;
        let letters = |word: &str| Letters::of(word, Fold::Strict);
        let words = ["بغداد", "اربيل", "بغداد", "NATO", "NATO"];
        for word in words {
            let length = memories.lend(|memory| {
                memory.of(letters(word), || {
                    looked_up += 1;
                    word.len()
                })
            });
            assert_eq!(length, word.len());
        }
        assert_eq!(looked_up, 4, "what is no number is not kept");
        assert_eq!(memories.idle(|all| all.len()), 1);
    }

    #[test]
    fn a_memory_does_not_grow_without_end() {
        let memories: Memories<usize> = Memories::new();
        let alphabet: Vec<char> = ('\u{0628}'..='\u{063A}').collect();
        let letter = |n: usize, place: u32| alphabet[n / alphabet.len().pow(place) % alphabet.len()];
        memories.lend(|memory| {
            for n in 0..MOST + 10 {
                let word: String = (0..4).map(|place| letter(n, place)).collect();
                let word = Letters::of(&word, Fold::Loose);
                assert_eq!(memory.of(word, || n), n);
                assert!(memory.known.len() <= MOST);
            }
        });
    }
}
