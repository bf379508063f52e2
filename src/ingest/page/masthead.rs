//! What stands at the head of a page besides the article: the outlet's name with what it says of itself, menus, the
//! name of the printed page.

use crate::model::Outlet;
use crate::text::is_letter_or_number;

use super::lines::{Line, key};
use super::outlets::outlets;
use super::phrases::PagePhrases;

/// Signs that part the entries of a menu.
const BETWEEN_ENTRIES: &[char] = &['|', '•', '·', '›', '‹', '»', '▾', '▼', '←', '>', '/', '\\', '┃', '¦'];

/// A slogan and its outlet's name have no more words.
const LONGEST_SLOGAN: usize = 14;

/// `أخبار وتقارير | رأي وتحليل | ملتيميديا`: three entries or more of few words each, and no sentence.
pub(super) fn is_menu(line: &Line) -> bool {
    let mut entries =
        line.text.split(BETWEEN_ENTRIES).map(str::trim).filter(|e| e.chars().any(is_letter_or_number));
    let short = |entry: &str| entry.split_whitespace().count() <= 3;
    let count = entries.clone().count();
    (3..=14).contains(&count)
        && line.words <= 40
        && entries.all(short)
        && !line.text.contains([':', '،', '"', '«', '؟', '!'])
        && !line.ends_with_stop()
        && !line.text.contains(|c: char| crate::text::digit_value(c).is_some())
        // `بغداد / واع / أحمد محمد` names who reports from where.
        && (count > 3 || !line.text.contains('/'))
}

/// `المدى - جريدة سياسية يومية`, `وكالة إخبارية مستقلة`: a class noun of outlets and what the outlet says of itself.
/// The inner value is the outlet, if a known one is named before or after the sign.
pub(super) fn slogan(line: &Line, phrases: &PagePhrases) -> Option<Option<Outlet>> {
    if line.words > LONGEST_SLOGAN || line.ends_with_stop() || line.text.contains(['؟', '!', '"', '«']) {
        return None;
    }
    let parts = line.text.split(['-', '–', '—', '|', ':', '،']).map(str::trim);
    let says_of_itself = |part: &str| {
        let key = key(part);
        let mut words = key.split(' ');
        let class = words.next().is_some_and(|first| phrases.outlet_nouns.is(first));
        class && words.filter(|word| phrases.slogan_words.is(word.trim_start_matches('و'))).count() >= 2
    };
    parts.clone().any(says_of_itself).then(|| parts.clone().find_map(|part| outlets().by_name(part)))
}

/// `الصفحة الرابعة: حوار`, `الصفحة الأولى`: the page of the printed issue.
pub(super) fn is_printed_page(line: &Line) -> bool {
    const ORDINALS: &[&str] =
        &["الاولي", "الاخيره", "الثانيه", "الثالثه", "الرابعه", "الخامسه", "السادسه", "السابعه", "الثامنه"];
    let mut words = line.key.split([' ', ':']);
    line.words <= 5
        && !line.ends_with_stop()
        && words.next() == Some("الصفحه")
        && words.next().is_some_and(|nth| ORDINALS.contains(&nth))
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::super::phrases::phrases;
    use super::*;

    #[test]
    fn menus_are_lists_of_short_labels() {
        let menu = |text: &str| is_menu(&lines(text)[0]);
        assert!(menu("أخبار وتقارير ▾ | رأي وتحليل | ملتيميديا | العدد الورقي"));
        assert!(menu("سياسة • أمن • اقتصاد • رياضة"));
        assert!(!menu("بغداد / واع / أحمد محمد"));
        assert!(!menu("انفجار عبوة ناسفة | إصابة جنديين"));
        assert!(!menu("السبت 12/10/2020 | العدد 45 | بغداد"));
    }

    #[test]
    fn an_outlet_says_what_it_is() {
        let said = |text: &str| slogan(&lines(text)[0], phrases());
        assert_eq!(
            said("الزمان - صحيفة عربية دولية مستقلة").flatten().map(|o| o.id),
            Some("al_zaman".into())
        );
        assert_eq!(said("وكالة إخبارية عراقية مستقلة"), Some(None));
        assert_eq!(said("صحيفة أمريكية: واشنطن تقلص قواتها في العراق"), None);
        assert_eq!(said("صحيفة بريطانية تكشف تفاصيل جديدة"), None);
    }
}
