//! An event while its sentence is being read.

use super::scene::Scene;
use super::when::When;
use crate::model::{Event, EventKind, Modality, Participant, Span, Why};

/// An event before its sentence is done: like [`Event`], with words for spans.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The kind.
    pub kind: EventKind,
    /// The index of the word that tells it.
    pub trigger: usize,
    /// The index of the last word of the trigger.
    pub trigger_end: usize,
    /// Its time.
    pub when: When,
    /// Whether it lies ahead.
    pub planned: bool,
    /// How the text stands to it.
    pub modality: Modality,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// Whom it struck.
    pub targets: Vec<Participant>,
    /// Where.
    pub places: Vec<Participant>,
    /// With what.
    pub weapons: Vec<Participant>,
    /// How many such events.
    pub count: Option<u32>,
    /// How many killed.
    pub killed: Option<u32>,
    /// How many injured.
    pub injured: Option<u32>,
    /// The rule that made it.
    pub rule: &'static str,
}

impl Draft {
    /// A draft with nothing but its kind, word and time.
    pub fn new(kind: EventKind, trigger: usize, when: When) -> Self {
        Self {
            kind,
            trigger,
            trigger_end: trigger,
            when,
            planned: false,
            modality: Modality::Asserted,
            actors: Vec::new(),
            targets: Vec::new(),
            places: Vec::new(),
            weapons: Vec::new(),
            count: None,
            killed: None,
            injured: None,
            rule: "",
        }
    }

    /// The event, with the reasons that made it.
    pub fn finish(self, scene: &Scene<'_>) -> Event {
        let first = scene.tokens[self.trigger].span;
        let last = scene.tokens[self.trigger_end.max(self.trigger)].span;
        let sentence = scene.reading.words[self.trigger].sentence;
        let note = format!("{}; {}", Span::new(first.start, last.end).of(scene.reading.text), self.when.rule);
        Event {
            kind: self.kind,
            trigger: first.join(last),
            sentence: scene.reading.sentences[sentence].span,
            interval: self.when.interval,
            date: self.when.date,
            planned: self.planned,
            modality: self.modality,
            actors: self.actors,
            targets: self.targets,
            places: self.places,
            weapons: self.weapons,
            count: self.count,
            killed: self.killed,
            injured: self.injured,
            why: Why::new(self.rule, note),
        }
    }
}
