//! Steps in the presence of foreign forces that a noun tells: `انسحاب القوات … نهاية العام`, `ختام المباحثات`.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::draft::Draft;
use super::presence::{is_combat_mission, is_dialogue_of_states, is_foreign_force, is_foreign_state};
use super::roles::{Part, between, participant, participants};
use super::scene::Scene;
use super::token::Token;
use super::when;
use crate::model::{EventKind, Participant};
use crate::text::TokenKind;

/// A step told by a noun: a dated withdrawal (`انسحاب القوات … نهاية العام`), or the end of talks.
pub fn noun_step(
    scene: &Scene<'_>,
    words: &Range<usize>,
    i: usize,
    told: &[Draft],
    on_presence: bool,
) -> Option<Draft> {
    let token = &scene.tokens[i];
    if let Some(step) = decided_step(scene, words, i) {
        return Some(step);
    }
    // «أعلن البنتاغون سحب …» is one step, the announcement.
    let announced = told.iter().any(|d| d.rule == "step-announced" && d.trigger < i && i - d.trigger <= 16);
    if token.noun(Class::EndBegin).is_some() {
        if let Some(step) = completed_step(scene, words, i) {
            return (!announced && !is_told_by_verb(told, &step)).then_some(step);
        }
        let talks = (i + 1..words.end.min(i + 3)).find(|&j| scene.tokens[j].noun(Class::Talks).is_some())?;
        let of_forces = (talks..words.end.min(talks + 10))
            .any(|j| scene.tokens[j].word.contains("عسكري") || is_foreign_force(scene, j));
        if !(of_forces || on_presence && is_dialogue_of_states(scene, words)) {
            return None;
        }
        let mut draft = Draft::new(EventKind::Milestone, i, when::of_past(scene, i));
        draft.actors = between(scene, talks, words.end);
        draft.rule = "talks-begin-or-end";
        return (!draft.actors.is_empty()).then_some(draft);
    }
    let moves = token.noun(Class::Withdraw).or_else(|| token.noun(Class::Deploy));
    moves?;
    if let Some(step) = their_withdrawal(scene, words, i).filter(|_| on_presence) {
        return (!told.iter().any(|d| d.when.date == step.when.date && d.planned)).then_some(step);
    }
    if token.clitics.pronoun || words.start < i && is_only_thought_of(scene, i, words.start) {
        return None;
    }
    if announced && when::attached(scene, i, 18).is_none() {
        return None;
    }
    let forces = (i + 1..words.end.min(i + 6))
        .take_while(|&j| !scene.tokens[j].is_surely_verb())
        .chain((words.start.max(i.saturating_sub(4))..i).filter(|&j| scene.tokens[j].mention.is_some()))
        .find(|&j| {
            is_foreign_force(scene, j)
                || is_own_force(scene, words, j)
                || is_own_base(scene, words, j)
                || is_combat_mission(scene, j)
        })?;
    // «انسحاب القوات الأميركية من قاعدة …»: news without a verb; «شهد عام 2011 انسحاب …»: the date stands before.
    // «18 كانون الأول 2011: انسحاب …»: a line of a chronicle.
    let chronicle = chronicle_date(scene, words).filter(|_| {
        scene.tokens[words.start..i].iter().all(|t| t.date.is_some() || t.kind == TokenKind::Sign)
    });
    let opens =
        (i == words.start || chronicle.is_some()) && token.any_verb().is_none() && !token.clitics.article;
    let when = when::attached(scene, i, 18)
        .or_else(|| dated_before(scene, i, words.start))
        .or_else(|| deadline_before(scene, i, words.start))
        .or(chronicle)
        .or_else(|| opens.then(|| when::of_past(scene, i)))?;
    // «اللجنة العسكرية العليا لإنهاء مهمة التحالف», «جدول لسحب القوات»: what something is for.
    let of_decision = told.iter().any(|d| d.rule == "decision" && d.when.date == when.date);
    let purpose =
        of_decision || token.clitics.preposition == Some('ل') && !when::is_ahead(scene, when.interval);
    if purpose || is_asked_or_doubted(scene, i, words.start) {
        return None;
    }
    let mut draft = Draft::new(EventKind::Milestone, i, when);
    // «تعتزم واشنطن سحب …»: what is meant to be done lies ahead.
    let meant = (words.start.max(i.saturating_sub(6))..i).any(|j| {
        let t = &scene.tokens[j];
        t.is(Class::Planned)
            || matches!(scene.lemma_of(t, Class::May), Some("اعتزم" | "خطط" | "نوى" | "استعد"))
    });
    if meant && !when::is_ahead(scene, when.interval) {
        draft.when = when::from_publication(scene);
    }
    draft.planned = meant || when::is_ahead(scene, when.interval);
    draft.rule = if token.noun(Class::Withdraw).is_some() { "dated-withdrawal" } else { "dated-deployment" };
    draft.actors = scene.tokens[forces]
        .mention
        .map(|m| Participant { span: scene.mentions[m].span, entity: Some(scene.mentions[m].entity.clone()) })
        .into_iter()
        .collect();
    draft.places = participants(scene, i + 1..words.end.min(i + 10))
        .into_iter()
        .filter(|(_, part)| *part == Part::In)
        .map(|(p, _)| p)
        .collect();
    (!is_told_by_verb(told, &draft)).then_some(draft)
}

/// `استكملت هولندا سحب جنودها في حزيران`: the verb before told the step and has its day.
fn is_told_by_verb(told: &[Draft], step: &Draft) -> bool {
    told.iter().any(|d| {
        d.when.date == step.when.date
            && (d.planned || d.planned == step.planned && step.trigger.saturating_sub(d.trigger) <= 12)
    })
}

/// `استبعد انسحاب القوات قبل …`, `طالب برحيلها خلال شهر`: asked for or doubted, and told by nobody.
fn is_asked_or_doubted(scene: &Scene<'_>, i: usize, first: usize) -> bool {
    (first.max(i.saturating_sub(12))..i)
        .rev()
        .take_while(|&j| !scene.tokens[j].is(Class::That) && scene.tokens[j].word != "؛")
        .find(|&j| scene.tokens[j].any_verb().is_some() && scene.tokens[j].noun(Class::Thing).is_none())
        .is_some_and(|j| scene.has(j, Trait::Doubts))
}

/// `اكتمال انسحاب القوات الأجنبية`, `بدء انتشار قوات …`: a step whose beginning or end is told.
fn completed_step(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> Option<Draft> {
    let step = (i + 1..words.end.min(i + 4)).find(|&j| {
        let t = &scene.tokens[j];
        t.noun(Class::Withdraw).is_some()
            || t.noun(Class::Deploy).is_some()
            || t.noun(Class::Presence).is_some()
            || t.word == "المرحلة"
    })?;
    if words.start < i && is_only_thought_of(scene, i, words.start) {
        return None;
    }
    let force = (step + 1..words.end.min(step + 6))
        .take_while(|&j| !scene.tokens[j].is_surely_verb())
        .find(|&j| is_foreign_force(scene, j))?;
    let announced = words.start == i
        || (words.start..i).any(|j| {
            let t = &scene.tokens[j];
            t.is_any(&[Class::Announce, Class::Say, Class::BeginEnd]) && t.any_verb().is_some()
        });
    let dated = when::attached(scene, i, 18);
    if !announced && dated.is_none() {
        return None;
    }
    let when = dated.unwrap_or_else(|| when::of_past(scene, i));
    let mut draft = Draft::new(EventKind::Milestone, i, when);
    draft.planned = when.date.is_some() && when::is_ahead(scene, when.interval);
    draft.rule = "step-begins-or-ends";
    draft.actors = scene.tokens[force].mention.map(|m| participant(scene, m)).into_iter().collect();
    Some(draft)
}

/// `قواته`, `جنودها` of a foreign state: `يخطط البنتاغون لخفض قواته`.
fn is_own_force(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> bool {
    let t = &scene.tokens[i];
    t.noun(Class::Forces).is_some() && t.clitics.pronoun && is_foreign_state(scene, words.clone())
}

/// The date with which a line of a chronicle opens: `5 كانون الثاني 2020: …`.
pub fn chronicle_date(scene: &Scene<'_>, words: &Range<usize>) -> Option<when::When> {
    let first =
        (words.start..words.end.min(words.start + 3)).find(|&j| scene.tokens[j].kind != TokenKind::Sign)?;
    let date = scene.tokens[first].date?;
    let after = (first..words.end).find(|&j| scene.tokens[j].date != Some(date))?;
    let date = &scene.dates[date];
    matches!(scene.tokens[after].word, ":" | "-" | "–" | "—" | "|").then_some(when::When {
        interval: date.interval,
        date: Some(date.span),
        rule: "date-of-the-step",
    })
}

/// `مهلة حتى نهاية أيلول لإخلاء قواعدها`: the day by which it is to be done stands before it.
fn deadline_before(scene: &Scene<'_>, i: usize, first: usize) -> Option<when::When> {
    let from = first.max(i.saturating_sub(14));
    let term = (from..i).find(|&j| {
        matches!(
            scene.tokens[j].word,
            "مهلة"
                | "المهلة"
                | "موعدا"
                | "الموعد"
                | "سقفا"
                | "السقف"
                | "اجلا"
                | "امامها"
                | "امامه"
        )
    })?;
    let date = (term.saturating_sub(6).max(from)..i).rev().find_map(|j| scene.tokens[j].date)?;
    let date = &scene.dates[date];
    let when = when::When { interval: date.interval, date: Some(date.span), rule: "date-of-the-step" };
    when::is_ahead(scene, when.interval).then_some(when)
}

/// `إخلاء قواعدها` where the sentence names foreign forces.
fn is_own_base(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> bool {
    let t = &scene.tokens[i];
    t.noun(Class::Base).is_some() && t.clitics.pronoun && words.clone().any(|j| is_foreign_force(scene, j))
}

/// `شهد عام 2011 انسحاب آخر الجنود`: the date between a verb of witnessing and the step.
fn dated_before(scene: &Scene<'_>, i: usize, first: usize) -> Option<when::When> {
    let from = first.max(i.saturating_sub(4));
    let witnessed = (from..i).any(|j| scene.has(j, Trait::Witnesses));
    let date = (from..i).rev().find_map(|j| scene.tokens[j].date).filter(|_| witnessed)?;
    let date = &scene.dates[date];
    Some(when::When { interval: date.interval, date: Some(date.span), rule: "date-of-the-step" })
}

/// `موعد الخروج التام في 31/12/2011`: in an article on foreign forces `الانسحاب`, `الخروج` with a day to come are theirs.
fn their_withdrawal(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> Option<Draft> {
    let token = &scene.tokens[i];
    let known = ["انسحاب", "خروج", "جلاء", "رحيل"].iter().any(|w| token.word.ends_with(w));
    let when = when::attached(scene, i, 6).filter(|_| known && token.clitics.article)?;
    let unreal = (words.start.max(i.saturating_sub(2))..i).any(|j| {
        let t = &scene.tokens[j];
        t.is(Class::Not) || t.is(Class::If) || t.noun(Class::Hypothesis).is_some()
    });
    if unreal || !when::is_ahead(scene, when.interval) {
        return None;
    }
    let mut draft = Draft::new(EventKind::Milestone, i, when);
    draft.planned = true;
    draft.rule = "dated-withdrawal";
    Some(draft)
}

/// `إيعاز الرئيس … بعودة القوات الروسية`, `تصويت البرلمان على إخراج القوات`, `إعلان بغداد في … انتهاء الدور القتالي`:
/// a dated decision told by a noun.
fn decided_step(scene: &Scene<'_>, words: &Range<usize>, i: usize) -> Option<Draft> {
    let token = &scene.tokens[i];
    let decision = matches!(
        token.word.trim_start_matches(['و', 'ب', 'ل', 'ف']),
        "ايعاز"
            | "قرار"
            | "امر"
            | "اعلان"
            | "تصويت"
            | "توقيع"
            | "مصادقة"
            | "موافقة"
            | "اقرار"
            | "ابرام"
    );
    if !decision || token.clitics.article || token.any_verb().is_some() && !token.only_noun {
        return None;
    }
    let end = (i + 1..words.end.min(i + 24))
        .find(|&j| {
            let t = &scene.tokens[j];
            t.is_surely_verb()
                || t.word == "؛"
                || t.word == "،" && scene.at(j + 1).is_some_and(|n| n.word.starts_with('و'))
        })
        .unwrap_or(words.end.min(i + 24));
    let step = (i + 1..end).find(|&j| {
        let t = &scene.tokens[j];
        t.noun(Class::Withdraw).is_some()
            || t.noun(Class::Deploy).is_some()
            || t.noun(Class::EndBegin).is_some() && token.clitics.preposition.is_none()
            || t.word.ends_with("عودة")
    });
    let deal = (i + 1..end).find(|&j| scene.tokens[j].word.contains("اتفاقي"));
    let step = step.or(deal)?;
    let near = step + 1..end.min(step + 7).max(step + 1);
    let foreign = near.clone().any(|j| is_foreign_force(scene, j))
        || scene.tokens[near.clone()].iter().any(|t| t.word.contains("قتالي"))
        || near.clone().any(|j| scene.tokens[j].mention.is_some())
            && deal == Some(step)
            && is_foreign_state(scene, i..end);
    let dated = (i + 1..end).find_map(|j| scene.tokens[j].date)?;
    let date = &scene.dates[dated];
    let who = (i + 1..step).find(|&j| scene.mention_starting(j).is_some() && !scene.is_governed(j));
    if !foreign || is_only_thought_of(scene, i, words.start) {
        return None;
    }
    let when = when::When { interval: date.interval, date: Some(date.span), rule: "date-of-the-step" };
    let mut draft = Draft::new(EventKind::Milestone, i, when);
    draft.planned = when::is_ahead(scene, when.interval);
    draft.rule = "decision";
    draft.actors =
        who.and_then(|j| scene.mention_starting(j)).map(|m| participant(scene, m)).into_iter().collect();
    Some(draft)
}

/// `بعد انسحاب القوات الأميركية عام 2011`: what has its own day in the past happened.
fn has_past_day(scene: &Scene<'_>, i: usize) -> bool {
    when::attached(scene, i, 12).is_some_and(|w| {
        !when::is_ahead(scene, w.interval) && w.interval.latest.is_some() && w.interval.earliest.is_some()
    })
}

/// `نيتها سحب`, `قرب انسحاب`, `عدم انسحاب`, `احتمال`: not a step but a thought of one.
fn is_only_thought_of(scene: &Scene<'_>, i: usize, first: usize) -> bool {
    (first.max(i.saturating_sub(2))..i).any(|j| {
        let t: &Token<'_> = &scene.tokens[j];
        t.noun(Class::Hypothesis).is_some()
            || t.is(Class::Not)
            || t.is(Class::If)
            || matches!(
                t.word.trim_start_matches("ال"),
                "قرب" | "اقتراب" | "موعد" | "مسالة" | "ملف" | "نيتها" | "نيته"
            )
            || matches!(t.word, "قبل" | "بعد") && !has_past_day(scene, i)
    })
}
