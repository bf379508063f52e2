//! Who wrote an article, where no label says so.

use foldhash::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Role;
use crate::text::is_dropped_in_folding;

use super::lines::{Line, key};
use super::phrases::{PagePhrases, phrases};
use super::row::Row;
use super::signs::Sign;

/// The parts of personal names, which the room of names reads too.
const NAME_PARTS_JSON: &str = include_str!("../../../assets/lexicon/name_parts.json");

#[derive(Debug, Default, Deserialize)]
struct NameParts {
    given: HashMap<String, String>,
}

/// Given names, folded. A file that cannot be read gives none; a test checks that this does not happen.
fn given_names() -> &'static HashSet<String> {
    static GIVEN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let parts: NameParts = serde_json::from_str(NAME_PARTS_JSON).unwrap_or_default();
        parts.given.keys().map(|name| key(name)).collect()
    });
    &GIVEN
}

/// Whether a line is nothing but a person's name: two to four words of letters, the first of them a given name. A
/// headline has more words, and a section does not begin so.
pub(super) fn is_person(line: &Line) -> bool {
    let letters = |c: char| c.is_alphabetic() || c.is_whitespace() || is_dropped_in_folding(c);
    (2..=4).contains(&line.words)
        && line.chars <= 40
        && line.text.chars().all(letters)
        && line.key.split(' ').next().is_some_and(|first| given_names().contains(first))
        && !line.key.split(' ').any(|word| phrases().open_ends.is(word))
}

/// `* كاتب عراقي`: what a page tells of the author below the article. A question of an interview is none.
pub(super) fn is_note_on_author(line: &Line) -> bool {
    line.text.starts_with('*') && line.words <= 10 && !line.ends_sentence()
}

/// Whether a line says who reports from where.
pub(super) fn is_author_and_place(line: &Line, phrases: &PagePhrases) -> bool {
    is_place_and_author(line, phrases) || is_author_with_place(line, phrases)
}

/// `سلام زيدان (بغداد) وكالات (واشنطن)`: who reports, each with a city of bureaux in brackets.
fn is_author_with_place(line: &Line, phrases: &PagePhrases) -> bool {
    let places = line.text.split('(').skip(1).filter_map(|part| part.split_once(')'));
    let all_bureaux = |(places, _): (&str, &str)| {
        places.split(['،', ',', '-', '/']).all(|place| phrases.bureaux.is(&key(place)))
    };
    line.words <= 8 && !line.ends_with_stop() && line.text.contains('(') && {
        let mut places = places.peekable();
        places.peek().is_some() && places.all(all_bureaux)
    }
}

/// `بغداد: فاضل النشمي`: a city of bureaux, a sign, and two or three words, none of them a function word.
fn is_place_and_author(line: &Line, phrases: &PagePhrases) -> bool {
    let Some((place, author)) = line.text.split_once([':', '-', '–', '/', '،', '|']) else { return false };
    let words: Vec<String> = author.split_whitespace().map(key).filter(|w| !w.is_empty()).collect();
    phrases.bureaux.is(&key(place))
        && (2..=3).contains(&words.len())
        && !line.ends_sentence()
        && author.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || is_dropped_in_folding(c))
        && !words.iter().any(|w| phrases.open_ends.is(w) || phrases.kicker_openers.is(w))
}

/// A name of two or three words, or a city of bureaux alone, beside the date line in the header.
pub(super) fn mark_authors(rows: &mut [Row], body: usize) {
    let title = rows.iter().rposition(|row| row.role == Some(Role::Title)).unwrap_or(0);
    let beside = |rows: &[Row], at: Option<usize>| {
        at.and_then(|at| rows.get(at))
            .is_some_and(|row| matches!(row.role, Some(Role::Dateline | Role::Byline)))
    };
    let header = title + 1..body.min(rows.len());
    // Down and up: the city stands before the author, who stands before the date.
    for i in header.clone().chain(header.rev()) {
        let line = &rows[i].line;
        let letters = |c: char| c.is_alphabetic() || c.is_whitespace() || is_dropped_in_folding(c);
        let name = (1..=3).contains(&line.words) && line.chars <= 40 && line.text.chars().all(letters);
        let alone = line.words > 1 || phrases().bureaux.is(&line.key);
        let near = beside(rows, i.checked_sub(1)) || beside(rows, Some(i + 1));
        if rows[i].is_open() && matches!(rows[i].sign, Sign::Text) && name && alone && near {
            rows[i].role = Some(Role::Byline);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn the_names_can_be_read() {
        serde_json::from_str::<NameParts>(NAME_PARTS_JSON).unwrap();
        assert!(given_names().len() > 500);
    }

    #[test]
    fn a_name_alone_is_told_from_a_headline() {
        let person = |text: &str| is_person(&lines(text)[0]);
        assert!(["حسام مطر الساعدي", "محمد صباح", "زينب عبد الحسين الربيعي"].into_iter().all(person));
        assert!(
            !["حسام في بغداد", "محمد شياع السوداني يزور واشنطن غدا", "قصف أربيل", "علي: لن ننسحب"]
                .into_iter()
                .any(person)
        );
    }
}
