//! Ways through the program, and what is on the screen then.

use rasid::tui::effect::Effect;
use rasid::tui::key::Key;
use rasid::tui::strings::Language;
use rasid::tui::theme::Depth;
use ratatui::style::Color;

use crate::harness::Screen;

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
    assert!(screen.shows("٤٠×١٠") || screen.shows("40×10"));
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
fn an_open_date_is_not_turned_round_on_the_card() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    screen.press("2 e e e w");
    let text = screen.text();
    let row = text.lines().find(|line| line.contains("EDTF")).unwrap();
    assert!(row.contains("../2024-07-27") && screen.shows("يورده النص"), "{row}");
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
    // The query stays, with the cursor where it goes wrong, and letters are typed into it.
    let prompt = screen.state.prompt.clone().unwrap();
    assert_eq!((prompt.text(), prompt.cursor()), ("kind:nonsense", 5));
    assert!(screen.shows("no value nonsense; there are"));
    let mut arabic = Screen::new(120, 40, Language::Arabic);
    arabic.press("/");
    arabic.type_text("عين AND");
    arabic.press("Enter q");
    assert!(arabic.state.prompt.is_some() && arabic.state.message.is_none());
    arabic.press("Backspace Enter");
    assert!(arabic.shows("تنقص هنا كلمات"));
    assert_eq!(arabic.state.prompt.as_ref().map(|p| p.text()), Some("عين AND"));
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
    for heading in ["أسماء مصاحبة", "التسميات لدى كل ناشر", "في السياق"] {
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
