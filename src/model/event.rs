//! What happened, was said, or is to come.

use serde::{Deserialize, Serialize};

use super::names::named_enum;
use super::{EntityId, Interval, Span, Why};

named_enum! {
    /// What kind of event a text tells.
    pub enum EventKind("event kind") {
        /// An armed strike by anyone.
        Attack = "attack",
        /// What a named or described speaker said, vowed, threatened, demanded or denied.
        Statement = "statement",
        /// An agreement, decision, vote, talk, deadline, deployment, handover or truce that concerns
        /// the presence of foreign forces.
        Milestone = "milestone",
    }
}

named_enum! {
    /// How the text stands to the event.
    pub enum Modality("modality") {
        /// Told as a fact.
        Asserted = "asserted",
        /// Told as somebody's claim.
        Claimed = "claimed",
        /// Said not to have happened.
        Denied = "denied",
        /// Threatened, not done.
        Threatened = "threatened",
        /// Possible, feared or supposed.
        Hypothetical = "hypothetical",
        /// Begun, and stopped before it did harm.
        Foiled = "foiled",
    }
}

/// Somebody or something that takes part in an event, in the text's own words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Participant {
    /// The words that name or describe it: a mention's span, or a description such as `مصدر أمني`.
    pub span: Span,
    /// The entity; `None` for a description without a name.
    pub entity: Option<EntityId>,
}

/// An event as one sentence tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The kind.
    pub kind: EventKind,
    /// The words that tell it: the verb or noun, with its subject where it follows at once.
    pub trigger: Span,
    /// The sentence that holds the trigger.
    pub sentence: Span,
    /// When it happened or is to happen.
    pub interval: Interval,
    /// The date expression that gives the interval; `None` where the publication date does, or nothing.
    pub date: Option<Span>,
    /// Whether it lies ahead of the text.
    pub planned: bool,
    /// How the text stands to it.
    pub modality: Modality,
    /// Who did or said it.
    pub actors: Vec<Participant>,
    /// Whom or what it struck.
    pub targets: Vec<Participant>,
    /// Where.
    pub places: Vec<Participant>,
    /// With what.
    pub weapons: Vec<Participant>,
    /// How many such events the words tell (`نحو 50 هجمة`), if they say.
    pub count: Option<u32>,
    /// How many were killed, if the text says.
    pub killed: Option<u32>,
    /// How many were injured, if the text says.
    pub injured: Option<u32>,
    /// The rules that made it and dated it.
    pub why: Why,
}
