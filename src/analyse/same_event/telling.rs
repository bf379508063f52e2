//! What is compared of an event, and when two tellings agree.

use foldhash::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::{Part, Told};
use crate::model::{EntityId, EntityType, EventKind, Interval, Modality};
use crate::text::{Fold, fold_into};

/// What is compared of an event. Small and without references, so that many can be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    article: i64,
    kind: EventKind,
    planned: bool,
    modality: Modality,
    interval: Interval,
    count: Option<u32>,
    killed: Option<u32>,
    names: Names,
    /// The sentence's longer words, folded; half of each mark, as many sentences are held and none of this is kept.
    words: Box<[u32]>,
}

/// The marks of four lists of names, each in order and each name once. One piece of memory, as many are held.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Names {
    marks: Box<[u64]>,
    /// Where each list ends.
    ends: [u8; 4],
}

/// A list of [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Party {
    /// Actors, capitals and armies taken for their states.
    Actor,
    /// Bases, towns and persons: what makes a strike this one.
    Spot,
    /// Other targets and countries.
    Side,
    Weapon,
}

/// So many names of each list are compared.
const MOST_NAMES: usize = 60;

impl Names {
    fn of(parts: &[(Part, EntityId, EntityType)]) -> Self {
        let mut lists: [Vec<u64>; 4] = Default::default();
        for (part, entity, kind) in parts {
            let party = match (part, kind) {
                (Part::Actor, _) => Party::Actor,
                (Part::Weapon, _) => Party::Weapon,
                (_, EntityType::Facility | EntityType::Place | EntityType::Person) => Party::Spot,
                _ => Party::Side,
            };
            if let Some(list) = lists.get_mut(party as usize) {
                list.push(mark(stands_for(entity)));
            }
        }
        let (mut marks, mut ends) = (Vec::new(), [0; 4]);
        for (list, end) in lists.iter_mut().zip(&mut ends) {
            list.sort_unstable();
            list.dedup();
            list.truncate(MOST_NAMES);
            marks.append(list);
            *end = u8::try_from(marks.len()).unwrap_or(u8::MAX);
        }
        Self { marks: marks.into(), ends }
    }

    fn get(&self, party: Party) -> &[u64] {
        let end = |at: usize| self.ends.get(at).map_or(0, |&end| usize::from(end));
        let begin = (party as usize).checked_sub(1).map_or(0, end);
        self.marks.get(begin..end(party as usize)).unwrap_or_default()
    }
}

/// An interval up to so many days wide may hold a shorter one that tells the same.
const NARROW: i32 = 7;
/// Wider intervals tell the same only if they are the same, and no wider than this.
const WIDEST: i32 = 31;
/// So many of a sentence's words are compared.
const MOST_WORDS: usize = 64;

impl Telling {
    /// What is compared of an event.
    pub fn new(told: &Told<'_>) -> Self {
        Self {
            article: told.article,
            kind: told.kind,
            planned: told.planned,
            modality: told.modality,
            interval: told.interval,
            count: told.count,
            killed: told.killed,
            names: Names::of(&told.parts),
            words: content_words(told.sentence),
        }
    }

    /// The same as another article tells it: it is made before the article has a key.
    pub fn of_article(&self, article: i64) -> Self {
        Self { article, ..self.clone() }
    }

    /// The blocks in which tellings of this event are to be looked for. Stable numbers, made from kind, time and
    /// names; two different blocks may share one.
    pub fn probes(&self) -> Vec<i64> {
        let mut times = self.times();
        if self.kind == EventKind::Statement {
            // Outlets report one statement on the same day or the next.
            let around = [self.interval.earliest.and_then(|day| day.yesterday().ok())]
                .into_iter()
                .chain([self.interval.latest.and_then(|day| day.tomorrow().ok())]);
            times.extend(around.flatten().map(|day| (Some(day), Some(day))));
        }
        self.blocks_at(&times)
    }

    /// The blocks in which this telling is to be found; none if its time is too unsure for any comparison.
    pub fn blocks(&self) -> Vec<i64> {
        self.blocks_at(&self.times())
    }

    /// The days of a narrow interval; a wider one as a whole.
    fn times(&self) -> Vec<(Option<Date>, Option<Date>)> {
        let Interval { earliest, latest } = self.interval;
        match width(&self.interval) {
            Some(days) if days <= NARROW => {
                let (Some(first), Some(last)) = (earliest, latest) else { return Vec::new() };
                let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
                days.take_while(|day| *day <= last).map(|day| (Some(day), Some(day))).collect()
            }
            Some(days) if days <= WIDEST => vec![(earliest, latest)],
            _ if self.has_deadline() => vec![(earliest, latest)],
            _ => Vec::new(),
        }
    }

    /// Whether it is a step that is to come in a time that several may name alike: by the end of a year.
    fn has_deadline(&self) -> bool {
        self.planned && self.kind == EventKind::Milestone && self.interval.latest.is_some()
    }

    fn blocks_at(&self, times: &[(Option<Date>, Option<Date>)]) -> Vec<i64> {
        let names = |party| self.names.get(party).iter().copied().map(Some);
        let names: Vec<Option<u64>> = match self.kind {
            EventKind::Statement => names(Party::Actor).collect(),
            EventKind::Attack => names(Party::Spot).chain(names(Party::Side)).collect(),
            EventKind::Milestone => names(Party::Actor).chain([None]).collect(),
        };
        let (kind, planned) = (self.kind.as_str(), self.planned);
        let mut blocks = Vec::with_capacity(times.len() * names.len());
        for (first, last) in times {
            let day = |day: &Option<Date>| day.map_or_else(String::new, |day| day.to_string());
            let begun = format!("{kind} {planned} {} {} ", day(first), day(last));
            blocks.extend(names.iter().map(|name| {
                let hash = mark_on(mark(&begun), &name.unwrap_or(0).to_string());
                i64::from_ne_bytes(hash.to_ne_bytes())
            }));
        }
        blocks
    }

    /// Whether both tell one event. Symmetric.
    pub fn is_same(&self, other: &Self) -> bool {
        let told = |m| matches!(m, Modality::Asserted | Modality::Claimed);
        if self.kind != other.kind
            || self.planned != other.planned
            || self.modality != other.modality && !(told(self.modality) && told(other.modality))
            || matches!((self.count, other.count), (Some(a), Some(b)) if a != b)
        {
            return false;
        }
        match self.kind {
            EventKind::Statement => self.is_same_statement(other),
            EventKind::Attack => self.agrees_in_time(other) && self.is_same_strike(other),
            EventKind::Milestone => self.agrees_in_time(other) && self.is_same_step(other),
        }
    }

    fn agrees_in_time(&self, other: &Self) -> bool {
        match (width(&self.interval), width(&other.interval)) {
            (Some(a), Some(b)) if a <= NARROW && b <= NARROW => self.interval.intersects(&other.interval),
            (Some(a), Some(b)) => a.max(b) <= WIDEST && self.interval == other.interval,
            _ => self.has_deadline() && self.interval == other.interval,
        }
    }

    fn is_same_statement(&self, other: &Self) -> bool {
        // One article's next sentence is the speaker's next statement.
        if self.article == other.article || !self.share(other, Party::Actor) {
            return false;
        }
        let likeness = self.likeness(other);
        if self.agrees_in_time(other) {
            return likeness >= 0.3;
        }
        let gap = |a: &Self, b: &Self| match (a.interval.latest, b.interval.earliest) {
            (Some(last), Some(first)) => (first - last).get_days() == 1,
            _ => false,
        };
        likeness >= 0.5 && (gap(self, other) || gap(other, self))
    }

    fn is_same_strike(&self, other: &Self) -> bool {
        let names = |party| !self.names.get(party).is_empty() && !other.names.get(party).is_empty();
        let differ = |party| names(party) && !self.share(other, party);
        if differ(Party::Actor) || differ(Party::Spot) {
            return false;
        }
        // One part of an aggregate is not the whole.
        if self.count.is_some() != other.count.is_some()
            && (self.count.unwrap_or(1) > 3 || other.count.unwrap_or(1) > 3)
        {
            return false;
        }
        let one_day = self.interval.single_day().is_some() && self.interval == other.interval;
        let mut weight = 0;
        weight += if self.share(other, Party::Spot) { 3 } else { 0 };
        weight += if self.share(other, Party::Actor) { 2 } else { 0 };
        weight += if self.share(other, Party::Side) { 1 } else { 0 };
        weight += if self.share(other, Party::Weapon) { 1 } else { 0 };
        weight += if self.killed.is_some() && self.killed == other.killed { 2 } else { 0 };
        weight += if self.likeness(other) >= 0.3 { 2 } else { 0 };
        weight >= if one_day { 3 } else { 4 }
    }

    fn is_same_step(&self, other: &Self) -> bool {
        let likeness = self.likeness(other);
        let parties = self.share(other, Party::Actor);
        let open = self.names.get(Party::Actor).is_empty() || other.names.get(Party::Actor).is_empty();
        match (self.planned, self.interval == other.interval) {
            (true, same_time) => same_time && (parties && likeness >= 0.1 || open && likeness >= 0.2),
            (false, true) => parties && likeness >= 0.12 || open && likeness >= 0.4,
            (false, false) => parties && likeness >= 0.2,
        }
    }

    /// Whether both have a name in this list.
    fn share(&self, other: &Self, party: Party) -> bool {
        common(self.names.get(party), other.names.get(party)) > 0
    }

    /// The share of the shorter sentence's words that the other has too.
    fn likeness(&self, other: &Self) -> f64 {
        let least = self.words.len().min(other.words.len()).max(1);
        #[expect(clippy::cast_precision_loss, reason = "at most 64 words")]
        let share = common(&self.words, &other.words) as f64 / least as f64;
        share
    }
}

/// How many days lie between the ends of a closed interval.
fn width(interval: &Interval) -> Option<i32> {
    Some((interval.latest? - interval.earliest?).get_days())
}

/// The state for which a capital or an army stands; other names for themselves.
pub(super) fn stands_for(entity: &EntityId) -> &str {
    static STATES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../../assets/stands_for.json")).unwrap_or_default()
    });
    STATES.get(entity.as_str()).map_or(entity.as_str(), String::as_str)
}

/// The words that carry a sentence's content: folded, without `ال` and a leading `و`, four letters or more.
fn content_words(sentence: &str) -> Box<[u32]> {
    let mut folded = String::with_capacity(sentence.len());
    fold_into(sentence, Fold::Loose, &mut folded);
    // Most letters are these; to look each up in the tables of Unicode takes longer than all the rest.
    let is_part_of_word = |c: char| matches!(c, '\u{0621}'..='\u{064A}') || c.is_alphanumeric();
    let words = folded
        .split(|c: char| c == ' ' || !is_part_of_word(c))
        .map(|w| w.strip_prefix('و').unwrap_or(w))
        .map(|w| w.strip_prefix("ال").unwrap_or(w))
        .filter(|w| w.chars().nth(3).is_some());
    let mut marks: Vec<u32> = words.take(MOST_WORDS).map(|word| (mark(word) >> 32) as u32).collect();
    marks.sort_unstable();
    marks.dedup();
    marks.into()
}

/// A number for a name or word: 64-bit FNV-1a. It is kept in files, so it must not change from run to run.
fn mark(text: &str) -> u64 {
    mark_on(0xcbf2_9ce4_8422_2325, text)
}

/// Goes on with a number: `mark_on(mark(a), b)` is the mark of `a` and `b` in one.
fn mark_on(begun: u64, text: &str) -> u64 {
    text.bytes().fold(begun, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// How many marks are in both; both are in order.
fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().filter(|mark| many.binary_search(mark).is_ok()).count()
}
