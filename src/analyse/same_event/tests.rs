use super::telling::stands_for;
use super::*;
use EventKind::{Attack, Milestone, Statement};

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
    assert_eq!(stands_for(&"washington".into()), "united_states");
    assert_eq!(stands_for(&"kataib_hezbollah".into()), "kataib_hezbollah");
}

#[test]
fn an_unsure_day_may_be_the_sure_one_and_a_month_only_the_same_month() {
    let during = |first: &str, last: &str| Interval::between(first.parse().unwrap(), last.parse().unwrap());
    let mut rows = [
        told(1, Attack, "2024-01-28", &["s tower22", "a iri"], "هجوم على البرج"),
        told(2, Attack, "2024-01-28", &["s tower22", "a iri"], "هجوم على البرج"),
        told(3, Attack, "2024-01-28", &["s tower22", "a iri"], "هجوم على البرج"),
        told(4, Attack, "2024-01-28", &["s tower22", "a iri"], "هجوم على البرج"),
    ];
    rows[1].interval = during("2024-01-24", "2024-01-28");
    rows[2].interval = during("2024-01-01", "2024-01-31");
    rows[3].interval = during("2024-01-01", "2024-01-31");
    assert_eq!(link(&rows), [0, 0, 2, 2]);
}

#[test]
fn a_statement_may_be_reported_a_day_later_in_its_own_words() {
    let said = "قال السوداني إن مهمة التحالف الدولي ستنتهي وإن الحكومة ملتزمة بالحوار";
    let rows = [
        told(1, Statement, "2024-01-10", &["a sudani"], said),
        told(2, Statement, "2024-01-11", &["a sudani"], said),
        told(3, Statement, "2024-01-12", &["a sudani"], said),
    ];
    assert_eq!(link(&rows), [0, 0, 2]);
}

#[test]
fn a_deadline_is_one_step_whoever_names_it() {
    let mut rows = [
        told(1, Milestone, "2021-12-31", &["a iraq"], "تنسحب القوات القتالية من العراق بحلول نهاية العام"),
        told(2, Milestone, "2021-12-31", &[], "موعد انسحاب القوات القتالية من العراق هو نهاية العام"),
        told(3, Milestone, "2021-12-31", &[], "تجرى الانتخابات قبل ذلك"),
    ];
    for row in &mut rows {
        row.planned = true;
        row.interval = Interval::until("2021-12-31".parse().unwrap());
    }
    assert_eq!(link(&rows), [0, 0, 2]);
}

#[test]
fn what_tells_the_same_shares_a_block() {
    let rows = [
        told(1, Attack, "2024-01-28", &["s tower22", "p jordan"], "هجوم"),
        told(2, Statement, "2024-01-28", &["a sudani"], "قال"),
        told(3, Milestone, "2024-01-28", &[], "اتفاق"),
    ];
    for row in rows {
        let telling = Telling::new(&row);
        let (blocks, probes) = (telling.blocks(), telling.probes());
        assert!(!blocks.is_empty() && blocks.iter().all(|block| probes.contains(block)));
    }
}
