//! Noun phrases that act: names, offices with or without their holder's name, bodies, sources.

use std::ops::Range;

use super::classes::Class;
use super::scene::Scene;
use super::titles::Titles;
use crate::model::{EntityType, Participant, Span};
use crate::text::TokenKind;

/// A subject as the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The actors; one without an entity for a description without a name.
    pub actors: Vec<Participant>,
    /// The words that were read as the subject, as indices.
    pub words: Range<usize>,
    /// What its first word is, where it is no name.
    pub head: Head,
}

/// What a subject's first word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// A name.
    Name,
    /// A noun for somebody who speaks: a role, an office, a body, a source.
    Role,
    /// A text that speaks: a statement, a report.
    Text,
    /// An outlet.
    Outlet,
}

/// Whether the mention names somebody or something that can act. Embassies speak; bases do not.
pub fn can_act(scene: &Scene<'_>, mention: usize) -> bool {
    match scene.mentions[mention].kind {
        EntityType::Weapon => false,
        EntityType::Facility => {
            matches!(scene.head_word(mention), "سفارة" | "سفاره" | "قنصلية" | "بعثة")
        }
        _ => true,
    }
}

/// Reads the subject that begins with the word at `i` and ends before `stop`.
pub fn noun_phrase<'a>(scene: &Scene<'a>, titles: &Titles<'a>, i: usize, stop: usize) -> Option<Subject> {
    let head = &scene.tokens[i];
    let stop = stop.max(i + 1);
    if let Some(m) = scene.mention_starting(i)
        && scene.gives_name((scene.after_mention(i) - 1).max(i))
        && let Some((j, m)) =
            name_given(scene, scene.after_mention(i).saturating_sub(2)).filter(|&(_, n)| n != m)
    {
        let (actors, end) = coordinated(scene, j, j + 1, m);
        return Some(Subject { actors, words: i..end, head: Head::Name });
    }
    if let Some(m) = scene.mention_starting(i).filter(|&m| can_act(scene, m)) {
        let (actors, end) = coordinated(scene, i, stop, m);
        let kind = scene.mentions[m].kind;
        // ميليشيات/خارجية names of bodies may have their speaker after them: no, a name speaks for itself.
        let head = if kind == EntityType::Media { Head::Outlet } else { Head::Name };
        return Some(Subject { actors, words: i..end, head });
    }
    if head.noun(Class::Agent).is_some() {
        return agent_phrase(scene, i, stop);
    }
    if !head.is_role() {
        return None;
    }
    if head.is(Class::Text) {
        return Some(text_phrase(scene, i, stop));
    }
    let kind = if head.is(Class::Outlet) { Head::Outlet } else { Head::Role };
    let names: Vec<(usize, usize)> = (i..stop)
        .filter_map(|j| Some((j, scene.mention_starting(j)?)))
        .filter(|&(_, m)| can_act(scene, m))
        .collect();
    if let Some((j, m)) = name_given(scene, i) {
        let (actors, end) = coordinated(scene, j, j + 1, m);
        return Some(Subject { actors, words: i..end, head: kind });
    }
    let described = |end: usize| Span::new(strip_conjunction(scene, i), scene.tokens[end - 1].span.end);
    if head.is(Class::Body) || kind == Head::Outlet {
        // وزارة, ميليشيات: the name that follows at once is the body's.
        let own = names.iter().find(|&&(j, _)| {
            !scene.is_governed(j)
                && scene.tokens[i + 1..j].iter().all(|t| {
                    t.kind == TokenKind::Sign
                        || t.date.is_none() && t.mention.is_none() && !t.is_preposition()
                })
                && j - i <= 4
        });
        if let Some(&(j, m)) = own {
            let (actors, end) = coordinated(scene, j, stop, m);
            return Some(Subject { actors, words: i..end, head: kind });
        }
        let end = descriptive_end(scene, i, stop);
        let entity = body_named_before(scene, i).map(|m| scene.mentions[m].entity.clone());
        let actor = Participant { span: described(end), entity };
        return Some(Subject { actors: vec![actor], words: i..end, head: kind });
    }
    let persons: Vec<(usize, usize)> =
        names.iter().copied().filter(|&(_, m)| scene.mentions[m].kind == EntityType::Person).collect();
    // A source has no name: one in its sentence is what it speaks of.
    let persons = if head.is(Class::Source) { Vec::new() } else { persons };
    let free = persons.iter().position(|&(j, _)| !is_far_governed(scene, i, j));
    if let Some(mut at) = free.or(if persons.iter().any(|&(j, _)| !scene.is_governed(j)) {
        persons.iter().position(|&(j, _)| !scene.is_governed(j))
    } else {
        None
    }) {
        // رئيس الوزراء، فلان، علان: the last in the row is the speaker, the one before only his title's.
        while let Some(&(next, _)) = persons.get(at + 1) {
            let between = scene.after_mention(persons[at].0)..next;
            let appositive = !between.is_empty()
                && scene.tokens[between].iter().all(|t| t.kind == TokenKind::Sign)
                && scene.proclitic(next).is_empty();
            if !appositive {
                break;
            }
            at += 1;
        }
        let (j, m) = persons[at];
        let (actors, end) = coordinated(scene, j, stop, m);
        return Some(Subject { actors, words: i..end, head: kind });
    }
    if let Some(m) = titles.bearer(scene, i, stop) {
        let end = descriptive_end(scene, i, stop);
        let actor = Participant { span: described(end), entity: Some(scene.mentions[m].entity.clone()) };
        return Some(Subject { actors: vec![actor], words: i..end, head: kind });
    }
    // A spokesman speaks for a body, and so do a source and an official in it.
    let spokesman = head.is(Class::Spokesman);
    let speaks_for = names.iter().find(|&&(j, m)| {
        let body = matches!(
            scene.mentions[m].kind,
            EntityType::Group | EntityType::Force | EntityType::Org | EntityType::Facility
        );
        let state = spokesman && matches!(scene.mentions[m].kind, EntityType::Country | EntityType::Person);
        let between = &scene.tokens[i + 1..j];
        let near = between.len() <= if spokesman { 2 } else { 4 };
        near && (body || state)
            && (spokesman
                || scene.is_governed(j) && between.iter().any(|t| matches!(t.word, "في" | "من" | "لدى")))
            && !(spokesman && between.iter().any(|t| t.is(Class::Body)))
            && between.iter().all(|t| t.clitics.preposition != Some('ب') || t.word == "باسم")
    });
    if speaks_for.is_none()
        && spokesman
        && let Some(body) = (i + 1..stop.min(i + 3)).find(|&j| scene.tokens[j].is(Class::Body))
        && let Some(m) = body_named_before(scene, body)
    {
        let actor = Participant { span: described(body + 1), entity: Some(scene.mentions[m].entity.clone()) };
        return Some(Subject { actors: vec![actor], words: i..body + 1, head: kind });
    }
    let (end, entity) = match speaks_for {
        Some(&(j, m)) => (scene.after_mention(j).min(stop), Some(scene.mentions[m].entity.clone())),
        None => (descriptive_end(scene, i, stop), None),
    };
    let actor = Participant { span: described(end), entity };
    Some(Subject { actors: vec![actor], words: i..end, head: kind })
}

/// The name that a phrase says somebody has: `جماعة تطلق على نفسها "…"`, `ما تعرف بـ"…"`.
pub fn name_given(scene: &Scene<'_>, i: usize) -> Option<(usize, usize)> {
    let piece = scene.piece(i).end;
    let verb = (i + 1..piece.min(i + 6)).find(|&j| scene.gives_name(j))?;
    let plain = scene.tokens[i + 1..verb].iter().all(|t| t.kind == TokenKind::Word && t.mention.is_none());
    let name = (verb + 1..piece.min(verb + 7)).find_map(|j| Some((j, scene.mention_starting(j)?)));
    name.filter(|&(_, m)| plain && can_act(scene, m))
}

/// `عناصر تنظيم داعش`, `طائرات التحالف`, `مسلحون مجهولون`: those who strike, and whose they are.
fn agent_phrase(scene: &Scene<'_>, i: usize, stop: usize) -> Option<Subject> {
    let owner = (i + 1..stop.min(i + 5)).find_map(|j| Some((j, scene.mention_starting(j)?)));
    let owner = owner.filter(|&(j, m)| {
        let between = &scene.tokens[i + 1..j];
        matches!(
            scene.mentions[m].kind,
            EntityType::Group | EntityType::Force | EntityType::Country | EntityType::Org
        ) && between.iter().all(|t| {
            t.kind == TokenKind::Sign
                || matches!(t.word, "من" | "ل" | "تابعة" | "تابعون" | "تابع" | "في")
                || t.is(Class::Body)
                || t.noun(Class::Agent).is_some()
        })
    });
    if let Some((j, m)) = owner {
        let (actors, end) = coordinated(scene, j, stop, m);
        return Some(Subject { actors, words: i..end, head: Head::Role });
    }
    if scene.mention_starting(i).is_some() {
        return None;
    }
    let body = (i + 1..stop.min(i + 4)).find(|&j| scene.tokens[j].is(Class::Body));
    let entity = body.and_then(|b| body_named_before(scene, b)).map(|m| scene.mentions[m].entity.clone());
    let end = body.filter(|_| entity.is_some()).map_or(i + 1, |b| b + 1);
    let span = Span::new(strip_conjunction(scene, i), scene.tokens[end - 1].span.end);
    Some(Subject { actors: vec![Participant { span, entity }], words: i..end, head: Head::Role })
}

/// `بيان`, `بيان لخلية الإعلام الأمني`: a text, and whose it is.
fn text_phrase(scene: &Scene<'_>, i: usize, stop: usize) -> Subject {
    let statement = scene.tokens[i].word.trim_start_matches("ال").starts_with("بيان");
    // «وطالب البيان الحكومة …»: after the article the name is no genitive.
    let definite = scene.tokens[i].clitics.article;
    let owned = |j: usize| {
        !definite
            || scene.is_governed(j)
            || scene.tokens[i + 1..j].iter().any(|t| t.word.starts_with("الصادر"))
    };
    let issuer = (i + 1..stop.min(i + 5))
        .find_map(|j| Some((j, scene.mention_starting(j)?)))
        .filter(|&(j, _)| owned(j));
    match issuer.filter(|&(_, m)| statement && can_act(scene, m)) {
        Some((j, m)) => {
            let (actors, end) = coordinated(scene, j, stop, m);
            Subject { actors, words: i..end, head: Head::Role }
        }
        None => {
            // «بيان للحكومة»
            let body = scene.at(i + 1).filter(|t| {
                statement && !definite && i + 1 < stop && t.is(Class::Body) && t.mention.is_none()
            });
            if let Some(body) = body {
                let span = Span::new(strip_conjunction(scene, i + 1), body.span.end);
                let skip = if body.clitics.preposition.is_some() { 'ل'.len_utf8() } else { 0 };
                let actor = Participant { span: Span::new(span.start + skip, span.end), entity: None };
                return Subject { actors: vec![actor], words: i..i + 2, head: Head::Role };
            }
            Subject { actors: Vec::new(), words: i..i + 1, head: Head::Text }
        }
    }
}

/// The body that a bare definite noun takes up again: `قالت الحركة`, after `حركة النجباء`.
fn body_named_before(scene: &Scene<'_>, i: usize) -> Option<usize> {
    let token = &scene.tokens[i];
    let bare = token.clitics.article
        && scene.at(i + 1).is_none_or(|next| {
            // An adjective with the article makes it another body: «القوات العراقية».
            next.mention.is_none() && !(next.word.starts_with("ال") && next.senses.is_empty())
        });
    if !bare {
        return None;
    }
    let word = token.word.trim_start_matches(['و', 'ف', 'ل', 'ب']);
    let word = word.strip_prefix("ال").unwrap_or(word);
    let before = scene.mentions.partition_point(|m| m.span.start < token.span.start);
    (before.saturating_sub(80)..before).rev().find(|&m| {
        matches!(
            scene.mentions[m].kind,
            EntityType::Group | EntityType::Force | EntityType::Org | EntityType::Facility
        ) && scene.head_word(m) == word
    })
}

/// Names joined to the first by `و`.
fn coordinated(scene: &Scene<'_>, i: usize, stop: usize, m: usize) -> (Vec<Participant>, usize) {
    let participant = |m: usize| Participant {
        span: scene.mentions[m].span,
        entity: Some(scene.mentions[m].entity.clone()),
    };
    let mut actors = vec![participant(m)];
    let mut end = scene.after_mention(i).min(stop.max(i + 1));
    loop {
        let mut next = end;
        while next < stop && scene.is_quote_mark(next) {
            next += 1;
        }
        if next < stop
            && let Some(m) = scene.mention_starting(next)
            && can_act(scene, m)
            && (scene.proclitic(next) == "و" || scene.at(next.wrapping_sub(1)).is_some_and(|t| t.word == "و"))
        {
            actors.push(participant(m));
            end = scene.after_mention(next);
        } else {
            return (actors, end);
        }
    }
}

/// The end of a description such as `مصدر أمني رفيع`: before the first preposition, sign, name of a date or `stop`.
fn descriptive_end(scene: &Scene<'_>, i: usize, stop: usize) -> usize {
    // «الشرطة مصرع ثلاثة …»: after a definite noun only what is definite describes it.
    let definite = scene.tokens[i].clitics.article;
    (i + 1..stop.min(i + 6))
        .find(|&j| {
            let t = &scene.tokens[j];
            t.kind != TokenKind::Word
                || t.is_preposition()
                || t.date.is_some()
                || scene.is_governed(j)
                || t.clitics.preposition.is_some()
                // «صرح مسؤول أميركي مضيفا …»
                || t.word.ends_with('ا') && t.word.chars().count() > 4 && !t.word.starts_with("ال")
                || definite && (!t.word.starts_with("ال") || t.is_role())
        })
        .unwrap_or(stop.min(i + 6))
}

/// Whether a preposition governs the person at `j`: directly, or through his title (`مع نظيره العراقي فلان`).
fn is_far_governed(scene: &Scene<'_>, start: usize, j: usize) -> bool {
    if scene.is_governed(j) {
        return true;
    }
    for k in (start..j).rev() {
        let t = &scene.tokens[k];
        if t.mention.is_some() || t.word == "،" || t.kind == TokenKind::Sign && !scene.is_quote_mark(k) {
            return false;
        }
        if k > start && (t.is_preposition() || scene.is_governed(k)) {
            return true;
        }
    }
    false
}

fn strip_conjunction(scene: &Scene<'_>, i: usize) -> usize {
    let t = &scene.tokens[i];
    let first = t.span.of(scene.reading.text).chars().next().map_or(0, char::len_utf8);
    t.span.start + if t.clitics.conjunction { first } else { 0 }
}
