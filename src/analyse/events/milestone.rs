//! Steps in the presence of foreign forces: agreements, decisions, votes, talks, arrivals and departures.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::draft::Draft;
use super::elliptic::{
    self, changes_hands, comes_into_force, comes_out_with_a_deal, decides_of_them, is_commission,
    is_committee, is_foreign_state_or_army, is_phase, leaves, owner_of_bases,
};
use super::forces::{is_command, is_embassy, is_of_forces, is_of_foreign, moved_forces, moves_forces};
use super::morph::{Subject as Form, Tense};
use super::presence::{
    announces_step, are_talks_with_a_foreign_state, concerns_presence, concerns_presence_or_combat, is_base,
    is_dialogue_of_states, is_foreign_force, is_foreign_state, is_military_base, sends_its_own,
};
use super::roles::{Part, between, participants};
use super::scene::Scene;
use super::speaker::{after, before};
use super::speech::Saying;
use super::step_noun::{chronicle_date, noun_step};
use super::step_words::{
    arrests, date_before, is_deadline, is_scheduled, is_security, is_seen, is_talk_of_states, is_unreal,
    moves_equipment, publishes_forces,
};
use super::titles::Titles;
use super::token::Token;
use super::when::{self, When};
use crate::model::{EntityType, EventKind, Participant};

/// How far after a vote or a decision what it is about may stand: `صوت المجلس على قرار من خمس فقرات يلزم …`.
const DECISION_REACH: usize = 32;

/// The steps that a sentence tells, in order. `sayings` are its verbs of saying; those that announce a step
/// are steps themselves, and their indices are given back.
pub fn milestones(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    words: Range<usize>,
    sayings: &[Saying],
    on_presence: bool,
) -> (Vec<Draft>, Vec<usize>) {
    let mut out: Vec<Draft> = Vec::new();
    let mut announced = Vec::new();
    for i in words.clone() {
        let token = &scene.tokens[i];
        if token.senses.is_empty() {
            out.extend(elliptic::made_before(scene, &words, i));
            continue;
        }
        let says = token.verb(Class::Say).is_some() || token.verb(Class::SayWithContent).is_some();
        // «جددت بغداد ولندن اتفاقا»
        let renews = token.verb(Class::Agree).is_some()
            && (i + 1..words.end.min(i + 6)).any(|j| scene.tokens[j].noun(Class::Deal).is_some());
        // «علّق ترامب: لن نغادر»
        let comments = scene.lemma_of(token, Class::Say) == Some("علق")
            && (i + 1..words.end.min(i + 6))
                .any(|j| matches!(scene.tokens[j].word, ":" | "على") || scene.tokens[j].quoted);
        let decides = (token.verb(Class::Decide).is_some() && !comments || renews) && says;
        if let Some(saying) = sayings.iter().find(|s| s.verb == i) {
            if decides && let Some(draft) = verb_step(scene, titles, &words, i, on_presence) {
                out.push(draft);
                announced.push(i);
                continue;
            }
            if saying.class == Class::Announce && announces_step(scene, saying, &words) {
                let subject = saying.subject.as_ref().map_or(i..i + 1, |s| s.words.clone());
                let mut draft = Draft::new(EventKind::Milestone, i, when::of_statement(scene, i, &subject));
                draft.actors.clone_from(&saying.actors);
                draft.rule = "step-announced";
                out.push(draft);
                announced.push(i);
            }
            continue;
        }
        if let Some(draft) = verb_step(scene, titles, &words, i, on_presence)
            .or_else(|| noun_step(scene, &words, i, &out, on_presence))
            .or_else(|| elliptic::step(scene, &words, i, &out).filter(|_| on_presence))
            .or_else(|| elliptic::made_before(scene, &words, i))
            .or_else(|| elliptic::talks_to_come(scene, &words, i, &out).filter(|_| on_presence))
        {
            out.push(draft);
        }
    }
    (out, announced)
}

fn verb_step(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    words: &Range<usize>,
    i: usize,
    on_presence: bool,
) -> Option<Draft> {
    let token = &scene.tokens[i];
    if token.is_preposition() && i > words.start {
        return None; // «عبر»: through, and no crossing
    }
    let form = token.any_verb().filter(|f| f.subject != Form::Speaker)?;
    if token.verb(Class::Withdraw).is_some() && comes_out_with_a_deal(scene, words, i) {
        let mut draft = Draft::new(EventKind::Milestone, i, when::of_past_step(scene, i));
        draft.actors = after(scene, titles, i).or_else(|| before(scene, titles, i)).map(|s| s.actors)?;
        draft.rule = "agreement";
        let told = form.tense == Tense::Past && !is_unreal(scene, i, words.start, form.tense);
        return told.then_some(draft);
    }
    // «المهلة التي حددتها الفصائل»: what the words before it are; «تواصل القوات …»: she goes on.
    let aside = token.clitics.pronoun && i > words.start && scene.tokens[i - 1].is(Class::Relative);
    if aside && token.verb(Class::Decide).is_some()
        || matches!(token.word, "تواصل" | "حول" | "يحول")
        || i > words.start && scene.tokens[i - 1].word == "ما" && token.verb(Class::BeginEnd).is_some()
        || token.clitics.pronoun
            && scene.lemma_of(token, Class::Deploy) == Some("نشر")
            && !publishes_forces(scene, i)
    {
        return None;
    }
    // «أن تنسحب … بحلول», «ينهي … مهمته في موعد»: a present tense with a date to come is a step to come.
    let to_come = form.tense == Tense::Present
        && when::attached(scene, i, 18).is_some_and(|w| when::is_ahead(scene, w.interval));
    // «من المقرر أن تنسحب», «يتوقع أن تصل»
    let scheduled = form.tense == Tense::Present && is_scheduled(scene, i, words.start);
    let ahead = token.clitics.future || to_come || scheduled;
    // «تعقد اللجنة اليوم جلستها»: headlines and announcements of the day tell talks in the present.
    // «تنسحب القوات اليوم من …»
    let today = form.tense == Tense::Present
        && !ahead
        && !token.quoted
        && [Class::Withdraw, Class::Deploy, Class::HandOver].iter().any(|&c| token.verb(c).is_some())
        && !matches!(scene.lemma_of(token, Class::Deploy), Some("تمركز" | "انتشر" | "نشر"))
        && when::attached(scene, i, 8).is_some_and(|w| when::is_of_the_day(scene, w.interval))
        || form.tense == Tense::Present
            && !ahead
            && (is_seen(scene, i, words.start) || chronicle_date(scene, words).is_some());
    let talks_now = form.tense == Tense::Present
        && !ahead
        && (token.verb(Class::Meet).is_some() || token.verb(Class::BeginEnd).is_some())
        && (i == words.start || when::attached(scene, i, 18).is_some())
        && is_dialogue_of_states(scene, words);
    // In quoted speech only what has a date is told and not argued.
    let dated = ahead || when::attached(scene, i, 8).is_some() || date_before(scene, i, words).is_some();
    if token.quoted && !dated || token.clitics.preposition.is_some() {
        return None;
    }
    if form.tense == Tense::Present && !ahead && !talks_now && !today
        || !scheduled && is_unreal(scene, i, words.start, form.tense)
    {
        return None;
    }
    let near = i + 1..words.end.min(i + 22);
    let noun_near = |class, reach: usize| {
        (i + 1..words.end.min(i + reach)).any(|j| scene.tokens[j].noun(class).is_some())
    };
    let subject = || after(scene, titles, i).or_else(|| before(scene, titles, i));
    let is = |class| token.verb(class).is_some();
    let (rule, actors): (&'static str, Vec<Participant>) = if comes_into_force(scene, i, words) {
        ("agreement", Vec::new())
    } else if is(Class::Agree)
        && (noun_near(Class::Deal, 16)
            || noun_near(Class::Withdraw, 16)
            || noun_near(Class::Presence, 16)
            || noun_near(Class::Talks, 22) && near.clone().any(|j| is_foreign_force(scene, j))
            || is_committee(scene, &near))
    {
        let parties = subject().map(|s| s.actors).unwrap_or_default();
        // «وقع انفجار»: what is signed stands at once.
        let signs = scene.lemma_of(token, Class::Agree) != Some("وقع") || noun_near(Class::Deal, 6);
        if parties.is_empty() && !signs {
            return None;
        }
        let committee = is_committee(scene, &near) && is_foreign_state_or_army(scene, words);
        if !(concerns_presence(scene, words.clone()) || committee)
            || parties.iter().any(|a| scene.kind_of(a) == Some(EntityType::Group))
        {
            return None;
        }
        ("agreement", parties)
    } else if (is(Class::Vote) || is(Class::Decide))
        && (concerns_presence(scene, i + 1..words.end.min(i + DECISION_REACH))
            || (is_foreign_state(scene, words.clone()) || is_of_foreign(scene, words))
                && moves_forces(scene, i + 1..words.end.min(i + 12))
            || (on_presence || is_foreign_state(scene, words.clone()))
                && decides_of_them(scene, i, words.end))
    {
        ("decision", subject().map(|s| s.actors).unwrap_or_default())
    } else if is(Class::Withdraw)
        && (to_come || !scene.has(i, Trait::Stays))
        && is_of_forces(scene, words, i)
        && leaves(scene, i, words.end)
        && let Some(forces) = moved_forces(scene, titles, words, i, on_presence).or_else(|| {
            let goes_on = scene.has(i, Trait::Stays) && is_phase(scene, words, i);
            // «30 حزيران 2009 خرجوا من المدن»: they of whom the article speaks.
            let they = || form.subject == Form::They && dated && subject().is_none();
            (on_presence && (goes_on || they())).then(Vec::new)
        })
    {
        (if ahead { "withdrawal-to-come" } else { "withdrawal" }, forces)
    } else if is(Class::Deploy) {
        let enters = matches!(scene.lemma_of(token, Class::Deploy), Some("احتل" | "دخل" | "غزا"));
        let invades = matches!(scene.lemma_of(token, Class::Deploy), Some("احتل" | "غزا"));
        let place = near.clone().take(8).any(|j| {
            scene
                .mention_starting(j)
                .is_some_and(|m| matches!(scene.mentions[m].kind, EntityType::Country | EntityType::Facility))
                || enters
                    && scene.mention_starting(j).is_some_and(|m| scene.mentions[m].kind == EntityType::Place)
        });
        // «غزت الولايات المتحدة وبريطانيا العراق»
        let invader =
            || subject().filter(|s| invades && is_foreign_state(scene, s.words.clone())).map(|s| s.actors);
        let forces = moved_forces(scene, titles, words, i, on_presence).or_else(invader)?;
        let convoy = scene.tokens[near.clone()]
            .iter()
            .take(3)
            .any(|t| t.noun(Class::Forces).is_some_and(|s| scene.cues.has(s, Trait::Convoy)));
        let more = sends_its_own(scene, &(words.start..near.end));
        // «بعد أن عادت القوات الأميركية عام 2014»
        let back = on_presence && scene.has(i, Trait::GoesHome) && when::attached(scene, i, 8).is_some();
        let place = place || back;
        if !place && !convoy && !more {
            return None;
        }
        ("deployment", forces)
    } else if is(Class::HandOver)
        && ((i.saturating_sub(4).max(words.start)..near.end)
            .any(|j| is_base(scene, j) && !is_embassy(scene, j))
            && !(token.word.ends_with("تخلى") && scene.at(i + 1).is_some_and(|t| t.word == "عن"))
            && scene.lemma_of(token, Class::HandOver) != Some("تولى")
            || is_command(scene, near.clone())
            || scene.has(i, Trait::TakesOver) && is_security(scene, near.clone()))
        && (words.clone().any(|j| is_foreign_force(scene, j))
            || on_presence
                && (i.saturating_sub(4).max(words.start)..near.end).any(|j| is_military_base(scene, j)))
    {
        let rule = if scene.has(i, Trait::SetsUp) { "base-set-up" } else { "handover" };
        (rule, subject().map(|s| s.actors).unwrap_or_default())
    } else if changes_hands(scene, i, words) && on_presence {
        ("handover", subject().map(|s| s.actors).unwrap_or_default())
    } else if scene.has(i, Trait::PacksUp) && form.passive && concerns_presence(scene, words.clone()) {
        ("withdrawal", Vec::new())
    } else if scene.has(i, Trait::ChangesRole)
        && !token.clitics.pronoun
        && words.clone().any(|j| is_foreign_force(scene, j))
        && scene.tokens[near.clone()]
            .iter()
            .any(|t| ["استشار", "مشورة", "تدريب", "قتالي"].iter().any(|w| t.word.contains(w)))
    {
        ("change-of-role", subject().map(|s| s.actors).unwrap_or_default())
    } else if is(Class::BeginEnd) && !arrests(scene, i, words.end) {
        let phase = |t: &Token<'_>| on_presence && t.word.ends_with("المرحلة");
        let what = words.clone().filter(|&j| j.abs_diff(i) <= 14 && j != i).any(|j| {
            let t = &scene.tokens[j];
            t.noun(Class::Withdraw).is_some()
                || t.noun(Class::Presence).is_some()
                || t.noun(Class::Deploy).is_some()
                || t.noun(Class::Talks).is_some() && j + 4 > i
                || is_deadline(scene, j)
                || t.noun(Class::Operation).is_some()
                    && scene.at(j + 1).is_some_and(|t| t.word.contains("قتالي"))
                || phase(t)
                || is_foreign_force(scene, i + 1)
                    && j > i
                    && ["تدريب", "انشط", "عمليات", "مهام"].iter().any(|w| t.word.starts_with(w))
                || j > i && j <= i + 6 && moves_equipment(scene, j)
        }) || token.any_verb().is_some_and(|f| f.passive || scene.has(i, Trait::PutsOff))
            && scene.tokens[near.clone()].iter().take(6).any(|t| t.noun(Class::Talks).is_some())
            || on_presence
                && scene.has(i, Trait::PutsOff)
                && scene.tokens[near.clone()].iter().take(6).any(|t| t.word == "اعلان")
            || on_presence && is_commission(scene, i, words);
        let dialogue = || {
            on_presence
                && (is_dialogue_of_states(scene, words)
                    || between(scene, i, words.end).len() > 1
                    || subject().is_some_and(|s| s.actors.len() > 1)
                    || is_commission(scene, i, words)
                    || scene.has(i, Trait::PutsOff)
                    || scene.tokens[words.clone()].iter().any(phase))
        };
        // In an article on foreign forces «الانسحاب» is theirs.
        let withdrawal = || {
            let theirs = || {
                (words.start.max(i.saturating_sub(8))..words.end.min(i + 8))
                    .any(|j| scene.tokens[j].clitics.article && scene.tokens[j].word.ends_with("انسحاب"))
            };
            on_presence && (theirs() || moves_forces(scene, i + 1..words.end.min(i + 8)))
        };
        let presence = what
            && (withdrawal()
                || concerns_presence_or_combat(scene, words.clone())
                || dialogue()
                || are_talks_with_a_foreign_state(scene, words));
        if !presence {
            return None;
        }
        let actors = subject().map(|s| s.actors).unwrap_or_default();
        if actors.iter().any(|a| scene.kind_of(a) == Some(EntityType::Group)) {
            return None;
        }
        let parties = between(scene, i, words.end);
        ("step-begins-or-ends", if parties.len() > 1 { parties } else { actors })
    } else if is(Class::Meet)
        && (scene.lemma_of(token, Class::Meet) != Some("جلس") || noun_near(Class::Talks, 8))
        && (ahead
            && (on_presence
                || words.clone().any(|j| is_foreign_force(scene, j))
                || are_talks_with_a_foreign_state(scene, words))
            || talks_now
            || concerns_presence(scene, near.clone()) && is_talk_of_states(scene, words)
            || on_presence && noun_near(Class::Talks, 10) && is_dialogue_of_states(scene, words))
    {
        (if ahead { "meeting-to-come" } else { "meeting" }, subject().map(|s| s.actors).unwrap_or_default())
    } else {
        return None;
    };
    let mut when = if ahead {
        when::attached(scene, i, 18).or_else(|| date_before(scene, i, words)).or_else(|| {
            let undated = matches!(
                rule,
                "handover" | "withdrawal-to-come" | "deployment" | "meeting-to-come" | "step-begins-or-ends"
            ) && token.clitics.future
                || scheduled;
            undated.then(|| when::from_publication(scene))
        })?
    } else if talks_now || today {
        let chronicle = || chronicle_date(scene, words);
        when::attached(scene, i, 18).or_else(chronicle).unwrap_or_else(|| when::of_publication(scene))
    } else {
        when::of_past_step(scene, i)
    };
    let planned = ahead || when.date.is_some() && when::is_ahead(scene, when.interval);
    if planned && !when::is_ahead(scene, when.interval) {
        when = When { rule: "date-of-the-step", ..when };
    }
    let mut draft = Draft::new(EventKind::Milestone, i, when);
    draft.planned = planned;
    // «تغلق مواقع التحالف في …»: whose the bases are.
    let actors = match actors.is_empty() && matches!(rule, "handover" | "withdrawal" | "withdrawal-to-come") {
        true => owner_of_bases(scene, i, words.end),
        false => actors,
    };
    draft.actors = actors.into_iter().filter(|a| scene.kind_of(a) != Some(EntityType::Weapon)).collect();
    draft.rule = rule;
    let taken = |p: &Participant| draft.actors.iter().any(|a| a.span == p.span);
    draft.places = participants(scene, i + 1..words.end.min(i + 10))
        .into_iter()
        .filter(|(p, part)| *part == Part::In && !taken(p))
        .map(|(p, _)| p)
        .collect();
    Some(draft)
}
