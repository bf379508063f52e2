//! A query as conditions of SQL and as expressions of the full-text index.

use rusqlite::types::Value;

use super::forms::forms;
use super::{Expr, Field, Query, State, Text};
use crate::library::value::day_number;

type Condition = (String, Vec<Value>);

impl Query {
    /// The condition on the article `a`; `None` where everything passes.
    pub(in crate::library) fn condition(&self) -> Option<Condition> {
        condition(&self.root)
    }

    /// The condition on the event `e` itself, besides that on its article; `None` where it may be any.
    pub(in crate::library) fn event_condition(&self) -> Option<Condition> {
        event_condition(&self.root)
    }

    /// What the articles are ranked by: all words that an article may be found by, for the index; and
    /// whether passing this alone means to pass the query. `None` where an article may pass without any of
    /// the words (`id:x OR بغداد`): such articles have no rank.
    pub(in crate::library) fn ranking(&self) -> Option<(String, bool)> {
        if let Some(all) = indexed(&self.root) {
            return Some((all, true));
        }
        let any: Vec<_> = self.texts().into_iter().map(index_expression).collect();
        needs_words(&self.root).then(|| (any.join(" OR "), false))
    }

    /// The words that an article may be found by.
    pub(super) fn texts(&self) -> Vec<&Text> {
        let mut texts = Vec::new();
        collect(&self.root, &mut texts);
        texts
    }
}

fn collect<'a>(expr: &'a Expr, out: &mut Vec<&'a Text>) {
    match expr {
        Expr::Text(text) => out.push(text),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| collect(part, out)),
        Expr::Anything | Expr::Field(_) | Expr::Not(_) => {}
    }
}

/// Whether nothing passes without one of the words that [`collect`] gives.
fn needs_words(expr: &Expr) -> bool {
    match expr {
        Expr::Text(_) => true,
        Expr::And(parts) => parts.iter().any(needs_words),
        Expr::Or(parts) => parts.iter().all(needs_words),
        Expr::Anything | Expr::Field(_) | Expr::Not(_) => false,
    }
}

/// The expression as one query to the index; `None` if it asks for more than words.
fn indexed(expr: &Expr) -> Option<String> {
    let all = |parts: &[Expr], sign: &str| {
        let parts: Option<Vec<_>> = parts.iter().map(indexed).collect();
        Some(format!("({})", parts?.join(sign)))
    };
    match expr {
        Expr::Text(text) => Some(index_expression(text)),
        Expr::And(parts) => all(parts, " AND "),
        Expr::Or(parts) => all(parts, " OR "),
        Expr::Anything | Expr::Field(_) | Expr::Not(_) => None,
    }
}

/// The words in the index's own language. Words hold letters and digits only, so that nothing in them can
/// mean anything in that language.
fn index_expression(text: &Text) -> String {
    let Some((first, rest)) = text.words.split_first() else { return "\"\"".into() };
    let firsts = if text.exact { vec![first.clone()] } else { forms(first) };
    let star = if text.prefix { " *" } else { "" };
    let phrases: Vec<_> = firsts
        .iter()
        .map(|first| {
            let words: Vec<_> = std::iter::once(first).chain(rest).map(String::as_str).collect();
            format!("\"{}\"{star}", words.join(" "))
        })
        .collect();
    let column = if text.title { "title : " } else { "" };
    format!("{column}({})", phrases.join(" OR "))
}

fn condition(expr: &Expr) -> Option<Condition> {
    if let Some(words) = indexed(expr) {
        let sql = "a.key IN (SELECT rowid FROM search WHERE search MATCH ?)";
        return Some((sql.into(), vec![words.into()]));
    }
    match expr {
        Expr::Anything | Expr::Text(_) => None,
        Expr::Field(field) => Some(of_field(field)),
        Expr::Not(inner) => {
            let (sql, values) = condition(inner).unwrap_or_else(|| ("1".into(), Vec::new()));
            Some((format!("NOT ({sql})"), values))
        }
        Expr::And(parts) => joined(parts, " AND "),
        Expr::Or(parts) => joined(parts, " OR "),
    }
}

/// What is asked of events and is not denied. Of alternatives each must ask something, or any event may pass.
fn event_condition(expr: &Expr) -> Option<Condition> {
    let (column, value) = match expr {
        Expr::Field(Field::Kind(kind)) => ("e.kind", kind.as_str()),
        Expr::Field(Field::Modality(modality)) => ("e.modality", modality.as_str()),
        Expr::Field(Field::Is(State::Planned)) => return Some(("e.planned".into(), Vec::new())),
        Expr::And(parts) => return join_conditions(parts.iter().filter_map(event_condition), " AND "),
        Expr::Or(parts) => {
            let all: Option<Vec<_>> = parts.iter().map(event_condition).collect();
            return join_conditions(all?.into_iter(), " OR ");
        }
        _ => return None,
    };
    Some((format!("{column} = ?"), vec![value.to_owned().into()]))
}

fn joined(parts: &[Expr], sign: &str) -> Option<Condition> {
    join_conditions(parts.iter().filter_map(condition), sign)
}

fn join_conditions(parts: impl Iterator<Item = Condition>, sign: &str) -> Option<Condition> {
    let (mut sqls, mut all) = (Vec::new(), Vec::new());
    for (sql, values) in parts {
        sqls.push(sql);
        all.extend(values);
    }
    (!sqls.is_empty()).then(|| (format!("({})", sqls.join(sign)), all))
}

fn of_field(field: &Field) -> Condition {
    match field {
        Field::Source(name) => (
            "a.outlet IN (SELECT key FROM outlets WHERE id = ? OR instr(folded, ?) > 0)".into(),
            vec![name.clone().into(), name.clone().into()],
        ),
        Field::Entity(name) => (
            "a.key IN (SELECT p.article FROM appearances p WHERE p.entity IN \
             (SELECT key FROM entities WHERE id = ? UNION SELECT entity FROM entity_names WHERE folded = ?))"
                .into(),
            vec![name.clone().into(), crate::text::fold(name, crate::text::Fold::Loose).text.into()],
        ),
        Field::Type(kind) => (
            "a.key IN (SELECT p.article FROM appearances p JOIN entities n ON n.key = p.entity \
             WHERE n.kind = ?)"
                .into(),
            vec![kind.as_str().to_owned().into()],
        ),
        Field::Kind(kind) => (
            "a.key IN (SELECT article FROM events WHERE kind = ?)".into(),
            vec![kind.as_str().to_owned().into()],
        ),
        Field::Modality(modality) => (
            "a.key IN (SELECT article FROM events WHERE modality = ?)".into(),
            vec![modality.as_str().to_owned().into()],
        ),
        Field::Days(days) => {
            let first = days.earliest.map_or(i64::MIN, day_number);
            let last = days.latest.map_or(i64::MAX, day_number);
            (
                "(ifnull(a.pub_first, a.pub_last) <= ? AND ifnull(a.pub_last, a.pub_first) >= ?)".into(),
                vec![last.into(), first.into()],
            )
        }
        Field::Before(day) => ("ifnull(a.pub_last, a.pub_first) < ?".into(), vec![day_number(*day).into()]),
        Field::After(day) => ("ifnull(a.pub_first, a.pub_last) > ?".into(), vec![day_number(*day).into()]),
        Field::Is(state) => {
            let sql = match state {
                State::Read => "a.key IN (SELECT article FROM marks WHERE read)",
                State::Unread => "a.key NOT IN (SELECT article FROM marks WHERE read)",
                State::Starred => "a.key IN (SELECT article FROM marks WHERE starred)",
                State::Gone => "a.gone IS NOT NULL",
                State::Noted => "a.key IN (SELECT article FROM marks WHERE note <> '')",
                State::Planned => "a.key IN (SELECT article FROM events WHERE planned)",
            };
            (sql.into(), Vec::new())
        }
        Field::Tag(tag) => {
            ("a.key IN (SELECT article FROM tags WHERE tag = ?)".into(), vec![tag.clone().into()])
        }
        Field::Id(id) => ("a.id = ?".into(), vec![id.clone().into()]),
    }
}
