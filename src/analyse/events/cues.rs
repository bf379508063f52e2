//! The words that tell of events: verbs, nouns, roles and particles, from `assets/triggers.json`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use anyhow::Context as _;
use foldhash::{HashMap, HashSet};
use serde::Deserialize;

use super::classes::{Class, Stem, Subject, Trait};
use super::meanings::{Facts, Meanings, NOTHING, Traits};
use super::morph::{past_forms, verb_forms, weak_passives};
use super::sense::{Clitics, Kind, Sense};
use super::stems::Stems;
use crate::analyse::memory::Memories;
use crate::text::{Fold, fold};

/// The table of cues.
#[derive(Debug, Default)]
pub struct Cues {
    /// Which of the meanings each word has.
    words: HashMap<String, u32>,
    /// What words mean; the first of them is nothing.
    meanings: Vec<Meanings>,
    lemmas: Vec<String>,
    subjects: HashMap<String, Subject>,
    /// The traits of each lemma.
    traits: Vec<Traits>,
    stems: Stems,
    openers: HashSet<String>,
    /// What was found out about the words of texts.
    pub memories: Memories<Facts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: BTreeMap<Class, Vec<Vec<String>>>,
    nouns: BTreeMap<Class, Vec<Vec<String>>>,
    roles: BTreeMap<Class, Vec<String>>,
    words: BTreeMap<Class, Vec<String>>,
    subjects: BTreeMap<Subject, Vec<String>>,
    openers: Vec<String>,
    traits: BTreeMap<Trait, Vec<String>>,
    stems: BTreeMap<Stem, Vec<String>>,
}

const BUILT_IN_JSON: &str = include_str!("../../../assets/triggers.json");

/// The key of `بيّن`, the one spelling that keeps its shadda.
pub const EXPLAINED: &str = "بيّن";

/// Classes of verbs of saying, whose passive is nobody's word.
const SPOKEN: [Class; 6] =
    [Class::Say, Class::SayWithContent, Class::Explain, Class::PassOn, Class::Threaten, Class::Deny];

/// Pronouns that hang on verbs and nouns, longest first.
const PRONOUNS: [&str; 6] = ["هما", "هم", "ها", "هن", "نا", "ه"];

impl Cues {
    /// The table that comes with the program, made once.
    pub fn built_in() -> &'static Self {
        // A test holds that the embedded file is well-formed; if it were not, no event would be found.
        static BUILT_IN: LazyLock<Cues> =
            LazyLock::new(|| Cues::from_json(BUILT_IN_JSON).unwrap_or_default());
        &BUILT_IN
    }

    /// Reads a table. Verbs are `[past, present]` or `[past, present, passive past]`, nouns are all their
    /// numbers, roles and words are single spellings without harakat.
    ///
    /// # Errors
    /// If `json` does not have the table's form.
    pub fn from_json(json: &str) -> anyhow::Result<Self> {
        let file: File = serde_json::from_str(json)?;
        let mut cues = Self { meanings: vec![Meanings::default()], ..Self::default() };
        for (class, verbs) in &file.verbs {
            for verb in verbs {
                let [past, present, rest @ ..] = verb.as_slice() else {
                    anyhow::bail!("verb {verb:?} of {class:?} has no present");
                };
                let lemma = cues.lemma(past)?;
                let mut forms = verb_forms(past, present);
                forms.extend(rest.iter().flat_map(|passive| past_forms(passive, true)));
                if !SPOKEN.contains(class) {
                    forms.extend(weak_passives(past));
                }
                for (mut word, form) in forms {
                    // Without its shadda «بيّن» (made clear) is the preposition «بين» (between).
                    if word == "بين" {
                        word = EXPLAINED.to_owned();
                    }
                    cues.add(word, Sense { class: *class, lemma, kind: Kind::Verb(form) });
                }
            }
        }
        for (class, nouns) in &file.nouns {
            for numbers in nouns {
                let Some(first) = numbers.first() else { continue };
                let lemma = cues.lemma(first)?;
                for number in numbers {
                    cues.add_noun(number, Sense { class: *class, lemma, kind: Kind::Noun });
                }
            }
        }
        for (group, kind) in [(&file.roles, Kind::Role), (&file.words, Kind::Word)] {
            for (class, words) in group {
                for word in words {
                    let lemma = cues.lemma(word)?;
                    cues.add_noun(word, Sense { class: *class, lemma, kind });
                }
            }
        }
        for (of, lemmas) in &file.traits {
            for lemma in lemmas {
                let mut with = 0;
                for (name, traits) in cues.lemmas.iter().zip(&mut cues.traits) {
                    if name == lemma {
                        traits.add(*of);
                        with += 1;
                    }
                }
                anyhow::ensure!(with > 0, "{lemma:?} of the trait {of:?} is no lemma of the table");
            }
        }
        for meanings in &mut cues.meanings {
            let of = |sense: &Sense| cues.traits.get(usize::from(sense.lemma)).copied().unwrap_or_default();
            meanings.traits = meanings.senses.iter().map(of).fold(Traits::default(), Traits::with);
        }
        cues.stems = Stems::new(file.stems)?;
        cues.openers = file.openers.iter().map(|word| fold(word, Fold::Strict).text).collect();
        for (subject, words) in &file.subjects {
            let folded = words.iter().map(|word| (fold(word, Fold::Strict).text, *subject));
            cues.subjects.extend(folded);
        }
        Ok(cues)
    }

    fn lemma(&mut self, word: &str) -> anyhow::Result<u16> {
        self.lemmas.push(word.to_owned());
        self.traits.push(Traits::default());
        u16::try_from(self.lemmas.len() - 1).context("too many lemmas")
    }

    /// Whether the sense's lemma has a trait.
    pub fn has(&self, sense: &Sense, of: Trait) -> bool {
        self.traits.get(usize::from(sense.lemma)).is_some_and(|traits| traits.has(of))
    }

    /// The dictionary form of the sense's lemma.
    pub fn lemma_of(&self, sense: &Sense) -> Option<&str> {
        self.lemmas.get(usize::from(sense.lemma)).map(String::as_str)
    }

    /// Whether a clause may begin after the strictly folded word: `لقد`, `في سياق متصل`, `من جهته`.
    pub fn opens(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// What the strictly folded word says the text is about, if anything.
    pub fn subject(&self, word: &str) -> Option<Subject> {
        let known = |w: &str| self.subjects.get(w).copied();
        let bare =
            |w: &str| known(w).or_else(|| known(w.strip_prefix("ال").or_else(|| w.strip_prefix("لل"))?));
        let after = |w: &str, letters: &[char]| bare(w.strip_prefix(letters).filter(|rest| rest.len() > 6)?);
        bare(word).or_else(|| after(word, &['و', 'ف'])).or_else(|| after(word, &['ب', 'ل', 'ك']))
    }

    fn add(&mut self, word: String, sense: Sense) {
        let next = u32::try_from(self.meanings.len()).unwrap_or(u32::MAX);
        let at = *self.words.entry(word).or_insert(next);
        if at == next {
            self.meanings.push(Meanings::default());
        }
        if let Some(meanings) = self.meanings.get_mut(at as usize) {
            meanings.add(sense);
        }
    }

    fn add_noun(&mut self, word: &str, sense: Sense) {
        let word = fold(word, Fold::Strict).text;
        // A final ة is often written ه, and is ت before a pronoun.
        if let Some(bare) = word.strip_suffix('ة') {
            self.add(format!("{bare}ه"), sense);
            self.add(format!("{bare}ت"), sense);
        }
        // The accusative of an indefinite noun: هجوما, صاروخا, مسؤولا.
        if sense.kind != Kind::Word && !word.ends_with(['ة', 'ى', 'ا', 'ت', 'ء']) {
            self.add(format!("{word}ا"), sense);
        }
        self.add(word, sense);
    }

    /// Everything that can be said of a strictly folded word by itself.
    pub fn facts(&self, word: &str) -> Facts {
        let (meanings, clitics) = self.look_up(word);
        Facts { meanings, clitics, subject: self.subject(word), stems: self.stems.of(word) }
    }

    /// The meanings with the number that [`facts`](Self::facts) gives.
    pub fn meanings(&self, at: u32) -> &Meanings {
        self.meanings.get(at as usize).unwrap_or(&NOTHING)
    }

    fn means(&self, at: u32, fits: impl Fn(&Sense) -> bool) -> bool {
        self.meanings(at).senses.iter().any(fits)
    }

    /// What a strictly folded word can mean, and what had to be taken off it.
    fn look_up(&self, word: &str) -> (u32, Clitics) {
        let whole = Clitics::default();
        if let Some(senses) = self.words.get(word).copied() {
            return (senses, whole);
        }
        if let Some(found) = self.without_prefixes(word, whole) {
            return found;
        }
        if let Some(rest) = word.strip_prefix(['و', 'ف'])
            && rest.len() > 2
        {
            let clitics = Clitics { conjunction: true, ..whole };
            if let Some(senses) = self.words.get(rest).copied() {
                return (senses, clitics);
            }
            if let Some(found) = self.without_prefixes(rest, clitics) {
                return found;
            }
        }
        (0, whole)
    }

    fn without_prefixes(&self, word: &str, clitics: Clitics) -> Option<(u32, Clitics)> {
        if let Some(rest) = word.strip_prefix("لل") {
            let clitics = Clitics { preposition: Some('ل'), article: true, ..clitics };
            return self.bare(rest, clitics, is_nominal);
        }
        if let Some(rest) = word.strip_prefix("ال") {
            return self.bare(rest, Clitics { article: true, ..clitics }, is_nominal);
        }
        if let Some(rest) = word.strip_prefix('س') {
            let future = Clitics { future: true, ..clitics };
            if let Some(found) = self.bare(rest, future, is_present) {
                return Some(found);
            }
        }
        if let Some(letter @ ('ب' | 'ل' | 'ك')) = word.chars().next() {
            let rest = &word[letter.len_utf8()..];
            let clitics = Clitics { preposition: Some(letter), ..clitics };
            let found = match rest.strip_prefix("ال") {
                Some(rest) => self.bare(rest, Clitics { article: true, ..clitics }, is_nominal),
                None => self.bare(rest, clitics, is_nominal),
            };
            if found.is_some() {
                return found;
            }
            // لـ of purpose before a verb: لتباشر, ليؤكد.
            if letter == 'ل'
                && let Some(found) = self.bare(rest, clitics, is_present)
            {
                return Some(found);
            }
        }
        self.without_pronoun(word, clitics, |_| true)
    }

    fn bare(&self, word: &str, clitics: Clitics, fits: fn(&Sense) -> bool) -> Option<(u32, Clitics)> {
        if let Some(senses) = self.words.get(word).copied()
            && self.means(senses, fits)
        {
            return Some((senses, clitics));
        }
        if clitics.article { None } else { self.without_pronoun(word, clitics, fits) }
    }

    fn without_pronoun(
        &self,
        word: &str,
        clitics: Clitics,
        fits: fn(&Sense) -> bool,
    ) -> Option<(u32, Clitics)> {
        let takes_pronoun = |s: &Sense| !matches!(s.kind, Kind::Word);
        PRONOUNS.iter().filter_map(|pronoun| word.strip_suffix(pronoun)).find_map(|rest| {
            let senses = *self.words.get(rest)?;
            let clitics = Clitics { pronoun: true, ..clitics };
            self.means(senses, |s| fits(s) && takes_pronoun(s)).then_some((senses, clitics))
        })
    }
}

fn is_nominal(sense: &Sense) -> bool {
    !matches!(sense.kind, Kind::Verb(_))
}

fn is_present(sense: &Sense) -> bool {
    matches!(sense.kind, Kind::Verb(form) if form.tense == super::morph::Tense::Present)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(word: &str) -> Option<(Class, Clitics)> {
        let cues = Cues::built_in();
        let (meanings, clitics) = cues.look_up(&fold(word, Fold::Strict).text);
        cues.meanings(meanings).senses.first().map(|s| (s.class, clitics))
    }

    #[test]
    fn the_embedded_table_is_well_formed() {
        Cues::from_json(BUILT_IN_JSON).unwrap();
    }

    #[test]
    fn words_are_found_under_their_clitics() {
        for (word, class) in [
            ("وأضاف", Class::Say),
            ("ولفتت", Class::Say),
            ("واستُهدفت", Class::Attack),
            ("استهدفتها", Class::Attack),
            ("للقصف", Class::Attack),
            ("لهجوم", Class::Attack),
            ("ستنهي", Class::BeginEnd),
            ("هجماتها", Class::Attack),
            ("بانسحاب", Class::Withdraw),
            ("المتحدث", Class::Spokesman),
            ("وتبنتها", Class::Claim),
        ] {
            assert_eq!(first(word).map(|f| f.0), Some(class), "{word}");
        }
        assert_eq!(first("بغداد"), None);
        assert_eq!(first("ستنسحب").map(|f| f.1.future), Some(true));
    }
}
