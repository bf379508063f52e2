//! All that a spelling can mean, with its classes as sets: what every rule asks of every word, answered by one bit.

use super::classes::{Class, Subject, Trait};
use super::sense::{Clitics, Kind, Sense};
use super::stems::Found;

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u128);

impl Classes {
    /// Whether the class is in it.
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    /// Whether none is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// All but one class.
    pub const fn without(self, class: Class) -> Self {
        Self(self.0 & !(1 << class as u32))
    }

    const fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u32)
    }
}

/// A set of traits of lemmas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(u64);

impl Traits {
    /// Whether the trait is in it.
    pub const fn has(self, of: Trait) -> bool {
        self.0 & (1 << of as u32) != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Puts a trait in.
    pub const fn add(&mut self, of: Trait) {
        self.0 |= 1 << of as u32;
    }
}

/// All that a spelling can mean.
#[derive(Debug, Default)]
pub struct Meanings {
    /// Its senses, in the order of the table.
    pub senses: Vec<Sense>,
    /// The classes of all senses.
    pub classes: Classes,
    /// The classes of those that are verbs.
    pub verbs: Classes,
    /// The classes of those that are nouns.
    pub nouns: Classes,
    /// Whether it can be somebody who speaks.
    pub role: bool,
    /// Whether it can be something other than a verb.
    pub not_verb: bool,
    /// The traits of all its lemmas.
    pub traits: Traits,
}

/// Everything that the table says of a word by itself, wherever it stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// What it can mean, as the number of its meanings in the table; 0 is nothing.
    pub meanings: u32,
    /// What had to be taken off it to find them.
    pub clitics: Clitics,
    /// What it says the text is about.
    pub subject: Option<Subject>,
    /// The kinds of stems that it has in it.
    pub stems: Found,
}

/// What a spelling means that is not in the table.
pub static NOTHING: Meanings = Meanings {
    senses: Vec::new(),
    classes: Classes(0),
    verbs: Classes(0),
    nouns: Classes(0),
    role: false,
    not_verb: false,
    traits: Traits(0),
};

impl Meanings {
    /// Adds a sense, unless it is there.
    pub fn add(&mut self, sense: Sense) {
        if self.senses.contains(&sense) {
            return;
        }
        self.classes = self.classes.with(sense.class);
        match sense.kind {
            Kind::Verb(_) => self.verbs = self.verbs.with(sense.class),
            Kind::Noun => self.nouns = self.nouns.with(sense.class),
            Kind::Role => self.role = true,
            Kind::Word => {}
        }
        self.not_verb |= !matches!(sense.kind, Kind::Verb(_));
        self.senses.push(sense);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::events::morph::{Subject, Tense, VerbForm};

    #[test]
    fn the_sets_say_what_the_senses_say() {
        let form =
            VerbForm { tense: Tense::Past, subject: Subject::He, passive: false, before_pronoun: false };
        // The first class and the last: all of them have a bit.
        let verb = Sense { class: Class::Say, lemma: 0, kind: Kind::Verb(form) };
        let word = Sense { class: Class::Planned, lemma: 1, kind: Kind::Word };
        let mut meanings = Meanings::default();
        for sense in [verb, word, verb] {
            meanings.add(sense);
        }
        assert_eq!(meanings.senses, [verb, word]);
        assert!(meanings.classes.has(Class::Say) && meanings.classes.has(Class::Planned));
        assert!(meanings.verbs.has(Class::Say) && !meanings.verbs.has(Class::Planned));
        assert!(meanings.nouns.is_empty() && meanings.not_verb && !meanings.role);
    }
}
