//! The headline: where it is, what stands above it, and its copies.

use crate::model::{Outlet, Role};
use crate::text::{is_letter, is_letter_or_number};

use super::lines::{Line, key};
use super::outlets::outlets;
use super::phrases::PagePhrases;
use super::row::{LONGEST_TITLE, Row};
use super::signs::Sign;

/// Finds the headline, its second line, and the kicker above it.
pub(super) fn find_title(rows: &mut [Row], body: usize, title: Option<&str>, phrases: &PagePhrases) {
    if let Some(known) = title.map(key).filter(|k| !k.is_empty())
        && let Some(at) = rows.iter().position(|row| row.line.key == known)
    {
        rows[at].role = Some(Role::Title);
        find_kicker(rows, at, phrases);
        return;
    }
    // The first line that could be a headline; lists of one-word lines above it are the page's menu.
    let header = body.min(rows.len());
    let candidates: Vec<usize> = (0..header).filter(|&i| can_be_title(&rows[i])).collect();
    let Some(&first) = candidates.first() else {
        // A page whose first line is a sentence has no headline, unless nothing else is there.
        if let Some(row) = rows.first_mut()
            && matches!(row.sign, Sign::Text)
            && row.line.chars <= LONGEST_TITLE
        {
            row.role = Some(Role::Title);
        }
        return;
    };
    let second = candidates.get(1).copied();
    let title = match second {
        Some(second) if is_kicker(&rows[first].line, &rows[second].line, phrases) => {
            rows[first].role = Some(Role::Kicker);
            second
        }
        _ => first,
    };
    rows[title].role = Some(Role::Title);
    let next = title + 1;
    if next < rows.len() && goes_on(&rows[title].line, &rows[next], is_wrapped(rows, next, phrases), phrases)
    {
        rows[next].role = Some(Role::Title);
        rows[next].joins = true;
    }
}

fn can_be_title(row: &Row) -> bool {
    // Channels begin every post with such a sign, also the one that is its headline.
    let of_channel = matches!(row.sign, Sign::Bullet) && row.line.text.starts_with(is_pictograph);
    (matches!(row.sign, Sign::Text) || of_channel)
        && row.line.text.split_whitespace().filter(|word| word.chars().any(is_letter)).count() >= 2
        && row.line.chars <= LONGEST_TITLE
        && row.line.is_arabic()
}

/// Whether a character is a picture, as those that begin the posts of channels.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{26A0}'..='\u{26FF}' | '\u{2757}' | '\u{203C}')
}

/// The line above a known headline, if it can be its kicker.
fn find_kicker(rows: &mut [Row], title: usize, phrases: &PagePhrases) {
    let Some(above) = title.checked_sub(1) else { return };
    if can_be_title(&rows[above]) && is_kicker(&rows[above].line, &rows[title].line, phrases) {
        rows[above].role = Some(Role::Kicker);
    }
}

/// Whether `first` stands above the headline `second` and belongs to it: a short adverbial phrase, or a line
/// that leads on with a colon or dots.
fn is_kicker(first: &Line, second: &Line, phrases: &PagePhrases) -> bool {
    let headline = second.words >= 3 && second.chars <= 140 && !second.ends_with_stop();
    let leads_on = first.text.ends_with([':', '…']) || first.text.ends_with("..");
    let whole = first.text.contains("..") || first.text.contains([':', '؟', '!', '…']);
    let phrase = !whole && phrases.kicker_openers.start_of(&first.key).is_some();
    // `الأزمة العراقية` above a headline of many words is the name of a section or a file.
    let label = first.words <= 3 && second.words >= 5 && second.chars <= 110 && !whole;
    // A very short headline above a much longer one is the smaller of the two.
    let small =
        first.words <= 5 && first.chars <= 30 && second.chars * 5 >= first.chars * 8 && second.words >= 5;
    headline
        && first.words <= 10
        && first.chars < second.chars + 20
        && (leads_on || phrase || label || small && !whole)
}

/// Whether the headline goes on in the next line: nothing stands between the two, the second is short, and
/// the first does not end as a headline does.
fn goes_on(title: &Line, next: &Row, wrapped: bool, phrases: &PagePhrases) -> bool {
    let line = &next.line;
    let broken = phrases.open_ends.ends(&title.key) || title.text.ends_with(['،', ',']);
    matches!(next.sign, Sign::Text)
        && line.gap == 0
        && title.chars >= 30
        && !title.ends_sentence()
        // A headline as windows are titled is whole: the outlet's name is its end.
        && outlet_suffix(title.text).is_none()
        && !line.ends_with_stop()
        && line.key != title.key
        && !line.key.starts_with(title.key.as_str())
        && (broken && line.chars <= title.chars
            || wrapped && title.chars >= 50 && line.words <= 5 && line.chars * 2 <= title.chars)
}

/// A headline as windows are titled, `… | الحرة`: the name after the sign becomes a line of its own; and where
/// the bare headline stands in the header too, that is the headline, and the first is its copy.
pub(super) fn cut_outlet_off_title(rows: &mut Vec<Row>) {
    let Some(at) = rows.iter().position(|row| row.role == Some(Role::Title)) else { return };
    let line = &rows[at].line;
    let Some((sign, outlet)) = outlet_suffix(line.text) else { return };
    let bare = key(&line.text[..sign]);
    let header = rows.iter().take_while(|row| !row.is_running());
    if let Some(copy) = header.enumerate().find(|(_, row)| row.line.key == bare).map(|(copy, _)| copy) {
        rows[at].role = Some(Role::Furniture);
        rows[at].sign = Sign::OutletName(outlet);
        rows[copy].role = Some(Role::Title);
        return;
    }
    let (title, rest) = line.split_at(sign);
    rows[at].line = title;
    let sign = Sign::OutletName(outlet);
    rows.insert(at + 1, Row { line: rest, sign, role: Some(Role::Source), joins: false });
}

/// Where the last sign stands after which a text has nothing but an outlet's name, and the outlet.
fn outlet_suffix(text: &str) -> Option<(usize, Outlet)> {
    let (sign, _) = text.char_indices().rfind(|&(at, c)| {
        // A hyphen within a word is no such sign.
        matches!(c, '|' | '–' | '—') || c == '-' && text[..at].ends_with(char::is_whitespace)
    })?;
    let outlet = outlets().by_name(&text[sign..])?;
    (text[..sign].split_whitespace().count() >= 3).then_some((sign, outlet))
}

/// Whether the page breaks lines within sentences: some line of running text ends in the middle of one.
fn is_wrapped(rows: &[Row], from: usize, phrases: &PagePhrases) -> bool {
    rows.windows(2).skip(from + 1).any(|pair| {
        let [before, after] = pair else { return false };
        before.line.chars > 60
            && matches!(before.sign, Sign::Text)
            && matches!(after.sign, Sign::Text)
            && after.line.gap == 0
            && !before.line.ends_sentence()
            && phrases.paragraph_openers.start_of(&after.line.key).is_none()
    })
}

/// Copies of the headline, alone or glued to each other, are furniture.
pub(super) fn mark_repeats(rows: &mut [Row]) {
    let title: String = rows
        .iter()
        .filter(|row| row.role == Some(Role::Title))
        .flat_map(|row| row.line.key.chars())
        .filter(|c| is_letter_or_number(*c))
        .collect();
    let length = title.chars().count();
    if length < 12 {
        return;
    }
    for row in rows.iter_mut().filter(|row| row.is_open() && matches!(row.sign, Sign::Text)) {
        // Long lines have no key, and are folded in full only where they begin as copies do.
        let folded = if row.line.key.is_empty() {
            let start: String = row.line.text.chars().take(length * 2 + 20).collect();
            let start: String = key(&start).chars().filter(|c| is_letter_or_number(*c)).collect();
            if !start.starts_with(&title) {
                continue;
            }
            key(row.line.text)
        } else {
            row.line.key.clone()
        };
        let letters: String = folded.chars().filter(|c| is_letter_or_number(*c)).collect();
        let mut rest = letters.as_str();
        while let Some(after) = rest.strip_prefix(title.as_str()) {
            rest = after;
        }
        let copies = rest.is_empty() && !letters.is_empty();
        if copies || rest.len() < letters.len() && outlet_suffix(row.line.text).is_some() {
            row.role = Some(Role::Furniture);
        }
    }
}
