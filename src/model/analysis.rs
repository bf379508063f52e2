//! What the analysis found in a document, as spans into its text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Entity, EntityId, EntityType, Event, Interval, Published, Span};

/// Why something is there: the rule that found it, and what it stood on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Why {
    /// The rule's stable name, such as `lexicon`, `person-after-title` or `weekday-last`.
    pub rule: Cow<'static, str>,
    /// What the rule stood on, for people: the lexicon entry, the anchor date, the words of context.
    pub note: Cow<'static, str>,
}

impl Why {
    /// A reason.
    pub fn new(rule: impl Into<Cow<'static, str>>, note: impl Into<Cow<'static, str>>) -> Self {
        Self { rule: rule.into(), note: note.into() }
    }

    /// Whether this is the reader's own say, and no rule's.
    pub fn is_readers(&self) -> bool {
        self.rule == super::READER
    }
}

/// A name in the text. Mentions of a document are in order and do not overlap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The name, without proclitics.
    pub span: Span,
    /// What kind of thing it names here.
    pub kind: EntityType,
    /// Whom or what it names.
    pub entity: EntityId,
    /// Why it was marked.
    pub why: Why,
}

/// A date expression in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateRef {
    /// The expression.
    pub span: Span,
    /// The days that it means.
    pub interval: Interval,
    /// The rule and the anchor used.
    pub why: Why,
}

/// All that was found in one document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Analysis {
    /// The publication date: the document's own, else the inferred one.
    pub published: Option<Published>,
    /// Names, in order.
    pub mentions: Vec<Mention>,
    /// Date expressions, in order.
    pub dates: Vec<DateRef>,
    /// Events, in order of their triggers.
    pub events: Vec<Event>,
    /// Each entity that is mentioned, once, in order of first mention.
    pub entities: Vec<Entity>,
}
