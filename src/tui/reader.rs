//! The reader: one article, laid out only where it is looked at.

use std::rc::Rc;
use std::sync::Arc;

use crate::layout::{Align, Base, Layout, Options, layout};
use crate::library::Article;
use crate::model::{EntityId, Role, Span};

use super::paint::is_rtl_letter;
use super::shown::Shown;

/// Something in the text to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A mention, by its number in the analysis.
    Mention(usize),
    /// An event, by its number in the analysis.
    Event(usize),
    /// A hit of the search, by its number.
    Hit(usize),
}

/// A row of the text: a line of an item, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Row {
    /// The item.
    pub item: usize,
    /// The line in it.
    pub line: usize,
}

/// What stands in the reader from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Outlet and date, below the title.
    Head,
    /// A block of the text, by its number in the document.
    Block(usize),
}

/// How the text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Columns of a line.
    pub width: u16,
    /// Harakat are shown.
    pub harakat: bool,
    /// Lam and alef make one sign.
    pub ligatures: bool,
    /// Lines are justified with kashida.
    pub justify: bool,
    /// Signs stand behind names.
    pub signs: bool,
    /// Menus, banners and comments of the page are shown.
    pub furniture: bool,
}

/// The reader's state.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// The article.
    pub article: Option<Arc<Article>>,
    /// The row at the top.
    pub top: Row,
    /// What the cursor is on.
    pub cursor: Option<Place>,
    /// Hits of the search in this article, as spans of its text, in order.
    pub hits: Vec<Span>,
    /// How many rows the screen shows.
    pub height: usize,
    /// The text as it is laid out.
    pub shown: Shown,
    items: Vec<Item>,
    setting: Option<Setting>,
    laid_out: Vec<Option<Rc<Layout>>>,
}

impl Reader {
    /// Shows another article, from its beginning.
    pub fn open(&mut self, article: Arc<Article>) {
        let (setting, height) = (self.setting, self.height);
        *self = Self { article: Some(article), height, ..Self::default() };
        if let Some(setting) = setting {
            self.set(setting, height);
        }
    }

    /// Shows none.
    pub fn close(&mut self) {
        *self = Self { setting: self.setting, height: self.height, ..Self::default() };
    }

    /// Sets the text anew if anything of the setting changed. What was at the top stays there.
    pub fn set(&mut self, setting: Setting, height: usize) {
        self.height = height.max(1);
        let Some(article) = self.article.clone() else {
            self.setting = Some(setting);
            return;
        };
        if self.setting == Some(setting) && !self.laid_out.is_empty() {
            return;
        }
        let anchor = self.byte_at_top();
        self.setting = Some(setting);
        let document = &article.document;
        self.shown = Shown::new(&document.text, &document.blocks, &article.analysis.mentions, setting.signs);
        self.items = items(&article, setting.furniture);
        self.laid_out = vec![None; self.items.len()];
        self.top = Row::default();
        if let Some(at) = anchor.filter(|&at| at > 0) {
            self.top = self.row_of(at).unwrap_or_default();
        }
        self.clamp();
    }

    /// The items.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The setting in force.
    pub fn setting(&self) -> Option<Setting> {
        self.setting
    }

    /// The layout of an item, if it was made: those on the screen are, after [`Reader::prepare`].
    pub fn layout(&self, item: usize) -> Option<&Layout> {
        self.laid_out.get(item)?.as_deref()
    }

    /// Lays out what is on the screen.
    pub fn prepare(&mut self) {
        let mut rows = 0;
        let mut item = self.top.item;
        while item < self.items.len() && rows < self.height + self.top.line {
            rows += self.rows_of(item);
            item += 1;
        }
    }

    /// The rows of an item with the empty one below it.
    pub fn rows_of(&mut self, item: usize) -> usize {
        self.lay_out(item).map_or(1, |l| l.lines.len()) + 1
    }

    fn lay_out(&mut self, item: usize) -> Option<Rc<Layout>> {
        if let Some(done) = self.laid_out.get(item)? {
            return Some(Rc::clone(done));
        }
        let article = self.article.as_ref()?;
        let Item::Block(block) = *self.items.get(item)? else { return None };
        let block = article.document.blocks.get(block)?;
        let setting = self.setting?;
        let align = if setting.justify && block.role.is_body() { Align::Justify } else { Align::Start };
        let options = Options {
            harakat: setting.harakat,
            ligatures: setting.ligatures,
            kashida: setting.justify,
            ..Options::new(setting.width).base(self.base()).align(align)
        };
        let done = Rc::new(layout(&self.shown.text, self.shown.span(block.span), &options));
        *self.laid_out.get_mut(item)? = Some(Rc::clone(&done));
        Some(done)
    }

    /// The document's direction, which head lines such as `RT:` take too: that of its title, or of its text.
    pub fn base(&self) -> Base {
        let Some(article) = &self.article else { return Base::Rtl };
        let document = &article.document;
        let span = document.title_span().unwrap_or(Span::new(0, document.text.len()));
        let letters = span.of(&document.text).chars().filter(|c| c.is_alphabetic()).take(200);
        let (mut arabic, mut other) = (0, 0);
        for c in letters {
            if is_rtl_letter(c) {
                arabic += 1;
            } else {
                other += 1;
            }
        }
        if other > arabic { Base::Ltr } else { Base::Rtl }
    }

    /// Moves the text by `rows`, not beyond its ends.
    pub fn scroll(&mut self, rows: isize) {
        self.top = self.moved(self.top, rows);
        self.clamp();
    }

    /// To the beginning.
    pub fn to_top(&mut self) {
        self.top = Row::default();
    }

    /// To the end.
    pub fn to_bottom(&mut self) {
        self.top = Row { item: self.items.len().saturating_sub(1), line: usize::MAX };
        self.clamp();
    }

    /// The row `by` rows from `from`, within the text.
    fn moved(&mut self, from: Row, by: isize) -> Row {
        let mut row = from;
        let mut left = by.unsigned_abs();
        if by > 0 {
            while left > 0 && row.item < self.items.len() {
                let rest = self.rows_of(row.item).saturating_sub(row.line);
                if left < rest {
                    row.line += left;
                    return row;
                }
                left -= rest;
                row = Row { item: row.item + 1, line: 0 };
            }
        } else {
            while left > row.line {
                let Some(before) = row.item.checked_sub(1) else { return Row::default() };
                left -= row.line + 1;
                row = Row { item: before, line: self.rows_of(before).saturating_sub(1) };
            }
            row.line -= left;
        }
        row
    }

    /// The last row that may be at the top: below it the text fills the screen.
    fn last_top(&mut self) -> Row {
        let Some(last) = self.items.len().checked_sub(1) else { return Row::default() };
        let end = Row { item: last, line: self.rows_of(last).saturating_sub(1) };
        let back = isize::try_from(self.height).unwrap_or(isize::MAX);
        self.moved(end, -back)
    }

    fn clamp(&mut self) {
        let last = self.last_top();
        self.top = self.top.min(last);
    }

    /// The row that shows a byte of the article's text.
    fn row_of(&mut self, at: usize) -> Option<Row> {
        let article = self.article.clone()?;
        let item = self.items.iter().position(|item| match item {
            Item::Block(b) => article.document.blocks.get(*b).is_some_and(|b| b.span.end > at),
            Item::Head => false,
        })?;
        let at = self.shown.span(Span::new(at, at)).start;
        let lines = &self.lay_out(item)?.lines;
        let line = lines.partition_point(|l| l.span.end <= at).min(lines.len().saturating_sub(1));
        Some(Row { item, line })
    }

    /// Brings a span of the article's text onto the screen, if it is not there.
    pub fn show(&mut self, span: Span) {
        let Some(row) = self.row_of(span.start) else { return };
        let rows = isize::try_from(self.height).unwrap_or(isize::MAX);
        let bottom = self.moved(self.top, rows.saturating_sub(2));
        if row < self.top || row >= bottom {
            self.top = self.moved(row, -(rows / 3));
            self.clamp();
        }
    }

    /// The byte of the article's text at the top of the screen.
    pub fn byte_at_top(&self) -> Option<usize> {
        let article = self.article.as_ref()?;
        let from = self.top.item;
        let (at, &Item::Block(block)) =
            self.items.iter().enumerate().skip(from).find(|(_, i)| matches!(i, Item::Block(_)))?
        else {
            return None;
        };
        let line = if at == from { self.top.line } else { 0 };
        let start = self.layout(at).and_then(|l| l.lines.get(line)).map(|l| self.shown.source(l.span.start));
        start.or_else(|| article.document.blocks.get(block).map(|b| b.span.start))
    }

    /// How much of the text lies above the top of the screen and how much above its bottom, of a thousand.
    pub fn progress(&self) -> (usize, usize) {
        let Some(article) = &self.article else { return (0, 1000) };
        let blocks = &article.document.blocks;
        let end_of = |item: &Item| match item {
            Item::Block(b) => blocks.get(*b).map_or(0, |b| b.span.end),
            Item::Head => 0,
        };
        let total = self.items.iter().map(end_of).max().unwrap_or(0).max(1);
        let above = if self.top == Row::default() { 0 } else { self.byte_at_top().unwrap_or(0) };
        let mut rows = 0;
        let mut below = total;
        'items: for item in self.top.item..self.items.len() {
            let Some(laid_out) = self.layout(item) else {
                rows += 2;
                continue;
            };
            let skip = if item == self.top.item { self.top.line } else { 0 };
            for line in laid_out.lines.iter().skip(skip) {
                rows += 1;
                if rows > self.height {
                    below = self.shown.source(line.span.start);
                    break 'items;
                }
            }
            rows += 1;
        }
        (above * 1000 / total, below.min(total) * 1000 / total)
    }

    /// The span of a place in the article's text.
    pub fn span_of(&self, place: Place) -> Option<Span> {
        let analysis = &self.article.as_ref()?.analysis;
        match place {
            Place::Mention(i) => analysis.mentions.get(i).map(|m| m.span),
            Place::Event(i) => analysis.events.get(i).map(|e| e.trigger),
            Place::Hit(i) => self.hits.get(i).copied(),
        }
    }

    /// Puts the cursor on a place and brings it onto the screen.
    pub fn go(&mut self, place: Place) {
        if let Some(span) = self.span_of(place) {
            self.cursor = Some(place);
            self.show(span);
        }
    }

    /// Where going on starts from: the cursor if it is on the screen, else the top of the screen.
    fn from(&mut self, forward: bool) -> usize {
        if let Some(span) = self.cursor.and_then(|c| self.span_of(c)) {
            let rows = isize::try_from(self.height).unwrap_or(isize::MAX);
            let bottom = self.moved(self.top, rows);
            if self.row_of(span.start).is_some_and(|row| self.top <= row && row < bottom) {
                return if forward { span.start + 1 } else { span.start };
            }
        }
        self.byte_at_top().unwrap_or(0)
    }

    /// The nearest of `places` (spans of the text, each with what it is) after or before the cursor.
    fn nearest(&mut self, places: Vec<(Span, Place)>, forward: bool) -> Option<Place> {
        let from = self.from(forward);
        let hidden = |span: &Span| self.item_of(span.start).is_none();
        let mut visible = places.iter().filter(|(span, _)| !hidden(span));
        let found = if forward {
            visible.filter(|(span, _)| span.start >= from).min_by_key(|(span, _)| span.start)
        } else {
            visible.by_ref().filter(|(span, _)| span.start < from).max_by_key(|(span, _)| span.start)
        };
        found.map(|(_, place)| *place)
    }

    fn item_of(&self, at: usize) -> Option<usize> {
        let blocks = &self.article.as_ref()?.document.blocks;
        self.items.iter().position(
            |item| matches!(item, Item::Block(b) if blocks.get(*b).is_some_and(|b| b.span.contains(at))),
        )
    }

    /// To the next or previous mention, of `entity` alone or of any. Whether there is one.
    pub fn to_mention(&mut self, entity: Option<&EntityId>, forward: bool) -> bool {
        let Some(article) = self.article.clone() else { return false };
        let places = article
            .analysis
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| entity.is_none_or(|e| m.entity == *e))
            .map(|(i, m)| (m.span, Place::Mention(i)))
            .collect();
        self.go_nearest(places, forward)
    }

    /// To the next or previous event. Whether there is one.
    pub fn to_event(&mut self, forward: bool) -> bool {
        let Some(article) = self.article.clone() else { return false };
        let events = article.analysis.events.iter().enumerate();
        let places = events.map(|(i, e)| (e.trigger, Place::Event(i))).collect();
        self.go_nearest(places, forward)
    }

    /// To the next or previous hit of the search. Whether there is one.
    pub fn to_hit(&mut self, forward: bool) -> bool {
        let places = self.hits.iter().enumerate().map(|(i, s)| (*s, Place::Hit(i))).collect();
        self.go_nearest(places, forward)
    }

    fn go_nearest(&mut self, places: Vec<(Span, Place)>, forward: bool) -> bool {
        let found = self.nearest(places, forward);
        if let Some(place) = found {
            self.go(place);
        }
        found.is_some()
    }

    /// The entity at the cursor.
    pub fn entity_at_cursor(&self) -> Option<EntityId> {
        let Some(Place::Mention(i)) = self.cursor else { return None };
        Some(self.article.as_ref()?.analysis.mentions.get(i)?.entity.clone())
    }
}

/// The items of an article: its blocks, and the head below the title.
fn items(article: &Article, furniture: bool) -> Vec<Item> {
    let blocks = &article.document.blocks;
    let shown = |role: Role| furniture || role != Role::Furniture;
    let mut items: Vec<Item> =
        (0..blocks.len()).filter(|&b| shown(blocks[b].role)).map(Item::Block).collect();
    let title = items
        .iter()
        .position(|i| matches!(i, Item::Block(b) if blocks.get(*b).is_some_and(|b| b.role == Role::Title)));
    items.insert(title.map_or(0, |t| t + 1), Item::Head);
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use crate::model::{Analysis, Origin};

    #[test]
    fn only_what_is_looked_at_is_laid_out() {
        let paragraph =
            "أعلنت المقاومة الإسلامية في العراق استهداف قاعدة عين الأسد بالطائرات المسيرة. ".repeat(6);
        let text = format!("{paragraph}\n\n").repeat(2_000);
        let document = crate::ingest::read_text("long", text, Origin::default());
        let mut library = Library::in_memory().unwrap();
        let key = library.add(&document, &Analysis::default()).unwrap();
        let mut reader = Reader::default();
        let setting = Setting {
            width: 76,
            harakat: true,
            ligatures: true,
            justify: false,
            signs: false,
            furniture: true,
        };
        reader.set(setting, 50);
        reader.open(Arc::new(library.article(key).unwrap().unwrap()));
        assert!(reader.items.len() > 1000);
        let laid_out = |reader: &Reader| reader.laid_out.iter().flatten().count();
        // The screen at the top, and the end, where scrolling stops.
        reader.prepare();
        assert!(laid_out(&reader) <= 2 * 50, "{}", laid_out(&reader));
        reader.to_bottom();
        reader.prepare();
        assert!(laid_out(&reader) <= 3 * 50, "{}", laid_out(&reader));
        reader.set(Setting { width: 40, ..setting }, 50);
        reader.prepare();
        assert!(laid_out(&reader) <= 2 * 50, "{}", laid_out(&reader));
    }
}
