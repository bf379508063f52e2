//! Which words can begin a date expression, with and without proclitics.

use std::sync::LazyLock;

use crate::analyse::dates::words::words;
use crate::text::calendar::calendar;
use foldhash::HashSet;

/// The first words of all expressions that do not begin with a digit.
static STARTERS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let w = words();
    let mut out: HashSet<String> = calendar().first_words().map(str::to_owned).collect();
    out.extend(w.parts.keys().cloned());
    out.extend(w.units.keys().cloned());
    out.extend(w.decades.keys().cloned());
    for set in [&w.day_times, &w.yesterday, &w.tomorrow, &w.ago, &w.within] {
        out.extend(set.iter().cloned());
    }
    let more = [
        "اليوم",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "ال",
        "بين",
        "من",
        "في",
        "الليلة",
        "النصف",
        "الربع",
        "الثلث",
        "عامي",
        "يومي",
        "شهري",
        "بعد",
        "اول",
        "الصيف",
        "الشتاء",
        "الخريف",
        "الربيع",
        "العقد",
        "اخر",
        "سنتي",
        "الاعوام",
        "الموسم",
        "نصف",
        "القرن",
        "راس",
        "عيد",
        "اعياد",
        "غرة",
        "ليلتي",
        "الذكرى",
        "ذكرى",
        "غداة",
        "عشية",
    ];
    out.extend(more.map(str::to_owned));
    out
});

/// A word that begins an expression, and how many bytes of proclitics stand before it.
pub(super) type Starter = Option<(&'static str, usize)>;

/// The word without the proclitics that stand before an expression (`و` or `ف`, then `ب`, `ك` or `ل`), and how
/// many of its bytes they take; `None` if no expression begins with it. The whole word is tried first.
pub(super) fn starter(word: &str) -> Starter {
    if let Some(whole) = known(word) {
        return Some((whole, 0));
    }
    let mut rest = word;
    for clitics in [&['و', 'ف'][..], &['ب', 'ك', 'ل'][..]] {
        if let Some(shorter) = rest.strip_prefix(clitics) {
            if let Some(core) = known(shorter) {
                return Some((core, word.len() - shorter.len()));
            }
            // لل is ل and ال: the span begins at the second lam, which stands for the article.
            if let Some(noun) = rest.strip_prefix("لل")
                && let Some(core) = known_definite(noun)
            {
                return Some((core, word.len() - shorter.len()));
            }
            rest = shorter;
        }
    }
    None
}

fn known(word: &str) -> Option<&'static str> {
    STARTERS.get(word).map(String::as_str)
}

fn known_definite(noun: &str) -> Option<&'static str> {
    let mut with_article = String::with_capacity(noun.len() + 4);
    with_article.push_str("ال");
    with_article.push_str(noun);
    known(&with_article)
}

#[cfg(test)]
mod tests {
    use super::starter;

    #[test]
    fn clitics_are_taken_off_only_where_the_whole_word_is_unknown() {
        assert_eq!(starter("بنهايه"), None);
        assert_eq!(starter("بنهاية"), Some(("نهاية", 2)));
        assert_eq!(starter("وبنهاية"), Some(("نهاية", 4)));
        assert_eq!(starter("فمنذ"), Some(("منذ", 2)));
        assert_eq!(starter("للعام"), Some(("العام", 2)));
        assert_eq!(starter("وللعام"), Some(("العام", 4)));
        assert_eq!(starter("كانون"), Some(("كانون", 0)));
        assert_eq!(starter("بعد"), Some(("بعد", 0)));
        assert_eq!(starter("بغداد"), None);
    }
}
