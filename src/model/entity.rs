//! Who and what a text speaks of.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Interval;
use super::names::named_enum;

named_enum! {
    /// What kind of thing an entity is.
    pub enum EntityType("entity type") {
        /// A person.
        Person = "PERSON",
        /// An armed faction, a party or movement as an actor.
        Group = "GROUP",
        /// An army, a coalition, a state's armed service.
        Force = "FORCE",
        /// A government, ministry, parliament, commission, company.
        Org = "ORG",
        /// A newspaper, channel, agency, site.
        Media = "MEDIA",
        /// A country.
        Country = "COUNTRY",
        /// A city, district, governorate, region.
        Place = "PLACE",
        /// A base, camp, airport, embassy, field.
        Facility = "FACILITY",
        /// A weapon or a kind of weapon.
        Weapon = "WEAPON",
    }
}

/// An entity's id, such as `kataib_hezbollah`: lower-case Latin letters, digits and `_`. Cheap to clone.
///
/// Entities found by rule ([`Entity::by_rule`]) have an id of the same form, made of the name in Latin letters
/// (`hamid_al_obaidi`): the usual spelling of each part where the lexicon knows the part, else letter by letter.
/// Such an id stands for the spelling of a name, so that two persons of one name share it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(Arc<str>);

impl EntityId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<S: Into<Arc<str>>> From<S> for EntityId {
    fn from(s: S) -> Self {
        Self(s.into())
    }
}

impl Borrow<str> for EntityId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for EntityId {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for EntityId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d).map(Self::from)
    }
}

/// Who or what is spoken of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The id.
    pub id: EntityId,
    /// The kind of thing.
    pub kind: EntityType,
    /// The name in Arabic, as it is shown.
    pub name_ar: String,
    /// The name in English; `None` where none is known (never invented).
    pub name_en: Option<String>,
    /// Other names and spellings that mean it.
    pub other_names: Vec<String>,
    /// The Wikidata item, such as `Q796`, where it is sure.
    pub wikidata: Option<String>,
    /// Offices held, with their dates.
    pub offices: Vec<Office>,
    /// Whether a rule made the entity from the text, and no lexicon knows it.
    pub by_rule: bool,
}

/// An office that a person held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// The office in Arabic, such as `رئيس الوزراء العراقي`.
    pub title_ar: String,
    /// The office in English.
    pub title_en: Option<String>,
    /// From when to when.
    pub held: Interval,
}
