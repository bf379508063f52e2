//! RSS, Atom and JSON feeds.

use feed_rs::model::{Entry, Feed, Text};

use super::html::html_text;
use super::json::looks_like_html;
use super::record::Record;

/// The entries of a feed as records, in the feed's order.
///
/// # Errors
/// In words for people, if the bytes are no feed.
pub fn feed_records(bytes: &[u8]) -> Result<Vec<Record>, String> {
    let feed = feed_rs::parser::parse(bytes).map_err(|e| format!("not a feed: {e}"))?;
    let source = source_of(&feed);
    Ok(feed.entries.into_iter().map(|entry| record(entry, source.as_ref())).collect())
}

/// The outlet of a whole feed: the site that it links to, else its title.
fn source_of(feed: &Feed) -> Option<String> {
    let site = feed.links.iter().find(|l| l.rel.as_deref() != Some("self")).map(|l| l.href.clone());
    let known = site.filter(|s| crate::ingest::page::outlets().by_address(s).is_some());
    known.or_else(|| feed.title.as_ref().map(plain)).filter(|s| !s.trim().is_empty())
}

fn record(entry: Entry, source: Option<&String>) -> Record {
    let content = entry.content.and_then(|c| c.body).filter(|b| !b.trim().is_empty());
    let body = content.or_else(|| entry.summary.map(|s| s.content)).unwrap_or_default();
    let (text, hints) =
        if looks_like_html(&body) || body.contains('&') { html_text(&body) } else { (body, Vec::new()) };
    let link = entry
        .links
        .iter()
        .find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate"))
        .or(entry.links.first());
    Record {
        id: None, // feeds' ids are addresses or numbers of no use to people
        title: entry.title.as_ref().map(plain),
        text,
        hints,
        published: entry.published.or(entry.updated).map(|time| time.to_rfc3339()),
        source: source.cloned(),
        address: link.map(|l| l.href.clone()),
    }
}

fn plain(text: &Text) -> String {
    if text.content.contains(['<', '&']) { html_text(&text.content).0 } else { text.content.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_of_three_kinds_are_read() {
        let rss = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>شفق نيوز</title><link>https://shafaq.com</link>
            <item><title>عنوان</title><link>https://shafaq.com/1</link><pubDate>Sat, 20 Jan 2024 18:00:00 +0300</pubDate>
            <description>&lt;p&gt;أولى&lt;/p&gt;&lt;p&gt;ثانية&lt;/p&gt;</description></item></channel></rss>"#;
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>موقع</title><id>x</id><updated>2024-01-20T15:00:00Z</updated>
            <entry><id>1</id><title>عنوان</title><updated>2024-01-20T15:00:00Z</updated><link href="https://shafaq.com/1"/>
            <content type="html">&lt;p&gt;أولى&lt;/p&gt;&lt;p&gt;ثانية&lt;/p&gt;</content></entry></feed>"#;
        let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"موقع","items":[{"id":"1","title":"عنوان","url":"https://shafaq.com/1",
            "content_html":"<p>أولى</p><p>ثانية</p>","date_published":"2024-01-20T15:00:00Z"}]}"#;
        for feed in [rss, atom, json] {
            let records = feed_records(feed.as_bytes()).unwrap();
            assert_eq!(records.len(), 1);
            let record = &records[0];
            assert_eq!((record.title.as_deref(), record.text.as_str()), (Some("عنوان"), "أولى\n\nثانية"));
            assert_eq!(
                super::super::stated_day(record.published.as_deref().unwrap()).unwrap().to_string(),
                "2024-01-20"
            );
            assert_eq!(record.address.as_deref(), Some("https://shafaq.com/1"));
        }
        assert_eq!(feed_records(rss.as_bytes()).unwrap()[0].source.as_deref(), Some("https://shafaq.com/"));
    }

    #[test]
    fn what_is_no_feed_is_said() {
        assert!(feed_records(b"<html><p>x").is_err());
        assert!(feed_records(b"").is_err());
    }

    #[test]
    fn depth_and_entities_do_not_hurt() {
        let deep = format!(
            "<rss version=\"2.0\"><channel><item><description>{}{}</description></item></channel></rss>",
            "<a>".repeat(50_000),
            "</a>".repeat(50_000)
        );
        let _ = feed_records(deep.as_bytes());
        let bomb = r#"<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
            <rss version="2.0"><channel><title>&b;</title></channel></rss>"#;
        let _ = feed_records(bomb.as_bytes());
    }
}
