//! Invented pages of many outlets, and what holds for any text.

use proptest::prelude::*;

use crate::model::{Role, Span};

use super::structure;

const PAGES: &str = include_str!("pages.txt");

struct Sample {
    name: &'static str,
    header: Vec<&'static str>,
    lines: Vec<(Option<Role>, &'static str)>,
}

fn samples() -> Vec<Sample> {
    let mut out: Vec<Sample> = Vec::new();
    for line in PAGES.lines().filter(|line| !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix("== ") {
            let header: Vec<_> = header.split(" | ").collect();
            out.push(Sample { name: header[0], header, lines: Vec::new() });
        } else if let Some((role, text)) = line.split_once('|') {
            let role = (!role.is_empty()).then(|| role.parse().unwrap());
            out.last_mut().unwrap().lines.push((role, text));
        }
    }
    out
}

#[test]
fn pages_of_many_outlets_are_understood() {
    let mut wrong = Vec::new();
    for sample in samples() {
        let text = sample.lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
        let page = structure(&text);
        let mut at = 0;
        for (role, line) in &sample.lines {
            let span = Span::new(at, at + line.len());
            at = span.end + 1;
            let seen = page.blocks.iter().find(|b| b.span.overlaps(span)).map(|b| b.role);
            if seen != *role {
                let name = |r: Option<Role>| r.map_or("none", Role::as_str);
                wrong.push(format!("{}: {} instead of {}: {line}", sample.name, name(seen), name(*role)));
            }
        }
        let title = page.blocks.iter().find(|b| b.role == Role::Title).map_or("-", |b| b.span.of(&text));
        let outlet = page.outlet.map_or("-".to_owned(), |o| o.id);
        let day = page.published.map_or("-".to_owned(), |(interval, _)| interval.edtf());
        let seen = [sample.name, title, &outlet, &day];
        if seen != sample.header.as_slice() {
            wrong.push(format!("{seen:?} instead of {:?}", sample.header));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Lines such as pages are made of, in any order.
fn any_page() -> impl Strategy<Value = String> {
    let lines: Vec<&str> =
        PAGES.lines().filter_map(|line| line.split_once('|').map(|(_, text)| text)).collect();
    let line = prop_oneof![
        4 => proptest::sample::select(lines).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
        1 => Just("\u{200F}".to_owned()),
        1 => Just(String::new()),
    ];
    let breaks = proptest::sample::select(vec!["\n", "\r\n", "\r", "\u{2029}", "\n\n", " \u{A0}\n"]);
    proptest::collection::vec((line, breaks), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn blocks_are_in_order_and_leave_out_only_white_space(text in prop_oneof![any_page(), "(?s).{0,200}"]) {
        let page = structure(&text);
        let mut at = 0;
        for block in &page.blocks {
            prop_assert!(block.span.start >= at && !block.span.is_empty());
            prop_assert!(text.is_char_boundary(block.span.start) && text.is_char_boundary(block.span.end));
            prop_assert!(text[at..block.span.start].trim().is_empty());
            let words = block.span.of(&text);
            prop_assert_eq!(words, words.trim());
            at = block.span.end;
        }
        prop_assert!(text[at..].trim().is_empty());
        prop_assert!(page.blocks.iter().filter(|b| b.role == Role::Title).count() <= 1);
        prop_assert_eq!(structure(&text), page);
    }

    #[test]
    fn long_paragraphs_are_never_hidden(mut pages in proptest::collection::vec(any_page(), 1..3)) {
        let paragraph = "وقال المتحدث باسم القوات المسلحة العراقية في بيان إن القوات الأمنية فتحت تحقيقا في الهجوم على القاعدة، \
            وإن الحكومة ماضية في الحوار مع الولايات المتحدة حول مستقبل التحالف الدولي في البلاد.";
        pages.insert(0, format!("{paragraph}\n\n"));
        let text = pages.concat();
        let page = structure(&text);
        let shown = page.blocks.iter().any(|b| b.role.is_content() && b.span.start == 0);
        prop_assert!(shown);
    }
}
#[test]
fn a_headline_known_by_a_copy_after_the_article_is_no_header() {
    let title = "هجوم على قاعدة عين الأسد في الأنبار";
    let body =
        "أعلن مصدر أمني عراقي أن طائرة مسيرة استهدفت قاعدة عين الأسد في محافظة الأنبار غربي البلاد دون إصابات.";
    let text = format!("{title} | الحرة\n20 يناير 2024\n{body}\n{title}");
    let page = structure(&text);
    assert!(page.blocks.iter().any(|b| b.span.of(&text) == body && b.role.is_body()));
    assert_eq!(page.outlet.map(|o| o.id).as_deref(), Some("al_hurra"));
}

/// Twice the text takes about twice the time, whatever it is made of.
#[test]
fn cost_is_linear() {
    let pieces = [
        "سطر قصير هنا\n",
        "\n",
        "كلمة ",
        "ا",
        " ل«ا",
        " ل\"ا",
        "\u{64B}",
        "الأكثر قراءة\nعنوان آخر هنا\n",
        "27 تموز 2024 | ",
        "27 تموز 2024\n",
        "عنوان طويل بما يكفي للاختبار ",
        "(",
        "- ",
        "/\n",
        "شفق نيوز ",
    ];
    for piece in pieces {
        let least = |bytes: usize| {
            let text = format!("عنوان طويل بما يكفي للاختبار\n{}", piece.repeat(bytes / piece.len()));
            crate::cost::least_of_three(|| {
                std::hint::black_box(structure(&text));
            })
        };
        // A square would be 64 times as long.
        let (small, large) = (least(8_000), least(64_000));
        assert!(large < small * 40 + crate::cost::ONCE, "{piece:?}: {small:?}, {large:?}");
    }
}
