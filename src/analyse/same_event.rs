//! The same event told twice: which events of different articles, and of one, are one event.
//!
//! A pure function over rows, for the library to call on the events it holds. Rows are joined only where kind,
//! time and participants agree and nothing speaks against it: two lines too many in a timeline do less harm
//! than two events made one.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::{EntityId, EntityType, EventKind, Interval, Modality};
use crate::text::{Fold, fold};

/// The part that somebody or something has in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Who did or said it.
    Actor,
    /// Whom or what it struck.
    Target,
    /// Where.
    Place,
    /// With what.
    Weapon,
}

/// An event as one sentence of one article tells it.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// Which article.
    pub article: i64,
    /// The kind.
    pub kind: EventKind,
    /// Whether it lies ahead.
    pub planned: bool,
    /// How the text stands to it.
    pub modality: Modality,
    /// When.
    pub interval: Interval,
    /// Who and what take part, as far as they have names.
    pub parts: Vec<(Part, EntityId, EntityType)>,
    /// How many such events.
    pub count: Option<u32>,
    /// How many killed.
    pub killed: Option<u32>,
    /// The sentence.
    pub sentence: &'a str,
}

/// Events whose time is less sure than this many days are linked to nothing.
const WIDEST: i32 = 31;
/// With how many different events of one day and name a row is compared at most: bounds the cost.
const MOST_COMPARED: usize = 48;

/// Gives each row the number of its event: rows with the same number tell the same. Numbers are the index of
/// the first row that tells the event, in the order given.
///
/// Near linear in the number of rows: a row is compared only with events that share a day and a name.
pub fn link(rows: &[Told<'_>]) -> Vec<usize> {
    let mut event_of: Vec<usize> = (0..rows.len()).collect();
    let mut readings: HashMap<usize, Reading> = HashMap::new();
    let mut blocks: HashMap<Key, Vec<usize>> = HashMap::new();
    for (i, row) in rows.iter().enumerate() {
        let reading = Reading::of(row);
        let keys = keys(row, &reading);
        let known = keys.iter().filter_map(|k| blocks.get(k)).flatten().find(|&&first| {
            readings.get(&first).is_some_and(|other| is_same(&rows[first], other, row, &reading))
        });
        if let Some(&first) = known {
            event_of[i] = first;
            continue;
        }
        for key in keys {
            let block = blocks.entry(key).or_default();
            if block.len() < MOST_COMPARED {
                block.push(i);
            }
        }
        readings.insert(i, reading);
    }
    event_of
}

/// What rows must share to be compared: kind, a day (or month), and a name.
type Key = (EventKind, bool, Date, Option<EntityId>);

/// What is compared of a row.
struct Reading {
    /// Actors, capitals and armies taken for their states.
    actors: BTreeSet<EntityId>,
    /// Bases, towns and persons: what makes a strike this one.
    spots: BTreeSet<EntityId>,
    /// Other targets and countries.
    sides: BTreeSet<EntityId>,
    weapons: BTreeSet<EntityId>,
    /// The sentence's longer words, folded.
    words: BTreeSet<String>,
}

impl Reading {
    fn of(row: &Told<'_>) -> Self {
        let mut reading = Self {
            actors: BTreeSet::new(),
            spots: BTreeSet::new(),
            sides: BTreeSet::new(),
            weapons: BTreeSet::new(),
            words: content_words(row.sentence),
        };
        for (part, entity, kind) in &row.parts {
            let set = match (part, kind) {
                (Part::Actor, _) => &mut reading.actors,
                (Part::Weapon, _) => &mut reading.weapons,
                (_, EntityType::Facility | EntityType::Place | EntityType::Person) => &mut reading.spots,
                _ => &mut reading.sides,
            };
            set.insert(stands_for(entity));
        }
        reading
    }
}

/// The state for which a capital or an army stands; other names for themselves.
fn stands_for(entity: &EntityId) -> EntityId {
    static STATES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../assets/stands_for.json")).unwrap_or_default()
    });
    STATES.get(entity.as_str()).map_or_else(|| entity.clone(), |state| EntityId::from(state.as_str()))
}

/// The words that carry a sentence's content: folded, without `ال` and a leading `و`, four letters or more.
fn content_words(sentence: &str) -> BTreeSet<String> {
    let folded = fold(sentence, Fold::Loose).text;
    folded
        .split(|c: char| !c.is_alphanumeric())
        .map(|w| w.strip_prefix('و').unwrap_or(w))
        .map(|w| w.strip_prefix("ال").unwrap_or(w))
        .filter(|w| w.chars().count() >= 4)
        .take(64)
        .map(str::to_owned)
        .collect()
}

fn keys(row: &Told<'_>, reading: &Reading) -> Vec<Key> {
    let Some(days) = days(&row.interval) else { return Vec::new() };
    let names: Vec<Option<EntityId>> = match row.kind {
        EventKind::Statement => reading.actors.iter().cloned().map(Some).collect(),
        EventKind::Attack => reading.spots.iter().chain(&reading.sides).cloned().map(Some).collect(),
        EventKind::Milestone => vec![None],
    };
    let key = |day: Date, name: &Option<EntityId>| (row.kind, row.planned, day, name.clone());
    days.iter().flat_map(|&day| names.iter().map(move |name| key(day, name))).collect()
}

/// The days of a short interval, or the first of the months of one up to a month; `None` if it is wider or open.
fn days(interval: &Interval) -> Option<Vec<Date>> {
    let (first, last) = (interval.earliest?, interval.latest?);
    let length = (last - first).get_days();
    if length > WIDEST {
        return None;
    }
    let mut days = Vec::new();
    let mut day = first;
    while day <= last && days.len() <= 32 {
        days.push(day);
        day = day.checked_add(1.day()).ok()?;
    }
    Some(days)
}

fn is_same(a: &Told<'_>, x: &Reading, b: &Told<'_>, y: &Reading) -> bool {
    let told = |m| matches!(m, Modality::Asserted | Modality::Claimed);
    if a.modality != b.modality && !(told(a.modality) && told(b.modality)) {
        return false;
    }
    if !a.interval.intersects(&b.interval) || a.count != b.count && a.count.is_some() && b.count.is_some() {
        return false;
    }
    match a.kind {
        EventKind::Statement => {
            // One article's next sentence is the speaker's next statement.
            a.article != b.article && shares(&x.actors, &y.actors) && likeness(x, y) >= 0.3
        }
        EventKind::Attack => is_same_strike(a, x, b, y),
        EventKind::Milestone => {
            let parties = shares(&x.actors, &y.actors);
            let same_time = a.interval == b.interval;
            match a.planned {
                true => same_time && (parties || x.actors.is_empty() || y.actors.is_empty()),
                false => parties && (likeness(x, y) >= 0.2 || same_time && likeness(x, y) >= 0.12),
            }
        }
    }
}

fn is_same_strike(a: &Told<'_>, x: &Reading, b: &Told<'_>, y: &Reading) -> bool {
    let differ =
        |p: &BTreeSet<EntityId>, q: &BTreeSet<EntityId>| !p.is_empty() && !q.is_empty() && !shares(p, q);
    if differ(&x.actors, &y.actors) || differ(&x.spots, &y.spots) {
        return false;
    }
    // One part of an aggregate is not the whole.
    if a.count.is_some() != b.count.is_some() && (a.count.unwrap_or(1) > 3 || b.count.unwrap_or(1) > 3) {
        return false;
    }
    let one_day = a.interval.single_day().is_some() && a.interval == b.interval;
    let mut weight = 0;
    weight += if shares(&x.spots, &y.spots) { 3 } else { 0 };
    weight += if shares(&x.actors, &y.actors) { 2 } else { 0 };
    weight += if shares(&x.sides, &y.sides) { 1 } else { 0 };
    weight += if shares(&x.weapons, &y.weapons) { 1 } else { 0 };
    weight += if a.killed.is_some() && a.killed == b.killed { 2 } else { 0 };
    weight += if likeness(x, y) >= 0.3 { 2 } else { 0 };
    weight >= if one_day { 3 } else { 4 }
}

fn shares<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
    a.iter().any(|e| b.contains(e))
}

/// The share of the shorter sentence's words that the other has too.
fn likeness(x: &Reading, y: &Reading) -> f64 {
    let (few, many) =
        if x.words.len() <= y.words.len() { (&x.words, &y.words) } else { (&y.words, &x.words) };
    let common = few.iter().filter(|w| many.contains(*w)).count();
    #[expect(clippy::cast_precision_loss, reason = "at most 64 words")]
    let share = common as f64 / few.len().max(1) as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<'a>(article: i64, kind: EventKind, day: &str, parts: &[&str], sentence: &'a str) -> Told<'a> {
        let parts = parts
            .iter()
            .map(|p| {
                let (part, entity) = p.split_once(' ').unwrap();
                let (part, kind) = match part {
                    "a" => (Part::Actor, EntityType::Group),
                    "t" => (Part::Target, EntityType::Force),
                    "s" => (Part::Target, EntityType::Facility),
                    "w" => (Part::Weapon, EntityType::Weapon),
                    _ => (Part::Place, EntityType::Country),
                };
                (part, EntityId::from(entity), kind)
            })
            .collect();
        Told {
            article,
            kind,
            planned: false,
            modality: Modality::Asserted,
            interval: Interval::day(day.parse().unwrap()),
            parts,
            count: None,
            killed: None,
            sentence,
        }
    }

    use EventKind::{Attack, Milestone, Statement};

    #[test]
    fn one_strike_told_by_two_outlets_is_one() {
        let rows = [
            told(1, Attack, "2024-01-28", &["s tower22", "p jordan", "w drone"], "هجوم على البرج 22"),
            told(2, Attack, "2024-01-28", &["s tower22", "a iri"], "استهدفت المقاومة القاعدة"),
            told(2, Attack, "2024-01-28", &["s al_tanf", "a iri"], "استهدفت المقاومة التنف"),
            told(3, Attack, "2024-01-29", &["s tower22"], "هجوم آخر على البرج"),
        ];
        assert_eq!(link(&rows), [0, 0, 2, 3]);
    }

    #[test]
    fn different_actors_or_places_keep_strikes_apart() {
        let rows = [
            told(1, Attack, "2024-02-02", &["a united_states", "p iraq", "t kh"], "غارات أميركية"),
            told(2, Attack, "2024-02-02", &["a turkey", "p iraq", "t kh"], "غارات تركية"),
            told(3, Attack, "2024-02-02", &["a us_forces", "p iraq", "t kh"], "ضربات على الكتائب"),
        ];
        assert_eq!(link(&rows), [0, 1, 0]);
    }

    #[test]
    fn statements_are_one_only_across_articles_and_in_like_words() {
        let said = "قال السوداني إن مهمة التحالف الدولي ستنتهي وإن الحكومة ملتزمة بالحوار";
        let like = "السوداني: مهمة التحالف الدولي ستنتهي والحكومة ملتزمة";
        let other = "قال السوداني إن الموازنة ستقر قريبا في البرلمان";
        let rows = [
            told(1, Statement, "2024-01-10", &["a sudani"], said),
            told(1, Statement, "2024-01-10", &["a sudani"], said),
            told(2, Statement, "2024-01-10", &["a sudani"], like),
            told(3, Statement, "2024-01-10", &["a sudani"], other),
        ];
        assert_eq!(link(&rows), [0, 1, 0, 3]);
    }

    #[test]
    fn capitals_stand_for_their_states() {
        let rows = [
            told(
                1,
                Milestone,
                "2021-07-26",
                &["a baghdad", "a washington"],
                "اتفقت بغداد وواشنطن على انسحاب القوات القتالية",
            ),
            told(
                2,
                Milestone,
                "2021-07-26",
                &["a iraq", "a united_states"],
                "اتفق العراق والولايات المتحدة على سحب القوات القتالية",
            ),
        ];
        assert_eq!(link(&rows), [0, 0]);
    }

    #[test]
    fn what_has_no_sure_date_is_linked_to_nothing() {
        let mut rows = [
            told(1, Attack, "2024-01-28", &["s asad"], "هجوم على عين الأسد"),
            told(2, Attack, "2024-01-28", &["s asad"], "هجوم على عين الأسد"),
        ];
        rows[1].interval = Interval::until("2024-01-28".parse().unwrap());
        assert_eq!(link(&rows), [0, 1]);
    }

    #[test]
    fn the_states_file_is_well_formed() {
        assert_eq!(stands_for(&"washington".into()).as_str(), "united_states");
        assert_eq!(stands_for(&"kataib_hezbollah".into()).as_str(), "kataib_hezbollah");
    }
}
