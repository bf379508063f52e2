//! Everything that the reader can do, in one flat table.
//!
//! Keys (`assets/keymap.json`), the help overlay, the hint bar, the command palette and the README's key
//! table are all made from this table and from the descriptions in `assets/strings/`, so that they cannot
//! disagree.

use crate::model::names::named_enum;

named_enum! {
    /// A command. What it does is described for people, in both languages, in `assets/strings/`.
    pub enum Action("action") {
        /// One line or item up.
        Up = "up",
        /// One line or item down.
        Down = "down",
        /// To the left: the pane there; in the timeline the event there.
        Left = "left",
        /// To the right: the pane there; in the timeline the event there.
        Right = "right",
        /// One screen up.
        PageUp = "page-up",
        /// One screen down.
        PageDown = "page-down",
        /// Half a screen up.
        HalfUp = "half-up",
        /// Half a screen down.
        HalfDown = "half-down",
        /// To the beginning.
        Top = "top",
        /// To the end.
        Bottom = "bottom",
        /// Opens or chooses what the cursor is on.
        Open = "open",
        /// One step back: closes what lies on top, drops the search, takes the last filter away.
        Back = "back",

        /// The cursor to the next pane.
        NextPane = "next-pane",
        /// The cursor to the previous pane.
        PreviousPane = "previous-pane",
        /// The cursor to the articles.
        FocusArticles = "focus-articles",
        /// The cursor to the reader.
        FocusReader = "focus-reader",
        /// The cursor to the entities.
        FocusEntities = "focus-entities",
        /// The cursor to the timeline.
        FocusTimeline = "focus-timeline",
        /// The pane at the cursor on the whole screen, and back.
        Maximise = "maximise",

        /// The next article of the list, in the reader.
        NextArticle = "next-article",
        /// The previous article of the list, in the reader.
        PreviousArticle = "previous-article",
        /// The next name in the article.
        NextMention = "next-mention",
        /// The previous name in the article.
        PreviousMention = "previous-mention",
        /// The next event of the article.
        NextEvent = "next-event",
        /// The previous event of the article.
        PreviousEvent = "previous-event",
        /// Why the name or event at the cursor was marked.
        Explain = "explain",
        /// A second article beside the open one, scrolled with it; or away with it.
        Beside = "beside",
        /// Shows or hides menus, banners and comments of the page.
        ToggleFurniture = "toggle-furniture",

        /// Asks for words and finds them in the articles.
        Search = "search",
        /// Finds a name in all articles, by what is typed of it in Arabic or English.
        FindName = "find-name",
        /// The next hit of the search, or the next mention of the chosen entity.
        NextHit = "next-hit",
        /// The previous hit of the search, or the previous mention of the chosen entity.
        PreviousHit = "previous-hit",

        /// Entities of this article, or of all articles.
        ToggleScope = "toggle-scope",
        /// Narrows everything to what the cursor is on: an entity, an outlet, a kind of event.
        Filter = "filter",
        /// A list of the active filters, to take away one of them.
        Filters = "filters",
        /// Marks where a span of time begins; done again, narrows to what lies between.
        MarkSpan = "mark-span",
        /// How each outlet words it: the names of an entity, the tellings of an event.
        Wording = "wording",
        /// Every place where the searched words or the name stand.
        InContext = "in-context",
        /// The page of the entity at the cursor.
        EntityPage = "entity-page",
        /// Takes the last change of the filters back.
        Undo = "undo",
        /// Brings back what was undone.
        Redo = "redo",
        /// Takes all filters away.
        ClearFilters = "clear-filters",

        /// A closer look at the time around the cursor.
        ZoomIn = "zoom-in",
        /// A wider stretch of time.
        ZoomOut = "zoom-out",
        /// To the first event of a day that is typed.
        ToDay = "to-day",
        /// The timeline of another entity laid over that of the chosen one.
        LayOver = "lay-over",
        /// To the nearest event of the lane above.
        LaneUp = "lane-up",
        /// To the nearest event of the lane below.
        LaneDown = "lane-down",
        /// The time axis from left to right, or from right to left.
        TurnAxis = "turn-axis",
        /// Long empty stretches of the time axis folded, or drawn in full.
        ToggleFold = "toggle-fold",

        /// The interface in Arabic, or in English.
        SwitchLanguage = "switch-language",
        /// The next theme.
        NextTheme = "next-theme",
        /// Digits 0–9, or ٠–٩.
        ToggleDigits = "toggle-digits",
        /// Shows or hides harakat.
        ToggleHarakat = "toggle-harakat",
        /// Lines justified with kashida, or ragged.
        ToggleJustify = "toggle-justify",
        /// A sign of its kind beside each name, or colour alone.
        ToggleSigns = "toggle-signs",
        /// English names behind the names of the text, or not.
        ToggleGloss = "toggle-gloss",
        /// Which types of names are coloured.
        Types = "types",
        /// An empty line between lines of text, or not.
        LineSpacing = "line-spacing",
        /// Hijri dates beside the others, or not.
        ToggleHijri = "toggle-hijri",
        /// Names of months: Levantine, Gregorian, or both.
        MonthNames = "month-names",
        /// A wider column of text.
        Wider = "wider",
        /// A narrower column of text.
        Narrower = "narrower",

        /// Sorts mentions in context by what follows, by what precedes, or by date.
        SortContexts = "sort-contexts",
        /// Stars the article, or takes the star away.
        Star = "star",
        /// Marks the article as read, or as unread.
        ToggleRead = "toggle-read",
        /// The tags of the article.
        Tags = "tags",
        /// The note on the article.
        Note = "note",
        /// Keeps the search and the filters under a name.
        SaveSearch = "save-search",
        /// Opens a search that was kept.
        Searches = "searches",
        /// The name or event at the cursor is right.
        Accept = "accept",
        /// The name or event at the cursor is none.
        Reject = "reject",
        /// The name at the cursor is none, wherever it stands.
        RejectEverywhere = "reject-everywhere",
        /// Another type for the name, another kind for the event at the cursor.
        Retype = "retype",
        /// The words at the cursor name another one.
        OtherEntity = "other-entity",
        /// The name at the cursor and another one are the same everywhere.
        SameAs = "same-as",
        /// Another name for the one at the cursor.
        Rename = "rename",
        /// Another date for the event at the cursor, or for the selected words.
        SetDate = "set-date",
        /// Sets when the article appeared.
        SetPublished = "set-published",
        /// Takes back what the reader said of what the cursor is on.
        Uncorrect = "uncorrect",
        /// All corrections of the article, to take one back.
        Corrections = "corrections",
        /// Begins to select words.
        Select = "select",
        /// The selection to the left.
        ExtendLeft = "extend-left",
        /// The selection to the right.
        ExtendRight = "extend-right",
        /// The selection a line up.
        ExtendUp = "extend-up",
        /// The selection a line down.
        ExtendDown = "extend-down",
        /// The selection to the end of the next word.
        WordOn = "word-on",
        /// The selection back to the beginning of a word.
        WordBack = "word-back",
        /// Moves the other end of the selection.
        OtherEnd = "other-end",
        /// The selected words are a name.
        MarkName = "mark-name",
        /// The selected words tell an event.
        MarkEvent = "mark-event",
        /// Back to where the reader was before.
        GoBack = "go-back",
        /// Forward again.
        GoForward = "go-forward",
        /// A new line in a note.
        NewLine = "new-line",

        /// Copies the paragraph or item at the cursor.
        Copy = "copy",
        /// Copies a citation of the article: outlet, title, date, address.
        Cite = "cite",
        /// Finds a command by its name.
        Palette = "palette",
        /// The files and records that could not be read, each with its reason.
        LeftOut = "left-out",
        /// All keys.
        Help = "help",
        /// Paints the screen anew.
        Redraw = "redraw",
        /// Sets the program aside; `fg` brings it back.
        Suspend = "suspend",
        /// Ends the program.
        Quit = "quit",

        /// Deletes the character before the cursor in a text field.
        DeleteBack = "delete-back",
        /// Deletes the character after the cursor in a text field.
        DeleteForward = "delete-forward",
        /// Deletes the word before the cursor in a text field.
        DeleteWord = "delete-word",
        /// Empties a text field.
        DeleteAll = "delete-all",
    }
}

named_enum! {
    /// Where commands stand together in the help.
    pub enum Group("group of actions") {
        /// Finding and narrowing.
        Find = "find",
        /// Reading an article.
        Read = "read",
        /// Time.
        Time = "time",
        /// The reader's own marks and corrections.
        Own = "own",
        /// How things look.
        Look = "look",
        /// Panes.
        Panes = "panes",
        /// Moving the cursor.
        Move = "move",
        /// The program itself.
        Program = "program",
        /// Text fields.
        Field = "field",
    }
}

impl Action {
    /// The group under which the help lists the action.
    pub const fn group(self) -> Group {
        use Action as A;
        match self {
            A::Up
            | A::Down
            | A::Left
            | A::Right
            | A::PageUp
            | A::PageDown
            | A::HalfUp
            | A::HalfDown
            | A::Top
            | A::Bottom
            | A::Open
            | A::Back
            | A::GoBack
            | A::GoForward => Group::Move,
            A::NextPane
            | A::PreviousPane
            | A::FocusArticles
            | A::FocusReader
            | A::FocusEntities
            | A::FocusTimeline
            | A::Maximise => Group::Panes,
            A::NextArticle
            | A::PreviousArticle
            | A::NextMention
            | A::PreviousMention
            | A::NextEvent
            | A::PreviousEvent
            | A::Explain
            | A::Beside
            | A::ToggleFurniture => Group::Read,
            A::Search
            | A::FindName
            | A::NextHit
            | A::PreviousHit
            | A::ToggleScope
            | A::Filter
            | A::Filters
            | A::MarkSpan
            | A::Wording
            | A::InContext
            | A::SortContexts
            | A::EntityPage
            | A::Undo
            | A::Redo
            | A::ClearFilters => Group::Find,
            A::ZoomIn
            | A::ZoomOut
            | A::ToDay
            | A::LayOver
            | A::LaneUp
            | A::LaneDown
            | A::TurnAxis
            | A::ToggleFold => Group::Time,
            A::SwitchLanguage
            | A::NextTheme
            | A::ToggleDigits
            | A::ToggleHarakat
            | A::ToggleJustify
            | A::ToggleSigns
            | A::ToggleGloss
            | A::Types
            | A::LineSpacing
            | A::ToggleHijri
            | A::MonthNames
            | A::Wider
            | A::Narrower => Group::Look,
            A::Copy | A::Cite | A::LeftOut | A::Palette | A::Help | A::Redraw | A::Suspend | A::Quit => {
                Group::Program
            }
            A::DeleteBack | A::DeleteForward | A::DeleteWord | A::DeleteAll | A::NewLine => Group::Field,
            A::Star
            | A::ToggleRead
            | A::Tags
            | A::Note
            | A::SaveSearch
            | A::Searches
            | A::Accept
            | A::Reject
            | A::RejectEverywhere
            | A::Retype
            | A::OtherEntity
            | A::SameAs
            | A::Rename
            | A::SetDate
            | A::SetPublished
            | A::Uncorrect
            | A::Corrections
            | A::Select
            | A::ExtendLeft
            | A::ExtendRight
            | A::ExtendUp
            | A::ExtendDown
            | A::WordOn
            | A::WordBack
            | A::OtherEnd
            | A::MarkName
            | A::MarkEvent => Group::Own,
        }
    }
}
