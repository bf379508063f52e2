//! Whose words they are: the outlet's own, or somebody else's that it reports.
//!
//! Somebody else's is what stands between quotation marks, what a statement with a speaker reports in its sentence,
//! and what a headline has behind the name of who says it (`المقاومة العراقية: …`). Whoever asks what an outlet calls
//! somebody wants to know which of its words are its own.

use rusqlite::params;

use super::value::{int, span};
use super::{ArticleKey, Library, Result};
use crate::model::{Analysis, Block, EntityType, Event, EventKind, Role, Span};
use crate::text::{Fold, fold, quotations};

/// Somebody else's words that an outlet reports.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Voice {
    /// Who speaks, in the text's own words; `None` for what only stands in quotation marks.
    pub speaker: Option<String>,
}

/// Where an event reports what somebody said.
#[derive(Debug, Clone)]
pub(super) struct Saying {
    trigger: Span,
    sentence: Span,
    speakers: Vec<Span>,
    /// A step that is announced is the outlet's own telling of it, unless `أن` or the like leads to what was said.
    announces: bool,
}

/// The rule of a step that somebody announces.
const ANNOUNCED: &str = "step-announced";

impl Saying {
    fn of(event: &Event) -> Option<Self> {
        let announces = event.kind == EventKind::Milestone && event.why.rule == ANNOUNCED;
        let says = announces || event.kind == EventKind::Statement;
        let speakers: Vec<Span> = event.actors.iter().map(|actor| actor.span).collect();
        (says && !speakers.is_empty()).then_some(Self {
            trigger: event.trigger,
            sentence: event.sentence,
            speakers,
            announces,
        })
    }
}

/// A part of a text that is somebody else's word.
#[derive(Debug, Clone)]
struct Part {
    span: Span,
    speakers: Vec<Span>,
}

/// The parts of a text that are somebody else's word.
#[derive(Debug, Clone, Default)]
pub(super) struct Voices {
    /// What stands in quotation marks, in order.
    quoted: Vec<Part>,
    /// What is reported with or without them, in order.
    reported: Vec<Part>,
}

impl Voices {
    /// Of the whole of an article.
    pub fn of(text: &str, blocks: &[Block], analysis: &Analysis) -> Self {
        let sayings: Vec<Saying> = analysis.events.iter().filter_map(Saying::of).collect();
        let names = analysis.mentions.iter().filter(|m| can_speak(m.kind)).map(|m| m.span);
        Self::read(text, blocks, &sayings, &names.collect::<Vec<_>>())
    }

    /// Of some blocks with the sayings in them and the names of who can speak, all in the order of the text.
    pub fn read(text: &str, blocks: &[Block], sayings: &[Saying], names: &[Span]) -> Self {
        let mut out = Self::default();
        for block in blocks.iter().filter(|block| block.role.is_content()) {
            let quotes = quotations(text, block.span);
            let from = sayings.partition_point(|s| s.trigger.start < block.span.start);
            let to = sayings.partition_point(|s| s.trigger.start < block.span.end);
            let here = sayings.get(from..to).unwrap_or_default();
            let reported = match headline(text, block, names) {
                Some(part) => vec![part],
                None => here
                    .iter()
                    .enumerate()
                    .filter_map(|(n, s)| part(text, s, here.get(n + 1), &quotes))
                    .collect(),
            };
            out.quoted.extend(quotes.iter().map(|&span| {
                let of = holding(&reported, span.start).map(|part| &part.speakers);
                let after = || said_after(span, here).map(|saying| &saying.speakers);
                Part { span, speakers: of.or_else(after).cloned().unwrap_or_default() }
            }));
            out.reported.extend(reported);
        }
        out
    }

    /// Whose word the byte at `offset` is; `None` for the outlet's own.
    pub fn at(&self, text: &str, offset: usize) -> Option<Voice> {
        let speakers = &self.part_at(offset)?.speakers;
        let words = |span: &Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let speaker = speakers.iter().map(words).collect::<Vec<_>>().join("، ");
        Some(Voice { speaker: Some(speaker).filter(|s| !s.is_empty()) })
    }

    /// Whether the byte at `offset` is somebody else's word.
    pub fn is_reported(&self, offset: usize) -> bool {
        self.part_at(offset).is_some()
    }

    fn part_at(&self, offset: usize) -> Option<&Part> {
        holding(&self.quoted, offset).or_else(|| holding(&self.reported, offset))
    }
}

/// The part that holds the byte at `offset`, of parts in order and without overlap.
fn holding(parts: &[Part], offset: usize) -> Option<&Part> {
    let at = parts.partition_point(|part| part.span.end <= offset);
    parts.get(at).filter(|part| part.span.contains(offset))
}

/// What a saying reports, up to where the next one of its sentence begins to be told of.
fn part(text: &str, saying: &Saying, next: Option<&Saying>, quotes: &[Span]) -> Option<Part> {
    let next = next.filter(|next| next.sentence == saying.sentence);
    let starts = |next: &Saying| {
        let named = next.speakers.iter().map(|s| s.start).filter(|&start| start > saying.trigger.end);
        named.min().unwrap_or(next.trigger.start).min(next.trigger.start)
    };
    let span = content(text, saying, next.map_or(saying.sentence.end, starts), quotes)?;
    Some(Part { span, speakers: saying.speakers.clone() })
}

/// Whether an entity of this type speaks where its name stands before a colon; a place is where it happens.
fn can_speak(kind: EntityType) -> bool {
    use EntityType as T;
    matches!(kind, T::Person | T::Group | T::Force | T::Org | T::Media)
}

/// What a headline or an item of a list has behind the name of who says it.
fn headline(text: &str, block: &Block, names: &[Span]) -> Option<Part> {
    if !matches!(block.role, Role::Title | Role::Kicker | Role::Lead | Role::Subheading | Role::Bullet) {
        return None;
    }
    let from = names.partition_point(|name| name.start < block.span.start);
    let name = *names.get(from).filter(|name| block.span.covers(**name))?;
    // The name opens the line, behind a bullet at most, and nothing stands between it and the colon.
    let opens = !Span::new(block.span.start, name.start).of(text).chars().any(char::is_alphanumeric);
    let behind = Span::new(name.end, block.span.end).of(text);
    let colon = behind.trim_start().strip_prefix(':').filter(|_| opens)?;
    Some(Part { span: Span::new(block.span.end - colon.len(), block.span.end), speakers: vec![name] })
}

/// The part of its sentence that a saying reports: behind `أن`, a colon or an opening quotation mark, else behind
/// who speaks.
fn content(text: &str, saying: &Saying, end: usize, quotes: &[Span]) -> Option<Span> {
    let told = Span::new(saying.trigger.start, end);
    let named = saying.speakers.iter().filter(|speaker| told.covers(**speaker)).map(|s| s.end);
    let from = named.max().unwrap_or(0).max(saying.trigger.end);
    let quote = quotes.get(quotes.partition_point(|quote| quote.start < from));
    let quote = quote.filter(|quote| quote.start < end).copied();
    let lead = lead(text, Span::new(from, end));
    let start = match (lead, quote) {
        (Some(lead), Some(quote)) => Some(lead.min(quote.start)),
        (lead, quote) => lead.or(quote.map(|quote| quote.start)),
    };
    if start.is_none() && saying.announces {
        return None;
    }
    let start = start.unwrap_or(from);
    // Where all that was said stands in quotation marks, what follows is the outlet's again, unless a comma goes on:
    // «…»، مشيرا إلى أن …
    let whole = quote.filter(|quote| {
        let between = Span::new(start, quote.start).of(text);
        // «وأضاف : أن "…"»: both lead to it.
        let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        start >= quote.start || words.all(leads)
    });
    let end = match whole {
        Some(quote) if quote.end < end => {
            let behind = Span::new(quote.end, end).of(text);
            let next = behind.chars().find(|c| !c.is_whitespace() && !is_mark(*c));
            if matches!(next, Some('،' | ',')) { end } else { quote.end }
        }
        _ => end,
    };
    Some(Span::new(start, end)).filter(|span| !span.is_empty())
}

fn is_mark(c: char) -> bool {
    matches!(c, '«' | '»' | '"' | '“' | '”' | '„' | '‟' | '‹' | '›' | '″' | '＂')
}

/// Where what was said begins in `within`: behind the first `أن` in whatever form, or behind a colon.
fn lead(text: &str, within: Span) -> Option<usize> {
    let part = within.of(text);
    let mut at = 0;
    for word in part.split_inclusive(|c: char| c.is_whitespace() || is_mark(c) || c == ':') {
        at += word.len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.ends_with(':') || leads(bare) {
            return Some(within.start + at);
        }
    }
    None
}

/// Whether a word is `أن` or `إن`, with a pronoun or a preposition joined to it.
fn leads(word: &str) -> bool {
    // No form of it is longer; most words need no folding.
    if word.is_empty() || word.len() > 24 {
        return false;
    }
    let folded = fold(word, Fold::Strict).text;
    let bare = folded.strip_prefix(['ب', 'ل']).unwrap_or(&folded);
    let Some(pronoun) = bare.strip_prefix("ان") else { return false };
    matches!(pronoun, "" | "ه" | "ها" | "هم" | "هما" | "هن" | "نا" | "ني" | "ك" | "كم" | "ي")
}

/// Who is told of behind a quotation that opens its sentence: «…»، قال فلان.
fn said_after(quote: Span, sayings: &[Saying]) -> Option<&Saying> {
    let last = quote.end.saturating_sub(1);
    let first = sayings.get(sayings.partition_point(|saying| saying.sentence.end <= last))?;
    (first.sentence.contains(last) && first.trigger.start >= quote.end).then_some(first)
}

impl Library {
    /// Whose words stand in these blocks of an article, as far as its statements tell.
    pub(super) fn voices(&self, article: ArticleKey, text: &str, blocks: &[Block]) -> Result<Voices> {
        let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return Ok(Voices::default()) };
        let sayings = self.sayings(article, first.span.join(last.span))?;
        let heads = blocks.iter().any(|block| !matches!(block.role, Role::Paragraph | Role::Caption));
        let names = if heads { self.speaking_names(article)? } else { Vec::new() };
        Ok(Voices::read(text, blocks, &sayings, &names))
    }

    fn sayings(&self, article: ArticleKey, within: Span) -> Result<Vec<Saying>> {
        let mut query = self.db.prepare_cached(
            "SELECT e.key, e.trigger_start, e.trigger_end, e.sentence_start, e.sentence_end, \
             e.kind <> 'statement', p.start, p.end FROM events e \
             JOIN participants p ON p.event = e.key AND p.part = 'actor' \
             WHERE e.article = ?1 AND e.trigger_start >= ?2 AND e.trigger_start < ?3 AND (e.kind = 'statement' OR \
             e.kind = 'milestone' AND (SELECT r.rule FROM reasons r WHERE r.key = e.why) = ?4) \
             ORDER BY e.trigger_start, e.key, p.n",
        )?;
        let mut rows = query.query(params![article.0, int(within.start), int(within.end), ANNOUNCED])?;
        let mut out: Vec<(i64, Saying)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (event, speaker): (i64, Span) = (row.get(0)?, span(row, 6)?);
            match out.last_mut().filter(|(last, _)| *last == event) {
                Some((_, saying)) => saying.speakers.push(speaker),
                None => {
                    let (trigger, sentence) = (span(row, 1)?, span(row, 3)?);
                    let (speakers, announces) = (vec![speaker], row.get(5)?);
                    out.push((event, Saying { trigger, sentence, speakers, announces }));
                }
            }
        }
        Ok(out.into_iter().map(|(_, saying)| saying).collect())
    }

    /// Where those are named who can speak, in the order of the text.
    fn speaking_names(&self, article: ArticleKey) -> Result<Vec<Span>> {
        let mut query = self
            .db
            .prepare_cached("SELECT start, end, kind FROM mentions WHERE article = ? ORDER BY start")?;
        let mut rows = query.query([article.0])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            if can_speak(super::value::named(row, 2)?) {
                out.push(span(row, 0)?);
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span_of(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap();
        Span::new(start, start + part.len())
    }

    /// Who is found to say `words` in a paragraph with these sayings: trigger and speaker of each.
    fn who(text: &str, sayings: &[(&str, &str)], words: &str) -> Option<String> {
        let sentence = Span::new(0, text.len());
        let block = Block { role: Role::Paragraph, span: sentence };
        let saying = |&(trigger, speaker): &(&str, &str)| Saying {
            trigger: span_of(text, trigger),
            sentence,
            speakers: vec![span_of(text, speaker)],
            announces: false,
        };
        let sayings: Vec<_> = sayings.iter().map(saying).collect();
        let voices = Voices::read(text, &[block], &sayings, &[]);
        voices.at(text, span_of(text, words).start).map(|voice| voice.speaker.unwrap_or_default())
    }

    #[test]
    fn what_leads_to_a_quotation_and_what_follows_it_is_the_outlets_own() {
        let said = [("وأضاف", "علاوي")];
        let text = "وأضاف علاوي عن الوجود الأميركي : أن \" الاحتلال باق \" وتشير تقارير إلى هجمات";
        assert_eq!(who(text, &said, "الوجود"), None);
        assert_eq!(who(text, &said, "الاحتلال").as_deref(), Some("علاوي"));
        assert_eq!(who(text, &said, "هجمات"), None);
        // Behind a comma the same one goes on.
        let text = "وأضاف علاوي أن \"الاحتلال باق\"، مشيرا إلى هجمات";
        assert_eq!(who(text, &said, "هجمات").as_deref(), Some("علاوي"));
    }

    #[test]
    fn of_two_who_speak_in_a_sentence_each_has_his_words() {
        let text = "وقالت بغداد إن الحوار مستمر فيما أكدت طهران أن الاحتلال زائل";
        let said = [("وقالت", "بغداد"), ("أكدت", "طهران")];
        assert_eq!(who(text, &said, "الحوار").as_deref(), Some("بغداد"));
        assert_eq!(who(text, &said, "طهران"), None);
        assert_eq!(who(text, &said, "الاحتلال").as_deref(), Some("طهران"));
    }

    #[test]
    fn who_speaks_may_stand_behind_the_words_or_nowhere() {
        let text = "«الاحتلال زائل» قال الصدر للصحفيين";
        assert_eq!(who(text, &[("قال", "الصدر")], "الاحتلال").as_deref(), Some("الصدر"));
        assert_eq!(who(text, &[("قال", "الصدر")], "الصدر"), None);
        assert_eq!(who("وصفوها بـ«قوات الاحتلال» مرارا", &[], "قوات").as_deref(), Some(""));
        assert_eq!(who("وصفوها بقوات الاحتلال", &[], "قوات"), None);
    }
}
