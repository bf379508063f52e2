//! How it looks: what stands under one another, what is cut, what stands back.

use rasid::tui::keymap::Context;
use rasid::tui::panes::Pane;
use rasid::tui::strings::Language;
use rasid::tui::theme::{Depth, Part};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use crate::harness::{Screen, name};

const BOTH: [Language; 2] = [Language::English, Language::Arabic];

/// The columns of a row that are in a colour.
fn coloured(buffer: &Buffer, y: u16, colour: Option<ratatui::style::Color>) -> Vec<u16> {
    (0..buffer.area.width).filter(|&x| Some(buffer[(x, y)].fg) == colour).collect()
}

/// The rows of the box that lies on top: between its corners.
fn boxed(buffer: &Buffer) -> (u16, u16, u16, u16) {
    let find = |sign: &str| {
        let area = buffer.area;
        (0..area.height)
            .flat_map(|y| (0..area.width).map(move |x| (x, y)))
            .find(|at| buffer[*at].symbol() == sign)
    };
    let ((left, top), (right, bottom)) = (find("╭").unwrap(), find("╯").unwrap());
    (left, top, right, bottom)
}

#[test]
fn words_in_context_begin_in_one_column_and_stay_joined() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        for language in BOTH {
            let mut screen = Screen::new(width, height, language);
            screen.press("/");
            screen.type_text("العراق");
            screen.press("Enter I s");
            let accent = screen.state.theme().unwrap().part(Part::Accent).fg;
            let buffer = screen.draw();
            let (left, top, right, bottom) = boxed(&buffer);
            let mut edges = Vec::new();
            for y in top + 1..bottom {
                let columns = coloured(&buffer, y, accent);
                // The lines of the box and the bar of the cursor have that colour too.
                edges.extend(columns.into_iter().filter(|x| (left + 3..right - 2).contains(x)).max());
            }
            assert!(edges.len() > 5);
            assert!(edges.iter().all(|x| *x == edges[0]), "{width} {language:?} {edges:?}");
        }
    }
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("/");
    screen.type_text("بغداد");
    screen.press("Enter I");
    assert!(screen.shows("وبغداد"), "{}", screen.text());
}

#[test]
fn beside_a_page_nothing_of_the_panes_is_seen_and_before_a_scroll_bar_a_column_is_free() {
    for (width, height) in [(80, 24), (96, 30), (120, 40), (200, 60)] {
        for language in BOTH {
            for keys in ["3 p", "3 I", "3 W", "?"] {
                let mut screen = Screen::new(width, height, language);
                screen.press(keys);
                let buffer = screen.draw();
                let (left, top, right, bottom) = boxed(&buffer);
                for y in top..=bottom {
                    for x in (0..left).chain(right + 1..width) {
                        let symbol = name(buffer[(x, y)].symbol());
                        assert_eq!(symbol, " ", "{keys} at {width}x{height} ({x}, {y})");
                    }
                }
            }
            let mut screen = Screen::new(width, height, language);
            for pane in [Pane::Articles, Pane::Timeline, Pane::Entities] {
                screen.press(match pane {
                    Pane::Articles => "1",
                    Pane::Entities => "3",
                    _ => "4",
                });
                let rect = screen.state.panes().rect(pane).unwrap();
                let buffer = screen.draw();
                let beside = if language.is_rtl() { rect.left() + 1 } else { rect.right() - 2 };
                for y in rect.top() + 1..rect.bottom() {
                    assert_eq!(name(buffer[(beside, y)].symbol()), " ", "{pane:?} {width} row {y}");
                }
            }
        }
    }
}

#[test]
fn of_two_articles_every_shared_name_is_marked_and_no_outlet_is_made_up() {
    let mut screen = Screen::new(160, 50, Language::English);
    screen.press("H J");
    let open = screen.state.reader.article.clone().unwrap();
    let beside = screen.state.beside.as_ref().unwrap().article.clone().unwrap();
    let named = |article: &rasid::library::Article| -> std::collections::HashSet<_> {
        article.analysis.mentions.iter().map(|m| m.entity.clone()).collect()
    };
    let both: std::collections::HashSet<_> = named(&open).intersection(&named(&beside)).cloned().collect();
    assert!(both.len() > 4);
    assert_eq!(rasid::tui::beside::shared(&screen.state).entities, both);
    // The first of the built-in articles names no outlet.
    assert!(beside.document.outlet.is_none() && screen.shows("outlet unknown"));
}

#[test]
fn a_small_window_shows_the_axis_all_keys_a_sentence_and_how_many_filters_more() {
    for language in BOTH {
        let mut screen = Screen::new(40, 10, language);
        screen.press("4");
        assert!(screen.text().contains('╌'), "no axis: {}", screen.text());
        screen.press("r");
        let pressed = screen.state.pressed.clone();
        let bindings: Vec<_> =
            screen.state.assets.keymap.continuations(Context::Timeline, &pressed).collect();
        assert!(bindings.len() > 9);
        let text = screen.text();
        for binding in &bindings {
            let key = format!(" {} ", binding.keys[1].label());
            assert!(text.contains(&key), "{key} is not to be seen: {text}");
        }
        screen.press("Esc 3 W Enter");
        let hit = screen.state.theme().unwrap().part(Part::Hit).bg.unwrap();
        assert!(screen.draw().content.iter().any(|cell| cell.bg == hit), "no sentence: {}", screen.text());
        screen.press("Esc Esc 3 j Enter 3 j f 4");
        screen.state.filter.starred = true;
        screen.state.filter.unread = true;
        let more = rasid::tui::parts::parts(&screen.state.filter).len() - 1;
        let more = format!("+{more}");
        let digits = screen.state.settings.digits;
        assert!(screen.shows(&digits.show(&more)), "{}", screen.text());
        screen.resize(39, 9);
        assert!(screen.shows("40×10") || screen.shows("٤٠×١٠"), "{}", screen.text());
    }
}

#[test]
fn a_wide_window_cuts_no_name_and_leaves_no_gap_before_a_sentence() {
    let mut screen = Screen::new(200, 60, Language::English);
    let rect = screen.state.panes().rect(Pane::Entities).unwrap();
    let buffer = screen.draw();
    let cut = (rect.top()..rect.bottom())
        .any(|y| (rect.left()..rect.right()).any(|x| buffer[(x, y)].symbol() == "…"));
    assert!(!cut, "{}", screen.text());
    screen.press("4");
    let rect = screen.state.panes().rect(Pane::Timeline).unwrap();
    let buffer = screen.draw();
    let first = rect.bottom() - 10;
    for y in first..rect.bottom() {
        // From the sign of the event on: the actors, then the sentence.
        let blanks: String =
            (rect.left() + 38..rect.right() - 4).map(|x| name(buffer[(x, y)].symbol())).collect();
        let cut = blanks.contains('…');
        let gap = blanks.trim().contains(&" ".repeat(16));
        assert!(!(cut && gap), "row {y}: {}", screen.text());
    }
}

#[test]
fn either_all_names_have_their_english_one_or_none() {
    for width in [72, 80, 100, 120, 140, 160] {
        let mut screen = Screen::new(width, 40, Language::English);
        screen.press("3");
        let rect = screen.state.panes().rect(Pane::Entities).unwrap();
        let buffer = screen.draw();
        let mut seen = Vec::new();
        for (at, line) in (rect.top() + 1..rect.bottom()).zip(&screen.state.entities.lines) {
            let rasid::tui::state::EntityLine::Entity(i) = line else { continue };
            if screen.state.entities.rows[*i].name_en.is_some() {
                let latin = |x: u16| buffer[(x, at)].symbol().starts_with(|c: char| c.is_ascii_alphabetic());
                seen.push((rect.left()..rect.right()).any(latin));
            }
        }
        assert!(seen.len() > 10 && seen.iter().all(|s| *s == seen[0]), "{width}: {seen:?}");
    }
}

#[test]
fn without_colours_what_has_the_cursor_does_not_stand_back() {
    let mut screen = Screen::with(120, 40, Language::English, Depth::None);
    screen.press("1 j");
    for keys in ["2 ]", "4", "3"] {
        screen.press(keys);
        let buffer = screen.draw();
        for (pane, rect) in screen.state.panes().panes {
            if pane == Pane::Reader {
                continue;
            }
            // Beside the item at the cursor stands a bar, and the item is bold or reversed in all of its rows.
            let rows = (rect.top() + 1..rect.bottom()).filter(|&y| buffer[(rect.left(), y)].symbol() == "▌");
            let rows: Vec<u16> = rows.collect();
            assert!(!rows.is_empty(), "{pane:?}");
            for y in rows {
                let written = (rect.left() + 1..rect.right() - 2).map(|x| &buffer[(x, y)]);
                for cell in written.filter(|cell| cell.symbol().trim() != "") {
                    let strong = Modifier::BOLD | Modifier::REVERSED;
                    assert!(
                        !cell.modifier.contains(Modifier::DIM) && cell.modifier.intersects(strong),
                        "{pane:?} {y}"
                    );
                }
            }
        }
    }
    // The card of a name says what the sign behind it means.
    screen.press("2 ] ]");
    assert!(screen.shows("‡") || screen.shows("¤") || screen.shows("·"));
}

/// A bar with its colours turned round is as high as it was low.
#[test]
fn the_cursor_on_the_time_axis_leaves_bars_as_high_as_they_are() {
    let mut screen = Screen::new(120, 40, Language::English);
    screen.press("4");
    let names: Vec<String> = screen.state.assets.themes.iter().map(|theme| theme.name.clone()).collect();
    for name in names {
        let cursor = screen.state.theme().unwrap().part(Part::Cursor);
        let buffer = screen.draw();
        let signs = |symbol: &str| matches!(symbol, "▁" | "▂" | "▃" | "▄" | "▅" | "▆" | "▇" | "█");
        for cell in buffer.content.iter().filter(|cell| signs(cell.symbol())) {
            let turned = cell.modifier.contains(Modifier::REVERSED) || cursor.bg == Some(cell.bg);
            assert!(!turned, "{name}: {cell:?}");
        }
        for _ in 0..4 {
            screen.press("j");
        }
        screen.press("t");
    }
}
