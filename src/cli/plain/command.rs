//! The commands of the plain lines, in both languages.

use crate::text::{Fold, fold};
use crate::tui::strings::PlainWords;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    /// The list of articles.
    Articles,
    /// The names.
    Names,
    /// The events.
    Timeline,
    /// The article of this number in the list, from 1.
    Read(usize),
    /// The page of a name.
    Page(String),
    /// How each outlet words a name.
    Wording(String),
    /// Each place where words stand.
    Places(String),
    /// Narrows all to a name.
    Only(String),
    /// Narrows all to what a search finds.
    Search(String),
    /// Takes all filters away.
    Clear,
    /// More of the list that was written last.
    More,
    /// The commands.
    Help,
    /// What was typed is no command.
    Unknown(String),
    /// The end.
    Quit,
}

/// Reads a line: the name of a command in either language, whole or its beginning, and what it is to be done
/// with. A number is an article; `/` begins a search. `?` asks for help.
pub(super) fn parse(typed: &str, languages: &[&PlainWords; 2]) -> Command {
    let typed = typed.trim();
    if typed.is_empty() {
        return Command::More;
    }
    if let Some(query) = typed.strip_prefix('/') {
        return Command::Search(query.trim().to_owned());
    }
    let digits: String = typed.chars().filter_map(digit).collect();
    if digits.chars().count() == typed.chars().count() {
        return Command::Read(digits.parse().unwrap_or(usize::MAX));
    }
    let (word, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let rest = rest.trim().to_owned();
    let word = fold(&word.to_lowercase(), Fold::Loose).text;
    let is = |name: fn(&PlainWords) -> &str| {
        let names = languages.iter().map(|words| fold(&name(words).to_lowercase(), Fold::Loose).text);
        names.into_iter().any(|name| name == word || (word.chars().count() > 1 && name.starts_with(&word)))
    };
    match () {
        () if is(|w| &w.articles) => Command::Articles,
        () if is(|w| &w.names) => Command::Names,
        () if is(|w| &w.timeline) => Command::Timeline,
        () if is(|w| &w.page) => Command::Page(rest),
        () if is(|w| &w.wording) => Command::Wording(rest),
        () if is(|w| &w.places) => Command::Places(rest),
        () if is(|w| &w.only) => Command::Only(rest),
        () if is(|w| &w.search) => Command::Search(rest),
        () if is(|w| &w.clear) => Command::Clear,
        () if is(|w| &w.more) => Command::More,
        () if is(|w| &w.quit) || word == "q" => Command::Quit,
        () if is(|w| &w.ask_help) || matches!(word.as_str(), "?" | "؟") => Command::Help,
        () => Command::Unknown(typed.to_owned()),
    }
}

/// A digit of any script as an ASCII one.
fn digit(c: char) -> Option<char> {
    crate::text::digit_value(c).and_then(|value| char::from_digit(value, 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::strings::{Language, Strings};

    #[test]
    fn commands_are_understood_in_both_languages() {
        let [ar, en] = [Language::Arabic, Language::English].map(|l| Strings::built_in(l).unwrap().plain);
        let both = [&ar, &en];
        let cases = [
            ("articles", Command::Articles),
            ("مقالات", Command::Articles),
            ("time", Command::Timeline),
            ("3", Command::Read(3)),
            ("٣", Command::Read(3)),
            ("/ عين الأسد", Command::Search("عين الأسد".to_owned())),
            ("only قاعدة عين الأسد", Command::Only("قاعدة عين الأسد".to_owned())),
            ("", Command::More),
            ("quit", Command::Quit),
            ("what?", Command::Unknown("what?".to_owned())),
            ("?", Command::Help),
            ("مساعدة", Command::Help),
            ("99999999999999999999999", Command::Read(usize::MAX)),
        ];
        for (typed, expected) in cases {
            assert_eq!(parse(typed, &both), expected, "{typed}");
        }
        for words in both {
            let names = [
                &words.articles,
                &words.names,
                &words.timeline,
                &words.page,
                &words.wording,
                &words.places,
                &words.only,
                &words.search,
                &words.clear,
                &words.more,
                &words.quit,
            ];
            for name in names {
                assert!(!matches!(parse(name, &both), Command::Help | Command::Unknown(_)), "{name}");
            }
        }
    }
}
