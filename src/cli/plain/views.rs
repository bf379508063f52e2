//! The views as lines.

use std::io::{self, Write};

use super::command::Command;
use super::{List, PAGE, Plain, line};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::library::{
    EntityRow, Error, EventRow, Filter, Keyword, LineOrder, NameUse, Page, ParticipantRow, Role,
};
use crate::model::{EntityId, EventKind, Modality};
use crate::text::{Fold, fold};
use crate::tui::dates;
use crate::tui::strings::{fill, name};
use crate::tui::words::{Kind, WordsPage, according_to, whose};

type Written = Result<(), Failure>;

/// How many names are looked through for the one that is meant.
const MOST_NAMES: usize = 20_000;

impl Plain<'_> {
    /// Does what was asked for.
    pub fn act(&mut self, out: &mut Output, command: Command) -> Written {
        match command {
            Command::Articles => self.articles(out, 0),
            Command::Names => self.names(out, 0),
            Command::Timeline => self.timeline(out, 0),
            Command::More => {
                let (list, from) = self.list;
                match list {
                    List::Articles => self.articles(out, from),
                    List::Names => self.names(out, from),
                    List::Timeline => self.timeline(out, from),
                }
            }
            Command::Read(number) => self.read(out, number),
            Command::Page(name) => self.with_name(out, &name, Self::page),
            Command::Wording(name) => self.with_name(out, &name, Self::wording),
            Command::Places(words) => self.places(out, words),
            Command::Only(name) => self.with_name(out, &name, |plain, out, row| {
                plain.filter.entities = vec![row.id.clone()];
                plain.articles(out, 0)
            }),
            Command::Search(query) => {
                let filter = Filter { query: Some(query).filter(|q| !q.is_empty()), ..self.filter.clone() };
                // A query that cannot be understood narrows nothing.
                match self.library.count_articles(&filter) {
                    Ok(_) => {
                        self.filter = filter;
                        self.articles(out, 0)
                    }
                    Err(error) => Ok(line(out, &self.wrong(&error))?),
                }
            }
            Command::Clear => {
                self.filter = Filter::default();
                self.articles(out, 0)
            }
            Command::Unknown(typed) => {
                line(out, &fill(&self.strings.plain.unknown, &typed))?;
                Ok(line(out, &self.strings.plain.help)?)
            }
            Command::Help | Command::Quit => Ok(line(out, &self.strings.plain.help)?),
        }
    }

    /// What went wrong; of a query in the language of the interface, and where.
    fn wrong(&self, error: &Error) -> String {
        match error {
            Error::Query(error) => {
                let here = error.query.get(error.at.start..).unwrap_or_default().trim();
                let what = self.strings.query_error(error);
                if here.is_empty() { what } else { format!("{what}: {here}") }
            }
            error => error.to_string(),
        }
    }

    /// All views, one after another.
    pub fn all(&mut self, out: &mut Output) -> Written {
        self.articles(out, 0)?;
        writeln!(out)?;
        self.names(out, 0)?;
        writeln!(out)?;
        self.timeline(out, 0)
    }

    /// The part of a list that was written, and how to go on.
    fn end_of_list(&mut self, out: &mut Output, list: List, written: usize, total: usize) -> Written {
        // At its end a list begins anew.
        self.list = (list, if written < total { written } else { 0 });
        if written < total {
            let left = (total - written).to_string();
            line(out, &fill(&self.strings.plain.left, &left))?;
        }
        Ok(())
    }

    pub fn articles(&mut self, out: &mut Output, from: usize) -> Written {
        let total = self.library.count_articles(&self.filter)?;
        let words = &self.strings.words;
        line(out, &format!("{}: {total}", words.articles))?;
        let rows = self.library.articles(&self.filter, Page::at(from, self.page))?;
        for (row, number) in rows.iter().zip(from + 1..) {
            let date = dates::short(&row.published, words);
            let date = if date.is_empty() { words.no_date.clone() } else { date };
            let basis = row.basis.map(|b| name(&self.strings.bases, b)).unwrap_or_default();
            let outlet = row.outlet.as_ref().map_or(words.no_outlet.as_str(), |o| o.name.as_str());
            let title = row.title.as_deref().unwrap_or(&words.no_title);
            let comma = &words.comma;
            line(out, &format!("{number}. {title} — {outlet}{comma}{date}{comma}{basis}"))?;
        }
        self.end_of_list(out, List::Articles, from + rows.len(), total)
    }

    pub fn names(&mut self, out: &mut Output, from: usize) -> Written {
        let all = self.library.entities(&self.filter, Page::first(MOST_NAMES))?;
        line(out, &format!("{}: {}", self.strings.words.entities, all.len()))?;
        for row in all.iter().skip(from).take(self.page) {
            let kind = name(&self.strings.types, row.kind);
            let comma = &self.strings.words.comma;
            let english = row.name_en.as_deref().map(|n| format!("{comma}{n}")).unwrap_or_default();
            line(out, &format!("{}{english}: {kind}{comma}{}", row.name_ar, row.mentions))?;
        }
        self.end_of_list(out, List::Names, (from + self.page).min(all.len()), all.len())
    }

    pub fn timeline(&mut self, out: &mut Output, from: usize) -> Written {
        let total = self.library.count_merged(&self.filter)?;
        line(out, &format!("{}: {total}", self.strings.words.timeline))?;
        let rows = self.library.timeline_merged(&self.filter, Page::at(from, self.page))?;
        for row in &rows {
            self.event(out, row)?;
        }
        self.end_of_list(out, List::Timeline, from + rows.len(), total)
    }

    /// An event in one line: when, what, who, whom, where, with what, the sentence, who says so.
    fn event(&self, out: &mut Output, event: &EventRow) -> io::Result<()> {
        let words = &self.strings.words;
        let date = dates::short(&event.when(), words);
        let mut text = if date.is_empty() { words.undated.clone() } else { date };
        let mut add = |what: &str| {
            text.push_str(&words.comma);
            text.push_str(what);
        };
        add(name(&self.strings.kinds, event.kind));
        if event.planned {
            add(&words.planned);
        }
        if event.modality != Modality::Asserted {
            add(name(&self.strings.modalities, event.modality));
        }
        let sides = [
            (&words.actors, &event.actors),
            (&words.targets, &event.targets),
            (&words.places, &event.places),
            (&words.weapons, &event.weapons),
        ];
        for (label, list) in sides.into_iter().filter(|(_, list)| !list.is_empty()) {
            add(&format!("{label}: {}", joined(list)));
        }
        if let Some(voice) = &event.voice {
            add(&according_to(words, voice));
        }
        let outlet = event.outlet.as_ref().map_or(words.no_outlet.as_str(), |o| o.name.as_str());
        line(out, &format!("{text}. {} — {outlet}", event.sentence_words))?;
        if let (Some(group), true) = (event.group, event.told_by > 1) {
            for other in self.library.tellings(group).unwrap_or_default() {
                if other.key != event.key {
                    let outlet = other.outlet.as_ref().map_or(words.no_outlet.as_str(), |o| o.name.as_str());
                    let voice = other.voice.as_ref().map(|voice| format!(", {}", according_to(words, voice)));
                    let voice = voice.unwrap_or_default();
                    line(out, &format!("  = {} — {outlet}{voice}", other.sentence_words))?;
                }
            }
        }
        Ok(())
    }

    /// The article of a number in the list: its text, paragraph by paragraph, then its events.
    fn read(&mut self, out: &mut Output, number: usize) -> Written {
        let at = Page::at(number.saturating_sub(1), 1);
        let found = self.library.articles(&self.filter, at)?.pop().filter(|_| number > 0);
        let Some(article) = found.map(|row| self.library.article(row.key)).transpose()?.flatten() else {
            return Ok(line(out, &self.strings.plain.no_such)?);
        };
        let document = &article.document;
        for block in document.blocks.iter().filter(|b| b.role.is_content()) {
            line(out, block.span.of(&document.text))?;
            writeln!(out)?;
        }
        if let Some(address) = &document.address {
            line(out, address)?;
        }
        let filter = Filter::article(article.key);
        for row in self.library.timeline(&filter, Page::first(200))? {
            self.event(out, &row)?;
        }
        Ok(())
    }

    /// Does something with the entity that is meant by a name: one that is called so, else the most frequent
    /// one whose name holds it.
    fn with_name(
        &mut self,
        out: &mut Output,
        typed: &str,
        act: impl Fn(&mut Self, &mut Output, &EntityRow) -> Written,
    ) -> Written {
        let wanted = fold(&typed.to_lowercase(), Fold::Loose).text;
        let all = self.library.entities(&Filter::default(), Page::first(MOST_NAMES))?;
        let names = |row: &EntityRow| {
            let english = row.name_en.as_deref().unwrap_or_default().to_lowercase();
            [fold(&row.name_ar, Fold::Loose).text, fold(&english, Fold::Loose).text]
        };
        let called = all.iter().find(|row| names(row).contains(&wanted));
        let holds = || all.iter().find(|row| names(row).iter().any(|n| n.contains(&wanted)));
        match called.or_else(holds).filter(|_| !wanted.is_empty()) {
            Some(row) => act(self, out, row),
            None => Ok(line(out, &self.strings.plain.no_such)?),
        }
    }

    /// The page of an entity: names, when it is spoken of, what it did and what was done to it, contexts.
    fn page(&mut self, out: &mut Output, row: &EntityRow) -> Written {
        let words = &self.strings.words;
        let kind = name(&self.strings.types, row.kind);
        let english = row.name_en.as_deref().map(|n| format!("{}{n}", words.comma)).unwrap_or_default();
        line(out, &format!("{}{english}: {kind}", row.name_ar))?;
        if let Some(said) = crate::analyse::description(row.id.as_str()) {
            line(out, if self.language.is_rtl() { &said.ar } else { &said.en })?;
        }
        let semicolon = if self.language.is_rtl() { '؛' } else { ';' };
        line(
            out,
            &format!("{}: {}{semicolon} {}: {}", words.mentions, row.mentions, words.articles, row.articles),
        )?;
        if let Some(ends) = self.library.activity_ends(&row.id)? {
            // As sure as the articles' dates are.
            let [first, last] =
                ends.map(|(when, inferred)| format!("{}{}", if inferred { "~" } else { "" }, when.edtf()));
            line(out, &format!("{}: {first} – {last}", words.activity))?;
        }
        let counts = self.library.event_counts(&row.id)?;
        for (heading, role, kind) in [
            (&words.its_statements, Role::Actor, EventKind::Statement),
            (&words.attacks_by, Role::Actor, EventKind::Attack),
            (&words.attacks_on, Role::Struck, EventKind::Attack),
            (&words.its_milestones, Role::Any, EventKind::Milestone),
        ] {
            let rows = self.library.events_of(&row.id, role, kind, Page::first(PAGE))?;
            let total = counts.of(role, kind);
            if total > 0 {
                line(out, &format!("{heading}: {total}"))?;
            }
            for event in &rows {
                self.event(out, event)?;
            }
        }
        line(out, &format!("{}:", words.in_context))?;
        let keyword = Keyword::Entity(row.id.clone());
        let all = Filter::default();
        for context in self.library.concordance(&keyword, LineOrder::Date, &all, Page::first(PAGE))? {
            let outlet = context.outlet.as_ref().map_or(words.no_outlet.as_str(), |o| o.name.as_str());
            line(out, &format!("{} — {outlet}", crate::tui::lines::in_one(&context).0))?;
        }
        Ok(())
    }

    /// Each place where words stand, under its outlet, in the articles that pass.
    fn places(&mut self, out: &mut Output, query: String) -> Written {
        let words = &self.strings.words;
        let keyword = Keyword::Query(query.clone());
        let found =
            self.library.concordance(&keyword, LineOrder::Outlet, &self.filter, Page::first(self.page));
        // A query that cannot be understood has no places.
        let found = match found {
            Ok(found) => found,
            Err(error) => return Ok(line(out, &self.wrong(&error))?),
        };
        line(out, &fill(&words.lines_of, &query))?;
        let mut before = None;
        for place in &found {
            let outlet = place.outlet.as_ref().map_or(words.no_outlet.as_str(), |o| o.name.as_str());
            if before != Some(outlet) {
                line(out, &format!("{outlet}:"))?;
                before = Some(outlet);
            }
            let date = dates::short(&place.published, words);
            line(out, &format!("{date}: {}", crate::tui::lines::in_one(place).0))?;
        }
        Ok(())
    }

    /// Each outlet with the names and verbs that it uses, and the sentences behind them.
    fn wording(&mut self, out: &mut Output, row: &EntityRow) -> Written {
        let words = &self.strings.words;
        let names = self.library.names_by_outlet(&row.id, Page::first(400))?;
        let verbs = self.library.verbs_by_outlet(&row.id)?;
        let page = WordsPage::new(EntityId::clone(&row.id), row.name_ar.clone(), &names, verbs);
        line(out, &fill(&words.worded, &row.name_ar))?;
        if page.unknown > 0 {
            line(out, &fill(&words.not_told_apart, &page.unknown.to_string()))?;
        }
        let plain = &self.strings.plain;
        line(out, &fill(&fill(&words.linked_only, &plain.search), &plain.places))?;
        for (at, outlet) in page.outlets.iter().enumerate() {
            line(out, &format!("{}:", outlet.as_ref().map_or(words.no_outlet.as_str(), |o| &o.name)))?;
            let id = outlet.as_ref().map(|o| o.id.as_str());
            for entry in &page.lines {
                let count = entry.counts.get(at).copied().unwrap_or(0);
                if count == 0 {
                    continue;
                }
                // As this outlet spells it.
                let spelt = |n: &&NameUse| n.outlet == *outlet && entry.spellings.contains(&n.words);
                let own = names.iter().find(spelt).filter(|_| entry.kind == Kind::Name);
                let reported = match entry.reported.get(at) {
                    None | Some(0) => String::new(),
                    Some(n) => format!(" · {}", fill(&words.of_others, &n.to_string())),
                };
                line(out, &format!("  {}: {count}{reported}", own.map_or(&entry.words, |n| &n.words)))?;
                let sentences = if entry.kind == Kind::Name {
                    self.library.name_sentences(&row.id, &entry.spellings, id, Page::first(PAGE))?
                } else {
                    entry.sentences.get(at).cloned().unwrap_or_default()
                };
                for sentence in sentences {
                    let mut text = sentence.words.split_whitespace().collect::<Vec<_>>().join(" ");
                    if let Some(whose) = whose(words, &sentence) {
                        text = format!("{whose}: {text}");
                    }
                    writeln!(out, "    {}", crate::text::Clean::new(&text))?;
                }
            }
        }
        Ok(())
    }
}

fn joined(list: &[ParticipantRow]) -> String {
    list.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("، ")
}
