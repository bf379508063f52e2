//! The words that all rooms share.
//!
//! Plain data without behaviour beyond its own invariants. Offsets are bytes into a document's text,
//! on character boundaries; exports turn them into Unicode code points.

mod analysis;
mod anchor;
mod block;
mod correction;
mod document;
mod entity;
mod event;
mod interval;
pub(crate) mod names;
mod span;

pub use analysis::{Analysis, DateRef, Mention, Why};
pub use anchor::Anchor;
pub use block::{Block, Role};
pub use correction::{
    About, Correction, NO_NAME, OwnEntity, OwnEvent, OwnMention, OwnParticipant, Part, READER, Say,
};
pub use document::{Document, Origin, Outlet, Published, PublishedBasis};
pub use entity::{Entity, EntityId, EntityType, Office};
pub use event::{Event, EventKind, Modality, Participant};
pub use interval::Interval;
pub(crate) use names::named_enum;
pub use names::{UnknownName, nearest};
pub use span::Span;
