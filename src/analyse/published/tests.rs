//! The built-in articles without stated dates, and other texts with other anchors.

use super::*;
use crate::analyse::dates;
use crate::ingest::{built_in_as_written, read_text};
use crate::model::Origin;

fn inferred(document: &Document) -> Option<Published> {
    let reading = Reading::new(document);
    infer(document, &reading, &dates::find(&reading))
}

#[test]
fn the_built_in_articles_without_dates_come_out_right() {
    let expected = [
        ("000", "2021-07-31", PublishedBasis::Stated),
        ("001", "2021-07-23", PublishedBasis::Inferred),
        ("002", "2021-11-20/2021-11-26", PublishedBasis::Inferred),
        ("003", "2024-07-27", PublishedBasis::Stated),
        ("004", "2024-01-26", PublishedBasis::Inferred),
    ];
    for (document, (id, edtf, basis)) in built_in_as_written().iter().zip(expected) {
        assert!(document.id.starts_with(id));
        let published = inferred(document);
        let found = published.as_ref().map(|p| (p.interval.edtf(), p.basis));
        assert_eq!(found, Some((edtf.to_owned(), basis)), "{id}: {published:#?}");
    }
}

/// Checks a table of (what must come out in EDTF, text); the text has a title and a body.
#[track_caller]
fn check(table: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (expected, body) in table {
        let text = format!("عنوان الخبر من العراق\n\n{body}\n");
        let published = inferred(&read_text("x", text, Origin::default()));
        let found = published.as_ref().map(|p| p.interval.edtf()).unwrap_or_default();
        if found != *expected {
            wrong += &format!("{body}\n  expected {expected}, found {found}: {published:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_dated_event_with_a_weekday_dates_the_text() {
    check(&[
        // An agency's lead: the event and the report on the same day.
        (
            "2020-01-03/2020-01-09",
            "قتل قائد فيلق القدس الإيراني قاسم سليماني ونائب رئيس هيئة الحشد الشعبي أبو مهدي المهندس في ضربة أمريكية قرب مطار بغداد فجر يوم الجمعة.",
        ),
        (
            "2020-01-03",
            "أعلن البنتاغون، اليوم الجمعة، مقتل قاسم سليماني في ضربة أمر بها الرئيس ترامب قرب مطار بغداد.",
        ),
        (
            "2020-01-06",
            "صوت مجلس النواب العراقي أمس الأحد على قرار يلزم الحكومة بإنهاء وجود القوات الأجنبية في البلاد.",
        ),
        (
            "2024-01-29",
            "أعلن الرئيس الأمريكي جو بايدن مقتل ثلاثة جنود أمريكيين في هجوم بطائرة مسيرة على قاعدة في الأردن أمس الأحد. وقال مسؤول إن الرد سيأتي.",
        ),
        (
            "2014-06-10",
            "قال مسؤولون إن مسلحي تنظيم داعش أحكموا السيطرة على الموصل الثلاثاء بعد فرار قوات الأمن.",
        ),
        (
            "2024-09-28/2024-10-04",
            "أعلنت واشنطن وبغداد في بيان مشترك يوم الجمعة الماضي إنهاء مهمة التحالف الدولي في العراق بحلول نهاية سبتمبر 2025.",
        ),
        ("2023-10-07", "أعلنت حركة حماس اليوم السبت بدء عملية طوفان الأقصى ضد إسرائيل بإطلاق آلاف الصواريخ."),
        ("2024-12-08", "أعلنت فصائل المعارضة في دمشق اليوم الأحد سقوط نظام بشار الأسد بعد 24 عاما من الحكم."),
    ]);
}

#[test]
fn what_the_text_says_of_itself_dates_it() {
    check(&[
        ("2024-01-26", "قالت الحكومة اليوم الجمعة 26 كانون الثاني 2024 إنها ماضية في الحوار."),
        ("2024-01-26", "قالت الحكومة أمس الخميس 25 يناير/كانون الثاني 2024 إنها ماضية في الحوار."),
        ("2022", "تعتزم الحكومة إكمال المشروع نهاية العام الجاري 2022."),
        ("2023", "بلغت الصادرات في العام الماضي 2022 نحو مئة مليار دولار."),
    ]);
}

#[test]
fn dates_at_the_head_and_foot_of_a_report_date_it() {
    check(&[
        ("2024-01-26", "بغداد (أ ف ب) 26-1-2024 - قال مصدر أمني إن القوات مستعدة."),
        ("2024-01-26", "بغداد / 26 يناير 2024 / الأناضول - قال مصدر أمني إن القوات مستعدة."),
        (
            "2024-01-26",
            "نعلن استهداف قاعدة عين الأسد بالطيران المسير.\n\nالمقاومة الإسلامية في العراق\n\nالجمعة 26 كانون الثاني 2024",
        ),
        // A date that the sentence goes on with is a part of it.
        ("2020-01-03/..", "في 3 كانون الثاني 2020 قتلت ضربة أمريكية قرب مطار بغداد قاسم سليماني."),
    ]);
}

#[test]
fn a_day_that_falls_on_its_weekday_in_few_years_narrows() {
    check(&[(
        // 7 October is a Saturday in 2006, 2017 and 2023; the text tells of 2021 as past and of 2025 as coming.
        "2023-10-07/2024-08-02",
        "منذ عام 2021 يجري الحوار. وقعت المعركة يوم السبت 7 تشرين الأول. وسينسحب التحالف في 30 أيلول 2025.",
    )]);
}

#[test]
fn bounds_are_no_dates() {
    check(&[
        // Nothing at all.
        ("", "قال مصدر أمني إن القوات مستعدة."),
        // A weekday alone says nothing about the week.
        ("", "قال مصدر أمني اليوم الجمعة إن القوات مستعدة."),
        // Background told with its year gives a bound only, and its weekdays are of something else.
        (
            "2020-01-05/..",
            "وكان البرلمان العراقي صوت في 5 كانون الثاني/يناير 2020 على إنهاء وجود القوات الأجنبية، وطالب نواب الأحد بتنفيذ القرار.",
        ),
        // A photograph's date and that of an update are not the article's.
        ("2021-07-08/..", "صورة ملتقطة في 8 تموز/يوليو 2021 لطائرة في قاعدة عين الأسد."),
        // Told as coming: an upper bound.
        ("2018-03-20/2025-09-30", "منذ 20 مارس 2018 يجري الحوار، وسينسحب التحالف في 30 أيلول 2025."),
    ]);
}

#[test]
fn evidence_that_contradicts_is_left_out() {
    check(&[
        // The weekday does not fit the event: the event is background.
        (
            "2020-01-06/..",
            "قال الحشد الشعبي اليوم الاثنين إنه سيحيي ذكرى اغتيال قاسم سليماني وأبو مهدي المهندس قرب مطار بغداد.",
        ),
        // An older event beside a younger one is background.
        (
            "2024-01-28/2024-02-03",
            "بعد سنوات على اغتيال سليماني قرب مطار بغداد الجمعة. قال بايدن إن مقتل ثلاثة جنود أمريكيين في هجوم بمسيرة في الأردن الأحد لن يمر.",
        ),
    ]);
}

#[test]
fn reasons_end_with_a_confidence() {
    let text = "عنوان\n\nأعلن البنتاغون، اليوم الجمعة، مقتل قاسم سليماني في ضربة قرب مطار بغداد.";
    let published = inferred(&read_text("x", text.to_owned(), Origin::default())).unwrap();
    assert_eq!(published.basis, PublishedBasis::Inferred);
    assert!(published.reasons.len() > 1);
    assert!(published.reasons.last().unwrap().starts_with("confidence: high"), "{:?}", published.reasons);
}

#[test]
fn the_address_and_the_file_name_date_a_text() {
    let text = "عنوان الخبر\n\nقال مصدر أمني إن القوات مستعدة.";
    let mut document = read_text("news-2021-11-20", text.to_owned(), Origin::default());
    assert_eq!(inferred(&document).unwrap().interval.edtf(), "2021-11-20");
    document.address = Some("https://news.example/2021/11/21/1.html".to_owned());
    assert_eq!(inferred(&document).unwrap().interval.edtf(), "2021-11-21");
}
