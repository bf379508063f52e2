//! What stands around the article on its page: date, author, outlet, pictures, links, comments, tags.

use crate::model::Role;
use crate::text::digit_value;

use super::authors::{is_author_and_place, is_note_on_author};
use super::lines::Line;
use super::outlets::outlets;
use super::phrases::{Heading, phrases};
use super::row::Row;
use super::signs::Sign;

/// Roles that a line's own sign decides.
pub(super) fn mark_signs(rows: &mut [Row], body: usize) {
    let title = rows.iter().position(|row| row.role == Some(Role::Title));
    let last_running = rows.iter().rposition(Row::is_running);
    for (i, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.role.is_none()) {
        let above_title = title.is_some_and(|t| i < t);
        let in_header = i < body;
        let within = i > body && last_running.is_some_and(|last| i < last);
        let in_tail = last_running.is_none_or(|last| i > last);
        row.role = match &row.sign {
            // `رقم : 3173842`: a number and what it is.
            Sign::Text if above_title && row.line.words <= 4 && is_number(&row.line) => Some(Role::Furniture),
            // A name that is an ordinary word as well, alone on its line in the header.
            Sign::Text if in_header && row.line.words <= 2 && outlets().by_key(&row.line.key).is_some() => {
                Some(Role::Source)
            }
            // `١ تعليق`, `3 مشاركات`: the same around the article.
            Sign::Text if (in_header || in_tail) && row.line.words <= 2 && is_number(&row.line) => {
                Some(Role::Furniture)
            }
            Sign::Text if in_header && !above_title && names_picture(&row.line) => Some(Role::Caption),
            Sign::Text if in_header && !above_title && is_author_and_place(&row.line, phrases()) => {
                Some(Role::Byline)
            }
            Sign::Text | Sign::Heading(_) => None,
            Sign::Furniture => Some(Role::Furniture),
            Sign::Section => (above_title || in_header || in_tail).then_some(Role::Furniture),
            // The hours of a report that was written as things went on part it as headings do.
            Sign::Dateline(stated) if within && stated.interval.is_unknown() && row.line.words <= 2 => {
                Some(Role::Subheading)
            }
            Sign::Dateline(_) => Some(Role::Dateline),
            Sign::Byline(_) => (in_header || in_tail).then_some(Role::Byline),
            Sign::Source(_) => Some(Role::Source),
            Sign::OutletName(_) if in_header => Some(Role::Source),
            Sign::OutletName(_) if row.line.text.contains("://") => Some(Role::Furniture),
            Sign::OutletName(_) => in_tail.then_some(Role::Furniture),
            Sign::Caption => Some(Role::Caption),
            // `* كاتب عراقي`: who the author is.
            Sign::Bullet if in_tail && is_note_on_author(&row.line) => Some(Role::Byline),
            Sign::Bullet => Some(Role::Bullet),
        };
    }
}

/// Whether a line is a number with at most one word beside it.
fn is_number(line: &Line) -> bool {
    let with_letters =
        line.text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    with_letters <= 1 && line.text.chars().any(|c| digit_value(c).is_some())
}

/// Whether a line under the headline ends with a short remark in brackets, as captions do: `… (رئاسة الوزراء)`.
fn names_picture(line: &Line) -> bool {
    let Some((before, remark)) = line.text.trim_end_matches(')').rsplit_once('(') else { return false };
    line.text.ends_with(')')
        && before.split_whitespace().count() >= 3
        && remark.split_whitespace().count() <= 4
}

/// A short line without an end between the date line under the headline and the article is a picture's caption:
/// what sums an article up stands above the date.
pub(super) fn mark_pictures(rows: &mut [Row], body: usize) {
    let title = rows.iter().rposition(|row| row.role == Some(Role::Title)).unwrap_or(0);
    // A page without running text has no article that such a line could stand above.
    let header = if body < rows.len() { rows.get_mut(title..body) } else { None };
    let Some(header) = header else { return };
    let Some(date) = header.iter().position(|row| row.role == Some(Role::Dateline)) else { return };
    for row in header.iter_mut().skip(date) {
        let short = row.line.words > 2 && row.line.chars <= 90;
        if row.is_open() && matches!(row.sign, Sign::Text) && short && !row.line.ends_sentence() {
            row.role = Some(Role::Caption);
        }
    }
}

/// What stands under the headings of other parts of the page: comments to the end, headlines of other articles
/// up to the next running text.
pub(super) fn mark_parts(rows: &mut [Row]) {
    let mut before = 0;
    let total: usize = rows.iter().map(|row| row.line.chars).sum();
    let mut read = 0;
    let mut i = 0;
    while i < rows.len() {
        read += rows[i].line.chars;
        match rows[i].sign {
            Sign::Heading(Heading::Comments) => {
                rows[i].role = Some(Role::Furniture);
                // A link `comments` above the article ends nothing: the article has to be there before it.
                if before > 0 && read * 3 >= total {
                    for row in &mut rows[i..] {
                        row.role = Some(Role::Furniture);
                    }
                    return;
                }
            }
            Sign::Heading(Heading::Links) => {
                rows[i].role = Some(Role::Furniture);
                let mut next = i + 1;
                while next < rows.len() && is_link(&rows[next]) {
                    rows[next].role = Some(Role::Furniture);
                    next += 1;
                }
                // The article goes on: what stands apart from the list and above its next paragraph may be a
                // sub-heading.
                let last = next - 1;
                if last > i && next < rows.len() && rows[last].line.gap > 0 && rows[last].line.words <= 10 {
                    let apart = rows[i + 1..last].iter().all(|row| row.line.gap == 0);
                    let text = matches!(rows[last].sign, Sign::Text);
                    if apart && text {
                        rows[last].role = None;
                    }
                }
            }
            _ => before += usize::from(rows[i].is_running()),
        }
        i += 1;
    }
}

/// Whether a line under `الأكثر قراءة` can be another article's headline: short, and no sentence.
fn is_link(row: &Row) -> bool {
    matches!(row.sign, Sign::Text | Sign::Bullet | Sign::Section | Sign::Dateline(_) | Sign::Furniture)
        && row.role != Some(Role::Title)
        && row.line.chars <= 130
        && !row.line.ends_with_stop()
}

/// Two or more lines of one or two words after the article are its tags.
pub(super) fn mark_tags(rows: &mut [Row]) {
    let Some(last) = rows.iter().rposition(Row::is_running) else { return };
    let is_tag = |row: &Row| {
        // Persons are tags too.
        let open = row.is_open() && matches!(row.sign, Sign::Text)
            || matches!(row.sign, Sign::Section | Sign::Byline(None));
        open && row.line.words <= 2
            && !row.line.ends_sentence()
            && !row.line.text.contains(|c: char| digit_value(c).is_some())
    };
    let mut i = last + 1;
    while i < rows.len() {
        let end = (i..rows.len()).find(|&at| !is_tag(&rows[at])).unwrap_or(rows.len());
        // `الأسهم  النفط  الذهب`: the gaps between tags that stood side by side.
        let line = &rows[i].line;
        let row_of_tags =
            rows[i].is_open() && line.words <= 8 && line.text.contains("  ") && !line.ends_sentence();
        let end = if end == i && row_of_tags { i + 1 } else { end };
        if end - i >= 2 || row_of_tags {
            for row in &mut rows[i..end] {
                row.role = Some(Role::Furniture);
            }
        }
        i = end.max(i + 1);
    }
}

/// Lines without an Arabic letter above the article and after it are the page's.
pub(super) fn mark_edges(rows: &mut [Row]) {
    let arabic = rows.iter().any(|row| row.line.is_arabic());
    let (Some(first), Some(last)) =
        (rows.iter().position(Row::is_running), rows.iter().rposition(Row::is_running))
    else {
        return;
    };
    for (i, row) in rows.iter_mut().enumerate() {
        let edge = i < first || i > last;
        if arabic && edge && row.is_open() && !row.line.is_arabic() && row.line.words <= 14 {
            row.role = Some(Role::Furniture);
        }
    }
}

/// The least paragraphs that have to end with a stop for [`mark_tail`] to trust that an article's paragraphs do.
const TRUSTED: usize = 3;
/// A last line of more words than this may be a paragraph whose stop was forgotten.
const LONGEST_TAIL: usize = 9;

/// Short lines without an end after an article whose paragraphs all have one: buttons, tags, initials of editors.
/// No headline within the article can stand there, as nothing follows.
pub(super) fn mark_tail(rows: &mut [Row]) {
    let running: Vec<usize> =
        (0..rows.len()).filter(|&i| rows[i].is_open() && rows[i].is_running()).collect();
    let stopped = running.iter().filter(|&&i| rows[i].line.ends_sentence()).count();
    let Some(&last) = running.last() else { return };
    if stopped < TRUSTED || stopped * 10 < running.len() * 9 {
        return;
    }
    for row in &mut rows[last + 1..] {
        let short = row.line.words <= LONGEST_TAIL && !row.line.ends_sentence();
        if row.is_open() && matches!(row.sign, Sign::Text) && short {
            row.role = Some(Role::Furniture);
        }
    }
}
