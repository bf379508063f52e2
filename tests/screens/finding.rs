//! Finding and narrowing: what is planned, denied or threatened.

use rasid::library::{Filter, Page};
use rasid::model::Modality;
use rasid::tui::parts::{FilterPart, parts};
use rasid::tui::state::Overlay;
use rasid::tui::strings::Language;

use crate::harness::Screen;

/// Chooses the line of the menu on top that has this label.
fn choose(screen: &mut Screen, label: &str) {
    let Some((Overlay::Menu(menu), _)) = screen.state.overlays.last() else { panic!("no menu") };
    let at = menu.entries.iter().position(|e| e.label == label).unwrap();
    for _ in 0..at {
        screen.press("j");
    }
    screen.press("Enter");
}

/// What was to happen by the end of 2021, and who said so?
#[test]
fn what_lies_ahead_is_a_filter_beside_the_others() {
    for (language, planned) in [(Language::English, "planned"), (Language::Arabic, "مرتقب")] {
        let mut screen = Screen::new(120, 40, language);
        let events = screen.state.timeline.total;
        screen.press("4 f");
        choose(&mut screen, planned);
        assert_eq!(parts(&screen.state.filter), [FilterPart::Planned]);
        assert!(screen.shows(planned));
        assert!((1..events).contains(&screen.state.timeline.total));
        assert!(screen.state.timeline.held().all(|(_, e)| e.planned));
        // What lies on the axis is hollow, and the days are those of the same events.
        assert!(screen.state.moments.iter().all(|m| m.planned) && screen.shows("□"));
        let end = jiff::civil::date(2021, 12, 31);
        let by_then = |e: &rasid::library::EventRow| e.interval.latest == Some(end);
        assert!(screen.state.timeline.held().any(|(_, e)| by_then(e)));
        screen.press("Esc");
        assert_eq!((screen.state.filter.is_empty(), screen.state.timeline.total), (true, events));
    }
}

#[test]
fn how_a_text_tells_events_narrows_and_can_be_typed() {
    let mut screen = Screen::new(120, 40, Language::English);
    for modality in Modality::ALL {
        let filter = Filter { modalities: vec![*modality], ..Filter::default() };
        let events = screen.library.timeline(&filter, Page::first(1000)).unwrap();
        assert!(events.iter().all(|e| e.modality == *modality), "{modality}");
        // The search language says the same of events.
        let query = Some(format!("modality:{modality}"));
        let typed = Filter { query, ..Filter::default() };
        assert_eq!(screen.library.timeline(&typed, Page::first(1000)).unwrap(), events, "{modality}");
    }
    let all = screen.state.timeline.total;
    screen.press("/");
    screen.type_text("is:planned OR modality:threatened");
    screen.press("Enter");
    assert!((1..all).contains(&screen.state.timeline.total));
    let ahead = |e: &rasid::library::EventRow| e.planned || e.modality == Modality::Threatened;
    assert!(screen.state.timeline.held().all(|(_, e)| ahead(e)));
    // What is asked of words as well leaves the other events of the article alone.
    let either = Filter { query: Some("kind:attack OR بغداد".to_owned()), ..Filter::default() };
    let events = screen.library.timeline(&either, Page::first(1000)).unwrap();
    assert!(events.iter().any(|e| e.kind != rasid::model::EventKind::Attack));
}

/// Who attacked Ain al-Asad, when, with what, according to whom? What did Kata'ib Sayyid al-Shuhada announce?
#[test]
fn a_part_of_a_name_leads_to_its_page() {
    for (language, typed, page) in [
        (Language::English, "ain al asad", "قاعدة عين الأسد الجوية"),
        (Language::Arabic, "سيد الشهداء", "كتائب سيد الشهداء"),
    ] {
        let mut screen = Screen::new(120, 40, language);
        screen.press("P");
        // Before anything is typed the most frequent names can be chosen.
        assert!(screen.shows("القوات الأمريكية"));
        screen.type_text(typed);
        screen.settle();
        screen.press("Enter");
        let Some((Overlay::Entity(open), _)) = screen.state.overlays.last() else { panic!("{typed}") };
        assert_eq!(open.entity.name_ar, page);
        assert!(open.events.iter().any(|e| e.total > 0), "{page} does and suffers nothing");
        screen.press("Esc");
        assert!(screen.state.overlays.is_empty() && screen.state.filter.is_empty());
    }
}

/// Which outlets say it, and in which sentences?
#[test]
fn what_is_searched_stands_in_lines_under_its_outlets() {
    for language in [Language::English, Language::Arabic] {
        let mut screen = Screen::new(120, 40, language);
        screen.press("/");
        screen.type_text("احتلال");
        screen.press("Enter I");
        let Some((Overlay::Lines(page), _)) = screen.state.overlays.last() else { panic!("no lines") };
        let outlets: Vec<_> = page.totals.iter().map(|(id, _)| id.clone()).collect();
        assert!(outlets.len() > 1 && outlets.last() == Some(&None), "{outlets:?}");
        assert_eq!(page.lines.len(), page.totals.iter().map(|(_, n)| n).sum::<usize>());
        assert_eq!(
            page.lines.len(),
            screen
                .library
                .concordance(
                    &rasid::library::Keyword::Query("احتلال".to_owned()),
                    rasid::library::LineOrder::Date,
                    &Filter::default(),
                    Page::first(1000),
                )
                .unwrap()
                .len()
        );
        // Sorted by what follows, the last one leads into its text.
        screen.press("s G");
        let Some((Overlay::Lines(page), _)) = screen.state.overlays.last() else { panic!("no lines") };
        let last = page.lines[page.cursor].clone();
        assert_eq!(page.cursor + 1, page.lines.len());
        screen.press("Enter");
        assert!(screen.state.overlays.is_empty());
        assert_eq!(screen.state.open_key(), Some(last.article));
        assert!(screen.shows(&last.words));
    }
    // Where nothing is searched and nothing chosen, it is said what to do.
    let mut screen = Screen::new(80, 24, Language::English);
    screen.press("2 I");
    assert!(screen.state.overlays.is_empty() && screen.shows("choose a name first"));
}

#[test]
fn a_day_is_gone_to_without_narrowing() {
    let mut screen = Screen::new(120, 40, Language::Arabic);
    let all = screen.state.timeline.total;
    let day = |screen: &Screen| screen.state.timeline.current().and_then(|e| e.interval.sort_day());
    for (typed, first) in [("2021-11", "2021-11-01"), ("٢٠٢١-٠٧-٢٦", "2021-07-26"), ("1990", "1990-01-01")]
    {
        let first: jiff::civil::Date = first.parse().unwrap();
        screen.press("@");
        screen.type_text(typed);
        screen.press("Enter");
        assert!(day(&screen).is_some_and(|day| day >= first), "{typed}");
        let before = screen.state.timeline.cursor.checked_sub(1).and_then(|at| screen.state.timeline.get(at));
        assert!(before.is_none_or(|e| e.interval.sort_day().is_some_and(|day| day < first)), "{typed}");
    }
    // Later than all there is the last event; what is no date is said, and the question stays.
    screen.press("@");
    screen.type_text("2999");
    screen.press("Enter");
    assert_eq!((screen.state.timeline.cursor + 1, screen.state.timeline.total), (all, all));
    screen.press("@");
    screen.type_text("غداً");
    screen.press("Enter");
    assert_eq!(screen.state.overlays.len(), 1);
    assert!(screen.state.filter.is_empty());
}

/// In a large library a page takes its time: who turned away meanwhile is not disturbed by it.
#[test]
fn a_page_that_is_no_longer_waited_for_does_not_come_up() {
    use rasid::tui::data::answer;
    use rasid::tui::effect::Effect;
    use rasid::tui::update::{press, receive};
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("3");
    for (key, goes_on) in [("p", false), ("W", false), ("I", false), ("p", true)] {
        let effects = press(&mut screen.state, key.parse().unwrap());
        let [Effect::Ask(request)] = effects.as_slice() else { panic!("{effects:?}") };
        assert!(screen.state.awaited.is_some());
        if !goes_on {
            press(&mut screen.state, "Esc".parse().unwrap());
        }
        let reply = answer(&mut screen.library, (**request).clone());
        receive(&mut screen.state, reply);
        assert_eq!(screen.state.overlays.is_empty(), !goes_on, "{key}");
        assert!(screen.state.awaited.is_none());
    }
}
