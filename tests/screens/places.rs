//! Where the reader was: back and forward, the last session, and answers that come late.

use crate::harness::{Screen, built_in};
use rasid::tui::data::{Reply, Request, answer};
use rasid::tui::own::data::{Answer, Question};
use rasid::tui::own::session::{Restore, Session};
use rasid::tui::state::{Overlay, State};
use rasid::tui::strings::Language;
use rasid::tui::theme::Depth;
use rasid::tui::update::receive;

#[test]
fn back_and_forward_lead_through_the_places_where_one_was() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("2 j j ]");
    let first = (screen.state.open_key(), screen.state.reader.top, screen.state.reader.cursor);
    screen.press("4 g Enter");
    let second = screen.state.open_key();
    assert_ne!(second, first.0);
    screen.press("b");
    assert_eq!((screen.state.open_key(), screen.state.reader.top, screen.state.reader.cursor), first);
    screen.press("B");
    assert_eq!(screen.state.open_key(), second);
    screen.press("A-Left");
    assert_eq!(screen.state.open_key(), first.0);
    screen.press("2 G");
    let end = screen.state.reader.top;
    screen.press("b");
    assert_eq!(screen.state.reader.top, first.1);
    screen.press("B");
    assert_eq!(screen.state.reader.top, end);
    for _ in 0..5 {
        screen.press("b");
    }
    assert!(screen.shows("No other place"));
}

#[test]
fn the_last_session_is_restored() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("/");
    screen.type_text("المقاومة");
    screen.press("Enter J J 2 PageDown ]");
    let place = |state: &State| {
        (
            state.open_key(),
            state.reader.byte_at_top(),
            state.focus,
            state.filter.clone(),
            state.articles.cursor,
        )
    };
    let before = place(&screen.state);
    let session = Session::of(&screen.state).unwrap();
    let json = session.write().unwrap();
    assert_eq!(Session::read(&json), Some(session.clone()));
    let leave = Request::Own(Box::new(Question::Leave(Some(Box::new(session)))));
    let reply = answer(&mut screen.library, leave);
    assert!(matches!(reply, Reply::Own(a) if matches!(*a, Answer::Left)));
    // The same library on a new screen.
    let library = std::mem::replace(&mut screen.library, rasid::library::Library::in_memory().unwrap());
    let state = State::new(screen.state.assets.clone(), screen.state.settings, String::new());
    let mut again = Screen { state, library };
    again.state.own.restore = Restore::Wanted;
    again.resize(120, 40);
    assert_eq!(place(&again.state), before);
    assert!(again.state.reader.cursor.is_some());
}

#[test]
fn a_session_that_makes_no_sense_does_no_harm() {
    for json in [
        "",
        "[]",
        "{\"article\": 5}",
        "{\"row\": -1}",
        "{\"top\": 99999999, \"article\": \"gone\", \"row\": 7}",
    ] {
        let library = built_in();
        library.set_session("screen", json).unwrap();
        let mut screen = Screen::on(built_in(), 10, 3, Language::Arabic, Depth::None);
        screen.library = library;
        screen.state.own.restore = Restore::Wanted;
        screen.state.articles.forget();
        screen.resize(120, 40);
        assert_eq!(screen.state.articles.total, 5, "{json}");
        assert!(screen.state.open_key().is_some());
    }
}

#[test]
fn late_answers_and_small_windows_do_no_harm() {
    let mut screen = Screen::new(80, 24, Language::Arabic);
    receive(&mut screen.state, Reply::Own(Box::new(Answer::Tags(vec![("x".into(), 1)]))));
    for keys in ["#", "m", "r p", "r l", "S", "r f", "2 ;", "2 ] r t", "2 ] r e", "2 ] r s", "2 e r d"] {
        screen.press(keys);
        for (width, height) in [(0, 0), (1, 1), (12, 3), (40, 10), (200, 60), (80, 24)] {
            screen.resize(width, height);
            screen.draw();
            screen.press("Down Up Left Right");
        }
        for _ in 0..4 {
            screen.press("Esc");
        }
    }
    assert!(screen.state.overlays.is_empty());
    assert!(!matches!(screen.state.overlays.last(), Some((Overlay::Ask(_), _))));
}
