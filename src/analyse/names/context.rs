//! Which forms mean what they may mean, judged by their company.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::later::can_be_adjective;
use super::matcher::{Hit, is_quote};
use super::select::{Candidate, Who, stay};
use super::view::View;
use crate::analyse::lexicon::{Meaning, Traits, When};
use crate::model::{EntityType, Why};

/// How often each entity is named.
type Named = HashMap<u32, usize, FixedState>;

/// Judges every hit; those that stay are candidates.
pub fn judge(view: &View<'_>, hits: Vec<Hit>) -> Vec<Candidate> {
    let mut judge = Judge { view, home: None, place_ends: HashSet::default() };
    let (sure, other): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(|h| h.sense.when == When::Always);
    judge.home = judge.most_named_nation(&sure);
    let mut candidates: Vec<Candidate> =
        sure.iter().filter_map(|hit| judge.candidate(hit, 0, "lexicon")).collect();
    if other.is_empty() {
        return candidates;
    }
    let mut named = Named::default();
    for at in stay(&candidates) {
        if let Who::Known(entity) = candidates[at].who {
            *named.entry(entity).or_default() += 1;
        }
    }
    let is_place = |c: &&Candidate| match c.who {
        Who::Known(entity) => view.lexicon.at(entity).is_some_and(|e| e.kind == EntityType::Place),
        Who::Made(_) => false,
    };
    judge.place_ends = candidates.iter().filter(is_place).map(|c| c.end).collect();
    candidates.extend(other.iter().filter_map(|hit| {
        let (rule, weight) = judge.condition(hit, &named)?;
        judge.candidate(hit, rank_of(weight), rule)
    }));
    candidates
}

/// How many words before a ministry without a nation its scene is looked for.
const LOOK_BACK: usize = 40;

/// Of two conditional meanings of the same words that wins whose company is named more often.
fn rank_of(weight: usize) -> u8 {
    u8::MAX - u8::try_from(weight.min(250)).unwrap_or(250)
}

struct Judge<'a> {
    view: &'a View<'a>,
    /// The nation that the article names most.
    home: Option<u16>,
    /// Where names of places end that are so wherever they stand: `البوكمال والميادين` are two towns.
    place_ends: HashSet<usize, FixedState>,
}

impl Judge<'_> {
    fn candidate(&self, hit: &Hit, rank: u8, rule: &'static str) -> Option<Candidate> {
        let entity = self.meaning(hit)?;
        let known = self.view.lexicon.at(entity)?;
        if known.kind == EntityType::Org && self.is_office(hit.first) {
            return None;
        }
        if known.kind == EntityType::Group && self.is_description(hit) {
            return None;
        }
        if known.kind == EntityType::Place && hit.length == 1 && self.is_possessed(hit.first) {
            return None;
        }
        // `طيرانًا تركيًا`: an adjective in the accusative, which is spelled as the country is but for its ending.
        if known.kind == EntityType::Country && self.view.text(hit.span).contains('\u{64B}') {
            return None;
        }
        let note = known.name_ar.clone();
        let mut found = Candidate {
            first: hit.first,
            end: hit.end,
            length: hit.length,
            span: hit.span,
            who: Who::Known(entity),
            rank,
            why: Why::new(rule, note),
        };
        match known.kind {
            // `كتائب حزب الله العراقية`: the adjective tells these brigades from others, and is no part of the name.
            EntityType::Group
                if matches!(
                    self.view.folded(hit.first).trim_start_matches(['و', 'ل', 'ب']),
                    "كتائب" | "سرايا" | "عصائب"
                ) => {}
            EntityType::Group | EntityType::Force => self.take_nationality_in(&mut found),
            EntityType::Place if !hit.prefixed => self.take_place_noun_in(&mut found),
            EntityType::Facility => self.take_facility_adjectives_in(&mut found),
            EntityType::Person if hit.length > 1 => self.take_family_in(&mut found),
            _ => {}
        }
        Some(found)
    }

    /// `وزير الخارجية العراقي`, `رئيس الحكومة الإسبانية`: an office, no ministry and no government.
    fn is_office(&self, first: usize) -> bool {
        let view = self.view;
        if view.traits_before(first).has(Traits::OFFICE) {
            return true;
        }
        let Some(before) = first.checked_sub(1).filter(|&before| view.same_sentence(before, first)) else {
            return false;
        };
        let head = view.folded(before).trim_start_matches(['و', 'ل', 'ب']);
        let cabinet = view.folded(first) == "مجلس" && view.folded(first + 1) == "الوزراء";
        matches!(head, "رئيس" | "رئيسة") && (cabinet || view.folded(first) == "الحكومة")
    }

    /// `… وهي فصائل شيعية مسلحة`: says what the group named before is, and names none.
    fn is_description(&self, hit: &Hit) -> bool {
        let view = self.view;
        let pronoun = hit.first.checked_sub(1).is_some_and(|before| {
            view.same_sentence(before, hit.first)
                && matches!(view.folded(before), "هي" | "وهي" | "هو" | "وهو" | "هم" | "وهم")
        });
        pronoun
            && view.whole(hit.first).has(Traits::GROUP_NOUN)
            && (hit.first..hit.end).all(|at| !view.folded(at).starts_with("ال"))
            && hit.length > 1
    }

    /// `في حديثه`: an ordinary word with a pronoun, which is spelled as a place (`حديثة`) is by those who write ه for ة.
    fn is_possessed(&self, at: usize) -> bool {
        let view = self.view;
        let words = &view.lexicon.words;
        let bare = view.folded(at).trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك']);
        bare.strip_suffix('ه').is_some_and(|stem| {
            let known = words.common(stem).or_else(|| words.loose(stem));
            let nouns = Traits::PLAIN.with(Traits::COMMON).with(Traits::REPORTER).with(Traits::SAYING);
            known.is_some_and(|id| words.traits(id).any(nouns))
        })
    }

    fn meaning(&self, hit: &Hit) -> Option<u32> {
        match hit.sense.meaning {
            Meaning::Entity(entity) => Some(entity),
            Meaning::Pattern(pattern) => {
                let nation = hit.nation.or_else(|| self.nation_spoken_of(hit.first)).or(self.home)?;
                self.view.lexicon.nations.get(nation as usize)?.made.get(pattern as usize).copied()
            }
        }
    }

    /// The nation in whose country or capital the sentence plays: `في واشنطن قالت … وزارة الدفاع`.
    fn nation_spoken_of(&self, first: usize) -> Option<u16> {
        let view = self.view;
        let sentence = view.reading.sentences.get(view.word(first)?.sentence)?;
        (sentence.words.start + 1..first).rev().take(LOOK_BACK).find_map(|at| {
            let named = view.ways.of(at).iter().find_map(|way| view.lexicon.nation_named(way.id))?;
            (view.folded(at - 1) == "في").then_some(named)
        })
    }

    /// The nation that the article names most, by its country or its capital.
    fn most_named_nation(&self, sure: &[Hit]) -> Option<u16> {
        let mut counts: HashMap<u16, usize, FixedState> = HashMap::default();
        for hit in sure {
            let nation =
                self.view.ways.of(hit.first).iter().find_map(|w| self.view.lexicon.nation_named(w.id));
            if let Some(nation) = nation {
                *counts.entry(nation).or_default() += 1;
            }
        }
        counts.into_iter().max_by_key(|&(nation, count)| (count, std::cmp::Reverse(nation))).map(|(n, _)| n)
    }

    /// Whether a form that needs company has it: the rule that says so, and how often the company is named.
    fn condition(&self, hit: &Hit, named: &Named) -> Option<(&'static str, usize)> {
        let entity = self.meaning(hit)?;
        let times = named.get(&entity).copied().unwrap_or(0);
        let before = self.view.traits_before(hit.first);
        match hit.sense.when {
            When::Always => Some(("lexicon", times)),
            When::Known => (times > 0).then_some(("lexicon-known", times)),
            When::Beside(list) => {
                let with = self.view.lexicon.company.get(list as usize)?;
                let times: usize = with.iter().filter_map(|e| named.get(e)).sum();
                (times > 0 && !before.has(Traits::ABSTRACT)).then_some(("lexicon-beside", times))
            }
            When::Noun => {
                before.any(Traits::PLACE_NOUN.with(Traits::SETTLEMENT)).then_some(("lexicon-context", 200))
            }
            When::Context => {
                self.company_fits(hit, entity, times > 0).then_some(("lexicon-context", 200 + times))
            }
        }
    }

    fn company_fits(&self, hit: &Hit, entity: u32, named: bool) -> bool {
        let view = self.view;
        let before = view.traits_before(hit.first);
        let quoted =
            hit.first > 0 && is_quote(view.ways.sign(hit.first - 1)) && is_quote(view.ways.sign(hit.end));
        let ordinary = Traits::PLAIN.with(Traits::NATIONALITY).with(Traits::FACILITY_ADJECTIVE);
        match view.lexicon.at(entity).map(|e| e.kind) {
            Some(EntityType::Person) => {
                // `أحمد المالكي` is another than the one who is known by this name.
                let given =
                    hit.first.checked_sub(1).filter(|&b| view.same_sentence(b, hit.first)).is_some_and(|b| {
                        let traits = view.whole(b);
                        traits.has(Traits::GIVEN)
                            && !traits.any(Traits::PLAIN.with(Traits::TITLE).with(Traits::COMMON))
                    });
                if given && hit.length == 1 && view.folded(hit.first).starts_with("ال") {
                    return false;
                }
                // After a title such a word may be its adjective (`القائد العسكري`), after a verb of saying not.
                let is_word = view.traits(hit.first).any(ordinary);
                let title = before.has(Traits::TITLE);
                before.any(Traits::SAYING.with(Traits::BEFORE_PERSON))
                    || view.ways.sign(hit.end) == ':'
                    || !is_word && (named || title || self.is_in_construct(hit))
                    || is_word && named && !title && !can_be_adjective(view, hit.first)
            }
            Some(EntityType::Place) => {
                named
                    || before.any(Traits::PLACE_NOUN.with(Traits::SETTLEMENT))
                    || before.has(Traits::LOCATIVE) && !view.traits(hit.end).any(ordinary)
                    || hit.prefixed && self.place_ends.contains(&hit.first)
            }
            Some(EntityType::Group) => {
                named
                    || before.any(Traits::GROUP_NOUN.with(Traits::ARMED_NOUN).with(Traits::SAYING))
                    || quoted
            }
            Some(EntityType::Weapon) => named || self.is_weapon_here(hit),
            Some(EntityType::Media) => {
                before.any(Traits::MEDIA_NOUN.with(Traits::REPORTER)) || quoted || self.is_at_slash(hit)
            }
            Some(EntityType::Facility) => named || before.has(Traits::FACILITY_NOUN),
            _ => named,
        }
    }

    /// `مسيّرة` is a drone, `مسيرة` a march as well: the doubled letter tells, or what is done to it, or its own adjective.
    fn is_weapon_here(&self, hit: &Hit) -> bool {
        const BEFORE: &[&str] = &[
            "اسقاط",
            "اسقطت",
            "اسقط",
            "اعتراض",
            "اعترضت",
            "هجوم",
            "هجمات",
            "قصف",
            "استهداف",
            "بواسطة",
            "سرب",
            "اسراب",
            "حطام",
            "شظايا",
            "اطلاق",
            "اطلقت",
            "انفجار",
            "صواريخ",
            "الصواريخ",
            "تحليق",
            "حلقت",
            "عبر",
            "ضربة",
            "ضربات",
        ];
        const AFTER: &[&str] = &[
            "انتحارية",
            "مفخخة",
            "ملغمة",
            "ملغومة",
            "هجومية",
            "استطلاعية",
            "استطلاع",
            "مجهولة",
            "معادية",
            "انقضاضية",
            "ايرانية",
            "اميركية",
            "امريكية",
            "اسرائيلية",
            "تركية",
            "الايرانية",
            "الاميركية",
            "الامريكية",
            "الانتحارية",
        ];
        let view = self.view;
        let before = hit.first.checked_sub(1).filter(|&b| view.same_sentence(b, hit.first));
        view.text(hit.span).contains("يّ")
            || before
                .is_some_and(|b| BEFORE.contains(&view.folded(b).trim_start_matches(['و', 'ف', 'ب', 'ل'])))
            || AFTER.contains(&view.folded(hit.end))
    }

    /// `قبيل زيارة الكاظمي`, `مع المالكي`: after a noun without article or a preposition a word of the form of a nisba
    /// is no adjective, and the best-known bearer of the name is meant.
    fn is_in_construct(&self, hit: &Hit) -> bool {
        let view = self.view;
        let Some(before) = hit.first.checked_sub(1) else { return false };
        let kin = ["عشيرة", "قبيلة", "عائلة", "شارع", "آل", "ال", "بن", "ابن"];
        let names = Traits::LOCATIVE
            .with(Traits::GIVEN)
            .with(Traits::FAMILY)
            .with(Traits::NAME_PART)
            .with(Traits::NAME_PREFIX)
            .with(Traits::PLACE_NOUN)
            .with(Traits::SETTLEMENT)
            .with(Traits::GROUP_NOUN)
            .with(Traits::ARMED_NOUN)
            .with(Traits::FACILITY_NOUN);
        hit.length == 1
            && view.folded(hit.first).ends_with('ي')
            && !can_be_adjective(view, hit.first)
            && !view.traits(before).any(names)
            && !kin.contains(&view.folded(before))
    }

    /// `المعلومة / خاص`, `في تصريح لـ / المعلومة /`: how agencies set off their own name.
    fn is_at_slash(&self, hit: &Hit) -> bool {
        let sign = |at: usize| self.view.ways.sign(at) == '/';
        let before = hit.first.checked_sub(1).filter(|&before| self.view.same_sentence(before, hit.first));
        before.is_some_and(sign) || before.is_none() && sign(hit.end)
    }

    /// `حركة حماس الفلسطينية`: the nationality belongs to the name.
    fn take_nationality_in(&self, found: &mut Candidate) {
        let Some(word) = self.view.reading.words.get(found.end) else { return };
        let same_sentence =
            self.view.reading.words.get(found.first).is_some_and(|w| w.sentence == word.sentence);
        let adjective = self.view.ways.whole(found.end).and_then(|id| self.view.lexicon.adjectives.get(&id));
        if same_sentence && adjective.is_some_and(|a| a.definite) {
            found.end += 1;
            found.length += 1;
            // A name that has the adjective in the lexicon goes before one that takes it in here.
            found.rank = found.rank.saturating_add(1);
            found.span.end = word.span.end;
        }
    }

    /// `قاعدة "كي وان" العسكرية`: the adjectives of the class noun belong to the name.
    fn take_facility_adjectives_in(&self, found: &mut Candidate) {
        let view = self.view;
        if !view.traits(found.first).has(Traits::FACILITY_NOUN) {
            return;
        }
        while view.same_sentence(found.first, found.end)
            && view.whole(found.end).has(Traits::FACILITY_ADJECTIVE)
            && let Some(word) = view.word(found.end)
        {
            found.span.end = word.span.end;
            found.end += 1;
            found.length += 1;
            found.rank = found.rank.saturating_add(1);
        }
    }

    /// `عدنان فيحان الدليمي`: the family name after the name by which the lexicon knows a person.
    fn take_family_in(&self, found: &mut Candidate) {
        let view = self.view;
        let Some(word) = view.word(found.end).filter(|_| view.same_sentence(found.first, found.end)) else {
            return;
        };
        let ordinary = Traits::PLAIN.with(Traits::NATIONALITY).with(Traits::COMMON).with(Traits::TITLE);
        let traits = view.whole(found.end);
        let is_family = traits.has(Traits::FAMILY) && !traits.any(ordinary);
        if is_family && view.folded(found.end).starts_with("ال") && view.folded(found.end).ends_with('ي') {
            found.span.end = word.span.end;
            found.end += 1;
            found.length += 1;
            found.rank = found.rank.saturating_add(1);
        }
    }

    /// `محافظة الأنبار`: the class noun belongs to the name.
    fn take_place_noun_in(&self, found: &mut Candidate) {
        let Some(before) = found.first.checked_sub(1) else { return };
        let (Some(noun), Some(head)) =
            (self.view.reading.words.get(before), self.view.reading.words.get(found.first))
        else {
            return;
        };
        if noun.sentence != head.sentence {
            return;
        }
        let words = &self.view.lexicon.words;
        let way = self.view.ways.of(before).iter().find(|w| words.traits(w.id).has(Traits::PLACE_NOUN));
        if let Some(way) = way {
            found.first = before;
            found.length += 1;
            found.span.start = super::clitics::start_after(self.view.reading.text, noun, way.prefix);
        }
    }
}
