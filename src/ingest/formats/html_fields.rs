//! What a web page says about itself: JSON-LD, `<meta>`, `<time>`, `<link>`, its headings.

use dom_query::Document;
use serde_json::Value;

use super::record::Record;
use crate::ingest::page::outlets;

/// The article's fields in JSON-LD (schema.org's `Article` and its kinds), wherever they stand in it.
pub(super) fn read_json_ld(page: &Document, record: &mut Record) {
    for script in page.select(r#"script[type="application/ld+json"]"#).nodes() {
        let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) else { continue };
        let mut rest = vec![&value];
        while let Some(value) = rest.pop() {
            match value {
                Value::Array(values) => rest.extend(values.iter().rev()),
                Value::Object(object) => {
                    if is_article(object.get("@type")) {
                        let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
                        let publisher = object.get("publisher").map(|p| p.get("name").unwrap_or(p));
                        set(&mut record.title, text("headline"));
                        set(&mut record.published, text("datePublished").or_else(|| text("dateCreated")));
                        set(&mut record.source, publisher.and_then(Value::as_str).map(str::to_owned));
                        set(&mut record.address, text("url"));
                    }
                    rest.extend(object.values().filter(|v| v.is_object() || v.is_array()));
                }
                _ => {}
            }
        }
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|k| k.ends_with("Article") || k.ends_with("BlogPosting") || k == "Report")
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn set(field: &mut Option<String>, value: Option<String>) {
    let value = value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    if field.is_none() {
        *field = value;
    }
}

/// The fields in `<meta>`, `<time>` and `<link>`.
pub(super) fn read_meta(page: &Document, record: &mut Record) {
    let first = |selector: &str, attribute: &str| {
        page.select(selector).nodes().iter().find_map(|n| n.attr(attribute)).map(|v| v.to_string())
    };
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            ["property", "name", "itemprop"]
                .iter()
                .find_map(|kind| first(&format!(r#"meta[{kind}="{name}"]"#), "content"))
        })
    };
    set(
        &mut record.published,
        meta(&[
            "article:published_time",
            "og:article:published_time",
            "datePublished",
            "publish-date",
            "pubdate",
            "publishdate",
            "parsely-pub-date",
            "DC.date.issued",
            "dc.date",
            "date",
            "sailthru.date",
            "article.published",
        ])
        .or_else(|| first(r#"time[itemprop="datePublished"][datetime]"#, "datetime"))
        .or_else(|| first("article time[datetime]", "datetime"))
        .or_else(|| first("time[datetime]", "datetime")),
    );
    set(&mut record.source, meta(&["og:site_name", "application-name", "publisher"]));
    let canonical = first(r#"link[rel="canonical"]"#, "href");
    set(&mut record.address, canonical.or_else(|| meta(&["og:url"])));
    set(&mut record.title, meta(&["og:title", "twitter:title"]));
}

/// The outlet after the last sign of the window's title, `… | الجزيرة نت`, if a list knows it.
pub(super) fn outlet_in_title(page: &Document) -> Option<String> {
    let title = page.select("head title").nodes().first()?.text();
    let (_, name) = title.rsplit_once(['|', '-', '–', '—'])?;
    outlets().by_name(name).map(|_| name.trim().to_owned())
}

/// The headline: that of the metadata, unless the page's own first heading is a part of it (metadata like to
/// add the outlet's name).
pub(super) fn title_of(page: &Document, metadata: Option<String>) -> Option<String> {
    let text = |selector: &str| {
        let words = page
            .select(selector)
            .nodes()
            .first()
            .map(|n| n.text().split_whitespace().collect::<Vec<_>>().join(" "));
        words.filter(|w| !w.is_empty())
    };
    let heading = text("h1");
    let whole = metadata.clone().or_else(|| text("head title"));
    match (heading, whole) {
        (Some(heading), Some(whole)) if whole.contains(&heading) => Some(heading),
        (heading, None) => heading,
        (_, whole) => whole,
    }
}
