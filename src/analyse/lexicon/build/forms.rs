//! Forms to sequences of numbered words in the trie.

use super::super::file::{Company, Entry, Place, Wrong};
use super::super::own::no_such_id;
use super::super::{Meaning, Sense, Traits, When, WordId};
use super::{DEFINITE, FEMININE, INDEFINITE};
use crate::analyse::lexicon::Lexicon;
use crate::model::{EntityType, Span};
use crate::text::{Letters, TokenKind, tokens};

impl Lexicon {
    /// A place of a gazetteer as an entry.
    pub(super) fn place<'a>(&self, place: &Place<'a>) -> Entry<'a> {
        let mut entry = Entry {
            id: place.0.clone(),
            kind: Some(EntityType::Place),
            ar: place.1.clone(),
            en: Some(place.2.clone()),
            bare: true,
            ..Entry::default()
        };
        for form in std::iter::once(&place.1).chain(&place.3) {
            let mut ids = Vec::new();
            self.words_known(form, &mut ids);
            match self.company_of(form, &ids, place.4) {
                Some(When::Always) => entry.forms.push(form.clone()),
                Some(When::Context) => entry.context.push(form.clone()),
                Some(_) => entry.noun.push(form.clone()),
                None => {}
            }
        }
        entry
    }

    /// Puts the forms of a gazetteer's place in. Those that are ordinary words are left out.
    pub(super) fn add_place_forms(&mut self, place: &Place<'_>, index: u32) {
        let mut ids = Vec::new();
        for form in std::iter::once(&place.1).chain(&place.3) {
            self.words_of(form, &mut ids);
            if let Some(when) = self.company_of(form, &ids, place.4) {
                let sense = Sense { meaning: Meaning::Entity(index), when, no_clitic: false };
                self.forms.add(&ids, sense);
            }
        }
    }

    /// When a form of a gazetteer's place means it; `None` for an ordinary word, which never does.
    fn company_of(&self, form: &str, ids: &[WordId], company: Company) -> Option<When> {
        let traits = match ids {
            [word] => self.words.traits(*word),
            _ => return Some(When::Always),
        };
        let names = Traits::GIVEN.with(Traits::FAMILY).with(Traits::NAME_PART);
        let company = match traits {
            // A short word is a word as well in one language or another.
            t if t == Traits::default() && form.chars().count() < 5 => company.max(Company::Context),
            t if t == Traits::default() => company,
            t if t.any(names) => Company::Noun,
            _ => return None,
        };
        Some(match company {
            Company::None => When::Always,
            Company::Context => When::Context,
            Company::Noun => When::Noun,
        })
    }

    /// Puts the forms of an entry in.
    pub(super) fn add_forms(&mut self, entry: &Entry<'_>, index: u32) -> Result<(), Wrong> {
        let sense = |when| Sense { meaning: Meaning::Entity(index), when, no_clitic: entry.no_clitic };
        let elsewhere =
            [&entry.known, &entry.context, &entry.noun].iter().any(|list| list.contains(&entry.ar));
        let name = (!entry.bare && !elsewhere).then_some(&entry.ar);
        let mut ids = Vec::new();
        for form in name.into_iter().chain(&entry.forms) {
            self.add_form(form, sense(When::Always), "forms", &mut ids)?;
        }
        for (forms, when, field) in [
            (&entry.known, When::Known, "known"),
            (&entry.context, When::Context, "context"),
            (&entry.noun, When::Noun, "noun"),
        ] {
            for form in forms {
                self.add_form(form, sense(when), field, &mut ids)?;
            }
        }
        for beside in &entry.beside {
            let mut with = Vec::with_capacity(beside.with.len());
            for id in &beside.with {
                let Some(known) = self.index_of(id) else {
                    let ids = self.ids().map(str::to_owned);
                    return Err(Wrong {
                        near: Some(format!("\"{id}\"")),
                        ..Wrong::new("beside", no_such_id(id, ids))
                    });
                };
                with.push(known);
            }
            let list = u32::try_from(self.company.len()).unwrap_or(u32::MAX);
            self.company.push(with);
            for form in &beside.forms {
                self.add_form(form, sense(When::Beside(list)), "beside", &mut ids)?;
            }
        }
        Ok(())
    }

    fn add_form(
        &mut self,
        form: &str,
        sense: Sense,
        field: &'static str,
        ids: &mut Vec<WordId>,
    ) -> Result<(), Wrong> {
        self.words_of(form, ids);
        if ids.is_empty() {
            let near = Some(format!("\"{form}\""));
            return Err(Wrong { near, ..Wrong::new(field, format!("the form {form:?} has no word")) });
        }
        self.forms.add(ids, sense);
        Ok(())
    }

    /// The words of a form, numbered as the matcher will number the words of a text: signs do not count.
    pub(super) fn words_of(&mut self, form: &str, ids: &mut Vec<WordId>) {
        ids.clear();
        for part in form.split(' ') {
            if let Some(letters) = Letters::both(part) {
                ids.push(self.words.add_letters(letters));
                continue;
            }
            match part {
                "" => {}
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
    }

    /// The words of a form, as far as they are numbered already.
    fn words_known(&self, form: &str, ids: &mut Vec<WordId>) {
        for token in tokens(form, Span::new(0, form.len())) {
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                ids.push(self.words.find(token.span.of(form)).unwrap_or(WordId::NONE));
            }
        }
    }
}
