//! Dates as the screen shows them.

use jiff::civil::Date;

use crate::model::Interval;
use crate::model::names::named_enum;

use super::strings::{Words, fill};

named_enum! {
    /// Which digits are shown.
    #[derive(Default)]
    pub enum Digits("digits") {
        /// 0–9.
        #[default]
        European = "european",
        /// ٠–٩.
        Arabic = "arabic",
    }
}

impl Digits {
    /// `text` with its ASCII digits in this form.
    pub fn show(self, text: &str) -> String {
        match self {
            Self::European => text.to_owned(),
            Self::Arabic => text
                .chars()
                .map(|c| match c.to_digit(10) {
                    Some(d) => char::from_u32('٠' as u32 + d).unwrap_or(c),
                    None => c,
                })
                .collect(),
        }
    }
}

named_enum! {
    /// Which names of months are shown, where a language has two.
    #[derive(Default)]
    pub enum MonthNames("names of months") {
        /// Both, with a slash between: `تموز/يوليو`.
        #[default]
        Both = "both",
        /// Those of Iraq and the Levant: `تموز`.
        Levantine = "levantine",
        /// Those of Egypt and the Gulf, from the Roman ones: `يوليو`.
        Gregorian = "gregorian",
    }
}

impl MonthNames {
    /// The next choice.
    pub const fn next(self) -> Self {
        match self {
            Self::Both => Self::Levantine,
            Self::Levantine => Self::Gregorian,
            Self::Gregorian => Self::Both,
        }
    }

    /// The part of a month's name that is shown.
    pub fn of(self, name: &str) -> &str {
        match (self, name.split_once('/')) {
            (Self::Levantine, Some((levantine, _))) => levantine,
            (Self::Gregorian, Some((_, gregorian))) => gregorian,
            _ => name,
        }
    }
}

/// What programs read, such as a day or an interval in EDTF, as a run of its own from left to right: beside Arabic
/// letters `../2021-12-31` would be shown as `2021-12-31/..`, which means the opposite.
pub fn notation(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// What [`short`] gives, for a place within a text of either direction.
pub fn in_text(short: String) -> String {
    if short.is_empty() || short.contains('\u{2066}') { short } else { notation(&short) }
}

/// A text without the marks that only hold its parts asunder on the screen.
pub fn without_isolates(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2068}', '\u{2069}'], "")
}

/// An interval in few columns: `2021-07-26`, `2023-10`, `2021`, `until 2021-12-31`, `since 2023-10-11`,
/// `2021-07-26…31`. Empty if nothing is known.
pub fn short(interval: &Interval, words: &Words) -> String {
    let (Some(first), Some(last)) = (interval.earliest, interval.latest) else {
        return match (interval.earliest, interval.latest) {
            (Some(first), None) => fill(&words.since, &notation(&first.to_string())),
            (None, Some(last)) => fill(&words.until, &notation(&last.to_string())),
            _ => String::new(),
        };
    };
    let edtf = interval.edtf();
    if !edtf.contains('/') {
        edtf
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{first}…{:02}", last.day())
    } else if first.year() == last.year() {
        format!("{first}…{:02}-{:02}", last.month(), last.day())
    } else {
        format!("{first}…{last}")
    }
}

/// An interval in words: `26 July 2021`, `October 2023`, `until 31 December 2021`. Empty if nothing is known.
pub fn long(interval: &Interval, months: &[String; 12], words: &Words) -> String {
    let month =
        |d: Date| usize::try_from(d.month() - 1).ok().and_then(|i| months.get(i)).map_or("", String::as_str);
    let day = |d: Date| format!("{} {} {}", d.day(), month(d), d.year());
    match (interval.earliest, interval.latest) {
        (Some(first), Some(last)) if first == last => day(first),
        (Some(first), Some(last)) => match interval.edtf().len() {
            7 => format!("{} {}", month(first), first.year()),
            4 => first.year().to_string(),
            _ => format!("{} – {}", day(first), day(last)),
        },
        (Some(first), None) => fill(&words.since, &day(first)),
        (None, Some(last)) => fill(&words.until, &day(last)),
        (None, None) => String::new(),
    }
}

/// An interval in the Hijri calendar, by its days: `10 Dhu al-Hijja 1442`. `None` if an end is open.
pub fn hijri(interval: &Interval, months: &[String; 12]) -> Option<String> {
    let day = |day: Date| {
        let (year, month, day) = crate::text::calendar::hijri(day);
        let name = usize::from(month).checked_sub(1).and_then(|i| months.get(i)).map_or("", String::as_str);
        format!("{day} {name} {year}")
    };
    let (first, last) = (interval.earliest?, interval.latest?);
    Some(if first == last { day(first) } else { format!("{} – {}", day(first), day(last)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::strings::{Language, Strings};
    use jiff::civil::date;

    fn words(language: Language) -> Words {
        Strings::built_in(language).unwrap().words
    }

    #[test]
    fn short_dates_show_what_is_uncertain() {
        let cases = [
            (Interval::day(date(2021, 7, 26)), "2021-07-26"),
            (Interval::between(date(2023, 10, 1), date(2023, 10, 31)), "2023-10"),
            (Interval::until(date(2021, 12, 31)), "until \u{2066}2021-12-31\u{2069}"),
            (Interval::since(date(2023, 10, 11)), "since \u{2066}2023-10-11\u{2069}"),
            (Interval::between(date(2021, 7, 26), date(2021, 7, 31)), "2021-07-26…31"),
            (Interval::between(date(2021, 7, 26), date(2021, 8, 2)), "2021-07-26…08-02"),
            (Interval::between(date(2020, 12, 30), date(2021, 1, 2)), "2020-12-30…2021-01-02"),
            (Interval::default(), ""),
        ];
        for (interval, text) in cases {
            assert_eq!(short(&interval, &words(Language::English)), text);
        }
    }

    #[test]
    fn long_dates_name_the_month() {
        let months = std::array::from_fn(|i| format!("M{}", i + 1));
        let words = words(Language::English);
        assert_eq!(long(&Interval::day(date(2021, 7, 26)), &months, &words), "26 M7 2021");
        assert_eq!(long(&Interval::month(2023, 10).unwrap(), &months, &words), "M10 2023");
        assert_eq!(long(&Interval::until(date(2021, 12, 31)), &months, &words), "until 31 M12 2021");
        assert_eq!(Digits::Arabic.show("26 M7"), "٢٦ M٧");
    }

    /// An open end reads the same in either language: the day stays in one piece, and after its word.
    #[test]
    fn days_are_not_turned_round_beside_arabic_words() {
        let until = Interval::until(date(2021, 12, 31));
        let shown = short(&until, &words(Language::Arabic));
        let options = crate::layout::Options::new(40).base(crate::layout::Base::Rtl);
        let line = crate::layout::one_line(&shown, &options).visual();
        assert!(line.starts_with("2021-12-31 "), "{line}");
        let row = format!("EDTF: {}", notation(&until.edtf()));
        let line = crate::layout::one_line(&row, &options).visual();
        assert!(line.contains("../2021-12-31"), "{line}");
    }
}
