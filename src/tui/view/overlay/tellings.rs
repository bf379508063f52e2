//! The tellings of one event beside each other.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::layout::{Base, Options, layout, widget};
use crate::library::EventRow;
use crate::model::{Modality, Span};

use super::super::super::action::Action;
use super::super::super::dates;
use super::super::super::keymap::Context;
use super::super::super::paint::{Painter, inset, row};
use super::super::super::state::State;
use super::super::super::strings::{fill, name};
use super::super::super::tellings::Tellings;
use super::super::super::theme::Part;
use super::super::super::words::according_to;

/// The least columns of a telling.
const LEAST: u16 = 30;

/// Draws as many tellings as fit, in the order of reading, the one with the cursor among them.
pub fn draw(state: &State, painter: &mut Painter<'_>, area: Rect, page: &Tellings) {
    let area = Rect { height: area.height.min(rows(state, super::columns_in(area), page)), ..area };
    let inner = super::boxed(painter, area, &state.strings().words.tellings);
    let count = page.rows.len().max(1);
    let fit = usize::from(inner.width / LEAST).clamp(1, count);
    let first = (page.cursor + 1).saturating_sub(fit).min(count - fit);
    let columns = inner.width / u16::try_from(fit).unwrap_or(1).max(1);
    let mut rest = inner;
    for (at, event) in page.rows.iter().enumerate().skip(first).take(fit) {
        let (column, after) = painter.split(rest, columns);
        if at > first {
            let style = painter.part(Part::Border);
            let x = if painter.rtl { column.right().saturating_sub(1) } else { column.left() };
            for y in column.top()..column.bottom() {
                painter.sign(x, y, "│", style);
            }
        }
        // A free column behind the line between two.
        let beside = if at > first { painter.split(column, 1).1 } else { column };
        draw_telling(state, painter, inset(beside, 1), event, at == page.cursor);
        rest = after;
    }
    let mut of = format!("{}/{}", page.cursor + 1, page.rows.len());
    if fit < page.rows.len() {
        let keys =
            [Action::Left, Action::Right].map(|action| state.assets.keymap.labels(Context::Overlay, action));
        let keys =
            keys.iter().filter_map(|labels| labels.first()).map(String::as_str).collect::<Vec<_>>().join(" ");
        of = format!("{of} · {}", fill(&state.strings().words.more_tellings, &keys));
    }
    let dim = painter.part(Part::Dim);
    let below = Rect { y: area.bottom().saturating_sub(1), height: 1, ..inner };
    let of = format!(" {} ", state.settings.digits.show(&of));
    painter.end(below, &of, dim);
}

/// The rows that the highest telling needs, with the box.
fn rows(state: &State, columns: u16, page: &Tellings) -> u16 {
    let fit = (columns / LEAST).clamp(1, u16::try_from(page.rows.len().max(1)).unwrap_or(u16::MAX));
    let options = Options::new((columns / fit).saturating_sub(3).max(1)).base(Base::AutoRtl);
    let lines = |text: &str| layout(text, Span::new(0, text.len()), &options).lines.len();
    let no_actor = &state.strings().words.no_actor;
    let needed = |event: &EventRow| {
        let voice = voice(state, event).map_or(0, |voice| lines(&voice));
        3 + lines(&super::super::timeline::who(event, no_actor)) + voice + 1 + lines(&event.sentence_words)
    };
    u16::try_from(page.rows.iter().map(needed).max().unwrap_or(0) + 3).unwrap_or(u16::MAX)
}

/// Who says so, where it is not the outlet itself.
fn voice(state: &State, event: &EventRow) -> Option<String> {
    let words = &state.strings().words;
    Some(according_to(words, event.voice.as_ref()?))
}

/// One telling: outlet, dates of the event and of the article, who did what, who says so, and the sentence with the
/// words that tell it.
fn draw_telling(state: &State, painter: &mut Painter<'_>, area: Rect, event: &EventRow, here: bool) {
    let strings = state.strings();
    let words = &strings.words;
    let dim = painter.part(Part::Dim);
    let outlet = event.outlet.as_ref().map_or(words.no_outlet.as_str(), |o| o.name.as_str());
    let head = row(area, 0);
    if here {
        let style = painter.part(Part::Selection);
        painter.tint(head, style);
    }
    let accent = Style { bg: None, ..painter.part(Part::Accent) };
    painter.start(head, outlet, accent);
    let date = dates::short(&event.when(), words);
    let date = if date.is_empty() { words.undated.clone() } else { state.settings.digits.show(&date) };
    let sign = super::super::sign(event.kind, event.planned);
    let kind = painter.theme.event(event.kind);
    let mut pieces = vec![(sign, kind), ("  ", dim), (date.as_str(), dim)];
    if event.modality != Modality::Asserted {
        let uncertain = painter.part(Part::Uncertain);
        pieces.extend([("  ", dim), (name(&strings.modalities, event.modality), uncertain)]);
    }
    painter.flow(row(area, 1), &pieces);
    let published = dates::short(&event.published, words);
    if !published.is_empty() {
        // Pieces of their own: behind Arabic letters the numbers of a date would change places.
        let published = state.settings.digits.show(&published);
        painter.flow(row(area, 2), &[(&words.published_on, dim), (" ", dim), (&published, dim)]);
    }
    let text = Style { bg: None, ..painter.part(Part::Text) };
    let who = super::super::timeline::who(event, &words.no_actor);
    let bold = text.add_modifier(Modifier::BOLD);
    let mut used = wrapped(painter, area, 3, &who, bold, &[]);
    if let Some(voice) = voice(state, event) {
        let style = Style { bg: None, ..painter.part(Part::Uncertain) };
        used = wrapped(painter, area, used, &voice, style, &[]);
    }
    let sentence = event.sentence_words.replace(['\n', '\r', '\t'], " ");
    let trigger = Span::new(
        event.trigger.start.saturating_sub(event.sentence.start),
        event.trigger.end.saturating_sub(event.sentence.start),
    );
    let hit = painter.part(Part::Hit);
    wrapped(painter, area, used + 1, &sentence, text, &[(trigger, hit)]);
}

/// Writes a text from row `at` on; gives the row behind it.
fn wrapped(
    painter: &mut Painter<'_>,
    area: Rect,
    at: usize,
    text: &str,
    style: Style,
    styles: &[(Span, Style)],
) -> usize {
    let options = Options::new(area.width.max(1)).base(Base::AutoRtl);
    let laid_out = layout(text, Span::new(0, text.len()), &options);
    for (line, n) in laid_out.lines.iter().zip(at..) {
        widget::paint(painter.buf, row(area, n), line, style, styles);
    }
    at + laid_out.lines.len()
}
