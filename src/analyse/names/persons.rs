//! Persons that no lexicon knows: after titles and verbs of saying, and by the shape of the name.

use super::select::{Candidate, Made};
use super::view::View;
use crate::analyse::lexicon::Traits;
use crate::model::{EntityType, Why};

/// Adjectives of an office or its holder, strictly folded.
const OFFICE_ADJECTIVES: &[&str] = &[
    "السابق",
    "السابقة",
    "الاسبق",
    "الحالي",
    "الجديد",
    "الجديدة",
    "الراحل",
    "الراحلة",
    "الجمهوري",
    "الجمهورية",
    "الديمقراطي",
    "الديمقراطية",
    "المستقل",
    "المستقلة",
    "المتقاعد",
    "الاول",
    "اول",
    "المنتخب",
    "المؤقت",
];

/// How far after a title its holder's name may begin: `عضو لجنة الأمن والدفاع في البرلمان العراقي، فلان`.
const REACH: usize = 12;

/// The most parts of a name, particles not counted.
const MOST_PARTS: usize = 4;

/// Initials as English spells them, and particles of European names, strictly folded.
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
    "في",
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

/// Finds persons. `covered` says which words belong to names of the lexicon. Linear in the length of the text.
pub fn find(view: &View<'_>, covered: &[bool], made: &mut Made, out: &mut Vec<Candidate>) {
    let finder = Finder { view, covered };
    for sentence in &view.reading.sentences {
        let limit = sentence.words.end;
        let mut at = sentence.words.start;
        while at < limit {
            let mut next = at + 1;
            let traits = view.traits(at);
            let found = if let Some(name) = finder.name(at, limit, Trust::Shape) {
                Some((name, "person-by-shape"))
            } else if traits.has(Traits::TITLE) {
                finder.after_title(at, limit).map(|name| (name, "person-after-title"))
            } else if traits.has(Traits::SAYING) {
                finder.name(at + 1, limit, Trust::Company).map(|name| (name, "person-after-saying"))
            } else {
                None
            };
            if let Some((name, rule)) = found {
                out.push(finder.candidate(&name, rule, made));
                next = next.max(name.end);
                // `مستشار رئيس الوزراء، فلان، فلان`: a second name in apposition.
                if matches!(view.ways.sign(name.end), '،' | ',')
                    && let Some(second) = finder.name(name.end + 1, limit, Trust::Company)
                {
                    out.push(finder.candidate(&second, rule, made));
                    next = second.end;
                }
            }
            at = next;
        }
    }
}

/// What lets a sequence of words be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Nothing but its own words: they must be known as names.
    Shape,
    /// A title or a verb of saying stands before it, with or without words between.
    Company,
    /// A title or a comma stands right before it: words that nobody knows may be a name.
    Place,
}

/// A name found.
struct Name {
    first: usize,
    prefix: u8,
    end: usize,
    length: usize,
}

/// What a word can be in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
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

struct Finder<'a> {
    view: &'a View<'a>,
    covered: &'a [bool],
}

impl Finder<'_> {
    fn candidate(&self, name: &Name, rule: &'static str, made: &mut Made) -> Candidate {
        let span = self.view.span(name.first, name.prefix, name.end);
        let text = self.view.text(span);
        let id = self.view.lexicon.spellings.id(text);
        let who = made.entity(self.view.lexicon, EntityType::Person, &id, text);
        Candidate {
            first: name.first,
            end: name.end,
            length: name.length,
            span,
            who,
            rank: 3,
            why: Why::new(rule, ""),
        }
    }

    /// The name of the holder of the title at `title`, if one follows.
    fn after_title(&self, title: usize, limit: usize) -> Option<Name> {
        let view = self.view;
        let mut commas = 0;
        let mut right_before = true;
        for at in title + 1..limit.min(title + 1 + REACH) {
            match view.ways.sign(at) {
                '\0' => {}
                '،' | ',' if commas < 2 => {
                    commas += 1;
                    right_before = true;
                    continue;
                }
                c if super::matcher::is_quote(c) => continue,
                _ => return None,
            }
            let trust = if right_before { Trust::Place } else { Trust::Company };
            if let Some(name) = self.name(at, limit, trust) {
                return Some(name);
            }
            let traits = view.traits(at);
            if traits.any(Traits::CLAUSE.with(Traits::SAYING)) {
                return None;
            }
            // `وزير الدفاع الياباني فلان`: the adjectives of an office do not part it from the name.
            let adjective = traits.has(Traits::NATIONALITY) && view.folded(at).starts_with("ال")
                || OFFICE_ADJECTIVES.contains(&view.folded(at));
            right_before = traits.has(Traits::TITLE) || adjective;
        }
        None
    }

    /// The longest name that begins at a word.
    fn name(&self, first: usize, limit: usize, trust: Trust) -> Option<Name> {
        let mut at = first;
        let mut prefix = 0;
        let mut parts = 0;
        let mut length = 0;
        let mut sure = 0;
        let mut unknown = 0;
        let mut lead = Part::No;
        while at < limit && parts < MOST_PARTS {
            let part = if parts == 0 && length == 0 {
                let (part, letters) = self.first_part(at, trust);
                prefix = letters;
                lead = part;
                part
            } else if self.is_middle(at) {
                Part::Particle
            } else {
                self.part(at)
            };
            match part {
                Part::No => break,
                Part::Particle => {
                    // The particle and the word that it takes in are one part.
                    if at + 1 >= limit || !self.may_follow_particle(at + 1) {
                        break;
                    }
                    at += 2;
                    length += 2;
                    parts += 1;
                    sure += 1;
                    continue;
                }
                Part::Unknown | Part::Weak if trust == Trust::Shape && parts > 0 && part == Part::Unknown => {
                    break;
                }
                Part::Unknown => {
                    // A verb may follow a name: a word that nobody knows is at most its second part, before a boundary.
                    let last = parts > 0;
                    let ends = if parts > 1 {
                        // `علي رضا غوناي،` but not `سابرينا سينغ للصحافة إن`
                        self.is_sure_boundary(at + 1, limit)
                    } else {
                        self.is_boundary(at + 1, limit)
                            || matches!(lead, Part::Given | Part::Weak) && self.is_last_of_name(at + 1, limit)
                    };
                    if last && (!ends || has_clitic_and_article(self.view.folded(at))) {
                        break;
                    }
                    unknown += 1;
                }
                Part::Weak if trust == Trust::Shape => break,
                Part::Given | Part::Family | Part::Weak => sure += 1,
            }
            at += 1;
            length += 1;
            parts += 1;
            if unknown > 0 && parts >= 2 && !self.is_last_of_name(at, limit) {
                break; // no name goes on after two words of which nobody knows one, unless it surely ends with the third
            }
        }
        let kunya_alone =
            lead == Part::Particle && length == 2 && self.view.way_with(first, Traits::KUNYA).is_some();
        if parts < 2 && !kunya_alone {
            return None;
        }
        let fits = match trust {
            Trust::Shape => sure == parts,
            Trust::Company => sure >= 1 && (unknown <= 1 || lead == Part::Given),
            // `انتدابا جديدا`: two accusatives are no name.
            Trust::Place => {
                let accusative = |at: usize| self.view.folded(at).ends_with('ا');
                sure >= 1 || self.is_sure_boundary(at, limit) && !(first..at).all(accusative)
            }
        };
        fits.then_some(Name { first, prefix, end: at, length })
    }

    /// Whether a word is the last of a foreign name of three parts: `خوسيه لويس ثاباتيرو إن`.
    fn is_last_of_name(&self, at: usize, limit: usize) -> bool {
        self.is_middle(at)
            || self.part(at) == Part::Family && self.has_article(at)
            || matches!(self.part(at), Part::Unknown | Part::Weak)
                && !has_clitic_and_article(self.view.folded(at))
                && self.is_sure_boundary(at + 1, limit)
    }

    /// Whether a word is an initial or a particle within foreign names, and one follows that it may stand before.
    fn is_middle(&self, at: usize) -> bool {
        let folded = self.view.folded(at);
        MIDDLES.contains(&folded)
            && !self.is_covered(at)
            && matches!(self.part(at + 1), Part::Family | Part::Weak | Part::Unknown | Part::Given)
    }

    /// Whether a word has the article. In `إلهان` the letters belong to the name: the article bears no hamza.
    fn has_article(&self, at: usize) -> bool {
        self.view.folded(at).starts_with("ال") && self.view.spelled(at).starts_with("ال")
    }

    /// What the first word of a name can be; proclitics may be taken off it.
    fn first_part(&self, at: usize, trust: Trust) -> (Part, u8) {
        let view = self.view;
        if self.is_covered(at) || !view.is_word(at) {
            return (Part::No, 0);
        }
        let whole = view.whole(at);
        let says = trust == Trust::Shape && view.traits(at).has(Traits::SAYING);
        if whole.any(Traits::COMMON.with(Traits::TITLE)) || says {
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

    /// What a word can be within a name.
    fn part(&self, at: usize) -> Part {
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
        if traits.has(Traits::GIVEN) && !traits.has(Traits::TITLE) {
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
        if view.ways.of(at).is_empty() && arabic && folded.chars().count() >= 3 {
            return Part::Unknown;
        }
        Part::No
    }

    fn may_follow_particle(&self, at: usize) -> bool {
        let view = self.view;
        view.is_word(at)
            && !self.is_covered(at)
            && !view.whole(at).any(Traits::COMMON.with(Traits::NAME_PREFIX).with(Traits::SAYING))
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

    fn is_covered(&self, at: usize) -> bool {
        self.covered.get(at).copied().unwrap_or(false)
    }
}

/// Whether a word begins with a preposition and the article (`للصحافة`, `بالقول`), which no name does.
fn has_clitic_and_article(folded: &str) -> bool {
    ["لل", "بال", "وال", "كال", "فال"].iter().any(|start| folded.starts_with(start))
}
