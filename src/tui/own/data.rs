//! What the screen asks of the library about the reader's own, and the answers.

use std::sync::OnceLock;

use crate::analyse::{Analyser, Lexicon};
use crate::library::{ArticleKey, Change, Changed, EntityRow, Library, Result, SavedSearch};
use crate::model::{Correction, EntityId, OwnEntity};

use super::session::Session;

/// A question about the reader's own.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Changes marks or corrections.
    Change(Vec<Change>),
    /// Takes the last change back.
    Undo,
    /// Brings back what was taken back.
    Redo,
    /// Entities with a name like this.
    Entities(String),
    /// All tags, with how many articles bear each.
    Tags,
    /// All saved searches.
    Searches,
    /// What was corrected in an article, and of entities everywhere.
    Corrections(ArticleKey),
    /// Where the reader was the last time.
    Session,
    /// Keeps where the reader is; the program ends.
    Leave(Option<Box<Session>>),
}

/// An answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// What was asked for, and what is so now: nothing where it was so before.
    Changed(Vec<Change>, Changed),
    /// What was taken back; `None` if there was nothing.
    Undone(Option<Changed>),
    /// What was brought back; `None` if there was nothing.
    Redone(Option<Changed>),
    /// Entities with a name like this.
    Entities(String, Vec<EntityRow>),
    /// All tags, with how many articles bear each.
    Tags(Vec<(String, usize)>),
    /// All saved searches.
    Searches(Vec<SavedSearch>),
    /// What was corrected, and the names of the entities that this is about.
    Corrections(Vec<Correction>, Vec<(EntityId, OwnEntity)>, Vec<(EntityId, String)>),
    /// Where the reader was the last time, and the article, if it is still there.
    Session(Option<Box<Session>>, Option<ArticleKey>),
    /// All is kept.
    Left,
}

/// Under which name the library keeps where the reader was.
const SESSION: &str = "screen";

/// How many entities a list to choose from holds.
const MOST_ENTITIES: usize = 60;

impl Question {
    /// Whether this makes an earlier question pointless.
    pub fn supersedes(&self, earlier: &Self) -> bool {
        matches!((self, earlier), (Self::Entities(_), Self::Entities(_)) | (Self::Tags, Self::Tags))
    }

    /// Whether it changes marks or corrections: then it must not be lost.
    pub const fn is_change(&self) -> bool {
        matches!(self, Self::Change(_) | Self::Undo | Self::Redo)
    }
}

/// Reads an article anew under the publication date that the reader sets. Made when it is first needed.
fn analyser() -> Option<&'static Analyser> {
    static ANALYSER: OnceLock<Option<Analyser>> = OnceLock::new();
    let make = || Lexicon::built_in().ok().map(|lexicon| Analyser::new(lexicon.into()));
    ANALYSER.get_or_init(make).as_ref()
}

/// Answers a question.
pub fn answer(library: &mut Library, question: Question) -> Result<Answer> {
    Ok(match question {
        Question::Change(changes) => {
            let changed = library.change_all(changes.clone(), analyser())?;
            Answer::Changed(changes, changed)
        }
        Question::Undo => Answer::Undone(library.undo(analyser())?),
        Question::Redo => Answer::Redone(library.redo(analyser())?),
        Question::Entities(text) => {
            let found = library.entities_named(&text, MOST_ENTITIES)?;
            Answer::Entities(text, found)
        }
        Question::Tags => Answer::Tags(library.tags()?),
        Question::Searches => Answer::Searches(library.searches()?),
        Question::Corrections(key) => {
            let entities = library.own_entities()?;
            let mut names = Vec::new();
            for id in entities.iter().flat_map(|(id, own)| own.same_as.iter().chain([id])) {
                names.extend(library.entity(id.as_str())?.map(|entity| (id.clone(), entity.name_ar)));
            }
            Answer::Corrections(library.corrections(key)?, entities, names)
        }
        Question::Session => {
            let session = library.session(SESSION)?.and_then(|json| Session::read(&json));
            let article = match &session {
                Some(session) => library.find(&session.article)?,
                None => None,
            };
            Answer::Session(session.map(Box::new), article)
        }
        Question::Leave(session) => {
            if let Some(json) = session.and_then(|session| session.write())
                && !library.is_read_only()
            {
                library.set_session(SESSION, &json)?;
            }
            Answer::Left
        }
    })
}
