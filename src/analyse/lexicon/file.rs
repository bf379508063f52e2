//! The lexicon's files: their format, and errors that say where they are wrong.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Visitor};

use crate::model::{EntityType, Interval, Office};

/// A string of a file: the file's own text, unless it holds escapes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text<'a>(Cow<'a, str>);

impl Text<'_> {
    /// A copy of its own.
    pub fn owned(&self) -> String {
        String::from(&*self.0)
    }

    /// The same text, that needs no file.
    pub fn into_static(self) -> Text<'static> {
        Text(Cow::Owned(self.0.into_owned()))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Text<'_> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        /// Serde copies each string of a list, whatever it can be borrowed from.
        struct Borrowing;
        impl<'de> Visitor<'de> for Borrowing {
            type Value = Cow<'de, str>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.to_owned()))
            }
        }
        d.deserialize_str(Borrowing).map(Text)
    }
}

/// One file of the lexicon, as `assets/lexicon/*.json` and a user's own files have it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File<'a> {
    /// What the file is about, for people.
    #[serde(default, rename = "about", borrow)]
    pub(super) _about: Text<'a>,
    /// Entities.
    #[serde(default, borrow)]
    pub entries: Vec<Entry<'a>>,
    /// Names made of a class noun and a nationality (`القوات التركية`).
    #[serde(default)]
    pub patterns: Vec<Pattern>,
    /// Places of a gazetteer.
    #[serde(default, borrow)]
    pub places: Vec<Place<'a>>,
}

/// An entity and the forms by which texts name it. In a reader's own file an entry with a known id adds to that
/// entity and overrides what it gives anew.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry<'a> {
    /// The id: lower-case Latin letters, digits and `_`.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// The kind of thing. Every entity has one; a file that adds to an entity need not repeat it.
    #[serde(default, rename = "type")]
    pub kind: Option<EntityType>,
    /// The name in Arabic, which is a form as well unless `bare` forbids it. As with the kind, a file that adds to
    /// an entity need not repeat it.
    #[serde(default, borrow)]
    pub ar: Text<'a>,
    /// The name in English.
    #[serde(default, borrow)]
    pub en: Option<Text<'a>>,
    /// Further forms that mean the entity wherever they stand.
    #[serde(default, borrow)]
    pub forms: Vec<Text<'a>>,
    /// Forms that mean the entity only where it is named in full in the same article (`التنسيقية`).
    #[serde(default, borrow)]
    pub known: Vec<Text<'a>>,
    /// Forms that are common words as well, and mean the entity only in fitting company: a class noun
    /// before a place, a title or a verb of saying before a person, quotation marks around an outlet.
    #[serde(default, borrow)]
    pub context: Vec<Text<'a>>,
    /// Forms of places that are common words or names as well, and need a class noun (`مدينة`) before them.
    #[serde(default, borrow)]
    pub noun: Vec<Text<'a>>,
    /// Forms that hold only in articles in which one of `with` is named (`القوات المحتلة`).
    #[serde(default, borrow)]
    pub beside: Vec<Beside<'a>>,
    /// Whether `ar` is only shown, and is no form.
    #[serde(default)]
    pub bare: bool,
    /// Whether no proclitic may be taken off before a form of this entry.
    #[serde(default)]
    pub no_clitic: bool,
    /// The Wikidata item.
    #[serde(default, borrow)]
    pub wikidata: Option<Text<'a>>,
    /// Offices held.
    #[serde(default, borrow)]
    pub offices: Vec<OfficeEntry<'a>>,
    /// Nationality adjectives, masculine, without the article (`أمريكي`); countries only.
    #[serde(default, borrow)]
    pub adjectives: Vec<Text<'a>>,
    /// How the country stands in ids of its institutions (`us` in `us_forces`); countries only.
    #[serde(default, borrow)]
    pub prefix: Option<Text<'a>>,
    /// How the country stands in English names of its institutions (`US`); countries only.
    #[serde(default, borrow)]
    pub demonym: Option<Text<'a>>,
    /// The id of the country that the entity belongs to; a capital's country, a ministry's state.
    #[serde(default, borrow)]
    pub of: Option<Text<'a>>,
    /// Whether texts let the name stand for the government of `of` (`واشنطن`).
    #[serde(default)]
    pub capital: bool,
    /// Forms that an earlier file gives and that shall not name it.
    #[serde(default, borrow)]
    pub without: Vec<Text<'a>>,
    /// Whether the entity is to be forgotten.
    #[serde(default)]
    pub remove: bool,
    /// Whether it stands in a file of the reader's.
    #[serde(skip)]
    pub is_own: bool,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub message: String,
    /// Text in the entry that shows where.
    pub near: Option<String>,
}

impl Wrong {
    /// Something wrong with a field.
    pub fn new(field: &'static str, message: String) -> Self {
        Self { field, message, near: None }
    }

    /// A field that must be there.
    pub fn missing(field: &'static str) -> Self {
        Self::new(field, "it is missing".into())
    }
}

/// A place of a gazetteer: id, Arabic name, English name, further forms, and the company that a form of one word
/// needs. Forms that are ordinary words are left out, those that are names of persons need a class noun.
#[derive(Debug, Clone, Deserialize)]
pub struct Place<'a>(
    #[serde(borrow)] pub Text<'a>,
    #[serde(borrow)] pub Text<'a>,
    #[serde(borrow)] pub Text<'a>,
    #[serde(borrow)] pub Vec<Text<'a>>,
    pub Company,
);

impl Place<'_> {
    /// The same place, that needs no file.
    pub fn into_static(self) -> Place<'static> {
        let Self(id, ar, en, forms, company) = self;
        let forms = forms.into_iter().map(Text::into_static).collect();
        Place(id.into_static(), ar.into_static(), en.into_static(), forms, company)
    }
}

/// What must stand before a form of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Company {
    /// Nothing.
    None,
    /// A preposition of place or a class noun.
    Context,
    /// A class noun.
    Noun,
}

/// Forms that hold in certain company only.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside<'a> {
    /// The forms.
    #[serde(borrow)]
    pub forms: Vec<Text<'a>>,
    /// Ids of entities of which one must be named in the article.
    #[serde(borrow)]
    pub with: Vec<Text<'a>>,
}

/// An office that a person held.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeEntry<'a> {
    /// The office in Arabic.
    #[serde(borrow)]
    pub ar: Text<'a>,
    /// The office in English.
    #[serde(default, borrow)]
    pub en: Option<Text<'a>>,
    /// First day: a year, a month (`2020-05`) or a day.
    #[serde(default, borrow)]
    pub from: Option<Text<'a>>,
    /// Last day, in the same forms.
    #[serde(default, borrow)]
    pub to: Option<Text<'a>>,
}

impl OfficeEntry<'_> {
    /// The office with its dates resolved.
    pub fn resolved(&self) -> Result<Office, Wrong> {
        let first = self.from.as_deref().map(interval).transpose()?;
        let last = self.to.as_deref().map(interval).transpose()?;
        let held = Interval { earliest: first.and_then(|i| i.earliest), latest: last.and_then(|i| i.latest) };
        match (held.earliest, held.latest, self.to.as_deref()) {
            (Some(a), Some(b), Some(to)) if a > b => Err(Wrong {
                near: Some(format!("\"{to}\"")),
                ..Wrong::new("offices", format!("the office ends ({b}) before it begins ({a})"))
            }),
            _ => Ok(Office { title_ar: self.ar.owned(), title_en: self.en.as_ref().map(Text::owned), held }),
        }
    }
}

/// Reads `2020`, `2020-05` or `2020-05-07`.
fn interval(text: &str) -> Result<Interval, Wrong> {
    fn read(text: &str) -> Option<Interval> {
        let mut parts = text.splitn(3, '-');
        let year: i16 = parts.next()?.parse().ok()?;
        let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        match (month, day) {
            (None, _) => Interval::year(year),
            (Some(month), None) => Interval::month(year, month),
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Interval::day),
        }
    }
    read(text).ok_or_else(|| Wrong {
        near: Some(format!("\"{text}\"")),
        ..Wrong::new("offices", format!("{text:?} is no date of the form 2020, 2020-05 or 2020-05-07"))
    })
}

/// A family of names: a class noun and a slot for the nation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// The kind of thing.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The id, with `{p}` for the country's prefix and `{c}` for its id.
    pub id: String,
    /// The Arabic name to show, with `{al}` for the definite adjective.
    pub ar: String,
    /// The English name, with `{d}` for the demonym and `{n}` for the country's name.
    pub en: String,
    /// The forms. `{al}` is a definite nationality adjective of any gender, `{a}` an indefinite one,
    /// `{country}` the country's name, `{capital}` its capital's.
    pub forms: Vec<String>,
    /// Forms without a slot, for the nation that the sentence or the article speaks of (`وزارة الدفاع`).
    #[serde(default)]
    pub bare: Vec<String>,
    /// Ids for countries in which the institution has a name of its own.
    #[serde(default)]
    pub own: std::collections::BTreeMap<String, String>,
}

impl Entry<'_> {
    /// What is wrong with it by itself. The built-in files are checked by a test.
    pub fn check(&self) -> Result<(), Wrong> {
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if self.id.is_empty() || !self.id.bytes().all(is_plain) {
            return Err(Wrong::new("id", "lower-case Latin letters, digits and _ only".into()));
        }
        if let Some(item) = &self.wikidata {
            let digits = item.strip_prefix('Q').unwrap_or_default();
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return Err(Wrong::new("wikidata", format!("{item:?} is no item such as Q796")));
            }
        }
        self.offices.iter().try_for_each(|office| office.resolved().map(|_| ()))
    }
}
