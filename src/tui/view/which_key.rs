//! After a prefix: the keys that go on, with what they do, in columns above the bottom bar.

use ratatui::layout::Rect;

use crate::layout::width;

use super::super::paint::{Painter, inset, row};
use super::super::state::State;
use super::super::strings::name;
use super::super::theme::Part;

/// The least columns of an entry; fewer only where not all would be seen otherwise.
const LEAST: u16 = 34;
const LEAST_IN_LOW: u16 = 18;

pub fn draw(state: &State, painter: &mut Painter<'_>, above: Rect) {
    let bindings = state.assets.keymap.continuations(state.context(), &state.pressed);
    let entries: Vec<(String, &str)> = bindings
        .map(|binding| {
            let keys: Vec<String> =
                binding.keys.iter().skip(state.pressed.len()).map(|k| k.label()).collect();
            (keys.join(" "), name(&state.strings().actions, binding.action))
        })
        .collect();
    let longest = entries.iter().map(|(key, what)| width(key) + width(what) + 5).max().unwrap_or(0);
    let columns = (above.width / longest.max(LEAST)).max(1);
    // In a low window what they do is cut rather than that a key is not seen.
    let needed = entries.len().div_ceil(usize::from(above.height.saturating_sub(1)).max(1));
    let needed = u16::try_from(needed).unwrap_or(u16::MAX).min(above.width / LEAST_IN_LOW);
    let columns = columns.max(needed);
    let rows = entries.len().div_ceil(usize::from(columns));
    let height = u16::try_from(rows + 1).unwrap_or(u16::MAX).min(above.height);
    let area = Rect { y: above.bottom() - height, height, ..above };
    let bar = painter.part(Part::Bar);
    painter.clear(area, bar);
    let line = painter.part(Part::BorderFocus);
    for x in area.left()..area.right() {
        painter.sign(x, area.y, "─", line);
    }
    let pressed: Vec<String> = state.pressed.iter().map(|k| k.label()).collect();
    let key_style = painter.part(Part::Key);
    let focus = painter.part(Part::PaneFocus);
    painter.flow(inset(row(area, 0), 2), &[(" ", focus), (&pressed.join(" "), focus), (" … ", focus)]);
    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let list = inset(list, 1);
    for (at, (key, what)) in entries.iter().enumerate() {
        // Down the first column, then the next.
        let (column, line) = (at / rows.max(1), at % rows.max(1));
        let mut here = row(list, line);
        for _ in 0..column {
            here = painter.split(here, list.width / columns).1;
        }
        let (here, _) = painter.split(here, (list.width / columns).saturating_sub(1));
        painter.flow(here, &[(key, key_style), ("  ", bar), (what, bar)]);
    }
}
