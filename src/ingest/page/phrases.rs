//! The phrases by which parts of a page are known, from `assets/furniture.json` and `assets/page.json`.

use foldhash::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::lines::{Line, key};

const FURNITURE_JSON: &str = include_str!("../../../assets/furniture.json");
const PAGE_JSON: &str = include_str!("../../../assets/page.json");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FurnitureFile {
    #[serde(rename = "about")]
    _about: String,
    max_words: usize,
    lines: Vec<String>,
    starts: Vec<String>,
    ends: Vec<String>,
    counts: Vec<String>,
    holds: Vec<String>,
    together: Vec<TogetherFile>,
    sections: Vec<String>,
    headings: HeadingsFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TogetherFile {
    max_words: usize,
    groups: Vec<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadingsFile {
    comments: Vec<String>,
    links: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PageFile {
    #[serde(rename = "about")]
    _about: String,
    caption: CaptionFile,
    byline: StartsFile,
    source: LabelsFile,
    updated: LabelsFile,
    date_words: Vec<String>,
    kicker_openers: Vec<String>,
    paragraph_openers: Vec<String>,
    open_ends: Vec<String>,
    bureaux: Vec<String>,
    own_page_words: Vec<String>,
    outlet_nouns: Vec<String>,
    slogan_words: Vec<String>,
    reached_us: Vec<String>,
    mastheads: Vec<String>,
    languages: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaptionFile {
    starts: Vec<String>,
    holds: Vec<String>,
    ends: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StartsFile {
    starts: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelsFile {
    labels: Vec<String>,
}

/// What a heading of a page's part opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// The readers' comments, with which the article has ended.
    Comments,
    /// Headlines of other articles.
    Links,
}

/// Phrases of one kind, longest first among those with the same first word.
#[derive(Debug, Default)]
pub struct Phrases(HashSet<String>, usize);

/// All phrases of a page's parts, folded.
#[derive(Debug, Default)]
pub struct PagePhrases {
    max_words: usize,
    lines: Phrases,
    starts: Phrases,
    ends: Phrases,
    counts: Phrases,
    holds: Vec<String>,
    together: Vec<(usize, Vec<Vec<String>>)>,
    /// Names of sections.
    pub sections: Phrases,
    comments: Phrases,
    links: Phrases,
    /// First words of a caption.
    pub caption_starts: Phrases,
    caption_holds: Vec<String>,
    /// Last words of a caption.
    pub caption_ends: Phrases,
    /// First words of a line that names the author.
    pub byline_starts: Phrases,
    /// Labels of the outlet.
    pub source_labels: Phrases,
    /// Labels of the day of the last change.
    pub updated_labels: Phrases,
    /// Words that a date line may hold besides the date.
    pub date_words: Phrases,
    /// First words of a kicker.
    pub kicker_openers: Phrases,
    /// First words of a paragraph that goes on.
    pub paragraph_openers: Phrases,
    /// Words by which a line of furniture speaks of its own page.
    pub own_page_words: Phrases,
    /// Languages in which pages are offered.
    pub languages: Phrases,
    /// Class nouns of outlets.
    pub outlet_nouns: Phrases,
    /// Words by which an outlet says what it is.
    pub slogan_words: Phrases,
    /// Verbs after which the outlet stands that something was sent to.
    pub reached_us: Phrases,
    /// What outlets call themselves behind their names.
    pub mastheads: Phrases,
    /// Cities from which outlets report.
    pub bureaux: Phrases,
    /// Words after which no sentence ends.
    pub open_ends: Phrases,
}

/// The phrases, read once. A file that cannot be read gives no phrases; a test checks that this does not happen.
pub fn phrases() -> &'static PagePhrases {
    static PHRASES: LazyLock<PagePhrases> = LazyLock::new(|| {
        let furniture = serde_json::from_str(FURNITURE_JSON).unwrap_or_default();
        PagePhrases::new(furniture, serde_json::from_str(PAGE_JSON).unwrap_or_default())
    });
    &PHRASES
}

impl Phrases {
    fn new(phrases: Vec<String>) -> Self {
        let set: HashSet<String> = phrases.iter().map(|p| key(p)).filter(|p| !p.is_empty()).collect();
        let longest = set.iter().map(|p| p.split(' ').count()).max().unwrap_or(0);
        Self(set, longest)
    }

    /// Whether `key` is one of the phrases.
    pub fn is(&self, key: &str) -> bool {
        self.0.contains(key)
    }

    /// The length in bytes of the longest phrase with which `key` begins, at a word's end.
    pub fn start_of(&self, key: &str) -> Option<usize> {
        let ends = key
            .match_indices(|c: char| !crate::text::is_letter_or_number(c))
            .map(|(at, _)| at)
            .chain([key.len()]);
        ends.take(self.1 * 2).filter(|&end| self.0.contains(&key[..end])).last()
    }

    /// Whether `key` is nothing but phrases, one after another.
    pub fn cover(&self, key: &str) -> bool {
        let mut rest = key;
        while !rest.is_empty() {
            let Some(end) = self.start_of(rest) else { return false };
            rest = rest[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
        }
        true
    }

    /// Whether `key` ends with one of the phrases, at a word's start.
    pub fn ends(&self, key: &str) -> bool {
        let starts = key.rmatch_indices(|c: char| !crate::text::is_letter_or_number(c) && c != '.');
        let starts = starts.map(|(at, sign)| at + sign.len()).chain([0]);
        starts.take(self.1 * 2).any(|start| self.0.contains(&key[start..]))
    }
}

impl PagePhrases {
    fn new(furniture: FurnitureFile, page: PageFile) -> Self {
        let keys = |phrases: Vec<String>| {
            phrases.iter().map(|p| key(p)).filter(|p| !p.is_empty()).collect::<Vec<_>>()
        };
        Self {
            max_words: furniture.max_words,
            lines: Phrases::new(furniture.lines),
            starts: Phrases::new(furniture.starts),
            ends: Phrases::new(furniture.ends),
            counts: Phrases::new(furniture.counts),
            holds: keys(furniture.holds),
            together: furniture
                .together
                .into_iter()
                .map(|t| (t.max_words, t.groups.into_iter().map(keys).collect()))
                .collect(),
            sections: Phrases::new(furniture.sections),
            comments: Phrases::new(furniture.headings.comments),
            links: Phrases::new(furniture.headings.links),
            caption_starts: Phrases::new(page.caption.starts),
            caption_holds: keys(page.caption.holds),
            caption_ends: Phrases::new(page.caption.ends),
            byline_starts: Phrases::new(page.byline.starts),
            source_labels: Phrases::new(page.source.labels),
            updated_labels: Phrases::new(page.updated.labels),
            date_words: Phrases::new(page.date_words),
            kicker_openers: Phrases::new(page.kicker_openers),
            paragraph_openers: Phrases::new(page.paragraph_openers),
            own_page_words: Phrases::new(page.own_page_words),
            languages: Phrases::new(page.languages),
            outlet_nouns: Phrases::new(page.outlet_nouns),
            slogan_words: Phrases::new(page.slogan_words),
            reached_us: Phrases::new(page.reached_us),
            mastheads: Phrases::new(page.mastheads),
            bureaux: Phrases::new(page.bureaux),
            open_ends: Phrases::new(page.open_ends),
        }
    }

    /// What the line opens, if it is the heading of a page's part. A count after it (`التعليقات (3)`) is no hindrance.
    pub fn heading(&self, line: &Line) -> Option<Heading> {
        let name = line.key.trim_end_matches(|c: char| !crate::text::is_letter(c));
        if self.comments.is(name) {
            Some(Heading::Comments)
        } else if self.links.is(name) {
            Some(Heading::Links)
        } else {
            None
        }
    }

    /// Whether the line alone, wherever it stands, is a page's furniture.
    pub fn is_furniture(&self, line: &Line) -> bool {
        let key = line.key.as_str();
        if key.is_empty() {
            // Signs alone; long lines have no key and are running text.
            return line.words <= self.max_words && !line.text.chars().any(char::is_alphanumeric);
        }
        // `طباعة | إرسال إلى صديق | حفظ`: buttons side by side.
        if self.lines.is(key) || line.words <= self.max_words && self.lines.cover(key) {
            return true;
        }
        // A full sentence is content unless a rule is sure.
        let is_sentence = line.ends_with_stop() && line.words > 7;
        line.words <= self.max_words && !is_sentence && self.starts.start_of(key).is_some()
            || line.words <= 5 && self.ends.ends(key)
            || line.words <= 6 && self.is_count(key)
            || line.text.split_whitespace().all(|word| word.starts_with('#') && word.len() > 1)
            || line.words <= self.max_words && self.holds.iter().any(|phrase| has_phrase(key, phrase))
            || self.together.iter().any(|(max_words, groups)| {
                line.words <= *max_words
                    && !is_sentence
                    && groups.iter().all(|group| group.iter().any(|phrase| has_phrase(key, phrase)))
            })
            || line.text.contains('©')
                && line.words <= self.max_words
                && line.text.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether there is nothing but a number and what it counts: `2,417 شوهد`, `4دقائق`, `التعليقات: 12`, `61.2K views`.
    fn is_count(&self, key: &str) -> bool {
        let is_digit = |c: char| crate::text::digit_value(c).is_some();
        let of_number = |word: &str| {
            let rest = word.trim_matches(|c: char| is_digit(c) || matches!(c, '.' | ',' | '٬' | '٫' | '+'));
            word.contains(is_digit) && matches!(rest, "" | "k" | "m" | "الف" | "الفا")
        };
        // `4دقائق`: the number may stand without a space before it.
        let parted =
            key.char_indices().rev().find(|&(_, c)| is_digit(c)).map_or(0, |(at, c)| at + c.len_utf8());
        let (before, after) = key.split_at(parted);
        let words =
            before.split(' ').chain(after.split(' ')).map(|w| w.trim_matches([':', '|', '-', '(', ')']));
        let rest: Vec<&str> = words.filter(|w| !w.is_empty() && !of_number(w)).collect();
        key.contains(is_digit) && !rest.is_empty() && self.counts.cover(&rest.join(" "))
    }

    /// Whether the line holds words that only captions hold.
    pub fn holds_caption_words(&self, key: &str) -> bool {
        self.caption_holds.iter().any(|phrase| has_phrase(key, phrase))
    }
}

/// Whether `phrase` stands in `key` as whole words.
fn has_phrase(key: &str, phrase: &str) -> bool {
    key.match_indices(phrase).any(|(at, _)| {
        let before = key[..at].chars().next_back();
        let after = key[at + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn the_files_are_sound() {
        serde_json::from_str::<FurnitureFile>(FURNITURE_JSON).unwrap();
        serde_json::from_str::<PageFile>(PAGE_JSON).unwrap();
    }

    fn is_furniture(text: &str) -> bool {
        phrases().is_furniture(&lines(text)[0])
    }

    #[test]
    fn lines_of_pages_are_furniture() {
        for line in [
            "شارك الخبر",
            "No stories found.",
            "اقرأ أيضاً: فصائل عراقية تتبنى هجوما على قاعدة في سوريا",
            "تابعوا آخر الأخبار عبر قناتنا على تلغرام",
            "لتحميل تطبيق السومرية نيوز اضغط هنا",
            "جميع الحقوق محفوظة © شفق نيوز 2024",
            "3 دقائق قراءة",
            "***",
            "2,417 شوهد",
            "4دقائق",
            "التعليقات: 12",
            "طباعة | ارسال الى صديق | حفظ",
            "مشاركة Facebook Twitter Telegram",
            "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا، وباستمرارك في التصفح فإنك توافق على ذلك",
            "اشترك بقناتنا | t.me/example",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn content_is_not_taken_for_furniture() {
        for line in [
            "ونشرت كتائب حزب الله بيانا عبر حسابها على تلغرام دعت فيه أنصارها إلى متابعة التطورات",
            "تابع الكاظمي أن القوات الأمريكية ستنسحب في نهاية العام.",
            "مشاركة الحشد الشعبي في المعارك",
            "المزيد من القوات الأمريكية يصل إلى عين الأسد",
            "بحث السوداني مع بلينكن انسحاب القوات",
            "بيان مشترك",
            "3 قتلى",
            "نشر 2500 عسكري",
            "قبول العراق بالشروط",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
