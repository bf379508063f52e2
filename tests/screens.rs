//! What the screen shows, cell by cell.
//!
//! A snapshot holds each cell by its own: the letter behind a joined form and its form's name, never a run of
//! Arabic in visual order, which editors and diffs would reorder.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest;
use rasid::library::Library;
use rasid::tui::data::{Request, answer};
use rasid::tui::key::Key;
use rasid::tui::state::{Settings, State};
use rasid::tui::strings::Language;
use rasid::tui::theme::Depth;
use rasid::tui::update::{Effect, press, receive, settle};
use rasid::tui::{assets, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

/// The screen on a library, without a terminal and without threads: each question is answered at once.
struct Screen {
    state: State,
    library: Library,
}

fn built_in() -> Library {
    let analyser = Analyser::new(Arc::new(Lexicon::built_in().unwrap()));
    let mut library = Library::in_memory().unwrap();
    for document in ingest::built_in() {
        library.add(&document, &analyser.analyse(&document)).unwrap();
    }
    library
}

impl Screen {
    fn new(width: u16, height: u16, language: Language) -> Self {
        Self::with(width, height, language, Depth::True)
    }

    fn with(width: u16, height: u16, language: Language, depth: Depth) -> Self {
        Self::on(built_in(), width, height, language, depth)
    }

    fn on(library: Library, width: u16, height: u16, language: Language, depth: Depth) -> Self {
        let settings = Settings { language, ..Settings::default() };
        let state = State::new(Arc::new(assets(depth).unwrap()), settings, String::new());
        let mut screen = Self { state, library };
        screen.resize(width, height);
        screen
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.state.area = Rect::new(0, 0, width, height);
        self.settle();
    }

    fn settle(&mut self) {
        for _ in 0..50 {
            let requests = settle(&mut self.state);
            if requests.is_empty() {
                return;
            }
            for request in requests {
                self.ask(request);
            }
        }
        panic!("the screen asks without end");
    }

    fn ask(&mut self, request: Request) {
        let reply = answer(&self.library, request);
        receive(&mut self.state, reply);
    }

    /// Presses keys, written as the keymap writes them and parted by spaces.
    fn press(&mut self, keys: &str) -> Vec<Effect> {
        let mut out = Vec::new();
        for key in keys.split_whitespace() {
            for effect in press(&mut self.state, key.parse::<Key>().unwrap()) {
                match effect {
                    Effect::Ask(request) => self.ask(*request),
                    other => out.push(other),
                }
            }
            self.settle();
        }
        out
    }

    fn type_text(&mut self, text: &str) {
        rasid::tui::update::type_text(&mut self.state, text);
    }

    fn draw(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.state.area);
        view::draw(&self.state, &mut buffer);
        buffer
    }

    /// The rows, each as the logical text of its words: cells from right to left where they are Arabic.
    fn text(&self) -> String {
        let buffer = self.draw();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            for x in 0..buffer.area.width {
                out.push_str(&name(buffer[(x, y)].symbol()));
            }
            out.push('\n');
        }
        out
    }

    /// Whether a text is on the screen, on one row. Letters are compared without their forms.
    fn shows(&self, text: &str) -> bool {
        use unicode_normalization::UnicodeNormalization;
        let wanted: String = text.nfkc().collect();
        let buffer = self.draw();
        (0..buffer.area.height).any(|y| {
            let cells = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol());
            let visual: Vec<String> =
                cells.clone().map(|s| s.nfkc().collect::<String>().replace('\u{A0}', " ")).collect();
            let ltr: String = visual.concat();
            let rtl: String = visual.iter().rev().map(String::as_str).collect();
            ltr.contains(&wanted) || rtl.contains(&wanted)
        })
    }
}

/// A cell in ASCII: an Arabic letter and its marks by their code points, so that a snapshot is not reordered
/// by whatever shows it.
fn name(symbol: &str) -> String {
    match symbol {
        "\u{A0}" => " ".to_owned(),
        s if s.is_ascii() || s.chars().all(|c| !rasid::tui::paint::is_rtl_letter(c)) => {
            s.chars().take(1).collect()
        }
        s => format!("{{{}}}", s.chars().map(|c| format!("{:04X}", c as u32)).collect::<Vec<_>>().join(" ")),
    }
}

#[test]
fn four_panes_two_panes_one_pane() {
    for (width, height, panes) in [(200, 50, 4), (120, 40, 4), (80, 24, 2), (60, 20, 1)] {
        let screen = Screen::new(width, height, Language::English);
        assert_eq!(screen.state.panes().panes.len(), panes, "{width}x{height}");
        assert!(screen.shows("Articles"), "{width}x{height}");
    }
}

#[test]
fn articles_read_right_in_both_languages() {
    for language in [Language::English, Language::Arabic] {
        let screen = Screen::new(200, 50, language);
        assert!(screen.shows("المقاومة العراقية ترفض التسويف الأميركي: لتحديد مهلة زمنية للانسحاب"));
        assert!(screen.shows("استأنفت المقاومة الإسلامية في العراق إستهداف قواعد الاحتلال الاميركي"));
        assert!(screen.shows("2024-07-27"));
    }
}

#[test]
fn in_arabic_the_list_is_on_the_right() {
    let [english, arabic] = [Language::English, Language::Arabic].map(|l| Screen::new(120, 40, l));
    let x = |screen: &Screen| {
        let rect = screen.state.panes().rect(rasid::tui::panes::Pane::Articles).unwrap();
        rect.left()
    };
    assert_eq!(x(&english), 0);
    assert!(x(&arabic) > 60);
    assert!(arabic.shows("المقالات") && arabic.shows("الخط الزمني"));
}

#[test]
fn no_size_does_harm() {
    let mut screen = Screen::new(80, 24, Language::Arabic);
    screen.press("2 ]");
    let sizes =
        [(0, 0), (1, 1), (2, 1), (1, 50), (39, 9), (40, 10), (41, 10), (500, 500), (71, 30), (300, 3)];
    for (width, height) in sizes.into_iter().chain((0..60).map(|n| (n * 5, n))) {
        screen.resize(width, height);
        screen.draw();
        for overlay in ["?", "Esc", "C-p", "Esc", "/", "Esc", "w", "Esc"] {
            screen.press(overlay);
            screen.draw();
        }
    }
    screen.resize(30, 5);
    assert!(screen.shows("النافذة صغيرة جداً"));
}

#[test]
fn choosing_an_entity_narrows_all_and_undo_brings_all_back() {
    let mut screen = Screen::new(120, 40, Language::English);
    let (articles, events) = (screen.state.articles.total, screen.state.timeline.total);
    assert_eq!(articles, 5);
    screen.press("3 s");
    // Down to an entity that not every article names.
    while screen.state.entities.current().is_some_and(|e| e.articles != 1) {
        screen.press("j");
    }
    let id = screen.state.entities.current().unwrap().id.clone();
    screen.press("Enter");
    assert_eq!(screen.state.articles.total, 1);
    assert!(screen.state.timeline.total < events);
    assert_eq!(screen.state.reader.entity_at_cursor(), Some(id), "the reader goes to its first mention");
    screen.press("u");
    assert_eq!((screen.state.articles.total, screen.state.timeline.total), (articles, events));
    screen.press("C-r");
    assert_eq!(screen.state.articles.total, 1);
    screen.press("Esc");
    assert_eq!(screen.state.articles.total, articles);
}

#[test]
fn a_search_in_another_spelling_finds_and_walks_the_hits() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("/");
    screen.type_text("عين الاسد");
    screen.press("Enter");
    assert!(screen.state.articles.total >= 2, "{}", screen.state.articles.total);
    assert!(screen.state.articles.total < 5);
    let first = screen.state.reader.cursor;
    let article = screen.state.open_key();
    assert!(first.is_some());
    screen.press("n");
    assert_ne!((screen.state.reader.cursor, screen.state.open_key()), (first, article));
    screen.press("N");
    assert_eq!((screen.state.reader.cursor, screen.state.open_key()), (first, article));
    let hit = screen.state.theme().unwrap().part(rasid::tui::theme::Part::Cursor).bg.unwrap();
    let buffer = screen.draw();
    assert!(buffer.content().iter().any(|cell| cell.bg == hit));
}

#[test]
fn a_search_that_cannot_be_understood_says_so_and_changes_nothing() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("/");
    screen.type_text("kind:nonsense");
    screen.press("Enter");
    assert_eq!(screen.state.articles.total, 5);
    assert!(screen.state.filter.is_empty());
    assert!(screen.state.message.as_ref().is_some_and(|m| m.warning));
}

#[test]
fn enter_on_an_event_goes_to_its_sentence() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("4 j j j");
    let event = screen.state.timeline.current().unwrap().clone();
    screen.press("Enter");
    assert_eq!(screen.state.open_key(), Some(event.article));
    let cursor = screen.state.reader.cursor.and_then(|c| screen.state.reader.span_of(c));
    assert_eq!(cursor, Some(event.trigger));
    let first_word = event.trigger_words.split_whitespace().next().unwrap();
    assert!(screen.shows(first_word), "{first_word}");
}

#[test]
fn mentions_are_walked_to_the_end_and_back() {
    let mut screen = Screen::new(80, 24, Language::Arabic);
    screen.press("2");
    let count = screen.state.reader.article.as_ref().unwrap().analysis.mentions.len();
    let mut seen = Vec::new();
    for _ in 0..count * 2 {
        screen.press("]");
        let cursor = screen.state.reader.cursor.unwrap();
        if seen.last() == Some(&cursor) {
            break;
        }
        seen.push(cursor);
    }
    let visible = seen.len();
    assert!(visible > 20 && visible <= count);
    for expected in seen.iter().rev().skip(1) {
        screen.press("[");
        assert_eq!(screen.state.reader.cursor.as_ref(), Some(expected));
    }
}

#[test]
fn scrolling_down_and_up_shows_the_whole_text() {
    let mut screen = Screen::new(80, 24, Language::English);
    screen.press("2");
    let top = screen.text();
    for _ in 0..200 {
        screen.press("j");
    }
    let bottom = screen.text();
    assert_ne!(top, bottom);
    screen.press("G");
    assert_eq!(screen.text(), bottom);
    for _ in 0..200 {
        screen.press("k");
    }
    assert_eq!(screen.text(), top);
    screen.press("Space Space g");
    assert_eq!(screen.text(), top);
}

#[test]
fn without_colours_no_cell_has_one_and_types_have_signs() {
    let screen = Screen::with(120, 40, Language::English, Depth::None);
    let buffer = screen.draw();
    assert!(buffer.content().iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset));
    assert!(screen.shows("‡"));
}

#[test]
fn the_keyboard_in_arabic_does_the_same() {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    let layout = rasid::tui::keyboard::Layout::Arabic101;
    let mut latin = Screen::new(120, 40, Language::Arabic);
    latin.press("3 s j f 4 j j w Esc 2 ] e t z d ?");
    let mut arabic = Screen::new(120, 40, Language::Arabic);
    for c in "٣ س ت ب ٤ ت ت ص".split(' ').chain(["Esc"]).chain("٢ د ث ف ئ ي ؟".split(' ')) {
        let code = match c {
            "Esc" => KeyCode::Esc,
            c => KeyCode::Char(c.chars().next().unwrap()),
        };
        let event = layout.translate(KeyEvent::new(code, KeyModifiers::NONE));
        arabic.press(&Key::from(event).to_string());
    }
    assert_eq!(arabic.text(), latin.text());
}

#[test]
fn help_lists_every_binding_that_is_global() {
    let mut screen = Screen::new(120, 400, Language::English);
    screen.press("?");
    let strings = screen.state.strings().clone();
    for binding in screen.state.assets.keymap.bindings() {
        if binding.context == rasid::tui::keymap::Context::Global {
            let what = &strings.actions[&binding.action];
            // Up to the first character that the line's direction moves.
            let start: String = what.chars().take_while(|c| !('٠'..='٩').contains(c)).take(40).collect();
            assert!(screen.shows(start.trim()), "{what}");
        }
    }
}

#[test]
fn the_palette_finds_commands_in_both_languages() {
    for (typed, found) in [("theme", "dark"), ("المظهر", "dark")] {
        let mut screen = Screen::new(120, 40, Language::Arabic);
        assert_eq!(screen.state.theme().unwrap().name, found);
        screen.press(":");
        screen.type_text(typed);
        screen.press("Enter");
        assert_eq!(screen.state.theme().unwrap().name, "light", "{typed}");
    }
}

#[test]
fn copying_gives_the_logical_text() {
    let mut screen = Screen::new(120, 40, Language::English);
    let effects = screen.press("2 y");
    let [Effect::Copy(text)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(screen.state.reader.article.as_ref().unwrap().document.text.contains(text.as_str()));
    let effects = screen.press("c");
    assert!(matches!(effects.as_slice(), [Effect::Copy(c)] if c.contains("2024")));
}

/// A document with an analysis made by hand: the snapshots change with the screen alone.
fn made_by_hand() -> Library {
    use rasid::model::*;
    let text = "فصائل العراق: سنواصل\n\nبغداد: قال قيس الخزعلي (RT) إن لا انسحاب في 26.07.2021 بلا بيان.";
    let span = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let split = text.find("\n\n").unwrap();
    let entity = |id: &str, kind, name_ar: &str, name_en: &str| Entity {
        id: id.into(),
        kind,
        name_ar: name_ar.to_owned(),
        name_en: Some(name_en.to_owned()),
        other_names: Vec::new(),
        wikidata: None,
        offices: Vec::new(),
        by_rule: false,
    };
    let mention =
        |words, kind, id: &str| Mention { span: span(words), kind, entity: id.into(), why: Why::default() };
    let day = Interval::day(jiff::civil::date(2021, 7, 26));
    let participant = |words, id: &str| Participant { span: span(words), entity: Some(id.into()) };
    let document = Document {
        id: "made".to_owned(),
        origin: Origin::default(),
        text: text.to_owned(),
        blocks: vec![
            Block { role: Role::Title, span: Span::new(0, split) },
            Block { role: Role::Paragraph, span: Span::new(split + 2, text.len()) },
        ],
        outlet: Some(Outlet { id: "elaph".to_owned(), name: "إيلاف".to_owned() }),
        address: None,
        published: None,
    };
    let analysis = Analysis {
        published: Some(Published { interval: day, basis: PublishedBasis::Inferred, reasons: Vec::new() }),
        mentions: vec![
            mention("العراق", EntityType::Country, "iraq"),
            mention("قيس الخزعلي", EntityType::Person, "khazali"),
        ],
        dates: Vec::new(),
        events: vec![Event {
            kind: EventKind::Statement,
            trigger: span("قال"),
            sentence: Span::new(split + 2, text.len()),
            interval: day,
            date: None,
            planned: false,
            modality: Modality::Asserted,
            actors: vec![participant("قيس الخزعلي", "khazali")],
            targets: Vec::new(),
            places: Vec::new(),
            weapons: Vec::new(),
            count: None,
            killed: None,
            injured: None,
            why: Why::default(),
        }],
        entities: vec![
            entity("iraq", EntityType::Country, "العراق", "Iraq"),
            entity("khazali", EntityType::Person, "قيس الخزعلي", "Qais al-Khazali"),
        ],
    };
    let mut library = Library::in_memory().unwrap();
    library.add(&document, &analysis).unwrap();
    library
}

#[test]
fn every_cell_of_a_screen_in_each_language() {
    for (language, label) in [(Language::English, "en"), (Language::Arabic, "ar")] {
        for (width, height, depth) in [(80, 24, Depth::True), (120, 32, Depth::None)] {
            let mut screen = Screen::on(made_by_hand(), width, height, language, depth);
            screen.press("2 ]");
            insta::assert_snapshot!(format!("{width}x{height}_{label}"), screen.text());
        }
    }
}

#[test]
fn a_click_puts_the_cursor_and_a_second_one_opens() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mut screen = Screen::new(120, 40, Language::Arabic);
    let rect = screen.state.panes().rect(rasid::tui::panes::Pane::Articles).unwrap();
    // The second row of the second article.
    let event = MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: rect.x + 4,
        row: rect.y + 6,
        modifiers: KeyModifiers::NONE,
    };
    rasid::tui::mouse::act(&mut screen.state, event);
    screen.settle();
    assert_eq!(screen.state.articles.cursor, 1);
    assert_eq!(screen.state.open_key(), screen.state.articles.current().map(|r| r.key));
    assert_eq!(screen.state.focus, rasid::tui::panes::Pane::Articles);
    rasid::tui::mouse::act(&mut screen.state, event);
    assert_eq!(screen.state.focus, rasid::tui::panes::Pane::Reader);
}

#[test]
fn a_click_on_a_name_in_the_text_puts_the_cursor_on_it() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    use rasid::tui::panes::Pane;
    use rasid::tui::theme::Part;
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("2 ] ]");
    let wanted = screen.state.reader.cursor.unwrap();
    let rect = screen.state.panes().rect(Pane::Reader).unwrap();
    let style = screen.state.theme().unwrap().part(Part::Cursor);
    let buffer = screen.draw();
    let marked = |x, y| Some(buffer[(x, y)].bg) == style.bg;
    let (column, row) = (rect.left()..rect.right())
        .flat_map(|x| (rect.top()..rect.bottom()).map(move |y| (x, y)))
        .find(|&(x, y)| marked(x, y))
        .unwrap();
    screen.press("[");
    assert_ne!(screen.state.reader.cursor, Some(wanted));
    let kind = MouseEventKind::Down(MouseButton::Left);
    rasid::tui::mouse::act(
        &mut screen.state,
        MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE },
    );
    assert_eq!(screen.state.reader.cursor, Some(wanted));
}

#[test]
fn the_page_of_an_entity_shows_its_words_in_context() {
    let mut screen = Screen::new(120, 200, Language::Arabic);
    screen.press("3 s");
    let name = screen.state.entities.current().unwrap().name_ar.clone();
    screen.press("p");
    assert!(screen.shows(&name));
    for heading in ["يظهر مع", "كيف تسميه المصادر", "في السياق"] {
        assert!(screen.shows(heading), "{heading}");
    }
    screen.press("Esc");
    assert!(!screen.shows("كيف تسميه المصادر"));
}

#[test]
fn zooming_and_walking_never_filter() {
    let mut screen = Screen::new(200, 60, Language::English);
    screen.press("4 j j + + l l h - a");
    assert!(screen.state.filter.is_empty());
    assert_eq!(screen.state.articles.total, 5);
    screen.press("-");
    assert!(screen.shows("2021") && screen.shows("2024"));
}
