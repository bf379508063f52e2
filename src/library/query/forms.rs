//! The forms in which a word stands in running text: with proclitics and the article.

/// Proclitics before a word without the article, and before `ال`.
const BEFORE: &[&str] = &["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"];
const BEFORE_ARTICLE: &[&str] = &["", "و", "ف", "ب", "ك", "وب", "فب", "وك"];
/// `ل` and `ال` are written together as `لل`.
const FOR_THE: &[&str] = &["لل", "ولل", "فلل"];

/// Words shorter than this stand for themselves alone: with proclitics they would be other words.
const SHORTEST: usize = 3;

/// The spellings under which the folded `word` may stand in the index. The word itself comes first.
pub(super) fn forms(word: &str) -> Vec<String> {
    let letters = word.chars().count();
    let arabic = word.chars().all(|c| matches!(c, '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}'));
    if !arabic || letters < SHORTEST {
        return vec![word.to_owned()];
    }
    let with = |clitics: &[&str], stem: &str| -> Vec<String> {
        clitics.iter().map(|clitic| format!("{clitic}{stem}")).collect()
    };
    match word.strip_prefix("ال").filter(|stem| stem.chars().count() >= SHORTEST) {
        Some(stem) => [with(BEFORE_ARTICLE, word), with(FOR_THE, stem)].concat(),
        None => {
            let definite = format!("ال{word}");
            [with(BEFORE, word), with(BEFORE_ARTICLE, &definite), with(FOR_THE, word)].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_with_article_and_proclitics() {
        let found = forms("عراق");
        for form in ["عراق", "العراق", "بالعراق", "وللعراق", "لعراق"] {
            assert!(found.iter().any(|f| f == form), "{form}");
        }
        let found = forms("القوات");
        assert!(found.iter().any(|f| f == "للقوات"));
        assert!(!found.iter().any(|f| f == "قوات"), "the article that was asked for stays");
        assert_eq!(forms("من"), ["من"]);
        assert_eq!(forms("2021"), ["2021"]);
    }
}
