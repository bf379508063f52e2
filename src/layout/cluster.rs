//! A paragraph to clusters: what stands in one cell, in logical order, joined and mirrored.

use unicode_bidi::BidiClass;

use super::bidi::{self, Cursor, Levels};
use super::class::Trailing;
use super::flags::{AFTER, BEFORE, MARKED, ORDERED, PLAIN, SEPARATOR, SPACE, WHITE};
use super::forms::{self, Joined};
use super::props::{self, Breaking, Joining, NO_FORMS, Props, Show};
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

/// What stands in one cell, or a character that stands in none. Small, as a text of megabytes has millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    /// First byte, in the paragraph. It ends where the next one begins.
    pub start: u32,
    /// The sign to draw, without marks.
    pub glyph: char,
    /// Level before rule L1.
    pub level: u8,
    /// Columns; 0 for what is not shown.
    pub width: u8,
    /// Whether a line may end after it.
    pub breaks: Break,
    /// What else is to be known.
    flags: u8,
}

impl Cluster {
    const fn is(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn set(&mut self, flag: u8, on: bool) {
        self.flags = if on { self.flags | flag } else { self.flags & !flag };
    }

    /// Whether it is white space that a line's end swallows.
    #[inline]
    pub const fn is_space(self) -> bool {
        self.is(SPACE)
    }

    /// Whether marks are to be drawn on the glyph.
    #[inline]
    pub const fn is_marked(self) -> bool {
        self.is(MARKED)
    }

    /// Whether it takes part in the order of the line, seen or not.
    #[inline]
    pub const fn is_ordered(self) -> bool {
        self.is(ORDERED)
    }

    /// Whether line breaking sees nothing but a letter in it.
    #[inline]
    pub const fn is_letter(self) -> bool {
        self.is(PLAIN) && !self.is(SPACE)
    }

    /// Whether line breaking sees nothing but a space in it.
    #[inline]
    pub const fn is_plain_space(self) -> bool {
        self.is(PLAIN) && self.is(SPACE)
    }

    /// Whether it is a letter that is joined to the next one.
    pub const fn is_joined_after(self) -> bool {
        self.is(AFTER)
    }

    /// What rule L1 does with it.
    #[inline]
    pub const fn trailing(self) -> Trailing {
        if self.is(SEPARATOR) {
            Trailing::Separator
        } else if self.is(WHITE) {
            Trailing::White
        } else {
            Trailing::Other
        }
    }
}

/// A paragraph as clusters. They tile it: each byte is in exactly one.
#[derive(Debug, Clone)]
pub struct Clusters {
    /// The clusters in logical order.
    pub items: Vec<Cluster>,
    /// The paragraph's level.
    pub base: u8,
}

/// The clusters of one paragraph. Line breaks are not marked yet.
pub fn clusters(paragraph: &str, options: &Options) -> Clusters {
    let levels = bidi::levels(paragraph, options.base);
    // Arabic letters have two bytes, and with a space for every five of them this is near enough.
    let mut items = Vec::with_capacity(paragraph.len() * 9 / 16 + 1);
    append(&mut items, paragraph, 0, &levels, options);
    Clusters { items, base: levels.base }
}

/// Adds the clusters of a part of a paragraph that begins at byte `start` of it and has these levels.
pub fn append(items: &mut Vec<Cluster>, part: &str, start: usize, levels: &Levels, options: &Options) {
    let mut builder = Builder {
        options,
        levels: levels.cursor(start),
        items,
        last_shown: NONE,
        last_joining: None,
        forms: forms::flat(),
    };
    for (at, c) in part.char_indices() {
        builder.push(start + at, c);
    }
    builder.settle();
}

/// No cluster.
const NONE: usize = usize::MAX;

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
    levels: Cursor<'a>,
    items: &'a mut Vec<Cluster>,
    /// The last cluster that is shown and can carry marks, or [`NONE`].
    last_shown: usize,
    last_joining: Option<Neighbour>,
    forms: &'static forms::Flat,
}

impl Builder<'_> {
    fn push(&mut self, at: usize, c: char) {
        let p = props::of(c);
        let start = u32::try_from(at).unwrap_or(u32::MAX);
        let level = self.levels.at(start);
        if matches!(p.show, Show::Mark | Show::Haraka | Show::Absorbed) && self.attach(p, level) {
            return;
        }
        let joined = self.join(p, level);
        if joined && self.ligate(c, level) {
            return;
        }
        let item = self.items.len();
        let flags = p.flags | if joined { BEFORE } else { 0 };
        let glyph = glyph(c, p, level);
        self.items.push(Cluster { start, glyph, level, width: p.width, breaks: Break::No, flags });
        match p.show {
            Show::Cell | Show::Warning => {
                if p.width > 1 && u16::from(p.width) > self.options.width {
                    let cluster = &mut self.items[item];
                    (cluster.glyph, cluster.width) = (char::REPLACEMENT_CHARACTER, 1);
                }
                self.last_shown = item;
            }
            Show::Mark | Show::Haraka => self.make_carrier(p),
            Show::Blank => self.last_shown = NONE,
            Show::Absorbed | Show::Invisible => {}
        }
        let is_lam = c == 'ل';
        let joins_after = p.joining.joins_after();
        self.next_joining(p, Neighbour { item, joins_after, is_lam, forms: p.forms, level });
    }

    /// Adds a mark, a joiner or the like to the cluster that it follows.
    fn attach(&mut self, p: Props, level: u8) -> bool {
        let item = self.last_shown;
        if item == NONE || item + 1 != self.items.len() {
            return false;
        }
        let cluster = &mut self.items[item];
        // A letter of no width (a vowel of Hangul) would tear a word from right to left apart in a terminal that
        // orders by itself.
        let is_rtl = |class| matches!(class, BidiClass::R | BidiClass::AL | BidiClass::AN);
        if p.show == Show::Mark && p.class == BidiClass::L && is_rtl(props::of(cluster.glyph).class) {
            return false;
        }
        if p.show != Show::Absorbed {
            // White space with a mark on it is no white space.
            if cluster.is_space() {
                cluster.set(SPACE | PLAIN, false);
            }
            cluster.set(WHITE, false);
            if p.show == Show::Mark || self.options.harakat {
                cluster.set(MARKED, true);
            }
        }
        if p.breaking != Breaking::Mark || cluster.is_space() {
            cluster.set(PLAIN, false);
        }
        self.join(p, level);
        let joins_after = p.joining.joins_after();
        self.next_joining(p, Neighbour { item, joins_after, is_lam: false, forms: NO_FORMS, level });
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
        if p.show == Show::Mark || self.options.harakat {
            let last = self.items.len() - 1;
            let item = &mut self.items[last];
            item.set(MARKED | ORDERED, true);
            (item.glyph, item.width) = (DOTTED_CIRCLE, 1);
            self.last_shown = last;
        }
    }

    /// Joins a character to the one before it, if both allow it and stand side by side.
    fn join(&mut self, p: Props, level: u8) -> bool {
        if !p.joining.joins_before() {
            return false;
        }
        match self.last_joining {
            Some(last) if last.joins_after && last.level == level => {
                self.items[last.item].set(AFTER, true);
                true
            }
            _ => false,
        }
    }

    /// Makes a ligature of the lam before and this alef.
    fn ligate(&mut self, c: char, level: u8) -> bool {
        let Some(last) = self.last_joining.filter(|l| l.is_lam && level % 2 == 1) else { return false };
        // Nothing that is seen may stand between the two.
        if !self.options.ligatures || self.last_shown != last.item {
            return false;
        }
        let Some(sign) = forms::lam_alef(c, self.items[last.item].is(BEFORE)) else { return false };
        self.items.truncate(last.item + 1);
        let item = &mut self.items[last.item];
        item.glyph = sign;
        item.set(AFTER, false);
        self.last_joining = Some(Neighbour { joins_after: false, is_lam: false, forms: NO_FORMS, ..last });
        true
    }

    /// Gives the last joining letter its form: what follows it is known now.
    fn settle(&mut self) {
        let Some(last) = self.last_joining.take() else { return };
        if last.forms == NO_FORMS {
            return;
        }
        let Some(item) = self.items.get_mut(last.item) else { return };
        let (before, after) = (item.is(BEFORE), item.is(AFTER));
        // Forced to run left to right, a letter has its neighbours on the other sides.
        let (before, after) = if item.level % 2 == 1 { (before, after) } else { (after, before) };
        if let Some(form) = self.forms[usize::from(last.forms)].get(Joined { before, after }) {
            item.glyph = form;
        }
    }
}

fn glyph(c: char, p: Props, level: u8) -> char {
    match p.show {
        Show::Blank => ' ',
        Show::Warning => char::REPLACEMENT_CHARACTER,
        Show::Cell if p.mirrored && level % 2 == 1 => props::mirror(c),
        _ => c,
    }
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
