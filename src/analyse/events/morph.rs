//! The forms that a verb takes in news prose, made from its past and present.

use crate::text::{Fold, fold};

/// Past or present; the future is the present with a prefix that the lookup takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// `أعلن`, `أعلنت`, `أعلنوا`.
    Past,
    /// `يعلن`, `تعلن`, `يعلنون`.
    Present,
}

/// Who the verb's ending or prefix points to. Arabic writing leaves some of it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// `هو`, or a masculine or plural subject that follows the verb.
    He,
    /// `هي`, or a feminine subject or a group of things that follows the verb.
    She,
    /// `هم`, `هما`: the subject stands before the verb or in an earlier clause.
    They,
    /// `أنا`, `نحن`: somebody speaks of himself.
    Speaker,
}

/// One form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbForm {
    /// Its tense.
    pub tense: Tense,
    /// Its subject.
    pub subject: Subject,
    /// Whether only the passive is written so (`اغتيل`, `أصيب`).
    pub passive: bool,
    /// Whether the form stands only before a pronoun that is its object (`تبناها`, `استهدفوها`).
    pub before_pronoun: bool,
}

/// All forms of a verb, folded strictly, without prefixes and object pronouns.
///
/// `past` and `present` are the third person masculine singular (`أعلن`, `يعلن`). Verbs that end in a weak
/// letter (`نفى`, `دعا`) lose or change it as the grammar has it.
pub fn verb_forms(past: &str, present: &str) -> Vec<(String, VerbForm)> {
    let mut out = past_forms(past, false);
    let present = fold(present, Fold::Strict).text;
    let stem = present.strip_prefix('ي').unwrap_or(&present);
    let form = |subject| VerbForm { tense: Tense::Present, subject, passive: false, before_pronoun: false };
    for (prefix, subject) in
        [("ي", Subject::He), ("ت", Subject::She), ("ن", Subject::Speaker), ("ا", Subject::Speaker)]
    {
        out.push((format!("{prefix}{stem}"), form(subject)));
    }
    let bare = stem.strip_suffix(['ي', 'ى', 'و', 'ا']).unwrap_or(stem);
    for ending in ["ون", "وا"] {
        out.push((format!("ي{bare}{ending}"), form(Subject::They)));
    }
    let dual = stem.strip_suffix('ى').map_or_else(|| stem.to_owned(), |s| format!("{s}ي"));
    for prefix in ["ي", "ت"] {
        out.push((format!("{prefix}{dual}ان"), form(Subject::They)));
    }
    out
}

/// The forms of a past tense, active or passive.
pub fn past_forms(past: &str, passive: bool) -> Vec<(String, VerbForm)> {
    // The last letter of «بدأ» is a hamza, and stays.
    let hamza = past.ends_with('أ');
    let past = fold(past, Fold::Strict).text;
    let form = |subject| VerbForm { tense: Tense::Past, subject, passive, before_pronoun: false };
    let mut out = vec![(past.clone(), form(Subject::He))];
    let mut add = |word: String, subject| out.push((word, form(subject)));
    if let Some(bare) = past.strip_suffix(['ى', 'ا']).filter(|_| !hamza) {
        let weak = if past.ends_with('ى') { "ي" } else { "و" };
        add(format!("{bare}ت"), Subject::She);
        add(format!("{bare}تا"), Subject::They);
        add(format!("{bare}وا"), Subject::They);
        add(format!("{bare}{weak}ا"), Subject::They);
        add(format!("{bare}{weak}نا"), Subject::Speaker);
        // Before an object pronoun `ى` is written `ا`: تبناها.
        let before_pronoun = VerbForm { before_pronoun: true, ..form(Subject::He) };
        out.push((format!("{bare}ا"), before_pronoun));
    } else {
        add(format!("{past}ت"), Subject::She);
        add(format!("{past}ا"), Subject::They);
        add(format!("{past}تا"), Subject::They);
        add(format!("{past}وا"), Subject::They);
        add(format!("{past}نا"), Subject::Speaker);
        // The plural before an object pronoun: استهدفوها.
        let before_pronoun = VerbForm { before_pronoun: true, ..form(Subject::They) };
        out.push((format!("{past}و"), before_pronoun));
    }
    out
}

/// The passive of a verb that ends in a weak letter, where it is spelt otherwise than the active: `أُخليت`, `طُويت`, and
/// `أُخلي` of verbs that begin with a hamza.
pub fn weak_passives(past: &str) -> Vec<(String, VerbForm)> {
    let hamza = past.starts_with('أ');
    let word = fold(past, Fold::Strict).text;
    let Some(bare) = word.strip_suffix(['ى', 'ا']).filter(|_| !past.ends_with('أ')) else {
        return Vec::new();
    };
    let form = |subject| VerbForm { tense: Tense::Past, subject, passive: true, before_pronoun: false };
    let mut out = vec![(format!("{bare}يت"), form(Subject::She))];
    if hamza {
        out.push((format!("{bare}ي"), form(Subject::He)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(past: &str, present: &str) -> Vec<String> {
        verb_forms(past, present).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn weak_verbs_have_a_passive_of_their_own() {
        let words = |past| weak_passives(past).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
        assert_eq!(words("أخلى"), ["اخليت", "اخلي"]);
        assert_eq!(words("طوى"), ["طويت"]);
        assert!(words("سلم").is_empty());
    }

    #[test]
    fn regular_and_weak_verbs_take_their_forms() {
        for (past, present, forms) in [
            ("أعلن", "يعلن", &["اعلن", "اعلنت", "اعلنا", "اعلنوا", "يعلن", "تعلن", "يعلنون"][..]),
            ("نفى", "ينفي", &["نفى", "نفت", "نفوا", "نفيا", "ينفي", "تنفي", "ينفون"]),
            ("دعا", "يدعو", &["دعا", "دعت", "دعوا", "يدعو", "تدعو", "يدعون"]),
            ("رأى", "يرى", &["راى", "رات", "راوا", "يرى", "ترى", "يرون", "يريان"]),
            ("بدأ", "يبدأ", &["بدا", "بداوا", "بدات", "يبدا", "تبدا"]),
            ("شن", "يشن", &["شن", "شنت", "شنوا", "يشن", "تشن"]),
        ] {
            let made = words(past, present);
            for form in forms {
                assert!(made.iter().any(|m| m == form), "{past}: {form} not in {made:?}");
            }
        }
    }
}
