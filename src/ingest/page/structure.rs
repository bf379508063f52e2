//! Lines to blocks.

use crate::model::{Block, Interval, Outlet, Published, PublishedBasis, Role, Span};

use super::around::{mark_edges, mark_parts, mark_pictures, mark_signs, mark_tags, mark_tail};
use super::authors::mark_authors;
use super::headline::{cut_outlet_off_title, find_title, mark_repeats};
use super::lines::{Line, key, lines};
use super::masthead;
use super::naming::find_outlet;
use super::phrases::{PagePhrases, phrases};
use super::row::Row;
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

impl Page {
    /// The publication date as a document carries it: stated, or, where the page says only when it was last
    /// changed, inferred to lie up to that day.
    pub fn published(&self, text: &str) -> Option<Published> {
        match (self.published, self.updated) {
            (Some((interval, span)), _) => Some(Published {
                interval,
                basis: PublishedBasis::Stated,
                reasons: vec![span.of(text).to_owned()],
            }),
            (None, Some((interval, span))) => Some(Published {
                interval,
                basis: PublishedBasis::Inferred,
                reasons: vec![format!("the page was last changed on {}", span.of(text))],
            }),
            (None, None) => None,
        }
    }
}

/// A first paragraph that is longer than this sums nothing up.
const LONGEST_LEAD: usize = 500;
/// A line longer than this is running text, however it ends.
const LONGEST_SUBHEADING: usize = 90;

/// Finds the parts of a page. Linear in the length of the text.
pub fn structure(text: &str) -> Page {
    structure_with(text, None, &[])
}

/// As [`structure`], with what is known from elsewhere: the headline, which is looked for among the lines, and
/// the roles of parts of the text, in order, which mark-up told.
pub fn structure_with(text: &str, title: Option<&str>, hints: &[(Span, Role)]) -> Page {
    let phrases = phrases();
    let mut rows: Vec<Row> = lines(text)
        .into_iter()
        .map(|line| {
            let sign = sign_of(&line, phrases);
            Row { line, sign, role: None, joins: false }
        })
        .collect();
    name_first_line(&mut rows, phrases);
    let mut page = Page::default();
    let body = first_of_body(&rows);
    find_title(&mut rows, body, title, phrases);
    cut_outlet_off_title(&mut rows);
    take_hints(&mut rows, hints);
    mark_repeats(&mut rows);
    mark_signs(&mut rows, body);
    mark_authors(&mut rows, body);
    mark_pictures(&mut rows, body);
    mark_parts(&mut rows);
    mark_tags(&mut rows);
    mark_edges(&mut rows);
    mark_tail(&mut rows);
    join_broken(&mut rows, phrases);
    mark_text(&mut rows);
    page.outlet = find_outlet(&rows);
    (page.published, page.updated) = find_dates(&rows, body);
    page.blocks = blocks(&rows);
    page
}

/// The very first line of a page may be the outlet's name even where that is an ordinary word: `النهار`; and with
/// what it says of itself, or a section: `المدى - جريدة سياسية يومية`, `السومرية نيوز - أمن`.
fn name_first_line(rows: &mut [Row], phrases: &PagePhrases) {
    if let [first, _, ..] = rows
        && matches!(first.sign, Sign::Text | Sign::Section)
        && let Some(outlet) = masthead::first_line(&first.line, phrases)
    {
        first.sign = Sign::OutletName(outlet);
    }
}

/// The first line of the article after its header; the number of lines if there is none.
///
/// That is the first line that can only be running text, unless a date line or the author follows close after
/// it: then it sums the article up and belongs to the header.
fn first_of_body(rows: &[Row]) -> usize {
    let mut from = 0;
    for _ in 0..2 {
        let Some(running) = rows.iter().skip(from).position(Row::is_running).map(|at| at + from) else {
            break;
        };
        let near = rows.iter().enumerate().skip(running + 1).take(4);
        let header =
            near.take_while(|(_, row)| !row.is_running() || row.line.chars < 200).find(|(_, row)| {
                // An hour alone is the heading of a part of the report.
                let hour =
                    matches!(&row.sign, Sign::Dateline(d) if d.interval.is_unknown() && row.line.words == 1);
                matches!(row.sign, Sign::Dateline(_) | Sign::Byline(_))
                    && !hour
                    && rows[running].line.chars <= LONGEST_LEAD
            });
        match header {
            Some((at, _)) => from = at + 1,
            None => return running,
        }
    }
    rows.iter().skip(from).position(Row::is_running).map_or(rows.len(), |at| at + from)
}

/// Takes over the roles that mark-up told, for lines that have none yet.
fn take_hints(rows: &mut [Row], hints: &[(Span, Role)]) {
    let mut hints = hints.iter().peekable();
    for row in rows.iter_mut() {
        while hints.next_if(|(span, _)| span.end <= row.line.span.start).is_some() {}
        if let Some((span, role)) = hints.peek()
            && span.covers(row.line.span)
            && row.is_open()
        {
            row.role = Some(*role);
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
        let long_enough = before.line.chars > 40 || before.joins || goes_on_telling(&before.line.key);
        rows[i].joins = open || long_enough && !starts_anew;
    }
}

/// Whether a line begins as running text does that goes on telling: with `و` and a verb of the present. No
/// sub-heading begins so.
fn goes_on_telling(key: &str) -> bool {
    let word = key.split(' ').next().unwrap_or_default();
    let verb = word.starts_with("وت") || word.starts_with("وي");
    verb && word.chars().count() >= 5 && !matches!(word, "وتيره" | "ويلات")
        || phrases().paragraph_openers.is(word)
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
            && !goes_on_telling(&line.key)
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
