//! Lines that state when an article appeared.

use jiff::civil::Date;

use super::{calendar, stated_at};
use crate::model::Span;
use crate::text::{Fold, TokenKind, fold, tokens};

/// A date in a line, and whether the line says anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateLine {
    /// The day.
    pub date: Date,
    /// The words that state it, with a weekday before it.
    pub span: Span,
    /// Whether the line holds nothing but the date, a time, a zone and words such as `تاريخ النشر`.
    pub alone: bool,
    /// Whether the line says that this is when the page was updated, which is not when it was published.
    pub updated: bool,
}

/// The first date in `line` that is stated with day, month and year, and the words that state it (a weekday
/// before it included, a time after it not).
pub fn parse_date_line(line: &str) -> Option<(Date, Span)> {
    date_line(line).map(|found| (found.date, found.span))
}

/// The first full date in `line`, with what else the line says. A line in the sense of this function may be
/// any text; cost is linear in its length.
pub fn date_line(line: &str) -> Option<DateLine> {
    let tokens: Vec<_> = tokens(line, Span::new(0, line.len()))
        .into_iter()
        .filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Newline))
        .map(|t| (t, fold(t.span.of(line), Fold::Strict).text))
        // Newspapers put the day in brackets: `الأربعاء (1) تموز 2009`.
        .filter(|(_, folded)| !folded.is_empty() && !matches!(folded.as_str(), "(" | ")"))
        .collect();
    let words: Vec<&str> = tokens.iter().map(|(_, folded)| folded.as_str()).collect();
    let (at, stated, date) = (0..words.len()).find_map(|at| {
        // `1/31/2021` must not be read from its middle, nor a date out of a longer number.
        let stated = stated_at(&words, at)?;
        Some((at, stated, stated.date()?))
    })?;
    let end = at + stated.words;
    let start = with_weekday(&words, at);
    let first = tokens.get(start)?.0.span;
    let last = tokens.get(end.checked_sub(1)?)?.0.span;
    let mut rest = words.iter().enumerate().filter(|(i, _)| !(start..end).contains(i));
    let is_label = |w: &str| {
        calendar().is_date_line_word(w)
            || !w.chars().any(char::is_alphabetic)
            || calendar().weekday(&[w], 0).is_some()
    };
    Some(DateLine {
        date,
        span: first.join(last),
        alone: rest.all(|(_, w)| is_label(w)),
        updated: words[..at].iter().any(|w| matches!(*w, "تحديث" | "التحديث" | "حدث" | "updated")),
    })
}

/// The index at which the expression begins, a weekday before `at` included.
fn with_weekday(words: &[&str], at: usize) -> usize {
    let mut start = at;
    if let Some(before) = start.checked_sub(1)
        && matches!(words[before], "," | "،" | "-" | "|")
        && before > 0
        && calendar().weekday(words, before - 1).is_some()
    {
        start = before - 1;
    } else if let Some(before) = start.checked_sub(1)
        && calendar().weekday(words, before).is_some()
    {
        start = before;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn header_lines_of_many_outlets() {
        let cases = [
            ("31.07.2021 | 10:32 GMT |", "31.07.2021", date(2021, 7, 31)),
            ("27 تموز , 2024", "27 تموز , 2024", date(2024, 7, 27)),
            ("الجمعة 05/01/2024", "الجمعة 05/01/2024", date(2024, 1, 5)),
            ("تاريخ النشر: 2024-01-05T10:00:00+03:00", "2024-01-05", date(2024, 1, 5)),
            ("نُشر في: ٢٣ يوليو ٢٠٢١ - ١٠:٣٠ ص", "٢٣ يوليو ٢٠٢١", date(2021, 7, 23)),
            ("الثلاثاء، 27 تموز/ يوليو 2021", "الثلاثاء، 27 تموز/ يوليو 2021", date(2021, 7, 27)),
            ("السبت ٢٠ جمادى الأولى ١٤٤٣ هـ - 25 ديسمبر 2021", "25 ديسمبر 2021", date(2021, 12, 25)),
            ("July 27, 2024", "July 27, 2024", date(2024, 7, 27)),
            ("31/ 12/ 2021", "31/ 12/ 2021", date(2021, 12, 31)),
            ("الأحد 28 كانون الثاني 2024 | 14:05", "الأحد 28 كانون الثاني 2024", date(2024, 1, 28)),
            ("آخر تحديث: 3/1/2020 الساعة 22:15 (مكة المكرمة)", "3/1/2020", date(2020, 1, 3)),
            ("01/26/2024", "01/26/2024", date(2024, 1, 26)),
            ("۲۰۲۴/۰۱/۲۶", "۲۰۲۴/۰۱/۲۶", date(2024, 1, 26)),
            ("26-يناير-2024", "26-يناير-2024", date(2024, 1, 26)),
            ("العدد (210) الخميس (14) آذار 2013", "الخميس (14) آذار 2013", date(2013, 3, 14)),
        ];
        for (line, words, day) in cases {
            let found = date_line(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.date, found.span.of(line)), (day, words), "{line}");
        }
    }

    #[test]
    fn a_line_with_a_sentence_is_not_a_date_line() {
        let alone = |line: &str| date_line(line).map(|d| d.alone);
        assert_eq!(alone("31.07.2021 | 10:32 GMT |"), Some(true));
        assert_eq!(alone("آخر تحديث: 3/1/2020 الساعة 22:15 (مكة المكرمة)"), Some(true));
        assert_eq!(alone("صورة ملتقطة في 8 تموز/يوليو 2021 منظرا لجناح طائرة"), Some(false));
        assert!(date_line("آخر تحديث: 3/1/2020").unwrap().updated);
        assert!(!date_line("نشر في 3/1/2020").unwrap().updated);
    }

    #[test]
    fn what_is_no_full_date_is_none() {
        for line in [
            "",
            "السبت 27 تموز",
            "2500 جندي",
            "99/99/2021",
            "31/02/2021",
            "10:32",
            "192.168.1.1",
            "تموز 2021",
        ] {
            assert_eq!(parse_date_line(line), None, "{line}");
        }
    }
}
