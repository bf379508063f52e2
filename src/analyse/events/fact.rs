//! Whether the noun of a strike tells something that happened.

use std::ops::Range;

use super::arms::is_operation_against;
use super::classes::{Class, Trait};
use super::how::names_target;
use super::scene::Scene;
use super::token::Token;
use super::when;
use crate::model::EntityType;

/// Whether the noun of a strike is told as something that happened: dated, with casualties, with a name that
/// it struck, or as what a past verb did.
pub fn is_fact(scene: &Scene<'_>, i: usize, words: &Range<usize>) -> bool {
    let end = words.end.min(i + 24);
    let after = i + 1..end;
    let stop = after
        .clone()
        .find(|&j| scene.tokens[j].is(Class::That) || scene.tokens[j].word == "؛")
        .unwrap_or(end);
    let after = &scene.tokens[i + 1..stop];
    let opens = i == words.start
        && !scene.tokens[i].clitics.article
        && scene.tokens[i].any_verb().is_none()
        && after.iter().take(14).any(|t| {
            t.noun(Class::Weapon).is_some()
                || t.mention.is_some_and(|m| scene.mentions[m].kind == EntityType::Facility)
        });
    if opens {
        return true; // «استهداف جديد لرتل بعبوة ناسفة»: a sentence without a verb
    }
    // «خفتت الهجمات», «توقف القصف»
    if i > words.start && scene.has(i - 1, Trait::Ebbs) && scene.tokens[i - 1].any_verb().is_some() {
        return false;
    }
    // «وصفها بالاعتداءات»: what somebody calls it.
    let called = scene.tokens[words.start.max(i.saturating_sub(2))..i]
        .iter()
        .any(|t| matches!(scene.lemma_of(t, Class::SayWithContent), Some("وصف" | "عد" | "اعتبر" | "شبه")));
    if called && scene.tokens[i].clitics.preposition == Some('ب') {
        return false;
    }
    let cost_lives_at_once = after.iter().take(4).any(|t| {
        scene.lemma_of(t, Class::Kill) == Some("أودى") || t.verb(Class::Result).is_some_and(Token::is_past)
    });
    if cost_lives_at_once {
        return true;
    }
    // «ردا على هجوم» gives a reason; what it was is told elsewhere.
    let reason = scene.tokens[words.start.max(i.saturating_sub(3))..i]
        .iter()
        .any(|t| matches!(t.word, "ردا" | "وردا" | "ردود"));
    if reason {
        return false;
    }
    let cost_lives =
        after.iter().take(5).position(|t| t.is(Class::Relative)).and_then(|r| after.get(r + 1)).is_some_and(
            |t| {
                [
                    Class::Kill,
                    Class::Wound,
                    Class::Result,
                    Class::Fall,
                    Class::Attack,
                    Class::Suffer,
                    Class::CarryOut,
                    Class::Fire,
                ]
                .iter()
                .any(|&c| t.verb(c).is_some_and(Token::is_past))
            },
        );
    let cost_lives = cost_lives
        || after
            .iter()
            .take(3)
            .any(|t| t.verb(Class::Kill).is_some_and(Token::is_past) && t.noun(Class::Killed).is_none());
    let struck_verb = cost_lives
        || after
            .iter()
            .take(8)
            .any(|t| t.verb(Class::Attack).is_some_and(Token::is_past) && t.noun(Class::Attack).is_none());
    let casualties = scene.tokens[words.start..stop].iter().any(|t| {
        [Class::Kill, Class::Wound].iter().any(|&c| t.verb(c).is_some_and(Token::is_past))
            || t.noun(Class::Killed).is_some()
            || t.noun(Class::Wounded).is_some()
    });
    let dated = when::of_past(scene, i).date.is_some_and(|d| {
        let near = |t: &Token<'_>| t.span.start <= d.start && d.end <= t.span.end + 160;
        near(&scene.tokens[i]) || d.end + 60 > scene.tokens[i].span.start
    });
    let says = scene.tokens[words.start..i].iter().any(|t| t.verb(Class::Announce).is_some());
    // «عقب القصف على …»: what was before is no supposition.
    let before = if i > words.start { scene.tokens[i - 1].word } else { "" };
    // «بعد أيام من اغتيال …»
    let days_after = before == "من"
        && scene.tokens[words.start.max(i.saturating_sub(5))..i]
            .iter()
            .any(|t| matches!(t.word, "بعد" | "وبعد" | "عقب"));
    let known = days_after
        || matches!(before, "عقب" | "اثر" | "جراء" | "غداة" | "بعد" | "نتيجة" | "منذ" | "بعيد" | "قبيل")
        || before == "في"
            && i > words.start + 1
            && scene.tokens[words.start.max(i.saturating_sub(3))..i - 1]
                .iter()
                .any(|t| scene.lemma_of(t, Class::Fall) == Some("سقط") || t.verb(Class::Kill).is_some());
    // «وفي هجوم منفصل، فتح مسلحون …»: the verb that follows tells it.
    let introduces = matches!(before, "وفي" | "في") && i <= words.start + 1;
    if introduces
        && scene.tokens[i + 1..words.end].iter().any(|t| {
            [Class::Attack, Class::Fire, Class::Kill, Class::CarryOut]
                .iter()
                .any(|&c| t.verb(c).is_some_and(Token::is_past))
        })
    {
        return false;
    }
    // «تمكنت المقاومة من استهداف …»
    let managed = i > words.start + 1
        && matches!(before, "من" | "في")
        && scene.tokens[words.start.max(i.saturating_sub(7))..i].iter().any(|t| {
            matches!(scene.lemma_of(t, Class::Other), Some("تمكن" | "نجح"))
                && t.any_verb().is_some_and(Token::is_past)
        });
    if managed && names_target(scene, i) {
        return true;
    }
    // «جرت عملية اغتيال …»
    let at =
        if i > words.start + 1 && scene.tokens[i - 1].noun(Class::Operation).is_some() { i - 1 } else { i };
    let carried = at > words.start
        && scene.lemma_of(&scene.tokens[at - 1], Class::BeginEnd).is_some_and(|l| matches!(l, "تم" | "جرى"))
        && scene.tokens[at - 1].any_verb().is_some_and(Token::is_past);
    if carried && names_target(scene, i)
        || known && !scene.tokens[i].clitics.article && struck_near(scene, i, after)
    {
        return true;
    }
    // «جاء الرد سريعا، غارات على مواقع …»
    let apposed = i > words.start
        && matches!(before, "،" | ":" | "-" | "..")
        && !scene.tokens[i].clitics.article
        && scene.tokens[i].any_verb().is_none()
        && after.first().is_some_and(|t| matches!(t.word, "على" | "جوية" | "صاروخية" | "ضد"));
    if apposed && struck_near(scene, i, after) {
        return true;
    }
    // «أفاد مصدر بسقوط صواريخ على …», «كشف عن هجوم على …»: told by one who reports.
    let begins = scene.tokens[i].clitics.preposition == Some('ب')
        || i > words.start
            && (scene.tokens[i - 1].word == "عن" || scene.tokens[i - 1].noun(Class::Carrying).is_some());
    // «بانفجار عبوة ناسفة», «قاموا بالهجوم على القاعدة»
    let at_once = scene.tokens[i].noun(Class::Attack).is_some()
        && after.iter().take(3).any(|t| t.noun(Class::Weapon).is_some() || t.word == "على");
    let reports = begins
        && (words.start..i).any(|j| scene.tokens[j].any_verb().is_some() && scene.has(j, Trait::Reports));
    // «سُجل سقوط صواريخ», «تم إطلاق صاروخين»
    let told = i > words.start && scene.tokens[i].noun(Class::Launch).is_some() && {
        let t = &scene.tokens[i - 1];
        [Class::Fall, Class::BeginEnd].iter().any(|&c| t.verb(c).is_some_and(Token::is_past))
    };
    let reach = if scene.tokens[i].noun(Class::Launch).is_some() || dated { 10 } else { 6 };
    let struck = after
        .iter()
        .take(reach)
        .filter_map(|t| t.mention)
        .any(|m| !matches!(scene.mentions[m].kind, EntityType::Weapon | EntityType::Media));
    // «عدد الهجمات على القواعد»
    let struck = struck
        || after.first().is_some_and(|t| t.word == "على")
            && after
                .iter()
                .take(4)
                .any(|t| t.is_any(&[Class::Base, Class::Forces]) && !t.word.starts_with('ب'));
    if !cost_lives && is_remembered(scene, i, words.start) {
        return false;
    }
    struck_verb
        || casualties
            && (struck || scene.tokens[i].clitics.preposition.is_some() || !scene.tokens[i].clitics.article)
        || reports && (names_target(scene, i) || at_once)
        || is_operation_against(scene, i, words) && (says || dated || reports)
        || (dated || says || reports || known || told) && struck
        || says && names_target(scene, i)
}

/// `ذكرى تفجير الكرادة`, `موقع الانفجار`, `ملف اغتيال …`: what was left of a strike of long ago.
fn is_remembered(scene: &Scene<'_>, i: usize, first: usize) -> bool {
    scene.tokens[first.max(i.saturating_sub(3))..i].iter().rev().any(|t| {
        let word = t.word.trim_start_matches(['و', 'ل', 'ب']).trim_start_matches("ال");
        matches!(
            word,
            "ذكرى"
                | "موقع"
                | "مكان"
                | "قضية"
                | "ملف"
                | "منفذ"
                | "منفذي"
                | "مرتكبي"
                | "متهم"
                | "متهمين"
                | "تحقيق"
                | "ملابسات"
        )
    })
}

/// Whether a name, a weapon, casualties or an object stand by the noun of a strike: `بعد هجوم عنيف على ثكنة`.
fn struck_near(scene: &Scene<'_>, i: usize, after: &[Token<'_>]) -> bool {
    let named = after.iter().take(10).any(|t| {
        t.mention.is_some_and(|m| scene.mentions[m].kind != EntityType::Media)
            || t.noun(Class::Weapon).is_some()
    });
    let lasting =
        after.iter().take(3).any(|t| t.any_verb().is_some_and(Token::is_past) || t.word.starts_with("عنيف"));
    named || lasting || names_target(scene, i)
}
