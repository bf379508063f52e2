//! Strikes told by what fires, falls or goes off: `أطلقت صواريخ`, `سقط صاروخ`, `فتح مسلحون النار`.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::scene::Scene;
use super::{casualties, figurative};

/// The weapon or the strike by which the verb of firing or falling at `i` tells that something was struck.
///
/// `after` gives the first weapon or strike after it. Of a strike that was told already its weapon may be said to have gone
/// off (`زرع مجهولون عبوة انفجرت`): that is no other one.
pub fn fire_or_fall(
    scene: &Scene<'_>,
    i: usize,
    words: &Range<usize>,
    told: bool,
    after: impl Fn() -> Option<usize>,
) -> Option<usize> {
    let token = &scene.tokens[i];
    let (fires, falls) = (token.verb(Class::Fire).is_some(), token.verb(Class::Fall).is_some());
    let weapon_before = i > words.start && scene.tokens[i - 1].noun(Class::Weapon).is_some();
    // «انفجار لغم زرعه التنظيم», «بعدما رشقوه»: more of the strike that was told.
    let more = told && fires && (token.clitics.pronoun || weapon_before);
    let same = told && falls && !token.clitics.conjunction && weapon_before;
    if !(fires || falls) || more || same {
        return None;
    }
    // «عبوة ناسفة انفجرت»
    let before = || {
        (words.start.max(i.saturating_sub(6))..i)
            .rev()
            .take_while(|&j| !scene.tokens[j].is_surely_verb() && !scene.tokens[j].is(Class::That))
            .find(|&j| scene.tokens[j].noun(Class::Weapon).is_some())
    };
    // «فتحت مسيرة نيرانها على …»: the fire, and not who opens it.
    let opens_fire = scene.has(i, Trait::OpensFire);
    let fire = || (i + 1..words.end.min(i + 7)).find(|&n| opens_fire && figurative::is_fire(scene, n));
    let noun = fire().or_else(after).or_else(before)?;
    let t = &scene.tokens[noun];
    let pours = scene.lemma_of(token, Class::Fire) == Some("صب") && t.clitics.pronoun;
    // «سقطت أعمدة على سيارات»: what falls is no weapon. «انطلقت الطائرات»: they only took off.
    let under = noun > i
        && scene.tokens[noun - 1].is_preposition()
        && (scene.has(i, Trait::Counts)
            || scene.has(i, Trait::StrikesByItself)
                && matches!(scene.tokens[noun - 1].word, "على" | "فوق" | "قرب"));
    let takes_off = scene.lemma_of(token, Class::Fall) == Some("انطلق")
        && (t.clitics.article || casualties::is_vehicle(t));
    let told_by = fires || t.is(Class::Attack) || scene.has(i, Trait::StrikesByItself);
    let is_strike = told_by
        && strikes(scene, noun)
        && !under
        && !takes_off
        && (!opens_fire || figurative::is_fire(scene, noun) || pours)
        && !figurative::is_arrest_or_criticism(scene, i, noun)
        && !figurative::is_accident(scene, noun, words)
        && !figurative::is_peaceful(scene, i, words);
    is_strike.then_some(noun)
}

/// Whether the noun means a strike with arms, and no figure of speech.
pub fn strikes(scene: &Scene<'_>, i: usize) -> bool {
    let next = |n: usize| scene.at(i + n).is_some_and(|t| t.is(Class::Metaphor));
    !(next(1) || next(2) && !scene.tokens[i + 1].is_preposition())
}
