//! The reader: one article, laid out only where it is looked at.

mod walk;

use std::rc::Rc;
use std::sync::Arc;

use crate::layout::{Align, Base, Cache, Layout, Options, layout, parts};
use crate::library::Article;
use crate::model::{Role, Span};

use super::paint::is_rtl_letter;
use super::shown::{Behind, Shown};

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

/// What stands in the reader from top to bottom, each laid out by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// Its bytes in the shown text.
    pub span: Span,
    /// Whether an empty row follows.
    pub ends: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Outlet and date, below the title. It has no bytes.
    Head,
    /// A block of the text, by its number in the document; or a part of one that is very long.
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
    /// English names stand behind names.
    pub english: bool,
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
    laid_out: Cache<usize>,
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

    /// Sets the text anew if anything of the setting changed. What was at the top stays there, as far as what the
    /// cursor is on stays on the screen.
    pub fn set(&mut self, setting: Setting, height: usize) {
        let height = height.max(1);
        let changes = self.setting != Some(setting) || self.height != height;
        let seen = if changes { self.cursor_on_screen() } else { None };
        self.height = height;
        self.set_text(setting);
        if let Some(span) = seen {
            self.show(span);
        }
    }

    fn set_text(&mut self, setting: Setting) {
        let Some(article) = self.article.clone() else {
            self.setting = Some(setting);
            return;
        };
        if self.setting == Some(setting) && !self.items.is_empty() {
            return;
        }
        let anchor = self.byte_at_top();
        let before = self.setting.replace(setting).filter(|_| !self.items.is_empty());
        let same = |what: fn(Setting) -> bool| before.is_some_and(|before| what(before) == what(setting));
        let signs_stay = same(|s| s.signs) && same(|s| s.english);
        if !signs_stay {
            let document = &article.document;
            let behind = Behind { signs: setting.signs, english: setting.english };
            self.shown = Shown::new(&document.text, &document.blocks, &article.analysis, behind);
        }
        // What depends on the length of the article is not done for each width that a window passes through.
        if !signs_stay || !same(|s| s.furniture) {
            self.items = items(&article, &self.shown, setting.furniture);
        }
        self.laid_out.clear();
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
        self.laid_out.peek(&item)
    }

    /// Lays out what is on the screen.
    pub fn prepare(&mut self) {
        let mut rows = 0;
        let mut item = self.top.item;
        while item < self.items.len() && rows < self.height + self.top.line {
            rows += self.rows_of(item);
            item += 1;
        }
        self.laid_out.end_frame();
    }

    /// The rows of an item with the empty one below it.
    pub fn rows_of(&mut self, item: usize) -> usize {
        let ends = self.items.get(item).is_none_or(|item| item.ends);
        self.lay_out(item).map_or(1, |l| l.lines.len()) + usize::from(ends)
    }

    pub(super) fn lay_out(&mut self, at: usize) -> Option<Rc<Layout>> {
        let article = self.article.as_ref()?;
        let item = *self.items.get(at)?;
        let What::Block(block) = item.what else { return None };
        let block = article.document.blocks.get(block)?;
        let setting = self.setting?;
        let align = if setting.justify && block.role.is_body() { Align::Justify } else { Align::Start };
        let options = Options {
            harakat: setting.harakat,
            ligatures: setting.ligatures,
            kashida: setting.justify,
            ..Options::new(setting.width).base(self.base()).align(align)
        };
        Some(self.laid_out.get(at, || layout(&self.shown.text, item.span, &options)))
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
    pub(super) fn row_of(&mut self, at: usize) -> Option<Row> {
        let at = self.shown.span(Span::new(at, at)).start;
        let item = self.items.partition_point(|item| item.span.end <= at);
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

    /// Brings the beginning of a span of the article's text to the top of the screen.
    pub fn to_span(&mut self, span: Span) {
        if let Some(row) = self.row_of(span.start) {
            self.top = row;
            self.clamp();
        }
    }

    /// The byte of the article's text at the top of the screen.
    pub fn byte_at_top(&self) -> Option<usize> {
        self.article.as_ref()?;
        Some(self.shown.source(self.shown_at_top()?))
    }

    /// The byte of the shown text at the top of the screen.
    fn shown_at_top(&self) -> Option<usize> {
        let item = self.items.get(self.top.item)?;
        let Some(layout) = self.layout(self.top.item) else { return Some(item.span.start) };
        // The empty row below the last line belongs to what follows.
        Some(layout.lines.get(self.top.line).map_or(item.span.end, |line| line.span.start))
    }

    /// How much of the text lies above the top of the screen and how much above its bottom, of a thousand.
    pub fn progress(&self) -> (usize, usize) {
        let total = self.items.last().map_or(0, |item| item.span.end).max(1);
        let above = if self.top == Row::default() { 0 } else { self.shown_at_top().unwrap_or(0) };
        (above * 1000 / total, self.shown_at_bottom().unwrap_or(total).min(total) * 1000 / total)
    }

    /// The byte of the shown text in the row below the screen; `None` if the text ends on it.
    fn shown_at_bottom(&self) -> Option<usize> {
        let mut rows = self.height;
        for (at, item) in self.items.iter().enumerate().skip(self.top.item) {
            let skip = if at == self.top.item { self.top.line } else { 0 };
            let lines = self.layout(at).map_or(&[][..], |l| &l.lines);
            if let Some(line) = lines.get(skip + rows) {
                return Some(line.span.start);
            }
            let all = if item.what == What::Head { 1 } else { lines.len() } + usize::from(item.ends);
            rows = match rows.checked_sub(all.saturating_sub(skip)) {
                Some(rows) => rows,
                None => return self.items.get(at + 1).map(|next| next.span.start),
            };
        }
        None
    }
}

/// The items of an article: its blocks, and the head below the title. A block of ordinary length is one item.
fn items(article: &Article, shown: &Shown, furniture: bool) -> Vec<Item> {
    let blocks = &article.document.blocks;
    let visible = || blocks.iter().enumerate().filter(|(_, b)| furniture || b.role != Role::Furniture);
    let title = visible().find(|(_, b)| b.role == Role::Title).map(|(at, _)| at);
    let head = |at| Item { what: What::Head, span: Span::new(at, at), ends: true };
    let mut items = Vec::with_capacity(blocks.len() + 1);
    if title.is_none() {
        items.push(head(0));
    }
    for (at, block) in visible() {
        let span = shown.span(block.span);
        for part in parts(&shown.text, span) {
            items.push(Item { what: What::Block(at), span: part, ends: part.end == span.end });
        }
        if title == Some(at) {
            items.push(head(span.end));
        }
    }
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
            english: false,
            furniture: true,
        };
        reader.set(setting, 50);
        reader.open(Arc::new(library.article(key).unwrap().unwrap()));
        assert!(reader.items.len() > 1000);
        // The screen at the top, and the end, where scrolling stops.
        reader.prepare();
        assert!(reader.laid_out.lines() <= 2 * 50 * 8, "{}", reader.laid_out.lines());
        reader.to_bottom();
        reader.prepare();
        assert!(reader.laid_out.lines() <= 3 * 50 * 8, "{}", reader.laid_out.lines());
        reader.set(Setting { width: 40, ..setting }, 50);
        reader.prepare();
        assert!(reader.laid_out.lines() <= 2 * 50 * 16, "{}", reader.laid_out.lines());
    }
}
