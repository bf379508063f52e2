//! Nations, their adjectives, and the institutions that patterns make with them.

use super::super::file::{Entry, Pattern, Wrong};
use super::super::institutions::{Institutions, NationNames};
use super::super::{Adjective, Meaning, Nation, Sense, Traits, When, WordId};
use super::BuildError;
use crate::analyse::lexicon::Lexicon;
use crate::model::EntityType;

/// The words of a nation's names.
pub(super) struct NationWords {
    /// Of the country.
    country: Vec<Vec<WordId>>,
    /// Of its capital.
    capital: Vec<Vec<WordId>>,
}

impl Lexicon {
    /// Numbers the nations and their adjectives; what comes out are the words of their names.
    pub(super) fn add_nations(&mut self, entries: &[Entry<'_>]) -> Result<Vec<NationWords>, BuildError> {
        let mut words = Vec::new();
        for (index, entry) in (0u32..).zip(entries) {
            if entry.kind != Some(EntityType::Country) && entry.prefix.is_none() {
                continue;
            }
            let Ok(country) = u16::try_from(self.nations.len()) else {
                let wrong = Wrong::new("type", "there are too many countries".into());
                return Err(BuildError { entry: entry.id.to_string(), wrong });
            };
            self.nations.push(Nation { entity: index, made: Vec::new() });
            let country_words = self.names_of(entry);
            if entry.kind == Some(EntityType::Country) {
                self.name_nation(&country_words, country);
            }
            words.push(NationWords { country: country_words, capital: Vec::new() });
            for base in &entry.adjectives {
                for (form, definite, feminine) in inflections(base) {
                    let id = self.words.add(&form);
                    self.words.mark(id, Traits::NATIONALITY);
                    self.adjectives.entry(id).or_insert(Adjective { country, definite, feminine });
                }
            }
        }
        for entry in entries.iter().filter(|e| e.capital) {
            let of = entry.of.as_deref().and_then(|id| self.index_of(id));
            let Some(nation) = self.nations.iter().position(|n| Some(n.entity) == of) else { continue };
            let names = self.names_of(entry);
            self.name_nation(&names, u16::try_from(nation).unwrap_or(u16::MAX));
            if let Some(words) = words.get_mut(nation) {
                words.capital.extend(names);
            }
        }
        Ok(words)
    }

    fn names_of(&mut self, entry: &Entry<'_>) -> Vec<Vec<WordId>> {
        let mut names = Vec::with_capacity(1 + entry.forms.len());
        for form in std::iter::once(&entry.ar).chain(&entry.forms) {
            let mut ids = Vec::new();
            self.words_of(form, &mut ids);
            names.push(ids);
        }
        names
    }

    /// Names of one word tell of which nation a sentence speaks.
    fn name_nation(&mut self, names: &[Vec<WordId>], nation: u16) {
        for name in names {
            if let [word] = name[..] {
                self.nation_names.entry(word).or_insert(nation);
            }
        }
    }

    /// The institutions that patterns make. Their entities are made when one is asked for.
    pub(super) fn make_institutions(
        &mut self,
        patterns: Vec<Pattern>,
        entries: &[Entry<'_>],
    ) -> Vec<Pattern> {
        let names =
            self.nations.iter().filter_map(|n| entries.get(n.entity as usize)).map(NationNames::of).collect();
        let first = self.gazetteer.end();
        let institutions = Institutions::new(first, &patterns, names);
        let mut id = String::new();
        for nation in 0..self.nations.len() {
            let mut made = Vec::with_capacity(patterns.len());
            for pattern in 0..patterns.len() {
                institutions.id(nation, pattern, &mut id);
                let known = self.named(&id);
                made.push(known.unwrap_or_else(|| institutions.index(nation, pattern)));
            }
            self.nations[nation].made = made;
        }
        self.institutions = institutions;
        patterns
    }

    /// Puts the forms of patterns in.
    pub(super) fn add_patterns(&mut self, patterns: &[Pattern], nations: &[NationWords]) {
        for (number, pattern) in (0u16..).zip(patterns) {
            let sense = Sense { meaning: Meaning::Pattern(number), when: When::Always, no_clitic: false };
            let mut ids = Vec::new();
            for form in &pattern.forms {
                if form.contains("{country}") || form.contains("{capital}") {
                    self.add_with_names(form, number, nations);
                } else {
                    self.words_of(form, &mut ids);
                    self.forms.add(&ids, sense);
                }
            }
            for form in &pattern.bare {
                self.words_of(form, &mut ids);
                self.forms.add(&ids, sense);
            }
        }
    }

    /// `جيش {country}` with the names of every country.
    fn add_with_names(&mut self, form: &str, pattern: u16, nations: &[NationWords]) {
        let (slot, of_country) =
            if form.contains("{country}") { ("{country}", true) } else { ("{capital}", false) };
        let Some((before, after)) = form.split_once(slot) else { return };
        let (mut head, mut tail) = (Vec::new(), Vec::new());
        self.words_of(before, &mut head);
        self.words_of(after, &mut tail);
        let mut ids = Vec::new();
        for (words, nation) in nations.iter().zip(&self.nations) {
            let Some(&made) = nation.made.get(usize::from(pattern)) else { continue };
            let sense = Sense { meaning: Meaning::Entity(made), when: When::Always, no_clitic: false };
            for name in if of_country { &words.country } else { &words.capital } {
                ids.clear();
                ids.extend(head.iter().chain(name).chain(&tail));
                self.forms.add(&ids, sense);
            }
        }
    }
}

/// The forms of a nationality adjective in the singular, each with whether it has the article and is feminine.
fn inflections(base: &str) -> [(String, bool, bool); 4] {
    [
        (format!("ال{base}"), true, false),
        (format!("ال{base}ة"), true, true),
        (base.to_owned(), false, false),
        (format!("{base}ة"), false, true),
    ]
}
