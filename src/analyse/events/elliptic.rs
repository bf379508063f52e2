//! Steps told in few words: what the sentence or the one before has named already.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::draft::Draft;
use super::morph::{Subject as Form, Tense};
use super::presence::{
    are_talks_with_a_foreign_state, concerns_presence, is_foreign_force, is_foreign_state, is_military_base,
};
use super::roles::{between, participant};
use super::scene::Scene;
use super::when;
use crate::model::{EntityType, EventKind, Participant};

/// A step that takes up what was told: `… انطلقت أعمال اللجنة في 27 كانون الثاني، ثم استؤنفت في 11 شباط`,
/// `هل كانت اتفاقية 2008 جيدة؟ وقعت في 17 تشرين الثاني`.
pub fn step(scene: &Scene<'_>, words: &Range<usize>, i: usize, told: &[Draft]) -> Option<Draft> {
    let token = &scene.tokens[i];
    let form = token.any_verb().filter(|f| f.tense == Tense::Past && f.subject != Form::Speaker)?;
    // «وصوّت عليها مجلس النواب بعدها بعشرة أيام»
    let on_it = scene.at(i + 1).is_some_and(|t| matches!(t.word, "عليها" | "عليه"));
    if token.verb(Class::Vote).is_some() && on_it && speaks_of_a_deal(scene, words, i) {
        let mut draft = Draft::new(EventKind::Milestone, i, when::of_past_step(scene, i));
        let who = (i + 2..words.end.min(i + 4)).find_map(|j| scene.mention_starting(j));
        draft.actors = who.map(|m| participant(scene, m)).into_iter().collect();
        draft.rule = "decision";
        return Some(draft);
    }
    let when = when::attached(scene, i, 5)?;
    let at_once = scene.at(i + 1).is_some_and(|t| t.date.is_some())
        || scene.at(i + 2).is_some_and(|t| t.date.is_some() && scene.tokens[i + 1].is_preposition());
    let again = token.verb(Class::BeginEnd).is_some() && at_once;
    let before = told.iter().rfind(|d| d.trigger < i && d.kind == EventKind::Milestone);
    let (rule, actors) = if let Some(before) = before.filter(|_| again) {
        ("step-begins-or-ends", before.actors.clone())
    } else if token.verb(Class::Agree).is_some()
        && form.subject == Form::She
        && at_once
        && speaks_of_a_deal(scene, words, i)
    {
        ("agreement", Vec::new())
    } else {
        return None;
    };
    let mut draft = Draft::new(EventKind::Milestone, i, when);
    draft.planned = when::is_ahead(scene, when.interval);
    draft.actors = actors;
    draft.rule = rule;
    Some(draft)
}

/// `الاتفاقية الأمنية الموقعة عام 2008`, `الاتفاق المبرم في …`: a participle that tells when it was made.
pub fn made_before(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> Option<Draft> {
    let token = &scene.tokens[i];
    if !matches!(token.word, "الموقعة" | "الموقع" | "المبرمة" | "المبرم" | "موقعة" | "مبرمة" | "المصادق")
    {
        return None;
    }
    let deal = (words.start.max(i.saturating_sub(6))..i)
        .rev()
        .find(|&j| scene.tokens[j].noun(Class::Deal).is_some() || scene.tokens[j].word.contains("اتفاقي"))?;
    let end = words.end.min(i + 12);
    let found = (i + 1..end)
        .take_while(|&j| !scene.tokens[j].is_surely_verb() && scene.tokens[j].word != "،")
        .find_map(|j| scene.tokens[j].date)?;
    let date = &scene.dates[found];
    let when = when::When { interval: date.interval, date: Some(date.span), rule: "date-of-the-step" };
    let security = concerns_presence(scene, words.clone())
        || scene.tokens[deal..i].iter().any(|t| t.word.contains("امني") || t.word.contains("ستراتيجي"));
    if !security || when::is_ahead(scene, when.interval) {
        return None;
    }
    let mut draft = Draft::new(EventKind::Milestone, i, when);
    draft.actors = between(scene, deal, words.end);
    draft.rule = "agreement";
    Some(draft)
}

/// `جولة ثالثة مرتقبة في آذار المقبل`, `الاجتماع المقرر عقده في …`: talks whose day is set.
pub fn talks_to_come(scene: &Scene<'_>, words: &Range<usize>, i: usize, told: &[Draft]) -> Option<Draft> {
    scene.tokens[i].noun(Class::Talks)?;
    let planned = (i + 1..words.end.min(i + 6)).find(|&j| scene.tokens[j].is(Class::Planned))?;
    let when = when::attached(scene, i, 18).filter(|w| when::is_ahead(scene, w.interval))?;
    let same = told.iter().any(|d| d.when.date == when.date);
    let states = are_talks_with_a_foreign_state(scene, words)
        || is_committee(scene, words)
        || between(scene, i, words.end).len() > 1;
    if same || !states {
        return None;
    }
    let mut draft = Draft::new(EventKind::Milestone, planned, when);
    draft.planned = true;
    draft.actors = between(scene, i, words.end);
    draft.rule = "meeting-to-come";
    Some(draft)
}

/// Whether the words before, or the sentence before, name an agreement.
fn speaks_of_a_deal(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> bool {
    let sentence = scene.reading.words[i].sentence;
    let earlier = sentence.checked_sub(1).map_or(i..i, |s| scene.reading.sentences[s].words.clone());
    let near = earlier.start.max(words.start.saturating_sub(40))..i;
    scene.tokens[near]
        .iter()
        .any(|t| t.word.contains("اتفاقي") || t.word.ends_with("اتفاق") || t.word.ends_with("معاهدة"))
}

/// `خرجت بغداد وواشنطن ببيان مشترك`: what somebody comes out with.
pub fn comes_out_with_a_deal(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> bool {
    scene.lemma_of(&scene.tokens[i], Class::Withdraw) == Some("خرج")
        && (i + 1..words.end.min(i + 8)).any(|j| {
            let t = &scene.tokens[j];
            t.clitics.preposition == Some('ب') && t.noun(Class::Deal).is_some()
        })
        && concerns_presence(scene, words.clone())
}

/// `لجنة عسكرية عليا`: a commission that two states agree on.
pub fn is_committee(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    scene.tokens[words.clone()].windows(2).any(|w| w[0].word.ends_with("لجنة") && w[1].word.contains("عسكري"))
}

/// Whether a state that sends forces abroad, or a commander of such, is named.
pub fn is_foreign_state_or_army(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    is_foreign_state(scene, words.clone())
        || words.clone().any(|j| is_foreign_force(scene, j))
        || scene.tokens[words.clone()]
            .iter()
            .any(|t| matches!(t.word, "نظيره" | "نظيرها" | "البلدين" | "الجانبين"))
}

/// `قرر سحبهم`, `أمر بإعادتها`: a decision on those of whom the text speaks.
pub fn decides_of_them(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    scene.tokens[i + 1..end.min(i + 5).max(i + 1)]
        .iter()
        .any(|t| t.noun(Class::Withdraw).is_some() && t.clitics.pronoun)
}

/// Whether a verb of returning has home for its goal, and a verb of packing what is packed for its object.
pub fn leaves(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let near = &scene.tokens[i + 1..end.min(i + 12).max(i + 1)];
    let any =
        |stems: &[&str]| near.iter().any(|t| t.mention.is_none() && stems.iter().any(|s| t.word.contains(s)));
    let home = || any(&["بلاد", "بلده", "بيوت", "ديار", "وطن", "ثكنات", "اسرهم", "عائلات", "منازل"]);
    let packed = || any(&["علم", "اعلام", "صفحة", "امتع", "حقائب", "رحال", "خيام", "معدات", "عتاد", "طريق"]);
    (!scene.has(i, Trait::GoesHome)
        || scene.lemma_of(&scene.tokens[i], Class::Withdraw) == Some("أعاد")
        || home())
        && (!scene.has(i, Trait::PacksUp) || packed())
}

/// `المرحلة الثانية تمتد حتى …`: what goes on is a phase, a mission, a presence.
pub fn is_phase(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> bool {
    let near = words.start.max(i.saturating_sub(6))..words.end.min(i + 5);
    scene.tokens[near].iter().any(|t| {
        t.mention.is_none()
            && ["مرحلة", "مهمة", "بعثة", "وجود", "تفويض", "ولاية", "الاولى", "الثانية"]
                .iter()
                .any(|w| t.word.ends_with(w))
    })
}

/// The commission of two states as the subject of a verb of beginning or ending: `انطلقت أعمال اللجنة`.
pub fn is_commission(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    (i + 1..words.end.min(i + 5)).any(|j| {
        let t = &scene.tokens[j];
        t.word.ends_with("لجنة")
            && t.clitics.preposition.is_none()
            && (t.mention.is_some_and(|m| {
                let words = scene.mentions[m].entity.as_str();
                words.contains("military") || words.contains("joint") || words.contains("commission")
            }) || scene.at(j + 1).is_some_and(|n| {
                n.word.contains("عسكري") || t.word.ends_with("اللجنة") && !n.word.starts_with("ال")
            }))
    })
}

/// Whose the bases are that are closed or handed over: the foreign force named at once, and not the one they go to.
pub fn owner_of_bases(scene: &Scene<'_>, i: usize, end: usize) -> Vec<Participant> {
    let goal = (i + 1..end.min(i + 8))
        .find(|&j| matches!(scene.tokens[j].word, "الى" | "ل"))
        .unwrap_or(end.min(i + 8));
    (i + 1..goal)
        .filter_map(|j| Some((j, scene.mention_starting(j)?)))
        .find(|&(j, m)| {
            scene.mentions[m].kind != EntityType::Facility
                && is_foreign_force(scene, j)
                && !scene.is_governed(j)
        })
        .map(|(_, m)| participant(scene, m))
        .into_iter()
        .collect()
}

/// `دخلت الاتفاقية الأمنية حيز التنفيذ`, `يسري الاتفاق الأمني`: an agreement on forces that begins to bind.
pub fn comes_into_force(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let token = &scene.tokens[i];
    let near = &scene.tokens[i + 1..words.end.min(i + 12).max(i + 1)];
    let binds = scene.lemma_of(token, Class::BeginEnd) == Some("سرى")
        || scene.lemma_of(token, Class::Deploy) == Some("دخل") && near.iter().any(|t| t.word == "حيز");
    binds
        && near.iter().take(6).any(|t| t.noun(Class::Deal).is_some())
        && concerns_presence(scene, words.clone())
}

/// `بات المعسكر بعهدة الجيش العراقي`, `أصبحت القاعدة تحت إدارة …`: a base that has come into other hands.
pub fn changes_hands(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let becomes = matches!(scene.lemma_of(&scene.tokens[i], Class::Other), Some("بات" | "أصبح"));
    let near = i + 1..words.end.min(i + 9);
    becomes
        && near.clone().any(|j| is_military_base(scene, j))
        && scene.tokens[near].iter().any(|t| {
            let word = t.word.trim_start_matches('ب');
            ["عهدة", "ادارة", "سيطرة", "تصرف", "يد", "حوزة"].contains(&word)
        })
}
