//! Dates as metadata states them.

use jiff::civil::Date;
use jiff::fmt::rfc2822;
use jiff::tz::Offset;
use jiff::{Timestamp, civil};

use crate::text::calendar::parse_date_line;

/// The day that a metadata field states: ISO 8601 with or without a time, RFC 2822 as feeds use it, seconds or
/// milliseconds since 1970, or a date as people write it. A time with an offset keeps its own day: the
/// outlet's, not the reader's. `None` for anything else and for dates that no calendar has.
pub fn stated_day(field: &str) -> Option<Date> {
    let field = field.trim();
    if let Some(day) = field.get(..10).and_then(|day| day.parse::<Date>().ok())
        && field[10..].chars().next().is_none_or(|c| matches!(c, 'T' | 't' | ' ' | 'Z' | '+'))
    {
        return Some(day);
    }
    if let Ok(number) = field.parse::<i64>() {
        return of_epoch(number);
    }
    if let Ok(zoned) = rfc2822::parse(field) {
        return Some(zoned.date());
    }
    if let Ok(time) = field.parse::<civil::DateTime>() {
        return Some(time.date());
    }
    parse_date_line(field).map(|(day, _)| day)
}

/// Seconds since 1970, or milliseconds where seconds would lie beyond the year 5000; `20240126` is a day.
fn of_epoch(number: i64) -> Option<Date> {
    if (19_000_101..=29_991_231).contains(&number) {
        let part = |n: i64| i8::try_from(n).ok();
        return Date::new(
            i16::try_from(number / 10_000).ok()?,
            part(number / 100 % 100)?,
            part(number % 100)?,
        )
        .ok();
    }
    let seconds = if number.abs() > 95_000_000_000 { number / 1000 } else { number };
    if seconds < 86_400 {
        return None; // a count, a year, zero: no moment that a page was published
    }
    Some(Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?).date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_of_many_sources() {
        let day = Some(date(2024, 1, 26));
        for field in [
            "2024-01-26",
            "2024-01-26T23:30:00+03:00",
            "2024-01-26 10:00:00",
            "Fri, 26 Jan 2024 10:00:00 +0300",
            "Fri, 26 Jan 2024 10:00:00 GMT",
            "1706263200",
            "1706263200000",
            "20240126",
            "26 يناير 2024",
            "26/1/2024",
        ] {
            assert_eq!(stated_day(field), day, "{field}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for field in
            ["", "yesterday", "0", "2024", "2024-13-45", "99999999999999999", "-1", "31/02/2024", "٪"]
        {
            assert_eq!(stated_day(field), None, "{field}");
        }
    }
}
