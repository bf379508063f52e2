//! Persons that no lexicon knows: after titles and verbs of saying, and by the shape of the name.

mod name;
mod part;

use super::select::{Candidate, Made};
use super::view::View;
use crate::analyse::lexicon::Traits;
use crate::model::{EntityType, Why};
use crate::text::is_dropped_in_folding;
use name::Name;

/// Adjectives of an office or its holder, strictly folded; those of the form of a nisba are known by it.
const OFFICE_ADJECTIVES: &[&str] = &[
    "السابق",
    "السابقة",
    "الاسبق",
    "الجديد",
    "الجديدة",
    "الراحل",
    "الراحلة",
    "المستقل",
    "المستقلة",
    "المتقاعد",
    "الاول",
    "اول",
    "المنتخب",
    "المؤقت",
    "البارز",
    "البارزة",
    "المخضرم",
    "الكبير",
    "العام",
    "الخاص",
    "المساعد",
    "الشاب",
    "المعارض",
    "الاعلى",
];

/// How far after a title its holder's name may begin: `عضو لجنة الأمن والدفاع في البرلمان العراقي، فلان`.
const REACH: usize = 12;

/// Finds persons. `covered` says which words belong to names of the lexicon. Linear in the length of the text.
pub fn find(view: &View<'_>, covered: &[bool], made: &mut Made, out: &mut Vec<Candidate>) {
    let is_person =
        |c: &&Candidate| made.get(view.lexicon, c.who).map(|e| e.kind) == Some(EntityType::Person);
    let mut people = vec![false; covered.len()];
    for known in out.iter().filter(is_person) {
        if let Some(words) = people.get_mut(known.first..known.end) {
            words.fill(true);
        }
    }
    let finder = Finder { view, covered, people: &people };
    for sentence in &view.reading.sentences {
        let limit = sentence.words.end;
        let mut at = sentence.words.start;
        while at < limit {
            let mut next = at + 1;
            if let Some((name, rule)) = finder.at(at, limit) {
                out.push(finder.candidate(&name, rule, made));
                next = next.max(name.end);
                // `فلان وفلان`
                while view.folded(next).starts_with('و')
                    && let Some(other) = finder.name(next, limit, Trust::Company).filter(|n| n.prefix > 0)
                {
                    out.push(finder.candidate(&other, "person-beside-person", made));
                    next = other.end;
                }
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
    /// As [`Trust::Place`], and the title has the article: no noun without one can belong to it, but a name can.
    Definite,
}

struct Finder<'a> {
    view: &'a View<'a>,
    /// Which words belong to a name of the lexicon.
    covered: &'a [bool],
    /// Which of them to a person.
    people: &'a [bool],
}

impl Finder<'_> {
    /// The name that a word begins, or that the word before it announces.
    fn at(&self, at: usize, limit: usize) -> Option<(Name, &'static str)> {
        if let Some(name) = self.name(at, limit, Trust::Shape) {
            return Some((name, "person-by-shape"));
        }
        // `نوري المالكي وباقر صولاغ`: who is named beside a person is one.
        let beside =
            at.checked_sub(1).is_some_and(|before| self.people.get(before).copied().unwrap_or(false));
        if beside
            && self.view.folded(at).starts_with('و')
            && let Some(name) = self.name(at, limit, Trust::Company).filter(|name| name.prefix > 0)
        {
            return Some((name, "person-beside-person"));
        }
        let traits = self.view.traits(at);
        if traits.has(Traits::TITLE) {
            return self.after_title(at, limit).map(|name| (name, "person-after-title"));
        }
        if traits.has(Traits::SAYING) {
            return self.name(at + 1, limit, Trust::Company).map(|name| (name, "person-after-saying"));
        }
        if traits.has(Traits::BEFORE_PERSON) {
            return self.name(at + 1, limit, Trust::Company).map(|name| (name, "person-after-event"));
        }
        None
    }

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
        let mut definite = self.has_article(title);
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
            if self.people.get(at).copied().unwrap_or(false) {
                return None; // the holder is one whom the lexicon knows
            }
            let trust = match (right_before, definite) {
                (true, true) => Trust::Definite,
                (true, false) => Trust::Place,
                _ => Trust::Company,
            };
            if let Some(name) = self.name(at, limit, trust) {
                return Some(name);
            }
            let traits = view.traits(at);
            if traits.any(Traits::CLAUSE.with(Traits::SAYING)) {
                return None;
            }
            let adjective = self.is_office_adjective(at, traits);
            right_before = traits.has(Traits::TITLE) || adjective;
            definite = self.has_article(at);
        }
        None
    }

    /// `وزير الدفاع الياباني فلان`, `القيادي المحلي فلان`: the adjectives of an office do not part it from the name.
    fn is_office_adjective(&self, at: usize, traits: Traits) -> bool {
        let folded = self.view.folded(at);
        let nisba = folded.starts_with("ال") && (folded.ends_with('ي') || folded.ends_with("ية"));
        let adjective = Traits::NATIONALITY.with(Traits::PLAIN).with(Traits::FACILITY_ADJECTIVE);
        nisba && traits.any(adjective) || OFFICE_ADJECTIVES.contains(&folded)
    }

    /// Whether a word has the article. In `إلهان` the letters belong to the name: the article bears no hamza.
    fn has_article(&self, at: usize) -> bool {
        let mut letters = self.view.spelled(at).chars().filter(|&c| !is_dropped_in_folding(c));
        self.view.folded(at).starts_with("ال")
            && matches!(letters.next(), Some('ا' | 'ٱ' | '\u{FE8D}' | '\u{FE8E}'))
    }

    fn is_covered(&self, at: usize) -> bool {
        self.covered.get(at).copied().unwrap_or(false)
    }
}
