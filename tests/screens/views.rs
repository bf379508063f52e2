//! The views beyond the four panes: menus, filters, pages, tables, two articles, two timelines.

use rasid::model::EventKind;
use rasid::tui::panes::Pane;
use rasid::tui::parts::{FilterPart, parts};
use rasid::tui::state::Overlay;
use rasid::tui::strings::Language;

use crate::harness::Screen;

/// Puts the cursor of the names on one of them.
fn to_name(screen: &mut Screen, id: &str) {
    screen.press("3 s g");
    for _ in 0..200 {
        if screen.state.entities.current().is_some_and(|e| e.id.as_str() == id) {
            return;
        }
        screen.press("j");
    }
    panic!("{id} is not among the names");
}

#[test]
fn the_menu_narrows_to_anything_about_an_event() {
    let mut screen = Screen::new(120, 40, Language::English);
    let events = screen.state.timeline.total;
    screen.press("4");
    while screen.state.timeline.current().is_some_and(|e| e.kind != EventKind::Attack) {
        screen.press("j");
    }
    screen.press("f");
    assert!(screen.shows("Narrow to") && screen.shows("attacks"));
    screen.press("1");
    assert_eq!(screen.state.filter.kinds, [EventKind::Attack]);
    let attacks = screen.state.timeline.total;
    assert!(attacks < events);
    // A second filter: the outlet of the event.
    screen.press("f");
    let Some((Overlay::Menu(menu), _)) = screen.state.overlays.last() else { panic!("no menu") };
    let outlet = menu.entries.iter().find(|e| e.about.starts_with("outlet")).unwrap();
    screen.press(&outlet.digit.unwrap().to_string());
    assert_eq!(screen.state.filter.outlets.len(), 1);
    assert!(screen.state.timeline.total < attacks);
    assert!(screen.shows("attacks"));
    // The list of filters takes away one of the two.
    screen.press("X 2");
    assert!(screen.state.filter.kinds.is_empty() && screen.state.filter.outlets.len() == 1);
    screen.press("Esc u u u");
    assert_eq!((screen.state.filter.is_empty(), screen.state.timeline.total), (true, events));
}

#[test]
fn a_filter_in_the_bar_is_taken_away_by_a_click() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    for language in [Language::English, Language::Arabic] {
        let mut screen = Screen::new(80, 24, language);
        to_name(&mut screen, "us_forces");
        screen.press("Enter");
        assert!(screen.shows("×"));
        let buffer = screen.draw();
        let column = (0..80).find(|&x| buffer[(x, 0)].symbol() == "×").unwrap();
        let kind = MouseEventKind::Down(MouseButton::Left);
        let click = MouseEvent { kind, column, row: 0, modifiers: KeyModifiers::NONE };
        rasid::tui::mouse::act(&mut screen.state, click);
        screen.settle();
        assert!(screen.state.filter.is_empty(), "{language}");
    }
}

#[test]
fn a_span_of_time_is_marked_on_the_axis() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    let events = screen.state.timeline.total;
    screen.press("4 j j j m");
    let from = screen.state.timeline.current().unwrap().interval.sort_day().unwrap();
    screen.press("j j j j j j j j j j");
    let to = screen.state.timeline.current().unwrap().interval.sort_day().unwrap();
    // What was begun can be let go.
    screen.press("Esc");
    assert_eq!((screen.state.span_from, screen.state.filter.is_empty()), (None, true));
    screen.press("m");
    screen.press("k k k k k k k k k k m");
    assert_eq!(parts(&screen.state.filter), [FilterPart::During(from.min(to), from.max(to))]);
    assert!(screen.state.timeline.total < events);
    for (_, event) in screen.state.timeline.held() {
        let (first, last) = (event.interval.earliest, event.interval.latest);
        assert!(last.is_none_or(|l| l >= from) && first.is_none_or(|f| f <= to));
    }
    // The articles are those that tell such an event.
    assert!(screen.state.articles.total > 0);
}

#[test]
fn lanes_are_walked_up_and_down() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("4 g");
    for (keys, kind) in [
        (", , ,", EventKind::Attack),
        (".", EventKind::Statement),
        ("S-Down", EventKind::Milestone),
        (".", EventKind::Milestone),
        ("S-Up", EventKind::Statement),
    ] {
        screen.press(keys);
        assert_eq!(screen.state.timeline.current().unwrap().kind, kind, "{keys}");
    }
    assert!(screen.state.filter.is_empty());
}

#[test]
fn zooming_in_ends_at_days_and_one_step_out_is_seen() {
    let mut screen = Screen::new(200, 60, Language::English);
    screen.press("4 G");
    let whole = screen.text();
    for _ in 0..30 {
        screen.press("+");
    }
    let deepest = screen.state.zoom;
    screen.press("-");
    assert_eq!(screen.state.zoom, deepest - 1);
    for _ in 0..deepest {
        screen.press("-");
    }
    assert_eq!(screen.text(), whole);
}

/// Which outlets call the American forces an occupation, and in which sentences?
#[test]
fn the_table_of_wordings_leads_to_the_sentences() {
    for language in [Language::English, Language::Arabic] {
        let mut screen = Screen::new(120, 40, language);
        to_name(&mut screen, "us_forces");
        screen.press("W");
        let Some((Overlay::Words(page), _)) = screen.state.overlays.last() else { panic!("no table") };
        let line = page.lines.iter().position(|l| l.words.contains("الاحتلال")).unwrap();
        assert!(page.outlets.len() == 5 && page.lines.len() > 5);
        for _ in 0..line {
            screen.press("j");
        }
        let Some((Overlay::Words(page), _)) = screen.state.overlays.last() else { panic!("no table") };
        assert_eq!(page.cell.0, line);
        assert_eq!(page.sentences.len(), page.count_of(page.cell));
        let sentence = page.sentences[0].clone();
        assert_eq!(sentence.marks[0].of(&sentence.words), page.lines[line].words);
        assert!(screen.shows("الاحتلال"));
        screen.press("Enter Enter");
        assert!(screen.state.overlays.is_empty());
        assert_eq!(screen.state.focus, Pane::Reader);
        assert_eq!(screen.state.open_key(), Some(sentence.article));
        let cursor = screen.state.reader.cursor.and_then(|c| screen.state.reader.span_of(c));
        assert_eq!(cursor, Some(sentence.span));
    }
}

/// Whose words are they: the outlet's own, or somebody's whom it quotes?
#[test]
fn the_table_of_wordings_tells_whose_words_they_are() {
    for (language, reported, linked) in [
        (
            Language::English,
            "times · reported",
            "Words linked to no name are not counted: / finds them, then I lists them",
        ),
        (Language::Arabic, "مرات · نقلاً", "لا تُعدّ كلمات لم تُربط بالاسم"),
    ] {
        let mut screen = Screen::new(80, 24, language);
        to_name(&mut screen, "us_forces");
        screen.press("W");
        assert!(screen.shows(reported) && screen.shows(linked), "{}", screen.text());
        let Some((Overlay::Words(page), _)) = screen.state.overlays.last() else { panic!("no table") };
        let line = page.lines.iter().position(|l| l.words == "قوات الاحتلال").unwrap();
        for _ in 0..line {
            screen.press("j");
        }
        let Some((Overlay::Words(page), _)) = screen.state.overlays.last() else { panic!("no table") };
        assert_eq!((page.count_of(page.cell), page.reported_in(page.cell)), (1, 1));
        assert!(screen.shows("العسكري:"), "{}", screen.text());
    }
}

#[test]
fn the_tellings_say_when_and_according_to_whom_and_how_to_reach_the_others() {
    for (language, parts) in [
        (
            Language::English,
            ["published 2021-07-31", "according to", "1/4 · ← → for the others", "until 2021-12-31"],
        ),
        (Language::Arabic, ["نُشر", "بحسب جو بايدن", "1/4", "حتى"]),
    ] {
        let mut screen = Screen::new(80, 24, language);
        screen.press("4");
        while screen.state.timeline.current().is_some_and(|e| e.trigger_words != "ستنهي") {
            screen.press("j");
        }
        screen.press("Enter");
        for part in parts {
            assert!(screen.shows(part), "{part}\n{}", screen.text());
        }
        // The last one comes into view with the cursor.
        let key = if language.is_rtl() { "h" } else { "l" };
        screen.press(&[key; 3].join(" "));
        assert!(screen.shows("4/4"));
    }
}

/// What did Kata'ib Sayyid al-Shuhada announce, and when?
#[test]
fn the_page_of_an_entity_leads_to_what_it_said() {
    let mut screen = Screen::new(120, 40, Language::English);
    to_name(&mut screen, "kataib_sayyid_al_shuhada");
    screen.press("p");
    for _ in 0..100 {
        if screen.shows("What it said") && screen.shows("2021-11-19") {
            break;
        }
        screen.press("Tab");
    }
    assert!(screen.shows("What it said") && screen.shows("2021-11-19"), "{}", screen.text());
    // Down to the statement, and into the text.
    for _ in 0..40 {
        let sheet = rasid::tui::view::sheet(&screen.state);
        let Some((Overlay::Entity(page), _)) = screen.state.overlays.last() else { break };
        let said = &page.events[0].rows[0];
        let wanted = rasid::tui::page::Link::Place(said.article, said.trigger);
        if sheet.links[page.cursor] == wanted {
            screen.press("Enter");
            break;
        }
        screen.press(if page.cursor + 1 < sheet.links.len() { "j" } else { "g" });
    }
    assert!(screen.state.overlays.is_empty());
    assert!(screen.state.reader.cursor.is_some());
}

#[test]
fn contexts_are_sorted_by_either_side() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    to_name(&mut screen, "us_forces");
    screen.press("p");
    let befores = |screen: &Screen| -> Vec<String> {
        let Some((Overlay::Entity(page), _)) = screen.state.overlays.last() else { panic!("no page") };
        page.contexts.iter().map(|c| c.before.clone()).collect()
    };
    let by_after = befores(&screen);
    screen.press("s");
    let by_before = befores(&screen);
    assert_ne!(by_after, by_before);
    assert_eq!(by_after.len(), by_before.len());
    // By date, and by outlet; then from the beginning.
    screen.press("s s");
    let Some((Overlay::Entity(page), _)) = screen.state.overlays.last() else { panic!("no page") };
    let outlets: Vec<_> = page.contexts.iter().map(|c| c.outlet.as_ref().map(|o| &o.name)).collect();
    let mut parts = outlets.clone();
    parts.dedup();
    assert_eq!(parts.len(), outlets.iter().collect::<std::collections::HashSet<_>>().len());
    screen.press("s");
    assert_eq!(befores(&screen), by_after);
}

#[test]
fn two_timelines_lie_over_each_other() {
    let mut screen = Screen::new(160, 50, Language::English);
    to_name(&mut screen, "us_forces");
    screen.press("Enter");
    let alone = screen.state.timeline.total;
    screen.press("s g");
    to_name(&mut screen, "iraqi_armed_factions");
    screen.press("A");
    assert_eq!(screen.state.filter.either.len(), 2);
    assert!(screen.state.timeline.total > alone);
    assert!(!screen.state.over.is_empty() && !screen.state.moments.is_empty());
    screen.press("4");
    assert!(screen.shows("1▲") && screen.shows("2▲"));
    screen.press("u");
    assert_eq!(screen.state.timeline.total, alone);
}

#[test]
fn two_articles_scroll_together() {
    for (width, height) in [(200, 60), (80, 24)] {
        let mut screen = Screen::new(width, height, Language::Arabic);
        screen.press("2 H J");
        let beside = |screen: &Screen| screen.state.beside.as_ref().unwrap().top;
        let key = |screen: &Screen| screen.state.beside.as_ref().unwrap().article.as_ref().unwrap().key;
        assert_ne!(Some(key(&screen)), screen.state.open_key());
        let mut places = std::collections::BTreeSet::new();
        for _ in 0..30 {
            screen.press("j");
            places.insert(beside(&screen));
            screen.draw();
        }
        assert!(places.len() > 1, "{places:?}");
        screen.press("H");
        assert!(screen.state.beside.is_none());
    }
}

#[test]
fn english_names_stand_in_the_text_and_the_cursor_still_finds_them() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    screen.press("2");
    assert!(!screen.shows("[US forces]"));
    screen.press("z g");
    assert!(screen.shows("[US forces]"));
    screen.press("] ] ]");
    let reader = &screen.state.reader;
    let span = reader.cursor.and_then(|c| reader.span_of(c)).unwrap();
    let words = span.of(&reader.article.as_ref().unwrap().document.text);
    assert_eq!(reader.shown.span(span).of(&reader.shown.text), words);
}

#[test]
fn a_type_that_is_switched_off_has_the_colour_of_the_text() {
    let mut screen = Screen::new(120, 40, Language::English);
    let red = screen.state.theme().unwrap().kind(rasid::model::EntityType::Group).fg;
    let coloured = |screen: &Screen| {
        let rect = screen.state.panes().rect(Pane::Reader).unwrap();
        let buffer = screen.draw();
        let text = rect.height - 3;
        let cells = (rect.left()..rect.right()).flat_map(|x| (0..text).map(move |y| (x, rect.y + y)));
        cells.filter(|&(x, y)| Some(buffer[(x, y)].fg) == red && buffer[(x, y)].symbol() != "▲").count()
    };
    assert!(coloured(&screen) > 20);
    screen.press("z t 2 Esc");
    assert_eq!(coloured(&screen), 0);
    screen.press("z t 2 Esc");
    assert!(coloured(&screen) > 20);
}

#[test]
fn hijri_dates_and_names_of_months_as_wanted() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    // The reader alone: events tell of July too.
    screen.press("2 o");
    assert!(screen.shows("تموز/يوليو"));
    screen.press("z m");
    assert!(!screen.shows("يوليو"));
    screen.press("z m");
    assert!(screen.shows("يوليو") && !screen.shows("تموز/يوليو"));
    assert!(!screen.shows("محرم"));
    screen.press("z i");
    assert!(screen.shows("محرم"));
}

#[test]
fn lines_may_stand_apart() {
    let mut screen = Screen::new(80, 24, Language::English);
    screen.press("2 z l");
    for _ in 0..100 {
        screen.press("j");
        screen.draw();
    }
    let bottom = screen.text();
    screen.press("G");
    assert_eq!(screen.text(), bottom);
}

#[test]
fn the_help_finds_keys_by_a_word_in_either_language() {
    for word in ["kashida", "الكشيدة"] {
        let mut screen = Screen::new(120, 40, Language::English);
        screen.press("? /");
        screen.type_text(word);
        assert!(screen.shows("Lines justified with kashida"), "{word}");
        assert!(!screen.shows("Next theme"), "{word}");
        screen.press("Enter Esc");
        assert!(screen.shows("Next article") || screen.shows("One line or item up"));
        screen.press("Esc");
        assert!(screen.state.overlays.is_empty());
    }
}

#[test]
fn after_a_prefix_all_that_goes_on_is_shown() {
    for (width, height) in [(80, 24), (40, 20), (200, 60)] {
        let mut screen = Screen::new(width, height, Language::English);
        screen.press("z");
        for what in ["Digits", "Hijri dates", "A narrower column"] {
            assert!(screen.shows(what), "{what} {width}x{height}");
        }
        screen.press("Esc");
        assert!(!screen.shows("Hijri dates"));
    }
}

#[test]
fn small_windows_name_the_panes_by_their_numbers() {
    let mut screen = Screen::new(40, 10, Language::English);
    let first_row = |screen: &Screen| screen.text().lines().next().unwrap().to_owned();
    assert!(first_row(&screen).contains("1  2  3  4"), "{}", first_row(&screen));
    screen.press("4");
    assert!(screen.shows("Timeline"));
}

/// Every new key does the same with the keyboard in Arabic.
#[test]
fn the_keyboard_in_arabic_reaches_the_views() {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    let layout = rasid::tui::keyboard::Layout::Arabic101;
    let pairs = [
        ("W", 'ً'),
        ("X", 'ْ'),
        ("A", 'ِ'),
        ("H", 'أ'),
        (",", 'و'),
        (".", 'ز'),
        ("m", 'ة'),
        ("s", 'س'),
        ("z", 'ئ'),
        ("g", 'ل'),
    ];
    for (latin, arabic) in pairs {
        let event = layout.translate(KeyEvent::new(KeyCode::Char(arabic), KeyModifiers::NONE));
        assert_eq!(rasid::tui::key::Key::from(event).to_string(), latin);
    }
}

#[test]
fn a_name_is_found_by_a_part_of_it_and_narrows_from_its_page() {
    for (language, typed) in [(Language::English, "us for"), (Language::Arabic, "القوات الامير")]
    {
        let mut screen = Screen::new(120, 40, language);
        screen.press("P");
        screen.type_text(typed);
        screen.settle();
        screen.press("Enter");
        screen.settle();
        let Some((Overlay::Entity(page), _)) = screen.state.overlays.last() else { panic!("no page") };
        assert_eq!(page.entity.id.as_str(), "us_forces");
        screen.press("f");
        assert!(screen.state.overlays.is_empty());
        let Ok([part]) = <[FilterPart; 1]>::try_from(parts(&screen.state.filter)) else {
            panic!("one filter")
        };
        assert_eq!(part.label(&screen.state), "القوات الأمريكية");
    }
}

#[test]
fn a_search_for_a_part_of_a_word_says_how_it_is_found() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("/");
    screen.type_text("الامريك");
    screen.press("Enter");
    assert_eq!(screen.state.articles.total, 0);
    assert!(screen.shows("finds words that begin so"));
    screen.press("/ Up *");
    screen.press("Enter");
    assert!(screen.state.articles.total > 0);
}
