//! What the layout promises, on examples and for any text.

use super::lines::{MARKS, one_line};
use super::*;
use proptest::prelude::*;

fn all(text: &str, options: &Options) -> Vec<Line> {
    layout(text, Span::new(0, text.len()), options).lines
}

fn visual(text: &str) -> String {
    all(text, &Options::new(200)).iter().map(Line::visual).collect::<Vec<_>>().join("|")
}

#[test]
fn letters_join_and_lam_alef_is_one_cell() {
    let lines = all("الانسحاب", &Options::new(20));
    let line = &lines[0];
    assert_eq!(line.visual(), "\u{FE8F}\u{FE8E}\u{FEA4}\u{FEB4}\u{FEE7}\u{FEFB}\u{FE8D}");
    assert_eq!((line.width(), line.column), (7, 13));
    let ligature = &line.cells[5];
    assert_eq!(ligature.span.of("الانسحاب"), "لا");
}

#[test]
fn marks_stay_on_their_letter_in_canonical_order() {
    // Shadda after fatha in the text, before it in canonical order... which sorts fatha (30) first.
    assert_eq!(visual("مُحَمَّد"), "\u{FEAA}\u{FEE4}\u{64E}\u{651}\u{FEA4}\u{64E}\u{FEE3}\u{64F}");
    assert_eq!(width("مُحَمَّد"), 4);
    let hidden = Options { harakat: false, ..Options::new(20) };
    assert_eq!(all("مُحَمَّد", &hidden)[0].visual(), "\u{FEAA}\u{FEE4}\u{FEA4}\u{FEE3}");
}

#[test]
fn marks_between_lam_and_alef_follow_the_ligature() {
    assert_eq!(visual("لَا"), "\u{FEFB}\u{64E}");
    assert_eq!(visual("ل\u{200C}ا"), "\u{FE8D}\u{FEDD}");
    assert_eq!(visual("ل\u{200D}ا"), "\u{FE8E}\u{FEDF}");
    let apart = Options { ligatures: false, ..Options::new(20) };
    assert_eq!(all("لا", &apart)[0].visual(), "\u{FE8E}\u{FEDF}");
}

#[test]
fn numbers_latin_and_brackets_stand_right() {
    let rtl = |text| all(text, &Options::new(60).base(Base::Rtl))[0].visual();
    assert_eq!(rtl("في 31.07.2021"), "31.07.2021 \u{FEF2}\u{FED3}");
    assert_eq!(rtl("RT:"), ":RT");
    assert_eq!(rtl("(ب)"), "(\u{FE8F})");
}

#[test]
fn lines_are_broken_before_they_are_reordered() {
    let lines = all("واحد اثنان ثلاثة", &Options::new(11));
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].span.of("واحد اثنان ثلاثة"), "واحد اثنان ");
    assert_eq!((lines[0].column, lines[1].column), (1, 7));
}

#[test]
fn a_word_longer_than_the_line_is_broken_between_clusters() {
    let lines = all("استقلالية", &Options::new(3));
    assert!(lines.iter().all(|l| l.width() <= 3));
    assert_eq!(lines.len(), 3);
}

#[test]
fn what_does_not_fit_is_cut_at_the_logical_end() {
    let line = one_line("كتائب حزب الله", &Options::new(8));
    assert_eq!(line.width(), 8);
    assert_eq!(line.cells[0].symbol.as_str(), "…");
    assert_eq!(line.cells[7].span.of("كتائب حزب الله"), "ك");
    let line = one_line("a long label", &Options::new(6));
    assert_eq!(line.visual(), "a lon…");
}

#[test]
fn justified_lines_fill_the_width() {
    let options = Options::new(12).align(Align::Justify);
    let lines = all("واحد اثنان ثلاثة أربعة", &options);
    assert_eq!(lines[0].width(), 12);
    assert!(lines.last().unwrap().width() < 12);
}

pub fn any_text() -> impl Strategy<Value = String> {
    let alphabet = prop_oneof![
        4 => prop::char::range('\u{0600}', '\u{06FF}'),
        2 => prop::sample::select(vec!['ل', 'ا', 'أ', 'آ', ' ', '(', ')', '1', '٢', 'a', '"', '.']),
        1 => prop::sample::select(vec![
            '\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}',
            '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\n', '\r', '\t', '\u{1b}', '\u{64E}',
            '\u{651}', '\u{9b}', '\u{AD}', '\u{2028}', '世', '👨', '\u{1F3FD}', '\u{FE0F}', 'ש', '\u{AC00}',
            '\u{1161}',
        ]),
        1 => any::<char>(),
    ];
    prop::collection::vec(alphabet, 0..80).prop_map(|c| c.into_iter().collect())
}

pub fn any_options() -> impl Strategy<Value = Options> {
    let base = prop::sample::select(vec![Base::Auto, Base::AutoRtl, Base::Ltr, Base::Rtl]);
    let align =
        prop::sample::select(vec![Align::Start, Align::Left, Align::Right, Align::Center, Align::Justify]);
    (0_u16..40, base, align, any::<(bool, bool, bool)>()).prop_map(
        |(width, base, align, (ligatures, harakat, kashida))| Options {
            width,
            base,
            align,
            ligatures,
            harakat,
            kashida,
        },
    )
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_doubled(text in any_text(), options in any_options()) {
        let lines = all(&text, &options);
        let mut at = 0;
        for line in &lines {
            prop_assert_eq!(line.span.start, at);
            at = line.span.end;
            let mut parts: Vec<Span> =
                line.cells.iter().map(|c| c.span).chain(line.invisible.iter().copied()).collect();
            parts.retain(|s| !s.is_empty());
            parts.sort();
            let mut inner = line.span.start;
            for part in parts {
                prop_assert_eq!(part.start, inner);
                prop_assert!(text.is_char_boundary(part.end));
                inner = part.end;
            }
            prop_assert_eq!(inner, line.span.end);
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn no_line_is_too_wide_and_no_cell_unsafe(text in any_text(), options in any_options()) {
        for line in all(&text, &options) {
            prop_assert!(usize::from(line.column) + usize::from(line.width()) <= usize::from(options.width.max(1)));
            for cell in &line.cells {
                prop_assert!(!cell.symbol.is_empty());
                prop_assert!(cell.symbol.chars().all(|c| !crate::text::is_unsafe_to_show(c)));
                prop_assert!(cell.symbol.chars().count() <= 1 + MARKS);
            }
        }
    }

    #[test]
    fn one_line_fits(text in any_text(), options in any_options()) {
        let line = one_line(&text, &options);
        prop_assert!(line.width() <= options.width.max(1));
        let whole = one_line(&text, &Options { width: u16::MAX, align: Align::Left, ..options });
        prop_assert_eq!(whole.span, Span::new(0, text.len()));
    }
}

#[test]
fn kashida_stands_within_words_where_scribes_put_it() {
    let options = Options { kashida: true, ..Options::new(21).align(Align::Justify) };
    let text = "الحكومة العراقية مستعدة بعد ذلك للحوار";
    let lines = all(text, &options);
    assert_eq!(lines[0].width(), 21);
    let kashidas: Vec<usize> =
        lines[0].cells.iter().filter(|c| &c.symbol == "\u{640}").map(|c| c.span.start).collect();
    // Before the final teh marbuta of each word.
    assert_eq!(kashidas, [29, 12]);
    assert!(lines[0].cells.iter().filter(|c| &c.symbol == "\u{640}").all(|c| c.span.is_empty()));
    assert!(!lines.last().unwrap().visual().contains('\u{640}'));
    // Words of two letters take none.
    let short =
        all("من عن ثم قد هو لا في ما", &Options { kashida: true, ..Options::new(10).align(Align::Justify) });
    assert!(short.iter().all(|line| !line.visual().contains('\u{640}')));
}
