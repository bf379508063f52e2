//! Texts in every encoding, right and wrong, and with everything in them that Unicode allows.

use super::folder::{Fate, Folder};

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

/// Bytes without a pattern, always the same.
pub fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// Fills the folder.
pub fn put(folder: &mut Folder) {
    encodings(folder);
    characters(folder);
    lengths(folder);
    dates(folder);
}

fn encodings(folder: &mut Folder) {
    let article = |mark: &str| Folder::article(mark);
    for little in [true, false] {
        let end = if little { "le" } else { "be" };
        folder.put(format!("utf16{end}.txt"), utf16(&article(&format!("u16{end}")), little), Fate::Read);
        let marked = format!("\u{FEFF}{}", article(&format!("u16{end}m")));
        folder.put(format!("utf16{end}-marked.txt"), utf16(&marked, little), Fate::Read);
        let mut odd = utf16(&format!("\u{FEFF}{}", article(&format!("u16{end}o"))), little);
        odd.push(0x06);
        folder.put(format!("utf16{end}-odd.txt"), odd, Fate::Noted("could not be decoded"));
        let mut lone = utf16(&format!("\u{FEFF}{}", article(&format!("u16{end}l"))), little);
        let unit: u16 = 0xD83D;
        lone.extend(if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
        lone.extend(utf16("x", little));
        folder.put(format!("utf16{end}-lone.txt"), lone, Fate::Noted("could not be decoded"));
    }
    let utf32: Vec<u8> =
        format!("\u{FEFF}{}", article("utf32")).chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    folder.put("utf32.txt", utf32, Fate::Either);
    let long = |mark: &str| {
        format!("{}{}", article(mark), "استهدفت طائرة مسيرة قاعدة في محافظة الأنبار يوم الجمعة.\n".repeat(4))
    };
    let legacy = |encoding: &'static encoding_rs::Encoding, mark| encoding.encode(&long(mark)).0.into_owned();
    folder.put("windows-1256.txt", legacy(encoding_rs::WINDOWS_1256, "cp1256"), Fate::Read);
    folder.put("iso-8859-6.txt", legacy(encoding_rs::ISO_8859_6, "iso"), Fate::Read);
    let half = [long("half").as_bytes(), &legacy(encoding_rs::WINDOWS_1256, "half")].concat();
    folder.put("half-utf8-half-1256.txt", half, Fate::Either);
    for encoding in [encoding_rs::WINDOWS_1252, encoding_rs::WINDOWS_1256] {
        let name = encoding.name();
        let wrong = encoding.decode(long(name).as_bytes()).0.into_owned();
        folder.put(format!("mojibake-{name}.txt"), wrong, Fate::Noted("mojibake"));
    }
    let bad: [(&str, &[u8]); 6] = [
        ("bad-byte", b"\xFF"),
        ("overlong", b"\xC0\xAF"),
        ("surrogate", b"\xED\xA0\x80"),
        ("cut", b"\xF0\x9F\x98"),
        ("beyond", b"\xF4\x90\x80\x80"),
        ("stray", b"\x80\x80"),
    ];
    for (name, bytes) in bad {
        let mut text = long(name).into_bytes();
        text.splice(100..100, bytes.iter().copied());
        folder.put(format!("utf8-{name}.txt"), text, Fate::Noted("could not be decoded"));
    }
    folder.put("noise.txt", noise(5000), Fate::Either);
    folder.put("noise.html", noise(5000), Fate::Either);
    folder.put("noise.md", noise(5000), Fate::Either);
    folder.put("all-bytes.txt", (0..=255).collect::<Vec<u8>>(), Fate::Either);
    folder.put(
        "program.txt",
        [b"\x7FELF\x02\x01\x01".as_slice(), &[0; 200], &noise(200)].concat(),
        Fate::Either,
    );
}

/// Texts with every kind of character that does not belong into one.
pub fn characters(folder: &mut Folder) {
    let around = |mark: &str, middle: &str| {
        format!(
            "عنوان {mark} سليم\n\nقبل {middle} بعد، قال مصدر أمني.\n\n{middle}\n\nفقرة أخيرة {mark} عن العراق.\n"
        )
    };
    let controls: String = (0..0x20u8).chain(0x7F..0xA0).map(char::from).collect();
    let cases: Vec<(&str, String)> = vec![
        ("colour", "\u{1b}[31mred\u{1b}[0m".into()),
        ("clear", "\u{1b}[2J\u{1b}[H\u{1b}[?1049l".into()),
        ("title", "\u{1b}]0;owned\u{7}\u{1b}]2;x\u{1b}\\".into()),
        ("clipboard", "\u{1b}]52;c;cm0gLXJmIH4K\u{7}".into()),
        ("link", "\u{1b}]8;;http://evil\u{1b}\\نص\u{1b}]8;;\u{1b}\\".into()),
        ("device-control", "\u{1b}P$q\"p\u{1b}\\\u{1b}_Gi=1\u{1b}\\\u{1b}[c\u{1b}[6n".into()),
        ("c1", "\u{9b}31m\u{9d}0;x\u{9c}\u{90}x\u{9c}\u{85}\u{84}".into()),
        ("hidden-escape", "\u{1b}\u{200b}[31m\u{1b}\u{feff}]0;x\u{7}".into()),
        ("bell", "\u{7}".repeat(500)),
        ("backspace", "abc\u{8}\u{8}\u{8}xyz\r\u{b}\u{c}".into()),
        ("all-controls", controls),
        ("override", "\u{202E}abc دخل\u{202C} \u{202D}سلام\u{202C} \u{202B}x\u{202A}y".into()),
        ("isolates", format!("{}نص{}", "\u{2067}".repeat(2000), "\u{2069}".repeat(10))),
        ("embeddings", "\u{202B}a\u{202A}ب".repeat(3000)),
        ("separators", "أ\u{2028}ب\u{2029}ج\u{85}د".into()),
        ("annotation", "\u{FFF9}أ\u{FFFA}ب\u{FFFB}\u{FFFC}".into()),
        ("tags", "\u{E0001}\u{E0041}\u{E007F}\u{1F3F4}\u{E0067}\u{E007F}".into()),
        ("no-characters", "\u{FFFE}\u{FFFF}\u{FDD0}\u{10FFFF}".into()),
        ("marks", format!("ع{}", "\u{651}\u{64E}".repeat(2000))),
        ("zalgo", "h\u{300}\u{301}\u{302}\u{489}e\u{fe20}\u{20dd}".repeat(200)),
        ("joiners", "م\u{200D}\u{200C}\u{200D}ن\u{34F}".repeat(500)),
        ("numbers-signs", "\u{600}12\u{6DD}34\u{8E2}\u{70F}".into()),
        ("wide", "\u{FDFD}\u{FDFA}中文😀👨\u{200D}👩\u{200D}👧🇮🇶\u{1F3FB}".repeat(20)),
        ("variations", "☃\u{FE0E}☃\u{FE0F}م\u{FE00}\u{E0100}".repeat(50)),
        ("private", "\u{E000}\u{F8FF}\u{F0000}\u{10FFFD}".into()),
        ("presentation", "ﻻﷲﺍﻟﻌﺮﺍﻕ ﯓ ﺀ".into()),
        ("other-scripts", "שלום ܫܠܡܐ ߒߞߏ ދިވެހި 𐤀 𞤀 नमस्ते ไทย".into()),
        ("mirrored", "(a[ب{ج}د]ه) «x» <y> ⟨z⟩".repeat(100)),
        ("tatweel", "ـ".repeat(5000)),
        ("alternating", "aب1٢".repeat(5000)),
        ("percent", "%s%n%x {} {:?} \\x1b \\u001b &#27; &#x1b;[31m ${HOME} $(id)".into()),
    ];
    for (name, middle) in cases {
        let fate =
            if name == "all-controls" || name == "c1" || name == "bell" { Fate::Either } else { Fate::Read };
        folder.put(format!("with-{name}.txt"), around(name, &middle), fate);
    }
}

fn lengths(folder: &mut Folder) {
    let sentence = "استهدفت طائرة مسيرة قاعدة عين الأسد في محافظة الأنبار يوم الجمعة الماضي. ";
    folder.put("long-line.txt", format!("سطر طويل\n\n{}", sentence.repeat(3000)), Fate::Read);
    folder.put("long-word.txt", format!("كلمة طويلة\n\n{}", "م".repeat(200_000)), Fate::Read);
    folder.put("long-latin.txt", format!("حروف لاتينية\n\n{}", "x".repeat(200_000)), Fate::Read);
    folder.put("blank-lines.txt", format!("أسطر فارغة{}نهاية\n", "\n".repeat(200_000)), Fate::Read);
    folder.put("many-lines.txt", format!("أسطر كثيرة\n{}", "قال مصدر.\n".repeat(5000)), Fate::Read);
    folder.put("carriage.txt", "عنوان عربة\r\rقال مصدر أمني.\r\rنهاية.\r", Fate::Read);
    folder.put("mixed-ends.txt", "عنوان أسطر\r\n\n\r\nقال مصدر أمني.\u{85}سطر\u{2028}سطر\n\r", Fate::Read);
    folder.put("one-letter.txt", "و", Fate::Read);
    folder.put("one-mark.txt", "\u{64B}", Fate::Read);
    folder.put("brackets.txt", format!("أقواس متداخلة\n\n{}", "([{«".repeat(10_000)), Fate::Read);
    folder.put("quotes.txt", format!("اقتباسات\n\n{}", "\"قال\" ".repeat(10_000)), Fate::Read);
    folder.put("names.txt", format!("أسماء\n\n{}", "محمد بن علي بن حسين أبو ".repeat(5000)), Fate::Read);
    folder.put("digits.txt", format!("أرقام\n\n{}", "9".repeat(100_000)), Fate::Read);
}

fn dates(folder: &mut Folder) {
    for (n, date) in [
        "31 فبراير 2023",
        "99/99/9999",
        "0 يناير 0000",
        "1 يناير 99999",
        "32 ديسمبر -5",
        "29 فبراير 1900",
        "30 شعبان 99999",
        "١٢/١٣/١٤١٥١٦",
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!(
            "خبر بتاريخ عجيب {n}\n\n{date}\n\nقتل 99999999999999999999 شخصا في {date}، وقبل 999999999 سنة، وبعد 88888888888 يوما.\n"
        );
        folder.put(format!("date-{n}.txt"), text, Fate::Read);
    }
}
