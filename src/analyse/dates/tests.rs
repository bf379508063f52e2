//! Tables of expressions: text, words found, days meant.

use super::*;
use crate::model::{Block, Document, Origin, PublishedBasis, Role, Span};

pub(crate) fn document(text: &str) -> Document {
    Document {
        id: "x".into(),
        origin: Origin::default(),
        text: text.into(),
        blocks: vec![Block { role: Role::Paragraph, span: Span::new(0, text.len()) }],
        outlet: None,
        address: None,
        published: None,
    }
}

fn days(s: &str) -> Interval {
    match s.split_once('/') {
        Some((a, b)) => Interval::between(a.parse().unwrap(), b.parse().unwrap()),
        None => Interval::day(s.parse().unwrap()),
    }
}

/// All expressions of `text`, published on `day` (or between two days), as `words = EDTF`.
fn dates(published: &str, text: &str) -> Vec<String> {
    let document = document(text);
    let reading = Reading::new(&document);
    let interval = days(published);
    let published = Published { interval, basis: PublishedBasis::Stated, reasons: Vec::new() };
    let found = find(&reading).resolve(Some(&published));
    found.iter().map(|d| format!("{} = {}", d.span.of(text), d.interval.edtf())).collect()
}

/// Checks a table of (publication, text, expected), and shows all rows that fail at once.
#[track_caller]
fn check(table: &[(&str, &str, &[&str])]) {
    let mut wrong = String::new();
    for (published, text, expected) in table {
        let found = dates(published, text);
        if found != *expected {
            wrong += &format!("{published}: {text}\n  expected {expected:?}\n  found    {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_forms_of_the_built_in_corpus() {
    check(&[
        ("2021-07-31", "سحب قواتها من البلاد نهاية العام الحالي.ولم تلتفت", &["نهاية العام الحالي = 2021-12"]),
        ("2021-07-31", "ويوم الاثنين الماضي، أعلن الرئيس", &["يوم الاثنين الماضي = 2021-07-26"]),
        ("2021-07-31", "ستنهي بحلول نهاية العام مهمتها", &["نهاية العام = 2021-12"]),
        ("2021-07-31", "شنت نحو 50 هجمة منذ بداية\nعام 2021 .", &["بداية\nعام 2021 = 2021-01"]),
        ("2021-07-31", "الذي ضرب مدينة الصدر يوم 19 يوليو وقتل 35 شخصا", &["يوم 19 يوليو = 2021-07-19"]),
        ("2021-07-23", "في واشنطن اليوم الجمعة، قال بلينكن", &["اليوم الجمعة = 2021-07-23"]),
        ("2021-07-23", "أما يوم أمس الخميس، نقلت صحيفة", &["يوم أمس الخميس = 2021-07-22"]),
        ("2021-07-23", "بحلول نهاية العام الحالي، 2021، لكنهما", &["نهاية العام الحالي، 2021 = 2021-12"]),
        (
            "2021-07-23",
            "في كانون الثاني/يناير العام الماضي، صوّت البرلمان",
            &["كانون الثاني/يناير العام الماضي = 2020-01"],
        ),
        (
            "2021-11-20/2021-11-26",
            "في الـ26 من تموز/ يوليو الماضي، لاتفاق",
            &["الـ26 من تموز/ يوليو الماضي = 2021-07-26"],
        ),
        ("2021-11-20/2021-11-26", "دخلت العراق عام 2014 بناء على طلب", &["عام 2014 = 2014"]),
        ("2021-11-20/2021-11-26", "وأعلنت، يوم الجمعة الماضي، فتح باب", &["يوم الجمعة الماضي = 2021-11-19"]),
        ("2021-11-20/2021-11-26", "بحلول نهاية العام الجاري 2021.", &["نهاية العام الجاري 2021 = 2021-12"]),
        (
            "2021-11-20/2021-11-26",
            "الاحتلال في 31/ 12/ 2021 بعد الساعة الـ 12 ليلا",
            &["31/ 12/ 2021 = 2021-12-31"],
        ),
        ("2021-11-20/2021-11-26", "متواصلة وستكتمل بنهاية العام الجاري.", &["نهاية العام الجاري = 2021-12"]),
        ("2021-11-20/2021-11-26", "وفي نهاية هذا العام، الحكومة", &["نهاية هذا العام = 2021-12"]),
        ("2024-07-27", "للمرة الثانية خلال أسبوع، وفي سوريا", &["خلال أسبوع = 2024-07-20/2024-07-27"]),
        ("2024-01-26", "صورة ملتقطة في 8 تموز/يوليو 2021 منظرًا", &["8 تموز/يوليو 2021 = 2021-07-08"]),
        ("2024-01-26", "الموالية لإيران، الجمعة مواصلة هجماتها", &["الجمعة = 2024-01-26"]),
        ("2024-01-26", "وأعلن العراق والولايات المتحدة الخميس عن مباحثات", &["الخميس = 2024-01-25"]),
        (
            "2024-01-26",
            "فمنذ منتصف تشرين الأول/أكتوبر استهدفت",
            &["منتصف تشرين الأول/أكتوبر = 2023-10-11/2023-10-20"],
        ),
        ("2024-01-26", "منذ أيام. منذ أشهر طويلة. في الأيام المقبلة. خلال الأشهر الأخيرة", &[]),
        ("2024-01-26", "الأمين العام لعصائب أهل الحق. اقتراب ساعة الحسم. في الآن نفسه. نحو 2500 جندي", &[]),
    ]);
}
