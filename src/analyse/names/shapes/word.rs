//! Which words can be part of a name after a class noun.

use super::Finder;
use crate::analyse::lexicon::Traits;

impl Finder<'_> {
    /// Whether a word that no lexicon knows can be part of a name: no ordinary word, adjective or possessed noun.
    pub(super) fn may_be_name(&self, at: usize) -> bool {
        let ordinary = Traits::COMMON
            .with(Traits::PLAIN)
            .with(Traits::NATIONALITY)
            .with(Traits::SAYING)
            .with(Traits::TITLE)
            .with(Traits::PLACE_NOUN)
            .with(Traits::SETTLEMENT)
            .with(Traits::LOCATIVE)
            .with(Traits::FACILITY_NOUN)
            .with(Traits::FACILITY_ADJECTIVE);
        self.view.is_word(at)
            && !self.is_covered(at)
            && !self.view.traits(at).any(ordinary)
            && !self.is_adjective(at)
            && !self.is_possessed(at)
    }

    /// `قاعدة خلفية`, `كتائب إضافية`: an adjective without the article.
    pub(super) fn is_adjective(&self, at: usize) -> bool {
        let folded = self.view.folded(at);
        !folded.starts_with("ال") && (folded.ends_with("يه") || folded.ends_with("ية"))
    }

    /// `كتيبة بلاده`: a known word with a pronoun.
    pub(super) fn is_possessed(&self, at: usize) -> bool {
        let folded = self.view.folded(at);
        let words = &self.view.lexicon.words;
        let known = |stem: &str| {
            let id = words.common(stem).or_else(|| words.loose(stem));
            id.is_some_and(|id| words.traits(id).any(Traits::PLAIN.with(Traits::COMMON)))
        };
        ["ها", "هم", "هما", "نا", "ه"].iter().any(|pronoun| folded.strip_suffix(pronoun).is_some_and(known))
    }
}
