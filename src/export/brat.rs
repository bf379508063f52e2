//! brat stand-off files: a `.txt` with the text and an `.ann` with what was found in it, for each article.
//!
//! The format is that of <https://brat.nlplab.org/standoff.html>. `rasid import` reads these files back as the
//! reader's own corrections.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;

use super::Folder;
use super::json::each_article;
use crate::library::{Article, Filter, Library, WHY_NOTE};
use crate::model::{Event, Modality, Participant, Span, Why};
use crate::text::CodePoints;

/// Writes a `.txt` and an `.ann` for each article that passes `filter`.
pub(super) fn files(library: &Library, filter: &Filter, folder: &Folder) -> anyhow::Result<()> {
    each_article(library, filter, |article| {
        let (name, mut text) = folder.create_named(&article.document.id, "txt")?;
        text.write_all(article.document.text.as_bytes())?;
        text.flush()?;
        let mut annotations = folder.create_beside(&name, "ann")?;
        annotations.write_all(brat(article).as_bytes())?;
        Ok(annotations.flush()?)
    })
}

/// The annotations of an article.
pub fn brat(article: &Article) -> String {
    let text = &article.document.text;
    let mut file = File { text, points: CodePoints::new(text), ..File::default() };
    for mention in &article.analysis.mentions {
        let id = file.words(mention.kind.as_str(), mention.span);
        file.reference(&id, "Rasid", mention.entity.as_str(), mention.span);
        file.why(&id, &mention.why);
    }
    for date in &article.analysis.dates {
        let id = file.words("DATE", date.span);
        file.reference(&id, "EDTF", &date.interval.edtf(), date.span);
        file.why(&id, &date.why);
    }
    for event in &article.analysis.events {
        file.event(event);
    }
    file.out
}

#[derive(Default)]
struct File<'a> {
    text: &'a str,
    points: CodePoints,
    out: String,
    /// The ids of words by their place and type.
    known: HashMap<(Span, String), String>,
    words: usize,
    events: usize,
    attributes: usize,
    references: usize,
    notes: usize,
}

impl File<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{line}");
    }

    /// Words on one line: a tab or a line break would end the field.
    fn flat(&self, span: Span) -> String {
        span.of(self.text).chars().map(|c| if c.is_control() || c == '\u{2028}' { ' ' } else { c }).collect()
    }

    fn words(&mut self, kind: &str, span: Span) -> String {
        if let Some(id) = self.known.get(&(span, kind.to_owned())) {
            return id.clone();
        }
        self.words += 1;
        let id = format!("T{}", self.words);
        let Span { start, end } = self.points.span(self.text, span);
        let flat = self.flat(span);
        self.line(format_args!("{id}\t{kind} {start} {end}\t{flat}"));
        self.known.insert((span, kind.to_owned()), id.clone());
        id
    }

    fn reference(&mut self, id: &str, database: &str, key: &str, span: Span) {
        if key.is_empty() || key.contains(char::is_whitespace) {
            return;
        }
        self.references += 1;
        let (n, flat) = (self.references, self.flat(span));
        self.line(format_args!("N{n}\tReference {id} {database}:{key}\t{flat}"));
    }

    fn why(&mut self, id: &str, why: &Why) {
        self.notes += 1;
        let n = self.notes;
        let words = format!("{}: {}", why.rule, why.note);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line(format_args!("#{n}\t{WHY_NOTE} {id}\t{words}"));
    }

    fn attribute(&mut self, id: &str, name: &str, value: &str) {
        self.attributes += 1;
        let (n, gap) = (self.attributes, if value.is_empty() { "" } else { " " });
        self.line(format_args!("A{n}\t{name} {id}{gap}{value}"));
    }

    fn event(&mut self, event: &Event) {
        let trigger = self.words(event.kind.as_str(), event.trigger);
        let mut parts = String::new();
        for (part, list) in [
            ("Actor", &event.actors),
            ("Target", &event.targets),
            ("Place", &event.places),
            ("Weapon", &event.weapons),
        ] {
            for (n, participant) in list.iter().enumerate() {
                let who = self.participant(participant);
                let number = if n == 0 { String::new() } else { (n + 1).to_string() };
                let _ = write!(parts, " {part}{number}:{who}");
            }
        }
        self.events += 1;
        let id = format!("E{}", self.events);
        self.line(format_args!("{id}\t{}:{trigger}{parts}", event.kind));
        self.reference(&id, "EDTF", &event.interval.edtf(), event.trigger);
        if event.modality != Modality::Asserted {
            self.attribute(&id, "Modality", event.modality.as_str());
        }
        if event.planned {
            self.attribute(&id, "Planned", "");
        }
        for (name, number) in [("Count", event.count), ("Killed", event.killed), ("Injured", event.injured)] {
            if let Some(number) = number {
                self.attribute(&id, name, &number.to_string());
            }
        }
        self.why(&id, &event.why);
    }

    /// The id of the words of a participant: the mention there, else words without a name.
    fn participant(&mut self, participant: &Participant) -> String {
        let mention = crate::model::EntityType::NAMES
            .iter()
            .filter(|_| participant.entity.is_some())
            .find_map(|kind| self.known.get(&(participant.span, (*kind).to_owned())).cloned());
        if let Some(mention) = mention {
            return mention;
        }
        let known = self.known.len();
        let id = self.words("DESCRIPTION", participant.span);
        // An entity that other words of the text name: said once.
        if let Some(entity) = participant.entity.as_ref().filter(|_| self.known.len() > known) {
            self.reference(&id, "Rasid", entity.as_str(), participant.span);
        }
        id
    }
}
