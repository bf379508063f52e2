//! Every cell of screens on a library that was made by hand.

use rasid::library::Library;
use rasid::tui::strings::Language;
use rasid::tui::theme::Depth;

use crate::harness::Screen;

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

/// The views that lie on top, each in both languages.
#[test]
fn every_cell_of_what_lies_on_top() {
    let views = [
        ("page", "3 p"),
        ("wording", "3 W"),
        ("narrow", "4 f"),
        ("types", "z t"),
        ("which_key", "z"),
        ("beside", "2 H"),
        ("help_sought", "? / z o o m Enter"),
    ];
    for (language, label) in [(Language::English, "en"), (Language::Arabic, "ar")] {
        for (view, keys) in views {
            let mut screen = Screen::on(made_by_hand(), 80, 24, language, Depth::True);
            screen.press(keys);
            insta::assert_snapshot!(format!("{view}_{label}"), screen.text());
        }
    }
}
