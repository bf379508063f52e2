//! Counted nouns, in the forms that a language has for numbers (Unicode's plural rules).

use serde::Deserialize;

use super::Language;

/// A counted noun. `{}` stands for the number; a form that the language lacks is that of `other`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    #[serde(default)]
    zero: Option<String>,
    #[serde(default)]
    one: Option<String>,
    #[serde(default)]
    two: Option<String>,
    #[serde(default)]
    few: Option<String>,
    #[serde(default)]
    many: Option<String>,
    other: String,
}

impl Counted {
    /// The phrase for a number, before it is put in.
    pub fn of(&self, language: Language, n: usize) -> &str {
        let form = match (language, n, n % 100) {
            (Language::English, 1, _) => &self.one,
            (Language::English, ..) => &None,
            (Language::Arabic, 0, _) => &self.zero,
            (Language::Arabic, 1, _) => &self.one,
            (Language::Arabic, 2, _) => &self.two,
            (Language::Arabic, _, 3..=10) => &self.few,
            (Language::Arabic, _, 11..=99) => &self.many,
            (Language::Arabic, ..) => &None,
        };
        form.as_deref().unwrap_or(&self.other)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Strings, fill};
    use super::*;

    #[test]
    fn nouns_follow_their_numbers() {
        let said = |language: Language, n: usize| {
            let strings = Strings::built_in(language).unwrap();
            fill(strings.outlets.of(language, n), &n.to_string())
        };
        let arabic = [
            (2, "ناشران"),
            (3, "3 ناشرين"),
            (10, "10 ناشرين"),
            (11, "11 ناشراً"),
            (100, "100 ناشر"),
            (103, "103 ناشرين"),
        ];
        for (n, text) in arabic {
            assert_eq!(said(Language::Arabic, n), text);
        }
        assert_eq!(said(Language::English, 1), "1 outlet");
        assert_eq!(said(Language::English, 12), "12 outlets");
    }
}
