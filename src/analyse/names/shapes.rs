//! Groups, facilities and organisations that no lexicon knows, by a class noun and the words after it.

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

/// `اللواء 45` is the 45th brigade.
fn numbered(number: &str) -> String {
    let digits: String =
        number.chars().filter_map(|c| c.to_digit(10).or_else(|| eastern(c))).map(|d| d.to_string()).collect();
    let ending = match digits.as_bytes() {
        [.., b'1', _] => "th",
        [.., b'1'] => "st",
        [.., b'2'] => "nd",
        [.., b'3'] => "rd",
        _ => "th",
    };
    format!("{digits}{ending}_brigade")
}

/// The value of an Arabic-Indic or Persian digit.
fn eastern(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
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
        let definite_only = ["منطقة", "حي"].iter().any(|noun| view.folded(shape.noun).ends_with(noun));
        let indefinite = definite_only && !folded.starts_with("ال");
        if at >= limit || !self.may_be_name(at) || indefinite || folded.chars().count() < 4 {
            return None;
        }
        let inside = shape.traits.has(Traits::PLACE_NOUN);
        let (first, prefix) = if inside { (shape.noun, shape.way.prefix) } else { (at, 0) };
        let span = view.span(first, prefix, at + 1);
        let id = view.lexicon.spellings.id(view.text(view.span(at, 0, at + 1)));
        let who = made.entity(view.lexicon, EntityType::Place, &id, view.text(span));
        let length = at + 1 - first;
        let why = Why::new("name-by-class-noun", view.folded(shape.noun).to_owned());
        Some(Candidate { first, end: at + 1, length, span, who, rank: 4, why })
    }

    /// An id: for facilities the name in Latin letters and the English class noun, else the whole in Latin letters.
    fn id(&self, shape: &Shape, end: usize) -> String {
        let view = self.view;
        let after = |first: usize, prefix: u8, end: usize| {
            view.lexicon.spellings.id(view.text(view.span(first, prefix, end)))
        };
        let spelled = |first: usize, end: usize| match self.known.get(&first) {
            Some((known, id)) if *known == end => id.to_string(),
            _ => after(first, 0, end),
        };
        if shape.traits.has(Traits::NUMBERED_UNIT) && view.is_number(end - 1) {
            return numbered(view.folded(end - 1));
        }
        let council = view.folded(shape.noun).ends_with("مجلس") && view.folded(shape.noun + 1) == "محافظة";
        if council && end > shape.noun + 2 {
            return match self.known.get(&(shape.noun + 1)) {
                Some((_, id)) => format!("{id}_provincial_council"),
                None => format!("{}_provincial_council", spelled(shape.noun + 2, end)),
            };
        }
        let noun = view.lexicon.words.english(shape.way.id);
        let mut last = end;
        while last > shape.noun + 2 && view.whole(last - 1).has(Traits::FACILITY_ADJECTIVE) {
            last -= 1;
        }
        match noun {
            Some(noun) if last > shape.noun + 1 => {
                let adjective = view.ways.whole(last).filter(|_| last < end);
                let adjective = adjective.and_then(|id| view.lexicon.words.english(id));
                let name = spelled(shape.noun + 1, last);
                match adjective {
                    Some(adjective) => format!("{name}_{adjective}_{noun}"),
                    None => format!("{name}_{noun}"),
                }
            }
            _ => after(shape.noun, shape.way.prefix, end),
        }
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
            let end = (first..limit).find(|&at| !self.is_covered(at)).unwrap_or(limit);
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

    /// `سرايا أولياء الدم`, `لواء خيبر`: one word, or a noun and what it belongs to.
    fn armed_group(&self, first: usize, limit: usize) -> Option<usize> {
        if !self.may_be_name(first) {
            return None;
        }
        let view = self.view;
        let mut end = first + 1;
        let second = first + 1;
        let goes_on = second < limit && self.may_be_name(second) && view.folded(second).starts_with("ال");
        if goes_on && !view.folded(first).starts_with("ال") {
            end += 1;
        }
        Some(end)
    }

    /// `قاعدة فيكتوريا الجوية`, `مطار أربيل الدولي`: a name, then adjectives of facilities.
    fn facility(&self, first: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        let mut end = first;
        if let Some(person) = self.person(first, limit) {
            end = person;
        } else if self.is_covered(first) {
            if self.of_people.contains(&first) {
                return None; // `قاعدة الاحتلال الأميركي`: whose it is, not what it is called
            }
            while end < limit && self.is_covered(end) {
                end += 1;
            }
        } else if self.may_be_name(first) {
            end += 1;
            let second = end;
            let names = Traits::NAME_PART.with(Traits::GIVEN).with(Traits::FAMILY);
            let known = second < limit && !self.is_covered(second) && view.whole(second).any(names);
            if known && self.may_be_name(second) {
                end += 1;
            }
        } else {
            return None;
        }
        while end < limit && view.whole(end).has(Traits::FACILITY_ADJECTIVE) {
            end += 1;
        }
        Some(end)
    }

    /// Where a person ends that a facility is called after: `معسكر الشهيد أبو منتظر المحمداوي`, `مستشفى الإمام علي`.
    fn person(&self, first: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        let names = Traits::NAME_PART.with(Traits::GIVEN).with(Traits::FAMILY);
        let is_name = |at: usize| {
            at < limit
                && !self.is_covered(at)
                && view.whole(at).any(names)
                && !view.whole(at).has(Traits::COMMON)
        };
        let honoured = matches!(
            view.folded(first),
            "الامام"
                | "الشهيد"
                | "النبي"
                | "الملك"
                | "الامير"
                | "السيد"
                | "السيدة"
                | "الشيخ"
                | "السلطان"
        );
        let mut end = first + usize::from(honoured);
        if end < limit && view.whole(end).has(Traits::NAME_PREFIX) && self.may_be_name(end + 1) {
            end += 2;
        } else if is_name(end) && (honoured || view.whole(end + 1).has(Traits::FAMILY) && is_name(end + 1)) {
            end += 1;
        } else {
            return None;
        }
        let family = is_name(end) && view.whole(end).has(Traits::FAMILY)
            || self.may_be_name(end) && view.folded(end).starts_with("ال") && view.folded(end).ends_with('ي');
        Some(if family && end < limit { end + 1 } else { end })
    }

    /// `حزب اليسار`, `حزب العدالة والتنمية`, `حزب الشعب الجمهوري`: the noun has no article, so that what follows
    /// with one is what the party is called after; adjectives and words joined by و go on.
    fn party(&self, first: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        let person = Traits::TITLE.with(Traits::SAYING).with(Traits::COMMON).with(Traits::NATIONALITY);
        let may_begin = view.folded(first).starts_with("ال")
            && !view.traits(first).any(person)
            && !self.is_covered(first);
        if !may_begin {
            return None;
        }
        let mut end = first + 1;
        while end < limit && end - first < 3 && view.is_word(end) && !self.is_covered(end) {
            let folded = view.folded(end);
            let joined = folded.starts_with("وال") && !view.traits(end).any(person);
            let adjective = folded.starts_with("ال")
                && (folded.ends_with('ي') || folded.ends_with("ية"))
                && view.whole(end).any(Traits::NATIONALITY.with(Traits::PLAIN));
            if !joined && !adjective {
                break;
            }
            end += 1;
        }
        Some(end)
    }

    /// `لجنة الأمن والدفاع النيابية`: words with the article, joined by و or not.
    fn organisation(&self, noun: usize, first: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        // `مركز القضاء` is where a district is ruled from; `مركز البيان للدراسات` is a house of its own.
        let centre = view.folded(noun).ends_with("مركز");
        let alone = !view.folded(first + 1).starts_with("لل");
        if centre
            && alone
            && view.traits(first).any(Traits::PLAIN.with(Traits::PLACE_NOUN).with(Traits::SETTLEMENT))
        {
            return None;
        }
        let own =
            centre || ["معهد", "مؤسسة", "منظمة", "منتدى"].iter().any(|n| view.folded(noun).ends_with(n));
        let definite = |at: usize| {
            let folded = view.folded(at);
            folded.starts_with("ال")
                || at > first && (folded.starts_with("وال") || own && folded.starts_with("لل"))
        };
        let mut end = first;
        while end < limit && end - first < 6 && view.is_word(end) && definite(end) && !self.is_covered(end) {
            let joined = view.folded(end).starts_with('و');
            if view.whole(end).has(Traits::COMMON) || joined && !self.may_be_joined(end) {
                break;
            }
            end += 1;
        }
        (end > first && self.may_be_field(first)).then_some(end)
    }

    /// Whether the first word after a class noun of organisations can be its field and is no mere adjective.
    fn may_be_field(&self, at: usize) -> bool {
        !self.view.traits(at).any(Traits::NATIONALITY.with(Traits::FACILITY_ADJECTIVE).with(Traits::COMMON))
    }

    /// `الأمن والدفاع` is one field; after a person or a group و begins something else.
    fn may_be_joined(&self, at: usize) -> bool {
        !self.view.traits(at).any(Traits::NATIONALITY.with(Traits::TITLE).with(Traits::SAYING))
    }

    fn may_be_name(&self, at: usize) -> bool {
        let ordinary = Traits::COMMON
            .with(Traits::PLAIN)
            .with(Traits::NATIONALITY)
            .with(Traits::SAYING)
            .with(Traits::TITLE)
            .with(Traits::PLACE_NOUN)
            .with(Traits::SETTLEMENT)
            .with(Traits::LOCATIVE)
            .with(Traits::FACILITY_NOUN)
            .with(Traits::FACILITY_ADJECTIVE);
        self.view.is_word(at)
            && !self.is_covered(at)
            && !self.view.traits(at).any(ordinary)
            && !self.is_adjective(at)
            && !self.is_possessed(at)
    }

    /// `قاعدة خلفية`, `كتائب إضافية`: an adjective without the article.
    fn is_adjective(&self, at: usize) -> bool {
        let folded = self.view.folded(at);
        !folded.starts_with("ال") && (folded.ends_with("يه") || folded.ends_with("ية"))
    }

    /// `كتيبة بلاده`: a known word with a pronoun.
    fn is_possessed(&self, at: usize) -> bool {
        let folded = self.view.folded(at);
        let words = &self.view.lexicon.words;
        let known = |stem: &str| {
            let id = words.common(stem).or_else(|| words.loose(stem));
            id.is_some_and(|id| words.traits(id).any(Traits::PLAIN.with(Traits::COMMON)))
        };
        ["ها", "هم", "هما", "نا", "ه"].iter().any(|pronoun| folded.strip_suffix(pronoun).is_some_and(known))
    }

    fn is_covered(&self, at: usize) -> bool {
        self.covered.get(at).copied().unwrap_or(false)
    }
}
