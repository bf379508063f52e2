//! Who does what a verb says: the subject before or after it, and speakers who go on speaking.

use std::ops::Range;

use super::classes::Class;
use super::morph::{Subject as Person, VerbForm};
use super::phrase::{Head, Subject, can_act, name_given, noun_phrase};
use super::scene::Scene;
use super::sense::Kind;
use super::titles::Titles;
use super::token::Token;
use crate::model::{EntityType, Participant};
use crate::text::TokenKind;

/// How far a subject is looked for, in words.
const REACH: usize = 32;

/// The subject that follows the verb.
pub fn after<'a>(scene: &Scene<'a>, titles: &Titles<'a>, verb: usize) -> Option<Subject> {
    let end = scene.piece(verb).end.min(verb + REACH);
    let mut i = verb + 1;
    while let Some(t) = scene.at(i).filter(|_| i < end) {
        let passes = t.date.is_some()
            || t.is(Class::Often)
            || matches!(t.word, "ايضا" | "بموجبه" | "بموجبها" | "خلاله" | "خلالها" | "فيه" | "فيها" | "رسميا")
            || scene.is_quote_mark(i)
                && (scene.mention_starting(i + 1).is_some()
                    || scene.at(i + 1).is_some_and(|t| t.is_role() && !t.quoted))
            // «جميع القوات», «ذات الفصائل»
            || t.is(Class::Quantity)
                && t.mention.is_none()
                && !scene.is_governed(i)
                && scene.at(i + 1).is_some_and(|n| {
                    n.mention.is_some() || n.is_role() || n.is_any(&[Class::Agent, Class::Forces, Class::Quantity])
                });
        // «أكده لـ"نون بوست" الباحث فلان»: to whom it was said.
        if let Some(next) = hearer_end(scene, i).filter(|&n| n < end) {
            i = next;
            continue;
        }
        let comma_after_date = t.word == "،" && scene.tokens[i - 1].date.is_some();
        // «من جهته», «في بيان», «بدوره»: a phrase between the verb and its subject is rare; only these pass.
        if !passes && !comma_after_date {
            break;
        }
        i += 1;
    }
    if i >= end {
        return None;
    }
    // «أعلنت ما تعرف بـ"المقاومة …" أن»
    if scene.tokens[i].word == "ما"
        && let Some((j, m)) = name_given(scene, i)
    {
        let mention = &scene.mentions[m];
        let actor = Participant { span: mention.span, entity: Some(mention.entity.clone()) };
        return Some(Subject { actors: vec![actor], words: i..scene.after_mention(j), head: Head::Name });
    }
    let token = &scene.tokens[i];
    let masculine = scene.tokens[verb].any_verb().is_some_and(|f| f.subject == Person::He);
    if masculine && is_feminine(scene, i) {
        // A verb agrees with the subject that follows it at once: «طالب الحكومة» has the government as object.
        return None;
    }
    if token.kind != TokenKind::Word
        || token.is(Class::That)
        || scene.is_governed(i)
        || token.is_preposition()
    {
        return None;
    }
    // «المتحدث باسم التحالف الذي تقوده واشنطن، العقيد فلان»: the clause within says more of whom he speaks for.
    let inner = (i + 1..end)
        .find(|&j| scene.tokens[j].is(Class::Relative))
        .filter(|_| token.is_any(&[Class::Spokesman, Class::Person]))
        .and_then(|r| Some(r..holder_after(scene, r, end)?));
    let stop = (i..end)
        .filter(|j| inner.as_ref().is_none_or(|inner| !inner.contains(j)))
        .find(|&j| {
            let t = &scene.tokens[j];
            let of_his_list = t.word == "عن" && j <= i + 2 && token.is(Class::Person);
            let acronym = t.word == "(" && (j + 2..j + 4).any(|k| scene.at(k).is_some_and(|t| t.word == ")"));
            if of_his_list || acronym {
                return false; // «النائب عن تحالف الفتح فلان», «قوات سوريا الديمقراطية (قسد)»
            }
            t.quoted && !scene.tokens[verb].quoted
                || t.word == ":"
                || t.is(Class::That)
                || matches!(
                    t.word,
                    "وهو"
                        | "وهي"
                        | "وهم"
                        | "الى"
                        | "على"
                        | "عن"
                        | "ضد"
                        | "حول"
                        | "خلال"
                        | "وسط"
                        | "بشان"
                        | "؛"
                        | "("
                )
                || (j > i && (t.is(Class::Relative) || begins_content(t)))
                || (j > i && t.is_surely_verb())
        })
        .unwrap_or(end);
    noun_phrase(scene, titles, i, stop)
}

/// Where a phrase of the outlet that somebody spoke to ends: `ل"نون بوست"`, `لوكالة رويترز`.
fn hearer_end(scene: &Scene<'_>, i: usize) -> Option<usize> {
    let first = &scene.tokens[i];
    let to = matches!(first.word, "ل" | "لـ")
        || scene.proclitic(i).starts_with('ل')
        || first.clitics.preposition == Some('ل') && first.is(Class::Outlet);
    if !to {
        return None;
    }
    let (j, m) = (i..scene.tokens.len().min(i + 4)).find_map(|j| Some((j, scene.mention_starting(j)?)))?;
    if scene.mentions[m].kind != EntityType::Media {
        return None;
    }
    let mut end = scene.after_mention(j);
    while scene.is_quote_mark(end) || scene.at(end).is_some_and(|t| t.word == "،") {
        end += 1;
    }
    Some(end)
}

/// Where, after a relative clause and a comma, an office's holder is named.
fn holder_after(scene: &Scene<'_>, relative: usize, end: usize) -> Option<usize> {
    let comma = (relative..end.min(relative + 9)).find(|&j| scene.tokens[j].word == "،")?;
    let named = (comma + 1..end.min(comma + 5)).find_map(|j| Some((j, scene.mention_starting(j)?)))?;
    let titled = scene.tokens[comma + 1..named.0].iter().all(|t| t.word.starts_with("ال"));
    (titled && scene.mentions[named.1].kind == EntityType::Person).then_some(named.0)
}

/// Whether a word begins what is reported with `ب`: `أفاد مسؤول بمقتل …`, `بوصول …`.
pub fn begins_content(token: &Token<'_>) -> bool {
    let known = token.clitics.preposition == Some('ب') && token.senses.iter().any(|s| s.kind == Kind::Noun);
    let adjective = ["باسم", "بارز", "بريطان", "بحري", "بلدي", "برلماني", "باكستان", "بلجيك"];
    let unknown = token.senses.is_empty()
        && token.mention.is_none()
        && token.kind == TokenKind::Word
        && token.word.starts_with('ب')
        && token.word.chars().count() > 4
        && !adjective.iter().any(|a| token.word.starts_with(a));
    known || unknown
}

/// Whether the noun at `i` is one that a masculine verb cannot have as its subject right after it.
fn is_feminine(scene: &Scene<'_>, i: usize) -> bool {
    let token = &scene.tokens[i];
    let thing = match scene.mention_starting(i) {
        Some(m) => !matches!(scene.mentions[m].kind, EntityType::Person | EntityType::Country),
        None => token.is(Class::Body),
    };
    thing && token.word.chars().count() > 3 && token.word.ends_with(['ة'])
        || thing && token.word.ends_with("ات")
}

/// The subject that stands before the verb in its clause.
pub fn before<'a>(scene: &Scene<'a>, titles: &Titles<'a>, verb: usize) -> Option<Subject> {
    // «أما فلان فقال»
    let resumed = scene.tokens[scene.piece(verb).start].word.ends_with("اما")
        && (scene.tokens[verb].word.starts_with('ف')
            || verb > 0 && matches!(scene.tokens[verb - 1].word, "فقد" | "فانه" | "فانها"));
    if scene.tokens[verb].clitics.conjunction && !resumed {
        return None;
    }
    // «أما فلان الذي كان قد …، فعدّ»: he with whom the sentence opens.
    let start = if resumed { scene.piece(verb).start + 1 } else { clause_start(scene, verb) };
    let stop = (start + 1..verb).find(|&j| resumed && scene.tokens[j].is(Class::Relative)).unwrap_or(verb);
    let head = (start..verb).find(|&j| {
        let t = &scene.tokens[j];
        let names = scene.mention_starting(j).is_some_and(|m| can_act(scene, m));
        (names || t.is_role() || t.noun(Class::Agent).is_some())
            && !scene.is_governed(j)
            && scene.at(j + 1).is_none_or(|t| t.word != ":")
    })?;
    noun_phrase(scene, titles, head, stop.max(head + 1))
}

/// What stands before the verb as that which it says was struck: the first name of its clause, bases included.
pub fn struck_before(scene: &Scene<'_>, verb: usize) -> Vec<Participant> {
    if scene.tokens[verb].clitics.conjunction {
        return Vec::new();
    }
    let start = clause_start(scene, verb);
    let named = (start..verb).filter_map(|j| Some((j, scene.mention_starting(j)?))).find(|&(j, m)| {
        !matches!(scene.mentions[m].kind, EntityType::Weapon | EntityType::Media) && !scene.is_governed(j)
    });
    let participant = |m: usize| Participant {
        span: scene.mentions[m].span,
        entity: Some(scene.mentions[m].entity.clone()),
    };
    named.map(|(_, m)| participant(m)).into_iter().collect()
}

/// Where the clause of the verb begins.
pub fn clause_start(scene: &Scene<'_>, verb: usize) -> usize {
    let first = scene.piece(verb).start;
    (first.max(verb.saturating_sub(REACH))..verb)
        .rev()
        .find(|&j| {
            let t = &scene.tokens[j];
            t.is(Class::That)
                || t.quoted != scene.tokens[verb].quoted && !scene.is_quote_mark(j)
                || matches!(
                    t.word,
                    ":" | "؛" | "بينما" | "فيما" | "اذ" | "الا" | "لكن" | "ولكن" | "حيث" | "بل"
                )
                || t.is(Class::Relative)
                || matches!(t.word, "وكان" | "وكانت" | "وكانوا")
                || (t.is_surely_verb() && !t.is(Class::Other))
        })
        .map_or(first, |j| j + 1)
}

/// The speakers so far, for verbs without a subject.
#[derive(Debug, Default)]
pub struct Speakers {
    last: Vec<(Person, Vec<Participant>)>,
}

impl Speakers {
    /// Somebody spoke.
    pub fn spoke(&mut self, form: VerbForm, actors: &[Participant]) {
        self.last.push((form.subject, actors.to_vec()));
        if self.last.len() > 8 {
            self.last.remove(0);
        }
    }

    /// Who writes a text in the first person: the last group, body or person that spoke, no outlet.
    pub fn who_writes(&self, scene: &Scene<'_>) -> Option<Vec<Participant>> {
        let writes = |a: &Participant| {
            matches!(
                scene.kind_of(a),
                Some(EntityType::Group | EntityType::Force | EntityType::Org | EntityType::Person)
            )
        };
        self.last.iter().rev().find(|(_, actors)| actors.iter().any(writes)).map(|(_, actors)| actors.clone())
    }

    /// Who speaks on, if the verb has no subject: the last speaker whom the verb's form fits.
    pub fn goes_on(&self, form: VerbForm) -> Option<&[Participant]> {
        let fits = self.last.iter().rev().find(|(person, _)| *person == form.subject);
        fits.or(self.last.last()).map(|(_, actors)| actors.as_slice())
    }
}

/// Whom the text is speaking of at a verb without a subject: the first name that can act in the clauses
/// before it, else in the sentence before.
pub fn topic(
    scene: &Scene<'_>,
    verb: usize,
    words: &Range<usize>,
    _form: Option<VerbForm>,
) -> Vec<Participant> {
    let acting = |range: Range<usize>| {
        range.into_iter().find_map(|i| {
            let m = scene.mention_starting(i)?;
            let acts = matches!(
                scene.mentions[m].kind,
                EntityType::Group | EntityType::Force | EntityType::Country | EntityType::Org
            );
            (acts && !scene.is_governed(i)).then(|| {
                let mention = &scene.mentions[m];
                Participant { span: mention.span, entity: Some(mention.entity.clone()) }
            })
        })
    };
    if let Some(found) = acting(words.start..verb) {
        return vec![found];
    }
    let sentence = scene.reading.words[verb].sentence;
    let earlier = sentence.checked_sub(1).map(|s| scene.reading.sentences[s].words.clone());
    earlier.and_then(acting).into_iter().collect()
}
