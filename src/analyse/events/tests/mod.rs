//! Tables of sentences. `[id/TYPE words]` is a name, `{2024-01-28 words}` a date, so that what is tested is
//! the reading of events alone. What is expected is written as
//! `kind!modality actors > targets @ places + weapons = when #count`, leaving out what is not there.

mod field;
mod properties;
mod tables;

use jiff::civil::Date;

use super::{Cues, find};
use crate::analyse::Reading;
use crate::model::{
    Block, DateRef, Document, Event, Interval, Mention, Modality, Origin, Participant, Published,
    PublishedBasis, Role, Span, Why,
};

const PUBLISHED: &str = "2024-02-10";

fn interval(written: &str) -> Interval {
    let day = |s: &str| (s != "..").then(|| s.parse::<Date>().unwrap());
    match written.split_once('/') {
        Some((first, last)) => Interval { earliest: day(first), latest: day(last) },
        None => Interval::day(written.parse().unwrap()),
    }
}

struct Marked {
    text: String,
    mentions: Vec<Mention>,
    dates: Vec<DateRef>,
}

fn read_marks(marked: &str) -> Marked {
    let mut out = Marked { text: String::new(), mentions: vec![], dates: vec![] };
    let mut rest = marked;
    while let Some(at) = rest.find(['[', '{']) {
        out.text.push_str(&rest[..at]);
        let close = if rest[at..].starts_with('[') { ']' } else { '}' };
        let end = at + rest[at..].find(close).unwrap();
        let (head, words) = rest[at + 1..end].split_once(' ').unwrap();
        let span = Span::new(out.text.len(), out.text.len() + words.len());
        out.text.push_str(words);
        if close == ']' {
            let (id, kind) = head.split_once('/').unwrap();
            let kind = kind.parse().unwrap();
            out.mentions.push(Mention { span, kind, entity: id.into(), why: Why::default() });
        } else {
            out.dates.push(DateRef { span, interval: interval(head), why: Why::default() });
        }
        rest = &rest[end + 1..];
    }
    out.text.push_str(rest);
    out
}

fn events_of(marked: &str) -> Vec<Event> {
    let Marked { text, mentions, dates } = read_marks(marked);
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { role: Role::Paragraph, span: Span::new(start, start + line.len()) });
        }
        start += line.len() + 1;
    }
    let published =
        Published { interval: interval(PUBLISHED), basis: PublishedBasis::Stated, reasons: vec![] };
    let document = Document {
        id: "t".into(),
        origin: Origin::default(),
        text,
        blocks,
        outlet: None,
        address: None,
        published: None,
    };
    find(&Reading::new(&document), &mentions, &dates, Some(&published), Cues::built_in())
}

fn written(event: &Event) -> String {
    let ids = |sign: &str, participants: &[Participant]| {
        let ids: Vec<&str> =
            participants.iter().map(|p| p.entity.as_ref().map_or("-", |e| e.as_str())).collect();
        if ids.is_empty() { String::new() } else { format!("{sign}{}", ids.join(",")) }
    };
    let modality = match event.modality {
        Modality::Asserted => String::new(),
        other => format!("!{other}"),
    };
    let planned = if event.planned { "*" } else { "" };
    let when = if event.interval == interval(PUBLISHED) {
        String::new()
    } else if event.interval == Interval::until(PUBLISHED.parse().unwrap()) {
        " = past".into()
    } else {
        format!(" = {}", event.interval.edtf())
    };
    let number = |sign: &str, n: Option<u32>| n.map_or(String::new(), |n| format!(" {sign}{n}"));
    format!(
        "{}{planned}{modality}{}{}{}{}{when}{}{}{}",
        event.kind,
        ids(" ", &event.actors),
        ids(" > ", &event.targets),
        ids(" @ ", &event.places),
        ids(" + ", &event.weapons),
        number("#", event.count),
        number("k", event.killed),
        number("i", event.injured),
    )
}

/// Checks all rows before it fails, so that one run shows all that is wrong.
fn check(rows: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let found: Vec<String> = events_of(text).iter().map(written).collect();
        if found != *expected {
            wrong.push(format!("{text}\n  expected {expected:#?}\n  found    {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn proclitics_are_taken_off_words_that_are_known_without_them() {
    for (word, bare) in [
        ("وتواجه", "تواجه"),
        ("بانسحاب", "انسحاب"),
        ("وَأعلنت", "أعلنت"),
        ("وبانسحاب", "انسحاب"),
        // No word that is known without its first letter, or no clitic at all.
        ("وقف", "وقف"),
        ("للقصف", "للقصف"),
        ("واشنطن", "واشنطن"),
        ("", ""),
    ] {
        assert_eq!(super::without_proclitics(word), bare, "{word}");
    }
}
