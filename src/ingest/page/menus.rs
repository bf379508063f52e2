//! Lines of a page's navigation: menus and trails of sections, told by their shape.

use super::lines::{Line, key};
use super::phrases::Phrases;

/// Signs that stand between the entries of a menu and hardly in running text.
const BARS: [char; 14] = ['|', '▾', '▼', '‹', '›', '•', '·', '◂', '▸', '◄', '►', '◾', '▪', '»'];
/// Those of them that point from one section to another.
const ARROWS: [char; 8] = ['‹', '›', '▾', '▼', '◂', '▸', '◄', '►'];
/// An entry of a menu has at most so many words.
const LONGEST_ENTRY: usize = 4;
/// A menu has at most so many words.
const LONGEST_MENU: usize = 24;

/// Whether the line is a menu or a trail by its shape: three short entries or more between bars, as
/// `مباريات | بطولات | انتقالات`, or between dashes or slashes with spaces, as `تصفيات كأس العالم - آسيا - الملحق`.
/// Two entries are enough between arrows that point back to the front page: `أخبار ‹ العراق`.
///
/// Only for lines above the headline and after the article: a list of players has the same shape.
pub(super) fn is_menu(line: &Line) -> bool {
    if line.words > LONGEST_MENU || line.ends_with_stop() || line.text.contains(['"', '«', '؟', '!']) {
        return false;
    }
    let parted = |signs: &[char]| entries(line.text.split(signs));
    let bars = parted(&BARS);
    let arrows = line.text.contains(ARROWS);
    let by_bars = bars.is_some_and(|n| n >= 3 || n == 2 && arrows);
    let dashes = line.text.replace(" – ", " - ").replace(" / ", " - ");
    by_bars || entries(dashes.split(" - ")).is_some_and(|n| n >= 3)
}

/// Whether the line offers the page in other languages: nothing but names of languages, and perhaps the outlet's.
pub(super) fn is_choice_of_languages(line: &Line, languages: &Phrases) -> bool {
    if !(2..=14).contains(&line.words) {
        return false;
    }
    let words =
        line.text.split(|c: char| c.is_whitespace() || BARS.contains(&c) || matches!(c, '-' | '/' | ','));
    let words: Vec<String> = words.map(key).filter(|word| !word.is_empty()).collect();
    let known = words.iter().filter(|word| languages.is(word)).count();
    known >= 2 && known + 2 >= words.len()
}

/// How many entries there are; `None` if one of them is no entry of a menu: too long, or with a number.
fn entries<'a>(parts: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut count = 0;
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let words = part.split_whitespace().count();
        if words > LONGEST_ENTRY || part.chars().any(char::is_numeric) || part.contains([':', '،']) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn menu(text: &str) -> bool {
        is_menu(&lines(text)[0])
    }

    #[test]
    fn menus_are_told_by_their_shape() {
        for line in [
            "مباريات | بطولات | انتقالات | ميركاتو",
            "أخبار وتقارير ▾ | رأي وتحليل | ملتيميديا",
            "أخبار ‹ العراق",
            "كأس العالم - آسيا - الملحق",
            "من نحن • اتصل بنا • سياسة الخصوصية",
            "أمن / سياسة / محلي",
        ] {
            assert!(menu(line), "{line}");
        }
    }

    #[test]
    fn headlines_and_datelines_are_no_menus() {
        for line in [
            "الناتو يبدأ انسحابا تدريجيا من العراق | الحرة",
            "بغداد - 12 آذار - رويترز",
            "واشنطن - بغداد: جولة جديدة من الحوار",
            "عاجل | قصف قاعدة عين الأسد",
            "قتلى وجرحى في أربيل - والحكومة تتوعد بالرد على الهجوم - تفاصيل",
        ] {
            assert!(!menu(line), "{line}");
        }
    }
}
