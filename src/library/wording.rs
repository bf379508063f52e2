//! How each outlet words it.

use rusqlite::{params_from_iter, types::Value};

use super::value::{interval, span};
use super::voice::{Voice, Voices};
use super::{ArticleKey, Library, Page, Result, Role};
use crate::analyse::events::without_proclitics;
use crate::model::{Block, EntityId, EventKind, Interval, Outlet, Span};
use crate::text::sentences;

/// A verb or noun by which an outlet tells of an entity's events.
#[derive(Debug, Clone, PartialEq)]
pub struct VerbUse {
    /// The outlet; `None` for articles whose outlet is not known.
    pub outlet: Option<Outlet>,
    /// The word as it is written, without what is joined before it (`و`, `ب`).
    pub words: String,
    /// The part that the entity has.
    pub role: Role,
    /// Where it stands; at most [`MOST_SENTENCES`] for each word and outlet.
    pub sentences: Vec<Sentence>,
    /// How often.
    pub events: usize,
    /// How many of them stand in somebody else's words that the outlet reports.
    pub reported: usize,
}

/// A sentence that holds what is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// The article.
    pub article: ArticleKey,
    /// When it appeared.
    pub published: Interval,
    /// Where in the article's text the words are that are looked at.
    pub span: Span,
    /// The sentence, as it stands in the text.
    pub words: String,
    /// Where they are within it, in order.
    pub marks: Vec<Span>,
    /// Whose words they are; `None` for the outlet's own.
    pub voice: Option<Voice>,
    /// Whether they also stand in it in the outlet's own words.
    pub own_too: bool,
}

impl Sentence {
    /// Takes up a place where the same words stand in the same sentence.
    fn take_up(&mut self, other: Self) {
        self.own_too |= other.own_too || self.voice.is_some() != other.voice.is_some();
        self.marks.extend(other.marks);
        self.voice = self.voice.take().or(other.voice);
    }
}

/// How many events are read for the verbs of one entity.
const MOST_EVENTS: usize = 2_000;
/// How many sentences are kept for one word of one outlet.
const MOST_SENTENCES: usize = 50;

impl Library {
    /// The sentences, each once, in which one outlet (`None`: those that are not known) names `entity` by one of these
    /// forms.
    ///
    /// # Errors
    ///
    /// The database.
    pub fn name_sentences(
        &self,
        entity: &EntityId,
        forms: &[String],
        outlet: Option<&str>,
        page: Page,
    ) -> Result<Vec<Sentence>> {
        // A number for each form.
        let marks = (0..forms.len()).map(|at| format!("?{}", at + 5)).collect::<Vec<_>>().join(", ");
        let sql = &format!(
            "SELECT a.key, a.pub_first, a.pub_last, m.start, m.end \
                   FROM {} CROSS JOIN mentions m ON m.article = a.key AND m.entity = n.key \
                   JOIN forms f ON f.key = m.form LEFT JOIN outlets o ON o.key = a.outlet \
                   WHERE n.id = ?1 AND f.text IN ({marks}) AND o.id IS ?2 \
                   ORDER BY a.sort_day DESC, a.key DESC, m.start LIMIT ?3 OFFSET ?4",
            self.newest_that_name(entity)?
        );
        let mut query = self.db.prepare_cached(sql)?;
        let values = [
            Value::from(entity.as_str().to_owned()),
            outlet.map_or(Value::Null, |id| Value::from(id.to_owned())),
        ];
        let values = values.into_iter().chain(super::articles::limits(page));
        let values = values.chain(forms.iter().map(|form| Value::from(form.clone())));
        let rows = query.query_map(params_from_iter(values), |row| {
            Ok((ArticleKey(row.get(0)?), interval(row, 1)?, span(row, 3)?))
        })?;
        let found: Vec<(ArticleKey, Interval, Span)> = rows.collect::<Result<_, _>>()?;
        let mut current: Option<(ArticleKey, String, Vec<Block>, Voices)> = None;
        let mut out: Vec<Sentence> = Vec::with_capacity(found.len());
        let mut before = None;
        for (article, published, span) in found {
            if current.as_ref().is_none_or(|(key, ..)| *key != article) {
                let (blocks, text) = (self.blocks(article)?, self.text(article)?);
                let voices = self.voices(article, &text, &blocks)?;
                current = Some((article, text, blocks, voices));
            }
            let Some((_, text, blocks, voices)) = &current else { continue };
            let block = blocks.iter().map(|b| b.span).find(|b| b.covers(span)).unwrap_or(span);
            let all = sentences(text, block);
            let whole = all.into_iter().find(|s| s.covers(span)).unwrap_or(span);
            let sentence = sentence(article, published, span, whole, text, voices.at(text, span.start));
            match out.last_mut().filter(|_| before == Some((article, whole))) {
                Some(last) => last.take_up(sentence),
                None => out.push(sentence),
            }
            before = Some((article, whole));
        }
        Ok(out)
    }

    /// The words that tell what `entity` did and said, and what was done to it, by outlet; the first word of
    /// each trigger. The most frequent first.
    ///
    /// # Errors
    ///
    /// The database.
    pub fn verbs_by_outlet(&self, entity: &EntityId) -> Result<Vec<VerbUse>> {
        let mut out: Vec<VerbUse> = Vec::new();
        for role in [Role::Actor, Role::Struck] {
            for &kind in EventKind::ALL {
                let events = self.events_of(entity, role, kind, Page::first(MOST_EVENTS))?;
                for event in events {
                    let Some(word) = event.trigger_words.split_whitespace().next() else { continue };
                    let word = without_proclitics(word);
                    let is_same =
                        |v: &&mut VerbUse| v.role == role && v.words == word && v.outlet == event.outlet;
                    let reported = usize::from(event.voice.is_some());
                    let sentence = Sentence {
                        article: event.article,
                        published: event.published,
                        span: event.trigger,
                        marks: vec![Span::new(
                            event.trigger.start.saturating_sub(event.sentence.start),
                            event.trigger.end.saturating_sub(event.sentence.start),
                        )],
                        words: event.sentence_words,
                        voice: event.voice,
                        own_too: false,
                    };
                    if let Some(verb) = out.iter_mut().find(is_same) {
                        verb.events += 1;
                        verb.reported += reported;
                        let same = |s: &&mut Sentence| {
                            (s.article, s.words.as_str()) == (sentence.article, sentence.words.as_str())
                        };
                        if let Some(there) = verb.sentences.iter_mut().find(same) {
                            there.take_up(sentence);
                        } else if verb.sentences.len() < MOST_SENTENCES {
                            verb.sentences.push(sentence);
                        }
                    } else {
                        let words = word.to_owned();
                        let sentences = vec![sentence];
                        out.push(VerbUse {
                            outlet: event.outlet,
                            words,
                            role,
                            sentences,
                            events: 1,
                            reported,
                        });
                    }
                }
            }
        }
        out.sort_by_key(|verb| std::cmp::Reverse(verb.events));
        Ok(out)
    }
}

/// A sentence of a text, with what is looked at in it.
fn sentence(
    article: ArticleKey,
    published: Interval,
    span: Span,
    whole: Span,
    text: &str,
    voice: Option<Voice>,
) -> Sentence {
    let mark = Span::new(span.start.saturating_sub(whole.start), span.end.saturating_sub(whole.start));
    let words = whole.of(text).to_owned();
    Sentence { article, published, span, words, marks: vec![mark], voice, own_too: false }
}
