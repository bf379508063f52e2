//! A query's pieces, with their places.

use super::{Problem, QueryError};
use crate::model::Span;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    And,
    Or,
    Not,
    /// Words, as they were written.
    Words(Written),
}

/// Words of a query with what was said about them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Written {
    /// The name before the colon.
    pub field: Option<(String, Span)>,
    /// The words without quotes and signs.
    pub text: String,
    /// Where the words are.
    pub at: Span,
    pub exact: bool,
    pub prefix: bool,
}

pub(super) fn pieces(query: &str) -> Result<Vec<(Piece, Span)>, QueryError> {
    let mut lexer = Lexer { query, at: 0 };
    let mut out = Vec::new();
    while let Some(piece) = lexer.next()? {
        out.push(piece);
    }
    Ok(out)
}

struct Lexer<'a> {
    query: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.query.get(self.at..)?.chars().next()
    }

    fn take(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn error(&self, at: Span, problem: Problem) -> QueryError {
        QueryError::new(self.query, at, problem)
    }

    fn next(&mut self) -> Result<Option<(Piece, Span)>, QueryError> {
        while self.peek().is_some_and(|c| c.is_whitespace() || is_invisible(c)) {
            self.take();
        }
        let start = self.at;
        let Some(c) = self.peek() else { return Ok(None) };
        let sign = match c {
            '(' => Some(Piece::Open),
            ')' => Some(Piece::Close),
            '|' => Some(Piece::Or),
            '&' => Some(Piece::And),
            '-' | '!' | '−' => Some(Piece::Not),
            _ => None,
        };
        if let Some(piece) = sign {
            self.take();
            return Ok(Some((piece, Span::new(start, self.at))));
        }
        let written = self.words()?;
        let span = Span::new(start, self.at);
        let bare = written.field.is_none() && !written.exact && !written.prefix && span == written.at;
        let piece = match written.text.as_str() {
            "AND" if bare => Piece::And,
            "OR" if bare => Piece::Or,
            "NOT" if bare => Piece::Not,
            _ => Piece::Words(written),
        };
        Ok(Some((piece, span)))
    }

    /// `field:` `=` `"words"` or word, `*`.
    fn words(&mut self) -> Result<Written, QueryError> {
        let mut written = Written::default();
        let start = self.at;
        if let Some(colon) = self.field_end() {
            let name = Span::new(start, colon);
            written.field = Some((name.of(self.query).to_ascii_lowercase(), name));
            self.at = colon + 1;
        }
        if self.peek() == Some('=') {
            written.exact = true;
            self.take();
        }
        let close = match self.peek() {
            Some('"' | '“' | '”' | '„') => Some(['"', '“', '”']),
            Some('«') => Some(['»', '»', '»']),
            _ => None,
        };
        if let Some(close) = close {
            let quote = self.at;
            self.take();
            let from = self.at;
            while self.peek().is_some_and(|c| !close.contains(&c)) {
                self.take();
            }
            written.at = Span::new(from, self.at);
            if self.peek().is_none() {
                return Err(self.error(Span::new(quote, self.at), Problem::QuoteNotClosed));
            }
            self.take();
        } else {
            let from = self.at;
            while self.peek().is_some_and(|c| !ends_word(c)) {
                self.take();
            }
            written.at = Span::new(from, self.at);
            if from == self.at && !matches!(self.peek(), Some('*')) {
                let at = Span::new(start, self.at.max(start + 1).min(self.query.len()));
                // A sign that ends words and begins nothing, such as a lone `»`, must not stop the lexer.
                let from = self.at;
                if written.field.is_none() && !written.exact {
                    self.take();
                }
                let what =
                    if written.field.is_some() { Problem::ValueMissing } else { Problem::WordsMissing };
                if written.field.is_some() || written.exact || from == self.at {
                    return Err(self.error(at, what));
                }
            }
        }
        written.text = written.at.of(self.query).to_owned();
        if self.peek() == Some('*') {
            written.prefix = true;
            self.take();
        }
        Ok(written)
    }

    /// Where the colon of a field is, if the next piece begins with one: Latin letters and a colon.
    fn field_end(&self) -> Option<usize> {
        let rest = self.query.get(self.at..)?;
        let name = rest.find(|c: char| !c.is_ascii_alphabetic())?;
        (name > 0 && rest[name..].starts_with(':')).then_some(self.at + name)
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”' | '„' | '«' | '»' | '|' | '&' | '*')
}

/// Marks of direction that come with pasted text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}')
}
