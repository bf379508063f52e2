//! Several files to one list of entries: what a later file says is added, wins or takes away.

use super::super::file::{Entry, File, Place, Text, Wrong};
use super::super::own::no_such_id;
use super::{BuildError, Parts};
use crate::analyse::lexicon::Lexicon;
use crate::text::{Fold, fold};

impl<'a> Parts<'a> {
    /// Takes a file in. The built-in ones come first.
    pub(super) fn take(
        &mut self,
        file: File<'a>,
        places: Vec<Place<'static>>,
        lexicon: &Lexicon,
    ) -> Result<(), BuildError> {
        self.patterns.extend(file.patterns);
        let known = |id: &str| self.at.contains_key(id);
        self.places.extend(places.into_iter().filter(|place| !known(&place.0)));
        for entry in file.entries {
            self.entry(entry, lexicon)?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: Entry<'a>, lexicon: &Lexicon) -> Result<(), BuildError> {
        if let Some(&at) = self.at.get(&entry.id) {
            if entry.remove {
                self.remove(at);
            } else if let Some(into) = self.entries.get_mut(at) {
                merge(into, entry);
            }
            return Ok(());
        }
        // Only a reader's file speaks of what the gazetteer has.
        let place = entry.is_own.then(|| self.places.iter().position(|place| place.0 == entry.id)).flatten();
        let mut entry = match place.map(|at| self.places.remove(at)) {
            Some(_) if entry.remove => return Ok(()),
            Some(place) if entry.is_change() => {
                let mut known = lexicon.place(&place);
                merge(&mut known, entry);
                known
            }
            None if entry.remove => {
                let ids = self.entries.iter().map(|e| e.id.to_string());
                let message = no_such_id(&entry.id, ids.chain(self.places.iter().map(|p| p.0.to_string())));
                return Err(BuildError { entry: entry.id.to_string(), wrong: Wrong::new("id", message) });
            }
            _ => entry,
        };
        take_away(&mut entry);
        self.at.insert(entry.id.clone(), self.entries.len());
        self.entries.push(entry);
        Ok(())
    }

    fn remove(&mut self, at: usize) {
        self.entries.remove(at);
        self.at = self.entries.iter().enumerate().map(|(at, e)| (e.id.clone(), at)).collect();
    }
}

/// A later entry of the same id: its forms are added, its other fields win where they are given, and what it is
/// `without` goes.
fn merge<'a>(into: &mut Entry<'a>, from: Entry<'a>) {
    if !from.ar.is_empty() {
        if !into.bare && into.ar != from.ar {
            into.forms.push(std::mem::take(&mut into.ar));
        }
        into.ar = from.ar;
        into.bare = from.bare;
    }
    into.kind = from.kind.or(into.kind);
    into.forms.extend(from.forms);
    into.known.extend(from.known);
    into.context.extend(from.context);
    into.noun.extend(from.noun);
    into.beside.extend(from.beside);
    into.adjectives.extend(from.adjectives);
    into.offices.extend(from.offices);
    into.without.extend(from.without);
    into.no_clitic |= from.no_clitic;
    into.capital |= from.capital;
    into.en = from.en.or(into.en.take());
    into.wikidata = from.wikidata.or(into.wikidata.take());
    into.prefix = from.prefix.or(into.prefix.take());
    into.demonym = from.demonym.or(into.demonym.take());
    into.of = from.of.or(into.of.take());
    take_away(into);
}

/// Takes the forms away that an entry is to be without, in whatever spelling.
fn take_away(entry: &mut Entry<'_>) {
    if entry.without.is_empty() {
        return;
    }
    let loose = |form: &str| fold(form, Fold::Loose).text;
    let without: Vec<String> = entry.without.iter().map(|form| loose(form)).collect();
    let stays = |form: &Text<'_>| !without.contains(&loose(form));
    for list in [&mut entry.forms, &mut entry.known, &mut entry.context, &mut entry.noun] {
        list.retain(stays);
    }
    for beside in &mut entry.beside {
        beside.forms.retain(stays);
    }
    entry.bare |= !stays(&entry.ar);
}
