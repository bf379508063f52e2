//! How many strikes, killed and injured the words give.

use std::ops::Range;

use super::classes::Class;
use super::morph::Subject;
use super::scene::Scene;
use crate::text::{TokenKind, digit_value};

/// The number that the word at `i` writes, in digits or (up to ten) as a word.
pub fn number(scene: &Scene<'_>, i: usize) -> Option<u32> {
    let t = scene.at(i)?;
    if t.date.is_some() {
        return None;
    }
    if t.kind == TokenKind::Number {
        let mut value: u32 = 0;
        for c in t.word.chars() {
            match digit_value(c) {
                Some(d) => value = value.checked_mul(10)?.checked_add(d)?,
                None if matches!(c, ',' | '٬') => {}
                None => return None,
            }
        }
        return Some(value);
    }
    let word = t.word.strip_prefix('و').filter(|w| w.chars().count() > 3).unwrap_or(t.word);
    let word = word.strip_prefix('ب').filter(|w| w.chars().count() > 3).unwrap_or(word);
    Some(match word {
        "واحد" | "واحدة" => 1,
        "اثنين" | "اثنان" | "اثنتين" => 2,
        "ثلاثة" | "ثلاث" => 3,
        "اربعة" | "اربع" => 4,
        "خمسة" | "خمس" => 5,
        "ستة" | "ست" => 6,
        "سبعة" | "سبع" => 7,
        "ثمانية" | "ثماني" => 8,
        "تسعة" | "تسع" => 9,
        "عشرة" | "عشر" => 10,
        _ => return None,
    })
}

/// The number before a noun of strikes: `نحو 50 هجمة`, `أكثر من 150 ضربة`, `ثلاث غارات`; two for a dual.
pub fn count_before(scene: &Scene<'_>, noun: usize, first: usize) -> Option<u32> {
    let t = &scene.tokens[noun];
    if t.noun(Class::Attack).is_none() && t.noun(Class::Operation).is_none() {
        return None;
    }
    if t.word.chars().count() > 4 && t.word.ends_with("ين") || t.word.ends_with("تان") {
        return Some(2);
    }
    noun.checked_sub(1).filter(|&b| b >= first).and_then(|b| number(scene, b))
}

/// The killed and the injured that a sentence counts: `قتل 35 شخصا`, `مقتل ثلاثة جنود وإصابة 34`, `5 جرحى`.
pub fn casualties(scene: &Scene<'_>, words: &Range<usize>) -> (Option<u32>, Option<u32>) {
    let (mut killed, mut injured) = (None, None);
    for i in words.clone() {
        let t = &scene.tokens[i];
        let kills = t.noun(Class::Killed).is_some() || t.verb(Class::Kill).is_some();
        let wounds = t.noun(Class::Wounded).is_some() || t.verb(Class::Wound).is_some();
        if !kills && !wounds {
            continue;
        }
        let slot = if kills { &mut killed } else { &mut injured };
        if slot.is_some() {
            continue;
        }
        let own_dual = kills && t.word.ends_with("قتيلين");
        let before = i.checked_sub(1).filter(|&b| b >= words.start).and_then(|b| number(scene, b));
        // «ثلاثة جنود قتلوا»: the number stands with the subject before the verb.
        let they = t.any_verb().is_some_and(|f| f.subject == Subject::They && !f.before_pronoun);
        let earlier = || (words.start.max(i.saturating_sub(4))..i).rev().find_map(|j| number(scene, j));
        let plural_noun =
            matches!(t.word.trim_start_matches('و'), "قتلى" | "جرحى" | "شهداء" | "قتيلا" | "جريحا" | "مصابا");
        let after = || {
            (i + 1..words.end.min(i + 5))
                .take_while(|&j| {
                    !matches!(scene.tokens[j].word, "،" | "في" | "؛") && !scene.tokens[j].is_surely_verb()
                })
                .find_map(|j| number(scene, j).or_else(|| dual_persons(scene.tokens[j].word)))
        };
        *slot = if own_dual {
            Some(2)
        } else if plural_noun {
            before
        } else if they {
            earlier()
        } else {
            after()
        };
    }
    (killed, injured)
}

/// `شخصين`, `جنديين`: two.
fn dual_persons(word: &str) -> Option<u32> {
    matches!(word, "شخصين" | "شخصان" | "جنديين" | "جنديان" | "عنصرين" | "قياديين" | "عنصران").then_some(2)
}
