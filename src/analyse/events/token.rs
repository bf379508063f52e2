//! One word as the rules of events see it: what it can mean, what hangs on it, and where it stands.

use super::classes::{Class, Subject as Topic};
use super::meanings::Meanings;
use super::morph::{Subject, Tense, VerbForm};
use super::sense::{Clitics, Kind, Sense};
use super::stems::Found;
use crate::model::Span;
use crate::text::TokenKind;

/// One word in its place.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    /// Where it is.
    pub span: Span,
    /// Its strictly folded spelling.
    pub word: &'a str,
    /// What it is made of.
    pub kind: TokenKind,
    /// What it can mean; nothing inside names (weapons apart) and dates.
    pub senses: &'a [Sense],
    /// The classes of these senses.
    pub meanings: &'a Meanings,
    /// What it says the text is about.
    pub about: Option<Topic>,
    /// The kinds of stems that it has in it.
    pub stems: Found,
    /// What was taken off it to find its senses.
    pub clitics: Clitics,
    /// The index of the name that it is part of.
    pub mention: Option<usize>,
    /// The index of the date that it is part of.
    pub date: Option<usize>,
    /// Whether it stands in quoted speech (not merely in a name with quotation marks).
    pub quoted: bool,
    /// Whether it is spelt like a verb but stands where only a noun can (`نيتها سحب`, `بعد قصف`).
    pub only_noun: bool,
}

impl Token<'_> {
    /// The word's sense of a class.
    pub fn sense(&self, class: Class) -> Option<&Sense> {
        if self.is(class) { self.senses.iter().find(|s| s.class == class) } else { None }
    }

    /// Whether the word can be of a class.
    pub fn is(&self, class: Class) -> bool {
        self.meanings.classes.has(class)
    }

    /// Whether the word can be of one of some classes.
    pub fn is_any(&self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.is(class))
    }

    /// The word's form as a finite verb of a class, if it can be one.
    pub fn verb(&self, class: Class) -> Option<VerbForm> {
        if !self.meanings.verbs.has(class) {
            return None;
        }
        // «أصيب» is also "I hit", «ألمح» "I see": news tells of others.
        let forms = || {
            self.senses.iter().filter_map(|s| match s.kind {
                Kind::Verb(form) if s.class == class && self.can_be(form) => Some(form),
                _ => None,
            })
        };
        forms().find(|f| f.tense == Tense::Past).or_else(|| forms().next())
    }

    /// The word's form as a finite verb of any class; the past where it can be two (`تسلم`).
    pub fn any_verb(&self) -> Option<VerbForm> {
        if self.meanings.verbs.is_empty() {
            return None;
        }
        let forms = || {
            self.senses.iter().filter_map(|s| match s.kind {
                Kind::Verb(form) if self.can_be(form) => Some(form),
                _ => None,
            })
        };
        forms().find(|f| f.tense == Tense::Past).or_else(|| forms().next())
    }

    fn can_be(&self, form: VerbForm) -> bool {
        (!form.before_pronoun || self.clitics.pronoun)
            && !self.only_noun
            && !self.clitics.article
            && !matches!(self.clitics.preposition, Some('ب' | 'ك'))
    }

    /// Whether the word can be a finite verb and nothing else.
    pub fn is_surely_verb(&self) -> bool {
        !self.meanings.not_verb && self.any_verb().is_some()
    }

    /// Whether the word can be a noun of a class.
    pub fn noun(&self, class: Class) -> Option<&Sense> {
        if !self.meanings.nouns.has(class) {
            return None;
        }
        self.senses.iter().find(|s| s.class == class && s.kind == Kind::Noun)
    }

    /// Whether the word can be a noun for somebody who speaks.
    pub fn is_role(&self) -> bool {
        self.meanings.role
    }
}

impl Token<'_> {
    /// Whether the word is a preposition of its own.
    pub fn is_preposition(&self) -> bool {
        self.is(Class::Preposition) && self.clitics.preposition.is_none() && !self.clitics.article
    }

    /// Whether a verb form tells of the past (or, in reports, of the present), of somebody else.
    pub fn tells(form: VerbForm, clitics: Clitics) -> bool {
        form.subject != Subject::Speaker && !clitics.future
    }

    /// Whether a verb form is in the past tense.
    pub fn is_past(form: VerbForm) -> bool {
        form.tense == Tense::Past
    }
}
