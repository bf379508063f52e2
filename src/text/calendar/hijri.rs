//! The Hijri calendar, by calculation.

use jiff::Unit;
use jiff::civil::{Date, date};

/// The day before 1 Muharram 1 by the civil reckoning, in days from 0000-12-31 of the Gregorian calendar.
const EPOCH: i64 = 227_014;
/// The days of thirty years, eleven of which have 355 days and the others 354.
const CYCLE: i64 = 10_631;

/// Year, month (1 to 12) and day of a date in the tabular Islamic calendar with the leap years 2, 5, 7, 10, 13,
/// 16, 18, 21, 24, 26 and 29 of each thirty and the civil epoch (Reingold and Dershowitz, *Calendrical
/// Calculations*, chapter 7). What is announced by sighting the moon may differ by a day or two.
pub fn hijri(day: Date) -> (i64, u8, u8) {
    let fixed = date(1, 1, 1).until((Unit::Day, day)).map_or(0, |span| i64::from(span.get_days())) + 1;
    let year = (30 * (fixed - EPOCH - 1) + 10_646).div_euclid(CYCLE);
    let start = first_day(year);
    let month = ((11 * (fixed - start) + 330).div_euclid(325)).clamp(1, 12);
    let day = fixed - start - 29 * (month - 1) - (6 * month - 1).div_euclid(11) + 1;
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

/// The first day of a year, in days from 0000-12-31 of the Gregorian calendar.
fn first_day(year: i64) -> i64 {
    1 + 354 * (year - 1) + (3 + 11 * year).div_euclid(30) + EPOCH
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dates as ICU's `islamic-civil` calendar gives them.
    #[test]
    fn known_days() {
        let cases = [
            (date(622, 7, 19), (1, 1, 1)),
            (date(2000, 1, 1), (1420, 9, 24)),
            (date(2021, 8, 10), (1443, 1, 1)),
            (date(2024, 7, 8), (1446, 1, 1)),
        ];
        for (day, expected) in cases {
            assert_eq!(hijri(day), expected, "{day}");
        }
    }

    #[test]
    fn days_follow_one_another_for_a_century() {
        let mut day = date(1950, 1, 1);
        let mut before = hijri(day);
        for _ in 0..36_600 {
            day = day.tomorrow().unwrap();
            let now = hijri(day);
            let next_day = now == (before.0, before.1, before.2 + 1);
            let next_month = now == (before.0, before.1 + 1, 1) && before.2 >= 29;
            let next_year = now == (before.0 + 1, 1, 1) && before.1 == 12 && before.2 >= 29;
            assert!(next_day || next_month || next_year, "{before:?} {now:?}");
            assert!(now.2 <= 30);
            before = now;
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_no_harm() {
        for day in [Date::MIN, Date::MAX, date(1, 1, 1), date(622, 7, 18)] {
            let (_, month, _) = hijri(day);
            assert!((1..=12).contains(&month), "{day}");
        }
    }
}
