//! A document as the rules of events see it: each word with its cues, its name, its date, and whether
//! somebody else's words stand around it.

use std::ops::Range;

use super::classes::{Class, Stem, Trait};
use super::cues::{Cues, EXPLAINED};
use super::meanings::{Facts, NOTHING};
use super::sense::{Clitics, Kind, Sense};
use super::token::Token;
use crate::analyse::{Reading, Sentence};
use crate::model::{DateRef, EntityId, EntityType, Mention, Participant, Published, Span};
use crate::text::{Fold, Letters, TokenKind};
use foldhash::HashMap;

/// A document with everything that was found in it so far.
#[derive(Debug)]
pub struct Scene<'a> {
    /// Its sentences and words.
    pub reading: &'a Reading<'a>,
    /// Its words, with what is known of each; same indices as [`Reading::words`].
    pub tokens: Vec<Token<'a>>,
    /// Names, in order.
    pub mentions: &'a [Mention],
    /// The type of each entity that is named.
    pub kinds: HashMap<&'a EntityId, EntityType>,
    /// For each name the index of its first word.
    pub first_words: Vec<usize>,
    /// Dates, in order.
    pub dates: &'a [DateRef],
    /// When it appeared.
    pub published: Option<&'a Published>,
    /// The table of cues.
    pub cues: &'a Cues,
}

/// `الي`, `علي`, `حتي`: prepositions as some papers write them, without the dots of the last letter mattering.
fn preposition(word: &str, in_name: bool) -> &str {
    match word {
        "الي" => "الى",
        "والي" => "والى",
        "حتي" => "حتى",
        "علي" if !in_name => "على",
        // Egyptian papers write the last letter without its dots.
        "فى" => "في",
        "وفى" => "وفي",
        "الذى" => "الذي",
        "والذى" => "والذي",
        "التى" => "التي",
        "والتى" => "والتي",
        _ => word,
    }
}

/// Sentences longer than this, in words, are read in pieces.
const LONGEST_SENTENCE: usize = 256;

/// Quotation marks around more words than this hold speech, around fewer a name or a scare quote.
const LONGEST_QUOTED_NAME: usize = 5;

/// Whether a word may be the noun of a deed.
fn tells_of_a_deed(senses: &[Sense]) -> bool {
    const DEEDS: [Class; 5] = [Class::Attack, Class::Launch, Class::Weapon, Class::Withdraw, Class::Killed];
    senses.iter().any(|s| s.kind == Kind::Noun && DEEDS.contains(&s.class))
}

impl<'a> Scene<'a> {
    /// Puts the findings beside the words. Linear in the number of words.
    pub fn new(
        reading: &'a Reading<'a>,
        mentions: &'a [Mention],
        dates: &'a [DateRef],
        published: Option<&'a Published>,
        cues: &'a Cues,
    ) -> Self {
        let mut tokens = Vec::with_capacity(reading.words.len());
        let mut first_words = vec![usize::MAX; mentions.len()];
        let (mut mention, mut date) = (0, 0);
        cues.memories.lend(|memory| {
            for word in &reading.words {
                while mentions.get(mention).is_some_and(|m| m.span.end <= word.span.start) {
                    mention += 1;
                }
                while dates.get(date).is_some_and(|d| d.span.end <= word.span.start) {
                    date += 1;
                }
                let in_mention = mentions.get(mention).filter(|m| m.span.overlaps(word.span));
                if in_mention.is_some()
                    && let Some(first) = first_words.get_mut(mention)
                {
                    *first = tokens.len().min(*first);
                }
                let folded = reading.folded(word);
                let spelling = preposition(folded, in_mention.is_some());
                let letters =
                    if spelling == folded { word.letters } else { Letters::of(spelling, Fold::Strict) };
                let mut facts = match word.kind {
                    TokenKind::Sign => Facts { subject: cues.subject(spelling), ..Facts::default() },
                    _ => memory.of(letters, || cues.facts(spelling)),
                };
                if matches!(spelling, "بين" | "وبين") && word.span.of(reading.text).contains('\u{0651}')
                {
                    let Facts { meanings, clitics, .. } = cues.facts(EXPLAINED);
                    facts = Facts { meanings, clitics, ..facts };
                }
                // «بعد يوم من سقوط صاروخين على …»: a date that hangs on a deed holds the deed's own words.
                let in_date = dates.get(date).filter(|d| {
                    let within = d.span.overlaps(word.span) && in_mention.is_none();
                    within && !tells_of_a_deed(&cues.meanings(facts.meanings).senses)
                });
                let silent = in_date.is_some() || in_mention.is_some_and(|m| m.kind != EntityType::Weapon);
                let (meanings, clitics) = if silent {
                    (&NOTHING, Clitics::default())
                } else {
                    (cues.meanings(facts.meanings), facts.clitics)
                };
                tokens.push(Token {
                    span: word.span,
                    word: spelling,
                    kind: word.kind,
                    senses: &meanings.senses,
                    meanings,
                    about: facts.subject,
                    stems: facts.stems,
                    clitics,
                    mention: in_mention.map(|_| mention),
                    date: in_date.map(|_| date),
                    quoted: false,
                    only_noun: false,
                });
            }
        });
        let kinds = mentions.iter().map(|m| (&m.entity, m.kind)).collect();
        let mut scene = Self { reading, tokens, mentions, kinds, first_words, dates, published, cues };
        scene.mark_nouns();
        scene.mark_quotations();
        scene
    }

    /// A word that is verb or noun is a noun after another noun or a preposition: a verb would come first in
    /// its clause, or after its subject's name, or after one of a few particles.
    fn mark_nouns(&mut self) {
        for i in 1..self.tokens.len() {
            let (before, token) = (&self.tokens[i - 1], &self.tokens[i]);
            let nouns = token.meanings.nouns.without(Class::Suffering);
            let both = !token.meanings.verbs.is_empty() && !nouns.is_empty();
            let same_sentence = self.reading.words[i - 1].sentence == self.reading.words[i].sentence;
            let clause_may_begin = || {
                before.kind != TokenKind::Word
                    || before.mention.is_some()
                    || before.date.is_some()
                    || before.is_any(&[Class::Relative, Class::That, Class::Agent])
                    || self.cues.opens(before.word)
            };
            // «طلبا», «ردا»: two men who act are rarer by far than the noun in the accusative.
            let accusative = both && token.word.ends_with('ا') && !token.clitics.pronoun;
            // فجر is dawn before a day or a date.
            let dawn = matches!(token.word, "فجر" | "فجرا")
                && self.tokens.get(i + 1).is_none_or(|t| {
                    t.date.is_some() || t.word.starts_with("ال") || t.kind != TokenKind::Word
                });
            let within = both
                && same_sentence
                && !token.clitics.conjunction
                && (!clause_may_begin() || before.mention.is_some() && self.is_object(i));
            // No verb follows a preposition: «عن "أسف" الرئيس».
            let at = if self.is_quote_mark(i - 1) { i.checked_sub(2) } else { Some(i - 1) };
            let governed = at.is_some_and(|at| {
                matches!(self.tokens[at].word, "عن" | "في" | "على" | "الى" | "مع" | "ضد" | "بسبب")
            });
            if dawn || accusative || within || governed && same_sentence {
                self.tokens[i].only_noun = true;
            }
        }
    }

    /// Whether a verb stands before the name that ends before `i`, and the name is its subject: the word at `i` is
    /// then what it announces or decides (`أعلنت المقاومة قصف …`, `قرر البنتاغون سحب …`).
    fn is_object(&self, i: usize) -> bool {
        let verbs = [
            Class::Announce,
            Class::Decide,
            Class::Say,
            Class::BeginEnd,
            Class::Claim,
            Class::Withdraw,
            Class::May,
        ];
        let feminine = self.tokens[i].word.ends_with('ت');
        let sentence = self.reading.words[i].sentence;
        let first = self.reading.sentences.get(sentence).map_or(i, |s| s.words.start);
        !feminine
            && (first.max(i.saturating_sub(9))..i)
                .rev()
                .take_while(|&j| {
                    let t = &self.tokens[j];
                    !t.is(Class::That) && (t.kind == TokenKind::Word || self.is_quote_mark(j))
                })
                .any(|j| {
                    let t = &self.tokens[j];
                    j + 1 < i && verbs.iter().any(|&c| t.verb(c).is_some())
                })
    }

    fn mark_quotations(&mut self) {
        let mut at = 0;
        let sentences = &self.reading.sentences;
        while let Some(first) = sentences.get(at) {
            let same_block = sentences[at..].iter().take_while(|s| s.block == first.block).count();
            let end = sentences[at + same_block - 1].words.end;
            let mut opened: Option<usize> = None;
            for i in first.words.start..end {
                let word = self.tokens[i].word;
                let opens = match word {
                    "\"" | "″" | "''" => opened.is_none(),
                    "«" | "“" | "„" => true,
                    "»" | "”" => false,
                    _ => continue,
                };
                if opens {
                    opened = Some(i);
                } else if let Some(from) = opened.take() {
                    self.quote(from + 1..i);
                }
            }
            if let Some(from) = opened {
                self.quote(from + 1..end);
            }
            at += same_block;
        }
    }

    fn quote(&mut self, range: Range<usize>) {
        if range.len() > LONGEST_QUOTED_NAME {
            for token in &mut self.tokens[range] {
                token.quoted = true;
            }
        }
    }

    /// Whether one of the senses of the word at `i` has a trait.
    pub fn has(&self, i: usize, of: Trait) -> bool {
        self.tokens[i].meanings.traits.has(of)
    }

    /// The dictionary form of the word's sense of a class.
    pub fn lemma_of(&self, token: &Token<'_>, class: Class) -> Option<&'a str> {
        token.sense(class).and_then(|s| self.cues.lemma_of(s))
    }

    /// Whether the word at `i` has one of the stems of a kind in it.
    pub fn has_stem(&self, i: usize, stem: Stem) -> bool {
        self.tokens.get(i).is_some_and(|token| token.stems.has(stem))
    }

    /// The token at `i`, if there is one.
    pub fn at(&self, i: usize) -> Option<&Token<'a>> {
        self.tokens.get(i)
    }

    /// The mention that begins with the word at `i`.
    pub fn mention_starting(&self, i: usize) -> Option<usize> {
        let m = self.tokens.get(i)?.mention?;
        let earlier = i.checked_sub(1).and_then(|p| self.tokens[p].mention);
        (earlier != Some(m)).then_some(m)
    }

    /// What is written before a mention in the word at `i` that it begins in: `و`, `ل`, `وب`; empty if nothing.
    pub fn proclitic(&self, i: usize) -> &'a str {
        let Some(m) = self.mention_starting(i) else { return "" };
        Span::new(self.tokens[i].span.start, self.mentions[m].span.start.min(self.tokens[i].span.end))
            .of(self.reading.text)
    }

    /// The mention's first word without what is written before it and without its article.
    pub fn head_word(&self, mention: usize) -> &'a str {
        let Some(token) = self.first_words.get(mention).and_then(|&i| self.tokens.get(i)) else { return "" };
        let word = token.word;
        let before = self.proclitic(self.first_words[mention]);
        // Proclitics are plain letters, one character folded for each.
        let mut letters = word.chars();
        before.chars().filter(|c| !crate::text::is_dropped_in_folding(*c)).for_each(|_| {
            letters.next();
        });
        let bare = letters.as_str();
        bare.strip_prefix("ال").filter(|b| b.chars().count() > 2).unwrap_or(bare)
    }

    /// The index after the last word of the mention that the word at `i` is part of.
    pub fn after_mention(&self, i: usize) -> usize {
        let Some(m) = self.tokens.get(i).and_then(|t| t.mention) else { return i + 1 };
        i + self.tokens[i..].iter().take_while(|t| t.mention == Some(m)).count()
    }

    /// A sentence's words in pieces of a length that bounds the cost of reading each: one piece, but for the
    /// endless sentences of texts without full stops.
    pub fn pieces(sentence: &Sentence) -> impl Iterator<Item = Range<usize>> + use<> {
        let Range { start, end } = sentence.words.clone();
        (start..end).step_by(LONGEST_SENTENCE).map(move |from| from..end.min(from + LONGEST_SENTENCE))
    }

    /// The piece of its sentence that the word at `i` stands in.
    pub fn piece(&self, i: usize) -> Range<usize> {
        let Range { start, end } = self.reading.sentences[self.reading.words[i].sentence].words.clone();
        let from = start + (i - start) / LONGEST_SENTENCE * LONGEST_SENTENCE;
        from..end.min(from + LONGEST_SENTENCE)
    }

    /// The type of the entity that a participant names.
    pub fn kind_of(&self, participant: &Participant) -> Option<EntityType> {
        self.kinds.get(participant.entity.as_ref()?).copied()
    }

    /// Whether the word at `i` is quotation mark that opens or closes.
    pub fn is_quote_mark(&self, i: usize) -> bool {
        self.at(i).is_some_and(|t| matches!(t.word, "\"" | "″" | "«" | "»" | "“" | "”" | "„" | "'"))
    }

    /// Whether the word at `i` is one that says what somebody is called: `تعرف باسم`, `تطلق على نفسها`.
    pub fn gives_name(&self, i: usize) -> bool {
        self.at(i).is_some_and(|t| {
            matches!(
                t.word,
                "تعرف"
                    | "يعرف"
                    | "عرفت"
                    | "عرف"
                    | "يسمى"
                    | "تسمى"
                    | "سمي"
                    | "سميت"
                    | "تسمي"
                    | "تدعى"
                    | "يدعى"
            ) || matches!(t.word, "تطلق" | "يطلق" | "اطلقت" | "اطلق")
                && self.at(i + 1).is_some_and(|n| matches!(n.word, "على" | "عليها" | "عليه" | "عليهم"))
        })
    }

    /// Whether `عبر` is the verb of voicing, with what is voiced after `عن`, and not "by way of".
    fn voices(&self, i: usize) -> bool {
        let ends = |w: &str| w.trim_start_matches('و') == "عبر";
        let opens = i == 0 || self.reading.words[i - 1].sentence != self.reading.words[i].sentence;
        (opens || self.tokens[i - 1].is(Class::That))
            && ends(self.tokens[i].word)
            && self.tokens[i + 1..].iter().take(8).any(|t| t.word == "عن")
    }

    /// Whether a preposition stands before the word at `i` or hangs on it.
    pub fn is_governed(&self, i: usize) -> bool {
        // «ما تعرف بـ"المقاومة …"», «ما يسمى بـ…»: the name stands for itself.
        let called =
            self.mention_starting(i).is_some() && (i.saturating_sub(3)..i).any(|j| self.gives_name(j));
        if called {
            return false;
        }
        let token = &self.tokens[i];
        if token.clitics.preposition.is_some()
            || self.proclitic(i).trim_end_matches('ـ').ends_with(['ب', 'ل', 'ك'])
            || (self.mention_starting(i).is_some_and(|m| self.mentions[m].span.start == token.span.start)
                && i > 0
                && matches!(self.tokens[i - 1].word, "ل" | "ب" | "ك" | "ول" | "وب"))
        {
            return true;
        }
        let mut before = i;
        while before > 0 && self.is_quote_mark(before - 1) {
            before -= 1;
        }
        before > 0
            && self.tokens[before - 1].span.end <= token.span.start
            && self.tokens[before - 1].is_preposition()
            && !self.voices(before - 1)
            && self.reading.words[before - 1].sentence == self.reading.words[i].sentence
    }
}
