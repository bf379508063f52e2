//! Lines to blocks.

use crate::model::{Block, Interval, Outlet, Role, Span};

use super::lines::{Line, key, lines};
use super::naming::find_outlet;
use super::phrases::{Heading, PagePhrases, phrases};
use super::signs::{Sign, sign_of};

/// What a page's text says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The parts of the text, in order; nothing but white space lies between them.
    pub blocks: Vec<Block>,
    /// The outlet that the page names.
    pub outlet: Option<Outlet>,
    /// The stated day of publication and the words that state it.
    pub published: Option<(Interval, Span)>,
    /// The stated day of the last change, as the latest day of publication, and the words that state it.
    pub updated: Option<(Interval, Span)>,
}

/// A line and what it was found to be. `role` is `None` while it is undecided.
pub(super) struct Row<'a> {
    pub(super) line: Line<'a>,
    pub(super) sign: Sign,
    pub(super) role: Option<Role>,
    /// Whether the line goes on with the block of the line before.
    joins: bool,
}

/// Running text: what is longer is no headline.
const LONGEST_TITLE: usize = 220;
/// A line that ends with a full stop and is longer than this is running text.
const SHORTEST_SENTENCE: usize = 60;
/// A first paragraph that is longer than this sums nothing up.
const LONGEST_LEAD: usize = 500;
/// A line longer than this is running text, however it ends.
const LONGEST_SUBHEADING: usize = 90;

/// Finds the parts of a page. Linear in the length of the text.
///
/// `title` is the headline if it is known from elsewhere (metadata); it is then looked for among the lines.
pub fn structure(text: &str, title: Option<&str>) -> Page {
    let phrases = phrases();
    let mut rows: Vec<Row> = lines(text)
        .into_iter()
        .map(|line| {
            let sign = sign_of(&line, phrases);
            Row { line, sign, role: None, joins: false }
        })
        .collect();
    let mut page = Page::default();
    let body = first_of_body(&rows);
    find_title(&mut rows, body, title, phrases);
    cut_outlet_off_title(&mut rows);
    mark_repeats(&mut rows);
    mark_signs(&mut rows, body);
    mark_parts(&mut rows);
    mark_edges(&mut rows);
    join_broken(&mut rows, phrases);
    mark_text(&mut rows);
    page.outlet = find_outlet(&rows);
    (page.published, page.updated) = find_dates(&rows, body);
    page.blocks = blocks(&rows);
    page
}

impl Row<'_> {
    fn is_open(&self) -> bool {
        self.role.is_none()
    }

    /// Whether the line can only be running text.
    fn is_running(&self) -> bool {
        matches!(self.sign, Sign::Text)
            && (self.line.chars > LONGEST_TITLE
                || self.line.chars > SHORTEST_SENTENCE && self.line.ends_with_stop()
                || self.line.chars > 160)
    }
}

/// The first line that can only be running text; the number of lines if there is none.
fn first_of_body(rows: &[Row]) -> usize {
    rows.iter().position(Row::is_running).unwrap_or(rows.len())
}

/// Finds the headline, its second line, and the kicker above it.
fn find_title(rows: &mut [Row], body: usize, title: Option<&str>, phrases: &PagePhrases) {
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
    if next < rows.len() && goes_on(&rows[title].line, &rows[next], phrases) {
        rows[next].role = Some(Role::Title);
        rows[next].joins = true;
    }
}

fn can_be_title(row: &Row) -> bool {
    matches!(row.sign, Sign::Text)
        && row.line.words >= 2
        && row.line.chars <= LONGEST_TITLE
        && row.line.is_arabic()
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
    headline && first.words <= 10 && first.chars < second.chars + 20 && (leads_on || phrase || label)
}

/// Whether the headline goes on in the next line: nothing stands between the two, the second is short, and
/// the first does not end as a headline does.
fn goes_on(title: &Line, next: &Row, phrases: &PagePhrases) -> bool {
    let line = &next.line;
    let broken = phrases.open_ends.ends(&title.key) || title.text.ends_with(['،', ',']);
    matches!(next.sign, Sign::Text)
        && line.gap == 0
        && title.chars >= 30
        && !title.ends_sentence()
        && !line.ends_with_stop()
        && line.key != title.key
        && !line.key.starts_with(title.key.as_str())
        && (broken && line.chars <= title.chars || line.words <= 5 && line.chars * 2 <= title.chars)
}

/// A headline as windows are titled, `… | الحرة`: the name after the sign becomes a line of its own; and where
/// the bare headline stands in the header too, that is the headline, and the first is its copy.
fn cut_outlet_off_title(rows: &mut Vec<Row>) {
    let Some(at) = rows.iter().position(|row| row.role == Some(Role::Title)) else { return };
    let line = &rows[at].line;
    let Some((sign, outlet)) = outlet_suffix(line.text) else { return };
    let bare = key(&line.text[..sign]);
    if let Some(copy) = rows.iter().position(|row| row.line.key == bare) {
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
    let outlet = super::outlets::outlets().by_name(&text[sign..])?;
    (text[..sign].split_whitespace().count() >= 3).then_some((sign, outlet))
}

/// Copies of the headline, alone or glued to each other, are furniture.
fn mark_repeats(rows: &mut [Row]) {
    let title: String = rows
        .iter()
        .filter(|row| row.role == Some(Role::Title))
        .flat_map(|row| row.line.key.chars())
        .filter(|c| crate::text::is_letter_or_number(*c))
        .collect();
    if title.chars().count() < 12 {
        return;
    }
    for row in rows.iter_mut().filter(|row| row.is_open() && matches!(row.sign, Sign::Text)) {
        // Long lines have no key: several glued copies are looked at in full.
        let folded = if row.line.key.is_empty() { key(row.line.text) } else { row.line.key.clone() };
        let letters: String = folded.chars().filter(|c| crate::text::is_letter_or_number(*c)).collect();
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

/// Roles that a line's own sign decides.
fn mark_signs(rows: &mut [Row], body: usize) {
    let title = rows.iter().position(|row| row.role == Some(Role::Title));
    let last_running = rows.iter().rposition(Row::is_running);
    for (i, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.role.is_none()) {
        let above_title = title.is_some_and(|t| i < t);
        let in_header = i < body;
        let in_tail = last_running.is_none_or(|last| i > last);
        row.role = match &row.sign {
            Sign::Text if in_header && !above_title && names_picture(&row.line) => Some(Role::Caption),
            Sign::Text if in_header && !above_title && is_place_and_author(&row.line, phrases()) => {
                Some(Role::Byline)
            }
            Sign::Text | Sign::Heading(_) => None,
            Sign::Furniture => Some(Role::Furniture),
            Sign::Section => (above_title || in_header || in_tail).then_some(Role::Furniture),
            Sign::Dateline(_) => Some(Role::Dateline),
            Sign::Byline(_) => (in_header || in_tail).then_some(Role::Byline),
            Sign::Source(_) => Some(Role::Source),
            Sign::OutletName(_) if in_header => Some(Role::Source),
            Sign::OutletName(_) => in_tail.then_some(Role::Furniture),
            Sign::Caption => Some(Role::Caption),
            Sign::Bullet => Some(Role::Bullet),
        };
    }
}

/// Whether a line under the headline ends with a short remark in brackets, as captions do: `… (رئاسة الوزراء)`.
fn names_picture(line: &Line) -> bool {
    let Some((before, remark)) = line.text.trim_end_matches(')').rsplit_once('(') else { return false };
    line.text.ends_with(')')
        && before.split_whitespace().count() >= 3
        && remark.split_whitespace().count() <= 4
}

/// `بغداد: فاضل النشمي`: a city of bureaux, a sign, and two or three words, none of them a function word.
fn is_place_and_author(line: &Line, phrases: &PagePhrases) -> bool {
    let Some((place, author)) = line.text.split_once([':', '-', '–', '/', '،', '|']) else { return false };
    let words: Vec<String> = author.split_whitespace().map(key).filter(|w| !w.is_empty()).collect();
    phrases.bureaux.is(&key(place))
        && (2..=3).contains(&words.len())
        && !line.ends_sentence()
        && author
            .chars()
            .all(|c| crate::text::is_letter(c) || c.is_whitespace() || crate::text::is_dropped_in_folding(c))
        && !words.iter().any(|w| phrases.open_ends.is(w) || phrases.kicker_openers.is(w))
}

/// What stands under the headings of other parts of the page: comments to the end, headlines of other articles
/// up to the next running text.
fn mark_parts(rows: &mut [Row]) {
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

/// Lines without an Arabic letter above the article and after it are the page's.
fn mark_edges(rows: &mut [Row]) {
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

/// Lines that the page broke within a sentence belong to one block.
fn join_broken(rows: &mut [Row], phrases: &PagePhrases) {
    for i in 1..rows.len() {
        let (before, here) = rows.split_at(i);
        let (before, here) = (&before[i - 1], &here[0]);
        let both_text = before.is_open() && here.is_open();
        let text_signs = matches!(before.sign, Sign::Text) && matches!(here.sign, Sign::Text);
        if !(both_text && text_signs) || here.line.gap > 0 || before.line.ends_sentence() {
            continue;
        }
        let open = before.line.text.ends_with(['،', ','])
            || phrases.open_ends.ends(&last_word(before.line.text))
            || has_open_quote(before.line.text);
        let starts_anew = phrases.paragraph_openers.start_of(&first_words(here.line.text)).is_some();
        // A short line that a long one follows may be a sub-heading; it is none where the sentence is open.
        let long_enough = before.line.chars > 40 || before.joins;
        rows[i].joins = open || long_enough && !starts_anew;
    }
}

/// The last word of a line, folded.
fn last_word(text: &str) -> String {
    key(text.rsplit(char::is_whitespace).next().unwrap_or_default())
}

/// The first words of a line, folded.
fn first_words(text: &str) -> String {
    let end = text.match_indices(char::is_whitespace).nth(3).map_or(text.len(), |(at, _)| at);
    key(&text[..end])
}

/// Whether a quotation or bracket is opened in the line and not closed.
fn has_open_quote(text: &str) -> bool {
    let count = |sign: char| text.matches(sign).count();
    count('"') % 2 == 1 || count('«') > count('»') || count('“') > count('”') || count('(') > count(')')
}

/// Lead, sub-headings and paragraphs among what is left.
fn mark_text(rows: &mut [Row]) {
    let is_text = |row: &Row| row.is_open() && is_paragraph(&row.line) || row.role == Some(Role::Bullet);
    let running: Vec<bool> = rows.iter().map(is_text).collect();
    let last_running = running.iter().rposition(|&r| r);
    let mut text_after = vec![false; rows.len()];
    // Whether the next open line is running text: what a sub-heading has to stand above.
    let mut next_is_text = false;
    for i in (0..rows.len()).rev() {
        text_after[i] = next_is_text;
        if rows[i].is_open() {
            next_is_text = running[i];
        } else if !matches!(rows[i].role, Some(Role::Furniture | Role::Caption | Role::Dateline)) {
            next_is_text = matches!(rows[i].role, Some(Role::Bullet));
        }
    }
    let has_title = rows.iter().any(|row| row.role == Some(Role::Title));
    let mut seen_text = false;
    let mut wants_lead = has_title;
    for i in 0..rows.len() {
        if !rows[i].is_open() {
            continue;
        }
        if rows[i].joins && i > 0 {
            rows[i].role = rows[i - 1].role;
            continue;
        }
        let goes_on = rows.get(i + 1).is_some_and(|next| next.joins);
        let line = &rows[i].line;
        let heading = seen_text
            && !running[i]
            && !goes_on
            && line.chars <= LONGEST_SUBHEADING
            && line.words <= 14
            && !line.ends_with_stop()
            && text_after[i]
            && last_running.is_some_and(|last| i < last);
        rows[i].role = Some(if heading {
            Role::Subheading
        } else if wants_lead && !seen_text && line.words >= 5 && block_chars(rows, i) <= LONGEST_LEAD {
            Role::Lead
        } else {
            Role::Paragraph
        });
        wants_lead = false;
        seen_text |= running[i];
    }
}

/// The length of the block that begins with row `first`, in characters.
fn block_chars(rows: &[Row], first: usize) -> usize {
    let more = rows[first + 1..].iter().take_while(|row| row.joins).map(|row| row.line.chars);
    rows[first].line.chars + more.sum::<usize>()
}

fn is_paragraph(line: &Line) -> bool {
    line.chars > LONGEST_SUBHEADING
        || line.ends_with_stop() && line.words > 3
        || line.chars > 50 && line.ends_sentence()
}

type Day = Option<(Interval, Span)>;

/// The stated days of publication and of the last change. The first that states a day wins, and lines in the
/// header win over lines after the article.
fn find_dates(rows: &[Row], body: usize) -> (Day, Day) {
    let mut published = None;
    let mut updated = None;
    let last_running = rows.iter().rposition(Row::is_running).unwrap_or(0);
    for (i, row) in rows.iter().enumerate() {
        let Sign::Dateline(stated) = &row.sign else { continue };
        if row.role != Some(Role::Dateline) || stated.interval.is_unknown() || i > body && i < last_running {
            continue;
        }
        let day = if stated.updated { &mut updated } else { &mut published };
        if day.is_none() {
            *day = Some((stated.interval, stated.span));
        }
    }
    (published, updated)
}

/// Rows to blocks: lines that join become one.
fn blocks(rows: &[Row]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(rows.len());
    for row in rows {
        let role = row.role.unwrap_or(Role::Paragraph);
        match out.last_mut() {
            Some(last) if row.joins && last.role == role => last.span = last.span.join(row.line.span),
            _ => out.push(Block { role, span: row.line.span }),
        }
    }
    out
}
