//! A question to the reader: a text field with a list below it from which may be chosen.

mod answer;

use crate::library::{ArticleKey, Change, SavedSearch};
use crate::model::{About, Correction, EntityId, EntityType, EventKind, OwnEvent, Say, Span};
use crate::text::{Fold, fold};

use super::super::action::Action;
use super::super::choose::edit;
use super::super::dates::notation;
use super::super::effect::Effect;
use super::super::field::Field;
use super::super::paint::is_rtl;
use super::super::state::{Overlay, State};
use super::super::strings::name;
use super::data::Question;
use super::{change, question};
use answer::answer;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// Which tags an article bears.
    Tags(ArticleKey),
    /// Of what type the words are that name an entity: everywhere, or here.
    Type(Span, EntityId, bool),
    /// Of what kind an event is, by its trigger.
    Kind(Span),
    /// Whom these words name.
    Entity(Span, EntityType),
    /// With whom an entity is one.
    SameAs(EntityId),
    /// How an entity is called.
    Rename(EntityId),
    /// When an event is, by its trigger.
    EventDate(Span),
    /// What days these words mean.
    WordsDate(Span),
    /// When the open article appeared.
    Published,
    /// Whose page is to be shown.
    FindName,
    /// Whose timeline is to be laid over this one's.
    Second(EntityId),
    /// To which day of the timeline.
    Day,
    /// The name of a search that is to be kept.
    SaveSearch,
    /// Which saved search.
    Searches,
    /// Which correction is to be taken away.
    Corrections,
    /// Of what type the selected words are.
    NewType(Span),
    /// What kind of event the selected words tell.
    NewKind(Span),
    /// When the event is that the selected words tell.
    NewDate(Span, EventKind),
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What is shown and found by typing.
    pub label: String,
    /// What is told beside it.
    pub about: String,
    /// Whether it is so already; `None` where it cannot be.
    pub on: Option<bool>,
    /// What it is.
    pub value: Value,
}

/// What a choice is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A type.
    Type(EntityType),
    /// A kind of event.
    Kind(EventKind),
    /// An entity with its name.
    Entity(EntityId, String),
    /// A tag.
    Tag(String),
    /// A saved search.
    Search(SavedSearch),
    /// A correction of the open article.
    Correction(About, Span),
    /// What is said of an entity.
    OwnEntity(EntityId),
}

/// A question to the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// What is asked.
    pub purpose: Purpose,
    /// What was typed.
    pub field: Field,
    /// All that can be chosen.
    pub choices: Vec<Choice>,
    /// The line with the cursor, among those that fit what was typed.
    pub cursor: usize,
}

impl Ask {
    /// A question with an answer that may be changed, or typed over.
    pub fn new(purpose: Purpose, text: &str) -> Self {
        Self { purpose, field: Field::offering(text), choices: Vec::new(), cursor: 0 }
    }

    /// The choices that fit what was typed; all, where the library has searched them.
    pub fn found(&self) -> Vec<&Choice> {
        if self.asks_library() || matches!(self.purpose, Purpose::SaveSearch) {
            return self.choices.iter().collect();
        }
        let typed = fold(self.field.text().trim(), Fold::Loose).text;
        let fits = |c: &&Choice| fold(&c.label, Fold::Loose).text.contains(&typed);
        self.choices.iter().filter(fits).collect()
    }

    const fn asks_library(&self) -> bool {
        matches!(
            self.purpose,
            Purpose::Entity(..) | Purpose::SameAs(_) | Purpose::FindName | Purpose::Second(_)
        )
    }

    /// What has to be asked after something was typed.
    pub fn typed(&mut self) -> Option<Question> {
        self.cursor = 0;
        self.asks_library().then(|| Question::Entities(self.field.text().trim().to_owned()))
    }

    /// What the text field is for, in words.
    pub fn label<'a>(&self, state: &'a State) -> &'a str {
        let words = &state.strings().words;
        match &self.purpose {
            Purpose::Tags(_) => &words.ask_tags,
            Purpose::Type(_, _, true) => &words.ask_type_everywhere,
            Purpose::Type(_, _, false) | Purpose::NewType(_) => &words.ask_type,
            Purpose::Kind(_) | Purpose::NewKind(_) => &words.ask_kind,
            Purpose::Entity(..) => &words.ask_entity,
            Purpose::SameAs(_) => &words.ask_same,
            Purpose::Rename(_) => &words.ask_name,
            Purpose::EventDate(_) | Purpose::WordsDate(_) | Purpose::NewDate(..) => &words.ask_date,
            Purpose::Published => &words.ask_published,
            Purpose::FindName => &words.ask_page,
            Purpose::Second(_) => &words.ask_second,
            Purpose::Day => &words.ask_day,
            Purpose::SaveSearch => &words.ask_save,
            Purpose::Searches => &words.saved_searches,
            Purpose::Corrections => &words.corrections,
        }
    }

    /// What is told below the field, while there is nothing to choose.
    pub fn hint<'a>(&self, state: &'a State) -> &'a str {
        let words = &state.strings().words;
        match &self.purpose {
            Purpose::EventDate(_) | Purpose::WordsDate(_) | Purpose::NewDate(..) | Purpose::Published => {
                &words.date_forms
            }
            Purpose::Day => &words.day_forms,
            Purpose::Tags(_) => &words.new_tag,
            Purpose::Searches => &words.no_searches,
            Purpose::Corrections => &words.no_corrections,
            Purpose::Entity(..) => &words.new_entity,
            Purpose::FindName | Purpose::Second(_) => &words.no_name_found,
            _ => "",
        }
    }
}

/// Puts a question on top, with the choices that need no library.
pub fn put(state: &mut State, mut ask: Ask) {
    let strings = state.strings();
    ask.choices = match &ask.purpose {
        Purpose::Type(..) | Purpose::NewType(_) => EntityType::ALL
            .iter()
            .map(|&kind| Choice {
                label: name(&strings.types, kind).to_owned(),
                about: String::new(),
                on: None,
                value: Value::Type(kind),
            })
            .collect(),
        Purpose::Kind(_) | Purpose::NewKind(_) => EventKind::ALL
            .iter()
            .map(|&kind| Choice {
                label: name(&strings.kinds, kind).to_owned(),
                about: String::new(),
                on: None,
                value: Value::Kind(kind),
            })
            .collect(),
        _ => Vec::new(),
    };
    state.overlays.push((Overlay::Ask(ask), 0));
}

/// Asks whose page is to be shown; all names can be chosen until something is typed.
pub fn find_name(state: &mut State) -> Vec<Effect> {
    put(state, Ask::new(Purpose::FindName, ""));
    vec![question(Question::Entities(String::new()))]
}

/// Asks for the second of two names whose timelines are to lie over each other.
pub fn second_name(state: &mut State, first: EntityId) -> Vec<Effect> {
    put(state, Ask::new(Purpose::Second(first), ""));
    vec![question(Question::Entities(String::new()))]
}

/// Asks to which day of the timeline to go.
pub fn to_day(state: &mut State) -> Vec<Effect> {
    put(state, Ask::new(Purpose::Day, ""));
    Vec::new()
}

/// What an action does in a question.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let Some((Overlay::Ask(ask), _)) = state.overlays.last_mut() else { return Vec::new() };
    let last = ask.found().len().saturating_sub(1);
    match action {
        Action::Back => drop(state.overlays.pop()),
        Action::Up => ask.cursor = ask.cursor.min(last).saturating_sub(1),
        Action::Down => ask.cursor = (ask.cursor + 1).min(last),
        Action::Open => return answer(state),
        Action::DeleteForward if ask.purpose == Purpose::Searches && ask.field.text().is_empty() => {
            return forget_search(state);
        }
        Action::Quit => return vec![Effect::Quit],
        action => {
            let before = ask.field.text().to_owned();
            let rtl = is_rtl(&before);
            edit(&mut ask.field, action, rtl);
            if ask.field.text() != before {
                return ask.typed().map(question).into_iter().collect();
            }
        }
    }
    Vec::new()
}

fn chosen(ask: &Ask) -> Option<Choice> {
    ask.found().get(ask.cursor).map(|&choice| choice.clone())
}

fn forget_search(state: &mut State) -> Vec<Effect> {
    let Some((Overlay::Ask(ask), _)) = state.overlays.last_mut() else { return Vec::new() };
    let Some(Choice { value: Value::Search(search), .. }) = chosen(ask) else { return Vec::new() };
    ask.choices.retain(|c| c.value != Value::Search(search.clone()));
    change(vec![Change::Search(search.name, None)])
}

/// What a correction is, in a line of a list.
pub(super) fn correction_choice(state: &State, correction: &Correction) -> Choice {
    let strings = state.strings();
    let words = &strings.words;
    let about = match &correction.say {
        Say::NoMention | Say::NoDate | Say::NoEvent => words.rejected.clone(),
        Say::Mention(own) => format!("{} · {}", name(&strings.types, own.kind), own.name_ar),
        Say::Date { when } => when.edtf(),
        Say::Event(own) => {
            let one =
                |own: &OwnEvent| format!("{} {}", name(&strings.kinds, own.kind), notation(&own.when.edtf()));
            own.all().map(one).collect::<Vec<_>>().join(" · ")
        }
        Say::Published { when } => when.edtf(),
    };
    let label = match &correction.say {
        Say::Published { .. } => words.ask_published.clone(),
        _ => correction.at.quote.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let value = Value::Correction(correction.about(), correction.at.span());
    Choice { label, about, on: None, value }
}
