//! How far a name goes.

use super::part::{Part, has_clitic_and_article};
use super::{Finder, Trust};
use crate::analyse::lexicon::Traits;

/// The most parts of a name, particles not counted.
const MOST_PARTS: usize = 4;

/// A name found.
pub(super) struct Name {
    /// The first word, by its index in the reading.
    pub first: usize,
    /// How many letters of it are proclitics.
    pub prefix: u8,
    /// One past the last word.
    pub end: usize,
    /// How many words it has.
    pub length: usize,
}

/// What has been read of a name so far.
#[derive(Default)]
struct Read {
    parts: usize,
    words: usize,
    /// Parts that are known as names.
    sure: usize,
    /// Parts that nobody knows.
    unknown: usize,
    /// A family name with the article was read: no other kind of part comes after it.
    closed: bool,
}

impl Finder<'_> {
    /// The longest name that begins at a word.
    pub(super) fn name(&self, first: usize, limit: usize, trust: Trust) -> Option<Name> {
        let (lead, prefix) = self.first_part(first, trust);
        if lead == Part::No || first >= limit {
            return None;
        }
        let mut at = first;
        let mut read = Read::default();
        while at < limit && read.parts < MOST_PARTS {
            let part = match read.words {
                0 => lead,
                _ if self.is_middle(at) => Part::Particle,
                _ => self.part(at),
            };
            let Some(words) = self.goes_on(at, limit, part, lead, &read, trust) else { break };
            match part {
                Part::Unknown => read.unknown += 1,
                _ => read.sure += 1,
            }
            read.closed = part == Part::Family && self.has_article(at);
            at += words;
            read.words += words;
            read.parts += 1;
            if read.unknown > 0 && read.parts >= 2 && !self.is_last_of_name(at, limit) {
                break; // no name goes on after two words of which nobody knows one, unless it surely ends with the third
            }
        }
        self.fits(first, at, limit, lead, &read, trust).then_some(Name {
            first,
            prefix,
            end: at,
            length: read.words,
        })
    }

    /// How many words the name takes in at a word: none if it ended before.
    fn goes_on(
        &self,
        at: usize,
        limit: usize,
        part: Part,
        lead: Part,
        read: &Read,
        trust: Trust,
    ) -> Option<usize> {
        if read.closed && !(part == Part::Family && self.has_article(at)) {
            return None; // `معين الكاظمي مطلب`
        }
        match part {
            Part::No => None,
            // The particle and the word that it takes in are one part.
            Part::Particle => (at + 1 < limit && self.may_follow_particle(at + 1)).then_some(2),
            Part::Given | Part::Family => Some(1),
            Part::Weak => (trust != Trust::Shape).then_some(1),
            Part::Unknown if trust == Trust::Shape => None,
            // A verb may follow a name: a word that nobody knows is at most its second part, before a boundary.
            Part::Unknown => {
                let ends = if read.parts > 1 {
                    // `علي رضا غوناي،` but not `سابرينا سينغ للصحافة إن`
                    self.is_sure_boundary(at + 1, limit)
                } else {
                    self.is_boundary(at + 1, limit)
                        || lead == Part::Given && ends_as_foreign(self.view.folded(at))
                        || matches!(lead, Part::Given | Part::Weak) && self.is_last_of_name(at + 1, limit)
                };
                let may_be = read.parts == 0 || ends && !has_clitic_and_article(self.view.folded(at));
                may_be.then_some(1)
            }
        }
    }

    /// Whether what was read is a name.
    fn fits(&self, first: usize, end: usize, limit: usize, lead: Part, read: &Read, trust: Trust) -> bool {
        let kunya = lead == Part::Particle && self.view.way_with(first, Traits::KUNYA).is_some();
        if read.parts < 2 && !(kunya && read.words == 2) {
            return false;
        }
        match trust {
            Trust::Shape => read.sure == read.parts,
            Trust::Company => read.sure >= 1 && (read.unknown <= 1 || lead == Part::Given),
            Trust::Place | Trust::Definite if read.sure >= 1 => true,
            // `انتدابا جديدا`: two accusatives are no name.
            _ if (first..end).all(|at| self.view.folded(at).ends_with('ا')) => false,
            Trust::Place => self.is_sure_boundary(end, limit),
            Trust::Definite => self.is_boundary(end, limit) && (first..end).all(|at| self.may_be_foreign(at)),
        }
    }

    /// Whether a word is the last of a foreign name of three parts: `خوسيه لويس ثاباتيرو إن`.
    fn is_last_of_name(&self, at: usize, limit: usize) -> bool {
        self.is_middle(at)
            || self.part(at) == Part::Family && self.has_article(at)
            || matches!(self.part(at), Part::Unknown | Part::Weak)
                && !has_clitic_and_article(self.view.folded(at))
                && self.is_sure_boundary(at + 1, limit)
    }

    /// Whether a name may end before this word: a sign, a common word, the end.
    fn is_boundary(&self, at: usize, limit: usize) -> bool {
        self.is_sure_boundary(at, limit) || self.view.traits(at).has(Traits::COMMON)
    }

    /// Whether a name must end before this word: a sign, or the beginning of a clause.
    fn is_sure_boundary(&self, at: usize, limit: usize) -> bool {
        at >= limit
            || self.view.ways.sign(at) != '\0'
            || self.view.traits(at).any(Traits::CLAUSE.with(Traits::TITLE).with(Traits::SAYING))
    }
}

/// How family names of Europe and of Iran's and Turkey's languages end, strictly folded; Arabic words of this length hardly
/// do.
const FOREIGN_ENDINGS: &[&str] = &[
    "سكي",
    "فسكي",
    "وفيتش",
    "ييف",
    "وفا",
    "يتش",
    "شتاين",
    "ستين",
    "بيرغ",
    "بيرج",
    "برغ",
    "مان",
    "سون",
    "اوغلو",
    "اوغلي",
    "زاده",
    "زادة",
    "فورد",
    "وود",
    "ستون",
    "ماير",
    "نكو",
    "دزه",
    "لند",
    "غتون",
    "ينغ",
    "هايم",
    "باوم",
    "سترويم",
    "كوفا",
];

/// Whether a word ends as foreign family names do and is long enough to be one.
fn ends_as_foreign(folded: &str) -> bool {
    folded.chars().count() >= 5 && FOREIGN_ENDINGS.iter().any(|end| folded.ends_with(end))
}
