//! Bytes to text: which encoding they are in.

use crate::text::is_letter;
use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

use super::notice::Problem;

/// Decoded text and how it was decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding.
    pub encoding: &'static Encoding,
    /// Where text was lost, or may have been before it was saved.
    pub loss: Option<Problem>,
}

/// How many bytes are looked at to find the encoding.
const SAMPLE: usize = 64 * 1024;

/// Decodes `bytes`. Never fails: what cannot be decoded becomes U+FFFD and is counted.
///
/// The order: a byte order mark; UTF-16 without one (Arabic in UTF-16 is valid UTF-8 full of U+0006, so it is
/// asked for first); UTF-8 if it is mostly valid; then Windows-1256 or ISO-8859-6. A detector is asked last,
/// as it takes UTF-8 with one bad byte for something else.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return with(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return with(encoding, &bytes);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            let loss = is_mojibake(&text).then_some(Problem::Mojibake);
            return Decoded { text, encoding: UTF_8, loss };
        }
        Err(error) => error.into_bytes(),
    };
    if is_mostly_utf8(&bytes) { with(UTF_8, &bytes) } else { with(legacy(&bytes), &bytes) }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let places = if had_errors { replacements(&text).max(1) } else { 0 };
    let loss = if places > 0 {
        Some(Problem::BadBytes(places))
    } else {
        is_mojibake(&text).then_some(Problem::Mojibake)
    };
    Decoded { text: Cow::into_owned(text), encoding, loss }
}

fn replacements(text: &str) -> usize {
    text.matches('\u{FFFD}').count()
}

/// UTF-16 without a mark: of its pairs of bytes, one side is a page of Unicode that texts in Arabic and Latin
/// letters use (00, 06, 20, FB–FE), nearly always.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE))?;
    if sample.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let pairs = sample.len() / 2;
    let page = |b: u8| matches!(b, 0x00 | 0x06);
    let high = |at: usize| sample.iter().skip(at).step_by(2).filter(|&&b| page(b)).count();
    let (big, little) = (high(0), high(1));
    let enough = |n: usize| n * 10 >= pairs * 8;
    match (enough(big), enough(little)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes are UTF-8 with few bad places: at least nine of ten characters beyond ASCII are whole.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad * 9 <= good
}

/// Windows-1256 or ISO-8859-6, and another single-byte encoding only where the text is not Arabic at all.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    let guess = detector.guess(Some(b"iq"), Utf8Detection::Deny);
    if guess == ISO_8859_6 || guess == WINDOWS_1256 { guess } else { WINDOWS_1256 }
}

/// Whether UTF-8 in Arabic was once decoded as Windows-1252, ISO-8859-1 or Windows-1256 and saved so: then each
/// letter is `Ø` or `Ù` (or `ط`, `ظ`) and a sign or letter that stands for the second byte.
pub fn is_mojibake(text: &str) -> bool {
    let (mut lead, mut letters, mut latin_lead, mut pairs) = (0usize, 0usize, 0usize, 0usize);
    let mut chars = text.chars().take(8192).peekable();
    while let Some(c) = chars.next() {
        letters += usize::from(is_letter(c));
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            'Ø' | 'Ù' => latin_lead += usize::from(!next.is_ascii()),
            'ط' | 'ظ' => {
                lead += 1;
                // What Windows-1256 makes of the bytes 80–BF: signs, Persian letters, Latin letters.
                let odd = matches!(next, '\u{80}'..='\u{BF}' | '\u{2010}'..='\u{2122}' | 'پ' | 'چ' | 'ژ' | 'ڈ' | 'گ' | 'ٹ'
                    | 'ڑ' | 'ں' | 'ہ' | 'ھ' | '،' | '؛' | '؟' | 'Œ' | 'œ' | 'ƒ' | 'ˆ');
                pairs += usize::from(odd);
            }
            _ => {}
        }
    }
    latin_lead * 4 > letters && latin_lead > 3 || lead * 4 > letters && pairs * 2 > lead && pairs > 3
}

/// Whether decoded text is none: more than one of ten characters are controls or were no characters.
pub fn is_binary(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars().take(4096) {
        all += 1;
        odd += usize::from(c == '\0' || c.is_control() && !c.is_whitespace() || c == '\u{FFFD}');
    }
    odd * 10 > all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str =
        "قال مصدر أمني عراقي إن طائرة مسيرة استهدفت قاعدة عين الأسد في محافظة الأنبار، يوم الجمعة.";

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn arabic_in_each_encoding_is_read() {
        let legacy = |e: &'static Encoding| e.encode(TEXT).0.into_owned();
        let cases = [
            (TEXT.as_bytes().to_vec(), UTF_8),
            ([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), UTF_8),
            (utf16(TEXT, true), UTF_16LE),
            (utf16(TEXT, false), UTF_16BE),
            (utf16(&format!("\u{FEFF}{TEXT}"), true), UTF_16LE),
            (utf16(&format!("\u{FEFF}{TEXT}"), false), UTF_16BE),
            (legacy(WINDOWS_1256), WINDOWS_1256),
            (legacy(ISO_8859_6), ISO_8859_6),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, encoding));
            assert_eq!(decoded.loss, None);
        }
    }

    #[test]
    fn utf8_with_bad_bytes_stays_utf8_and_says_so() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.insert(40, 0xFF);
        let decoded = decode(bytes);
        assert_eq!((decoded.encoding, decoded.loss), (UTF_8, Some(Problem::BadBytes(1))));
        assert!(decoded.text.contains("قاعدة عين الأسد"));
    }

    #[test]
    fn mojibake_is_named() {
        let wrong = |e: &'static Encoding| e.decode(TEXT.as_bytes()).0.into_owned();
        for encoding in [encoding_rs::WINDOWS_1252, WINDOWS_1256] {
            assert_eq!(
                decode(wrong(encoding).into_bytes()).loss,
                Some(Problem::Mojibake),
                "{}",
                encoding.name()
            );
        }
        assert!(!is_mojibake(TEXT));
        assert!(!is_mojibake("ظل ظاهر طاهر في طريق طويل وظهر طارق"));
        assert!(!is_mojibake("Smørrebrød på Ørsteds Plads Øst"));
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
            decode(bytes);
        }
    }
}
