//! Everything that the screen shows depends on this, and on nothing else.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use ratatui::layout::Rect;

use super::axis::Moments;
use crate::library::{ArticleKey, ArticleRow, EventKey, EventRow, Filter, Narrowings};
use crate::model::{EntityId, Interval, Span};

use super::dates;
pub use super::entities::{Entities, EntityLine};
use super::field::Field;
use super::help::Help;
use super::key::Key;
use super::keymap::{Context, Keymap};
use super::lines::LinesPage;
use super::menu::Menu;
use super::own::{Own, ask::Ask, note::Note, trail::Spot};
use super::panes::{Pane, Panes, Wish};
use super::reader::Reader;
use super::request::EntityPage;
use super::rows::Rows;
pub use super::settings::Settings;
use super::strings::{Language, Strings};
use super::tellings::Tellings;
use super::theme::Theme;
use super::words::WordsPage;

/// What does not change while the program runs: words, themes, keys.
#[derive(Debug, Clone)]
pub struct Assets {
    /// The words in Arabic.
    pub arabic: Strings,
    /// The words in English.
    pub english: Strings,
    /// The themes that the terminal can show; never empty.
    pub themes: Vec<Theme>,
    /// The keys.
    pub keymap: Keymap,
}

/// What lies on top of the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// All keys.
    Help(Help),
    /// A list from which one thing is chosen.
    Menu(Menu),
    /// What is known of one thing: labels with values.
    Card {
        /// The title.
        title: String,
        /// Labels with values; an empty label continues the one above.
        rows: Vec<(String, String)>,
    },
    /// An entity.
    Entity(Box<EntityPage>),
    /// Where words or a name stand.
    Lines(Box<LinesPage>),
    /// How each article tells an event.
    Tellings(Tellings),
    /// How each outlet words an entity.
    Words(Box<WordsPage>),
    /// A question to the reader.
    Ask(Ask),
    /// The note on an article.
    Note(Note),
    /// The commands whose names fit what was typed.
    Palette {
        /// What was typed.
        field: Field,
        /// The command with the cursor.
        cursor: usize,
    },
}

/// Where to go in an article when it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jump {
    /// To an event, by its trigger.
    Event(Span),
    /// To words: a mention or a trigger where they are one.
    Words(Span),
    /// To the first mention of an entity.
    Entity(EntityId),
    /// To the first hit of the search.
    Hit,
    /// To the last hit of the search.
    LastHit,
    /// To a byte at the top of the screen, and to what the cursor was on.
    Spot(usize, Option<Span>),
}

/// The state of the screen.
#[derive(Debug, Clone)]
pub struct State {
    /// Words, themes, keys.
    pub assets: Arc<Assets>,
    /// The looks.
    pub settings: Settings,
    /// The window.
    pub area: Rect,
    /// The pane with the cursor.
    pub focus: Pane,
    /// The side pane that had the cursor last.
    pub side: Pane,
    /// The wide pane that had the cursor last.
    pub main: Pane,
    /// Only the pane with the cursor is shown.
    pub maximised: bool,
    /// What narrows all panes.
    pub filter: Filter,
    /// Filters before this one, the latest last.
    pub history: Vec<Filter>,
    /// Filters that were undone, the latest last.
    pub future: Vec<Filter>,
    /// The articles.
    pub articles: Rows<ArticleRow>,
    /// The timeline.
    pub timeline: Rows<EventRow>,
    /// The days of the timeline's events.
    pub moments: Moments,
    /// The axis that was made of them.
    pub axis: super::axis::Kept,
    /// For which filter the days are, or were asked for.
    pub moments_of: Option<Filter>,
    /// The days that the reader wants to go to on the timeline, until the answer comes.
    pub sought_days: Option<Interval>,
    /// Where a span of time was begun on the axis.
    pub span_from: Option<Date>,
    /// Arabic names of entities and outlets that were chosen, by their ids.
    pub names: HashMap<String, String>,
    /// The days of the events of the second of two entities whose timelines lie over each other.
    pub over: Moments,
    /// For which filter these are, or were asked for.
    pub over_of: Option<Filter>,
    /// How often the time axis was halved.
    pub zoom: u32,
    /// The timeline is that of the open article alone.
    pub timeline_of_article: bool,
    /// The entities.
    pub entities: Entities,
    /// The reader.
    pub reader: Reader,
    /// An article that was put beside the open one.
    pub beside: Option<Box<Reader>>,
    /// For which paragraph of which article that one was moved last.
    pub aligned: Option<(ArticleKey, Span)>,
    /// The article that the reader is to show.
    pub wanted: Option<ArticleKey>,
    /// Whether `wanted` was asked for.
    pub asked: Option<ArticleKey>,
    /// Where to go in it.
    pub jump: Option<Jump>,
    /// For which article and search the hits are, or were asked for.
    pub hits_of: Option<(ArticleKey, String)>,
    /// The search field, while it is typed in.
    pub prompt: Option<Field>,
    /// Searches of this session, the latest last.
    pub searches: Vec<String>,
    /// What lies on top, the uppermost last, each with its first row on the screen.
    pub overlays: Vec<(Overlay, usize)>,
    /// The page that was asked for last and has not come; none if the reader has turned to something else.
    pub awaited: Option<super::request::Request>,
    /// Keys that begin a longer binding.
    pub pressed: Vec<Key>,
    /// What is the reader's own.
    pub own: Own,
    /// Questions that an answer brought up.
    pub follow_up: Vec<super::request::Request>,
    /// What is to be told in the bottom bar.
    pub message: Option<Message>,
    /// What could not be read: paths with reasons.
    pub left_out: Vec<(String, String)>,
    /// The library can only be read.
    pub read_only: bool,
    /// How many changes could not be saved yet.
    pub unsaved: usize,
    /// The name of the collection.
    pub collection: String,
    /// Files are being read, and so many articles were taken in.
    pub reading: Option<usize>,
    /// The last article that was there when the reading that the program began with was done, once it is; those
    /// after it are marked as new.
    pub newest: Option<Option<ArticleKey>>,
    /// Whether the reader has done anything yet.
    pub touched: bool,
    /// The next list of articles is shown from its first article on.
    pub follow_first: bool,
    /// The article and the event that are to keep the cursor when lists under other filters come.
    pub keep: (Option<ArticleKey>, Option<EventKey>),
    /// Where the reader was when the filters left no article.
    pub left: Option<Spot>,
    /// For which filter the days of the axis are.
    pub moments_for: Option<Filter>,
    /// What may be narrowed to, for which filter, and whether in the timeline.
    pub narrowings: Option<(Filter, bool, Narrowings)>,
    /// Answers are so late that panes which wait for them are marked.
    pub late: bool,
}

/// Something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// In words.
    pub text: String,
    /// Whether something went wrong.
    pub warning: bool,
}

impl State {
    /// The screen before anything was asked.
    pub fn new(assets: Arc<Assets>, settings: Settings, collection: String) -> Self {
        let words = match settings.language {
            Language::Arabic => &assets.arabic.words,
            Language::English => &assets.english.words,
        };
        let message = Some(Message { text: words.welcome.clone(), warning: false });
        Self {
            assets,
            settings,
            area: Rect::default(),
            focus: Pane::Articles,
            side: Pane::Articles,
            main: Pane::Reader,
            maximised: false,
            filter: Filter::default(),
            history: Vec::new(),
            future: Vec::new(),
            articles: Rows::default(),
            timeline: Rows::default(),
            moments: Moments::from([]),
            axis: super::axis::Kept::default(),
            moments_of: None,
            sought_days: None,
            span_from: None,
            names: HashMap::new(),
            over: Moments::from([]),
            over_of: None,
            zoom: 0,
            timeline_of_article: false,
            entities: Entities { of_article: true, ..Entities::default() },
            reader: Reader::default(),
            beside: None,
            aligned: None,
            wanted: None,
            asked: None,
            jump: None,
            hits_of: None,
            prompt: None,
            searches: Vec::new(),
            overlays: Vec::new(),
            awaited: None,
            pressed: Vec::new(),
            own: Own::default(),
            follow_up: Vec::new(),
            message,
            left_out: Vec::new(),
            read_only: false,
            unsaved: 0,
            collection,
            reading: None,
            newest: None,
            touched: false,
            follow_first: false,
            keep: (None, None),
            left: None,
            moments_for: None,
            narrowings: None,
            late: false,
        }
    }

    /// The words in the language of the interface.
    pub fn strings(&self) -> &Strings {
        match self.settings.language {
            Language::Arabic => &self.assets.arabic,
            Language::English => &self.assets.english,
        }
    }

    /// The theme; `None` only if there is no theme at all.
    pub fn theme(&self) -> Option<&Theme> {
        self.assets.themes.get(self.settings.theme).or_else(|| self.assets.themes.first())
    }

    /// Whether signs stand behind names.
    pub fn signs(&self) -> bool {
        self.settings.signs.unwrap_or_else(|| self.theme().is_some_and(|t| t.signs))
    }

    /// The rows from one line of an article to the next.
    pub fn line_step(&self) -> usize {
        if self.settings.spaced { 2 } else { 1 }
    }

    /// A date in words, as the reader wants months, digits and Hijri dates.
    pub fn long_date(&self, interval: &Interval) -> String {
        let strings = self.strings();
        let months = strings.months.each_ref().map(|month| self.settings.months.of(month).to_owned());
        let mut text = dates::long(interval, &months, &strings.words);
        if self.settings.hijri
            && let Some(hijri) = dates::hijri(interval, &strings.hijri_months)
        {
            text = format!("{text} · {hijri}");
        }
        self.settings.digits.show(&text)
    }

    /// Where the panes stand.
    pub fn panes(&self) -> Panes {
        Panes::of(
            self.area,
            Wish {
                focus: self.focus,
                side: self.side,
                main: self.main,
                maximised: self.maximised,
                rtl: self.settings.language.is_rtl(),
            },
        )
    }

    /// Which bindings hold.
    pub fn context(&self) -> Context {
        match self.overlays.last() {
            Some((Overlay::Palette { .. } | Overlay::Ask(_) | Overlay::Note(_), _)) => Context::Prompt,
            Some((Overlay::Help(help), _)) if help.typing => Context::Prompt,
            _ if self.prompt.is_some() => Context::Prompt,
            Some(_) => Context::Overlay,
            None if self.own.selection.is_some() && self.focus == Pane::Reader => Context::Selection,
            None => self.focus.context(),
        }
    }

    /// The open article.
    pub fn open_key(&self) -> Option<ArticleKey> {
        self.reader.article.as_ref().map(|a| a.key)
    }

    /// The filter of the entities.
    pub fn entities_filter(&self) -> Filter {
        match self.open_key().filter(|_| self.entities.of_article) {
            Some(key) => Filter::article(key),
            None => self.filter.clone(),
        }
    }

    /// The filters of the time axis: that of the first of two entities, or of all, and that of the second.
    pub fn axis_filters(&self) -> (Filter, Option<Filter>) {
        let all = self.timeline_filter();
        let of = |at: usize| {
            let either = all.either.get(at).cloned().into_iter().collect();
            Filter { either, ..all.clone() }
        };
        if all.either.len() < 2 { (all, None) } else { (of(0), Some(of(1))) }
    }

    /// The filter of the timeline.
    pub fn timeline_filter(&self) -> Filter {
        match self.open_key().filter(|_| self.timeline_of_article) {
            Some(key) => Filter { article: Some(key), query: None, ..self.filter.clone() },
            None => self.filter.clone(),
        }
    }

    /// Whether the filters leave no article.
    pub fn nothing_passes(&self) -> bool {
        self.articles.known && self.articles.total == 0 && !self.filter.is_empty()
    }

    /// Whether a pane still shows what was asked for under other filters than those that stand.
    pub fn is_behind(&self, pane: Pane) -> bool {
        let other = |held: &Option<Filter>, asked: &Option<Filter>| {
            held.as_ref().zip(asked.as_ref()).is_some_and(|(held, asked)| held != asked)
        };
        match pane {
            Pane::Articles => !self.articles.known && self.articles.total > 0,
            Pane::Reader => false,
            Pane::Entities => other(&self.entities.of, &self.entities.asked),
            Pane::Timeline => {
                (!self.timeline.known && self.timeline.total > 0)
                    || other(&self.moments_for, &self.moments_of)
            }
        }
    }

    /// Tells that something is wrong.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), warning: true });
    }

    /// Whether an article came in after the program had read what was there.
    pub fn is_new(&self, key: ArticleKey) -> bool {
        self.newest.is_some_and(|last| Some(key) > last)
    }

    /// Tells something.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), warning: false });
    }
}
