//! Where a line may end: UAX #14 on the logical text.

use std::borrow::Cow;

use icu_properties::CodePointMapData;
use icu_properties::props::LineBreak;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::cluster::{Break, Cluster};

/// Marks where lines may and must end. An opportunity inside a cluster is none.
///
/// A word of plain letters between two others needs no rules: a line may end before it, after its spaces, and
/// nowhere within. Nearly all words of a text are such. The rest goes to the segmenter, from the last such
/// place to the next: what stands there is letter, space, letter, and no rule looks across it.
pub fn mark(paragraph: &str, items: &mut [Cluster]) {
    let mut start = 0;
    let mut plain = true;
    // Whether the last that was no space is a letter, and whether a space follows it.
    let (mut after_letter, mut after_space) = (false, false);
    for at in 0..items.len() {
        let item = &items[at];
        if item.is_letter() {
            if after_letter && after_space {
                segment(paragraph, items, start, at, plain);
                items[at - 1].breaks = Break::May;
                (start, plain) = (at, true);
            } else {
                plain &= !after_space;
            }
            (after_letter, after_space) = (true, false);
        } else if item.is_plain_space() {
            after_space = true;
        } else {
            plain = false;
            (after_letter, after_space) = (false, false);
        }
    }
    segment(paragraph, items, start, items.len(), plain);
}

/// Marks the clusters `start..end`, which begin and end where a line may end in any case.
fn segment(paragraph: &str, items: &mut [Cluster], start: usize, end: usize, plain: bool) {
    if plain {
        return;
    }
    let first = items[start].start as usize;
    let after = items.get(end).map_or(paragraph.len(), |next| next.start as usize);
    let Some(part) = paragraph.get(first..after) else { return };
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut at = start;
    for place in segmenter.segment_str(&without_complex_scripts(part)) {
        let place = first + place;
        while at < end {
            let item_end = items.get(at + 1).map_or(paragraph.len(), |next| next.start as usize);
            if item_end > place {
                break;
            }
            if item_end == place {
                let must = paragraph[..place].ends_with(['\u{0B}', '\u{0C}', '\u{2028}']);
                items[at].breaks = if must { Break::Must } else { Break::May };
            }
            at += 1;
        }
    }
}

/// The text with letters of as many bytes in place of those that need a dictionary (Thai, Lao, Khmer, Myanmar).
/// There is none here, for which the segmenter would complain on standard error in a debug build; without one
/// such letters are ordinary ones (LB1).
fn without_complex_scripts(text: &str) -> Cow<'_, str> {
    let class = CodePointMapData::<LineBreak>::new();
    let is_complex = |c: char| c >= '\u{E00}' && class.get(c) == LineBreak::ComplexContext;
    if !text.contains(is_complex) {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| match c.len_utf8() {
        _ if !is_complex(c) => c,
        3 => '\u{12A0}',
        _ => '\u{10280}',
    };
    text.chars().map(plain).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::super::cluster::clusters;
    use super::super::parts::paragraphs;
    use super::super::{Base, Options};
    use super::*;
    use proptest::prelude::*;

    fn any_text() -> impl Strategy<Value = String> {
        let alphabet = prop_oneof![
            6 => prop::sample::select("ابتكaZ".chars().collect::<Vec<_>>()),
            4 => Just(' '),
            3 => prop::sample::select("()[]«»\"'.,،؛:;!?-–—/%$12٣…\u{64E}\u{A0}\u{200B}\u{200C}\u{200D}\u{2028}\tש世\u{2060}".chars().collect::<Vec<_>>()),
        ];
        prop::collection::vec(alphabet, 1..40).prop_map(|c| c.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn the_short_way_leads_to_the_same_breaks(text in any_text()) {
            let options = Options { ligatures: false, ..Options::new(80).base(Base::Rtl) };
            let mut short = clusters(&text, &options).items;
            let mut long = short.clone();
            mark(&text, &mut short);
            let end = long.len();
            segment(&text, &mut long, 0, end, false);
            // The end of the paragraph is no choice.
            if let (Some(a), Some(b)) = (short.last_mut(), long.last_mut()) {
                (a.breaks, b.breaks) = (Break::No, Break::No);
            }
            let places = |items: &[Cluster]| items.iter().map(|i| i.breaks).collect::<Vec<_>>();
            prop_assert_eq!(places(&short), places(&long), "{:?}", text);
        }
    }

    #[test]
    fn letters_that_would_need_a_dictionary_are_ordinary_letters() {
        for text in ["ไทย ภาษา", "ខ្មែរ (ខ)", "မြန်မာ x", "ລາວ-ລາວ", "\u{11700}\u{11701} x"]
        {
            let plain = without_complex_scripts(text);
            assert_eq!(plain.len(), text.len());
            let boundaries = |s: &str| s.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            assert_eq!(boundaries(&plain), boundaries(text));
        }
        assert!(matches!(without_complex_scripts("عربي שלום 中文"), Cow::Borrowed(_)));
    }

    /// A string of the standard's file: the text, and the bytes at which it may be broken.
    fn case(line: &str) -> (String, Vec<usize>) {
        let (mut text, mut places) = (String::new(), Vec::new());
        for word in line.split_whitespace() {
            match word {
                "÷" => places.push(text.len()),
                "×" => {}
                hex => text.push(char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()),
            }
        }
        (text, places)
    }

    /// Whether a text is one of those about which the rules followed here and the file (of Unicode 15.0) differ:
    /// - The file has LB25 tailored to whole numbers (example 7 of section 8.2); here the rule's own pairs hold,
    ///   which keep `%` and `$` with a bracket, and a digit with `,` `.` `/` before it.
    /// - LB15 was withdrawn in Unicode 15.1 for LB15a and LB15b, which look at quotation marks more closely.
    fn is_disputed(text: &str) -> bool {
        use icu_properties::props::LineBreak as Class;
        let class = |c| CodePointMapData::<Class>::new().get(c);
        let classes: Vec<Class> = text.chars().map(class).filter(|c| *c != Class::CombiningMark).collect();
        let number = classes.windows(2).any(|pair| {
            matches!(
                (pair[0], pair[1]),
                (
                    Class::ClosePunctuation | Class::CloseParenthesis,
                    Class::PostfixNumeric | Class::PrefixNumeric
                ) | (Class::PostfixNumeric | Class::PrefixNumeric, Class::OpenPunctuation)
                    | (Class::InfixNumeric | Class::BreakSymbols, Class::Numeric)
            )
        });
        number || classes.windows(2).any(|pair| pair == [Class::Quotation, Class::Space])
    }

    #[test]
    fn the_standards_own_test() {
        let mut file = String::new();
        let packed: &[u8] = include_bytes!("../../tests/data/LineBreakTest.txt.xz");
        lzma_rust2::XzReader::new(packed, false).read_to_string(&mut file).unwrap();
        let options = Options::new(80);
        let (mut tried, mut wrong) = (0, Vec::new());
        for line in file.lines().map(|l| l.split('#').next().unwrap_or_default()).filter(|l| !l.is_empty()) {
            let (text, expected) = case(line);
            let (mut found, mut ends) = (Vec::new(), Vec::new());
            for paragraph in paragraphs(&text) {
                let mut items = clusters(paragraph.of(&text), &options).items;
                mark(paragraph.of(&text), &mut items);
                let after = items.iter().skip(1).map(|c| c.start as usize).chain([paragraph.len()]);
                for (item, end) in items.iter().zip(after) {
                    let end = paragraph.start + end;
                    ends.push(end);
                    if item.breaks != Break::No || end == paragraph.end {
                        found.push(end);
                    }
                }
            }
            let expected: Vec<usize> = expected.into_iter().filter(|at| ends.contains(at)).collect();
            tried += 1;
            if found != expected {
                wrong.push((line.trim().to_owned(), is_disputed(&text)));
            }
        }
        // 42 disputed ones, and no other.
        assert!(wrong.iter().all(|(_, disputed)| *disputed), "{wrong:#?}");
        assert_eq!((tried, wrong.len()), (7654, 42));
    }
}
