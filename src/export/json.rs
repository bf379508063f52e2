//! JSON and JSON Lines.

use std::io::Write;

use serde::Serialize;

use super::records::{EntityRecord, Recorder};
use crate::library::{Article, Filter, Library, Page};

/// How many articles are asked for at a time.
const PAGE: usize = 256;

/// One object. The lists follow one another, so the articles are read once for each.
pub(super) fn object(library: &Library, filter: &Filter, out: &mut dyn Write) -> anyhow::Result<()> {
    out.write_all(b"{\n \"offsets\": \"Unicode code points into the decoded text, end exclusive\"")?;
    let mut list = List::begin(out, "articles")?;
    each_article(library, filter, |article| list.push(&Recorder::new(article).article()))?;
    list.end()?;
    let mut list = List::begin(out, "mentions")?;
    each_article(library, filter, |article| {
        Recorder::new(article).mentions().try_for_each(|record| list.push(&record))
    })?;
    list.end()?;
    let mut list = List::begin(out, "dates")?;
    each_article(library, filter, |article| {
        Recorder::new(article).dates().try_for_each(|record| list.push(&record))
    })?;
    list.end()?;
    let mut list = List::begin(out, "events")?;
    each_article(library, filter, |article| {
        Recorder::new(article).events().try_for_each(|record| list.push(&record))
    })?;
    list.end()?;
    let mut list = List::begin(out, "entities")?;
    each_entity(library, filter, |record| list.push(&record))?;
    list.end()?;
    Ok(out.write_all(b"\n}\n")?)
}

/// One object a line.
pub(super) fn lines(library: &Library, filter: &Filter, out: &mut dyn Write) -> anyhow::Result<()> {
    each_article(library, filter, |article| {
        let recorder = Recorder::new(article);
        line(out, "article", &recorder.article())?;
        recorder.mentions().try_for_each(|r| line(out, "mention", &r))?;
        recorder.dates().try_for_each(|r| line(out, "date", &r))?;
        recorder.events().try_for_each(|r| line(out, "event", &r))
    })?;
    each_entity(library, filter, |r| line(out, "entity", &r))
}

fn line(out: &mut dyn Write, record: &str, value: &impl Serialize) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Line<'a, T> {
        record: &'a str,
        #[serde(flatten)]
        value: &'a T,
    }
    serde_json::to_writer(&mut *out, &Line { record, value })?;
    Ok(out.write_all(b"\n")?)
}

/// Calls `each` with every article that passes, in the order of lists.
pub(super) fn each_article(
    library: &Library,
    filter: &Filter,
    mut each: impl FnMut(&Article) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    for offset in (0..).step_by(PAGE) {
        let rows = library.articles(filter, Page::at(offset, PAGE))?;
        for row in &rows {
            if let Some(article) = library.article(row.key)? {
                each(&article)?;
            }
        }
        if rows.len() < PAGE {
            break;
        }
    }
    Ok(())
}

pub(super) fn each_entity(
    library: &Library,
    filter: &Filter,
    mut each: impl FnMut(EntityRecord<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    for row in library.entities(filter, Page::ALL)? {
        if let Some(entity) = library.entity(row.id.as_str())? {
            each(EntityRecord::from(&entity))?;
        }
    }
    Ok(())
}

/// A list within the object, one record a line.
struct List<'a> {
    out: &'a mut dyn Write,
    empty: bool,
}

impl<'a> List<'a> {
    fn begin(out: &'a mut dyn Write, name: &str) -> anyhow::Result<Self> {
        write!(out, ",\n \"{name}\": [")?;
        Ok(Self { out, empty: true })
    }

    fn push(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        self.out.write_all(if self.empty { b"\n  " } else { b",\n  " })?;
        self.empty = false;
        Ok(serde_json::to_writer(&mut *self.out, value)?)
    }

    fn end(self) -> anyhow::Result<()> {
        Ok(self.out.write_all(if self.empty { b"]" } else { b"\n ]" })?)
    }
}
