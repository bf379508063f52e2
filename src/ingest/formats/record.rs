//! An article as fields, before it becomes a document.

use crate::ingest::files::Problem;
use crate::ingest::page::{host, outlets, structure_with, unknown_outlet};
use crate::model::{Document, Interval, Origin, Outlet, Published, PublishedBasis, Role, Span};

use super::date::stated_day;

/// An article as a record, a feed's entry or a page's metadata states it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// The record's own name for it.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The text, decoded, without mark-up.
    pub text: String,
    /// Parts of the text whose role the mark-up tells.
    pub hints: Vec<(Span, Role)>,
    /// The date of publication as it was written.
    pub published: Option<String>,
    /// The outlet's name or address.
    pub source: Option<String>,
    /// The article's web address.
    pub address: Option<String>,
}

impl Record {
    /// Makes the document. Its text is the headline, an empty line, and the text; where the text begins with
    /// the headline it is the text alone. `id` is its name; the second value says what could not be understood.
    pub fn into_document(self, id: String, origin: Origin) -> (Document, Option<Problem>) {
        let title = self.title.as_deref().map(one_line).filter(|t| !t.is_empty());
        let (text, offset) = match &title {
            Some(title) if !begins_with(&self.text, title) => {
                (format!("{title}\n\n{}", self.text), title.len() + 2)
            }
            _ => (self.text, 0),
        };
        let hints: Vec<_> = self
            .hints
            .into_iter()
            .map(|(s, role)| (Span::new(s.start + offset, s.end + offset), role))
            .collect();
        let page = structure_with(&text, title.as_deref(), &hints);
        let address = self.address.filter(|a| is_web_address(a)).map(|a| a.trim().to_owned());
        let outlet = outlet_of(self.source.as_deref(), address.as_deref()).or(page.outlet.clone());
        let mut problem = None;
        let day = self.published.as_deref().filter(|p| !p.trim().is_empty()).and_then(|field| {
            let day = stated_day(field);
            if day.is_none() {
                problem = Some(Problem::BadDate(field.chars().take(80).collect()));
            }
            Some((day?, field.trim().to_owned()))
        });
        let published = match day {
            Some((day, words)) => Some(Published {
                interval: Interval::day(day),
                basis: PublishedBasis::Stated,
                reasons: vec![words],
            }),
            None => page.published(&text),
        };
        (Document { id, origin, blocks: page.blocks, outlet, address, published, text }, problem)
    }
}

/// The outlet that a field names: by name, by address, or, where no list knows it, by its own words; else the
/// outlet whose site the article's address is on.
fn outlet_of(source: Option<&str>, address: Option<&str>) -> Option<Outlet> {
    let named = source.map(str::trim).filter(|s| !s.is_empty());
    let known = named.and_then(|s| outlets().by_name(s).or_else(|| outlets().by_address(s)));
    let by_address = || address.and_then(|a| outlets().by_address(a));
    let unknown =
        || named.filter(|s| s.chars().count() <= 80).map(|s| host(s).unwrap_or_else(|| s.to_owned()));
    known.or_else(by_address).or_else(|| unknown_outlet(&unknown()?))
}

/// Only `http` and `https` addresses are kept: nothing else may be opened from an article.
fn is_web_address(address: &str) -> bool {
    let address = address.trim();
    let lower = address.get(..8.min(address.len())).unwrap_or_default().to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://"))
        && address.len() <= 2048
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// A title on one line.
fn one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the first line of `text` that is not blank is `title`, white space aside.
fn begins_with(text: &str, title: &str) -> bool {
    text.lines().map(str::trim).find(|line| !line.is_empty()).is_some_and(|line| one_line(line) == title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn record() -> Record {
        Record {
            title: Some("بغداد وواشنطن تعلنان\nموعد الانسحاب".into()),
            text: "أعلنت بغداد وواشنطن، اليوم الجمعة، موعد انسحاب قوات التحالف الدولي من العراق، بحسب بيان مشترك.\n\n\
                وقال البيان إن المهمة تنتهي خلال عام واحد."
                .into(),
            published: Some("2024-09-27T10:00:00+03:00".into()),
            source: Some("موقع الجبهة الجديدة".into()),
            address: Some("https://example.org/a".into()),
            ..Record::default()
        }
    }

    #[test]
    fn a_record_becomes_a_document() {
        let (document, problem) = record().into_document("a".into(), Origin::default());
        assert_eq!(problem, None);
        assert_eq!(document.title().as_deref(), Some("بغداد وواشنطن تعلنان موعد الانسحاب"));
        assert!(document.text.starts_with("بغداد وواشنطن تعلنان موعد الانسحاب\n\nأعلنت"));
        let published = document.published.unwrap();
        assert_eq!(published.interval, Interval::day(date(2024, 9, 27)));
        assert_eq!((published.basis, published.reasons.len()), (PublishedBasis::Stated, 1));
        let outlet = document.outlet.unwrap();
        assert_eq!(
            (outlet.id.as_str(), outlet.name.as_str()),
            ("rule:موقع_الجبهه_الجديده", "موقع الجبهة الجديدة")
        );
        assert_eq!(document.address.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn the_title_is_not_said_twice() {
        let mut record = record();
        record.text = format!("بغداد وواشنطن تعلنان موعد الانسحاب\n{}", record.text);
        let (document, _) = record.clone().into_document("a".into(), Origin::default());
        assert_eq!(document.text, record.text);
        assert_eq!(document.blocks.iter().filter(|b| b.role == Role::Title).count(), 1);
    }

    #[test]
    fn known_outlets_are_known_by_name_or_address() {
        assert_eq!(outlet_of(Some("الجزيرة نت"), None).unwrap().id, "al_jazeera");
        assert_eq!(outlet_of(Some("www.shafaq.com"), None).unwrap().id, "shafaq_news");
        assert_eq!(outlet_of(None, Some("https://arabic.rt.com/x")).unwrap().id, "rt");
        assert_eq!(outlet_of(None, Some("https://example.org/x")), None);
    }

    #[test]
    fn only_web_addresses_are_kept() {
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://a\u{1b}[0m", ""] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_date_that_is_none_is_said() {
        let record = Record { published: Some("قبل أيام".into()), ..record() };
        let (document, problem) = record.into_document("a".into(), Origin::default());
        assert_eq!(document.published, None);
        assert_eq!(problem, Some(Problem::BadDate("قبل أيام".into())));
    }
}
