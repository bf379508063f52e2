//! The language of the interface.

use crate::model::names::named_enum;

named_enum! {
    /// A language of the interface.
    pub enum Language("language") {
        /// Arabic: the whole layout is mirrored.
        Arabic = "ar",
        /// English.
        English = "en",
    }
}

impl Language {
    /// Whether lines, columns and panes go from right to left.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::Arabic)
    }

    /// The language of the first locale variable that is set.
    pub fn of_environment() -> Self {
        let var = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(var);
        Self::of_locale(&locale.unwrap_or_default())
    }

    /// The language of a POSIX locale such as `ar_IQ.UTF-8`; English for all but Arabic.
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("ar") { Self::Arabic } else { Self::English }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_gives_the_language() {
        assert_eq!(Language::of_locale("ar_IQ.UTF-8"), Language::Arabic);
        assert_eq!(Language::of_locale("ar"), Language::Arabic);
        assert_eq!(Language::of_locale("arn_CL"), Language::English);
        assert_eq!(Language::of_locale("C"), Language::English);
    }
}
