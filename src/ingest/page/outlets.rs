//! The outlets that Rasid knows, from `assets/outlets.json`.

use foldhash::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Outlet;

use super::lines::key;

/// The outlets as data. The room of names reads the same file.
pub const OUTLETS_JSON: &str = include_str!("../../../assets/outlets.json");

/// A news outlet or agency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutletEntry {
    /// The entity's id.
    pub id: String,
    /// The name shown.
    pub ar: String,
    /// The name in English.
    pub en: String,
    /// Other spellings, in any script.
    #[serde(default)]
    pub names: Vec<String>,
    /// Names that are ordinary words as well.
    #[serde(default)]
    pub with_class: Vec<String>,
    /// The class nouns that the outlet takes, such as `صحيفة`.
    #[serde(default)]
    pub class: Vec<String>,
    /// Web domains; subdomains are covered.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Lines of its pages that are furniture.
    #[serde(default)]
    pub furniture: Vec<String>,
    /// The id of its Arabic edition, which an Arabic page means that names itself so.
    #[serde(default)]
    pub edition: Option<String>,
    /// Whether reporters of other outlets quote what people told it.
    #[serde(default)]
    pub world: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OutletFile {
    #[serde(rename = "about")]
    _about: String,
    outlets: Vec<OutletEntry>,
}

/// All outlets, and the ways to find one.
#[derive(Debug)]
pub struct Outlets {
    entries: Vec<OutletEntry>,
    by_name: HashMap<String, usize>,
    by_domain: HashMap<String, usize>,
    furniture: Vec<String>,
    /// Keys of names that are ordinary words as well.
    doubtful: HashSet<String>,
}

/// The outlets of `assets/outlets.json`, read once. A file that cannot be read gives no outlets; a test
/// checks that this does not happen.
pub fn outlets() -> &'static Outlets {
    static OUTLETS: LazyLock<Outlets> =
        LazyLock::new(|| Outlets::from_json(OUTLETS_JSON).unwrap_or_else(|_| Outlets::new(Vec::new())));
    &OUTLETS
}

impl Outlets {
    fn from_json(json: &str) -> serde_json::Result<Self> {
        serde_json::from_str::<OutletFile>(json).map(|file| Self::new(file.outlets))
    }

    fn new(entries: Vec<OutletEntry>) -> Self {
        let mut by_name = HashMap::default();
        let mut by_domain = HashMap::default();
        let mut furniture = Vec::new();
        let mut doubtful = HashSet::default();
        for (index, entry) in entries.iter().enumerate() {
            let plain = [&entry.ar, &entry.en].into_iter().chain(&entry.names).chain(&entry.with_class);
            for name in plain {
                let name = key(name);
                for class in &entry.class {
                    by_name.entry(format!("{} {name}", key(class))).or_insert(index);
                }
                by_name.entry(name).or_insert(index);
            }
            for domain in &entry.domains {
                by_domain.entry(domain.to_ascii_lowercase()).or_insert(index);
            }
            doubtful.extend(entry.with_class.iter().map(|name| key(name)));
            furniture.extend(entry.furniture.iter().map(|line| key(line)));
        }
        Self { entries, by_name, by_domain, furniture, doubtful }
    }

    /// All entries.
    pub fn entries(&self) -> &[OutletEntry] {
        &self.entries
    }

    /// The outlet of exactly this name, whatever its spelling, class noun or signs around it.
    pub fn by_name(&self, name: &str) -> Option<Outlet> {
        self.by_key(&key(name))
    }

    /// The same for a name that is a [`key`] already.
    pub fn by_key(&self, key: &str) -> Option<Outlet> {
        self.by_name.get(key).and_then(|&index| self.outlet(index))
    }

    /// The outlet that a [`key`] names in running words: a name of two words or more, in Latin letters, or one
    /// that is no ordinary word.
    pub fn by_sure_key(&self, key: &str) -> Option<Outlet> {
        match self.by_name.get(key) {
            Some(&index) => (!self.doubtful.contains(key)).then(|| self.outlet(index)).flatten(),
            None => self.by_key(without_medium(key)?),
        }
    }

    /// The outlet of a name as written, if people speak to it and to nobody else when they are quoted so: no
    /// agency and no outlet of the world. Names that are ordinary words count where they are `quoted`.
    pub fn by_name_of_reporters(&self, name: &str, quoted: bool) -> Option<Outlet> {
        let key = key(name);
        let outlet = if quoted { self.by_key(&key) } else { self.by_sure_key(&key) }?;
        let entry = self.entries.get(*self.by_name.get(&key)?)?;
        (!entry.world && !self.is_agency(&entry.id)).then_some(outlet)
    }

    /// The outlet whose site an address or a bare domain belongs to.
    pub fn by_address(&self, address: &str) -> Option<Outlet> {
        let mut host = host(address)?;
        loop {
            if let Some(&index) = self.by_domain.get(&host) {
                return self.outlet(index);
            }
            host = host.split_once('.')?.1.to_owned();
        }
    }

    /// Whether a line of this [`key`] begins as furniture of some outlet's pages does.
    pub fn is_furniture(&self, key: &str) -> bool {
        self.furniture.iter().any(|start| key.starts_with(start.as_str()))
    }

    /// The edition of an outlet that an Arabic page is of.
    pub fn arabic_edition(&self, outlet: Outlet) -> Outlet {
        let entry = |id: &str| self.entries.iter().find(|e| e.id == id);
        let edition = entry(&outlet.id).and_then(|e| entry(e.edition.as_deref()?));
        edition.map_or(outlet, |e| Outlet { id: e.id.clone(), name: e.ar.clone() })
    }

    /// Whether an outlet is an agency, whose name stands on pages of others.
    pub fn is_agency(&self, id: &str) -> bool {
        self.entries.iter().find(|e| e.id == id).is_some_and(|e| {
            e.class.iter().any(|class| class == "وكالة") && !e.class.iter().any(|class| class == "موقع")
        })
    }

    fn outlet(&self, index: usize) -> Option<Outlet> {
        self.entries.get(index).map(|entry| Outlet { id: entry.id.clone(), name: entry.ar.clone() })
    }
}

/// A [`key`] without what it says of the medium: `عنب بلدي أونلاين`, `الزمان الإلكترونية`. With it a name is sure, even
/// one that is an ordinary word.
fn without_medium(key: &str) -> Option<&str> {
    let (name, medium) = key.rsplit_once(' ')?;
    let media = ["اونلاين", "نت", "الالكترونيه", "الالكتروني", "online", "net", "com", "الفضاييه", "الاخباريه"];
    media.contains(&medium).then_some(name)
}

/// The host of an address or of a bare domain, in lower case; `None` if the text is no such thing.
pub fn host(address: &str) -> Option<String> {
    let rest = address.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_host = host.contains('.')
        && host.len() <= 253
        && host.split('.').all(|label| !label.is_empty())
        && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
        && host
            .rsplit('.')
            .next()
            .is_some_and(|top| top.len() >= 2 && !top.contains(|c: char| c.is_ascii_digit()));
    is_host.then(|| host.to_ascii_lowercase())
}

/// An outlet that no list knows, under the name that its page gives: the id is made from the name.
pub fn unknown_outlet(name: &str) -> Option<Outlet> {
    let shown = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = key(&shown).replace(' ', "_");
    (!id.is_empty()).then(|| Outlet { id: format!("rule:{id}"), name: shown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let outlets = Outlets::from_json(OUTLETS_JSON).unwrap();
        let mut ids = HashSet::default();
        for entry in outlets.entries() {
            assert!(ids.insert(&entry.id), "id twice: {}", entry.id);
            assert!(
                entry.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'),
                "{}",
                entry.id
            );
            assert_eq!(
                outlets.by_name(&entry.ar).map(|o| o.id),
                Some(entry.id.clone()),
                "{} is shared",
                entry.ar
            );
            if let Some(edition) = &entry.edition {
                assert!(outlets.entries().iter().any(|e| e.id == *edition), "{edition}");
            }
            for domain in &entry.domains {
                assert_eq!(host(domain).as_deref(), Some(domain.as_str()), "{domain}");
                assert_eq!(
                    outlets.by_address(domain).map(|o| o.id),
                    Some(entry.id.clone()),
                    "{domain} is shared"
                );
            }
        }
    }

    #[test]
    fn outlets_are_known_by_name_class_and_address() {
        let id = |o: Option<Outlet>| o.map(|o| o.id);
        assert_eq!(id(outlets().by_name("«ارم نيوز»")), Some("erem_news".into()));
        assert_eq!(id(outlets().by_name("قناة الميادين")), Some("al_mayadeen".into()));
        assert_eq!(id(outlets().by_address("https://arabic.rt.com/world/1?x=2")), Some("rt".into()));
        assert_eq!(id(outlets().by_address("www.eremnews.com")), Some("erem_news".into()));
        assert_eq!(id(outlets().by_address("https://xrt.com.evil.example/")), None);
        assert_eq!(outlets().by_address("31.07.2021"), None);
    }
}
