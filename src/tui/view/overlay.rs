//! What lies on top of the panes: help, explanations, an entity's page, the command palette.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::layout::{Align, Base, Options, layout, width};
use crate::model::Span;

use super::super::action::{Action, Group};
use super::super::data::EntityPage;
use super::super::dates;
use super::super::keymap::Context;
use super::super::paint::{Painter, inset, is_rtl, row};
use super::super::palette;
use super::super::state::{Overlay, State};
use super::super::strings::name;
use super::super::theme::Part;

/// One row of an overlay.
#[derive(Debug, Clone, PartialEq)]
enum Row {
    Heading(String),
    /// A label and a line of its value.
    Pair(String, String),
    /// A line of running text.
    Line(String),
    /// A mention in its context: before, the words, after.
    Context(String, String, String),
    Blank,
}

/// Columns of the labels in an overlay of this width: a narrow one gives the values the larger part.
fn label_columns(columns: u16) -> u16 {
    (columns / 5 * 2).min(28)
}

fn area_of(above: Rect) -> Rect {
    let width = above.width.saturating_sub(4).min(92);
    let height = above.height.saturating_sub(2);
    Rect { x: above.x + (above.width - width) / 2, y: above.y + 1, width, height }
}

fn above(state: &State) -> Rect {
    Rect { height: state.area.height.saturating_sub(1), ..state.area }
}

/// The rows that an overlay shows at once.
pub fn height(state: &State) -> usize {
    usize::from(area_of(above(state)).height.saturating_sub(2))
}

/// The rows that the uppermost overlay has in all.
pub fn rows(state: &State) -> usize {
    let columns = area_of(above(state)).width.saturating_sub(4);
    state.overlays.last().map_or(0, |(overlay, _)| content(state, overlay, columns).1.len())
}

/// Draws the uppermost overlay. Gives where the terminal's cursor is to stand.
pub fn draw(state: &State, painter: &mut Painter<'_>, above: Rect) -> Option<(u16, u16)> {
    let (overlay, top) = state.overlays.last()?;
    let mut area = area_of(above);
    let columns = area.width.saturating_sub(4);
    if let Overlay::Palette { field, cursor } = overlay {
        return Some(draw_palette(state, painter, area, field, *cursor));
    }
    let (title, rows) = content(state, overlay, columns);
    let wanted = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
    area.height = area.height.min(wanted);
    let inner = boxed(painter, area, &title);
    for (at, content) in rows.iter().skip(*top).take(usize::from(inner.height)).enumerate() {
        draw_row(painter, row(inner, at), content);
    }
    let (from, to) = super::shown_part(*top, usize::from(inner.height), rows.len());
    super::scroll_bar(painter, inner, from, to);
    None
}

/// A box with a title; gives what is inside, with a column free at each side.
fn boxed(painter: &mut Painter<'_>, area: Rect, title: &str) -> Rect {
    let text = painter.part(Part::Text);
    // A column more at each side, so that no half word touches the box.
    painter.clear(Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area }, text);
    let line = painter.part(Part::BorderFocus);
    let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
    for x in area.left()..area.right() {
        painter.sign(x, area.top(), "─", line);
        painter.sign(x, bottom, "─", line);
    }
    for y in area.top()..area.bottom() {
        painter.sign(area.left(), y, "│", line);
        painter.sign(right, y, "│", line);
    }
    for (x, y, sign) in [
        (area.left(), area.top(), "╭"),
        (right, area.top(), "╮"),
        (area.left(), bottom, "╰"),
        (right, bottom, "╯"),
    ] {
        painter.sign(x, y, sign, line);
    }
    let name = painter.part(Part::PaneFocus);
    painter.flow(inset(row(area, 0), 2), &[(" ", name), (title, name), (" ", name)]);
    let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    inset(inner, 2)
}

fn draw_row(painter: &mut Painter<'_>, area: Rect, content: &Row) {
    match content {
        Row::Heading(text) => {
            let style = painter.part(Part::Accent);
            painter.start(area, text, style);
        }
        Row::Pair(label, value) => {
            let (first, rest) = painter.split(area, label_columns(area.width));
            let key = painter.part(Part::Key);
            let (first, _) = painter.split_end(first, 1);
            painter.start(first, label, key);
            let style = painter.part(Part::Text);
            side(painter, rest, value, style);
        }
        Row::Line(text) => {
            let style = painter.part(Part::Text);
            side(painter, area, text, style);
        }
        Row::Context(before, words, after) => draw_context(painter, area, before, words, after),
        Row::Blank => {}
    }
}

/// A line of a concordance, as Arabic reads: what comes before at the right, the name in the middle, what
/// follows at the left, so that the names stand under one another.
fn draw_context(painter: &mut Painter<'_>, area: Rect, before: &str, words: &str, after: &str) {
    let name = width(words).min(area.width / 2);
    let side = area.width.saturating_sub(name + 2) / 2;
    let right = Rect { x: area.right() - side, width: side, ..area };
    let middle = Rect { x: right.x.saturating_sub(name + 1), width: name, ..area };
    let left = Rect { width: middle.x.saturating_sub(area.x + 1), ..area };
    let (dim, accent) = (painter.part(Part::Dim), painter.part(Part::Accent));
    painter.content(middle, words, accent);
    painter.content(left, after, dim);
    // The end of what comes before is next to the name: its beginning is cut off.
    let mut from = 0;
    while width(before.get(from..).unwrap_or_default()) > side {
        match before.get(from..).and_then(|rest| rest.find(' ')) {
            Some(at) => from += at + 1,
            None => break,
        }
    }
    let style = Style { bg: None, ..dim };
    let rest = before.get(from..).unwrap_or_default();
    crate::layout::widget::draw_line(painter.buf, right, rest, style, &[], Base::Rtl, Align::Left);
}

/// A value in the interface's direction stands at its side; a value in the other script at the other.
fn side(painter: &mut Painter<'_>, area: Rect, text: &str, style: Style) {
    let align = if painter.rtl || is_rtl(text) { Align::Right } else { Align::Left };
    let base = if is_rtl(text) || (painter.rtl && !text.starts_with(|c: char| c.is_ascii_alphabetic())) {
        Base::Rtl
    } else {
        Base::Ltr
    };
    crate::layout::widget::draw_line(painter.buf, area, text, style, &[], base, align);
}

fn content(state: &State, overlay: &Overlay, columns: u16) -> (String, Vec<Row>) {
    let words = &state.strings().words;
    match overlay {
        Overlay::Help => (words.help.clone(), help(state, columns)),
        Overlay::Card { title, rows } => {
            let mut out = Vec::new();
            for (label, value) in rows {
                pair(&mut out, label, value, columns);
            }
            (title.clone(), out)
        }
        Overlay::Entity(page) => (page.entity.name_ar.clone(), entity(state, page, columns)),
        Overlay::Palette { .. } => (words.palette.clone(), Vec::new()),
    }
}

/// A label with a value, on as many rows as the value needs.
fn pair(out: &mut Vec<Row>, label: &str, value: &str, columns: u16) {
    let mut labels = std::iter::once(label.to_owned());
    out.extend(value_lines(value, columns).map(|line| Row::Pair(labels.next().unwrap_or_default(), line)));
}

/// A value in lines that fit beside the labels.
fn value_lines(value: &str, columns: u16) -> impl Iterator<Item = String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let options = Options::new(columns.saturating_sub(label_columns(columns))).base(Base::AutoRtl);
    let lines = layout(&value, Span::new(0, value.len()), &options).lines;
    lines.into_iter().map(move |line| line.span.of(&value).trim().to_owned())
}

/// Keys with what they do, on as many rows as either needs.
fn keys_pair(out: &mut Vec<Row>, keys: &[String], what: &str, columns: u16) {
    let room = label_columns(columns).saturating_sub(1);
    let mut labels: Vec<String> = Vec::new();
    for key in keys {
        match labels.last_mut() {
            Some(line) if width(line) + 2 + width(key) <= room => {
                line.push_str("  ");
                line.push_str(key);
            }
            _ => labels.push(key.clone()),
        }
    }
    let mut values = value_lines(what, columns);
    let mut labels = labels.into_iter();
    loop {
        match (labels.next(), values.next()) {
            (None, None) => return,
            (label, value) => out.push(Row::Pair(label.unwrap_or_default(), value.unwrap_or_default())),
        }
    }
}

/// All keys, by what they do: made from the key table and the actions' descriptions.
fn help(state: &State, columns: u16) -> Vec<Row> {
    let strings = state.strings();
    let keymap = &state.assets.keymap;
    let mut out = Vec::new();
    for &group in Group::ALL {
        let heading = Row::Heading(name(&strings.groups, group).to_owned());
        let context = if group == Group::Field { Context::Prompt } else { Context::Global };
        let mut members = Vec::new();
        for &action in Action::ALL.iter().filter(|a| a.group() == group) {
            let labels = keymap.labels(context, action);
            if !labels.is_empty() {
                keys_pair(&mut members, &labels, name(&strings.actions, action), columns);
            }
        }
        if !members.is_empty() {
            if !out.is_empty() {
                out.push(Row::Blank);
            }
            out.push(heading);
            out.extend(members);
        }
    }
    out
}

fn entity(state: &State, page: &EntityPage, columns: u16) -> Vec<Row> {
    let strings = state.strings();
    let words = &strings.words;
    let digits = state.settings.digits;
    let entity = &page.entity;
    let mut out = Vec::new();
    let kind = name(&strings.types, entity.kind);
    pair(&mut out, kind, entity.name_en.as_deref().unwrap_or(&entity.name_ar), columns);
    if entity.by_rule {
        pair(&mut out, "", &words.by_rule, columns);
    }
    if let Some(row) = &page.row {
        let counts = digits.show(&format!("{} · {} {}", row.mentions, row.articles, words.articles));
        pair(&mut out, &words.mentions, &counts, columns);
    }
    if !entity.other_names.is_empty() {
        pair(&mut out, &words.other_names, &entity.other_names.join("، "), columns);
    }
    for (at, office) in entity.offices.iter().enumerate() {
        let title = match (&office.title_en, state.settings.language.is_rtl()) {
            (Some(english), false) => english,
            _ => &office.title_ar,
        };
        let held = dates::short(&office.held);
        let label = if at == 0 { words.offices.as_str() } else { "" };
        pair(&mut out, label, &digits.show(&format!("{title} {held}")), columns);
    }
    if let Some(id) = &entity.wikidata {
        pair(&mut out, "Wikidata", id, columns);
    }
    if !page.company.is_empty() {
        out.push(Row::Blank);
        out.push(Row::Heading(words.together_with.clone()));
        let line = page
            .company
            .iter()
            .map(|row| digits.show(&format!("{} {}", row.entity.name_ar, row.together)))
            .collect::<Vec<_>>()
            .join("، ");
        let options = Options::new(columns).base(Base::Rtl);
        for part in layout(&line, Span::new(0, line.len()), &options).lines {
            out.push(Row::Line(part.span.of(&line).trim().to_owned()));
        }
    }
    wordings(&mut out, state, page, columns);
    if !page.events.is_empty() {
        out.push(Row::Blank);
        let count = digits.show(&page.event_count.to_string());
        out.push(Row::Heading(format!("{} · {count}", words.its_events)));
        for event in &page.events {
            let date = digits.show(&dates::short(&event.interval));
            let date = if date.is_empty() { words.undated.clone() } else { date };
            let label = format!("{} {date}", super::sign(event.kind, event.planned));
            pair(&mut out, &label, &event.sentence_words, columns);
            if let Some(outlet) = &event.outlet {
                out.push(Row::Pair(String::new(), format!("— {}", outlet.name)));
            }
        }
    }
    if !page.contexts.is_empty() {
        out.push(Row::Blank);
        out.push(Row::Heading(words.in_context.clone()));
        let lines = page.contexts.iter();
        out.extend(lines.map(|c| {
            let line = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
            Row::Context(line(&c.before), line(&c.words), line(&c.after))
        }));
    }
    out
}

/// What each outlet calls the entity, with counts.
fn wordings(out: &mut Vec<Row>, state: &State, page: &EntityPage, columns: u16) {
    let words = &state.strings().words;
    if page.wordings.is_empty() {
        return;
    }
    out.push(Row::Blank);
    out.push(Row::Heading(words.called_by.clone()));
    let mut outlets: Vec<Option<&str>> = Vec::new();
    let name = |w: &crate::library::NameUse| w.outlet.as_ref().map(|o| o.name.clone());
    for wording in &page.wordings {
        let outlet = wording.outlet.as_ref().map(|o| o.name.as_str());
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    for outlet in outlets {
        let used = page.wordings.iter().filter(|w| name(w).as_deref() == outlet);
        let list = used
            .map(|w| state.settings.digits.show(&format!("{} {}", w.words, w.mentions)))
            .collect::<Vec<_>>()
            .join("، ");
        pair(out, outlet.unwrap_or(&words.no_outlet), &list, columns);
    }
}

fn draw_palette(
    state: &State,
    painter: &mut Painter<'_>,
    mut area: Rect,
    field: &super::super::field::Field,
    cursor: usize,
) -> (u16, u16) {
    let strings = state.strings();
    let found = palette::found(state, field.text());
    let most = area.height.saturating_sub(4).min(14);
    area.height = (u16::try_from(found.len()).unwrap_or(u16::MAX).clamp(1, most.max(1)) + 4).min(area.height);
    let inner = boxed(painter, area, &strings.words.palette);
    let (accent, dim) = (painter.part(Part::Accent), painter.part(Part::Dim));
    let rest = painter.flow(row(inner, 0), &[(&strings.words.command, accent), (": ", accent)]);
    let text = painter.part(Part::Text);
    let place = super::bars::draw_field(painter, rest, field, text);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    let height = usize::from(list.height);
    let first = (cursor + 1).saturating_sub(height);
    for (at, &action) in found.iter().enumerate().skip(first).take(height) {
        let here = row(list, at - first);
        if at == cursor {
            let style = painter.part(Part::Selection);
            painter.tint(here, style);
        }
        let keys = state.assets.keymap.labels(state.focus.context(), action).join("  ");
        let (what, end) = painter.split_end(here, width(&keys).min(here.width / 3) + 1);
        painter.end(end, &keys, dim);
        let style = Style { bg: None, ..text };
        painter.start(what, name(&strings.actions, action), style);
    }
    if found.is_empty() {
        let nothing = super::super::strings::fill(&strings.words.no_hits, field.text());
        painter.start(row(list, 0), &nothing, dim);
    }
    place
}
