//! Which key does what, from `assets/keymap.json` and the reader's own file.
//!
//! A file is an object of contexts, each an object from keys (one, or several in a row parted by spaces) to
//! the names of actions. The reader's file is laid over the built-in one; `"none"` takes a binding away.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::model::names::named_enum;

use super::action::Action;
use super::key::Key;

const BUILT_IN: &str = include_str!("../../assets/keymap.json");

named_enum! {
    /// Where a binding holds. What a pane binds goes before what is bound globally; in `prompt` and `list`
    /// nothing else holds, as text is typed there.
    pub enum Context("keymap context") {
        /// Everywhere but in text fields and lists on top.
        Global = "global",
        /// The list of articles.
        Articles = "articles",
        /// The reader.
        Reader = "reader",
        /// The entities.
        Entities = "entities",
        /// The timeline.
        Timeline = "timeline",
        /// The reader, while words are selected.
        Selection = "selection",
        /// A text field.
        Prompt = "prompt",
        /// What lies on top and is only read: help, explanations, an entity's page.
        Overlay = "overlay",
    }
}

impl Context {
    /// Whether global bindings hold here too.
    const fn falls_back(self) -> bool {
        !matches!(self, Self::Prompt | Self::Overlay | Self::Selection)
    }
}

/// One binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, one after another.
    pub keys: Vec<Key>,
    /// What they do.
    pub action: Action,
}

/// What keys that were pressed one after another amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// They are a binding.
    Do(Action),
    /// They begin a longer binding.
    More,
    /// They mean nothing.
    Nothing,
}

/// The table of bindings, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// What is wrong in a keymap file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeymapError {
    /// The file's name.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for KeymapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}

impl std::error::Error for KeymapError {}

/// A JSON object's members in order, with doubles kept, so that these can be reported.
struct Members<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Members<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for V<T> {
            type Value = Members<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        d.deserialize_map(V(std::marker::PhantomData))
    }
}

impl Keymap {
    /// The built-in bindings.
    pub fn built_in() -> Result<Self, KeymapError> {
        let mut keymap = Self { bindings: Vec::new() };
        keymap.lay_over(BUILT_IN, "assets/keymap.json")?;
        Ok(keymap)
    }

    /// Lays the bindings of a file over those that are there. `file` names it in errors; after an error
    /// nothing has changed.
    pub fn lay_over(&mut self, json: &str, file: &str) -> Result<(), KeymapError> {
        let at = |line, what| KeymapError { file: file.to_owned(), line, what };
        let contexts: Members<Members<String>> =
            serde_json::from_str(json).map_err(|e| at(Some(e.line()), e.to_string()))?;
        let mut out = self.bindings.clone();
        let mut seen = Vec::new();
        for (name, members) in contexts.0 {
            let wrong = |key: &str, what: String| at(line_of(json, &name, key), what);
            let context: Context = name.parse().map_err(|e| wrong("", format!("{e}")))?;
            for (written, action) in members.0 {
                let keys: Vec<Key> = written
                    .split_whitespace()
                    .map(str::parse)
                    .collect::<Result<_, _>>()
                    .map_err(|e| wrong(&written, format!("key {written:?}: {e}")))?;
                if keys.is_empty() {
                    return Err(wrong(&written, "a binding without a key".to_owned()));
                }
                if seen.contains(&(context, keys.clone())) {
                    return Err(wrong(&written, format!("{written:?} is bound twice in {context:?}")));
                }
                seen.push((context, keys.clone()));
                out.retain(|b| b.context != context || b.keys != keys);
                if action != "none" {
                    let action: Action = action
                        .parse()
                        .map_err(|_| wrong(&written, format!("{written:?}: {}", unknown_action(&action))))?;
                    out.push(Binding { context, keys, action });
                }
            }
        }
        if let Some((long, short)) = shadowed(&out) {
            let text = |b: &Binding| b.keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ");
            let what = format!(
                "{:?} ({}) can never be typed in {:?}, as {:?} is bound to {}",
                text(long),
                long.action,
                long.context.as_str(),
                text(short),
                short.action
            );
            return Err(at(line_of(json, long.context.as_str(), &text(long)), what));
        }
        self.bindings = out;
        Ok(())
    }

    /// What the keys pressed so far amount to in `context`.
    pub fn step(&self, context: Context, pressed: &[Key]) -> Step {
        let mut more = false;
        for here in [context, Context::Global] {
            if here != context && !context.falls_back() {
                break;
            }
            for binding in self.bindings.iter().filter(|b| b.context == here) {
                if binding.keys == pressed {
                    return Step::Do(binding.action);
                }
                more |= binding.keys.starts_with(pressed);
            }
            if more {
                return Step::More;
            }
        }
        Step::Nothing
    }

    /// All bindings.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The bindings that go on after `pressed` in `context`: what a which-key box shows.
    pub fn continuations<'a>(
        &'a self,
        context: Context,
        pressed: &'a [Key],
    ) -> impl Iterator<Item = &'a Binding> + 'a {
        self.bindings.iter().filter(move |b| {
            (b.context == context || (context.falls_back() && b.context == Context::Global))
                && b.keys.len() > pressed.len()
                && b.keys.starts_with(pressed)
        })
    }

    /// The keys that do `action` in `context`, the pane's own first, as they are shown to people.
    pub fn labels(&self, context: Context, action: Action) -> Vec<String> {
        let bound = |here: Context| {
            self.bindings
                .iter()
                .filter(move |b| b.context == here && b.action == action)
                .map(|b| b.keys.iter().map(|k| k.label()).collect::<Vec<_>>().join(" "))
        };
        let mut out: Vec<String> = bound(context).collect();
        if context != Context::Global && context.falls_back() {
            out.extend(bound(Context::Global));
        }
        out
    }
}

/// A binding that another one hides, because its keys go on after the other's.
fn shadowed(bindings: &[Binding]) -> Option<(&Binding, &Binding)> {
    bindings.iter().find_map(|long| {
        bindings
            .iter()
            .find(|short| {
                short.context == long.context
                    && long.keys.len() > short.keys.len()
                    && long.keys.starts_with(&short.keys)
            })
            .map(|short| (long, short))
    })
}

fn unknown_action(given: &str) -> String {
    let nearest = Action::NAMES.iter().min_by_key(|name| distance(name, given));
    format!("unknown action {given:?}; the nearest is {:?}", nearest.copied().unwrap_or_default())
}

/// Levenshtein's distance, for saying which name was probably meant.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(64).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, cb) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The line of `key` within `context`, both as written, from 1.
fn line_of(json: &str, context: &str, key: &str) -> Option<usize> {
    let quoted = |s: &str| serde_json::to_string(s).unwrap_or_default();
    let from = json.find(&quoted(context))?;
    let at = if key.is_empty() { from } else { from + json.get(from..)?.find(&quoted(key))? };
    Some(json.get(..at)?.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(written: &str) -> Vec<Key> {
        written.split(' ').map(|k| k.parse().unwrap()).collect()
    }

    #[test]
    fn a_pane_goes_before_the_whole_and_a_field_stands_alone() {
        let keymap = Keymap::built_in().unwrap();
        assert_eq!(keymap.step(Context::Reader, &keys("q")), Step::Do(Action::Quit));
        assert_eq!(keymap.step(Context::Prompt, &keys("q")), Step::Nothing);
        assert_eq!(keymap.step(Context::Prompt, &keys("Enter")), Step::Do(Action::Open));
        assert_eq!(keymap.step(Context::Reader, &keys("z")), Step::More);
    }

    #[test]
    fn a_readers_file_adds_changes_and_takes_away() {
        let mut keymap = Keymap::built_in().unwrap();
        keymap.lay_over(r#"{"global": {"q": "none", "C-q": "quit", "Q x": "help"}}"#, "mine.json").unwrap();
        assert_eq!(keymap.step(Context::Reader, &keys("q")), Step::Nothing);
        assert_eq!(keymap.step(Context::Reader, &keys("C-q")), Step::Do(Action::Quit));
        assert_eq!(keymap.step(Context::Reader, &keys("Q")), Step::More);
        assert_eq!(keymap.step(Context::Reader, &keys("Q x")), Step::Do(Action::Help));
    }

    #[test]
    fn errors_say_file_line_and_what() {
        let cases = [
            (
                "{\n \"global\": {\n  \"q\": \"qiut\"}}",
                "mine.json:3: \"q\": unknown action \"qiut\"; the nearest is \"quit\"",
            ),
            ("{\n \"globl\": {}}", "mine.json:2: unknown keymap context \"globl\""),
            (
                "{\"global\": {\n\"S-a\": \"up\"}}",
                "mine.json:2: key \"S-a\": write the shifted character itself",
            ),
            ("{\"global\": {\"j\": \"up\",\n \"j\": \"down\"}}", "is bound twice"),
            ("{\"global\": {\n\"q q\": \"help\"}}", "mine.json:2: \"q q\" (help) can never be typed"),
            ("{\"global\": [", "mine.json:1: "),
            ("{\"global\": {\"\": \"up\"}}", "a binding without a key"),
        ];
        for (json, message) in cases {
            let mut keymap = Keymap::built_in().unwrap();
            let error = keymap.lay_over(json, "mine.json").unwrap_err().to_string();
            assert!(error.contains(message), "{error}\n{message}");
            assert_eq!(keymap, Keymap::built_in().unwrap());
        }
    }

    #[test]
    fn every_action_has_a_key() {
        let keymap = Keymap::built_in().unwrap();
        for &action in Action::ALL {
            assert!(keymap.bindings().iter().any(|b| b.action == action), "{action}");
        }
    }

    /// The key of `b` sends lam and alef, the keys of `g` and `h`: a wrong join must do no harm.
    #[test]
    fn nothing_is_bound_to_g_and_then_h() {
        let keymap = Keymap::built_in().unwrap();
        assert!(!keymap.bindings().iter().any(|b| b.keys.starts_with(&keys("g h"))));
    }

    /// On the Arabic (101) layout Shift with these keys sends ASCII or another key's character.
    #[test]
    fn nothing_essential_hangs_on_keys_that_arabic_keyboards_lack() {
        let keymap = Keymap::built_in().unwrap();
        let lacking: Vec<Key> = "U D F L Z C V M { }".split(' ').map(|k| k.parse().unwrap()).collect();
        for binding in keymap.bindings() {
            if binding.keys.iter().any(|k| lacking.contains(k)) {
                let others = keymap.bindings().iter().any(|b| {
                    b.action == binding.action
                        && b.context == binding.context
                        && b.keys.iter().all(|k| !lacking.contains(k))
                });
                assert!(others, "{}", binding.action);
            }
        }
    }
}
