//! The reader's own on the screen: marks, corrections on the spot, selections, notes, the way back, the last
//! session. Each through the keys that the reader presses.

use crate::harness::Screen;
use rasid::model::{EntityType, EventKind, PublishedBasis};
use rasid::tui::effect::Effect;
use rasid::tui::panes::Pane;
use rasid::tui::reader::Place;
use rasid::tui::strings::Language;
use rasid::tui::theme::Depth;
use ratatui::style::Modifier;

/// The mention at the cursor.
fn mention(screen: &Screen) -> rasid::model::Mention {
    let Some(Place::Mention(i)) = screen.state.reader.cursor else { panic!("no name at the cursor") };
    screen.state.reader.article.as_ref().unwrap().analysis.mentions[i].clone()
}

fn mentions(screen: &Screen) -> usize {
    screen.state.reader.article.as_ref().unwrap().analysis.mentions.len()
}

/// What was put on the clipboard.
fn copied(effects: Vec<Effect>) -> String {
    match effects.as_slice() {
        [Effect::Copy(text)] => text.clone(),
        other => panic!("{other:?}"),
    }
}

fn in_overlay(screen: &Screen) -> bool {
    !screen.state.overlays.is_empty()
}

#[test]
fn stars_and_read_state_show_in_the_list_and_are_undone_in_order_with_filters() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("*");
    assert!(screen.shows("★") && screen.state.articles.current().unwrap().starred);
    screen.press("d");
    assert!(screen.state.articles.current().unwrap().read);
    screen.press("3 j Enter");
    assert!(!screen.state.filter.is_empty());
    screen.press("u");
    assert!(screen.state.filter.is_empty(), "the filter came last");
    screen.press("u");
    assert!(!screen.state.articles.current().unwrap().read);
    screen.press("u");
    assert!(!screen.state.articles.current().unwrap().starred);
    screen.press("u");
    assert!(screen.shows("Nothing to take back"));
    screen.press("C-r C-r");
    let row = screen.state.articles.current().unwrap();
    assert!(row.starred && row.read);
    screen.press("C-r");
    assert!(!screen.state.filter.is_empty());
}

#[test]
fn reading_marks_as_read_and_passing_by_does_not() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("j j k");
    assert!(screen.state.articles.held().all(|(_, row)| !row.read));
    screen.press("2 j");
    let key = screen.state.open_key().unwrap();
    assert!(screen.library.marks(key).unwrap().read);
    assert_eq!(screen.state.articles.held().filter(|(_, row)| row.read).count(), 1);
    // What the reader says goes before.
    screen.press("d j j");
    assert!(!screen.library.marks(key).unwrap().read);
}

#[test]
fn a_name_is_rejected_and_comes_back() {
    for language in [Language::English, Language::Arabic] {
        let mut screen = Screen::new(120, 40, language);
        screen.press("2 ] ]");
        let (wrong, count) = (mention(&screen), mentions(&screen));
        screen.press("r r");
        assert_eq!(mentions(&screen), count - 1);
        let there = |screen: &Screen| {
            let article = screen.state.reader.article.clone().unwrap();
            article.analysis.mentions.iter().any(|m| m.span == wrong.span)
        };
        assert!(!there(&screen));
        screen.press("u");
        assert!(there(&screen) && mentions(&screen) == count);
        screen.press("C-r");
        assert!(!there(&screen));
    }
}

#[test]
fn what_is_confirmed_is_shown_as_the_readers_own_and_explained_so() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("2 ]");
    let before = mention(&screen);
    screen.press("r a");
    let after = mention(&screen);
    assert_eq!((after.span, &after.entity), (before.span, &before.entity));
    assert!(after.why.is_readers());
    assert!(screen.shows("your own"));
    screen.press("Esc");
    let underlined = |screen: &Screen| {
        let buffer = screen.draw();
        buffer.content().iter().filter(|c| c.modifier.contains(Modifier::UNDERLINED)).count()
    };
    assert!(underlined(&screen) > 2);
    screen.press("g ] w");
    assert!(screen.shows("your correction") && screen.shows("confirmed"));
    screen.press("Esc r x");
    assert!(!mention(&screen).why.is_readers());
    screen.press("Esc");
    assert_eq!(underlined(&screen), 0);
}

#[test]
fn a_name_gets_another_type_and_another_entity() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("2 ]");
    let before = mention(&screen);
    screen.press("r t");
    screen.type_text("Weapon");
    screen.press("Enter");
    assert_eq!(mention(&screen).kind, EntityType::Weapon);
    screen.press("u");
    assert_eq!(mention(&screen).kind, before.kind);
    screen.press("r e C-u");
    screen.type_text("داعش");
    // What is typed is searched at once.
    screen.settle();
    assert!(screen.shows("تنظيم الدولة الإسلامية"));
    screen.press("Enter");
    assert_eq!(mention(&screen).entity.as_str(), "islamic_state");
    let rows = screen.library.entities(&Default::default(), rasid::library::Page::ALL).unwrap();
    assert!(rows.iter().any(|r| r.id.as_str() == "islamic_state"));
}

#[test]
fn what_was_done_is_told_as_what_it_was() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("*");
    assert!(screen.shows("Star set"));
    screen.press("*");
    assert!(screen.shows("Star removed") && !screen.shows("Star set"));
    screen.press("#");
    screen.type_text("x");
    screen.press("Enter");
    assert!(screen.shows("Tag added: x"));
    screen.press("Enter");
    assert!(screen.shows("Tag removed: x"));
    screen.press("Esc 2 ]");
    let name = mention(&screen);
    let words = name.span.of(&screen.state.reader.article.as_ref().unwrap().document.text).to_owned();
    screen.press("r r");
    assert!(screen.shows("Rejected: ") && screen.shows(&words) && screen.shows("u takes it back"));
}

#[test]
fn an_offered_name_is_typed_over_and_what_nothing_fits_is_said() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("3 r s");
    screen.type_text("العراق");
    screen.settle();
    screen.press("Down");
    let Some((rasid::tui::state::Overlay::Ask(ask), _)) = screen.state.overlays.last() else { panic!() };
    assert_eq!(ask.field.text(), "العراق");
    screen.type_text("zzz");
    for request in std::mem::take(&mut screen.state.follow_up) {
        screen.ask(request);
    }
    screen.settle();
    screen.press("Enter");
    assert!(in_overlay(&screen) && screen.shows("Nothing found for"));
}

#[test]
fn two_names_become_one_everywhere_and_are_parted_again() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    screen.press("3 s");
    while screen.state.entities.current().is_some_and(|e| e.id.as_str() != "us_forces") {
        screen.press("j");
    }
    let count = screen.state.entities.current().unwrap().mentions;
    screen.press("r s C-u");
    screen.type_text("الولايات المتحدة");
    screen.settle();
    screen.press("Enter");
    assert!(screen.state.entities.rows.iter().all(|r| r.id.as_str() != "us_forces"));
    let united =
        screen.state.entities.rows.iter().find(|r| r.id.as_str() == "united_states").unwrap().mentions;
    assert!(united > count);
    // In the list of corrections it can be taken back.
    screen.press("r l");
    assert!(!screen.shows("us_forces") && screen.shows("القوات الأمريكية"));
    screen.press("Enter");
    let row = screen.state.entities.rows.iter().find(|r| r.id.as_str() == "us_forces").unwrap();
    assert_eq!(row.mentions, count);
}

#[test]
fn an_entity_is_renamed_in_the_language_of_what_is_typed() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("3");
    let id = screen.state.entities.current().unwrap().id.clone();
    screen.press("r n C-u");
    screen.type_text("اسم جديد");
    screen.press("Enter r n C-u");
    screen.type_text("New name");
    screen.press("Enter");
    let row = screen.state.entities.rows.iter().find(|r| r.id == id).unwrap();
    assert_eq!((row.name_ar.as_str(), row.name_en.as_deref()), ("اسم جديد", Some("New name")));
    assert!(screen.shows("اسم جديد"));
}

#[test]
fn an_event_gets_a_date_and_another_kind_and_what_is_no_date_is_said() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("2 e");
    let Some(Place::Event(i)) = screen.state.reader.cursor else { panic!() };
    let trigger = screen.state.reader.article.as_ref().unwrap().analysis.events[i].trigger;
    let event = |screen: &Screen| {
        let article = screen.state.reader.article.clone().unwrap();
        article.analysis.events.iter().find(|e| e.trigger == trigger).unwrap().clone()
    };
    screen.press("r d C-u");
    screen.type_text("yesterday");
    screen.press("Enter");
    assert!(screen.state.message.as_ref().is_some_and(|m| m.warning) && in_overlay(&screen));
    screen.press("C-u");
    screen.type_text("٢٠٢٠-٠١");
    screen.press("Enter");
    assert_eq!(event(&screen).interval.edtf(), "2020-01");
    screen.press("r t Down Enter");
    assert_eq!(event(&screen).kind, EventKind::ALL[1]);
    assert!(screen.shows("your own"));
    screen.press("r x");
    assert!(!event(&screen).why.is_readers());
    screen.press("r r");
    let events = screen.state.reader.article.as_ref().unwrap().analysis.events.clone();
    assert!(events.iter().all(|e| e.trigger != trigger));
}

#[test]
fn the_reader_sets_the_publication_date() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    screen.press("r p C-u");
    screen.type_text("2024-07-30");
    screen.press("Enter");
    let published = screen.state.reader.article.as_ref().unwrap().published().unwrap().clone();
    assert_eq!((published.interval.edtf().as_str(), published.basis), ("2024-07-30", PublishedBasis::Set));
    assert!(screen.shows("حدده القارئ"));
    assert_eq!(screen.state.articles.current().unwrap().published.edtf(), "2024-07-30");
    screen.press("r x");
    assert_ne!(screen.state.articles.current().unwrap().published.edtf(), "2024-07-30");
}

#[test]
fn words_are_selected_in_logical_order_and_copied_as_they_are() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("2 ] ; o b o w w");
    let text = screen.state.reader.article.as_ref().unwrap().document.text.clone();
    let selected = screen.state.own.selection.unwrap().span(&text).of(&text).to_owned();
    let before = mention(&screen).span.of(&text).split_whitespace().count();
    assert_eq!(selected.split_whitespace().count(), before + 3, "{selected}");
    assert!(screen.shows("Selected"));
    // In a text from right to left the left arrow goes on.
    screen.press("S-Left S-Left");
    let longer = screen.state.own.selection.unwrap().span(&text);
    assert!(longer.len() > selected.len() && longer.of(&text).starts_with(&selected));
    screen.press("S-Right S-Right");
    let taken = copied(screen.press("y"));
    assert_eq!(taken, selected);
    assert_eq!(screen.state.own.selection, None);
    screen.press("; w");
    let cited = copied(screen.press("c"));
    assert!(cited.starts_with('«') && cited.contains("2024") && cited.lines().count() == 2);
    screen.press("; j j S-Down");
    let span = screen.state.own.selection.unwrap().span(&text);
    assert!(span.of(&text).split_whitespace().count() > 4);
    screen.press("Esc");
    assert_eq!(screen.state.own.selection, None);
}

#[test]
fn selected_words_become_a_name_an_event_and_a_date() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    screen.press("2 ] ; w");
    let text = screen.state.reader.article.as_ref().unwrap().document.text.clone();
    let span = screen.state.own.selection.unwrap().span(&text);
    screen.press("Enter");
    screen.type_text("شخص");
    screen.press("Enter C-u");
    screen.type_text("اسم جديد تماماً");
    screen.settle();
    screen.press("Enter");
    let article = screen.state.reader.article.clone().unwrap();
    let new = article.analysis.mentions.iter().find(|m| m.span == span).unwrap();
    assert_eq!(new.kind, EntityType::Person);
    let entity = article.analysis.entities.iter().find(|e| e.id == new.entity).unwrap();
    assert_eq!(entity.name_ar, "اسم جديد تماماً");
    assert!(!in_overlay(&screen) && screen.state.own.selection.is_none());
    let events = screen.state.timeline.total;
    screen.press("] ] ; e Down Enter");
    screen.type_text("2019-05-01");
    screen.press("Enter");
    assert_eq!(screen.state.timeline.total, events + 1);
    screen.press("] ; d");
    screen.type_text("2018");
    screen.press("Enter");
    let article = screen.state.reader.article.clone().unwrap();
    assert!(article.analysis.dates.iter().any(|d| d.interval.edtf() == "2018" && d.why.is_readers()));
}

#[test]
fn the_mouse_selects_by_dragging() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mut screen = Screen::new(120, 40, Language::English);
    let rect = screen.state.panes().rect(Pane::Reader).unwrap();
    let act = |screen: &mut Screen, kind, column, row| {
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        rasid::tui::mouse::act(&mut screen.state, event);
        screen.settle();
    };
    let (row, right) = (rect.y + 8, rect.right() - 8);
    act(&mut screen, MouseEventKind::Down(MouseButton::Left), right, row);
    act(&mut screen, MouseEventKind::Drag(MouseButton::Left), right - 5, row);
    act(&mut screen, MouseEventKind::Drag(MouseButton::Left), right - 12, row);
    act(&mut screen, MouseEventKind::Up(MouseButton::Left), right - 12, row);
    let text = screen.state.reader.article.as_ref().unwrap().document.text.clone();
    let selection = screen.state.own.selection.unwrap();
    assert!(selection.anchor < selection.head, "to the left is on, in Arabic");
    let taken = copied(screen.press("y"));
    assert_eq!(taken, selection.span(&text).of(&text));
    assert!((12..=14).contains(&taken.chars().count()), "{taken}");
}

#[test]
fn a_note_takes_arabic_in_several_lines_with_the_cursor_where_it_writes() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    screen.press("m");
    screen.type_text("قال المصدر");
    let cursor = |screen: &Screen| {
        let mut buffer = ratatui::buffer::Buffer::empty(screen.state.area);
        rasid::tui::view::draw(&screen.state, &mut buffer).cursor.unwrap()
    };
    let (x, y) = cursor(&screen);
    screen.type_text(" أمس");
    let (left, same) = cursor(&screen);
    assert!(left < x && same == y, "writing goes to the left");
    screen.press("C-j");
    let (back, below) = cursor(&screen);
    assert!(back > left && below == y + 1);
    screen.type_text("2021 ثم");
    screen.press("Up Home");
    screen.type_text("و");
    screen.press("Enter");
    let key = screen.state.open_key().unwrap();
    assert_eq!(screen.library.marks(key).unwrap().note, "وقال المصدر أمس\n2021 ثم");
    assert!(screen.shows("✎") && screen.state.articles.current().unwrap().noted);
    screen.press("m C-w Esc");
    assert!(screen.library.marks(key).unwrap().note.ends_with("ثم"), "Esc changes nothing");
    screen.press("u");
    assert_eq!(screen.library.marks(key).unwrap().note, "");
}

#[test]
fn tags_are_typed_chosen_shown_and_filter() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    screen.press("#");
    screen.type_text("مهم");
    screen.press("Enter");
    screen.type_text("للمتابعة");
    screen.press("Enter Esc");
    let key = screen.state.open_key().unwrap();
    assert_eq!(screen.library.marks(key).unwrap().tags, ["للمتابعة", "مهم"]);
    assert!(screen.shows("#مهم"));
    screen.press("j #");
    screen.type_text("مهم");
    screen.press("Enter Esc /");
    screen.type_text("tag:مهم");
    screen.press("Enter");
    assert_eq!(screen.state.articles.total, 2);
    screen.press("x #");
    assert!(screen.shows("◆") && screen.shows("◇"));
    screen.press("Enter Esc");
    assert_eq!(screen.library.tags().unwrap().len(), 2);
    for (query, count) in [("is:noted", 0), ("is:unread", 5), ("is:starred", 0)] {
        screen.press("x /");
        screen.type_text(query);
        screen.press("Enter");
        assert_eq!(screen.state.articles.total, count, "{query}");
    }
}

#[test]
fn a_search_is_kept_listed_opened_and_taken_away() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("r f");
    assert!(!in_overlay(&screen), "there is nothing to keep");
    screen.press("/");
    screen.type_text("قاعدة");
    screen.press("Enter 3 Enter");
    let (filter, total) = (screen.state.filter.clone(), screen.state.articles.total);
    screen.press("r f C-u");
    screen.type_text("قواعد");
    screen.press("Enter x S");
    assert!(screen.shows("قواعد"));
    screen.press("Enter");
    assert_eq!((&screen.state.filter, screen.state.articles.total), (&filter, total));
    screen.press("S Delete");
    assert!(screen.shows("No saved searches"));
    assert_eq!(screen.library.searches().unwrap(), []);
    screen.press("Esc u");
    assert_eq!(screen.library.searches().unwrap().len(), 1);
}

#[test]
fn the_keyboard_in_arabic_marks_and_corrects_too() {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use rasid::tui::key::Key;
    let layout = rasid::tui::keyboard::Layout::Arabic101;
    let mut latin = Screen::new(120, 40, Language::Arabic);
    latin.press("* d 2 ] r a ] r r ; w w");
    let mut arabic = Screen::new(120, 40, Language::Arabic);
    for c in "* ي ٢ د ق ش د ق ق ك ص ص".split(' ') {
        let event = KeyEvent::new(KeyCode::Char(c.chars().next().unwrap()), KeyModifiers::NONE);
        arabic.press(&Key::from(layout.translate(event)).to_string());
    }
    assert_eq!(arabic.text(), latin.text());
    assert!(arabic.state.own.selection.is_some());
}

/// One article with an analysis made by hand: the snapshots change with the screen alone.
fn made_by_hand() -> rasid::library::Library {
    use rasid::model::*;
    let text = "فصائل العراق: سنواصل\n\nبغداد: قال قيس الخزعلي إن لا انسحاب في العراق.";
    let document = rasid::ingest::read_text("made", text.to_owned(), Origin::default());
    let entity = Entity {
        id: "khazali".into(),
        kind: EntityType::Person,
        name_ar: "قيس الخزعلي".to_owned(),
        name_en: Some("Qais al-Khazali".to_owned()),
        other_names: Vec::new(),
        wikidata: None,
        offices: Vec::new(),
        by_rule: false,
    };
    let start = text.find("قيس").unwrap();
    let span = Span::new(start, start + "قيس الخزعلي".len());
    let mention = Mention { span, kind: entity.kind, entity: entity.id.clone(), why: Why::new("test", "") };
    let interval = Interval::day(jiff::civil::date(2021, 7, 26));
    let published = Published { interval, basis: PublishedBasis::Inferred, reasons: Vec::new() };
    let analysis = Analysis {
        published: Some(published),
        mentions: vec![mention],
        entities: vec![entity],
        ..Analysis::default()
    };
    let mut library = rasid::library::Library::in_memory().unwrap();
    library.add(&document, &analysis).unwrap();
    library
}

#[test]
fn every_cell_of_what_is_asked_in_each_language() {
    for (language, label) in [(Language::English, "en"), (Language::Arabic, "ar")] {
        let mut screen = Screen::on(made_by_hand(), 80, 24, language, Depth::None);
        for (keys, typed, what) in [
            ("2 ] r e", "", "entity"),
            ("Esc r p", "", "published"),
            ("Esc #", "مهم", "tags"),
            ("Esc m", "ملاحظة", "note"),
        ] {
            screen.press(keys);
            screen.type_text(typed);
            screen.settle();
            insta::assert_snapshot!(format!("{what}_{label}"), screen.text());
        }
    }
}

#[test]
fn the_same_words_tell_more_than_one_event() {
    let mut screen = Screen::new(120, 40, Language::English);
    let events = screen.state.timeline.total;
    screen.press("2 ] ]");
    let words = screen.state.reader.cursor.and_then(|c| screen.state.reader.span_of(c)).unwrap();
    let to_words = |screen: &mut Screen| {
        let article = screen.state.reader.article.clone().unwrap();
        let mention = article.analysis.mentions.iter().position(|m| m.span == words).unwrap();
        screen.state.reader.go(Place::Mention(mention));
    };
    for (keys, day) in [("; e Enter", "2019-05-01"), ("; e Down Enter", "2019-06-02")] {
        to_words(&mut screen);
        screen.press(keys);
        screen.type_text(day);
        screen.press("Enter");
    }
    let told = |screen: &Screen| -> Vec<String> {
        let article = screen.state.reader.article.clone().unwrap();
        let here = article.analysis.events.iter().filter(|e| e.trigger == words);
        here.map(|e| format!("{} {}", e.kind, e.interval.edtf())).collect()
    };
    assert_eq!(told(&screen), ["attack 2019-05-01", "statement 2019-06-02"]);
    assert_eq!(screen.state.timeline.total, events + 2);
    // Each is walked to, and corrected by itself.
    screen.state.reader.cursor = None;
    screen.press("g e");
    for _ in 0..100 {
        if screen.state.reader.cursor.and_then(|c| screen.state.reader.span_of(c)) == Some(words) {
            break;
        }
        screen.press("e");
    }
    screen.press("e");
    let second = screen.state.reader.cursor.and_then(|c| screen.state.reader.span_of(c));
    assert_eq!(second, Some(words));
    screen.press("r d C-u");
    screen.type_text("2020");
    screen.press("Enter");
    assert_eq!(told(&screen), ["attack 2019-05-01", "statement 2020"]);
    screen.press("r r");
    assert_eq!(told(&screen), ["attack 2019-05-01"]);
    screen.press("u u u u");
    assert!(told(&screen).is_empty());
    screen.press("C-r C-r");
    assert_eq!(told(&screen).len(), 2);
}

#[test]
fn a_name_is_rejected_in_the_list_and_brought_back_from_the_corrections() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("3 s g");
    let name = screen.state.entities.current().unwrap().clone();
    screen.press("r r");
    assert!(screen.state.entities.rows.iter().all(|row| row.id != name.id));
    screen.press("2 r l");
    assert!(screen.shows("rejected"), "{}", screen.text());
    screen.press("Enter");
    assert!(screen.state.entities.rows.iter().any(|row| row.id == name.id));
}
