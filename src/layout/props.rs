//! What the layout needs to know of a character, in one lookup.
//!
//! The tables of Unicode are spread over several crates, each with a search of its own. One record a
//! character, made on first use for 256 characters at a time, is what makes the layout fast.

use std::sync::OnceLock;

use icu_properties::props::{
    BidiClass as IcuClass, BidiMirroringGlyph, GeneralCategory, JoiningType, LineBreak,
};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use unicode_bidi::BidiClass;
use unicode_width::UnicodeWidthChar;

use super::class::{Trailing, is_removed, trailing_of};
use super::flags::{ORDERED, PLAIN, SEPARATOR, SPACE, WHITE};
use super::{Symbol, forms};

/// How a character joins (Joining_Type of Unicode).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joining {
    /// Joins to nothing.
    None,
    /// Joins to both sides and is no letter: tatweel, ZWJ.
    Causing,
    /// Joins to both sides.
    Dual,
    /// Joins to the letter after it only.
    Left,
    /// Joins to the letter before it only.
    Right,
    /// Does not matter to its neighbours.
    Transparent,
}

impl Joining {
    /// Whether the letter after this one may join to it.
    #[inline]
    pub const fn joins_after(self) -> bool {
        matches!(self, Self::Causing | Self::Dual | Self::Left)
    }

    /// Whether this one may join to the letter before it.
    #[inline]
    pub const fn joins_before(self) -> bool {
        matches!(self, Self::Causing | Self::Dual | Self::Right)
    }
}

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// A cell of its own (or two).
    Cell,
    /// Part of the cell before it.
    Mark,
    /// As `Mark`, and an Arabic mark that [`super::Options::harakat`] can hide.
    Haraka,
    /// Part of the cell before it, and draws nothing: joiners, variation selectors, emoji modifiers.
    Absorbed,
    /// One blank cell: tabs.
    Blank,
    /// Not shown, without a trace: bidi controls that do no harm, soft hyphens, line breaks.
    Invisible,
    /// Shown as U+FFFD, because its silent loss could mislead: escapes, overrides, signs of disputed width.
    Warning,
}

/// How line breaking (UAX #14) sees a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaking {
    /// A letter of class AL: no break between two.
    Letter,
    /// A mark of class CM: goes with what it stands on.
    Mark,
    /// A space of class SP.
    Space,
    /// Anything else: ask the rules.
    Other,
}

/// What is known of a character.
#[derive(Debug, Clone, Copy)]
pub struct Props {
    /// Bidi_Class.
    pub class: BidiClass,
    /// Joining_Type.
    pub joining: Joining,
    /// What becomes of it.
    pub show: Show,
    /// Columns.
    pub width: u8,
    /// Whether it is drawn mirrored in right-to-left text.
    pub mirrored: bool,
    /// How line breaking sees it, where that is simple.
    pub breaking: Breaking,
    /// What a cluster that begins with it is from the start.
    pub flags: u8,
    /// Its place in [`forms::TABLE`], or [`NO_FORMS`].
    pub forms: u8,
}

/// The value of [`Props::forms`] for characters without joined forms.
pub const NO_FORMS: u8 = u8::MAX;

const BLOCK: usize = 256;
const BLOCKS: usize = 0x11_0000 / BLOCK;

static TABLE: [OnceLock<Box<[Props; BLOCK]>>; BLOCKS] = [const { OnceLock::new() }; BLOCKS];

/// What is known of `c`.
#[inline]
pub fn of(c: char) -> Props {
    let code = c as usize;
    let block = TABLE[code / BLOCK].get_or_init(|| Box::new(make_block(code / BLOCK)));
    block[code % BLOCK]
}

/// A character as a cell's symbol. Copying one that is made already is much cheaper than making one, and a text
/// has few different ones.
#[inline]
pub fn symbol(c: char) -> Symbol {
    static SYMBOLS: [OnceLock<Box<[Symbol; BLOCK]>>; BLOCKS] = [const { OnceLock::new() }; BLOCKS];
    let code = c as usize;
    let block = SYMBOLS[code / BLOCK].get_or_init(|| {
        Box::new(std::array::from_fn(|at| {
            let code = u32::try_from(code / BLOCK * BLOCK + at).unwrap_or_default();
            let mut symbol = Symbol::new();
            symbol.push(char::from_u32(code).unwrap_or(c));
            symbol
        }))
    });
    block[code % BLOCK]
}

fn make_block(block: usize) -> [Props; BLOCK] {
    std::array::from_fn(|at| {
        let code = u32::try_from(block * BLOCK + at).unwrap_or_default();
        make(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    })
}

fn make(c: char) -> Props {
    let show = show_of(c);
    let width = match show {
        Show::Cell => u8::try_from(c.width().unwrap_or(1)).unwrap_or(1).clamp(1, 2),
        Show::Blank | Show::Warning => 1,
        _ => 0,
    };
    let forms = forms::TABLE.letters.binary_search_by_key(&c, |(letter, _)| *letter);
    let class = class_of(c);
    let breaking = match CodePointMapData::<LineBreak>::new().get(c) {
        LineBreak::Alphabetic => Breaking::Letter,
        LineBreak::CombiningMark => Breaking::Mark,
        LineBreak::Space => Breaking::Space,
        _ => Breaking::Other,
    };
    Props {
        class,
        joining: joining_of(c),
        show,
        width,
        mirrored: mirroring().get(c).mirrored,
        breaking,
        flags: flags_of(class, show, width, breaking, c),
        forms: forms.map_or(NO_FORMS, |at| u8::try_from(at).unwrap_or(NO_FORMS)),
    }
}

/// The flags of a cluster that begins with a character.
fn flags_of(class: BidiClass, show: Show, width: u8, breaking: Breaking, c: char) -> u8 {
    let space = show == Show::Blank || (class == BidiClass::WS && show == Show::Cell && c != '\u{A0}');
    let plain = match breaking {
        Breaking::Letter => show == Show::Cell,
        Breaking::Space => true,
        _ => false,
    };
    let trailing = match trailing_of(class) {
        Trailing::Separator => SEPARATOR,
        Trailing::White => WHITE,
        Trailing::Other => 0,
    };
    let ordered = width > 0 || !is_removed(class);
    trailing
        | if space { SPACE } else { 0 }
        | if plain { PLAIN } else { 0 }
        | if ordered { ORDERED } else { 0 }
}

fn mirroring() -> CodePointMapDataBorrowed<'static, BidiMirroringGlyph> {
    CodePointMapData::<BidiMirroringGlyph>::new()
}

/// The character drawn in place of `c` in right-to-left text (rule L4). Characters that Unicode calls mirrored
/// but has no mirror image of stay as they are.
pub fn mirror(c: char) -> char {
    mirroring().get(c).mirroring_glyph.unwrap_or(c)
}

fn show_of(c: char) -> Show {
    match c {
        '\t' => return Show::Blank,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{1C}'..='\u{1F}' | '\u{2028}' | '\u{2029}' => {
            return Show::Invisible;
        }
        // Variation selectors and emoji modifiers change widths in some terminals and not in others.
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{1F3FB}'..='\u{1F3FF}' => {
            return Show::Absorbed;
        }
        '\u{034F}' | '\u{200C}' | '\u{200D}' | '\u{180B}'..='\u{180D}' | '\u{180F}' => return Show::Absorbed,
        '\u{202D}' | '\u{202E}' => return Show::Warning,
        '\u{00AD}'
        | '\u{061C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202C}'
        | '\u{FEFF}' => {
            return Show::Invisible;
        }
        '\u{2060}'..='\u{206F}' | '\u{E0000}'..='\u{E007F}' => return Show::Invisible,
        c if crate::text::is_unsafe_to_show(c) => return Show::Warning,
        _ => {}
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    match category {
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark => {
            let arabic = matches!(c as u32, 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06ED | 0x0897..=0x08FF);
            if arabic { Show::Haraka } else { Show::Mark }
        }
        GeneralCategory::Format => Show::Invisible,
        // Hangul vowels and finals and the like: no column of their own, so part of the cell before.
        _ if c.width() == Some(0) => Show::Mark,
        _ => Show::Cell,
    }
}

fn joining_of(c: char) -> Joining {
    match CodePointMapData::<JoiningType>::new().get(c) {
        JoiningType::JoinCausing => Joining::Causing,
        JoiningType::DualJoining => Joining::Dual,
        JoiningType::LeftJoining => Joining::Left,
        JoiningType::RightJoining => Joining::Right,
        JoiningType::Transparent => Joining::Transparent,
        _ => Joining::None,
    }
}

fn class_of(c: char) -> BidiClass {
    match CodePointMapData::<IcuClass>::new().get(c) {
        IcuClass::RightToLeft => BidiClass::R,
        IcuClass::EuropeanNumber => BidiClass::EN,
        IcuClass::EuropeanSeparator => BidiClass::ES,
        IcuClass::EuropeanTerminator => BidiClass::ET,
        IcuClass::ArabicNumber => BidiClass::AN,
        IcuClass::CommonSeparator => BidiClass::CS,
        IcuClass::ParagraphSeparator => BidiClass::B,
        IcuClass::SegmentSeparator => BidiClass::S,
        IcuClass::WhiteSpace => BidiClass::WS,
        IcuClass::OtherNeutral => BidiClass::ON,
        IcuClass::LeftToRightEmbedding => BidiClass::LRE,
        IcuClass::LeftToRightOverride => BidiClass::LRO,
        IcuClass::ArabicLetter => BidiClass::AL,
        IcuClass::RightToLeftEmbedding => BidiClass::RLE,
        IcuClass::RightToLeftOverride => BidiClass::RLO,
        IcuClass::PopDirectionalFormat => BidiClass::PDF,
        IcuClass::NonspacingMark => BidiClass::NSM,
        IcuClass::BoundaryNeutral => BidiClass::BN,
        IcuClass::FirstStrongIsolate => BidiClass::FSI,
        IcuClass::LeftToRightIsolate => BidiClass::LRI,
        IcuClass::RightToLeftIsolate => BidiClass::RLI,
        IcuClass::PopDirectionalIsolate => BidiClass::PDI,
        _ => BidiClass::L,
    }
}
