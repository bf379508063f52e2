//! What narrows the views, as conditions of SQL.

use jiff::civil::Date;
use rusqlite::types::Value;

use super::value::day_number;
use super::{ArticleKey, Result, query};
use crate::model::{EntityId, EntityType, Event, EventKind, Interval, Modality};

/// The selection that all views share. Fields narrow together; the default lets everything pass.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Only this article.
    pub article: Option<ArticleKey>,
    /// All of these are named: in the article, and in the timeline in the event's sentence.
    pub entities: Vec<EntityId>,
    /// At least one of these is named, in the same places: two timelines laid over each other.
    pub either: Vec<EntityId>,
    /// Entities of one of these types: narrows the list of entities only.
    pub types: Vec<EntityType>,
    /// Published by one of these outlets (their ids); an empty one stands for those that are not known.
    pub outlets: Vec<String>,
    /// Events of one of these kinds; articles that tell one.
    pub kinds: Vec<EventKind>,
    /// Events that the text tells in one of these ways; articles that tell one.
    pub modalities: Vec<Modality>,
    /// Only events that lie ahead of their text; articles that tell one.
    pub planned: bool,
    /// Not wholly before this day: the article's publication, in the timeline the event's date.
    pub from: Option<Date>,
    /// Not wholly after this day.
    pub to: Option<Date>,
    /// Events whose date may lie within these days, and articles that tell one.
    pub during: Option<(Date, Date)>,
    /// Articles that bear all of these tags of the reader.
    pub tags: Vec<String>,
    /// The article passes this search query.
    pub query: Option<String>,
    /// Only what was not read yet.
    pub unread: bool,
    /// Only what is starred.
    pub starred: bool,
    /// Only what bears a note.
    pub noted: bool,
}

impl Filter {
    /// Only this article.
    pub fn article(key: ArticleKey) -> Self {
        Self { article: Some(key), ..Self::default() }
    }

    /// Only what names this entity.
    pub fn entity(id: EntityId) -> Self {
        Self { entities: vec![id], ..Self::default() }
    }

    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it asks for events of some kind, way of telling, or time.
    pub fn picks_events(&self) -> bool {
        !self.kinds.is_empty() || !self.modalities.is_empty() || self.planned || self.during.is_some()
    }

    /// Whether an event is one of those that it asks for, whatever else the filter asks of its article.
    pub fn picks(&self, event: &Event) -> bool {
        let within = |(from, to)| {
            !event.interval.is_unknown() && event.interval.intersects(&Interval::between(from, to))
        };
        (self.kinds.is_empty() || self.kinds.contains(&event.kind))
            && (self.modalities.is_empty() || self.modalities.contains(&event.modality))
            && (!self.planned || event.planned)
            && self.during.is_none_or(within)
    }

    /// Whether all that tell one event pass together: they are of one kind.
    pub(super) fn keeps_groups_whole(&self) -> bool {
        Self { kinds: Vec::new(), types: Vec::new(), ..self.clone() }.is_empty()
    }

    /// Whether everything passes that does not concern events or types of entities.
    fn passes_all_articles(&self) -> bool {
        Self { types: Vec::new(), ..self.clone() }.is_empty()
    }
}

/// Conditions joined by AND, with their values.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    pub fn push(&mut self, part: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.parts.push(part.into());
        self.values.extend(values);
    }

    /// `WHERE …` or nothing.
    pub fn clause(&self) -> String {
        if self.parts.is_empty() { String::new() } else { format!("WHERE {}", self.parts.join(" AND ")) }
    }

    /// `WHERE` with all that [`Self::clause`] does not let pass, also where it cannot tell.
    pub fn negated(&self) -> String {
        format!("WHERE ({}) IS NOT TRUE", self.parts.join(" AND "))
    }

    /// Whether some condition names a column of the table with this alias.
    pub fn concern(&self, alias: &str) -> bool {
        let column = format!("{alias}.");
        self.parts.iter().any(|part| part.split([' ', '(']).any(|word| word.starts_with(&column)))
    }

    pub fn values(self) -> Vec<Value> {
        self.values
    }

    /// That one of these entities, as `n`, is joined to the row: `head` is a condition up to its open subquery's joins.
    fn push_either(&mut self, entities: &[EntityId], head: &str) {
        if !entities.is_empty() {
            let mut either = Self::default();
            either.push_in("n.id", entities.iter().map(|e| Value::from(e.as_str().to_owned())));
            self.push(format!("{head} {})", either.clause()), either.values());
        }
    }

    fn push_in(&mut self, column: &str, values: impl IntoIterator<Item = Value>) {
        let values: Vec<_> = values.into_iter().collect();
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(", ");
            self.push(format!("{column} IN ({marks})"), values);
        }
    }

    /// Days that may lie within `from..=to`; what has no date at all lies nowhere.
    fn push_days(&mut self, from: Option<Date>, to: Option<Date>, first: &str, last: &str) {
        if from.is_some() || to.is_some() {
            self.push(format!("({first} IS NOT NULL OR {last} IS NOT NULL)"), []);
        }
        if let Some(from) = from {
            self.push(format!("({last} IS NULL OR {last} >= ?)"), [Value::from(day_number(from))]);
        }
        if let Some(to) = to {
            self.push(format!("({first} IS NULL OR {first} <= ?)"), [Value::from(day_number(to))]);
        }
    }

    /// What is asked of the event with this alias itself.
    fn push_picked(&mut self, filter: &Filter, alias: &str) {
        let names =
            |names: Vec<&str>| names.into_iter().map(|n| Value::from(n.to_owned())).collect::<Vec<_>>();
        self.push_in(&format!("{alias}.kind"), names(filter.kinds.iter().map(|k| k.as_str()).collect()));
        let modalities = filter.modalities.iter().map(|m| m.as_str()).collect();
        self.push_in(&format!("{alias}.modality"), names(modalities));
        if filter.planned {
            self.push(format!("{alias}.planned"), []);
        }
        let (from, to) = (filter.during.map(|d| d.0), filter.during.map(|d| d.1));
        self.push_days(from, to, &format!("{alias}.first"), &format!("{alias}.last"));
    }

    /// What concerns the article `a` whatever is listed.
    fn push_article(&mut self, filter: &Filter) -> Result<()> {
        if let Some(ArticleKey(key)) = filter.article {
            self.push("a.key = ?", [Value::from(key)]);
        }
        let mut outlets = Self::default();
        outlets.push_in("id", filter.outlets.iter().map(|o| Value::from(o.clone())));
        if !filter.outlets.is_empty() {
            let clause = outlets.clause();
            let unknown =
                if filter.outlets.iter().any(String::is_empty) { " OR a.outlet IS NULL" } else { "" };
            let part = format!("(a.outlet IN (SELECT key FROM outlets {clause}){unknown})");
            self.push(part, outlets.values());
        }
        for tag in &filter.tags {
            self.push("a.key IN (SELECT article FROM tags WHERE tag = ?)", [Value::from(tag.clone())]);
        }
        if filter.unread {
            self.push("a.key NOT IN (SELECT article FROM marks WHERE read)", []);
        }
        if filter.starred {
            self.push("a.key IN (SELECT article FROM marks WHERE starred)", []);
        }
        if filter.noted {
            self.push("a.key IN (SELECT article FROM marks WHERE note <> '')", []);
        }
        if let Some(text) = &filter.query
            && let Some((part, values)) = query::parse(text)?.condition()
        {
            self.push(part, values);
        }
        Ok(())
    }
}

impl Filter {
    /// The entity, if that is all that narrows the articles.
    pub(super) fn entity_alone(&self) -> Option<&EntityId> {
        let [entity] = self.entities.as_slice() else { return None };
        let rest = Self { entities: Vec::new(), ..self.clone() };
        rest.passes_all_articles().then_some(entity)
    }

    /// The conditions on the article `a`.
    pub(super) fn on_articles(&self) -> Result<Conditions> {
        self.on_articles_in_order(|_| Ok(false))
    }

    /// The same for articles that are walked through in their order. `frequent` says of which entities each article
    /// is asked, as nearly all of them name it; of others all articles are looked up first.
    pub(super) fn on_articles_in_order(
        &self,
        frequent: impl Fn(&EntityId) -> Result<bool>,
    ) -> Result<Conditions> {
        let mut conditions = Conditions::default();
        if self.passes_all_articles() {
            return Ok(conditions);
        }
        conditions.push_article(self)?;
        for entity in &self.entities {
            let named = if frequent(entity)? {
                "EXISTS (SELECT 1 FROM appearances p WHERE p.entity = (SELECT key FROM entities WHERE id = ?) \
                 AND p.article = a.key)"
            } else {
                "a.key IN (SELECT p.article FROM appearances p JOIN entities n ON n.key = p.entity \
                 WHERE n.id = ?)"
            };
            conditions.push(named, [Value::from(entity.as_str().to_owned())]);
        }
        conditions.push_either(
            &self.either,
            "a.key IN (SELECT p.article FROM appearances p JOIN entities n ON n.key = p.entity",
        );
        // An article that tells an event of such a kind at such a time: one event that is both.
        if self.picks_events() {
            let mut told = Conditions::default();
            told.push_picked(self, "x");
            let clause = told.clause();
            conditions.push(format!("a.key IN (SELECT x.article FROM events x {clause})"), told.values());
        }
        conditions.push_days(self.from, self.to, "a.pub_first", "a.pub_last");
        Ok(conditions)
    }

    /// The conditions on the entity `n`.
    pub(super) fn on_entities(&self) -> Conditions {
        let mut conditions = Conditions::default();
        // What the reader says is no name is in no list.
        conditions.push("n.id <> 'no_name'", []);
        conditions.push_in("n.kind", self.types.iter().map(|t| Value::from(t.as_str().to_owned())));
        conditions
    }

    /// The conditions on the event `e` of the article `a`.
    pub(super) fn on_events(&self) -> Result<Conditions> {
        let mut conditions = Conditions::default();
        conditions.push_article(self)?;
        // The first entity's events are walked through in order of days (`timeline::events`); the others are asked.
        let mut entities = self.entities.iter();
        if let Some(first) = entities.next() {
            let id = Value::from(first.as_str().to_owned());
            conditions.push("w.entity = (SELECT key FROM entities WHERE id = ?)", [id]);
        }
        for entity in entities {
            conditions.push(
                "EXISTS (SELECT 1 FROM event_entities x WHERE x.entity = (SELECT key FROM entities WHERE id = ?) \
                 AND x.sort_day = e.sort_day AND x.event = e.key)",
                [Value::from(entity.as_str().to_owned())],
            );
        }
        conditions.push_either(
            &self.either,
            "e.key IN (SELECT x.event FROM event_entities x JOIN entities n ON n.key = x.entity",
        );
        if let Some(text) = &self.query
            && let Some((part, values)) = query::parse(text)?.event_condition()
        {
            conditions.push(part, values);
        }
        conditions.push_days(self.from, self.to, "e.first", "e.last");
        conditions.push_picked(self, "e");
        Ok(conditions)
    }
}
