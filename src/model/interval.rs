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
