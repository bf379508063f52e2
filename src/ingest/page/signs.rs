//! What a line is by itself, before its place on the page is looked at.

use crate::model::{Interval, Outlet, Span};
use crate::text::calendar::date_line;

use super::authors::is_person;
use super::lines::Line;
use super::masthead;
use super::menus::{is_choice_of_languages, is_menu};
use super::outlets::{host, outlets, unknown_outlet};
use super::phrases::{Heading, PagePhrases};

/// What a line is by itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Sign {
    /// Running text, a headline, or anything that no rule knows.
    Text,
    /// Furniture wherever it stands.
    Furniture,
    /// The heading of a part of the page that is not the article.
    Heading(Heading),
    /// The name of a section: furniture above the headline.
    Section,
    /// A line that states a day.
    Dateline(Stated),
    /// A line that names the author, and the outlet or agency if it names one too.
    Byline(Option<Outlet>),
    /// A line that names the outlet or agency; `None` if it names nobody known.
    Source(Option<Outlet>),
    /// A line that is only an outlet's name, domain or copyright.
    OutletName(Outlet),
    /// A picture's caption.
    Caption,
    /// An item of a list.
    Bullet,
}

/// A day that a line states.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// The day, or the days up to the last change; unknown for lines such as `منذ ساعتين`.
    pub interval: Interval,
    /// The words that state it, in the document's text.
    pub span: Span,
    /// Whether it is the day of the last change and not that of publication.
    pub updated: bool,
}

/// Lines of more than this many words are running text, whatever they begin or end with.
const MOST_WORDS: usize = 60;

/// What `line` is by itself.
pub fn sign_of(line: &Line, phrases: &PagePhrases) -> Sign {
    if line.words > MOST_WORDS || line.key.is_empty() && line.text.chars().any(char::is_alphanumeric) {
        return if is_bullet(line) { Sign::Bullet } else { Sign::Text };
    }
    let key = line.key.as_str();
    if let Some(heading) = phrases.heading(line) {
        return Sign::Heading(heading);
    }
    if let Some(outlet) = source_line(line, phrases) {
        return Sign::Source(outlet);
    }
    if let Some(outlet) = outlet_line(line) {
        return Sign::OutletName(outlet);
    }
    if let Some(outlet) = place_and_outlet(line) {
        return Sign::Byline(Some(outlet));
    }
    if let Some(outlet) = masthead::slogan(line, phrases) {
        return outlet.map_or(Sign::Section, Sign::OutletName);
    }
    if phrases.sections.is(key) || is_breadcrumb(line, phrases) || is_news_of(line) {
        return Sign::Section;
    }
    if let Some(stated) = dateline(line, phrases) {
        return Sign::Dateline(stated);
    }
    if starts_as_caption(line, phrases) {
        return Sign::Caption;
    }
    if let Some(outlet) = credit_line(line, phrases) {
        return Sign::Byline(outlet);
    }
    if are_initials(line) {
        return Sign::Byline(None);
    }
    if ends_as_caption(line, phrases) {
        return Sign::Caption;
    }
    if phrases.is_furniture(line)
        || outlets().is_furniture(key)
        || is_address(line)
        || is_text_size(line)
        || is_choice_of_languages(line, &phrases.languages)
    {
        return Sign::Furniture;
    }
    if is_byline(line, phrases) || is_person(line) {
        return Sign::Byline(None);
    }
    if is_bullet(line) {
        return Sign::Bullet;
    }
    // After all that tells more of the line: a date line has the same shape.
    if is_menu(line) { Sign::Section } else { Sign::Text }
}

/// `المصدر: الميادين`, `Source: Reuters`, `المصدر : الجزيرة + وكالات`. Only what stands after the label and
/// its colon counts; a sentence that begins with `المصدر` is none.
fn source_line(line: &Line, phrases: &PagePhrases) -> Option<Option<Outlet>> {
    if line.words > 12 {
        return None;
    }
    let (label, named) = line.text.split_once([':', '/', '|', '：'])?;
    if !phrases.source_labels.is(&super::lines::key(label)) {
        return None;
    }
    let parts = named.split(['+', '،', ',', '/', '|', '-', '–', '&']);
    let known =
        parts.filter_map(|part| outlets().by_name(part).or_else(|| outlets().by_address(part))).next();
    let label_is_sure = !super::lines::key(label).starts_with("وكاله");
    (known.is_some() || label_is_sure && !line.ends_with_stop() || named.split_whitespace().count() <= 4)
        .then_some(known)
}

/// A line that is nothing but an outlet's name, its domain, or its copyright notice.
fn outlet_line(line: &Line) -> Option<Outlet> {
    if line.words > 14 {
        return None;
    }
    if let Some(outlet) = outlets().by_sure_key(&line.key) {
        return Some(outlet);
    }
    if is_one_word(line) && host(line.text).is_some() {
        return outlets().by_address(line.text);
    }
    if line.text.contains('©') {
        let parted = |c: char| matches!(c, '©' | '|' | '،' | ',' | '.' | '-' | '–') || c.is_ascii_digit();
        let names = line.text.split(parted);
        return names
            .filter_map(|part| {
                let key = super::lines::key(part);
                let rest = ["جميع الحقوق محفوظه لموقع", "جميع الحقوق محفوظه", "حقوق النشر", "copyright"]
                    .iter()
                    .find_map(|label| key.strip_prefix(label))
                    .unwrap_or(&key);
                outlets().by_name(rest)
            })
            .next();
    }
    None
}

/// `الرئيسية / أخبار / العراق`, `Home > News`, `سوريا العراق`: nothing but names of sections. A line that begins
/// with `الرئيسية` may go on with others.
fn is_breadcrumb(line: &Line, phrases: &PagePhrases) -> bool {
    if line.words > 14 || line.ends_with_stop() {
        return false;
    }
    let from_home =
        ["الرييسيه", "الصفحه الرييسيه", "الصفحه الرييسه", "home"].iter().any(|h| line.key.starts_with(h));
    let parted = line.text.contains(['/', '>', '›', '»', '|', '«', '\\', '←', ':', '◂', '◄'])
        || line.text.contains("  ");
    line.words <= 8 && phrases.sections.cover(&line.key) || from_home && (parted || line.words <= 4)
}

/// A line that states a day and little else: a time, a zone, a weekday, a label, the outlet, the place.
fn dateline(line: &Line, phrases: &PagePhrases) -> Option<Stated> {
    if line.words > 24 {
        return None;
    }
    // Most lines hold no number, and are no date lines.
    let updated_first = phrases.updated_labels.start_of(&line.key).is_some();
    let since = updated_first || ["منذ", "قبل"].iter().any(|word| line.key.starts_with(word));
    if !since && !line.text.contains(|c: char| crate::text::digit_value(c).is_some()) {
        return None;
    }
    let Some(found) = date_line(line.text) else {
        return time_only(line, phrases);
    };
    let (before, after) = (&line.text[..found.span.start], &line.text[found.span.end..]);
    let agency = bracketed_outlet(line.text).map_or(0, |(words, _)| words);
    let rest = (foreign_words(before, phrases) + foreign_words(after, phrases)).saturating_sub(agency);
    let parted = line.text.contains(['|', '-', '–', '—', '/', ':', ',', '،', '•', '·', '(']);
    // A sentence with a date in it is content: up to four words of a place, an author or an outlet are let in,
    // and only where signs part them from the date.
    if rest > 4 || rest > 0 && (!parted || line.ends_with_stop() || line.words > 16) {
        return None;
    }
    let at = line.span.start;
    let span = Span::new(at + found.span.start, at + found.span.end);
    let updated = updated_first || found.updated;
    let interval = if updated { Interval::until(found.date) } else { Interval::day(found.date) };
    Some(Stated { interval, span, updated })
}

/// The outlet between brackets in a date line, and how many words its name has: `الكويت (ا ف ب) - 18-12-2011`.
pub fn bracketed_outlet(text: &str) -> Option<(usize, Outlet)> {
    text.split('(')
        .skip(1)
        .filter_map(|part| part.split_once(')'))
        .find_map(|(name, _)| Some((name.split_whitespace().count(), outlets().by_name(name)?)))
}

/// `منذ ساعتين`, `10:32 GMT`, `آخر تحديث: الساعة 14:30`: nothing but words of date lines and digits, yet no day.
fn time_only(line: &Line, phrases: &PagePhrases) -> Option<Stated> {
    let has_time = line.text.contains(|c: char| crate::text::digit_value(c).is_some());
    let alone =
        line.words <= 8 && has_time && foreign_words(line.text, phrases) == 0 && line.text.contains(':');
    // `آخر تحديث: منذ يوم`: what stands behind the label.
    let label = phrases.updated_labels.start_of(&line.key).unwrap_or(0);
    let told = line.key[label..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let since = told.split(' ').count() <= 4
        && ["منذ ", "قبل "].iter().any(|p| told.starts_with(p))
        && [
            "ساعه",
            "ساعات",
            "ساعتين",
            "دقيقه",
            "دقايق",
            "دقيقتين",
            "يوم",
            "يومين",
            "ايام",
            "لحظات",
            "اسبوع",
            "اسابيع",
        ]
        .iter()
        .any(|unit| line.key.ends_with(unit));
    (alone || since).then(|| Stated { interval: Interval::default(), span: line.span, updated: false })
}

/// How many words of `text` are neither numbers nor words of date lines.
fn foreign_words(text: &str, phrases: &PagePhrases) -> usize {
    text.split(|c: char| {
        c.is_whitespace()
            || (c.is_ascii_punctuation() && c != '.')
            || matches!(c, '،' | '–' | '—' | '·' | '•')
    })
    .map(super::lines::key)
    .filter(|word| word.chars().any(char::is_alphabetic))
    .filter(|word| !phrases.date_words.is(word) && !phrases.date_words.is(&word.replace('.', "")))
    .count()
}

/// Whether no space stands in the line; an address is many words by its letters.
fn is_one_word(line: &Line) -> bool {
    !line.text.trim().contains(char::is_whitespace)
}

/// A web address alone on its line.
fn is_address(line: &Line) -> bool {
    is_one_word(line) && ["http://", "https://", "www."].iter().any(|start| line.text.starts_with(start))
}

/// `ع ع ع`, `A A A`: the same letter alone a few times sets the size of a page's text.
fn is_text_size(line: &Line) -> bool {
    let words = line.text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    let mut letters = words.clone().map(|word| word.trim_end_matches(['+', '-']));
    let Some(first) = letters.next() else { return false };
    (2..=4).contains(&words.count()) && first.chars().count() == 1 && letters.all(|letter| letter == first)
}

/// A line under or above a picture, by its first words. A long sentence is none.
fn starts_as_caption(line: &Line, phrases: &PagePhrases) -> bool {
    let Some(end) = phrases.caption_starts.start_of(&line.key) else { return false };
    // `تصوير: رويترز` and `صورة ملتقطة في …` are; `الصورة باتت واضحة` is not.
    let parted = line.words <= 6 && line.text.contains([':', '(', '،', ',', '-', '©']);
    let sure = line.key[..end].contains(' ') || parted;
    sure && !(line.ends_with_stop() && line.words > 35)
}

/// A line under or above a picture, by the picture's agency at its end, in brackets or after a sign:
/// `مقاتلون من الحشد الشعبي (أ ف ب)`.
fn ends_as_caption(line: &Line, phrases: &PagePhrases) -> bool {
    let short = line.words <= 40 && line.words > 1 && !line.ends_with_stop();
    let credit =
        line.text.ends_with([')', ']']) || line.text.contains(['©', '/']) || line.text.contains(" - ");
    short && (credit && phrases.caption_ends.ends(&line.key) || phrases.holds_caption_words(&line.key))
}

/// `بغداد - واع - أحمد محمد`, `سكاي نيوز عربية - أبوظبي`, `بغداد / الأناضول`, `بغداد - وكالات`: few short parts
/// between signs, one of which is an outlet or says `agencies`. The inner value is the first outlet named.
///
/// A name that is an ordinary word counts beside a city of bureaux or in quotation marks.
fn credit_line(line: &Line, phrases: &PagePhrases) -> Option<Option<Outlet>> {
    let text = line.text.trim_matches(['(', ')', '[', ']', ' ']);
    let odd = text.contains(['!', '?', '؟', '…', '(']) || text.contains("..");
    if line.words > 9 || line.ends_with_stop() || odd {
        return None;
    }
    let parts: Vec<&str> = text
        .split(['-', '–', '—', '/', '|', ':', '،', '•', '+'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let keys: Vec<String> = parts.iter().map(|part| super::lines::key(part)).collect();
    let short = |part: &str| part.split_whitespace().count() <= 3;
    if parts.len() < 2 || !parts.iter().all(|part| short(part) || outlets().by_name(part).is_some()) {
        return None;
    }
    let from_bureau = keys.iter().any(|key| phrases.bureaux.is(key));
    let outlet = parts.iter().zip(&keys).find_map(|(part, key)| {
        let quoted = part.starts_with(['«', '"', '“']);
        if from_bureau || quoted { outlets().by_key(key) } else { outlets().by_sure_key(key) }
    });
    let agencies = keys.iter().any(|key| matches!(key.as_str(), "وكالات" | "الوكالات" | "متابعات" | "متابعه"));
    // An outlet that no list knows: `الغد برس/ كركوك`.
    let unknown = || {
        let named = |part: &str| {
            part.split_whitespace().any(|w| matches!(w, "نيوز" | "برس" | "وكالة" | "شبكة" | "موقع"))
        };
        let part = parts.iter().find(|part| named(part))?;
        from_bureau.then(|| unknown_outlet(part))?
    };
    let outlet = outlet.or_else(unknown);
    (outlet.is_some() || from_bureau && agencies).then_some(outlet)
}

/// `الحلة (بابل) 964`: a place, its province in brackets, and the outlet.
fn place_and_outlet(line: &Line) -> Option<Outlet> {
    let (before, rest) = line.text.split_once('(')?;
    let (province, name) = rest.split_once(')')?;
    let few = |text: &str| (1..=2).contains(&text.split_whitespace().count());
    (few(before) && few(province) && few(name) && line.words <= 6)
        .then(|| outlets().by_sure_key(&super::lines::key(name)))?
}

/// `أخبار كوردستان`, `أخبار سوريا`: the name of a section, in two words or three.
fn is_news_of(line: &Line) -> bool {
    (2..=3).contains(&line.words) && line.key.starts_with("اخبار ") && !line.ends_with_stop()
}

/// `ع.ش/ و.ب (د ب أ، ا ف ب)`: the initials of those who wrote and edited, and of agencies.
fn are_initials(line: &Line) -> bool {
    let signs = ['/', '(', ')', '.', '،', ',', '-', '+'];
    let parts: Vec<&str> = line
        .text
        .split(|c: char| c.is_whitespace() || signs.contains(&c))
        .filter(|part| !part.is_empty())
        .collect();
    let letters = |part: &&str| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic);
    let agency = |part: &&str| matches!(*part, "رويترز" | "وكالات" | "أفب" | "دبأ" | "أ.ف.ب" | "AFP" | "dpa");
    (2..=14).contains(&parts.len())
        && line.text.contains(['/', '('])
        && parts.iter().filter(|p| letters(p)).count() >= 2
        && parts.iter().all(|p| letters(p) || agency(p))
}

/// Whether the line begins with a list sign, or with a dash and a space.
fn is_bullet(line: &Line) -> bool {
    let mut chars =
        line.text.chars().skip_while(|c| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202C}'));
    match chars.next() {
        Some(
            '•' | '▪' | '◾' | '■' | '●' | '‣' | '◦' | '⁃' | '○' | '□' | '▫' | '►' | '▶' | '✔' | '✓' | '⬛'
            | '🔹' | '🔸' | '🔴',
        ) => line.words > 1,
        Some('-' | '–' | '*' | '·') => chars.next().is_some_and(char::is_whitespace) && line.words > 2,
        _ => false,
    }
}

/// `بقلم: فلان الفلاني`, `كتب – فلان`: a label, a sign, and a name of few words; or the label `بقلم` alone.
fn is_byline(line: &Line, phrases: &PagePhrases) -> bool {
    let bracketed = line.text.starts_with('(') && line.text.ends_with(')');
    if line.words > 8 && !bracketed
        || line.words > 16
        || line.ends_with_stop()
        || line.key.contains(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let Some(end) = phrases.byline_starts.start_of(&line.key) else { return false };
    let rest = line.key[end..].trim_start();
    let sure = matches!(
        &line.key[..end],
        "بقلم" | "by" | "written by" | "اعداد" | "ترجمه" | "تحرير" | "حاوره" | "حاورته"
    );
    let named = line.text.contains([':', '/', '|']) || line.text.contains(" - ") || line.text.contains(" – ");
    named && !rest.is_empty()
        || sure && bracketed
        || sure && (1..=5).contains(&rest.split(' ').filter(|w| !w.is_empty()).count())
}
