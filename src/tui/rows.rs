//! A long list of which only the part around the screen is held.

use crate::library::Page;

/// A list with a cursor. Rows are fetched by pages: [`Rows::wanted`] says which, [`Rows::receive`] takes them.
#[derive(Debug, Clone)]
pub struct Rows<T> {
    /// The item with the cursor.
    pub cursor: usize,
    /// The first item on the screen.
    pub top: usize,
    /// How many items there are in all; 0 until the first answer.
    pub total: usize,
    /// How many items the screen shows.
    pub height: usize,
    /// Whether an answer came since the last [`Rows::forget`].
    pub known: bool,
    offset: usize,
    rows: Vec<T>,
    asked: Option<Page>,
    stale: bool,
    /// Another list is behind this one; none of its pages came yet.
    another: bool,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self {
            cursor: 0,
            top: 0,
            total: 0,
            height: 1,
            known: false,
            offset: 0,
            rows: Vec::new(),
            asked: None,
            stale: false,
            another: false,
        }
    }
}

impl<T> Rows<T> {
    /// The item at `index`, if it is held.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.rows.get(index.checked_sub(self.offset)?)
    }

    /// The item at `index`, if it is held, to be changed.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        self.rows.get_mut(index.checked_sub(self.offset)?)
    }

    /// The item with the cursor.
    pub fn current(&self) -> Option<&T> {
        self.get(self.cursor)
    }

    /// The held items with their indices.
    pub fn held(&self) -> impl Iterator<Item = (usize, &T)> {
        self.rows.iter().enumerate().map(|(i, row)| (self.offset + i, row))
    }

    /// The items on the screen, with their indices.
    pub fn visible(&self) -> impl Iterator<Item = (usize, &T)> {
        (self.top..self.total.min(self.top.saturating_add(self.height)))
            .filter_map(|i| Some((i, self.get(i)?)))
    }

    /// The page to fetch, if the screen or the cursor needs rows that are not held. Asks once for each page.
    pub fn wanted(&mut self) -> Option<Page> {
        let from = self.top.min(self.cursor);
        let to = (self.top + self.height).max(self.cursor + 1).min(self.total);
        let held = self.known && from >= self.offset && to <= self.offset + self.rows.len();
        if held || (self.known && self.total == 0) {
            return None;
        }
        let span = (self.height * 4).max(64);
        let page =
            if self.another { Page::first(span) } else { Page::at(from.saturating_sub(span / 4), span) };
        (self.asked != Some(page)).then(|| {
            self.asked = Some(page);
            page
        })
    }

    /// Says that the list behind this one has changed. What is held stays until it was fetched anew.
    pub fn grow(&mut self) {
        self.stale = true;
    }

    /// The page to fetch anew, if the list behind this one has changed. Asks once.
    pub fn stale(&mut self) -> Option<Page> {
        let stale = std::mem::take(&mut self.stale) && self.known;
        stale.then(|| {
            let span = (self.height * 4).max(64);
            let page = Page::at(self.top.min(self.cursor).saturating_sub(span / 4), span);
            self.asked = Some(page);
            page
        })
    }

    /// Takes an answer in which the item with the cursor is at `cursor`. It stays where it is on the screen;
    /// what came before the first item is shown where the list stands at its beginning.
    pub fn receive_around(&mut self, offset: usize, rows: Vec<T>, total: usize, cursor: usize) {
        self.another = false;
        let above = self.cursor.saturating_sub(self.top);
        let at_beginning = self.top == 0 && cursor < self.height;
        self.top = if at_beginning { 0 } else { cursor.saturating_sub(above) };
        self.cursor = cursor;
        self.receive(offset, rows, total);
    }

    /// Takes an answer.
    pub fn receive(&mut self, offset: usize, rows: Vec<T>, total: usize) {
        if std::mem::take(&mut self.another) {
            (self.cursor, self.top) = (0, 0);
        }
        self.offset = offset;
        self.rows = rows;
        self.total = total;
        self.known = true;
        self.asked = None;
        self.go(self.cursor);
    }

    /// Forgets what is held, so that it is fetched anew. What was held stays on the screen until then.
    pub fn forget(&mut self) {
        self.known = false;
        self.asked = None;
        self.stale = false;
    }

    /// Says that another list is behind this one. What was held stays on the screen until its first page comes; then
    /// the cursor is at its beginning, or on the item that the answer is about.
    pub fn change(&mut self) {
        self.forget();
        self.another = true;
    }

    /// The cursor to `index`, or to the last item; the screen follows.
    pub fn go(&mut self, index: usize) {
        self.cursor = index.min(self.total.saturating_sub(1));
        let height = self.height.max(1);
        self.top = self.top.min(self.cursor).max((self.cursor + 1).saturating_sub(height));
        self.top = self.top.min(self.total.saturating_sub(height));
    }

    /// Moves the cursor by `by` items.
    pub fn step(&mut self, by: isize) {
        self.go(self.cursor.saturating_add_signed(by));
    }

    /// Says how many items the screen shows.
    pub fn resize(&mut self, height: usize) {
        self.height = height.max(1);
        if self.total > 0 {
            self.go(self.cursor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(rows: &mut Rows<usize>, total: usize) -> usize {
        let mut asked = 0;
        while let Some(page) = rows.wanted() {
            asked += 1;
            let to = (page.offset + page.limit).min(total);
            rows.receive(page.offset, (page.offset.min(to)..to).collect(), total);
        }
        asked
    }

    #[test]
    fn only_what_is_on_the_screen_is_fetched() {
        let mut rows = Rows::default();
        rows.resize(10);
        assert_eq!(serve(&mut rows, 100_000), 1);
        rows.go(usize::MAX);
        assert_eq!(serve(&mut rows, 100_000), 1);
        assert_eq!(rows.current(), Some(&99_999));
        rows.step(-1);
        assert_eq!(serve(&mut rows, 100_000), 0);
        rows.go(50_000);
        serve(&mut rows, 100_000);
        assert_eq!(rows.visible().count(), 10);
        assert!(rows.rows.len() <= 64);
    }

    #[test]
    fn the_cursor_stays_on_its_item_when_others_come_before_it() {
        let mut rows = Rows::default();
        rows.resize(10);
        serve(&mut rows, 1000);
        rows.go(500);
        serve(&mut rows, 1000);
        let above = rows.cursor - rows.top;
        rows.grow();
        assert!(rows.stale().is_some() && rows.stale().is_none(), "asks once");
        // Three came before it.
        rows.receive_around(470, (467..531).collect(), 1003, 503);
        assert_eq!((rows.current(), rows.cursor - rows.top), (Some(&500), above));
        assert_eq!(rows.wanted(), None);
        // At the beginning of the list what came is shown.
        rows.go(0);
        serve(&mut rows, 1003);
        rows.receive_around(0, (0..64).collect(), 1004, 1);
        assert_eq!((rows.cursor, rows.top), (1, 0));
    }

    #[test]
    fn another_list_begins_at_its_beginning_or_at_the_item_that_stays() {
        let mut rows = Rows::default();
        rows.resize(10);
        serve(&mut rows, 1000);
        rows.go(500);
        serve(&mut rows, 1000);
        rows.change();
        assert_eq!(rows.current(), Some(&500), "it stays until the answer comes");
        assert_eq!(rows.wanted().map(|page| page.offset), Some(0));
        let mut around = rows.clone();
        rows.receive(0, (0..64).collect(), 2000);
        assert_eq!((rows.cursor, rows.top), (0, 0));
        around.receive_around(670, (670..734).collect(), 2000, 700);
        assert_eq!(around.current(), Some(&700));
    }

    #[test]
    fn an_empty_list_asks_once_and_holds_no_cursor() {
        let mut rows = Rows::<usize>::default();
        assert_eq!(serve(&mut rows, 0), 1);
        rows.step(1);
        rows.go(usize::MAX);
        assert_eq!((rows.cursor, rows.current()), (0, None));
        assert_eq!(rows.wanted(), None);
    }

    #[test]
    fn a_list_that_shrank_keeps_the_cursor_within() {
        let mut rows = Rows::default();
        rows.resize(5);
        serve(&mut rows, 50);
        rows.go(40);
        serve(&mut rows, 50);
        rows.forget();
        serve(&mut rows, 3);
        assert_eq!((rows.cursor, rows.top), (2, 0));
    }
}
