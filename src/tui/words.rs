//! How each outlet words it: the names and verbs of an entity by outlet, with the sentences behind each count.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::library::{ArticleKey, NameUse, Role, Sentence, VerbUse, Voice, same_spelling};
use crate::model::{EntityId, Outlet, Span};

use super::action::Action;
use super::effect::Effect;
use super::page::{Link, follow_link};
use super::request::Request;
use super::state::{Overlay, State};
use super::strings::{Words, fill};

/// Whose word it is that an outlet reports, as it is shown: `according to the sources`.
pub fn according_to(words: &Words, voice: &Voice) -> String {
    voice.speaker.as_ref().map_or_else(|| words.in_marks.clone(), |who| fill(&words.according_to, who))
}

/// Whose words a sentence holds, as it is shown; `None` for the outlet's own.
pub fn whose(words: &Words, sentence: &Sentence) -> Option<String> {
    let speaker = sentence.voice.as_ref()?.speaker.as_deref().unwrap_or(&words.in_marks);
    Some(if sentence.own_too { fill(&words.and_itself, speaker) } else { speaker.to_owned() })
}

/// What the words of a line of the table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A name.
    Name,
    /// The first word of what it did or said.
    Does,
    /// The first word of what was done to it.
    Suffers,
}

/// A line of the table: words, and how often each outlet uses them.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What they are.
    pub kind: Kind,
    /// The words, in the spelling that is used most.
    pub words: String,
    /// All spellings of them, the most frequent first.
    pub spellings: Vec<String>,
    /// How often, for each of the outlets.
    pub counts: Vec<usize>,
    /// How often of that in somebody else's words that the outlet reports.
    pub reported: Vec<usize>,
    /// The sentences of each outlet, where they came with the counts.
    pub sentences: Vec<Vec<Sentence>>,
}

/// The table, and where one is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct WordsPage {
    /// The entity.
    pub entity: EntityId,
    /// Its name.
    pub name: String,
    /// The outlets; `None` for articles whose outlet is not known.
    pub outlets: Vec<Option<Outlet>>,
    /// The lines, the most frequent first within their kind.
    pub lines: Vec<Line>,
    /// How many of the names came in before it was looked at whose words they are.
    pub unknown: usize,
    /// The cell with the cursor: line and outlet.
    pub cell: (usize, usize),
    /// The cell whose sentences were asked for.
    pub asked: Option<(usize, usize)>,
    /// The sentences behind the count of that cell.
    pub sentences: Vec<Sentence>,
    /// The sentence with the cursor, while the cursor is among the sentences.
    pub reading: Option<usize>,
}

impl WordsPage {
    /// The table of what the library found.
    pub fn new(entity: EntityId, name: String, names: &[NameUse], verbs: Vec<VerbUse>) -> Self {
        let mut outlets: Vec<Option<Outlet>> = Vec::new();
        let known = names.iter().map(|n| &n.outlet).chain(verbs.iter().map(|v| &v.outlet));
        for outlet in known {
            if !outlets.contains(outlet) {
                outlets.push(outlet.clone());
            }
        }
        let mut page = Self {
            entity,
            name,
            lines: Vec::new(),
            outlets,
            unknown: names.iter().map(|used| used.unknown).sum(),
            cell: (0, 0),
            asked: None,
            sentences: Vec::new(),
            reading: None,
        };
        // The most frequent spelling first: the line is called by it.
        let mut total: HashMap<&str, usize> = HashMap::new();
        for used in names {
            *total.entry(&used.words).or_default() += used.mentions;
        }
        let mut names: Vec<&NameUse> = names.iter().collect();
        names.sort_by_key(|used| Reverse(total.get(used.words.as_str()).copied()));
        for used in names {
            let counts = (used.mentions, used.reported);
            page.count(Kind::Name, &used.words, &used.outlet, counts, Vec::new());
        }
        for used in verbs {
            let kind = if used.role == Role::Actor { Kind::Does } else { Kind::Suffers };
            page.count(kind, &used.words, &used.outlet, (used.events, used.reported), used.sentences);
        }
        let rank = |kind| match kind {
            Kind::Name => 0,
            Kind::Does => 1,
            Kind::Suffers => 2,
        };
        page.lines.sort_by_key(|l| (rank(l.kind), Reverse(l.counts.iter().sum::<usize>())));
        page.cell.1 = page.nearest_outlet(0, 0);
        page
    }

    fn count(
        &mut self,
        kind: Kind,
        words: &str,
        outlet: &Option<Outlet>,
        (count, reported): (usize, usize),
        sentences: Vec<Sentence>,
    ) {
        let Some(at) = self.outlets.iter().position(|o| o == outlet) else { return };
        let key = same_spelling(words);
        let found = self.lines.iter().position(|l| l.kind == kind && same_spelling(&l.words) == key);
        let line = found.unwrap_or_else(|| {
            let (counts, none) = (vec![0; self.outlets.len()], vec![Vec::new(); self.outlets.len()]);
            let (words, spellings, reported) = (words.to_owned(), Vec::new(), counts.clone());
            self.lines.push(Line { kind, words, spellings, counts, reported, sentences: none });
            self.lines.len() - 1
        });
        let Some(line) = self.lines.get_mut(line) else { return };
        if !line.spellings.iter().any(|s| s == words) {
            line.spellings.push(words.to_owned());
        }
        let numbers = line.counts.get_mut(at).zip(line.reported.get_mut(at));
        if let (Some((n, of_others)), Some(list)) = (numbers, line.sentences.get_mut(at)) {
            *n += count;
            *of_others += reported;
            list.extend(sentences);
        }
    }

    /// How often the words of a cell are used.
    pub fn count_of(&self, (line, outlet): (usize, usize)) -> usize {
        self.lines.get(line).and_then(|l| l.counts.get(outlet)).copied().unwrap_or(0)
    }

    /// How often the words of a cell are somebody else's that the outlet reports.
    pub fn reported_in(&self, (line, outlet): (usize, usize)) -> usize {
        self.lines.get(line).and_then(|l| l.reported.get(outlet)).copied().unwrap_or(0)
    }

    /// The outlet nearest to `from` that uses the words of a line.
    fn nearest_outlet(&self, line: usize, from: usize) -> usize {
        let used = (0..self.outlets.len()).filter(|&o| self.count_of((line, o)) > 0);
        used.min_by_key(|o| o.abs_diff(from)).unwrap_or(from)
    }

    /// What has to be asked for the cell with the cursor, once for each.
    fn wanted(&mut self) -> Option<Request> {
        if self.asked == Some(self.cell) {
            return None;
        }
        self.asked = Some(self.cell);
        let (line, outlet) = self.cell;
        let at = self.lines.get(line)?;
        self.sentences = at.sentences.get(outlet).cloned().unwrap_or_default();
        if at.kind != Kind::Name || self.count_of(self.cell) == 0 {
            return None;
        }
        let id = self.outlets.get(outlet)?.as_ref().map(|o| o.id.clone());
        Some(Request::Sentences(self.entity.clone(), at.spellings.clone(), id))
    }

    /// Takes the sentences of a cell, if it is still the one with the cursor.
    pub fn receive(&mut self, words: &[String], outlet: Option<&str>, sentences: Vec<Sentence>) {
        let (line, column) = self.cell;
        let same_words = self.lines.get(line).is_some_and(|l| l.kind == Kind::Name && l.spellings == words);
        let id = self.outlets.get(column).and_then(|o| o.as_ref()).map(|o| o.id.as_str());
        if same_words && id == outlet {
            self.sentences = sentences;
        }
    }
}

/// Shows the table, with the sentences of its first cell.
pub fn open(state: &mut State, mut page: Box<WordsPage>) -> Option<Request> {
    let request = page.wanted();
    state.overlays.push((Overlay::Words(page), 0));
    request
}

/// What an action does on the table.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let rtl = state.settings.language.is_rtl();
    let Some((Overlay::Words(page), top)) = state.overlays.last_mut() else { return Vec::new() };
    let last = page.lines.len().saturating_sub(1);
    let last_sentence = page.sentences.len().saturating_sub(1);
    if let Some(at) = page.reading {
        let to = match action {
            Action::Up => at.checked_sub(1),
            Action::Down => Some((at + 1).min(last_sentence)),
            Action::Top => Some(0),
            Action::Bottom => Some(last_sentence),
            Action::PageDown | Action::HalfDown => Some((at + 4).min(last_sentence)),
            Action::PageUp | Action::HalfUp => Some(at.saturating_sub(4)),
            Action::Back | Action::NextPane | Action::PreviousPane => None,
            Action::Open => {
                let found = page.sentences.get(at).map(|s| (s.article, s.span));
                return found.map_or_else(Vec::new, |(a, s): (ArticleKey, Span)| {
                    follow_link(state, Link::Place(a, s))
                });
            }
            _ => Some(at),
        };
        page.reading = to;
        *top = to.unwrap_or(0);
        return Vec::new();
    }
    let (line, outlet) = page.cell;
    let forward = match action {
        Action::Right => Some(!rtl),
        Action::Left => Some(rtl),
        _ => None,
    };
    match (action, forward) {
        (_, Some(true)) => page.cell.1 = (outlet + 1).min(page.outlets.len().saturating_sub(1)),
        (_, Some(false)) => page.cell.1 = outlet.saturating_sub(1),
        (Action::Back | Action::Help, _) => {
            state.overlays.pop();
            return Vec::new();
        }
        (Action::Open | Action::NextPane | Action::PreviousPane, _) => {
            if !page.sentences.is_empty() {
                page.reading = Some(0);
                *top = 0;
            }
            return Vec::new();
        }
        (Action::Up, _) => page.cell.0 = line.saturating_sub(1),
        (Action::Down, _) => page.cell.0 = (line + 1).min(last),
        (Action::PageUp | Action::HalfUp, _) => page.cell.0 = line.saturating_sub(5),
        (Action::PageDown | Action::HalfDown, _) => page.cell.0 = (line + 5).min(last),
        (Action::Top, _) => page.cell.0 = 0,
        (Action::Bottom, _) => page.cell.0 = last,
        _ => {}
    }
    // On another line the cursor goes where there is something to read.
    if page.cell.0 != line && page.count_of(page.cell) == 0 {
        page.cell.1 = page.nearest_outlet(page.cell.0, page.cell.1);
    }
    *top = 0;
    page.wanted().map(Effect::ask).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_verbs_are_counted_by_outlet() {
        let outlet = |id: &str| Some(Outlet { id: id.to_owned(), name: id.to_owned() });
        let named = |id: Option<Outlet>, words: &str, mentions| NameUse {
            outlet: id,
            words: words.to_owned(),
            mentions,
            reported: usize::from(mentions == 2),
            unknown: 0,
            articles: 1,
            example: Some((ArticleKey::default(), Span::new(0, 1))),
        };
        let names = [
            named(outlet("a"), "القوات الأمريكية", 3),
            named(outlet("b"), "الاحتلال", 3),
            named(outlet("b"), "القوات الأميركية", 2),
            named(None, "الاحتلال", 1),
        ];
        let page = WordsPage::new("us".into(), "us".to_owned(), &names, Vec::new());
        assert_eq!(page.outlets, [outlet("a"), outlet("b"), None]);
        let lines: Vec<_> = page.lines.iter().map(|l| (l.words.as_str(), l.counts.clone())).collect();
        assert_eq!(lines, [("القوات الأمريكية", vec![3, 2, 0]), ("الاحتلال", vec![0, 3, 1])]);
        assert_eq!(page.lines[0].spellings, ["القوات الأمريكية", "القوات الأميركية"]);
        assert_eq!(page.nearest_outlet(1, 0), 1);
        // One of the two is somebody else's word.
        assert_eq!((page.reported_in((0, 0)), page.reported_in((0, 1))), (0, 1));
    }
}
