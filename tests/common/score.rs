//! Scores an extraction against an annotation: precision, recall and F1 of mentions, dates and events,
//! and how much of the articles' structure was seen right. The measure is described in `tests/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::annotation::{Annotation, Article, DateRef, Days, Event, Mention, Place};

/// Hits, extras and misses, and what follows from them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and right.
    pub hits: usize,
    /// Found, and not in the annotation.
    pub extras: usize,
    /// In the annotation, and not found.
    pub misses: usize,
}

impl Tally {
    /// The share of what was found that is right; 1 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.hits, self.hits + self.extras, 1.0)
    }

    /// The share of what there is that was found; 1 where there is nothing.
    pub fn recall(self) -> f64 {
        share(self.hits, self.hits + self.misses, 1.0)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(part: usize, whole: usize, of_nothing: f64) -> f64 {
    if whole == 0 { of_nothing } else { part as f64 / whole as f64 }
}

/// The share of the articles, or lines, whose structure was seen right.
#[derive(Debug, Clone, Default)]
pub struct Structure {
    pub title: f64,
    pub published: f64,
    pub source: f64,
    pub lines: f64,
}

/// How well names were found.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// A hit has the span and the type of the annotation.
    pub tally: Tally,
    /// The same without regard to the type.
    pub span_only: Tally,
    /// The share of the hits that name the right entity.
    pub linking: f64,
    pub by_type: BTreeMap<String, Tally>,
}

/// How well date expressions were found and understood.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    /// A hit overlaps the annotated expression.
    pub found: Tally,
    /// A hit also means the same days.
    pub resolved: Tally,
}

/// How well events were found.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// A hit has the kind of the annotation and a trigger in the same sentence.
    pub tally: Tally,
    /// The share of the hits that mean the right days.
    pub dates: f64,
    /// Who acted or spoke, over the hits for which the annotation names somebody.
    pub actors: Tally,
    pub by_kind: BTreeMap<String, Tally>,
}

/// All figures, and every miss and extra in words.
#[derive(Debug, Clone, Default)]
pub struct Score {
    pub structure: Structure,
    pub mentions: Mentions,
    pub dates: Dates,
    pub events: Events,
    pub errors: Vec<String>,
}

/// Scores `found` against `gold`; `texts` are the articles' source texts in the order of `gold.articles`.
pub fn score(gold: &Annotation, found: &Annotation, texts: &[String]) -> Score {
    let mut errors = Vec::new();
    let articles: Vec<_> = gold.articles.iter().zip(texts).collect();
    Score {
        structure: score_structure(&articles, found, &mut errors),
        mentions: score_mentions(&articles, gold, found, &mut errors),
        dates: score_dates(&articles, gold, found, &mut errors),
        events: score_events(&articles, gold, found, &mut errors),
        errors,
    }
}

type Articles<'a> = [(&'a Article, &'a String)];

fn overlap(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

impl Place {
    fn range(&self) -> (usize, usize) {
        (self.start, self.end)
    }
}

fn shown(days: &Days) -> String {
    let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "?".into());
    format!("{}..{}", day(&days.earliest), day(&days.latest))
}

fn score_structure(articles: &Articles<'_>, found: &Annotation, errors: &mut Vec<String>) -> Structure {
    const CONTENT: [&str; 7] = ["title", "kicker", "lead", "subheading", "paragraph", "bullet", "caption"];
    let squash =
        |s: &Option<String>| s.iter().flat_map(|s| s.split_whitespace()).collect::<Vec<_>>().join(" ");
    let (mut title, mut published, mut source, mut right, mut lines) = (0, 0, 0, 0, 0);
    for (gold, text) in articles {
        let id = &gold.id;
        let here = found.articles.iter().find(|a| a.id == *id);
        if here.is_none() {
            errors.push(format!("article - {id} missing from the export"));
        }
        let mut check = |what: &str, count: &mut usize, expected: String, got: String| {
            *count += usize::from(expected == got);
            if expected != got {
                errors.push(format!("{what} ~ {id} {expected:?}, got {got:?}"));
            }
        };
        check("title", &mut title, squash(&gold.title), squash(&here.and_then(|a| a.title.clone())));
        let days =
            |a: Option<&Article>| a.and_then(|a| a.published.as_ref()).map_or_else(|| "?..?".into(), shown);
        check("published", &mut published, days(Some(gold)), days(here));
        let outlet = |a: Option<&Article>| a.and_then(|a| a.source_id.clone()).unwrap_or_default();
        check("source", &mut source, outlet(Some(gold)), outlet(here));

        let blocks: Vec<_> = here
            .iter()
            .flat_map(|a| &a.blocks)
            .filter(|b| CONTENT.contains(&b.role.as_str()))
            .map(|b| (b.start, b.end))
            .collect();
        let mut start = 0;
        for (n, line) in text.split('\n').enumerate().map(|(n, line)| (n + 1, line)) {
            let end = start + line.chars().count();
            if !line.trim().is_empty() {
                let is_shown = blocks.iter().any(|&b| overlap(b, (start, end)));
                let is_furniture = gold.furniture_lines.contains(&n);
                lines += 1;
                right += usize::from(is_shown != is_furniture);
                if is_shown == is_furniture {
                    let fault = if is_shown { "furniture shown" } else { "content hidden" };
                    errors.push(format!(
                        "line ~ {id}:{n} {fault}: {:?}",
                        line.chars().take(60).collect::<String>()
                    ));
                }
            }
            start = end + 1;
        }
    }
    let n = articles.len().max(1);
    Structure {
        title: share(title, n, 0.0),
        published: share(published, n, 0.0),
        source: share(source, n, 0.0),
        lines: share(right, lines.max(1), 0.0),
    }
}

fn score_mentions(
    articles: &Articles<'_>,
    gold: &Annotation,
    found: &Annotation,
    errors: &mut Vec<String>,
) -> Mentions {
    let mut out = Mentions::default();
    let mut linked = 0;
    for (article, _) in articles {
        let id = &article.id;
        let of = |all: &'_ [Mention]| -> Vec<Mention> {
            all.iter().filter(|m| m.place.article == *id).cloned().collect()
        };
        let (gold, found) = (of(&gold.mentions), of(&found.mentions));
        let by_range = |all: &[Mention]| -> BTreeMap<_, _> {
            all.iter().map(|m| (m.place.range(), m.clone())).collect()
        };
        let (golds, founds) = (by_range(&gold), by_range(&found));
        for (range, m) in &founds {
            let there = golds.get(range);
            let same_span = usize::from(there.is_some());
            out.span_only.hits += same_span;
            let of_type = out.by_type.entry(m.kind.clone()).or_default();
            match there {
                Some(g) if g.kind == m.kind => {
                    out.tally.hits += 1;
                    of_type.hits += 1;
                    linked += usize::from(g.entity == m.entity);
                    if g.entity != m.entity {
                        errors.push(format!(
                            "link ~ {id} {range:?} {:?} {}, got {}",
                            m.text, g.entity, m.entity
                        ));
                    }
                }
                other => {
                    out.tally.extras += 1;
                    of_type.extras += 1;
                    let instead = other.map(|g| format!(" (gold: {})", g.kind)).unwrap_or_default();
                    errors.push(format!(
                        "mention + {id} {range:?} {} {:?} not in gold{instead}",
                        m.kind, m.text
                    ));
                }
            }
        }
        for (range, m) in &golds {
            if founds.get(range).is_none_or(|f| f.kind != m.kind) {
                out.tally.misses += 1;
                out.by_type.entry(m.kind.clone()).or_default().misses += 1;
                errors.push(format!("mention - {id} {range:?} {} {:?} missed", m.kind, m.text));
            }
        }
        out.span_only.extras += found.len();
        out.span_only.misses += gold.len();
    }
    out.span_only.extras -= out.span_only.hits;
    out.span_only.misses -= out.span_only.hits;
    out.linking = share(linked, out.tally.hits, 0.0);
    out
}

fn score_dates(
    articles: &Articles<'_>,
    gold: &Annotation,
    found: &Annotation,
    errors: &mut Vec<String>,
) -> Dates {
    let (mut overlapping, mut right, mut n_found, mut n_gold) = (0, 0, 0, 0);
    for (article, _) in articles {
        let id = &article.id;
        let passed_over = |d: &DateRef| {
            let mut relative = gold.relative_dates.iter().filter(|p| p.article == *id);
            relative.any(|p| overlap(p.range(), d.place.range()))
        };
        let mut rest: Vec<&DateRef> = found
            .dates
            .iter()
            .filter(|d| d.place.article == *id && (d.days.earliest.is_some() || d.days.latest.is_some()))
            .filter(|d| !passed_over(d))
            .collect();
        n_found += rest.len();
        for d in gold.dates.iter().filter(|d| d.place.article == *id) {
            n_gold += 1;
            let Some(at) = rest.iter().position(|x| overlap(x.place.range(), d.place.range())) else {
                errors.push(format!("date - {id} {:?} missed", d.text));
                continue;
            };
            let hit = rest.remove(at);
            overlapping += 1;
            if hit.days == d.days || is_alternative(gold, d, &hit.days) {
                right += 1;
            } else {
                errors.push(format!(
                    "date ~ {id} {:?} is {}, got {}",
                    d.text,
                    shown(&d.days),
                    shown(&hit.days)
                ));
            }
        }
        errors
            .extend(rest.iter().map(|x| format!("date + {id} {:?} {} not in gold", x.text, shown(&x.days))));
    }
    let tally = |hits| Tally { hits, extras: n_found - hits, misses: n_gold - hits };
    Dates { found: tally(overlapping), resolved: tally(right) }
}

fn is_alternative(gold: &Annotation, d: &DateRef, days: &Days) -> bool {
    let same = |p: &Place| p.article == d.place.article && p.range() == d.place.range();
    let mut ways = gold.date_alternatives.iter().filter(|a| same(&a.place)).flat_map(|a| &a.alternatives);
    ways.any(|(earliest, latest)| *earliest == days.earliest && *latest == days.latest)
}

fn score_events(
    articles: &Articles<'_>,
    gold: &Annotation,
    found: &Annotation,
    errors: &mut Vec<String>,
) -> Events {
    let mut out = Events::default();
    let (mut dated, mut date_right) = (0, 0);
    for (article, text) in articles {
        let id = &article.id;
        let cuts = sentence_cuts(text);
        let sentence = |p: &Place| number_of(&cuts, p.start);
        let of = |all: &'_ [Event]| -> Vec<Event> {
            all.iter().filter(|e| e.place.article == *id && e.is_asserted()).cloned().collect()
        };
        let mut golds = of(&gold.events);
        golds.sort_by_key(|e| !e.required);
        let mut rest = of(&found.events);
        for e in &golds {
            let label = format!("{id} {} {:?}", e.kind, e.trigger);
            let here = sentence(&e.place);
            let nearest = rest
                .iter()
                .enumerate()
                .filter(|(_, x)| x.kind == e.kind && sentence(&x.place) == here)
                .min_by_key(|(_, x)| x.place.start.abs_diff(e.place.start));
            let Some((at, _)) = nearest else {
                if e.required {
                    out.tally.misses += 1;
                    out.by_kind.entry(e.kind.clone()).or_default().misses += 1;
                    errors.push(format!("event - {label} missed"));
                }
                continue;
            };
            let hit = rest.remove(at);
            out.tally.hits += 1;
            out.by_kind.entry(e.kind.clone()).or_default().hits += 1;
            if e.date_is_scored {
                dated += 1;
                date_right += usize::from(hit.days == e.days);
                if hit.days != e.days {
                    errors.push(format!("event ~ {label} date {}, got {}", shown(&e.days), shown(&hit.days)));
                }
            }
            let actors = |e: &Event| -> BTreeSet<String> { e.actors.iter().flatten().cloned().collect() };
            let (expected, got) = (actors(e), actors(&hit));
            if !expected.is_empty() {
                let both = expected.intersection(&got).count();
                out.actors.hits += both;
                out.actors.extras += got.len() - both;
                out.actors.misses += expected.len() - both;
                if expected != got {
                    errors.push(format!("event ~ {label} actors {expected:?}, got {got:?}"));
                }
            }
        }
        let passed_over: BTreeSet<_> = gold
            .coref_triggers
            .iter()
            .chain(&gold.offtopic_statements)
            .filter(|p| p.article == *id)
            .map(sentence)
            .collect();
        for x in rest.iter().filter(|x| !passed_over.contains(&sentence(&x.place))) {
            out.tally.extras += 1;
            out.by_kind.entry(x.kind.clone()).or_default().extras += 1;
            errors.push(format!("event + {id} {} {:?} not in gold", x.kind, x.trigger));
        }
    }
    out.dates = share(date_right, dated, 1.0);
    out
}

/// The number of the sentence of `text` that holds the code point at `offset`.
pub fn sentence_of(text: &str, offset: usize) -> usize {
    number_of(&sentence_cuts(text), offset)
}

fn number_of(cuts: &[usize], offset: usize) -> usize {
    cuts.partition_point(|&cut| cut <= offset)
}

/// The offsets, in code points, at which a new sentence begins: after a run of `.!?؟` that no digit
/// follows (`31.07.2021` is one sentence) and after a line break.
fn sentence_cuts(text: &str) -> Vec<usize> {
    let is_end = |c: &char| matches!(c, '.' | '!' | '?' | '؟');
    let is_digit = |c: &char| matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹');
    let chars: Vec<char> = text.chars().collect();
    let mut cuts = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at] == '\n' {
            at += 1;
            cuts.push(at);
        } else if is_end(&chars[at]) {
            let run = chars[at..].iter().take_while(|c| is_end(c)).count();
            // Where a digit follows, the last sign of the run belongs to the number.
            let ends = run - usize::from(chars.get(at + run).is_some_and(is_digit));
            if ends > 0 {
                cuts.push(at + ends);
            }
            at += run;
        } else {
            at += 1;
        }
    }
    cuts
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { structure: s, mentions: m, dates: d, events: e, .. } = self;
        let each = |all: &BTreeMap<String, Tally>| {
            all.iter().map(|(k, t)| format!("  {k} {:.2}", t.f1())).collect::<String>()
        };
        writeln!(
            f,
            "structure  title {:.2}  published {:.2}  source {:.2}  lines {:.3}",
            s.title, s.published, s.source, s.lines
        )?;
        let t = m.tally;
        write!(f, "mentions   P {:.3}  R {:.3}  F1 {:.3}", t.precision(), t.recall(), t.f1())?;
        writeln!(f, "  linking {:.3} {}", m.linking, each(&m.by_type))?;
        writeln!(f, "dates      found F1 {:.3}  resolved F1 {:.3}", d.found.f1(), d.resolved.f1())?;
        let t = e.tally;
        write!(f, "events     P {:.3}  R {:.3}  F1 {:.3}", t.precision(), t.recall(), t.f1())?;
        write!(f, "  dates {:.3}  actors F1 {:.3} {}", e.dates, e.actors.f1(), each(&e.by_kind))
    }
}
