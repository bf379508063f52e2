//! JSON, JSON Lines, pages and feeds, mostly not as they ought to be.

use super::folder::{Fate, Folder};

/// Fills the folder.
pub fn put(folder: &mut Folder) {
    json(folder);
    lines(folder);
    pages(folder);
    feeds(folder);
    markdown(folder);
}

fn json(folder: &mut Folder) {
    let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let one = |mark: &str| format!(r#"{{"title": "عنوان {mark}", "text": "قال مصدر {mark} في بغداد."}}"#);
    let cases: Vec<(&str, String, Fate)> = vec![
        ("title-number", r#"{"title": 5, "text": "x"}"#.into(), Fate::Skipped("is a number")),
        ("text-list", r#"{"title": "t", "text": [1, 2]}"#.into(), Fate::Skipped("a list")),
        ("text-object", r#"{"title": "t", "text": {"a": 1}}"#.into(), Fate::Skipped("text")),
        ("doubled", r#"{"text": "a", "text": "b"}"#.into(), Fate::Skipped("twice")),
        ("cut", format!("[{}, {{\"title\": \"t", one("cut")), Fate::Partly("EOF")),
        ("cut-list", format!("[{}, {}", one("cut1"), one("cut2")), Fate::Partly("EOF")),
        ("bad-between", format!("[{}, {{\"text\": 7}}, {}]", one("b1"), one("b2")), Fate::Partly("is a number")),
        ("deep", format!(r#"{{"text": {}}}"#, deep(100_000)), Fate::Skipped("recursion")),
        ("deep-other", format!(r#"{{"text": "عميق في بغداد", "other": {}}}"#, deep(50_000)), Fate::Read),
        ("deep-whole", deep(100_000), Fate::Skipped("")),
        ("number", "5".into(), Fate::Skipped("")),
        ("null", "null".into(), Fate::Skipped("")),
        ("empty-object", "{}".into(), Fate::Skipped("neither a title nor a text")),
        ("empty-list", "[]".into(), Fate::Either),
        ("list-of-numbers", "[1, 2, 3]".into(), Fate::Skipped("")),
        ("comments", format!("// no comment\n{}", one("c")), Fate::Skipped("")),
        ("single-quotes", "{'text': 'x'}".into(), Fate::Skipped("")),
        ("two-objects", format!("{} {}", one("two1"), one("two2")), Fate::Either),
        ("nan", r#"{"text": "نص غير رقمي", "n": NaN}"#.into(), Fate::Skipped("")),
        ("big-number", r#"{"text": "رقم كبير في بغداد", "n": 1e99999, "id": 99999999999999999999999}"#.into(), Fate::Either),
        ("long-key", format!(r#"{{"{}": 1, "text": "مفتاح طويل"}}"#, "k".repeat(100_000)), Fate::Read),
        ("lone-surrogate", r#"{"text": "x\ud83d y"}"#.into(), Fate::Skipped("")),
        ("escapes", r#"{"title": "\u001b]0;x\u0007 عنوان\u202e", "text": "\u001b[31m نص \u009b31m \u0000 \u2028 \ufeff"}"#.into(), Fate::Either),
        ("entities", r#"{"title": "&#27;[31m عنوان", "text": "<p>&#27;]0;x&#7; &#x202e; نص</p>"}"#.into(), Fate::Read),
        ("bad-date", r#"{"text": "نص بلا تاريخ صحيح", "date": "2024-99-99T99:99:99Z"}"#.into(), Fate::Noted("states no date")),
        ("far-date", r#"{"text": "نص من زمن بعيد", "date": "9999-12-31"}"#.into(), Fate::Read),
        ("old-date", r#"{"text": "نص من زمن سحيق", "date": "-9999-01-01"}"#.into(), Fate::Either),
        ("epoch", r#"{"text": "نص بثوان كثيرة", "date": 99999999999999999}"#.into(), Fate::Either),
        ("evil-address", r#"{"text": "نص برابط سيئ", "url": "javascript:alert(1)"}"#.into(), Fate::Read),
        (
            "escape-address",
            r#"{"text": "نص برابط يهرب", "url": "https://e.org/\u001b\\\u001b]0;x\u0007"}"#.into(),
            Fate::Read,
        ),
        (
            "long-address",
            format!(r#"{{"text": "نص برابط طويل", "url": "https://e.org/{}"}}"#, "x".repeat(100_000)),
            Fate::Read,
        ),
        ("good-address", r#"{"text": "نص برابط سليم", "url": "https://e.org/a?b=%D8%B9"}"#.into(), Fate::Read),
        ("evil-id", r#"{"text": "نص باسم سيئ", "id": "../../\u001b[31m\n/etc/passwd"}"#.into(), Fate::Read),
        ("long-id", format!(r#"{{"text": "نص باسم طويل", "id": "{}"}}"#, "i".repeat(100_000)), Fate::Read),
        ("articles-number", r#"{"articles": 5}"#.into(), Fate::Skipped("")),
        ("broken-feed", r#"{"version": "https://jsonfeed.org/version/1.1", "items": 5}"#.into(), Fate::Skipped("")),
    ];
    for (name, content, fate) in cases {
        folder.put(format!("{name}.json"), content, fate);
    }
    let wide: Vec<u8> = one("wide").encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.put("utf16.json", wide, Fate::Read);
    folder.put("marked.json", format!("\u{FEFF}{}", one("marked")), Fate::Read);
}

fn lines(folder: &mut Folder) {
    let line = |mark: &str| {
        format!(r#"{{"id": "{mark}", "title": "سطر {mark}", "text": "قال مصدر {mark} في بغداد."}}"#)
    };
    let (a, b) = (line("l-a"), line("l-b"));
    folder.put("one-bad.jsonl", format!("{a}\nnot json\n{b}\n"), Fate::Partly("line 2"));
    folder.put("cut.jsonl", format!("{}\n{}", line("cut-a"), r#"{"id": "cut", "te"#), Fate::Partly("line 2"));
    folder.put("ends.jsonl", format!("{}\r\n\r\n\n{}", line("crlf-a"), line("crlf-b")), Fate::Read);
    folder.put(
        "types.jsonl",
        format!("{}\n5\n[]\nnull\n\"x\"\n{{}}\n{}\n", line("t-a"), line("t-b")),
        Fate::Partly("line 6"),
    );
    folder.put(
        "deep.jsonl",
        format!("{}\n{{\"text\": {}\n{}\n", line("d-a"), "[".repeat(100_000), line("d-b")),
        Fate::Partly("line 2"),
    );
    let bytes = [line("u-a").as_bytes(), b"\n\xFF\xFE\x00\xD8\n", line("u-b").as_bytes()].concat();
    folder.put("bytes.jsonl", bytes, Fate::Partly("line 2"));
    let same = line("same");
    folder.put("same.jsonl", format!("{same}\n{same}\n{same}\n"), Fate::Read);
    folder.put(
        "long.jsonl",
        format!(r#"{{"id": "long", "text": "{}"}}"#, "نص طويل جدا. ".repeat(20_000)),
        Fate::Read,
    );
    let many: String = (0..300).map(|n| line(&format!("m-{n}")) + "\n").collect();
    folder.put("many.jsonl", many, Fate::Read);
}

fn pages(folder: &mut Folder) {
    let body = "أعلنت بغداد وواشنطن، اليوم الجمعة، موعد انسحاب قوات التحالف الدولي من العراق، بحسب بيان مشترك صدر عن الطرفين.";
    let page = |mark: &str, inside: &str| {
        format!(
            "<!doctype html><html><head><title>صفحة {mark}</title></head><body><article><h1>صفحة {mark}</h1><p>{body} {mark}</p>{inside}<p>{body}</p></article></body></html>"
        )
    };
    let cases: Vec<(&str, String, Fate)> = vec![
        ("script", page("s", "<script>document.write('\u{1b}[31m')</script><style>p{}</style>"), Fate::Read),
        (
            "escapes",
            page("e", "<p>&#27;[31m&#x9b;31m &#8238;مقلوب&#8236; &#0; &#xFFFFFFFF; &bogus;</p>"),
            Fate::Read,
        ),
        ("unclosed", format!("<html><body><p>{body}<p><b><i><table><tr><td>{body}"), Fate::Read),
        ("deep", page("d", &format!("{}نص{}", "<div>".repeat(2000), "</div>".repeat(2000))), Fate::Read),
        ("attributes", page("a", &format!("<p {}>نص</p>", "x=1 ".repeat(20_000))), Fate::Read),
        (
            "addresses",
            page(
                "u",
                "<a href='javascript:alert(1)'>نص</a><base href='file:///etc/'><meta http-equiv=refresh content='0;url=http://evil'>",
            ),
            Fate::Read,
        ),
        (
            "data",
            page("i", &format!("<img src='data:image/png;base64,{}'>", "A".repeat(300_000))),
            Fate::Read,
        ),
        ("comment", page("c", "<!-- <script> -- > --!> <![CDATA[ x ]]> <?php echo 1 ?>"), Fate::Read),
        (
            "metadata",
            page(
                "m",
                r#"<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 5, "headline": ["x", {}]}</script><meta property="article:published_time" content="never">"#,
            ),
            Fate::Either,
        ),
        ("nothing", "<html><body></body></html>".into(), Fate::Either),
        ("only-tags", "<".repeat(20_000), Fate::Either),
        (
            "title-escape",
            format!(
                "<html><head><title>\u{1b}]0;x\u{7}عنوان\u{202E}</title></head><body><p>{body}</p></body></html>"
            ),
            Fate::Either,
        ),
    ];
    for (name, content, fate) in cases {
        folder.put(format!("page-{name}.html"), content, fate);
    }
    let declared = page("1256", "<meta charset=utf-8>");
    folder.put("page-1256.htm", &encoding_rs::WINDOWS_1256.encode(&declared).0, Fate::Either);
}

fn feeds(folder: &mut Folder) {
    let item = |n: usize| {
        format!(
            "<item><title>خبر {n}</title><description>قال مصدر {n} في بغداد.</description><pubDate>never</pubDate></item>"
        )
    };
    let feed = |inside: &str| {
        format!(
            r#"<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{inside}</channel></rss>"#
        )
    };
    folder.put("many.rss", feed(&(0..100).map(item).collect::<String>()), Fate::Either);
    folder.put("cut.rss", feed(&item(1000)).replace("</channel></rss>", ""), Fate::Either);
    folder.put("none.rss", feed(""), Fate::Either);
    folder.put("no-feed.xml", "<a><b/></a>", Fate::Skipped(""));
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>";
    folder.put(
        "laughs.xml",
        format!("{entities}{}", feed("<item><title>&d;</title><description>&d;&d;&d;</description></item>")),
        Fate::Either,
    );
    let outside = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
    folder.put(
        "outside.xml",
        format!("{outside}{}", feed("<item><title>خارج</title><description>&e;</description></item>")),
        Fate::Either,
    );
    folder.put("escape.atom", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title><entry><id>1</id><title>&#x202e;خبر ذري</title><content type=\"html\">&lt;p&gt;&amp;#27;[31mنص ذري&lt;/p&gt;</content></entry></feed>", Fate::Either);
}

fn markdown(folder: &mut Folder) {
    let cases: [(&str, String); 6] = [
        ("quotes", format!("# عنوان مقتبس\n\n{} نص\n", ">".repeat(2000))),
        (
            "lists",
            format!(
                "# عنوان قائمة\n\n{}",
                (0..500).map(|n| format!("{}- بند\n", " ".repeat(n))).collect::<String>()
            ),
        ),
        (
            "links",
            format!(
                "# عنوان روابط\n\n{}\n\n[x](javascript:alert(1)) ![y](file:///etc/passwd)\n",
                "[".repeat(20_000)
            ),
        ),
        ("front", "---\ntitle: [unclosed\ndate: 2024-99-99\n\u{1b}: x\n---\n# عنوان أمامي\n\nنص.\n".into()),
        ("html", "# عنوان\n\n<script>x</script><b>&#27;[31m</b>\n\n&#x202e;نص\n".into()),
        ("emphasis", format!("# عنوان مؤكد\n\n{}نص\n", "*_`~".repeat(5000))),
    ];
    for (name, content) in cases {
        folder.put(format!("md-{name}.md"), content, Fate::Either);
    }
}
