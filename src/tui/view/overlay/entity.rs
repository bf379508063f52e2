//! The page of an entity.

use jiff::Unit;
use jiff::civil::Date;

use crate::library::{EventRow, NameUse};
use crate::model::Interval;

use super::super::super::dates;
use super::super::super::page::Link;
use super::super::super::request::{EntityPage, PageEvents, PagePart};
use super::super::super::state::State;
use super::super::super::strings::{fill, name};
use super::sheet::{Row, Sheet};

/// The rows of an entity's page.
pub fn sheet(state: &State, page: &EntityPage, columns: u16) -> Sheet {
    let mut out = Sheet::new(&page.entity.name_ar, columns);
    out.item(Link::Nowhere, |out| facts(out, state, page));
    activity(&mut out, state, page, columns);
    variants(&mut out, state, page);
    outlets(&mut out, state, page);
    for events in &page.events {
        event_list(&mut out, state, events);
    }
    company(&mut out, state, page);
    contexts(&mut out, state, page);
    other_names(&mut out, state, page);
    out
}

/// Type, names, offices, counts.
fn facts(out: &mut Sheet, state: &State, page: &EntityPage) {
    let strings = state.strings();
    let words = &strings.words;
    let digits = state.settings.digits;
    let entity = &page.entity;
    let kind = name(&strings.types, entity.kind);
    out.pair(kind, entity.name_en.as_deref().unwrap_or(&entity.name_ar));
    if let Some(said) = crate::analyse::description(entity.id.as_str()) {
        let sentence = if state.settings.language.is_rtl() { &said.ar } else { &said.en };
        out.pair(&words.description, sentence);
    }
    if entity.by_rule {
        out.pair("", &words.by_rule);
    }
    if let Some(row) = &page.row {
        let counts = format!("{} · {} {}", row.mentions, words.articles, row.articles);
        out.pair(&words.mentions, &digits.show(&counts));
    }
    for (at, office) in entity.offices.iter().enumerate() {
        let title = match (&office.title_en, state.settings.language.is_rtl()) {
            (Some(english), false) => english,
            _ => &office.title_ar,
        };
        let held = dates::in_text(dates::short(&office.held, words));
        let label = if at == 0 { words.offices.as_str() } else { "" };
        out.pair(label, &digits.show(&format!("{title} {held}")));
    }
    if let Some(id) = &entity.wikidata {
        out.pair("Wikidata", id);
    }
}

/// The names that the lexicon knows, which may be many.
fn other_names(out: &mut Sheet, state: &State, page: &EntityPage) {
    if !page.entity.other_names.is_empty() {
        out.heading(&state.strings().words.other_names);
        let list = page.entity.other_names.join("، ");
        out.item(Link::Nowhere, |out| out.text(&list));
    }
}

/// How many parts `days` are counted in: one for each month, as far as there is room.
fn buckets(days: &[(Date, usize)], most: usize) -> Vec<usize> {
    let (Some((first, _)), Some((last, _))) = (days.first(), days.last()) else { return Vec::new() };
    let between = |day: Date| {
        let span = first.until((Unit::Day, day)).map_or(0, |span| span.get_days());
        usize::try_from(span).unwrap_or(0)
    };
    let whole = between(*last) + 1;
    let parts = whole.div_ceil(30).clamp(1, most.max(1));
    let mut out = vec![0; parts];
    for (day, mentions) in days {
        if let Some(part) = out.get_mut(between(*day) * parts / whole) {
            *part += mentions;
        }
    }
    out
}

/// When it is spoken of: first and last date, and bars between them.
fn activity(out: &mut Sheet, state: &State, page: &EntityPage, columns: u16) {
    let words = &state.strings().words;
    let (Some((first, _)), Some((last, _))) = (page.activity.first(), page.activity.last()) else { return };
    let most = usize::from(columns.saturating_sub(30).min(72));
    let counts = buckets(&page.activity, most);
    let highest = counts.iter().copied().max().unwrap_or(0).max(1);
    // What is there at all is seen, however little it is.
    let bars = counts.iter().map(|n| u8::try_from((n * 8).div_ceil(highest)).unwrap_or(8)).collect();
    out.heading(&words.activity);
    let days = [first, last].map(|day| (Interval::day(*day), false));
    let [first, last] = page.ends.unwrap_or(days).map(|(when, inferred)| {
        let shown = state.settings.digits.show(&dates::short(&when, &state.strings().words));
        if inferred { format!("~{shown}") } else { shown }
    });
    out.row(Row::Bars(bars, first, last));
}

/// The spellings and other names by which it is named, with how often.
fn variants(out: &mut Sheet, state: &State, page: &EntityPage) {
    let mut totals: Vec<(&str, usize)> = Vec::new();
    for used in &page.wordings {
        match totals.iter_mut().find(|(words, _)| *words == used.words) {
            Some((_, n)) => *n += used.mentions,
            None => totals.push((&used.words, used.mentions)),
        }
    }
    if totals.len() < 2 {
        return;
    }
    totals.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    out.heading(&state.strings().words.variants);
    let list = totals.iter().map(|(words, n)| state.settings.digits.show(&format!("{words} {n}")));
    let list = list.collect::<Vec<_>>().join("، ");
    out.item(Link::Nowhere, |out| out.text(&list));
}

/// What each outlet calls it, with counts; a line leads to a place where it stands.
fn outlets(out: &mut Sheet, state: &State, page: &EntityPage) {
    let words = &state.strings().words;
    if page.wordings.is_empty() {
        return;
    }
    let key = state
        .assets
        .keymap
        .labels(super::super::super::keymap::Context::Overlay, super::super::super::action::Action::Wording);
    let hint = key.first().map(|key| format!("  {key}")).unwrap_or_default();
    out.heading(format!("{}{hint}", words.called_by));
    let mut groups: Vec<(Option<&str>, Vec<&NameUse>)> = Vec::new();
    for used in &page.wordings {
        let outlet = used.outlet.as_ref().map(|o| o.name.as_str());
        match groups.iter_mut().find(|(name, _)| *name == outlet) {
            Some((_, list)) => list.push(used),
            None => groups.push((outlet, vec![used])),
        }
    }
    for (outlet, list) in groups {
        let text = list
            .iter()
            .map(|w| {
                let reported = match w.reported {
                    0 => String::new(),
                    n => format!(" ({})", fill(&words.of_others, &n.to_string())),
                };
                state.settings.digits.show(&format!("{} {}{reported}", w.words, w.mentions))
            })
            .collect::<Vec<_>>()
            .join("، ");
        let link = list.first().and_then(|w| w.example);
        let link = link.map_or(Link::Nowhere, |(article, span)| Link::Place(article, span));
        out.item(link, |out| out.pair(outlet.unwrap_or(&words.no_outlet), &text));
    }
}

/// With whom it appears, and in how many paragraphs.
fn company(out: &mut Sheet, state: &State, page: &EntityPage) {
    if page.company.is_empty() {
        return;
    }
    let strings = state.strings();
    out.heading(&strings.words.together_with);
    for companion in &page.company {
        let entity = &companion.entity;
        let text = state.settings.digits.show(&format!("{} {}", entity.name_ar, companion.together));
        let label = name(&strings.types, entity.kind);
        out.item(Link::Entity(entity.id.clone()), |out| out.pair(label, &text));
    }
}

/// Events in which it has the same part.
fn event_list(out: &mut Sheet, state: &State, events: &PageEvents) {
    let words = &state.strings().words;
    if events.rows.is_empty() {
        return;
    }
    let heading = match events.part {
        PagePart::Said => &words.its_statements,
        PagePart::Struck => &words.attacks_by,
        PagePart::WasStruck => &words.attacks_on,
        PagePart::Steps => &words.its_milestones,
    };
    let digits = state.settings.digits;
    out.heading(format!("{heading} · {}", digits.show(&events.total.to_string())));
    for event in &events.rows {
        let date = digits.show(&dates::short(&event.when(), words));
        let date = if date.is_empty() { words.undated.clone() } else { date };
        let sign = super::super::sign(event.kind, event.planned);
        out.item(Link::Place(event.article, event.trigger), |out| {
            out.pair(&format!("{sign} {date}"), &event.sentence_words);
            out.row(Row::Note(source(state, event)));
        });
    }
    if events.total > events.rows.len() {
        let more = digits.show(&(events.total - events.rows.len()).to_string());
        out.row(Row::Line(fill(&words.and_more, &more)));
    }
}

/// Who, whom and where, and who says so.
fn source(state: &State, event: &EventRow) -> String {
    let words = &state.strings().words;
    let line = super::super::timeline::who(event, &words.no_actor);
    let outlet = event.outlet.as_ref().map_or(words.no_outlet.as_str(), |o| o.name.as_str());
    format!("{line} — {outlet}")
}

/// Each mention in its context.
fn contexts(out: &mut Sheet, state: &State, page: &EntityPage) {
    let words = &state.strings().words;
    if page.contexts.is_empty() {
        return;
    }
    out.heading(format!("{} · {}", words.in_context, super::lines::order(state, page.order)));
    for line in &page.contexts {
        super::lines::item(out, state, line, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_are_counted_and_nothing_is_lost() {
        let days = [(date(2021, 7, 1), 3), (date(2021, 7, 26), 1), (date(2024, 7, 27), 5)];
        let all = buckets(&days, 100);
        assert_eq!(all.iter().sum::<usize>(), 9);
        assert_eq!((all.first(), all.last()), (Some(&4), Some(&5)));
        assert_eq!(buckets(&days, 2), [4, 5]);
        assert_eq!(buckets(&days[..1], 10), [3]);
        assert!(buckets(&[], 10).is_empty());
    }
}
