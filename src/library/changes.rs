//! What the reader changes: each change is one transaction, and can be taken back and brought back by the run of the
//! program that made it.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::corrections::corrections;
use super::value::{int, json, to_json};
use super::{ArticleKey, Library, Result, SavedSearch, Writer};
use crate::analyse::Analyser;
use crate::model::{About, Correction, EntityId, OwnEntity, Span};

/// What the reader does.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Marks an article as read or unread.
    Read(ArticleKey, bool),
    /// Stars an article, or takes the star away.
    Starred(ArticleKey, bool),
    /// Writes a note on an article; an empty one takes it away.
    Note(ArticleKey, String),
    /// Gives an article these tags and no others.
    Tags(ArticleKey, Vec<String>),
    /// Corrects things in an article. An earlier correction of the same words is replaced.
    Correct(ArticleKey, Vec<Correction>),
    /// Takes a correction away: what the rules say holds again. Of a name that was not corrected in this place,
    /// what was said of its entity everywhere is taken away.
    Uncorrect(ArticleKey, About, Span),
    /// Sets all that is said of an entity wherever it is named; an empty say takes it back.
    Entity(EntityId, OwnEntity),
    /// Says something more of an entity wherever it is named; what was said of it besides stays.
    SayOf(EntityId, OwnEntity),
    /// Keeps a search under a name, or takes it away.
    Search(String, Option<String>),
}

/// Something of the reader's own with its value: what a change sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Own {
    /// Whether an article was read.
    Read(i64, bool),
    /// Whether an article is starred.
    Starred(i64, bool),
    /// The note on an article.
    Note(i64, String),
    /// The tags of an article.
    Tags(i64, Vec<String>),
    /// All corrections of an article.
    Corrections(i64, Vec<Correction>),
    /// What is said of an entity.
    Entity(EntityId, OwnEntity),
    /// The query under a name.
    Search(String, Option<String>),
}

/// One thing that changed: what it was, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Step {
    before: Own,
    after: Own,
}

/// What a change came to, or what was taken back or brought back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// The things that have other values now, with these values.
    pub now: Vec<Own>,
    /// The title of the article that it is about, of what was taken back or brought back.
    pub title: Option<String>,
    /// The words that were corrected, or no longer are, of what was taken back or brought back.
    pub place: Option<(ArticleKey, Span)>,
    /// Something was left as it is, as another program has changed it since.
    pub left: bool,
}

/// The changes that this run of the program made, by their keys: those that it takes back and brings back. Another
/// program that has the same library open makes its own.
#[derive(Debug, Default)]
pub(super) struct Mine(Vec<i64>);

impl Mine {
    /// The last change that was not undone, or the first one that was.
    fn next(&self, db: &rusqlite::Connection, forth: bool) -> Result<Option<(i64, String)>> {
        let mut query = db.prepare_cached("SELECT steps FROM changes WHERE key = ? AND undone = ?")?;
        let keys: Box<dyn Iterator<Item = &i64>> =
            if forth { Box::new(self.0.iter()) } else { Box::new(self.0.iter().rev()) };
        for &key in keys {
            let steps = query.query_row(params![key, forth], |row| row.get::<_, String>(0)).optional()?;
            if let Some(steps) = steps {
                return Ok(Some((key, steps)));
            }
        }
        Ok(None)
    }
}

impl Own {
    /// The article that it belongs to.
    pub const fn article(&self) -> Option<ArticleKey> {
        match self {
            Self::Read(key, _)
            | Self::Starred(key, _)
            | Self::Note(key, _)
            | Self::Tags(key, _)
            | Self::Corrections(key, _) => Some(ArticleKey(*key)),
            Self::Entity(..) | Self::Search(..) => None,
        }
    }

    /// What its value comes to if `from` becomes `to`, while it is `now`, which another program may have changed:
    /// of lists what is in only one of the two goes or comes. `None` where that cannot be.
    fn changed(now: Self, from: &Self, to: Self) -> Option<Self> {
        fn merged<T: PartialEq>(mut now: Vec<T>, from: &[T], to: Vec<T>) -> Vec<T> {
            now.retain(|one| to.contains(one) || !from.contains(one));
            for one in to {
                if !from.contains(&one) && !now.contains(&one) {
                    now.push(one);
                }
            }
            now
        }
        if now == *from {
            return Some(to);
        }
        match (now, from, to) {
            (Self::Tags(key, now), Self::Tags(_, from), Self::Tags(_, to)) => {
                Some(Self::Tags(key, merged(now, from, to)))
            }
            (Self::Corrections(key, now), Self::Corrections(_, from), Self::Corrections(_, to)) => {
                Some(Self::Corrections(key, merged(now, from, to)))
            }
            // What is either so or not: the reader says how it is to be.
            (_, _, to @ (Self::Read(..) | Self::Starred(..))) => Some(to),
            _ => None,
        }
    }

    /// Where two values of the same article's corrections differ.
    fn place(&self, other: &Self) -> Option<(ArticleKey, Span)> {
        let (Self::Corrections(key, a), Self::Corrections(_, b)) = (self, other) else { return None };
        let only =
            |a: &[Correction], b: &[Correction]| a.iter().find(|c| !b.contains(c)).map(|c| c.at.span());
        only(a, b).or_else(|| only(b, a)).map(|span| (ArticleKey(*key), span))
    }

    /// Whether it changes what was found in articles, and so every list of names and events.
    pub const fn concerns_analysis(&self) -> bool {
        matches!(self, Self::Corrections(..) | Self::Entity(..))
    }
}

/// How many changes can be taken back; older ones are forgotten.
const MOST_CHANGES: i64 = 1_000;

impl Library {
    /// Does what the reader wants, in one transaction. With an `analyser` a new publication date gives dates such
    /// as "yesterday" their new days; without one only the publication date itself changes.
    pub fn change(&mut self, change: Change, analyser: Option<&Analyser>) -> Result<Changed> {
        self.change_all(vec![change], analyser)
    }

    /// Does several things in one transaction; they are taken back together.
    pub fn change_all(&mut self, changes: Vec<Change>, analyser: Option<&Analyser>) -> Result<Changed> {
        self.change_and(changes, analyser, true)
    }

    /// Does several things that need not be taken back.
    pub(super) fn change_for_good(
        &mut self,
        changes: Vec<Change>,
        analyser: Option<&Analyser>,
    ) -> Result<Changed> {
        self.change_and(changes, analyser, false)
    }

    fn change_and(
        &mut self,
        changes: Vec<Change>,
        analyser: Option<&Analyser>,
        for_undo: bool,
    ) -> Result<Changed> {
        let mut logged = None;
        let changed = self.within(analyser, |library, writer| {
            let mut steps: Vec<Step> = Vec::new();
            for change in changes {
                let Some(after) = library.wanted(change)? else { continue };
                let before = library.now(&after)?;
                if before != after {
                    library.set(writer, &after)?;
                    steps.push(Step { before, after });
                }
            }
            let now = steps.iter().map(|step| step.after.clone()).collect();
            if for_undo && !steps.is_empty() {
                logged = Some(writer.log(&steps, &library.mine)?);
            }
            Ok(Changed { now, ..Changed::default() })
        })?;
        self.mine.0.extend(logged);
        Ok(changed)
    }

    /// Takes the last change back that was made here, not by another program. `None` if there is none.
    pub fn undo(&mut self, analyser: Option<&Analyser>) -> Result<Option<Changed>> {
        self.back_or_forth(false, analyser)
    }

    /// Brings back what was taken back last. `None` if nothing was, or something else was changed since.
    pub fn redo(&mut self, analyser: Option<&Analyser>) -> Result<Option<Changed>> {
        self.back_or_forth(true, analyser)
    }

    fn back_or_forth(&mut self, forth: bool, analyser: Option<&Analyser>) -> Result<Option<Changed>> {
        self.within(analyser, |library, writer| {
            let Some((key, steps)) = library.mine.next(&library.db, forth)? else { return Ok(None) };
            let mut steps: Vec<Step> = json(&steps)?;
            if !forth {
                steps.reverse();
            }
            let mut done = Changed::default();
            for Step { before, after } in steps {
                let (from, to) = if forth { (before, after) } else { (after, before) };
                done.title = done.title.or(library.title_of(&to)?);
                done.place = done.place.or(to.place(&from));
                let Some(wanted) = Own::changed(library.now(&from)?, &from, to) else {
                    done.left = true;
                    continue;
                };
                library.set(writer, &wanted)?;
                done.now.push(wanted);
            }
            writer
                .tx
                .prepare_cached("UPDATE changes SET undone = ?2 WHERE key = ?1")?
                .execute(params![key, !forth])?;
            Ok(Some(done))
        })
    }

    /// The title of the article that something of the reader's own belongs to.
    fn title_of(&self, own: &Own) -> Result<Option<String>> {
        let Some(ArticleKey(key)) = own.article() else { return Ok(None) };
        let mut query = self.db.prepare_cached("SELECT title FROM articles WHERE key = ?")?;
        Ok(query.query_row([key], |row| row.get::<_, Option<String>>(0)).optional()?.flatten())
    }

    /// One transaction in which the library can be read and written.
    pub(super) fn within<T>(
        &mut self,
        analyser: Option<&Analyser>,
        work: impl FnOnce(&Self, &mut Writer<'_>) -> Result<T>,
    ) -> Result<T> {
        self.check_writable()?;
        let mut keys = std::mem::take(&mut self.keys);
        // Another program may have changed what they were read from.
        keys.tellings.clear();
        let done = {
            let library = &*self;
            let tx = Transaction::new_unchecked(&library.db, TransactionBehavior::Immediate)?;
            let mut writer = Writer::over(tx, &mut keys);
            writer.analyser = analyser.cloned();
            let done = work(library, &mut writer)?;
            writer.commit()?;
            done
        };
        self.keys = keys;
        Ok(done)
    }

    /// The value that a change leads to; `None` if the article is gone.
    fn wanted(&self, change: Change) -> Result<Option<Own>> {
        Ok(Some(match change {
            Change::Read(key, read) => Own::Read(key.0, read),
            Change::Starred(key, starred) => Own::Starred(key.0, starred),
            Change::Note(key, note) => Own::Note(key.0, note),
            Change::Tags(key, mut tags) => {
                tags.iter_mut().for_each(|tag| *tag = tag.trim().to_owned());
                tags.retain(|tag| !tag.is_empty());
                tags.sort();
                tags.dedup();
                Own::Tags(key.0, tags)
            }
            Change::Correct(key, corrections) => {
                let mut all = self.corrections(key)?;
                for correction in corrections {
                    all.retain(|earlier| !correction.replaces(earlier));
                    all.push(correction);
                }
                Own::Corrections(key.0, all)
            }
            Change::Uncorrect(key, about, span) => {
                let mut all = self.corrections(key)?;
                let before = all.len();
                all.retain(|c| c.about() != about || c.at.span() != span);
                match self.said_everywhere(key, span)?.filter(|_| before == all.len()) {
                    Some(id) => Own::Entity(id, OwnEntity::default()),
                    None => Own::Corrections(key.0, all),
                }
            }
            Change::Entity(id, own) => {
                let own = self.without_circle(&id, own)?;
                Own::Entity(id, own)
            }
            Change::SayOf(id, more) => {
                let own = self.own_entity(&id)?;
                let own = OwnEntity {
                    kind: more.kind.or(own.kind),
                    name_ar: more.name_ar.or(own.name_ar),
                    name_en: more.name_en.or(own.name_en),
                    same_as: more.same_as.or(own.same_as),
                    rejected: more.rejected || own.rejected,
                };
                let own = self.without_circle(&id, own)?;
                Own::Entity(id, own)
            }
            Change::Search(name, query) => Own::Search(name, query),
        }))
    }

    /// The entity of which something is said that concerns the mention at `span`: the one that the rules found
    /// there, else the one that it is said to be.
    fn said_everywhere(&self, key: ArticleKey, span: Span) -> Result<Option<EntityId>> {
        let mut query = self.db.prepare_cached(
            "SELECT o.id FROM mentions m JOIN entities n ON n.key IN (m.rule_entity, m.entity) \
             JOIN own_entities o ON o.id = n.id WHERE m.article = ? AND m.start = ? AND m.end = ? \
             ORDER BY n.key = m.rule_entity DESC LIMIT 1",
        )?;
        let at = params![key.0, int(span.start), int(span.end)];
        let found = query.query_row(at, |row| row.get::<_, String>(0)).optional()?;
        Ok(found.map(EntityId::from))
    }

    /// The value that the same thing has now.
    fn now(&self, like: &Own) -> Result<Own> {
        Ok(match like {
            Own::Read(key, _) => Own::Read(*key, self.marks(ArticleKey(*key))?.read),
            Own::Starred(key, _) => Own::Starred(*key, self.marks(ArticleKey(*key))?.starred),
            Own::Note(key, _) => Own::Note(*key, self.marks(ArticleKey(*key))?.note),
            Own::Tags(key, _) => Own::Tags(*key, self.marks(ArticleKey(*key))?.tags),
            Own::Corrections(key, _) => Own::Corrections(*key, corrections(&self.db, *key)?),
            Own::Entity(id, _) => Own::Entity(id.clone(), self.own_entity(id)?),
            Own::Search(name, _) => {
                let query = self.searches()?.into_iter().find(|s| s.name == *name).map(|s| s.query);
                Own::Search(name.clone(), query)
            }
        })
    }

    /// Gives a thing a value.
    pub(super) fn set(&self, writer: &mut Writer<'_>, own: &Own) -> Result<()> {
        match own {
            Own::Read(key, read) => self.set_read(ArticleKey(*key), *read),
            Own::Starred(key, starred) => self.set_starred(ArticleKey(*key), *starred),
            Own::Note(key, note) => self.set_note(ArticleKey(*key), note),
            Own::Tags(key, tags) => {
                self.db.prepare_cached("DELETE FROM tags WHERE article = ?")?.execute([key])?;
                tags.iter().try_for_each(|tag| self.add_tag(ArticleKey(*key), tag))
            }
            Own::Corrections(key, all) => match self.article(ArticleKey(*key))? {
                Some(article) => {
                    let rules = self.found_by_rules(&article)?;
                    writer.set_corrections(&article, &rules, all)
                }
                None => Ok(()),
            },
            Own::Entity(id, own) => writer.set_own_entity(id, own),
            Own::Search(name, Some(query)) => {
                self.save_search(&SavedSearch { name: name.clone(), query: query.clone() })
            }
            Own::Search(name, None) => self.remove_search(name),
        }
    }
}

impl Writer<'_> {
    /// Notes what changed, and gives the key of the note. What was taken back here before can no longer be brought
    /// back.
    fn log(&self, steps: &[Step], mine: &Mine) -> Result<i64> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
        for key in &mine.0 {
            self.tx.prepare_cached("DELETE FROM changes WHERE key = ? AND undone")?.execute([key])?;
        }
        self.tx
            .prepare_cached("INSERT INTO changes (steps, made) VALUES (?, ?)")?
            .execute(params![to_json(&steps)?, i64::try_from(now).unwrap_or(i64::MAX)])?;
        let key = self.tx.last_insert_rowid();
        self.tx
            .prepare_cached("DELETE FROM changes WHERE key <= (SELECT max(key) FROM changes) - ?")?
            .execute([MOST_CHANGES])?;
        Ok(key)
    }
}
