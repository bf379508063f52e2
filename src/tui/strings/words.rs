//! The single words and phrases of the interface.

use serde::Deserialize;

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
    /// The question for the second of two names whose timelines lie over each other.
    ask_second,
    /// In the status line: the library can only be read.
    read_only,
    /// The same, told at the start and to who wants to mark something.
    read_only_told,
    /// A change could not be taken back, as another program has changed the same thing since.
    own_left,
    /// In the timeline, where the articles name several chosen names and no event does.
    no_common_event,
    /// What the key does that takes the last filter back.
    last_filter,
    /// In the title of a pane that waits for what the filters let pass.
    counting,
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
    /// What the numbers of the table of wordings are: how often, and how often of that in somebody else's words.
    times_reported,
    /// How many are somebody else's words that the outlet reports.
    of_others,
    /// Words whose speaker is not known, but that stand in quotation marks.
    in_marks,
    /// The same words stand in a sentence also as the outlet's own; who else says them is put in.
    and_itself,
    /// What the table of wordings does not count, with two keys: to search, and to see places in context.
    linked_only,
    /// How many names came in before it was looked at whose words they are.
    not_told_apart,
    /// Whose word it is that an outlet reports.
    according_to,
    /// Before the day on which an article appeared.
    published_on,
    /// Which keys lead to the tellings that are not shown.
    more_tellings,
    /// Title of the tellings of one event.
    tellings,
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
    /// A date of which only the last day is known; it is put in.
    until,
    /// A date of which only the first day is known; it is put in.
    since,
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
    /// Two articles side by side: how many events of the open one the other tells too; put in.
    in_common,
    /// A hint: to the next part of a page.
    section,
    /// A label on the entity's page: what it is, in a sentence.
    description,
    /// What adding a name to those that are chosen does.
    and_this,
    /// What Enter does on a count.
    enter_sentences,
    /// What Enter does in the list of commands.
    enter_run,
    /// What Enter does in a list.
    enter_choose,
    /// What Enter does on an event that several tell.
    enter_tellings,
    /// What Enter does where a sentence is behind it.
    enter_sentence,
    /// What Enter does on a name.
    enter_only,
    /// What Enter does on an article.
    enter_read,
    /// There is nothing whose places could be shown.
    no_lines,
    /// The order of mentions in context: by outlet.
    by_outlet,
    /// Title of the places where words or a name stand; these are put in.
    lines_of,
    /// What a search can ask for besides words.
    search_forms,
    /// How a day is typed.
    day_forms,
    /// Asks for a day of the timeline.
    ask_day,
    /// Asks for a name whose page is to be shown.
    ask_page,
    /// What an entry of the menu of filters is: how the text tells an event.
    told_as,
    /// What an entry of the menu of filters is: events that lie ahead of their text.
    event_ahead,
    /// How the last change is taken back; the key is put in.
    takes_back,
    /// Between the members of a list.
    comma,
    /// An article was marked as read.
    set_read,
    /// An article was marked as unread.
    set_unread,
    /// A star was set.
    star_set,
    /// A star was taken away.
    star_removed,
    /// A note was kept.
    note_kept,
    /// A note was emptied.
    note_removed,
    /// An article got tags; they are put in.
    tag_added,
    /// An article lost tags; they are put in.
    tag_removed,
    /// A search was kept; its name is put in.
    search_kept,
    /// A saved search was deleted; its name is put in.
    search_removed,
    /// A name was accepted.
    accepted,
    /// A name was rejected in all articles.
    rejected_everywhere,
    /// Something is another thing now.
    corrected,
    /// A correction was taken away.
    correction_removed,
    /// A name was rejected in one place.
    rejected_here,
    /// The timeline has nothing in the days that were asked for; they are put in.
    nothing_then,
    /// A span of time was begun at a day; it is put in.
    span_open,
    /// A hint, while a span of time is open: what its key does.
    span_end,
}
