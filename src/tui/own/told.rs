//! What a change of the reader's own is, in the words that tell it was made.

use crate::library::{ArticleKey, Change};
use crate::model::{Correction, OwnEntity, OwnMention, Say};

use super::super::action::Action;
use super::super::keymap::Context;
use super::super::parts::entity_name;
use super::super::state::State;
use super::super::strings::{fill, name};
use super::ask::correction_choice;

/// Tells what was done, before what shows it is brought up to date: what it was is still to be seen.
pub(super) fn told(state: &State, changes: &[Change]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for change in changes {
        let line = one(state, change);
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    let words = &state.strings().words;
    // A star is taken away by the key that set it; how to take back the rest is told.
    let easy = |c: &Change| matches!(c, Change::Read(..) | Change::Starred(..) | Change::Tags(..));
    let key = state.assets.keymap.labels(Context::Global, Action::Undo).into_iter().next();
    if let Some(key) = key.filter(|_| !changes.iter().all(easy)) {
        lines.push(fill(&words.takes_back, &key));
    }
    lines.join(" · ")
}

fn one(state: &State, change: &Change) -> String {
    let words = &state.strings().words;
    match change {
        Change::Read(_, true) => words.set_read.clone(),
        Change::Read(_, false) => words.set_unread.clone(),
        Change::Starred(_, true) => words.star_set.clone(),
        Change::Starred(_, false) => words.star_removed.clone(),
        Change::Note(_, text) if text.trim().is_empty() => words.note_removed.clone(),
        Change::Note(..) => words.note_kept.clone(),
        Change::Tags(key, tags) => tags_told(state, *key, tags),
        Change::Correct(_, corrections) => {
            corrections.iter().map(|c| correction(state, c)).collect::<Vec<_>>().join(" · ")
        }
        Change::Uncorrect(..) => words.correction_removed.clone(),
        Change::Entity(id, own) if own.is_empty() => {
            format!("{}: {}", words.correction_removed, isolated(&entity_name(state, id)))
        }
        Change::Entity(id, own) | Change::SayOf(id, own) => entity(state, &entity_name(state, id), own),
        Change::Search(name, Some(_)) => fill(&words.search_kept, name),
        Change::Search(name, None) => fill(&words.search_removed, name),
    }
}

/// Which tags an article has now that it had not, and which it has lost.
fn tags_told(state: &State, key: ArticleKey, now: &[String]) -> String {
    let words = &state.strings().words;
    let open = state.reader.article.as_ref().filter(|a| a.key == key);
    let before = open.map(|a| a.marks.tags.clone()).unwrap_or_default();
    let joined = |phrase: &str, tags: Vec<&str>| {
        if tags.is_empty() { None } else { Some(fill(phrase, &tags.join(words.comma.as_str()))) }
    };
    let added = now.iter().filter(|t| !before.contains(t)).map(String::as_str).collect();
    let removed = before.iter().filter(|t| !now.contains(t)).map(String::as_str).collect();
    let told = [joined(&words.tag_added, added), joined(&words.tag_removed, removed)];
    told.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn correction(state: &State, correction: &Correction) -> String {
    let words = &state.strings().words;
    let choice = correction_choice(state, correction);
    let rejected = || format!("{}: {}", words.rejected_here, isolated(&choice.label));
    match &correction.say {
        Say::NoMention | Say::NoDate | Say::NoEvent => rejected(),
        Say::Mention(own) if was_so(state, correction, own) => {
            format!("{}: {}", words.accepted, isolated(&choice.label))
        }
        Say::Mention(own) if own.name_ar == choice.label => {
            changed(state, &own.name_ar, name(&state.strings().types, own.kind))
        }
        Say::Mention(own) => changed(state, &choice.label, &own.name_ar),
        _ => changed(state, &choice.label, &choice.about),
    }
}

/// Whether these words were marked so by the rules: then they were accepted.
fn was_so(state: &State, correction: &Correction, own: &OwnMention) -> bool {
    let mentions = state.reader.article.iter().flat_map(|a| &a.analysis.mentions);
    let mut here = mentions.filter(|m| m.span == correction.at.span());
    here.any(|m| m.entity == own.entity && m.kind == own.kind)
}

fn entity(state: &State, id: &str, own: &OwnEntity) -> String {
    let strings = state.strings();
    if own.rejected {
        return format!("{}: {}", strings.words.rejected_everywhere, isolated(id));
    }
    let kind = own.kind.map(|kind| name(&strings.types, kind).to_owned());
    let same = own.same_as.as_ref().map(|other| entity_name(state, other));
    let said = [own.name_ar.clone(), own.name_en.clone(), kind, same];
    changed(state, id, &said.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// What was one thing is another now: the arrow points the way that the interface reads.
fn changed(state: &State, before: &str, after: &str) -> String {
    let arrow = if state.settings.language.is_rtl() { '←' } else { '→' };
    format!("{}: {} {arrow} {}", state.strings().words.corrected, isolated(before), isolated(after))
}

/// A text of its own direction within another.
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}
