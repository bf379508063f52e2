//! The ways in which a strike is told.

use super::classes::{Class, Trait};
use super::scene::Scene;

/// How a strike is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// `استهدفت`, `قصف`.
    Strikes,
    /// `شنت هجوما`, `استأنفت استهداف`, `تبنت الهجوم`.
    CarriesOut,
    /// `تعرضت لهجوم`, `تواجه هجمات`.
    Suffers,
    /// `أطلقت صواريخ`, `سقط صاروخ`, `وقع انفجار`.
    Happens,
    /// `أحبطت هجوما`, `أسقطت مسيرة`.
    Foils,
    /// A noun that a date, casualties or a mark of fact makes an event.
    Noun,
}

/// Whether the noun at `i` is one that takes its target after it: `استهداف`, `قصف`.
pub fn names_target(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens[i].noun(Class::Attack).is_some_and(|s| scene.cues.has(s, Trait::NamesTarget))
}
