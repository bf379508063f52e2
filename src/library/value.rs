//! How values of the model are stored, and read back with a check.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use jiff::civil::{Date, date};
use rusqlite::Row;

use super::{Error, Result};
use crate::model::{Interval, Span, UnknownName};

/// Sorts after every day that the calendar has.
pub(super) const UNKNOWN_DAY: i64 = i32::MAX as i64;

const EPOCH: Date = date(1970, 1, 1);

/// Days since 1970-01-01.
pub(super) fn day_number(day: Date) -> i64 {
    // Two dates of the calendar are never too far apart for a span of days.
    day.since(EPOCH).map_or(UNKNOWN_DAY, |span| i64::from(span.get_days()))
}

/// The day of a number; `None` for numbers that the calendar does not reach.
pub(super) fn day(number: i64) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

/// The number by which an interval is sorted.
pub(super) fn sort_day(interval: &Interval) -> i64 {
    interval.sort_day().map_or(UNKNOWN_DAY, day_number)
}

/// The interval in two columns from `at` on.
pub(super) fn interval(row: &Row<'_>, at: usize) -> rusqlite::Result<Interval> {
    let end = |at| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.and_then(day));
    Ok(Interval { earliest: end(at)?, latest: end(at + 1)? })
}

/// The two columns of an interval.
pub(super) fn days(interval: &Interval) -> (Option<i64>, Option<i64>) {
    (interval.earliest.map(day_number), interval.latest.map(day_number))
}

/// An offset or count for the database.
pub(super) fn int(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// An offset or count out of the database; damaged (negative) ones are 0.
pub(super) fn size(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// The span in two columns from `at` on.
pub(super) fn span(row: &Row<'_>, at: usize) -> rusqlite::Result<Span> {
    Ok(Span::new(size(row.get(at)?), size(row.get(at + 1)?)))
}

/// A member of an enumeration in column `at`.
pub(super) fn named<T: FromStr<Err = UnknownName>>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?.parse().map_err(|e: UnknownName| {
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(e))
    })
}

/// JSON in a column.
pub(super) fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::Damaged(format!("stored JSON: {e}")))
}

/// Plain data as JSON for a column.
pub(super) fn to_json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Damaged(format!("JSON to store: {e}")))
}

/// A path as the operating system's own bytes.
#[cfg(unix)]
pub(super) fn path_bytes(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

/// A path out of the operating system's own bytes.
#[cfg(unix)]
pub(super) fn path_of(bytes: Vec<u8>) -> PathBuf {
    <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes).into()
}

/// A path as text; names that are not Unicode lose something here.
#[cfg(not(unix))]
pub(super) fn path_bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

/// A path out of text.
#[cfg(not(unix))]
pub(super) fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_survive_the_way_there_and_back() {
        for d in [date(-9999, 1, 1), date(1969, 12, 31), EPOCH, date(2024, 2, 29), date(9999, 12, 31)] {
            assert_eq!(day(day_number(d)), Some(d));
            assert!(day_number(d) < UNKNOWN_DAY);
        }
        assert_eq!(day_number(date(2021, 7, 31)), 18839);
        assert_eq!(day(i64::MAX), None);
        assert_eq!(day(UNKNOWN_DAY), None);
    }
}
