//! Chronologies.

use super::dates;

/// The days of all dates, without their words.
fn days(published: &str, text: &str) -> Vec<String> {
    let found = dates(published, text);
    found.iter().filter_map(|d| Some(d.split_once(" = ")?.1.to_owned())).collect()
}

#[test]
fn entries_are_of_the_year_above_them() {
    let text = "محطات الوجود العسكري\n\nتروي الصفحة أبرز ما جرى في السنوات الماضية بحسب أرشيف الوكالة.\n\n2005\n\n\
                - 11 شباط: إعلان نتائج الانتخابات.\n\n- 15 كانون الأول: انتخابات ثانية.\n\n\
                - 22 شباط 2006: تفجير مرقد سامراء.\n\n- 7 حزيران/يونيو: مقتل الزرقاوي.\n\n\
                - 10 كانون الثاني/يناير: إعلان زيادة القوات.\n";
    assert_eq!(
        days("2016-05-01", text),
        ["2005", "2005-02-11", "2005-12-15", "2006-02-22", "2006-06-07", "2007-01-10"]
    );
}

#[test]
fn two_dates_that_open_paragraphs_are_no_chronology() {
    let text = "عنوان الخبر من العراق\n\n2005\n\n- 11 شباط: جولة أولى.\n\n- 15 نيسان: جولة ثانية.\n";
    assert_eq!(days("2016-05-01", text), ["2016-02-11", "2016-04-15"]);
}
