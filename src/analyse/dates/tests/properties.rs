//! What holds for any text and any day of publication.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{document, find};
use crate::analyse::Reading;
use crate::model::{Interval, Published, PublishedBasis};

/// Words that the grammar knows, so that random texts reach its corners.
const WORDS: &[&str] = &[
    "يوم",
    "اليوم",
    "أمس",
    "غدا",
    "الجمعة",
    "الأحد",
    "الماضي",
    "المقبل",
    "الجاري",
    "ذاته",
    "التالي",
    "العام",
    "عام",
    "الشهر",
    "شهر",
    "الأسبوع",
    "أسبوع",
    "نهاية",
    "بداية",
    "منتصف",
    "الربع",
    "الأول",
    "الثاني",
    "من",
    "في",
    "بين",
    "و",
    "إلى",
    "-",
    "/",
    "،",
    "(",
    ")",
    ".",
    "\n",
    "1",
    "17",
    "31",
    "99",
    "2021",
    "9999",
    "1442",
    "0",
    "000000000001",
    "تموز",
    "يوليو",
    "كانون",
    "شباط",
    "رمضان",
    "محرم",
    "هـ",
    "الموافق",
    "خلال",
    "قبل",
    "منذ",
    "بعد",
    "يومين",
    "ثلاثة",
    "أيام",
    "صيف",
    "تسعينيات",
    "القرن",
    "الـ",
    "26",
    "ال",
    "وبنهاية",
    "للعام",
    "31.07.2021",
    "2024-01-05",
    "فجر",
    "ليل",
    "هذا",
    "ذلك",
    "ستنسحب",
    "كان",
    "بحلول",
    "آخر",
    "24",
    "ساعة",
    "الأيام",
    "الثلاثة",
    "الماضية",
    "999",
    "سنوات",
    "1000",
    "غضون",
];

fn days() -> impl Strategy<Value = Date> {
    prop_oneof![
        (-9999i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::constant(y, m, d)),
        Just(Date::MIN),
        Just(Date::MAX),
        Just(Date::constant(1, 1, 1)),
        Just(Date::constant(9999, 12, 31)),
    ]
}

fn texts() -> impl Strategy<Value = String> {
    let known = prop::collection::vec(prop::sample::select(WORDS), 0..40).prop_map(|w| w.join(" "));
    let glued = prop::collection::vec(prop::sample::select(WORDS), 0..40).prop_map(|w| w.concat());
    prop_oneof![3 => known, 1 => glued, 1 => "\\PC{0,80}"]
}

fn check_text(text: &str, published: Option<Interval>) -> Result<(), TestCaseError> {
    let document = document(text);
    let reading = Reading::new(&document);
    let published =
        published.map(|interval| Published { interval, basis: PublishedBasis::Stated, reasons: Vec::new() });
    let mut end = 0;
    for date in find(&reading).resolve(published.as_ref()) {
        prop_assert!(date.span.start >= end, "expressions overlap or are out of order");
        prop_assert!(!date.span.is_empty() && date.span.end <= text.len());
        prop_assert!(text.is_char_boundary(date.span.start) && text.is_char_boundary(date.span.end));
        let Interval { earliest, latest } = date.interval;
        prop_assert!(earliest.zip(latest).is_none_or(|(a, b)| a <= b));
        prop_assert!(!date.why.rule.is_empty() && !date.why.note.is_empty());
        end = date.span.end;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_on_any_day(text in texts(), first in days(), last in days()) {
        check_text(&text, Some(Interval::between(first, last)))?;
        check_text(&text, Some(Interval::day(first)))?;
        check_text(&text, Some(Interval::since(first)))?;
        check_text(&text, None)?;
    }
}

/// What the dates of a text cost.
fn cost_of(text: &str) -> std::time::Duration {
    let document = document(text);
    let reading = Reading::new(&document);
    crate::cost::least_of_three(|| {
        let published =
            crate::analyse::published::infer(&document, &reading, &find(&reading), date(2026, 6, 1));
        let found = find(&reading).resolve(published.as_ref());
        assert!(!found.is_empty());
    })
}

#[test]
fn cost_grows_with_the_length_of_the_text_and_not_with_its_square() {
    let hostile = [
        "يوم الجمعة الماضي 26 تموز 2021 و27 منه ",
        "بين 17 و20 تشرين الأول 2023 قتل سليماني والمهندس قرب مطار بغداد. ",
        "من 2014 - 2017 - 1 / 2 / 2021 / ",
        "نهاية الربع الثاني من العام ليل منتصف ليل الثلاثاء ",
    ];
    for words in hostile {
        // Eight times the text would take 64 times as long if the cost were quadratic.
        let (short, long) = (cost_of(&words.repeat(120)), cost_of(&words.repeat(960)));
        assert!(long < short * 30 + crate::cost::ONCE, "{words}: {short:?}, then {long:?}");
    }
}
