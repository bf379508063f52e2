//! Which forms mean what they may mean, judged by their company.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::clitics::Ways;
use super::matcher::{Hit, is_quote};
use super::select::{Candidate, longest_first};
use crate::analyse::Reading;
use crate::analyse::lexicon::{Lexicon, Meaning, Traits, When};
use crate::model::{EntityType, Why};

/// The set of entities that are named.
type Named = HashSet<u32, FixedState>;

/// Judges every hit; those that stay are candidates.
pub fn judge(reading: &Reading<'_>, lexicon: &Lexicon, ways: &Ways, hits: Vec<Hit>) -> Vec<Candidate> {
    let judge = Judge { reading, lexicon, ways };
    let (sure, other): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(|h| h.sense.when == When::Always);
    let mut candidates: Vec<Candidate> =
        sure.iter().filter_map(|hit| judge.candidate(hit, 0, "lexicon")).collect();
    if other.is_empty() {
        return candidates;
    }
    let named: Named = longest_first(candidates.clone()).iter().map(|c| c.entity).collect();
    candidates.extend(other.iter().filter_map(|hit| {
        let rule = judge.condition(hit, &named)?;
        judge.candidate(hit, 1, rule)
    }));
    candidates
}

struct Judge<'a> {
    reading: &'a Reading<'a>,
    lexicon: &'a Lexicon,
    ways: &'a Ways,
}

impl Judge<'_> {
    fn candidate(&self, hit: &Hit, rank: u8, rule: &'static str) -> Option<Candidate> {
        let entity = self.meaning(hit)?;
        let known = self.lexicon.at(entity)?;
        if known.kind == EntityType::Org && self.traits_before(hit.first).has(Traits::OFFICE) {
            return None; // `وزير الخارجية العراقي`: an office, no ministry
        }
        let note = known.name_ar.clone();
        let mut found = Candidate {
            first: hit.first,
            end: hit.end,
            length: hit.length,
            span: hit.span,
            entity,
            rank,
            why: Why::new(rule, note),
        };
        match known.kind {
            EntityType::Group | EntityType::Force => self.take_nationality_in(&mut found),
            EntityType::Place if !hit.prefixed => self.take_place_noun_in(&mut found),
            _ => {}
        }
        Some(found)
    }

    fn meaning(&self, hit: &Hit) -> Option<u32> {
        match hit.sense.meaning {
            Meaning::Entity(entity) => Some(entity),
            Meaning::Pattern(pattern) => {
                let nation = hit.nation.or_else(|| self.nation_spoken_of(hit.first))?;
                self.lexicon.nations.get(nation as usize)?.made.get(pattern as usize).copied()
            }
        }
    }

    /// The nation that the words before speak of: the nearest nationality, country or capital in the sentence.
    fn nation_spoken_of(&self, first: usize) -> Option<u16> {
        let sentence = self.reading.sentences.get(self.reading.words.get(first)?.sentence)?;
        (sentence.words.start..first).rev().find_map(|i| {
            self.ways.of(i).iter().find_map(|way| {
                let adjective = self.lexicon.adjectives.get(&way.id).map(|a| a.country);
                adjective.or_else(|| self.lexicon.nation_named(way.id))
            })
        })
    }

    /// Whether a form that needs company has it: the rule that says so.
    fn condition(&self, hit: &Hit, named: &Named) -> Option<&'static str> {
        let entity = self.meaning(hit)?;
        match hit.sense.when {
            When::Always => Some("lexicon"),
            When::Known => named.contains(&entity).then_some("lexicon-known"),
            When::Beside(list) => {
                let with = self.lexicon.company.get(list as usize)?;
                with.iter().any(|e| named.contains(e)).then_some("lexicon-beside")
            }
            When::Context => {
                (named.contains(&entity) || self.company_fits(hit, entity)).then_some("lexicon-context")
            }
        }
    }

    fn company_fits(&self, hit: &Hit, entity: u32) -> bool {
        let before = self.traits_before(hit.first);
        let quoted =
            hit.first > 0 && is_quote(self.ways.sign(hit.first - 1)) && is_quote(self.ways.sign(hit.end));
        match self.lexicon.at(entity).map(|e| e.kind) {
            Some(EntityType::Person) => before.any(Traits::SAYING.with(Traits::TITLE)),
            Some(EntityType::Place) => before.any(Traits::PLACE_NOUN.with(Traits::LOCATIVE)),
            Some(EntityType::Group) => {
                before.has(Traits::GROUP_NOUN) || quoted || (!before.has(Traits::ABSTRACT) && hit.length > 1)
            }
            Some(EntityType::Media) => before.has(Traits::MEDIA_NOUN) || quoted,
            Some(EntityType::Facility) => before.has(Traits::FACILITY_NOUN),
            _ => false,
        }
    }

    /// The traits of the word before, over signs of quotation.
    fn traits_before(&self, first: usize) -> Traits {
        let mut at = first;
        while let Some(before) = at.checked_sub(1) {
            if !is_quote(self.ways.sign(before)) {
                return self.ways.traits(before, &self.lexicon.words);
            }
            at = before;
        }
        Traits::default()
    }

    /// `حركة حماس الفلسطينية`: the nationality belongs to the name.
    fn take_nationality_in(&self, found: &mut Candidate) {
        let Some(word) = self.reading.words.get(found.end) else { return };
        let same_sentence = self.reading.words.get(found.first).is_some_and(|w| w.sentence == word.sentence);
        let adjective = self.ways.whole(found.end).and_then(|id| self.lexicon.adjectives.get(&id));
        if same_sentence && adjective.is_some_and(|a| a.definite) {
            found.end += 1;
            found.length += 1;
            found.span.end = word.span.end;
        }
    }

    /// `محافظة الأنبار`: the class noun belongs to the name.
    fn take_place_noun_in(&self, found: &mut Candidate) {
        let Some(before) = found.first.checked_sub(1) else { return };
        let (Some(noun), Some(head)) = (self.reading.words.get(before), self.reading.words.get(found.first))
        else {
            return;
        };
        if noun.sentence != head.sentence {
            return;
        }
        let words = &self.lexicon.words;
        let way = self.ways.of(before).iter().find(|w| words.traits(w.id).has(Traits::PLACE_NOUN));
        if let Some(way) = way {
            found.first = before;
            found.length += 1;
            found.span.start = super::clitics::start_after(self.reading.text, noun, way.prefix);
        }
    }
}
