//! What holds for every document and every analysis.

use rasid::model::{Analysis, Document, Interval, Span};

/// Spans are on character boundaries, and blocks leave nothing but white space between them.
pub fn document(document: &Document) {
    let text = &document.text;
    assert!(!document.id.is_empty(), "a document without a name");
    let mut end = 0;
    for block in &document.blocks {
        within(text, block.span);
        assert!(block.span.start >= end, "blocks overlap at {}", block.span.start);
        blank(text, Span::new(end, block.span.start));
        end = block.span.end;
    }
    if !document.blocks.is_empty() {
        blank(text, Span::new(end, text.len()));
    }
    if let Some(address) = &document.address {
        assert!(address.starts_with("http") || address.starts_with("HTTP"), "{address:?}");
    }
    if let Some(published) = &document.published {
        interval(&published.interval);
    }
}

/// Spans fit the text, mentions are flat, every interval begins before it ends, every entity is named.
pub fn analysis(document: &Document, analysis: &Analysis) {
    let text = &document.text;
    let mut end = 0;
    for mention in &analysis.mentions {
        within(text, mention.span);
        assert!(mention.span.start >= end, "mentions overlap at {}", mention.span.start);
        assert!(!mention.span.is_empty(), "an empty mention at {}", mention.span.start);
        end = mention.span.end;
        assert!(analysis.entities.iter().any(|e| e.id == mention.entity), "{:?} is unknown", mention.entity);
    }
    for date in &analysis.dates {
        within(text, date.span);
        interval(&date.interval);
    }
    if let Some(published) = &analysis.published {
        interval(&published.interval);
    }
    for event in &analysis.events {
        within(text, event.trigger);
        within(text, event.sentence);
        assert!(event.sentence.covers(event.trigger), "a trigger outside its sentence");
        interval(&event.interval);
        event.date.iter().for_each(|&span| within(text, span));
        for who in [&event.actors, &event.targets, &event.places, &event.weapons].into_iter().flatten() {
            within(text, who.span);
        }
    }
}

fn interval(interval: &Interval) {
    if let (Some(first), Some(last)) = (interval.earliest, interval.latest) {
        assert!(first <= last, "{first} after {last}");
    }
    // Writing it must not fail, whatever the year.
    let _ = (interval.edtf(), interval.sort_day());
}

/// The span is a range of whole characters of the text.
pub fn within(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} does not fit {} bytes", text.len());
}

fn blank(text: &str, span: Span) {
    let between = span.of(text);
    let empty =
        |c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}' || rasid::text::is_unsafe_to_show(c);
    assert!(between.chars().all(empty), "between blocks: {between:?}");
}
