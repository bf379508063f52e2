//! What was laid out, kept as long as the screen may need it.

use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

use super::Layout;

/// How many lines are kept beyond those of the last frame: some megabytes.
const MOST_LINES: usize = 4096;

/// Layouts by a key, which stands for text and options: who changes either calls [`Cache::clear`].
///
/// What is shown never leaves; what was shown leaves, the longest unused first, when there is more than some
/// thousand lines of it.
#[derive(Debug, Clone)]
pub struct Cache<K> {
    entries: HashMap<K, Entry>,
    lines: usize,
    frame: u64,
}

#[derive(Debug, Clone)]
struct Entry {
    layout: Rc<Layout>,
    /// The frame that asked for it last.
    used: u64,
}

impl<K> Default for Cache<K> {
    fn default() -> Self {
        Self { entries: HashMap::new(), lines: 0, frame: 0 }
    }
}

impl<K: Eq + Hash> Cache<K> {
    /// What `key` stands for; made if it is not there.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> Layout) -> Rc<Layout> {
        let entry = self.entries.entry(key).or_insert_with(|| {
            let layout = make();
            self.lines += layout.lines.len();
            Entry { layout: Rc::new(layout), used: 0 }
        });
        entry.used = self.frame;
        Rc::clone(&entry.layout)
    }

    /// What `key` stands for, if it is there.
    pub fn peek(&self, key: &K) -> Option<&Layout> {
        self.entries.get(key).map(|entry| &*entry.layout)
    }

    /// To be called when all for a frame was asked for: what no later frame asks for leaves in time.
    pub fn end_frame(&mut self) {
        while self.lines > MOST_LINES {
            let oldest = self.entries.values().map(|entry| entry.used).min();
            let Some(oldest) = oldest.filter(|&used| used < self.frame) else { break };
            self.entries.retain(|_, entry| entry.used > oldest);
            self.lines = self.entries.values().map(|entry| entry.layout.lines.len()).sum();
        }
        self.frame += 1;
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.lines = 0;
    }

    /// How many lines are kept.
    pub const fn lines(&self) -> usize {
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Line, Options, layout};
    use super::*;
    use crate::model::Span;

    fn of_lines(n: usize) -> Layout {
        Layout { lines: vec![Line::default(); n] }
    }

    #[test]
    fn what_is_there_is_not_made_again() {
        let text = "نص طويل بعض الشيء";
        let mut cache = Cache::default();
        let make = || layout(text, Span::new(0, text.len()), &Options::new(6));
        let first = cache.get(1, make);
        assert_eq!(first.lines.len(), 4);
        assert!(Rc::ptr_eq(&first, &cache.get(1, || unreachable!())));
        assert_eq!(cache.peek(&1), Some(&*first));
        assert_eq!(cache.peek(&2), None);
        cache.clear();
        assert_eq!((cache.peek(&1), cache.lines()), (None, 0));
    }

    #[test]
    fn what_was_not_shown_for_long_leaves_and_what_is_shown_stays() {
        let mut cache = Cache::default();
        for key in 0..1000 {
            cache.get(key, || of_lines(100));
            cache.get(key + 1, || of_lines(100));
            cache.end_frame();
            assert!(cache.peek(&key).is_some() && cache.peek(&(key + 1)).is_some());
            assert!(cache.lines() <= MOST_LINES);
        }
        assert!(cache.peek(&990).is_some() && cache.peek(&0).is_none());
        // A frame may need more than is kept else.
        for key in 5000..5100 {
            cache.get(key, || of_lines(100));
        }
        cache.end_frame();
        assert!((5000..5100).all(|key| cache.peek(&key).is_some()));
    }
}
