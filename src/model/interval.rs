//! Uncertain dates.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Earliest and latest day that a date can mean; either may be open. Both days are included.
///
/// A day, a month, "mid-October", "by the end of the year" and "in the last week" are all intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Interval {
    /// The first day that is possible; `None` where the text gives no bound.
    pub earliest: Option<Date>,
    /// The last day that is possible; `None` where the text gives no bound.
    pub latest: Option<Date>,
}

impl Interval {
    /// Exactly one day.
    pub const fn day(day: Date) -> Self {
        Self { earliest: Some(day), latest: Some(day) }
    }

    /// From `first` to `last`, both included, in either order.
    pub fn between(first: Date, last: Date) -> Self {
        Self { earliest: Some(first.min(last)), latest: Some(first.max(last)) }
    }

    /// Up to and including `last`.
    pub const fn until(last: Date) -> Self {
        Self { earliest: None, latest: Some(last) }
    }

    /// From `first` on.
    pub const fn since(first: Date) -> Self {
        Self { earliest: Some(first), latest: None }
    }

    /// The whole of a month; `None` for a month or year that the calendar does not have.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self::between(first, first.last_of_month()))
    }

    /// The whole of a year; `None` for a year that the calendar does not have.
    pub fn year(year: i16) -> Option<Self> {
        let first = Date::new(year, 1, 1).ok()?;
        Some(Self::between(first, first.last_of_year()))
    }

    /// The one day that is meant, if there is only one.
    pub fn single_day(&self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// Whether nothing at all is known.
    pub const fn is_unknown(&self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }

    /// Whether some day lies in both.
    pub fn intersects(&self, other: &Self) -> bool {
        let starts_before = |a: &Self, b: &Self| match (a.earliest, b.latest) {
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        starts_before(self, other) && starts_before(other, self)
    }

    /// The day by which intervals are put in order: the latest possible day, as "by the end of the year"
    /// belongs to its end, else the earliest; `None` (unknown) is to be sorted last.
    pub fn sort_day(&self) -> Option<Date> {
        self.latest.or(self.earliest)
    }

    /// The interval in EDTF (ISO 8601-2:2019): `2021-07-26`, `2023-10`, `2021`, `../2021-12-31`,
    /// `2021-07-26/2021-07-31`. Unknown is the empty string, which is EDTF's unknown.
    pub fn edtf(&self) -> String {
        let (Some(first), Some(last)) = (self.earliest, self.latest) else {
            return match (self.earliest, self.latest) {
                (Some(first), None) => format!("{first}/.."),
                (None, Some(last)) => format!("../{last}"),
                _ => String::new(),
            };
        };
        let (year, month) = (first.year(), first.month());
        if first == last {
            first.to_string()
        } else if Some(*self) == Self::month(year, month) {
            format!("{year:04}-{month:02}")
        } else if Some(*self) == Self::year(year) {
            format!("{year:04}")
        } else {
            format!("{first}/{last}")
        }
    }

    /// Reads what [`Self::edtf`] writes: a day, a month or a year, or two of them with `/` between; `..` or
    /// nothing for an open end. Arabic digits too, as a reader types them. `None` for anything else, and for
    /// an end before its beginning.
    pub fn from_edtf(written: &str) -> Option<Self> {
        let plain: String = written.trim().chars().map(european_digit).collect();
        let end = |part: &str| match part.trim() {
            "" | ".." => Some(Self::default()),
            part => Self::one_date(part),
        };
        let Some((first, last)) = plain.split_once('/') else {
            return if plain.is_empty() { Some(Self::default()) } else { Self::one_date(&plain) };
        };
        let whole = Self { earliest: end(first)?.earliest, latest: end(last)?.latest };
        let in_order = whole.earliest.zip(whole.latest).is_none_or(|(first, last)| first <= last);
        in_order.then_some(whole)
    }

    /// `2021`, `2021-07` or `2021-07-26`.
    fn one_date(part: &str) -> Option<Self> {
        let mut numbers = part.split('-');
        let year: i16 = numbers.next()?.parse().ok().filter(|year| (1..=9999).contains(year))?;
        let month = numbers.next().map(|n| n.parse::<i8>().ok());
        let day = numbers.next().map(|n| n.parse::<i8>().ok());
        match (month, day, numbers.next()) {
            (None, ..) => Self::year(year),
            (Some(Some(month)), None, _) => Self::month(year, month),
            (Some(Some(month)), Some(Some(day)), None) => Date::new(year, month, day).ok().map(Self::day),
            _ => None,
        }
    }
}

/// `٣` and `۳` as `3`.
fn european_digit(c: char) -> char {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return c,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn edtf_takes_the_shortest_form() {
        let cases = [
            (Interval::day(date(2021, 7, 26)), "2021-07-26"),
            (Interval::between(date(2023, 10, 1), date(2023, 10, 31)), "2023-10"),
            (Interval::between(date(2014, 1, 1), date(2014, 12, 31)), "2014"),
            (Interval::until(date(2021, 12, 31)), "../2021-12-31"),
            (Interval::since(date(2023, 10, 11)), "2023-10-11/.."),
            (Interval::between(date(2021, 7, 26), date(2021, 7, 31)), "2021-07-26/2021-07-31"),
            (Interval::default(), ""),
        ];
        for (interval, edtf) in cases {
            assert_eq!(interval.edtf(), edtf);
            assert_eq!(Interval::from_edtf(edtf), Some(interval));
        }
    }

    #[test]
    fn edtf_is_read_as_people_type_it() {
        let day = Interval::day(date(2021, 7, 26));
        assert_eq!(Interval::from_edtf(" ٢٠٢١-٠٧-٢٦ "), Some(day));
        assert_eq!(Interval::from_edtf("2021-7-26"), Some(day));
        let months = Interval::between(date(2021, 7, 1), date(2021, 9, 30));
        assert_eq!(Interval::from_edtf("2021-07/2021-09"), Some(months));
        assert_eq!(Interval::from_edtf("/2021-12-31"), Some(Interval::until(date(2021, 12, 31))));
        for wrong in
            ["2021-13", "2021-02-30", "yesterday", "2021-07-26/2021-07-01", "0", "2021-07-26-1", "-5"]
        {
            assert_eq!(Interval::from_edtf(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn open_ends_intersect_everything_on_their_side() {
        let until = Interval::until(date(2021, 12, 31));
        assert!(until.intersects(&Interval::day(date(2003, 3, 20))));
        assert!(!until.intersects(&Interval::day(date(2022, 1, 1))));
        assert!(until.intersects(&Interval::default()));
    }

    #[test]
    fn months_that_do_not_exist_are_none() {
        assert_eq!(Interval::month(2021, 13), None);
        assert_eq!(Interval::month(2024, 2).and_then(|i| i.latest), Some(date(2024, 2, 29)));
    }
}
