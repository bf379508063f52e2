//! The words of a mention as they are listed and counted.

use foldhash::HashMap;

use crate::model::{Analysis, Document, Mention};
use crate::text::{Fold, fold};

/// The letter lam, which the article and the preposition «for» both are written with.
const LAM: char = 'ل';

/// The words of each mention on one line, as they stand in a list. Behind the preposition ل the article loses its
/// alef (للقوات), so that what stands in the text is neither with nor without an article; it gets the alef back,
/// or «القوات» would count as two names. Only where the entity's own name begins with the article: للجنة may be
/// either.
pub(super) fn forms(document: &Document, analysis: &Analysis) -> Vec<String> {
    let names: HashMap<_, _> = analysis.entities.iter().map(|e| (&e.id, e.name_ar.as_str())).collect();
    let form = |mention: &Mention| {
        let text = mention.span.of(&document.text);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let before = document.text.get(..mention.span.start).unwrap_or_default();
        let joined = before.ends_with(LAM) && words.starts_with(LAM);
        let definite = names.get(&mention.entity).is_some_and(|name| name.starts_with("ال"));
        if joined && definite { format!("ا{words}") } else { words }
    };
    analysis.mentions.iter().map(form).collect()
}

/// What the spellings of the same words have in common: no hamza, no ى or ة, and America's adjective as the Levant
/// writes it (أميركي) where others write أمريكي. For counting together; what is shown is what was written.
pub fn same_spelling(words: &str) -> String {
    fold(words, Fold::Loose).text.replace("امريك", "اميرك")
}
