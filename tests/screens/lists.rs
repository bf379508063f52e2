//! The lists beside the text: what they show while the filters change, when nothing passes, and in any window.

use rasid::library::Library;
use rasid::tui::data::{Reply, Request, answer};
use rasid::tui::effect::Effect;
use rasid::tui::panes::Pane;
use rasid::tui::reader::Place;
use rasid::tui::strings::Language;
use rasid::tui::theme::Depth;
use rasid::tui::update::{press, receive, settle};

use crate::harness::Screen;

const LANGUAGES: [Language; 2] = [Language::English, Language::Arabic];

/// Searches for words.
fn search(screen: &mut Screen, words: &str) {
    screen.press("/");
    screen.type_text(words);
    screen.press("Enter");
}

#[test]
fn a_count_is_never_cut() {
    for language in LANGUAGES {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let mut screen = Screen::new(width, height, language);
            screen.press("3 s");
            let largest = screen.state.entities.current().unwrap().id.clone();
            for row in &mut screen.state.entities.rows {
                row.mentions = if row.id == largest { 1_318_456 } else { 27_601 };
            }
            assert!(screen.shows("1318456") && screen.shows("27601"), "{language} {width}");
        }
    }
}

#[test]
fn a_pane_that_waits_for_other_filters_says_so_once_the_answer_is_late() {
    for language in LANGUAGES {
        let mut screen = Screen::new(120, 40, language);
        let counting = screen.state.strings().words.counting.clone();
        let asked = press(&mut screen.state, "3".parse().unwrap());
        assert!(asked.is_empty());
        press(&mut screen.state, "Enter".parse().unwrap());
        // The filter stands, and no answer came.
        let requests = settle(&mut screen.state);
        let behind = |screen: &Screen| Pane::ALL.iter().filter(|p| screen.state.is_behind(**p)).count();
        assert!(behind(&screen) >= 2 && !screen.shows(&counting), "nothing moves at once");
        screen.state.late = true;
        assert!(screen.shows(&counting));
        for request in requests {
            let reply = answer(&mut screen.library, request);
            receive(&mut screen.state, reply);
        }
        screen.settle();
        assert!(behind(&screen) == 0 && !screen.shows(&counting), "{language}");
    }
}

#[test]
fn where_nothing_passes_nothing_is_shown_and_the_keys_are_those_that_work() {
    for language in LANGUAGES {
        let mut screen = Screen::new(120, 40, language);
        screen.press("2 ] ] ]");
        let (key, cursor) = (screen.state.open_key(), screen.state.reader.cursor);
        search(&mut screen, "كلمةغيرموجودة");
        assert_eq!((screen.state.articles.total, screen.state.open_key()), (0, None));
        assert!(screen.state.entities.lines.is_empty());
        let words = screen.state.strings().words.clone();
        assert!(screen.shows(&words.nothing_passes) && screen.shows(&words.last_filter));
        let hints = screen.state.strings().hints.clone();
        for action in [rasid::tui::action::Action::NextHit, rasid::tui::action::Action::InContext] {
            assert!(!screen.shows(&format!("  {}", hints[&action])), "{language}");
        }
        // The reader is where it was when the filter goes.
        screen.press("u");
        assert_eq!((screen.state.open_key(), screen.state.reader.cursor), (key, cursor));
    }
}

#[test]
fn an_empty_timeline_under_articles_that_pass_says_why() {
    for language in LANGUAGES {
        let mut screen = Screen::new(120, 40, language);
        screen.press("4");
        screen.state.filter.entities = vec!["iraq".into(), "us_forces".into()];
        screen.state.timeline.receive(0, Vec::new(), 0);
        assert!(screen.shows(&screen.state.strings().words.no_common_event));
        assert!(!screen.shows(&screen.state.strings().words.enter_sentence));
    }
}

#[test]
fn the_margin_and_the_walk_have_only_the_events_that_the_filters_ask_for() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("4");
    while screen.state.timeline.current().is_some_and(|e| e.kind != rasid::model::EventKind::Attack) {
        screen.press("j");
    }
    screen.press("f 1 2 g");
    assert_eq!(screen.state.filter.kinds, [rasid::model::EventKind::Attack]);
    for _ in 0..20 {
        screen.press("e");
        let Some(Place::Event(at)) = screen.state.reader.cursor else { break };
        let event = &screen.state.reader.article.as_ref().unwrap().analysis.events[at];
        assert_eq!(event.kind, rasid::model::EventKind::Attack);
    }
    let rect = screen.state.panes().rect(Pane::Reader).unwrap();
    let text = rasid::tui::view::text_area(&screen.state, rect).unwrap();
    let buffer = screen.draw();
    let signs: Vec<&str> =
        (text.top()..text.bottom()).map(|y| buffer[(text.right() + 1, y)].symbol()).collect();
    assert!(!signs.iter().any(|s| matches!(*s, "●" | "○" | "■" | "□")), "{signs:?}");
}

#[test]
fn what_the_cursor_is_on_stays_on_the_screen_in_any_window() {
    let mut screen = Screen::new(200, 60, Language::English);
    screen.press("2");
    for _ in 0..26 {
        screen.press("]");
    }
    let cursor = screen.state.reader.cursor;
    for (width, height) in [(80, 24), (72, 12), (200, 60), (120, 30), (100, 14)] {
        screen.resize(width, height);
        assert_eq!(screen.state.reader.cursor, cursor);
        let style = screen.state.theme().unwrap().part(rasid::tui::theme::Part::Cursor);
        let buffer = screen.draw();
        let seen = buffer.content().iter().any(|cell| Some(cell.bg) == style.bg);
        assert!(seen, "{width}x{height}");
    }
}

#[test]
fn the_keys_that_lead_to_all_others_are_always_named() {
    for language in LANGUAGES {
        for (width, height) in [(40, 10), (80, 24), (120, 40)] {
            let mut screen = Screen::new(width, height, language);
            screen.press("3 Enter");
            for pane in ["1", "2", "3", "4"] {
                screen.press(pane);
                let hints = &screen.state.strings().hints;
                let last = screen.draw();
                let row: String = (0..width).map(|x| last[(x, height - 1)].symbol().to_owned()).collect();
                assert!(row.contains('?') && row.contains(':'), "{width} {pane} {row}");
                assert!(screen.shows(&hints[&rasid::tui::action::Action::Help]), "{language} {width}");
            }
        }
    }
}

#[test]
fn what_the_cursor_is_on_stays_when_filters_go() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("4");
    for _ in 0..39 {
        screen.press("j");
    }
    let event = screen.state.timeline.current().unwrap().key;
    screen.press("f Enter");
    assert!(!screen.state.filter.is_empty());
    assert_eq!(screen.state.timeline.current().map(|e| e.key), Some(event));
    for keys in ["x", "u", "u", "C-r", "x"] {
        screen.press(keys);
        assert_eq!(screen.state.timeline.current().map(|e| e.key), Some(event), "{keys}");
        let listed = screen.state.articles.current().map(|row| row.key);
        assert_eq!(listed, screen.state.open_key(), "the list stays with the article");
    }
    assert_eq!(screen.state.timeline.cursor, 39);
}

#[test]
fn the_cursor_goes_back_to_the_name_that_was_rejected() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("2 ] ]");
    let span = screen.state.reader.cursor.and_then(|c| screen.state.reader.span_of(c));
    screen.press("r r u");
    assert_eq!(screen.state.reader.cursor.and_then(|c| screen.state.reader.span_of(c)), span);
    assert!(screen.shows("«"), "the article is named");
}

#[test]
fn another_window_has_its_own_way_back_and_its_marks_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let (mut library, _) = Library::open(&path).unwrap();
    let document = rasid::ingest::read_text(
        "a",
        "بغداد تستقبل وفدًا\n\nاستقبلت بغداد وفدًا.".to_owned(),
        rasid::model::Origin::default(),
    );
    library.add(&document, &rasid::model::Analysis::default()).unwrap();
    let (other, _) = Library::open(&path).unwrap();
    let mut a = Screen::on(library, 120, 40, Language::English, Depth::True);
    let mut b = Screen::on(other, 120, 40, Language::English, Depth::True);
    a.press("*");
    receive(&mut b.state, Reply::ChangedElsewhere);
    b.settle();
    let starred = |screen: &Screen| screen.state.reader.article.as_ref().is_some_and(|a| a.marks.starred);
    assert!(starred(&a) && starred(&b));
    b.press("u");
    assert!(b.shows(&b.state.strings().words.nothing_to_undo) && starred(&b));
    a.press("u");
    assert!(!starred(&a) && a.shows("بغداد تستقبل"));
}

#[test]
fn a_library_that_can_only_be_read_takes_no_marks_and_says_so() {
    for language in LANGUAGES {
        let mut screen = Screen::new(80, 24, language);
        receive(&mut screen.state, Reply::ReadOnly(true));
        let words = screen.state.strings().words.clone();
        assert!(screen.shows(&words.read_only_told));
        for keys in ["*", "d", "#", "m", "2 ] r r", "r a", "r p"] {
            let asked: Vec<Effect> =
                keys.split(' ').flat_map(|key| press(&mut screen.state, key.parse().unwrap())).collect();
            let change = |effect: &Effect| matches!(effect, Effect::Ask(request) if request.is_change());
            assert!(!asked.iter().any(change), "{keys}");
            assert!(screen.shows(&words.read_only_told) && screen.state.overlays.is_empty(), "{keys}");
        }
        let asked = press(&mut screen.state, "u".parse().unwrap());
        assert!(!asked.iter().any(|e| matches!(e, Effect::Ask(r) if matches!(**r, Request::Own(_)))));
        screen.press("j");
        assert!(screen.shows(&words.read_only) && screen.shows("?"));
    }
}

#[test]
fn a_second_name_is_asked_for_and_each_event_says_of_which_it_is() {
    for language in LANGUAGES {
        let mut screen = Screen::new(120, 40, language);
        screen.press("3 s g Enter A");
        assert!(screen.shows(&screen.state.strings().words.ask_second.clone()));
        let first = screen.state.filter.entities[0].clone();
        screen.type_text("داعش");
        screen.settle();
        screen.press("Enter");
        assert_eq!(screen.state.filter.either, [first, "islamic_state".into()]);
        assert!(screen.state.filter.entities.is_empty() && screen.state.overlays.is_empty());
        assert!(screen.state.timeline.held().all(|(_, event)| !event.either.is_empty()));
        // From the timeline, with the name of the event at the cursor as the first.
        screen.press("x 4 A");
        assert!(!screen.state.overlays.is_empty());
    }
}

#[test]
fn the_menu_has_all_outlets_with_counts_and_the_same_digits_everywhere() {
    use rasid::library::Filter;
    use rasid::model::EventKind;
    use rasid::tui::menu::{Choice, Entry};
    use rasid::tui::parts::FilterPart;
    use rasid::tui::state::Overlay;
    let mut library = crate::harness::built_in();
    let document = rasid::ingest::read_text("x", "خبر\n\nنص.".to_owned(), rasid::model::Origin::default());
    library.add(&document, &rasid::model::Analysis::default()).unwrap();
    let unknown = Filter { outlets: vec![String::new()], ..Filter::default() };
    let rows = library.articles(&Filter::default(), rasid::library::Page::ALL).unwrap();
    let without = rows.iter().filter(|row| row.outlet.is_none()).count();
    assert!(without > 0);
    assert_eq!(library.count_articles(&unknown).unwrap(), without);
    let mut screen = Screen::on(library, 120, 40, Language::English, Depth::True);
    let entries = |screen: &Screen| -> Vec<Entry> {
        let Some((Overlay::Menu(menu), _)) = screen.state.overlays.last() else { panic!("no menu") };
        menu.entries.clone()
    };
    let digit = |entries: &[Entry], part: FilterPart| {
        entries.iter().find(|e| e.choice == Choice::Part(part.clone())).and_then(|e| e.digit)
    };
    for keys in ["1 f", "Esc 1 j f", "Esc 4 f", "Esc 4 j j f", "Esc 4 G f"] {
        screen.press(keys);
        let entries = entries(&screen);
        for (at, &kind) in [EventKind::Attack, EventKind::Statement, EventKind::Milestone].iter().enumerate()
        {
            assert_eq!(digit(&entries, FilterPart::Kind(kind)), u32::try_from(at + 1).ok(), "{keys}");
        }
        assert_eq!(digit(&entries, FilterPart::Unread), Some(5), "{keys}");
        let outlets = entries.iter().filter(|e| matches!(e.choice, Choice::Part(FilterPart::Outlet(_))));
        let counts: Vec<bool> = outlets.map(|e| e.about.contains(" · ")).collect();
        assert!(counts.len() >= 5 && counts.iter().all(|has| *has), "{keys} {counts:?}");
        assert!(entries.iter().all(|e| !e.about.starts_with(char::is_uppercase)), "{keys}");
    }
    screen.press("Esc 1 f");
    assert_eq!(digit(&entries(&screen), FilterPart::Outlet(String::new())).is_some(), {
        screen.state.articles.current().unwrap().outlet.is_none()
    });
}

#[test]
fn the_page_of_a_name_is_no_surer_of_its_days_than_the_articles_are() {
    use rasid::library::{Filter, Page};
    let library = crate::harness::built_in();
    let mut uncertain = 0;
    for row in library.entities(&Filter::default(), Page::ALL).unwrap().iter().filter(|r| r.articles == 1) {
        let articles = library.articles(&Filter::entity(row.id.clone()), Page::ALL).unwrap();
        let Some([first, last]) = library.activity_ends(&row.id).unwrap() else { continue };
        assert_eq!((first, last.0), (last, articles[0].published));
        uncertain += usize::from(first.0.single_day().is_none());
    }
    assert!(uncertain > 0);
}
