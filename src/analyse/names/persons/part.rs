//! What a word can be within a name.

use super::{Finder, Trust};
use crate::analyse::lexicon::Traits;

/// Initials as English spells them, and particles of European names, strictly folded. `في` is left out: it is a
/// preposition far more often than a letter.
const MIDDLES: &[&str] = &[
    "سي",
    "دي",
    "جي",
    "بي",
    "ام",
    "اي",
    "ال",
    "اتش",
    "دبليو",
    "ار",
    "اس",
    "كي",
    "اف",
    "تي",
    "ايه",
    "جيه",
    "فان",
    "فون",
    "دا",
    "دو",
    "دل",
    "ديل",
    "لي",
    "ماك",
];

/// What a word can be in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Given,
    Family,
    /// Takes the next word in.
    Particle,
    /// Known as part of a name somewhere.
    Weak,
    /// In no list; may be a name where the company says so.
    Unknown,
    No,
}

impl Finder<'_> {
    /// What the first word of a name can be, and the letters of proclitics that are taken off it.
    pub(super) fn first_part(&self, at: usize, trust: Trust) -> (Part, u8) {
        let view = self.view;
        if self.is_covered(at) || !view.is_word(at) {
            return (Part::No, 0);
        }
        let whole = view.whole(at);
        let says = trust == Trust::Shape && view.traits(at).has(Traits::SAYING);
        // `الأمير` is a title, `أمير الكناني` a man.
        let title = whole.has(Traits::TITLE)
            && !(whole.has(Traits::GIVEN)
                && view.whole(at + 1).has(Traits::FAMILY)
                && self.has_article(at + 1));
        if title || says || whole.has(Traits::COMMON) && !self.is_name_here(at, trust) {
            return (Part::No, 0);
        }
        if let Some(way) = view.way_with(at, Traits::GIVEN.with(Traits::NAME_PREFIX)) {
            let traits = view.lexicon.words.traits(way.id);
            // `كريم` and its like are words as well: only company makes names of them, or a family name after them.
            let by_itself = !traits.has(Traits::PLAIN) || view.whole(at + 1).has(Traits::FAMILY);
            if by_itself || trust != Trust::Shape {
                let part = if traits.has(Traits::NAME_PREFIX) { Part::Particle } else { Part::Given };
                return (part, way.prefix);
            }
        }
        if trust == Trust::Shape || self.has_article(at) || has_clitic_and_article(view.folded(at)) {
            return (Part::No, 0);
        }
        (self.part(at), 0)
    }

    /// `وروى خلف سيدو،`: a given name that is a common word as well, where one may stand and no noun follows.
    fn is_name_here(&self, at: usize, trust: Trust) -> bool {
        let view = self.view;
        if view.whole(at).has(Traits::KUNYA) {
            // `تقول أم علاء`, but `هذا أم ذاك`.
            let given = view.whole(at + 1);
            return trust != Trust::Shape && given.has(Traits::GIVEN) && !self.is_covered(at + 1);
        }
        trust != Trust::Shape
            && view.whole(at).has(Traits::GIVEN)
            && !self.is_covered(at + 1)
            && match self.part(at + 1) {
                Part::Given | Part::Family | Part::Weak => true,
                Part::Unknown => view.ways.sign(at + 2) != '\0',
                Part::Particle | Part::No => false,
            }
    }

    /// What a word can be within a name.
    pub(super) fn part(&self, at: usize) -> Part {
        let view = self.view;
        if self.is_covered(at) || !view.is_word(at) {
            return Part::No;
        }
        let traits = view.whole(at);
        let after_given = at.checked_sub(1).is_some_and(|before| {
            let before = view.whole(before);
            before.has(Traits::GIVEN) && !before.has(Traits::PLAIN)
        });
        if traits.has(Traits::NAME_PREFIX) {
            return Part::Particle;
        }
        let named_so = self.has_article(at + 1) && view.whole(at + 1).has(Traits::FAMILY);
        if traits.has(Traits::GIVEN) && (!traits.has(Traits::TITLE) || named_so) {
            return Part::Given;
        }
        if traits.has(Traits::FAMILY) {
            return Part::Family;
        }
        let ordinary = Traits::COMMON
            .with(Traits::PLAIN)
            .with(Traits::TITLE)
            .with(Traits::SAYING)
            .with(Traits::NATIONALITY)
            .with(Traits::FACILITY_ADJECTIVE);
        if self.is_nisba_of_name(at) {
            return Part::Family;
        }
        if view.traits(at).any(ordinary) {
            return Part::No;
        }
        let folded = view.folded(at);
        if self.has_article(at) {
            // الجبوري, الساعدي: family names of the form of an adjective.
            let is_nisba = folded.ends_with('ي') && folded.chars().count() >= 6;
            // الفايز, البدر: nobody knows the word, but a given name stands before it.
            let is_name = is_nisba || after_given && view.ways.of(at).is_empty();
            return if is_name { Part::Family } else { Part::No };
        }
        if traits.has(Traits::NAME_PART) {
            return Part::Weak;
        }
        let arabic = folded.chars().all(|c| ('\u{0620}'..='\u{06FF}').contains(&c));
        if view.ways.of(at).is_empty() && arabic && folded.chars().count() >= 3 && !self.has_pronoun(at) {
            return Part::Unknown;
        }
        Part::No
    }

    /// `باسمها`, `منازلهم`: a word of the lexicon's with a pronoun.
    fn has_pronoun(&self, at: usize) -> bool {
        let folded = self.view.folded(at);
        let words = &self.view.lexicon.words;
        ["ها", "هم", "هما", "نا"].iter().any(|pronoun| {
            folded.strip_suffix(pronoun).is_some_and(|stem| {
                stem.chars().count() >= 3 && words.common(stem).or_else(|| words.loose(stem)).is_some()
            })
        })
    }

    /// `أبو قتادة العراقي`, `رامي الشمالي،`: a nisba that is an ordinary adjective as well, where no noun is before it that
    /// it could belong to and the name surely ends with it.
    fn is_nisba_of_name(&self, at: usize) -> bool {
        let view = self.view;
        let folded = view.folded(at);
        if !folded.starts_with("ال") || !folded.ends_with('ي') || view.whole(at).has(Traits::COMMON) {
            return false;
        }
        let Some(before) = at.checked_sub(1).filter(|&b| view.same_sentence(b, at)) else { return false };
        let of_kunya = before.checked_sub(1).is_some_and(|b| {
            view.same_sentence(b, at)
                && view.whole(b).has(Traits::KUNYA)
                && !view.whole(b).has(Traits::COMMON)
        });
        let given = view.whole(before);
        let is_given = given.has(Traits::GIVEN) && !given.any(Traits::PLAIN.with(Traits::TITLE));
        let follows_name = before.checked_sub(1).is_some_and(|b| {
            view.whole(b).any(Traits::TITLE.with(Traits::SAYING)) || view.traits(b).has(Traits::SAYING)
        });
        let ends = !view.same_sentence(at, at + 1)
            || matches!(view.ways.sign(at + 1), '،' | ',' | '.' | ':' | '(' | ')' | '"' | '«' | '»')
            || view.whole(at + 1).has(Traits::CLAUSE);
        of_kunya || is_given && follows_name && ends
    }

    /// Whether a word is an initial or a particle within foreign names, and one follows that it may stand before.
    pub(super) fn is_middle(&self, at: usize) -> bool {
        let folded = self.view.folded(at);
        MIDDLES.contains(&folded)
            && !self.is_covered(at)
            && matches!(self.part(at + 1), Part::Family | Part::Weak | Part::Unknown | Part::Given)
    }

    /// Whether a word that nobody knows may be part of a foreign name: it does not end or begin as Arabic nouns and
    /// verbs of many letters do.
    pub(super) fn may_be_foreign(&self, at: usize) -> bool {
        let folded = self.view.folded(at);
        let noun = ["ة", "ات", "تها", "هم", "ها", "وا"].iter().any(|end| folded.ends_with(end));
        let verb = ["است", "مست", "يست", "تست", "سي", "ست"].iter().any(|start| folded.starts_with(start));
        self.part(at) != Part::Unknown || !noun && !verb && folded.chars().count() > 3
    }

    pub(super) fn may_follow_particle(&self, at: usize) -> bool {
        let view = self.view;
        view.is_word(at)
            && !self.is_covered(at)
            && !view.whole(at).any(Traits::COMMON.with(Traits::NAME_PREFIX).with(Traits::SAYING))
    }
}

/// Whether a word begins with a preposition and the article (`للصحافة`, `بالقول`), which no name does.
pub(super) fn has_clitic_and_article(folded: &str) -> bool {
    ["لل", "بال", "وال", "كال", "فال"].iter().any(|start| folded.starts_with(start))
}
