//! Which outlet a page is of.

use foldhash::HashMap;

use crate::model::{Outlet, Role};

use super::lines::{Line, key};
use super::outlets::outlets;
use super::phrases::phrases;
use super::row::Row;
use super::signs::{Sign, bracketed_outlet};

/// The page's outlet, by the surest of its signs: a line of the page that is the outlet's name, domain or
/// copyright; another line of furniture that names it; a source line; a line with place, agency and author; the
/// first words of the article (`شفق نيوز/ أفاد …`); people who speak to it (`في تصريح لـ"إرم نيوز"`).
///
/// An agency's name alone is no proof of whose page it is, so that it comes last.
pub(super) fn find_outlet(rows: &[Row]) -> Option<Outlet> {
    let is_agency = |outlet: &Outlet| outlets().is_agency(&outlet.id);
    let own = || rows.iter().filter_map(own_line).find(|o| !is_agency(o));
    let furniture = || rows.iter().filter(|row| row.role == Some(Role::Furniture)).find_map(named_in);
    let edition = |outlet| outlets().arabic_edition(outlet);
    let source = || {
        rows.iter().find_map(|row| match &row.sign {
            Sign::Source(outlet) => outlet.clone(),
            _ => None,
        })
    };
    let credit = || {
        rows.iter().find_map(|row| match (&row.sign, row.role) {
            (Sign::Byline(outlet), Some(Role::Byline)) => outlet.clone(),
            (Sign::Dateline(_), Some(Role::Dateline)) => {
                bracketed_outlet(row.line.text).map(|(_, outlet)| outlet).or_else(|| before_date(&row.line))
            }
            _ => None,
        })
    };
    // A report without a headline begins with its credit at once.
    let tells = |row: &&Row| is_text(row) || row.role == Some(Role::Title) && row.line.ends_with_stop();
    let opening = || rows.iter().filter(tells).take(3).find_map(|row| opening_credit(&row.line));
    let agency = || rows.iter().find_map(own_line);
    (own().or_else(furniture).map(edition))
        .or_else(source)
        .or_else(credit)
        .or_else(opening)
        .or_else(|| sent_to(rows))
        .or_else(|| spoken_to(rows))
        .or_else(agency)
}

/// The outlet of a line that is only its name, domain or copyright.
fn own_line(row: &Row) -> Option<Outlet> {
    match (&row.sign, row.role) {
        (Sign::OutletName(outlet), Some(Role::Source | Role::Furniture)) => Some(outlet.clone()),
        _ => None,
    }
}

/// The outlet of `المدن - عرب وعالم | الأحد 2023/11/05`: a name before signs and the date.
fn before_date(line: &Line) -> Option<Outlet> {
    let (name, _) = [" - ", " – ", " | "].iter().find_map(|sign| line.text.split_once(sign))?;
    outlets().by_name(name)
}

fn is_text(row: &Row) -> bool {
    matches!(row.role, Some(Role::Lead | Role::Paragraph))
}

/// The outlet that a line of furniture names: `… ولا تعبر بالضرورة عن رأي إيلاف`, `تابعوا شفق نيوز على تلغرام`.
fn named_in(row: &Row) -> Option<Outlet> {
    const LONGEST_NAME: usize = 5;
    let words: Vec<&str> = row.line.key.split(' ').collect();
    // `اقرأ أيضا: رويترز: …` names another outlet's article.
    let of_this_page =
        row.line.text.contains(['©', '@']) || words.iter().any(|word| phrases().own_page_words.is(word));
    if !of_this_page || words.len() > 30 {
        return None;
    }
    let quoted = row
        .line
        .text
        .split(['«', '»', '"', '“', '”'])
        .skip(1)
        .step_by(2)
        .find_map(|name| outlets().by_name(name));
    quoted.or_else(|| {
        (0..words.len()).find_map(|at| {
            let longest = LONGEST_NAME.min(words.len() - at);
            (1..=longest).rev().find_map(|len| outlets().by_sure_key(&words[at..at + len].join(" ")))
        })
    })
}

/// The outlet before the first sentence of an article: `شفق نيوز/ أفاد`, `السومرية نيوز / بغداد`, `بغداد (رويترز) -`,
/// `واشنطن - أ ف ب -`.
fn opening_credit(line: &Line) -> Option<Outlet> {
    let opening = beginning(line.text, LONGEST_NAME_CHARS);
    if let Some((before, rest)) = opening.split_once('(')
        && before.split_whitespace().count() <= 5
        && let Some((agency, after)) = rest.split_once(')')
        && after.trim_start().starts_with(['-', '–', '—', ':', '/', '.'])
    {
        return outlets().by_name(agency);
    }
    let mut parts = opening.split(['/', '-', '–', '—', ':', '|']);
    // The last part is the sentence itself.
    parts.next_back();
    parts.take(3).take_while(|part| part.split_whitespace().count() <= 4).find_map(|part| {
        let name = key(part);
        outlets().by_sure_key(&name).or_else(|| opening.contains('/').then(|| outlets().by_key(&name))?)
    })
}

/// How far the name of an outlet is looked for, in characters.
const LONGEST_NAME_CHARS: usize = 60;

/// The first characters of a text.
fn beginning(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(end, _)| &text[..end])
}

/// The outlet that says of itself that something came to it: `في بيان تلقته شفق نيوز`, `كما ورد إلى قناة العالم`. A class
/// noun makes sure of a name that is an ordinary word.
fn sent_to(rows: &[Row]) -> Option<Outlet> {
    const LONGEST_NAME: usize = 4;
    rows.iter().filter(|row| is_text(row)).find_map(|row| {
        let key = key(row.line.text);
        let starts: Vec<usize> =
            std::iter::once(0).chain(key.match_indices(' ').map(|(at, _)| at + 1)).collect();
        starts.iter().find_map(|&at| {
            let after = at + phrases().reached_us.start_of(&key[at..])?;
            let mut words: Vec<&str> = key[after..].split(' ').filter(|w| !w.is_empty()).take(6).collect();
            if words.first().is_some_and(|w| matches!(*w, "الي" | "علي" | "من")) {
                words.remove(0);
            }
            let class = words.first().is_some_and(|first| {
                phrases().outlet_nouns.is(first) || phrases().outlet_nouns.is(first.trim_start_matches('ل'))
            });
            let name = &words[usize::from(class)..];
            let longest = LONGEST_NAME.min(name.len());
            let found = (1..=longest).rev().find_map(|len| {
                let name = name[..len].join(" ");
                let name = name.trim_matches(|c: char| !crate::text::is_letter_or_number(c));
                if class { outlets().by_key(name) } else { outlets().by_sure_key(name) }
            })?;
            (!outlets().is_agency(&found.id)).then_some(found)
        })
    })
}

/// The one outlet to which people speak in the article without a class noun before its name: twice
/// (`قال لشفق نيوز`), or once in quotation marks (`في تصريح لـ"إرم نيوز"`).
fn spoken_to(rows: &[Row]) -> Option<Outlet> {
    let mut counts: HashMap<String, (Outlet, usize)> = HashMap::default();
    for row in rows.iter().filter(|row| is_text(row)) {
        for (at, _) in row.line.text.match_indices(" ل") {
            let rest = beginning(&row.line.text[at + " ل".len()..], LONGEST_NAME_CHARS);
            let rest = rest.trim_start_matches(['ـ', ' ']);
            let (named, weight) = if let Some(name) = rest.strip_prefix(['"', '«', '“']) {
                let name = name.split(['"', '»', '”']).next().unwrap_or_default();
                (outlets().by_name_of_reporters(name, true), 2)
            } else {
                let words: Vec<&str> = rest.splitn(4, char::is_whitespace).take(3).collect();
                let longest_first = (1..=words.len()).rev();
                (
                    longest_first
                        .into_iter()
                        .find_map(|len| outlets().by_name_of_reporters(&words[..len].join(" "), false)),
                    1,
                )
            };
            if let Some(outlet) = named {
                counts.entry(outlet.id.clone()).or_insert((outlet, 0)).1 += weight;
            }
        }
    }
    let mut counts = counts.into_values();
    match (counts.next(), counts.next()) {
        (Some((outlet, count)), None) if count >= 2 => Some(outlet),
        _ => None,
    }
}
