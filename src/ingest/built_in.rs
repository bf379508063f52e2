//! The articles that the program carries with it.

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::{Document, Interval, Origin, Outlet, Published, PublishedBasis};

use super::page::outlets;
use super::read_text;

/// The built-in articles: file stem and text.
const ARTICLES: [(&str, &str); 5] = [
    ("000_bd47d08d15ba8ac1", include_str!("../../assets/corpus/000_bd47d08d15ba8ac1.txt")),
    ("001_ca1e669d41fb41dd", include_str!("../../assets/corpus/001_ca1e669d41fb41dd.txt")),
    ("002_05cd36c9dc5f0d7a", include_str!("../../assets/corpus/002_05cd36c9dc5f0d7a.txt")),
    ("003_2a70f222a6d8dfc3", include_str!("../../assets/corpus/003_2a70f222a6d8dfc3.txt")),
    ("004_c60929020f56a472", include_str!("../../assets/corpus/004_c60929020f56a472.txt")),
];

const CORPUS_JSON: &str = include_str!("../../assets/corpus/corpus.json");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CorpusFile {
    #[serde(rename = "about")]
    _about: String,
    articles: Vec<CorpusEntry>,
}

/// What is known of a built-in article and does not stand in its text.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CorpusEntry {
    id: String,
    #[serde(default)]
    outlet: Option<String>,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    published: Option<Days>,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Days {
    earliest: Date,
    latest: Date,
}

/// The five built-in articles. Their ids are the stems of their files.
///
/// `assets/corpus/corpus.json` adds the publication date, as inferred and with its reason, to articles that
/// state none.
pub fn built_in() -> Vec<Document> {
    let corpus: CorpusFile = serde_json::from_str(CORPUS_JSON).unwrap_or_default();
    let mut documents = built_in_as_written();
    for document in &mut documents {
        if let Some(entry) = corpus.articles.iter().find(|entry| entry.id == document.id) {
            entry.add_to(document);
        }
    }
    documents
}

/// The same without `corpus.json`: only what the texts say.
pub fn built_in_as_written() -> Vec<Document> {
    ARTICLES.iter().map(|(id, text)| read_text(id, (*text).to_owned(), Origin::default())).collect()
}

impl CorpusEntry {
    /// Adds what the article does not say itself; what it says stays.
    fn add_to(&self, document: &mut Document) {
        if let Some(name) = &self.outlet
            && document.outlet.is_none()
        {
            let outlet = || Outlet { id: name.clone(), name: name.clone() };
            document.outlet = Some(outlets().by_name(name).unwrap_or_else(outlet));
        }
        if document.address.is_none() {
            document.address.clone_from(&self.address);
        }
        if let Some(days) = self.published
            && document.published.is_none()
        {
            document.published = Some(Published {
                interval: Interval::between(days.earliest, days.latest),
                basis: PublishedBasis::Inferred,
                reasons: self.reason.iter().cloned().collect(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Role, Span};

    #[test]
    fn the_corpus_file_names_only_articles_that_are_there() {
        let corpus: CorpusFile = serde_json::from_str(CORPUS_JSON).unwrap();
        for entry in corpus.articles {
            assert!(ARTICLES.iter().any(|(id, _)| *id == entry.id), "{}", entry.id);
            assert_eq!(
                entry.published.is_some(),
                entry.reason.is_some(),
                "{}: a date needs its reason",
                entry.id
            );
        }
    }

    #[test]
    fn titles_outlets_and_stated_dates_are_found() {
        let seen: Vec<_> = built_in_as_written()
            .into_iter()
            .map(|d| {
                let day = d.published.as_ref().map(|p| p.interval.edtf());
                (d.title().unwrap_or_default(), d.kicker(), d.outlet.map(|o| o.id), day)
            })
            .collect();
        let text = |s: &str| Some(s.to_owned());
        let expected = [
            (
                r#"" المواجهة قد تبدأ ".. فصائل " المقاومة " في العراق تشكك بإعلان انسحاب القوات الأمريكية !"#,
                None,
                text("rt"),
                text("2021-07-31"),
            ),
            (
                "المقاومة العراقية: مهمة سلاح الجو الأميركي هي الدفاع عن أمن الكيان الصهيوني",
                None,
                text("al_mayadeen"),
                None,
            ),
            (
                "العراق.. ميليشيات مسلحة تلوح بالتصعيد مع قرب انسحاب القوات الأمريكية",
                None,
                text("erem_news"),
                None,
            ),
            (
                "المقاومة العراقية ترفض التسويف الأميركي: لتحديد مهلة زمنية للانسحاب",
                None,
                None,
                text("2024-07-27"),
            ),
            (
                "فصائل إيران في العراق: سنواصل مهاجمة التحالف الدولي",
                text("رغم المباحثات المرتقبة بين بغداد وواشنطن"),
                text("elaph"),
                None,
            ),
        ];
        for (seen, expected) in seen.into_iter().zip(expected) {
            assert_eq!(seen, (expected.0.to_owned(), expected.1, expected.2, expected.3));
        }
    }

    #[test]
    fn furniture_is_set_apart_and_all_else_is_content() {
        // Lines of the files, counted from 1, that are no content.
        let hidden: [&[usize]; 5] =
            [&[3, 12], &[30], &[2, 4, 50, 52, 55, 56, 57], &[1, 19, 20], &[1, 8, 9, 10, 34, 36, 37, 38, 40]];
        for (document, hidden) in built_in().iter().zip(hidden) {
            let mut at = 0;
            for (index, line) in document.text.split('\n').enumerate() {
                let span = Span::new(at, at + line.len());
                let shown = document.blocks.iter().any(|b| b.role.is_content() && b.span.overlaps(span));
                if !line.trim().is_empty() {
                    assert_eq!(
                        shown,
                        !hidden.contains(&(index + 1)),
                        "{} {}: {line}",
                        document.id,
                        index + 1
                    );
                }
                at += line.len() + 1;
            }
        }
    }

    #[test]
    fn parts_of_the_articles_have_their_roles() {
        let documents = built_in();
        let of = |article: usize, role: Role| -> Vec<String> {
            let document = &documents[article];
            let blocks = document.blocks.iter().filter(|b| b.role == role);
            blocks.map(|b| b.span.of(&document.text).to_owned()).collect()
        };
        assert_eq!(of(2, Role::Subheading), ["فتح باب التطوع", "ذريعة للبقاء"]);
        assert_eq!(of(1, Role::Bullet).len(), 1);
        assert!(of(4, Role::Caption)[0].starts_with("صورة ملتقطة في 8 تموز/يوليو 2021"));
        assert!(
            of(0, Role::Paragraph).iter().any(|p| p.contains("منذ بداية\nعام 2021")),
            "a broken line is joined"
        );
        for article in 1..5 {
            assert_eq!(of(article, Role::Lead).len(), 1, "{article}");
        }
    }
}
