//! Saved web pages, and mark-up within fields.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::model::{Role, Span};

use super::html_fields::{outlet_in_title, read_json_ld, read_meta, title_of};
use super::record::Record;

/// Deeper pages are read without building a tree: the standard's way of building one takes time that grows with
/// the square of the depth. Browsers go no deeper either.
const DEEPEST: usize = 512;
/// Larger pages are read whole, without looking for the article among the rest.
const LARGEST_FOR_READABILITY: usize = 4 << 20;

/// Reads a saved page: the article by Mozilla's Readability, its fields by JSON-LD, then `<meta>`, `<time>` and
/// `<link>`.
pub fn html_record(html: &str) -> Record {
    if nesting(html) > DEEPEST {
        return Record { text: without_tags(html), ..Record::default() };
    }
    let page = Document::from(html);
    let mut record = Record::default();
    read_json_ld(&page, &mut record);
    read_meta(&page, &mut record);
    if record.source.is_none() {
        record.source = outlet_in_title(&page);
    }
    record.title = title_of(&page, record.title.take());
    let article = || {
        let config = Config { max_elements_to_parse: 200_000, disable_json_ld: true, ..Config::default() };
        let mut reader = Readability::new(html, None, Some(config)).ok()?;
        Some(reader.parse().ok()?.content)
    };
    let article = if html.len() <= LARGEST_FOR_READABILITY { article() } else { None };
    (record.text, record.hints) = match article {
        Some(content) => walk(&Document::fragment(content)),
        None => walk(&page),
    };
    if record.text.is_empty() {
        (record.text, record.hints) = walk(&page);
    }
    record
}

/// The text of a piece of HTML, paragraphs parted by empty lines, and what its tags tell about the parts.
pub fn html_text(html: &str) -> (String, Vec<(Span, Role)>) {
    if nesting(html) > DEEPEST { (without_tags(html), Vec::new()) } else { walk(&Document::fragment(html)) }
}

/// An estimate of how deeply elements are nested: elements whose end tag may be left out do not count.
fn nesting(html: &str) -> usize {
    const NOT_COUNTED: [&str; 26] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "option", "html", "head", "body",
    ];
    let (mut depth, mut deepest) = (0usize, 0usize);
    for tag in html.split('<').skip(1) {
        let (closes, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = &name[..end];
        if name.is_empty() || NOT_COUNTED.iter().any(|n| n.eq_ignore_ascii_case(name)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// The words between tags, one line for each run of them. For pages too deep for a tree.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        let text = part.split_once('>').map_or(part, |(_, text)| text).trim();
        if !text.is_empty() {
            out.push_str(text);
            out.push('\n');
        }
    }
    out
}

fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "head"
            | "iframe"
            | "object"
            | "button"
            | "select"
            | "textarea"
            | "form"
            | "nav"
            | "audio"
            | "video"
            | "canvas"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "table"
            | "tr"
            | "hr"
            | "address"
            | "details"
            | "summary"
            | "center"
            | "td"
            | "th"
            | "body"
            | "html"
            | "fieldset"
    )
}

fn role_of(name: &str) -> Option<Role> {
    match name {
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(Role::Subheading),
        "figcaption" => Some(Role::Caption),
        _ => None,
    }
}

/// Writes the text of a tree, without recursion: pages nest as deep as they like.
fn walk(page: &Document) -> (String, Vec<(Span, Role)>) {
    let mut writer = Writer::default();
    let root = page.root();
    let mut node = root.first_child();
    while let Some(here) = node {
        let descend = writer.enter(&here);
        let child = if descend { here.first_child() } else { None };
        if child.is_some() {
            node = child;
            continue;
        }
        // Up, until there is a next one beside it.
        let mut at = Some(here);
        node = None;
        while let Some(done) = at {
            writer.leave(&done);
            if let Some(next) = done.next_sibling() {
                node = Some(next);
                break;
            }
            at = done.parent().filter(|parent| parent.id != root.id);
        }
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    out: String,
    hints: Vec<(Span, Role)>,
    /// Where elements with a role began.
    open: Vec<(usize, Role)>,
}

impl Writer {
    /// Whether to look into the node.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            self.push_text(&node.text());
            return false;
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            return node.is_document() || node.is_fragment();
        };
        let name: &str = &name;
        if is_hidden(name) {
            return false;
        }
        match name {
            "br" => self.new_line(),
            "li" => {
                self.new_line();
                self.out.push_str("• ");
            }
            name if is_block(name) && !self.out.ends_with("• ") => self.new_block(),
            _ => {}
        }
        if let Some(role) = role_of(name) {
            self.open.push((self.out.len(), role));
        }
        true
    }

    fn leave(&mut self, node: &NodeRef) {
        let Some(name) = node.node_name().filter(|_| node.is_element()) else { return };
        let name: &str = &name;
        if role_of(name).is_some()
            && let Some((start, role)) = self.open.pop()
            && start < self.out.len()
        {
            self.hints.push((Span::new(start, self.out.len()), role));
        }
        if is_block(name) {
            self.new_block();
        } else if name == "li" {
            self.new_line();
        }
    }

    /// Text with its white space as browsers show it: runs of it are one space, none begins a line.
    fn push_text(&mut self, text: &str) {
        for (i, word) in text.split([' ', '\t', '\n', '\r', '\u{0C}']).enumerate() {
            let at_start = self.out.is_empty() || self.out.ends_with(['\n', ' ']);
            if i > 0 && !at_start {
                self.out.push(' ');
            }
            self.out.push_str(word);
        }
    }

    fn trim(&mut self) {
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
    }

    fn new_line(&mut self) {
        self.trim();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn new_block(&mut self) {
        self.new_line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn finish(mut self) -> (String, Vec<(Span, Role)>) {
        let length = self.out.trim_end().len();
        self.out.truncate(length);
        self.hints.retain(|(span, _)| span.end <= length || span.start < length);
        for (span, _) in &mut self.hints {
            span.end = span.end.min(length);
        }
        (self.out, self.hints)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>هجوم على عين الأسد | الجزيرة نت</title>
        <meta property="og:title" content="هجوم على عين الأسد | الجزيرة نت"><meta property="og:site_name" content="الجزيرة نت">
        <link rel="canonical" href="https://www.aljazeera.net/news/1">
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},
        {"@type":["NewsArticle"],"datePublished":"2024-01-20T18:00:00Z","publisher":{"@type":"Organization","name":"الجزيرة نت"}}]}</script>
        <style>p{}</style></head><body><nav><a href="/">الرئيسية</a><a href="/n">أخبار</a></nav>
        <article><h1>هجوم على عين الأسد</h1><figure><img src="a.jpg"><figcaption>قاعدة عين الأسد غربي العراق</figcaption></figure>
        <p>أعلن مصدر أمني عراقي، السبت، أن قاعدة عين الأسد في محافظة الأنبار تعرضت&nbsp;لهجوم
        بالصواريخ والطائرات المسيرة، وأن منظومة الدفاع الجوي أسقطت معظمها قبل أن تصل إلى أهدافها.</p>
        <h2>لا إصابات</h2><p>وقال المصدر إن الهجوم لم يسفر عن إصابات، وإن القوات العراقية فتحت تحقيقا لمعرفة مكان إطلاق الصواريخ،
        وإن الحكومة تتابع الموقف مع قيادة العمليات المشتركة منذ اللحظات الأولى.</p>
        <ul><li>سقط صاروخان قرب المدرج.</li><li>وأغلقت القاعدة أبوابها.</li></ul>
        <p>ولم تعلن أي جهة مسؤوليتها عن الهجوم، لكن فصائل مسلحة كانت قد هددت باستئناف عملياتها ضد القوات الأميركية في العراق وسوريا.</p>
        </article><footer>جميع الحقوق محفوظة</footer></body></html>"#;

    #[test]
    fn a_saved_page_is_read() {
        let record = html_record(PAGE);
        assert_eq!(record.title.as_deref(), Some("هجوم على عين الأسد"));
        assert_eq!(record.published.as_deref(), Some("2024-01-20T18:00:00Z"));
        assert_eq!(record.source.as_deref(), Some("الجزيرة نت"));
        assert_eq!(record.address.as_deref(), Some("https://www.aljazeera.net/news/1"));
        let lines: Vec<&str> = record.text.split('\n').filter(|l| !l.is_empty()).collect();
        assert!(lines.contains(&"لا إصابات") && lines.contains(&"• سقط صاروخان قرب المدرج."), "{lines:#?}");
        assert!(
            lines.iter().any(|l| l.starts_with("أعلن مصدر أمني") && l.contains("لهجوم بالصواريخ")),
            "{lines:#?}"
        );
        assert!(!record.text.contains("الرئيسية") && !record.text.contains("p{}"));
        let hint = |role| {
            record.hints.iter().find(|(_, r)| *r == role).map(|(s, _)| s.of(&record.text).trim().to_owned())
        };
        assert_eq!(hint(Role::Subheading).as_deref(), Some("لا إصابات"));
        assert_eq!(hint(Role::Caption).as_deref(), Some("قاعدة عين الأسد غربي العراق"));
    }

    #[test]
    fn the_window_title_names_the_outlet_where_nothing_else_does() {
        let page = "<html><head><title>هجوم - جديد | الجزيرة نت</title></head><body><h1>هجوم - جديد</h1><p>نص.</p></body></html>";
        let record = html_record(page);
        assert_eq!(
            (record.title.as_deref(), record.source.as_deref()),
            (Some("هجوم - جديد"), Some("الجزيرة نت"))
        );
        assert_eq!(html_record(&page.replace("الجزيرة نت", "قسم")).source, None);
    }

    #[test]
    fn white_space_is_as_browsers_show_it() {
        assert_eq!(
            html_text("<p> أول \n <b>ثان</b>،\tثالث<br>رابع </p>\n<div>خامس</div>").0,
            "أول ثان، ثالث\nرابع\n\nخامس"
        );
        assert_eq!(html_text("&quot;نص&quot; &amp; <script>x()</script>غيره").0, "\"نص\" & غيره");
    }

    #[test]
    fn depth_does_not_hang_or_crash() {
        for tag in ["div", "b", "font size=1", "table", "ul"] {
            let name = tag.split(' ').next().unwrap();
            let open: String = (0..100_000).map(|i| format!("<{tag} a{i}>")).collect();
            let html = format!("<body>{open}نص{}", format!("</{name}>").repeat(100_000));
            assert!(html_record(&html).text.contains("نص"), "{tag}");
            let shallow: String = (0..DEEPEST - 10).map(|_| format!("<{tag}>")).collect();
            assert!(html_record(&format!("<body>{shallow}نص")).text.contains("نص"), "{tag}");
        }
    }

    proptest! {
        #[test]
        fn any_mark_up_is_read(parts in proptest::collection::vec(prop_oneof![
            proptest::sample::select(vec!["<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<table>", "<td>", "<li>", "</ul>", "<h1>", "</h1>",
                "<figcaption>", "</figcaption>", "<a href='x'>", "<br/>", "<!--", "-->", "<script>", "</script>", "<svg>", "<template>", "<html>",
                "<body class='sidebar'>", "</body>", "&#27;", "&nbsp;", "<![CDATA[", "]]>", "نص طويل في فقرة من الفقرات، وفيه فاصلة."]).prop_map(str::to_owned),
            ".{0,12}",
        ], 0..40)) {
            let html = parts.concat();
            let record = html_record(&html);
            for (span, _) in &record.hints {
                prop_assert!(record.text.get(span.range()).is_some());
            }
            html_text(&html);
        }
    }
}
