//! What an outlet says of itself at the head of its page, with its name or without.

use crate::model::Outlet;

use super::lines::{Line, key};
use super::outlets::outlets;
use super::phrases::PagePhrases;

/// A slogan and its outlet's name have no more words.
const LONGEST_SLOGAN: usize = 14;

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

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::super::phrases::phrases;
    use super::*;

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
