//! Tables for spreadsheets: RFC 4180, UTF-8, one record a row.

use std::io::Write;

use super::json::{each_article, each_entity};
use super::records::Recorder;
use super::{Folder, Table};
use crate::library::{Filter, Library};
use crate::model::EntityId;
use crate::text::Clean;

/// What spreadsheets know UTF-8 by; without it Arabic is taken for another encoding.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Writes one table.
pub(super) fn table(
    library: &Library,
    filter: &Filter,
    table: Table,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(heads(table))?;
    let mut row = |cells: Vec<String>| out.write_record(cells);
    match table {
        Table::Entities => each_entity(library, filter, |e| {
            let cells = [
                text(e.id.as_str()),
                text(e.kind.as_str()),
                text(e.name_ar),
                text(e.name_en.unwrap_or_default()),
                text(&e.other_names.join("; ")),
                text(e.wikidata.unwrap_or_default()),
                e.by_rule.to_string(),
            ];
            Ok(row(cells.into())?)
        })?,
        _ => each_article(library, filter, |article| {
            let recorder = Recorder::new(article);
            match table {
                Table::Mentions => recorder.mentions().try_for_each(|m| {
                    let cells = [
                        text(m.article),
                        m.start.to_string(),
                        m.end.to_string(),
                        text(m.text),
                        text(m.kind.as_str()),
                        text(m.entity.as_str()),
                        text(m.why.rule),
                        text(m.why.note),
                    ];
                    row(cells.into())
                })?,
                Table::Dates => recorder.dates().try_for_each(|d| {
                    let cells = [
                        text(d.article),
                        d.start.to_string(),
                        d.end.to_string(),
                        text(d.text),
                        or_empty(d.earliest),
                        or_empty(d.latest),
                        text(&d.edtf),
                        text(d.why.rule),
                        text(d.why.note),
                    ];
                    row(cells.into())
                })?,
                Table::Events => recorder.events().try_for_each(|e| {
                    let words = |part: &str| {
                        let of = e.participants.iter().filter(|p| p.part == part);
                        text(&of.map(|p| p.piece.text).collect::<Vec<_>>().join("; "))
                    };
                    let cells = [
                        text(e.article),
                        e.start.to_string(),
                        e.end.to_string(),
                        text(e.trigger),
                        text(e.kind.as_str()),
                        or_empty(e.earliest),
                        or_empty(e.latest),
                        text(&e.edtf),
                        e.planned.to_string(),
                        text(e.modality.as_str()),
                        ids(&e.actors),
                        ids(&e.targets),
                        ids(&e.places),
                        ids(&e.weapons),
                        words("actor"),
                        words("target"),
                        or_empty(e.count),
                        or_empty(e.killed),
                        or_empty(e.injured),
                        text(e.sentence.text),
                        text(e.why.rule),
                        text(e.why.note),
                    ];
                    row(cells.into())
                })?,
                _ => {
                    let a = recorder.article();
                    let published = a.published.as_ref();
                    let cells = [
                        text(a.id),
                        text(&a.file),
                        text(a.title.as_deref().unwrap_or_default()),
                        text(a.source.unwrap_or_default()),
                        text(a.source_id.unwrap_or_default()),
                        text(a.address.unwrap_or_default()),
                        or_empty(published.and_then(|p| p.earliest)),
                        or_empty(published.and_then(|p| p.latest)),
                        text(published.map_or("", |p| p.edtf.as_str())),
                        text(published.map_or("", |p| p.basis.as_str())),
                        text(published.and_then(|p| p.note.as_deref()).unwrap_or_default()),
                    ];
                    row(cells.into())?;
                }
            }
            Ok(())
        })?,
    }
    Ok(out.flush()?)
}

/// Writes all tables, each into a file of its own.
pub(super) fn tables(library: &Library, filter: &Filter, folder: &Folder) -> anyhow::Result<()> {
    // All files are made before the first is filled: what is there already is said before any work.
    let files = Table::ALL.iter().map(|&t| Ok((t, folder.create(t.as_str(), "csv")?)));
    for (of, mut file) in files.collect::<anyhow::Result<Vec<_>>>()? {
        file.write_all(MARK)?;
        table(library, filter, of, &mut file)?;
        file.flush()?;
    }
    Ok(())
}

const fn heads(table: Table) -> &'static [&'static str] {
    match table {
        Table::Articles => &[
            "id",
            "file",
            "title",
            "source",
            "source_id",
            "address",
            "earliest",
            "latest",
            "edtf",
            "basis",
            "basis_note",
        ],
        Table::Mentions => &["article", "start", "end", "text", "type", "entity", "rule", "note"],
        Table::Dates => &["article", "start", "end", "text", "earliest", "latest", "edtf", "rule", "note"],
        Table::Events => &[
            "article",
            "start",
            "end",
            "trigger",
            "kind",
            "earliest",
            "latest",
            "edtf",
            "planned",
            "modality",
            "actors",
            "targets",
            "places",
            "weapons",
            "actor_words",
            "target_words",
            "count",
            "killed",
            "injured",
            "sentence",
            "rule",
            "note",
        ],
        Table::Entities => &["id", "type", "name_ar", "name_en", "other_names", "wikidata", "by_rule"],
    }
}

/// A cell of text. Spreadsheets take a cell that begins with one of these signs for a formula and would compute
/// it: an apostrophe before it says that it is text (OWASP, "CSV Injection").
fn text(words: &str) -> String {
    let clean = Clean::new(words.trim_start()).into_string();
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
    if clean.starts_with(formula) { format!("'{clean}") } else { clean }
}

fn or_empty(value: Option<impl ToString>) -> String {
    // A year before our era begins with a minus.
    value.map(|v| text(&v.to_string())).unwrap_or_default()
}

fn ids(entities: &[&EntityId]) -> String {
    text(&entities.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u{200F}=1", "\u{FEFF}-1"]
        {
            assert!(text(formula).starts_with('\''), "{formula:?}: {:?}", text(formula));
        }
        for plain in ["قال: =1", "2021-07-26", "../2021", "'=1"] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn a_cell_is_one_line_without_controls() {
        assert_eq!(text("سطر\nآخر\u{1b}[2J"), "سطر آخر\u{FFFD}[2J");
    }
}
