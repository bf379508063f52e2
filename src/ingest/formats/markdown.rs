//! Articles as Markdown.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::model::{Role, Span};

use super::record::Record;

/// Reads Markdown (CommonMark): the mark-up goes, the words stay. Headings and list items keep their roles; the
/// first heading of the first level is the title. Front matter between lines of `---` gives fields.
pub fn markdown_record(markdown: &str) -> Record {
    let (mut record, body) = front_matter(markdown);
    let mut out = String::with_capacity(body.len());
    let mut hints = Vec::new();
    let mut open: Vec<(usize, Role)> = Vec::new();
    for event in Parser::new(body) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                new_block(&mut out);
                let is_title = level == HeadingLevel::H1 && record.title.is_none();
                open.push((out.len(), if is_title { Role::Title } else { Role::Subheading }));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((start, role)) = open.pop() {
                    let span = Span::new(start, out.len());
                    if role == Role::Title {
                        record.title = Some(span.of(&out).trim().to_owned());
                    } else {
                        hints.push((span, role));
                    }
                }
                new_block(&mut out);
            }
            Event::Start(Tag::Item) => {
                new_line(&mut out);
                out.push_str("• ");
            }
            Event::Start(Tag::Paragraph) if out.ends_with("• ") => {}
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_))
            | Event::End(TagEnd::Paragraph | TagEnd::List(_) | TagEnd::CodeBlock)
            | Event::Rule => {
                new_block(&mut out);
            }
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            // A line break within a paragraph is one of the page, not of the text.
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            _ => {}
        }
    }
    record.text = out.trim_end().to_owned();
    record.hints = hints;
    record
}

fn new_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn new_block(out: &mut String) {
    new_line(out);
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// The fields of front matter (`title: …` between lines of `---`), and what follows it.
fn front_matter(markdown: &str) -> (Record, &str) {
    let mut record = Record::default();
    let start = markdown.trim_start();
    let Some((head, body)) = start
        .strip_prefix("---")
        .and_then(|rest| rest.trim_start_matches([' ', '\r']).strip_prefix('\n'))
        .and_then(|rest| rest.split_once("\n---"))
    else {
        return (record, markdown);
    };
    for line in head.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        match name.trim() {
            "title" | "headline" => record.title = Some(value),
            "date" | "published" | "published_time" => record.published = Some(value),
            "source" | "outlet" | "publisher" => record.source = Some(value),
            "url" | "link" | "address" => record.address = Some(value),
            "id" => record.id = Some(value),
            _ => {}
        }
    }
    (record, body.trim_start_matches(['-', ' ', '\r', '\n']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_up_goes_and_words_stay() {
        let record = markdown_record(
            "---\ntitle: \"العنوان\"\ndate: 2024-01-26\nurl: https://e.org/a\n---\n\n# العنوان\n\nقال **المصدر** إن [القوات](https://x.org)\nانسحبت.\n\n\
             ## فرعي\n\n- أول\n- ثان\n",
        );
        assert_eq!(record.title.as_deref(), Some("العنوان"));
        assert_eq!(record.published.as_deref(), Some("2024-01-26"));
        assert_eq!(record.text, "العنوان\n\nقال المصدر إن القوات انسحبت.\n\nفرعي\n\n• أول\n• ثان");
        assert!(record.hints.iter().any(|(s, r)| *r == Role::Subheading && s.of(&record.text) == "فرعي"));
        assert_eq!(markdown_record("# عنوان\n\nنص").title.as_deref(), Some("عنوان"));
    }
}
