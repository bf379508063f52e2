//! What holds of any text.

use proptest::prelude::*;

use super::super::{Cues, find};
use super::*;

/// Words that rules look for, names and signs, in any order: what no grammar made.
fn any_words() -> impl Strategy<Value = String> {
    let pieces = vec![
        "أعلنت",
        "وقال",
        "استهدفت",
        "شنت",
        "هجوما",
        "هجمات",
        "تعرضت",
        "لقصف",
        "ستنسحب",
        "انسحاب",
        "القوات",
        "الأميركية",
        "بين",
        "أن",
        "إن",
        "التي",
        "من قبل",
        "على",
        "في",
        "ضد",
        "،",
        ".",
        "\"",
        "«",
        "»",
        ":",
        "لا",
        "لم",
        "قد",
        "50",
        "ثلاثة",
        "قتلى",
        "مصدر",
        "المتحدث",
        "باسم",
        "بيان",
        "رئيس",
        "الوزراء",
        "ذاته",
        "و",
        "ل",
        "\n",
        "[a/GROUP كتائب]",
        "[b/FORCE القوات]",
        "[c/PERSON فلان]",
        "[d/WEAPON صاروخ]",
        "[e/FACILITY قاعدة]",
        "[f/COUNTRY العراق]",
        "و[g/MEDIA وكالة]",
        "ل[h/PLACE بغداد]",
        "{2024-02-01 الخميس}",
        "{2025-01-01/2025-12-31 2025}",
        "منذ",
        "بعد",
        "ذلك",
        "أنها",
        "الحوار",
        "مفاوضات",
        "صوت",
        "اتفقت",
    ];
    proptest::collection::vec(proptest::sample::select(pieces), 0..60).prop_map(|w| w.join(" "))
}

fn holds(text: &str, event: &Event) -> bool {
    let on_boundaries = |s: Span| text.get(s.range()).is_some() && !s.is_empty();
    let participants = [&event.actors, &event.targets, &event.places, &event.weapons].into_iter().flatten();
    on_boundaries(event.trigger)
        && event.sentence.covers(event.trigger)
        && participants.clone().all(|p| on_boundaries(p.span))
        && event.date.is_none_or(on_boundaries)
        && !event.why.rule.is_empty()
}

proptest! {
    #[test]
    fn events_keep_to_the_text(marked in any_words()) {
        let text = read_marks(&marked).text;
        for event in events_of(&marked) {
            prop_assert!(holds(&text, &event), "{event:?}");
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC*") {
        let span = Span::new(0, text.len());
        let document = Document {
            id: "t".into(),
            origin: Origin::default(),
            blocks: vec![Block { role: Role::Paragraph, span }],
            text: text.clone(),
            outlet: None,
            address: None,
            published: None,
        };
        for event in find(&Reading::new(&document), &[], &[], None, Cues::built_in()) {
            prop_assert!(holds(&text, &event), "{event:?}");
        }
    }
}

#[test]
fn a_sentence_without_end_is_read_in_pieces() {
    let text = "استهدفت القوات الأميركية هجوم وقال قصف أن الهجوم ".repeat(4000);
    assert!(!events_of(&text).is_empty());
}
