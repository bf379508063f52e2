//! The words of the interface, in Arabic and English, from `assets/strings/`.

use std::collections::HashMap;
use std::hash::Hash;

use serde::Deserialize;

use crate::model::names::named_enum;
use crate::model::{EntityType, EventKind, Modality, PublishedBasis, Role};

use super::action::{Action, Group};

named_enum! {
    /// A language of the interface.
    pub enum Language("language") {
        /// Arabic: the whole layout is mirrored.
        Arabic = "ar",
        /// English.
        English = "en",
    }
}

impl Language {
    /// Whether lines, columns and panes go from right to left.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::Arabic)
    }

    /// The language of a POSIX locale such as `ar_IQ.UTF-8`; English for all but Arabic.
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("ar") { Self::Arabic } else { Self::English }
    }
}

/// Names of the members of an enumeration.
pub type Names<K> = HashMap<K, String>;

macro_rules! words {
    ($($(#[$meta:meta])* $field:ident),+ $(,)?) => {
        /// The single words and phrases. `{}` stands for what is put in.
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Words { $( $(#[$meta])* pub $field: String, )+ }

        impl Words {
            /// Every phrase with its name.
            pub fn all(&self) -> Vec<(&'static str, &str)> {
                vec![ $( (stringify!($field), self.$field.as_str()), )+ ]
            }
        }
    };
}

words! {
    /// The program's name.
    program,
    /// Title of the list of articles.
    articles,
    /// Title of the reader.
    reader,
    /// Title of the entities.
    entities,
    /// Title of the timeline.
    timeline,
    /// Title of the help.
    help,
    /// Title of the command palette.
    palette,
    /// Title of an explanation.
    explanation,
    /// What the text field of the search asks for.
    search,
    /// What the text field of the palette asks for.
    command,
    /// Scope of the entities: one article.
    in_article,
    /// Scope of the entities: the articles of the list.
    in_all,
    /// An article without a title.
    no_title,
    /// An article without an outlet.
    no_outlet,
    /// A date that is not known.
    no_date,
    /// An event without an actor.
    no_actor,
    /// Nothing passes the filters.
    nothing_passes,
    /// How words are found that begin with the last one of a search without hits.
    begins_so,
    /// No article is open.
    nothing_open,
    /// The article names nobody.
    no_entities,
    /// The article tells no event.
    no_events,
    /// An empty library.
    no_articles,
    /// So many changes could not be saved yet.
    unsaved,
    /// Changes that could not be saved are saved now.
    all_saved,
    /// The window is too small.
    too_small,
    /// The first line of all.
    welcome,
    /// Queries are under way.
    loading,
    /// Files are being read: how many articles so far.
    reading,
    /// So many articles came in.
    came_in,
    /// Title of the list of what could not be read.
    left_out_title,
    /// All was read.
    nothing_left_out,
    /// So many files or records could not be read.
    left_out,
    /// What was searched has no hit.
    no_hits,
    /// There is no name to go to.
    no_mentions,
    /// There is nothing to explain here.
    nothing_to_explain,
    /// What was copied.
    copied,
    /// Why nothing was copied.
    too_long_to_copy,
    /// There is nothing to take back.
    nothing_to_undo,
    /// Names that no lexicon knows.
    by_rule,
    /// Filters, before their list.
    filters,
    /// The search among the filters.
    query,
    /// An entity's number of mentions.
    mentions,
    /// An entity's other names.
    other_names,
    /// An entity's offices.
    offices,
    /// An event's actors.
    actors,
    /// An event's targets.
    targets,
    /// An event's places.
    places,
    /// An event's weapons.
    weapons,
    /// An event's date.
    date,
    /// A rule.
    rule,
    /// What a rule stood on.
    because,
    /// The words of the text.
    words,
    /// The killed of an event.
    killed,
    /// The injured of an event.
    injured,
    /// How many such events.
    count,
    /// An event that lies ahead.
    planned,
    /// The state of an article that was read.
    read,
    /// Article so and so of so many.
    position,
    /// Part of the page that is not the article.
    furniture_hidden,
    /// The legend of the types.
    legend,
    /// A heading on the entity's page: with whom it appears.
    together_with,
    /// A heading on the entity's page: its mentions in context.
    in_context,
    /// A heading on the entity's page: what outlets call it.
    called_by,
    /// The theme's name follows.
    theme,
    /// First date.
    first,
    /// Last date.
    last,
    /// Events without a date.
    undated,
    /// Events of a span of time; the days follow.
    events_of,
    /// Articles that were not read.
    unread,
    /// Articles with a star.
    starred,
    /// There is no filter to take away.
    no_filters,
    /// The line that takes all filters away.
    clear_all,
    /// What an entry of the menu of filters is: a kind of event.
    event_kind,
    /// What an entry of the menu of filters is: an outlet.
    outlet,
    /// What an entry of the menu of filters is: a tag.
    tag,
    /// Title of the menu of filters.
    narrow_to,
    /// A span of time was begun.
    span_marked,
    /// There is no date to begin a span of time with.
    no_date_here,
    /// What the text field of the help asks for.
    find_key,
    /// A heading on the entity's page: when it is spoken of.
    activity,
    /// A heading on the entity's page: its spellings and names.
    variants,
    /// A heading on the entity's page: its statements.
    its_statements,
    /// A heading on the entity's page: attacks by it.
    attacks_by,
    /// A heading on the entity's page: attacks on it.
    attacks_on,
    /// A heading on the entity's page: milestones that it has a part in.
    its_milestones,
    /// There is more than is shown.
    and_more,
    /// The order of mentions in context: by what follows.
    by_after,
    /// The order of mentions in context: by what precedes.
    by_before,
    /// The order of mentions in context: the newest first.
    by_date,
    /// Title of the table of wordings; the name is put in.
    worded,
    /// An outlet does not use these words.
    not_used,
    /// Lines of the table of wordings: names.
    its_names,
    /// Lines of the table of wordings: what it does.
    its_verbs,
    /// Title of the tellings of one event.
    tellings,
    /// How many outlets tell an event.
    outlets_tell,
    /// There is no name to lay another over.
    choose_first,
    /// The open article was put beside.
    put_beside,
    /// Title of the article beside.
    beside,
    /// The first line of all in a terminal that is not known.
    unknown_terminal,
    /// Lines of the table of wordings: what is done to it.
    done_to_it,
    /// Title of the saved searches.
    saved_searches,
    /// One saved search.
    saved_search,
    /// Title of the reader's corrections.
    corrections,
    /// One correction.
    correction,
    /// What the reader says of an entity.
    own_entity,
    /// Title of a note.
    note,
    /// A filter: what bears a note.
    noted,
    /// A correction that rejects.
    rejected,
    /// What is the reader's own.
    yours,
    /// Something of the reader's own was kept.
    own_done,
    /// Something was taken back.
    own_undone,
    /// Something was brought back.
    own_redone,
    /// There is nothing to bring back.
    nothing_to_redo,
    /// The cursor is on nothing that can be corrected.
    nothing_to_correct,
    /// There is no search to keep.
    nothing_to_save,
    /// There is no place to go back or forward to.
    no_place,
    /// What is selected cannot be marked.
    one_paragraph,
    /// Asks for tags.
    ask_tags,
    /// Asks for a type.
    ask_type,
    /// Asks for a type that holds everywhere.
    ask_type_everywhere,
    /// Asks for a kind of event.
    ask_kind,
    /// Asks for an entity.
    ask_entity,
    /// Asks with whom an entity is one.
    ask_same,
    /// Asks for a name.
    ask_name,
    /// Asks for a date.
    ask_date,
    /// Asks for the publication date.
    ask_published,
    /// Asks for the name of a search.
    ask_save,
    /// How dates are typed.
    date_forms,
    /// What was typed is no date.
    no_such_date,
    /// A new tag can be typed.
    new_tag,
    /// A new name can be typed.
    new_entity,
    /// No name has what was typed in it.
    no_name_found,
    /// There are no saved searches.
    no_searches,
    /// There are no corrections.
    no_corrections,
    /// What is selected.
    selected,
    /// A hint: what was typed is kept.
    keep,
}

/// The commands of `rasid --plain`, and what it says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainWords {
    /// Lists the articles.
    pub articles: String,
    /// Lists the names.
    pub names: String,
    /// Lists the events.
    pub timeline: String,
    /// Writes the page of a name.
    pub page: String,
    /// Writes how each outlet words a name.
    pub wording: String,
    /// Narrows all to a name.
    pub only: String,
    /// Narrows all to a search.
    pub search: String,
    /// Takes all filters away.
    pub clear: String,
    /// Goes on with a list.
    pub more: String,
    /// Ends.
    pub quit: String,
    /// What can be typed, told at the beginning.
    pub welcome: String,
    /// What can be typed.
    pub help: String,
    /// A list goes on.
    pub left: String,
    /// No article or name is such.
    pub no_such: String,
}

/// All words of the interface in one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strings {
    /// Phrases.
    pub words: Words,
    /// Month names, January first.
    pub months: [String; 12],
    /// Month names of the Hijri calendar, Muharram first.
    pub hijri_months: [String; 12],
    /// What each action does.
    pub actions: Names<Action>,
    /// A word or two for each action, for the hint bar.
    pub hints: Names<Action>,
    /// Headings of the help.
    pub groups: Names<Group>,
    /// Types of entities, one of them.
    pub types: Names<EntityType>,
    /// Types of entities, several.
    pub types_plural: Names<EntityType>,
    /// Kinds of events.
    pub kinds: Names<EventKind>,
    /// Kinds of events, several.
    pub kinds_plural: Names<EventKind>,
    /// How a text stands to an event.
    pub modalities: Names<Modality>,
    /// On what a publication date rests.
    pub bases: Names<PublishedBasis>,
    /// Roles of blocks.
    pub roles: Names<Role>,
    /// The plain lines.
    pub plain: PlainWords,
}

/// The name of `key`, or its own spelling where a table lacks it.
pub fn name<K: Hash + Eq + Copy + AsName>(names: &Names<K>, key: K) -> &str {
    names.get(&key).map_or(key.as_name(), String::as_str)
}

/// Enumerations with a stable spelling.
pub trait AsName {
    /// The stable spelling.
    fn as_name(&self) -> &'static str;
}

macro_rules! as_name {
    ($($t:ty),+) => { $( impl AsName for $t { fn as_name(&self) -> &'static str { self.as_str() } } )+ };
}
as_name!(Action, Group, EntityType, EventKind, Modality, PublishedBasis, Role);

impl Strings {
    /// The built-in strings.
    pub fn built_in(language: Language) -> Result<Self, serde_json::Error> {
        serde_json::from_str(match language {
            Language::Arabic => include_str!("../../assets/strings/ar.json"),
            Language::English => include_str!("../../assets/strings/en.json"),
        })
    }
}

/// A phrase with `{}` replaced by `with`.
pub fn fill(phrase: &str, with: &str) -> String {
    phrase.replacen("{}", with, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete<K: Hash + Eq + Copy + AsName>(names: &Names<K>, all: &[K]) {
        for key in all {
            assert!(names.get(key).is_some_and(|s| !s.trim().is_empty()), "{}", key.as_name());
        }
    }

    #[test]
    fn both_languages_name_everything() {
        for &language in Language::ALL {
            let strings = Strings::built_in(language).unwrap();
            complete(&strings.actions, Action::ALL);
            complete(&strings.groups, Group::ALL);
            complete(&strings.types, EntityType::ALL);
            complete(&strings.types_plural, EntityType::ALL);
            complete(&strings.kinds, EventKind::ALL);
            complete(&strings.kinds_plural, EventKind::ALL);
            complete(&strings.modalities, Modality::ALL);
            complete(&strings.bases, PublishedBasis::ALL);
            complete(&strings.roles, Role::ALL);
        }
    }

    #[test]
    fn phrases_take_the_same_values_in_both_languages() {
        let [ar, en] = [Language::Arabic, Language::English].map(|l| Strings::built_in(l).unwrap());
        for ((name, arabic), (_, english)) in ar.words.all().into_iter().zip(en.words.all()) {
            assert!(!arabic.is_empty() && !english.is_empty(), "{name}");
            assert_eq!(arabic.matches("{}").count(), english.matches("{}").count(), "{name}");
        }
        assert_eq!(
            ar.hints.keys().collect::<std::collections::HashSet<_>>(),
            en.hints.keys().collect::<std::collections::HashSet<_>>()
        );
    }

    /// Clean takes out what must not reach a terminal: the interface's own words hold none of it.
    #[test]
    fn strings_hold_nothing_unsafe() {
        for text in
            [include_str!("../../assets/strings/ar.json"), include_str!("../../assets/strings/en.json")]
        {
            let bad = text.chars().find(|&c| c != '\n' && crate::text::is_unsafe_to_show(c));
            assert_eq!(bad, None);
        }
    }

    #[test]
    fn the_locale_gives_the_language() {
        assert_eq!(Language::of_locale("ar_IQ.UTF-8"), Language::Arabic);
        assert_eq!(Language::of_locale("ar"), Language::Arabic);
        assert_eq!(Language::of_locale("arn_CL"), Language::English);
        assert_eq!(Language::of_locale("C"), Language::English);
    }
}
