//! Joined forms of Arabic letters: the Arabic Presentation Forms of Unicode.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// How a letter is joined: to the letter before it, to the one after it, to both or to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// Joined to the letter before (in logical order).
    pub before: bool,
    /// Joined to the letter after.
    pub after: bool,
}

/// The presentation forms of one letter; `None` where Unicode encodes none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forms([Option<char>; 4]);

impl Forms {
    /// The form for a way of joining.
    #[inline]
    pub fn get(&self, joined: Joined) -> Option<char> {
        self.0[usize::from(joined.before) + 2 * usize::from(joined.after)]
    }

    /// All forms that exist.
    pub fn all(&self) -> impl Iterator<Item = char> {
        self.0.into_iter().flatten()
    }
}

/// One letter's entry in the data file: code points in hexadecimal.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Entry {
    isolated: Option<String>,
    r#final: Option<String>,
    initial: Option<String>,
    medial: Option<String>,
}

/// The data file: the `<isolated>`, `<final>`, `<initial>` and `<medial>` decompositions of UnicodeData.txt,
/// turned around. U+0621 is left out: it joins to nothing and stays itself.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    letters: BTreeMap<String, Entry>,
    lam_alef: BTreeMap<String, Entry>,
}

/// The forms of all letters that have some.
#[derive(Debug, Default)]
pub struct Table {
    /// Letters in code point order, with their forms.
    pub letters: Vec<(char, Forms)>,
    /// The alefs that make a ligature after lam, with the ligature's forms.
    pub lam_alef: Vec<(char, Forms)>,
}

const DATA: &str = include_str!("../../assets/layout/forms.json");

/// The table, read once.
pub static TABLE: LazyLock<Table> = LazyLock::new(|| read(DATA).unwrap_or_default());

fn read(data: &str) -> Option<Table> {
    let file: File = serde_json::from_str(data).ok()?;
    Some(Table { letters: entries(file.letters)?, lam_alef: entries(file.lam_alef)? })
}

fn entries(map: BTreeMap<String, Entry>) -> Option<Vec<(char, Forms)>> {
    let one = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    let optional = |hex: Option<String>| match hex {
        None => Some(None),
        Some(hex) => one(&hex).map(Some),
    };
    map.into_iter()
        .map(|(letter, e)| {
            let forms =
                [optional(e.isolated)?, optional(e.r#final)?, optional(e.initial)?, optional(e.medial)?];
            Some((one(&letter)?, Forms(forms)))
        })
        .collect()
}

/// All forms by the place of their letter in [`TABLE`], as [`super::props::Props::forms`] holds it.
pub type Flat = [Forms; 256];

/// The forms as an array that is read without a search. Places beyond the letters have none.
pub fn flat() -> &'static Flat {
    static FLAT: LazyLock<Box<Flat>> = LazyLock::new(|| {
        let forms = |at: usize| TABLE.letters.get(at).map(|(_, forms)| *forms).unwrap_or_default();
        Box::new(std::array::from_fn(forms))
    });
    &FLAT
}

/// The letter of which `form` is a presentation form; `None` for letters themselves, and for ligatures.
pub fn unjoined(form: char) -> Option<char> {
    static BACK: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
        let of =
            |(letter, forms): &(char, Forms)| forms.all().map(|form| (form, *letter)).collect::<Vec<_>>();
        TABLE.letters.iter().flat_map(of).collect()
    });
    BACK.get(&form).copied()
}

/// The sign for lam followed by `alef`, joined to the letter before lam or not; `None` if `alef` is none.
pub fn lam_alef(alef: char, joined_before: bool) -> Option<char> {
    let (_, forms) = TABLE.lam_alef.iter().find(|(a, _)| *a == alef)?;
    forms.get(Joined { before: joined_before, after: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn each_form_decomposes_to_its_letter() {
        let table = read(DATA).unwrap();
        assert_eq!(table.letters.len(), 75);
        for (letter, forms) in &table.letters {
            for form in forms.all() {
                assert!(std::iter::once(form).nfkd().eq(std::iter::once(*letter).nfkd()), "{form}");
            }
        }
        assert_eq!(table.lam_alef.len(), 4);
        for (alef, forms) in &table.lam_alef {
            for form in forms.all() {
                assert!(std::iter::once(form).nfkd().eq(['ل', *alef].into_iter().nfkd()), "{form}");
            }
        }
    }

    #[test]
    fn a_letter_between_two_others_is_medial() {
        let place = TABLE.letters.iter().position(|(c, _)| *c == 'ب').unwrap();
        let forms = flat()[place];
        assert_eq!(forms.get(Joined { before: true, after: true }), Some('\u{FE92}'));
        assert_eq!(forms.get(Joined { before: false, after: true }), Some('\u{FE91}'));
        assert_eq!(forms.get(Joined { before: true, after: false }), Some('\u{FE90}'));
        assert_eq!(lam_alef('ا', true), Some('\u{FEFC}'));
    }
}
