//! A paragraph to clusters: what stands in one cell, in logical order, joined and mirrored.

use unicode_bidi::BidiClass;

use crate::model::Span;

use super::bidi::{self, Levels, Trailing};
use super::forms::{self, Joined};
use super::props::{self, Joining, NO_FORMS, Props, Show};
use super::{Base, Options};

/// The sign that carries marks which have no letter (U+25CC DOTTED CIRCLE, as the standard advises).
const DOTTED_CIRCLE: char = '\u{25CC}';

/// Where a line may or must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// Not after this.
    No,
    /// After this if the line is full.
    May,
    /// After this.
    Must,
}

/// What stands in one cell, or a character that stands in none.
#[derive(Debug, Clone, Copy)]
pub struct Cluster {
    /// First byte, in the paragraph.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The sign to draw, without marks.
    pub glyph: char,
    /// Columns; 0 for what is not shown.
    pub width: u8,
    /// Level before rule L1.
    pub level: u8,
    /// What rule L1 does with it.
    pub trailing: Trailing,
    /// Whether it stands in the order of the line, seen or not: rule X9 does not take it out.
    pub ordered: bool,
    /// Whether it is white space that a line's end swallows.
    pub space: bool,
    /// Whether marks are to be drawn on the glyph.
    pub marked: bool,
    /// Joined to the letter before.
    pub before: bool,
    /// Joined to the letter after.
    pub after: bool,
    /// Whether a line may end after it.
    pub breaks: Break,
}

/// A paragraph as clusters. They tile it: each byte is in exactly one.
#[derive(Debug, Clone)]
pub struct Clusters {
    /// The clusters in logical order.
    pub items: Vec<Cluster>,
    /// The paragraph's level.
    pub base: u8,
}

/// The paragraphs of a text, each with the line break that ends it (rule P1 of UAX #9; CR LF is one break).
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|r| !r.is_empty())?;
        let end = rest.char_indices().find(|&(_, c)| ends_paragraph(c)).map_or(rest.len(), |(i, c)| {
            let end = i + c.len_utf8();
            if c == '\r' && rest[end..].starts_with('\n') { end + 1 } else { end }
        });
        let span = Span::new(at, at + end);
        at += end;
        Some(span)
    })
}

fn ends_paragraph(c: char) -> bool {
    // Class B, spelt out: this runs over every character of a text before anything else does.
    matches!(c, '\n' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}')
}

/// The clusters of one paragraph. Line breaks are not marked yet.
pub fn clusters(paragraph: &str, options: &Options) -> Clusters {
    let levels = bidi::levels(paragraph, options.base);
    let mut builder = Builder {
        options,
        levels: &levels,
        items: Vec::with_capacity(paragraph.len() / 2 + 1),
        last_shown: None,
        last_joining: None,
    };
    for (at, c) in paragraph.char_indices() {
        builder.push(at, c);
    }
    builder.settle();
    let base = levels.base;
    Clusters { items: builder.items, base }
}

/// The last character that matters for joining.
#[derive(Clone, Copy)]
struct Neighbour {
    /// Its cluster.
    item: usize,
    joins_after: bool,
    is_lam: bool,
    forms: u8,
    level: u8,
}

struct Builder<'a> {
    options: &'a Options,
    levels: &'a Levels,
    items: Vec<Cluster>,
    /// The last cluster that is shown and can carry marks.
    last_shown: Option<usize>,
    last_joining: Option<Neighbour>,
}

impl Builder<'_> {
    fn push(&mut self, at: usize, c: char) {
        let p = props::of(c);
        let (start, end) = (offset(at), offset(at + c.len_utf8()));
        let level = self.levels.at(at);
        if self.attach(end, p, level) {
            return;
        }
        let joined = self.join(p, level);
        if joined && self.ligate(c, end, level) {
            return;
        }
        let item = self.items.len();
        self.items.push(Cluster {
            start,
            end,
            glyph: glyph(c, p, level),
            width: p.width,
            level,
            trailing: bidi::trailing_of(p.class),
            ordered: p.width > 0 || !bidi::is_removed(p.class),
            space: is_space(c, p),
            marked: false,
            before: joined,
            after: false,
            breaks: Break::No,
        });
        match p.show {
            Show::Mark | Show::Haraka => self.make_carrier(p),
            Show::Cell | Show::Warning => {
                let cluster = &mut self.items[item];
                if u16::from(cluster.width) > self.options.width.max(1) {
                    (cluster.glyph, cluster.width) = (char::REPLACEMENT_CHARACTER, 1);
                }
                self.last_shown = Some(item);
            }
            Show::Blank => self.last_shown = None,
            Show::Absorbed | Show::Invisible => {}
        }
        let is_lam = c == 'ل' && p.show == Show::Cell;
        self.next_joining(
            p,
            Neighbour { item, joins_after: p.joining.joins_after(), is_lam, forms: p.forms, level },
        );
    }

    /// Adds a mark, a joiner or the like to the cluster that it follows.
    fn attach(&mut self, end: u32, p: Props, level: u8) -> bool {
        if !matches!(p.show, Show::Mark | Show::Haraka | Show::Absorbed) {
            return false;
        }
        let Some(item) = self.last_shown.filter(|&shown| shown + 1 == self.items.len()) else {
            return false;
        };
        let cluster = &mut self.items[item];
        cluster.end = end;
        if p.show != Show::Absorbed {
            // White space with a mark on it is no white space.
            (cluster.space, cluster.trailing) = (false, Trailing::Other);
            cluster.marked |= p.show == Show::Mark || self.options.harakat;
        }
        self.join(p, level);
        let neighbour =
            Neighbour { item, joins_after: p.joining.joins_after(), is_lam: false, forms: NO_FORMS, level };
        self.next_joining(p, neighbour);
        true
    }

    /// Takes note of a character that matters for joining; what came before it has its form now.
    fn next_joining(&mut self, p: Props, neighbour: Neighbour) {
        if p.joining != Joining::Transparent {
            self.settle();
            self.last_joining = Some(neighbour);
        }
    }

    /// Makes the cluster just pushed, a mark without a letter, one that can be seen.
    fn make_carrier(&mut self, p: Props) {
        let shown = p.show == Show::Mark || self.options.harakat;
        let last = self.items.len() - 1;
        let item = &mut self.items[last];
        item.marked = shown;
        if shown {
            (item.glyph, item.width) = (DOTTED_CIRCLE, 1);
            self.last_shown = Some(last);
        }
    }

    /// Joins a character to the one before it, if both allow it and stand side by side.
    fn join(&mut self, p: Props, level: u8) -> bool {
        if !p.joining.joins_before() {
            return false;
        }
        match self.last_joining {
            Some(last) if last.joins_after && last.level == level => {
                self.items[last.item].after = true;
                true
            }
            _ => false,
        }
    }

    /// Makes a ligature of the lam before and this alef.
    fn ligate(&mut self, c: char, end: u32, level: u8) -> bool {
        let Some(last) = self.last_joining.filter(|l| l.is_lam && level % 2 == 1) else { return false };
        // Nothing that is seen may stand between the two.
        if !self.options.ligatures || self.last_shown != Some(last.item) {
            return false;
        }
        let Some(sign) = forms::lam_alef(c, self.items[last.item].before) else { return false };
        self.items.truncate(last.item + 1);
        let item = &mut self.items[last.item];
        (item.end, item.glyph, item.after) = (end, sign, false);
        self.last_shown = Some(last.item);
        self.last_joining = Some(Neighbour { joins_after: false, is_lam: false, forms: NO_FORMS, ..last });
        true
    }

    /// Gives the last joining letter its form: what follows it is known now.
    fn settle(&mut self) {
        let Some(last) = self.last_joining.take() else { return };
        let (Some(forms), Some(item)) = (forms::letter(last.forms), self.items.get_mut(last.item)) else {
            return;
        };
        // Forced to run left to right, a letter has its neighbours on the other sides.
        let (before, after) =
            if item.level % 2 == 1 { (item.before, item.after) } else { (item.after, item.before) };
        if let Some(form) = forms.get(Joined { before, after }) {
            item.glyph = form;
        }
    }
}

fn glyph(c: char, p: Props, level: u8) -> char {
    match p.show {
        Show::Blank => ' ',
        Show::Warning => char::REPLACEMENT_CHARACTER,
        _ if p.mirrored && level % 2 == 1 => props::mirror(c),
        _ => c,
    }
}

fn is_space(c: char, p: Props) -> bool {
    p.show == Show::Blank || (p.class == BidiClass::WS && p.show == Show::Cell && c != '\u{A0}')
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The direction that most strong letters of a text have; `None` if it has none. Gives the base of a document
/// whose parts may begin with foreign words.
pub fn majority(text: &str) -> Option<Base> {
    let (mut left, mut right) = (0_usize, 0_usize);
    for c in text.chars() {
        match props::of(c).class {
            BidiClass::L => left += 1,
            BidiClass::R | BidiClass::AL => right += 1,
            _ => {}
        }
    }
    match left.cmp(&right) {
        _ if left + right == 0 => None,
        std::cmp::Ordering::Greater => Some(Base::Ltr),
        _ => Some(Base::Rtl),
    }
}
