//! Files to lexicon: entries merged, words numbered, forms put into the trie.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::file::{Company, Entry, File, Pattern, Place};
use super::{Adjective, Lexicon, Meaning, Nation, Sense, Slots, Traits, When, WordId};
use crate::model::{Entity, EntityId, EntityType, Span};
use crate::text::{TokenKind, tokens};

/// The lists of `words.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(rename = "about")]
    _about: String,
    common: Vec<String>,
    clause: Vec<String>,
    plain: Vec<String>,
    saying: Vec<String>,
    titles: Vec<String>,
    offices: Vec<String>,
    name_prefixes: Vec<String>,
    kunya: Vec<String>,
    place_nouns: Vec<String>,
    settlements: Vec<String>,
    place_of: Vec<String>,
    group_nouns: Vec<String>,
    armed_nouns: Vec<String>,
    facility_nouns: BTreeMap<String, String>,
    facility_adjectives: BTreeMap<String, String>,
    org_nouns: Vec<String>,
    org_nouns_with_names: Vec<String>,
    numbered_units: Vec<String>,
    media_nouns: Vec<String>,
    reporters: Vec<String>,
    locatives: Vec<String>,
    abstract_before: Vec<String>,
}

/// The parts of names of `name_parts.json`, each with its usual Latin spelling.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameParts {
    #[serde(rename = "about")]
    _about: String,
    #[serde(default)]
    given: BTreeMap<String, String>,
    #[serde(default)]
    family: BTreeMap<String, String>,
    #[serde(default)]
    other: BTreeMap<String, String>,
}

/// The slots of a pattern, as they are written in the file.
const DEFINITE: &str = "{al}";
const FEMININE: &str = "{alf}";
const INDEFINITE: &str = "{a}";

pub fn build(files: Vec<File>, words: Words, names: &[NameParts]) -> anyhow::Result<Lexicon> {
    let mut lexicon = Lexicon::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut patterns = Vec::new();
    let mut places = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for file in files {
        patterns.extend(file.patterns);
        places.extend(file.places);
        for entry in file.entries {
            match at.get(&entry.id) {
                Some(&i) => merge(&mut entries[i], entry),
                None => {
                    at.insert(entry.id.clone(), entries.len());
                    entries.push(entry);
                }
            }
        }
    }
    lexicon.number_words(&words);
    for list in names {
        lexicon.add_name_parts(list);
    }
    for place in places {
        if !at.contains_key(&place.0) {
            entries.push(lexicon.place(place));
        }
    }
    for entry in &entries {
        lexicon.add_entity(entry).with_context(|| format!("entry {:?}", entry.id))?;
    }
    lexicon.add_nations(&entries)?;
    lexicon.add_patterns(&patterns, &entries)?;
    lexicon.name_nations(&entries);
    for (index, entry) in entries.iter().enumerate() {
        lexicon.add_forms(entry, index_of(index)?).with_context(|| format!("entry {:?}", entry.id))?;
    }
    Ok(lexicon)
}

/// A later entry of the same id: its forms are added, its other fields win where they are given.
fn merge(into: &mut Entry, from: Entry) {
    if !into.bare && into.ar != from.ar {
        into.forms.push(std::mem::take(&mut into.ar));
    }
    into.ar = from.ar;
    into.bare = from.bare;
    into.kind = from.kind;
    into.forms.extend(from.forms);
    into.known.extend(from.known);
    into.context.extend(from.context);
    into.beside.extend(from.beside);
    into.adjectives.extend(from.adjectives);
    into.offices.extend(from.offices);
    into.no_clitic |= from.no_clitic;
    into.capital |= from.capital;
    into.en = from.en.or(into.en.take());
    into.wikidata = from.wikidata.or(into.wikidata.take());
    into.prefix = from.prefix.or(into.prefix.take());
    into.demonym = from.demonym.or(into.demonym.take());
    into.of = from.of.or(into.of.take());
}

fn index_of(index: usize) -> anyhow::Result<u32> {
    u32::try_from(index).context("too many entities")
}

impl Lexicon {
    fn number_words(&mut self, words: &Words) {
        for word in words.common.iter().chain(&words.clause) {
            self.words.add_common(word);
        }
        let lists = [
            (&words.clause, Traits::CLAUSE),
            (&words.plain, Traits::PLAIN),
            (&words.saying, Traits::SAYING),
            (&words.titles, Traits::TITLE),
            (&words.offices, Traits::OFFICE),
            (&words.name_prefixes, Traits::NAME_PREFIX),
            (&words.kunya, Traits::KUNYA),
            (&words.place_nouns, Traits::PLACE_NOUN),
            (&words.settlements, Traits::SETTLEMENT),
            (&words.place_of, Traits::PLACE_OF),
            (&words.group_nouns, Traits::GROUP_NOUN),
            (&words.armed_nouns, Traits::ARMED_NOUN),
            (&words.org_nouns, Traits::ORG_NOUN),
            (&words.org_nouns_with_names, Traits::NAMED_ORG_NOUN),
            (&words.numbered_units, Traits::NUMBERED_UNIT),
            (&words.media_nouns, Traits::MEDIA_NOUN),
            (&words.reporters, Traits::REPORTER),
            (&words.locatives, Traits::LOCATIVE),
            (&words.abstract_before, Traits::ABSTRACT),
        ];
        for (list, traits) in lists {
            for word in list {
                let id = self.words.add(word);
                self.words.mark(id, traits);
            }
        }
        let named = [
            (&words.facility_nouns, Traits::FACILITY_NOUN),
            (&words.facility_adjectives, Traits::FACILITY_ADJECTIVE),
        ];
        for (list, traits) in named {
            for (word, english) in list {
                let id = self.words.add(word);
                self.words.mark(id, traits);
                if !english.is_empty() {
                    self.words.name(id, english);
                }
            }
        }
        self.slots = Slots {
            definite: Some(self.words.add(DEFINITE)),
            feminine: Some(self.words.add(FEMININE)),
            indefinite: Some(self.words.add(INDEFINITE)),
        };
    }

    fn add_name_parts(&mut self, names: &NameParts) {
        let lists = [
            (&names.given, Traits::GIVEN),
            (&names.family, Traits::FAMILY),
            (&names.other, Traits::NAME_PART),
        ];
        for (list, traits) in lists {
            for (arabic, latin) in list {
                let id = self.words.add(arabic);
                self.words.mark(id, traits);
                self.spellings.add(arabic, latin);
            }
        }
    }

    /// A place of a gazetteer as an entry.
    fn place(&mut self, Place(id, ar, en, forms, company): Place) -> Entry {
        let mut by_company = [Vec::new(), Vec::new(), Vec::new()];
        for form in std::iter::once(ar.clone()).chain(forms) {
            let traits = match self.words_of(&form)[..] {
                [word] => Some(self.words.traits(word)),
                _ => None,
            };
            let company = match traits {
                None => Company::None,
                // A short word is a word as well in one language or another.
                Some(t) if t == Traits::default() && form.chars().count() < 5 => {
                    company.max(Company::Context)
                }
                Some(t) if t == Traits::default() => company,
                Some(t) if t.any(Traits::GIVEN.with(Traits::FAMILY).with(Traits::NAME_PART)) => Company::Noun,
                Some(_) => continue,
            };
            by_company[company as usize].push(form);
        }
        let [forms, context, noun] = by_company;
        Entry {
            id,
            kind: EntityType::Place,
            ar,
            en: Some(en),
            forms,
            context,
            noun,
            bare: true,
            known: Vec::new(),
            beside: Vec::new(),
            no_clitic: false,
            wikidata: None,
            offices: Vec::new(),
            adjectives: Vec::new(),
            prefix: None,
            demonym: None,
            of: None,
            capital: false,
        }
    }

    fn add_entity(&mut self, entry: &Entry) -> anyhow::Result<()> {
        let offices = entry.offices.iter().map(|o| o.resolved().context("field `offices`"));
        let other_names = entry.forms.iter().chain(&entry.known).chain(&entry.context);
        self.push(Entity {
            id: EntityId::from(entry.id.as_str()),
            kind: entry.kind,
            name_ar: entry.ar.clone(),
            name_en: entry.en.clone(),
            other_names: other_names.cloned().collect(),
            wikidata: entry.wikidata.clone(),
            offices: offices.collect::<anyhow::Result<_>>()?,
            by_rule: false,
        })?;
        Ok(())
    }

    fn push(&mut self, entity: Entity) -> anyhow::Result<u32> {
        let index = index_of(self.entities.len())?;
        self.by_id.insert(entity.id.clone(), index);
        self.entities.push(entity);
        Ok(index)
    }

    fn add_nations(&mut self, entries: &[Entry]) -> anyhow::Result<()> {
        for (index, entry) in entries.iter().enumerate() {
            if entry.kind != EntityType::Country && entry.prefix.is_none() {
                continue;
            }
            let country = u16::try_from(self.nations.len()).context("too many countries")?;
            self.nations.push(Nation { entity: index_of(index)?, made: Vec::new() });
            for base in &entry.adjectives {
                for (form, definite, feminine) in inflections(base) {
                    let id = self.words.add(&form);
                    self.words.mark(id, Traits::NATIONALITY);
                    self.adjectives.entry(id).or_insert(Adjective { country, definite, feminine });
                }
            }
        }
        Ok(())
    }

    fn name_nations(&mut self, entries: &[Entry]) {
        for entry in entries {
            let nation = match entry.kind {
                EntityType::Country => self.nation_of(&entry.id),
                _ if entry.capital => entry.of.as_deref().and_then(|id| self.nation_of(id)),
                _ => None,
            };
            let Some(nation) = nation else { continue };
            for form in std::iter::once(&entry.ar).chain(&entry.forms) {
                if let [word] = self.words_of(form)[..] {
                    self.nation_names.entry(word).or_insert(nation);
                }
            }
        }
    }

    fn nation_of(&self, id: &str) -> Option<u16> {
        let entity = *self.by_id.get(id)?;
        let index = self.nations.iter().position(|n| n.entity == entity)?;
        u16::try_from(index).ok()
    }

    fn add_patterns(&mut self, patterns: &[Pattern], entries: &[Entry]) -> anyhow::Result<()> {
        for (number, pattern) in patterns.iter().enumerate() {
            let number = u16::try_from(number).context("too many patterns")?;
            for nation in 0..self.nations.len() {
                let made = self.make(pattern, nation, entries)?;
                self.nations[nation].made.push(made);
            }
            for form in &pattern.forms {
                self.add_pattern_form(pattern, form, number, entries)?;
            }
            for form in &pattern.bare {
                let sense = Sense { meaning: Meaning::Pattern(number), when: When::Always, no_clitic: false };
                self.add_form(form, sense)?;
            }
        }
        Ok(())
    }

    /// The entity that a pattern makes with a country.
    fn make(&mut self, pattern: &Pattern, nation: usize, entries: &[Entry]) -> anyhow::Result<u32> {
        let country = &entries[self.nations[nation].entity as usize];
        let prefix = country.prefix.as_deref().unwrap_or(&country.id);
        let id = match pattern.own.get(&country.id) {
            Some(own) => own.clone(),
            None => pattern.id.replace("{p}", prefix).replace("{c}", &country.id),
        };
        if let Some(&known) = self.by_id.get(id.as_str()) {
            return Ok(known);
        }
        let name = country.en.as_deref().unwrap_or(&country.id);
        let demonym = country.demonym.as_deref().unwrap_or(name);
        let adjective = country.adjectives.first().map_or(country.ar.as_str(), String::as_str);
        let feminine = pattern.ar.contains("{al}ة");
        let adjective = if country.adjectives.is_empty() {
            adjective.to_owned()
        } else {
            format!("ال{adjective}{}", if feminine { "ة" } else { "" })
        };
        self.push(Entity {
            id: EntityId::from(id),
            kind: pattern.kind,
            name_ar: pattern.ar.replace("{al}ة", &adjective).replace("{al}", &adjective),
            name_en: Some(pattern.en.replace("{d}", demonym).replace("{n}", name)),
            other_names: Vec::new(),
            wikidata: None,
            offices: Vec::new(),
            by_rule: false,
        })
    }

    fn add_pattern_form(
        &mut self,
        pattern: &Pattern,
        form: &str,
        number: u16,
        entries: &[Entry],
    ) -> anyhow::Result<()> {
        let country_slot = form.contains("{country}");
        if !country_slot && !form.contains("{capital}") {
            let sense = Sense { meaning: Meaning::Pattern(number), when: When::Always, no_clitic: false };
            return self.add_form(form, sense);
        }
        for nation in 0..self.nations.len() {
            let entity = self.nations[nation].entity;
            let made = self.nations[nation].made[number as usize];
            let country = &entries[entity as usize];
            let sense = Sense { meaning: Meaning::Entity(made), when: When::Always, no_clitic: false };
            let names: Vec<&String> = if country_slot {
                std::iter::once(&country.ar).chain(&country.forms).collect()
            } else {
                let capital = |e: &&Entry| e.capital && e.of.as_deref() == Some(country.id.as_str());
                entries.iter().filter(capital).flat_map(|e| std::iter::once(&e.ar).chain(&e.forms)).collect()
            };
            for name in names {
                let form = form.replace("{country}", name).replace("{capital}", name);
                self.add_form(&form, sense).with_context(|| format!("pattern {:?}", pattern.id))?;
            }
        }
        Ok(())
    }

    fn add_forms(&mut self, entry: &Entry, index: u32) -> anyhow::Result<()> {
        let sense = |when| Sense { meaning: Meaning::Entity(index), when, no_clitic: entry.no_clitic };
        let name = (!entry.bare && !entry.context.contains(&entry.ar) && !entry.known.contains(&entry.ar))
            .then_some(&entry.ar);
        for form in name.into_iter().chain(&entry.forms) {
            self.add_form(form, sense(When::Always)).context("field `forms`")?;
        }
        for form in &entry.known {
            self.add_form(form, sense(When::Known)).context("field `known`")?;
        }
        for form in &entry.context {
            self.add_form(form, sense(When::Context)).context("field `context`")?;
        }
        for form in &entry.noun {
            self.add_form(form, sense(When::Noun))?;
        }
        for beside in &entry.beside {
            let with: Vec<u32> = beside
                .with
                .iter()
                .map(|id| {
                    let known = self.by_id.get(id.as_str()).copied();
                    known.with_context(|| format!("field `beside`: no entity has the id {id:?}"))
                })
                .collect::<anyhow::Result<_>>()?;
            let list = index_of(self.company.len())?;
            self.company.push(with);
            for form in &beside.forms {
                self.add_form(form, sense(When::Beside(list))).context("field `beside`")?;
            }
        }
        Ok(())
    }

    fn add_form(&mut self, form: &str, sense: Sense) -> anyhow::Result<()> {
        let ids = self.words_of(form);
        ensure!(!ids.is_empty(), "the form {form:?} has no word");
        self.forms.add(&ids, sense);
        Ok(())
    }

    /// The words of a form, numbered as the matcher will number the words of a text: signs do not count.
    fn words_of(&mut self, form: &str) -> Vec<WordId> {
        let mut ids = Vec::new();
        for part in form.split_whitespace() {
            match part {
                DEFINITE => ids.extend(self.slots.definite),
                FEMININE => ids.extend(self.slots.feminine),
                INDEFINITE => ids.extend(self.slots.indefinite),
                _ => {
                    for token in tokens(part, Span::new(0, part.len())) {
                        if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                            ids.push(self.words.add(token.span.of(part)));
                        }
                    }
                }
            }
        }
        ids
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
