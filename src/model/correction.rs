//! The reader's own say about what was found in a text. It goes before every rule.

use serde::{Deserialize, Serialize};

use super::names::named_enum;
use super::{Anchor, EntityId, EntityType, EventKind, Interval, Modality};

/// The rule's name in the [`Why`](super::Why) of what the reader said.
pub const READER: &str = "reader";

named_enum! {
    /// What a correction is about. There is at most one of each about the same words.
    pub enum About("subject of a correction") {
        /// A name.
        Mention = "mention",
        /// A date expression.
        Date = "date",
        /// An event, by the words that tell it.
        Event = "event",
        /// The publication date of the article.
        Published = "published",
    }
}

/// The id that stands for what the reader says is no name: never shown, and in no list.
pub const NO_NAME: &str = "no_name";

/// What the reader says of a place in a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Of which words. Empty words at the beginning for what concerns the whole article.
    pub at: Anchor,
    /// What is so.
    pub say: Say,
}

/// What is so.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Say {
    /// These words are no name.
    NoMention,
    /// These words are no date.
    NoDate,
    /// These words tell no event.
    NoEvent,
    /// These words name this.
    Mention(OwnMention),
    /// These words mean these days.
    Date {
        /// The days.
        #[serde(with = "edtf")]
        when: Interval,
    },
    /// These words tell this event.
    Event(OwnEvent),
    /// The article appeared then.
    Published {
        /// The days.
        #[serde(with = "edtf")]
        when: Interval,
    },
}

/// A name as the reader marks it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnMention {
    /// What kind of thing it names.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Whom or what it names.
    pub entity: EntityId,
    /// The entity's name, should nothing else know the entity.
    pub name_ar: String,
}

/// An event as the reader marks it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnEvent {
    /// The kind.
    pub kind: EventKind,
    /// When.
    #[serde(with = "edtf", default)]
    pub when: Interval,
    /// Whether it lies ahead of the text.
    #[serde(default)]
    pub planned: bool,
    /// How the text stands to it.
    pub modality: Modality,
    /// Who and what takes part.
    #[serde(default)]
    pub participants: Vec<OwnParticipant>,
    /// How many such events.
    #[serde(default)]
    pub count: Option<u32>,
    /// How many were killed.
    #[serde(default)]
    pub killed: Option<u32>,
    /// How many were injured.
    #[serde(default)]
    pub injured: Option<u32>,
    /// Further events that the same words tell; these have no further ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<OwnEvent>,
}

impl OwnEvent {
    /// The events that words tell, as one say of these words; `None` if they tell none.
    pub fn together(events: Vec<Self>) -> Option<Self> {
        let mut events = events.into_iter();
        let first = events.next()?;
        Some(Self { also: events.collect(), ..first })
    }

    /// This event and those that the same words tell besides.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.also)
    }
}

named_enum! {
    /// The part that somebody or something takes in an event.
    pub enum Part("part in an event") {
        /// Who did or said it.
        Actor = "actor",
        /// Whom or what it struck.
        Target = "target",
        /// Where.
        Place = "place",
        /// With what.
        Weapon = "weapon",
    }
}

/// Somebody or something that takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnParticipant {
    /// The part.
    pub part: Part,
    /// The words that name it.
    pub at: Anchor,
    /// The entity, if it is one.
    #[serde(default)]
    pub entity: Option<EntityId>,
}

impl Say {
    /// What is spoken of.
    pub const fn about(&self) -> About {
        match self {
            Self::NoMention | Self::Mention(_) => About::Mention,
            Self::NoDate | Self::Date { .. } => About::Date,
            Self::NoEvent | Self::Event(_) => About::Event,
            Self::Published { .. } => About::Published,
        }
    }
}

impl Correction {
    /// What it is about.
    pub const fn about(&self) -> About {
        self.say.about()
    }

    /// Whether the two cannot both hold, so that the later one takes the place of the other: they speak of the
    /// same words; names do not overlap, nor do dates, so that of one that grew or shrank the new extent holds.
    pub fn replaces(&self, other: &Self) -> bool {
        let (here, there) = (self.at.span(), other.at.span());
        let overlap = self.about() != About::Event && here.overlaps(there);
        self.about() == other.about() && (here == there || overlap)
    }

    /// Every anchor in it.
    pub fn anchors_mut(&mut self) -> impl Iterator<Item = &mut Anchor> {
        let (first, also) = match &mut self.say {
            Say::Event(event) => (event.participants.as_mut_slice(), event.also.as_mut_slice()),
            _ => (&mut [][..], &mut [][..]),
        };
        let also = also.iter_mut().flat_map(|event| &mut event.participants);
        std::iter::once(&mut self.at).chain(first.iter_mut().chain(also).map(|p| &mut p.at))
    }
}

/// What the reader says of an entity wherever it is named. What is `None` is as the lexicon or the rules have it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnEntity {
    /// What kind of thing it is.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntityType>,
    /// The name in Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_ar: Option<String>,
    /// The name in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// It is the same as this other one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<EntityId>,
    /// It is no name at all, wherever it stands. Goes before all else that is said of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
}

impl OwnEntity {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Intervals as EDTF.
mod edtf {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Interval;

    pub fn serialize<S: Serializer>(interval: &Interval, s: S) -> Result<S::Ok, S::Error> {
        interval.edtf().serialize(s)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Interval, D::Error> {
        let written = String::deserialize(d)?;
        Interval::from_edtf(&written)
            .ok_or_else(|| serde::de::Error::custom(format!("{written:?} is no date in EDTF")))
    }
}
