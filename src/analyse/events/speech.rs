//! Statements: who said, vowed, threatened, demanded or denied something.

use std::ops::Range;

use super::classes::{Class, Trait};
use super::content::{blames, content_follows, content_precedes, judges_at_its_end};
use super::draft::Draft;
use super::morph::{Subject as Form, Tense, VerbForm};
use super::phrase::{Head, Subject, noun_phrase};
use super::scene::Scene;
use super::speaker::{Speakers, after, before};
use super::titles::Titles;
use super::token::Token;
use super::unknown::{unknown_verb, unnamed};
use super::when;
use super::whose_word::{
    antecedent, antecedent_that_had, issuer, of_text_with, of_whom_it_is_known, quoted_through,
    subject_at_once_before,
};
use crate::model::{EventKind, Participant};
use crate::text::TokenKind;

/// Verbs that report speech.
const SAYING: [Class; 7] = [
    Class::Explain,
    Class::Say,
    Class::SayWithContent,
    Class::Announce,
    Class::PassOn,
    Class::Threaten,
    Class::Deny,
];

/// A verb of saying in its sentence.
#[derive(Debug)]
pub struct Saying {
    /// The verb's index.
    pub verb: usize,
    /// Its class.
    pub class: Class,
    /// Its form.
    pub form: VerbForm,
    /// Its subject, if the sentence has one.
    pub subject: Option<Subject>,
    /// Who speaks; empty for a description whose words could not be told, or an unknown speaker.
    pub actors: Vec<Participant>,
}

/// All verbs of saying of a sentence with their speakers, in order. `speakers` remembers who spoke last.
pub fn sayings(
    scene: &Scene<'_>,
    titles: &Titles<'_>,
    words: Range<usize>,
    speakers: &mut Speakers,
) -> Vec<Saying> {
    let mut out: Vec<Saying> = Vec::new();
    for verb in words.clone() {
        let token = &scene.tokens[verb];
        if token.quoted {
            continue;
        }
        // «تبنت الكتائب الهجوم، وقالت إن …»: who claims a deed speaks.
        if let Some(form) = token.verb(Class::Claim)
            && let Some(subject) = after(scene, titles, verb).or_else(|| before(scene, titles, verb))
        {
            speakers.spoke(form, &subject.actors);
        }
        // «نشرت الكتائب بيانا …»: the words that follow are hers.
        if let Some(form) = token.any_verb().filter(|&f| Token::is_past(f))
            && scene.has(verb, Trait::Issues)
            && scene.tokens[verb + 1..words.end.min(verb + 16).max(verb + 1)]
                .iter()
                .any(|t| t.is(Class::Text))
            && let Some(subject) = after(scene, titles, verb)
        {
            speakers.spoke(form, &subject.actors);
        }
        let known = SAYING.iter().find_map(|&c| Some((c, token.verb(c)?)));
        let Some((class, form)) = known.or_else(|| unknown_verb(scene, titles, verb, &words)) else {
            continue;
        };
        // «نعلن تعليق العمليات»: a text in the first person that somebody gave out.
        let ours = form.subject == Form::Speaker
            && form.tense == Tense::Present
            && token.word.trim_start_matches(['و', 'ف']).starts_with('ن')
            && out.is_empty()
            && opens_sentence(scene, verb, words.start);
        if ours && let Some(actors) = speakers.who_writes(scene) {
            out.push(Saying { verb, class, form, subject: None, actors });
            continue;
        }
        // «لكني أستبعد»: spelt like the past of another.
        let mine = verb > words.start
            && matches!(
                scene.tokens[verb - 1].word,
                "لكني" | "ولكني" | "لكنني" | "انا" | "وانا" | "انني" | "اني" | "وانني" | "بانني"
            );
        if mine
            || !Token::tells(form, token.clitics)
            || token.clitics.preposition.is_some()
            || is_unreal(scene, verb, words.start)
        {
            continue;
        }
        // «في بيان تلاه مدير مكتبه»: who read it out. «قبل أن يتراجع ويكتفي بـ…»: what did not come to pass yet.
        let reads_out = token.clitics.pronoun && scene.has(verb, Trait::Issues);
        if reads_out || goes_on_after_that(scene, verb, form, words.start) {
            continue;
        }
        // «ردا على»: in answer to; «ما عدا»: but for; «دعوا الله»: they prayed.
        let prays = scene.at(verb + 1).is_some_and(|t| t.word == "الله");
        if matches!(token.word.trim_start_matches('و'), "ردا" | "عدا") || prays {
            continue;
        }
        // «بيان يدعو إلى …» is what a text says; a present tense within what somebody says is his own words.
        let of_text = verb > words.start
            && scene.tokens[verb - 1].is(Class::Text)
            && !scene.tokens[verb - 1].clitics.article;
        if of_text && let Some(subject) = issuer(scene, titles, verb, words.start) {
            let actors = subject.actors.clone();
            speakers.spoke(form, &actors);
            out.push(Saying { verb, class, form, subject: Some(subject), actors });
            continue;
        }
        let reported = form.tense == Tense::Present
            && out.last().is_some_and(|s| (s.verb..verb).any(|j| scene.tokens[j].is(Class::That)));
        if of_text || reported {
            continue;
        }
        let content = content_follows(scene, verb, words.end) || content_precedes(scene, verb, words.start);
        let subject = of_text_with(scene, verb, words.start)
            .or_else(|| subject_at_once_before(scene, titles, verb, words.start))
            .or_else(|| antecedent_that_had(scene, verb, words.start))
            .or_else(|| of_whom_it_is_known(scene, verb, words.start))
            .or_else(|| after(scene, titles, verb))
            .or_else(|| {
                let relative = verb > words.start && scene.tokens[verb - 1].is(Class::Relative);
                if relative { antecedent(scene, verb, words.start) } else { before(scene, titles, verb) }
            });
        let subject = subject.or_else(|| {
            // «نقل عن مسؤول أميركي قوله»
            let passed = class == Class::PassOn && scene.at(verb + 1).is_some_and(|t| t.word == "عن");
            let end = words.end.min(verb + 10);
            if passed && verb + 2 < end {
                noun_phrase(scene, titles, verb + 2, end)
            } else {
                unnamed(scene, verb, words.end)
            }
        });
        let Some(actors) = speaker(scene, class, form, verb, subject.as_ref(), content, speakers) else {
            continue;
        };
        let judged =
            scene.has(verb, Trait::Judges) && judges_at_its_end(scene, verb, subject.as_ref(), words.end);
        if matches!(class, Class::SayWithContent) && !content && !judged {
            continue;
        }
        if scene.has(verb, Trait::Blames) && !blames(scene, verb, words.end) {
            continue;
        }
        speakers.spoke(form, &actors);
        if form.tense == Tense::Present && is_headline(scene, verb, subject.as_ref()) {
            continue;
        }
        out.push(Saying { verb, class, form, subject, actors });
    }
    out
}

fn speaker(
    scene: &Scene<'_>,
    class: Class,
    form: VerbForm,
    verb: usize,
    subject: Option<&Subject>,
    content: bool,
    speakers: &Speakers,
) -> Option<Vec<Participant>> {
    let token = &scene.tokens[verb];
    // «نقل عن مسؤول أميركي قوله»: nobody passes it on.
    if class == Class::PassOn && scene.at(verb + 1).is_some_and(|t| t.word == "عن") {
        return quoted_through(scene, verb + 1).or_else(|| subject.map(|s| s.actors.clone()));
    }
    if class == Class::PassOn {
        let passes = subject.filter(|s| {
            matches!(s.head, Head::Outlet | Head::Role | Head::Text)
                || s.head == Head::Name && scene.lemma_of(token, Class::PassOn) == Some("نسب")
        })?;
        // «نقل مكتب السوداني عنه القول», «نسبت الوحدات القصف إلى تركيا»
        let end = scene.piece(verb).end.min(passes.words.end + 8);
        let of_himself = scene.tokens[verb + 2..end.max(verb + 2)]
            .iter()
            .take(4)
            .any(|t| matches!(t.word, "عنه" | "عنها"));
        if of_himself {
            return Some(passes.actors.clone());
        }
        let quoted = quoted_through(scene, passes.words.end);
        let blames = quoted.is_none()
            && scene.lemma_of(token, Class::PassOn) == Some("نسب")
            && (passes.words.end..end).any(|j| scene.tokens[j].word == "الى");
        if blames {
            return Some(passes.actors.clone());
        }
        return quoted.or_else(|| (passes.head == Head::Outlet).then(|| passes.actors.clone()));
    }
    match subject {
        Some(Subject { head: Head::Text, words, .. }) => {
            // «وأشار البيان»: the statement's issuer speaks on. Reports and studies are nobody's word.
            let issued = scene.tokens[words.start].word.trim_start_matches("ال").starts_with("بيان");
            (issued && content).then(|| speakers.goes_on(form).map(<[_]>::to_vec)).flatten()
        }
        // «المتحدث ذاته», «المتحدث» alone: the one who spoke last.
        Some(subject) if speaks_again(scene, subject) => {
            speakers.goes_on(form).map(<[_]>::to_vec).or_else(|| Some(subject.actors.clone()))
        }
        Some(subject) => Some(subject.actors.clone()),
        None => {
            // «يذكر أن», «يرى أن» without a subject are nobody's; «وأضاف أن» goes on.
            // «يقول إنه»: of himself.
            let of_himself = scene.at(verb + 1).is_some_and(|t| matches!(t.word, "انه" | "انها" | "انهم"));
            let impersonal = form.tense == Tense::Present && !token.clitics.conjunction && !of_himself;
            let reported = scene.has(verb, Trait::Impersonal);
            if !content || impersonal || (reported && form.tense == Tense::Present) {
                return None;
            }
            speakers.goes_on(form).map(<[_]>::to_vec)
        }
    }
}

/// Whether the verb is joined by `و` to a present tense that hangs on `أن`: `قبل أن يتراجع ويكتفي`.
fn goes_on_after_that(scene: &Scene<'_>, verb: usize, form: VerbForm, first: usize) -> bool {
    form.tense == Tense::Present
        && scene.tokens[verb].clitics.conjunction
        && (first.max(verb.saturating_sub(5))..verb)
            .rev()
            .find(|&j| scene.tokens[j].any_verb().is_some())
            .is_some_and(|j| j > first && scene.tokens[j - 1].word == "ان")
}

/// Whether nothing but signs and a few words of transition stands before the verb in its sentence.
fn opens_sentence(scene: &Scene<'_>, verb: usize, first: usize) -> bool {
    scene.tokens[first..verb].iter().all(|t| {
        t.kind == TokenKind::Sign
            || matches!(
                t.word,
                "وعليه"
                    | "عليه"
                    | "لذا"
                    | "لذلك"
                    | "اننا"
                    | "واننا"
                    | "نحن"
                    | "ونحن"
                    | "كما"
                    | "اذ"
            )
    })
}

/// Whether a subject without a name is the speaker of before: `المتحدث ذاته`, or `المتحدث` and no more.
fn speaks_again(scene: &Scene<'_>, subject: &Subject) -> bool {
    let head = &scene.tokens[subject.words.start];
    let nameless = subject.head == Head::Role && subject.actors.iter().all(|a| a.entity.is_none());
    let same = scene
        .at(subject.words.start + 1)
        .is_some_and(|t| matches!(t.word, "ذاته" | "نفسه" | "ذاتها" | "نفسها" | "عينه"));
    nameless && head.clitics.article && (same || head.is(Class::Spokesman) && subject.words.len() == 1)
}

/// Whether the sentence is written as headlines are, subject first and in the present, and opens the article:
/// a line under the headline that repeats what the running text tells.
fn is_headline(scene: &Scene<'_>, verb: usize, subject: Option<&Subject>) -> bool {
    let sentence = scene.reading.words[verb].sentence;
    let opens = scene.reading.sentences[..sentence].iter().all(|s| !s.role.is_body());
    let more = scene.reading.sentences[sentence + 1..].iter().any(|s| s.role.is_body());
    let first = scene.reading.sentences[sentence].words.start;
    let verb_first = first < verb && scene.tokens[first].is_surely_verb();
    !verb_first && opens && more && subject.is_some_and(|s| s.words.start <= first + 1 && s.words.end <= verb)
}

/// Whether the verb is denied, supposed or still to come: `لم يقل`, `قد يعلن`, `إذا أعلن`.
fn is_unreal(scene: &Scene<'_>, verb: usize, first: usize) -> bool {
    let Some(before) = verb.checked_sub(1).filter(|&b| b >= first) else { return false };
    let t = &scene.tokens[before];
    let form = scene.tokens[verb].any_verb();
    let past = form.is_some_and(Token::is_past);
    let silence = scene.tokens[verb + 1..].iter().take(5).take_while(|t| t.word != "،" && !t.is(Class::That));
    if scene.lemma_of(&scene.tokens[verb], Class::Say) == Some("رفض")
        && silence.into_iter().any(|t| matches!(t.word, "التعليق" | "الكشف" | "الافصاح" | "الادلاء"))
    {
        return true; // «رفض التعليق» is silence
    }
    if t.is(Class::Not) && !t.clitics.article && scene.has(verb, Trait::Negatable) {
        return false; // «لا يستبعد», «لم ينف»
    }
    // «قد» before a past tense only makes it sure.
    (t.is(Class::Not) || t.is(Class::If) && !(past && t.word.ends_with("قد"))) && !t.clitics.article
        || matches!(t.word, "ان" | "لكي" | "كي") && !past
}

/// The statements that a sentence's verbs of saying make: one for each speaker.
pub fn statements(scene: &Scene<'_>, sayings: &[Saying]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for saying in sayings {
        let same = |d: &Draft| {
            d.actors.iter().map(|a| &a.entity).eq(saying.actors.iter().map(|a| &a.entity))
                && (saying.subject.is_none()
                    || d.actors.iter().any(|a| a.entity.is_some())
                    || d.actors == saying.actors)
        };
        if out.iter().any(same) {
            continue;
        }
        let subject = saying.subject.as_ref().map_or(saying.verb..saying.verb + 1, |s| s.words.clone());
        let mut when = when::of_statement(scene, saying.verb, &subject);
        if when.date.is_none()
            && when.rule == "said-at-publication"
            && let Some(earlier) = out.last().filter(|e| e.when.date.is_some())
        {
            when = earlier.when;
        }
        let mut draft = Draft::new(EventKind::Statement, saying.verb, when);
        if subject.start == saying.verb + 1 {
            draft.trigger_end = subject.start;
        }
        draft.rule = match (&saying.subject, saying.form.subject) {
            (None, Form::He | Form::She | Form::They | Form::Speaker) => "speaker-goes-on",
            _ => "verb-of-saying",
        };
        draft.actors.clone_from(&saying.actors);
        out.push(draft);
    }
    out
}
