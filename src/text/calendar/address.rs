//! Dates in web addresses and file names.

use jiff::civil::Date;

use super::stated::{number, year_at};

/// The day that a web address or a file name holds: `/2024/01/26/`, `2024-1-26`, `news_20240126`.
///
/// Only year, month, day in this order; a number that may be an article's is no date.
pub fn date_in_address(address: &str) -> Option<Date> {
    let mut parts: Vec<(usize, &str)> = Vec::new(); // offset and text of each run of letters and digits
    for part in address.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()) {
        parts.push((part.as_ptr() as usize - address.as_ptr() as usize, part));
    }
    let small = |s: &str| (s.len() <= 2).then(|| number(s)).flatten().and_then(|n| i8::try_from(n).ok());
    let three = parts.windows(3).find_map(|w| {
        let [(a, y), (b, m), (c, d)] = w else { return None };
        let joined = a + y.len() + 1 == *b && b + m.len() + 1 == *c;
        if !joined {
            return None;
        }
        Date::new(year_at(y)?, small(m)?, small(d)?).ok()
    });
    three.or_else(|| {
        parts.iter().find_map(|(_, run)| {
            if run.len() != 8 || number(run).is_none() {
                return None;
            }
            Date::new(year_at(&run[..4])?, small(&run[4..6])?, small(&run[6..])?).ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn addresses_of_outlets() {
        let day = Some(date(2024, 1, 26));
        assert_eq!(date_in_address("https://www.aljazeera.net/news/2024/1/26/العراق-وواشنطن"), day);
        assert_eq!(date_in_address("https://x.example/2024-01-26-title.html"), day);
        assert_eq!(date_in_address("news_20240126"), day);
        assert_eq!(date_in_address("https://elaph.com/Web/News/2024/01/1527612.html"), None);
        assert_eq!(date_in_address("002_05cd36c9dc5f0d7a"), None);
        assert_eq!(date_in_address("https://x.example/20241526"), None);
        assert_eq!(date_in_address("https://x.example/12024/01/26"), None);
        assert_eq!(date_in_address(""), None);
    }
}
