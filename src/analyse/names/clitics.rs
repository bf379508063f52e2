//! The words of a text as words of the lexicon, with the proclitics that may be taken off.

use crate::analyse::lexicon::{Traits, Vocabulary, WordId};
use crate::analyse::memory::Memories;
use crate::analyse::{Reading, Word};
use crate::text::{Fold, TokenKind, fold_into, is_dropped_in_folding};

/// One way to read a word: as a word of the vocabulary after `prefix` letters of proclitics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Way {
    /// The word.
    pub id: WordId,
    /// How many letters at the start are proclitics.
    pub prefix: u8,
}

/// For each word of a reading the ways to read it, the whole word first.
#[derive(Debug, Default)]
pub struct Ways {
    all: Vec<Way>,
    /// Where the ways of each word end in `all`.
    ends: Vec<u32>,
    /// What the rules ask of each word over and over.
    known: Vec<Known>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// Its traits with nothing taken off.
    whole: Traits,
    /// Its traits in all its readings together.
    all: Traits,
    /// The first sign of a word that is a sign; `\0` for the others.
    sign: char,
}

/// The most ways to read a word: whole, and after one or two proclitics with and without a hidden article.
const MOST_WAYS: usize = 6;

/// The ways to read a word, and what is known of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry {
    ways: [Way; MOST_WAYS],
    count: u8,
    known: Known,
}

/// What a lexicon knows of the words of texts read before.
pub type Words = Memories<Entry>;

/// The fewest letters that may be left when proclitics are taken off.
const FEWEST_LEFT: usize = 3;

impl Ways {
    /// Looks up every word of a reading. Linear in its length.
    pub fn new(reading: &Reading<'_>, words: &Vocabulary, memories: &Words) -> Self {
        let mut ways = Self {
            all: Vec::with_capacity(reading.words.len()),
            ends: Vec::with_capacity(reading.words.len()),
            known: Vec::with_capacity(reading.words.len()),
        };
        let mut lookup = Lookup { words, loose: String::new(), article: String::new() };
        memories.lend(|memory| {
            for word in &reading.words {
                let entry = memory.of(word.letters, || lookup.entry(word.kind, reading.folded(word)));
                ways.all.extend(entry.ways.get(..usize::from(entry.count)).unwrap_or_default());
                ways.known.push(entry.known);
                ways.ends.push(u32::try_from(ways.all.len()).unwrap_or(u32::MAX));
            }
        });
        ways
    }

    /// The ways to read the word at `index`.
    pub fn of(&self, index: usize) -> &[Way] {
        let end = self.ends.get(index).map_or(0, |&e| e as usize);
        let start = index.checked_sub(1).and_then(|i| self.ends.get(i)).map_or(0, |&e| e as usize);
        self.all.get(start..end).unwrap_or_default()
    }

    /// The word at `index` as a word of the vocabulary, without taking anything off.
    pub fn whole(&self, index: usize) -> Option<WordId> {
        self.of(index).first().filter(|w| w.prefix == 0).map(|w| w.id)
    }

    /// The word at `index` in every case that its name may have, without taking anything off.
    pub fn wholes(&self, index: usize) -> impl Iterator<Item = WordId> {
        self.of(index).iter().take_while(|w| w.prefix == 0).map(|w| w.id)
    }

    /// The sign at `index`; `\0` for a word or a number, and past the end.
    pub fn sign(&self, index: usize) -> char {
        self.known.get(index).map_or('\0', |known| known.sign)
    }

    /// The traits of the word at `index` in all its readings together.
    pub fn traits(&self, index: usize) -> Traits {
        self.known.get(index).map_or_else(Traits::default, |known| known.all)
    }

    /// The traits of the word at `index` with nothing taken off.
    pub fn whole_traits(&self, index: usize) -> Traits {
        self.known.get(index).map_or_else(Traits::default, |known| known.whole)
    }
}

struct Lookup<'a> {
    words: &'a Vocabulary,
    loose: String,
    article: String,
}

impl Lookup<'_> {
    fn entry(&mut self, kind: TokenKind, folded: &str) -> Entry {
        let mut found = Vec::new();
        let mut known = Known::default();
        match kind {
            TokenKind::Word => self.word(folded, &mut found),
            TokenKind::Number => found.extend(self.words.loose(folded).map(|id| Way { id, prefix: 0 })),
            _ => known.sign = folded.chars().next().unwrap_or('\0'),
        }
        found.truncate(MOST_WAYS);
        if let Some(whole) = found.first().filter(|way| way.prefix == 0) {
            known.whole = self.words.traits(whole.id);
        }
        known.all = found.iter().fold(Traits::default(), |all, way| all.with(self.words.traits(way.id)));
        let mut entry = Entry { known, ..Entry::default() };
        for (at, way) in entry.ways.iter_mut().zip(found) {
            *at = way;
            entry.count += 1;
        }
        entry
    }

    /// Tries the whole word, then without و|ف, then without ب|ل|ك as well. A common word is never parted.
    fn word(&mut self, strict: &str, out: &mut Vec<Way>) {
        if let Some(id) = self.words.common(strict) {
            out.push(Way { id, prefix: 0 });
            return;
        }
        self.loose.clear();
        fold_into(strict, Fold::Loose, &mut self.loose);
        let loose = std::mem::take(&mut self.loose);
        self.ways(strict, &loose, out);
        self.loose = loose;
    }

    fn ways(&mut self, strict: &str, loose: &str, out: &mut Vec<Way>) {
        out.extend(self.words.loose(loose).map(|id| Way { id, prefix: 0 }));
        self.other_case(loose, 0, out);
        let Some((first, rest)) = split_first(loose) else { return };
        if !matches!(first, 'و' | 'ف' | 'ب' | 'ل' | 'ك') {
            return;
        }
        let strict_rest = strict.get(first.len_utf8()..).unwrap_or_default();
        if matches!(first, 'و' | 'ف') {
            if let Some(id) = self.words.common(strict_rest) {
                out.push(Way { id, prefix: 1 });
                return;
            }
            self.push(rest, 1, out);
            if let Some((second, rest)) = split_first(rest)
                && matches!(second, 'ب' | 'ل' | 'ك')
            {
                self.preposition(second, strict, rest, 2, out);
            }
        } else {
            self.preposition(first, strict, rest, 1, out);
        }
    }

    /// `rest` is what follows the preposition. `لل…` hides an article: للقوات is ل + القوات, للجنة ل + اللجنة.
    fn preposition(&mut self, sign: char, strict: &str, rest: &str, prefix: u8, out: &mut Vec<Way>) {
        // Loose folding keeps the number of bytes of Arabic letters, so that the strict spelling ends alike.
        let common = strict.len().checked_sub(rest.len()).and_then(|at| strict.get(at..));
        match common.filter(|c| c.len() >= FEWEST_LEFT * 2).and_then(|c| self.words.common(c)) {
            Some(id) => out.push(Way { id, prefix }),
            None => self.push(rest, prefix, out),
        }
        if sign == 'ل' && rest.starts_with('ل') {
            let mut article = std::mem::take(&mut self.article);
            for noun in [rest.get('ل'.len_utf8()..).unwrap_or_default(), rest] {
                article.clear();
                article.push_str("ال");
                article.push_str(noun);
                self.push(&article, prefix, out);
            }
            self.article = article;
        }
    }

    /// `أبي` and `أبا` are `أبو` in another case: a name holds them all.
    fn other_case(&self, loose: &str, prefix: u8, out: &mut Vec<Way>) {
        if matches!(loose, "ابي" | "ابا") {
            out.extend(self.words.loose("ابو").map(|id| Way { id, prefix }));
        }
    }

    fn push(&self, loose: &str, prefix: u8, out: &mut Vec<Way>) {
        // Two bytes to a letter of Arabic; Latin words after a proclitic are taken as they are.
        if loose.len() < FEWEST_LEFT * 2 && !loose.is_ascii() {
            return;
        }
        out.extend(self.words.loose(loose).map(|id| Way { id, prefix }));
        self.other_case(loose, prefix, out);
    }
}

fn split_first(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    Some((chars.next()?, chars.as_str()))
}

/// Where a word begins in the text after `letters` letters of proclitics and the marks that belong to them.
pub fn start_after(text: &str, word: &Word, letters: u8) -> usize {
    if letters == 0 {
        return word.span.start;
    }
    let mut left = letters;
    for (at, c) in word.span.of(text).char_indices() {
        if is_dropped_in_folding(c) {
            continue;
        }
        if left == 0 {
            return word.span.start + at;
        }
        left -= 1;
    }
    word.span.start
}
