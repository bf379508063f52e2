//! brat stand-off files (`.ann` beside a `.txt`), line by line.
//!
//! The format is that of <https://brat.nlplab.org/standoff.html>: text-bound annotations (`T`), events (`E`),
//! attributes (`A`, formerly `M`), normalisations (`N`) and notes (`#`). Relations (`R`) and equivalences (`*`) are
//! known and hold nothing that Rasid keeps. Offsets are Unicode code points.

use std::collections::HashMap;

/// What a file of annotations holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standoff {
    /// `T`: words with a type, in the order of the file.
    pub words: Vec<Words>,
    /// `E`: events.
    pub events: Vec<StandoffEvent>,
    /// `A`: attributes of an annotation: what they are of, name and value (empty for a flag).
    pub attributes: Vec<(String, String, String)>,
    /// `N`: what an annotation is in a database: of what, and `Database:key`.
    pub references: Vec<(String, String, String)>,
    /// `#`: notes: kind, of what, and the words.
    pub notes: Vec<(String, String, String)>,
    /// Lines that are not as the format asks: the number, from 1, and what is wrong.
    pub wrong: Vec<(usize, String)>,
}

/// Words with a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The line, from 1.
    pub line: usize,
    /// `T1`.
    pub id: String,
    /// The type.
    pub kind: String,
    /// The first code point; of words in several pieces that of the first one.
    pub start: usize,
    /// One past the last code point; of words in several pieces that of the last one.
    pub end: usize,
    /// Whether the words stand in several pieces.
    pub in_pieces: bool,
    /// The words as the file has them.
    pub text: String,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandoffEvent {
    /// The line, from 1.
    pub line: usize,
    /// `E1`.
    pub id: String,
    /// The type.
    pub kind: String,
    /// The words that tell it: the id of a `T`.
    pub trigger: String,
    /// Parts with the ids of those who take them, without the number that brat adds to a part that is taken twice.
    pub parts: Vec<(String, String)>,
}

impl Standoff {
    /// Reads a file. Linear in its length; whatever it holds, there is an answer.
    pub fn parse(text: &str) -> Self {
        let mut out = Self::default();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (n, line) in text.lines().enumerate().map(|(n, line)| (n + 1, line.trim_end_matches('\r'))) {
            if line.trim().is_empty() {
                continue;
            }
            let read = out.line(n, line.trim_start_matches('\u{FEFF}'), &mut seen);
            out.wrong.extend(read.err().map(|what| (n, what)));
        }
        out
    }

    fn line(&mut self, n: usize, line: &str, seen: &mut HashMap<String, usize>) -> Result<(), String> {
        let mut fields = line.splitn(3, '\t');
        let id = fields.next().unwrap_or_default();
        let (Some(middle), last) = (fields.next(), fields.next().unwrap_or_default()) else {
            return Err("there is no tab after the id".into());
        };
        let letter = id.chars().next().unwrap_or_default();
        if matches!(letter, 'T' | 'E')
            && let Some(first) = seen.insert(id.to_owned(), n)
        {
            return Err(format!("{id} is on line {first} already"));
        }
        match letter {
            'T' => self.words.push(words(n, id, middle, last)?),
            'E' => self.events.push(event(n, id, middle)?),
            'A' | 'M' => {
                let mut parts = middle.split_whitespace();
                let (Some(name), Some(of)) = (parts.next(), parts.next()) else {
                    return Err("an attribute needs a name and what it is of".into());
                };
                let value = parts.next().unwrap_or_default();
                self.attributes.push((of.to_owned(), name.to_owned(), value.to_owned()));
            }
            'N' => {
                let mut parts = middle.split_whitespace();
                let (Some(_), Some(of), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
                    return Err("a reference needs its kind, what it is of, and a key".into());
                };
                self.references.push((of.to_owned(), key.to_owned(), last.to_owned()));
            }
            '#' => {
                let (kind, of) = middle.split_once(char::is_whitespace).unwrap_or((middle, ""));
                self.notes.push((kind.to_owned(), of.trim().to_owned(), last.to_owned()));
            }
            // Relations and equivalences: nothing here is made of them.
            'R' | '*' => {}
            _ => return Err(format!("{id:?} begins with none of T E A M N R # *")),
        }
        Ok(())
    }
}

fn words(line: usize, id: &str, middle: &str, text: &str) -> Result<Words, String> {
    let (kind, offsets) = middle.split_once(' ').ok_or("a type and two offsets are needed")?;
    let mut pieces = Vec::new();
    for piece in offsets.split(';') {
        let mut numbers = piece.split_whitespace().map(str::parse::<usize>);
        match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(Ok(start)), Some(Ok(end)), None) if start < end => pieces.push((start, end)),
            _ => return Err(format!("{piece:?} is no pair of offsets, the first one below the second")),
        }
    }
    let (start, end) = pieces.first().zip(pieces.last()).map_or((0, 0), |(a, b)| (a.0, b.1));
    if start >= end {
        return Err(format!("the pieces {offsets:?} are not in order"));
    }
    let in_pieces = pieces.len() > 1;
    Ok(Words { line, id: id.to_owned(), kind: kind.to_owned(), start, end, in_pieces, text: text.to_owned() })
}

fn event(line: usize, id: &str, middle: &str) -> Result<StandoffEvent, String> {
    let mut pairs = middle.split_whitespace().map(|pair| pair.split_once(':').ok_or(pair));
    let (kind, trigger) = match pairs.next() {
        Some(Ok(pair)) => pair,
        _ => return Err("an event needs its type, a colon and its trigger".into()),
    };
    let mut parts = Vec::new();
    for pair in pairs {
        let (part, who) = pair.map_err(|pair| format!("{pair:?} is no part with its taker"))?;
        let part = part.trim_end_matches(|c: char| c.is_ascii_digit());
        parts.push((part.to_owned(), who.to_owned()));
    }
    let (id, kind, trigger) = (id.to_owned(), kind.to_owned(), trigger.to_owned());
    Ok(StandoffEvent { line, id, kind, trigger, parts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_line_is_read() {
        let found = Standoff::parse(
            "T1\tGROUP 0 5\tكتائب\nT2\tattack 6 9;12 14\tقصف ها\n\nE1\tattack:T2 Actor:T1 Target2:T1\n\
             A1\tNegation E1\nM2\tModality E1 claimed\nN1\tReference T1 Rasid:x_y\tاسم\n\
             #1\tAnnotatorNotes T1\tغير مؤكد\nR1\tRel Arg1:T1 Arg2:T2\n*\tEquiv T1 T2\n",
        );
        assert_eq!(found.wrong, []);
        assert_eq!((found.words[1].start, found.words[1].end, found.words[1].in_pieces), (6, 14, true));
        assert_eq!(found.events[0].parts, [("Actor".into(), "T1".into()), ("Target".into(), "T1".into())]);
        assert_eq!(found.attributes[1], ("E1".into(), "Modality".into(), "claimed".into()));
        assert_eq!(found.references[0], ("T1".into(), "Rasid:x_y".into(), "اسم".into()));
        assert_eq!(found.notes[0], ("AnnotatorNotes".into(), "T1".into(), "غير مؤكد".into()));
    }

    #[test]
    fn wrong_lines_are_named_and_the_others_read() {
        let found = Standoff::parse(
            "T1\tGROUP 5 2\tx\nnonsense\nT2\tPERSON 0 1\tx\nT2\tPERSON 0 1\tx\nE1\tattack\nQ\tx",
        );
        assert_eq!(found.wrong.iter().map(|w| w.0).collect::<Vec<_>>(), [1, 2, 4, 5, 6]);
        assert_eq!(found.words.len(), 1);
    }

    proptest! {
        #[test]
        fn nothing_does_harm(text in "([TEAN#R*][0-9]\t(a|b)? ?[0-9;: ]{0,12}\t?.{0,4}\n){0,8}|\\PC{0,80}") {
            let found = Standoff::parse(&text);
            prop_assert!(found.words.iter().all(|w| w.start < w.end));
        }
    }
}
