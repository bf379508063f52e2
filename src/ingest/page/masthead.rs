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

/// The outlet that the first line of a page names.
pub(super) fn first_line(line: &Line, phrases: &PagePhrases) -> Option<Outlet> {
    if line.words > 8 || line.ends_with_stop() {
        return None;
    }
    let named = |name: &str| {
        let name = key(name);
        // `عنب بلدي أونلاين`: what any outlet puts behind its name.
        let shorter = name.rsplit_once(' ').filter(|(_, last)| phrases.mastheads.is(last));
        outlets().by_key(&name).or_else(|| outlets().by_key(shorter?.0))
    };
    // `العالم` alone may be the section of the world.
    if line.words <= 3
        && !phrases.sections.is(&line.key)
        && let Some(outlet) = named(line.text)
    {
        return Some(outlet);
    }
    let (name, rest) = [" - ", " – ", " — ", " | ", ": "].iter().find_map(|s| line.text.split_once(s))?;
    let outlet = named(name)?;
    let rest = key(rest);
    let of_itself = phrases.mastheads.start_of(&rest).is_some() || outlets().by_key(&rest).is_some();
    // `الخليج - المشرق العربي` are two sections.
    let section = phrases.sections.is(&key(name));
    (of_itself || !section && phrases.sections.cover(&rest)).then_some(outlet)
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
