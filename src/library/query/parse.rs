//! A query's grammar: OR binds weakest, then AND (which need not be written), then NOT.

use jiff::civil::Date;

use super::lexer::{Piece, Written, pieces};
use super::{Expr, Field, Problem, QueryError, State, Text};
use crate::library::words::words;
use crate::model::{Interval, Span};
use crate::text::{Fold, fold};

const MOST_TERMS: usize = 64;
const DEEPEST: usize = 32;

const FIELDS: &[&str] =
    &["title", "source", "entity", "type", "kind", "modality", "before", "after", "on", "is", "tag", "id"];
const STATES: &[&str] = &["read", "unread", "starred", "noted", "gone", "planned"];

pub(super) fn parse(query: &str) -> Result<Expr, QueryError> {
    let mut parser = Parser { query, pieces: pieces(query)?, at: 0, terms: 0, depth: 0 };
    if parser.pieces.is_empty() {
        return Ok(Expr::Anything);
    }
    let expr = parser.or()?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.error(Problem::BracketNotOpened)),
    }
}

struct Parser<'a> {
    query: &'a str,
    pieces: Vec<(Piece, Span)>,
    at: usize,
    terms: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.at).map(|(piece, _)| piece)
    }

    fn span(&self) -> Span {
        let end = Span::new(self.query.len(), self.query.len());
        self.pieces.get(self.at).map_or(end, |&(_, span)| span)
    }

    fn error(&self, problem: Problem) -> QueryError {
        self.error_at(self.span(), problem)
    }

    fn error_at(&self, at: Span, problem: Problem) -> QueryError {
        QueryError::new(self.query, at, problem)
    }

    fn or(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.and()?];
        while self.peek() == Some(&Piece::Or) {
            self.at += 1;
            parts.push(self.and()?);
        }
        Ok(join(parts, Expr::Or))
    }

    fn and(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.not()?];
        loop {
            match self.peek() {
                Some(Piece::And) => self.at += 1,
                Some(Piece::Or | Piece::Close) | None => return Ok(join(parts, Expr::And)),
                _ => {}
            }
            parts.push(self.not()?);
        }
    }

    fn not(&mut self) -> Result<Expr, QueryError> {
        let mut negative = false;
        while self.peek() == Some(&Piece::Not) {
            self.at += 1;
            negative = !negative;
        }
        let expr = self.one()?;
        Ok(if negative { Expr::Not(Box::new(expr)) } else { expr })
    }

    fn one(&mut self) -> Result<Expr, QueryError> {
        let span = self.span();
        let piece = self.pieces.get(self.at).map(|(piece, _)| piece.clone());
        match piece {
            Some(Piece::Open) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(self.error(Problem::TooDeep));
                }
                self.at += 1;
                let expr = self.or()?;
                if self.peek() != Some(&Piece::Close) {
                    return Err(self.error_at(span, Problem::BracketNotClosed));
                }
                self.at += 1;
                self.depth -= 1;
                Ok(expr)
            }
            Some(Piece::Words(written)) => {
                self.terms += 1;
                if self.terms > MOST_TERMS {
                    return Err(self.error(Problem::TooManyTerms).given(MOST_TERMS.to_string(), &[]));
                }
                self.at += 1;
                self.term(&written, span)
            }
            Some(Piece::Close) => Err(self.error(Problem::BracketClosesNothing)),
            _ => Err(self.error(Problem::WordsMissing)),
        }
    }

    fn term(&self, written: &Written, span: Span) -> Result<Expr, QueryError> {
        let Some((field, name)) = &written.field else { return self.text(written, false, span) };
        let value = written.text.trim();
        let named = |e: crate::model::UnknownName| {
            self.error_at(written.at, Problem::UnknownValue).given(e.given, e.known)
        };
        Ok(Expr::Field(match field.as_str() {
            "title" => return self.text(written, true, span),
            "source" => Field::Source(fold(value, Fold::Loose).text),
            "entity" => Field::Entity(value.to_owned()),
            "type" => Field::Type(value.to_ascii_uppercase().parse().map_err(named)?),
            "kind" => Field::Kind(value.to_ascii_lowercase().parse().map_err(named)?),
            "modality" => Field::Modality(value.to_ascii_lowercase().parse().map_err(named)?),
            "on" => Field::Days(self.days(value, written.at)?),
            "before" => match self.days(value, written.at)?.earliest {
                Some(day) => Field::Before(day),
                None => return Err(self.error_at(written.at, Problem::DayMissing)),
            },
            "after" => match self.days(value, written.at)?.latest {
                Some(day) => Field::After(day),
                None => return Err(self.error_at(written.at, Problem::DayMissing)),
            },
            "is" => Field::Is(match value.to_ascii_lowercase().as_str() {
                "read" => State::Read,
                "unread" => State::Unread,
                "starred" => State::Starred,
                "noted" => State::Noted,
                "gone" => State::Gone,
                "planned" => State::Planned,
                _ => {
                    return Err(self.error_at(written.at, Problem::UnknownValue).given(value, STATES));
                }
            }),
            "tag" => Field::Tag(value.to_owned()),
            "id" => Field::Id(value.to_owned()),
            _ => {
                return Err(self.error_at(*name, Problem::UnknownField).given(field.as_str(), FIELDS));
            }
        }))
    }

    fn text(&self, written: &Written, title: bool, span: Span) -> Result<Expr, QueryError> {
        let found = words(&written.text, Span::new(0, written.text.len()));
        if found.is_empty() {
            // Signs alone, such as a dash between words, ask for nothing.
            return if written.prefix || written.exact || title {
                Err(self.error_at(span, Problem::NoWord))
            } else {
                Ok(Expr::Anything)
            };
        }
        let words = found.into_iter().map(|w| w.folded).collect();
        Ok(Expr::Text(Text { words, prefix: written.prefix, exact: written.exact, title }))
    }

    /// `2021`, `2021-07` or `2021-07-26`, with digits of any script.
    fn days(&self, value: &str, at: Span) -> Result<Interval, QueryError> {
        let plain = fold(value, Fold::Loose).text;
        let mut numbers = plain.split(['-', '/']).map(|part| part.parse::<i16>().ok());
        let year = numbers.next().flatten().filter(|y| (1..=9999).contains(y));
        let small = |n: Option<Option<i16>>| n.map(|n| n.and_then(|n| i8::try_from(n).ok()));
        let (month, day, rest) = (small(numbers.next()), small(numbers.next()), numbers.next());
        let found = match (year, month, day, rest) {
            (Some(year), None, None, None) => Interval::year(year),
            (Some(year), Some(Some(month)), None, None) => Interval::month(year, month),
            (Some(year), Some(Some(month)), Some(Some(day)), None) => {
                Date::new(year, month, day).ok().map(Interval::day)
            }
            _ => None,
        };
        found.ok_or_else(|| self.error_at(at, Problem::NoDate).given(value, &[]))
    }
}

/// The parts joined; parts that ask for nothing fall away.
fn join(mut parts: Vec<Expr>, how: fn(Vec<Expr>) -> Expr) -> Expr {
    parts.retain(|part| *part != Expr::Anything);
    match parts.len() {
        0 => Expr::Anything,
        1 => parts.remove(0),
        _ => how(parts),
    }
}
