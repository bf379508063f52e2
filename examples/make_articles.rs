//! Makes a collection of any size for measurements: articles of 4–5 KB, no two of them equal.
//!
//! ```text
//! cargo run --release --example make_articles -- 100000 > articles.jsonl
//! cargo run --release --example make_articles -- 2000 --files DIR
//! cargo run --release --example make_articles -- 2000 --feed > articles.rss
//! ```
//!
//! The sentences are those of the built-in corpus in another order, with other names, places, weapons,
//! numbers and dates in them; title, date, outlet and address differ from article to article. The same
//! number gives the same collection on every machine. The texts say nothing that happened: they are for
//! measuring, not for reading.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use rasid::ingest;
use rasid::model::{Role, Span};
use rasid::text::sentences;

/// What stands in for what: each list is of one kind.
const KINDS: &[&[&str]] = &[
    &[
        "بغداد",
        "الموصل",
        "كركوك",
        "البصرة",
        "أربيل",
        "الأنبار",
        "ديالى",
        "سامراء",
        "الفلوجة",
        "تكريت",
        "كربلاء",
        "النجف",
        "دير الزور",
        "القائم",
        "سنجار",
        "بلد",
        "دهوك",
        "السليمانية",
        "الناصرية",
        "العمارة",
        "الكوت",
    ],
    &[
        "كتائب حزب الله",
        "عصائب أهل الحق",
        "حركة النجباء",
        "كتائب سيد الشهداء",
        "سرايا السلام",
        "منظمة بدر",
        "سرايا أولياء الدم",
        "كتائب الإمام علي",
        "حركة أنصار الله الأوفياء",
        "سرايا الخراساني",
        "عصبة الثائرين",
    ],
    &[
        "مصطفى الكاظمي",
        "فؤاد حسين",
        "محمد شياع السوداني",
        "عادل عبد المهدي",
        "حيدر العبادي",
        "هادي العامري",
        "قيس الخزعلي",
        "فالح الفياض",
        "برهم صالح",
        "عبد اللطيف رشيد",
        "مقتدى الصدر",
        "قاسم الأعرجي",
    ],
    &[
        "جو بايدن",
        "دونالد ترامب",
        "أنتوني بلينكن",
        "لويد أوستن",
        "كينيث ماكنزي",
        "مايكل كوريلا",
        "بريت ماكغورك",
    ],
    &["السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة"],
    &[
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    &["صواريخ", "طائرات مسيرة", "عبوات ناسفة", "قذائف هاون", "قنابل"],
];

/// Words of which names are made that no lexicon knows.
const FIRST: &[&str] = &[
    "جاسم",
    "كاظم",
    "عباس",
    "ليث",
    "ضياء",
    "صلاح",
    "نزار",
    "زياد",
    "باسم",
    "عدنان",
    "سعدون",
    "طارق",
    "منذر",
    "وسام",
];
const LAST: &[&str] = &[
    "الجبوري",
    "الدليمي",
    "الساعدي",
    "الشمري",
    "العبيدي",
    "الخفاجي",
    "الزبيدي",
    "الكعبي",
    "التميمي",
    "الأسدي",
    "العقابي",
    "البياتي",
    "الموسوي",
    "الحلفي",
    "المياحي",
];

const OUTLETS: &[(&str, &str)] = &[
    ("RT", "arabic.rt.com"),
    ("الميادين", "almayadeen.net"),
    ("إرم نيوز", "eremnews.com"),
    ("إيلاف", "elaph.com"),
    ("الجزيرة", "aljazeera.net"),
    ("العربية", "alarabiya.net"),
    ("رويترز", "reuters.com"),
    ("السومرية", "alsumaria.tv"),
];

/// Numbers that look random and are the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn pick<'a>(&mut self, list: &'a [impl AsRef<str>]) -> &'a str {
        list[self.roll(list.len())].as_ref()
    }
}

/// The sentences and titles to choose from.
struct Stock {
    titles: Vec<String>,
    sentences: Vec<String>,
}

impl Stock {
    fn of_corpus() -> Self {
        let mut stock = Self { titles: Vec::new(), sentences: Vec::new() };
        for document in ingest::built_in() {
            stock.titles.extend(document.title());
            for block in document.blocks.iter().filter(|b| matches!(b.role, Role::Lead | Role::Paragraph)) {
                let words =
                    |span: Span| span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
                stock.sentences.extend(sentences(&document.text, block.span).into_iter().map(words));
            }
        }
        stock.sentences.retain(|s| s.chars().count() > 30);
        stock
    }
}

/// The sentence with other names and numbers in it.
fn varied(sentence: &str, dice: &mut Dice) -> String {
    let mut out = sentence.to_owned();
    for kind in KINDS {
        if let Some(found) = kind.iter().find(|word| out.contains(**word)) {
            out = out.replacen(found, dice.pick(kind), 1);
        }
    }
    out.split(' ')
        .map(|word| match word.parse::<u32>() {
            Ok(year) if (2000..2030).contains(&year) => (2014 + dice.roll(11)).to_string(),
            Ok(_) => (2 + dice.roll(90)).to_string(),
            Err(_) => word.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Title, text, date, outlet and address of article `n`.
struct Made {
    title: String,
    text: String,
    published: String,
    outlet: &'static str,
    address: String,
}

fn make(n: usize, stock: &Stock) -> Made {
    let mut dice = Dice(n as u64);
    let name = format!("{} {}", dice.pick(FIRST), dice.pick(LAST));
    let title = format!("{} ({name})", varied(dice.pick(&stock.titles), &mut dice));
    let mut text = format!("قال المتحدث {name} إن اللجنة رقم {n} عقدت اجتماعها في {}.", dice.pick(KINDS[0]));
    let wanted = 4_000 + dice.roll(900);
    while text.len() < wanted {
        text.push_str(if dice.roll(3) == 0 { "\n\n" } else { " " });
        text.push_str(&varied(dice.pick(&stock.sentences), &mut dice));
        if !text.ends_with(['.', '!', '؟']) {
            text.push('.');
        }
    }
    let (outlet, host) = OUTLETS[dice.roll(OUTLETS.len())];
    let (year, month, day) = (2014 + dice.roll(11), 1 + dice.roll(12), 1 + dice.roll(28));
    let published = format!("{year:04}-{month:02}-{day:02}");
    Made { title, text, published, outlet, address: format!("https://{host}/news/{n}") }
}

/// An RSS feed, for programs that read nothing else.
fn feed(made: impl Iterator<Item = Made>, out: &mut impl Write) -> io::Result<()> {
    let plain = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>")?;
    writeln!(out, "<title>articles</title><link>https://example.org</link><description/>")?;
    for Made { title, text, published, address, .. } in made {
        let (title, text) = (plain(&title), plain(&text));
        let day = published.parse::<jiff::civil::Date>().map_err(io::Error::other)?;
        let date = day.strftime("%a, %d %b %Y 12:00:00 +0000");
        writeln!(out, "<item><title>{title}</title><link>{address}</link><guid>{address}</guid>")?;
        writeln!(out, "<pubDate>{date}</pubDate><description>{text}</description></item>")?;
    }
    writeln!(out, "</channel></rss>")
}

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(count) = args.first().and_then(|n| n.parse::<usize>().ok()) else {
        eprintln!("usage: make_articles NUMBER [--files DIR | --feed]");
        std::process::exit(2);
    };
    let stock = Stock::of_corpus();
    let made = (1..=count).map(|n| (n, make(n, &stock)));
    if let [_, option, folder] = args.as_slice()
        && option == "--files"
    {
        std::fs::create_dir_all(folder)?;
        for (n, made) in made {
            let text = format!("{}\n{}\n\n{}\n", made.title, made.published, made.text);
            std::fs::write(Path::new(folder).join(format!("{n:07}.txt")), text)?;
        }
        return Ok(());
    }
    let mut out = BufWriter::new(io::stdout().lock());
    if args.get(1).is_some_and(|option| option == "--feed") {
        return feed(made.map(|(_, made)| made), &mut out);
    }
    for (n, made) in made {
        let record = serde_json::json!({
            "id": format!("a{n:07}"),
            "title": made.title,
            "text": made.text,
            "published": made.published,
            "source": made.outlet,
            "url": made.address,
        });
        writeln!(out, "{record}")?;
    }
    out.flush()
}
