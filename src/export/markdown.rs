//! Articles and what was found in them as Markdown (CommonMark with tables), for people.

use std::fmt::Write as _;
use std::io::Write;

use super::Folder;
use super::json::each_article;
use crate::library::{Article, Filter, Library};
use crate::model::{EntityId, EntityType, Event, Participant, Role, Span};
use crate::text::Clean;

/// Writes all articles one after another.
pub(super) fn document(library: &Library, filter: &Filter, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut first = true;
    each_article(library, filter, |article| {
        if !first {
            out.write_all(b"\n---\n\n")?;
        }
        first = false;
        Ok(out.write_all(page(article).as_bytes())?)
    })
}

/// Writes each article into a file of its own, and `index.md` with links to them.
pub(super) fn pages(library: &Library, filter: &Filter, folder: &Folder) -> anyhow::Result<()> {
    let mut index = folder.create("index", "md")?;
    writeln!(index, "| date | outlet | article |\n|---|---|---|")?;
    each_article(library, filter, |article| {
        let (name, mut file) = folder.create_named(&article.document.id, "md")?;
        file.write_all(page(article).as_bytes())?;
        file.flush()?;
        let title = article.document.title().unwrap_or_else(|| article.document.id.clone());
        let outlet = article.document.outlet.as_ref().map_or("", |o| o.name.as_str());
        let date = article.published().map(|p| p.interval.edtf()).unwrap_or_default();
        writeln!(index, "| {} | {} | [{}](<{name}>) |", escaped(&date), escaped(outlet), escaped(&title))?;
        Ok(())
    })?;
    Ok(index.flush()?)
}

fn page(article: &Article) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = head(article, &mut out);
    text(article, &mut out);
    let _ = names(article, &mut out);
    let _ = events(article, &mut out);
    out
}

fn head(article: &Article, out: &mut String) -> std::fmt::Result {
    let document = &article.document;
    let title = document.title().unwrap_or_else(|| document.id.clone());
    writeln!(out, "# {}\n", escaped(&title))?;
    writeln!(out, "- id: {}", escaped(&document.id))?;
    if let Some(outlet) = &document.outlet {
        writeln!(out, "- outlet: {}", escaped(&outlet.name))?;
    }
    if let Some(published) = article.published() {
        let reasons = published.reasons.join("; ");
        let (date, basis) = (published.interval.edtf(), published.basis.as_str());
        writeln!(out, "- date: {} ({basis}: {})", escaped(&date), escaped(&reasons))?;
    }
    if let Some(address) = &document.address {
        writeln!(out, "- address: {}", escaped(address))?;
    }
    writeln!(out)
}

/// The text of the article, without the page's furniture. It is quoted, so that what the outlet says and what
/// the program found are told apart.
fn text(article: &Article, out: &mut String) {
    let document = &article.document;
    let blocks = document.blocks.iter().filter(|b| b.role != Role::Furniture && b.role != Role::Title);
    for block in blocks {
        let words = escaped(block.span.of(&document.text).trim());
        let start = match block.role {
            Role::Subheading => "> ## ",
            Role::Bullet => "> - ",
            _ => "> ",
        };
        let _ = writeln!(out, "{start}{words}\n>");
    }
    out.push('\n');
}

fn names(article: &Article, out: &mut String) -> std::fmt::Result {
    let found = &article.analysis;
    if found.entities.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Names\n\n| name | English | type | mentions | found |\n|---|---|---|---|---|")?;
    for kind in EntityType::ALL {
        for entity in found.entities.iter().filter(|e| e.kind == *kind) {
            let mentions = found.mentions.iter().filter(|m| m.entity == entity.id).count();
            let english = entity.name_en.as_deref().unwrap_or_default();
            let by = if entity.by_rule { "by rule" } else { "in the lexicon" };
            let name = escaped(&entity.name_ar);
            writeln!(out, "| {name} | {} | {kind} | {mentions} | {by} |", escaped(english))?;
        }
    }
    writeln!(out)
}

fn events(article: &Article, out: &mut String) -> std::fmt::Result {
    let mut events: Vec<&Event> = article.analysis.events.iter().collect();
    if events.is_empty() {
        return Ok(());
    }
    events.sort_by_key(|e| (e.interval.sort_day().is_none(), e.interval.sort_day(), e.trigger.start));
    writeln!(out, "## Events\n")?;
    for event in events {
        let date = if event.interval.sort_day().is_some() { event.interval.edtf() } else { "no date".into() };
        let planned = if event.planned { ", planned" } else { "" };
        write!(out, "- **{}** {} ({}{planned})", escaped(&date), event.kind, event.modality)?;
        for (label, who) in [("by", &event.actors), ("against", &event.targets), ("in", &event.places)] {
            if !who.is_empty() {
                let names: Vec<_> = who.iter().map(|p| escaped(name(article, p))).collect();
                write!(out, ", {label} {}", names.join("، "))?;
            }
        }
        let sentence = one_line(article, event.sentence);
        writeln!(out, "\n  > {}\n  >\n  > inferred by: {}", escaped(&sentence), escaped(&event.why.rule))?;
    }
    writeln!(out)
}

/// The entity's name, else the text's own words.
fn name<'a>(article: &'a Article, participant: &'a Participant) -> &'a str {
    let of = |id: &EntityId| article.analysis.entities.iter().find(|e| e.id == *id);
    let entity = participant.entity.as_ref().and_then(of);
    entity.map_or_else(|| participant.span.of(&article.document.text), |e| e.name_ar.as_str())
}

fn one_line(article: &Article, span: Span) -> String {
    span.of(&article.document.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text of which nothing is taken for Markdown or HTML: all ASCII punctuation that means something anywhere is
/// escaped by a backslash (CommonMark 2.4), and a line that would begin a list, a heading or a rule has none
/// left to begin it with. It is one line.
fn escaped(words: &str) -> String {
    let clean = Clean::new(words);
    let mut out = String::with_capacity(clean.len() + 8);
    let mut digits_only = true;
    for (at, c) in clean.char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '&' | '$' | '!' => true,
            // These mean something where a line begins.
            '#' | '+' | '-' | '=' => at == 0,
            // `1.` and `1)` begin a list.
            '.' | ')' => digits_only && at > 0,
            // What looks like an address would be made a link.
            ':' => clean.get(at..).is_some_and(|rest| rest.starts_with("://")),
            _ => false,
        };
        digits_only &= c.is_ascii_digit();
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event as Part, Options, Parser, Tag};

    /// What a reader of the Markdown sees, and whether anything but plain text is in it.
    fn read(markdown: &str) -> (String, bool) {
        let (mut text, mut plain) = (String::new(), true);
        for part in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match part {
                Part::Text(words) => text.push_str(&words),
                Part::Start(Tag::Paragraph) | Part::End(_) => {}
                _ => plain = false,
            }
        }
        (text, plain)
    }

    #[test]
    fn what_looks_like_markdown_stays_text() {
        for words in [
            "# عنوان",
            "1. واحد",
            "- بند",
            "* بند",
            "[رابط](javascript:alert(1))",
            "<script>alert(1)</script>",
            "`رمز`",
            "| خلية |",
            "&lt;",
            "![صورة](x)",
            "---",
            "===",
            "~~خط~~",
            "$x$",
            "https://example.org/a_b_c",
        ] {
            let (text, plain) = read(&escaped(words));
            assert!(plain && text == words, "{words}: {text}");
        }
    }

    proptest! {
        #[test]
        fn any_line_stays_text(words in "[ -~ابت]{0,40}") {
            let words = words.trim();
            let (text, plain) = read(&escaped(words));
            prop_assert!(plain, "{}", escaped(words));
            prop_assert_eq!(text, words);
        }
    }
}
