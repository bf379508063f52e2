//! Groups, facilities and organisations that no lexicon knows, by a class noun and the words after it.

mod body;
mod id;
mod word;

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::clitics::Way;
use super::matcher::is_quote;
use super::select::{Candidate, Made};
use super::view::View;
use crate::analyse::lexicon::Traits;
use crate::model::{EntityId, EntityType, Why};

/// The most words of a name in quotation marks.
const MOST_QUOTED: usize = 6;

/// Finds names of the shape class noun + name. `covered` says which words belong to names of the lexicon; a name
/// found here may hold such words (`قاعدة الحرير` a town), if it is longer. Linear in the length of the text.
pub fn find(view: &View<'_>, covered: &[bool], made: &mut Made, out: &mut Vec<Candidate>) {
    let nouns = Traits::GROUP_NOUN
        .with(Traits::ARMED_NOUN)
        .with(Traits::FACILITY_NOUN)
        .with(Traits::ORG_NOUN)
        .with(Traits::NUMBERED_UNIT)
        .with(Traits::PLACE_OF);
    let known =
        out.iter().filter_map(|c| Some((c.first, (c.end, made.get(view.lexicon, c.who)?.id.clone()))));
    let is_people = |c: &&Candidate| {
        let kind = made.get(view.lexicon, c.who).map(|e| e.kind);
        matches!(kind, Some(EntityType::Force | EntityType::Group | EntityType::Org))
    };
    let of_people = out.iter().filter(is_people).map(|c| c.first).collect();
    let finder = Finder { view, covered, known: known.collect(), of_people };
    for sentence in &view.reading.sentences {
        for at in sentence.words.clone() {
            if finder.is_covered(at) {
                continue;
            }
            if let Some(outlet) = finder.outlet(at, sentence.words.end, made) {
                out.push(outlet);
                continue;
            }
            let Some(way) = view.way_with(at, nouns) else { continue };
            let traits = view.lexicon.words.traits(way.id);
            let shape = Shape { noun: at, way, traits };
            let found = finder
                .quoted(&shape, sentence.words.end)
                .or_else(|| finder.plain(&shape, sentence.words.end));
            if let Some((kind, end)) = found {
                out.push(finder.candidate(&shape, kind, end, made));
            } else if traits.has(Traits::PLACE_OF)
                && let Some(place) = finder.place(&shape, sentence.words.end, made)
            {
                out.push(place);
            }
        }
    }
}

/// A class noun in the text.
struct Shape {
    noun: usize,
    way: Way,
    traits: Traits,
}

impl Shape {
    fn kind(&self) -> EntityType {
        if self.traits.has(Traits::FACILITY_NOUN) {
            EntityType::Facility
        } else if self.traits.has(Traits::ORG_NOUN) {
            EntityType::Org
        } else {
            EntityType::Group
        }
    }
}

struct Finder<'a> {
    view: &'a View<'a>,
    covered: &'a [bool],
    /// Names of the lexicon by their first word: where they end and what they mean.
    known: HashMap<usize, (usize, EntityId), FixedState>,
    /// Where names of forces, groups and bodies of the lexicon begin.
    of_people: HashSet<usize, FixedState>,
}

impl Finder<'_> {
    fn candidate(&self, shape: &Shape, kind: EntityType, end: usize, made: &mut Made) -> Candidate {
        let view = self.view;
        let span = view.span(shape.noun, shape.way.prefix, end);
        let id = self.id(shape, end);
        let who = made.entity(view.lexicon, kind, &id, view.text(span));
        let length = (shape.noun..end).filter(|&i| view.ways.sign(i) == '\0').count();
        Candidate {
            first: shape.noun,
            end,
            length,
            span,
            who,
            rank: 4,
            why: Why::new("name-by-class-noun", view.folded(shape.noun).to_owned()),
        }
    }

    /// `صحيفة "المراقب العراقي"`: an outlet that no lexicon knows. Its class noun stays outside, as for those known.
    fn outlet(&self, noun: usize, limit: usize, made: &mut Made) -> Option<Candidate> {
        let view = self.view;
        view.way_with(noun, Traits::MEDIA_NOUN)?;
        let of_others = matches!(view.folded(noun), "موقع" | "شبكة" | "منصة"); // of missiles, of smugglers
        let open = noun + 1;
        let quote = view.ways.sign(open);
        if of_others || open >= limit || !is_quote(quote) || quote == '(' {
            return None;
        }
        let close = (open + 1..limit.min(open + 2 + MOST_QUOTED)).find(|&i| view.ways.sign(i) != '\0')?;
        let whole = self.known.get(&(open + 1)).is_some_and(|known| known.0 == close);
        if !is_quote(view.ways.sign(close)) || close == open + 1 || whole {
            return None;
        }
        let span = view.span(open + 1, 0, close);
        let id = view.lexicon.spellings.id(view.text(span));
        let who = made.entity(view.lexicon, EntityType::Media, &id, view.text(span));
        let why = Why::new("name-by-class-noun", view.folded(noun).to_owned());
        let length = close - open - 1;
        Some(Candidate { first: open + 1, end: close, length, span, who, rank: 4, why })
    }

    /// `ناحية العظيم`, `قرية شرناو`: a place that no lexicon knows. What the noun is says whether it is in the name.
    fn place(&self, shape: &Shape, limit: usize, made: &mut Made) -> Option<Candidate> {
        let view = self.view;
        let at = shape.noun + 1;
        let folded = view.folded(at);
        // `حي العدل`, `منطقة البوعيثة`, but not `منطقة عازلة`.
        // Of a quarter what no list knows is its name: `حي هرابش`; an area may be of any kind.
        let definite_only = view.folded(shape.noun).ends_with("منطقة")
            || view.folded(shape.noun).ends_with("حي")
                && (!view.ways.of(at).is_empty() || folded.ends_with('ي'));
        let indefinite = definite_only && !folded.starts_with("ال");
        if at >= limit || !self.may_be_name(at) || indefinite || folded.chars().count() < 3 {
            return None;
        }
        // `قرية البو عبيد`, `بلدة تل حاصل`: heads of names of places that take the next word in.
        const HEADS: &[&str] = &[
            "البو", "ال", "تل", "خان", "ابو", "ام", "عين", "بير", "بئر", "كفر", "دير", "خربة", "راس", "جرف",
            "شيخ", "سيد",
        ];
        let head = HEADS.contains(&folded) && at + 1 < limit && self.may_be_name(at + 1);
        if !head && folded.chars().count() < 4 {
            return None;
        }
        let end = at + 1 + usize::from(head);
        let inside = shape.traits.has(Traits::PLACE_NOUN);
        let (first, prefix) = if inside { (shape.noun, shape.way.prefix) } else { (at, 0) };
        let span = view.span(first, prefix, end);
        let id = view.lexicon.spellings.id(view.text(view.span(at, 0, end)));
        let who = made.entity(view.lexicon, EntityType::Place, &id, view.text(span));
        let length = end - first;
        let why = Why::new("name-by-class-noun", view.folded(shape.noun).to_owned());
        Some(Candidate { first, end, length, span, who, rank: 4, why })
    }

    /// `كتائب "ثورة العشرين"`: everything up to the closing mark.
    fn quoted(&self, shape: &Shape, limit: usize) -> Option<(EntityType, usize)> {
        let view = self.view;
        let open = shape.noun + 1;
        if open >= limit || !is_quote(view.ways.sign(open)) || view.ways.sign(open) == '(' {
            return None;
        }
        let last = limit.min(open + 2 + MOST_QUOTED);
        let close = (open + 1..last).find(|&i| view.ways.sign(i) != '\0')?;
        let words = open + 1..close;
        let fits = is_quote(view.ways.sign(close))
            && !words.is_empty()
            && words.clone().all(|i| !self.is_covered(i) && view.is_word(i))
            && !view.whole(open + 1).any(Traits::CLAUSE.with(Traits::SAYING));
        let mut end = close + 1;
        while fits
            && end < limit
            && shape.kind() == EntityType::Facility
            && view.whole(end).has(Traits::FACILITY_ADJECTIVE)
        {
            end += 1; // `قاعدة "كي وان" العسكرية`
        }
        fits.then_some((shape.kind(), end))
    }

    /// Without quotation marks: what may follow depends on the noun.
    fn plain(&self, shape: &Shape, limit: usize) -> Option<(EntityType, usize)> {
        let first = shape.noun + 1;
        if first >= limit {
            return None;
        }
        if shape.traits.has(Traits::NUMBERED_UNIT) && self.view.is_number(first) {
            return Some((EntityType::Group, first + 1));
        }
        if !self.view.is_word(first) {
            return None;
        }
        if shape.traits.has(Traits::FACILITY_NOUN) {
            return self.facility(first, limit).map(|end| (EntityType::Facility, end));
        }
        if shape.traits.has(Traits::NAMED_ORG_NOUN) && self.is_covered(first) {
            let end = self.known.get(&first).map_or(first + 1, |known| known.0);
            return Some((EntityType::Org, end));
        }
        // `مجلس محافظة بابل`
        if shape.traits.has(Traits::ORG_NOUN)
            && self.is_covered(first)
            && self.view.whole(first).has(Traits::PLACE_NOUN)
        {
            let end = self.known.get(&first).map_or(first + 1, |known| known.0);
            return Some((EntityType::Org, end));
        }
        if self.view.folded(shape.noun).ends_with("حزب") {
            return self.party(first, limit).map(|end| (EntityType::Group, end));
        }
        if shape.traits.has(Traits::ORG_NOUN) {
            return self.organisation(shape.noun, first, limit).map(|end| (EntityType::Org, end));
        }
        if shape.traits.has(Traits::ARMED_NOUN) {
            return self.armed_group(first, limit).map(|end| (EntityType::Group, end));
        }
        None
    }

    fn is_covered(&self, at: usize) -> bool {
        self.covered.get(at).copied().unwrap_or(false)
    }
}
