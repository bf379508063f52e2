//! How the text stands to a strike: told, threatened, denied, supposed.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::morph::{Subject as Form, Tense};
use super::scene::Scene;
use super::token::Token;
use crate::model::Modality;
use crate::text::TokenKind;

/// How far before a word its negation or condition may stand.
const SCOPE: usize = 9;

/// The modality of the strike that the word at `i` (and the noun at `noun`) tells.
pub fn modality(scene: &Scene<'_>, i: usize, noun: Option<usize>, words: &Range<usize>) -> Modality {
    let token = &scene.tokens[i];
    let form = token.any_verb();
    if token.clitics.future {
        return Modality::Threatened;
    }
    if form.is_some_and(|f| f.subject == Form::Speaker && f.tense == Tense::Present) {
        return Modality::Threatened;
    }
    let first = noun.map_or(i, |n| n.min(i));
    // «تعليق هجماتها», «وقف القصف»
    let stopped = |n: usize| {
        n > words.start
            && matches!(
                scene.tokens[n - 1].word.trim_start_matches(['و', 'ب', 'ل']),
                "تعليق" | "ايقاف" | "وقف" | "انهاء" | "تجميد"
            )
    };
    if stopped(noun.unwrap_or(i)) {
        return Modality::Hypothetical;
    }
    // «أوقفت الفصائل استهداف …»
    let halted = form.is_none()
        && (first.saturating_sub(5).max(words.start)..first)
            .any(|j| scene.has(j, Trait::Stops) && scene.tokens[j].any_verb().is_some_and(Token::is_past));
    if halted && noun.is_some_and(|n| !scene.is_governed(n)) {
        return Modality::Hypothetical;
    }
    let from = first.saturating_sub(SCOPE).max(words.start);
    let past = form.is_some_and(Token::is_past);
    // «توعد بالرد على الهجوم الذي …»: what has the article and a relative clause is known to have happened.
    let known = scene.tokens[first].clitics.article
        && (first + 1..words.end.min(first + 4)).any(|j| scene.tokens[j].is(Class::Relative));
    // «أن تتعرض», «أن تستهدف»: what is expected or feared.
    let subjunctive = first > words.start && scene.tokens[first - 1].word == "ان";
    if subjunctive && form.is_some_and(|f| f.tense == Tense::Present) {
        return Modality::Hypothetical;
    }
    for j in (from..first).rev() {
        let t = &scene.tokens[j];
        if t.word == "؛" || t.word == "." {
            break;
        }
        let untrue = t.word.ends_with("لا") && scene.at(j + 1).is_some_and(|t| t.word == "صحة");
        // «طائرة من دون طيار» denies nothing.
        let pilotless = scene.at(j + 1).is_some_and(|t| t.word == "طيار");
        // «لم ينس العراقيون هجوم …»: another verb is denied, and no strike.
        let of_other = form.is_none()
            && matches!(t.word.trim_start_matches(['و', 'ف']), "لم" | "لا" | "لن")
            && j + 1 < first
            && scene.at(j + 1).is_some_and(|n| {
                let happens = [
                    Class::Suffer,
                    Class::CarryOut,
                    Class::Fall,
                    Class::Claim,
                    Class::Attack,
                    Class::Fire,
                    Class::BeginEnd,
                    Class::Say,
                    Class::SayWithContent,
                    Class::Announce,
                    Class::Kill,
                    Class::Resume,
                    Class::Other,
                ];
                n.kind == TokenKind::Word && n.word.starts_with(['ي', 'ت']) && !n.is_any(&happens)
            });
        if untrue || t.is(Class::Not) && j + 3 >= first && !pilotless && !of_other {
            return Modality::Denied;
        }
        // «قد» before a past tense only makes it sure, and «فقد لقي عراقيان …» tells what happened.
        let sure = t.word.ends_with("قد")
            && (past || scene.at(j + 1).is_some_and(|n| n.any_verb().is_none_or(Token::is_past)));
        if t.is(Class::If) && !sure {
            return Modality::Hypothetical;
        }
        if t.noun(Class::Foiling).is_some() {
            return Modality::Foiled;
        }
        if t.verb(Class::Deny).is_some() && !known {
            return Modality::Denied;
        }
        if t.verb(Class::Threaten).is_some() && !known || t.clitics.future {
            return Modality::Threatened;
        }
        // «نجا من محاولة اغتيال»: the attempt was made.
        let attempted = t.word.contains("محاول")
            && scene.at(j + 1).is_some_and(|t| t.noun(Class::Attack).is_some())
            && scene.tokens[i].verb(Class::Suffer).is_some_and(Token::is_past);
        // «العودة إلى المناطق التي تعرضت للقصف»: another clause.
        let apart = scene.tokens[j + 1..first].iter().any(|t| t.is(Class::Relative) || t.is(Class::That));
        let feared = t.noun(Class::Hypothesis).is_some() && !apart;
        if !attempted && (t.verb(Class::May).is_some() || feared) {
            return Modality::Hypothetical;
        }
    }
    // «جددت … تهديدها باستهداف»: between the verb and its noun.
    if let Some(noun) = noun
        && (i + 1..noun).any(|j| {
            let attempted =
                scene.tokens[i].verb(Class::Suffer).is_some() && scene.tokens[j].word.contains("محاول");
            scene.tokens[j].noun(Class::Hypothesis).is_some() && !attempted
        })
    {
        return Modality::Hypothetical;
    }
    // A verb of denial or threat governs the whole of its sentence: «نفى … وقوع أي هجوم».
    // «نافياً أن يكون فصيله قد قصف»: the participle does as the verb.
    let governs = |class| {
        let words = scene.tokens[words.start..first].iter();
        words.filter(|t| !t.quoted).any(|t| t.verb(class).is_some() || t.noun(class).is_some())
    };
    // «نفى أن تكون الحركة قد استهدفت»
    let supposed = scene.tokens[from..first].iter().any(|t| matches!(t.word, "تكون" | "يكون" | "يكونوا"));
    if (!past || supposed) && !known && governs(Class::Deny) {
        return Modality::Denied;
    }
    if !past && !known && governs(Class::Threaten) {
        return Modality::Threatened;
    }
    Modality::Asserted
}
